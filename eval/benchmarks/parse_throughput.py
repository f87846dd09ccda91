"""Speed, structure and memory of PDF parsing, beside ``pypdf`` and ``unstructured`` fast in the same run.

Protocol: each parser runs in a fresh process and reads a two-page PDF first, which is not counted; then
pages a second of processor time (so that other work on the machine does not count), best of three, over the
same PDF of labelled pages. *Structure*: F1 of headings (whole text) and of table cells on those pages.
*Memory*: peak resident memory of a fresh process of ours that parses 400 and 1,600 such pages, and what it
took above its start. ``unstructured`` is measured where ``.venv-unstructured`` in the working folder has it
(with pdfminer.six, pikepdf, pdf2image and pi_heif); its tokenizer and tagger, which it would download, are
replaced by regular expressions. ``limit`` is the number of labelled pages, 24 at least.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.benchmark import RunOptions
from eval.errors import EvalError
from eval.labelled_pages import Labels, write_pages
from eval.provenance import settings_record
from eval.report import EvalReport

PEER = Path(".venv-unstructured")
"""Environment of the peer, below the folder the program is started in."""

PAGES = 24
MEMORY_PAGES = (400, 1600)
_ROUNDS = 3
_SCRIPT = Path(__file__).resolve().parent.parent / "peers" / "unstructured_fast.py"
_MB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One parser's run over one PDF: processor time in seconds, sizes in bytes."""

    pages: int
    seconds: float
    headings: tuple[str, ...]
    cells: tuple[str, ...]
    peak_bytes: int
    peak_before: int


class ParseThroughput:
    """The benchmark ``parse_throughput``."""

    name = "parse_throughput"

    def run(self, options: RunOptions) -> EvalReport:
        """Writes the pages and runs each parser over them."""
        began = time.perf_counter()
        count = max(options.limit or PAGES, PAGES)
        with tempfile.TemporaryDirectory(prefix="assistant-eval-") as name:
            folder = Path(name)
            warm, pdf = folder / "warm.pdf", folder / "pages.pdf"
            write_pages(warm, pages=2)
            labels = write_pages(pdf, pages=count)
            found = {}
            for step, (system, command) in enumerate(parsers(Path.cwd()).items()):
                options.tell(system, step, 4)
                runs = [run_parser([*command, str(pdf), str(warm)]) for _ in range(_ROUNDS)]
                found[system] = scores(min(runs, key=lambda run: run.seconds), labels)
            options.tell("memory", 3, 4)
            found["product"] |= _memory(folder)
            options.tell("done", 4, 4)
        product = found.pop("product")
        for system, theirs in found.items():
            product[f"times_{system}"] = product["pages_per_second"] / theirs["pages_per_second"]
        report = EvalReport(
            benchmark=self.name,
            n=count,
            errors=0,
            scores=product,
            baselines=found,
            settings={**settings_record(options.settings), "processors": os.cpu_count() or 1},
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=notes(found),
        )
        options.results.parent.mkdir(parents=True, exist_ok=True)
        with options.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(report.to_json()) + "\n")
        return report


def parsers(folder: Path) -> dict[str, list[str]]:
    """The command of each parser; ``unstructured`` where the folder has its environment."""
    found = {name: [sys.executable, "-m", "eval.parse_probe", name] for name in ("product", "pypdf")}
    peer = folder / PEER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if peer.exists():
        found["unstructured_fast"] = [str(peer), str(_SCRIPT)]
    return found


def notes(found: Sequence[str] | dict[str, dict[str, float]]) -> tuple[str, ...]:
    """What a reader must know of the peer."""
    if "unstructured_fast" in found:
        return ("unstructured: its tokenizer and tagger are replaced by regular expressions.",)
    return (f"unstructured was not measured: {PEER} is not there.",)


def run_parser(command: Sequence[str]) -> Run:
    """Runs a parser in a process of its own.

    Raises:
        EvalError: It gave no answer.
    """
    done = subprocess.run(list(command), capture_output=True, text=True, check=False)  # noqa: S603 - ours
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        raise EvalError(f"a parser gave no answer: {done.stderr.strip()[-400:]}")
    answer = json.loads(lines[-1])
    return Run(**{**answer, "headings": tuple(answer["headings"]), "cells": tuple(answer["cells"])})


def scores(run: Run, labels: Labels) -> dict[str, float]:
    """Speed, and how well headings and cells agree with what is printed."""
    return {
        "pages_per_second": run.pages / run.seconds,
        "headings_f1": multiset_f1(run.headings, labels.headings),
        "table_cells_f1": multiset_f1(run.cells, labels.cells),
    }


def multiset_f1(found: Sequence[str], printed: Sequence[str]) -> float:
    """F1 of two bags of texts; blanks and the form of a number (``7.50``, ``7.5``) make no difference."""
    ours, theirs = Counter(map(_plain, found)), Counter(map(_plain, printed))
    both = sum((ours & theirs).values())
    return 2 * both / (sum(ours.values()) + sum(theirs.values())) if both else 0.0


def _plain(text: str) -> str:
    text = "".join(text.split())
    return f"{float(text):g}" if re.fullmatch(r"\d+\.\d+", text) else text


def _memory(folder: Path) -> dict[str, float]:
    """Peak of our parser by the number of pages, above what the process took before."""
    found: dict[str, float] = {}
    for pages in MEMORY_PAGES:
        pdf = folder / f"{pages}.pdf"
        write_pages(pdf, pages=pages)
        run = run_parser([sys.executable, "-m", "eval.parse_probe", "product", str(pdf)])
        found[f"peak_mb_{pages}_pages"] = run.peak_bytes / _MB
        found[f"above_start_mb_{pages}_pages"] = (run.peak_bytes - run.peak_before) / _MB
    return found
