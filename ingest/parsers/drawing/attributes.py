"""Title-block fields from the attributes of its symbol. Knows their names, and no label of the sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parsers.drawing.placed import PlacedText, distance, union
from ingest.parsers.drawing.title_block import TitleField, field_of_label
from retrieval.records import Box

_FEWEST_NAMED = 3
_NUMBERED_TITLE = re.compile(
    r"(?P<name>.*?[^\W\d_])[\s_-]*(?:line|ligne)?[\s_-]*(?P<number>[1-9])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedBlock:
    """A symbol placed on the sheet: the block's name and its attributes.

    Attributes:
        fields: Name and value of each attribute.
        places: Where each value is printed.
    """

    name: str
    fields: tuple[tuple[str, str], ...]
    places: tuple[Box, ...]
    at: tuple[float, float]
    box: Box
    layer: str | None = None


def fields_of_attributes(blocks: Sequence[TaggedBlock], texts: Sequence[PlacedText]) -> dict[str, TitleField]:
    """Fields by name, from the symbols that have at least three of them.

    Args:
        texts: Of the sheet, for where a value is printed.
    """
    fields: dict[str, TitleField] = {}
    for block in blocks:
        named = [(field_of_label(tag) or "", value) for tag, value in block.fields]
        if sum(bool(name) for name, _ in named) < _FEWEST_NAMED:
            continue
        for (name, value), place in zip(named, block.places, strict=True):
            if name and name not in fields:
                fields[name] = TitleField(name=name, value=value, box=printed_at(value, place, texts))
        lines = _title_lines(block, texts)
        if lines and "title" not in fields:
            value = " ".join(line.value for line in lines)
            fields["title"] = TitleField(name="title", value=value, box=union(line.box for line in lines))
    return fields


def _title_lines(block: TaggedBlock, texts: Sequence[PlacedText]) -> list[TitleField]:
    """The lines of a title that has an attribute a line (``TITLE1``, ``TITLE_2``), in their order."""
    lines: list[tuple[int, TitleField]] = []
    for (tag, value), place in zip(block.fields, block.places, strict=True):
        numbered = _NUMBERED_TITLE.fullmatch(tag.strip())
        if numbered and field_of_label(numbered["name"]) == "title" and value.strip():
            line = TitleField(name="title", value=value.strip(), box=printed_at(value, place, texts))
            lines.append((int(numbered["number"]), line))
    return [line for _, line in sorted(lines, key=lambda numbered: numbered[0])]


def printed_at(value: str, place: Box, texts: Sequence[PlacedText]) -> Box:
    """Where a value is printed: the text of the same words that is nearest to its attribute."""
    same = [text.box for text in texts if text.text.strip() == value]
    return min(same, key=lambda box: distance((place[0], place[3]), box), default=place)
