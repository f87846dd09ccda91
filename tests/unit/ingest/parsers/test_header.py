"""Where a table's header is."""

from __future__ import annotations

import pytest

from ingest.parsers.header import find_header, is_value, unique_names


def test_plain() -> None:
    header = find_header([["time", "p"], ["2024-01-01", "1.5"], ["2024-01-02", "1.6"]])
    assert header.names == ("time", "p")
    assert header.first_row == 1


def test_no_header() -> None:
    header = find_header([["1", "2"], ["3", "4"], ["5", "6"]])
    assert not header.printed
    assert header.names == ("column_1", "column_2")
    assert header.first_row == 0


def test_lines_above_and_a_row_of_units() -> None:
    rows = [
        ["NI Logger"], ["Created: 9/29/2004"],
        ["Time", "Flow", "Temp"], ["TS", "m3/h", "°C"], ["", "Avg", "Avg"],
        *[[f"2024-01-01 00:0{i}", f"{i}.5", "20.1"] for i in range(9)],
    ]  # fmt: skip
    header = find_header(rows)
    assert header.names == ("Time", "Flow", "Temp")
    assert header.units == (None, "m3/h", "°C")
    assert header.preamble == ("NI Logger", "Created: 9/29/2004")
    assert header.first_row == 5


def test_a_table_of_words_has_its_header_first() -> None:
    header = find_header([["Code", "Meaning"], ["OHE", "Overheating"], ["BRD", "Breakdown"]])
    assert header.names == ("Code", "Meaning")


def test_years_may_be_names() -> None:
    header = find_header([["Item", "2022", "2023"], ["Cost", "10.5", "11.5"], ["Hours", "3", "4"]])
    assert header.names == ("Item", "2022", "2023")
    assert header.first_row == 1


def test_spanning_titles_go_before_what_they_span() -> None:
    header = find_header(
        [["Pump", "Flow", "Flow"], ["", "min", "max"], ["P-1", "10", "20"], ["P-2", "11", "21"]]
    )
    assert header.names == ("Pump", "Flow min", "Flow max")


def test_an_unnamed_first_column_of_numbers() -> None:
    header = find_header(
        [["", "c5", "text"], ["2318", "A", "WAS TAXIING"], ["354", "B", "ENGINE QUIT"], ["7", "C", "FIRE"]]
    )
    assert header.names == ("column_1", "c5", "text")
    assert header.first_row == 1


def test_names_are_unique_without_regard_to_case() -> None:
    assert unique_names(["Temp", "temp", "", "_ROW", "a\nb"]) == (
        "Temp",
        "temp (2)",
        "column_3",
        "_ROW (2)",
        "a b",
    )


def test_values() -> None:
    assert all(
        is_value(text) for text in ("1.5", "-3", "2024-01-31", "12:30", "TRUE", "7 %", "1 234,5", "NaN")
    )
    assert not any(is_value(text) for text in ("P-101", "Pump", "", "A1"))


@pytest.mark.parametrize(
    "body",
    [
        [("Boiler house", "2", "4")],
        [("Boiler house", "yes", "no"), ("Workshop", "no", "no"), ("Store", "no", "yes")],
    ],
    ids=["one row of numbers", "words alone"],
)
@pytest.mark.parametrize("corner", ["Zone", ""])
def test_columns_under_a_spanning_name_are_told_apart(body: list[tuple[str, ...]], corner: str) -> None:
    header = find_header([("Zone", "Extinguishers", "Extinguishers"), (corner, "CO2", "Powder"), *body])
    assert header.names == ("Zone", "Extinguishers CO2", "Extinguishers Powder")
    assert header.first_row == 2


def test_equal_words_in_data_divide_no_names() -> None:
    rows = [("Tag", "Seal", "Bearing"), ("P-1", "good", "good"), ("P-2", "worn", "worn")]
    assert find_header(rows).first_row == 1


def test_a_cell_over_the_whole_width_is_a_title() -> None:
    header = find_header([("Checks",) * 3, ("Tag", "State", "By"), ("A", "good", "x"), ("B", "worn", "y")])
    assert (header.names, header.preamble) == (("Tag", "State", "By"), ("Checks",))


def test_keys_with_values_above_the_names_are_no_header() -> None:
    rows = [
        ["Logger: F-289"], ["Serial", "12345"], ["Station", "North"], ["Interval", "5 min"],
        ["Time", "Ch1 [bar]", "Ch2 [°C]"],
        *[[f"2024-01-01 00:0{i}", f"{i}.5", "20.1"] for i in range(9)],
    ]  # fmt: skip
    header = find_header(rows)
    assert header.names == ("Time", "Ch1 [bar]", "Ch2 [°C]")
    assert header.preamble == ("Logger: F-289", "Serial 12345", "Station North", "Interval 5 min")


def test_a_row_that_describes_the_columns_is_kept() -> None:
    rows = [
        ["Horodatage", "PT-1", "TT-1"], ["", "bar", "°C"], ["", "Pression refoulement", "Température palier"],
        *[[f"01/02/2024 00:0{i}", f"{i},5", "20,1"] for i in range(9)],
    ]  # fmt: skip
    header = find_header(rows)
    assert header.names == ("Horodatage", "PT-1", "TT-1")
    assert header.units == (None, "bar", "°C")
    assert header.descriptions == ("", "Pression refoulement", "Température palier")


def test_a_clock_over_a_column_of_readings_is_a_name() -> None:
    rows = [
        ("Point", "Unit", "Set range", "Set range", "Reading", "Note"),
        ("", "", "Low", "High", "06:30", ""),
        *[(f"R{i}", "bar", f"{i}.5", f"{i + 2}", f"{i + 1}.2", "") for i in range(6)],
    ]
    header = find_header(rows)
    assert header.names == ("Point", "Unit", "Set range Low", "Set range High", "Reading 06:30", "Note")
    assert header.first_row == 2


def test_a_unit_alone_in_a_row_of_descriptions_is_the_columns_unit() -> None:
    rows = [
        ["Tag", "Low", "Trip", "Last calibration", "Interval"], ["", "alarm", "yes/no", "date", "months"],
        *[[f"PT-10{i}", f"{i}.5", "no", "2024-01-05", "12"] for i in range(9)],
    ]  # fmt: skip
    header = find_header(rows)
    assert header.units == (None, None, None, None, "months")
    assert header.descriptions[1:4] == ("alarm", "yes/no", "date")


def test_a_first_row_with_gaps_in_its_numbers_is_data_below_the_names() -> None:
    rows = [
        ("Pump", "Opened", "Closed", "Speed"), ("P-1", "-", "in use", "1450"), ("P-2", "-", "2019", "-"),
        *[(f"P-{i}", "2004", f"{2005 + i}", f"{i}00") for i in range(3, 12)],
    ]  # fmt: skip
    header = find_header(rows)
    assert (header.names, header.first_row, header.preamble) == (rows[0], 1, ())


@pytest.mark.parametrize("corner", ["Budget line", ""])
@pytest.mark.parametrize("unit", [(), ("", "€m", "€m", "€m")])
def test_years_over_sums_are_names(corner: str, unit: tuple[str, ...]) -> None:
    body = [("Spares", "$1,204", "(33.2)", "n.m."), ("Labour", "$980", "40 (est.)", "12")] * 3
    header = find_header([(corner, "2017", "2018", "2019"), *([unit] if unit else []), *body])
    assert header.names == (corner or "column_1", "2017", "2018", "2019")
    assert header.first_row == 1 + bool(unit)


def test_years_that_are_data_are_no_names() -> None:
    assert not find_header([("P-1", "2004", "2019"), ("P-2", "2008", "2021"), ("P-3", "2010", "x")]).printed


@pytest.mark.parametrize("days", [("2025-11-01", "2025-11-02", "2025-11-03"), ("01/11", "02/11", "03/11")])
def test_a_round_of_days_has_its_days_as_names_above_readings_with_points(days: tuple[str, ...]) -> None:
    rows = [
        ("Round", *days),
        ("Oil level", "OK", "low", "OK"),
        ("Sump pressure (bar)", "1.1", "1.11", "1.12"),
    ]
    header = find_header(rows)
    assert (header.names, header.first_row) == (rows[0], 1)
