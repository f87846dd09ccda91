"""``SERVICE`` of a query: put to an endpoint of the settings first, its rows put in its place.

Only endpoints that the settings name are asked; whatever else a query names is refused before anything is
sent, so that no caller can make this program fetch from where he likes. What stands inside ``SERVICE`` goes
to the endpoint as it is, with the prefixes it uses; it may hold no ``SERVICE`` itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.plugins.sparql.parserutils import CompValue

from retrieval.errors import BadQuery, EndpointFailed
from retrieval.graph.linked.endpoint import ENDPOINT, Endpoint, Fetched, Service
from retrieval.graph.linked.endpoints import Endpoints

MOST_SERVICES = 4
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)|(?P<iri><[^<>"{}|^`\\\s]*>)
    |(?P<string>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
      |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<variable>[?$]\w+)|(?P<name>[\w.-]*:[\w.%-]*)|(?P<word>\w+)|(?P<sign>\S)""",
    re.VERBOSE | re.DOTALL,
)
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_MARK = "urn:plant:service:"


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Block:
    """One ``SERVICE`` in the text of a query."""

    start: int
    end: int
    term: _Token
    silent: bool
    body: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A query without ``SERVICE``: rows stand to be put where its marks are.

    Attributes:
        tables: Rows by mark.
    """

    text: str
    tables: dict[str, Fetched]
    services: tuple[Service, ...]


def resolve(text: str, endpoints: Endpoints, prefixes: dict[str, str]) -> Resolved:
    """Asks the endpoints that a query names.

    Args:
        prefixes: Those that need no declaration.

    Raises:
        BadQuery: It names another endpoint than those of the settings, or too many.
        EndpointFailed: One failed, and is not ``SILENT``.
    """
    tokens = [t for t in _tokens(text) if t.kind != "comment"]
    blocks = list(_blocks(tokens, text))
    if len(blocks) > MOST_SERVICES:
        raise BadQuery(f"a query may hold {MOST_SERVICES} SERVICE at most")
    own = _prologue(tokens)
    known = {**prefixes, "endpoint": str(ENDPOINT), **own}
    asked = [(block, _endpoint_named(block, endpoints, known)) for block in blocks]
    pieces, tables, services, at = [], {}, [], 0
    for number, (block, endpoint) in enumerate(asked):
        query = _query(block.body, known, endpoint.rows)
        put = ""
        try:
            fetched = endpoints.fetch(endpoint, query)
        except EndpointFailed as error:
            if not block.silent:
                raise
            services.append(Service(endpoint=endpoint.name, error=str(error)))
        else:
            if not fetched.columns:
                raise BadQuery(f"what is put to endpoint {endpoint.name} has no variable")
            mark = f"{_MARK}{number}"
            tables[mark] = fetched
            names = " ".join(f"?{column}" for column in fetched.columns)
            put = f"VALUES ({names}) {{ (<{mark}> {'UNDEF ' * (len(fetched.columns) - 1)}) }}"
            services.append(
                Service(
                    endpoint=endpoint.name,
                    rows=len(fetched.rows),
                    fetched=fetched.fetched,
                    truncated=fetched.truncated,
                    error=fetched.stale,
                )
            )
        pieces += [text[at : block.start], put]
        at = block.end
    return Resolved("".join([*pieces, text[at:]]), tables, tuple(services))


def put_in(part: CompValue, tables: dict[str, Fetched]) -> None:
    """Puts rows in the place of their mark, where a part of a parsed query is such a place."""
    if part.name != "values" or len(part.res) != 1:
        return
    marked = [name for name, value in part.res[0].items() if str(value) in tables]
    if marked:
        fetched = tables[str(part.res[0][marked[0]])]
        names = {str(name): name for name in part.res[0]}
        part["res"] = [
            {
                names[column]: value if value is not None else "UNDEF"
                for column, value in zip(fetched.columns, row, strict=True)
            }
            for row in fetched.rows
        ]


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        yield _Token(match.lastgroup or "", match[0], match.start(), match.end())


def _blocks(tokens: list[_Token], text: str) -> Iterator[_Block]:
    at = 0
    while at < len(tokens):
        if tokens[at].kind != "word" or tokens[at].text.upper() != "SERVICE":
            at += 1
            continue
        first, at = tokens[at], at + 1
        silent = at < len(tokens) and tokens[at].text.upper() == "SILENT"
        at += silent
        if at + 1 >= len(tokens) or tokens[at + 1].text != "{":
            raise BadQuery("SERVICE is followed by the name of an endpoint and by what is asked, in braces")
        term, opened = tokens[at], tokens[at + 1]
        depth, at = 1, at + 2
        while at < len(tokens) and depth:
            if tokens[at].text.upper() == "SERVICE" and tokens[at].kind == "word":
                raise BadQuery("SERVICE inside SERVICE is refused: no endpoint is made to ask another")
            depth += {"{": 1, "}": -1}.get(tokens[at].text, 0)
            at += 1
        if depth:
            raise BadQuery("a brace of SERVICE is not closed")
        last = tokens[at - 1]
        yield _Block(first.start, last.end, term, silent, text[opened.end : last.start])


def _prologue(tokens: list[_Token]) -> dict[str, str]:
    """The prefixes that a query declares."""
    found: dict[str, str] = {}
    for at, token in enumerate(tokens):
        if token.kind == "word" and token.text.upper() in _FORMS:
            break
        if token.text.upper() == "PREFIX" and at + 2 < len(tokens) and tokens[at + 2].kind == "iri":
            found[tokens[at + 1].text.rstrip(":")] = tokens[at + 2].text[1:-1]
    return found


def _endpoint_named(block: _Block, endpoints: Endpoints, prefixes: dict[str, str]) -> Endpoint:
    term = block.term
    name = ""
    if term.kind == "iri":
        name = term.text[1:-1]
    elif term.kind == "name":
        prefix, _, rest = term.text.partition(":")
        name = f"{prefixes.get(prefix, '')}{rest}"
    endpoint = endpoints.named(URIRef(name)) if name else None
    if endpoint is None:
        known = ", ".join(f"endpoint:{one.name}" for one in endpoints.all())
        raise BadQuery(
            f"SERVICE is refused: {term.text[:100]} is no endpoint of the settings (graph.endpoints); "
            f"there are {known}"
        )
    return endpoint


def _query(body: str, prefixes: dict[str, str], rows: int) -> str:
    """What is sent: the inside of ``SERVICE`` as a SELECT, with the prefixes that it uses."""
    used = {t.text.partition(":")[0] for t in _tokens(body) if t.kind == "name"}
    lines = [f"PREFIX {name}: <{space}>" for name, space in sorted(prefixes.items()) if name in used]
    return "\n".join([*lines, f"SELECT * WHERE {{ {body.strip()} }} LIMIT {rows + 1}"])
