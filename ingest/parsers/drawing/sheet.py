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
from ingest.parsers.drawing.drawn import DimensionText, DrawingSheet
from ingest.parsers.drawing.join_lines import join_lines
from ingest.parsers.drawing.marks import (
    Mark,
    box_of,
    find_bubbles,
    find_notes,
    find_references,
    find_tag_texts,
    is_listed,
    numbers_of_series,
)
from ingest.parsers.drawing.parts_list import PARTS_LIST, find_parts_lists
from ingest.parsers.drawing.placed import PlacedText, apart, distance
from ingest.parsers.drawing.revision_rows import (
    attribute_revisions,
    bare_revisions,
    is_revision,
    told_revisions,
)
from ingest.parsers.drawing.symbols import (
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
from retrieval.joined import UNTAGGED
from retrieval.records import Box, BoxUnit, Language, Span

_INCHES = re.compile(r"\binch", re.IGNORECASE)
_ITEM = re.compile(r"\d{1,3}")
_WIDEST_BALLOON = 5.0
"""In the longer side of its number."""
_FEWEST_FIELDS = 3
"""With fewer a sheet has no title block; a caption may stand for it."""
_VALVE = "valve symbol"
_CHECK_VALVE = "check valve symbol"
_MOST_OF_A_KIND = 2_000
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
    revisions = _revisions(sheet)
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
    told_of = [d for d in sheet.dimensions if d.box not in used and not _is_balloon(d, sheet.circles)]
    for dimension in told_of[:_MOST_OF_A_KIND]:
        add("dimension", dimension.text, dimension.box, name=dimension.kind, layer=dimension.layer)
    for note in notes:
        add("note", "\n".join(text.text for text in note), box_of(note), layer=note[0].layer)
    for reference in references:
        add("reference", reference.text, reference.box)
    connections, symbols = join_lines(sheet, [tag for tag, _ in tags])
    for joined, box, layer in connections:
        add("connection", joined, box, name=layer, layer=layer)
    for part in (part for one in lists for part in one.parts):
        cells = (f"{head}: {cell.replace(';', ',')}" for head, cell in part.fields)
        add("block", "; ".join(cells), part.box, name=PARTS_LIST)
    described = list(_described_blocks(sheet))
    stated = {value for block in described for _, value in block.fields}
    for symbol in symbols:
        if symbol.tag in stated or symbol.tag.startswith(UNTAGGED):
            continue
        if symbol.check or symbol.valve:
            add("block", symbol.tag, symbol.box, name=_CHECK_VALVE if symbol.check else _VALVE)
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


def _is_balloon(dimension: DimensionText, circles: Sequence[Box]) -> bool:
    """True for a plain number in the middle of a circle that is hardly wider: it calls a part."""
    x0, y0, x1, y1 = dimension.box
    return bool(_ITEM.fullmatch(dimension.text.strip())) and any(
        left <= x0 and x1 <= right and top <= y0 and y1 <= bottom
        and right - left <= _WIDEST_BALLOON * max(y1 - y0, x1 - x0)
        and abs(left + right - x0 - x1) <= 0.3 * (right - left)
        and abs(top + bottom - y0 - y1) <= 0.3 * (bottom - top)
        for left, top, right, bottom in circles
    )  # fmt: skip


def _revisions(sheet: DrawingSheet) -> list[TitleField]:
    """The rows of tables of revisions; without one, what attributes, bare rows or notes tell."""
    return (
        read_revisions(sheet.texts)
        or attribute_revisions(sheet.blocks)
        or bare_revisions(sheet.texts)
        or told_revisions(sheet.texts)
    )


def _is_listed(text: PlacedText, revisions: Sequence[TitleField]) -> bool:
    """True for a text in a row of a revision table."""
    return any(distance(text.middle, row.box) == 0.0 for row in revisions)


def _title_fields(sheet: DrawingSheet, revisions: Sequence[TitleField]) -> list[TitleField]:
    """Fields from the attributes of title-block symbols first, then from labels and places, or a caption."""
    fields = fields_of_attributes([b for b in sheet.blocks if not is_revision(b)], sheet.texts)
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
