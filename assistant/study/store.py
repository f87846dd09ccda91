"""What participants answered, on the disk before anything else happens. Knows codes, not what cases mean.

One SQLite file a study. Every answer is a transaction of its own that is flushed to the disk before the
call returns (``synchronous = FULL``), so that a killed process or a power cut loses none; an answer that is
there is never replaced.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from assistant.errors import StudyRefused
from assistant.study.records import Stage, StudyLanguage

_BUSY_SECONDS = 20.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS participant (
    code TEXT PRIMARY KEY, cell INTEGER, language TEXT, attributes TEXT, consented_at REAL, finished_at REAL
);
CREATE TABLE IF NOT EXISTS shown (
    code TEXT NOT NULL REFERENCES participant (code) ON DELETE CASCADE,
    case_id TEXT NOT NULL, stage TEXT NOT NULL, first_at REAL NOT NULL, times INTEGER NOT NULL,
    PRIMARY KEY (code, case_id, stage)
);
CREATE TABLE IF NOT EXISTS answer (
    code TEXT NOT NULL REFERENCES participant (code) ON DELETE CASCADE,
    case_id TEXT NOT NULL, stage TEXT NOT NULL, value TEXT NOT NULL, confidence REAL,
    delegated INTEGER NOT NULL, seconds REAL NOT NULL, interrupted INTEGER NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (code, case_id, stage)
);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person behind a code.

    Attributes:
        cell: Which order they have; None until they consented.
        consented_at, finished_at: Seconds since 1970; None until then.
    """

    code: str
    cell: int | None = None
    language: StudyLanguage = "en"
    attributes: Mapping[str, str] = field(default_factory=dict)
    consented_at: float | None = None
    finished_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One answer as it was given.

    Attributes:
        confidence: 0 to 1.
        seconds: Since the step was first shown.
        interrupted: True where the step was shown more than once.
    """

    value: str
    confidence: float | None = None
    delegated: bool = False
    seconds: float = 0.0
    interrupted: bool = False


Answers = Mapping[tuple[str, Stage], Given]
"""By case and stage."""


class AnswerStore:
    """The answers of one study; processes and threads may share the file.

    Args:
        path: The SQLite file, made where it is absent.
        clock: Seconds since 1970.
    """

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._clock = clock
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._writing() as connection:
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)

    def issue(self, codes: Sequence[str]) -> None:
        """Lets these codes take part; those that may already stay as they are."""
        with self._writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO participant (code) VALUES (?)", [(code,) for code in codes]
            )

    def participants(self) -> tuple[Participant, ...]:
        """All codes that were issued, in the order of issue."""
        with self._reading() as connection:
            rows = connection.execute("SELECT * FROM participant ORDER BY rowid").fetchall()
        return tuple(_participant(row) for row in rows)

    def participant(self, code: str) -> Participant | None:
        """The participant of a code; None where it was not issued."""
        with self._reading() as connection:
            row = connection.execute("SELECT * FROM participant WHERE code = ?", (code,)).fetchone()
        return None if row is None else _participant(row)

    def consent(self, code: str, *, language: StudyLanguage, cells: int) -> None:
        """Notes consent and gives the participant the order that fewest have; once only."""
        with self._writing() as connection:
            row = connection.execute("SELECT cell FROM participant WHERE code = ?", (code,)).fetchone()
            if row is None or row[0] is not None:
                return
            taken = connection.execute(
                "SELECT cell, COUNT(*) FROM participant WHERE cell IS NOT NULL GROUP BY cell"
            )
            numbers = dict(taken.fetchall())
            cell = min(range(cells), key=lambda one: (numbers.get(one, 0), one))
            connection.execute(
                "UPDATE participant SET cell = ?, language = ?, consented_at = ? WHERE code = ?",
                (cell, language, self._clock(), code),
            )

    def describe(self, code: str, attributes: Mapping[str, str]) -> None:
        """Keeps what a participant said of themselves; once only."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE participant SET attributes = ? WHERE code = ? AND attributes IS NULL",
                (json.dumps(dict(attributes)), code),
            )

    def show(self, code: str, case: str, stage: Stage) -> None:
        """Notes that a step is on the screen; the first time counts for the time taken."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO shown VALUES (?, ?, ?, ?, 1) "
                "ON CONFLICT (code, case_id, stage) DO UPDATE SET times = times + 1",
                (code, case, stage, self._clock()),
            )

    def answer(
        self, code: str, case: str, stage: Stage, *, value: str, confidence: float | None, delegated: bool
    ) -> bool:
        """Keeps an answer; it is on the disk when this returns.

        Returns:
            False where the step was answered before: the first answer stands.
        """
        with self._writing() as connection:
            now = self._clock()
            shown = connection.execute(
                "SELECT first_at, times FROM shown WHERE code = ? AND case_id = ? AND stage = ?",
                (code, case, stage),
            ).fetchone()
            first, times = (now, 1) if shown is None else shown
            done = connection.execute(
                "INSERT OR IGNORE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (code, case, stage, value, confidence, delegated, max(now - first, 0.0), times > 1, now),
            )
            return done.rowcount == 1

    def finish(self, code: str) -> None:
        """Notes that all is answered."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE participant SET finished_at = ? WHERE code = ? AND finished_at IS NULL",
                (self._clock(), code),
            )

    def answers(self, code: str) -> Answers:
        """All answers of a participant."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT case_id, stage, value, confidence, delegated, seconds, interrupted FROM answer "
                "WHERE code = ?",
                (code,),
            ).fetchall()
        return {
            (row[0], cast("Stage", row[1])): Given(
                value=row[2],
                confidence=row[3],
                delegated=bool(row[4]),
                seconds=row[5],
                interrupted=bool(row[6]),
            )
            for row in rows
        }

    def withdraw(self, code: str) -> None:
        """Deletes a participant and all they said; the order they had is free again.

        Raises:
            StudyRefused: There is no such participant.
        """
        with self._writing() as connection:
            if connection.execute("DELETE FROM participant WHERE code = ?", (code,)).rowcount == 0:
                raise StudyRefused(f"no participant has the code {code[:40]!r}")
        with closing(self._connect()) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        return connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(self._connect()) as connection:
                yield connection
        except sqlite3.Error as error:
            raise StudyRefused(f"the answers in {self._path} cannot be read: {error}") from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")


def _participant(row: Sequence[object]) -> Participant:
    code, cell, language, attributes, consented, finished = row
    return Participant(
        code=str(code),
        cell=cast("int | None", cell),
        language="fr" if language == "fr" else "en",
        attributes={} if attributes is None else json.loads(str(attributes)),
        consented_at=cast("float | None", consented),
        finished_at=cast("float | None", finished),
    )
