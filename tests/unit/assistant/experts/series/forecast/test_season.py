"""Seasons are found where there is one and not where a signal is merely slow."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.forecast.season import season_of

AT = np.arange(1500)


@pytest.mark.parametrize("period", [12, 24, 96])
def test_the_period_of_a_noisy_wave_on_a_trend(period) -> None:
    noise = np.random.default_rng(0).normal(size=AT.size)
    assert season_of(np.sin(2 * np.pi * AT / period) + 0.3 * noise + 0.01 * AT, 1.0) == period


def test_a_day_is_preferred_where_a_peak_is_near_it() -> None:
    day = np.sin(2 * np.pi * AT / 24) + 0.5 * np.random.default_rng(1).normal(size=AT.size)
    assert season_of(day, 3600.0) == 24


@pytest.mark.parametrize("seed", range(8))
def test_a_random_walk_and_noise_have_none(seed) -> None:
    noise = np.random.default_rng(seed).normal(size=AT.size)
    assert season_of(noise, 60.0) == 1
    slow = np.convolve(noise, np.exp(-np.arange(200) / 40), mode="same")
    assert season_of(slow, 7.0) == 1


def test_holes_do_not_hide_it() -> None:
    wave = np.sin(2 * np.pi * AT / 30)
    wave[np.random.default_rng(0).random(AT.size) < 0.3] = np.nan
    assert season_of(wave, 1.0) == 30


def test_a_constant_and_a_short_signal_have_none() -> None:
    assert season_of(np.full(500, 3.0), 1.0) == 1
    assert season_of(np.arange(7.0), 1.0) == 1
