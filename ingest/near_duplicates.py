"""Finds documents that are copies or nearly alike by their digests. Knows digests and names, no content.

Candidates share two of the 16 smallest hashes of their digests, which two documents with a resemblance of one
half do all but 3 of 10,000 times; each is then compared in full. So the work grows with the number of
documents, not with that of their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from ingest.sketch import Hashes, hashes_of, resemblance

Likeness = Literal["copy", "same content", "near-duplicate"]
"""The same bytes; the same content but for details (a PDF and its DOCX); most of the content."""

ALIKE = 0.5
"""Resemblance from which two documents are said to be nearly alike."""
SAME = 0.9
"""Resemblance from which they are said to have the same content but for details."""
_LOOKED_AT = 16
"""Smallest hashes by which candidates are found."""
_CROWD = 24
"""Documents that share a hash, above which each is compared with its neighbours alone."""
_NEIGHBOURS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """A document as it is compared: its source, the hash of its bytes and its digest (which may be empty)."""

    source: str
    sha256: str
    sketch: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikePair:
    """Two documents that share content. ``resemblance`` is 0 to 1; 1 for copies."""

    first: str
    second: str
    resemblance: float
    likeness: Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeGroup:
    """Documents of which each is like some other one; ``likeness`` and ``resemblance`` of the loosest tie."""

    sources: tuple[str, ...]
    likeness: Likeness
    resemblance: float


def alike_pairs(documents: Sequence[Fingerprint], *, at_least: float = ALIKE) -> list[AlikePair]:
    """Pairs that are alike, the closest first.

    Of many copies of one file each is paired with the first one only; the same goes for equal digests.
    """
    found: list[AlikePair] = []
    firsts, copies = _folded(documents, lambda document: document.sha256)
    found += [_pair(first, second, 1.0, "copy") for first, second in copies]
    firsts, equal = _folded(firsts, lambda document: document.sketch or document.source.encode())
    found += [_pair(first, second, 1.0, "same content") for first, second in equal]
    hashes = [hashes_of(document.sketch) for document in firsts]
    for one, other in sorted(_candidates(hashes)):
        value = resemblance(hashes[one], hashes[other])
        if value >= at_least:
            likeness: Likeness = "same content" if value >= SAME else "near-duplicate"
            found.append(_pair(firsts[one], firsts[other], value, likeness))
    return sorted(found, key=lambda pair: (-pair.resemblance, pair.first, pair.second))


def alike_groups(pairs: Iterable[AlikePair]) -> list[AlikeGroup]:
    """Pairs joined to groups, the largest first."""
    parent: dict[str, str] = {}

    def root(source: str) -> str:
        parent.setdefault(source, source)
        while parent[source] != source:
            parent[source] = parent[parent[source]]
            source = parent[source]
        return source

    ties = list(pairs)
    for pair in ties:
        one, other = sorted((root(pair.first), root(pair.second)))
        parent[other] = one
    members: dict[str, set[str]] = defaultdict(set)
    loosest: dict[str, AlikePair] = {}
    for pair in ties:
        group = root(pair.first)
        members[group] |= {pair.first, pair.second}
        if group not in loosest or _looser(pair, loosest[group]):
            loosest[group] = pair
    groups = [
        AlikeGroup(
            sources=tuple(sorted(sources)),
            likeness=loosest[group].likeness,
            resemblance=round(loosest[group].resemblance, 3),
        )
        for group, sources in members.items()
    ]
    return sorted(groups, key=lambda group: (-len(group.sources), group.sources))


def _looser(one: AlikePair, other: AlikePair) -> bool:
    order: Mapping[Likeness, int] = {"copy": 2, "same content": 1, "near-duplicate": 0}
    return (order[one.likeness], one.resemblance) < (order[other.likeness], other.resemblance)


def _pair(one: Fingerprint, other: Fingerprint, value: float, likeness: Likeness) -> AlikePair:
    first, second = sorted((one.source, other.source))
    return AlikePair(first=first, second=second, resemblance=value, likeness=likeness)


def _folded(
    documents: Sequence[Fingerprint], key: Callable[[Fingerprint], str | bytes]
) -> tuple[list[Fingerprint], list[tuple[Fingerprint, Fingerprint]]]:
    """The first document of each key, and the others with the first of theirs."""
    firsts: dict[str | bytes, Fingerprint] = {}
    others: list[tuple[Fingerprint, Fingerprint]] = []
    for document in documents:
        first = firsts.setdefault(key(document), document)
        if first is not document:
            others.append((first, document))
    return list(firsts.values()), others


def _candidates(hashes: Sequence[Hashes]) -> set[tuple[int, int]]:
    sharing: dict[int, list[int]] = defaultdict(list)
    for number, mine in enumerate(hashes):
        for value in mine[:_LOOKED_AT].tolist():
            sharing[value].append(number)
    found: set[tuple[int, int]] = set()
    once: set[tuple[int, int]] = set()
    for numbers in sharing.values():
        if 1 < len(numbers) <= _CROWD:
            for pair in combinations(numbers, 2):
                if pair in once or min(len(hashes[pair[0]]), len(hashes[pair[1]])) < _LOOKED_AT:
                    found.add(pair)
                else:
                    once.add(pair)
        elif numbers[1:]:
            for step in range(1, _NEIGHBOURS + 1):
                found.update(zip(numbers, numbers[step:], strict=False))
    return found
