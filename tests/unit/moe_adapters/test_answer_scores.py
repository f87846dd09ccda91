"""Scores of answers on cases worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_models import example

from moe_adapters.answer_scores import by_task, paired_interval, score_answer, summary


@pytest.mark.parametrize(
    ("text", "f1", "exact"),
    [
        ("The Wall Street [2]", 1.0, 1.0),
        ("wall street, New York [2]", 2 * 2 / (2 + 4), 0.0),
        ("NOT FOUND", 0.0, 0.0),
        ("", 0.0, 0.0),
        ("12 mm", 1.0, 1.0),
    ],
)
def test_words_count_without_markers_and_articles(text: str, f1: float, exact: float) -> None:
    asked = replace(example(1, answer="Wall Street [2]"), aliases=("12 mm",))
    score = score_answer(asked, text)
    assert score.f1 == pytest.approx(f1)
    assert score.exact == exact


def test_french_articles() -> None:
    asked = replace(example(1, answer="l'usine de Lyon [1]"), language="fr")
    assert score_answer(asked, "usine Lyon").exact == 1.0


def test_summary_of_citations_and_abstention() -> None:
    scores = [
        score_answer(example(1, answer="a1 [1]"), "a1 [1] [3]"),
        score_answer(example(2, answer="b1 [2]"), "b1"),
        score_answer(example(3, answer="NOT FOUND"), "NOT FOUND."),
        score_answer(example(4, answer="NOT FOUND"), "something [1]"),
        score_answer(example(5, answer="c1 [1]"), "NOT FOUND"),
    ]
    found = summary(scores)
    assert found["citation_precision"] == pytest.approx(1 / 2)
    assert found["citation_recall"] == pytest.approx(1 / 3)
    assert found["abstention_f1"] == pytest.approx(2 * 1 / (2 + 2))
    assert found["f1"] == pytest.approx(3 / 5)
    assert found["f1_answerable"] == pytest.approx(2 / 3)


def test_tasks_apart() -> None:
    scores = [score_answer(example(n, task=f"t{n % 2}", answer="a1"), "a1") for n in range(5)]
    assert {task: found["n"] for task, found in by_task(scores).items()} == {"t0": 3, "t1": 2}


def test_interval_holds_the_difference_and_pairs_by_example() -> None:
    ours = {str(n): float(n % 3 != 0) for n in range(60)} | {"only ours": 0.0}
    theirs = {str(n): float(n % 3 == 1) for n in range(60)}
    mean, low, high = paired_interval(ours, theirs)
    assert mean == pytest.approx(1 / 3)
    assert 0.15 < low < mean < high < 0.5
    with pytest.raises(ValueError, match="no example"):
        paired_interval(ours, {})
