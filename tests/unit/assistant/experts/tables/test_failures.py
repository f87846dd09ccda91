"""Failures are the orders that say how something failed; kinds of failure stay a column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from .plant_tables import Sheet, asking, frame

ROWS = [
    ("JO-1", datetime(2031, 1, 4, 8), datetime(2031, 1, 9, 8), "BX-7", "Grease the bearings", None),
    ("JO-2", datetime(2031, 2, 6, 7), datetime(2031, 3, 2, 9), "BX-7", "Casing wet", "ELP"),
    ("JO-3", datetime(2031, 3, 8, 6), datetime(2031, 3, 9, 9), "BX-7", "Does not start", "FTS"),
    ("JO-4", datetime(2031, 4, 1, 6), datetime(2031, 4, 2, 9), "CQ-2", "Casing wet", "ELP"),
    ("JO-5", datetime(2031, 5, 1, 6), datetime(2031, 5, 2, 9), "CQ-2", "Grease the bearings", None),
    ("JO-6", datetime(2031, 6, 1, 6), datetime(2031, 6, 2, 9), "BX-7", "Casing wet", "ELP"),
]
NAMES = ["WO number", "Created", "Actual finish", "Equipment tag", "Description", "Failure mode"]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    types = {
        name: (("datetime" if name in NAMES[1:3] else "text"), None) for name in NAMES
    }  # fmt: skip
    rows = [dict(zip(NAMES, row, strict=True)) for row in ROWS]
    sheet = Sheet("work_orders", "work orders", types, frame(rows))  # type: ignore[arg-type]
    return asking([sheet], tmp_path_factory.mktemp("failures"))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many failures of BX-7?", "There are 3 work orders"),
        ("how many times did CQ-2 fail", "1 work order "),
        ("How often was BX-7 repaired?", "There are 3 work orders"),
        ("How many different failure modes on BX-7?", "2 different values of Failure mode"),
        ("Which equipment failed most?", "BX-7 has the most: 3"),
    ],
)
def test_failures_are_counted(ask: Callable[..., str], question: str, told: str) -> None:
    assert told in ask(question)


def test_when_something_failed_is_when_its_orders_were_raised(ask: Callable[..., str]) -> None:
    told = ask("When did BX-7 fail?")
    assert all(order in told for order in ("JO-2", "JO-3", "JO-6"))
    assert "JO-1" not in told
    assert "2031-02-06" in told
    assert "3 ordres de travail" in ask("Quand BX-7 est tombé en panne ?", language="fr")
    assert "2031-06-01" in ask("When was the last failure of BX-7?")


def test_what_failures_cost_is_not_what_all_orders_cost(tmp_path: Path) -> None:
    names = ["WO number", "Created", "Failure mode", "Cost"]
    types = dict(
        zip(names, (("text", None), ("datetime", None), ("text", None), ("number", "EUR")), strict=True)
    )
    rows = [
        ("JO-1", datetime(2031, 1, 4), None, 100.0),
        ("JO-2", datetime(2031, 2, 4), "ELP", 40.0),
        ("JO-3", datetime(2031, 3, 4), "FTS", 2.0),
    ]
    made = frame([dict(zip(names, row, strict=True)) for row in rows])
    ask = asking([Sheet("work_orders", "work orders", types, made)], tmp_path)  # type: ignore[arg-type]
    assert ask("total cost of failures").startswith("42 EUR")
    assert ask("total cost of all work orders").startswith("142 EUR")


def test_failures_are_counted_where_no_other_word_names_their_table(ask: Callable[..., str]) -> None:
    assert "4 ordres de travail" in ask("Combien de pannes ?", language="fr")
    assert "3 ordres de travail" in ask("Combien de pannes en 2031 sur BX-7 ?", language="fr")
    assert "4 work orders" in ask("How many breakdowns in 2031?")


def test_a_line_of_an_fmea_is_no_event(tmp_path: Path) -> None:
    names = ["Equipment", "Component", "Failure mode", "Cause", "Severity"]
    types = {name: ("number" if name == "Severity" else "text", None) for name in names}
    lines = [
        ("P-301", "Impeller", "Cavitation", "Low NPSH", 7.0),
        ("P-301", "Seal", "Seal leak", "Face wear", 8.0),
        ("P-302", "Bearing", "Bearing wear", "Poor greasing", 8.0),
    ]
    rows = [dict(zip(names, line, strict=True)) for line in lines]
    sheet = Sheet("fmea", "fmea", types, frame(rows))  # type: ignore[arg-type]
    ask = asking([sheet], tmp_path)
    for question in ("Did P-301 cavitate?", "Has P-301 had cavitation?"):
        assert "Yes" not in ask(question)
    assert "Oui" not in ask("P-301 a-t-elle cavité ?", language="fr")
    assert "Cavitation" in ask("What are the failure modes of P-301?")
