"""From what stands on a sheet to entities and text blocks, whatever its format was. Knows places only."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.day_order import day_order
from ingest.language import detect_language
from ingest.parsed import Block, ParsedDocument, ParsedEntity
from ingest.parsers.drawing.attributes import TaggedBlock, fields_of_attributes, printed_at
from ingest.parsers.drawing.caption import read_caption
from ingest.parsers.drawing.connections import Connection, Symbol, find_connections
from ingest.parsers.drawing.marks import (
    Mark,
    areas_of,
    box_of,
    find_bubbles,
    find_notes,
    find_references,
    find_tag_texts,
    is_line_number,
    is_listed,
    numbers_of_series,
)
from ingest.parsers.drawing.parts_list import PARTS_LIST, find_parts_lists
from ingest.parsers.drawing.placed import PlacedText, apart, distance
from ingest.parsers.drawing.strokes import Point, Polyline, arrow_of, box_of_points, is_bow_tie
from ingest.parsers.drawing.symbols import (
    closed_by_lines,
    find_symbols,
    open_heads,
    split_triangles,
    symbol_box,
    symbol_shapes,
    tag_place,
)
from ingest.parsers.drawing.title_block import (
    TitleField,
    is_label,
    is_statement,
    read_revisions,
    read_title_block,
)
from ingest.parsers.stated import read_day
from retrieval.identifiers import find_tags
from retrieval.joined import UNTAGGED, write_joined
from retrieval.records import Box, BoxUnit, Language, Span

_NO_PIPE = re.compile(
    r"border|frame|title|cadre|cartouche|dim|cote|hatch|hidden|text|centre|center|axe|defpoints",
    re.IGNORECASE,
)
_INCHES = re.compile(r"\binch", re.IGNORECASE)
_FEWEST_FIELDS = 3
"""With fewer a sheet has no title block; a caption may stand for it."""
_VALVE = "valve symbol"
_MOST_OF_A_KIND = 2_000
_MOST_JOINED = 40
_ELSEWHERE = 2.0
"""In heights of the letters: nearer prints of a tag belong to one symbol."""
_FIELD_ORDER = (
    "title",
    "subtitle",
    "drawing number",
    "revision",
    "date",
    "scale",
    "sheet",
    "material",
    "company",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionText:
    """A dimension as printed; ``kind`` says what it measures."""

    text: str
    kind: str
    box: Box
    layer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingSheet:
    """What stands on a sheet; y downwards everywhere.

    Attributes:
        lines: Open lines, which may be pipes.
        shapes: Boxes of closed outlines and circles, which may be symbols.
        circles: Boxes of circles, which may be instrument bubbles.
        triangles: Corners of triangles, which may be arrow heads or halves of symbols.
        valves: Boxes of outlines that cross themselves, as those of valves do.
    """

    texts: tuple[PlacedText, ...]
    dimensions: tuple[DimensionText, ...] = ()
    blocks: tuple[TaggedBlock, ...] = ()
    lines: tuple[Polyline, ...] = ()
    shapes: tuple[Box, ...] = ()
    circles: tuple[Box, ...] = ()
    triangles: tuple[tuple[Point, ...], ...] = ()
    valves: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFindings:
    """Entities and text blocks of one sheet, and the fields of its title block."""

    entities: tuple[ParsedEntity, ...]
    blocks: tuple[Block, ...]
    fields: dict[str, str]


def describe(
    sheet: DrawingSheet, *, page: int, unit: BoxUnit, place: Callable[[Box], Box] = lambda box: box
) -> SheetFindings:
    """Tells what everything on a sheet is.

    Args:
        place: Turns a box of the sheet into one of the document.
    """
    lists = find_parts_lists(sheet.texts)
    sheet = _without(sheet, frozenset(box for one in lists for box in one.boxes))
    revisions = read_revisions(sheet.texts)
    fields = _title_fields(sheet, revisions)
    used = {field.box for field in fields} | {row.box for row in revisions}
    tags = _tags(sheet, used)
    free = [text for text in sheet.texts if text.box not in used and not _is_listed(text, revisions)]
    notes = find_notes([text for text in free if not is_label(text.text)])
    number = next((field.value for field in fields if field.name == "drawing number"), "")
    references = list(find_references(free, own=number))
    entities: list[ParsedEntity] = []

    def add(kind: str, text: str, box: Box, *, name: str = "", layer: str | None = None) -> None:
        if text:
            entities.append(
                ParsedEntity(
                    kind=kind,  # type: ignore[arg-type]
                    text=text,
                    name=name,
                    page=page,
                    box=place(box),
                    unit=unit,
                    layer=layer,
                )
            )

    for field in fields:
        add("title_block", field.value, field.box, name=field.name)
    for row in revisions:
        add("revision", row.value, row.box, name=row.value.split(" | ")[0])
    for tag, description in tags[:_MOST_OF_A_KIND]:
        add("tag", tag.text, tag.box, name=description)
    for dimension in sheet.dimensions[:_MOST_OF_A_KIND]:
        add("dimension", dimension.text, dimension.box, name=dimension.kind, layer=dimension.layer)
    for note in notes:
        add("note", "\n".join(text.text for text in note), box_of(note), layer=note[0].layer)
    for reference in references:
        add("reference", reference.text, reference.box)
    connections, symbols = _connections(sheet, [tag for tag, _ in tags])
    for joined, box, layer in connections:
        add("connection", joined, box, name=layer, layer=layer)
    for part in (part for one in lists for part in one.parts):
        cells = (f"{head}: {cell.replace(';', ',')}" for head, cell in part.fields)
        add("block", "; ".join(cells), part.box, name=PARTS_LIST)
    described = list(_described_blocks(sheet))
    stated = {value for block in described for _, value in block.fields}
    for symbol in symbols:
        if symbol.valve and symbol.tag not in stated and not symbol.tag.startswith(UNTAGGED):
            add("block", symbol.tag, symbol.box, name=_VALVE)
    for block in described:
        add("block", _fields_text(block), block.box, name=block.name, layer=block.layer)
    told = {tag.box for tag, _ in tags} | {text.box for note in notes for text in note} | used
    for text in sheet.texts[: 4 * _MOST_OF_A_KIND]:
        if text.box not in told and (not is_label(text.text) or is_statement(text.text)):
            add("text", text.text, text.box, layer=text.layer)
    blocks = _blocks(fields, revisions, notes, sheet, page, place)
    return SheetFindings(
        entities=tuple(entities), blocks=blocks, fields={f.name: f.value for f in reversed(fields)}
    )


def drawing_document(
    sheets: Sequence[SheetFindings], *, path: Path, media: str, unit: BoxUnit, notes: Sequence[str]
) -> ParsedDocument:
    """The document of all sheets; title, revision and date come from the first title block that has them."""
    fields: dict[str, str] = {}
    for sheet in sheets:
        for name, value in sheet.fields.items():
            fields.setdefault(name, value)
    sheets = [_with_references(sheet, fields.get("drawing number", "")) for sheet in sheets]
    changes = [e.text for sheet in sheets for e in sheet.entities if e.kind == "revision"]
    dated = fields.get("date") or next((text for text in reversed(changes) if read_day(text)), None)
    texts = [
        entity.text
        for sheet in sheets
        for entity in sheet.entities
        if entity.kind in {"note", "title_block", "text"}
    ]
    language = detect_language("\n".join(texts[:500]))
    title = " ".join(
        filter(None, (fields.get("drawing number"), fields.get("title"), fields.get("subtitle")))
    )
    stated = " ".join(filter(None, (fields.get("title"), fields.get("subtitle"))))
    return ParsedDocument(
        media=media,
        title=title or path.stem,
        language=language,
        pages=len(sheets),
        unit=unit,
        page_pictures=True,
        blocks=tuple(block for sheet in sheets for block in sheet.blocks),
        entities=tuple(entity for sheet in sheets for entity in sheet.entities),
        printed_revision=fields.get("revision"),
        date=read_day(dated, day_first=_day_first(texts, language)) if dated else None,
        equipment=find_tags(stated),
        warnings=tuple(notes),
    )


def _day_first(texts: Sequence[str], language: Language) -> bool:
    """Whether dates are read day first; drawings in inches are American where nothing else tells."""
    whole = "\n".join(texts)
    order = day_order(whole, language=language)
    return order != "mdy" and not (order is None and _INCHES.search(whole))


def _with_references(sheet: SheetFindings, own: str) -> SheetFindings:
    """The sheet with references by the number of the drawing, which another sheet of the file may tell."""
    if "drawing number" in sheet.fields:
        return sheet
    entities = tuple(
        replace(entity, kind="reference")
        if entity.kind == "text" and numbers_of_series(entity.text, own)
        else entity
        for entity in sheet.entities
    )
    return replace(sheet, entities=entities)


def _without(sheet: DrawingSheet, boxes: Collection[Box]) -> DrawingSheet:
    """The sheet without the texts of lists of parts, which are no labels, values or dimensions."""
    if not boxes:
        return sheet
    return replace(
        sheet,
        texts=tuple(text for text in sheet.texts if text.box not in boxes),
        dimensions=tuple(one for one in sheet.dimensions if one.box not in boxes),
    )


def _is_listed(text: PlacedText, revisions: Sequence[TitleField]) -> bool:
    """True for a text in a row of a revision table."""
    return any(distance(text.middle, row.box) == 0.0 for row in revisions)


def _title_fields(sheet: DrawingSheet, revisions: Sequence[TitleField]) -> list[TitleField]:
    """Fields from the attributes of title-block symbols first, then from labels and places, or a caption."""
    fields = fields_of_attributes(sheet.blocks, sheet.texts)
    free = [text for text in sheet.texts if not _is_listed(text, revisions)]
    for field in read_title_block(free):
        fields.setdefault(field.name, field)
    if len(fields) < _FEWEST_FIELDS:
        fields |= {field.name: field for field in read_caption(free)}
    rank = {name: place for place, name in enumerate(_FIELD_ORDER)}
    return sorted(fields.values(), key=lambda field: rank.get(field.name, len(rank)))


def _tags(sheet: DrawingSheet, used: Collection[Box]) -> list[tuple[Mark, str]]:
    """Tags with what is said of them: from symbols' attributes, from bubbles, from texts that are a tag.

    A tag comes again where a second symbol has it, not where a list repeats it.
    """
    found: dict[str, tuple[Mark, str]] = {}
    again: list[tuple[Mark, str]] = []
    for block in sheet.blocks:
        place = tag_place(block)
        if place is not None:
            value = block.fields[place][1]
            others = [text for index, (_, text) in enumerate(block.fields) if index != place]
            said = ", ".join(text for text in others if not _is_part(text, value))
            box = printed_at(value, block.places[place], sheet.texts)
            if box == block.places[place]:
                box = symbol_box(block, symbol_shapes(sheet.shapes, sheet.texts))
            mark = Mark(text=value, box=box)
            first, _ = found.setdefault(value, (mark, said))
            if first is not mark and first.box != box:
                again.append((mark, said))
    level = [text for text in sheet.texts if text.box not in used]
    bubbles, texts = list(find_bubbles(level, sheet.circles)), list(find_tag_texts(level))
    symbols = set(found)
    for mark in (*bubbles, *texts):
        first, _ = found.setdefault(mark.text, (mark, ""))
        listed = mark not in bubbles and is_listed(mark, texts)
        elsewhere = apart(first.box, mark.box) > _ELSEWHERE * (mark.box[3] - mark.box[1])
        if elsewhere and mark.text not in symbols and not listed and not is_listed(first, texts):
            again.append((mark, ""))
    return [*found.values(), *again]


def _is_part(text: str, tag: str) -> bool:
    """True for the function letters or the number of an instrument, which its tag holds already."""
    return text in tag.split("-") or text == tag


def _connections(
    sheet: DrawingSheet, tags: Sequence[Mark]
) -> tuple[list[tuple[str, Box, str]], list[Symbol]]:
    """What lines join, with the number of the line where one is printed along it; and the symbols."""
    lines = [line for line in sheet.lines if not _NO_PIPE.search(line.layer)]
    heights = sorted(text.height for text in sheet.texts)
    height = heights[len(heights) // 2] if heights else 1.0
    rings, strokes = closed_by_lines(lines, 0.1 * height)
    lines = [line for index, line in enumerate(lines) if index not in strokes]
    heads, met = split_triangles(sheet.triangles, height)
    others = [box_of_points(triangle) for triangle in sheet.triangles if triangle not in heads]
    arrows = [arrow for arrow in (*map(arrow_of, heads), *open_heads(lines, height)) if arrow is not None]
    shapes = symbol_shapes([*sheet.shapes, *map(box_of_points, rings), *others], sheet.texts)
    valves = [
        *sheet.valves,
        *map(box_of_points, met),
        *(box_of_points(ring) for ring in rings if is_bow_tie(ring)),
    ]
    symbols = find_symbols(
        sheet.blocks, tags, sheet.texts, shapes, lines, circles=sheet.circles, valves=valves, height=height
    )
    if len(symbols) < 2 or not lines:
        return [], symbols
    dots = [_middle(c) for c in sheet.circles if c[2] - c[0] <= 1.2 * height]
    connections = [
        connection
        for connection in find_connections(symbols, lines, tolerance=0.6 * height, arrows=arrows, dots=dots)
        if len(connection.tags) <= _MOST_JOINED
    ]
    numbers = _line_numbers(sheet, connections, height)
    joined = [
        (write_joined(c.tags, c.flow, numbers.get(index, "")), c.box, c.layer)
        for index, c in enumerate(connections)
    ]
    return joined, symbols


def _middle(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _line_numbers(sheet: DrawingSheet, connections: Sequence[Connection], height: float) -> dict[int, str]:
    """The number of the pipe for the connections that are nearest to where it is printed."""
    found: dict[int, str] = {}
    areas = areas_of(sheet.texts)
    for text in sheet.texts if connections else ():
        if not is_line_number(text.text, areas=areas):
            continue
        away = [
            min(distance(text.middle, part) + _turned_away(text, part) for part in c.parts)
            if c.carries and c.flow != "none"
            else float("inf")
            for c in connections
        ]
        nearest = min(away)
        if nearest <= 4 * height:
            for index, how_far in enumerate(away):
                if how_far <= nearest + 0.5 * height:
                    found.setdefault(index, text.text)
    return found


def _turned_away(text: PlacedText, part: Box) -> float:
    """How much farther a line counts that does not run as a text does: its number is printed along it."""
    upright = part[3] - part[1] > part[2] - part[0]
    return 0.0 if upright == text.rotated else 2 * text.height


def _described_blocks(sheet: DrawingSheet) -> list[TaggedBlock]:
    return [block for block in sheet.blocks if block.fields][:_MOST_OF_A_KIND]


def _fields_text(block: TaggedBlock) -> str:
    return "; ".join(f"{name}: {value}" for name, value in block.fields)


def _blocks(
    fields: Sequence[TitleField],
    revisions: Sequence[TitleField],
    notes: Sequence[Sequence[PlacedText]],
    sheet: DrawingSheet,
    page: int,
    place: Callable[[Box], Box],
) -> tuple[Block, ...]:
    """Readable text of a sheet: its notes, and every other text of some words."""
    blocks = []
    title = next((field for field in fields if field.name == "title"), None)
    if title is not None:
        blocks.append(_block("title", [(title.value, title.box)], page, place))
    for note in notes:
        blocks.append(_block("paragraph", [(text.text, text.box) for text in note], page, place))
    told = {text.box for note in notes for text in note} | {field.box for field in fields}
    for text in sheet.texts:
        listed = text.box in told or _is_listed(text, revisions)
        if not listed and len(text.text.split()) >= 3 and not is_label(text.text):
            blocks.append(_block("paragraph", [(text.text, text.box)], page, place))
    return tuple(blocks)


def _block(kind: str, lines: Sequence[tuple[str, Box]], page: int, place: Callable[[Box], Box]) -> Block:
    spans, start = [], 0
    for text, box in lines:
        spans.append(Span(start=start, end=start + len(text), page=page, box=place(box)))
        start += len(text) + 1
    whole = "\n".join(text for text, _ in lines)
    return Block(kind=kind, text=whole, page=page, spans=tuple(spans))  # type: ignore[arg-type]
