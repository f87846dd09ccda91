"""Dates of every spelling, and the order of day and month from a whole column."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from ingest.parsers.dates import Order, choose_order, match_clock, match_dates, order_of_pattern


def _first(text: str, *, order: Order | None = None, compact: bool = False) -> str:
    column = match_dates(pa.array([text]), compact=compact)
    assert column is not None, text
    return str(column.read(order or column.orders[0])[0])[:19]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2016-04-06", "2016-04-06T00:00:00"),
        ("2016-04-06 14:00", "2016-04-06T14:00:00"),
        ("2016-04-06T14:00:05Z", "2016-04-06T14:00:05"),
        ("2016/04/06 14:00:05.250", "2016-04-06T14:00:05"),
        ("30/04/2016 15:30:00+00:00", "2016-04-30T15:30:00"),
        ("4/26/20 14:14", "2020-04-26T14:14:00"),
        ("12/13/2024 2:05 PM", "2024-12-13T14:05:00"),
        ("12/13/2024 12:05 AM", "2024-12-13T00:05:00"),
        ("16Dec11", "2011-12-16T00:00:00"),
        ("12 janvier 2024", "2024-01-12T00:00:00"),
        ("1er août 2024", "2024-08-01T00:00:00"),
        ("January 3, 2023", "2023-01-03T00:00:00"),
        ("Mon 03 Feb 2025 08:15", "2025-02-03T08:15:00"),
        ("31.12.1999 24:00", "2000-01-01T00:00:00"),
        ("2024-02-29", "2024-02-29T00:00:00"),
    ],
)
def test_spellings(text: str, moment: str) -> None:
    assert _first(text) == moment


@pytest.mark.parametrize(
    "text", ["2023-02-29", "31/04/2024", "2024-13-01", "1.2.3", "CWC04701", "40:00:00", "0.5"]
)
def test_what_is_no_date(text: str) -> None:
    assert match_dates(pa.array([text])) is None


def test_compact_dates_only_where_the_header_says_so() -> None:
    assert match_dates(pa.array(["20240131"])) is None
    assert _first("20240131", compact=True) == "2024-01-31T00:00:00"


def test_a_day_above_twelve_decides_for_the_whole_column() -> None:
    column = match_dates(pa.array(["04/06/2016", "25/06/2016"]))
    assert column is not None
    assert column.orders == ("dmy",)


def test_mixed_orders_are_no_dates() -> None:
    assert match_dates(pa.array(["25/06/2016", "06/25/2016"])) is None


def test_rows_that_follow_each_other_decide() -> None:
    texts = pa.array(["09/01/2016 22:00", "09/01/2016 23:00", "10/01/2016 00:00", "10/01/2016 01:00"])
    column = match_dates(texts)
    assert column is not None
    order, guessed = choose_order(column, {o: column.read(o) for o in column.orders}, likely=None)
    assert (order, guessed) == ("dmy", False)


@pytest.mark.parametrize(("text", "order"), [("4/6/16 14:00", "mdy"), ("06/04/2016", "dmy")])
def test_a_guess_follows_how_it_is_printed(text: str, order: str) -> None:
    column = match_dates(pa.array([text]))
    assert column is not None
    times = {o: column.read(o) for o in column.orders}
    assert choose_order(column, times, likely=None) == (order, True)


def test_different_offsets_become_utc() -> None:
    column = match_dates(pa.array(["2024-01-01 12:00+01:00", "2024-07-01 12:00+02:00"]))
    assert column is not None
    assert [str(t)[:16] for t in column.read("ymd")] == ["2024-01-01T11:00", "2024-07-01T10:00"]


def test_clock() -> None:
    clock = match_clock(pa.array(["00:00", "12:16:48.234 AM", "14h05"]))
    assert clock is not None
    assert clock.tolist() == [0, 16 * 60_000_000 + 48_234_000, (14 * 60 + 5) * 60_000_000]
    assert match_clock(pa.array(["25:00"])) is None
    assert match_clock(pa.array(["12:61"])) is None


@pytest.mark.parametrize(
    ("header", "order"),
    [("DATE (MM/DD/YYYY)", "mdy"), ("Date jj/mm/aaaa", "dmy"), ("YYYY-MM-DD", "ymd"), ("Date", None)],
)
def test_pattern_in_the_header(header: str, order: str | None) -> None:
    assert order_of_pattern(header) == order


def test_not_a_time_where_only_one_order_exists() -> None:
    column = match_dates(pa.array(["31/01/2024"]))
    assert column is not None
    assert not np.isnat(column.read("dmy")).any()
