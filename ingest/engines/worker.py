"""What runs inside a worker process: one job after another, each answered. Knows no supervisor's policy."""

from __future__ import annotations

import gc
import inspect
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pickle import PicklingError
from typing import Any, Literal

from ingest.errors import Unreadable
from ingest.quarantine import failed

_HEADROOM = 2 << 30
_MB = 1 << 20
_ALLOCATIONS = 50_000
"""New objects after which cycles are looked for: readers make many that are in none, and Python's own 700
cost them a twelfth of their time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A worker's word: ready for a job, telling while it runs, done with it, or why not.

    Attributes:
        result: Of the job, or what it tells.
        error: Set where the job failed; ``hungry`` where memory ran out.
        trace: Where it failed, for the log.
    """

    state: Literal["ready", "told", "done", "failed", "hungry"]
    result: Any = None
    error: Unreadable | None = None
    trace: str = ""


def work(inbox: Connection, outbox: Connection, *, memory_mb: int, threads: int) -> None:
    """Receives a function, then jobs for it, until the inbox closes.

    A function that takes ``tell`` may call it with what the supervisor should hear before the job is done.
    What the libraries print goes to standard error. The process ends with its parent.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(threads)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    logging.captureWarnings(capture=True)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        run: Callable[..., Any] = inbox.recv()
        _limit_memory(memory_mb)
        gc.set_threshold(_ALLOCATIONS, *gc.get_threshold()[1:])
        if "tell" in inspect.signature(run).parameters:
            run = partial(run, tell=lambda told: outbox.send(Reply(state="told", result=told)))
        outbox.send(Reply(state="ready"))
        while True:
            reply = _answer(run, inbox.recv())
            try:
                outbox.send(reply)
            except (PicklingError, AttributeError, TypeError) as error:
                outbox.send(Reply(state="failed", error=failed(error)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _answer(run: Callable[[Any], Any], job: Any) -> Reply:
    import traceback

    try:
        return Reply(state="done", result=run(job))
    except Unreadable as error:
        return Reply(state="failed", error=error)
    except MemoryError:
        return Reply(state="hungry")
    except Exception as error:  # noqa: BLE001 - the edge of one file: whatever it does, the batch goes on
        return Reply(state="failed", error=failed(error), trace=traceback.format_exc())


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limit_memory(memory_mb: int) -> None:
    """A wall for one huge allocation, far above what the supervisor allows and where there is one."""
    try:
        import resource
    except ImportError:
        return
    soft = memory_mb * _MB + _HEADROOM
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
