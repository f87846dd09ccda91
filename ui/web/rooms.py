"""What the page needs from the rest. Knows no component."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.records import Event, Message
from assistant.service import WaitEvent
from retrieval.records import Scope

if TYPE_CHECKING:
    from assistant.citations import Locate
    from assistant.experts.series.forecast.protocol import Forecaster
    from ingest.page_pictures import PagePictures
    from retrieval.knowledge import Knowledge


class Ask(Protocol):
    """``AssistantService.ask``: callers are served in turn and told of it."""

    def __call__(
        self, text: str, *, history: Sequence[Message], scope: Scope, cancel: threading.Event
    ) -> Iterator[Event | WaitEvent]:
        """Streams the events of one answer, and those of waiting before it."""
        ...


Confirm = Callable[[str, str, Sequence[Message]], object]
"""Keeps that a question, asked after some turns, means a reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """What the page needs.

    Attributes:
        ask: Streams the events of one answer.
        confirm: Keeps that a question, asked after some turns, means a reading.
        unconfirm: Takes that back.
        pictures: Draws pages in a process of its own.
        forget: Deletes a source with its attachments; gives what went.
        forecasters: Those that a forecast chooses among.
        locate: Finds page and boxes of a quote.
        ingest: Reads uploaded files in under a collection; the callback hears (done, total); gives the
            record of ``ingest --json``.
    """

    knowledge: Knowledge
    ask: Ask
    confirm: Confirm
    unconfirm: Callable[[str, Sequence[Message]], object]
    pictures: PagePictures
    forget: Callable[[str], Sequence[str]]
    forecasters: Callable[[], Sequence[Forecaster]]
    locate: Locate
    ingest: Callable[[Sequence[Path], str, Callable[[int, int], None]], Mapping[str, Any]]
