"""Which rows are meant is said in a word that no column holds: then they are not all counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.experts.tables.left_out import nouns_behind_prepositions, words_beside
from retrieval.records import Language

from .plant_tables import Sheet, asking, frame

_ORDERS = [("CM", 1, 5), ("CM", 2, 9), ("PM", 3, 4), ("CM", 8, 8)]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    rows = [
        {"WO": f"W-{n}", "Type": kind, "Created": date(2024, 3, first), "Actual start": date(2024, 3, last)}
        for n, (kind, first, last) in enumerate(_ORDERS)
    ]
    types = {
        "WO": ("text", None), "Type": ("text", None), "Created": ("date", None), "Actual start": ("date", None),
    }  # fmt: skip
    sheet = Sheet("work_orders", "Work orders", types, frame(rows))
    return asking([sheet], tmp_path_factory.mktemp("orders"))


def test_what_is_not_right_behind_under_is_compared_with_no_column(ask: Callable[..., str]) -> None:
    assert "3" in ask("How many corrective work orders were raised in 2024?")
    assert "<" not in ask("How many corrective work orders under warranty were raised in 2024?")


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("How many corrective maintenance work orders were raised in 2024?", "en"),
        ("How many corrective work orders of the mill were raised in 2024?", "en"),
        ("combien de work orders correctifs de l'unité créés en 2024 ?", "fr"),
    ],
)
def test_words_of_the_whole_site_restrict_no_rows(ask: Callable[..., str], asked: str, language: str) -> None:
    assert "3" in ask(asked, language=language)


@pytest.mark.parametrize(
    ("asked", "language", "held"),
    [
        ("highest rpn in the truck FMEA", "en", False),
        ("rpn maximum dans l'AMDEC du camion", "fr", False),
        ("orders under warranty", "en", True),
        ("pneumatic work orders", "en", True),
    ],
)
def test_a_word_beside_a_paper_says_which_paper(asked: str, language: Language, held: bool) -> None:
    norms = asked.lower().replace("l'", "").split()
    named = {at for at, norm in enumerate(norms) if norm in {"fmea", "amdec", "work", "orders"}}
    which = words_beside(norms, named, language) | nouns_behind_prepositions(norms)
    words = {norms[at] for at in which} & {"truck", "camion", "warranty", "pneumatic"}
    assert bool(words) is held
