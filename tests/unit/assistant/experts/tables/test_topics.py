from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Evidence, Question
from retrieval.records import ColumnType, Language, Scope

from .plant_tables import Sheet

ROWS = [
    ("WO-1", "P-1", "repl lkg seal", "mechanical seal", "leak", "replace"),
    ("WO-2", "P-1", "gland weeping", "gland; seal", "leak", None),
    ("WO-3", "P-2", "seal faces worn", "seal", "wear", None),
    ("WO-4", "P-2", "sealant blown out", "sealant", "burst", None),
    ("WO-5", "P-3", "motor trips", "motor", "trip", None),
    ("WO-6", "P-3", "oil leak at gearbox", "oil; gearbox", "leak", None),
]
NAMES = [
    "WO number",
    "Equipment tag",
    "Description",
    "Component (derived)",
    "Failure (derived)",
    "Action (derived)",
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Evidence]:
    frame = pd.DataFrame(ROWS, columns=NAMES, dtype=object)
    sheet = Sheet("work_orders", "work orders", dict.fromkeys(NAMES, ("text", None)), frame)
    expert = TableExpert(FolderTables([sheet.write(tmp_path_factory.mktemp("topics"))]))

    def best(text: str) -> Evidence:
        return expert.find(Question(text=text, asked=text, language="en"), Scope()).evidence[0]

    return best


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("How many work orders about leaking seals?", 2),
        ("How many work orders are about seals?", 3),
        ("How many work orders about leaking seals on P-1?", 2),
        ("How many work orders mention a gearbox leak?", 1),
        ("How many work orders about leaks?", 3),
        ("How many work orders about mech seal lkg?", 1),
        ("How many work orders about cracked seals?", 0),
    ],
)
def test_orders_are_counted_by_what_they_tell(
    ask: Callable[[str], Evidence], question: str, count: int
) -> None:
    evidence = ask(question)
    assert evidence.statement is not None
    assert f" {count} work order" in evidence.statement
    assert "(derived)" in (evidence.sql or "")
    assert any("a model read this" in caveat for caveat in evidence.caveats)


def test_a_question_without_topic_does_not_touch_derived_columns(ask: Callable[[str], Evidence]) -> None:
    evidence = ask("How many work orders on P-2?")
    assert "derived" not in f"{evidence.sql}{evidence.statement}{evidence.caveats}"
    assert " 2 work orders" in (evidence.statement or "")


def test_rows_are_shown_with_what_the_file_prints(ask: Callable[[str], Evidence]) -> None:
    evidence = ask("Which work orders are about leaking seals?")
    assert "WO-1" in (evidence.statement or "")
    assert "WO-2" in (evidence.statement or "")
    assert "WO-3" not in (evidence.statement or "")


@pytest.mark.parametrize(
    "question",
    [
        "total number of trips of P-3",
        "How many trips did P-3 have?",
        "Combien de fois P-3 a-t-elle déclenché ?",
    ],
)
def test_events_are_counted_before_things_that_trip(
    tmp_path_factory: pytest.TempPathFactory, question: str
) -> None:
    """A list of what trips has a yes under ``Trip``; how often something tripped stands in the orders."""
    text: tuple[ColumnType, str | None] = ("text", None)
    orders = pd.DataFrame(ROWS, columns=NAMES, dtype=object)
    switches = pd.DataFrame(
        [("TS-1", "P-3", True), ("TS-2", "P-3", True), ("TS-3", "P-1", False)],
        columns=["Tag", "Equipment", "Trip"],
    )
    sheets = (
        Sheet("work_orders", "work orders", dict.fromkeys(NAMES, text), orders),
        Sheet(
            "instruments",
            "Instruments",
            {"Tag": text, "Equipment": text, "Trip": ("boolean", None)},
            switches,
        ),
    )
    folder = tmp_path_factory.mktemp("trips")
    expert = TableExpert(FolderTables([sheet.write(folder) for sheet in sheets]))
    language: Language = "fr" if question.startswith("Combien") else "en"
    best = expert.find(Question(text=question, asked=question, language=language), Scope()).evidence[0]
    assert "work_orders" in best.source
    assert best.values == ("1",)


def test_a_count_shows_the_rows_that_it_counted(ask: Callable[[str], Evidence]) -> None:
    evidence = ask("How many work orders about leaking seals?")
    assert evidence.rows is not None
    place = evidence.rows.columns.index("WO number")
    assert [row[place] for row in evidence.rows.values] == ["WO-1", "WO-2"]
    assert evidence.rows.matched == 2


def test_what_rows_mention_is_no_column(tmp_path: Path) -> None:
    names = ["Number", "Asset", "Notes"]
    rows = [
        ("101", "Plant", "Site offline due to grid disturbance"),
        ("102", "Inverter", "Contactor worn"),
        ("103", "Plant", "Plant trip due to grid disturbance"),
    ]
    frame = pd.DataFrame(rows, columns=names, dtype=object)
    sheet = Sheet("work_orders", "work orders", dict.fromkeys(names, ("text", None)), frame)
    expert = TableExpert(FolderTables([sheet.write(tmp_path)]))
    text = "Which work orders mention a grid disturbance?"
    said = expert.find(Question(text=text, asked=text, language="en"), Scope()).evidence[0].statement or ""
    assert "101" in said
    assert "103" in said
    assert "102" not in said
