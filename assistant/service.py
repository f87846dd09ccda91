"""One assistant that many callers share: loaded once, asked in turn. Knows threads, nothing of answering."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.errors import AssistantError, Cancelled, EngineUnavailable
from assistant.records import Event, Message
from retrieval.errors import RetrievalError
from retrieval.records import Language, Scope

logger = logging.getLogger(__name__)

MAX_QUESTION = 4000
"""Characters of one question: a longer one would keep all others waiting."""

_HEARTBEAT = 1.0
_OPEN = Scope()

State = Literal["loading", "ready", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitEvent:
    """The question waits. ``ahead`` is how many are served before it; 0 while the model loads."""

    ahead: int


class Asks(Protocol):
    """What the service shares; ``assistant.answer.Assistant`` is one."""

    def ask(
        self,
        text: str,
        *,
        history: Sequence[Message] = ...,
        scope: Scope = ...,
        language: Language | None = ...,
        cancel: threading.Event | None = ...,
    ) -> Iterator[Event]:
        """Streams the events of one answer."""
        ...


class Turns:
    """A lock for ``slots`` holders that serves those who wait in the order of their coming."""

    def __init__(self, *, slots: int = 1) -> None:
        self._slots = slots
        self._held = 0
        self._queue: deque[object] = deque()
        self._changed = threading.Condition()

    @property
    def waiting(self) -> int:
        """How many wait now."""
        with self._changed:
            return len(self._queue)

    @property
    def held(self) -> int:
        """How many are served now."""
        with self._changed:
            return self._held

    @contextmanager
    def take(self, cancel: threading.Event) -> Iterator[Iterator[int]]:
        """Gives an iterator that yields how many are ahead until it is one's turn, then ends.

        The iterator raises ``Cancelled`` where ``cancel`` is set while it waits.
        """
        ticket = object()
        with self._changed:
            self._queue.append(ticket)
        served = [False]
        try:
            yield self._wait(ticket, cancel, served)
        finally:
            with self._changed:
                if served[0]:
                    self._held -= 1
                else:
                    self._queue.remove(ticket)
                self._changed.notify_all()

    def _wait(self, ticket: object, cancel: threading.Event, served: list[bool]) -> Iterator[int]:
        while True:
            with self._changed:
                ahead = self._queue.index(ticket)
                if ahead == 0 and self._held < self._slots:
                    self._queue.popleft()
                    self._held += 1
                    served[0] = True
                    self._changed.notify_all()
                    return
                ahead += self._held
            yield ahead
            with self._changed:
                if self._queue[0] is not ticket or self._held >= self._slots:
                    self._changed.wait(timeout=_HEARTBEAT)
            if cancel.is_set():
                raise Cancelled("stopped while waiting for its turn")


class AssistantService:
    """Builds an assistant once, in whatever thread calls ``load``, and serves its callers in turn.

    Args:
        build: Gives the assistant, its model in memory.
        slots: How many are served at the same time: one for a model in this process.
    """

    def __init__(self, build: Callable[[], Asks], *, slots: int = 1) -> None:
        self._build = build
        self._assistant: Asks | None = None
        self._loaded = threading.Event()
        self._why = ""
        self.turns = Turns(slots=slots)

    @property
    def state(self) -> State:
        """``loading`` until the assistant can be asked or cannot be had."""
        if not self._loaded.is_set():
            return "loading"
        return "ready" if self._assistant is not None else "failed"

    @property
    def why(self) -> str:
        """Why it failed; empty otherwise."""
        return self._why

    def load(self) -> None:
        """Builds the assistant; what goes wrong is kept for those who ask."""
        try:
            self._assistant = self._build()
        except (AssistantError, RetrievalError, OSError, RuntimeError, ImportError) as error:
            self._why = str(error) or type(error).__name__
            logger.error("the assistant cannot be loaded: %s", self._why)
        finally:
            self._loaded.set()

    def ask(
        self,
        text: str,
        *,
        history: Sequence[Message] = (),
        scope: Scope = _OPEN,
        language: Language | None = None,
        cancel: threading.Event | None = None,
    ) -> Iterator[Event | WaitEvent]:
        """Streams one answer as ``Assistant.ask`` does; ``WaitEvent`` about once a second until its turn.

        Raises:
            Cancelled: ``cancel`` was set before its turn came.
            EngineUnavailable: The assistant could not be loaded.
        """
        cancel = cancel or threading.Event()
        while not self._loaded.wait(timeout=0):
            yield WaitEvent(ahead=0)
            self._loaded.wait(timeout=_HEARTBEAT)
            if cancel.is_set():
                raise Cancelled("stopped while the model was loading")
        if self._assistant is None:
            raise EngineUnavailable(self._why)
        with self.turns.take(cancel) as ahead:
            for number in ahead:
                yield WaitEvent(ahead=number)
            yield from self._assistant.ask(
                text, history=history, scope=scope, language=language, cancel=cancel
            )
