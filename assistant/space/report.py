"""Spaces and what is near as the JSON that users rely on. Pure: knows no screen and no transport."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

from assistant.contract import Json
from assistant.space.plant_space import Neighbours
from retrieval.space.search import Near
from retrieval.space.store import Quality, Space


def neighbours_json(found: Neighbours) -> Json:
    """The object of ``assistant space search --json`` and of its route."""
    return {
        "concepts": list(found.concepts),
        "asked": list(found.asked),
        "found": found.found,
        "near": {name: [_near(one) for one in each] for name, each in found.by_modality.items()},
        "stale": found.stale or None,
    }


def space_json(space: Space, stale: str) -> Json:
    """The object of ``assistant space show --json`` and of its route."""
    return {
        "items": dict(Counter(item.modality for item in space.items)),
        "concepts": dict(Counter(concept.kind for concept in space.concepts)),
        "links": int(space.links.shape[0]),
        "sources": len(space.sources),
        "about": dict(space.about),
        "quality": [_quality(one) for one in space.quality],
        "thresholds": {pair: round(value, 4) for pair, value in space.thresholds.items()},
        "stale": stale or None,
    }


def _near(one: Near) -> Json:
    item = one.item
    return {
        "nearness": round(one.nearness, 4),
        "linked": list(one.linked),
        "about": list(one.about),
        "text": item.text,
        "source": item.source,
        "page": item.page,
        "table": item.table,
        "row": item.row,
        "series": item.series,
        "sensor": item.channel,
        "start": item.start,
        "end": item.end,
    }


def _quality(one: Quality) -> Json:
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(one).items()}
