"""A list that says what parts do, and a log of orders that says what was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from .plant_tables import Sheet, asking, frame


def _parts() -> Sheet:
    rows = [
        {"machine": "press", "part": part, "explanation": words}
        for part, words in (
            (
                "ram",
                "presses the sheet into the die, driven by the main cylinder and guided by four columns.",
            ),
            ("cushion", "holds the sheet by its edge while the ram moves down, so that no folds form in it."),
            ("ram guide", "keeps the ram in line with the die, and takes up the side forces of the sheet."),
        )
    ]
    types = {"machine": ("text", None), "part": ("text", None), "explanation": ("text", None)}
    return Sheet("parts", "Parts", types, frame(rows))  # type: ignore[arg-type]


def _orders() -> Sheet:
    rows = [
        {"order": f"WO-{n}", "description": f"The part presses the sheet unevenly, as was told on shift {n} by two", "on": datetime(2031, 1, n)}
        for n in range(1, 5)
    ]  # fmt: skip
    types = {"order": ("text", None), "description": ("text", None), "on": ("datetime", None)}
    return Sheet("orders", "Orders", types, frame(rows))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    return asking((_orders(), _parts()), tmp_path_factory.mktemp("duties"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what does the cushion of the press do?", "holds the sheet by its edge"),
        ("what is the purpose of the ram guide?", "keeps the ram in line"),
        ("what is the ram for?", "presses the sheet into the die"),
        ("what is the cushion?", "holds the sheet by its edge"),
        ("which part presses the sheet?", "ram (part"),
        ("which part holds the sheet by its edge?", "cushion (part"),
    ],
)
def test_what_parts_are_for(ask: Callable[..., str], text: str, told: str) -> None:
    assert ask(text).startswith(told)


@pytest.mark.parametrize(
    "text", ["what does the boiler do?", "which part heats the sheet?", "what is the ram of the lathe for?"]
)
def test_what_no_list_tells(ask: Callable[..., str], text: str) -> None:
    assert "(part" not in ask(text)
    assert "(explanation" not in ask(text)


def test_a_cell_beside_a_name_does_not_say_what_the_thing_does(tmp_path: Path) -> None:
    rows = [{"Part": part, "Damage": words} for part, words in (("ram", "Cracks"), ("cushion", "Leaks"))]
    sheet = Sheet("damage", "Damage", dict.fromkeys(rows[0], ("text", None)), frame(rows))  # type: ignore[arg-type]
    ask = asking((sheet, _parts()), tmp_path)
    assert ask("what damage does the ram have?")
    assert ask("what does the boiler do?") == ""
    assert not asking((sheet,), tmp_path)("what does the ram do?")
