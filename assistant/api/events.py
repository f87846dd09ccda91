"""Runs an iterator of events in a thread and gives them to the event loop. Knows no event's meaning."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from fastapi import Request

EventT = TypeVar("EventT")

_BEAT = 0.25


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


class _End:
    pass


async def stream_events(
    request: Request, start: Callable[[threading.Event], Iterator[EventT]]
) -> AsyncIterator[EventT | None]:
    """Yields the events, and None a few times a second while there is none.

    The iterator's ``cancel`` is set as soon as the client is gone or the consumer stops.

    Args:
        request: Whose client is watched.
        start: Gives the iterator; called and consumed in a thread of its own.

    Raises:
        Exception: What the iterator raised.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[EventT | _Failed | _End] = asyncio.Queue()
    cancel = threading.Event()

    def post(item: EventT | _Failed | _End) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens any more
            loop.call_soon_threadsafe(queue.put_nowait, item)

    def run() -> None:
        try:
            for event in start(cancel):
                post(event)
        except Exception as error:  # noqa: BLE001 - handed over and raised in the consumer
            post(_Failed(error))
        else:
            post(_End())

    threading.Thread(target=run, name="answer", daemon=True).start()
    try:
        while True:
            try:
                item = await asyncio.wait_for(queue.get(), _BEAT)
            except TimeoutError:
                if await request.is_disconnected():
                    return
                yield None
                continue
            if isinstance(item, _End):
                return
            if isinstance(item, _Failed):
                raise item.error
            yield item
            if await request.is_disconnected():
                return
    finally:
        cancel.set()
