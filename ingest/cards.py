"""What stands for a table, a log or a drawing's entities in the text index. Knows records, no index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.parsed import ParsedDocument, ParsedEntity, ParsedSeries, ParsedTable
from ingest.passage import Passage, joined, lines_of, total
from retrieval.records import Span

_LONGEST = 900
_MOST_PIECES = 8
"""A table of more pieces is found by its card, and its rows by queries."""
_FIRST_ROWS = 700
_LONGEST_LIST = 700


def table_pieces(
    text: Passage, table: ParsedTable | None, *, caption: Passage | None = None
) -> list[Passage]:
    """A table as passages: whole, in pieces that repeat the header, or as a card with its first rows.

    Args:
        text: The table's block: one line a row, the header first where it has one.
        table: The table that queries run on, if there is one.
        caption: The caption printed above it.
    """
    lines = lines_of(text)
    if not lines:
        return []
    head = [] if caption is None else [caption]
    header = [lines[0]] if table is not None else []
    rows = lines[len(header) :]
    pieces = list(_filled(rows, _LONGEST - total(head) - min(total(header), _LONGEST // 2)))
    if table is not None and (len(pieces) > _MOST_PIECES or table.rows.num_rows > len(rows)):
        return [_card(table, head, header, rows)]
    return [joined([*head, *header, *piece]) for piece in pieces] or [joined([*head, *header])]


def _filled(rows: Sequence[Passage], longest: int) -> Iterator[list[Passage]]:
    piece: list[Passage] = []
    for row in rows:
        if piece and total(piece) + len(row.text) > longest:
            yield piece
            piece = []
        piece.append(row)
    if piece:
        yield piece


def _card(
    table: ParsedTable, head: Sequence[Passage], header: Sequence[Passage], rows: Sequence[Passage]
) -> Passage:
    columns = ", ".join(f"{c.name} [{c.unit}]" if c.unit else c.name for c in table.columns)
    title = (
        table.title if table.sheet is None or table.sheet in table.title else f"{table.title}, {table.sheet}"
    )
    about = Passage(f"{title}: {table.rows.num_rows} rows. Columns: {columns[:600]}.")
    first = next(_filled(rows, _FIRST_ROWS), [])
    return joined([*head, about, *header, *first])


def series_card(series: ParsedSeries) -> Passage:
    """A log in words: name, period, step, sensors with units, what is wrong with it."""
    lines = [f"Sensor log {series.name}: {series.rows.num_rows} rows"]
    if series.rows.num_rows:
        start, end = series.period
        lines[0] += (
            f" from {start:%Y-%m-%d %H:%M:%S} to {end:%Y-%m-%d %H:%M:%S}, every {_step(series.step_seconds)}"
        )
    lines[0] += "."
    if series.equipment:
        lines.append(f"Equipment: {', '.join(series.equipment)}.")
    measured = [
        f"{s.name} [{s.unit}]" if s.unit and not s.name.endswith((f"[{s.unit}]", f"({s.unit})")) else s.name
        for s in series.sensors
        if not s.flag
    ]
    flags = [s.name for s in series.sensors if s.flag]
    if measured:
        lines.append(f"Sensors: {', '.join(measured)}.")
    if flags:
        lines.append(f"Status columns: {', '.join(flags)}.")
    lines += series.quality[:8]
    return Passage("\n".join(lines))


def _step(seconds: float) -> str:
    for size, word in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size and seconds % size == 0:
            count = int(seconds // size)
            return f"{count} {word}{'s' if count > 1 else ''}"
    return f"{seconds:g} s"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityGroup:
    """Entities of one page that are shown together; ``index`` is the entity where there is one only."""

    passage: Passage
    page: int | None
    index: int | None


_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Title block", ("title_block",)),
    ("Revisions", ("revision",)),
    ("Tags", ("tag",)),
    ("Notes", ("note",)),
    ("Connections", ("connection", "reference")),
    ("Dimensions", ("dimension",)),
    ("Texts", ("text", "block")),
)


def entity_groups(parsed: ParsedDocument) -> list[EntityGroup]:
    """The entities of a drawing by page and kind, each list under its name, one entity a line.

    Words are said once: notes and texts that a block or an entity of a more telling kind holds are left out.
    """
    found: list[EntityGroup] = []
    if not parsed.entities:
        return found
    said = {_squeezed(block.text) for block in parsed.blocks}
    pages = sorted({entity.page or 0 for entity in parsed.entities})
    for page in pages:
        told = set(said)
        for title, kinds in _GROUPS:
            members = []
            for index, entity in enumerate(parsed.entities):
                words = _squeezed(entity.text)
                if (entity.page or 0) != page or entity.kind not in kinds or not words:
                    continue
                if entity.kind in ("note", "text", "block") and words in told:
                    continue
                told.add(words)
                members.append((index, entity))
            lines = [_line(entity) for _, entity in members]
            at = 0
            for piece in _filled(lines, _LONGEST_LIST):
                passage = joined([Passage(f"{title}:"), *piece])
                only = members[at][0] if len(piece) == 1 else None
                found.append(EntityGroup(passage=passage, page=page or None, index=only))
                at += len(piece)
    return found


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _line(entity: ParsedEntity) -> Passage:
    words = " ".join(entity.text.split())
    named = entity.name and entity.kind in (
        "title_block",
        "revision",
        "tag",
        "reference",
        "block",
    )
    text = f"{entity.name}: {words}" if named and entity.name.casefold() != words.casefold() else words
    span = Span(start=0, end=len(text), page=entity.page, box=entity.box)
    return Passage(text, (span,) if entity.box is not None else ())
