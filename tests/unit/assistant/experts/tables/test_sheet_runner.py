from __future__ import annotations

import pytest

from assistant.errors import QueryRefused
from assistant.experts.tables.programs.execute import SheetRunner
from assistant.experts.tables.programs.sheet import sheet

ROWS = (
    ("P-101", "1,200 kW", "3 May 2004", 3),
    ("P-102", "90 kW (est.)", "May 2011", 7),
    ("P-103", "", "2009", 7),
)


@pytest.fixture
def runner() -> SheetRunner:
    return SheetRunner(sheet(("Pump", "Power", "Since", "Failures"), ROWS, range(1, 4)))


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ('SELECT "Pump" FROM t ORDER BY num("Power") DESC NULLS LAST LIMIT 1', ("P-101",)),
        ('SELECT sum(num("Power")) FROM t', ("1290",)),
        ('SELECT "Pump" FROM t ORDER BY day("Since") DESC NULLS LAST LIMIT 1', ("P-102",)),
        ('SELECT "Pump" FROM t WHERE day("Since") // 10000 = 2009', ("P-103",)),
        ('SELECT "Pump" FROM t WHERE _row = 2', ("P-102",)),
        ('SELECT "Failures" FROM t', ("3", "7")),
        ('SELECT "Pump" FROM t WHERE "Failures" > 100', ()),
    ],
)
def test_cells_are_compared_by_what_they_begin_with(
    query: str, values: tuple[str, ...], runner: SheetRunner
) -> None:
    assert runner.run(query).values == values


@pytest.mark.parametrize(
    "query",
    [
        "DROP TABLE t",
        "SELECT 1; SELECT 2",
        "SELECT nothing FROM t",
        "not a query",
        "",
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY t TO '/tmp/out.csv'",
        "SET enable_external_access = true",
        "ATTACH '/tmp/other.db'",
    ],
)
def test_what_is_no_query_over_the_sheet_is_refused(query: str, runner: SheetRunner) -> None:
    with pytest.raises(QueryRefused):
        runner.run(query)


def test_a_query_without_end_is_broken_off(monkeypatch: pytest.MonkeyPatch, runner: SheetRunner) -> None:
    monkeypatch.setattr("assistant.experts.tables.programs.execute._SECONDS", 0.2)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with pytest.raises(QueryRefused, match="cannot be run"):
        runner.run(endless)
