"""Questions are read with their series; halves, categories and the frequent answer are counted as told."""

from __future__ import annotations

import json

import pytest

from eval.benchmarks.time_series_exam import frequent, load_cases, scores


def entry(number: int, answer: str, *, question: str = "Is it stationary?") -> dict[str, object]:
    return {
        "id": number,
        "question": question,
        "options": ["Yes", "No"],
        "answer": answer,
        "ts": "[1.0, 2.0, 3.0]",
        "ts1": float("nan"),
        "subcategory": "even" if number % 2 == 0 else "odd",
    }


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "qa.json"
    path.write_text(
        json.dumps([entry(0, "Yes"), entry(1, "No"), entry(2, "No"), entry(3, "No")]), encoding="utf-8"
    )
    return load_cases(path)


def test_cases_hold_series_and_the_place_of_the_right_option(cases) -> None:
    assert [case.right for case in cases] == [0, 1, 1, 1]
    assert list(cases[0].exercise.series[0]) == [1.0, 2.0, 3.0]
    assert len(cases[0].exercise.series) == 1


def test_halves_and_categories_are_counted_apart(cases) -> None:
    found = scores(cases, [0, 0, 1, None])
    assert found["accuracy"] == 0.5
    assert found["accuracy_tuning"] == 1.0
    assert found["accuracy_held_out"] == 0.0
    assert found["unanswered"] == 0.25
    assert found["odd"] == 0.0


def test_the_frequent_answer_is_that_of_the_other_half(cases) -> None:
    assert frequent(cases)[0] == 1
    assert frequent(cases)[1] in (0, 1)
