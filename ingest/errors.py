"""Errors of ingestion.

IngestError
├── Unreadable      the file cannot be read; goes to quarantine with reason and hint
├── Busy            another writer holds the data folder
└── Stopped         the user stopped the batch
"""

from __future__ import annotations


class IngestError(Exception):
    """Root of what ingestion raises."""


class Unreadable(IngestError):
    """A file cannot come in.

    Args:
        reason: What is wrong, in the words of a person who sees the file, without a stack trace.
        hint: What mends it.
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(f"{reason} ({hint})")
        self.reason = reason
        self.hint = hint

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str]]:
        return (type(self), (self.reason, self.hint))


class Busy(IngestError):
    """Another process is writing to the data folder."""


class Stopped(IngestError):
    """The user stopped the batch; what was published until then stays."""
