"""Warnings, conditions and tools that stand with a procedure. Knows titles and opening words, no question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.experts.text.procedures.lines import Line
from assistant.experts.text.procedures.records import Note, Procedure, by_trail

_WARNING = re.compile(
    r"^\W*(?:warnings?|caution|danger|notice|notes?|important|nota|attention|avertissement|prudence|remarque|"
    r"mise en garde|achtung)\s*(?:\d+\s*)?(?:[:!–—-]|\s-\s)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:safety|precautions?|warnings?|cautions?|hazards?|risks?|prerequisites?|preconditions?|"
    r"before (?:you )?(?:start|begin|use|work)\w*|ppe|protective equipment|"
    r"(?:tightening )?torques?|lock-?out requirements?|"
    r"sécurité|précautions?|avertissements?|dangers?|risques?|préalables?|"
    r"avant (?:de commencer|utilisation|l['’]intervention|intervention)|epi|"
    r"couples? de serrage|matériel nécessaire)\b|"
    r"^[\d.\s]*(?:preparations?|préparations?)$|"
    r"^[\d.\s]*(?:(?:special|required|needed)\s)?(?:\w+ (?:and|et|&) )?(?:tools?|outillages?|outils)"
    r"(?: (?:and|et|&) \w+| (?:required|needed|nécessaires?))?$",
    re.IGNORECASE,
)
_PARTS_ONLY = re.compile(r"\b(?:spares?|rechanges?)\b", re.IGNORECASE)
_OPENS_STEPS = re.compile(
    r"\b(?:following steps?|these steps|steps below|as follows|proceed|étapes suivantes|comme suit|"
    r"procéder)\b[^.]*:?\s*$",
    re.IGNORECASE,
)
_MOST = 12
_MOST_ABOVE = 4
_LONGEST = 400


def is_warning(text: str) -> bool:
    """True for a line that opens with ``Warning:``, ``Attention :`` and the like."""
    return _WARNING.match(text) is not None


def stands_before(title: str) -> bool:
    """True for the title of a section that is read before work begins: safety, tools, conditions."""
    return bool(_BEFORE.search(title)) and not _PARTS_ONLY.search(title) and not _names_work(title)


def _names_work(title: str) -> bool:
    """True for ``How to lock out``: a title that says what is done says nothing that stands before it."""
    return bool(re.search(r"\b(?:how to|procedure|comment|mode opératoire)\b", title, re.IGNORECASE))


def notes_of(procedure: Procedure, others: Sequence[Procedure], lines: Sequence[Line]) -> tuple[Note, ...]:
    """Sections on safety and tools beside a procedure, then the words right above its steps."""
    found: list[Note] = []
    for title, group in _sections(procedure, others, lines):
        found += [Note(line, title) for line in group if not line.is_row or "\n" not in line.text]
    first = procedure.steps[0].lines[0]
    own = [
        line
        for line in lines
        if line.trail == procedure.trail
        and (line.chunk.ordinal, line.start) < (first.chunk.ordinal, first.start)
        and not line.is_row
    ]
    taken = {(line.chunk.id, line.start) for other in others for step in other.steps for line in step.lines}
    for line in own[-_MOST_ABOVE:]:
        end = first.start if line.chunk is first.chunk and line.end > first.start else line.end
        text = line.chunk.text[line.body : end].strip()
        if text and (line.chunk.id, line.start) not in taken and not _OPENS_STEPS.search(text):
            found.append(Note(_until(line, end)))
    return tuple(note for note in found if len(note.line.text) <= _LONGEST)[:_MOST]


def _until(line: Line, end: int) -> Line:
    text = line.chunk.text[line.start : end].rstrip()
    return Line(line.chunk, line.start, line.start + len(text), line.body, line.trail, line.mark)


def _sections(
    procedure: Procedure, others: Sequence[Procedure], lines: Sequence[Line]
) -> list[tuple[str, list[Line]]]:
    """Sections on safety and the like beside or above a procedure: of one title the nearest before it."""
    at = procedure.steps[0].lines[0].chunk.ordinal
    found: dict[str, list[Line]] = {}
    for group in by_trail(lines):
        trail = group[0].trail
        beside = trail and trail != procedure.trail and trail[:-1] == procedure.trail[: len(trail) - 1]
        if not beside or not stands_before(trail[-1]):
            continue
        if group[0].chunk.ordinal < at or len(others) == 1:
            title = re.sub(r"^[\d.]+\s+", "", trail[-1])
            found[title] = group if group[0].chunk.ordinal < at or title not in found else found[title]
    return list(found.items())
