"""Dimensions: chains against their overall dimension, typed-over values, reversed tolerances.

Knows printed dimensions and where they stand; the drawing's lines only through these places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reports.drawing.finding import Finding
from assistant.reports.drawing.subject import Subject
from ingest.parsers.drawing.placed import union
from ingest.parsers.drawing.printed_dimension import without_blanks
from retrieval.records import Box, DrawingEntity

_LENGTH = re.compile(
    r"(?P<value>\d+(?:[.,]\d+)?)\s?(?:mm|in|\")?(?:\s?(?:±|\+/-)\s?\d*[.,]?\d+)?(?:\s[+-].*)?"
)
_MEASURES = re.compile(r"(?P<typed>.*) \(measures (?P<measured>[\d.]+)\)")
_LIMITS = re.compile(r"(?P<upper>[+-]\s?\d*[.,]?\d+)\s?/\s?(?P<lower>[+-]\s?\d*[.,]?\d+)")
_NEAR = 0.12
"""How far the middle of an overall dimension may be from the middle of its chain, as a share of the chain."""
_EVEN = 0.2
"""How far the drawn length a unit may differ along a chain: larger means that it has gaps."""
_LIKE = 0.3
"""How far the overall dimension may differ from the sum and still be meant for it."""
_FARTHEST = 9.0
"""Distance of two parallel dimension lines, in heights of the lettering."""
_MOST_LINKS = 12


@dataclass(frozen=True, slots=True)
class _Link:
    """A linear dimension along a direction: its value, where its middle is, how far across it stands."""

    entity: DrawingEntity
    value: float
    decimals: int
    at: float
    across: float
    height: float


def check_chains(subject: Subject) -> Iterator[Finding]:
    """Dimensions in a row whose sum is not the overall dimension beside them.

    A chain is known by its places: in a row without gaps the distance of two middles is half the sum of the
    two lengths, in the drawing's scale, and the overall dimension stands in a parallel row over its middle.
    """
    if not subject.is_dimensioned:
        return
    for page in sorted({entity.page or 1 for entity in subject.measures}):
        entities = [e for e in subject.measures if (e.page or 1) == page and e.name == "linear" and e.box]
        for upright in (False, True):
            yield from _page_chains(subject, [link for e in entities if (link := _link(e, upright))])


def _page_chains(subject: Subject, links: Sequence[_Link]) -> Iterator[Finding]:
    told: set[str] = set()
    for row in _rows(links):
        for overall in links:
            if overall in row or overall.entity.id in told:
                continue
            chain = _under(overall, row)
            if chain is None:
                continue
            total = sum(link.value for link in chain)
            step = 10.0 ** -max(link.decimals for link in (*chain, overall))
            if abs(total - overall.value) <= 0.5 * step * len(chain) + 1e-9:
                continue
            told.add(overall.entity.id)
            parts = " + ".join(_shown(link.value) for link in chain)
            box = union([link.entity.box for link in (*chain, overall) if link.entity.box])
            yield Finding(
                rule="dimension_chain", subject=overall.entity.text, page=overall.entity.page, region=box,
                entities=tuple(link.entity.id for link in (overall, *chain)),
                reason=subject.t(
                    f"The chain {parts} makes {_shown(total)}, its overall dimension says "
                    f"{overall.entity.text}.",
                    f"La chaîne {parts} fait {_shown(total)}, sa cote totale dit {overall.entity.text}.",
                ),
            )  # fmt: skip


def _link(entity: DrawingEntity, upright: bool) -> _Link | None:
    match = _LENGTH.fullmatch(without_blanks(_MEASURES.sub(r"\g<typed>", entity.text).strip()))
    box = entity.box
    if match is None or box is None or _is_upright(box, entity.text) != upright:
        return None
    number = match["value"].replace(",", ".")
    decimals = len(number.split(".")[1]) if "." in number else 0
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    height = min(box[2] - box[0], box[3] - box[1])
    value = float(number)
    if value <= 0:
        return None
    return _Link(entity, value, decimals, y if upright else x, x if upright else y, height)


def _is_upright(box: Box, text: str) -> bool:
    """True for a dimension that is written upwards; a single digit tells nothing and counts as level."""
    return len(text) >= 2 and box[3] - box[1] > 1.15 * (box[2] - box[0])


def _rows(links: Sequence[_Link]) -> Iterator[list[_Link]]:
    """Dimensions on one line, two and more, in order along it."""
    left = sorted(links, key=lambda link: link.across)
    row: list[_Link] = []
    for link in left:
        if row and abs(link.across - row[-1].across) > 0.5 * max(link.height, row[-1].height):
            if len(row) >= 2:
                yield sorted(row, key=lambda item: item.at)
            row = []
        row.append(link)
    if len(row) >= 2:
        yield sorted(row, key=lambda item: item.at)


def _under(overall: _Link, row: Sequence[_Link]) -> list[_Link] | None:
    """The run of a row that an overall dimension spans; None where it spans none."""
    away = abs(overall.across - row[0].across)
    if not 0.8 * overall.height <= away <= _FARTHEST * overall.height:
        return None
    best: tuple[float, list[_Link]] | None = None
    for start in range(len(row)):
        for end in range(start + 2, min(len(row), start + _MOST_LINKS) + 1):
            run = list(row[start:end])
            scale = _scale(run)
            if scale is None:
                continue
            total = sum(link.value for link in run)
            if abs(total - overall.value) > _LIKE * total or overall.value <= max(link.value for link in run):
                continue
            length = scale * total
            middle = run[0].at - scale * run[0].value / 2 + length / 2
            off = abs(middle - overall.at) / length
            if off <= _NEAR and (best is None or off < best[0]):
                best = (off, run)
    return best[1] if best else None


def _scale(run: Sequence[_Link]) -> float | None:
    """Drawn length a unit of a run without gaps; None where the distances do not fit its values."""
    steps = [abs(b.at - a.at) / ((a.value + b.value) / 2) for a, b in pairwise(run)]
    if min(steps) <= 0 or max(steps) > (1 + 2 * _EVEN) * min(steps):
        return None
    return sum(steps) / len(steps)


def check_overrides(subject: Subject) -> Iterator[Finding]:
    """Dimensions whose text was typed over and says another length than the geometry (DXF only)."""
    for entity in subject.measures:
        match = _MEASURES.fullmatch(entity.text)
        if match:
            yield Finding(
                rule="dimension_override", subject=match["typed"], page=entity.page, region=entity.box,
                entities=(entity.id,),
                reason=subject.t(
                    f"The text says {match['typed']}, the drawing measures {match['measured']}.",
                    f"Le texte dit {match['typed']}, le dessin mesure {match['measured']}.",
                ),
            )  # fmt: skip


def check_tolerances(subject: Subject) -> Iterator[Finding]:
    """Tolerances whose upper limit is below the lower one."""
    for entity in subject.measures:
        match = _LIMITS.search(entity.text)
        if match is None:
            continue
        upper, lower = (float(match[name].replace(" ", "").replace(",", ".")) for name in ("upper", "lower"))
        if upper < lower:
            yield Finding(
                rule="tolerance_reversed", subject=entity.text, page=entity.page, region=entity.box,
                entities=(entity.id,),
                reason=subject.t(
                    f"The upper limit {match['upper']} is below the lower limit {match['lower']}.",
                    f"L'écart supérieur {match['upper']} est sous l'écart inférieur {match['lower']}.",
                ),
            )  # fmt: skip


def _shown(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
