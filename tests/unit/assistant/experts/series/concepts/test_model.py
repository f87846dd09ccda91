"""The model is a sum that can be read; reliability, spreading and directions do what they say."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.concepts.activation import activations, profiles
from assistant.experts.series.concepts.grounding import area, ground, halves
from assistant.experts.series.concepts.model import PER_FAULT, fit_model, fit_sparse, reliability
from assistant.experts.series.concepts.spreading import fit_with_unlabelled, spread

FAULTS = ("normal", "leak", "hunting")


def cloud(count: int, seed: int, concepts: int = 200) -> tuple[np.ndarray, np.ndarray]:
    """Profiles in which concept 1 tells leak, concept 2 hunting, the others nothing."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 3
    found = 0.3 * np.abs(rng.normal(size=(count, concepts)))
    found[:, :3] = 0.05 * np.abs(rng.normal(size=(count, 3)))
    found[labels == 1, 1] += 0.6
    found[labels == 2, 2] += 0.6
    return found, labels


def one_hot(labels: np.ndarray) -> np.ndarray:
    return np.eye(3)[labels]


def test_contributions_add_up_to_the_score() -> None:
    seen, labels = cloud(60, 0)
    model = fit_model(seen, FAULTS, one_hot(labels), factors=np.ones(200))
    parts = model.contributions(seen[7])
    assert parts.sum(axis=1) + model.offsets == pytest.approx(model.scores(seen[7:8])[0])
    assert model.probabilities(seen).sum(axis=1) == pytest.approx(np.ones(60))


def test_a_steady_concept_is_worth_more_and_one_label_says_nothing() -> None:
    seen, labels = cloud(60, 1)
    worth = reliability(seen, np.arange(15), labels[:15])
    assert worth[1] > 2.0 * np.median(worth)
    assert np.ptp(reliability(seen, np.arange(3), labels[:3])) < 1e-4


def test_few_concepts_are_kept_for_each_fault() -> None:
    seen, labels = cloud(60, 2)
    model = fit_sparse(seen, FAULTS, one_hot(labels), factors=np.ones(200))
    used = (model.weights != 0).any(axis=0)
    assert 0 < used.sum() <= 3 * PER_FAULT
    assert used[1]
    assert used[2]


def test_two_states_and_a_concept_of_no_worth() -> None:
    seen, labels = cloud(60, 3)
    two = labels < 2
    factors = np.ones(200)
    factors[1] = 0.0
    model = fit_model(seen[two], FAULTS[:2], np.eye(2)[labels[two]], factors=factors)
    assert (model.weights[:, 1] == 0).all()
    assert model.weights[0] == pytest.approx(-model.weights[1])


def test_unlabelled_windows_help_where_states_are_clouds() -> None:
    gains = []
    for seed in range(8):
        seen, labels = cloud(240, 10 + seed, concepts=40)
        known = np.arange(3)
        asked = np.where(np.isin(np.arange(240), known), labels, -1)
        alone = fit_with_unlabelled(seen[known], FAULTS, labels[known])
        together = fit_with_unlabelled(seen, FAULTS, asked)
        right = [(m.scores(seen[3:]).argmax(axis=1) == labels[3:]).mean() for m in (alone, together)]
        gains.append(right[1] - right[0])
    assert np.mean(gains) > 0.02


def test_labels_spread_within_a_cloud() -> None:
    rng = np.random.default_rng(4)
    points = np.concatenate([rng.normal(size=(30, 2)), rng.normal(size=(30, 2)) + 20.0])
    targets = np.zeros((60, 2))
    targets[0, 0] = targets[30, 1] = 1.0
    assert spread(points, targets).argmax(axis=1).tolist() == [0] * 30 + [1] * 30


def test_severity_leaves_a_profile_nearly_as_it_is() -> None:
    strength = np.array([[2.0, 1.0, 0.0], [4.0, 2.0, 0.0], [0.02, 0.01, 0.0]])
    mild, severe, quiet = profiles(strength)
    assert mild @ severe / (np.linalg.norm(mild) * np.linalg.norm(severe)) == pytest.approx(1.0)
    assert np.linalg.norm(quiet) < 0.05 < np.linalg.norm(mild) < np.linalg.norm(severe) < 1.0
    assert activations(np.log1p(np.array([1.0])))[0] == pytest.approx(0.5)


def test_a_direction_is_tested_on_windows_that_it_was_not_learnt_on() -> None:
    rng = np.random.default_rng(5)
    vectors = rng.normal(size=(400, 6))
    active = np.zeros((400, 3))
    active[:, 0] = vectors[:, 0] + 0.2 * rng.normal(size=400) > 0.5
    active[:, 1] = rng.random(400) > 0.7
    active[:2, 2] = 1.0
    found = ground(vectors, active, learnt=np.arange(200), held_out=np.arange(200, 400))
    assert found.auc[0] > 0.95
    assert 0.35 < found.auc[1] < 0.65
    assert np.isnan(found.auc[2])
    assert found.summary()["tested"] == 2.0


def test_the_area_counts_ties_half() -> None:
    assert area(np.array([0.0, 1.0, 1.0, 2.0]), np.array([False, False, True, True])) == pytest.approx(0.875)


def test_halves_share_no_row() -> None:
    starts = np.arange(0, 2000, 25)
    learnt, held_out = halves(starts, 50)
    rows = [{r for s in starts[part] for r in range(s, s + 50)} for part in (learnt, held_out)]
    assert rows[0]
    assert rows[1]
    assert not rows[0] & rows[1]
