"""From what is kept to one record a decision. Knows the protocol, no statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.study.order import Turn, turns
from assistant.study.records import ADVISED, Case, Decision, Study
from assistant.study.store import Answers, AnswerStore, Participant


def decisions(study: Study, store: AnswerStore) -> list[Decision]:
    """All cases that were decided to the end, also of those who have not finished."""
    return [
        one
        for person in store.participants()
        if person.cell is not None
        for one in decisions_of(study, person, store.answers(person.code), turns(study, person.cell))
    ]


def decisions_of(
    study: Study, person: Participant, given: Answers, order: Sequence[Turn]
) -> Iterator[Decision]:
    """Those of one participant."""
    for turn in order:
        if (turn.case, "final") in given:
            yield _decision(study, person, given, turn)


def _decision(study: Study, person: Participant, given: Answers, turn: Turn) -> Decision:
    case = study.case(turn.case)
    last, first = given[turn.case, "final"], given.get((turn.case, "initial"))
    advice = "" if case.advice is None else case.advice.answer
    return Decision(
        participant=person.code,
        case=case.id,
        condition=turn.condition,
        format=study.format,
        position=turn.position,
        truth=case.truth,
        advice=advice,
        advice_right=case.advice_right,
        final=last.value,
        correct=case.same(last.value, case.truth),
        followed=_same(case, last.value, advice),
        shown=turn.condition in ADVISED,
        delegated=last.delegated,
        number=case.number is not None,
        initial=None if first is None else first.value,
        initial_correct=None if first is None else case.same(first.value, case.truth),
        initial_agrees=None if first is None else _same(case, first.value, advice),
        initial_confidence=None if first is None else first.confidence,
        confidence=last.confidence,
        initial_seconds=None if first is None else first.seconds,
        seconds=last.seconds,
        interrupted=last.interrupted or (first is not None and first.interrupted),
        language=person.language,
        attributes=person.attributes,
    )


def _same(case: Case, answer: str, advice: str) -> bool:
    return bool(advice) and case.same(answer, advice)
