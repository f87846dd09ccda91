"""Answers of graph queries as the contract wants them: SPARQL 1.1 results in JSON. Knows no query."""

from __future__ import annotations

from rdflib import BNode, URIRef

from retrieval.graph.query import Answers, Node

Json = dict[str, object]


def answers_json(answers: Answers, *, left_out: tuple[str, ...] = ()) -> Json:
    """``head`` and ``results`` (``boolean`` of an ASK) as the W3C defines them, and what bounds did."""
    body: Json = {"head": {"vars": list(answers.columns)}}
    if answers.columns == ("ask",):
        body = {"head": {}, "boolean": bool(answers.rows[0][0])}
    else:
        body["results"] = {
            "bindings": [
                {
                    name: _term(node)
                    for name, node in zip(answers.columns, row, strict=True)
                    if node is not None
                }
                for row in answers.rows
            ]
        }
    return {
        **body,
        "truncated": answers.truncated,
        "left_out": list(left_out),
        "services": [
            {
                "endpoint": one.endpoint,
                "rows": one.rows,
                "fetched": None if one.fetched is None else one.fetched.isoformat(timespec="seconds"),
                "truncated": one.truncated,
                "error": one.error or None,
            }
            for one in answers.services
        ],
        "seconds": round(answers.seconds, 3),
    }


def _term(node: Node) -> dict[str, str]:
    if isinstance(node, URIRef):
        return {"type": "uri", "value": str(node)}
    if isinstance(node, BNode):
        return {"type": "bnode", "value": str(node)}
    found = {"type": "literal", "value": str(node)}
    if node.language:
        found["xml:lang"] = node.language
    elif node.datatype is not None:
        found["datatype"] = str(node.datatype)
    return found
