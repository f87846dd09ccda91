"""Measures by hand: reliance, pathways, weight of advice, calibration, biases."""

from __future__ import annotations

import math

import pytest
from study_people import decision

from assistant.study.analysis.bias import biases
from assistant.study.analysis.calibration import calibration
from assistant.study.analysis.columns import columns_of, weight_of_advice
from assistant.study.analysis.measures import measured
from assistant.study.analysis.pathway import pathways
from assistant.study.records import Decision

ROWS = [
    decision("P1", "c1", "advice", right=True, initial="c", final="a"),
    decision("P1", "c2", "advice", right=True, initial="c", final="c"),
    decision("P1", "c3", "advice", right=True, initial="a", final="a"),
    decision("P2", "c4", "advice", right=False, initial="a", final="b"),
    decision("P2", "c5", "advice", right=False, initial="a", final="a"),
    decision("P2", "c6", "advice", right=False, initial="c", final="c"),
    decision("P2", "c7", "advice", right=False, initial="b", final="b"),
    decision("P1", "c4", "alone", right=False, initial=None, final="a"),
    decision("P1", "c5", "alone", right=False, initial=None, final="b"),
]


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("accuracy", 3 / 7),
        ("agreement", 4 / 7),
        ("over_reliance", 2 / 4),
        ("under_reliance", 1 / 3),
        ("rair", 1 / 2),
        ("rsr", 1 / 2),
        ("switch", 2 / 5),
        ("adopts_right", 1 / 2),
        ("adopts_wrong", 1 / 3),
        ("discernment", 1 / 2 - 1 / 3),
        ("discrimination", 2 / 3 - 2 / 4),
    ],
)
def test_measures_count_what_they_say(measure: str, value: float) -> None:
    columns = columns_of(ROWS)
    found = measured(measure, columns, columns.under("advice"))
    assert found.value == pytest.approx(value)
    assert found.low <= value <= found.high


def test_nothing_to_count_gives_no_figure() -> None:
    columns = columns_of(ROWS)
    found = measured("rair", columns, columns.under("alone"))
    assert math.isnan(found.value)
    assert found.n == 0


def test_weight_of_advice_is_how_far_the_answer_moved() -> None:
    def moved(initial: str, final: str) -> float | None:
        row = decision("P1", "c1", "advice", right=True, initial=initial, final=final)
        values = {name: getattr(row, name) for name in Decision.__dataclass_fields__}
        return weight_of_advice(Decision(**{**values, "number": True, "advice": "20"}))

    assert moved("10", "15") == pytest.approx(0.5)
    assert moved("10", "30") == 1.0
    assert moved("10", "5") == 0.0
    assert moved("20", "25") is None


def test_the_pull_is_what_the_model_adds_to_a_wrong_answer() -> None:
    found = biases(columns_of(ROWS))
    assert found["pull"]["value"] == pytest.approx(2 / 4 - 1 / 2)  # type: ignore[index]
    assert found["automation_bias"]["value"] == pytest.approx(1 / 2)  # type: ignore[index]


def test_delegation_has_a_rate_and_a_quality() -> None:
    rows = [
        decision("P1", "c1", "delegation", right=True, initial=None, final="a", delegated=True),
        decision("P1", "c2", "delegation", right=False, initial=None, final="a"),
        decision("P2", "c1", "delegation", right=True, initial=None, final="c"),
        decision("P2", "c2", "delegation", right=False, initial=None, final="b", delegated=True),
    ]
    found = pathways(columns_of(rows)).delegation
    assert found is not None
    assert found["rate"].value == 0.5
    assert found["quality"].value == pytest.approx(0.0)
    assert (found["accuracy_delegated"].value, found["accuracy_kept"].value) == (0.5, 0.5)


def test_quick_adoption_is_counted_against_ones_own_time() -> None:
    found = pathways(columns_of(ROWS)).substitution["advice"]
    assert found["quick"].value == 1.0  # one second, where own decisions take four
    assert found["rate"].value == pytest.approx(1 / 3)


def test_calibration_compares_confidence_with_what_was_right() -> None:
    columns = columns_of(ROWS)
    found = calibration(columns, columns.under("advice"))
    assert found is not None
    assert found["calibration_error"] == pytest.approx(abs(0.5 - 3 / 7), abs=1e-4)
    assert found["resolution"] == 0.5
