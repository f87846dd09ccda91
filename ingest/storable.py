"""Take out of a document's words what no database stores: zero bytes, half characters. Knows no format."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

from ingest.parsed import Block, ParsedDocument
from ingest.spool import rewritten

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(parsed: ParsedDocument) -> ParsedDocument:
    """The document with a blank for each zero byte and a mark for each half of a surrogate pair.

    Lengths stay, so that spans fit. The same document is given back where nothing was to be done.
    """
    words = chain(
        (parsed.title, *parsed.warnings, *parsed.equipment, parsed.printed_revision or ""),
        (f"{block.text}{block.label or ''}" for block in parsed.blocks),
        (f"{entity.text}{entity.name}{entity.layer}" for entity in parsed.entities),
        (f"{figure.label or ''}{figure.caption}" for figure in parsed.figures),
        (attachment.name for attachment in parsed.attachments),
    )
    if not any(map(_UNSTORABLE.search, words)):
        return parsed
    return replace(
        parsed,
        title=storable_text(parsed.title),
        warnings=tuple(map(storable_text, parsed.warnings)),
        equipment=tuple(map(storable_text, parsed.equipment)),
        printed_revision=parsed.printed_revision and storable_text(parsed.printed_revision),
        blocks=rewritten(parsed.blocks, _storable_block),
        entities=tuple(
            replace(
                entity,
                text=storable_text(entity.text),
                name=storable_text(entity.name),
                layer=entity.layer and storable_text(entity.layer),
            )
            for entity in parsed.entities
        ),
        figures=tuple(
            replace(
                figure,
                label=figure.label and storable_text(figure.label),
                caption=storable_text(figure.caption),
            )
            for figure in parsed.figures
        ),
        attachments=tuple(replace(one, name=storable_text(one.name)) for one in parsed.attachments),
    )


def _storable_block(block: Block) -> Block:
    return replace(block, text=storable_text(block.text), label=block.label and storable_text(block.label))


def storable_text(text: str) -> str:
    """A blank for each zero byte and a mark for each half of a surrogate pair; the length stays."""
    return _UNSTORABLE.sub(lambda match: " " if match.group() == "\0" else "\ufffd", text)
