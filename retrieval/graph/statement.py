"""What the graph is made of: a statement and the place it was read from. Knows records, no store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from rdflib import Literal, URIRef

Value = URIRef | Literal


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement was read.

    Attributes:
        source: ``Document.source``.
        table: Name of the table in SQL, of a row.
        row: 0-based data row.
        page: Page, from 1.
        graph: Of a file of statements: the graph of the file they stand in, ``""`` for those in none.
    """

    source: str
    table: str | None = None
    row: int | None = None
    page: int | None = None
    graph: str | None = None

    @property
    def name(self) -> URIRef:
        """The name of the record, and of the graph that holds its statements."""
        part = "" if self.page is None else f"#page={self.page}"
        part = part if self.row is None else f"#table={quote(self.table or '')}&row={self.row}"
        part = part if self.graph is None else f"#graph={quote(self.graph)}"
        return URIRef(f"urn:plant:record:{quote(self.source)}{part}")


@dataclass(frozen=True, slots=True)
class Statement:
    """Subject, predicate, object."""

    subject: URIRef
    predicate: URIRef
    value: Value


@dataclass(slots=True)
class Read:
    """The statements that one place gives."""

    place: Place
    statements: list[Statement] = field(default_factory=list)

    def say(self, subject: URIRef, predicate: URIRef, value: Value | str | float | None) -> None:
        """Adds a statement; nothing where the value is None or empty."""
        if value is None or value == "":
            return
        kept = value if isinstance(value, URIRef | Literal) else Literal(value)
        self.statements.append(Statement(subject, predicate, kept))


Reads = Sequence[Read]
