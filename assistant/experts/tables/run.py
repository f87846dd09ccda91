"""Run one read-only query over the tables, in limits of time and memory. Knows no question."""

from __future__ import annotations

import re
import threading
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from assistant.errors import QueryRefused
from assistant.experts.tables.schema import quote
from assistant.kept import Kept

_READS_OUTSIDE = (
    "read_",
    "parquet_",
    "duckdb_",
    "pragma_",
    "sniff_",
    "glob",
    "query",
    "getenv",
    "current_setting",
    "copy",
    "json_execute",
    "from_",
    "sql_auto",
    "which_secret",
    "load",
    "install",
    "http",
    "iceberg",
    "delta_",
    "postgres",
    "sqlite",
    "mysql",
    "arrow_scan",
    "pandas_scan",
    "python_map",
    "seq_scan",
    "set_config",
    "setseed",
    "nextval",
    "currval",
    "write_",
    "checkpoint",
    "force_checkpoint",
    "add_parquet_key",
    "version",
    "current_database",
    "current_schema",
    "has_",
    "pg_",
    "txid",
)
_FORBIDDEN = (exp.Into, exp.Command, exp.Pragma, exp.Placeholder, exp.Parameter, exp.SessionParameter)
_ALLOWED_ROOTS = (exp.Select, exp.Union, exp.Intersect, exp.Except)
_CELLS_KEPT = 200_000
"""Cells of all results that a database keeps."""
_VARIES = re.compile(
    r"\b(?:now|today|age|current_\w+|get_current_\w+|localtime\w*|transaction_timestamp|rand|random|"
    r"uuid\w*|gen_random_uuid|sample|tablesample)\b",
    re.IGNORECASE,
)
"""What makes the result of a query another one the next time, though the tables are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Rows of a query.

    Attributes:
        truncated: True where there were more rows than were fetched.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    truncated: bool = False


def check_sql(sql: str, tables: frozenset[str]) -> str:
    """The statement, once it is known to be one SELECT over these tables and nothing else.

    Raises:
        QueryRefused: It is no SQL, several statements, changes something, or reads from elsewhere.
    """
    try:
        statements = [s for s in sqlglot.parse(sql, read="duckdb") if s is not None]
    except (sqlglot.errors.SqlglotError, RecursionError) as error:
        raise QueryRefused(f"the query is not SQL that DuckDB reads: {error}") from error
    if len(statements) != 1:
        raise QueryRefused("one statement at a time: the query holds several, or none")
    root = statements[0]
    if not isinstance(root, _ALLOWED_ROOTS):
        raise QueryRefused(f"only SELECT is allowed, not {root.key.upper()}")
    local = {cte.alias_or_name.casefold() for cte in root.find_all(exp.CTE)}
    known = {name.casefold() for name in tables}
    for node in root.walk():
        _check_node(node, known, local)
    return sql


def _check_node(node: exp.Expr, known: set[str], local: set[str]) -> None:
    if isinstance(node, exp.With) and node.args.get("recursive"):
        raise QueryRefused("recursive queries are not allowed")
    if isinstance(node, _FORBIDDEN):
        raise QueryRefused(f"{node.key.upper()} is not allowed in a query")
    if isinstance(node, exp.Table):
        if not isinstance(node.this, exp.Identifier) or node.args.get("db") or node.args.get("catalog"):
            raise QueryRefused("only the ingested tables can be read, by their name")
        if node.name.casefold() not in known | local:
            raise QueryRefused(f"there is no table {node.name!r}")
    name = _function_name(node).casefold()
    if name and name.startswith(_READS_OUTSIDE):
        raise QueryRefused(f"the function {name} is not allowed in a query")


def _function_name(node: exp.Expr) -> str:
    """The name of a function call; empty for anything else."""
    if isinstance(node, exp.Anonymous):
        return str(node.name)
    return node.sql_name() if isinstance(node, exp.Func) and not isinstance(node, exp.Cast) else ""


def tables_of(sql: str, tables: frozenset[str]) -> tuple[str, ...]:
    """The names of the tables that a checked statement reads, in order."""
    known = {name.casefold(): name for name in tables}
    read = [node.name.casefold() for node in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Table)]
    return tuple(dict.fromkeys(known[name] for name in read if name in known))


class Runner:
    """Runs queries over Parquet files, each under the name of its table, in a closed DuckDB.

    Nothing but these files can be read, nothing written, no extension loaded, and the settings are
    locked. A query is stopped after ``seconds``. Results are kept: a report asks for the same rows again.

    Args:
        files: Name of the table to its file. Files are named by their content and do not change.
        memory_mb: Limit of one database's memory.
    """

    def __init__(
        self, files: Mapping[str, Path], *, seconds: float = 5.0, memory_mb: int = 512, threads: int = 2
    ) -> None:
        self.tables = frozenset(files)
        self._seconds = seconds
        self._kept: Kept[tuple[str, int], Result] = Kept(most=_CELLS_KEPT)
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "threads": threads,
                "memory_limit": f"{memory_mb}MB",
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "allow_community_extensions": False,
            },
        )
        self._connection.execute("SET temp_directory = ''")
        paths = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files.values())
        self._connection.execute(f"SET allowed_paths = [{paths}]")
        self._connection.execute("SET enable_external_access = false")
        for name, path in files.items():
            place = "'" + str(path).replace("'", "''") + "'"
            self._connection.execute(f"CREATE VIEW {quote(name)} AS SELECT * FROM read_parquet({place})")  # noqa: S608
        self._connection.execute("SET lock_configuration = true")
        self._finalizer = weakref.finalize(self, self._connection.close)

    def run(self, sql: str, *, rows: int = 1000) -> Result:
        """Runs one query.

        Args:
            rows: How many rows are fetched at most.

        Raises:
            QueryRefused: See ``check_sql``; or it took too long, too much memory, or failed.
        """
        kept = self._kept.get((sql, rows))
        if kept is not None:
            return kept
        check_sql(sql, self.tables)
        found = self._fetch(sql, rows)
        if not _VARIES.search(sql):
            self._kept.put((sql, rows), found, weight=1 + len(found.rows) * len(found.columns))
        return found

    def _fetch(self, sql: str, rows: int) -> Result:
        cursor = self._connection.cursor()
        stopped = threading.Event()

        def stop() -> None:
            stopped.set()
            cursor.interrupt()

        timer = threading.Timer(self._seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            cursor.execute(sql)
            columns = tuple(item[0] for item in cursor.description or ())
            fetched = cursor.fetchmany(rows + 1)
        except duckdb.Error as error:
            if stopped.is_set():
                raise QueryRefused(f"the query took more than {self._seconds:g} s and was stopped") from error
            raise QueryRefused(f"the query failed: {error}") from error
        finally:
            timer.cancel()
            cursor.close()
        return Result(columns=columns, rows=tuple(map(tuple, fetched[:rows])), truncated=len(fetched) > rows)

    def close(self) -> None:
        """Frees the database."""
        self._finalizer()
