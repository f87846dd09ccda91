"""Puts prepared files in force, many small ones at a time. Knows the knowledge, no parser and no engine.

What a file costs the stores (transactions, the vector store's own files, waiting for the disk) is nearly the
same for one passage and for a hundred, so small files wait for company and go in together, all or none. A
file that cannot be stored costs itself alone: its company is then stored one by one.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.engines import Outcome
from ingest.job import FileJob, Prepared
from ingest.spool import Spool
from retrieval.errors import RetrievalError
from retrieval.records import Revision

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

logger = logging.getLogger(__name__)

_FILES = 32
_PASSAGES = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A file that was put in force, or could not be.

    Attributes:
        error: Why it could not be stored.
        seconds: Its share of the time that storing took.
    """

    job: FileJob
    prepared: Prepared
    seconds: float
    error: Exception | None = None


class Publisher:
    """Collects what was read until there is enough of it or nothing more comes soon."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._waiting: list[tuple[Outcome[FileJob, Prepared], Prepared]] = []

    @property
    def waiting(self) -> bool:
        """True while a file waits to be put in force."""
        return bool(self._waiting)

    @property
    def full(self) -> bool:
        """True where more company would not make it cheaper."""
        passages = sum(_size(prepared) for _, prepared in self._waiting)
        return len(self._waiting) >= _FILES or passages >= _PASSAGES

    def add(self, outcome: Outcome[FileJob, Prepared], prepared: Prepared) -> None:
        """Lets a file wait for ``publish``."""
        self._waiting.append((outcome, prepared))

    def publish(
        self, *, where: Callable[[Outcome[FileJob, Prepared]], bool] = lambda _: True
    ) -> list[Published]:
        """Puts in force what waits, in the order in which it came.

        Args:
            where: Asked of each file right before; one that it denies is left out.

        Raises:
            RetrievalError, OSError, MemoryError: The stores cannot be written to.
        """
        came, self._waiting = self._waiting, []
        waiting = [(outcome, prepared) for outcome, prepared in came if where(outcome)]
        if not waiting:
            return []
        began = time.monotonic()
        error = self._stored([prepared.revision for _, prepared in waiting])
        if error is not None and len(waiting) > 1:
            return [done for outcome, prepared in waiting for done in self._alone(outcome, prepared)]
        took = (time.monotonic() - began) / sum(_size(prepared) for _, prepared in waiting)
        return [
            Published(
                job=outcome.job,
                prepared=prepared,
                seconds=outcome.seconds + took * _size(prepared),
                error=error,
            )
            for outcome, prepared in waiting
        ]

    def _alone(self, outcome: Outcome[FileJob, Prepared], prepared: Prepared) -> list[Published]:
        self._waiting.append((outcome, prepared))
        return self.publish()

    def _stored(self, revised: list[Revision]) -> Exception | None:
        """What went wrong with the revisions; the stores' own failures are raised."""
        try:
            self._knowledge.publish_all(revised)
        except (RetrievalError, OSError, MemoryError):
            raise
        except Exception as error:
            names = ", ".join(revision.document.source for revision in revised[:3])
            logger.warning("%s (%d files) could not be stored", names, len(revised), exc_info=True)
            return error
        return None


def discard(prepared: Prepared) -> None:
    """Removes the files in which the parts of a long document were handed on."""
    for part in (prepared.revision.chunks, prepared.revision.tables):
        if isinstance(part, Spool):
            part.discard()


def _size(prepared: Prepared) -> int:
    return max(1, len(prepared.revision.chunks))
