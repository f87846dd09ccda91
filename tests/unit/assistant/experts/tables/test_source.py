from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pyarrow.parquet as pq

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables, KnowledgeTables
from assistant.records import Question
from retrieval.records import Scope, Table

from .plant_tables import sheets


class Growing:
    """A catalogue that gets one more table."""

    def __init__(self, folder: Path) -> None:
        self.made = [sheet.write(folder) for sheet in sheets().values()]
        self.shown = 1
        self.catalogue = SimpleNamespace(
            generation=lambda: self.shown, tables=self.tables, documents=lambda scope: self.tables(scope)
        )
        self.objects = SimpleNamespace(path=lambda key: folder / key)

    def tables(self, scope: Scope) -> list[Table]:
        return [table for table, _ in self.made[: self.shown]]


def test_a_new_generation_is_seen_without_a_restart(tmp_path: Path) -> None:
    knowledge = Growing(tmp_path)
    expert = TableExpert(knowledge)  # type: ignore[arg-type]
    question = Question(text="unit price of the shaft sleeve", asked="", language="en")
    assert not [e for e in expert.find(question, Scope()).evidence if e.score >= 0.5]
    knowledge.shown = 2
    assert expert.find(question, Scope()).evidence[0].score >= 0.5


def test_rows_that_changed_are_read_anew(tmp_path: Path) -> None:
    """A file of other content has another name, and the catalogue counts on: what was kept is of no use."""
    knowledge = Growing(tmp_path)
    expert = TableExpert(knowledge)  # type: ignore[arg-type]
    (schema,) = expert.schemas()
    before = expert.rows(schema, most=500)
    assert expert.rows(schema, most=500) == before
    table, path = knowledge.made[0]
    pq.write_table(pq.read_table(path).slice(1), tmp_path / "revised")
    knowledge.made[0] = (replace(table, parquet="revised"), tmp_path / "revised")
    knowledge.catalogue.generation = lambda: 2
    (revised,) = expert.schemas()
    assert [row.key for row in expert.rows(revised, most=500)] == [row.key for row in before[1:]]


def test_knowledge_is_a_source(tmp_path: Path) -> None:
    source = KnowledgeTables(Growing(tmp_path))  # type: ignore[arg-type]
    (table,) = source.tables(Scope())
    assert source.parquet(table).is_file()
    assert source.generation() == 1


def test_two_tables_of_one_name_and_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    parts, pumps = sheets()["spare_parts"], sheets()["equipment_register"]
    first, path = parts.write(tmp_path / "a")
    second, other = pumps.write(tmp_path / "b")
    broken = tmp_path / "broken"
    broken.write_bytes(b"no parquet")
    twin = replace(second, name=first.name)
    damaged = replace(second, id="broken", name="broken")
    expert = TableExpert(FolderTables([(first, path), (twin, other), (damaged, broken)]))
    for text in ("unit price of the shaft sleeve", "what is the rated power of P-202B?"):
        question = Question(text=text, asked=text, language="en")
        assert expert.find(question, Scope()).evidence[0].score >= 0.5
