"""Who did what on an order: the column that says so, or that none does."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from assistant.crossing.who_on_order import WhoOnOrder
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Language, Scope

from .mill import Sheet, question

_HEADS = {"Order": ("text", None), "Created": ("datetime", None), "Reported by": ("text", None)}


def _expert(folder: Path, *more: str) -> TableExpert:
    heads = {**_HEADS, **dict.fromkeys(more, ("text", None))}
    rows = [
        {
            "Order": f"WO-7007{n}",
            "Created": datetime(2031, 5, n + 1),
            "Reported by": "Control room",
            **dict.fromkeys(more, f"Crew {n}"),
        }
        for n in range(3)
    ]
    return TableExpert(FolderTables([Sheet("orders", "Work orders", heads, rows).write(folder)]))  # type: ignore[arg-type]


def _told(expert: TableExpert, text: str, language: Language = "en") -> str | None:
    bridge = WhoOnOrder(row_of=expert.row_of).cross(question(text, language), Scope())
    return None if bridge is None else bridge.reasons[0].statement


def test_who_reported_an_order_did_not_close_it(tmp_path: Path) -> None:
    expert = _expert(tmp_path)
    assert _told(expert, "who closed WO-70071?") == (
        "orders.csv does not say who closed it (WO-70071); it says: Reported by Control room."
    )
    assert _told(expert, "qui a clôturé l'OT WO-70071 ?", "fr") == (
        "orders.csv ne dit pas qui l'a clôturé (WO-70071) ; il indique : Reported by Control room."
    )
    assert _told(expert, "who reported WO-70072?") == "WO-70072: Reported by Control room (orders.csv)."


def test_the_column_that_says_so(tmp_path: Path) -> None:
    expert = _expert(tmp_path, "Closed by", "Technicien")
    assert _told(expert, "who closed WO-70071?") == "WO-70071: Closed by Crew 1 (orders.csv)."
    assert _told(expert, "who worked on WO-70072?") == "WO-70072: Technicien Crew 2 (orders.csv)."
    assert (
        _told(expert, "par qui a été réalisé WO-70072 ?", "fr")
        == "WO-70072 : Technicien Crew 2 (orders.csv)."
    )


@pytest.mark.parametrize(
    "text",
    ["when was WO-70071 closed?", "who is the owner of WO-70071?", "who closed the valve?", "is WO-70071 closed?",
     "who closed WO-99999?"],
)  # fmt: skip
def test_other_questions_are_left(tmp_path: Path, text: str) -> None:
    assert _told(_expert(tmp_path), text) is None
