from __future__ import annotations

import pytest

from ingest.layout.numbering import follows, leaps, letter_follows, read_marker


@pytest.mark.parametrize(
    ("line", "kind", "label", "rest"),
    [
        ("F.3.5.3 Aluminum Tubing", "clause", "F.3.5.3", "Aluminum Tubing"),
        ("4.2.1 The pump shall stop", "clause", "4.2.1", "The pump shall stop"),
        ("EV.10.1.1 x", "clause", "EV.10.1.1", "x"),
        ("A.1 Scope", "clause", "A.1", "Scope"),
        ("2.2 L'historique montre", "clause", "2.2", "L'historique montre"),
        ("4.2 A pump", "clause", "4.2", "A pump"),
        ("1 Scope", "number", "1", "Scope"),
        ("12. Open the valve", "number", "12", "Open the valve"),
        ("b) close the drain", "letter", "b", "close the drain"),
        ("(iv) record the value", "letter", "iv", "record the value"),
        ("a. 1.5 mm minimum", "letter", "a", "1.5 mm minimum"),
        ("• Wet", "bullet", "", "Wet"),
        ("– sec", "bullet", "", "sec"),
        ("§ 3.2 Rights", "named", "§ 3.2", "Rights"),
        ("Article 5 – Objet", "named", "Article 5", "Objet"),
        ("GR - GENERAL REGULATIONS", "part", "GR", "GENERAL REGULATIONS"),
    ],
)
def test_marks_at_the_start_of_a_line(line: str, kind: str, label: str, rest: str) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.kind, marker.label, marker.rest) == (kind, label, rest)
    assert line[marker.width :] == rest


@pytest.mark.parametrize(
    "line",
    ["2.5 mm thick", "12 bar", "1 Sept 2023", "10.05.2024 report", "1.2 to 3", "Pump P-101", "a pump", ""],
)
def test_values_dates_and_words_are_no_marks(line: str) -> None:
    assert read_marker(line) is None


@pytest.mark.parametrize(
    ("label", "last", "expected"),
    [
        ("4.2.1", "4.2", True),
        ("4.3", "4.2.7", True),
        ("5", "4.2.7", True),
        ("5.1", "4.2.7", True),
        ("AD.1", "GR.9.4", True),
        ("4.2.9", "4.2.7", True),
        ("1", None, True),
        ("F.3.2.1", "F.3.5.1", False),
        ("4.2", "4.2", False),
        ("4.2.30", "4.2.7", False),
        ("T.8.2", "F.5.12.1", False),
        ("5.2", None, True),
        ("123", None, False),
    ],
)
def test_which_number_can_follow(label: str, last: str | None, expected: bool) -> None:
    assert follows(label, last) is expected


def test_letters_and_roman_numbers() -> None:
    assert letter_follows("a", None)
    assert letter_follows("b", "a")
    assert letter_follows("iv", "iii")
    assert letter_follows("i", "h")
    assert not letter_follows("c", None)
    assert not letter_follows("a", "c")


@pytest.mark.parametrize(
    ("label", "last", "expected"),
    [
        ("6.3", "5.2", True),
        ("7.2", "6.3", True),
        ("4.2.3", "4.1.7", True),
        ("6.5", "5.2", False),  # too far into the section
        ("10.2", "5.2", False),  # too many sections on
        ("5.1", "5.2", False),  # back
        ("6.3.1", "5.2", False),  # another depth
        ("F.6.3", "F.5.2", False),
        ("6.3", None, False),
    ],
)
def test_a_section_whose_first_clauses_are_left_out(label: str, last: str | None, expected: bool) -> None:
    assert leaps(label, last) is expected
