"""The energy on a real log: its constant, and attacks that never move it more than they move the window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.experts.series.detectors.energy import EnergyDetector
from assistant.experts.series.energy.constant import measured
from assistant.experts.series.energy.store import load, save
from assistant.experts.series.energy.train import train
from eval.attack import attacked
from eval.energy_sets import EnergySet, skab_sets
from eval.scorers.certified_auroc import auroc

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "skab" / "valve1"
DETECTOR = EnergyDetector()

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs the SKAB files")


@pytest.fixture(name="data", scope="module")
def data_fixture() -> EnergySet:
    return skab_sets(FOLDER, DETECTOR.basis, 2)[1]


@pytest.fixture(name="network", scope="module")
def network_fixture(data):
    return train(data.learnt, DETECTOR.recipe, metric=data.metric(DETECTOR.basis.width)).network


def test_constant_is_at_most_1_by_three_measures(network, data) -> None:
    found = measured(network, np.concatenate((data.usual, data.strange[0])))
    assert found.singular <= 1.001
    assert found.power == pytest.approx(found.singular, rel=1e-3)
    assert 0.4 < found.steepest <= found.singular


def test_faults_are_told_and_no_attack_breaks_the_certificate(network, data) -> None:
    usual, strange = data.usual, data.strange[0]
    assert auroc(network.energy(usual), network.energy(strange)) > 0.9
    for radius in (0.25, 1.0, 4.0):
        for points, sign in ((usual, 1.0), (strange, -1.0)):
            change = sign * (attacked(network, points, radius, sign=sign) - network.energy(points))
            assert change.max() <= 1.001 * radius
            assert np.median(change) > 0.25 * radius


def test_a_saved_energy_says_the_same(network, data, tmp_path) -> None:
    save(network, DETECTOR.basis, tmp_path)
    again, basis = load(tmp_path)
    assert basis == DETECTOR.basis
    assert np.array_equal(again.energy(data.usual), network.energy(data.usual))
