"""A table as a grid of printed cells, before its columns have types. Knows no rulings and no file format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.layout.page import Segment, Word, union
from retrieval.records import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: its text, the rows and columns that it spans beyond its own."""

    text: str = ""
    bold: bool = False
    across: int = 1
    down: int = 1


EMPTY = Cell()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """A grid of cells on one page, in reading space.

    Attributes:
        cells: Rows of equal length; what a spanning cell covers is ``EMPTY``.
        row_boxes: One box a row.
        ruled: True where rulings made the grid, False where alignment did.
    """

    box: Box
    cells: tuple[tuple[Cell, ...], ...]
    row_boxes: tuple[Box, ...]
    ruled: bool
    page: int

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.box[0]

    @property
    def y0(self) -> float:
        """Upper edge."""
        return self.box[1]

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.box[2]

    @property
    def y1(self) -> float:
        """Lower edge."""
        return self.box[3]

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.cells[0])

    def printed_rows(self) -> list[list[str]]:
        """Texts as printed: a spanning cell stands once."""
        return [[cell.text for cell in row] for row in self.cells]

    def filled_rows(self) -> list[list[str]]:
        """Texts with the cell that spans several rows or columns repeated in each."""
        grid = self.printed_rows()
        for i, row in enumerate(self.cells):
            for j, cell in enumerate(row):
                if not cell.text:
                    continue
                for k in range(i, min(i + cell.down, len(grid))):
                    for m in range(j, min(j + cell.across, len(row))):
                        grid[k][m] = cell.text
        return grid


@dataclass(frozen=True, slots=True)
class Piece:
    """A word on its way into a cell."""

    text: str
    word: Word
    bold: bool
    turned: bool


def pieces(segments: Iterable[Segment]) -> list[Piece]:
    """The words of segments; one that does not run in the main direction stays whole."""
    found: list[Piece] = []
    for segment in segments:
        if segment.turned:
            found.append(
                Piece(segment.text, Word(0, len(segment.text), *segment.box), segment.bold, turned=True)
            )
            continue
        found += [
            Piece(segment.text[word.start : word.end], word, segment.bold, turned=False)
            for word in segment.words
        ]
    return found


def cell_of(words: Sequence[Piece], *, across: int = 1, down: int = 1) -> Cell:
    """A cell from its words: line after line, words divided at line ends joined."""
    if not words:
        return Cell(across=across, down=down) if across > 1 or down > 1 else EMPTY
    lines: list[list[Piece]] = []
    for piece in sorted(words, key=lambda p: (p.word.y0 + p.word.y1) / 2):
        if lines:
            last = lines[-1][0].word
            overlap = min(last.y1, piece.word.y1) - max(last.y0, piece.word.y0)
            if overlap > 0.5 * min(last.y1 - last.y0, piece.word.y1 - piece.word.y0):
                lines[-1].append(piece)
                continue
        lines.append([piece])
    text = ""
    for line in lines:
        part = " ".join(piece.text for piece in sorted(line, key=lambda p: p.word.x0))
        hyphenated = len(text) > 2 and text[-1] == "-" and text[-2].islower() and part[:1].islower()
        text = text[:-1] + part if hyphenated else f"{text} {part}" if text else part
    return Cell(text=text, bold=all(piece.bold for piece in words), across=across, down=down)


def around(words: Sequence[Piece]) -> Box:
    """The box around some words."""
    return union((p.word.x0, p.word.y0, p.word.x1, p.word.y1) for p in words)
