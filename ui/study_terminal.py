"""A study in the terminal: shows each step, reads the reply, goes on. Knows steps, not how they are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.errors import BadStudy
from assistant.study.case_fields import checked_answer
from assistant.study.pictures import pictures_of
from assistant.study.records import Case, Option, Study, StudyLanguage
from assistant.study.session import BadReply, Consent, Decide, Describe, Done, Session
from assistant.study.wording import answer_words
from ui import study_words as words

_HAND_OVER = "*"
_YES = frozenset({"y", "yes", "o", "oui"})

Say = Callable[[str], None]
Read = Callable[[str], str]
"""Shows a prompt and gives the line that follows; raises ``EOFError`` where there is none."""


class Terminal:
    """Takes one participant through a study.

    Args:
        language: Asked for where None and the participant has not consented yet.
        pictures: Folder of what cases show.
    """

    def __init__(
        self,
        study: Study,
        session: Session,
        *,
        pictures: Path,
        language: StudyLanguage | None,
        say: Say,
        read: Read,
    ) -> None:
        self._study = study
        self._session = session
        self._pictures = pictures
        self._wanted = language
        self._say = say
        self._read = read
        self._language: StudyLanguage = language or session.language

    def run(self) -> bool:
        """Goes on to the end; False where the participant stopped or did not agree."""
        try:
            while not isinstance(step := self._session.step(), Done):
                if isinstance(step, Consent):
                    if not self._consent():
                        return False
                    continue
                self._language = self._session.language
                self._session.shown(step)
                if isinstance(step, Describe):
                    self._describe(step)
                else:
                    self._decide(step)
        except (EOFError, KeyboardInterrupt):
            self._say(words.STOPPED[self._language])
            return False
        self._language = self._session.language
        self._say(words.THANKS[self._language])
        if self._study.debrief:
            self._say(self._study.debrief.of(self._language))
        return True

    def _consent(self) -> bool:
        if self._wanted is None:
            chosen = self._read("English [en] / Français [fr]: ").strip().lower()
            self._language = "fr" if chosen.startswith("f") else "en"
        study, language = self._study, self._language
        self._say(f"\n{study.title.of(language)}\n\n{study.consent.of(language)}\n")
        if self._read(f"{words.AGREE[language]} [y/n]: ").strip().lower() not in _YES:
            return False
        self._session.consent(language)
        if study.instructions:
            self._say(f"\n{study.instructions.of(language)}")
        self._say(f"\n{words.NO_WAY_BACK[language]}")
        return True

    def _describe(self, step: Describe) -> None:
        self._say(f"\n{words.ABOUT_YOU[self._language]}")
        levels = {}
        for one in step.attributes:
            self._say(f"\n{one.question.of(self._language)}")
            self._options(one.levels)
            levels[one.id] = self._read("> ").strip()
        try:
            self._session.describe(levels)
        except BadReply:
            self._say(words.ANSWER_ALL[self._language])

    def _decide(self, step: Decide) -> None:
        self._show(step)
        while True:
            given = self._read("> ").strip()
            delegate = step.may_delegate and given == _HAND_OVER
            if not delegate and not self._fits(step.case, given):
                self._say((words.CHOOSE if step.case.number is None else words.ENTER)[self._language])
                continue
            confidence = None if delegate or not self._study.confidence else self._sure()
            self._session.decide(
                step.case.id, step.stage, answer=given, confidence=confidence, delegate=delegate
            )
            return

    def _show(self, step: Decide) -> None:
        language, case = self._language, step.case
        self._say(f"\n── {words.CASE[language].format(number=step.number, total=step.total)} ──")
        self._say(case.question.of(language))
        for number, path in enumerate(pictures_of(case, self._pictures), start=1):
            self._say(f"  [{words.PICTURE[language].format(number=number)}: {path}]")
        if step.initial is not None:
            shown = answer_words(case, step.initial, language)
            self._say(f"\n{words.YOU_SAID[language].format(answer=shown)}")
        if step.advised:
            self._advice(step)
        if step.stage == "initial":
            self._say(f"\n{words.FIRST[language]}")
        title = words.FINAL_DECISION if step.initial is not None else words.YOUR_DECISION
        self._say(f"\n{title[language]}:")
        if case.number is None:
            self._options(case.options)
        else:
            asked, bounds = case.number, words.NUMBER_BOUNDS[language]
            self._say("  " + bounds.format(low=f"{asked.low:g}", high=f"{asked.high:g}", unit=asked.unit))
        if step.may_delegate:
            self._say(f"  {_HAND_OVER}  {words.DELEGATE[language]}. {words.DELEGATE_HINT[language]}")

    def _advice(self, step: Decide) -> None:
        language, advice = self._language, step.case.advice
        if advice is None:
            return
        self._say(f"\n{words.ADVICE[language]} {answer_words(step.case, advice.answer, language)}")
        if advice.text.of(language):
            self._say(f"  {advice.text.of(language)}")
        if advice.confidence is not None:
            self._say(f"  {words.SURE_MODEL[language].format(percent=round(100 * advice.confidence))}")
        if step.explained and advice.grounds:
            self._say(f"{words.WHY[language]}:")
            for ground in advice.grounds:
                text, place = words.ground_said(ground, language)
                self._say(f"  - {text}" + (f"  ({place})" if place else ""))

    def _options(self, options: tuple[Option, ...]) -> None:
        for option in options:
            self._say(f"  {option.id}  {option.text.of(self._language)}")

    def _fits(self, case: Case, given: str) -> bool:
        try:
            checked_answer(case, given, "the answer")
        except BadStudy:
            return False
        return True

    def _sure(self) -> float:
        while True:
            given = self._read(f"{words.CONFIDENCE[self._language]}: ").strip()
            if given.isdecimal() and int(given) <= 100:
                return int(given) / 100.0
            self._say(words.SAY_SURE[self._language])
