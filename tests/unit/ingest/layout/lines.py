"""Lines of text with boxes, as a PDF or a scan would give them."""

from __future__ import annotations

from ingest.layout.page import Page, Ruling, Segment, Word

WIDTH, HEIGHT = 600.0, 800.0
CHARACTER = 5.0


def segment(
    text: str, x: float, y: float, *, size: float = 10.0, bold: bool = False, italic: bool = False
) -> Segment:
    """A piece of a line: every character is half a type height wide."""
    step = CHARACTER * size / 10.0
    words = []
    at = 0
    for word in text.split(" "):
        words.append(Word(at, at + len(word), x + at * step, y, x + (at + len(word)) * step, y + size))
        at += len(word) + 1
    return Segment(text, x, y, x + len(text) * step, y + size, size, bold, tuple(words), italic=italic)


def page(
    *segments: Segment,
    number: int = 1,
    horizontals: tuple[Ruling, ...] = (),
    verticals: tuple[Ruling, ...] = (),
) -> Page:
    """A page of 600 by 800 points."""
    return Page(
        number=number, width=WIDTH, height=HEIGHT, segments=segments,
        horizontals=horizontals, verticals=verticals,
    )  # fmt: skip


def grid(xs: list[float], ys: list[float]) -> tuple[tuple[Ruling, ...], tuple[Ruling, ...]]:
    """Rulings of a full grid: horizontals, verticals."""
    return (
        tuple(Ruling(y, xs[0], xs[-1]) for y in ys),
        tuple(Ruling(x, ys[0], ys[-1]) for x in xs),
    )
