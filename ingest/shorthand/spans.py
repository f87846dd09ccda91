"""Between spans of entities and one tag a word, nesting included. Knows no words and no weights.

A span inside another that ends with it (``steering [hoses]``) is told by an ``N`` tag, which continues
the outer span and opens an inner one. In MaintIE this holds for all nested spans but two of 313.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

EntityClass = Literal["PhysicalObject", "Activity", "State", "Process", "Property"]
"""The five classes at the top of the MaintIE scheme."""

CLASSES: tuple[EntityClass, ...] = get_args(EntityClass)

OUTSIDE = "O"


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """Words ``[start, end)`` of a text that name something."""

    start: int
    end: int
    label: EntityClass


def tags_of(entities: Sequence[Entity], count: int) -> list[str]:
    """One tag a word: ``O``, ``B-``, ``I-`` or ``N-`` with the class.

    Spans that overlap without ending together cannot be told: the longer one is kept.

    Args:
        count: Number of words.
    """
    tags = [OUTSIDE] * count
    ends = [0] * count
    for entity in sorted(set(entities), key=lambda e: (e.start - e.end, e.start)):
        inside = tags[entity.start : entity.end]
        if all(tag == OUTSIDE for tag in inside):
            tags[entity.start] = f"B-{entity.label}"
            for place in range(entity.start + 1, entity.end):
                tags[place] = f"I-{entity.label}"
            for place in range(entity.start, entity.end):
                ends[place] = entity.end
        elif ends[entity.start] == entity.end and tags[entity.start] == f"I-{entity.label}":
            tags[entity.start] = f"N-{entity.label}"
    return tags


def entities_of(tags: Sequence[str]) -> tuple[Entity, ...]:
    """The spans that tags tell, outer ones before inner ones. A stray ``I`` or ``N`` opens a span."""
    found: list[Entity] = []
    starts: list[int] = []
    label: EntityClass | None = None
    for place, tag in enumerate([*tags, OUTSIDE]):
        kind, _, name = tag.partition("-")
        here = next((known for known in CLASSES if known == name), None)
        if label is not None and (kind in ("B", OUTSIDE) or here != label):
            found += [Entity(start, place, label) for start in starts]
            starts, label = [], None
        if here is None:
            continue
        if kind in ("B", "N") or label is None:
            starts.append(place)
        label = here
    return tuple(found)
