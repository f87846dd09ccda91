"""The date of the last check is no answer to when the next one is, and a date that is due is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.records import ColumnType

from .plant_tables import Sheet, asking, frame

TEXT: tuple[ColumnType, str | None] = ("text", None)
DAY: tuple[ColumnType, str | None] = ("date", None)


def _cranes(**columns: str) -> Sheet:
    days = {"last": date(2024, 5, 6), "next": date(2025, 5, 6)}
    rows = [{"Crane": f"CR-{number}", **{columns[key]: days[key] for key in columns}} for number in (1, 2, 3)]
    return Sheet("cranes", "Cranes", {"Crane": TEXT, **dict.fromkeys(columns.values(), DAY)}, frame(rows))


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    return asking([_cranes(last="Last inspection")], tmp_path_factory.mktemp("past"))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    sheet = _cranes(last="Last inspection", next="Next inspection")
    return asking([sheet], tmp_path_factory.mktemp("both"))


def test_the_last_one_is_not_told_for_the_next(past: Callable[..., str]) -> None:
    assert "2024-05-06" in past("when was the last inspection of CR-2?")
    assert "2024-05-06" not in past("when is the next inspection of CR-2?")
    assert "2024" not in past("quand est la prochaine inspection de CR-2 ?", language="fr")


def test_the_next_one_is_told_where_it_stands(both: Callable[..., str]) -> None:
    assert "2025-05-06" in both("when is the next inspection of CR-2?")
    assert "2024-05-06" in both("when was the last inspection of CR-2?")
