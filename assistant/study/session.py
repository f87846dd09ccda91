"""One participant's way through a study: consent, questions about them, decisions, the end.

Knows the protocol and the store; knows no page and no terminal. What stands next is computed from what is on
the disk, so that a session goes on where it stopped and nothing that was answered is shown again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.errors import BadStudy, StudyRefused
from assistant.study.case_fields import checked_answer
from assistant.study.order import Turn, cells, turns
from assistant.study.records import ADVISED, Attribute, Case, Condition, Stage, Study, StudyLanguage
from assistant.study.store import AnswerStore, Participant

_CODE = re.compile(r"(?=.*[0-9])[A-Za-z0-9-]{2,16}")


class BadReply(StudyRefused):
    """A participant's reply is missing or none that can be given; the step stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The consent text is to be read and agreed to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Describe:
    """The participant is to say something of themselves."""

    attributes: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """A case is to be decided.

    Attributes:
        number, total: Of the case in the participant's order, from 1.
        advised: Whether the advice is shown at this step.
        explained: Whether its explanation is.
        may_delegate: Whether the decision can be handed over.
        initial: The own decision before the advice, where there was one.
    """

    case: Case
    condition: Condition
    stage: Stage
    number: int
    total: int
    advised: bool
    explained: bool
    may_delegate: bool
    initial: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """All is answered."""


Step = Consent | Describe | Decide | Done


def checked_code(code: str) -> str:
    """A participant's code in capitals.

    Raises:
        StudyRefused: It is none. It must hold a digit, so that nobody enters a name.
    """
    if not _CODE.fullmatch(code.strip()):
        raise StudyRefused("a code has 2 to 16 letters, digits or hyphens and at least one digit; no name")
    return code.strip().upper()


def stages(study: Study, condition: Condition) -> tuple[Stage, ...]:
    """The decisions that one case asks for under a condition."""
    return ("initial", "final") if study.format == "sequential" and condition in ADVISED else ("final",)


class Session:
    """A participant in a study.

    Raises:
        StudyRefused: The code was not issued.
    """

    def __init__(self, study: Study, store: AnswerStore, code: str) -> None:
        self._study = study
        self._store = store
        self._code = checked_code(code)
        self._participant()

    @property
    def code(self) -> str:
        """The participant's code."""
        return self._code

    @property
    def language(self) -> StudyLanguage:
        """The language chosen with the consent."""
        return self._participant().language

    def step(self) -> Step:
        """What stands next; nothing is noted."""
        person = self._participant()
        if person.cell is None:
            return Consent()
        if self._study.attributes and not person.attributes:
            return Describe(attributes=self._study.attributes)
        given = self._store.answers(self._code)
        order = turns(self._study, person.cell)
        for turn in order:
            for stage in stages(self._study, turn.condition):
                if (turn.case, stage) not in given:
                    before = given.get((turn.case, "initial"))
                    return self._decide(turn, stage, len(order), None if before is None else before.value)
        return Done()

    def shown(self, step: Step) -> None:
        """Notes that a step is on the participant's screen, from which its time is taken."""
        if isinstance(step, Decide):
            self._store.show(self._code, step.case.id, step.stage)

    def consent(self, language: StudyLanguage) -> None:
        """Notes that the participant agreed, and in which language they read."""
        self._store.consent(self._code, language=language, cells=cells(self._study))

    def describe(self, levels: Mapping[str, str]) -> None:
        """Keeps what the participant says of themselves.

        Raises:
            BadReply: A question is not answered, or with what is no option.
        """
        for attribute in self._study.attributes:
            if levels.get(attribute.id) not in {option.id for option in attribute.levels}:
                raise BadReply("every question needs one of its answers")
        self._store.describe(self._code, {one.id: levels[one.id] for one in self._study.attributes})

    def decide(
        self,
        case: str,
        stage: Stage,
        *,
        answer: str | None = None,
        confidence: float | None = None,
        delegate: bool = False,
    ) -> None:
        """Keeps a decision; one for another step than the present is ignored (sent twice, or gone back).

        Args:
            answer: Id of an option, or a number as written; not needed where it is delegated.
            confidence: 0 to 1.

        Raises:
            BadReply: It is no answer of the case, or the confidence is missing.
        """
        step = self.step()
        if not isinstance(step, Decide) or (step.case.id, step.stage) != (case, stage):
            return
        if delegate and step.may_delegate and step.case.advice is not None:
            value, confidence = step.case.advice.answer, None
        else:
            delegate = False
            value = _answer(step.case, answer)
            if self._study.confidence and (confidence is None or not 0.0 <= confidence <= 1.0):
                raise BadReply("say how sure you are")
        self._store.answer(
            self._code,
            case,
            stage,
            value=value,
            confidence=confidence if self._study.confidence else None,
            delegated=delegate,
        )
        if isinstance(self.step(), Done):
            self._store.finish(self._code)

    def _decide(self, turn: Turn, stage: Stage, total: int, initial: str | None) -> Decide:
        case = self._study.case(turn.case)
        if case.advice is None:
            raise BadStudy(f"case '{case.id}' has no advice: 'assistant study prepare' makes it")
        advised = turn.condition in ADVISED and stage == "final"
        return Decide(
            case=case,
            condition=turn.condition,
            stage=stage,
            number=turn.position + 1,
            total=total,
            advised=advised,
            explained=advised and turn.condition == "explanation",
            may_delegate=turn.condition == "delegation",
            initial=initial,
        )

    def _participant(self) -> Participant:
        person = self._store.participant(self._code)
        if person is None:
            raise StudyRefused(f"the code {self._code} was not issued for this study")
        return person


def _answer(case: Case, given: str | None) -> str:
    if not given:
        raise BadReply("choose an answer" if case.number is None else "enter a number")
    try:
        return checked_answer(case, given, "the answer")
    except BadStudy as error:
        raise BadReply(str(error)) from error
