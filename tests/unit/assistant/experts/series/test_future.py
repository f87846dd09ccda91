"""Questions about the time to come: what is understood, and what is answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import numpy as np
import pandas as pd
import pytest

from assistant.experts.series.expert import SeriesExpert
from assistant.experts.series.future_words import find_future
from assistant.records import Evidence, Finding, Question

from .conftest import EVERYTHING, FakeKnowledge

Ask = Callable[..., Question]
HOUR, DAY = 3600.0, 86_400.0


@pytest.mark.parametrize(
    ("text", "seconds", "ask"),
    [
        ("forecast the bearing temperature for the next 24 hours", 24 * HOUR, "value"),
        ("Predict the flow over the next week", 7 * DAY, "value"),
        ("What will the pressure be in two hours?", 2 * HOUR, "value"),
        ("When will the vibration reach 7.1 mm/s?", None, "time"),
        ("Will the temperature exceed 80 °C within 3 days?", 3 * DAY, "yes_no"),
        ("How long until the vibration hits 7.1 mm/s?", None, "time"),
        ("quand la vibration de P-101 atteindra-t-elle 7 mm/s ?", None, "time"),
        ("Prévois la température du palier pour les 24 prochaines heures", 24 * HOUR, "value"),
        ("Quelle sera la pression dans deux heures ?", 2 * HOUR, "value"),
        ("La pression dépassera-t-elle 5 bar d'ici 2 jours ?", 2 * DAY, "yes_no"),
        ("Prévision du débit pour la semaine prochaine", 7 * DAY, "value"),
        ("Quelle sera la vibration demain ?", DAY, "value"),
        ("time left before the pressure reaches 7 bar", None, "time"),
        ("combien d'heures avant que la pression soit à 7 bar", None, "time"),
        ("quand la pression va toucher 7 bar ?", None, "time"),
        ("expected pressure 12 h from now", 12 * HOUR, "value"),
        ("prévision de la pression à +6 h", 6 * HOUR, "value"),
        ("prévois la pression à 12 heures", 12 * HOUR, "value"),
        ("what will the flow be after 3 more hours", 3 * HOUR, "value"),
        ("la température va-t-elle dépasser 80 °C dans les 6 prochaines heures ?", 6 * HOUR, "yes_no"),
    ],
)
def test_what_is_asked_and_how_far_ahead(text, seconds, ask) -> None:
    found = find_future(text)
    assert found is not None
    assert (found.seconds, found.ask) == (seconds, ask)
    assert len(found.text) == len(text)


def test_a_horizon_after_the_sensor_leaves_the_sensor() -> None:
    found = find_future("prévois la pression à 12 heures")
    assert found is not None
    assert "pression" in found.text
    assert "12" not in found.text


def test_nouns_that_look_like_a_future_are_none() -> None:
    assert find_future("the opera camera of the extra line") is None


def test_a_horizon_in_readings() -> None:
    found = find_future("forecast the flow for the next 48 readings")
    assert found is not None
    assert (found.readings, found.seconds) == (48, None)


@pytest.mark.parametrize(
    "text",
    [
        "What was the mean flow on 5 March?",
        "When did the vibration first exceed 7 mm/s?",
        "Quand la vibration a-t-elle dépassé 7 mm/s ?",
        "Is predictive maintenance done on P-101?",
        "Quelle maintenance est prévue en mars ?",
        "How long was the pump off?",
        "For how long was the power above 250 on 2 March?",
    ],
)
def test_the_past_is_no_future(text) -> None:
    assert find_future(text) is None


@pytest.fixture(scope="module")
def plant(tmp_path_factory) -> SeriesExpert:
    """1,200 readings of a rising vibration and a daily temperature, one in ten minutes."""
    from .conftest import Folder

    knowledge = FakeKnowledge(Folder(tmp_path_factory.mktemp("logs")))
    rng, at = np.random.default_rng(0), np.arange(1200)
    frame = pd.DataFrame(
        {
            "VT-101 vibration [mm/s]": 2.5 + 0.003 * at + 0.05 * rng.normal(size=1200),
            "TT-101 bearing temperature [°C]": 55
            + 4 * np.sin(2 * np.pi * at / 144)
            + 0.2 * rng.normal(size=1200),
        },
        index=pd.date_range("2024-05-01", periods=1200, freq="10min"),
    )
    units = {"VT-101 vibration [mm/s]": "mm/s", "TT-101 bearing temperature [°C]": "°C"}
    knowledge.add_log("plant/vib/p101.csv", frame, units=units, equipment=("P-101",))
    return SeriesExpert(knowledge)


def find(expert: SeriesExpert, question: Question) -> Finding:
    assert expert.affinity(question, EVERYTHING) >= 0.6, question.text
    return expert.find(question, EVERYTHING)


def told(expert: SeriesExpert, question: Question) -> Evidence:
    finding = find(expert, question)
    assert finding.evidence, finding.refusal
    return finding.evidence[0]


def test_the_value_to_come_with_the_window_it_is_from(plant, ask: Ask) -> None:
    found = told(plant, ask("Forecast the bearing temperature of P-101 for the next 24 hours"))
    truth = 55 + 4 * np.sin(2 * np.pi * 1343 / 144)
    assert float(found.values[0]) == pytest.approx(truth, abs=0.6)
    assert found.statement is not None
    assert "°C is forecast for TT-101 bearing temperature" in found.statement
    assert "on 10 May 2024 at 07:50, with a 90 % interval from" in found.statement
    assert "the mean error was" in found.statement
    assert ", that of the value a season ago 0." in found.statement
    assert (found.start, found.end) == (datetime(2024, 5, 1), datetime(2024, 5, 9, 7, 50))
    assert found.sensor == "TT-101 bearing temperature [°C]"
    assert found.rows is not None
    assert found.rows.columns == ("sensor", "time", "forecast", "low", "high")
    assert found.rows.total == 144
    assert found.sql is not None


def test_a_long_horizon_is_told_to_be_of_means(knowledge: FakeKnowledge, ask: Ask) -> None:
    expert = SeriesExpert(knowledge)
    found = told(expert, ask("Prévois TT-105A pour les 15 prochaines heures", "fr"))
    assert "Chaque valeur prévue est la moyenne de 3 mesures." in found.caveats
    found = told(expert, ask("Forecast TT-105A for the next 4 hours"))
    assert not any("mean of" in caveat for caveat in found.caveats)


def test_several_sensors_have_their_rows_each(plant, ask: Ask) -> None:
    found = told(
        plant, ask("Forecast the vibration and the bearing temperature of P-101 for the next 6 hours")
    )
    assert found.rows is not None
    assert found.rows.total == 2 * 36
    assert {row[0] for row in found.rows.values} == {
        "VT-101 vibration [mm/s]",
        "TT-101 bearing temperature [°C]",
    }


def test_when_a_limit_will_be_reached_in_french(plant, ask: Ask) -> None:
    question = ask("Quand la vibration de P-101 atteindra-t-elle 6,4 mm/s ?", language="fr")
    statement = told(plant, question).statement
    assert statement is not None
    assert statement.startswith("Le 9 mai 2024 à ") or statement.startswith("Le 10 mai 2024 à ")
    assert "devrait atteindre 6,4 mm/s, avec un intervalle à 90 % du " in statement


def test_whether_a_limit_will_be_passed(plant, ask: Ask) -> None:
    yes = told(plant, ask("Will the vibration of P-101 exceed 6.3 mm/s within 24 hours?")).statement
    no = told(plant, ask("Will the bearing temperature of P-101 exceed 80 °C within 6 hours?")).statement
    assert yes is not None
    assert yes.startswith("Yes: ")
    assert no is not None
    assert no.startswith("No, not by 9 May 2024 at 13:50: ")


def test_a_limit_that_is_passed_already(plant, ask: Ask) -> None:
    statement = told(plant, ask("When will the vibration of P-101 exceed 4 mm/s?")).statement
    assert statement is not None
    assert statement.startswith("Already reached: ")


def test_a_moment_after_the_log(plant, ask: Ask) -> None:
    found = told(plant, ask("What will the vibration of P-101 be on 9 May 2024 at 20:00?"))
    assert found.statement is not None
    assert "on 9 May 2024 at 20:00" in found.statement
    assert float(found.values[0]) == pytest.approx(2.5 + 0.003 * 1272, abs=0.25)


def test_too_far_and_no_such_sensor_are_refused(plant, ask: Ask) -> None:
    far = find(plant, ask("Forecast the vibration of P-101 over the next month"))
    assert far.refusal is not None
    assert "2 d 2 h ahead is the longest horizon" in far.refusal
    absurd = find(plant, ask(f"Forecast the vibration of P-101 for the next {'9' * 400} weeks"))
    assert absurd.refusal is not None
    none = find(plant, ask("Predict the oil pressure of P-101 for the next 6 hours"))
    assert none.refusal is not None
    assert "no sensor “oil pressure”" in none.refusal


def test_the_past_is_answered_as_before(plant, ask: Ask) -> None:
    found = told(plant, ask("When did the vibration of P-101 first exceed 5 mm/s?"))
    assert found.statement is not None
    assert "is the first of" in found.statement
