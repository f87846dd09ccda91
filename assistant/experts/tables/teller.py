"""What sentences about a result share: nouns, conditions, numbers with units, lists. Tells nothing itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.tables import figures
from assistant.experts.tables.describe import Naming, where_words
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.lexicon import WEAK_NAME_WORDS, WEAK_TABLE_WORDS
from assistant.experts.tables.plan import Expr, Plan, Where
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.wording import RANKS, SENTENCES, noun, noun_of, say, word
from assistant.experts.tables.words import name_words, norms
from retrieval.records import Language

_ELIDED = re.compile(r"\bde (?=(?:ordres?|alertes?|anomalies?|inspections?)\b)")
_ONE = re.compile(r"(?P<there>\bThere are |\b)1 (?:different )?values of")
LISTED = 40
"""Values that a sentence names; the rows hold the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A result in words.

    Attributes:
        statement: The sentence.
        found: False where the query gave nothing to tell.
        values: What a later sentence may use.
    """

    statement: str
    found: bool = True
    values: tuple[str, ...] = ()


class Teller:
    """Tells results of one question.

    Args:
        naming: Adds names to codes in conditions.
    """

    def __init__(
        self, reading: Reading, index: TableIndex, plan: Plan, *, naming: Naming | None = None
    ) -> None:
        self.reading = reading
        self.language: Language = reading.language
        self.index = index
        self.plan = plan
        self.schema = index.schema(plan.table)
        self._naming = naming
        words = tuple(w for w in name_words(self.schema.name) if w not in WEAK_TABLE_WORDS)
        key = tuple(w for w in name_words(self.schema.key or "") if w not in WEAK_NAME_WORDS)
        phrases = (words, words[-1:], words[-2:], key, norms(self.schema.table.title))
        self._noun = noun_of(frozenset(c for phrase in phrases for c in concepts_of(phrase)))

    def noun(self, number: int) -> str:
        """What the rows are called."""
        return noun(self._noun, number, self.language)

    def cond(self, where: Where | None = None) -> str:
        """`` with …``, or nothing."""
        words = where_words(self.plan.where if where is None else where, self.language, self._naming)
        return f" {word('with', self.language)} {words}" if words else ""

    def say(self, key: str, **words: object) -> str:
        """A sentence."""
        text = say(SENTENCES, key, self.language).format(**words)
        text = _ONE.sub(lambda m: f"{m['there'] and 'There is '}1 value of", text)
        return _ELIDED.sub("d'", text) if self.language == "fr" else text

    def number(self, value: object) -> str:
        """A number."""
        return figures.number(value, self.language)

    def measured(self, value: object, expr: Expr | None) -> str:
        """A value of a measure, with its unit."""
        if value is None:
            return figures.cell(None, self.language)
        if self.is_hours(expr):
            return figures.hours(value, self.language, self.time_unit())
        column = self.column_of(expr)
        return figures.with_unit(value, column.unit if column else None, self.language)

    def column_of(self, expr: Expr | None) -> ColumnSchema | None:
        """The column that an expression is, of the table itself or of one that it joins."""
        if expr is None or expr.kind != "column" or expr.part is not None:
            return None
        schema = self.schema if expr.via is None else self.index.schema(expr.via.other)
        return schema.column(expr.name)

    def is_hours(self, expr: Expr | None) -> bool:
        """True for durations."""
        if expr is None:
            return False
        if expr.kind == "length":
            return True
        column = self.column_of(expr)
        return column is not None and column.type == "duration"

    def time_unit(self) -> str:
        """The unit of time that the question asks for."""
        words = [t.norm for t in self.reading.tokens]
        counted = {i for q in self.reading.quantities for i in range(*self.reading.word_span(q.span))}
        free = {w for i, w in enumerate(words) if i not in counted}
        if free & {"minute", "minutes"} and not free & {"hours", "heures", "hour", "heure"}:
            return "minute"
        in_days = "in days" in self.reading.folded or "en jours" in self.reading.folded
        asked = "how many days" in self.reading.folded or "combien de jours" in self.reading.folded
        return "day" if in_days or asked else "hour"

    def rank(self, *keys: str) -> str:
        """The word of a ranking: ``highest``, ``last``."""
        for key in keys:
            if self.reading.has(key):  # type: ignore[arg-type]
                return say(RANKS, key, self.language)
        return say(RANKS, keys[0], self.language)

    def listed(self, items: Sequence[str]) -> str:
        """The first items, with how many there are more."""
        if len(items) <= LISTED and sum(map(len, items)) <= 1500:
            return figures.listed(list(items), self.language)
        size = max(1, min(12, len(items) - 1))
        glue = "; " if any("," in item for item in items) else ", "
        shown = glue.join(items[:size])
        return say(SENTENCES, "more", self.language).format(shown, len(items) - size)
