"""What an engineer said of a statement of a report, and what it was about. Knows no store and no sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, get_args

from assistant.contract import Json
from assistant.errors import AssistantError

Verdict = Literal["accept", "reject", "correct"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
TargetKind = Literal["mode", "course", "step"]
LONGEST_NOTE = 2_000
_GREATEST = 1e9


class BadFeedback(AssistantError):
    """Feedback that says nothing, or on what is not there; the message says what mends it."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words of a source that a statement rests on."""

    source: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What feedback may be given on.

    Attributes:
        id: The same in every report, as long as the words that it rests on are the same.
        title: What it is called where feedback on it is told.
        evidence: What it rests on; the first is what it is about.
    """

    id: str
    kind: TargetKind
    title: str
    evidence: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What an engineer said.

    Attributes:
        equipment: Normalised tag of the report.
        hours, cost: What they say it takes; None where they say nothing. Cost is in the sources' currency.
    """

    id: str
    equipment: str
    target: Target
    verdict: Verdict
    note: str = ""
    hours: float | None = None
    cost: float | None = None
    at: datetime


class Words(Protocol):
    """Words of a source: evidence, or a citation of it."""

    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def quote(self) -> str: ...  # noqa: D102


def target_of(kind: TargetKind, title: str, evidence: Sequence[Words], *, about: str = "") -> Target:
    """The target that rests on evidence.

    Args:
        about: Words that tell it from others; those of its first evidence where empty.
    """
    words = about or (evidence[0].quote if evidence else title)
    digest = hashlib.sha256(f"{kind}\n{' '.join(words.split())}".encode()).hexdigest()[:8]
    quoted = tuple(dict.fromkeys(Quoted(source=one.source, quote=one.quote) for one in evidence))
    return Target(id=f"{kind}-{digest}", kind=kind, title=title, evidence=quoted)


def check_feedback(verdict: str, *, note: str, hours: float | None, cost: float | None) -> Verdict:
    """The verdict.

    Raises:
        BadFeedback: There is none such, a figure is none, or a correction corrects nothing.
    """
    found = next((one for one in VERDICTS if one == verdict), None)
    if found is None:
        raise BadFeedback(f"no verdict {verdict[:40]!r}: one of {', '.join(VERDICTS)}")
    if len(note) > LONGEST_NOTE:
        raise BadFeedback(f"the note has {len(note)} characters; {LONGEST_NOTE} are the most")
    for name, value in (("hours", hours), ("cost", cost)):
        if value is not None and not 0 <= value <= _GREATEST:
            raise BadFeedback(f"{name} {value:g}: a number from 0 to {_GREATEST:g}")
    if found == "correct" and not note.strip() and hours is None and cost is None:
        raise BadFeedback("a correction needs a note, hours or a cost")
    return found


def target_json(target: Target) -> Json:
    """A target as programs read it."""
    return {
        "id": target.id,
        "kind": target.kind,
        "title": target.title,
        "evidence": [{"source": one.source, "quote": one.quote} for one in target.evidence],
    }


def feedback_json(one: Feedback) -> Json:
    """Feedback as programs read it."""
    return {
        "object": "report.feedback",
        "id": one.id,
        "equipment": one.equipment,
        "target": target_json(one.target),
        "verdict": one.verdict,
        "note": one.note,
        "hours": one.hours,
        "cost": one.cost,
        "at": one.at.isoformat(),
    }


def read_target(body: object) -> Target | None:
    """A target from JSON; None where it is none."""
    if not isinstance(body, dict):
        return None
    kind = next((one for one in get_args(TargetKind) if one == body.get("kind")), None)
    quoted = body.get("evidence")
    if kind is None or not isinstance(quoted, list):
        return None
    try:
        evidence = tuple(Quoted(source=str(one["source"]), quote=str(one["quote"])) for one in quoted)
        return Target(id=str(body["id"]), kind=kind, title=str(body["title"]), evidence=evidence)
    except (KeyError, TypeError):
        return None


def read_feedback(body: object) -> Feedback | None:
    """Feedback from JSON; None where it is none."""
    if not isinstance(body, dict):
        return None
    target = read_target(body.get("target"))
    verdict = next((one for one in VERDICTS if one == body.get("verdict")), None)
    if target is None or verdict is None:
        return None
    try:
        return Feedback(
            id=str(body["id"]),
            equipment=str(body["equipment"]),
            target=target,
            verdict=verdict,
            note=str(body.get("note") or ""),
            hours=_figure(body.get("hours")),
            cost=_figure(body.get("cost")),
            at=datetime.fromisoformat(str(body["at"])),
        )
    except (KeyError, ValueError):
        return None


def _figure(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
