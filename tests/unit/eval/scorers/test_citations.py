from __future__ import annotations

from datetime import datetime

import pytest

from assistant.records import Cell, Citation, Rows
from eval.case import AnswerType, Case, CaseValue, ExpectedEvidence
from eval.scorers.citations import citation_holds

TEXT = ExpectedEvidence(source="standards/std.pdf", page=4)
TABLE = ExpectedEvidence(source="orders.csv", table=True)
SIGNAL = ExpectedEvidence(
    source="log.csv", sensor="TT-106A", start=datetime(2025, 9, 18), end=datetime(2025, 9, 18, 4)
)


def case(*places: ExpectedEvidence, value: CaseValue = 4.5, answer_type: AnswerType = "number") -> Case:
    return Case(id="c", question="q", answer_type=answer_type, value=value, evidence=places)


def text(source: str, page: int | None) -> Citation:
    return Citation(n=1, source=source, kind="text", quote="q", score=1.0, page=page)


def table(source: str, *values: Cell, total: int = 1, matched: int | None = None) -> Citation:
    rows = Rows(columns=("value",), values=tuple((value,) for value in values), total=total, matched=matched)
    return Citation(n=1, source=source, kind="table", quote="q", score=1.0, rows=rows)


def signal(sensor: str, start: datetime | None, end: datetime | None) -> Citation:
    return Citation(
        n=1, source="plant/log.csv", kind="series", quote="q", score=1.0, sensor=sensor, start=start, end=end
    )


def test_text_needs_the_page() -> None:
    assert citation_holds(case(TEXT), [text("plant/standards/std.pdf", 4)]) is True
    assert citation_holds(case(TEXT), [text("plant/standards/std.pdf", 5)]) is False
    assert citation_holds(case(TEXT), [text("plant/other_std.pdf", 4)]) is False
    assert citation_holds(case(TEXT), []) is False


def test_the_name_of_another_file_may_not_just_end_alike() -> None:
    place = ExpectedEvidence(source="std.pdf")
    assert citation_holds(case(place), [text("plant/big_std.pdf", None)]) is False
    assert citation_holds(case(place), [text("plant/std.pdf", None)]) is True


def test_a_table_needs_a_result_with_the_value() -> None:
    assert citation_holds(case(TABLE), [table("plant/orders.csv", 4.5)]) is True
    assert citation_holds(case(TABLE), [table("plant/orders.csv", "4.5 mm/s")]) is True
    assert citation_holds(case(TABLE), [table("plant/orders.csv", 5)]) is False
    assert citation_holds(case(TABLE), [text("plant/orders.csv", None)]) is False


def test_counts_may_be_the_number_of_rows() -> None:
    assert citation_holds(case(TABLE, value=13.0), [table("orders.csv", "a", total=13)]) is True
    assert citation_holds(case(TABLE, value=13.0), [table("orders.csv", "a", total=1, matched=13)]) is True


@pytest.mark.parametrize(
    ("value", "answer_type", "cells", "holds"),
    [
        ("DP-106", "text", ("DP-106",), True),
        ("DP-106", "text", ("DP-107",), False),
        (("A1", "B2"), "list", ("A1", "B2", "C3"), True),
        (("A1", "B2"), "list", ("A1",), False),
        ("2025-02-09", "date", ("2025-02-09 10:15",), True),
        ("2025-02-09", "date", ("2025-02-10",), False),
    ],
)
def test_results_of_other_types(
    value: CaseValue, answer_type: AnswerType, cells: tuple[str, ...], holds: bool
) -> None:
    asked = case(TABLE, value=value, answer_type=answer_type)
    assert citation_holds(asked, [table("orders.csv", *cells)]) is holds


def test_a_signal_needs_its_sensor_and_an_overlapping_window() -> None:
    inside = (datetime(2025, 9, 18, 3), datetime(2025, 9, 18, 5))
    after = (datetime(2025, 9, 19), datetime(2025, 9, 20))
    assert citation_holds(case(SIGNAL), [signal("TT-106A NDE bearing temp", *inside)]) is True
    assert citation_holds(case(SIGNAL), [signal("TT-105A DE bearing temp", *inside)]) is False
    assert citation_holds(case(SIGNAL), [signal("TT-106A NDE bearing temp", *after)]) is False
    assert citation_holds(case(SIGNAL), [signal("TT-106A NDE bearing temp", None, None)]) is False


def test_any_sensor_of_the_log() -> None:
    place = ExpectedEvidence(source="log.csv", sensor="*")
    assert citation_holds(case(place), [signal("whatever", datetime(2025, 9, 1), None)]) is True


def test_one_of_several_places_is_enough_and_none_expected_is_none() -> None:
    assert citation_holds(case(TEXT, TABLE), [table("orders.csv", 4.5)]) is True
    assert citation_holds(case(), [text("a", 1)]) is None


def test_a_list_over_two_tables_needs_a_result_of_each() -> None:
    other = ExpectedEvidence(source="spares.csv", table=True)
    listed = case(TABLE, other, value=("seal", "sleeve"), answer_type="list")
    assert citation_holds(listed, [table("orders.csv", "seal"), table("spares.csv", "sleeve")]) is True
    assert citation_holds(listed, [table("orders.csv", "seal"), table("spares.csv", "cap")]) is False
    assert citation_holds(listed, [table("orders.csv", "seal"), table("orders.csv", "sleeve")]) is False
    assert citation_holds(listed, [table("orders.csv", "seal"), table("stock.csv", "sleeve")]) is False
