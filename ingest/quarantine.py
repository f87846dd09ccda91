"""Why a file did not come in, as a record and in words. Knows no parser and no process."""

from __future__ import annotations

import signal
from datetime import UTC, datetime

from ingest.errors import Unreadable
from ingest.limits import Limits
from retrieval.records import Document, QuarantinedFile

_STILL = "what was ingested from it before still answers"


def quarantined(
    source: str, error: Unreadable, *, sha256: str | None, before: Document | None
) -> QuarantinedFile:
    """The record for the catalogue. ``before`` is the revision that stays in force, if any."""
    hint = f"{error.hint}; {_STILL}" if before is not None else error.hint
    return QuarantinedFile(
        source=source, reason=error.reason, hint=hint, sha256=sha256, at=datetime.now(tz=UTC)
    )


def too_slow(limits: Limits) -> Unreadable:
    """The worker ran past its time."""
    return Unreadable(
        f"reading it took longer than {limits.seconds:g} seconds and was stopped",
        "split the file, or raise ingest.seconds_per_file in the settings",
    )


def too_hungry(limits: Limits) -> Unreadable:
    """The worker took more memory than it may."""
    return Unreadable(
        f"reading it took more than {limits.memory_mb} MB of memory and was stopped",
        "split the file or reduce its pictures, or raise ingest.memory_mb_per_file in the settings",
    )


def empty() -> Unreadable:
    """The file holds nothing."""
    return Unreadable("the file is empty (0 bytes)", "copy or export it again")


def too_large(size: int, limits: Limits) -> Unreadable:
    """The file is larger than files may be. ``size`` in bytes."""
    return Unreadable(
        f"it has {size / 1e6:,.0f} MB, more than the limit of {limits.max_file_mb} MB",
        "split the file, or raise ingest.max_file_mb in the settings",
    )


def died(exit_code: int | None) -> Unreadable:
    """The worker ended by itself. ``exit_code`` as ``multiprocessing`` gives it: negative for a signal."""
    how = f"exit code {exit_code}"
    if exit_code is not None and exit_code < 0:
        try:
            how = signal.Signals(-exit_code).name
        except ValueError:
            how = f"signal {-exit_code}"
    return Unreadable(
        f"the reader crashed on it ({how})",
        "the file is probably damaged: open it in its program and save it again",
    )


def node_died(times: int) -> Unreadable:
    """The machine of a cluster on which it was read went away, each time."""
    return Unreadable(
        f"the node of the cluster on which it was read died, {times} times",
        "look at the nodes' memory and logs, or ingest it with --engine local",
    )


def failed(error: BaseException) -> Unreadable:
    """The reader met something it does not expect: a fault of ours or of the file."""
    said = (str(error).strip() or "no further word").splitlines()[0][:300]
    return Unreadable(
        f"the reader failed on it ({type(error).__name__}: {said})",
        "open the file in its program and save it again; if it still fails, report it with the file",
    )


def changed() -> Unreadable:
    """The file was written to while it was read."""
    return Unreadable("it changed while it was read", "ingest it again when nothing writes to it any more")
