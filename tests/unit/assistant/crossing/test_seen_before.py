"""Questions whether something was seen before, which stretch they mean, and what is said."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from assistant.crossing.seen_before import SeenBeforeAsked, asked_before
from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.equipment_signals import Signals
from assistant.experts.series.names import describe
from assistant.records import Question
from assistant.seen_before.look import look
from retrieval.records import Scope, Sensor, SeriesRef

NAMES = ("PT-11 Pressure", "FT-12 Flow", "IT-13 Motor current")
START = datetime(2025, 5, 1)


def _question(text: str, before: str = "", language: str = "en") -> Question:
    return Question(text=text, asked=text, before=before, language="fr" if language == "fr" else "en")


@pytest.mark.parametrize(
    "text",
    [
        "Has this happened before on P-101A?",
        "Has this ever happened before on P-101A?",
        "Has anything like this happened before on the pump P-101A?",
        "Have we seen this before on P-101A?",
        "Have we ever seen such an episode on P-101A before?",
        "Was there a similar episode on P-101A?",
        "Were there any similar anomalies before on P-101A?",
        "Has this kind of anomaly occurred before on P-101A?",
        "Has P-101A ever shown anything like this before?",
        "When did something like this last happen on P-101A?",
        "Y a-t-il déjà eu un épisode semblable sur P-101A ?",
        "Y a-t-il déjà eu des épisodes semblables sur la pompe P-101A ?",
        "Est-ce déjà arrivé sur P-101A ?",
        "Est-ce que c'est déjà arrivé sur P-101A ?",
        "Cela s'est-il déjà produit sur P-101A ?",
        "A-t-on déjà vu ça sur P-101A ?",
        "A-t-on déjà vu quelque chose de semblable sur P-101A ?",
        "Est-ce que ça s'est déjà produit sur P-101A ?",
    ],
)
def test_it_is_asked_in_many_ways(text: str) -> None:
    asked = asked_before(_question(text), Scope())
    assert asked is not None
    assert (asked.tag, asked.time) == ("P-101A", "")


@pytest.mark.parametrize(
    "text",
    [
        "Has P-101A been overhauled before?",
        "What happened before the trip of P-101A?",
        "Have the bearings of P-101A been replaced before?",
        "Are P-101A and P-101B similar?",
        "Is there a similar pump to P-101A?",
        "Y a-t-il un plan de P-101A ?",
        "When did P-101A stop?",
        "Has the seal of P-101B leaked before?",
        "Was there a work order on P-101A before May?",
        "Y a-t-il un défaut sur P-101A ?",
        "Is there a problem on P-101A?",
    ],
)
def test_other_questions_are_left_to_others(text: str) -> None:
    assert asked_before(_question(text), Scope()) is None


def test_machine_and_time_come_from_the_question_before() -> None:
    asked = asked_before(
        _question("Has this happened before?", "What was abnormal on P-101A on 17 September 2025?"), Scope()
    )
    assert asked is not None
    assert asked.tag == "P-101A"
    assert "17 september 2025" in asked.time
    assert asked_before(_question("Has this happened before?"), Scope()) is None
    scoped = asked_before(_question("Has this happened before?"), Scope(equipment=("P-101A",)))
    assert scoped is not None


def _answers(
    *leaks: int, text: str, scope: Scope | None = None, language: str = "en", stood: slice | None = None
) -> list[str]:
    values = np.random.default_rng(0).normal(size=(3000, 3)) + np.array([50.0, 10.0, 80.0])
    for at in leaks:
        values[at : at + 60] += [-9.0, 7.0, 0.0]
    if stood is not None:
        values[stood] = [0.0, 0.0, 0.0]
    first = int(np.datetime64(START, "us").astype(np.int64))
    log = SensorLog(
        name="log",
        times=first + 60_000_000 * np.arange(3000),
        row=np.arange(3000),
        values=values,
        names=NAMES,
    )
    ref = SeriesRef(
        id="1", source="plant/log.csv", name="log", sensors=tuple(Sensor(name=name) for name in NAMES),
        start=START, end=log.moment(-1), row_count=3000, step_seconds=60.0, parquet="",
    )  # fmt: skip
    measures = tuple(describe(ref).measures)
    signals = Signals(log=ref, sensors=measures, drives=measures[2:])
    crossing = SeenBeforeAsked(
        signals_of=lambda tag, scope: [signals] if tag == "P-101A" or (not tag and scope.sources) else [],
        readings=lambda _: log,
        look=lambda one, stretch, told: look(
            stretch, source=one.log.source, language="fr" if told == "fr" else "en"
        ),
    )
    bridge = crossing.cross(_question(text, language=language), scope or Scope())
    return [] if bridge is None else [one.statement or "" for one in bridge.reasons]


def test_the_strongest_range_is_looked_up_where_no_time_is_said() -> None:
    said = _answers(500, 2000, text="Has this happened before on P-101A?")
    assert "Seen once elsewhere" in said[0]
    assert "1 May 2025 at 08:" in " ".join(said) or "1 May 2025 at 08:" in said[1]


def test_what_led_to_a_standstill_is_meant_before_what_came_later() -> None:
    said = _answers(500, 2000, text="Has this happened before on P-101A?", stood=slice(560, 900))
    assert "1 May 2025 at 08:" in said[0]


def test_a_time_that_is_said_or_asked_within_is_meant() -> None:
    said = _answers(500, 2000, text="Has this happened before on P-101A on 2 May 2025 from 9:20 to 10:20?")
    assert "2 May 2025 at 09:20 to 2 May 2025 at 10:20" in said[0]
    window = Scope(since=datetime(2025, 5, 2, 9, 20), until=datetime(2025, 5, 2, 10, 19))
    assert (
        "2 May 2025 at 09:20"
        in _answers(500, 2000, text="Has this happened before on P-101A?", scope=window)[0]
    )


def test_a_window_of_a_log_is_meant_where_no_machine_is_named() -> None:
    window = Scope(
        sources=("plant/log.csv",), since=datetime(2025, 5, 2, 9, 20), until=datetime(2025, 5, 2, 10, 19)
    )
    said = _answers(500, 2000, text="Has this been seen before?", scope=window)
    assert "2 May 2025 at 09:20 to 2 May 2025 at 10:19" in said[0]
    assert "Seen once elsewhere" in said[0]


def test_nothing_alike_and_nothing_abnormal_are_answers() -> None:
    said = _answers(2000, text="Y a-t-il déjà eu un épisode semblable sur P-101A ?", language="fr")
    assert "Rien de semblable" in said[0]
    assert "nothing abnormal" in _answers(text="Has this happened before on P-101A?")[0]
    assert _answers(500, text="Has this happened before on P-7?") == []
