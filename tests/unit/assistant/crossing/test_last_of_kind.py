"""When work on a kind of machine was last done, by the orders of each machine that is called so."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from assistant.crossing.last_of_kind import LastOfKind
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Language, Scope

from .mill import Sheet, question

_ORDERS = (
    ("WO-70071", "S-101A", "Monthly cleaning of basket", 7), ("WO-70072", "S-101A", "Open and clean S-101A", 18),
    ("WO-70073", "S-101B", "Monthly cleaning of basket", 24), ("WO-70074", "P-101A", "Clean base frame", 29),
    ("WO-70075", "S-101A", "Replace gasket", 30), ("WO-70076", "CT-101", "Inspection of tower", 9),
)  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    folder: Path = tmp_path_factory.mktemp("plant")
    text, moment = ("text", None), ("datetime", None)
    machines = [
        ("S-101A", "Suction strainer of P-101A"), ("S-101B", "Suction strainer of P-101B"), ("P-101A", "Water pump A"),
        ("CT-101", "Cooling tower, 2 cells"),
    ]  # fmt: skip
    sheets = [
        Sheet(
            "register", "Register", {"Tag": text, "Description": text},  # type: ignore[arg-type]
            [{"Tag": tag, "Description": said} for tag, said in machines],
        ),
        Sheet(
            "orders", "Work orders",
            {"Order": text, "Equipment tag": text, "Description": text, "Due date": moment, "Actual finish": moment},  # type: ignore[arg-type]
            [
                {
                    "Order": order, "Equipment tag": tag, "Description": said,
                    "Due date": datetime(2031, 5, 1), "Actual finish": datetime(2031, 5, day, 10),
                }
                for order, tag, said, day in _ORDERS
            ],
        ),
    ]  # fmt: skip
    return TableExpert(FolderTables([sheet.write(folder) for sheet in sheets]))


def _told(tables: TableExpert, text: str, language: Language = "en", *, tagged: bool = False) -> list[str]:
    last = LastOfKind(about=tables.about, rows_of=tables.rows_of, tagged=tagged)
    bridge = last.cross(question(text, language), Scope())
    return [] if bridge is None else [str(one.statement)[:50] for one in bridge.reasons]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("when was the strainer last cleaned?", "en"), ("last strainer cleaning", "en"),
        ("quand la crépine a-t-elle été nettoyée pour la dernière fois ?", "fr"), ("dernier nettoyage de la crépine", "fr"),
    ],
)  # fmt: skip
def test_each_machine_of_the_kind_the_latest_first(
    tables: TableExpert, text: str, language: Language
) -> None:
    told = _told(tables, text, language)
    assert [line.split(" ")[0] for line in told] == ["S-101B", "S-101A"]
    assert "24 " in told[0]
    assert "18 " in told[1]


def test_words_for_what_a_tag_is_are_not_looked_for_in_its_orders(tables: TableExpert) -> None:
    assert _told(tables, "when was the strainer S-101A last cleaned?")[0].startswith(
        "S-101A (cleaned) was last done on 18"
    )
    assert _told(tables, "dernier nettoyage de S-101A ?", "fr") == []
    assert _told(tables, "dernier nettoyage de S-101A ?", "fr", tagged=True)[0].startswith(
        "S-101A (nettoyage)"
    )


@pytest.mark.parametrize(
    "text",
    [
        "who cleaned the strainer last?", "when is the strainer cleaned next?", "when was the strainer cleaned?",
        "how often was the strainer cleaned last year?", "last reading of the strainer", "last alarm check",
        "when was the valve last replaced?", "cost of the last strainer cleaning",
    ],
)  # fmt: skip
def test_other_questions_are_left(tables: TableExpert, text: str) -> None:
    assert _told(tables, text) == []
