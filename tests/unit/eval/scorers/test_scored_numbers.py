from __future__ import annotations

import pytest

from eval.case import Case
from eval.scorers.numbers import find_numbers, in_unit, score_number


def case(
    value: float, *, unit: str | None = None, tolerance: float = 0.0, question: str = "how much?"
) -> Case:
    return Case(id="c", question=question, answer_type="number", value=value, unit=unit, tolerance=tolerance)


@pytest.mark.parametrize(
    ("answer", "value", "unit", "right"),
    [
        ("The maximum was 95.2 °C.", 95.2, "°C", True),
        ("Le débit moyen est de 850,63 m3/h.", 850.63, "m3/h", True),
        ("The cost was 55,237.87 EUR.", 55237.87, "EUR", True),
        ("Le coût est de 55 237,87 €.", 55237.87, "EUR", True),
        ("It lasted 1.5 h.", 90, "min", True),
        ("It lasted 90 s.", 90, "min", False),
        ("TT-106A on 18 September 2025 at 03:42 (clause 6.1, Table 2).", 3, None, False),
        ("WO-104454, P-101A, page 12, 2025-09-18", 12, None, False),
        ("There are 13 work orders.", 13, None, True),
        ("thirteen or twelve", 12, None, True),
        ("pressure -0.479 barg", -0.479, "bar", True),
        ("479 mbar", 0.479, "bar", True),
        ("No work order was found.", 0, None, True),
        ("No work order was found.", 4, None, False),
    ],
)
def test_numbers_in_sentences(answer: str, value: float, unit: str | None, right: bool) -> None:
    assert score_number(case(value, unit=unit, tolerance=0.001), answer).correct is right


def test_only_the_first_four_quantities_count() -> None:
    assert score_number(case(5), "1, 2, 3, 5").correct
    assert not score_number(case(6), "1, 2, 3, 5 and 6").correct


def test_numbers_of_the_question_use_up_no_place() -> None:
    asked = case(7, question="of 10 20 30 40 what?")
    assert score_number(asked, "of 10 20 30 40 it is 7").correct


def test_tolerance_is_absolute() -> None:
    assert score_number(case(54.47, tolerance=0.05), "54.5 °C").correct
    assert not score_number(case(54.47, tolerance=0.01), "54.5 °C").correct


def test_a_comma_may_group_or_be_decimal() -> None:
    (number,) = find_numbers("1,250")
    assert number.readings == (1250.0, 1.25)


def test_other_dimensions_are_no_candidates() -> None:
    (number,) = find_numbers("12 kW")
    assert in_unit(number, "bar") == ()


def test_a_text_as_value_is_a_mistake_of_the_case() -> None:
    wrong = Case(id="c", question="q", answer_type="number", value="ten")
    with pytest.raises(TypeError):
        score_number(wrong, "10")
