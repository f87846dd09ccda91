"""Two machines' readings of which one has no sensor: that is said, and nothing else is told for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from assistant.crossing.side_by_side import SideBySide, asked_of_two
from assistant.experts.series.last import LastReading
from assistant.experts.series.names import describe
from assistant.records import Question
from retrieval.records import Language, Scope, Sensor, SeriesRef

_AT = datetime(2031, 5, 1, 3, 19)


def _reading() -> LastReading:
    log = describe(
        SeriesRef(
            id="1", source="plant/log.csv", name="log", sensors=(Sensor(name="VT-7A vibration", unit="mm/s"),),
            start=_AT, end=_AT, row_count=200, step_seconds=60.0, parquet="",
        )
    )  # fmt: skip
    return LastReading(log=log, sensor=log.measures[0], tag="VT-7A", moment=_AT, value=1.7, sql="SELECT 1")


def _told(text: str, having: Sequence[str], language: Language = "en") -> str | None:
    def named(words: str, scope: Scope) -> Sequence[LastReading]:
        return [_reading()] if "vibration" in words and any(tag in words for tag in having) else []

    crossing = SideBySide(named=named)
    bridge = crossing.cross(Question(text=text, asked=text, language=language), Scope())
    return None if bridge is None else bridge.reasons[0].statement


def test_the_machine_without_a_sensor_is_named() -> None:
    assert _told("compare the vibration of P-7A and P-7B", ["P-7A"]) == (
        "No log holds this reading of P-7B, so there is nothing to compare with. "
        "VT-7A vibration (P-7A) last read 1.7 mm/s on 1 May 2031 at 03:19."
    )
    told = _told("P-7B vibre-t-elle plus que P-7A ?", ["P-7A"], "fr")
    assert told is not None
    assert told.startswith("Aucun enregistrement ne contient cette mesure pour P-7B")


def test_both_or_none_are_left_to_others() -> None:
    assert _told("compare the vibration of P-7A and P-7B", ["P-7A", "P-7B"]) is None
    assert _told("compare the vibration of P-7A and P-7B", []) is None


@pytest.mark.parametrize(
    "text",
    [
        "Compare P-7A and P-7B",
        "Compare the vibration failures of P-7A and P-7B",
        "What is the vibration limit of P-7A and P-7B?",
        "Compare the rated power of P-7A and P-7B",
        "Is the vibration of P-7A higher than last month?",
    ],
)
def test_other_questions_are_left(text: str) -> None:
    assert asked_of_two(text) is None
