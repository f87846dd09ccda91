"""SPARQL results in JSON as rows. Knows the format of the W3C, trusts none of it."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from rdflib import BNode, Literal, URIRef

from retrieval.errors import EndpointFailed
from retrieval.graph.linked.endpoint import Node

LONGEST = 20_000
"""Characters of one value."""
_MOST_COLUMNS = 50
_NAME = re.compile(r"\w{1,100}")
_UNSAFE = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f\ud800-\udfff]")
_HALF = re.compile("[\0\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def read_results(
    content: bytes, *, name: str, rows: int
) -> tuple[tuple[str, ...], list[tuple[Node | None, ...]], bool]:
    """Columns, rows and whether there were more.

    Raises:
        EndpointFailed: It is no such JSON.
    """
    try:
        body = json.loads(content)
        columns = tuple(str(one) for one in body["head"]["vars"])
        bindings = body["results"]["bindings"]
        if len(columns) > _MOST_COLUMNS or not all(map(_NAME.fullmatch, columns)):
            raise ValueError("columns")
        nameless: dict[str, BNode] = {}
        found = [
            tuple(_node(row.get(column), nameless) for column in columns) for row in bindings[: rows + 1]
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise EndpointFailed(
            f"endpoint {name} answers with JSON that is no SPARQL result: check that graph.endpoints names a "
            "query endpoint"
        ) from error
    return columns, found[:rows], len(found) > rows


def _node(told: dict[str, Any] | None, nameless: dict[str, BNode]) -> Node | None:
    if told is None:
        return None
    kind, text = told["type"], str(told["value"])[:LONGEST]
    if kind == "uri":
        return URIRef(_UNSAFE.sub(lambda match: quote(match[0], errors="replace"), text))
    if kind == "bnode":
        return nameless.setdefault(text, BNode())
    if kind not in ("literal", "typed-literal"):
        raise ValueError(str(kind))
    text = _HALF.sub("\ufffd", text)
    language, datatype = told.get("xml:lang"), told.get("datatype")
    if isinstance(language, str) and _LANGUAGE.fullmatch(language):
        return Literal(text, lang=language, normalize=False)
    if isinstance(datatype, str):
        return Literal(text, datatype=URIRef(_UNSAFE.sub("", datatype)), normalize=False)
    return Literal(text)
