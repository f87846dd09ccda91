"""Numbers that name orders are found and counted, never added up; amounts are no number of rows; partial joins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import ColumnType, Language, Scope

from .plant_tables import Sheet, frame

Ask = Callable[[str, Language], str]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder: Path = tmp_path_factory.mktemp("orders")
    orders = [
        {"Order": 7300 + i, "Description": text, "Object": tag}
        for i, (text, tag) in enumerate(
            (
                ("Belt changed", "CV-12"),
                ("Oil change", "GB-3"),
                ("Guard mended", "CV-12"),
                ("Idler seized", "CV-14"),
            )
        )
    ]
    costs = [
        {"Description": "Belt changed", "Cost": 900.5},
        {"Description": "Oil change", "Cost": 80.0},
        {"Description": "Chute lined", "Cost": 4100.0},
    ]
    text: tuple[ColumnType, str | None] = ("text", None)
    sheets = (
        Sheet(
            "order_list",
            "Order list",
            {"Order": ("integer", None), "Description": text, "Object": text},
            frame(orders),
        ),
        Sheet("invoices", "Invoices", {"Description": text, "Cost": ("number", "EUR")}, frame(costs)),
    )
    expert = TableExpert(FolderTables([sheet.write(folder) for sheet in sheets]))

    def answer(text: str, language: Language) -> str:
        found = expert.find(Question(text=text, asked=text, language=language), Scope()).evidence
        return (found[0].statement or "") if found and found[0].score >= 0.5 else ""

    return answer


def test_order_numbers_are_not_summed(ask: Ask) -> None:
    for question in ("What is the total of the orders?", "How many orders are there?", "average order"):
        answer = ask(question, "en")
        assert "29206" not in answer
        assert "7301" not in answer


def test_an_order_is_found_by_its_number(ask: Ask) -> None:
    assert "Oil change" in ask("What is the description of order 7301?", "en")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How many hours for order 7301?", "en"),
        ("How many hours were spent on order 7301?", "en"),
        ("Combien d'heures pour l'ordre 7301 ?", "fr"),
        ("How many days did order 7390 take?", "en"),
    ],
)
def test_hours_asked_for_are_not_a_number_of_rows(ask: Ask, question: str, language: Language) -> None:
    assert ask(question, language) == ""


def test_rows_may_still_be_counted(ask: Ask) -> None:
    assert "2" in ask("How many orders on CV-12?", "en")


def test_a_total_is_not_taken_over_a_join_that_loses_rows(ask: Ask) -> None:
    assert "980.5" not in ask("Total cost of all orders?", "en")
