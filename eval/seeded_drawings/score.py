"""Match findings with planted errors: precision, recall, place. Knows not how either is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reports.drawing.finding import Finding
from eval.seeded_drawings.build import SCAN_DPI
from eval.seeded_drawings.canvas import HEIGHT
from eval.seeded_drawings.sheet import Format, Planted
from retrieval.records import Box

_NEAR = 15.0
"""Millimetres that a region may be off: the crookedness of a scan, the length of a text."""
_MM = {"pdf": 25.4 / 72, "scan": 25.4 / SCAN_DPI}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One drawing's findings against its truth.

    Attributes:
        told: For each planted error whether a finding tells it.
        true, false: Findings that tell a planted error, and the others; remarks are not counted.
        placed: For each told error with a place whether the finding's region holds it.
        extra: The false findings, for people.
    """

    told: tuple[bool, ...]
    true: int
    false: int
    placed: tuple[bool, ...]
    extra: tuple[str, ...]


def match(planted: Sequence[Planted], findings: Sequence[Finding], format_: Format) -> Outcome:
    """A finding tells an error where its rule may and it names what the error is about."""
    counted = [finding for finding in findings if finding.severity != "info"]
    right: set[int] = set()
    told, placed = [], []
    for error in planted:
        hits = [i for i, finding in enumerate(counted) if tells(finding, error)]
        right |= set(hits)
        told.append(bool(hits))
        if hits and error.place is not None:
            placed.append(any(_holds(counted[i].region, error.place, format_) for i in hits))
    extra = [finding for i, finding in enumerate(counted) if i not in right]
    return Outcome(
        told=tuple(told), true=len(right), false=len(extra), placed=tuple(placed),
        extra=tuple(f"{finding.rule}: {finding.reason}" for finding in extra),
    )  # fmt: skip


def tells(finding: Finding, error: Planted) -> bool:
    """Whether a finding is about a planted error."""
    if finding.rule not in error.rules:
        return False
    return not error.key or _bare(error.key) in _bare(f"{finding.subject} {finding.reason}")


def _bare(text: str) -> str:
    return re.sub(r"[\s_-]", "", text).casefold().replace(",", ".")


def _holds(region: Box | None, place: tuple[float, float], format_: Format) -> bool:
    if region is None:
        return False
    x0, y0, x1, y1 = region
    if format_ != "dxf":
        factor = _MM[format_]
        x0, x1 = x0 * factor, x1 * factor
        y0, y1 = HEIGHT - y1 * factor, HEIGHT - y0 * factor
    return x0 - _NEAR <= place[0] <= x1 + _NEAR and y0 - _NEAR <= place[1] <= y1 + _NEAR


def precision_recall(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Over all drawings together; 1 where nothing was found, and where nothing was planted."""
    true, false = sum(o.true for o in outcomes), sum(o.false for o in outcomes)
    told = [hit for o in outcomes for hit in o.told]
    return true / (true + false) if true + false else 1.0, sum(told) / len(told) if told else 1.0
