"""A question read without any table: words, numbers, periods, and the phrases that ask for something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.experts.tables.dates import find_periods
from assistant.experts.tables.lexicon import CHATTER, PATTERNS, STOP, Operation
from assistant.experts.tables.period import Period
from assistant.experts.tables.quantities import Quantity, find_quantities, parse_number
from assistant.experts.tables.synonyms import LONGEST_PHRASE, concepts_asked, is_talk
from assistant.experts.tables.words import Token, fold, prepare, tokenize
from retrieval.records import Language

DatePart = Literal["year", "quarter", "month", "week", "day", "weekday", "hour"]

_DATE_PARTS: dict[str, DatePart] = {
    "year": "year",
    "years": "year",
    "annee": "year",
    "annees": "year",
    "an": "year",
    "yearly": "year",
    "quarter": "quarter",
    "quarters": "quarter",
    "trimestre": "quarter",
    "trimestres": "quarter",
    "quarterly": "quarter",
    "month": "month",
    "months": "month",
    "mois": "month",
    "monthly": "month",
    "mensuel": "month",
    "mensuelle": "month",
    "week": "week",
    "weeks": "week",
    "semaine": "week",
    "weekly": "week",
    "day": "day",
    "days": "day",
    "jour": "day",
    "jours": "day",
    "date": "day",
    "daily": "day",
    "weekday": "weekday",
    "weekdays": "weekday",
    "hour": "hour",
    "heure": "hour",
    "hourly": "hour",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase that asks for something: words ``[start, end)`` of the question."""

    operation: Operation
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ConceptSpan:
    """A phrase of the trade: words ``[start, end)``.

    Attributes:
        talk: True for a word of talk, which means something beside another word of a name only.
    """

    concept: str
    start: int
    end: int
    talk: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A question, read.

    Attributes:
        text: Prepared text; ``folded`` has the same length.
        quantities, periods: With their words in ``word_span``.
    """

    text: str
    folded: str
    language: Language
    tokens: tuple[Token, ...]
    periods: tuple[Period, ...]
    quantities: tuple[Quantity, ...]
    marks: tuple[Mark, ...]
    concepts: tuple[ConceptSpan, ...]

    def word_span(self, span: tuple[int, int]) -> tuple[int, int]:
        """The words that a stretch of characters touches."""
        inside = [i for i, t in enumerate(self.tokens) if t.end > span[0] and t.start < span[1]]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def has(self, *operations: Operation) -> bool:
        """True where one of the operations is asked for."""
        return any(mark.operation in operations for mark in self.marks)

    def of(self, *operations: Operation) -> tuple[Mark, ...]:
        """The marks of some operations, in order."""
        return tuple(mark for mark in self.marks if mark.operation in operations)

    def first(self, *operations: Operation) -> Mark | None:
        """The first mark of some operations."""
        return next(iter(self.of(*operations)), None)

    def asks_at(self, position: int) -> bool:
        """True where a word stands in a sentence that asks, or no sentence does."""
        ends = [m.end() for m in re.finditer(r"[.?!](?=\s|$)|\n", self.folded)] + [len(self.folded)]
        starts = [0, *ends[:-1]]
        place = self.tokens[position].start
        asking = (
            "which",
            "count",
            "list",
            "when",
            "share",
            "sum",
            "mean",
            "exists",
            "top",
            "how_long",
            "who",
        )
        spans = [
            (a, b)
            for a, b in zip(starts, ends, strict=True)
            if any(a <= self.tokens[m.start].start < b for m in self.marks if m.operation in asking)
        ]
        return not spans or any(a <= place < b for a, b in spans)

    def date_part(self, position: int) -> DatePart | None:
        """The part of a date that a word names (``month``), where it stands in no period."""
        if not 0 <= position < len(self.tokens):
            return None
        return _DATE_PARTS.get(self.tokens[position].norm)

    def between(self, start: int, end: int) -> str:
        """The folded text from after word ``start - 1`` to before word ``end``."""
        left = self.tokens[start - 1].end if start > 0 else 0
        right = self.tokens[end].start if end < len(self.tokens) else len(self.folded)
        return self.folded[left:right]

    @property
    def in_tags(self) -> frozenset[int]:
        """Words that are parts of an identifier such as ``P-101A``: they mean nothing one by one."""
        return frozenset(i for start, end in self.tags for i in range(start, end))

    @property
    def tags(self) -> tuple[tuple[int, int], ...]:
        """The words ``[start, end)`` of each identifier that is of several words."""
        spans = (self.word_span(match.span()) for match in _TAG.finditer(self.folded))
        return tuple((start, end) for start, end in spans if end - start > 1)

    def is_stop(self, position: int) -> bool:
        """True for a function word."""
        return self.tokens[position].norm in STOP

    def is_chatter(self, position: int) -> bool:
        """True for a word of talk."""
        return self.tokens[position].norm in CHATTER


_TAG = re.compile(
    r"(?<![\w-])(?=[a-z0-9/-]*[a-z])[a-z]{1,6}-\d{1,"
    r"6}[a-z]?(?:-?\d+)*(?:/[a-z0-9]+)*(?![\w-])"
)
_TWO_SIDES = (
    r"\bdifference\b.*\b(between|entre)\b",
    r"\becart entre\b",
    r"\bcompare\b",
    r"\bhow many (more|fewer)\b",
)


def read(text: str, *, language: Language = "en") -> Reading:
    """Reads a question."""
    prepared = prepare(text)
    folded = fold(prepared)
    tokens = tokenize(prepared)
    two_sides = any(re.search(pattern, folded) for pattern in _TWO_SIDES)
    periods = find_periods(folded, language=language, join_between=not two_sides)
    quantities = find_quantities(folded, masked=tuple(p.span for p in periods))
    return Reading(
        text=prepared,
        folded=folded,
        language=language,
        tokens=tokens,
        periods=periods,
        quantities=quantities,
        marks=_find_marks(folded, tokens, [p.span for p in periods], quantities),
        concepts=_find_concepts(tokens, language),
    )


def _find_marks(
    folded: str, tokens: tuple[Token, ...], taken: list[tuple[int, int]], quantities: Iterable[Quantity]
) -> tuple[Mark, ...]:
    """Longest phrases of each operation; comparisons of numbers and periods are not phrases."""
    blocked = [*taken, *(q.span for q in quantities if q.explicit)]
    found: list[Mark] = []
    for operation, pattern in PATTERNS:
        for match in pattern.finditer(folded):
            start, end = match.span()
            if start == end or any(start < b and a < end for a, b in blocked):
                continue
            inside = [i for i, t in enumerate(tokens) if t.end > start and t.start < end]
            if inside:
                found.append(Mark(operation, inside[0], inside[-1] + 1, match.group(0)))
            elif operation == "share":
                near = [i for i, t in enumerate(tokens) if t.start >= end] or [len(tokens) - 1]
                found.append(Mark(operation, near[0], near[0], match.group(0)))
    ages = [m for m in found if m.operation in ("early", "late")]
    found = [
        m
        for m in found
        if m.operation not in ("most", "least") or not any(a.start <= m.start and m.end < a.end for a in ages)
    ]
    if any(mark.operation == "how_long" for mark in found):
        found = [m for m in found if (m.operation, m.text, m.end) != ("late", "last", len(tokens))]
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end)))


def _find_concepts(tokens: tuple[Token, ...], language: Language) -> tuple[ConceptSpan, ...]:
    words = tuple(token.norm for token in tokens)
    return tuple(
        ConceptSpan(concept, i, j, is_talk(words[i:j], concept))
        for i in range(len(words))
        for j in range(i + 1, min(i + LONGEST_PHRASE, len(words)) + 1)
        for concept in sorted(concepts_asked(words[i:j], language))
    )


def mark_number(mark: Mark) -> int | None:
    """The number in a phrase such as ``top 3`` or ``the five``; 2 to 4 for ``second`` to ``fourth``."""
    ordinals = {
        "second": 2,
        "2nd": 2,
        "2e": 2,
        "deuxieme": 2,
        "third": 3,
        "3rd": 3,
        "3e": 3,
        "troisieme": 3,
        "fourth": 4,
        "4th": 4,
        "quatrieme": 4,
    }
    for word in mark.text.replace("-", " ").split():
        if word in ordinals:
            return ordinals[word]
        number = parse_number(word) if word not in ("a", "an", "un", "une") else None
        if number is not None:
            return int(number)
    return None
