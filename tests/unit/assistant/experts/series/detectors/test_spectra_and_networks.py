"""The spectral residual and the autoencoder: what they see, and that they say the same twice."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.detectors.autoencoder import AutoencoderDetector
from assistant.experts.series.detectors.spectral_residual import SpectralDetector, salience


def waves(rows: int, *, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    at = np.arange(rows)
    values = np.stack([np.sin(at / 5), np.cos(at / 7)], axis=1)
    return values + 0.05 * rng.normal(size=values.shape)


def test_a_spike_stands_out_of_the_spectrum() -> None:
    rows = np.random.default_rng(0).normal(size=(400, 2))
    scorer = SpectralDetector().fit((rows[:300],))
    odd = rows.copy()
    odd[350, 1] += 12.0
    scores = scorer.score(odd)
    assert scores[350] > 1.3 * np.abs(scores[63:350]).max()
    assert scorer.parts(odd)[350].argmax() == 1
    assert scorer.last(odd[350 - 63 : 351]) == pytest.approx(scores[350])


def test_salience_is_that_of_the_paper_on_one_window() -> None:
    window = waves(64, seed=1)[:, 0]
    slopes = [(window[-2] - window[-2 - k]) / k for k in range(1, 6)]
    told = window[-6] + 5 * np.mean(slopes)
    whole = np.concatenate((window, np.full(5, told)))
    spectrum = np.fft.fft(whole)
    logs = np.log(np.abs(spectrum))
    usual = np.convolve(np.concatenate((logs[-1:], logs, logs[:1])), np.ones(3) / 3, mode="valid")
    shown = np.abs(np.fft.ifft(np.exp(logs - usual + 1j * np.angle(spectrum))))[:64]
    expected = (shown[-1] - shown.mean()) / shown.mean()
    assert salience(window[None])[0] == pytest.approx(expected)


def test_what_was_not_learnt_is_drawn_badly() -> None:
    rows = waves(600, seed=2)
    odd = rows.copy()
    odd[500:560, 0] = np.sign(np.sin(np.arange(60)))
    scorer = AutoencoderDetector(updates=200).fit((rows[:450],))
    scores = scorer.score(odd)
    assert scores[532:560].mean() > 2.0 * scores[31:450].mean()
    assert scorer.parts(odd)[532:560].mean(axis=0).argmax() == 0
    assert scorer.last(odd[509:541]) == pytest.approx(scores[540])


def test_training_is_repeated_exactly_and_leaves_other_draws_alone() -> None:
    import torch

    rows = waves(300, seed=4)
    torch.manual_seed(1)
    before = torch.rand(1)
    torch.manual_seed(1)
    first = AutoencoderDetector(updates=5).fit((rows,))
    assert torch.equal(torch.rand(1), before)
    assert np.array_equal(first.score(rows), AutoencoderDetector(updates=5).fit((rows,)).score(rows))


def test_short_pieces_are_learnt_too() -> None:
    rows = waves(80, seed=5)
    scorer = AutoencoderDetector(updates=5).fit((rows[:10], rows[10:60]))
    assert np.isfinite(scorer.score(rows[60:])).all()
