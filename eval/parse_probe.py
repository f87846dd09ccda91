"""A process that parses one PDF and says how fast and how much memory. Started by ``parse_throughput``.

``python -m eval.parse_probe product|pypdf FILE [WARM]``: prints one JSON object. ``WARM`` is read first, so
that imports and first uses are not counted.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader

from eval.peak_memory import peak_bytes
from ingest.parsers.pdf import parse_pdf

Parsed = tuple[int, list[str], list[str]]
"""Pages, headings as printed, cells of tables."""


def product(path: Path) -> Parsed:
    """Our parser, structure and tables included."""
    parsed = parse_pdf(path, ocr=False)
    headings = [
        f"{block.label or ''} {block.text}".strip()
        for block in parsed.blocks
        if block.kind in ("heading", "title")
    ]
    cells: list[str] = []
    for table in parsed.tables:
        names = [column.name for column in table.columns]
        cells += names
        cells += [str(row[name]) for row in table.rows.to_pylist() for name in names]
    return parsed.pages or 0, headings, cells


def pypdf(path: Path) -> Parsed:
    """Plain text of pypdf; it knows no headings and no tables."""
    return len([page.extract_text() for page in PdfReader(path).pages]), [], []


SYSTEMS: dict[str, Callable[[Path], Parsed]] = {"product": product, "pypdf": pypdf}


def main(name: str, file: str, warm: str | None = None) -> int:
    """Parses and prints."""
    if warm is not None:
        SYSTEMS[name](Path(warm))
    before = peak_bytes()
    began = time.process_time()
    pages, headings, cells = SYSTEMS[name](Path(file))
    seconds = time.process_time() - began
    found = {
        "pages": pages, "seconds": seconds, "headings": headings, "cells": cells,
        "peak_bytes": peak_bytes(), "peak_before": before,
    }  # fmt: skip
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
