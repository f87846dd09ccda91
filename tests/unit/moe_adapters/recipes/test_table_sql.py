"""Generated queries run and give what the rows hold."""

from __future__ import annotations

import sqlite3

import pytest

from moe_adapters.recipes.plant.table_sql import COLUMNS, QUERY_KINDS, SqlQuestion, draw_question, sql_example


def _run(drawn: SqlQuestion) -> object:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"CREATE TABLE {drawn.table} ({', '.join(COLUMNS)})")
        marks = ", ".join("?" for _ in COLUMNS)
        connection.executemany(f"INSERT INTO {drawn.table} VALUES ({marks})", drawn.rows)
        (row,) = connection.execute(drawn.sql).fetchall()
        return row[0]
    finally:
        connection.close()


def test_every_query_gives_the_value_computed_without_sql() -> None:
    beginnings = set()
    for index in range(200):
        drawn = draw_question(index, seed=0, split="train" if index % 2 else "test")
        beginnings.add(drawn.sql.split(" FROM ")[0] + drawn.sql.split(" WHERE ")[-1][:6])
        assert _run(drawn) == (pytest.approx(drawn.value) if isinstance(drawn.value, float) else drawn.value)
    assert len(beginnings) >= len(QUERY_KINDS)


def test_the_prompt_holds_the_columns_and_the_asked_words() -> None:
    example = sql_example(4, seed=0, split="train")
    drawn = draw_question(4, seed=0, split="train")
    assert f"{drawn.table}({', '.join(COLUMNS)})" in example.messages[1].content
    assert drawn.question in example.messages[1].content
    assert example.answer == drawn.sql
    assert example.modality == "table"
