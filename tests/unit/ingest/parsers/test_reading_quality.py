"""Columns in which a historian judges its readings."""

from __future__ import annotations

import pyarrow as pa
import pytest

from ingest.parsers.column_types import type_columns
from ingest.parsers.reading_quality import bad_readings, column_it_judges, is_quality


@pytest.mark.parametrize(
    ("name", "texts", "bad"),
    [
        ("Quality", ("Good", "Bad (Comm failure)", "Uncertain"), [False, True, False]),
        ("OPC Quality", ("192", "0", "216"), [False, True, False]),
        ("Validity", ("1", "0", "1"), [False, True, False]),
        ("Qualité", ("bon", "mauvais", ""), [False, True, False]),
        ("Valid", ("true", "false", "true"), [False, True, False]),
    ],
)
def test_bad_readings(name: str, texts: tuple[str, ...], bad: list[bool]) -> None:
    (column,) = type_columns([name], [pa.array(list(texts))])
    assert is_quality(name, column)
    assert bad_readings(column).tolist() == bad


@pytest.mark.parametrize(
    ("name", "texts"),
    [("Status", ("running", "stopped")), ("Water quality", ("7", "9")), ("Comment", ("ok", "bad"))],
)
def test_other_columns(name: str, texts: tuple[str, ...]) -> None:
    (column,) = type_columns([name], [pa.array(list(texts))])
    assert not is_quality(name, column)


def test_the_column_it_judges() -> None:
    assert column_it_judges("PT-1 Quality") == "PT-1"
    assert column_it_judges("Quality") == ""
