"""Frame, title block and revision table of a drawing sheet. Knows the house style, no content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maker.sheet import Sheet, Tagged


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What the title block says."""

    number: str
    name: str
    subtitle: str
    revision: str
    date: str
    scale: str
    size: str
    drawn: str
    checked: str
    approved: str
    extra: tuple[tuple[str, str], ...]
    revisions: tuple[tuple[str, str, str], ...]


def draw_frame(sheet: Sheet) -> None:
    """The border with zone letters and numbers."""
    w, h = sheet.width, sheet.height
    sheet.box("BORDER", 10, 10, w - 20, h - 20)
    for index in range(8):
        x = 10 + (w - 20) * (index + 0.5) / 8
        sheet.text(str(index + 1), x, 6.5, height=2.2, align="centre", layer="BORDER")
        sheet.text(str(index + 1), x, h - 6.5, height=2.2, align="centre", layer="BORDER")
    for index, letter in enumerate("FEDCBA"):
        y = 10 + (h - 20) * (index + 0.5) / 6
        sheet.text(letter, 6.5, y, height=2.2, align="centre", layer="BORDER")


def draw_title_block(sheet: Sheet, title: Title) -> None:
    """The block in the lower right corner, 180 mm wide, with the revisions above it."""
    x, y, w = sheet.width - 190, 10.0, 180.0
    sheet.box("TITLE", x, y, w, 38)
    sheet.line("TITLE", (x, y + 12), (x + w, y + 12))
    sheet.line("TITLE", (x, y + 25), (x + w, y + 25))
    sheet.line("TITLE", (x + 60, y), (x + 60, y + 38))
    sheet.line("TITLE", (x + 130, y + 25), (x + 130, y))
    sheet.text("Sorval Chemicals", x + 3, y + 31, height=3.6, bold=True, layer="TITLE")
    sheet.text("Sorval site", x + 3, y + 27, height=2.2, layer="TITLE")
    cells: list[tuple[str, str, str, float, float, float]] = [
        ("TITLE", "Title", title.name, x + 62, y + 35.2, 3.4),
        ("SUBTITLE", "", title.subtitle, x + 62, y + 26.9, 2.2),
        ("DRAWING_NO", "Drawing no.", title.number, x + 62, y + 21.5, 4.0),
        ("REVISION", "Rev.", title.revision, x + 132, y + 21.5, 4.0),
        ("DATE", "Date", title.date, x + 155, y + 21.5, 2.6),
        ("SCALE", "Scale", title.scale, x + 132, y + 8.5, 2.6),
        ("SHEET_SIZE", "Size", title.size, x + 150, y + 8.5, 2.6),
        ("SHEET", "Sheet", "1 / 1", x + 164, y + 8.5, 2.6),
        ("DRAWN_BY", "Drawn", title.drawn, x + 2, y + 21.5, 2.4),
        ("CHECKED_BY", "Checked", title.checked, x + 22, y + 21.5, 2.4),
        ("APPROVED_BY", "Approved", title.approved, x + 42, y + 21.5, 2.4),
    ]
    for index, (label, value) in enumerate(title.extra):
        cells.append(
            (
                label.upper().replace(" ", "_").replace(".", ""),
                label,
                value,
                x + 2 + 29 * (index % 2) if index < 2 else x + 62 + 24 * (index - 2),
                y + 8.5,
                2.4,
            )
        )
    attributes = []
    for name, label, value, cx, cy, height in cells:
        if label:
            sheet.text(label, cx, cy, height=1.6, layer="TITLE")
        attributes.append((name, value, cx, cy - (1.6 + height if label else 0.5), height))
    _values(sheet, attributes, at=(x, y))
    _revisions(sheet, title.revisions, x=x, y=y + 38)


def _values(
    sheet: Sheet, attributes: Sequence[tuple[str, str, float, float, float]], *, at: tuple[float, float]
) -> None:
    for _, value, x, y, height in attributes:
        sheet.text(value, x, y, height=height, layer="TITLE", bold=height >= 3.4)
    sheet.tagged.append(
        Tagged("TITLE_BLOCK", at, tuple((name, value, (x, y), 0.0) for name, value, x, y, _ in attributes))
    )


def _revisions(sheet: Sheet, revisions: Sequence[tuple[str, str, str]], *, x: float, y: float) -> None:
    rows = [*reversed(revisions), ("Rev.", "Date", "Change")]
    rows = [rows[-1], *rows[:-1]]
    for index, (revision, date, change) in enumerate(rows):
        base = y + 5 * index
        sheet.box("TITLE", x, base, 180, 5)
        for cx, text in ((x + 2, revision), (x + 14, date), (x + 40, change)):
            sheet.text(text, cx, base + 1.5, height=2.0, layer="TITLE", bold=index == 0)
    top = y + 5 * len(rows)
    for cx in (x + 12, x + 38):
        sheet.line("TITLE", (cx, y), (cx, top))
