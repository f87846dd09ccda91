"""Shapes that come again: cycles, the matrix profile, and when the automatic choice looks for them."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.detectors import matrix_profile
from assistant.experts.series.detectors.cycle import find_cycle
from assistant.experts.series.detectors.detection import detect
from assistant.experts.series.detectors.engine import fit
from assistant.experts.series.detectors.matrix_profile import ShapeDetector, nearest, shapes_of

BEAT = np.interp(np.linspace(0, 1, 50), [0, 0.2, 0.3, 0.7, 0.75, 1], [0, 0.1, 1, 0.8, 0, 0])


def presses(rows: int, *, seed: int) -> np.ndarray:
    """A sensor that repeats a stroke, and one of noise."""
    rng = np.random.default_rng(seed)
    beats = [
        np.interp(np.linspace(0, 1, int(n)), np.linspace(0, 1, 50), BEAT)
        for n in rng.normal(50, 1.5, rows // 40)
    ]
    values = np.stack([np.concatenate(beats)[:rows], rng.normal(size=rows)], axis=1)
    return values + 0.03 * rng.normal(size=values.shape)


def reversed_stroke(values: np.ndarray, at: int) -> np.ndarray:
    """A stretch read backwards: the same readings in another order."""
    wrong = values.copy()
    wrong[at : at + 50, 0] = values[at : at + 50, 0][::-1]
    return wrong


def test_a_cycle_is_told_from_noise_drift_and_what_was_seen_too_seldom() -> None:
    values = presses(1_500, seed=0)
    cycle = find_cycle((values,))
    assert cycle is not None
    assert abs(cycle.rows - 50) <= 2
    assert cycle.sensors == (0,)
    rng = np.random.default_rng(1)
    assert find_cycle((rng.normal(size=(1_500, 3)),)) is None
    assert find_cycle((np.cumsum(rng.normal(size=(1_500, 1)), axis=0),)) is None
    assert find_cycle((values[:400],)) is None


def test_pieces_give_the_cycle_of_the_whole() -> None:
    values = presses(1_500, seed=2)
    whole, pieces = find_cycle((values,)), find_cycle((values[:700], values[700:]))
    assert whole is not None
    assert pieces is not None
    assert abs(whole.rows - pieces.rows) <= 1


def test_distances_are_z_normalised_ones() -> None:
    rng = np.random.default_rng(3)
    first, second = rng.normal(size=80), rng.normal(size=120)
    own, known = shapes_of(first, 16, 0.0), shapes_of(second, 16, 0.0)
    found = nearest(own, known, (known**2).sum(axis=1))
    for k in (0, 20, 64):
        window = first[k : k + 16]
        unit = (window - window.mean()) / window.std()
        others = [second[j : j + 16] for j in range(105)]
        least = min(float(np.linalg.norm(unit - (o - o.mean()) / o.std())) for o in others)
        assert found[k] == pytest.approx(least, abs=1e-6)


def test_the_level_and_the_size_of_a_shape_do_not_count() -> None:
    values = presses(2_000, seed=4)
    scorer = ShapeDetector(least=0.0).fit((values[:1_500],))
    usual = scorer.score(values[1_500:])
    assert np.allclose(scorer.score(3.0 * values[1_500:] + 7.0)[49:], usual[49:], atol=1e-6)


def test_a_stroke_read_backwards_is_found_by_its_shape_alone() -> None:
    values = presses(3_000, seed=5)
    wrong = reversed_stroke(values, 2_000)
    found = {}
    for method in ("matrix_profile", "level", "spread", "mahalanobis"):
        fitted = fit(values, [slice(0, 1_500)], method=method, regime="fixed")
        found[method] = float(fitted.alarms(fitted.log_p(wrong))[2_000:2_050].mean())
    assert found.pop("matrix_profile") > 0.6
    assert max(found.values()) < 0.4


def test_the_automatic_choice_compares_shapes_where_some_come_again(plant) -> None:
    cyclic = fit(presses(1_500, seed=6), [slice(0, 1_500)])
    assert "matrix_profile" in [member.name for member in cyclic.members]
    assert sum(member.weight for member in cyclic.members) == pytest.approx(1.0)
    other = fit(plant(1_500, seed=6), [slice(0, 1_500)])
    assert "matrix_profile" not in [power.name for power in other.powers]
    assert all("shape" not in power.by_kind for power in other.powers)


def test_the_sensor_whose_shape_is_wrong_has_the_part() -> None:
    values = presses(2_500, seed=7)
    parts = ShapeDetector().fit((values[:1_500],)).parts(reversed_stroke(values, 2_000))
    assert parts.shape == values.shape
    assert parts[2_010:2_080, 0].max() > 10.0
    assert not parts[:, 1].any()


def test_a_wrong_shape_is_told_as_a_course_and_not_by_its_level() -> None:
    values = presses(3_000, seed=9)
    found = detect(reversed_stroke(values, 2_000), train_rows=1_500, method="matrix_profile")
    episode = max(found.episodes, key=lambda episode: episode.score)
    assert 1_990 <= episode.start_row <= 2_050
    assert (episode.sensors[0].place, episode.sensors[0].direction) == (0, "unusual")


def test_few_rows_are_compared_all_the_same() -> None:
    rng = np.random.default_rng(8)
    scorer = ShapeDetector().fit((rng.normal(size=(40, 2)), rng.normal(size=(20, 2))))
    assert np.isfinite(scorer.score(rng.normal(size=(60, 2)))).all()


def test_only_the_chosen_windows_are_made() -> None:
    draw = np.random.default_rng(3)
    pieces = [draw.normal(size=(rows, 2)) for rows in (57, 200, 31)]
    every = np.concatenate([shapes_of(piece[:, 1], 20, 0.1) for piece in pieces])
    for step in (1, 7, 40):
        chosen = matrix_profile._chosen(pieces, 1, slice(0, every.shape[0], step), 20, 0.1)
        np.testing.assert_allclose(chosen, every[::step], rtol=0, atol=1e-12)
