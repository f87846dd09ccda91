"""A measured value held against a limit of another source: "was it above the alarm limit of the standard?"

The sensor and its extreme come from the series expert, the limit from tables of limits by the sensor's tag,
the equipment's tag or its class in the register, or from a clause of the document that is named. The verdict
is arithmetic on the two; where several rows of a table may hold and no source says which, all are told, and a
verdict only where it is the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.crossing.clause_limits import ClauseLimit, ClauseLimitsOf
from assistant.crossing.ever_beyond import FUTURE
from assistant.crossing.limit_phrases import WITHIN, LimitPhrase, find_limit, without_limit
from assistant.crossing.sources import NamesIn
from assistant.experts.tables.figures import number
from assistant.experts.tables.limit_rows import LimitAsked, LimitRow
from assistant.experts.tables.words import norms, stems
from assistant.records import Evidence, Finding, Question
from assistant.words import STOP_WORDS, content_words, fold
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

_HOLDS = re.compile(
    r"\b(?:above|over|below|under|beneath|within|inside|outside|dans(?=\s+(?:les\s+|la\s+)?limites?)|exceed\w*|reach\w*|pass(?:es|ed)?|past|higher|lower|"
    r"greater|less|fell|fall\w*|drop\w*|equal|au[- ]dessus|(?:au|en)[- ]dessous|dépass\w+|excéd\w+|"
    r"atte(?:int|ign)\w*|"
    r"inférieur\w*|supérieur\w*|sous|respect\w*)(?!\w)",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\b(?:below|under|beneath|fell|falls?|fallen|drop\w*|less than|lower than|sous|au[- ]dessous|"
    r"en[- ]dessous|"
    r"inférieur\w*|baiss\w+|descend\w*|tomb\w+)\b",
    re.IGNORECASE,
)
_STAYED = re.compile(r"\b(?:stay|remain|keep|kept|rest(?:e|é|ait|aient)?e?s?\b)\w*", re.IGNORECASE)
"""``Did it stay below the limit`` asks for the highest reading."""
_DIFFERENCE = re.compile(r"\b(?:by how much|de combien)\b(?!\s+de)", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:how long|how often|how many|when|at what time|combien de|quand|à quelle heure)\b", re.IGNORECASE
)
_ALWAYS_BELOW = ("always below ", "toujours au-dessous de ")
_GOING = re.compile(
    r"^(?P<lead>\W*)(?:is|are)\s+(?P<what>.+?)\s+(?:going|about|likely|expected) to\s+", re.IGNORECASE
)
"""``is … going to`` is asked as ``will …``."""
_LATER = re.compile(
    r"\bwill\b|\b(?:(?:in |over |within |dans |d'ici )?(?:the |la |le )?"
    r"(?:next|coming|following) (?:\d+ )?\w+|tomorrow|soon|(?:la |le )?\w+ prochaine?|demain|bientôt)(?!\w)",
    re.IGNORECASE,
)
"""Times to come, of which a log has no extreme."""
_BRACKETED = re.compile(r"\s*[\[(].*")
"""The unit behind a sensor's name, which sentences leave out."""
_CLEAR = 0.65
"""Confidence from which an extreme is believed: below it the question holds words that it did not read."""

_TRIP = frozenset(("trip", "declenchement"))
_ALARM = frozenset(("alarm", "alarme"))


class Signals(Protocol):
    """Answers questions over signals; the series expert does."""

    def find(self, question: Question, scope: Scope) -> Finding:
        """Evidence, or why the logs cannot answer."""
        ...


LimitsOf = Callable[[LimitAsked, Scope, frozenset[str]], tuple[LimitRow, ...]]
"""The limits that hold for a thing, in some sources."""


@dataclass(frozen=True, slots=True)
class _Extreme:
    """The highest or lowest reading of a signal, as the series expert told it."""

    value: float
    unit: str
    evidence: Evidence


class Limits:
    """Judges signals by limits that tables and clauses give.

    Args:
        signals: Answers questions over signals.
        limits_of: Looks limits up in tables.
        clauses_of: Looks them up in the clauses of a document; tables alone where None.
        names_in: Tells which documents are named.
    """

    def __init__(
        self,
        *,
        signals: Signals,
        limits_of: LimitsOf,
        names_in: NamesIn,
        clauses_of: ClauseLimitsOf | None = None,
    ) -> None:
        self._signals = signals
        self._limits_of = limits_of
        self._clauses_of = clauses_of
        self._names_in = names_in

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The question with the limit's value in it, or the verdict; None where no limit is named."""
        question = replace(question, text=_GOING.sub(r"\g<lead>will \g<what> ", question.text))
        phrase = find_limit(question.text)
        if phrase is None or not _HOLDS.search(question.text):
            return None
        language = question.language
        stayed = bool(_STAYED.search(question.text))
        below = bool(_UNDER.search(question.text)) and not stayed
        plain = _LATER.sub(" ", without_limit(question.text, phrase, language, lowest=below))
        found = self._signals.find(replace(question, text=plain, asked=plain, history=()), scope)
        extreme = _extreme(found)
        if extreme is None:
            return Bridge(refusal=found.refusal) if found.refusal and find_tags(question.text) else None
        limits = self._limits(question, phrase, extreme, scope, plain, lowest=below)
        what = next(iter(find_tags(question.text)), extreme.evidence.sensor or "")
        if not limits:
            level = "limite" if language == "fr" and phrase.level == ("limit",) else " ".join(phrase.level)
            return Bridge(refusal=say.no_limit(language, level, what))
        if len({limit.value for limit in limits}) > 1:
            return _undecided(question, extreme, limits, what, below=below, stayed=stayed)
        limit = limits[0]
        told = _with_unit(limit.value, limit.unit or extreme.unit, language)
        measured = _measured(extreme, limit.value, told, language)
        reasons: tuple[Evidence, ...] = (_reason(limit, told, language),)
        if _DIFFERENCE.search(question.text):
            return Bridge(reasons=(measured, *reasons))
        if not (_SHARE.search(question.text) or FUTURE.search(fold(question.text))):
            reasons = (measured, *reasons)
        before = WITHIN.sub(_ALWAYS_BELOW[language == "fr"], question.text[: phrase.start])
        text = f"{before}{limit.value:g} {_plain(limit.unit or extreme.unit)}"
        return Bridge(
            text=f"{text}{question.text[phrase.end :]}",
            reasons=reasons,
            computed=True,
            about=_BRACKETED.sub("", extreme.evidence.sensor or ""),
        )

    def _limits(
        self,
        question: Question,
        phrase: LimitPhrase,
        extreme: _Extreme,
        scope: Scope,
        plain: str,
        *,
        lowest: bool,
    ) -> tuple[LimitRow | ClauseLimit, ...]:
        sources: frozenset[str] = frozenset()
        if phrase.paper:
            sources = frozenset(self._names_in(phrase.paper, question.language, scope).sources)
            if not sources:
                return ()
        rest = question.text[: phrase.start] + question.text[phrase.end :]
        spoken = f"{rest} {extreme.evidence.sensor or ''}"
        asked = LimitAsked(
            level=phrase.level,
            measured=frozenset(
                s for w in content_words(spoken) if w not in STOP_WORDS for n in norms(w) for s in stems(n)
            ),
            tag=next(iter(find_tags(rest)), ""),
            sensor=next(iter(find_tags(extreme.evidence.sensor or "")), ""),
            unit=extreme.unit,
            spoken=plain,
        )
        rows = self._limits_of(asked, scope, sources)
        letter = "" if rows else _letter(phrase.level, lowest=lowest)
        if letter:
            rows = self._limits_of(replace(asked, level=(letter,)), scope, sources)
        if rows or self._clauses_of is None or not sources:
            return rows
        return self._clauses_of(asked, sources, question.language, lowest)


def _letter(level: Sequence[str], *, lowest: bool) -> str:
    """How lists of instruments call an alarm or a trip: ``H``, ``LL``; empty for any other level."""
    side = "l" if "low" in level or (lowest and "high" not in level) else "h"
    return 2 * side if _TRIP & set(level) else side if _ALARM & set(level) else ""


def _extreme(found: Finding) -> _Extreme | None:
    """The extreme of the best evidence; None where it is no extreme of one sensor."""
    best = found.evidence[0] if found.evidence else None
    rows = best.rows if best is not None else None
    if (
        best is None
        or rows is None
        or best.score < _CLEAR
        or len(rows.values) != 1
        or "value" not in rows.columns
    ):
        return None
    value = rows.values[0][rows.columns.index("value")]
    if not isinstance(value, int | float) or not best.statement:
        return None
    match = re.match(r"\s*[-−]?\d[\d.,  ]*\s*(?P<unit>[^\s\d:]+)", best.statement)
    unit = match["unit"] if match else ""
    return _Extreme(float(value), "" if unit in ("is", "est", ":") else unit, best)


def _undecided(
    question: Question,
    extreme: _Extreme,
    limits: Sequence[LimitRow | ClauseLimit],
    what: str,
    *,
    below: bool,
    stayed: bool,
) -> Bridge:
    """All limits that may hold, each with how far it is, and the verdict where it is the same for each."""
    language = question.language
    reasons: list[Evidence] = []
    for limit in limits:
        told = _with_unit(limit.value, limit.unit or extreme.unit, language)
        reason = _reason(limit, told, language)
        far = _away(extreme, limit.value, told, language)
        reasons.append(replace(reason, statement=f"{reason.statement} {far}"))
    passed = {extreme.value < limit.value if below else extreme.value > limit.value for limit in limits}
    first = extreme.evidence
    if len(passed) == 1 and not (_SHARE.search(question.text) or _DIFFERENCE.search(question.text)):
        verdict = say.all_rows(language, passed=passed.pop(), above=not below, stayed=stayed)
        first = replace(first, statement=f"{verdict} {first.statement}")
    last = replace(reasons[-1], statement=f"{reasons[-1].statement} {say.which_row(language, what)}")
    return Bridge(reasons=(first, *reasons[:-1], last))


def _measured(extreme: _Extreme, limit: float, told: str, language: Language) -> Evidence:
    """The extreme with how far it is from the limit."""
    far = _away(extreme, limit, told, language)
    return replace(extreme.evidence, statement=f"{extreme.evidence.statement} {far}")


def _away(extreme: _Extreme, limit: float, told: str, language: Language) -> str:
    difference = extreme.value - limit
    digits = max(_digits(extreme.value), _digits(limit))
    if round(difference, digits) == 0:
        return say.at_limit(language, told)
    far = _with_unit(round(abs(difference), digits), extreme.unit, language)
    return say.away(language, difference=far, limit=told, above=difference > 0)


def _reason(limit: LimitRow | ClauseLimit, told: str, language: Language) -> Evidence:
    if isinstance(limit, ClauseLimit):
        label = limit.chunk.label or ""
        statement = say.clause_limit(language, label=label, quote=limit.quote, source=limit.chunk.source)
        return limit.evidence(statement)
    title = limit.schema.table.title
    statement = say.limit_of(
        language, told=told, level=limit.level, row=limit.row, title=title, source=limit.schema.table.source,
        why=limit.why,
    )  # fmt: skip
    return limit.evidence(statement)


def _digits(value: float) -> int:
    text = f"{value:.6f}".rstrip("0")
    return len(text.split(".")[1])


def _with_unit(value: float, unit: str, language: Language) -> str:
    return f"{number(value, language)} {_plain(unit)}".strip()


def _plain(unit: str) -> str:
    """The unit without what qualifies it: ``mm/s`` for ``mm/s RMS``."""
    return unit.split()[0] if unit else ""
