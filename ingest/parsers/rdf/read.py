"""Read the statements of an RDF file, bounded, with nothing fetched. Knows rdflib, no words and no catalogue.

Imports, contexts and documents that a file names by their address are never asked for. Things without a name
get one of their own from the file's name and their place in it.
"""

from __future__ import annotations

import io
import json
import logging
import re
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import rdflib
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from rdflib import OWL, BNode, Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.stores.memory import Memory

from ingest.errors import Unreadable
from ingest.parsers.encoding import decode
from ingest.parsers.rdf.entities import without_declarations
from ingest.parsers.rdf.syntax import NAMES, Syntax, syntax_of
from ingest.storable import storable_text
from retrieval.graph.statement import Statement

MOST_BYTES = 64 << 20
MOST_STATEMENTS = 200_000
MOST_SECONDS = 120.0
LONGEST_NAME = 2000
"""Characters of an IRI; statements with a longer one are left out."""
_QUADS = frozenset({"trig", "nquads", "json-ld"})
_UNSAFE = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f]")
_EVERY = 1000
_DEEPEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RdfFile:
    """What a file says.

    Attributes:
        statements: By the name of the graph in the file, ``""`` for those in none.
        imports: Addresses of files that it builds on, which were not fetched.
        left_out: Statements whose names are longer than any.
    """

    syntax: Syntax
    statements: dict[str, list[Statement]]
    imports: tuple[str, ...] = ()
    left_out: int = 0

    def all(self) -> Iterator[Statement]:
        """All statements, whatever their graph."""
        for found in self.statements.values():
            yield from found


class _TooMuch(Exception):
    """A file holds more than is read, or takes longer."""


class _Written(Memory):
    """Takes down statements in their order and stops a parser that gives too much, or takes too long.

    Attributes:
        quads: Subject, predicate, object and name of the graph, each once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.quads: dict[tuple[Any, Any, Any, Any], None] = {}
        self._count, self._until = 0, time.monotonic() + MOST_SECONDS

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
        self._count += 1
        late = self._count % _EVERY == 0 and time.monotonic() > self._until
        if self._count > MOST_STATEMENTS or late:
            raise _TooMuch
        if not quoted:
            self.quads[(*triple, getattr(context, "identifier", context))] = None


def read_rdf(path: Path, *, name: str) -> RdfFile:
    """Reads a file.

    Args:
        name: What the file is called; relative names in it are taken from there.

    Raises:
        Unreadable: It is not well-formed, too large, or would have something fetched.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise Unreadable(f"the RDF file is {size >> 20} MiB", "split it, or export the part that is needed")
    text = decode(path.read_bytes())
    syntax = syntax_of(name, text[:8192])
    if syntax == "xml":
        text = _safe_xml(text)
    elif syntax == "json-ld":
        text = _with_own_contexts(text)
    elif name.lower().endswith((".rdf", ".owl")) and text.lstrip().startswith("<?xml"):
        raise Unreadable("the file is XML, but its root is not that of RDF", "save it as Turtle or RDF/XML")
    return _made(_parsed(text, syntax, name), syntax, name)


def _safe_xml(text: str) -> str:
    text = without_declarations(text, most=MOST_BYTES)
    text = re.sub(r"\A\ufeff?\s*<\?xml[^>]*\?>", "", text)
    try:
        _walk(text)
    except DefusedXmlException as error:
        raise Unreadable("the file declares XML entities, which is an attack", "ask its sender") from error
    except (ParseError, LookupError, ValueError) as error:
        raise Unreadable(f"the file is no well-formed XML ({error})", "export it again") from error
    return text


def _walk(text: str) -> None:
    """Reads XML once, where nothing is expanded, and looks how deep it is."""
    depth = 0
    for event, element in iterparse(
        io.BytesIO(text.encode("utf-8", "replace")), events=("start", "end"), forbid_dtd=True
    ):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise Unreadable(
                "its parts are nested deeper than those of documents",
                "open it in its program and save it again",
            )
        if event == "end":
            element.clear()


def _with_own_contexts(text: str) -> str:
    """JSON-LD that explains its own terms: an address in ``@context`` would be fetched and is refused."""
    try:
        whole = json.loads(text)
    except RecursionError as error:
        raise Unreadable("the JSON is nested too deeply", "export a flat list of records") from error
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"this is no valid JSON: {error.msg} in line {error.lineno}",
            "check that the export is complete, or save it as one JSON record a line",
        ) from error
    waiting: list[tuple[Any, int]] = [(whole, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > _DEEPEST:
            raise Unreadable("the JSON is nested too deeply", "export a flat list of records")
        inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        waiting += [(one, depth + 1) for one in inner]
        if isinstance(value, dict) and _is_elsewhere(value):
            raise Unreadable(
                "its @context is at an address, which is not fetched",
                "put the context into the file, or save it as Turtle",
            )
    return json.dumps(whole)


def _is_elsewhere(value: dict[str, Any]) -> bool:
    context = value.get("@context")
    parts = context if isinstance(context, list) else [context]
    return "@import" in value or any(isinstance(part, str) for part in parts)


def _parsed(text: str, syntax: Syntax, name: str) -> _Written:
    """What rdflib's parser says."""
    rdflib.NORMALIZE_LITERALS = False  # a value is kept as it is written; "1E999999999" is not written out
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    store = _Written()
    dataset = Dataset(store=store)
    target: Graph = dataset if syntax in _QUADS else dataset.graph(DATASET_DEFAULT_GRAPH_ID)
    base = f"http://file.invalid/{quote(name)}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parsers call what it will rename
            target.parse(data=text.encode("utf-8", "replace"), format=syntax, publicID=base)
    except _TooMuch as error:
        raise Unreadable(
            f"the RDF file holds more than {MOST_STATEMENTS:,} statements, or takes over "
            f"{MOST_SECONDS:.0f} seconds to read",
            "split it, or export the part that is needed",
        ) from error
    except RecursionError as error:
        raise Unreadable(
            "its parts are nested deeper than those of documents", "open it in its program and save it again"
        ) from error
    except Exception as error:  # rdflib raises bare ones for what is not well-formed
        told = " ".join(str(error).split())[:200] or type(error).__name__
        told = "it ends in the middle" if isinstance(error, IndexError) else told
        raise Unreadable(f"this is no {NAMES[syntax]} that can be read: {told}", "export it again") from error
    return store


def _made(written: _Written, syntax: Syntax, name: str) -> RdfFile:
    named = _Names(name)
    found: dict[str, list[Statement]] = {}
    imports: list[str] = []
    left_out = 0
    for s, p, o, g in written.quads:
        graph = "" if g is None or g == DATASET_DEFAULT_GRAPH_ID else str(named.of(g))
        subject, predicate, value = named.of(s), named.of(p), named.of(o)
        if not isinstance(subject, URIRef) or not isinstance(predicate, URIRef):
            left_out += 1
            continue
        if max(len(one) for one in (subject, predicate, graph)) > LONGEST_NAME or (
            isinstance(value, URIRef) and len(value) > LONGEST_NAME
        ):
            left_out += 1
            continue
        if predicate == OWL.imports:
            imports.append(str(value))
        found.setdefault(graph, []).append(Statement(subject, predicate, value))
    if not found:
        raise Unreadable("the RDF file holds no statement", "look whether it was exported whole")
    return RdfFile(syntax=syntax, statements=found, imports=tuple(imports), left_out=left_out)


class _Names:
    """Terms as they are kept: nameless things named, names that could not be written again made safe."""

    def __init__(self, name: str) -> None:
        self._base = f"urn:plant:nameless:{quote(name)}"
        self._nameless: dict[BNode, URIRef] = {}

    def of(self, term: object) -> URIRef | Literal:
        if isinstance(term, BNode):
            count = len(self._nameless) + 1
            return self._nameless.setdefault(term, URIRef(f"{self._base}:{count}"))
        if isinstance(term, Literal):
            text = storable_text(str(term))
            return term if text == str(term) else Literal(text, lang=term.language)
        return URIRef(_UNSAFE.sub(lambda match: quote(match[0]), storable_text(str(term))))
