"""Columns that stand in no file, columns of other registers, shares, groups, ends: what a question may mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest

from assistant.clock import ask_on
from assistant.experts.tables.programs.conditions import asked
from assistant.experts.tables.programs.enumerate import Candidate
from assistant.experts.tables.programs.sheet import Sheet, sheet
from assistant.registers.meanings import meanings, widened

TODAY = date(2026, 11, 29)


def _wide(names: Sequence[str], rows: Sequence[Sequence[object]]) -> Sheet:
    return replace(sheet(names, rows, range(1, len(rows) + 1)), wide=True)


JOBS = _wide(
    ("Job", "Asset", "Team", "Opened", "Closed", "Hours", "State"),
    (
        ("J-01", "PU-07", "A", date(2026, 9, 1), date(2026, 9, 4), 6.0, "closed"),
        ("J-02", "PU-08", "B", date(2026, 9, 20), date(2026, 10, 30), 2.0, "closed"),
        ("J-03", "PU-07", "A", date(2026, 10, 12), None, 5.0, "open"),
        ("J-04", "FA-02", "B", date(2026, 11, 2), date(2026, 11, 3), 7.0, "closed"),
        ("J-05", "FA-02", "A", date(2026, 11, 20), None, 4.0, "waiting"),
    ),
)
ASSETS = _wide(
    ("Tag", "Service", "Hall"),
    (("PU-07", "Feed pump", "North"), ("PU-08", "Sump pump", "South"), ("FA-02", "Roof fan", "North")),
)
TANKS = _wide(
    ("Tank", "Capacity m3", "Level m3", "Every wk", "Inspected"),
    (
        ("T-1", 50.0, 40.0, 4.0, date(2026, 11, 20)),
        ("T-2", 80.0, 20.0, 4.0, date(2026, 10, 1)),
        ("T-3", 60.0, 33.0, 52.0, date(2026, 1, 5)),
    ),
)
METERS = _wide(
    ("Month", "Power kWh"), (("Jul-26", 100.0), ("Aug-26", 130.0), ("Sep-26", 90.0), ("Oct-26", 210.0))
)


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[None]:
    ask_on(TODAY)
    yield
    ask_on(None)


def said(question: str, table: Sheet, others: Sequence[Sheet] = (), *, tell: str = "cells") -> list[set[str]]:
    """What meanings of one kind give."""
    return [set(one.outcome.values) for one in all_of(question, table, others) if one.program.tell == tell]


def all_of(question: str, table: Sheet, others: Sequence[Sheet] = ()) -> list[Candidate]:
    read = asked(question, wide=True)
    return meanings(read, widened(read, table, others, TODAY), TODAY)


@pytest.mark.parametrize(
    ("question", "table", "tell", "value"),
    [
        ("which job took the longest to close", JOBS, "cells", {"J-02"}),
        ("which tank is fullest in percent of capacity", TANKS, "cells", {"T-1"}),
        ("which tank has the most free space", TANKS, "cells", {"T-2"}),
        ("power in the third quarter", METERS, "sum", {"320"}),
        ("share of jobs by team A in %", JOBS, "share", {"60"}),
        ("team A hours in % of all hours", JOBS, "share_sum", {"62.5"}),
        ("how many more hours has team A than team B", JOBS, "gap_sum", {"6"}),
        ("has team A or team B most hours", JOBS, "more_sum", {"A"}),
        ("how far did power rise from first to last", METERS, "span", {"110"}),
        ("the second highest hours", JOBS, "cells", {"J-01"}),
        ("top 2 jobs by hours", JOBS, "cells", {"J-01", "J-04"}),
        ("jobs of team A still open", JOBS, "cells", {"J-03", "J-05"}),
        ("jobs opened more than 40 days ago", JOBS, "cells", {"J-01", "J-02", "J-03"}),
        ("inspections overdue", TANKS, "cells", {"T-2"}),
    ],
)
def test_what_is_not_in_a_file_is_made(question: str, table: Sheet, tell: str, value: set[str]) -> None:
    assert value in said(question, table, tell=tell)


def test_rows_are_found_by_what_another_register_says_of_their_asset() -> None:
    assert {"22"} in said("hours on jobs in the north hall", JOBS, (JOBS, ASSETS), tell="sum")
    assert {"22"} not in said("hours on jobs in the north hall", JOBS, (JOBS,), tell="sum")


@pytest.mark.parametrize("typed", ["pu7", "PU 07", "pu07", "PU-7"])
def test_tags_are_read_as_they_are_typed(typed: str) -> None:
    assert {"11"} in said(f"hours on {typed}", JOBS, tell="sum")


def test_what_is_late_is_past_and_not_done() -> None:
    late = [
        set(one.outcome.values)
        for one in all_of("jobs overdue", JOBS)
        if [c.test for c in one.program.where] == ["overdue"] and one.program.column == 0
    ]
    assert late == [{"J-03", "J-05"}]


def test_a_date_gives_no_limits() -> None:
    tests = {c.test for one in all_of("hours of jobs opened on 02/11/2026", JOBS) for c in one.program.where}
    assert tests <= {"is", "within"}


def test_without_a_word_of_an_end_no_row_at_an_end_is_meant() -> None:
    assert all(one.program.pick == "all" for one in all_of("hours of team A", JOBS))


def test_made_columns_name_what_they_are_made_of() -> None:
    table = widened(asked("which job took the longest", wide=True), JOBS, (), TODAY)
    made = table.names.index("days from Opened to Closed")
    assert table.bases(made) == (JOBS.names.index("Opened"), JOBS.names.index("Closed"))
    assert table.real == len(JOBS.names)


def test_an_end_that_is_never_reached_is_due_never_again() -> None:
    valid = _wide(
        ("Part", "Checked", "Every months"),
        (("A", date(9999, 12, 31), 6.0), ("B", date(2026, 3, 31), 6.0), ("C", date(2026, 8, 31), 6.0)),
    )
    table = widened(asked("which checks are overdue", wide=True), valid, (), TODAY)
    due = table.names.index("Checked + Every months")
    assert [row[due].text for row in table.rows] == ["", "2026-09-30", "2027-02-28"]
