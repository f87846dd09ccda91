"""A table of properties gives its value with its unit, whatever the question calls it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import ColumnType, Language

from .plant_tables import Sheet, asking, frame

TEXT: tuple[ColumnType, str | None] = ("text", None)
WHOLE: tuple[ColumnType, str | None] = ("integer", None)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    rows = [
        {"Property": name, "Value": value, "Unit": unit}
        for name, value, unit in (("Rated lift", 5000, "kg"), ("Motor power", 11, "kW"), ("Span", 18, "m"))
    ]
    sheet = Sheet("crane_data", "Crane data", {"Property": TEXT, "Value": WHOLE, "Unit": TEXT}, frame(rows))
    return asking([sheet], tmp_path_factory.mktemp("crane"))


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("what is the motor power?", "en", "11", "kW"),
        ("rated lift of the crane", "en", "5000", "kg"),
        ("how much is the span?", "en", "18", "m"),
        ("quelle est la valeur de Motor power ?", "fr", "11", "kW"),
    ],
)
def test_the_value_comes_with_its_unit(
    ask: Callable[..., str], text: str, language: Language, value: str, unit: str
) -> None:
    said = ask(text, language=language)
    assert value in said
    assert unit in said.replace("Unit", "")
