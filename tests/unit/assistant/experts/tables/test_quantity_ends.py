"""The oldest goes by when things were made, the cheapest by a price; where no column tells, nothing is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from assistant.settings import AnswerSettings
from retrieval.records import ColumnType, Language, Scope

from .plant_tables import Sheet, frame

_TYPES: dict[str, ColumnType] = {
    "Built": "integer", "Année": "integer", "Hours": "integer", "Interval": "integer", "Flow": "number",
    "Weight": "number", "Cost": "number", "Labour": "number", "Bearing temp": "number",
    "Lead time": "integer",
}  # fmt: skip
_DATED = frozenset(
    (
        "Last done",
        "Next due",
        "MES",
        "Prochaine visite",
        "Raised",
        "Closed",
        "Due date",
        "Fitted",
        "Failed on",
    )
)
_UNITS = {
    "Hours": "h",
    "Weight": "kg",
    "Cost": "EUR",
    "Bearing temp": "°C",
    "Labour": "h",
    "Lead time": "days",
}


def _sheet(name: str, names: list[str], *rows: tuple[object, ...]) -> Sheet:
    types = {n: ("date" if n in _DATED else _TYPES.get(n, "text"), _UNITS.get(n)) for n in names}
    return Sheet(
        name, name.replace("_", " "), types, frame([dict(zip(names, row, strict=True)) for row in rows])
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


_ASSETS = _sheet(
    "assets",
    ["Asset", "Kind", "Built", "Last done", "Next due", "Hours"],
    ("BO-1", "Boiler", 1998, _day("2026-09-03"), _day("2026-12-03"), 14000),
    ("XR-2", "X-ray", 2021, _day("2026-11-23"), _day("2026-11-30"), 300),
    ("RE-3", "Retort", 2009, _day("2026-06-11"), _day("2027-06-11"), 8800),
    ("RE-4", "Retort", 2015, _day("2026-02-14"), _day("2027-02-14"), 5200),
)
_TASKS = _sheet(
    "pm_plan",
    ["PM", "Task", "Last done", "Next due", "Interval"],
    ("PM-11", "Grease the fan", _day("2026-09-03"), _day("2026-12-03"), 90),
    ("PM-12", "Check the shutter", _day("2026-11-23"), _day("2026-11-30"), 7),
    ("PM-13", "Inspect the door", _day("2026-06-11"), _day("2027-06-11"), 365),
)
_TRUCKS = _sheet(
    "engins",
    ["Engin", "Marque", "MES", "Prochaine visite"],
    ("CH-1", "Fenwal", _day("2008-03-12"), _day("2027-02-01")),
    ("CH-2", "Tolva", _day("2016-09-07"), _day("2026-12-15")),
    ("CH-3", "Fenwal", _day("1999-01-23"), _day("2027-06-30")),
)
_SLINGS = _sheet(
    "slings",
    ["Sling", "Bay", "Next due", "Lead time"],
    ("SL-1", "East", _day("2026-10-01"), 12),
    ("SL-2", "West", _day("2026-08-01"), 30),
)
_ORDERS = _sheet(
    "work_orders",
    ["WO", "Machine", "Text", "Raised", "Closed", "Due date", "Cost", "Labour"],
    ("WO-1", "P-1", "Seal", _day("2026-01-04"), _day("2026-01-09"), _day("2026-01-20"), 300.0, 4.0),
    ("WO-2", "P-2", "Bearing", _day("2025-09-06"), _day("2025-09-12"), _day("2026-10-01"), 40.0, 12.0),
    ("WO-3", "P-1", "Filter", _day("2026-03-08"), _day("2026-03-20"), _day("2025-04-09"), 58.0, 1.5),
)
_FAILURES = _sheet(
    "failures",
    ["Failure", "Pump", "Fitted", "Failed on"],
    ("F-1", "P-1", _day("2001-04-01"), _day("2026-02-03")),
    ("F-2", "P-2", _day("2015-06-01"), _day("2025-07-03")),
    ("F-3", "P-3", _day("1994-02-01"), _day("2026-08-13")),
)
_PUMPS = _sheet(
    "pumps",
    ["Pump", "Flow", "Weight", "Bearing temp", "Cost"],
    ("P-1", 120.0, 900.0, 61.0, 8000.0),
    ("P-2", 14.0, 85.0, 72.0, 9500.0),
    ("P-3", 300.0, 1500.0, 55.0, 7000.0),
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """What is told about one table, or of it and another that tells of nothing asked."""
    folder: Path = tmp_path_factory.mktemp("quantity_ends")
    beside = _sheet("visitors", ["Visitor", "Firm"], ("V-1", "Ajax"), ("V-2", "Borel"))

    def answer(sheet: Sheet, text: str, *, language: Language = "en", alone: bool = False) -> str:
        sheets = [sheet] if alone else [sheet, beside]
        expert = TableExpert(FolderTables([one.write(folder) for one in sheets]))
        found = expert.find(Question(text=text, asked=text, language=language), Scope()).evidence
        first = found[0] if found and found[0].score >= AnswerSettings().abstain_below else None
        return "" if first is None else f"{first.statement or first.quote}"

    return answer


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize(
    ("sheet", "text", "language", "held", "not_held"),
    [
        (_ASSETS, "what is the oldest asset?", "en", ("BO-1", "1998", "first Built"), ("RE-4",)),
        (_ASSETS, "which asset is the newest?", "en", ("XR-2", "2021"), ("RE-3",)),
        (_ASSETS, "which asset is the most recent?", "en", ("XR-2", "2021"), ("Last done",)),
        (_ASSETS, "which asset was built last?", "en", ("XR-2", "2021"), ("Last done",)),
        (_ASSETS, "which retort is the oldest?", "en", ("RE-3", "2009"), ("RE-4",)),
        (_ASSETS, "the two oldest assets", "en", ("BO-1", "RE-3"), ("RE-4", "XR-2")),
        (_ASSETS, "second oldest asset", "en", ("RE-3",), ("BO-1",)),
        (_ASSETS, "how many hours has the oldest asset?", "en", ("14000",), ("300",)),
        (_ASSETS, "which asset has the oldest next due?", "en", ("2026-11-30", "XR-2"), ("BO-1",)),
        (_TRUCKS, "quel est l'engin le plus ancien ?", "fr", ("CH-3",), ("CH-2", "visite le")),
        (_TRUCKS, "quel est le plus vieil engin ?", "fr", ("CH-3", "MES le premier"), ("CH-2",)),
        (_TRUCKS, "quel engin est le plus récent ?", "fr", ("CH-2", "MES le dernier"), ("CH-3",)),
        (_TRUCKS, "le dernier engin mis en service", "fr", ("CH-2", "MES"), ("CH-3",)),
        (_ORDERS, "which work order is the oldest?", "en", ("WO-2", "first Raised"), ("WO-3",)),
        (_ORDERS, "what is the most recent work order?", "en", ("WO-3", "last Raised"), ("WO-2",)),
        (_ORDERS, "which work order has the oldest due date?", "en", ("WO-3", "2025-04-09"), ("WO-2",)),
        (_ORDERS, "which work order is the cheapest?", "en", ("WO-2", "40"), ("WO-3",)),
        (_ORDERS, "what labour did the cheapest work order take?", "en", ("12",), ("1.5",)),
        (_FAILURES, "oldest failure", "en", ("F-2", "Failed on"), ("F-3",)),
        (_FAILURES, "quelle est la panne la plus récente ?", "fr", ("F-3", "Failed on"), ("F-2",)),
        (_FAILURES, "which pump is the oldest?", "en", ("P-3", "Fitted"), ("P-2",)),
        (_PUMPS, "which pump is the heaviest?", "en", ("P-3", "1500"), ("P-2",)),
        (_PUMPS, "quelle pompe est la plus légère ?", "fr", ("P-2", "85"), ("P-3",)),
        (_PUMPS, "which pump is the hottest?", "en", ("P-2", "72"), ("P-3",)),
        (_PUMPS, "which pump is the dearest?", "en", ("P-2", "9500"), ("P-3",)),
        (_PUMPS, "what is the flow of the heaviest pump?", "en", ("300",), ("14 ",)),
        (_PUMPS, "which pump has the highest flow?", "en", ("300", "P-3"), ("P-2",)),
        (_TASKS, "which PM has the longest interval?", "en", ("365", "PM-13"), ("PM-12",)),
    ],
)  # fmt: skip
def test_the_end_of_the_quantity(
    ask: Callable[..., str],
    sheet: Sheet,
    text: str,
    language: Language,
    held: tuple[str, ...],
    not_held: tuple[str, ...],
    alone: bool,
) -> None:
    said = ask(sheet, text, language=language, alone=alone)
    assert [word for word in held if word not in said] == [], said
    assert [word for word in not_held if word in said] == [], said


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize(
    ("sheet", "text", "language"),
    [
        (_TASKS, "which PM was the cheapest?", "en"),
        (_TASKS, "which PM was the most expensive?", "en"),
        (_TASKS, "which PM costs the most?", "en"),
        (_TASKS, "what is the dearest PM?", "en"),
        (_TASKS, "which PM is the heaviest?", "en"),
        (_TASKS, "which PM is the hottest?", "en"),
        (_TASKS, "which PM took the longest?", "en"),
        (_TASKS, "which PM is the cleanest?", "en"),
        (_TASKS, "which PM is the oldest?", "en"),
        (_TASKS, "what was the newest PM?", "en"),
        (_ASSETS, "what is the most expensive asset?", "en"),
        (_ASSETS, "which asset is the heaviest?", "en"),
        (_ASSETS, "which asset is the most critical?", "en"),
        (_ASSETS, "is RE-4 the oldest asset?", "en"),
        (_SLINGS, "which sling is the oldest?", "en"),
        (_SLINGS, "which sling is the longest?", "en"),
        (_SLINGS, "quelle est la plus vieille des slings ?", "fr"),
        (_ORDERS, "which machine is the oldest?", "en"),
        (_ORDERS, "which work order is the heaviest?", "en"),
        (_TRUCKS, "quel engin est le moins cher ?", "fr"),
        (_TRUCKS, "quel engin est le plus lourd ?", "fr"),
        (_TRUCKS, "quel engin coûte le plus cher ?", "fr"),
        (_TRUCKS, "quel engin est le plus puissant ?", "fr"),
    ],
)
def test_no_column_holds_the_quantity(
    ask: Callable[..., str], sheet: Sheet, text: str, language: Language, alone: bool
) -> None:
    assert ask(sheet, text, language=language, alone=alone) == ""


@pytest.mark.parametrize(
    ("sheet", "text", "language"),
    [(_TASKS, "which PM is the biggest?", "en"), (_TRUCKS, "quel engin est le plus gros ?", "fr")],
)
def test_a_superlative_of_nothing_in_particular_lists_no_rows(
    ask: Callable[..., str], sheet: Sheet, text: str, language: Language
) -> None:
    assert ask(sheet, text, language=language) == ""


def test_what_is_counted_may_be_called_by_a_superlative(ask: Callable[..., str]) -> None:
    towers = _sheet(
        "tallest_towers",
        ["Tower", "Built", "Town"],
        *((f"Tower {n}", 1900 + 15 * n, "Oak" if n % 2 else "Elm") for n in range(1, 8)),
    )
    assert "3" in ask(towers, "how many of the tallest towers were built before 1950?", alone=True)


def test_the_date_that_is_not_compared_is_not_told_as_chosen(tmp_path: Path) -> None:
    expert = TableExpert(FolderTables([_ASSETS.write(tmp_path)]))
    found = expert.find(Question(text="oldest asset", asked="oldest asset", language="en"), Scope()).evidence
    assert found[0].caveats == ()
