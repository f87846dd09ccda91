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
    words += [attachment.name for attachment in parsed.attachments]
    if not any(_UNSTORABLE.search(text) for text in words):
        return parsed
    return replace(
        parsed,
        title=_clean(parsed.title),
        warnings=tuple(map(_clean, parsed.warnings)),
        equipment=tuple(map(_clean, parsed.equipment)),
        printed_revision=parsed.printed_revision and _clean(parsed.printed_revision),
        blocks=tuple(
            replace(block, text=_clean(block.text), label=block.label and _clean(block.label))
            for block in parsed.blocks
        ),
        entities=tuple(
            replace(
                entity,
                text=_clean(entity.text),
                name=_clean(entity.name),
                layer=entity.layer and _clean(entity.layer),
            )
            for entity in parsed.entities
        ),
        attachments=tuple(replace(one, name=_clean(one.name)) for one in parsed.attachments),
    )


def _clean(text: str) -> str:
    return _UNSTORABLE.sub(lambda match: " " if match.group() == "\0" else "\ufffd", text)
