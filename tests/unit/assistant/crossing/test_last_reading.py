"""What a sensor reads now is the last reading of its log, with its time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from assistant.crossing.last_reading import LastReadings, asked_now
from assistant.experts.series.last import LastReading
from assistant.experts.series.names import describe
from assistant.records import Question
from retrieval.records import Language, Scope, Sensor, SeriesRef

_END = datetime(2031, 5, 1, 3, 19)


def _readings(tag: str, scope: Scope) -> Sequence[LastReading]:
    sensors = (Sensor(name="VT-8 vibration", unit="mm/s"), Sensor(name="TT-9 bearing temp", unit="°C"))
    log = describe(
        SeriesRef(
            id="1", source="plant/log.csv", name="log", sensors=sensors, start=datetime(2031, 5, 1), end=_END,
            row_count=200, step_seconds=60.0, parquet="",
        )
    )  # fmt: skip
    found = [
        LastReading(log=log, sensor=sensor, tag=own, moment=_END, value=value, sql="SELECT 1")
        for sensor, own, value in zip(log.measures, ("VT-8", "TT-9"), (1.75, 53.5), strict=True)
    ]
    return [one for one in found if tag in (one.tag, "P-7")]


def _told(text: str, language: Language = "en", scope: Scope | None = None) -> list[str]:
    bridge = LastReadings(readings=_readings).cross(
        Question(text=text, asked=text, language=language), scope or Scope()
    )
    return [] if bridge is None else [reason.statement or "" for reason in bridge.reasons]


@pytest.mark.parametrize(
    "text",
    [
        "current value of VT-8", "What is the latest reading of VT-8?", "VT-8 last value", "what is VT-8 now?",
        "whats VT-8 at right now", "what does VT-8 read?", "dernière valeur de VT-8", "dernier relevé du VT-8 ?",
        "quelle est la dernière mesure de VT-8 ?", "valeur actuelle de VT-8", "combien affiche VT-8 ?",
        "à combien est VT-8 maintenant ?", "VT-8 en ce moment",
    ],
)  # fmt: skip
def test_the_last_reading_is_asked_for(text: str) -> None:
    assert asked_now(text) == ("VT-8", "")


@pytest.mark.parametrize(
    "text",
    [
        "last calibration of VT-8", "what was the last value of VT-8 on 12 May 2031?", "what does VT-8 mean?",
        "mean value of VT-8", "last alarm of VT-8", "dernier étalonnage de VT-8", "current of VT-8 and TT-9",
        "last reading", "quelle est la valeur limite de VT-8 ?", "work orders of VT-8 now", "current limit of VT-8",
    ],
)  # fmt: skip
def test_other_questions_are_left(text: str) -> None:
    assert asked_now(text) is None


def test_the_reading_is_told_with_its_time() -> None:
    assert _told("last reading of VT-8") == [
        "VT-8 vibration last read 1.75 mm/s on 1 May 2031 at 03:19 (log.csv)."
    ]
    assert _told("dernière mesure de VT-8", "fr") == [
        "VT-8 vibration : dernière mesure 1,75 mm/s le 1er mai 2031 à 03:19 (log.csv)."
    ]


def test_a_machine_has_those_of_its_sensors_and_an_unknown_tag_none() -> None:
    assert len(_told("latest readings of P-7")) == 2
    assert _told("last reading of LT-99") == []


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("What is the vibration of P-7 now?", "en", "VT-8 vibration last read"),
        ("latest bearing temperature of the pump P-7", "en", "TT-9 bearing temp last read"),
        ("température palier P-7 actuelle", "fr", "TT-9 bearing temp : dernière mesure"),
        ("quelle est la vibration actuelle de la pompe P-7 ?", "fr", "VT-8 vibration : dernière mesure"),
    ],
)
def test_a_quantity_of_a_machine_is_read_by_its_sensor(text: str, language: Language, told: str) -> None:
    (said,) = _told(text, language)
    assert said.startswith(told)


def test_a_quantity_that_no_sensor_reads_is_left() -> None:
    for text in (
        "What is the flow of P-7 now?",
        "current vibration limit of P-7",
        "last vibration alarm of P-7",
    ):
        assert _told(text) == [], text


def test_a_period_that_is_set_is_the_series_experts() -> None:
    assert _told("last reading of VT-8", scope=Scope(until=datetime(2031, 4, 1))) == []


def test_a_quantity_in_its_unit_is_that_quantity() -> None:
    assert asked_now("combien de bars au refoulement de P-7 ?") == ("P-7", "refoulement pressure")
    assert asked_now("how many degrees at the bearing of P-7") == ("P-7", "bearing temperature")
    assert asked_now("combien de roulements sur P-7 ?") is None
    assert _told("how many degrees at the bearing of P-7 now") == [
        "TT-9 bearing temp last read 53.5 °C on 1 May 2031 at 03:19 (log.csv)."
    ]


def test_the_motor_of_a_machine_reads_for_it() -> None:
    asked = Question(text="bearing temp of M-7 now", asked="bearing temp of M-7 now", language="en")
    assert LastReadings(readings=_readings).cross(asked, Scope()) is None
    bridge = LastReadings(readings=_readings, known=lambda: frozenset({"P-7", "P-8"})).cross(asked, Scope())
    assert bridge is not None
    assert "53.5 °C" in (bridge.reasons[0].statement or "")
