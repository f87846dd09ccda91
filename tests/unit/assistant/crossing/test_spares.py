"""Spare parts of a thing are told from the lists of stores, with what is in stock."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.crossing.spares import SpareParts, asked_spares
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Language, Scope

from .mill import Sheet

_HEAD = ("Part no.", "Description", "Fits", "In stock", "Shelf")
_ROWS = (
    ("70-01", "Bearing 6309 (rear)", "SW-12A/B", 0.0, "A-1"),
    ("70-02", "Bearing 6308 (front)", "SW-12A/B", 2.0, "A-1"),
    ("70-03", "Bearing cover, rear", "SW-12A/B", 1.0, "A-2"),
    ("70-04", "Mechanical seal kit 40 mm", "SW-12A/B", 1.0, "A-3"),
    ("70-05", "Chute cover gasket", "CH-4", 6.0, "A-4"),
)


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[str] | None]:
    kinds = ("text", "text", "text", "number", "text")
    sheet = Sheet(
        "stores", "Spare parts", {name: (kind, None) for name, kind in zip(_HEAD, kinds, strict=True)},  # type: ignore[misc]
        [dict(zip(_HEAD, row, strict=True)) for row in _ROWS],
    )  # fmt: skip
    tables = TableExpert(FolderTables([sheet.write(tmp_path_factory.mktemp("stores"))]))
    crossing = SpareParts(rows_of=tables.rows_of)

    def told(text: str, language: Language = "en") -> list[str] | None:
        bridge = crossing.cross(Question(text=text, asked=text, language=language), Scope())
        return None if bridge is None else [reason.statement or "" for reason in bridge.reasons]

    return told


def test_what_is_in_stock_comes_first(tell: Callable[..., list[str] | None]) -> None:
    assert tell("Do we have a spare bearing for SW-12A?") == [
        "Yes. Bearing 6308 (front) (Part no. 70-02): In stock 2, Shelf A-1.",
        "Bearing 6309 (rear) (Part no. 70-01): In stock 0, Shelf A-1.",
    ]
    assert tell("Is there a spare rear bearing in stock?") == [
        "No. Bearing 6309 (rear) (Part no. 70-01): In stock 0, Shelf A-1."
    ]


def test_the_word_itself_comes_before_its_synonyms(tell: Callable[..., list[str] | None]) -> None:
    assert tell("What spare parts do I need to replace the seal?") == [
        "Mechanical seal kit 40 mm (Part no. 70-04): In stock 1, Shelf A-3."
    ]


def test_french_words_are_known_by_what_they_mean(tell: Callable[..., list[str] | None]) -> None:
    told = tell("A-t-on un roulement de rechange pour SW-12B ?", "fr")
    assert told is not None
    assert told[0] == "Oui. Bearing 6308 (front) (Part no. 70-02) : In stock 2, Shelf A-1."
    assert tell("Quelles pièces de rechange pour la garniture de SW-12A ?", "fr") == [
        "Mechanical seal kit 40 mm (Part no. 70-04) : In stock 1, Shelf A-3."
    ]


def test_all_parts_of_a_machine(tell: Callable[..., list[str] | None]) -> None:
    told = tell("pièces de rechange pour CH-4", "fr")
    assert told == ["Chute cover gasket (Part no. 70-05) : In stock 6, Shelf A-4."]
    assert tell("spare parts for the office") is None


def test_what_no_list_holds_is_left_to_others(tell: Callable[..., list[str] | None]) -> None:
    assert tell("Do we have a spare impeller for SW-12A?") is None
    assert tell("Do we have a spare bearing for CH-4?") is None


@pytest.mark.parametrize(
    "text",
    [
        "Which spare parts fit P-7?",
        "Which spare parts are below minimum stock?",
        "Where are the spare seals kept?",
        "How many spare bearings do we have?",
        "What does a spare seal cost?",
        "Which parts were changed in the overhaul?",
        "Do we have a procedure for P-7?",
        "What was spent on parts for P-7?",
    ],
)
def test_other_questions_are_left(text: str) -> None:
    assert asked_spares(text) is None
