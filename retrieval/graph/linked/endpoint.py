"""A SPARQL endpoint that may be asked, and what it gave. Records only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from rdflib import BNode, Literal, Namespace, URIRef

Node = URIRef | Literal | BNode
ENDPOINT = Namespace("urn:plant:endpoint:")
"""How a query names an endpoint: ``SERVICE endpoint:NAME``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An endpoint of the settings.

    Attributes:
        url: Where it is asked; may hold a key, so that it is never shown.
        authorization: Value of the header of that name; never shown.
        seconds: Time of one request, redirects included.
        rows: Rows that are taken at most.
        days: How long what it gave is kept before it is asked again.
        chat: Whether questions of the chat may be put to it.
    """

    name: str
    url: str = field(repr=False)
    authorization: str | None = field(default=None, repr=False)
    seconds: float = 10.0
    rows: int = 1000
    days: float = 7.0
    chat: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an endpoint gave.

    Attributes:
        endpoint: Its name.
        fetched: When it said so.
        truncated: True where there were more rows.
        stale: Why it could not be asked again although that was due; empty where it was not due or was asked.
    """

    endpoint: str
    fetched: datetime
    columns: tuple[str, ...]
    rows: tuple[tuple[Node | None, ...], ...]
    truncated: bool = False
    stale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What became of one ``SERVICE`` of a query.

    Attributes:
        fetched: When its rows were fetched; None where it failed.
        error: Why it was left out (``SERVICE SILENT``), or why older rows were taken.
    """

    endpoint: str
    rows: int = 0
    fetched: datetime | None = None
    truncated: bool = False
    error: str = ""
