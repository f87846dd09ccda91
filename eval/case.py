"""A question with its known answer. Knows no file format and no product."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

AnswerType = Literal["number", "date", "list", "text", "abstain"]
CaseLanguage = Literal["en", "fr"]
CaseValue = str | float | tuple[str, ...] | None
"""A number, an ISO date or minute, a list, a text; None where the right answer is to abstain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedEvidence:
    """A place where a citation should point.

    Attributes:
        source: Path of the file as the data set names it; ``Document.source`` ends with it.
        page: Page of a text, from 1; None where the format has no pages.
        sensor: Name of a channel; ``*`` is any of them. Makes this an evidence of a signal.
        start, end: Window of the signal; None is open.
        table: True where the value must stand in the result of a query over the file.
    """

    source: str
    page: int | None = None
    sensor: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    table: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question of a benchmark.

    Attributes:
        kind: Group for which scores are also given alone (``table``, ``sensor`` …).
        history: Earlier turns, oldest first.
        reference: The right answer in words, for people and for scores of overlap.
        tolerance: Absolute tolerance of a number.
        unit: Unit of the number; other units of the same dimension are converted.
        accept: Other good texts.
        item_accept: For a list: the good spellings of each item, in the order of ``value``.
        all_of: Groups of spellings, one of each group must be in the answer.
        evidence: Places of which a citation must reach one.
        sources: Files that the question is asked of (globs), as a user chooses them; all where it is empty.
    """

    id: str
    question: str
    answer_type: AnswerType
    value: CaseValue
    kind: str = "text"
    language: CaseLanguage = "en"
    history: tuple[Turn, ...] = ()
    reference: str = ""
    tolerance: float = 0.0
    unit: str | None = None
    accept: tuple[str, ...] = ()
    item_accept: tuple[tuple[str, ...], ...] = ()
    all_of: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[ExpectedEvidence, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """False where the right answer is to abstain."""
        return self.answer_type != "abstain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a scorer says of an answer: ``value`` from 0 to 1, whether that is right, and why."""

    value: float
    correct: bool
    why: str
