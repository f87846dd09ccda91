"""Decisions as a tidy table: one row a decision, one column a quantity. Knows columns, no statistics."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from assistant.study.records import Decision

COLUMNS = (
    "study", "participant", "language", "position", "case", "condition", "format", "truth", "advice",
    "advice_right", "advice_shown", "initial", "initial_correct", "initial_agrees", "initial_confidence",
    "initial_seconds", "final", "correct", "followed", "delegated", "confidence", "seconds", "interrupted",
)  # fmt: skip
_FORMULA = ("=", "+", "@", "\t", "\r")


def decisions_csv(name: str, decisions: Sequence[Decision]) -> str:
    """The table as CSV; attributes follow as columns ``attribute_ID``. True is 1, what is absent is empty."""
    attributes = sorted({key for one in decisions for key in one.attributes})
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*COLUMNS, *(f"attribute_{key}" for key in attributes)])
    for one in decisions:
        writer.writerow([_cell(value) for value in _row(name, one)] + [
            _cell(one.attributes.get(key)) for key in attributes
        ])  # fmt: skip
    return text.getvalue()


def _row(name: str, one: Decision) -> list[object]:
    return [
        name, one.participant, one.language, one.position, one.case, one.condition, one.format, one.truth,
        one.advice, one.advice_right, one.shown, one.initial, one.initial_correct, one.initial_agrees,
        one.initial_confidence, one.initial_seconds, one.final, one.correct, one.followed, one.delegated,
        one.confidence, one.seconds, one.interrupted,
    ]  # fmt: skip


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float):
        return f"{value:.3f}"
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
