"""What is learnt of registers: no right program is thinned out, trust follows its signs, parts leave sites out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.experts.tables.programs.features import Described
from assistant.experts.tables.programs.train import Lesson
from assistant.registers.features import REGISTER_FITS, REGISTER_PARTS
from eval.benchmarks.site_registers import WORDED
from eval.learn_registers import (
    _choice,
    folds,
    learnt,
    likeliest,
    measured,
    sites,
    thinned,
    trusted,
    worded_cases,
)

_HEAD = REGISTER_FITS.index("head_share")


def _lesson(task: str, seed: int, *, many: int = 30) -> Lesson:
    """The program whose column is named is right; all else is noise."""
    chance = np.random.default_rng(seed)
    fits = 0.1 * chance.random((many, len(REGISTER_FITS)), dtype=np.float32)
    fits[:, _HEAD] = 0.0
    right = np.zeros(many, bool)
    right[int(chance.integers(many))] = True
    fits[right, _HEAD] = 1.0
    parts = np.zeros((many, len(REGISTER_PARTS)), np.float32)
    return Lesson(task, ("op:list", "<"), Described(parts, fits), right, np.arange(many, dtype=np.int32))


def test_all_right_programs_stay_when_others_are_left_out() -> None:
    lesson = _lesson("a", 0, many=900)
    kept = thinned(lesson)
    assert kept.right.sum() == 1
    assert len(kept.right) == 401
    assert kept.described.fits[kept.right][0, _HEAD] == 1.0
    assert len(thinned(lesson, most=100).right) == 101


def test_the_likeliest_wrong_programs_are_kept_with_all_right_ones() -> None:
    weights = learnt([_lesson("a", k) for k in range(12)], [_lesson("public", 100 + k) for k in range(40)])
    lesson = _lesson("a", 500, many=900)
    kept = likeliest(lesson, weights)
    assert len(kept.right) == 1 + 120 + 60
    assert kept.right.sum() == 1
    likely = weights.likely(list(lesson.words), lesson.described)
    hardest = np.sort(likely[~lesson.right])[::-1][:120]
    found = weights.likely(list(kept.words), kept.described)
    assert (np.sort(found[~kept.right])[::-1][:120] / found.max()).tolist() == pytest.approx(
        (hardest / likely.max()).tolist(), rel=1e-3
    )


def test_things_in_many_wordings_are_taught_and_not_measured(tmp_path: Path) -> None:
    cases = worded_cases()
    assert len({case.id for case in cases}) == len(cases) > 20_000
    assert {case.language for case in cases} == {"en", "fr"}
    assert all(case.answerable for case in cases)
    known = list(sites(tmp_path))
    worded = {site.name: site for site in known if not site.measured}
    assert set(worded) == {case.kind for case in cases} == {f.name for f in WORDED.iterdir() if f.is_dir()}
    assert sum(len(site.cases) for site in worded.values()) == len(cases)
    assert not {"mine", "hydro"} & {site.name for site in known}


def test_a_share_of_the_wordings_is_the_same_each_time(tmp_path: Path) -> None:
    def ids(folder: Path) -> set[str]:
        folder.mkdir()
        read = (site for site in sites(folder, worded=0.6) if not site.measured)
        return {case.id for site in read for case, _ in site.cases}

    found = ids(tmp_path / "a")
    assert found == ids(tmp_path / "b")
    assert 0.58 < len(found) / len(worded_cases()) < 0.62


def test_sites_are_read_by_weights_of_others() -> None:
    own = [_lesson(name, 10 * at + k) for at, name in enumerate("abc") for k in range(12)]
    weights = learnt(own, [_lesson("public", 100 + k) for k in range(40)])
    found = [_choice(weights, _lesson("de"[k % 2], 200 + k)) for k in range(12)]
    assert {name for name, *_ in found} == set("de")
    assert all(possible for *_, possible in found)
    assert sum(right for _, _, right, _ in found) > 4
    sure, unsure = (measured(found, least) for least in (0.0, 2.0))
    assert sure["right"] + sure["wrong"] == sure["n"] == 12
    assert unsure["right"] + unsure["wrong"] == 0


def test_each_site_is_in_one_part_whatever_their_order() -> None:
    names = [f"s{k}" for k in range(7)]
    fold_of = folds(names)
    assert set(fold_of) == set(names)
    assert sorted(fold_of.values()) == [0, 0, 0, 1, 1, 2, 2]
    assert folds(names[::-1]) == fold_of


def test_trust_follows_what_was_right() -> None:
    chance = np.random.default_rng(0)
    seen = [(np.array([x, chance.random()], np.float32), x > 0.5) for x in chance.random(300)]
    trust = trusted(seen)
    sure, unsure = (trust.sure(np.array([x, 0.5], np.float32)) for x in (0.95, 0.05))
    assert sure > 0.75
    assert unsure < 0.25
