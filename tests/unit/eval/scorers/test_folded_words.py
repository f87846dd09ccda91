from __future__ import annotations

import pytest

from eval.scorers.words import contains, fold, overlap_f1, without_markers


def test_markers_go_and_other_brackets_stay() -> None:
    assert without_markers("It is 4.5 mm/s [1][2]. See [note].") == "It is 4.5 mm/s. See [note]."


def test_fold_makes_spellings_equal() -> None:
    assert fold("Fermée – l’été\u00a0: 3,5") == "fermee - l'ete : 3,5"


@pytest.mark.parametrize(
    ("text", "phrase", "there"),
    [
        ("The spare is bearing 3312 A/C3.", "3312", True),
        ("Mean 1.72 mm/s", "1.7", False),
        ("nominal size DN 300", "DN300", True),
        ("La vanne BP est fermée.", "vanne bp", True),
        ("The revision is D.", "D", True),
        ("The revision is C.", "D", False),
        ("The revision is C.", "revision D", False),
        ("choking of a strainer", "choking of the strainer", True),
        ("anything", "", False),
    ],
)
def test_contains(text: str, phrase: str, there: bool) -> None:
    assert contains(text, phrase) is there


def test_overlap_counts_words_as_often_as_they_stand() -> None:
    assert overlap_f1(["a", "a", "b"], ["a", "b"]) == pytest.approx(0.8)
    assert overlap_f1([], ["a"]) == 0.0
