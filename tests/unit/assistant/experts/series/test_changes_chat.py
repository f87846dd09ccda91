"""When the level of a sensor changed, asked in words: the time first, and how sure it is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from assistant.experts.series.expert import SeriesExpert
from assistant.records import Question
from retrieval.records import Scope

from .conftest import FakeKnowledge, Folder, statement

Ask = Callable[..., Question]


@pytest.fixture
def expert(tmp_path) -> SeriesExpert:
    """Ten days at ten minutes: the pressure falls by 2 on the seventh at noon, the flow never changes."""
    times = pd.date_range("2024-06-01", periods=10 * 144, freq="10min")
    rng = np.random.default_rng(0)
    pressure = 8.0 - 2.0 * (times >= "2024-06-07 12:00") + 0.2 * rng.normal(size=len(times))
    known = FakeKnowledge(Folder(tmp_path))
    known.add_log(
        "logs/pump.csv",
        pd.DataFrame(
            {
                "PT-101 discharge pressure [bar]": pressure,
                "FT-110 flow [m3/h]": 100 + rng.normal(size=len(times)),
            },
            index=times,
        ),
        units={"PT-101 discharge pressure [bar]": "bar", "FT-110 flow [m3/h]": "m3/h"},
    )
    return SeriesExpert(known)


@pytest.mark.parametrize(
    "text",
    [
        "When did the level of the discharge pressure change?",
        "when did PT-101 change level",
        "Are there change-points in the discharge pressure?",
        "Has the level of PT-101 changed?",
        "since when has the level of the discharge pressure changed?",
    ],
)
def test_the_time_the_size_and_how_long(expert: SeriesExpert, ask: Ask, text: str) -> None:
    told = statement(expert, ask(text))
    assert "on 7 June 2024 at 12:00" in told.casefold().replace("june", "June")
    assert "went from 8." in told or "went from 7.9" in told
    assert "bar to 5.9" in told or "bar to 6." in told
    assert "for good as far as the log goes" in told


@pytest.mark.parametrize(
    "text",
    [
        "When did the pressure drop?",
        "When did the discharge pressure fall?",
        "At what time did PT-101 start to drop in logs/pump.csv?",
    ],
)
def test_when_it_fell(expert: SeriesExpert, ask: Ask, text: str) -> None:
    told = statement(expert, ask(text))
    assert told.startswith("On 7 June 2024 at 12:00")
    assert "went from" in told


def test_a_fall_is_no_rise(expert: SeriesExpert, ask: Ask) -> None:
    assert statement(expert, ask("When did the discharge pressure rise?")).startswith("No lasting change")
    french = ask("Quand la pression de refoulement a-t-elle chuté ?", language="fr")
    assert statement(expert, french).startswith("Le 7 juin 2024")


@pytest.mark.parametrize(
    "text",
    [
        "Quand le niveau de la pression de refoulement a-t-il changé ?",
        "Quand PT-101 a changé de niveau ?",
        "Y a-t-il une rupture de niveau dans PT-101 ? Un changement durable ?",
        "Depuis quand le niveau de PT-101 a-t-il changé ?",
    ],
)
def test_in_french(expert: SeriesExpert, ask: Ask, text: str) -> None:
    told = statement(expert, ask(text, language="fr"))
    assert "e 7 juin 2024 à 12 h 00" in told or "e 7 juin 2024 à 12:00" in told
    assert "est passé de" in told
    assert "durablement jusqu'à la fin" in told


def test_nothing_is_said_of_a_sensor_that_did_not_change(expert: SeriesExpert, ask: Ask) -> None:
    told = statement(expert, ask("When did the level of the flow change?"))
    assert told.startswith("No lasting change of level in FT-110 flow")


def test_of_all_sensors_the_one_that_changed(expert: SeriesExpert, ask: Ask) -> None:
    told = statement(expert, ask("Are there change points in the pump log?"))
    assert "PT-101 discharge pressure" in told
    assert "7 June 2024" in told


@pytest.mark.parametrize(
    "text",
    [
        "How much did the discharge pressure change between 2 June and 4 June?",
        "What is the level of PT-101 on 3 June at 10:00?",
        "Which sensor varied the most?",
    ],
)
def test_other_questions_with_these_words_are_not_taken(expert: SeriesExpert, ask: Ask, text: str) -> None:
    finding = expert.find(ask(text), Scope())
    told = finding.evidence[0].statement if finding.evidence else ""
    assert "lasting change" not in (told or "")
    assert "for good" not in (told or "")
