"""The rows behind a count are listed by the query that counted them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.crossing.rows_behind import RowsBehind
from assistant.experts.tables import TableExpert
from retrieval.records import Scope

from .mill import question, tables


@pytest.fixture(scope="module")
def expert(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    return tables(tmp_path_factory.mktemp("mill"))


def test_each_row_that_was_counted_is_told(expert: TableExpert) -> None:
    behind = RowsBehind(find=expert.find, rows_of=expert.rows_behind)
    asked = replace(question("list them"), before="How many orders were raised in May 2031?")
    bridge = behind.cross(asked, Scope())
    assert bridge is not None
    assert bridge.listed
    count, *rows = [reason.statement or "" for reason in bridge.reasons]
    assert "2 rows" in count
    assert [row.split(",")[0] for row in rows] == ["WO-70076", "WO-70077"]
    assert len({reason.sql for reason in bridge.reasons}) == 1


@pytest.mark.parametrize(
    ("text", "before"), [("list them", ""), ("and in June?", "How many orders in May 2031?")]
)
def test_nothing_is_listed_where_no_list_is_asked_for(expert: TableExpert, text: str, before: str) -> None:
    behind = RowsBehind(find=expert.find, rows_of=expert.rows_behind)
    assert behind.cross(replace(question(text), before=before), Scope()) is None
