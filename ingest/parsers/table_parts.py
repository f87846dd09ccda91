"""Tables and remarks that stand under each other in one delimited file, a blank line between them.

Knows rows of cells, no file and no types.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.parsers.header import Header, find_header, is_value

MOST_ROWS = 20_000
"""Of a file that is looked through; a longer one is a table throughout."""
_SAMPLE_ROWS = 120
_JUDGED_ROWS = 500
_MOST_TRIED = 12
_FEW_CELLS = 2
"""At most so many has each row of a remark."""

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """Rows of a file that belong together.

    Attributes:
        rows: From its header on; of the first table what stands above it too.
        title: The line alone above its header, else empty.
        is_table: False for remarks, whose rows are text.
    """

    rows: Rows
    title: str = ""
    is_table: bool = True


def table_parts(rows: Iterable[Sequence[str]]) -> list[TablePart]:
    """The tables of a file and the remarks behind them, in order.

    A table begins where a row of names stands over values, or names columns as the first table does; the same
    names again without a title go on with the table above. What has few cells, none of them a value of the
    table above, and no further row of that table behind it, is a remark. Everything else goes on with the
    table above.

    Args:
        rows: All rows, blank ones too.

    Returns:
        One part where the file is one table.
    """
    blocks = [
        list(block)
        for filled, block in groupby(rows, key=lambda row: any(cell.strip() for cell in row))
        if filled
    ]
    if len(blocks) < 2:
        return [TablePart(rows=block) for block in blocks]
    head = _head_of(blocks)
    first = _block_of(blocks, head.first_row)
    table = [row for block in blocks[: first + 1] for row in block]
    begin = head.first_row
    title = ""
    found: list[TablePart] = []
    held: list[Rows] = []
    for block in blocks[first + 1 :]:
        header = _header_of(block, head)
        if header is not None:
            at = header.first_row - header.rows
            above = [row for remark in held for row in remark] + block[:at]
            if not above and header.names == head.names:
                table += block[header.first_row :]
                continue
            found += [TablePart(rows=table, title=title), *_remarks([above[:-1]])]
            title = line_of(above[-1]) if above else ""
            table, begin, held = block[at:], header.rows, []
        elif _is_remark(block, table[begin : begin + _JUDGED_ROWS]):
            held.append(block)
        else:
            table += [row for remark in held for row in remark] + block
            held = []
    return [*found, TablePart(rows=table, title=title), *_remarks(held)]


def _head_of(blocks: Sequence[Rows]) -> Header:
    """The first table's header: by all rows, so that lines above it count as such, else by its own rows."""
    counts = [len(blocks), *range(1, min(len(blocks), _MOST_TRIED))]
    heads = (
        find_header([row for block in blocks[:count] for row in block][:_SAMPLE_ROWS]) for count in counts
    )
    first = next(heads)
    return first if first.printed else next((head for head in heads if head.printed), first)


def _block_of(blocks: Sequence[Rows], row: int) -> int:
    """The block that holds this row of the file."""
    for number, block in enumerate(blocks):
        if row < len(block):
            return number
        row -= len(block)
    return len(blocks) - 1


def _header_of(block: Rows, above: Header) -> Header | None:
    """The block's own header where it begins another table, else None."""
    if len(block) < 2:
        return None
    header = find_header(block[:_SAMPLE_ROWS])
    body = block[header.first_row :]
    if not header.printed or not body:
        return None
    row = block[header.first_row - header.rows]
    names = {i: cell.strip().lower() for i, cell in enumerate(row) if cell.strip()}
    if len(names) < 2 or any(is_value(cell) and not _is_year(cell) for cell in names.values()):
        return None
    if len(set(names.values())) < len(names):
        return None
    known = {name.lower() for name in above.names}
    again = len(names) > 2 and 2 * sum(name in known for name in names.values()) >= len(names)
    return header if again or any(_mostly_values(body, i) for i in names) else None


def _is_year(cell: str) -> bool:
    return cell.isdecimal() and len(cell) == 4


def _mostly_values(body: Rows, column: int) -> bool:
    cells = [cell for row in body if column < len(row) and (cell := row[column].strip())]
    return bool(cells) and sum(map(is_value, cells)) >= 0.9 * len(cells)


def _is_remark(block: Rows, body: Rows) -> bool:
    """True for rows of few cells under a table of more, none a value where the table has values."""
    filled = [{i: cell.strip() for i, cell in enumerate(row) if cell.strip()} for row in block]
    if max(map(len, filled)) > _FEW_CELLS:
        return False
    usual = sorted(sum(bool(cell.strip()) for cell in row) for row in body)
    if not usual or usual[len(usual) // 2] <= _FEW_CELLS:
        return False
    return not any(is_value(cell) and _mostly_values(body, i) for row in filled for i, cell in row.items())


def _remarks(blocks: Iterable[Rows]) -> list[TablePart]:
    return [TablePart(rows=block, is_table=False) for block in blocks if block]


def line_of(row: Sequence[str]) -> str:
    """A row as a line of text."""
    return ": ".join(cell.strip().rstrip(" :") for cell in row if cell.strip())
