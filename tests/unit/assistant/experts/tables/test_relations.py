from __future__ import annotations

from assistant.experts.tables.index import TableIndex


def test_a_code_joins_the_table_where_it_is_the_key(index: TableIndex) -> None:
    joins = {(r.column, r.other, r.other_column): r for r in index.relations_of("spare_parts")}
    assert joins["Supplier", "suppliers", "Supplier"].unique
    assert joins["Fits", "equipment_register", "Tag"].contained == 1.0


def test_joins_that_repeat_rows_are_not_unique(index: TableIndex) -> None:
    back = [r for r in index.relations_of("suppliers") if r.other == "spare_parts"]
    assert back
    assert not back[0].unique


def test_words_that_stand_everywhere_join_nothing(index: TableIndex) -> None:
    assert not [r for r in index.relations if r.column == "Result"]
