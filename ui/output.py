"""What commands write and where: results on standard output, progress and notes on standard error.

With ``--json`` one JSON object stands on standard output and nothing else, whatever libraries print.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

Advance = Callable[[int, int, str], None]
"""Takes how many are done, how many there are, and what was done last."""


@contextmanager
def json_alone(active: bool) -> Iterator[Callable[[object], None]]:
    """Gives a function that writes the JSON object; everything else goes to standard error meanwhile.

    Args:
        active: False leaves the streams alone.
    """
    if not active:
        yield lambda body: print_json(body)
        return
    sys.stdout.flush()
    kept = os.dup(1)
    python_stdout = sys.stdout
    os.dup2(2, 1)
    sys.stdout = sys.stderr

    def write(body: object) -> None:
        data = (json.dumps(body, ensure_ascii=False) + "\n").encode()
        while data:
            data = data[os.write(kept, data) :]

    try:
        yield write
    finally:
        sys.stdout = python_stdout
        os.dup2(kept, 1)
        os.close(kept)


def lossless_output() -> None:
    """Has standard output escape letters that its encoding lacks (a pipe on Windows), and go on."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def print_json(body: object) -> None:
    """One JSON object and a newline, in letters that every encoding has."""
    sys.stdout.write(json.dumps(body) + "\n")
    sys.stdout.flush()


def say(text: str = "") -> None:
    """A line of result."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def note(text: str) -> None:
    """A line for the person who watches, on standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def error_console() -> Console:
    """Rich on standard error."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


@contextmanager
def progress_bar(title: str) -> Iterator[Advance]:
    """A bar on standard error; where that is no terminal, a line now and then."""
    console = error_console()
    if not console.is_terminal:
        yield _Lines(title)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[last]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(title, total=None, last="")
        yield lambda done, total, last: progress.update(
            task, completed=done, total=total, last=_short(last), refresh=True
        )


class _Lines:
    """Progress for logs: at most one line for each tenth."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._tenth = -1

    def __call__(self, done: int, total: int, last: str) -> None:
        tenth = 10 * done // max(1, total)
        if tenth != self._tenth:
            self._tenth = tenth
            note(f"{self._title}: {done} of {total}" + (f", {_short(last)}" if last else ""))


def _short(text: str) -> str:
    return text if len(text) <= 60 else "…" + text[-59:]


def is_terminal() -> bool:
    """True where a person reads standard output."""
    return sys.stdout.isatty()


def failure_json(message: str, code: int) -> Mapping[str, object]:
    """What ``--json`` gives where a command failed."""
    return {"error": message, "exit_code": code}
