"""What crossings ask of the sources: rows by key, documents by name, passages. Protocols only."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.timed_rows import TimedRows
from assistant.experts.text.named import Named
from retrieval.identifiers import find_tags
from retrieval.records import Chunk, Document, Language, Scope

RowOf = Callable[[str, Scope], KeyedRow | None]
"""The row of a table that an identifier is the key of."""

RowsNamed = Callable[[str, Scope], Sequence[KeyedRow]]
"""The rows that an identifier is the key of, one a table."""

NamesIn = Callable[[str, Language, Scope], Named]
"""The documents that words name."""

RowsBetween = Callable[[datetime, datetime, Scope], Sequence[TimedRows]]
"""What tables recorded from one moment to another."""


def named_without_tags(text: str, language: Language, scope: Scope, names_in: NamesIn) -> Named:
    """The documents that words name by their number, or by what is no tag: a tag alone names equipment."""
    named = names_in(text, language, scope)
    tags = find_tags(text)
    if named.how == "number" or not tags:
        return named
    bare = re.sub("|".join(map(re.escape, tags)), " ", text, flags=re.IGNORECASE)
    return named if names_in(bare, language, scope).sources else Named()


class Library(Protocol):
    """Reads documents; ``retrieval.catalogue.Catalogue`` does."""

    def documents(self, scope: Scope) -> list[Document]:
        """Documents of a scope."""
        ...

    def document(self, source: str) -> Document | None:
        """The document of a source."""
        ...

    def chunks_of(self, source: str, *, most: int | None = None) -> list[Chunk]:
        """The passages of a document, in order: all, or the first ones."""
        ...

    def chunks_mentioning(self, identifier: str, *, scope: Scope, limit: int | None) -> list[Chunk]:
        """Passages that hold an identifier; all where ``limit`` is None."""
        ...

    def chunks_labelled(self, label: str, *, scope: Scope) -> list[Chunk]:
        """The clause of a number with its descendants."""
        ...
