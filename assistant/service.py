"""One assistant that many callers share: loaded once, asked in turn. Knows threads, nothing of answering."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from assistant.errors import AssistantError, Cancelled, EngineUnavailable
from assistant.records import Event, LoadingEvent, Message
from assistant.warming import ModelState, WarmedModel
from retrieval.errors import RetrievalError
from retrieval.records import Language, Scope

logger = logging.getLogger(__name__)

MAX_QUESTION = 4000
"""Characters of one question: a longer one would keep all others waiting."""

_HEARTBEAT = 1.0
_QUIET_SECONDS = 1.0
"""How long nobody must have asked before a model is loaded that nobody waits for."""
_OPEN = Scope()

State = Literal["loading", "ready", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitEvent:
    """The question waits. ``ahead`` is how many are served before it; 0 while the assistant is set up."""

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


_Asks = TypeVar("_Asks", bound=Asks)


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


class AssistantService(Generic[_Asks]):
    """Builds an assistant once, in whatever thread calls ``load``, and serves its callers in turn.

    It can be asked before its models are in memory: an answer loads what it needs, and ``warm`` the rest.

    Args:
        build: Gives the assistant.
        slots: How many are served at the same time: one for a model in this process.
        models: Its models, in the order in which they are likely to be needed.
        quiet_seconds: How long nobody must have asked before ``warm`` loads the next one.
    """

    def __init__(
        self,
        build: Callable[[], _Asks],
        *,
        slots: int = 1,
        models: Callable[[_Asks], Iterable[WarmedModel]] = lambda _: (),
        quiet_seconds: float = _QUIET_SECONDS,
    ) -> None:
        self._build = build
        self._models = models
        self._assistant: _Asks | None = None
        self._loaded = threading.Event()
        self._why = ""
        self._asking, self._left = 0, float("-inf")
        self._quiet_seconds = quiet_seconds
        self._quiet = threading.Condition()
        self.models: tuple[WarmedModel, ...] = ()
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

    @property
    def broken(self) -> str:
        """Why a model without which no answer is given could not be loaded; empty where none failed."""
        return next((one.why for one in self.models if one.needed and one.state == "failed"), "")

    def model_state(self, name: str) -> ModelState:
        """Of one of its models; ``waiting`` until it is built."""
        return next((one.state for one in self.models if one.name == name), "waiting")

    def load(self) -> None:
        """Builds the assistant; what goes wrong is kept for those who ask."""
        try:
            assistant = self._build()
            self.models = tuple(self._models(assistant))
            self._assistant = assistant
        except (AssistantError, RetrievalError, OSError, RuntimeError, ImportError) as error:
            self._why = str(error) or type(error).__name__
            logger.error("the assistant cannot be loaded: %s", self._why)
        finally:
            self._loaded.set()

    def warm(self) -> None:
        """Loads its models one after the other, each when nobody asks: a question is not slowed by them."""
        for model in self.models:
            with self._quiet:
                while (rest := self._until_quiet()) > 0:
                    self._quiet.wait(timeout=rest)
            model.load()

    def _until_quiet(self) -> float:
        """Seconds after which to look again whether nobody has asked for long enough; none where so."""
        if self._asking:
            return _HEARTBEAT
        return self._quiet_seconds - (time.monotonic() - self._left)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Somebody asks while the block runs."""
        with self._quiet:
            self._asking += 1
        try:
            yield
        finally:
            with self._quiet:
                self._asking -= 1
                self._left = time.monotonic()
                self._quiet.notify_all()

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

        An answer that waits for a model lets others go first, and says so about once a second.

        Raises:
            Cancelled: ``cancel`` was set before its turn came.
            EngineUnavailable: The assistant could not be loaded.
        """
        cancel = cancel or threading.Event()
        with self._counted():
            while not self._loaded.wait(timeout=0):
                yield WaitEvent(ahead=0)
                self._loaded.wait(timeout=_HEARTBEAT)
                if cancel.is_set():
                    raise Cancelled("stopped while the assistant was being set up")
            if self._assistant is None:
                raise EngineUnavailable(self._why)
            events = self._assistant.ask(text, history=history, scope=scope, language=language, cancel=cancel)
            yield from self._in_turns(events, cancel)

    @contextmanager
    def taken(self) -> Iterator[_Asks]:
        """The assistant for something else than an answer, while it is the caller's turn.

        Raises:
            EngineUnavailable: It could not be loaded.
        """
        with self._counted():
            self._loaded.wait()
            if self._assistant is None:
                raise EngineUnavailable(self._why)
            with self.turns.take(threading.Event()) as ahead:
                for _ in ahead:
                    pass
                yield self._assistant

    def _in_turns(self, events: Iterator[Event], cancel: threading.Event) -> Iterator[Event | WaitEvent]:
        """The events of an answer, each while it is its turn; none is held while a model is loaded."""
        with self.turns.take(cancel) as ahead:
            for number in ahead:
                yield WaitEvent(ahead=number)
            waited_for = yield from _until_loading(events)
        while waited_for is not None:
            yield from self._loading(waited_for, cancel)
            with self.turns.take(threading.Event()) as ahead:  # what was said stays, also where it is stopped
                for _ in ahead:
                    yield waited_for
                waited_for = yield from _until_loading(events)

    def _loading(self, event: LoadingEvent, cancel: threading.Event) -> Iterator[LoadingEvent]:
        """Has a model loaded, by this or by another caller; yields about once a second meanwhile."""
        model = next((one for one in self.models if one.name == event.model), None)
        if model is None:
            return
        thread = threading.Thread(target=model.load, name=f"load-{model.name}", daemon=True)
        thread.start()
        while not cancel.is_set():
            thread.join(timeout=_HEARTBEAT)
            if not thread.is_alive():
                return
            yield event


def _until_loading(events: Iterator[Event]) -> Generator[Event, None, LoadingEvent | None]:
    """Passes events on to the end, or to one that tells that the answer waits; gives that one."""
    for event in events:
        yield event
        if isinstance(event, LoadingEvent):
            return event
    return None
