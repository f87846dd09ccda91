"""The text of a file by the shortest way: pypdf, cell values, the bytes decoded. No layout, no OCR."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
from pypdf import PdfReader
from pypdf.errors import PyPdfError

_PLAIN = frozenset({".dxf", ".csv", ".txt", ".md", ".html", ".eml", ".json", ".xml", ".dat"})


def plain_pages(path: Path) -> Mapping[int | None, str]:
    """Text by page, from 1; one text under None where the format has no pages; empty where it has no text."""
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        try:
            return {n: page.extract_text() for n, page in enumerate(PdfReader(path).pages, start=1)}
        except PyPdfError:
            return {}
    if suffix == ".xlsx":
        book = openpyxl.load_workbook(path, data_only=True)
        rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
        return {None: "\n".join(" ".join(str(v) for v in row if v is not None) for row in rows)}
    if suffix in _PLAIN:
        return {None: path.read_bytes().decode("utf-8", "replace")}
    return {}
