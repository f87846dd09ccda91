from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assistant.errors import QueryRefused
from assistant.experts.tables.run import Runner, check_sql, tables_of

TABLES = frozenset({"orders", "parts"})


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    folder = tmp_path_factory.mktemp("runner")
    secret = folder / "secret.parquet"
    pq.write_table(pa.table({"word": ["hidden"]}), secret)
    path = folder / "numbers"
    pq.write_table(pa.table({"_row": list(range(3000)), "n": list(range(3000))}), path)
    return Runner({"numbers": path}, seconds=0.5, memory_mb=256)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1; DROP TABLE orders",
        "INSERT INTO orders VALUES (1)",
        "UPDATE orders SET a = 1",
        "DELETE FROM orders",
        "CREATE TABLE x AS SELECT * FROM orders",
        "COPY orders TO 'out.csv'",
        "COPY (SELECT 1) TO 'out.csv'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "PRAGMA database_list",
        "SET memory_limit = '1GB'",
        "CALL pragma_version()",
        "EXPORT DATABASE 'x'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM range(10)",
        "SELECT * FROM query('SELECT 1')",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM unknown_table",
        "SELECT getenv('HOME')",
        "SELECT current_setting('memory_limit')",
        "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT * FROM t",
        "SELECT * FROM orders WHERE a = (SELECT max(x) FROM read_parquet('f'))",
        "SELECT ?",
        "not sql at all",
        "",
    ],
)
def test_hostile_sql_is_refused(sql: str) -> None:
    with pytest.raises(QueryRefused):
        check_sql(sql, TABLES)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM orders",
        "WITH x AS (SELECT * FROM orders) SELECT * FROM x JOIN parts USING (id)",
        "SELECT a FROM orders UNION SELECT b FROM parts",
        'SELECT avg("read_hours") FROM "orders" GROUP BY 1 QUALIFY rank() OVER (ORDER BY 1) = 1',
    ],
)
def test_queries_are_let_through(sql: str) -> None:
    assert check_sql(sql, TABLES) == sql


def test_tables_of_a_statement() -> None:
    assert tables_of("SELECT * FROM parts p JOIN orders o USING (id)", TABLES) == ("parts", "orders")


def test_rows_and_columns(numbers: Runner) -> None:
    result = numbers.run("SELECT n, n * 2 AS twice FROM numbers ORDER BY n LIMIT 2")
    assert result.columns == ("n", "twice")
    assert result.rows == ((0, 0), (1, 2))
    assert not result.truncated


def test_long_results_are_cut(numbers: Runner) -> None:
    result = numbers.run("SELECT n FROM numbers", rows=10)
    assert len(result.rows) == 10
    assert result.truncated


def test_a_long_query_is_stopped_and_the_next_one_runs(numbers: Runner) -> None:
    with pytest.raises(QueryRefused, match="stopped"):
        numbers.run(
            "SELECT count(*) FROM numbers a, numbers b, numbers c, numbers d WHERE a.n + b.n > c.n * d.n"
        )
    assert numbers.run("SELECT count(*) FROM numbers").rows == ((3000,),)


def test_a_failing_query_says_why(numbers: Runner) -> None:
    with pytest.raises(QueryRefused, match="nothing"):
        numbers.run("SELECT nothing FROM numbers")


def test_files_beside_the_tables_stay_closed(numbers: Runner, tmp_path: Path) -> None:
    other = tmp_path / "other.parquet"
    pq.write_table(pa.table({"a": [1]}), other)
    cursor = numbers._connection.cursor()
    with pytest.raises(Exception, match=r"(?i)permission|disabled|access"):
        cursor.execute(f"SELECT * FROM read_parquet('{other}')").fetchall()
    with pytest.raises(Exception, match=r"(?i)lock"):
        cursor.execute("SET enable_external_access = true")


def test_a_query_asked_again_is_not_run_again(numbers: Runner) -> None:
    sql = "SELECT n FROM numbers ORDER BY n"
    first = numbers.run(sql, rows=5)
    assert numbers.run(sql, rows=5) is first
    assert len(numbers.run(sql, rows=6).rows) == 6


@pytest.mark.parametrize(
    "sql", ["SELECT random() FROM numbers LIMIT 3", "SELECT uuid() FROM numbers", "SELECT now() FROM numbers"]
)
def test_what_varies_with_the_moment_is_run_each_time(numbers: Runner, sql: str) -> None:
    assert numbers.run(sql).rows != numbers.run(sql).rows


def test_hostile_sql_is_refused_each_time(numbers: Runner) -> None:
    for _ in range(2):
        with pytest.raises(QueryRefused):
            numbers.run("SELECT * FROM read_text('/etc/passwd')")
