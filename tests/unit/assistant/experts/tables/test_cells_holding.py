from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.look_through import VALUES_KEPT
from assistant.experts.tables.source import FolderTables
from assistant.experts.text.word_forms import word_forms
from retrieval.records import Language, Scope

from .plant_tables import Sheet, frame


@pytest.fixture
def expert(tmp_path: Path) -> TableExpert:
    rows = [
        {"Order": "WO-1", "Text": "Seal leak"},
        {"Order": "WO-2", "Text": "Motor hot"},
        {"Order": "WO-3", "Text": "Seal leak"},
    ]
    types = {"Order": ("text", None), "Text": ("text", None)}
    return TableExpert(FolderTables([Sheet("orders", "Orders", types, frame(rows)).write(tmp_path)]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "language"), [(("leaks",), "en"), (("leaking", "seals"), "en"), (("fuite",), "fr")]
)
def test_a_cell_is_quoted_with_the_rows_that_have_it(
    expert: TableExpert, words: tuple[str, ...], language: Language
) -> None:
    (cited,) = expert.cells_holding(word_forms(words, language), Scope()).values()
    cell = cited()
    assert cell.quote == "Seal leak"
    assert cell.rows is not None
    assert (cell.rows.matched, cell.rows.row_numbers) == (2, (0, 2))


def test_words_of_two_cells_are_no_cell(expert: TableExpert) -> None:
    assert expert.cells_holding(word_forms(("leak", "motor"), "en"), Scope()) == {}


def _notes(folder: Path, texts: Sequence[str]) -> TableExpert:
    rows = [{"Order": f"WO-{n}", "Text": text} for n, text in enumerate(texts)]
    types = {"Order": ("text", None), "Text": ("text", None)}
    return TableExpert(FolderTables([Sheet("orders", "Orders", types, frame(rows)).write(folder)]))  # type: ignore[arg-type]


def test_a_value_that_the_index_does_not_keep_is_found(tmp_path: Path) -> None:
    texts = [f"Round {n:05}, sealed" for n in range(VALUES_KEPT + 1200)] + ["Étanchéité refaite, joint usé"]
    found = _notes(tmp_path, texts).cells_holding(word_forms(("étanchéité", "usée"), "fr"), Scope())
    assert [cited().quote for cited in found.values()] == [texts[-1]]


def test_the_end_of_a_long_value_is_found(tmp_path: Path) -> None:
    texts = ["Nothing.", f"{'The shift went round and saw nothing. ' * 6}Then the hopper overflowed."]
    found = _notes(tmp_path, texts).cells_holding(word_forms(("overflowing",), "en"), Scope())
    assert [cited().quote for cited in found.values()] == [texts[1].strip()]
