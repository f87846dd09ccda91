"""What is not normal, which sensor left first, what came before a stop, and the failure modes that fit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from assistant.experts.series.expert import SeriesExpert
from assistant.records import Evidence, Question
from retrieval.records import Scope

from .conftest import FakeKnowledge, Folder, statement

Ask = Callable[..., Question]


def degrading_pump() -> pd.DataFrame:
    """Twelve days at two minutes: suction falls from the eighth, then vibration rises, on the ninth it stops."""
    times = pd.date_range("2024-06-01", periods=12 * 720, freq="2min")
    rng = np.random.default_rng(0)
    at = np.arange(len(times))
    day = np.sin(2 * np.pi * at / 720)
    falls = np.clip((at - 5200) / 700, 0, 1)
    rises = np.clip((at - 5550) / 400, 0, 1)
    running = (at < 6100) | (at >= 6400)
    noise = rng.normal(size=(len(times), 4))
    return pd.DataFrame(
        {
            "PT-102A suction pressure [barg]": 0.40 + 0.02 * day - 0.3 * falls * running + 0.01 * noise[:, 0],
            "VT-108A NDE vibration [mm/s]": np.where(running, 2.0 + 1.5 * rises * (at < 6100), 0.1)
            + 0.05 * noise[:, 1],
            "TT-105A DE bearing temp [°C]": 50 + 2 * day + 0.3 * noise[:, 2],
            "IT-109A motor current [A]": np.where(running, 210 + noise[:, 3], 0.0),
        },
        index=times,
    )


@pytest.fixture
def expert(tmp_path) -> SeriesExpert:
    known = FakeKnowledge(Folder(tmp_path))
    known.add_log("logs/pump.csv", degrading_pump())
    tags = ["PT-102A", "VT-108A", "TT-105A", "IT-109A"]
    known.add_table("register.csv", pd.DataFrame({"Tag": tags, "Equipment": ["P-101A"] * 4}))
    fmea = {
        "Equipment": ["P-101A/B", "P-101A/B", "C-201"],
        "Component": ["Impeller", "Coupling", "Impeller"],
        "Failure mode": ["Cavitation erosion", "Wear", "Fouling"],
        "Cause": ["Choked suction strainer", "Age", "Dirty suction"],
        "Current control": ["PT-102 low alarm", "Visual", "PT-102"],
    }
    known.add_table("fmea.csv", pd.DataFrame(fmea))
    return SeriesExpert(known)


def found(expert: SeriesExpert, question: Question) -> tuple[Evidence, ...]:
    finding = expert.find(question, Scope())
    assert finding.evidence, finding.refusal
    return finding.evidence


def test_what_came_before_the_trip(expert, ask: Ask) -> None:
    told = statement(expert, ask("what happened before the trip of P-101A?"))
    assert told.startswith("Before the stop on 9 June 2024 at 11:20")
    assert "PT-102A suction pressure low" in told
    assert "PT-102A suction pressure (logs/pump.csv) was the first" in told
    assert "on 8 June 2024 at" in told


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (
            "quel capteur a dérivé en premier ?",
            "fr",
            "PT-102A suction pressure (logs/pump.csv) a dérivé en premier",
        ),
        (
            "which sensor of P-101A drifted first?",
            "en",
            "PT-102A suction pressure (logs/pump.csv) was the first",
        ),
    ],
)
def test_which_sensor_left_first(expert, ask: Ask, text: str, language: str, words: str) -> None:
    assert statement(expert, ask(text, language)).startswith(words)


def test_anything_abnormal_names_sensors_sizes_and_the_normal_time(expert, ask: Ask) -> None:
    pieces = found(expert, ask("is anything abnormal on P-101A's sensors on 9 June 2024?"))
    told = pieces[0].statement
    assert told is not None
    assert told.startswith("Yes: ")
    assert "usually" in told
    assert "share" in told
    assert "Compared with what is usual from 1 June 2024 at 00:00" in told


def test_a_calm_time_is_called_calm(expert, ask: Ask) -> None:
    told = statement(
        expert, ask("is anything abnormal on P-101A's sensors on 7 June 2024 between 00:00 and 00:40?")
    )
    assert told.startswith("No. ")


def test_the_failure_mode_that_names_the_signal_is_told_with_its_row(expert, ask: Ask) -> None:
    pieces = found(expert, ask("what happened before the trip of P-101A?"))
    fmea = next(piece for piece in pieces if piece.kind == "table")
    assert fmea.source == "fmea.csv"
    assert fmea.statement is not None
    assert "Impeller, Cavitation erosion, cause: Choked suction strainer (PT-102A, suction)" in fmea.statement
    assert "Fouling" not in fmea.statement
    assert "Wear" not in fmea.statement
    assert fmea.rows is not None
    assert fmea.rows.row_numbers == (0,)
    assert fmea.score < pieces[0].score


def test_another_drift_is_still_a_trend(expert, ask: Ask) -> None:
    told = statement(expert, ask("drift per day of the DE bearing temp of P-101A in the pump log"))
    assert "trend per day" in told


def leaking_pump() -> pd.DataFrame:
    """Two days at a minute: all follow the load, the pressure leaves the others for 100 minutes."""
    times = pd.date_range("2024-06-01", periods=2_880, freq="1min")
    rng = np.random.default_rng(1)
    load = 60 + 10 * np.sin(np.arange(2_880) / 76) + rng.normal(size=2_880)
    pressure = 2 + 0.05 * load + 0.05 * rng.normal(size=2_880)
    pressure[2_000:2_100] -= 0.9
    flow = 0.8 * load + 0.8 * rng.normal(size=2_880)
    flow[2_050:2_060] = np.nan
    return pd.DataFrame({"pressure [bar]": pressure, "load [%]": load, "flow [m3/h]": flow}, index=times)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("what is abnormal?", "en", ("no longer in step with the others", "as the others let expect")),
        ("qu'est-ce qui est anormal ?", "fr", ("ne suit plus les autres", "d'après les autres")),
    ],
)
def test_what_left_the_others_is_compared_with_them(tmp_path, ask: Ask, text, language, words) -> None:
    known = FakeKnowledge(Folder(tmp_path))
    known.add_log("logs/leak.csv", leaking_pump())
    told = statement(SeriesExpert(known), ask(text, language=language))
    strongest = told.split(";")[0]
    assert all(one in strongest for one in words), told
    assert "09:20" in strongest
    assert "above" not in strongest


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("which sensor is no longer consistent with the others?", "en"),
        ("which sensor is out of step?", "en"),
        ("quel capteur ne suit plus les autres ?", "fr"),
    ],
)
def test_a_sensor_that_left_the_others_is_asked_for(tmp_path, ask: Ask, text, language) -> None:
    known = FakeKnowledge(Folder(tmp_path))
    known.add_log("logs/leak.csv", leaking_pump())
    told = statement(SeriesExpert(known), ask(text, language=language))
    assert "pressure" in told.split(";")[0]
    assert "sensors in" not in told
