"""Times in a visitor's writing, both ways."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.experts.series.wording import stamp
from assistant.scope import parse_time
from ui.web.dates import as_iso, in_cells

AT = datetime(2025, 10, 2, 9, 45)


def test_a_french_visitor_reads_the_day_first() -> None:
    assert stamp(AT, "fr") == "02/10/2025 09:45"
    assert stamp(AT.replace(second=7), "fr") == "02/10/2025 09:45:07"
    assert stamp(AT, "en") == "2025-10-02 09:45:00"


@pytest.mark.parametrize("text", ["02/10/2025 09:45", " 2/10/2025 09:45", "2025-10-02 09:45"])
def test_what_is_read_may_be_written_into_a_field(text: str) -> None:
    assert parse_time(as_iso(text), end=False).replace(tzinfo=None) == AT


@pytest.mark.parametrize(
    ("cell", "french", "english"),
    [
        ("2025-09-30T14:00:00", "30/09/2025 14:00", "2025-09-30 14:00"),
        ("2025-09-30 14:00:07", "30/09/2025 14:00:07", "2025-09-30 14:00:07"),
        ("Due date: 2025-11-05; Note: 3", "Due date: 05/11/2025; Note: 3", "Due date: 2025-11-05; Note: 3"),
        ("2025-09-30 23:59 · PT-1: 0.45", "30/09/2025 23:59 · PT-1: 0.45", "2025-09-30 23:59 · PT-1: 0.45"),
        ("reading of 2025-09-30", "reading of 2025-09-30", "reading of 2025-09-30"),
        ("log_2025-09-30.csv", "log_2025-09-30.csv", "log_2025-09-30.csv"),
    ],
)
def test_a_date_that_fills_a_cell_is_written_for_the_visitor(cell: str, french: str, english: str) -> None:
    assert in_cells(cell, "fr") == french
    assert in_cells(cell, "en") == english


def test_other_text_is_left_as_it_is() -> None:
    assert as_iso("soon") == "soon"
    assert as_iso(None) == ""
