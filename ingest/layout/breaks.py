"""Where a paragraph begins and what is set as a heading. Knows rows and the body's style, no numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.layout.rows import Row
from ingest.layout.style import BodyStyle

LONGEST_HEADING = 120
"""Characters."""
_LONGEST_SLANTED = 60
_ENDS = ".:;!?"
_SAME_LINE = 0.3
"""Type heights: a row so level with the one before was set apart from it as a second caption."""
_WORD = re.compile(r"[^\W\d_]{3}")
_NUMBERED = re.compile(r"^[\dA-Z.]+\.?\s")


def begins_paragraph(row: Row, above: Row, near: Sequence[Row], style: BodyStyle) -> bool:
    """True where ``row`` begins a paragraph and does not go on with the row above it; so does each field.

    Args:
        near: Rows around both, in the same column.
    """
    if any(segment.field for segment in (*row.segments, *above.segments)):
        return True
    if row.x0 > above.x1 and abs(row.y0 - above.y0) < _SAME_LINE * row.size:
        return True
    if abs(above.size - row.size) > 0.12 * row.size and min(len(above.text), len(row.text)) > 3:
        return True
    if (row.y1 - above.y1) / max(row.size, above.size) > style.pitch + 0.22:
        return True
    if above.bold != row.bold and not style.bold and not is_full(above):
        return True
    return _had_room(row, above, near)


def _had_room(row: Row, above: Row, near: Sequence[Row]) -> bool:
    """True where the row's first word had room on the row above: that line was ended on purpose."""
    word = row.segments[0].words[0]
    room = row.column[1] - above.x1 - 0.3 * row.size
    if word.x1 - word.x0 >= room:
        return False
    right = max([other.x1 for other in near if abs(other.x0 - above.x0) < 30], default=above.x1)
    if above.x1 < above.x0 + 0.8 * (right - above.x0):
        return True
    return above.text[-1:] in _ENDS and room > 6 * row.size


def is_full(row: Row) -> bool:
    """True where a row reaches the right edge and ends no sentence: the next one goes on with it."""
    left, right = row.column
    return row.x1 > right - 0.15 * (right - left) and row.text[-1:] not in _ENDS


def is_heading(row: Row, below: Row | None, style: BodyStyle, *, starts: bool, by_size_only: bool) -> bool:
    """Whether a row is set as a heading: larger or bolder than the body, short, no sentence.

    Args:
        below: The next row of the column: a bold paragraph is no heading.
        starts: The row begins a paragraph.
        by_size_only: Text that was recognised: weight is unknown and sizes are rough.
    """
    text = row.text
    if len(text) > LONGEST_HEADING or row.cells > 3 or not _WORD.search(text):
        return False
    if text[-1] in ".;," and not _NUMBERED.match(text):
        return False
    ratio = row.size / style.size
    if ratio >= (1.4 if by_size_only else 1.12):
        return starts and (ratio >= 1.5 or not _runs_into(row, below))
    if ratio < 0.9 or not starts or style.bold:
        return False
    if not row.bold:
        return row.italic and len(text) <= _LONGEST_SLANTED and below is not None and _opens(row, below)
    return below is None or not (below.bold and len(below.text) > 60 and below.y0 - row.y1 < 0.6 * row.size)


def _runs_into(row: Row, below: Row | None) -> bool:
    """True for the first line of a paragraph in large type: it is full and goes on below."""
    if below is None or row.bold or not is_full(row) or len(row.text) < 50:
        return False
    return abs(below.size - row.size) < 0.05 * row.size and below.y0 - row.y1 < 0.6 * row.size


def _opens(row: Row, below: Row) -> bool:
    """True where a slanted line alone stands over upright running text."""
    return not below.italic and not below.bold and len(below.text) > len(row.text) and row.cells == 1


def heading_goes_on(row: Row, above: Row) -> bool:
    """True where ``row`` is the next line of the heading ``above``, in the same type and close to it."""
    same = abs(above.size - row.size) < 0.1 * row.size and above.bold == row.bold
    return same and row.y0 - above.y1 < 0.8 * row.size


def title_runs_on(row: Row, above: Row, style: BodyStyle) -> bool:
    """True where a heading fills its line and goes on in ``row``, in the same type."""
    large = min(row.size, above.size) >= 1.12 * style.size
    return heading_goes_on(row, above) and (large or (row.bold and not style.bold))
