"""Where files are parsed: apart from the process that publishes. Knows jobs and outcomes, no format."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from ingest.errors import Unreadable

JobT = TypeVar("JobT")
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[JobT, ResultT]):
    """How one job ended: with a result, or with the reason why there is none.

    Attributes:
        seconds: Wall time in the worker.
    """

    job: JobT
    result: ResultT | None
    error: Unreadable | None
    seconds: float


class Engine(Protocol[JobT, ResultT]):
    """Runs jobs in other processes. A job that crashes, hangs or eats memory costs itself alone.

    Attributes:
        listener: Called, by any thread, with what a job tells while it runs. An engine may keep it to itself.
    """

    listener: Callable[[Any], None] | None

    @property
    def hungry(self) -> bool:
        """True while another job would not wait long."""
        ...

    @property
    def busy(self) -> bool:
        """True while an outcome is still to come."""
        ...

    def submit(self, job: JobT) -> None:
        """Hands a job in."""
        ...

    def ready(self, *, within: float) -> bool:
        """True where an outcome is there or comes within so many seconds; it is not taken."""
        ...

    def outcome(self, *, cancel: threading.Event | None = None) -> Outcome[JobT, ResultT]:
        """Waits for the next job to end, in whatever order.

        Args:
            cancel: Set by another thread to stop waiting.

        Raises:
            Stopped: ``cancel`` was set.
            IngestError: No worker can be started.
        """
        ...

    def close(self) -> None:
        """Stops the workers, whatever they do."""
        ...
