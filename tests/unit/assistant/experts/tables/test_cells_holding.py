from __future__ import annotations

from pathlib import Path

import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
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
    (cell,) = expert.cells_holding(words, language, Scope()).values()
    assert cell.quote == "Seal leak"
    assert cell.rows is not None
    assert (cell.rows.matched, cell.rows.row_numbers) == (2, (0, 2))


def test_words_of_two_cells_are_no_cell(expert: TableExpert) -> None:
    assert expert.cells_holding(("leak", "motor"), "en", Scope()) == {}
