"""What counts as a right answer to a made question, and what does not."""

from __future__ import annotations

from datetime import datetime

import pytest

from eval.case import Case
from eval.series_questions.cases import DIRECTIONS, YES_NO, Made
from eval.series_questions.grade import grade, moments, said_first


def made(value: str | float, kind: str = "text", **more: object) -> Made:
    answer_type = "number" if isinstance(value, float) else "text"
    case = Case(id="a", question="?", answer_type=answer_type, value=value, kind=kind, tolerance=0.5)
    return Made(case=case, **more)


def right(asked: Made, answer: str) -> bool:
    return grade(asked, answer, abstained=False).correct


def test_the_first_thing_said_decides() -> None:
    steady = made("steady", options=DIRECTIONS)
    assert right(steady, "Stable : aucune tendance nette, ni hausse ni baisse.")
    assert right(steady, "Neither rising nor falling.")
    assert not right(steady, "Rising: 3 bar/day, not steady.")
    assert said_first("Nothing of the kind.", YES_NO) is None


def test_a_moment_must_lie_within() -> None:
    within = (datetime(2025, 6, 5, 14, 0), datetime(2025, 6, 5, 15, 0))
    asked = made("2025-06-05T14:00", within=within)
    assert right(asked, "From 1 June 2025 00:00 on: le 5 juin 2025 de 14:30 à 16:00.")
    assert not right(asked, "5 June 2025 at 16:30")
    assert not right(asked, "4 June 2025 at 14:30")
    shotgun = "; ".join(f"{day} June 2025 at 14:30" for day in (1, 2, 3, 4, 5))
    assert not right(asked, shotgun)


def test_times_belong_to_the_day_before_them() -> None:
    found = moments("from 22 February 2025 20:29 to 21:21, then 2025-02-23 01:00")
    assert found == [
        datetime(2025, 2, 22, 20, 29),
        datetime(2025, 2, 22, 21, 21),
        datetime(2025, 2, 23, 1, 0),
    ]


def test_a_fall_may_be_said_without_its_sign_but_not_a_rate() -> None:
    assert right(made(3.0), "-3.2 bar")
    assert not right(made(3.0), "5 bar")
    assert right(made(-3.0, kind="rate"), "-3 bar/day")
    assert not right(made(-3.0, kind="rate"), "3 bar/day")


@pytest.mark.parametrize("abstained", [True, False])
def test_what_is_not_there_must_be_declined(abstained: bool) -> None:
    case = Case(id="a", question="?", answer_type="abstain", value=None)
    assert grade(Made(case=case), "12 bar", abstained=abstained).correct == abstained
