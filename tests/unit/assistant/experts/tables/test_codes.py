"""Codes of a register of stops: one table lists them, another one uses them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Finding, Question
from retrieval.records import Language, Scope

from .plant_tables import Sheet, asking, frame


def _codes() -> Sheet:
    rows = [
        {"Stop code": code, "Signification": words}
        for code, words in (
            ("JAM", "Jam at the infeed"),
            ("EMS", "Emergency stop pulled"),
            ("Q7", "Quality hold"),
        )
    ]
    return Sheet(
        "stop_codes",
        "Stop codes",
        {"Stop code": ("text", None), "Signification": ("text", None)},
        frame(rows),
    )  # type: ignore[arg-type]


def _stops() -> Sheet:
    rows = [
        {"Line": line, "Stop code": code, "Cause": cause}
        for line, code, cause in (
            ("L1", "JAM", "Torn belt"),
            ("L1", "JAM", "Bent rail"),
            ("L2", "EMS", "Drill"),
        )
    ]
    return Sheet(
        "stops",
        "Stops",
        {"Line": ("text", None), "Stop code": ("text", None), "Cause": ("text", None)},
        frame(rows),
    )  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    folder: Path = tmp_path_factory.mktemp("codes")
    return asking((_stops(), _codes()), folder)


@pytest.mark.parametrize(
    ("text", "language", "meaning"),
    [
        ("What does JAM mean?", "en", "Jam at the infeed"),
        ("what does the stop code EMS stand for", "en", "Emergency stop pulled"),
        ("meaning of the code q7?", "en", "Quality hold"),
        ("Que signifie le code EMS ?", "fr", "Emergency stop pulled"),
    ],
)
def test_a_code_is_told_from_the_table_that_lists_it(
    ask: Callable[..., str], text: str, language: Language, meaning: str
) -> None:
    said = ask(text, language=language)
    assert said.startswith(meaning)
    assert "Torn belt" not in said


def test_a_code_that_is_used_and_not_listed_is_not_made_up(ask: Callable[..., str]) -> None:
    assert "Jam" not in ask("What does XYZ mean?")


def test_a_code_is_told_by_the_column_that_is_called_like_its_own(tmp_path: Path) -> None:
    names = ("KPI name", "Primary code", "Primary code description", "Sub code", "Sub code description")
    used = [("Flow", "M1", "Wear", "M1b", "Wear of rotor"), ("Load", "M2", "Heat", "M2a", "Heat of coil")]
    listed = [(f"K{n}", f"M{n}", f"Primary {n}", f"M{n}b", f"Sub {n}") for n in range(1, 6)]
    sheets = [
        Sheet(
            name,
            name,
            dict.fromkeys(names, ("text", None)),
            frame([dict(zip(names, r, strict=True)) for r in rows]),
        )  # type: ignore[arg-type]
        for name, rows in (("mapping", used), ("failure_codes", listed))
    ]
    said = asking(tuple(sheets), tmp_path)("What does failure code M1b mean?", language="en")
    assert said.startswith("Sub 1")


def _stock() -> Sheet:
    rows = [
        {"Part": f"IC{n}", "Description": words, "Order code": f"RS {n}77", "Shelf": f"C-{n}2"}
        for n, words in ((1, "Amplifier, rail to rail"), (2, "Timer"), (3, "Red lamp"))
    ]
    return Sheet("stock", "Stock", dict.fromkeys(rows[0], ("text", None)), frame(rows))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    folder = tmp_path_factory.mktemp("stock")
    rows = [{"Wall": wall, "Finding": words} for wall, words in (("north", "Crack"), ("south", "Damp"))]
    walls = Sheet("walls", "Walls", dict.fromkeys(rows[0], ("text", None)), frame(rows))  # type: ignore[arg-type]
    return TableExpert(FolderTables([_stock().write(folder), walls.write(folder)]))


def _found(expert: TableExpert, text: str) -> Finding:
    return expert.find(Question(text=text, asked=text, language="en"), Scope())


def test_a_column_of_a_part_is_not_what_its_code_means(stock: TableExpert) -> None:
    assert "RS 177" in (_found(stock, "what is the order code of IC1?").evidence[0].statement or "")
    assert "Amplifier" in (_found(stock, "what does IC1 mean?").evidence[0].statement or "")


def test_rows_are_not_the_count_of_something_unknown(stock: TableExpert) -> None:
    found = _found(stock, "how many sirens are in the stock?")
    assert not [e for e in found.evidence if e.score >= 0.5]
    assert _found(stock, "how many parts are in the stock?").evidence[0].score >= 0.5


def test_a_like_code_elsewhere_is_not_listed(stock: TableExpert) -> None:
    assert _found(stock, "what is the finding on the wall C77?").refusal == "No table holds “C77”."
    listed = _found(stock, "which part is on shelf C77?").refusal or ""
    assert "C-12" in listed


def test_a_code_may_be_told_with_the_place_where_it_shows(tmp_path: Path) -> None:
    ask = asking([_codes(), _stops()], tmp_path)
    assert "Quality hold" in ask("what does Q7 mean on the packer?", language="en")
