"""What the drawing expert needs of what was ingested; ``retrieval.knowledge.Knowledge`` satisfies it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from retrieval.records import Document, DrawingEntity, Scope, Table


class DrawingCatalogue(Protocol):
    """Records of documents and of what stands on drawings."""

    def generation(self) -> int:
        """Counts up with each change."""
        ...

    def documents(self, scope: Scope = ...) -> list[Document]:
        """Documents of a scope."""
        ...

    def tables(self, scope: Scope = ...) -> list[Table]:
        """Tables of a scope."""
        ...

    def entities(self, scope: Scope = ..., *, source: str | None = None) -> list[DrawingEntity]:
        """Things on drawings of a scope, or of one source."""
        ...


class Objects(Protocol):
    """Paths of stored files."""

    def path(self, key: str) -> Path:
        """Where an object lies."""
        ...


class DrawingKnowledge(Protocol):
    """The door to what was ingested."""

    @property
    def catalogue(self) -> DrawingCatalogue:
        """Records."""
        ...

    @property
    def objects(self) -> Objects:
        """Files."""
        ...
