"""How much memory the ingestion of one large file takes, in the reader's process and in the writer's.

``python -m eval.ingest_memory --pages 200 800 1600 3200`` ingests generated PDFs of so many pages, each into
an empty data folder by a process of its own, and prints a JSON object for each: peaks in MB of the worker
that reads and of the process that writes, and seconds by the clock. ``--rows 250000 1000000`` does the same
with logs of eight sensors (``--layout workbook``: as XLSX). The last line tells the growth a page (or a
thousand rows) between the two largest; it ends with exit code 1 where that of the reader is above ``--most``
KB.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from eval.labelled_pages import write_pages
from eval.log_memory import write_log, write_workbook
from eval.peak_memory import high_water

_BEAT = 0.05
_KB, _MB = 1 << 10, 1 << 20
MOST_KB = {"pages": 16.0, "rows": 8.0}
"""Growth of the reader that is let pass, in KB a page or a thousand rows."""


def peaks(file: Path, folder: Path) -> dict[str, float]:
    """Ingests a file into an empty folder; the largest memory of each process, read while they run."""
    command = [sys.executable, "-m", "ui.cli", "--data", str(folder)]
    command += ["ingest", str(file), "--workers", "1", "--json"]
    began = time.monotonic()
    writer, reader = 0, 0
    with (folder.parent / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - ours
        while process.poll() is None:
            writer = max(writer, _held(process.pid))
            reader = max(reader, *map(_held, _children(process.pid)), 0)
            time.sleep(_BEAT)
    if process.returncode:
        sys.stderr.write((folder.parent / "log.txt").read_text(errors="replace")[-2000:])
        raise SystemExit(1)
    return {
        "reader_mb": round(reader / _MB, 1),
        "writer_mb": round(writer / _MB, 1),
        "seconds": round(time.monotonic() - began, 1),
    }


def _written(folder: Path, unit: str, size: int, layout: str) -> Path:
    """A file of so many pages or rows."""
    if unit == "pages":
        file = folder / "handbook.pdf"
        write_pages(file, pages=size)
    elif layout == "workbook":
        file = folder / "log.xlsx"
        write_workbook(file, size)
    else:
        file = folder / "log.csv"
        write_log(file, layout, size)
    return file


def growth(found: Sequence[tuple[int, dict[str, float]]], name: str) -> float:
    """KB that each further unit took, between the two largest."""
    (few, less), (many, more) = found[-2:]
    return (more[name] - less[name]) * _KB / (many - few)


def _children(pid: int) -> list[int]:
    try:
        return [child.pid for child in psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return []


def _held(pid: int) -> int:
    """The kernel's mark where there is one, else what the process holds now."""
    mark = high_water(pid)
    if mark is not None:
        return mark
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints and judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="*", default=[])
    parser.add_argument("--rows", type=int, nargs="*", default=[])
    parser.add_argument("--layout", choices=("wide", "long", "workbook"), default="wide")
    parser.add_argument("--most", type=float, help="KB of growth that are let pass")
    options = parser.parse_args(arguments)
    failed = False
    for unit, sizes in (("pages", sorted(options.pages)), ("rows", sorted(options.rows))):
        found = []
        for size in sizes:
            with tempfile.TemporaryDirectory(prefix="assistant-eval-") as name:
                data = Path(name) / "data"
                data.mkdir()
                found.append((size, peaks(_written(Path(name), unit, size, options.layout), data)))
            sys.stdout.write(json.dumps({unit: size, **found[-1][1]}) + "\n")
            sys.stdout.flush()
        if len(found) > 1:
            scale = 1 if unit == "pages" else 1000
            most = MOST_KB[unit] if options.most is None else options.most
            told = {who: round(growth(found, f"{who}_mb") * scale, 2) for who in ("reader", "writer")}
            failed |= told["reader"] > most
            sys.stdout.write(json.dumps({"kb_more_each": told, "unit": unit, "most": most}) + "\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
