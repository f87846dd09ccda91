from __future__ import annotations

import time

import pytest

from assistant.quantities import dimensions_of, find_quantities, missing, read_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 2.4 mm deep", [(2.4, "mm")]),
        ("0,5 ms au lieu de 2,5 ms", [(0.5, "ms"), (2.5, "ms")]),
        ("resist 30 kN and 600 VDC", [(30, "kN"), (600, "V")]),
        ("P-101 and rule T.2.4.3 on 2020-06-11 at 07:45", []),
        ("3x8 mm, Ø12 mm", [(3, None), (8, "mm"), (12, "mm")]),
        ('3/8" bolt', [(0.375, "in")]),
        ("seven months, twice", [(7, "month")]),
        ("7° au total", [(7, "°")]),
        ("one of them in one hour", [(1, "h")]),
        ("10 000 h", [(10000, "h")]),
        ("5-10 bar", [(5, None), (10, "bar")]),
    ],
)
def test_find(text: str, expected: list[tuple[float, str | None]]) -> None:
    found = find_quantities(text)
    assert [(min(q.readings), q.unit.name if q.unit else None) for q in found] == expected


def test_thousands_and_decimals() -> None:
    assert read_number("1,250") == {1250.0, 1.25}
    assert read_number("0.129") == {0.129}
    assert read_number("1.234,5") == {1234.5}
    assert read_number("1 250,5") == {1250.5}


def test_missing_compares_value_and_unit() -> None:
    held = find_quantities("30 kN within 5 s and 12 bolts")
    assert missing(find_quantities("30 kN, 5 seconds, 12"), held) == []
    assert len(missing(find_quantities("30 N and 6 s"), held)) == 2


def test_dimensions_named() -> None:
    assert dimensions_of("Puissance moyenne, en kW ?") == {"power"}
    assert dimensions_of("within how many sec?") == {"time"}
    assert dimensions_of("which pump leaks?") == frozenset()


def test_a_long_word_without_digits_takes_no_time() -> None:
    began = time.process_time()
    assert find_quantities("polytetrafluoroethylene" * 40 + " 4 mm")[-1].readings == {4.0}
    assert time.process_time() - began < 1
    assert not find_quantities("SV-STD-017 and Pump-A.12")
