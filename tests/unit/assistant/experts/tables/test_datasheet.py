"""A material's sheet as a web page has it: one row a table, units in a row of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .plant_tables import Sheet, asking, frame


def _sheet(name: str, title: str, rows: list[dict[str, object]]) -> Sheet:
    return Sheet(name, title, dict.fromkeys(rows[0], ("text", None)), frame(rows))


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    sheets = (
        _sheet("one", "QX7-2 composition", [{"C": "0.1 - 0.2", "Si": "max 0.3", "Mn": "0.9"}]),
        _sheet("two", "QX7-2 properties", [
            {"Form": "-", "Tensile strength": "N/mm 2", "Impact strength": "J/cm 2"},
            {"Form": "Bars", "Tensile strength": "640", "Impact strength": ""},
        ]),
        _sheet("three", "QX7-2 hardness", [{"-": "QX7-2", "Brinell HB": "180", "Vickers HV": ""}]),
        _sheet("four", "QX9 composition", [{"C": "0.7", "Si": "1.2", "Mn": "2"}]),
    )  # fmt: skip
    return asking(sheets, tmp_path_factory.mktemp("sheets"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what is the carbon content of QX7-2?", "0.1 - 0.2 (C; QX7-2 composition)."),
        ("how much manganese is in steel QX9?", "2 (Mn; QX9 composition)."),
        ("tensile strength of QX7-2", "640 N/mm 2 (Tensile strength; QX7-2 properties)."),
        ("how hard is QX7-2?", "180 (Brinell HB; QX7-2 hardness)."),
    ],
)
def test_a_property_of_the_thing(ask: Callable[..., str], text: str, told: str) -> None:
    assert ask(text) == told


@pytest.mark.parametrize("text", ["density of QX7-2", "carbon content of QX8", "impact strength of QX7-2"])
def test_what_the_sheet_does_not_hold(ask: Callable[..., str], text: str) -> None:
    assert "; QX" not in ask(text)
