"""The endpoints of the settings: asked, kept, asked again when due. Knows the protocol, no question."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from rdflib import URIRef

from retrieval.errors import EndpointFailed
from retrieval.graph.linked.endpoint import ENDPOINT, Endpoint, Fetched
from retrieval.graph.linked.kept import Kept, KeptAnswer
from retrieval.graph.linked.protocol import send
from retrieval.graph.linked.results import read_results

_REST_SECONDS = 60.0
"""How long an endpoint that failed is not asked by questions of the chat."""


def utc_now() -> datetime:
    """The time of now, with its zone."""
    return datetime.now(UTC)


class Endpoints:
    """Safe for threads.

    Args:
        endpoints: Those of the settings.
        kept: Where answers are kept.
        clock: Gives the time of now.
    """

    def __init__(
        self, endpoints: Iterable[Endpoint], *, kept: Kept, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self._by_name = {one.name: one for one in endpoints}
        self.kept = kept
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: dict[str, float] = {}

    def all(self) -> tuple[Endpoint, ...]:
        """All endpoints, in the order of the settings."""
        return tuple(self._by_name.values())

    def named(self, term: URIRef) -> Endpoint | None:
        """The endpoint that ``endpoint:NAME`` or its own address names; None for any other."""
        by_address = (one for one in self._by_name.values() if one.url == str(term))
        return self._by_name.get(str(term).removeprefix(str(ENDPOINT))) or next(by_address, None)

    def fetch(self, endpoint: Endpoint, query: str, *, patient: bool = True) -> Fetched:
        """The rows of a SELECT: those kept while they are young, else those that the endpoint gives now.

        What is kept is given too where the endpoint fails, and that is said.

        Args:
            patient: Asks although the endpoint failed a short while ago.

        Raises:
            EndpointFailed: It failed and nothing is kept.
        """
        kept, now = self.kept.get(endpoint, query), self._clock()
        if kept is not None and kept.fetched <= now < kept.fetched + timedelta(days=endpoint.days):
            return self._made(endpoint, kept)
        try:
            if not patient and self._rests(endpoint):
                raise EndpointFailed(f"endpoint {endpoint.name} failed a moment ago")
            answer = KeptAnswer(send(endpoint, query), now)
            made = self._made(endpoint, answer)
        except EndpointFailed as error:
            with self._lock:
                self._failed.setdefault(endpoint.name, time.monotonic())
            if kept is None:
                raise
            return self._made(endpoint, kept, stale=str(error))
        with self._lock:
            self._failed.pop(endpoint.name, None)
        self.kept.put(endpoint, query, answer)
        return made

    def _rests(self, endpoint: Endpoint) -> bool:
        with self._lock:
            since = self._failed.get(endpoint.name)
            if since is not None and time.monotonic() > since + _REST_SECONDS:
                del self._failed[endpoint.name]
                return False
            return since is not None

    @staticmethod
    def _made(endpoint: Endpoint, answer: KeptAnswer, *, stale: str = "") -> Fetched:
        columns, rows, more = read_results(answer.content, name=endpoint.name, rows=endpoint.rows)
        return Fetched(
            endpoint=endpoint.name, fetched=answer.fetched, columns=columns, rows=tuple(rows), truncated=more,
            stale=stale,
        )  # fmt: skip
