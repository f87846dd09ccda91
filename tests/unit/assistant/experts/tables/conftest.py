"""The invented site's tables, indexed once."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.look_through import read_schema
from assistant.experts.tables.parse import Parsed, parse
from assistant.experts.tables.reading import read
from assistant.experts.tables.run import Runner
from assistant.experts.tables.source import FolderTables
from assistant.records import Evidence, Finding, Question
from retrieval.records import Language, Scope

from .plant_tables import sheets


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> FolderTables:
    folder = tmp_path_factory.mktemp("site")
    return FolderTables([sheet.write(folder) for sheet in sheets().values()])


@pytest.fixture(scope="session")
def index(site: FolderTables) -> TableIndex:
    with duckdb.connect(":memory:") as connection:
        tables = site.tables(Scope())
        return TableIndex([read_schema(t, site.parquet(t), connection=connection) for t in tables])


@pytest.fixture(scope="session")
def runner(site: FolderTables) -> Runner:
    return Runner({t.name: site.parquet(t) for t in site.tables(Scope())})


@pytest.fixture(scope="session")
def expert(site: FolderTables) -> TableExpert:
    return TableExpert(site)


@pytest.fixture
def plan_of(index: TableIndex) -> Callable[..., Parsed]:
    def parsed(text: str, *, language: Language = "en") -> Parsed:
        return parse(read(text, language=language), index)[0]

    return parsed


@pytest.fixture
def find(expert: TableExpert) -> Callable[..., Finding]:
    def found(text: str, *, language: Language = "en", scope: Scope | None = None) -> Finding:
        return expert.find(Question(text=text, asked=text, language=language), scope or Scope())

    return found


@pytest.fixture
def answer(find: Callable[..., Finding]) -> Callable[..., Evidence]:
    def best(text: str, *, language: Language = "en", scope: Scope | None = None) -> Evidence:
        finding = find(text, language=language, scope=scope)
        assert finding.evidence, finding.refusal
        assert finding.evidence[0].score >= 0.5, (text, finding.evidence[0].score)
        return finding.evidence[0]

    return best
