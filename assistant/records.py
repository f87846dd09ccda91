"""Questions, evidence and answers. Knows no model, no store and no page."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from retrieval.records import Box, BoxUnit, Figure, Kind, Language, Scope

Cell = str | int | float | bool | None
"""A value of a table as it is shown."""

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One turn of a conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that stands alone.

    Attributes:
        text: The question, follow-ups already rewritten from the history.
        asked: What the user typed.
        history: Earlier turns, oldest first.
        before: The question of the turn before, itself standing alone; empty where there was none.
        language: Language to answer in.
        cancel: Set where the answer is no longer wanted; an expert that asks a model hands it on.
    """

    text: str
    asked: str
    language: Language
    history: tuple[Message, ...] = ()
    before: str = ""
    cancel: threading.Event | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows that a query gave.

    Attributes:
        columns: Names of the columns.
        values: The first rows, at most 50.
        total: How many rows the query gave.
        matched: How many source rows went into the result, where the query counts or sums.
        row_numbers: 0-based data rows of the source that matched, the first 200.
    """

    columns: tuple[str, ...]
    values: tuple[tuple[Cell, ...], ...]
    total: int
    matched: int | None = None
    row_numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something a source holds that bears on the question. Experts find it; nobody invents it.

    Attributes:
        source: ``Document.source``.
        quote: Exact words of the source, or the values in words for a query's result.
        score: 0 to 1, the expert's confidence that this answers the question. At or above 0.5 the
            expert would answer from it alone.
        statement: A complete sentence in the question's language that answers the question from
            this evidence, computed by the expert without a model; None where only words of the
            source can answer.
        verbatim: True where the user asked for the exact words: ``quote`` is the answer.
        chunk_id: The chunk that holds the quote, for highlights.
        also: Further sources that the same result used (a join, two logs).
        sql: The query that gave ``rows``, as the user can read and run it.
        values: Numbers, identifiers and dates that an answer may use, as written in ``statement``.
        headings: Titles above the quote, outermost first.
        lead: Exact words above the quote without which it cannot be read (``… must:``, the header of
            its table); empty where it stands alone.
        figure: The figure that the quote captions, where that is known.
        caveats: Assumptions the expert made (which column was taken, unit converted, year guessed).
        reading: Names the reading of the question over a register that gave it, to confirm it by.
        confirmed: Somebody said that this reading is what the question means.
    """

    kind: Kind
    source: str
    quote: str
    score: float
    statement: str | None = None
    verbatim: bool = False
    chunk_id: str | None = None
    label: str | None = None
    headings: tuple[str, ...] = ()
    lead: str = ""
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    unit: BoxUnit = "pt"
    also: tuple[str, ...] = ()
    rows: Rows | None = None
    sql: str | None = None
    sensor: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    figure: Figure | None = None
    values: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    reading: str | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one expert came back with.

    Attributes:
        evidence: Best first; empty where it found nothing.
        refusal: Where the expert understood the question and can tell that the sources do not hold
            the answer (no such equipment, period, column, clause): a sentence in the question's
            language that says so. None where it just found nothing.
        sure: False where the refusal rests on a word that the expert could not place: what another
            expert found is then rather believed.
        sheets: Sources of the drawing that the question names by its number: words of other drawings
            are no answer to it, unless they name it.
        named: That number; empty where none is named.
    """

    evidence: tuple[Evidence, ...] = ()
    refusal: str | None = None
    sure: bool = True
    sheets: tuple[str, ...] = ()
    named: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A place in a source that holds a sentence. Fields as in the contract of ``ask --json``.

    Attributes:
        figure: The figure that the quote captions or letters; the boxes of a caption are its frame.
        is_near: True where it is near the question and holds no answer to it.
        caveats: What an expert took for granted, as sentences: which date column, what counts as a failure.
        reading: Of a reading of the question over a register: what it is confirmed by.
        confirmed: True where somebody confirmed it.
    """

    n: int
    source: str
    kind: Kind
    quote: str
    score: float
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    unit: BoxUnit = "pt"
    label: str | None = None
    rows: Rows | None = None
    sql: str | None = None
    sensor: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    figure: Figure | None = None
    is_near: bool = False
    caveats: tuple[str, ...] = ()
    reading: str | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenUse:
    """A token that a mixture of experts wrote, with each expert's mean weight over the layers by its name."""

    text: str
    experts: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the answer, with the numbers of the citations that hold it.

    Attributes:
        tokens: What a mixture of experts in this process wrote it of; empty for all other sentences.
    """

    text: str
    supported: bool
    citations: tuple[int, ...] = ()
    tokens: tuple[TokenUse, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What the model wrote and the evidence did not hold."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertUse:
    """An expert that was asked, or whose sources answered although it was not.

    Attributes:
        weight: The gate's; 0 where it did not choose the expert.
        answered: True where a sentence of the answer stands on its evidence.
    """

    name: str
    weight: float
    seconds: float
    answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What an answer cost. ``joules`` is None where the machine cannot tell."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    joules: float | None = None


Route = Literal["experts", "joined", "computed"]
"""The gate's experts were asked; what the question refers to was looked up first; all was computed so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A checked answer. ``text`` carries markers ``[1]`` that point into ``citations``.

    Attributes:
        nearest: Where nothing was found: places near the question, for a reader to judge; numbered by
            themselves, named by no marker.
        answered_by: The experts whose evidence the sentences stand on, in the order of the sentences.
        gate: The weights with which the gate chose the experts to ask.
        route: How it was found; None where nothing was.
    """

    text: str
    abstained: bool
    language: Language
    citations: tuple[Citation, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    experts: tuple[ExpertUse, ...] = ()
    removed: tuple[Removed, ...] = ()
    usage: Usage = field(default_factory=Usage)
    nearest: tuple[Citation, ...] = ()
    question: str = ""
    """The stand-alone question that was answered."""
    answered_by: tuple[Kind, ...] = ()
    gate: Mapping[str, float] = field(default_factory=dict)
    route: Route | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GateEvent:
    """The experts that will be asked, with their weights."""

    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceEvent:
    """One more checked sentence, with markers; ``citations`` are those not sent before."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEvent:
    """The whole answer; always the last event."""

    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadingEvent:
    """The answer goes on when a model is in memory; what was said until then stays."""

    model: Literal["language"] = "language"


Said = SentenceEvent | LoadingEvent
"""What comes while an answer is being said."""

Event = GateEvent | Said | AnswerEvent

__all__ = [
    "Answer", "AnswerEvent", "Cell", "Citation", "Event", "Evidence", "ExpertUse", "Finding", "GateEvent",
    "LoadingEvent", "Message", "Question", "Removed", "Role", "Rows", "Said", "Scope", "Sentence",
    "SentenceEvent", "TokenUse", "Usage",
]  # fmt: skip
