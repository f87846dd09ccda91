"""Simulated participants of known behaviour, through the protocol that people go through.

Knows sessions and parameters, no analysis. A person decides right alone with a probability of their own
(logit of their skill and of the case's difficulty), and against an initial decision takes right and wrong
advice over with given probabilities, beta-distributed over people around their mean, which is what an
analysis must find.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from pathlib import Path

from assistant.study.decisions import decisions, decisions_of
from assistant.study.order import turns
from assistant.study.records import (
    NO_WORDS,
    Advice,
    Case,
    Condition,
    Decision,
    Number,
    Option,
    Stage,
    Study,
    Words,
)
from assistant.study.session import Consent, Decide, Session, stages
from assistant.study.store import AnswerStore, Given, Participant

_OPTIONS = "abcd"
_SPREAD = 6.0
"""How alike people of one behaviour are: a and b of the beta distribution add up to this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """How people rely, on average.

    Attributes:
        adopt_right, adopt_wrong: Probability to take advice against one's own decision, by condition.
        delegate_right, delegate_wrong: Probability to hand a case over, by whether the model is right there.
        shift: Mean weight of advice where answers are numbers.
    """

    name: str
    adopt_right: Mapping[Condition, float]
    adopt_wrong: Mapping[Condition, float]
    delegate_right: float = 0.0
    delegate_wrong: float = 0.0
    shift: float = 0.5


def made_study(*, numbers: bool = False, delegation: bool = False, cases: int = 15, wrong: int = 6) -> Study:
    """A study of made cases, with a given number of wrong pieces of advice."""
    conditions: tuple[Condition, ...] = ("alone", "advice", "explanation")
    return Study(
        name="made",
        title=NO_WORDS,
        format="sequential",
        conditions=(*conditions, "delegation") if delegation else conditions,
        consent=Words(en="made", fr="made"),
        cases=tuple(_case(number, numbers=numbers, right=number >= wrong) for number in range(cases)),
        folder=Path(),
    )


def _case(number: int, *, numbers: bool, right: bool) -> Case:
    id_ = f"case{number:02}"
    if numbers:
        return Case(
            id=id_,
            question=NO_WORDS,
            truth="50.0",
            number=Number(low=0, high=200, tolerance=2),
            advice=Advice(answer="50.0" if right else "120.0"),
        )
    options = tuple(Option(id=one, text=NO_WORDS) for one in _OPTIONS)
    return Case(
        id=id_, question=NO_WORDS, truth="a", options=options, advice=Advice(answer="a" if right else "b")
    )


class Person:
    """One simulated participant; all that is drawn comes from ``rng``."""

    def __init__(self, behaviour: Behaviour, hardness: Mapping[str, float], rng: random.Random) -> None:
        self._behaviour = behaviour
        self._hardness = hardness
        self._rng = rng
        self._skill = rng.gauss(0.4, 0.8)
        self._own = {key: _beta(mean, rng) for key, mean in _means(behaviour).items()}

    def delegates(self, case: Case) -> bool:
        """Whether the person hands the case over."""
        return self._rng.random() < self._own["delegate", "delegation", case.advice_right]

    def alone(self, case: Case) -> str:
        """A decision of one's own."""
        right = self._rng.random() < 1.0 / (1.0 + exp(-(self._skill - self._hardness[case.id])))
        if case.number is not None:
            return repr(50.0 if right else round(self._rng.uniform(60.0, 110.0), 1))
        return case.truth if right else self._rng.choice(_OPTIONS[1:])

    def advised(self, case: Case, condition: Condition, initial: str) -> str:
        """The final decision after the advice."""
        advice = case.advice.answer if case.advice is not None else ""
        if case.number is not None:
            moved = min(max(self._rng.gauss(self._own["shift", condition, True], 0.1), 0.0), 1.0)
            return repr(float(initial) + moved * (float(advice) - float(initial)))
        if initial == advice:
            return initial
        adopts = self._rng.random() < self._own["adopt", condition, case.advice_right]
        return advice if adopts else initial

    def sure(self) -> float:
        """A confidence, unrelated to anything."""
        return round(self._rng.uniform(0.3, 1.0), 1)


def _means(behaviour: Behaviour) -> dict[tuple[str, Condition, bool], float]:
    found: dict[tuple[str, Condition, bool], float] = {
        ("delegate", "delegation", True): behaviour.delegate_right,
        ("delegate", "delegation", False): behaviour.delegate_wrong,
    }
    for condition, mean in behaviour.adopt_right.items():
        found["adopt", condition, True] = mean
        found["adopt", condition, False] = behaviour.adopt_wrong[condition]
        found["shift", condition, True] = behaviour.shift
    return found


def _beta(mean: float, rng: random.Random) -> float:
    if mean in (0.0, 1.0):
        return mean
    return rng.betavariate(mean * _SPREAD, (1.0 - mean) * _SPREAD)


def hardness_of(study: Study, rng: random.Random) -> dict[str, float]:
    """How hard each case is, in logits."""
    return {case.id: rng.gauss(0.0, 0.8) for case in study.cases}


def simulated(study: Study, behaviour: Behaviour, people: int, seed: int) -> list[Decision]:
    """A whole study in memory: the protocol's orders and stages, without the store."""
    rng = random.Random(seed)
    hardness = hardness_of(study, rng)
    found: list[Decision] = []
    for number in range(people):
        person = Person(behaviour, hardness, rng)
        order = turns(study, number)
        given: dict[tuple[str, Stage], Given] = {}
        for turn in order:
            case = study.case(turn.case)
            if turn.condition == "delegation" and person.delegates(case) and case.advice is not None:
                given[case.id, "final"] = Given(value=case.advice.answer, delegated=True, seconds=1.0)
                continue
            own = person.alone(case)
            asked = stages(study, turn.condition)
            last = person.advised(case, turn.condition, own) if len(asked) > 1 else own
            for stage, value in zip(asked, (own, last) if len(asked) > 1 else (last,), strict=True):
                given[case.id, stage] = Given(value=value, confidence=person.sure(), seconds=1.0)
        who = Participant(code=f"P{number:03}", cell=number)
        found += decisions_of(study, who, given, order)
    return found


def through_the_store(
    study: Study, behaviour: Behaviour, people: int, seed: int, folder: Path
) -> list[Decision]:
    """The same by sessions and the store on the disk, as people answer."""
    rng = random.Random(seed)
    hardness = hardness_of(study, rng)
    store = AnswerStore(folder / f"{behaviour.name}-{seed}.sqlite")
    for number in range(people):
        code = f"P{number:03}"
        store.issue([code])
        person, session = Person(behaviour, hardness, rng), Session(study, store, code)
        while isinstance(step := session.step(), (Consent, Decide)):
            session.shown(step)
            if isinstance(step, Consent):
                session.consent("en")
                continue
            hands_over = step.may_delegate and person.delegates(step.case)
            if step.initial is None:
                answer = person.alone(step.case)
            else:
                answer = person.advised(step.case, step.condition, step.initial)
            session.decide(
                step.case.id, step.stage, answer=answer, confidence=person.sure(), delegate=hands_over
            )
    return decisions(study, store)
