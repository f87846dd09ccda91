"""Work done behind the caller's back, one piece after the other, its state in the catalogue's jobs.

Knows a queue and a thread; knows nothing of the work.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from assistant.errors import AssistantError
from ingest.errors import IngestError
from retrieval.errors import RetrievalError
from retrieval.jobs import Jobs
from retrieval.records import Job, JobState

logger = logging.getLogger(__name__)

_T = TypeVar("_T")

Outcome = tuple[JobState, Mapping[str, object]]
"""How a piece of work ended, and its result as JSON."""

Work = Callable[[str, _T, Callable[[float], None], threading.Event], Outcome]
"""Does one piece: its job's id, what was asked for, who hears the share that is done, and what cancels it."""


class JobQueue(Generic[_T]):
    """A queue of one kind of work and the thread that does it.

    Args:
        jobs: Where states are kept.
        kind: Of the jobs.
        work: Does one piece.
    """

    def __init__(self, jobs: Jobs, *, kind: str, work: Work[_T]) -> None:
        self._jobs = jobs
        self._kind = kind
        self._do = work
        self._queue: queue.Queue[tuple[str, _T] | None] = queue.Queue()
        self._cancel = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, *, reason: str) -> None:
        """Begins to work; what a stopped server left undone is marked failed for that reason."""
        self._jobs.fail_unfinished(kind=self._kind, reason=reason)
        self._thread = threading.Thread(target=self._work, name=f"{self._kind}-jobs", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops after the piece in work; what waits is marked failed at the next start."""
        self._cancel.set()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join()

    def submit(self, asked: _T, payload: Mapping[str, object]) -> Job:
        """Puts a piece in the queue; gives its job."""
        job = self._jobs.create(self._kind, payload)
        self._queue.put((job.id, asked))
        return job

    def _work(self) -> None:
        while (piece := self._queue.get()) is not None and not self._cancel.is_set():
            job, asked = piece
            self._jobs.change(job, state="running")
            state, result = self._outcome(job, asked)
            self._jobs.change(job, state=state, progress=1.0 if state == "done" else None, result=result)

    def _outcome(self, job: str, asked: _T) -> Outcome:
        def heard(share: float) -> None:
            self._jobs.change(job, progress=share)

        try:
            return self._do(job, asked, heard, self._cancel)
        except (AssistantError, IngestError, RetrievalError, OSError) as error:
            logger.error("a job of kind %s failed: %s", self._kind, error)
            return "failed", {"error": str(error)}
        except Exception:
            logger.exception("a job of kind %s failed", self._kind)
            return "failed", {"error": "an internal error: see the log"}
