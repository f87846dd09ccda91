"""Passages as printed lines with their list marks and the titles above them. Knows no steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from retrieval.records import Chunk

MarkKind = Literal["step", "number", "clause", "sub", "bullet"]

_MARKS: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    (
        "step",
        re.compile(r"(?:step|étape|etape)\s*(?:no?[.°]\s*)?(?P<n>\d{1,3})\s*(?:[:.)–—-]|(?=\s))\s*", re.I),
    ),
    ("clause", re.compile(r"(?P<above>\d{1,3}(?:\.\d{1,3})*)\.(?P<n>\d{1,3})[.)]?\s+(?=\S)")),
    ("number", re.compile(r"(?:\((?P<n>\d{1,3})\)|(?P<m>\d{1,3})(?:[.)]|\s[–-]))\s+(?=\S)")),
    ("sub", re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s+")),
    ("bullet", re.compile(r"[-•*–▪◦‣☐□✓►➢]\s+")),
)
_INLINE = re.compile(
    r"(?<=\s)(?:(?:step|étape)\s+(?P<step>\d{1,3})\s*[:.–-]\s+|\(?(?P<number>\d{1,2})[.)]\s+(?=[A-ZÀ-Ý«“(]))",
    re.IGNORECASE,
)
_SECOND = re.compile(r"(?<=\s)(?:(?:step|étape)\s+2\s*[:.–-]|\(?2[.)])\s", re.IGNORECASE)
"""What goes on with a list that begins inside a paragraph."""

_CLAUSE_LABEL = re.compile(r"^(?P<above>\d{1,3}(?:\.\d{1,3})*)\.(?P<n>\d{1,3})$")
_LONGEST_TITLE = 110
CELL = " | "


@dataclass(frozen=True, slots=True)
class Mark:
    """A list mark: its kind, its number (0 for letters and bullets), and of ``4.2.1`` what is above it."""

    kind: MarkKind
    value: int = 0
    above: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or a part of one that begins with the next number.

    Attributes:
        start, end: Its characters in ``chunk.text``, its mark included.
        body: Where its words begin, behind the mark.
        trail: Titles above it, outermost first.
    """

    chunk: Chunk
    start: int
    end: int
    body: int
    trail: tuple[str, ...]
    mark: Mark | None = None

    @property
    def text(self) -> str:
        """Its words without the mark."""
        return self.chunk.text[self.body : self.end]

    @property
    def is_row(self) -> bool:
        """True for the row of a table."""
        return self.chunk.kind == "table" and CELL in self.chunk.text[self.start : self.end]


def cells_of(row: Line) -> list[str]:
    """The cells of a row; an empty last one counts."""
    return [cell.strip() for cell in f"{row.chunk.text[row.start : row.end]} ".split(CELL)]


def lines_of(chunks: Sequence[Chunk]) -> list[Line]:
    """The lines of a document in reading order, titles of sections left out."""
    above = {title for chunk in chunks for title in chunk.headings}
    reader = _Reader(above)
    return [line for chunk in chunks if chunk.kind in ("text", "table") for line in reader.lines(chunk)]


class _Reader:
    """Walks over passages; remembers the last number of each kind, for lines that were run together."""

    def __init__(self, titles: set[str]) -> None:
        self._titles = titles
        self._last: dict[str, int] = {}
        self._opened: dict[tuple[str, tuple[str, ...]], str] = {}

    def lines(self, chunk: Chunk) -> Iterator[Line]:
        place = (chunk.label or "", chunk.headings)
        trail = chunk.headings
        if place in self._opened and self._title(chunk, chunk.text.split("\n", 1)[0]) is None:
            trail = (*trail, self._opened[place])
        at = 0
        for printed in chunk.text.split("\n"):
            start, at = at, at + len(printed) + 1
            if not printed.strip():
                continue
            title = self._title(chunk, printed) if start == 0 else None
            if title is not None:
                trail = (*chunk.headings, title)
                self._opened[place] = title
                continue
            label = chunk.label if start == 0 else None
            yield from self._parts(chunk, start, start + len(printed), trail, label)

    def _title(self, chunk: Chunk, printed: str) -> str | None:
        """The line as the title that it is of the section that its passage opens; None where it is none."""
        line = printed.strip()
        if chunk.kind == "table" or not chunk.label:
            return None
        own = f"{chunk.label} {line}"
        if own in self._titles or line in self._titles:
            return own
        is_short = len(line) <= _LONGEST_TITLE and not line.endswith((".", ":", ";", ",", "!"))
        return own if is_short and "\n" in chunk.text.strip() and not _mark_at(line) else None

    def _parts(
        self, chunk: Chunk, start: int, end: int, trail: tuple[str, ...], label: str | None
    ) -> Iterator[Line]:
        text = chunk.text
        start += len(text[start:end]) - len(text[start:end].lstrip())
        while start < end:
            found = _mark_at(text[start:end]) if chunk.kind == "text" else None
            mark, width = found or (_of_label(label), 0)
            label = None
            if mark is not None and mark.value:
                self._last[mark.kind] = mark.value
            cut = self._next(text, start + max(width, 1), end) if chunk.kind == "text" else end
            stop = cut - (len(text[start:cut]) - len(text[start:cut].rstrip()))
            yield Line(chunk, start, stop, start + width, trail, mark)
            start = cut

    def _next(self, text: str, start: int, end: int) -> int:
        """Where the next number of a list begins inside a line; its end where none does."""
        for match in _INLINE.finditer(text, start, end):
            kind = "step" if match["step"] else "number"
            value = int(match[kind])
            if value == self._last.get(kind, -1) + 1 or (
                value == 1 and _SECOND.search(text, match.end(), end)
            ):
                return match.start()
        return end


def _mark_at(text: str) -> tuple[Mark, int] | None:
    for kind, pattern in _MARKS:
        match = pattern.match(text)
        if match is not None:
            groups = match.groupdict()
            value = groups.get("n") or groups.get("m") or 0
            return Mark(kind, int(value), groups.get("above") or ""), match.end()
    return None


def _of_label(label: str | None) -> Mark | None:
    """The mark that a passage's printed number is, where its words do not repeat it."""
    if label is None:
        return None
    plain = label.strip("().:")
    if plain.isdigit() and len(plain) <= 3:
        return Mark("number", int(plain))
    clause = _CLAUSE_LABEL.match(plain)
    if clause is not None:
        return Mark("clause", int(clause["n"]), clause["above"])
    return Mark("sub") if re.search(r"(?:^|[.\d(])[a-z]\)?$", plain) else None
