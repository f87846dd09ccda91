from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.look_through import read_schema
from assistant.experts.tables.match import link_values
from assistant.experts.tables.numbered import spelled_like
from assistant.experts.tables.reading import read
from assistant.experts.tables.source import FolderTables
from assistant.experts.tables.words import code_shape
from assistant.records import Finding, Question
from retrieval.records import Scope

from .plant_tables import Sheet, frame


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[list[str], list[str]]]:
    rows = [{"Unit": f"Chiller {n}", "Code": f"M{n:03d}"} for n in (1, 4, 6, 9)] * 3
    sheet = Sheet("alarms", "Alarms", {"Unit": ("text", None), "Code": ("text", None)}, frame(rows))
    folder: Path = tmp_path_factory.mktemp("numbered")
    table, path = sheet.write(folder)
    with duckdb.connect(":memory:") as connection:
        index = TableIndex([read_schema(table, path, connection=connection)])

    def look(text: str) -> tuple[list[str], list[str]]:
        found, absent = link_values(read(text, language="fr" if "groupe" in text else "en"), index)
        return sorted({v for m in found for v in m.values}), [a.words for a in absent]

    return look


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("chiller 6", ["Chiller 6"]),
        ("CH6", ["Chiller 6"]),
        ("ch 06", ["Chiller 6"]),
        ("chiller no. 4", ["Chiller 4"]),
        ("chillers 1, 4 and 9", ["Chiller 1", "Chiller 4", "Chiller 9"]),
        ("le groupe froid 9", ["Chiller 9"]),
        ("code M004", ["M004"]),
        ("top 4 chillers", []),
    ],
)
def test_named(named: Callable[[str], tuple[list[str], list[str]]], text: str, values: list[str]) -> None:
    assert named(text)[0] == values


@pytest.mark.parametrize(
    ("text", "words"), [("chiller 8", "Chiller 8"), ("CH12", "Chiller 12"), ("code M021", "M021")]
)
def test_absent(named: Callable[[str], tuple[list[str], list[str]]], text: str, words: str) -> None:
    values, absent = named(text)
    assert values == []
    assert words in absent


def test_shapes() -> None:
    assert code_shape("M021") == code_shape("m020") == code_shape("M005a")
    assert code_shape("M021") != code_shape("MT021")


def test_codes_are_written_as_the_column_writes_them() -> None:
    assert spelled_like("wo 77", "WO-12") == "WO-77"
    assert spelled_like("P201a", "P-305B") == "P-201A"


def test_codes_beyond_the_listed_values_are_looked_up(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"Order": f"WO-{n:05d}", "Hours": float(n)} for n in range(6000)]
    sheet = Sheet("orders", "Orders", {"Order": ("text", None), "Hours": ("duration", "h")}, frame(rows))
    expert = TableExpert(FolderTables([sheet.write(tmp_path)]))

    def ask(text: str) -> Finding:
        return expert.find(Question(text=text, asked=text, language="en"), Scope())

    assert "5999 h" in (ask("hours of wo05999?").evidence[0].statement or "")
    missing = ask("hours of WO-99999?")
    assert not [e for e in missing.evidence if e.score >= 0.5]
