"""A small study and people who answer it, for tests of studies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.study.records import Advice, Case, Condition, Decision, Format, Option, Study, Words
from assistant.study.session import Consent, Decide, Describe, Session
from assistant.study.store import AnswerStore


def words(text: str) -> Words:
    return Words(en=text, fr=f"{text} (fr)")


def case(name: str, *, right: bool) -> Case:
    options = tuple(Option(id=one, text=words(one)) for one in "abc")
    advice = Advice(answer="a" if right else "b")
    return Case(id=name, question=words(name), truth="a", options=options, advice=advice)


def study(
    *,
    cases: int = 6,
    wrong: int = 3,
    conditions: tuple[Condition, ...] = ("alone", "advice", "explanation"),
    format: Format = "sequential",  # noqa: A002
) -> Study:
    return Study(
        name="small",
        title=words("Small"),
        format=format,
        conditions=conditions,
        consent=words("We keep your answers."),
        cases=tuple(case(f"c{number:02}", right=number >= wrong) for number in range(cases)),
        folder=Path(),
        debrief=words("Some advice was wrong."),
    )


def answer_all(
    study: Study, store: AnswerStore, code: str, reply: Callable[[Decide], str], *, most: int = 10_000
) -> Session:
    """Answers up to ``most`` steps with what ``reply`` gives; ``*`` delegates."""
    store.issue([code])
    session = Session(study, store, code)
    for _ in range(most):
        step = session.step()
        session.shown(step)
        if isinstance(step, Consent):
            session.consent("en")
        elif isinstance(step, Describe):
            session.describe({one.id: one.levels[0].id for one in step.attributes})
        elif isinstance(step, Decide):
            given = reply(step)
            session.decide(step.case.id, step.stage, answer=given, confidence=0.5, delegate=given == "*")
        else:
            break
    return session


def decision(
    person: str,
    name: str,
    condition: Condition,
    *,
    right: bool,
    initial: str | None,
    final: str,
    delegated: bool = False,
) -> Decision:
    """A decision whose truth is ``a``, and whose advice is ``a`` where it is right, else ``b``."""
    advice = "a" if right else "b"
    return Decision(
        participant=person,
        case=name,
        condition=condition,
        format="sequential",
        position=0,
        truth="a",
        advice=advice,
        advice_right=right,
        final=final,
        correct=final == "a",
        followed=final == advice,
        shown=condition in ("advice", "explanation"),
        delegated=delegated,
        initial=initial,
        initial_correct=None if initial is None else initial == "a",
        initial_agrees=None if initial is None else initial == advice,
        confidence=0.5,
        initial_confidence=0.5,
        seconds=1.0,
        initial_seconds=None if initial is None else 4.0,
    )
