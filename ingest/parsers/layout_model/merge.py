"""Puts a layout model's pages in the place of ours. Knows elements and parsed documents, no model.

Our own reading stays the frame: title, date, revision, attachments, pages that text recognition read. A page
on which the model found no words is left as ours, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.parsed import Block, ParsedDocument
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.layout_model.element import Element
from retrieval.records import Box, Span

_REACH = 2.0
"""Points by which a line's middle may lie outside of the element that holds it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line as our own reader found it."""

    text: str
    span: Span


def with_layout(
    own: ParsedDocument, elements: Sequence[Element], *, model: str, kept: Collection[int] = ()
) -> ParsedDocument:
    """Our document with blocks and tables as the model saw them.

    Args:
        model: Its name, for the warnings.
        kept: Pages that stay as ours (those that text recognition read).
    """
    theirs = _by_page(elements)
    ours = _blocks_by_page(own.blocks)
    writer = BlockWriter()
    passed: list[int] = []
    for page in sorted({*ours, *theirs}):
        if page not in kept and page in theirs:
            _write(
                writer, theirs[page], _lines(ours.get(page, ())), page=page, name=f"{own.title} page {page}"
            )
        else:
            _take_over(writer, ours.get(page, ()), own)
            passed += [page] if page not in kept else []
    warnings = [*own.warnings, *writer.notes]
    if passed:
        pages = ", ".join(map(str, passed[:20])) + (" …" if len(passed) > 20 else "")
        warnings.append(
            f"{model} found no words on {len(passed)} pages, which were read without it: {pages}."
        )
    return replace(own, blocks=tuple(writer.blocks), tables=tuple(writer.tables), warnings=tuple(warnings))


def _by_page(elements: Sequence[Element]) -> dict[int, list[Element]]:
    found: dict[int, list[Element]] = {}
    for element in elements:
        found.setdefault(element.page, []).append(element)
    return found


def _blocks_by_page(blocks: Sequence[Block]) -> Mapping[int, list[Block]]:
    found: dict[int, list[Block]] = {}
    for block in blocks:
        found.setdefault(block.page or 1, []).append(block)
    return found


def _take_over(writer: BlockWriter, blocks: Sequence[Block], own: ParsedDocument) -> None:
    """Adds blocks of ours as they are, with their tables."""
    for block in blocks:
        if block.table is None:
            writer.blocks.append(block)
            continue
        writer.blocks.append(replace(block, table=len(writer.tables)))
        writer.tables.append(own.tables[block.table])


def _write(
    writer: BlockWriter, elements: Sequence[Element], lines: Sequence[_Line], *, page: int, name: str
) -> None:
    """Adds elements of one page, each block with the boxes of its lines, or of the element."""
    writer.page(page)
    for element in elements:
        blocks, tables = len(writer.blocks), len(writer.tables)
        _add(writer, element, name)
        inside = [line for line in lines if element.box is not None and _within(line.span.box, element.box)]
        for place in range(blocks, len(writer.blocks)):
            block = writer.blocks[place]
            level = max(block.level, _depth(block.label)) if block.kind == "heading" else block.level
            writer.blocks[place] = replace(
                block, level=level, spans=_spans(block.text, inside, page, element.box)
            )
        if element.box is not None:
            for place in range(tables, len(writer.tables)):
                writer.tables[place] = replace(writer.tables[place], boxes=(element.box,))


def _add(writer: BlockWriter, element: Element, name: str) -> None:
    if element.kind == "table" and element.rows:
        writer.table(element.rows, name=name, spanning_rows=element.spanning_rows, headed=element.headed)
    elif element.kind == "title" and not writer.blocks:
        writer.title(element.text)
    elif element.kind in ("title", "heading"):
        writer.heading(element.text, element.level)
    elif element.kind == "list_item":
        writer.list_item(element.text, label=element.label)
    elif element.kind in ("caption", "footnote"):
        writer.paragraph(element.text, kind="caption" if element.kind == "caption" else "footnote")
    else:
        writer.paragraph(element.text)


def _depth(label: str | None) -> int:
    """``4.2.1`` stands three deep, whatever the model says."""
    return label.count(".") + 1 if label and any(character.isdigit() for character in label) else 0


def _lines(blocks: Sequence[Block]) -> list[_Line]:
    return [
        _Line(" ".join(block.text[span.start : span.end].split()), span)
        for block in blocks
        for span in block.spans
    ]


def _within(box: Box | None, outer: Box) -> bool:
    if box is None:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] - _REACH <= x <= outer[2] + _REACH and outer[1] - _REACH <= y <= outer[3] + _REACH


def _spans(text: str, inside: Sequence[_Line], page: int, box: Box | None) -> tuple[Span, ...]:
    """The lines' own boxes where all are found in the text one after the other; else the element's."""
    found = list(_found(text, inside))
    if found and len(found) == len(inside) and all(found):
        return tuple(span for span in found if span is not None)
    return () if box is None else (Span(start=0, end=len(text), page=page, box=box),)


def _found(text: str, inside: Sequence[_Line]) -> Iterator[Span | None]:
    start = 0
    for line in inside:
        place = text.find(line.text, start)
        if place < 0:
            yield None
            return
        start = place + len(line.text)
        yield replace(line.span, start=place, end=start)
