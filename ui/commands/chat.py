"""``assistant chat``: a conversation in the terminal; with ``--json`` questions come line by line."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import typer

from ui.options import (
    DataOption,
    EquipmentOption,
    JsonOption,
    LanguageOption,
    SinceOption,
    SourceOption,
    UntilOption,
    settings_of,
)
from ui.output import json_alone, note, say

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from assistant.records import Answer
    from retrieval.records import Scope

_HELP = "/new begins a new conversation, /quit ends; Ctrl-C stops an answer, Ctrl-D ends."


def chat(
    context: typer.Context,
    equipment: EquipmentOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Talk with the sources; follow-up questions are understood.

    With --json the questions are read from standard input, one a line.
    """
    from assistant.scope import parse_scope

    scope = parse_scope(
        equipment=equipment or (), since=since, until=until, sources=source or (), language=language
    )
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from assistant.build import build_assistant

        assistant = build_assistant(settings)
        talk = _Talk(assistant, scope)
        try:
            if not assistant.knowledge.catalogue.documents():
                note(f"nothing has come in yet ({settings.data}): assistant ingest PATH")
            if as_json:
                write({"turns": [talk.turn_json(line.strip()) for line in sys.stdin if line.strip()]})
            else:
                _converse(talk)
        finally:
            assistant.knowledge.close()


class _Talk:
    """One conversation: its turns so far."""

    def __init__(self, assistant: Assistant, scope: Scope) -> None:
        from assistant.records import Message

        self._assistant = assistant
        self._scope = scope
        self._message = Message
        self._turns: list[Message] = []

    def clear(self) -> None:
        """Begins anew."""
        self._turns.clear()

    def turn_json(self, question: str) -> dict[str, object]:
        """One turn as ``ask --json`` gives it, with what was asked."""
        from assistant.contract import answer_json
        from assistant.records import AnswerEvent

        for event in self._assistant.ask(question, history=tuple(self._turns), scope=self._scope):
            if isinstance(event, AnswerEvent):
                self._keep(question, event.answer)
                return {"asked": question, **answer_json(event.answer)}
        return {"asked": question}

    def turn(self, question: str) -> None:
        """One turn on the terminal; Ctrl-C stops the answer."""
        from ui.answers import show

        cancel = threading.Event()
        try:
            events = self._assistant.ask(
                question, history=tuple(self._turns), scope=self._scope, cancel=cancel
            )
            answer = show(events)
        except KeyboardInterrupt:
            cancel.set()
            say("\n(stopped)")
            return
        if answer is not None:
            self._keep(question, answer)

    def _keep(self, question: str, answer: Answer) -> None:
        self._turns.append(self._message(role="user", content=question))
        self._turns.append(self._message(role="assistant", content=answer.text))


def _converse(talk: _Talk) -> None:
    note(_HELP)
    while True:
        try:
            question = input("> ").strip()
        except EOFError:
            say()
            return
        except KeyboardInterrupt:
            say()
            continue
        if question in ("/quit", "/exit", "/q"):
            return
        if question == "/new":
            talk.clear()
        elif question.startswith("/"):
            note(_HELP)
        elif question:
            talk.turn(question)
