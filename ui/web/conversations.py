"""Conversations that outlive a reload of the page, in memory. Knows turns and evidence, no component.

A visitor's tab keeps a key that cannot be guessed, the browser that of the tab that was last spoken in; what
was said never leaves this process, and is forgotten with it.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from assistant.records import Citation

_MOST = 200
"""Conversations that are kept; the one that was longest not spoken in goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What stands on the page.

    Attributes:
        turns: As the chat shows them.
        experts: HTML of the last answer's experts.
        cited: The citations of each answer.
    """

    turns: tuple[dict[str, Any], ...] = ()
    experts: str = ""
    cited: tuple[tuple[Citation, ...], ...] = ()


def new_key() -> str:
    """A key that cannot be guessed."""
    return secrets.token_urlsafe(24)


class ConversationShelf:
    """The conversations of all visitors by their keys; safe for several threads."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[str, Conversation] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, key: str | None, conversation: Conversation) -> str:
        """Puts a conversation in the place of its last state; gives its key, a new one where it has none."""
        known = key if key and len(key) == len(new_key()) else new_key()
        with self._lock:
            self._kept[known] = conversation
            self._kept.move_to_end(known)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return known

    def forget(self, key: str | None) -> None:
        """Forgets a conversation; a key that is not known is let be."""
        with self._lock:
            self._kept.pop(key or "", None)

    def take_up(self, key: str | None) -> Conversation:
        """The conversation of a key; an empty one where there is none."""
        with self._lock:
            return self._kept.get(key or "", Conversation())
