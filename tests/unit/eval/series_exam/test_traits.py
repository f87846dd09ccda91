"""Measures of made series, faults that were put in, and options found by what was measured."""

from __future__ import annotations

import numpy as np
import pytest

from eval.series_exam import measures as m
from eval.series_exam.choices import choose
from eval.series_exam.faults import fault_scores, place
from eval.series_exam.options import Exercise

AT = np.arange(1_000)
RNG = np.random.default_rng(0)
WAVES = {
    "sine": np.sin(2 * np.pi * AT / 50),
    "square": np.where(AT % 50 < 25, 1.0, -1.0),
    "sawtooth": 2.0 * (AT % 50) / 50 - 1.0,
}


def noise(size: int = AT.size, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=size)


def asked(question: str, options: tuple[str, ...], *series: np.ndarray) -> str | None:
    said = choose(Exercise(question=question, options=options, series=series))
    return None if said is None else options[said]


@pytest.mark.parametrize("kind", list(WAVES))
def test_waves_have_their_period_amplitude_and_kind(kind) -> None:
    x = 3.0 * WAVES[kind] + 0.2 * noise()
    assert m.period(x) == pytest.approx(50, abs=1)
    assert m.amplitude(x) == pytest.approx(3.0, rel=0.15)
    fits = m.wave_fits(x)
    assert max(fits, key=lambda k: fits[k]) == kind


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("linear", AT / 1000),
        ("exponential", np.exp(5 * AT / 1000) / 150),
        ("log", np.log1p(AT) / 7),
        ("none", 0.0 * AT),
    ],
)
def test_trends_have_their_kind_under_a_cycle(kind, shape) -> None:
    assert m.trend_kind(20 * shape + WAVES["sine"] + 0.3 * noise()) == kind


def test_noise_is_told_from_a_walk() -> None:
    white, walk = noise(), np.cumsum(noise())
    assert m.white(white)
    assert not m.white(walk)
    assert m.mean_reverting(white)
    assert m.noise_level(5 * white) == pytest.approx(5, rel=0.1)
    assert m.stationary(white)
    assert not m.stationary(white + AT / 100)


def test_a_lag_is_found_with_its_direction() -> None:
    x = np.convolve(noise(1_100), np.ones(9) / 9, mode="same")
    assert m.best_lag(x[40:1040], x[20:1020], 100)[0] == 20
    assert m.best_lag(x[20:1020], x[40:1040], 100)[0] == -20


def test_faults_that_were_put_in_are_found_where_they_are() -> None:
    clean = WAVES["sine"] + 0.05 * noise()
    assert max(fault_scores(clean).values()) < 1.0
    spiky = clean.copy()
    spiky[[700, 720, 740, 760]] += 8.0
    assert fault_scores(spiky)["spike"] > 1.0
    assert place(spiky) == pytest.approx(0.73, abs=0.08)
    cut = clean.copy()
    cut[100:250] = 0.0
    assert fault_scores(cut)["cutoff"] > 1.0
    assert place(cut) == pytest.approx(0.17, abs=0.1)


def test_options_are_chosen_by_measures() -> None:
    slow = WAVES["sine"] * 2
    assert (
        asked("What is the direction of the linear trend?", ("Downward", "No Trend", "Upward"), AT / 100)
        == "Upward"
    )
    assert (
        asked("What is the most likely period of the square wave?", ("12", "51", "90"), WAVES["square"])
        == "51"
    )
    options = ("Time series 1 has higher amplitude", "Time series 2 has higher amplitude")
    assert asked("Which time series has a higher amplitude?", options, WAVES["sine"], slow) == options[1]
    assert asked("Is the given time series stationary?", ("Yes", "No"), np.cumsum(noise())) == "No"
    assert asked("What is the cyclic pattern?", ("SquareWave", "SineWave"), slow) == "SineWave"
    leads, follows = noise(400, 3), np.concatenate((noise(3, 4), noise(400, 3)[:-3])) + 0.2 * noise(400, 5)
    causes = (
        "No, they are not granger causality",
        "Yes, time series 1 granger causes time series 2",
        "Yes, time series 2 granger causes time series 1",
    )
    assert asked("Are there any granger causality?", causes, leads, follows) == causes[1]
    assert asked("Are there any granger causality?", causes, leads, noise(400, 9)) == causes[0]


def test_a_question_without_a_plan_has_no_answer() -> None:
    assert asked("Who built the pump?", ("A", "B"), noise()) is None
