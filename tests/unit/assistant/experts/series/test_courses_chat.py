"""Trend, cycle, noise and lag asked in words: what is asked first, and no trend where there is none."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from assistant.experts.series.expert import SeriesExpert
from assistant.records import Question

from .conftest import FakeKnowledge, Folder, statement

Ask = Callable[..., Question]


@pytest.fixture
def expert(tmp_path) -> SeriesExpert:
    """Ten days at ten minutes: TT-102 rises, FT-110 swings every 8 h, PT-101 follows it by 50 min."""
    times = pd.date_range("2024-06-01", periods=10 * 144, freq="10min")
    rng = np.random.default_rng(0)
    rows = np.arange(len(times) + 5)
    swing = 3 * np.sin(2 * np.pi * rows / 48) + rng.normal(size=rows.size)
    level = 55 + rng.normal(size=len(times))
    level[700:730] += 9.0
    known = FakeKnowledge(Folder(tmp_path))
    known.add_log(
        "logs/pump.csv",
        pd.DataFrame(
            {
                "FT-110 flow [m3/h]": 100 + swing[5:],
                "PT-101 discharge pressure [bar]": 8 + 0.5 * swing[:-5] + 0.1 * rng.normal(size=len(times)),
                "TT-102 bearing temperature [°C]": 60 + 0.4 * rows[5:] / 144 + rng.normal(size=len(times)),
                "LT-103 tank level [%]": level,
            },
            index=times,
        ),
        units={"TT-102 bearing temperature [°C]": "°C", "LT-103 tank level [%]": "%"},
    )
    return SeriesExpert(known)


@pytest.mark.parametrize(
    ("text", "language", "begins"),
    [
        ("Is TT-102 rising, falling or steady?", "en", "Rising: 0."),
        ("TT-102 est-il en hausse ?", "fr", "En hausse : 0,"),
        ("Does LT-103 have a trend, and which way?", "en", "Steady:"),
        ("Dans quel sens évolue LT-103 à long terme ?", "fr", "Stable :"),
        ("How long is the cycle of FT-110?", "en", "8 h"),
        ("Au bout de combien de temps le motif de FT-110 se répète-t-il ?", "fr", "8 h"),
        ("Is LT-103 cyclic?", "en", "No:"),
        ("PT-101 suit-il un cycle ?", "fr", "Oui : 8 h"),
        ("By how long does PT-101 lag behind FT-110?", "en", "50 min"),
        ("De combien de temps PT-101 est-il en retard sur FT-110 ?", "fr", "50 min"),
        ("Which leads the other, PT-101 or FT-110?", "en", "FT-110"),
        ("Is there a lag between LT-103 and TT-102?", "en", "No lag can be told"),
    ],
)
def test_what_is_asked_comes_first(
    expert: SeriesExpert, ask: Ask, text: str, language: str, begins: str
) -> None:
    assert statement(expert, ask(text, language=language)).startswith(begins)


def test_a_trend_per_day_is_one_number(expert: SeriesExpert, ask: Ask) -> None:
    told = statement(expert, ask("What is the trend of TT-102 per day?"))
    assert float(told.split(" ")[0]) == pytest.approx(0.4, abs=0.05)
    assert "(rising)" in told


@pytest.mark.parametrize("text", ["How noisy is LT-103?", "What is the noise of the tank level?"])
def test_noise_is_told_with_its_unit_and_no_sensor_of_that_name(
    expert: SeriesExpert, ask: Ask, text: str
) -> None:
    told = statement(expert, ask(text))
    assert "% is the noise of LT-103" in told
    assert float(told.split(" ")[0]) == pytest.approx(1.0, abs=0.1)


def test_how_far_a_sensor_was_off_at_its_height(expert: SeriesExpert, ask: Ask) -> None:
    told = statement(expert, ask("How big is the anomaly of LT-103?"))
    assert float(told.split(" ")[0]) == pytest.approx(9.0, abs=0.8)
    assert float(told.split("above its usual ")[1].split(" ")[0]) == pytest.approx(55.0, abs=0.3)
    assert "5 June 2024" in told


def test_how_much_of_time_is_no_temperature(expert: SeriesExpert, ask: Ask) -> None:
    told = statement(expert, ask("Combien de temps dure le trou dans les données de pump ?", language="fr"))
    assert "No gap" in told or "Aucun trou" in told
    assert "TT-102" not in told
