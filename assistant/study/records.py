"""What a study consists of and what a participant decided. Knows no file, no page and no statistics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

StudyLanguage = Literal["en", "fr"]
Condition = Literal["alone", "advice", "explanation", "delegation"]
"""``alone``: no model. ``advice``: the model's answer. ``explanation``: its answer and the grounds for it.
``delegation``: the person decides alone or hands the decision over, before any advice is seen."""
Format = Literal["sequential", "one_shot"]
"""``sequential``: own decision, advice, final decision (judge-advisor system, Sniezek and Buckley, 1995).
``one_shot``: the advice stands beside the case from the beginning."""
Stage = Literal["initial", "final"]

LANGUAGES: tuple[StudyLanguage, ...] = get_args(StudyLanguage)
CONDITIONS: tuple[Condition, ...] = get_args(Condition)
FORMATS: tuple[Format, ...] = get_args(Format)
ADVISED: tuple[Condition, ...] = ("advice", "explanation")
"""Conditions in which the advice is seen before the final decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text in both languages; the same where the study gives one."""

    en: str
    fr: str

    def of(self, language: StudyLanguage) -> str:
        """The text in a language."""
        return self.fr if language == "fr" else self.en

    def __bool__(self) -> bool:
        return bool(self.en or self.fr)


NO_WORDS = Words(en="", fr="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the answers to choose from.

    Attributes:
        match: Words by which ``prepare`` knows this option in a free answer, beside its text.
    """

    id: str
    text: Words
    match: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """An answer that is a number.

    Attributes:
        low, high: What may be entered, both included.
        tolerance: How far from another number an answer counts as the same.
    """

    unit: str = ""
    low: float
    high: float
    tolerance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One piece of an explanation: words of a source and where they stand."""

    text: Words
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What the model says of a case.

    Attributes:
        answer: Id of an option, or the number as text.
        text: The model's answer in its own words; empty where the option says it all.
        confidence: 0 to 1 as the model gives it; None where it gives none.
        grounds: Its explanation.
        prepared: True where the product made it, False where the study gives it.
    """

    answer: str
    text: Words = NO_WORDS
    confidence: float | None = None
    grounds: tuple[Ground, ...] = ()
    prepared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of a sensor log to show as curves.

    Attributes:
        log: File beside the study.
        sensors: Names; all where empty.
        start, end: Times as the log writes them; empty is the log's own.
    """

    log: Path
    sensors: tuple[str, ...] = ()
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Something to decide.

    Attributes:
        options: To choose from; empty where ``number`` is asked.
        truth: Id of the right option, or the right number as text.
        ask: What ``prepare`` asks the assistant.
        advice: None until it was prepared.
        pictures: Files beside the study.
    """

    id: str
    question: Words
    truth: str
    options: tuple[Option, ...] = ()
    number: Number | None = None
    ask: str = ""
    advice: Advice | None = None
    pictures: tuple[Path, ...] = ()
    windows: tuple[Window, ...] = ()

    def same(self, one: str, other: str) -> bool:
        """Whether two answers count as the same."""
        if self.number is None:
            return one == other
        return abs(float(one) - float(other)) <= self.number.tolerance + 1e-12

    @property
    def advice_right(self) -> bool:
        """Whether the advice is the truth; False without advice."""
        return self.advice is not None and self.same(self.advice.answer, self.truth)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A question about the participant, asked once: by its levels people may be compared."""

    id: str
    question: Words
    levels: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A study's definition.

    Attributes:
        name: Lower-case letters, digits and hyphens; its address on the page and its folder.
        wrong_share: The share of wrong advice that the study states; None where it states none.
        smallest_difference: Difference of rates that would matter, for power and for what cannot be told.
        folder: Where its files lie.
        cases_file: The CSV with further cases, relative to the folder; empty where there is none.
    """

    name: str
    title: Words
    format: Format
    conditions: tuple[Condition, ...]
    consent: Words
    cases: tuple[Case, ...]
    folder: Path
    instructions: Words = NO_WORDS
    debrief: Words = NO_WORDS
    attributes: tuple[Attribute, ...] = ()
    confidence: bool = True
    seed: int = 0
    wrong_share: float | None = None
    smallest_difference: float = 0.1
    cases_file: str = ""

    def case(self, id_: str) -> Case:
        """The case of an id; it is there, since ids come from the study itself."""
        return next(one for one in self.cases if one.id == id_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """All that came of one case and one participant.

    Attributes:
        position: Of the case in the participant's order, from 0.
        number: Whether answers are numbers.
        initial: Own decision before the advice; None where none was asked.
        advice: What the model says, whether it was shown or not.
        shown: Whether it was shown before the final decision.
        final: The decision that counts; the advice where it was delegated.
        confidence: Of the final decision, 0 to 1; None where none was asked or it was delegated.
        seconds: From the first showing of a step to its answer.
        interrupted: True where a step was left and opened again, so that its time is not one sitting's.
        attributes: What the participant said of themselves.
    """

    participant: str
    case: str
    condition: Condition
    format: Format
    position: int
    truth: str
    advice: str
    advice_right: bool
    final: str
    correct: bool
    followed: bool
    shown: bool
    delegated: bool = False
    number: bool = False
    initial: str | None = None
    initial_correct: bool | None = None
    initial_agrees: bool | None = None
    initial_confidence: float | None = None
    confidence: float | None = None
    initial_seconds: float | None = None
    seconds: float = 0.0
    interrupted: bool = False
    language: StudyLanguage = "en"
    attributes: Mapping[str, str] = field(default_factory=dict)
