"""One batch a data folder, and who runs it. Knows processes and files, nothing of what is written.

Single transactions are guarded by the store itself; this lock is held for a whole batch.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import Busy

_PATIENCE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The process that runs a batch.

    Attributes:
        purpose: What it does, in the words of its command (``ingest /plant/reports``).
        since: When it began, ISO 8601.
    """

    pid: int
    purpose: str
    since: str

    def __str__(self) -> str:
        return f"process {self.pid} ({self.purpose}, since {self.since})"


@contextmanager
def batch_lock(
    folder: Path,
    *,
    purpose: str,
    patience: float | None = None,
    waiting: Callable[[Holder | None], None] | None = None,
    cancel: threading.Event | None = None,
) -> Iterator[None]:
    """Holds the right to run a batch on the data folder; waits for whoever has it.

    The operating system frees the lock when its process ends, however it ends.

    Args:
        folder: Data folder.
        purpose: What this process is about to do, for those who wait.
        patience: Seconds to wait; None waits for ever.
        waiting: Called once, with the holder, where there is something to wait for.
        cancel: Set by another thread to stop waiting.

    Raises:
        Busy: Patience ran out or the waiting was cancelled; says who holds the lock.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "ingest.lock", thread_local=False)
    _acquire(lock, folder, patience, waiting, cancel)
    note = folder / "ingest.json"
    try:
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        _write(note, Holder(pid=os.getpid(), purpose=purpose, since=since))
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _acquire(
    lock: FileLock,
    folder: Path,
    patience: float | None,
    waiting: Callable[[Holder | None], None] | None,
    cancel: threading.Event | None,
) -> None:
    waited = 0.0
    while True:
        step = _PATIENCE if patience is None else min(_PATIENCE, max(0.0, patience - waited))
        try:
            lock.acquire(timeout=step if waited else 0, poll_interval=0.05)
            return
        except Timeout:
            pass
        holder = read_holder(folder)
        if waited == 0.0 and waiting is not None:
            waiting(holder)
        waited += step or _PATIENCE
        if cancel is not None and cancel.is_set():
            raise Busy(f"stopped while waiting for {holder or 'another writer'}")
        if patience is not None and waited > patience:
            raise Busy(f"{holder or 'another process'} is writing to {folder}: try again when it has ended")


def read_holder(folder: Path) -> Holder | None:
    """Who holds the lock, as it noted itself; None where no note is there (or none that can be read)."""
    try:
        noted = json.loads((folder / "ingest.json").read_text(encoding="utf-8"))
        return Holder(pid=int(noted["pid"]), purpose=str(noted["purpose"]), since=str(noted["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(note: Path, holder: Holder) -> None:
    temporary = note.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_text(json.dumps(asdict(holder)), encoding="utf-8")
    temporary.replace(note)
