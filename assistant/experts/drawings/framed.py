"""A statement on lines with the regions of the things and lines that it stands on. Knows one graph."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.drawings.piping import Piping
from assistant.records import Evidence
from retrieval.records import Box, DrawingEntity

_MOST_BOXES = 40
_WIDE = 0.25
"""Share of a sheet's extent: a bent line whose box is larger in both ways is not framed."""


def framed(
    piping: Piping,
    statement: str,
    nodes: Sequence[str],
    pairs: Sequence[tuple[str, str]],
) -> Evidence:
    """A statement with the connections that it stands on, and the region of each thing and line."""
    joints = [j.entity for a, b in pairs if (j := piping.beside(a).get(b)) is not None]
    things = [entity for node in dict.fromkeys(nodes) for entity in piping.shown(node)]
    first = (things or joints)[0]
    framed = [*things, *(e for e in joints if not _is_wide(e, piping.version.entities))]
    boxes = tuple(dict.fromkeys(e.box for e in framed if e.box is not None and e.page == first.page))
    return Evidence(
        kind="drawing",
        source=piping.version.source,
        quote="; ".join(dict.fromkeys(e.text for e in joints)) or first.text,
        statement=statement,
        score=0.95,
        page=first.page,
        boxes=boxes[:_MOST_BOXES],
        unit=first.unit,
        values=tuple(nodes),
    )


def _is_wide(entity: DrawingEntity, entities: Sequence[DrawingEntity]) -> bool:
    """True for a bent line whose box would frame a good part of the sheet."""
    boxes: list[Box] = [e.box for e in entities if e.box is not None and e.page == entity.page]
    if entity.box is None:
        return True
    wide = max(b[2] for b in boxes) - min(b[0] for b in boxes)
    high = max(b[3] for b in boxes) - min(b[1] for b in boxes)
    share = (entity.box[2] - entity.box[0]) / (wide or 1.0), (entity.box[3] - entity.box[1]) / (high or 1.0)
    return min(share) > _WIDE / 4 and max(share) > _WIDE / 2
