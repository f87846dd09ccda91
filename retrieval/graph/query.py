"""SPARQL over the plant graph: read-only, nothing fetched, time and rows bounded. Knows rdflib, no question.

Refused before anything runs: updates, ``SERVICE`` of all but the endpoints of the settings, ``FROM`` (both
would fetch from elsewhere), and patterns of ``REGEX`` and ``REPLACE`` whose time can grow without bound. What
runs too long is ended from outside.
"""

from __future__ import annotations

import contextvars
import ctypes
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar, cast

from rdflib import BNode, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.algebra import traverse
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

from retrieval.errors import BadQuery, QueryTooLong
from retrieval.graph.linked.endpoint import Service
from retrieval.graph.linked.endpoints import Endpoints
from retrieval.graph.linked.service import Resolved, put_in, resolve
from retrieval.graph.store import PlantGraph
from retrieval.graph.terms import PREFIXES

MOST_ROWS = 1000
SECONDS = 5.0
_LONGEST = 20_000
_REPEATS = 3
_BEAT = 0.05
"""Seconds between two attempts to end a query."""

Node = URIRef | Literal | BNode
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a query gave.

    Attributes:
        columns: Variables of a SELECT; ``ask`` of an ASK; subject, predicate, object of triples.
        rows: Values by column, None where a variable is unbound.
        truncated: True where there were more rows.
        services: What became of each ``SERVICE``.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Node | None, ...], ...]
    truncated: bool
    seconds: float
    services: tuple[Service, ...] = ()


def run_query(
    graph: PlantGraph,
    text: str,
    *,
    rows: int = MOST_ROWS,
    seconds: float = SECONDS,
    endpoints: Endpoints | None = None,
) -> Answers:
    """Answers one SELECT, ASK, CONSTRUCT or DESCRIBE.

    Args:
        seconds: Time of evaluating it; endpoints have their own.
        endpoints: Whom ``SERVICE`` may ask; nobody where None.

    Raises:
        BadQuery: It is no SPARQL query, or one that is not allowed; the message says what.
        EndpointFailed: An endpoint that it asks failed, and is not ``SILENT``.
        QueryTooLong: It ran past its time.
    """
    began = time.monotonic()
    resolved = Resolved(text, {}, ())
    if len(text) <= _LONGEST and endpoints is not None and endpoints.all() and "service" in text.lower():
        resolved = resolve(text, endpoints, {name: str(space) for name, space in PREFIXES.items()})
    query = _prepared(resolved.text)
    for part in _parts(query.algebra):
        put_in(part, resolved.tables)
    _call_as_the_plant_does(query, graph.same)

    def evaluated() -> tuple[tuple[str, ...], list[tuple[Node | None, ...]]]:
        result = graph.dataset.query(query)
        if result.type == "ASK":
            return ("ask",), [(Literal(bool(result.askAnswer)),)]
        if result.type == "SELECT":
            columns = tuple(str(name) for name in result.vars or ())
            found: Iterator[Any] = iter(result)
            return columns, [tuple(row) for row in islice(found, rows + 1)]
        triples: Iterator[Any] = iter(result)
        return ("subject", "predicate", "object"), [tuple(t) for t in islice(triples, rows + 1)]

    try:
        columns, found = _timed(evaluated, seconds)
    except ArithmeticError as error:  # a file or an endpoint may hold "1E99999999"^^xsd:decimal
        raise BadQuery(f"a number is too large to be computed with ({type(error).__name__})") from error
    return Answers(
        columns=columns,
        rows=tuple(found[:rows]),
        truncated=len(found) > rows,
        seconds=time.monotonic() - began,
        services=resolved.services,
    )


def _prepared(text: str) -> Query:
    """The query, parsed and looked through."""
    if len(text) > _LONGEST:
        raise BadQuery(f"the query has more than {_LONGEST} characters: shorten it")
    try:
        query = prepareQuery(text, initNs=dict(PREFIXES))
    except RecursionError:
        raise BadQuery("the query is nested too deeply: flatten it") from None
    except Exception as error:  # noqa: BLE001 - rdflib raises bare ones for prefixes it does not know
        word = text.split(maxsplit=1)[:1]
        if word and word[0].upper() in _UPDATES:
            raise BadQuery(f"{word[0].upper()} is refused: the graph is only read") from None
        raise BadQuery(
            f"this is no SPARQL query that can be read: {' '.join(str(error).split())[:300]}"
        ) from None
    for part in _parts(query.algebra):
        _look_at(part)
    return query


def _call_as_the_plant_does(query: Query, same: Mapping[URIRef, URIRef]) -> None:
    """Puts the plant's own names of items in the place of those that files of statements have for them."""
    if not same:
        return
    traverse(query.algebra, visitPost=lambda node: same.get(node) if isinstance(node, URIRef) else None)
    for part in _parts(query.algebra):
        if part.name == "values":
            part["res"] = [{name: same.get(value, value) for name, value in row.items()} for row in part.res]


_UPDATES = frozenset("INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH".split())


def _look_at(part: CompValue) -> None:
    if part.name == "ServiceGraphPattern":
        raise BadQuery(
            "SERVICE is refused: a query reads this graph and fetches nothing but from endpoints of the "
            "settings (graph.endpoints)"
        )
    if dict.get(part, "datasetClause"):
        raise BadQuery("FROM is refused: leave it out, a query sees all of the graph")
    if part.name in ("Builtin_REGEX", "Builtin_REPLACE"):
        pattern = dict.get(part, "pattern")
        text = str(pattern)
        repeats = sum(text.count(sign) for sign in "*+{")
        grouped = any(f"){sign}" in text for sign in "*+{")
        if not isinstance(pattern, Literal) or len(text) > 200 or repeats > _REPEATS or grouped:
            raise BadQuery(
                f"{part.name.removeprefix('Builtin_')} takes a pattern in quotes of at most 200 characters, "
                f"with {_REPEATS} repetitions at most and none of a group: CONTAINS may do"
            )


def _parts(node: object) -> Iterator[CompValue]:
    """All parts of a parsed query."""
    waiting, seen = [node], set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, CompValue):
            yield one
            waiting += one.values()
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list | tuple | set | frozenset):
            waiting += one


class _OutOfTimeError(BaseException):
    """Ends a query; no ``Exception``: the evaluation takes one for a value that is not there and goes on."""


@dataclass(slots=True)
class _Outcome:
    """What work in a thread came to; ``over`` is only set and read under ``lock``."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    over: bool = False
    value: Any = None
    error: BaseException | None = None


def _timed(work: Callable[[], T], seconds: float) -> T:
    """Does work in a thread of its own and ends it after some seconds.

    It is told to end again and again: Python drops an exception that happens to be raised while it finalizes
    a generator or an object, and the work would go on.
    """
    outcome = _Outcome()

    def do() -> None:
        with suppress(_OutOfTimeError):  # may come once more while the last lines run
            try:
                outcome.value = work()
            except BaseException as error:  # noqa: BLE001 - raised again by who waits for it
                outcome.error = error
            with outcome.lock:
                outcome.over = True

    thread = threading.Thread(target=contextvars.copy_context().run, args=(do,), daemon=True)
    thread.start()
    thread.join(seconds)
    while thread.is_alive():
        with outcome.lock:
            if not outcome.over:
                _raise_in(thread, _OutOfTimeError)
        thread.join(_BEAT)
    if isinstance(outcome.error, _OutOfTimeError):
        raise QueryTooLong(
            f"the query ran past {seconds:g} s: narrow it, or join its parts by a common variable"
        )
    if outcome.error is not None:
        raise outcome.error
    return cast(T, outcome.value)


def _raise_in(thread: threading.Thread, error: type[BaseException]) -> None:
    """Has a thread raise an error at its next step in Python."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(error))
