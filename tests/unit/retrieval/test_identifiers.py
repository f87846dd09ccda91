"""Identifiers: what is one, what is none, and one way of writing each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.identifiers import (
    candidates,
    find,
    find_identifiers,
    find_names,
    find_tags,
    is_label,
    label_key,
    normalise,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("P-101", "P-101"),
        ("P101", "P-101"),
        ("p 101", "P-101"),
        ("P – 101", "P-101"),
        ("P_101", "P-101"),
        ("P.101", "P-101"),
        ("P-101A", "P-101A"),
        ("P-101-A", "P-101A"),
        ("p101 a", "P-101A"),
        ("10-PU-2001A", "10-PU-2001A"),
        ("10PU2001A", "10-PU-2001A"),
        ("10 PU 2001 A", "10-PU-2001A"),
        ("CWC04701", "CWC-04701"),
        ("Chiller 6", "CHILLER-6"),
        ("chiller-6", "CHILLER-6"),
        ("T.2.4.3.a", "T.2.4.3.A"),
        ("T.2.4.3 (a)", "T.2.4.3.A"),
        ("t2.4.3a", "T.2.4.3.A"),
        ("clause 4.2", "4.2"),
        ("WO123456", "WO-123456"),
        ("WO 123456", "WO-123456"),
        ("work order 123456", "WO-123456"),
        ("WO-2024-0117", "WO-2024-0117"),
        ("ordre de travail n° 5567", "OT-5567"),
        ("ISO 9001:2015", "ISO-9001"),
        ("iso 10816-3", "ISO-10816-3"),
        ("cooling water pump", "COOLING WATER PUMP"),
        ("", ""),
    ],
)
def test_one_way_of_writing(written: str, expected: str) -> None:
    assert normalise(written) == expected


@given(st.from_regex(r"([A-Z]{1,3}[- ]?)?[0-9]{1,5}[A-Za-z]?(\.[0-9]{1,2}){0,3}", fullmatch=True))
def test_normalising_twice_changes_nothing(written: str) -> None:
    assert normalise(normalise(written)) == normalise(written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vibration on P-101 rose; P101 was stopped.", ("P-101",)),
        ("what is wrong with p 101?", ("P-101",)),
        ("p101 and pu 2001A", ("P-101", "PU-2001A")),
        ("Pumps P-101A/B alternate", ("P-101A", "P-101B")),
        ("FAN-101/102", ("FAN-101", "FAN-102")),
        ("P-101A/P-101B/P-101C.", ("P-101A", "P-101B", "P-101C")),
        ("logs/P-101A/P-101B/day.csv", ()),
        ("valves HV-101/102/103.", ("HV-101", "HV-102", "HV-103")),
        ("FAN-101/2", ()),
        ("tag 10-PU-2001A on line 3", ("10-PU-2001A",)),
        ("asset CWC04701 (main plant)", ("CWC-04701",)),
        ("AHU-1, TT-1203 and LIC-1203-A", ("AHU-1", "TT-1203", "LIC-1203A")),
        ("the KKS tag 10LAC10AP001", ("10LAC10AP001",)),
        ("La pompe P-205 fuit.", ("P-205",)),
        ("see AHU-B1-03.", ("AHU-B1-03",)),
        ("open HV-101A, basket strainer BS-101, IP-204", ("HV-101A", "BS-101", "IP-204")),
    ],
)
def test_tags_in_text(text: str, expected: tuple[str, ...]) -> None:
    assert find_tags(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See T.2.4.3.a and T.2.4.3 (b).", ("T.2.4.3.A", "T.2.4.3.B")),
        ("as 4.2.1 requires", ("4.2.1",)),
        ("clause 4.2 applies", ("4.2",)),
        ("selon l'article 5.3, §6.1", ("5.3", "6.1")),
        ("rule IC.1.4.2 text", ("IC.1.4.2",)),
        ("WO-2024-0117 closed, WO123456 open", ("WO-2024-0117", "WO-123456")),
        ("work order L247402 was closed", ("L-247402",)),
        ("drawing PID-100-001 and DOC-PMP-0001", ("PID-100-001", "DOC-PMP-0001")),
        ("vibration to ISO 10816-3, steel to NF EN 10204:2005", ("ISO-10816-3", "NF-EN-10204")),
    ],
)
def test_numbers_in_text(text: str, expected: tuple[str, ...]) -> None:
    assert find_identifiers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "10 mm, 24 V, 400 V and 5 kW",
        "DN 100 PN 16, DN100, PN16",
        "an M12 bolt, M12x1.5, M 16",
        "4-20 mA, Pt100, RS485, IP65, IP 54",
        "on 2024-01-15, 12.05.2024, 12.05.24, 15-JAN-2024, JUN 2020",
        "bearing 6205-2RS, L10 life, 316L, S355JR, R134a, C45",
        "version 1.2.3, Figure 3.2.1, table 4.1.2, address 192.168.1.1",
        "at 100 bar, in 2024, of 120 pumps, a 100 hour run, et 200 autres",
        "P 120 bar, T 120 °C, at V 230 V",
        "page 12 of 140, p. 12, section 5, item 12, step 3",
        "Formula 2024, COVID-19, UTF-8, 3-phase, 50/60 Hz",
        "0.15 g and 1,234.5 kg, 4x4, 2 x 100 %",
        "hardness HV 200, HV10, IP-54, rated HB-20",
        "REV 02, Rev. B, NO 12, Fig 12, HB 200, ISO VG 46",
    ],
)
def test_what_is_no_identifier(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chiller 6 tripped", ("CHILLER-6",)),
        ("la pompe n° 2 et le ventilateur 3", ("POMPE-2", "VENTILATEUR-3")),
        ("Pump A and Pump B", ("PUMP-A", "PUMP-B")),
        ("pump 12 bar, chiller 6.5, a pump in 2024", ()),
        ("the pump a fitter mended", ()),
    ],
)
def test_named_equipment(text: str, expected: tuple[str, ...]) -> None:
    assert find_names(text) == expected
    assert find_tags(text) == ()


def test_places_are_those_of_the_text() -> None:
    text = "Before P-101, see clause 4.2 (WO 445566)."
    places = [(identifier.kind, text[identifier.start : identifier.end]) for identifier in find(text)]
    assert places == [("tag", "P-101"), ("clause", "4.2"), ("work_order", "WO 445566")]


def test_a_query_proposes_more_than_a_text() -> None:
    proposed = candidates("what of pu 2001 in 4.2? order 445566, P10")
    assert {"PU-2001", "4.2", "WO-445566", "445566", "P-10"} <= set(proposed)
    assert find_identifiers("what of pu 2001 in 4.2?") == ()


def test_a_query_for_a_clause_does_not_propose_its_parents() -> None:
    assert candidates("what does T.3.1.3 say?") == ("T.3.1.3",)
    assert candidates("is 4.5 mm enough, or 7.1 %?") == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("T.3.1.3", True), ("4.2", True), ("T.2.4.3.A", True), ("V.1", True), ("TABLE-2", True),
        ("P-101", False), ("5", False), ("WO-2024-0117", False), ("ISO-9001", False),
    ],
)  # fmt: skip
def test_numbers_of_clauses_tables_and_figures(value: str, expected: bool) -> None:
    assert is_label(value) is expected


def test_clause_numbers_compare_over_spellings() -> None:
    assert label_key("T.2.4.3.a") == label_key("t2.4.3 (a)") == "T.2.4.3.A"
    assert label_key("Table 2") == "TABLE.2"
    assert label_key("") == ""


def test_long_text_takes_linear_time() -> None:
    assert find_identifiers("A-" * 20_000 + "1" * 20_000) == ()
    assert find_identifiers("1.2." * 20_000) == ()
