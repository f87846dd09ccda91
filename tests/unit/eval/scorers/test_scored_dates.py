from __future__ import annotations

import pytest

from eval.case import Case
from eval.scorers.dates import find_dates, score_date


def case(value: str, question: str = "when?") -> Case:
    return Case(id="c", question=question, answer_type="date", value=value)


@pytest.mark.parametrize(
    ("answer", "value", "right"),
    [
        ("2025-09-18 03:42", "2025-09-18T03:42", True),
        ("2025-09-18T03:42:00", "2025-09-18T03:42", True),
        ("On 18 September 2025 at 03:42.", "2025-09-18T03:42", True),
        ("Le 18 septembre 2025 à 3 h 42.", "2025-09-18T03:42", True),
        ("Sept 18, 2025 at 03:43", "2025-09-18T03:42", False),
        ("18/09/2025", "2025-09-18", True),
        ("09/18/2025", "2025-09-18", True),
        ("on 18 September", "2025-09-18", True),
        ("17 September 2025", "2025-09-18", False),
        ("nothing", "2025-09-18", False),
    ],
)
def test_dates_in_sentences(answer: str, value: str, right: bool) -> None:
    assert score_date(case(value), answer).correct is right


def test_the_day_may_be_that_of_the_question() -> None:
    assert score_date(case("2025-09-18T02:08", "à quelle heure, le 18/09/2025 ?"), "À 02:08.").correct
    assert not score_date(case("2025-09-18T02:08", "à quelle heure, le 17/09/2025 ?"), "À 02:08.").correct


def test_only_the_first_three_dates_count() -> None:
    answer = "2025-01-01, 2025-01-02, 2025-01-03, 2025-01-04"
    assert score_date(case("2025-01-03"), answer).correct
    assert not score_date(case("2025-01-04"), answer).correct


def test_impossible_days_are_no_dates() -> None:
    assert find_dates("45/13/2025") == []
