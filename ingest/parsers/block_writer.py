"""Collect headings, paragraphs, list items and tables in reading order. Knows no file format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.day_order import day_order
from ingest.front_matter import stated_date, stated_revision
from ingest.language import detect_language
from ingest.parsed import Attachment, Block, BlockKind, ParsedDocument, ParsedSeries, ParsedTable
from ingest.parsers.form_fields import is_form, pairs_of
from ingest.parsers.grid import build_grid
from ingest.parsers.header import find_header, has_spanning_title, is_value
from ingest.parsers.stated import read_stated
from ingest.parsers.tabular import read_grid

LONGEST_BLOCK = 4_000
"""Characters of one block of prose; longer ones are cut at a blank."""

MOST_TEXT = 8_000_000
"""Characters of one document that become blocks."""

_FRONT_BLOCKS = 8
_MOST_FIELDS = 40
_HEADING_LABEL = re.compile(
    r"^(?P<label>(?:[A-Z]{1,4}[.-]?)?\d{1,3}(?:\.\d{1,3}){0,7}(?:\.[a-z])?|[A-Z]\.|"
    r"(?:Annexe?|ANNEXE?|Appendix|APPENDIX|Chapter|Chapitre|Section|Article)\s[A-Z0-9]{1,4}(?:\.\d{1,3})*)"
    r"(?:[.:)]|\s[-–—])?\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_CLAUSE_LABEL = re.compile(
    r"^(?P<label>(?:[A-Z]{1,4}[.-]?)?\d{1,3}(?:\.\d{1,3}){1,7}(?:\.[a-z])?)[.:)]?\s+(?P<rest>[^\W\d].*)$",
    re.DOTALL,
)


class BlockWriter:
    """Takes what a document holds piece by piece and keeps it as blocks and tables.

    Attributes:
        blocks: In reading order.
        tables: Those that the table blocks point to.
        series: Logs found among the tables.
        notes: What was lost or mended, each a sentence.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.tables: list[ParsedTable] = []
        self.series: list[ParsedSeries] = []
        self.notes: list[str] = []
        self._left = MOST_TEXT
        self._page: int | None = None
        self._above = ""

    @property
    def length(self) -> int:
        """Characters so far."""
        return sum(len(block.text) for block in self.blocks)

    def page(self, number: int) -> None:
        """What follows stands on this page."""
        self._page = number

    def title(self, text: str) -> None:
        """Adds the document's title."""
        self._add("title", text)

    def heading(self, text: str, level: int, *, label: str | None = None) -> None:
        """Adds a heading; a number printed before it becomes its label."""
        text = " ".join(text.split())
        if label is None and (match := _HEADING_LABEL.match(text)):
            label, text = match["label"].rstrip("."), match["rest"]
        self._above = text
        self._add("heading", text, level=max(1, level), label=label)

    def paragraph(self, text: str, *, kind: BlockKind = "paragraph", label: str | None = None) -> None:
        """Adds prose; a paragraph that begins with a number of two levels or more becomes a clause."""
        text = text.strip()
        if kind == "paragraph" and label is None and (match := _CLAUSE_LABEL.match(text)):
            self._add("clause", match["rest"], level=match["label"].count(".") + 1, label=match["label"])
            return
        for part in _parts(text):
            self._add(kind, part, label=label)

    def list_item(self, text: str, *, level: int = 0, label: str | None = None) -> None:
        """Adds an item of a list with its printed number or letter, if it has one."""
        for part in _parts(text.strip()):
            self._add("list_item", part, level=level, label=label)

    def table(
        self, rows: Sequence[Sequence[str]], *, name: str, spanning_rows: int = 0, headed: bool | None = None
    ) -> None:
        """Adds a table of printed cells; a form, or rows that make no table, become lines of text.

        Args:
            rows: Every row as wide as the table; a cell that spans several is repeated.
            name: What the table is called where neither a caption nor a heading stands above it.
            spanning_rows: How many rows hold a cell that spans columns; most of them do in a form.
            headed: Whether the first row is marked as a header; None where the format does not say.
        """
        filled = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
        filled = [row for row in filled if any(row)]
        columns = {index for row in filled for index, cell in enumerate(row) if cell}
        spanning_title = ""
        if spanning_rows < 0.6 * len(filled) and has_spanning_title(filled, len(filled[0])):
            spanning_title, filled = filled[0][0], filled[1:]
            spanning_rows, headed = max(spanning_rows - 1, 0), None
            self.paragraph(spanning_title)
        if len(filled) < 2 or len(columns) < 2 or _is_form(filled, spanning_rows):
            self.paragraph("\n".join(" | ".join(_once(row)) for row in filled))
            return
        if is_form(filled):
            self.paragraph("\n".join(line for row in filled for line in pairs_of(row)))
            return
        if len(columns) == 2 and _is_list_of_fields(filled, headed):
            self.paragraph("\n".join(_field(row) for row in filled))
            return
        header = find_header(filled[:120])
        grid = build_grid(iter(filled), header=header)
        title = self._caption() or spanning_title or self._above or name
        made = read_grid(grid, name=title[:60].strip(), title=title, table_index=len(self.tables))
        for line in header.preamble:
            self.paragraph(line)
        self.blocks += [replace(block, page=self._page) for block in made.blocks]
        self._left -= sum(len(block.text) for block in made.blocks)
        self.series += made.series
        if made.table is not None:
            self.tables.append(replace(made.table, page=self._page))
        self.notes += made.notes

    def parsed(
        self,
        *,
        media: str,
        title: str,
        sent: date | None = None,
        pages: int | None = None,
        attachments: Sequence[Attachment] = (),
        notes: Sequence[str] = (),
    ) -> ParsedDocument:
        """What was collected as a document, with its language and what it states about itself.

        Args:
            sent: The document's date where the format itself tells it (a mail's).
        """
        language = detect_language("\n".join(block.text for block in self.blocks[:200]))
        front = "\n".join(block.text for block in self.blocks[:_FRONT_BLOCKS] if len(block.text) < 800)
        order = day_order("\n".join(block.text for block in self.blocks[:200]), language=language)
        stated = read_stated(self.blocks, day_first=order != "mdy")
        return ParsedDocument(
            media="log" if self.series and not self.tables and media != "mail" else media,
            title=title,
            language=language,
            pages=pages,
            blocks=tuple(self.blocks),
            tables=tuple(self.tables),
            series=tuple(self.series),
            attachments=tuple(attachments),
            date=sent or stated.date or stated_date(front, order=order),
            printed_revision=stated.revision or stated_revision(front),
            equipment=tuple(dict.fromkeys([*stated.equipment, *_equipment(self.series)])),
            warnings=(*self.notes, *notes),
        )

    def _caption(self) -> str:
        """The line right above, where it is a table's caption."""
        if not self.blocks:
            return ""
        last = self.blocks[-1]
        named = last.kind == "caption" or re.match(r"(?:table|tableau|tab\.)\s*\d", last.text, re.IGNORECASE)
        return last.text if named and len(last.text) <= 160 else ""

    def _add(self, kind: BlockKind, text: str, *, level: int = 0, label: str | None = None) -> None:
        if not text:
            return
        if self._left <= 0:
            said = f"Only the first {MOST_TEXT:,} characters of the text were taken in."
            if said not in self.notes:
                self.notes.append(said)
            return
        self._left -= len(text)
        self.blocks.append(Block(kind=kind, text=text, level=level, label=label, page=self._page))


def _equipment(series: Sequence[ParsedSeries]) -> list[str]:
    return [tag for one in series for tag in one.equipment]


def _once(row: Sequence[str]) -> list[str]:
    """The cells without what a spanning cell repeats."""
    return [cell for index, cell in enumerate(row) if cell and (index == 0 or cell != row[index - 1])]


def _is_form(rows: Sequence[Sequence[str]], spanning_rows: int) -> bool:
    """True where most rows hold spanning cells: a cover sheet or a form, not columns of values."""
    values = sum(is_value(cell) for row in rows for cell in row if cell)
    return spanning_rows >= 0.6 * len(rows) and values < 0.5 * sum(bool(cell) for row in rows for cell in row)


def _is_list_of_fields(rows: Sequence[Sequence[str]], headed: bool | None) -> bool:
    """True for rows of a label and its value (``Equipment | P-101``) that have no header over them."""
    if headed or len(rows) > _MOST_FIELDS:
        return False
    labels = [next(cell for cell in row if cell) for row in rows]
    if len(set(labels)) < len(labels) or any(is_value(label) or len(label) > 50 for label in labels):
        return False
    first = [cell for cell in rows[0] if cell]
    values = [row[-1] for row in rows if row[-1]]
    alike = sum(is_value(value) for value in values)
    told = headed is False or any(character.isdigit() for character in first[-1])
    return told and len(first) == 2 and alike < len(values)


def _field(row: Sequence[str]) -> str:
    cells = [cell for cell in row if cell]
    return f"{cells[0].rstrip(' :')}: {' '.join(cells[1:])}" if len(cells) > 1 else cells[0]


def _parts(text: str) -> list[str]:
    """Cuts a long text at line ends or blanks."""
    parts = []
    while len(text) > LONGEST_BLOCK:
        cut = max(text.rfind("\n", 0, LONGEST_BLOCK), text.rfind(". ", 0, LONGEST_BLOCK) + 1)
        cut = cut if cut > LONGEST_BLOCK // 2 else text.rfind(" ", 0, LONGEST_BLOCK)
        cut = cut if cut > 0 else LONGEST_BLOCK
        parts.append(text[:cut].strip())
        text = text[cut:].strip()
    return [*parts, text] if text else parts
