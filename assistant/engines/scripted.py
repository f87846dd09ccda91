"""A model that answers from a script. For tests and dry runs; loads nothing and knows no language.

The script is JSON lines of ``{"match": regex, "reply": text}``; the first pattern that is found in
the whole prompt (all messages joined by newlines) gives the reply.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from assistant.errors import EngineUnavailable, SettingsError
from assistant.records import Message, TokenUse
from retrieval.records import Language


class ScriptedEngine:
    """Replies with fixed texts, word by word.

    Args:
        lines: Pairs of a pattern and the reply to prompts in which it is found.
        capable, grounded: What the engine claims of itself; tests set them.
        experts: Weights that each token is said to have been written with.

    Attributes:
        prompts: The prompts it was asked, for tests.
    """

    def __init__(
        self,
        lines: Sequence[tuple[str, str]] = (),
        *,
        capable: bool = False,
        grounded: bool = False,
        experts: Mapping[str, float] | None = None,
    ) -> None:
        self.name = "scripted"
        self.languages: frozenset[Language] = frozenset({"en", "fr"})
        self.capable = capable
        self.grounded = grounded
        self.context_tokens = 4096
        self.experts = dict(experts or {})
        self.prompts: list[str] = []
        self._lines = tuple((re.compile(match, re.IGNORECASE | re.DOTALL), reply) for match, reply in lines)

    is_loaded = is_known = True

    def load(self) -> None:
        """Does nothing: there is no model."""

    @classmethod
    def from_file(cls, path: Path) -> ScriptedEngine:
        """Reads a script.

        Raises:
            EngineUnavailable: The file is not there.
            SettingsError: A line is not an object with ``match`` and ``reply``, or its pattern is wrong.
        """
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise EngineUnavailable(f"cannot read the script {path}: {error.strerror}") from error
        lines: list[tuple[str, str]] = []
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                re.compile(entry["match"])
                lines.append((str(entry["match"]), str(entry["reply"])))
            except (ValueError, KeyError, TypeError, re.error) as error:
                raise SettingsError(f"{path}, line {number}: needs match (a pattern) and reply") from error
        return cls(lines)

    def count_tokens(self, text: str) -> int:
        """Words, which is near enough for a script."""
        return len(text.split())

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        stop: Sequence[str] = (),
        schema: Mapping[str, object] | None = None,  # noqa: ARG002 - part of the protocol
        cancel: threading.Event | None = None,
        told: Callable[[TokenUse], None] | None = None,
    ) -> Iterator[str]:
        """Yields the reply of the first line that matches; nothing where none does."""
        prompt = "\n".join(message.content for message in messages)
        self.prompts.append(prompt)
        reply = next((reply for pattern, reply in self._lines if pattern.search(prompt)), "")
        for mark in stop:
            reply = reply.split(mark, 1)[0]
        for piece in re.findall(r"\s*\S+\s*", reply)[:max_tokens]:
            if cancel is not None and cancel.is_set():
                return
            if told is not None and self.experts:
                told(TokenUse(text=piece, experts=self.experts))
            yield piece
