"""What the series expert needs of what was ingested; ``retrieval.knowledge.Knowledge`` satisfies it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from retrieval.records import Scope, SeriesRef, Table


class SeriesCatalogue(Protocol):
    """Records of logs and tables."""

    def generation(self) -> int:
        """Counts up with each change."""
        ...

    def series(self, scope: Scope = ...) -> list[SeriesRef]:
        """Logs of a scope."""
        ...

    def tables(self, scope: Scope = ...) -> list[Table]:
        """Tables of a scope."""
        ...


class Objects(Protocol):
    """Paths of stored files."""

    def path(self, key: str) -> Path:
        """Where an object lies."""
        ...


class SeriesKnowledge(Protocol):
    """The door to what was ingested."""

    @property
    def catalogue(self) -> SeriesCatalogue:
        """Records."""
        ...

    @property
    def objects(self) -> Objects:
        """Files."""
        ...
