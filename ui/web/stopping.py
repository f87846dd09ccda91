"""Events of an answer that end once it is stopped, whatever is being worked out. Knows threads, no page."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import TypeVar

from assistant.errors import Cancelled

EventT = TypeVar("EventT")

_BEAT = 0.1
_GRACE = 1.0
"""Seconds in which an answer that is stopped may still end by itself, with what it cost."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """How the iterator ended: of itself, or with what it raised."""

    error: Exception | None = None


def until_stopped(events: Iterator[EventT], cancel: threading.Event) -> Generator[EventT, None, None]:
    """The events as they come, of an iterator that a thread of its own runs.

    A step that takes long ends behind the back of whoever stopped it, who need not wait for it.

    Raises:
        Cancelled: ``cancel`` was set, and the iterator did not end soon after.
        Exception: What the iterator raised.
    """
    came: queue.SimpleQueue[EventT | _Ended] = queue.SimpleQueue()
    left = threading.Event()

    def run() -> None:
        ended = _Ended()
        try:
            for event in events:
                came.put(event)
                if left.is_set():
                    break
        except Exception as error:  # noqa: BLE001 - raised again where it is listened to
            ended = _Ended(error)
        finally:
            close = getattr(events, "close", None)
            if close is not None:
                close()
            came.put(ended)

    threading.Thread(target=run, name="answer", daemon=True).start()
    rest = _GRACE
    try:
        while True:
            try:
                event = came.get(timeout=_BEAT)
            except queue.Empty:
                rest -= _BEAT if cancel.is_set() else 0
                if rest < 0:
                    raise Cancelled("stopped by the user") from None
                continue
            if isinstance(event, _Ended):
                if event.error is not None:
                    raise event.error
                return
            yield event
    finally:
        left.set()
        cancel.set()
