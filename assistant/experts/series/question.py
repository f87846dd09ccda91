"""A question taken apart before a log is chosen: tokens, times, logs named, tags and units.

Knows words and the names of logs; runs no query.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.conversions import UNITS, Unit
from assistant.experts.series import lexicon
from assistant.experts.series.circumstance import circumstances
from assistant.experts.series.conditions import bare_limit
from assistant.experts.series.cues import find_cues
from assistant.experts.series.link import LogLink, link_logs
from assistant.experts.series.names import LogNames
from assistant.experts.series.times import Times, read_times
from assistant.experts.series.tokens import Token, fold, tokenise
from retrieval.identifiers import normalise

_UNIT = "|".join(sorted((re.escape(u) for u in UNITS if len(u) > 1 or u == "%"), key=len, reverse=True))
_TARGET = re.compile(
    r"\b(?:in|into|to|en|as|convert\w* (?:to|into|en)|expressed in|exprimee? en|how many|combien de|number of"
    rf"|nombre de)\s+(?P<u>{_UNIT})(?![\w/])"
)
_STATED = re.compile(
    r"\b(?:is|are|was|were|log|logged|recorded|measured|readings?|values?|data|est|sont|mesure|releve)"
    rf"(?: is| are| est| sont)?\s+(?:in|en)\s+(?P<u>{_UNIT})(?![\w/])"
)
_LETTER = re.compile(r"\b(?:in|en|to|into)\s+(?:degrees? |degres? |deg )?(?P<u>[ACFKVW])\b")
_TIME = frozenset("hour hours heure heures hr hrs minute minutes min second seconds".split())
_NO_UNIT = frozenset("in to day days jour jours h s sec m tr g d mn ch cv".split()) | _TIME
_TAG = re.compile(r"(?<![\w-])(?:[A-Za-z]{1,5}[-_]?|[A-Z]{1,5} )\d{2,6}[A-Za-z]?(?![\w-])")
_NORMAL = re.compile(
    r"\b(?:sans|without(?: any)?|free of) (?:defauts?|faults?|anomal(?:ies?|y))\b|\banomaly[- ]free\b"
)
_CHANGING = re.compile(
    r"\b(?:levels?|niveaux?)(?= (?:of|in|de|du|des|d')\b[^?]*?\b(?:chang|shift|jump|saut))"
    r"|\bchang\w+ (?:of |in |its |the |de |son )?(?P<after>levels?|niveaux?)\b"
    r"|\b(?:rupture|saut|changement|shift|step)s? (?:of |in |de )?(?P<named>levels?|niveaux?)\b"
    r"|\b(?:did|does|do|will|would)\b[^?]*?\b(?P<verb>drop)\b"
    r"(?=\W*$| (?:in|on|at|to|below|under|by|from|during|over|off|again|so|suddenly|sharply)\b)"
)
"""A level that is said to change is no sensor of that name, nor is a pressure that drops a pressure drop."""
_WORDED = re.compile(
    r"\bnois(?:e|y|iness)(?: levels?)?\b|\b(?:niveaux? d[eu] )?bruit\w*"
    r"|\b(?:its |their |the )?(?:usual|normal) levels?\b"
    r"|\b(?:new|an?other|other|different|nouveaux?|autres?|different) (?:levels?|niveaux?)\b"
    r"|\b(?:en|de) niveau\b(?! d)"
    r"|\blevel (?:changes?|shifts?|steps?|jumps?)\b|\b(?:levels?|niveaux?) (?:before|after|avant|apres)\b"
    r"|\bvitesse d(?:e |')(?:variation|evolution|derive|changement|montee|descente|hausse|baisse)\b"
    r"|\bchang\w+ (?:of |de )?regime\b|\bcouple(?:e?s|e)\b(?= (?:a quel|entre|ensemble|avec|ou|\?))"
    r"|\b(?:son |leur |le )?niveaux? (?:habituel|normal|usuel)s?\b"
    r"|\b(?:saut|changement|rupture|step|shift|jump)s? (?:of|in|de) (?:the )?(?:levels?|niveaux?)\b"
)
"""Words of how a question is put that could be read as names of sensors."""
_TIME_WORDS = re.compile(
    r"\b(?:combien|laps|peu|perte) de temps\b|\b(?:dans le|en meme|du|avec le|au fil du|fil du) temps\b"
    r"|\btemps (?:mort|passe|total|cumule|restant|moyen|entre|avant|au|sous|a|de|d'|que|pour|qu'il|ou)\b"
)
"""``temps`` that is time, not temperatures."""
_LIST_FILE = re.compile(r"[\w-]+/[\w/.-]*\d+\.(?:csv|json|txt|parquet)")


@dataclass(frozen=True, slots=True)
class Tag:
    """An identifier in the question that is no log's: normalised, with its tokens."""

    name: str
    places: frozenset[int]


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question taken apart.

    Attributes:
        dated: Indices of tokens of expressions of time.
        unit: The unit asked for.
        stated_unit: The unit that the question says the log is in.
        unit_places: Indices of their tokens.
        tags: Identifiers of equipment and instruments that are not the logs' own names.
        occasion: Tokens that tell on what occasion an extreme was reached, which no log knows.
    """

    text: str
    folded: str
    tokens: tuple[Token, ...]
    times: Times
    link: LogLink
    dated: frozenset[int]
    unit: Unit | None
    stated_unit: str | None
    unit_places: frozenset[int]
    tags: tuple[Tag, ...]
    occasion: frozenset[int] = frozenset()

    @property
    def taken(self) -> frozenset[int]:
        """Tokens that cannot name a sensor: dates, logs, units, and a run without anomalies."""
        normal = {i for m in _NORMAL.finditer(self.folded) for i in self.within(m.start(), m.end())}
        return self.dated | self.link.marked | self.unit_places | normal | self.occasion

    @property
    def changing(self) -> frozenset[int]:
        """Tokens of a level that is said to change: no sensor's name, but part of what is asked."""
        found: set[int] = set()
        for match in _CHANGING.finditer(self.folded):
            named = next((name for name, text in match.groupdict().items() if text), 0)
            found |= self.within(*match.span(named))
        return frozenset(found)

    @property
    def worded(self) -> frozenset[int]:
        """Tokens that most likely are part of how it is asked, though a sensor could be named so."""
        return frozenset(i for m in _WORDED.finditer(self.folded) for i in self.within(*m.span()))

    @property
    def timed(self) -> frozenset[int]:
        """Tokens of the French word for time, which English reads as temperatures."""
        return frozenset(i for m in _TIME_WORDS.finditer(self.folded) for i in self.within(*m.span()))

    def within(self, start: int, end: int) -> set[int]:
        """Indices of the tokens within characters ``[start, end)``."""
        return {i for i, t in enumerate(self.tokens) if t.start < end and t.end > start}

    def characters(self, places: set[int] | frozenset[int]) -> frozenset[int]:
        """Characters of tokens."""
        return frozenset(c for i in places for c in range(self.tokens[i].start, self.tokens[i].end))


def take_apart(text: str, logs: Sequence[LogNames]) -> QuestionWords:
    """Takes a question apart."""
    folded = fold(text)
    tokens = tokenise(folded, text)
    times = read_times(_without_equipment(folded, logs))
    dated = frozenset(i for i, t in enumerate(tokens) for a, b in times.spans if t.start < b and t.end > a)
    files = {i for m in _LIST_FILE.finditer(folded) for i in dated if m.start() <= tokens[i].start < m.end()}
    link = link_logs(folded, tokens, frozenset(dated - files), logs)
    unit, stated, places = _units(text, folded, tokens)
    tags = _tags(text, tokens, dated | link.marked)
    occasion = _occasion(folded, tokens, dated)
    return QuestionWords(text, folded, tokens, times, link, dated, unit, stated, places, tags, occasion)


def _occasion(folded: str, tokens: Sequence[Token], dated: frozenset[int]) -> frozenset[int]:
    """Tokens of an occasion, where what is asked beside it is the highest or the lowest reading."""
    taken = {c for i in dated for c in range(tokens[i].start, tokens[i].end)}
    spans = circumstances(folded, taken=taken)
    beside = taken | {c for a, b in spans for c in range(a, b)}
    cues = find_cues(folded, taken=frozenset(beside))
    if not (cues.has("worst") or {"max", "min"} & set(cues.values("statistic"))):
        return frozenset()
    return frozenset(i for i, t in enumerate(tokens) for a, b in spans if t.start < b and t.end > a)


def unused_value(
    words: QuestionWords, left: Sequence[str], named: Collection[int] = frozenset()
) -> str | None:
    """The value with a unit that a question names and its plan makes nothing of: it is no detail.

    Args:
        left: Words that the plan does not explain.
        named: Tokens that name sensors: a value right before one is part of its name (the 40 bar header).
    """
    spare = bare_limit(words.folded, taken=words.characters(words.dated | words.link.marked))
    if spare is None:
        return None
    places = sorted(words.within(spare.start, spare.end))
    inside = [words.tokens[i] for i in places]
    if places[-1] + 1 in named:
        return None
    if not any(token.is_number and token.text in left for token in inside):
        return None
    return words.text[spare.start : spare.end].strip()


def _without_equipment(folded: str, logs: Sequence[LogNames]) -> str:
    """The question with the numbers of equipment blanked: the 6 of ``Chiller 6 June log`` is no day."""
    kinds = {
        word for log in logs for name in log.equipment for word in name if word.isalpha() and len(word) > 1
    }
    names = "|".join(sorted(kinds | lexicon.EQUIPMENT, key=len, reverse=True))
    return re.sub(rf"\b(?:{names})s?[ #]*\d+", lambda m: "x" * len(m.group(0)), folded)


def _tags(text: str, tokens: Sequence[Token], taken: frozenset[int]) -> tuple[Tag, ...]:
    found = []
    for match in _TAG.finditer(text):
        places = frozenset(i for i, t in enumerate(tokens) if t.start < match.end() and t.end > match.start())
        letters = re.match(r"[A-Za-z]+", match.group(0))
        if places & taken or letters is None or letters[0].lower() in UNITS:
            continue
        found.append(Tag(normalise(match.group(0)), places))
    return tuple(found)


def _units(text: str, folded: str, tokens: Sequence[Token]) -> tuple[Unit | None, str | None, frozenset[int]]:
    """The unit asked for, the unit that the question says the log is in, and their tokens."""
    stated, unit = None, None
    spans: list[tuple[int, int]] = []
    for match in _STATED.finditer(folded):
        if match["u"] not in _NO_UNIT:
            stated = match["u"]
            spans.append(match.span())
    for match in _TARGET.finditer(folded):
        name = match["u"]
        if any(a < match.end() and match.start() < b for a, b in spans):
            continue
        counted = re.match(r"in|en|how many|combien|nombre|number", match.group(0))
        in_days = name in ("day", "days", "jours") and re.match(r"(?:in|en)\s", match.group(0))
        if (name in _TIME and counted) or in_days:
            unit = unit or UNITS[name]
        elif name not in _NO_UNIT:
            unit = UNITS[name]
            spans.append(match.span())
    letter = _LETTER.search(text)
    if unit is None and letter is not None:
        unit = UNITS.get(letter["u"].lower())
        spans.append(letter.span())
    places = frozenset(i for i, t in enumerate(tokens) for a, b in spans if t.start < b and t.end > a)
    return unit, stated, places
