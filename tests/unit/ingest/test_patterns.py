"""No regular expression of ours takes long over a hostile line: repeats of what it looks for, and a bad end."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from types import FrameType

import pytest

import ingest

_REPEATED = (
    "a",
    "A",
    "1",
    " ",
    "-",
    "=",
    ".",
    ",",
    "|",
    "(",
    "/",
    "P-1 ",
    "1.",
    "a ",
    "A-",
    "\t",
    "a b  ",
    "x:",
    "+",
)
_LENGTH = 300
_MOST_SECONDS = 0.2


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(ingest.__path__, "ingest."):
        try:
            names = vars(importlib.import_module(module.name))
        except ImportError:  # the reader of a program that is not installed
            continue
        for name, value in names.items():
            many = (
                value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]
            )
            for one in many:
                pattern = (
                    next((p for p in one if isinstance(p, re.Pattern)), one)
                    if isinstance(one, tuple)
                    else one
                )
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                    yield f"{module.name} {name}", pattern


class _TooLong(Exception):
    pass


def _stop(number: int, frame: FrameType | None) -> None:
    raise _TooLong


def _slow(pattern: re.Pattern[str]) -> list[str]:
    """The repeats over which a pattern takes too much processor time."""
    found = []
    for piece in _REPEATED:
        text = "x " + (piece * _LENGTH)[:_LENGTH] + "!\x01"
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, 2 * _MOST_SECONDS)
        try:
            pattern.search(text)
            pattern.match(text[2:])
        except _TooLong:
            found.append(piece)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        if time.process_time() - begun > _MOST_SECONDS and piece not in found:
            found.append(piece)
    return found


@pytest.fixture(autouse=True)
def _timer() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, _stop)
    yield
    signal.signal(signal.SIGVTALRM, before)


def test_patterns_are_quick_over_hostile_lines() -> None:
    patterns = {pattern: name for name, pattern in _patterns()}
    assert len(patterns) > 120, "the search for patterns finds too few"
    slow = {name: found for pattern, name in patterns.items() if (found := _slow(pattern))}
    assert slow == {}


def test_the_check_sees_a_pattern_that_explodes() -> None:
    assert "-" in _slow(re.compile(r"^[\s|+]*(?:[-=_]{3,}[\s|+]*)+$"))
