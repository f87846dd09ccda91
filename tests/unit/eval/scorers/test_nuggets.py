from __future__ import annotations

import pytest

from eval.scorers.nuggets import Nugget, holds, share_held

ASKED = "Which failure modes does the seal water pump have?"


def held(nugget: str, answer: str, *, question: str = ASKED, abstained: bool = False) -> bool:
    return holds(Nugget(text=nugget, essential=True), question, answer, abstained=abstained)


@pytest.mark.parametrize(
    ("nugget", "answer", "there"),
    [
        ("The seal water pump has a failure mode called Leaking.", "Leaking [1].", True),
        ("The seal water pump has a failure mode called Leaking.", "Wearing; it leaks.", True),
        ("The seal water pump has a failure mode called Leaking.", "Wearing.", False),
        ("The RPN of Leaking is 18.", "Leaking: RPN 18.", True),
        ("The RPN of Leaking is 18.", "Leaking: RPN 180.", False),
        ("The RPN of Leaking is 18.", "Modes of it.\nLeaking\n: RPN 18\nBlocked.", False),
        ("The RPN of Leaking is 18.", "These leaking things:\nshaft: RPN 12;\nhousing: RPN 18\nend", True),
        ("Around 43% of them leak.", "42.86 % of them leak", True),
        ("The mean is 2.44.", "2.445 is the mean", True),
        ("The mean is 2.44.", "2.5 is the mean", False),
    ],
)
def test_what_counts_are_new_words_and_all_numbers_of_one_passage(
    nugget: str, answer: str, there: bool
) -> None:
    assert held(nugget, answer) is there


def test_what_is_not_there_wants_a_word_of_absence_beside_it_or_an_abstention() -> None:
    question = "What is the RPN of the fuel system failure mode caused by software bugs?"
    nugget = "There is no fuel system failure mode caused by software bugs."
    assert held(nugget, "No row of the fuel system has software bugs for a cause.", question=question)
    assert held(nugget, "The documents do not say.", question=question, abstained=True)
    assert not held(nugget, "8, Leaking, No current controls", question=question)
    assert not held(nugget, "The fuel system has RPN 8 by software bugs.", question=question)


def test_an_abstention_holds_nothing_else_and_optional_nuggets_do_not_count() -> None:
    leaking = Nugget(text="It has Leaking.", essential=True)
    worn = Nugget(text="It has Wearing.", essential=False)
    assert share_held((leaking, worn), ASKED, "Leaking.", abstained=False) == 1.0
    assert share_held((leaking, worn), ASKED, "Leaking.", abstained=True) == 0.0
    assert share_held((worn,), ASKED, "", abstained=False) == 1.0
