"""The order behind a report, and the report of an order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.crossing.orders import Orders
from assistant.experts.text.named import DocumentNames
from retrieval.records import Document, Language, Scope

from .mill import LETTER, REPORT, MillLibrary, names_in, question, tables


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Orders:
    folder: Path = tmp_path_factory.mktemp("mill")
    return Orders(row_of=tables(folder).row_of, names_in=names_in, library=MillLibrary())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language", "resolved"),
    [
        ("What did the work order behind SR-2031-044 cost?", "en", "What did work order WO-70077 cost?"),
        ("How much was the work order of report SR-2031-044?", "en", "How much was work order WO-70077?"),
        ("Combien a coûté l'ordre de travail du rapport SR-2031-044 ?", "fr",
         "Combien a coûté l'ordre de travail WO-70077"),
    ],
)  # fmt: skip
def test_the_order_takes_the_place_of_the_words_for_it(
    orders: Orders, text: str, language: Language, resolved: str
) -> None:
    bridge = orders.cross(question(text, language), Scope())
    assert bridge is not None
    assert bridge.text.startswith(resolved.rstrip("?")) or bridge.text == resolved
    assert bridge.about == "WO-70077"
    assert bridge.reasons[0].source == REPORT


def test_which_order_is_told_with_what_its_table_says(orders: Orders) -> None:
    bridge = orders.cross(question("Which work order is behind report SR-2031-044?"), Scope())
    assert bridge is not None
    assert not bridge.text
    assert "WO-70077" in (bridge.reasons[0].statement or "")
    assert "Blade jam" in (bridge.reasons[1].statement or "")
    assert bridge.reasons[0].quote == "Work order | WO-70077"


def test_the_report_of_an_order_is_told(orders: Orders) -> None:
    bridge = orders.cross(question("Which report describes WO-70077?"), Scope())
    assert bridge is not None
    assert [reason.source for reason in bridge.reasons] == [REPORT]


def test_a_document_without_an_order_is_said_to_have_none(orders: Orders) -> None:
    bridge = orders.cross(question("What did the work order behind LT-2031-007 cost?"), Scope())
    assert bridge is not None
    assert bridge.refusal is not None
    assert LETTER.rsplit("/", 1)[-1] in bridge.refusal


@pytest.mark.parametrize("text", ["Which work order is the most expensive?", "Cost of work order WO-70077?"])
def test_other_questions_on_orders_are_left_alone(orders: Orders, text: str) -> None:
    assert orders.cross(question(text), Scope()) is None


class RepairLibrary(MillLibrary):
    """The jam's report is called a repair."""

    def documents(self, scope: Scope) -> list[Document]:
        return [
            replace(d, title="Repair of band saw SW-12") if d.source == REPORT else d
            for d in super().documents(scope)
        ]


@pytest.fixture(scope="module")
def of_repair(tmp_path_factory: pytest.TempPathFactory) -> Orders:
    mill = tables(tmp_path_factory.mktemp("repair"))
    library = RepairLibrary()
    return Orders(row_of=mill.row_of, names_in=DocumentNames(library).find, library=library)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language", "resolved"),
    [
        ("What did the repair cost?", "en", "What did work order WO-70077 cost?"),
        ("How long did the repair of SW-12 take?", "en", "How long did work order WO-70077 take?"),
        ("What was the total cost of the repair of SW-12?", "en", "What was the total cost of work order WO-70077?"),
        ("Combien a coûté la réparation de SW-12 ?", "fr", "Combien a coûté l'ordre de travail WO-70077 ?"),
    ],
)  # fmt: skip
def test_what_a_work_cost_is_asked_of_its_order(
    of_repair: Orders, text: str, language: Language, resolved: str
) -> None:
    bridge = of_repair.cross(question(text, language), Scope())
    assert bridge is not None
    assert bridge.text == resolved
    assert bridge.about == "WO-70077"
    assert [reason.source for reason in bridge.reasons] == [REPORT]


@pytest.mark.parametrize("text", ["What did the repair of the kiln cost?", "What did all repairs cost?"])
def test_another_work_is_not_asked_of_it(of_repair: Orders, text: str) -> None:
    assert of_repair.cross(question(text), Scope()) is None
