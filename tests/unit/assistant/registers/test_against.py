"""One column held against another: done after the day, in time, beyond a tolerance or a life, fewer than ordered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from assistant.clock import ask_on
from assistant.experts.tables.programs.choose import Choice
from assistant.experts.tables.programs.conditions import asked
from assistant.experts.tables.programs.say import tell
from assistant.experts.tables.programs.sheet import Sheet, sheet
from assistant.language import detect_language
from assistant.registers.meanings import meanings

TODAY = date(2026, 11, 29)


def _sheet(names: tuple[str, ...], *rows: tuple[object, ...]) -> Sheet:
    return replace(sheet(names, rows, tuple(range(1, len(rows) + 1))), wide=True)


JOBS = _sheet(
    ("Job", "Raised", "Target", "Closed"),
    ("J-1", date(2026, 9, 1), date(2026, 9, 20), date(2026, 9, 25)),
    ("J-2", date(2026, 9, 2), date(2026, 9, 30), date(2026, 9, 30)),
    ("J-3", date(2026, 9, 3), date(2026, 9, 10), date(2026, 10, 1)),
    ("J-4", date(2026, 9, 4), date(2026, 10, 10), None),
)
GAUGES = _sheet(
    ("Code", "Err. (%)", "Tol (%)"),
    ("G-1", -0.8, 0.5), ("G-2", 0.4, 0.5), ("G-3", 0.6, 0.5), ("G-4", 0.1, 1.0),
)  # fmt: skip
ORDERS = _sheet(
    ("PO", "Qté cdée", "Qty ord", "Qty rec"),
    ("P-1", 1, 10, 10), ("P-2", 1, 10, 4), ("P-3", 1, 5, 0), ("P-4", 1, 6, 8),
)  # fmt: skip
TRUCKS = _sheet(
    ("Unit", "Run hrs", "Next svc hrs"),
    ("T-1", 900, 1000), ("T-2", 1200, 1000), ("T-3", 2600, 2500), ("T-4", 10, 250),
)  # fmt: skip
MOTORS = _sheet(
    ("Motor", "A nom.", "A mesuré"),
    ("M-1", 20, 22), ("M-2", 30, 28), ("M-3", 15, 16), ("M-4", 15, 9),
)  # fmt: skip


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[None]:
    ask_on(TODAY)
    yield
    ask_on(None)


def listed(question: str, table: Sheet) -> list[set[str]]:
    """The first column's cells that some meaning tells."""
    read = asked(question, wide=True)
    found = meanings(read, table, TODAY)
    return [set(c.outcome.values) for c in found if c.program.tell == "cells" and c.program.column == 0]


@pytest.mark.parametrize(
    ("question", "table", "found"),
    [
        ("which jobs were closed late", JOBS, {"J-1", "J-3"}),
        ("quels jobs ont été terminés après la date prévue", JOBS, {"J-1", "J-3"}),
        ("jobs done on time", JOBS, {"J-2"}),
        ("which gauges were out of tolerance", GAUGES, {"G-1", "G-3"}),
        ("lesquels dépassent l'écart admis", GAUGES, {"G-1", "G-3"}),
        ("short deliveries", ORDERS, {"P-2", "P-3"}),
        ("trucks past their service hours", TRUCKS, {"T-2", "T-3"}),
        ("quels moteurs dépassent la plaque", MOTORS, {"M-1", "M-3"}),
    ],
)
def test_rows_are_those_whose_value_is_past_the_other_column(
    question: str, table: Sheet, found: set[str]
) -> None:
    assert found in listed(question, table)


@pytest.mark.parametrize(
    "question", ["which jobs are late", "jobs raised in september", "list the closed jobs"]
)
def test_days_are_not_compared_unless_done_and_late_are_said(question: str) -> None:
    assert {"J-1", "J-3"} not in listed(question, JOBS)


@pytest.mark.parametrize(
    ("question", "said"),
    [("which jobs were closed late", "Closed after Target"), ("jobs done on time", "Closed by Target")],
)
def test_the_sentence_says_which_days_were_compared(question: str, said: str) -> None:
    read = asked(question, wide=True)
    sentences = [
        tell(Choice(read, found, 0.9), JOBS, detect_language(question))
        for found in meanings(read, JOBS, TODAY)
        if found.program.where and found.program.where[0].test in ("short", "beyond")
    ]
    assert any(said in sentence for sentence in sentences)
