"""What a document says about itself."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.parsed import Block
from ingest.parsers.stated import read_day, read_stated


def _blocks(*texts: str) -> list[Block]:
    return [Block(kind="paragraph", text=text) for text in texts]


def test_labelled_fields() -> None:
    stated = read_stated(
        _blocks("Report", "Date: 2024-05-02\nRev.: B\nEquipment: P-101A, P-101B, cooling water")
    )
    assert (stated.date, stated.revision, stated.equipment) == (date(2024, 5, 2), "B", ("P-101A", "P-101B"))


def test_cells_of_a_table() -> None:
    stated = read_stated(_blocks("Repère | CWC-04 | Date | 3 mars 2024"))
    assert stated.equipment == ("CWC-04",)
    assert stated.date == date(2024, 3, 3)


def test_nothing_stated() -> None:
    stated = read_stated(_blocks("The pump was stopped on 2024-05-02."))
    assert (stated.date, stated.revision, stated.equipment) == (None, None, ())


@pytest.mark.parametrize(
    ("text", "day_first", "day"), [("04/03/2024", True, (3, 4)), ("04/03/2024", False, (4, 3))]
)
def test_order_of_day_and_month(text: str, day_first: bool, day: tuple[int, int]) -> None:
    found = read_day(text, day_first=day_first)
    assert found is not None
    assert (found.month, found.day) == day


def test_no_date() -> None:
    assert read_day("rev. 12") is None
    assert read_day("31/02/2024") is None
