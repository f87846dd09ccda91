"""Opens the catalogue's database and brings it to this program's version. Knows no table by name."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from retrieval.errors import BadCatalogue

_BUSY_SECONDS = 30.0
_LOG_SECONDS = 2.0


def open_engine(folder: Path, url: str | None) -> Engine:
    """An engine on the catalogue, migrated.

    Args:
        folder: Data folder; SQLite lives there where ``url`` is None.
        url: SQLAlchemy URL (``postgresql+psycopg://…``).

    Raises:
        BadCatalogue: The database cannot be reached, is damaged, or a newer program wrote it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        engine = create_engine(url or f"sqlite:///{folder / 'catalogue.sqlite'}", pool_pre_ping=bool(url))
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
        _migrate(engine, folder)
    except (ArgumentError, DBAPIError, CommandError, ModuleNotFoundError, ValueError) as error:
        shown = "the catalogue's address" if url else str(folder / "catalogue.sqlite")
        raise BadCatalogue(f"cannot open {shown}: {str(error).splitlines()[0]}") from error
    return engine


def writer(engine: Engine) -> Engine:
    """The same engine, whose transactions take SQLite's write lock at once (no upgrade, no deadlock)."""
    return engine.execution_options(writes=True)


def truncate_log(engine: Engine) -> None:
    """Empties SQLite's write-ahead log, which still holds what was deleted; while another reads, later."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is not None:
                raw.execute(f"PRAGMA busy_timeout = {int(_LOG_SECONDS * 1000)}")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                raw.execute(f"PRAGMA busy_timeout = {int(_BUSY_SECONDS * 1000)}")


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions begin where on_begin says
        connection.execute(f"PRAGMA busy_timeout = {int(_BUSY_SECONDS * 1000)}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what was deleted is overwritten, not only unlinked

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _migrate(engine: Engine, folder: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    head = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == head:
            return
    logging.getLogger("alembic.runtime.migration").setLevel(logging.WARNING)
    with FileLock(folder / "migrate.lock"), writer(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
