"""Take out of a document's words what no database stores: zero bytes, half characters. Knows no format."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.parsed import ParsedDocument

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(parsed: ParsedDocument) -> ParsedDocument:
    """The document with a blank for each zero byte and a mark for each half of a surrogate pair.

    Lengths stay, so that spans fit. The same document is given back where nothing was to be done.
    """
    words = [parsed.title, *parsed.warnings, *parsed.equipment, parsed.printed_revision or ""]
    words += [f"{block.text}{block.label or ''}" for block in parsed.blocks]
    words += [f"{entity.text}{entity.name}{entity.layer}" for entity in parsed.entities]
    words += [f"{figure.label or ''}{figure.caption}" for figure in parsed.figures]
    words += [attachment.name for attachment in parsed.attachments]
    if not any(_UNSTORABLE.search(text) for text in words):
        return parsed
    return replace(
        parsed,
        title=storable_text(parsed.title),
        warnings=tuple(map(storable_text, parsed.warnings)),
        equipment=tuple(map(storable_text, parsed.equipment)),
        printed_revision=parsed.printed_revision and storable_text(parsed.printed_revision),
        blocks=tuple(
            replace(block, text=storable_text(block.text), label=block.label and storable_text(block.label))
            for block in parsed.blocks
        ),
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


def storable_text(text: str) -> str:
    """A blank for each zero byte and a mark for each half of a surrogate pair; the length stays."""
    return _UNSTORABLE.sub(lambda match: " " if match.group() == "\0" else "\ufffd", text)
