"""A small SPARQL endpoint on this machine, over rdflib: as good as a company's, and as bad as one can be."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from rdflib import Graph

DATA = """@prefix w: <http://world.example/entity/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
w:Q1 rdfs:label "magnetic bearing"@en , "palier magnétique"@fr ;
  schema:description "bearing that carries its load by magnetic levitation"@en ,
    "palier qui porte sa charge par lévitation magnétique"@fr ; rdfs:subClassOf w:Q2 .
w:Q2 rdfs:label "bearing"@en . w:Q3 rdfs:label "foil bearing"@en ; rdfs:subClassOf w:Q2 .
w:Q4 rdfs:label "Roots"@en ; schema:description "blower with two lobes"@en .
"""


@dataclass
class SparqlServer:
    """The endpoint, what it was asked and how it misbehaves.

    Attributes:
        mode: How it answers.
        asked: Method, query and headers of each request.
    """

    mode: str = "good"
    url: str = ""
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    """Holds what its handlers answer from."""

    daemon_threads = True

    def __init__(self, state: SparqlServer, graph: Graph) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.state, self.graph = state, graph


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._answer("GET", urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._answer("POST", self.rfile.read(int(self.headers["content-length"])).decode())

    def log_message(self, *_: object) -> None:
        return

    def _answer(self, method: str, body: str) -> None:
        query = parse_qs(body).get("query", [""])[0]
        state = self.server.state
        state.asked.append((method, query, {k.lower(): v for k, v in self.headers.items()}))
        mode = state.mode
        if mode == "redirect":
            return self._send(307, b"", location="http://127.0.0.1:9/sparql")
        if mode == "redirect to a file":
            return self._send(307, b"", location="file:///etc/passwd")
        if mode == "moved" and not self.path.startswith("/new"):
            return self._send(307, b"", location="/new?" + urlsplit(self.path).query)
        if mode == "ring":
            return self._send(307, b"", location="/again")
        if mode == "post only" and method == "GET":
            return self._send(405, b"")
        if mode == "closed":
            return self._send(401, b"who are you")
        if mode == "echo":
            return self._send(400, f"bad query from {self.headers['authorization']}".encode())
        if mode == "page":
            return self._send(200, b"<html>", kind="text/html")
        if mode == "packed":
            return self._send(200, b"\x1f\x8b", packed="gzip")
        if mode == "no result":
            return self._send(200, b'{"head": 3}')
        if mode == "huge":
            return self._send(200, b'{"head": "' + b"x" * (9 << 20) + b'"}')
        if mode == "drip":
            return self._drip()
        return self._send(200, json.dumps(results(self.server.graph, query)).encode())

    def _send(
        self, code: int, content: bytes, *, location: str = "", kind: str = "", packed: str = ""
    ) -> None:
        self.send_response(code)
        self.send_header("content-type", kind or "application/sparql-results+json; charset=utf-8")
        self.send_header("content-length", str(len(content)))
        if location:
            self.send_header("location", location)
        if packed:
            self.send_header("content-encoding", packed)
        self.end_headers()
        with suppress(OSError):  # the client has had enough
            self.wfile.write(content)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.end_headers()
        with suppress(OSError):
            for _ in range(40):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.1)


@contextmanager
def serving() -> Iterator[SparqlServer]:
    """An endpoint on a free port."""
    state = SparqlServer()
    server = _Server(state, Graph().parse(data=DATA))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}/sparql"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def results(graph: Graph, query: str) -> dict[str, object]:
    """SPARQL results in JSON."""
    found = graph.query(query)
    return json.loads(found.serialize(format="json") or b"{}")
