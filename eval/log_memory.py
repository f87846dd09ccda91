"""How long the reading of a large sensor log takes, and how much memory: generated files, a process each.

``python -m eval.log_memory --rows 1000000`` prints a JSON object a layout: ``wide`` (a time, eight sensors a
row) and ``long`` (a historian's export: tag, time, value, quality and unit a row).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from openpyxl import Workbook

from eval.peak_memory import peak_bytes
from ingest.parsers.table import parse_table

_SENSORS = 8
_BLOCK = 10_000
_START = np.datetime64("2024-01-01T00:00:00")


def lines(layout: str, rows: int) -> Iterator[str]:
    """The lines of a log with so many rows, the same each time."""
    random = np.random.default_rng(0)
    wide = layout == "wide"
    yield (
        "time," + ",".join(f"S{k} [bar]" for k in range(_SENSORS))
        if wide
        else "TagName,TimeStamp,Value,Quality,Unit"
    )
    moments = rows if wide else rows // _SENSORS
    for begin in range(0, moments, _BLOCK):
        number = min(_BLOCK, moments - begin)
        values = random.normal(50, 5, (number, _SENSORS)).round(3).tolist()
        times = (_START + np.arange(begin, begin + number)).astype(str).tolist()
        for moment, readings in zip(times, values, strict=True):
            if wide:
                yield f"{moment},{','.join(map(str, readings))}"
            else:
                yield from (f"PT-{k},{moment},{value},Good,bar" for k, value in enumerate(readings))


def write_log(path: Path, layout: str, rows: int) -> None:
    """Writes the log as CSV."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines(layout, rows))


def write_workbook(path: Path, rows: int) -> None:
    """Writes the wide log as a workbook of one sheet, times as dates and readings as numbers."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("log")
    readings = (line.split(",") for line in lines("wide", rows))
    sheet.append(next(readings))
    for moment, *values in readings:
        sheet.append([datetime.fromisoformat(moment), *map(float, values)])
    book.save(path)


def read(path: Path) -> dict[str, float]:
    """Reads a log and says what it took: rows, seconds of processor time, peak of this process in MB."""
    started = time.process_time()
    document = parse_table(path)
    seconds = time.process_time() - started
    rows = sum(series.rows.num_rows for series in document.series)
    return {"rows": rows, "seconds": round(seconds, 1), "peak_mb": round(peak_bytes() / (1 << 20))}


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes each log, reads it in a process of its own and prints what that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--read", type=Path, help="a file: read it in this process, and say what it took")
    options = parser.parse_args(arguments)
    if options.read is not None:
        sys.stdout.write(json.dumps(read(options.read)) + "\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for layout in ("wide", "long"):
            path = Path(folder) / f"{layout}.csv"
            write_log(path, layout, options.rows)
            command = [sys.executable, "-m", "eval.log_memory", "--read", str(path)]
            told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603
            megabytes = round(path.stat().st_size / 1e6)
            sys.stdout.write(json.dumps({"layout": layout, "file_mb": megabytes, **told}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
