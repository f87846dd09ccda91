"""The button that says which reading of a question is meant. Knows the turns of a chat, no store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.records import Citation, Message
from ui.web import present, words
from ui.web.errors_french import said_to
from ui.web.visitor import visitor_language

if TYPE_CHECKING:
    from ui.web.rooms import Rooms


@dataclass(frozen=True, slots=True)
class Picked:
    """What the button stands for: the place of the answer, counted from 0, and the opened reading."""

    answer: int
    reading: str
    confirmed: bool


class MeantButton:
    """Confirms an opened reading, or takes a confirmation back, and has the question asked again.

    Args:
        turns_of: The turns of the chat as plain messages.
    """

    def __init__(self, rooms: Rooms, turns_of: Callable[[list[dict[str, Any]]], Sequence[Message]]) -> None:
        self._rooms = rooms
        self._turns_of = turns_of

    def build(self) -> tuple[Any, Any]:
        """The button, unseen, and what it stands for."""
        return gr.Button(visible=False, elem_id="meant", size="md"), gr.State(None)

    def offer(
        self, cited: list[list[Citation]], event: gr.EventData, request: gr.Request
    ) -> tuple[Any, Picked | None]:
        """Shows it where a reading was opened that answers nothing yet, or one that was confirmed."""
        turn = int(event.turn)
        citations = cited[turn] if 0 <= turn < len(cited) else []
        opened = next((one for one in citations if one.n == int(event.n)), None)
        if opened is None or opened.reading is None or not (opened.is_near or opened.confirmed):
            return hidden()
        label = (words.NOT_MEANT if opened.confirmed else words.MEANT)[visitor_language(request)]
        return gr.update(value=label, visible=True), Picked(turn, opened.reading, opened.confirmed)

    def take(
        self, picked: Picked | None, turns: list[dict[str, Any]], request: gr.Request
    ) -> tuple[Any, None, str]:
        """Keeps what is meant, or takes it back; gives the question, to be asked again."""
        asked = question_of(self._turns_of(turns), picked.answer) if picked is not None else None
        if picked is None or asked is None:
            return *hidden(), ""
        question, before = asked
        try:
            if picked.confirmed:
                self._rooms.unconfirm(question, before)
            else:
                self._rooms.confirm(question, picked.reading, before)
        except AssistantError as error:
            gr.Warning(said_to(error, visitor_language(request)))
            return *hidden(), ""
        return *hidden(), question


def question_of(turns: Sequence[Message], answer: int) -> tuple[str, Sequence[Message]] | None:
    """The question of an answer, counted from 0, and the turns before it; None where there is none such."""
    places = [place for place, turn in enumerate(turns) if turn.role == "assistant"]
    place = places[answer] - 1 if answer < len(places) else -1
    if place < 0 or turns[place].role != "user":
        return None
    return present.plain(turns[place].content), turns[:place]


def hidden() -> tuple[Any, None]:
    """The button unseen, standing for nothing."""
    return gr.update(visible=False), None
