"""Counters of a server in Prometheus' format. Knows names and numbers, nothing of what is counted."""

from __future__ import annotations

import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SECONDS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)


class Metrics:
    """The counters of one server, in a registry of their own."""

    content_type = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "assistant_http_requests", "Requests.", ("method", "route", "status"), registry=self.registry
        )
        self._answers = Counter("assistant_answers", "Answers.", ("outcome",), registry=self.registry)
        self._seconds = Histogram(
            "assistant_answer_seconds", "Whole answers.", buckets=_SECONDS, registry=self.registry
        )
        self._first = Histogram(
            "assistant_first_sentence_seconds", "First sentence.", buckets=_SECONDS, registry=self.registry
        )
        self._tokens = Counter("assistant_tokens", "Model tokens.", ("kind",), registry=self.registry)

    def watch(self, name: str, help_: str, read: Callable[[], float]) -> None:
        """Adds a gauge whose value is read when it is asked for."""
        Gauge(name, help_, registry=self.registry).set_function(read)

    def answered(self, outcome: str, *, seconds: float) -> None:
        """Counts an answer: ``answered``, ``abstained``, ``cancelled`` or ``failed``."""
        self._answers.labels(outcome).inc()
        if outcome in ("answered", "abstained"):
            self._seconds.observe(seconds)

    def first_sentence(self, seconds: float) -> None:
        """Records how long the first sentence took, waiting included."""
        self._first.observe(seconds)

    def tokens(self, *, prompt: int, completion: int) -> None:
        """Counts the model's tokens."""
        self._tokens.labels("prompt").inc(prompt)
        self._tokens.labels("completion").inc(completion)

    def text(self) -> bytes:
        """All counters in Prometheus' text format."""
        return generate_latest(self.registry)

    def counted(self, app: ASGIApp) -> ASGIApp:
        """The app, with every request counted by route and status."""

        async def count(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            status = "500"

            async def heard(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = str(message["status"])
                await send(message)

            try:
                await app(scope, receive, heard)
            finally:
                route = getattr(scope.get("route"), "path", "other")
                self._requests.labels(scope["method"], route, status).inc()

        return count


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    @property
    def seconds(self) -> float:
        """Elapsed time."""
        return time.perf_counter() - self._began
