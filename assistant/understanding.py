"""What is meant by what was typed: a question that stands alone, and what it refers to. Knows no evidence."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from assistant.asked_values import named_value
from assistant.clock import today
from assistant.conversation import question_before, stand_alone
from assistant.crossing.bridge import Bridge, Crossing
from assistant.engines import Engine
from assistant.followup import asks_other, leans
from assistant.kin import Kin, points_at_machine
from assistant.language import detect_language
from assistant.look_back import looks_back
from assistant.phrases import is_small_talk, what_do_you_mean, what_to_ask, without_opening
from assistant.plain_question import asked_plainly
from assistant.records import Message, Question
from assistant.said_today import without_today
from assistant.said_years import with_years
from assistant.typed_french import as_written
from retrieval.records import Language, Scope


class Understanding:
    """Reads questions with the turns before them.

    Args:
        engine: Rewrites a question that leans on earlier turns, where rules do not.
        kin: Finds the equipment that belongs with a tag ("the other one"); nothing is found where None.
        crossing: Resolves what a question leaves to another source; nothing is resolved where None.
    """

    def __init__(self, engine: Engine, *, kin: Kin | None = None, crossing: Crossing | None = None) -> None:
        self._engine = engine
        self._kin = kin
        self._crossing = crossing

    def read(
        self, text: str, history: Sequence[Message], language: Language | None, cancel: threading.Event
    ) -> Question:
        """What was typed as a question that stands alone, in its language, with what it goes on from."""
        earlier = next((m.content for m in reversed(history) if m.role == "user"), "")
        spoken = language or detect_language(text, default=detect_language(earlier))
        placed = self._kin.placed(history) if self._kin is not None else history
        plain, before = without_opening(text, first=not history), question_before(placed)
        plain = with_years(as_written(plain) if spoken == "fr" else plain, today())
        plain = without_today(plain, today())
        plain = named_value(asked_plainly(plain))
        plain = self._kin.spelled(plain, before) if self._kin is not None else plain
        if self._kin is not None and before:
            plain, _ = self._kin.named_in(plain, before)
        return Question(
            text=stand_alone(plain, placed, engine=self._engine),
            asked=text,
            language=spoken,
            history=tuple(history),
            before=before,
            cancel=cancel,
        )

    def bridge(self, question: Question, scope: Scope) -> Bridge | None:
        """What a reference of the question stands for; what to ask instead where it is small talk."""
        if is_small_talk(question.asked):
            return Bridge(refusal=what_to_ask(question.language))
        if not question.before and (leans(question.asked) or looks_back(question.asked)):
            return Bridge(refusal=what_do_you_mean(question.language))
        pointing = asks_other(question.asked) or points_at_machine(question.asked)
        if self._kin is not None and question.before and pointing:
            rest, choice = self._kin.named_in(question.asked, question.before)
            if rest == question.asked and (choice or leans(question.asked)):
                return Bridge(refusal=what_do_you_mean(question.language, choice))
        if (
            self._kin is not None
            and not scope.equipment
            and len(choice := self._kin.several(question.text)) > 1
        ):
            return Bridge(refusal=what_do_you_mean(question.language, choice))
        return self._crossing.cross(question, scope) if self._crossing is not None else None
