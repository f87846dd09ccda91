"""What the plant's papers say of a pattern: failure modes that name its sensors, and passages about them.

Knows names of sensors, tables and a search; no detector and no page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from assistant.experts.series import failure_modes
from assistant.experts.series.detectors.episodes import Direction
from assistant.experts.series.failure_modes import PLAIN, names_tag
from assistant.experts.series.knowledge import SeriesKnowledge
from assistant.experts.series.names import SensorName, describe
from assistant.experts.series.registers import Registers
from assistant.experts.series.tokens import fold, name_tokens, stem
from assistant.records import Evidence
from assistant.sentences import passage_spans
from retrieval.records import Chunk, Hit, Language, SeriesRef

_KINDS = frozenset({"text", "table"})
_ASKED = 3
"""Sensors that are looked up, the greatest shares first."""
_NAMED = 0.1
"""Share from which a sensor is looked up beside the first."""
_TOP_K = 20
_SHOWN, _OF_ONE = 5, 2
"""Passages in all, and of one source."""
_LEAST = 2.0
"""Points from which a passage is told: a tag, or two words that tell signals apart."""
_LONG = 260
"""Letters to which a short sentence is lengthened by the next ones of its passage."""
_SHORT = 20
"""Letters below which a sentence or row says nothing alone."""
_EVENTS = tuple("trip stop alarm fail leak shut start arret declench alarme defaut panne fuite".split())
_MONTHS = (
    "january february march april may june july august september october november december".split(),
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(),
)
_SAID = 0.25
"""Points of a sentence over a row of a table."""
_WAYS: dict[Direction, tuple[str, tuple[str, ...]]] = {
    "high": (
        "high rising",
        tuple(
            "high rise rising rose increas above exceed reach hausse haut eleve augment depass mont".split()
        ),
    ),
    "low": (
        "low falling",
        tuple("low below fall fell drop decreas loss bas baiss chut faible perte".split()),
    ),
    "unsteady": (
        "unsteady noise",
        tuple("unstab unsteady noise nois fluctuat oscillat instab bruit".split()),
    ),
    "still": ("stuck frozen", tuple("stuck frozen freez plugged blocked fige bloqu bouch".split())),
    "unusual": ("abnormal", tuple("abnormal anormal unusual inhabituel fault defaut".split())),
    "decorrelated": ("deviates", tuple("deviat drift calibrat fault ecart deriv etalonn defaut".split())),
}


class Searchable(SeriesKnowledge, Protocol):
    """What was ingested, with its search; ``retrieval.knowledge.Knowledge`` satisfies it."""

    def search(self, query: str, *, top_k: int = ...) -> list[Hit]:
        """The passages nearest to a query, best first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sensor in a pattern.

    Attributes:
        name: As the log prints it.
        share: In what stands out, 0 to 1.
    """

    name: str
    share: float
    direction: Direction


class PatternSources:
    """Looks patterns up in what was ingested."""

    def __init__(self, knowledge: Searchable) -> None:
        self._knowledge = knowledge
        self._registers = Registers(knowledge)

    def find(
        self,
        log: SeriesRef,
        parts: Sequence[Part],
        language: Language,
        *,
        window: tuple[datetime, datetime] | None = None,
    ) -> tuple[Evidence, ...]:
        """Failure modes first, each with its row, then passages, the best of each first.

        Args:
            parts: In any order; those of small shares count for nothing.
            window: When it was seen; what names its first or last day and the equipment is looked for too.
        """
        known = {sensor.sensor.name: sensor for sensor in describe(log).measures}
        asked = sorted((p for p in parts if p.name in known), key=lambda p: -p.share)[:_ASKED]
        asked = [p for k, p in enumerate(asked) if k == 0 or p.share >= _NAMED]
        if not asked:
            return ()
        sensors = [(known[p.name], p.share) for p in asked]
        equipment = frozenset(tag for s, _ in sensors for tag in self._registers.equipment_of(s))
        modes = failure_modes.matching(self._knowledge, sensors, equipment)
        rows = [
            replace(one, quote=failure_modes.told(mode, language))
            for mode in modes
            if (one := failure_modes.evidence([mode], language, min(1.0, 0.2 * mode.score))) is not None
        ]
        machines = sorted(equipment)[:2]
        looks = [_of_sensor(known[p.name], p, machines) for p in asked]
        if window is not None and machines:
            days = day_spellings(window)
            query = " ".join((*machines, *sorted(days)[:2]))
            looks.append(_Look(query=query, weight=1.0, days=days, equipment=equipment))
        skip = {mode.table.source for mode in modes} | {log.source}
        return (*rows, *self._passages(looks, skip=skip))

    def _passages(self, looks: Sequence[_Look], *, skip: set[str]) -> Iterator[Evidence]:
        best: dict[str, tuple[float, Hit, str]] = {}
        for look in looks:
            for hit in self._knowledge.search(look.query, top_k=_TOP_K):
                if hit.chunk.kind not in _KINDS or hit.chunk.source in skip:
                    continue
                points, quote = _best_sentence(hit.chunk, look)
                if quote and points > best.get(hit.chunk.id, (0.0,))[0]:
                    best[hit.chunk.id] = (points, hit, quote)
        count: dict[str, int] = {}
        shown = 0
        for points, hit, quote in sorted(best.values(), key=lambda one: -(one[0] + one[1].score)):
            source = hit.chunk.source
            count[source] = count.get(source, 0) + 1
            if count[source] <= _OF_ONE and shown < _SHOWN:
                shown += 1
                yield _evidence(hit.chunk, quote, min(1.0, 0.2 * points))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What is looked for in passages: a sensor standing in some way, or equipment on some days."""

    query: str
    weight: float
    sensor: SensorName | None = None
    direction: Direction | None = None
    days: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()

    def points(self, text: str) -> float:
        """2 for its tag, 1 for each word that tells it from others, less for words of half of all sensors."""
        folded = fold(text)
        if self.sensor is None:
            named = any(tag.casefold() in folded.replace(" ", "") for tag in self.equipment)
            return float(named) + 1.5 * any(re.search(rf"(?<!\d){day}", folded) for day in self.days)
        points = 2.0 if self.sensor.tag and names_tag(folded, self.sensor.tag) else 0.0
        stems = {stem(word) for word in re.findall(r"[a-z]{2,}", folded)}
        for token in name_tokens(self.sensor.label):
            if token not in self.sensor.tag and len(token) > 1 and token.isalpha() and stem(token) in stems:
                points += 0.25 if token in PLAIN else 1.0
        return points

    def way(self, text: str) -> float:
        """1 where a text says that it stands as it does."""
        words = re.findall(r"[a-z]{2,}", fold(text))
        ways = _WAYS[self.direction][1] if self.direction is not None else _EVENTS
        return 1.0 if any(word.startswith(ways) for word in words) else 0.0


def _of_sensor(sensor: SensorName, part: Part, machines: Sequence[str]) -> _Look:
    query = " ".join((sensor.label, _WAYS[part.direction][0], *machines))
    return _Look(query=query, weight=0.5 + 0.5 * part.share, sensor=sensor, direction=part.direction)


def day_spellings(window: tuple[datetime, datetime]) -> frozenset[str]:
    """Patterns of how documents write the first and the last day of a window, folded."""
    found: set[str] = set()
    for day in {moment.date() for moment in window}:
        found |= {f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", rf"{day:%d\.%m\.%Y}"}
        for months in _MONTHS:
            month = months[day.month - 1]
            found |= {f"{day.day} {month} {day.year}", f"{day.day} {month[:3]} {day.year}"}
    return frozenset(found)


def _best_sentence(chunk: Chunk, look: _Look) -> tuple[float, str]:
    """The sentence or row that says most of what is looked for, with its points; none below a tag's worth."""
    spans = passage_spans(chunk.text)
    heading = min(look.points(" ".join(chunk.headings[-2:])), 1.0) if look.sensor is not None else 0.0
    found = (0.0, "")
    for place, (start, end) in enumerate(spans):
        text = chunk.text[start:end]
        points = look.points(text) + heading
        if points < _LEAST or len(text) < _SHORT:
            continue
        points = look.weight * (points + look.way(text) + (0.0 if " | " in text else _SAID))
        if points > found[0]:
            last = end
            for _, following in spans[place + 1 :]:
                if chunk.kind == "table" or following - start > _LONG:
                    break
                last = following
            found = (points, chunk.text[start:last].strip())
    return found


def _evidence(chunk: Chunk, quote: str, score: float) -> Evidence:
    return Evidence(
        kind="text",
        source=chunk.source,
        quote=quote,
        score=score,
        chunk_id=chunk.id,
        label=chunk.label,
        headings=chunk.headings,
        page=chunk.page,
        unit=chunk.unit,
        boxes=tuple(span.box for span in chunk.spans if span.box is not None and span.page == chunk.page),
    )
