"""What the sensors showed when something befell a machine, whose time stands in a log alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from assistant.crossing.bridge import Bridge
from assistant.crossing.event_moment import EventMoment
from assistant.crossing.sensors_then import SensorsThen
from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.equipment_signals import Signals
from assistant.experts.series.names import describe
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Language, Scope, Sensor, SeriesRef

from .mill import MillLibrary, Sheet, question

START = datetime(2031, 5, 23, 10)
_STEP = 60


def _signals(source: str, *sensors: Sensor) -> Signals:
    ref = SeriesRef(
        id=source, source=source, name="log", sensors=sensors, start=START, end=datetime(2031, 5, 23, 15, 59),
        row_count=360, step_seconds=60.0, parquet="",
    )  # fmt: skip
    return Signals(log=ref, sensors=tuple(describe(ref).measures))


MACHINE = _signals("mill/saw.csv", Sensor(name="VB12 vibration", unit="mm/s"), Sensor(name="LT12 blade load"))
MAST = _signals(
    "mill/mast.csv", Sensor(name="Wind speed 10 m", unit="m/s"), Sensor(name="Relative humidity", unit="%")
)


def _readings(signals: Signals) -> SensorLog:
    first = int(np.datetime64(START, "us").astype(np.int64))
    values = np.full((360, 2), 4.0)
    values[200:250, 0] = np.linspace(4.0, 8.9, 50)
    values[250:, 0] = 0.1
    return SensorLog(
        name=signals.log.source,
        times=first + 60_000_000 * np.arange(360),
        row=np.arange(360),
        values=values,
        names=tuple(one.sensor.name for one in signals.sensors),
    )


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> EventMoment:
    folder: Path = tmp_path_factory.mktemp("journal")
    journal = Sheet(
        "journal", "Alarm journal",
        {"time": ("datetime", None), "tag": ("text", None), "state": ("text", None), "note": ("text", None)},
        [
            {"time": datetime(2031, 5, 23, 14, 9), "tag": "SW-30", "state": "ALM", "note": "vibration HH"},
            {"time": datetime(2031, 5, 23, 14, 10), "tag": "SW-30", "state": "TRIP", "note": "SW-30 tripped"},
            {"time": datetime(2031, 5, 23, 14, 12), "tag": "SW-30", "state": "TRIP", "note": "acknowledged"},
            {"time": datetime(2031, 5, 20, 6, 0), "tag": "CV-31", "state": "TRIP", "note": None},
            {"time": datetime(2031, 5, 22, 7, 30), "tag": "CV-31", "state": "TRIP", "note": None},
        ],
    )  # fmt: skip
    tables = TableExpert(FolderTables([journal.write(folder)]))
    return EventMoment(logged_on=tables.logged_on, library=MillLibrary())  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def crossing(events: EventMoment) -> SensorsThen:
    def signals_of(tag: str, scope: Scope) -> Sequence[Signals]:
        del scope
        return {"": [MACHINE, MAST], "SW-30": [MACHINE]}.get(tag, [])

    return SensorsThen(events=events, signals_of=signals_of, readings=_readings)


def _cross(crossing: SensorsThen, text: str, language: Language = "en") -> Bridge | None:
    return crossing.cross(question(text, language), Scope())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What did the other sensors show when SW-30 tripped?", "en"),
        ("When SW-30 tripped, what did all the other sensors do?", "en"),
        ("What were the readings of SW-30 on 23 May 2031 at 14:10?", "en"),
        ("Que montraient les autres capteurs quand SW-30 a déclenché ?", "fr"),
        ("Qu'indiquaient ses capteurs lors du déclenchement de SW-30 ?", "fr"),
    ],
)
def test_the_sensors_of_the_machine_are_told_with_the_hour_before(
    crossing: SensorsThen, text: str, language: Language
) -> None:
    bridge = _cross(crossing, text, language)
    assert bridge is not None
    told = bridge.reasons[0].statement or ""
    assert "14:10" in told
    assert "VB12 vibration" in told
    assert ("4 to 8.9" in told) or ("4 à 8,9" in told)
    assert bridge.reasons[0].source == "mill/saw.csv"
    if "2031" not in text:
        assert "TRIP" in (bridge.reasons[-1].statement or "")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How was the weather when SW-30 tripped?", "en"),
        ("Quel temps faisait-il quand SW-30 a déclenché ?", "fr"),
    ],
)
def test_the_weather_is_read_from_the_logs_that_measure_it(
    crossing: SensorsThen, text: str, language: Language
) -> None:
    bridge = _cross(crossing, text, language)
    assert bridge is not None
    assert [reason.source for reason in bridge.reasons] == ["mill/mast.csv", "site/journal.csv"]
    assert "Relative humidity 4 %" in (bridge.reasons[0].statement or "")


def test_an_event_of_several_times_is_asked_back(crossing: SensorsThen) -> None:
    bridge = _cross(crossing, "What did the other sensors show when CV-31 tripped?")
    assert bridge is not None
    assert "20 May 2031 at 06:00; 22 May 2031 at 07:30" in (bridge.refusal or "")
    last = _cross(crossing, "How was the weather at the last trip of CV-31?")
    assert last is None or last.refusal is not None


def test_what_no_log_covers_or_no_source_dates_is_refused(crossing: SensorsThen) -> None:
    late = _cross(crossing, "How was the weather on 23 May 2031 at 22:00?")
    assert late is not None
    assert "covers 23 May 2031 at 22:00" in (late.refusal or "")
    unknown = _cross(crossing, "How was the weather when XX-99 tripped?")
    assert unknown is not None
    assert "do not say when" in (unknown.refusal or "")


@pytest.mark.parametrize(
    "text",
    [
        "What do the sensors measure?",
        "Which sensors rose before SW-30 tripped?",
        "How is the weather station mounted?",
    ],
)
def test_other_questions_are_left_alone(crossing: SensorsThen, text: str) -> None:
    assert _cross(crossing, text) is None


def test_rows_within_half_an_hour_are_one_event_told_by_the_first(events: EventMoment) -> None:
    found = events.find("SW-30 tripped", "en", Scope())
    assert [at.moment for at in found] == [datetime(2031, 5, 23, 14, 10)]


@pytest.mark.parametrize(
    ("words", "day"),
    [("CV-31 last tripped", 22), ("the first trip of CV-31", 20), ("CV-31 tripped on 22 May 2031", 22)],
)
def test_one_of_several_events_is_told_by_its_day_or_place(events: EventMoment, words: str, day: int) -> None:
    assert [at.moment.day for at in events.find(words, "en", Scope())] == [day]
