"""Sets of the energy benchmarks: nothing learnt is judged, splits keep documents apart."""

from __future__ import annotations

import json

import numpy as np
import pytest

from assistant.experts.series.energy.basis import WindowBasis
from eval.benchmarks.energy_scope import PlantQuestion, plant_questions, split, whitening
from eval.energy_sets import skab_sets, tep_set
from eval.foreign_questions import MOST, _manual

BASIS = WindowBasis(width=16, kept=1)


@pytest.fixture(name="skab")
def skab_fixture(tmp_path):
    rng = np.random.default_rng(0)
    for number in (0, 1):
        lines = ["datetime;A;B;anomaly;changepoint"]
        for row in range(700):
            a, b = rng.normal(size=2) + (8.0 if 600 <= row < 650 else 0.0)
            lines.append(f"2020-01-01 00:00:{row};{a};{b};{float(600 <= row < 650)};0.0")
        (tmp_path / f"{number}.csv").write_text("\n".join(lines))
    return tmp_path


def test_skab_sets_part_later_rows_by_their_labels(skab) -> None:
    first, second = skab_sets(skab, BASIS)
    assert first.for_tuning
    assert not second.for_tuning
    assert first.learnt.shape == (400 - 15, 2)
    assert first.usual.shape[0] == 250
    assert first.strange[0].shape == (50, 2)
    assert first.strange[0][20:].mean() > 10 > np.abs(first.learnt).max()
    assert len(skab_sets(skab, BASIS, 1)) == 1


def test_tep_set_leaves_out_rows_before_the_fault(tmp_path) -> None:
    rng = np.random.default_rng(0)
    for name in ("d00.dat", "d00_te.dat", "d03_te.dat", "d04_te.dat"):
        rows = rng.normal(size=(400, 52))
        if name == "d04_te.dat":
            rows[160:] += 5.0
        np.savetxt(tmp_path / name, rows)
    data = tep_set(tmp_path, BASIS, faults=(3, 4))
    assert data.visible == (1,)
    assert [s.shape[0] for s in data.strange] == [240, 240]
    assert data.usual.shape[0] == 400 - 15
    assert data.strange[1][30:].mean() > 15
    assert len(data.seen.strange) == 1


def test_a_split_keeps_documents_apart() -> None:
    plant = [
        PlantQuestion(text="a", sources=frozenset({"x"}), answerable=True),
        PlantQuestion(text="b", sources=frozenset({"y"}), answerable=True),
        PlantQuestion(text="c", sources=frozenset({"x", "y"}), answerable=True),
        PlantQuestion(text="d", sources=frozenset(), answerable=False),
    ]
    passages, asked, kept = split(("x", "y", "y"), plant, seed=0)
    assert passages.sum() in (1, 2)
    assert not np.any(asked & kept)
    assert asked[:2].sum() == kept[:2].sum() == 1
    assert not (asked | kept)[2:].any()
    assert passages[0] == asked[0]


def test_plant_questions_know_which_are_unanswerable() -> None:
    found = plant_questions()
    assert any(q.answerable for q in found)
    assert all(bool(q.sources) == q.answerable for q in found)


def test_whitened_vectors_have_a_shrunk_unit_covariance() -> None:
    learnt = np.random.default_rng(1).normal(size=(4000, 3)) * [1.0, 2.0, 0.7]
    turned = (learnt - learnt.mean(axis=0)) @ whitening(learnt).T
    assert np.allclose(np.cov(turned, rowvar=False), np.eye(3), atol=0.1)


def test_manual_questions_keep_their_section(tmp_path) -> None:
    record = {"All_Questions": [{"Section Hierarchy": ["A", "B"], "Question": "How?", "Answer": "So."}]}
    (tmp_path / "Normal_QandA_1.train80.json").write_text(json.dumps(record))
    assert _manual(tmp_path) == [("manual:['A', 'B']", "How?")]
    assert MOST > 0
