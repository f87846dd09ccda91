"""The SPARQL 1.1 protocol over HTTP, read-only and bounded. Knows one endpoint, no query's meaning.

A short query is asked by GET, a long one by POST. Time and bytes are bounded, nothing packed is accepted, and
a redirect is followed on the endpoint's own host alone: an endpoint cannot send this program elsewhere.
Messages name the endpoint, never its address and never what it is shown as credentials.
"""

from __future__ import annotations

import time

import httpx

from retrieval.errors import EndpointFailed
from retrieval.graph.linked.endpoint import Endpoint

MOST_BYTES = 8 << 20
LONGEST_GET = 1500
"""Characters of a query that is asked by GET."""
_REDIRECTS = 3
_ACCEPT = "application/sparql-results+json, application/json;q=0.5"
_TYPES = ("application/sparql-results+json", "application/json")
_AGENT = "plant-assistant/0.1 (SPARQL client)"


def send(endpoint: Endpoint, query: str) -> bytes:
    """Asks a SELECT; gives SPARQL results in JSON as they came.

    Raises:
        EndpointFailed: It could not be asked, or its answer is too slow, too large or none of the protocol.
    """
    until = time.monotonic() + endpoint.seconds
    headers = {"Accept": _ACCEPT, "Accept-Encoding": "identity", "User-Agent": _AGENT}
    if endpoint.authorization:
        headers["Authorization"] = endpoint.authorization
    try:
        with httpx.Client(follow_redirects=False, timeout=endpoint.seconds, headers=headers) as client:
            return _answer(client, endpoint, query, until)
    except httpx.TimeoutException:
        raise _slow(endpoint) from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise EndpointFailed(
            f"endpoint {endpoint.name} cannot be reached ({type(error).__name__}): check graph.endpoints "
            "and the network"
        ) from None


def _answer(client: httpx.Client, endpoint: Endpoint, query: str, until: float) -> bytes:
    url, by_get = httpx.URL(endpoint.url), len(query) <= LONGEST_GET
    for _ in range(_REDIRECTS + 2):
        if time.monotonic() > until:
            raise _slow(endpoint)
        if by_get:
            request = client.build_request("GET", url.copy_merge_params({"query": query}))
        else:
            request = client.build_request("POST", url, data={"query": query})
        response = client.send(request, stream=True)
        try:
            if response.is_redirect:
                url = _moved(endpoint, url, response)
            elif response.status_code == httpx.codes.METHOD_NOT_ALLOWED:
                by_get = not by_get
            else:
                return _body(endpoint, response, until)
        finally:
            response.close()
    raise EndpointFailed(f"endpoint {endpoint.name} redirects in a ring, or takes neither GET nor POST")


def _moved(endpoint: Endpoint, url: httpx.URL, response: httpx.Response) -> httpx.URL:
    """Where a redirect leads, on the same host and port and by the same scheme."""
    target = url.join(response.headers.get("location", "")).copy_remove_param("query")
    if (target.scheme, target.host, target.port) != (url.scheme, url.host, url.port):
        raise EndpointFailed(
            f"endpoint {endpoint.name} redirects to another host, which is not followed: put its new address "
            "into graph.endpoints"
        )
    return target


def _body(endpoint: Endpoint, response: httpx.Response, until: float) -> bytes:
    if response.status_code != httpx.codes.OK:
        raise EndpointFailed(_refused(endpoint, response, until))
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    packed = response.headers.get("content-encoding", "identity").lower()
    if kind not in _TYPES or packed != "identity":
        raise EndpointFailed(
            f"endpoint {endpoint.name} answers with {kind or 'no type'} ({packed}), not with SPARQL results "
            "in JSON: check that graph.endpoints names a query endpoint"
        )
    return _read(endpoint, response, until, MOST_BYTES)


def _refused(endpoint: Endpoint, response: httpx.Response, until: float) -> str:
    told = f"endpoint {endpoint.name} answers {response.status_code} {response.reason_phrase}"
    if response.status_code in (401, 403):
        return f"{told}: check user and password or token of graph.endpoints"
    if response.status_code == httpx.codes.BAD_REQUEST:
        text = _read(endpoint, response, until, 1 << 16).decode("utf-8", "replace")
        for secret in (endpoint.authorization or "").split(" ")[-1:]:
            text = text.replace(secret, "…") if secret else text
        shown = "".join(c if c.isprintable() else " " for c in text)
        return f"{told}: {' '.join(shown.split())[:200]}"
    return told


def _read(endpoint: Endpoint, response: httpx.Response, until: float, most: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_raw():
        size += len(piece)
        if size > most:
            raise EndpointFailed(
                f"endpoint {endpoint.name} answers with more than {most >> 10} KiB: narrow the query"
            )
        if time.monotonic() > until:
            raise _slow(endpoint)
        pieces.append(piece)
    return b"".join(pieces)


def _slow(endpoint: Endpoint) -> EndpointFailed:
    return EndpointFailed(
        f"endpoint {endpoint.name} did not answer in {endpoint.seconds:g} s: narrow the query, or raise "
        "its seconds in graph.endpoints"
    )
