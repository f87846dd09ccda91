"""Types of columns: what numbers, codes, dates, durations and booleans look like in plants' files."""

from __future__ import annotations

from datetime import date, datetime

import pyarrow as pa
import pytest

from ingest.parsers.column_types import is_identifier, type_columns
from ingest.parsers.typed_column import TypedColumn


def _column(name: str, *texts: str | None) -> TypedColumn:
    return type_columns([name], [pa.array(list(texts), pa.string())])[0]


@pytest.mark.parametrize(
    ("name", "texts", "kind", "first"),
    [
        ("preventive", ("TRUE", "FALSE"), "boolean", True),
        ("Conforme", ("oui", "non"), "boolean", True),
        ("flag", ("Y", "N"), "boolean", True),
        ("code", ("Y", "Y"), "text", "Y"),
        ("priority", ("5", "3"), "integer", 5),
        ("part_no", ("0012", "0345"), "text", "0012"),
        ("equipment_id", ("7000", "7001"), "text", "7000"),
        ("WONumber", ("100", "101"), "text", "100"),
        ("Rev.", ("1.0", "1.10"), "text", "1.0"),
        ("score", ("0.99", "1"), "number", 0.99),
        ("actual_finish", ("4/6/16 14:00", "3/23/15 19:30"), "datetime", datetime(2016, 4, 6, 14)),
        ("date", ("2024-01-31", "2024-02-29"), "date", date(2024, 1, 31)),
        ("day", ("2024-01-31 00:00:00", "2024-02-01 00:00:00"), "date", date(2024, 1, 31)),
        ("duration", ("3:00", "40:00:00"), "duration", 3.0),
        ("actual_labor_hours", ("1:30", "0:00"), "duration", 1.5),
        ("Temps passé", ("2 h 30", "45 min"), "duration", 2.5),
        ("effort", ("PT1H30M", "P1DT2H"), "duration", 1.5),
        ("start", ("08:00", "14:30"), "text", "08:00"),
        ("remark", ("leak", "noise"), "text", "leak"),
        ("epoch", ("1588291200", "1588291260"), "datetime", datetime(2020, 5, 1)),
    ],
)
def test_kinds(name: str, texts: tuple[str, ...], kind: str, first: object) -> None:
    column = _column(name, *texts)
    assert column.column.type == kind
    assert column.values[0].as_py() == first


def test_durations_are_hours() -> None:
    column = _column("duration", "40:00:00", "0:45", None)
    assert column.values.to_pylist() == [40.0, 0.75, None]
    assert column.column.unit == "h"


def test_times_of_day_keep_their_clock() -> None:
    column = _column("start", "08:00", "14:30")
    assert column.clock.to_pylist() == [8 * 3_600_000_000, (14 * 60 + 30) * 60_000_000]


def test_words_for_a_missing_value_do_not_make_a_sensor_text() -> None:
    column = _column("TT-105", "71.2", "Bad", "", "70.9", "NaN")
    assert column.column.type == "number"
    assert column.values.to_pylist() == [71.2, None, None, 70.9, None]
    assert any("Bad" in note for note in column.notes)


def test_words_for_a_missing_value_stay_in_a_column_of_words() -> None:
    assert _column("state", "Bad", "Good", "Bad").values.to_pylist() == ["Bad", "Good", "Bad"]


def test_one_column_decides_the_comma_and_the_order_of_another() -> None:
    columns = type_columns(
        ["a", "b", "d", "e"],
        [
            pa.array(["1,234", "2,345"]),
            pa.array(["0,5", "12,75"]),
            pa.array(["05/06/2024", "05/07/2024"]),
            pa.array(["25/06/2024", "26/06/2024"]),
        ],
    )
    assert columns[0].values.to_pylist() == [1.234, 2.345]
    assert columns[2].values.to_pylist() == [date(2024, 6, 5), date(2024, 7, 5)]
    assert not columns[2].notes


def test_a_guessed_order_is_said() -> None:
    assert any("day/month" in note for note in _column("date", "05/06/2024").notes)


def test_dates_written_in_several_ways_are_dates() -> None:
    column = _column("Opened", "03/04/2025", "2025-04-13", "25/04/2025", None, "5-May-25", "12.05.2025")
    assert column.column.type == "date"
    assert [day and f"{day:%m-%d}" for day in column.values.to_pylist()] == [
        "04-03", "04-13", "04-25", None, "05-05", "05-12",
    ]  # fmt: skip
    assert column.notes == (
        "Column Opened: its dates are written in several ways; each was read by its own.",
    )
    timed = _column("Signalé", "03/02/2025 14:30", "2025-02-17", "18 février 2025")
    assert timed.values.to_pylist()[0] == datetime(2025, 2, 3, 14, 30)
    assert "nothing tells day from month" in timed.notes[0]


def test_dates_among_words_or_that_no_order_fits_stay_text() -> None:
    assert _column("due", "03/04/2025", "2025-04-13", "week 20").column.type == "text"
    assert _column("due", "25/04/2025", "04/25/2025", "2025-04-13").column.type == "text"


def test_a_few_words_among_dates_or_measures_become_empty_and_are_said() -> None:
    dates = _column("finish", *(f"2024-01-{i:02d}" for i in range(1, 20)), "TBD")
    assert dates.column.type == "date"
    assert dates.values.null_count == 1
    assert "TBD" in dates.notes[-1]
    measures = _column("Cl [ppm]", *(f"{i}.5" for i in range(30)), "<0.1")
    assert (measures.column.type, measures.values.null_count) == ("number", 1)


def test_codes_with_a_few_letters_stay_text() -> None:
    codes = [str(1000 + i) for i in range(40)]
    assert _column("drawing", *codes, "A-77").column.type == "text"
    assert _column("No.", "1.1", "1.10", "1.2").column.type == "text"


def test_unit_from_a_row_of_units_wins() -> None:
    column = type_columns(["Speed"], [pa.array(["1.5"])], units=["m/s"])[0]
    assert column.column.unit == "m/s"


def test_an_empty_column_is_text() -> None:
    column = _column("note", None, "")
    assert column.column.type == "text"
    assert column.values.null_count == 2


@pytest.mark.parametrize("name", ["equipment_id", "Part No.", "WONumber", "AssetCode", "tag", "Serial no."])
def test_identifiers(name: str) -> None:
    assert is_identifier(name)


@pytest.mark.parametrize("name", ["value", "Number of starts", "Humid", "Valid", "Pressure"])
def test_no_identifiers(name: str) -> None:
    assert not is_identifier(name)


def test_nanoseconds_since_1970_are_times() -> None:
    column = _column("timestamp", "1711828800000000000", "1711829100000000000")
    assert column.values[0].as_py() == datetime(2024, 3, 30, 20)
    assert _column("barcode", "1711828800000000000").column.type == "text"


def test_days_of_a_spreadsheet_under_a_header_of_time() -> None:
    column = _column("Time", *(f"{45381.8333333333 + i / 288:.10f}" for i in range(12)))
    assert column.values[1].as_py() == datetime(2024, 3, 30, 20, 5)
    assert "days of a spreadsheet" in column.notes[0]
    assert _column("Flow", *(f"{45381.5 + i}" for i in range(12))).column.type == "number"


@pytest.mark.parametrize(
    ("summer", "winter"),
    [("CEST", "CET"), ("+02:00", "+01:00"), ("+02:00[Europe/Paris]", "+01:00[Europe/Paris]")],
)
def test_zones_that_change_are_brought_to_utc_and_said(summer: str, winter: str) -> None:
    column = _column("time", f"2024-10-27 02:30:00 {summer}", f"2024-10-27 02:30:00 {winter}")
    assert [value.as_py() for value in column.values] == [
        datetime(2024, 10, 27, 0, 30),
        datetime(2024, 10, 27, 1, 30),
    ]
    assert "brought to UTC" in column.notes[0]
