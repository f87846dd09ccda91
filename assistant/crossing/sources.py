"""What crossings ask of the sources: rows by key, documents by name, passages. Protocols only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.timed_rows import TimedRows
from assistant.experts.text.named import Named
from retrieval.records import Chunk, Document, Language, Scope

RowOf = Callable[[str, Scope], KeyedRow | None]
"""The row of a table that an identifier is the key of."""

RowsNamed = Callable[[str, Scope], Sequence[KeyedRow]]
"""The rows that an identifier is the key of, one a table."""

NamesIn = Callable[[str, Language, Scope], Named]
"""The documents that words name."""

RowsBetween = Callable[[datetime, datetime, Scope], Sequence[TimedRows]]
"""What tables recorded from one moment to another."""


class Library(Protocol):
    """Reads documents; ``retrieval.catalogue.Catalogue`` does."""

    def documents(self, scope: Scope) -> list[Document]:
        """Documents of a scope."""
        ...

    def document(self, source: str) -> Document | None:
        """The document of a source."""
        ...

    def chunks_of(self, source: str) -> list[Chunk]:
        """All passages of a document, in order."""
        ...

    def chunks_mentioning(self, identifier: str, *, scope: Scope, limit: int) -> list[Chunk]:
        """Passages that hold an identifier."""
        ...

    def chunks_labelled(self, label: str, *, scope: Scope) -> list[Chunk]:
        """The clause of a number with its descendants."""
        ...
