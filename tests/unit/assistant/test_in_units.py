"""Answers in the unit that is wanted: conversions of what the user gives, of what was answered, of the turn before."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.in_units import asks_unit_alone, unit_answer
from assistant.records import Answer, Message, Sentence


def told(text: str, *, abstained: bool = False) -> Answer:
    return Answer(
        text=f"{text} [1]",
        abstained=abstained,
        language="fr" if " est " in text else "en",
        question="",
        sentences=(Sentence(text=text, supported=True, citations=(1,)),),
    )


class Asked:
    """Gives each question its answer, and keeps what was asked."""

    def __init__(self, **answers: Answer) -> None:
        self.answers = answers
        self.questions: list[str] = []

    def __call__(self, text: str, history: Sequence[Message]) -> Answer:
        self.questions.append(text)
        return self.answers["any"]


def nobody(text: str, history: Sequence[Message]) -> Answer:
    raise AssertionError(f"asked {text}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("how many psi is 5 bar?", "5 bar = 72.5 psi"),
        ("850 m3/h in gpm", "850 m3/h = 3742 gpm"),
        ("convert 5 bar to psi please", "5 bar = 72.5 psi"),
        ("combien font 60 °C en °F ?", "60 °C = 140 °F"),
        ("60°C to F", "60°C = 140 °F"),
        ("1,5 MPa en bar", "1,5 MPa = 15 bar"),
        ("combien vaut 1,25 bar en kPa ?", "1,25 bar = 125 kPa"),
        ("5,000 kg in t", "5,000 kg = 5 t"),
        ("2 atm to kPa", "2 atm = 203 kPa"),
        ("10 Nm in lbf-ft", "10 Nm = 7.38 lbf·ft"),
        ("500 g in kg", "500 g = 0.5 kg"),
        ("how many litres are in 2 m3?", "2 m3 = 2000 l"),
    ],
)
def test_what_the_user_gives_is_converted_and_no_source_is_asked(text: str, said: str) -> None:
    answer = unit_answer(text, (), nobody, language=None)
    assert answer is not None
    assert answer.text.startswith(said)
    assert not answer.abstained
    assert not answer.citations


@pytest.mark.parametrize(
    "text",
    [
        "is 5 bar more than 70 psi?",
        "which valves are set at 5 bar in psi units of line 3?",
        "what is in the tank?",
        "how many hours did it run in 2025?",
        "what happened in May?",
        "5 bar in kW",
        "list the leaks in bar 3 of 2025",
    ],
)
def test_what_wants_no_unit_is_left_alone(text: str) -> None:
    asked = Asked(any=told("Nothing of that kind.", abstained=True))
    assert unit_answer(text, (), asked, language=None) is None


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ("3.6185 bar is the mean, between -0.007 bar and 4.859 bar",
         "3.6185 bar = 52.482 psi; -0.007 bar = -0.102 psi; 4.859 bar = 70.47 psi. [1]"),
        ("La limite est 4,859 bar", "4,859 bar = 70,47 psi. [1]"),
        ("Set at 1,200 mbar", "1,200 mbar = 17.4 psi. [1]"),
    ],
)  # fmt: skip
def test_figures_of_an_answer_are_told_in_the_wanted_unit(said: str, beside: str) -> None:
    asked = Asked(any=told(said))
    answer = unit_answer("What is the pressure of P-7 in psi?", (), asked, language=None)
    assert answer is not None
    assert asked.questions == ["What is the pressure of P-7?"]
    assert answer.text == f"{said} [1]\n{beside}"
    assert answer.sentences[-1].citations == (1,)


def test_a_difference_of_temperatures_has_no_zero_point() -> None:
    asked = Asked(any=told("80 °C and 90 °C: that is the maximum, a difference of 10 °C"))
    answer = unit_answer("max temperatures in °F", (), asked, language=None)
    assert answer is not None
    assert answer.text.endswith("80 °C = 176 °F; 90 °C = 194 °F; 10 °C = 18 °F. [1]")


def test_an_answer_that_has_the_unit_stays_as_it_is() -> None:
    asked = Asked(any=told("The limit is 70 psi"))
    assert unit_answer("limit in psi", (), asked, language=None) == asked.answers["any"]


def test_where_the_question_without_the_unit_finds_no_such_figure_it_is_asked_as_it_stands() -> None:
    for answer in (told("Nothing.", abstained=True), told("It is 7 mm/s")):
        assert unit_answer("limit in psi", (), Asked(any=answer), language=None) is None


@pytest.mark.parametrize(
    "text", ["in psi?", "and in psi", "convert that to psi", "en psi svp", "what is that in psi?"]
)
def test_a_unit_alone_asks_the_question_before(text: str) -> None:
    history = (
        Message(role="user", content="pressure of P-7 in kPa?"),
        Message(role="assistant", content="5 bar"),
    )
    asked = Asked(any=told("It is 5 bar"))
    answer = unit_answer(text, history, asked, language=None)
    assert asks_unit_alone(text)
    assert answer is not None
    assert asked.questions == ["pressure of P-7?"]
    assert answer.text.endswith("5 bar = 72.5 psi. [1]")


def test_a_unit_alone_goes_on_from_a_conversion() -> None:
    history = (
        Message(role="user", content="how many psi is 5 bar?"),
        Message(role="assistant", content="72.5"),
    )
    answer = unit_answer("and in kPa?", history, nobody, language=None)
    assert answer is not None
    assert answer.text.startswith("5 bar = 500 kPa")


def test_a_unit_alone_asks_nothing_where_nothing_was_asked() -> None:
    assert unit_answer("in psi?", (), nobody, language=None) is None
