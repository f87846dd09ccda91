"""Names for SQL, disks and addresses."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.names import _RESERVED, file_name, free_name, sql_name


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Vannes 2024 (été)",), "vannes_2024_ete"),
        (("valve1", "0"), "valve1_0"),
        (("reports", "alert_events"), "alert_events"),
        (("0",), "t_0"),
        (("select",), "t_select"),
        (("—",), "t"),
        (("2024 list",), "t_2024_list"),
    ],
)
def test_sql_names(parts: tuple[str, ...], name: str) -> None:
    assert sql_name(*parts) == name


@given(st.lists(st.text(max_size=80), min_size=1, max_size=3))
def test_sql_names_are_short_words(parts: list[str]) -> None:
    name = sql_name(*parts)
    assert name.isascii()
    assert name.replace("_", "a").isalnum()
    assert name[0].isalpha()
    assert len(name) <= 50
    assert name not in _RESERVED


def test_no_reserved_word_of_duckdb_is_missing() -> None:
    words = duckdb.sql(
        "select keyword_name from duckdb_keywords() where keyword_category = 'reserved'"
    ).fetchall()
    assert {word for (word,) in words} <= _RESERVED


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\plans\\pump.pdf", "pump.pdf"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("..", "file"),
        ("", "file"),
        ("con.txt", "_con.txt"),
        ("rapport d'été.pdf", "rapport d'été.pdf"),
    ],
)
def test_file_names(given_name: str, name: str) -> None:
    assert file_name(given_name) == name


@given(st.text(max_size=400))
def test_file_names_are_one_part_that_a_disk_takes(text: str) -> None:
    name = file_name(text)
    assert name not in {"", ".", ".."}
    assert not set(name) & set('/\\\0:*?"<>|')
    assert len(name.encode()) <= 204


def test_free_names_keep_the_suffix() -> None:
    assert free_name("a.pdf", []) == "a.pdf"
    assert free_name("a.pdf", ["A.PDF", "a-2.pdf"]) == "a-3.pdf"
    assert free_name("readme", ["readme"]) == "readme-2"
