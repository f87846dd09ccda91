"""Notes against limits of standards: a note that allows more than a passage. Knows sentences, no index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.quantities import find_quantities
from assistant.reports.drawing.finding import Finding
from assistant.reports.drawing.subject import Passage, Subject
from assistant.words import content_stems

_MOST = re.compile(
    r"\b(?:max(?:imum|i|\.)?|at most|not exceed|no more than|not more than|up to|below|under|au plus|"
    r"shall not be (?:greater|higher|more)|must not be (?:greater|higher)|limit(?:ed)?(?: to| is| of)?|"
    r"ne d(?:oit|oivent) pas dépasser|n'excède|inférieure?s? (?:ou égale?s? )?à|maximale?s?)(?!\w)|≤|<",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"\b(?:min(?:imum|i|\.)?|at least|not less than|no less than|shall exceed|above|over|au moins|"
    r"supérieure?s? (?:ou égale?s? )?à|minimale?s?)(?!\w)|≥|>",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n+")
_NUMBERING = re.compile(r"^\s*\(?\d{1,2}[.)]\s+")
_COMMON = 0.6
"""Share of the shorter sentence's words that both must have."""
_FEWEST_WORDS = 2
_NOT_SUBJECT = frozenset(
    "max maximum min minimum least most exceed limit shall must note dimension allow permiss admiss doit "
    "depass plus moins superieur inferieur maximal minimal than more less".split()
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as said: what it is on, which way, and how much in the base unit of its dimension."""

    stems: frozenset[str]
    way: Literal["most", "least"]
    value: float
    dimension: str
    written: str


def limits_of(text: str) -> Iterator[Limit]:
    """Limits with a unit in a text, sentence by sentence; only where the sentence has one quantity."""
    for sentence in _SENTENCE.split(text):
        sentence = _NUMBERING.sub("", sentence)
        most, least = bool(_MOST.search(sentence)), bool(_LEAST.search(sentence))
        if most == least:
            continue
        measured = [q for q in find_quantities(sentence) if q.unit is not None and len(q.readings) == 1]
        if len(measured) != 1 or measured[0].unit is None:
            continue
        quantity, unit = measured[0], measured[0].unit
        rest = sentence[: quantity.start] + " " + sentence[quantity.end :]
        stems = {s for s in (*content_stems(rest), *content_stems(rest, "fr")) if s.isalpha() and len(s) > 2}
        yield Limit(
            stems=frozenset(stems - _NOT_SUBJECT),
            way="most" if most else "least",
            value=next(iter(quantity.readings)) * unit.factor,
            dimension=unit.dimension,
            written=sentence[quantity.start : quantity.end].strip(),
        )


def check_notes(subject: Subject) -> Iterator[Finding]:
    """Notes whose limit is wider than the one that a passage gives for the same thing."""
    if not subject.passages:
        return
    held = [(passage, limit) for passage in subject.passages for limit in limits_of(passage.text)]
    for note in subject.of("note", "text"):
        for limit in limits_of(note.text):
            against = _narrower(limit, held)
            if against is None:
                continue
            passage, other = against
            where = ", ".join(
                part for part in (passage.source.rsplit("/", 1)[-1], passage.label,
                                  f"p. {passage.page}" if passage.page else None) if part
            )  # fmt: skip
            yield Finding(
                rule="note_limit", subject=limit.written, page=note.page, region=note.box,
                entities=(note.id,),
                reason=subject.t(
                    f"The note allows {limit.written}; {where} gives {other.written} as the limit.",
                    f"La note admet {limit.written} ; {where} donne {other.written} comme limite.",
                ),
            )  # fmt: skip


def _narrower(limit: Limit, held: Sequence[tuple[Passage, Limit]]) -> tuple[Passage, Limit] | None:
    best: tuple[float, Passage, Limit] | None = None
    for passage, other in held:
        if other.way != limit.way or other.dimension != limit.dimension:
            continue
        common = len(limit.stems & other.stems)
        share = common / max(1, min(len(limit.stems), len(other.stems)))
        if common < _FEWEST_WORDS or share < _COMMON:
            continue
        if best is None or share > best[0]:
            best = (share, passage, other)
    if best is None:
        return None
    wider = limit.value > best[2].value if limit.way == "most" else limit.value < best[2].value
    return (best[1], best[2]) if wider and abs(limit.value - best[2].value) > 1e-9 else None
