"""Questions about whether a machine ran, and what its drive tells."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from assistant.crossing.standing import Standing, asked_standing
from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.equipment_signals import Signals
from assistant.experts.series.names import describe
from assistant.records import Question
from retrieval.records import Language, Scope, Sensor, SeriesRef

START = datetime(2025, 5, 1)
MINUTE = 60_000_000


def _signals(*sensors: Sensor) -> Signals:
    ref = SeriesRef(
        id="1", source="plant/log.csv", name="log", sensors=sensors, start=START,
        end=datetime(2025, 5, 1, 3, 19), row_count=200, step_seconds=60.0, parquet="",
    )  # fmt: skip
    measures = tuple(describe(ref).measures)
    return Signals(log=ref, sensors=measures, drives=measures)


def _readings(signals: Signals) -> SensorLog:
    current = np.full((200, 1), 210.0)
    current[30:50] = 0.2
    current[100:110] = 0.0
    first = int(np.datetime64(START, "us").astype(np.int64))
    times = first + MINUTE * np.arange(200)
    return SensorLog(name="log", times=times, row=np.arange(200), values=current, names=("IT7 current",))


def _answer(text: str, *, language: Language = "en", scope: Scope | None = None) -> str | None:
    signals = _signals(Sensor(name="IT7 current", unit="A"))
    standing = Standing(signals_of=lambda tag, scope: [signals] if tag == "P-7" else [], readings=_readings)
    bridge = standing.cross(Question(text=text, asked=text, language=language), scope or Scope())
    return None if bridge is None else bridge.reasons[0].statement


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("When did P-7 stand still?", "stood"),
        ("How long was the pump P-7 stopped in May 2025?", "stood"),
        ("how many times did P-7 stop", "stood"),
        ("how many stops of P-7 in May 2025?", "stood"),
        ("number of shutdowns of the pump P-7", "stood"),
        ("combien d'arrêts de P-7 en mai 2025 ?", "stood"),
        ("nombre d'arrêts de la pompe P-7", "stood"),
        ("For how long has P-7 been down?", "stood"),
        ("Combien de temps la pompe P-7 est-elle restée à l'arrêt ?", "stood"),
        ("Quand P-7 était-elle arrêtée ?", "stood"),
        ("How many hours did P-7 run on 1 May?", "ran"),
        ("Combien d'heures P-7 a-t-elle tourné en mai ?", "ran"),
        ("When was P-7 started again?", "started"),
        ("Quand est-ce que P-7 a redémarré ?", "started"),
        ("Is P-7 running?", "now"),
        ("P-7 tourne-t-elle ?", "now"),
    ],
)
def test_asked_in_many_words(text: str, kind: str) -> None:
    found = asked_standing(text)
    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize(
    "text",
    [
        "When was P-7 stopped for its overhaul?",
        "When was P-7 down for maintenance in May?",
        "Why did P-7 stop?",
        "When did P-7 stop vibrating?",
        "How long was P-7 out of service?",
        "When did P-7 and P-8 stand still?",
        "When must P-7 be stopped?",
        "How many hours did it run?",
        "Is P-7 running hot?",
    ],
)
def test_other_questions_are_left_to_others(text: str) -> None:
    assert asked_standing(text) is None


def test_stops_are_told_with_their_lengths() -> None:
    said = _answer("When did P-7 stand still?")
    assert said is not None
    assert "stood still 2 times, 30 min in all" in said
    assert "from 1 May 2025 at 00:30 to 1 May 2025 at 00:49 (20 min)" in said
    french = _answer("Combien de fois P-7 a été arrêtée ?", language="fr")
    assert french is not None
    assert "2 fois, 30 min en tout" in french


def test_hours_restarts_and_the_last_reading() -> None:
    assert "ran for 2.8 h of the 3.3 h" in str(_answer("How many hours did P-7 run?"))
    assert "1 May 2025 at 00:50, after 20 min of standstill; 1 May 2025 at 01:50, after 10 min" in str(
        _answer("When did P-7 restart?")
    )
    assert "P-7 runs at the last reading, 1 May 2025 at 03:19" in str(_answer("Is P-7 running?"))


def test_a_scope_cuts_the_stops_and_may_leave_none() -> None:
    some = Scope(since=datetime(2025, 5, 1, 0, 40), until=datetime(2025, 5, 1, 1, 20))
    assert "from 1 May 2025 at 00:40 to 1 May 2025 at 00:49 (10 min)" in str(
        _answer("When did P-7 stand still?", scope=some)
    )
    none = Scope(since=datetime(2025, 5, 1, 1), until=datetime(2025, 5, 1, 1, 20))
    assert "did not stand still" in str(_answer("When did P-7 stand still?", scope=none))


def test_a_time_without_running_may_be_a_dead_reading() -> None:
    some = Scope(since=datetime(2025, 5, 1, 0, 32), until=datetime(2025, 5, 1, 0, 40))
    said = _answer("When did P-7 stand still?", scope=some)
    assert said is not None
    assert said.endswith("was near zero throughout: P-7 stood still, or that reading is dead.")


def test_a_standstill_that_goes_on_past_the_time_asked_is_no_restart() -> None:
    some = Scope(since=datetime(2025, 5, 1), until=datetime(2025, 5, 1, 0, 40))
    said = _answer("When did P-7 restart?", scope=some)
    assert said is not None
    assert "stood still once: from 1 May 2025 at 00:30 to 1 May 2025 at 00:40" in said
    assert "started again" not in said


def test_an_equipment_without_a_drive_is_left_to_others() -> None:
    assert _answer("When did P-8 stand still?") is None


def test_no_standstill_is_denied_where_the_drive_fell_far() -> None:
    def told(low: float) -> str | None:
        def readings(signals: Signals) -> SensorLog:
            log = _readings(signals)
            values = np.full((200, 1), 210.0)
            values[150:] = low
            return SensorLog(name="log", times=log.times, row=log.row, values=values, names=log.names)

        signals = _signals(Sensor(name="IT7 current", unit="A"))
        standing = Standing(signals_of=lambda tag, scope: [signals], readings=readings)
        text = "When did P-7 stop?"
        bridge = standing.cross(Question(text=text, asked=text, language="en"), Scope())
        return None if bridge is None else bridge.reasons[0].statement

    assert told(40.0) is None
    assert "did not stand still" in str(told(190.0))


def test_an_instrument_does_not_run() -> None:
    signals = Standing(signals_of=lambda tag, scope: pytest.fail("no log is read"), readings=_readings)
    asked = Question(text="is PDT-104 running?", asked="is PDT-104 running?", language="en")
    assert signals.cross(asked, Scope()) is None
