"""Tells passages about other equipment than the question names. Knows tags, no words."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.experts.text.candidates import Candidate
from retrieval.identifiers import find_tags
from retrieval.records import Chunk, Document

_TAG = re.compile(r"(?P<make>(?:\d{1,4}-)?[A-Z]{1,6})-(?P<number>\d{1,6})(?P<tail>[A-Z]{0,2})")


def of_others(asked: Collection[str], named: Collection[str]) -> bool:
    """True where ``named`` holds equipment of the make of some that is asked for, and none of that.

    ``P-101`` and ``P-101A`` may be the same (a set and one of it); ``P-101A`` and ``P-101B`` are not.
    """
    if any(_may_be_same(one, other) for one in asked for other in named):
        return False
    makes = {match["make"] for tag in asked if (match := _TAG.fullmatch(tag))}
    return any(match["make"] in makes for tag in named if (match := _TAG.fullmatch(tag)))


def of_strangers(asked: Collection[str], named: Collection[str]) -> bool:
    """True where ``named`` holds equipment of other loops alone: other numbers than all that is asked for.

    ``M-101A`` belongs with ``P-101A``; what stands of ``V-120`` alone tells nothing of ``PSV-773``.
    """
    numbers = {match["number"] for tag in asked if (match := _TAG.fullmatch(tag))}
    others = {match["number"] for tag in named if (match := _TAG.fullmatch(tag))}
    return bool(numbers and others) and not numbers & others


def tags_around(chunk: Chunk, document: Document | None) -> frozenset[str]:
    """Equipment that a passage names, or the headings, title and name that it stands under."""
    above = [chunk.source.replace("_", " "), *chunk.headings]
    if document is not None:
        above.append(document.title)
    found = (*find_tags(" ".join((*above, chunk.text))), *chunk.equipment)
    return frozenset((*found, *(document.equipment if document is not None else ())))


def tags_said(candidate: Candidate) -> frozenset[str]:
    """Equipment that a sentence names with what it stands under; where it names none, its passage does."""
    chunk = candidate.hit.chunk
    said = find_tags(" ".join((candidate.title, candidate.lead, candidate.text)))
    return frozenset(said or find_tags(" ".join((*chunk.headings, chunk.text))))


def _may_be_same(one: str, other: str) -> bool:
    if one == other:
        return True
    first, second = _TAG.fullmatch(one), _TAG.fullmatch(other)
    if first is None or second is None or first.group("make", "number") != second.group("make", "number"):
        return False
    return not (first["tail"] and second["tail"])
