"""Write plain texts as Markdown, HTML, Word, PDF, Excel files and more. Knows marks of lines, no questions.

A CSV file, a plain text and a mail are written as their text stands. The text of the others has ``#``
titles, numbered or bulleted lines (nested ones indented), ``|`` rows, paragraphs, and ``---page---`` where a
PDF begins a new page. A PDF that begins with ``---scan---`` is one picture, a little askew; in a workbook
``<`` is a cell merged with the one to its left.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_PAGE = "---page---"
_SCAN = "---scan---\n"
_MERGED = "<"
_TITLE = re.compile(r"^(?P<level>#+)\s+(?P<title>.+)$")
_BULLET = re.compile(r"^-\s+")
_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?$")
_RULE = re.compile(r"^\|[\s|:-]+\|$")


def write_paper(source: Path, folder: Path) -> Path:
    """Writes ``NAME.FORMAT.txt`` as ``NAME.FORMAT`` into a folder.

    Raises:
        KeyError: The format is none of md, html, docx, pdf, xlsx, csv, txt, eml.
    """
    target = folder / source.name.removesuffix(".txt")
    _WRITERS[target.suffix](source.read_text(encoding="utf-8"), target)
    return target


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _markdown(text: str, target: Path) -> None:
    """As it stands, with the rule that Markdown wants below the first row of a table."""
    lines: list[str] = []
    for line in text.split("\n"):
        is_first_row = line.startswith("|") and not (lines and lines[-1].startswith("|"))
        lines += ["", line, "|" + " --- |" * len(_cells(line))] if is_first_row else [line]
    told = "\n".join(
        line for at, line in enumerate(lines) if not (_RULE.match(line) and _RULE.match(lines[at - 1]))
    )
    target.write_text(told.replace(_PAGE, ""), encoding="utf-8")


def _html(text: str, target: Path) -> None:
    body: list[str] = []
    kind = ""
    for line in text.split("\n"):
        now = "table" if line.startswith("|") else "ul" if _BULLET.match(line) else ""
        if now != kind:
            body += [f"</{kind}>"] * bool(kind) + [f"<{now}>"] * bool(now)
            kind = now
        if now == "table":
            body.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in _cells(line)) + "</tr>")
        elif now:
            body.append(f"<li>{html.escape(_BULLET.sub('', line))}</li>")
        elif title := _TITLE.match(line):
            level = len(title["level"])
            body.append(f"<h{level}>{html.escape(title['title'])}</h{level}>")
        elif line.strip():
            body.append(f"<p>{html.escape(line)}</p>")
    target.write_text(
        f"<!doctype html><html><head><meta charset='utf-8'></head><body>{''.join(body)}</body></html>",
        encoding="utf-8",
    )


def _blocks(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Lines without rows, and the rows of each table together, with an empty line."""
    for is_table, lines in groupby(text.split("\n"), key=lambda line: line.startswith("|")):
        if is_table:
            yield "", [_cells(line) for line in lines]
        else:
            yield from ((line, []) for line in lines)


def _word(text: str, target: Path) -> None:
    """Titles and lists by Word's own styles; numbers of lines as they are typed."""
    from docx import Document

    document = Document()
    for line, rows in _blocks(text):
        if rows:
            table = document.add_table(len(rows), len(rows[0]))
            for cells, row in zip(rows, table.rows, strict=True):
                for words, cell in zip(cells, row.cells, strict=True):
                    cell.text = words
        elif title := _TITLE.match(line):
            document.add_heading(title["title"], len(title["level"]) - 1)
        elif _BULLET.match(line):
            document.add_paragraph(_BULLET.sub("", line), style="List Bullet")
        elif line.strip():
            document.add_paragraph(line.strip())
    document.save(str(target))


def _pdf(text: str, target: Path) -> None:
    """One paragraph a line, titles larger and bold, tables with rules; or a scan."""
    if text.startswith(_SCAN):
        _scan(text.removeprefix(_SCAN), target)
        return
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

    styles = getSampleStyleSheet()
    story: list[Flowable] = []
    for line, rows in _blocks(text):
        if rows:
            story.append(Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
        elif line == _PAGE:
            story.append(PageBreak())
        elif title := _TITLE.match(line):
            story.append(Paragraph(html.escape(title["title"]), styles[f"Heading{len(title['level'])}"]))
        elif line.strip():
            words = html.escape(_BULLET.sub("• ", line.strip()))
            story.append(Paragraph(words, styles["BodyText"]))
    SimpleDocTemplate(str(target), pagesize=A4, invariant=1).build(story)


def _scan(text: str, target: Path) -> None:
    """A4 at 150 dots an inch, half a degree askew."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1240, 1754), 244)
    draw = ImageDraw.Draw(page)
    for at, line in enumerate(text.split("\n")):
        size = 38 if line.startswith("#") else 27
        draw.text((120, 130 + 48 * at), line.lstrip("# "), fill=35, font=ImageFont.load_default(size))
    page.rotate(0.5, fillcolor=244).save(target, resolution=150.0)


def _sheet(text: str, target: Path) -> None:
    """A sheet for each title; a cell that is a number is written as one, a row without words is empty."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for line in text.split("\n"):
        if title := _TITLE.match(line):
            book.create_sheet(title["title"])
        elif line.startswith("|"):
            _append(book.worksheets[-1], _cells(line))
    book.save(target)


def _append(sheet: Worksheet, cells: Sequence[str]) -> None:
    """The next row, neighbours merged as marked."""
    sheet.append([None if cell == _MERGED else _typed(cell) for cell in cells])
    row = sheet.max_row
    starts = [at for at, cell in enumerate(cells) if cell != _MERGED]
    for start, end in pairwise([*starts, len(cells)]):
        if end - start > 1:
            sheet.merge_cells(start_row=row, start_column=start + 1, end_row=row, end_column=end)


def _typed(cell: str) -> str | float | None:
    """Days and numbers with a comma stay text, as they often do in plants."""
    if _NUMBER.match(cell):
        return float(cell) if "." in cell else int(cell)
    return cell or None


def _as_it_stands(text: str, target: Path) -> None:
    target.write_text(text, encoding="utf-8")


_WRITERS: dict[str, Callable[[str, Path], None]] = {
    ".md": _markdown,
    ".html": _html,
    ".docx": _word,
    ".pdf": _pdf,
    ".xlsx": _sheet,
    ".csv": _as_it_stands,
    ".txt": _as_it_stands,
    ".eml": _as_it_stands,
}
