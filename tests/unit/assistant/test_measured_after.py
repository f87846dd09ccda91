"""What a list before is measured by, and the same figure of another thing."""

from __future__ import annotations

import pytest

from assistant.conversation import stand_alone
from assistant.measured_after import compared_thing, measured_of
from assistant.records import Message

_LIST = "List the corrective orders on FAN-101"


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        ("how many?", _LIST, "how many corrective orders on FAN-101?"),
        ("total cost?", _LIST, "total cost of corrective orders on FAN-101?"),
        ("and the total cost?", _LIST, "total cost of corrective orders on FAN-101?"),
        ("how many are there?", "Which work orders are open on P-7?", "how many work orders are open on P-7?"),
        ("combien ?", "quels sont les OT ouverts sur P-7 ?", "combien de OT ouverts sur P-7 ?"),
        ("coût total ?", "liste les OT de P-7", "coût total de OT de P-7 ?"),
        ("total cost?", "how many corrective orders on P-7 in 2031?", "total cost of corrective orders on P-7 in 2031?"),
        ("how many?", "total cost of orders on P-7?", "how many orders on P-7?"),
        ("downtime?", "show me the failures of P-7", "total downtime of failures of P-7?"),
    ],
)  # fmt: skip
def test_a_measure_alone_is_of_what_was_listed(text: str, question: str, told: str) -> None:
    french = question.startswith(("quels", "liste "))
    assert measured_of(text, question, french=french) == told


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("how many?", "What is the MTBF of P-7?"), ("total cost of P-8?", _LIST), ("how many on P-8?", _LIST),
        ("which one?", _LIST), ("total cost?", "how much did P-7 cost?"), ("why?", _LIST),
    ],
)  # fmt: skip
def test_other_turns_are_left(text: str, question: str) -> None:
    assert measured_of(text, question, french=False) is None


def test_a_measure_in_a_conversation() -> None:
    history = (Message(role="user", content=_LIST), Message(role="assistant", content="11 work orders. [1]"))
    assert stand_alone("total cost?", history) == "total cost of corrective orders on FAN-101?"
    after = (*history, Message(role="user", content="how many?"), Message(role="assistant", content="11 [1]"))
    assert "P-7" in stand_alone("and on P-7?", after)


def test_the_same_of_another_thing() -> None:
    assert compared_thing("compared with P-8?") == "and for P-8?"
    assert compared_thing("par rapport à P-8 ?") == "and for P-8?"
    assert compared_thing("compared with last year?") is None
    assert compared_thing("vibration against P-8 flow in May?") is None
    history = (Message(role="user", content="MTTR of P-7"), Message(role="assistant", content="20 h. [1]"))
    assert "P-8" in stand_alone("compared with P-8?", history)
    assert "MTTR" in stand_alone("compared with P-8?", history)
