"""What the page needs from the rest. Knows no component."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.records import Event, Message
from retrieval.records import Scope

if TYPE_CHECKING:
    from ingest.page_pictures import PagePictures
    from retrieval.knowledge import Knowledge


class Ask(Protocol):
    """``Assistant.ask``, one caller at a time."""

    def __call__(
        self, text: str, *, history: Sequence[Message], scope: Scope, cancel: threading.Event
    ) -> Iterator[Event]:
        """Streams the events of one answer."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """What the page needs.

    Attributes:
        ask: Streams the events of one answer.
        ready: False while the model is being converted or loaded.
        pictures: Draws pages in a process of its own.
        forget: Deletes a source with its attachments; gives what went.
        ingest: Reads folders in under a collection; the callback hears (done, total); gives the
            record of ``ingest --json``.
    """

    knowledge: Knowledge
    ask: Ask
    ready: Callable[[], bool]
    pictures: PagePictures
    forget: Callable[[str], Sequence[str]]
    ingest: Callable[[Sequence[Path], str, Callable[[int, int], None]], Mapping[str, Any]]
