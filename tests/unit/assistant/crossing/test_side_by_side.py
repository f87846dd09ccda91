"""Two machines' readings of which one has no sensor: that is said, and nothing else is told for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from assistant.crossing.side_by_side import SideBySide, asked_of_two
from assistant.experts.series.last import LastReading
from assistant.experts.series.moved import Moved
from assistant.experts.series.names import describe
from assistant.experts.series.trend import Stretch
from assistant.records import Evidence, Finding, Question
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

    crossing = SideBySide(named=named, moved=lambda *_: [], signals=lambda *_: Finding())
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


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("compare VT-107A and VT-107B", "VT-107A vibration is usually 2 mm/s"),
        ("correlation between VT-107A and VT-107B", "0.5 is the correlation"),
        ("how are VT-107A and VT-107B related?", "0.5 is the correlation"),
    ],
)
def test_two_sensors_are_told_by_what_they_read_and_how_they_move_together(text: str, first: str) -> None:
    told = Evidence(
        kind="series", source="plant/log.csv", quote="", score=0.9, statement="0.5 is the correlation"
    )
    asked: list[str] = []

    def signals(question: Question, scope: Scope) -> Finding:
        asked.append(question.text)
        return Finding(evidence=(told,))

    crossing = SideBySide(named=lambda *_: [], moved=lambda tag, _: [_usual(tag)], signals=signals)
    bridge = crossing.cross(Question(text=text, asked=text, language="en"), Scope())
    assert bridge is not None
    assert str(bridge.reasons[0].statement).startswith(first)
    assert len(bridge.reasons) == 3
    assert asked == ["correlation of VT-107A and VT-107B"]


@pytest.mark.parametrize(
    "text",
    [
        "compare the mean of VT-107A and VT-107B",
        "by how much is VT-107A higher than VT-107B?",
        "which failures do VT-107A and VT-107B share? compare",
        "what is the delay between VT-107A and VT-107B?",
        "Le r de Pearson entre VT-107A et VT-107B ?",
        "compare VT-107A",
    ],
)
def test_figures_that_are_named_are_left_to_the_series_expert(text: str) -> None:
    crossing = SideBySide(
        named=lambda *_: [], moved=lambda tag, _: [_usual(tag)], signals=lambda *_: Finding()
    )
    assert crossing.cross(Question(text=text, asked=text, language="en"), Scope()) is None


def _usual(tag: str) -> Moved:
    log = describe(
        SeriesRef(
            id="1", source="plant/log.csv", name="log", sensors=(Sensor(name=f"{tag} vibration", unit="mm/s"),),
            start=_AT, end=_AT, row_count=200, step_seconds=60.0, parquet="",
        )
    )  # fmt: skip
    return Moved(
        log=log, sensor=log.measures[0], unit="mm/s", stretches=(Stretch(_AT, _AT, 2.0, 2.0, "level"),),
        stops=(), lowest=1.0, highest=3.0, sql="SELECT 1", usual=(1.0, 1.5, 2.0, 2.5, 3.0),
    )  # fmt: skip
