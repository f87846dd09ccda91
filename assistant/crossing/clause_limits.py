"""Limits that a clause states in words: "the flue gas temperature shall not exceed 230 °C".

A limit is a bound, an amount in the unit of what is measured, and words before it that say what is bounded.
Knows sentences, no tables (``limit_rows`` has those) and no readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace

from assistant.crossing.sources import Library
from assistant.experts.tables.limit_rows import LimitAsked, same_level
from assistant.experts.tables.words import norms
from assistant.experts.text.evidence import from_chunks
from assistant.experts.text.glossary import glossary
from assistant.experts.text.moments import without_moments
from assistant.language import detect_language
from assistant.quantities import Quantity, find_quantities
from assistant.records import Evidence
from assistant.sentences import passage_spans
from assistant.units import unit_of
from assistant.words import content_stems
from retrieval.identifiers import find_tags
from retrieval.records import Chunk, Language

_MOST = re.compile(
    r"\b(?:not|never|no)\b[^.;,]{0,24}?\b(?:exceed\w*|above|over|more|greater|higher|beyond)\b(?:\s+than)?|"
    r"\b(?:at most|max(?:imum|\.)?|below|under|less than|lower than|up to|limited to)\b|"
    r"\bn(?:e |['’])[^.;,]{0,20}?\bpas\s+(?:dépasser|excéder)|\bn(?:e |['’])(?:dépass|excèd|excéd)\w+\s+pas|"
    r"\b(?:au plus|au maximum|maxim(?:um|ale?s?|aux)|inférieure?s? (?:ou égale?s? )?à|limitée?s? à)",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"\b(?:not|never|no)\b[^.;,]{0,24}?\b(?:below|under|less|lower|fewer|smaller)\b(?:\s+than)?|"
    r"\b(?:at least|min(?:imum|\.)?|above|over|more than|higher than|greater than|exceeds?)\b|"
    r"\bn(?:e |['’])[^.;,]{0,20}?\bpas\s+(?:descendre|tomber|être|passer)\s+(?:sous|au-dessous|en dessous)|"
    r"\b(?:au moins|au minimum|minim(?:um|ale?s?|aux)|supérieure?s? (?:ou égale?s? )?à)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|from|entre|de)\b(?=\s*[-−]?\d)", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:at|during|when|while|if|under|in|for|after|before|with|à|au|en|pendant|lors|quand|si|pour|après|"
    r"avant|sous|avec|par)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_NEAR = 14
_NO_LEVEL = frozenset({"limit", "max", "min"})
"""Words that name no level: any bound is a limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseLimit:
    """A limit in a clause.

    Attributes:
        value: In ``unit``.
        unit: As it is written in full; empty for a bare number.
        quote: The sentence.
        start: Its first character in the chunk.
    """

    value: float
    unit: str
    chunk: Chunk
    quote: str
    start: int

    def evidence(self, statement: str) -> Evidence:
        """The limit as it is cited."""
        span = (self.start, self.start + len(self.quote))
        found = from_chunks((self.chunk,), quote=self.quote, label=self.chunk.label, score=0.95, span=span)
        return replace(found, statement=statement)


ClauseLimitsOf = Callable[[LimitAsked, frozenset[str], Language, bool], tuple[ClauseLimit, ...]]
"""The limits that clauses of some documents state; lower ones where the last argument is true."""


class ClauseLimits:
    """Reads limits out of the clauses of documents.

    Args:
        library: Holds the clauses.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def find(
        self, asked: LimitAsked, sources: frozenset[str], language: Language, lowest: bool
    ) -> tuple[ClauseLimit, ...]:
        """The limits of what is measured; several where their words fit equally well.

        A clause may bound what is called by fewer words or by more, not by others: a limit of the oil
        pressure holds for "the pressure", none for the water's.
        """
        wanted = _words(asked.spoken, language) - _ABOUT_VALUES
        known = wanted | asked.measured
        ranked: list[tuple[bool, int, ClauseLimit]] = []
        for source in sorted(sources):
            document = self._library.document(source)
            for chunk in self._library.chunks_of(source):
                above = " ".join((*chunk.headings, document.title if document else ""))
                for limit, subject in _stated(chunk, asked, lowest=lowest):
                    told = _words(subject, _language(chunk)) - _VERBS
                    shared = {stem for stem in told if _held(stem, known)}
                    whole = bool(told) and shared == told
                    around = told | _words(above, _language(chunk))
                    if shared and (whole or all(_held(stem, around) for stem in wanted)):
                        ranked.append((whole, len(shared), limit))
        best = max((key[:2] for key in ranked), default=None)
        return tuple(limit for whole, count, limit in ranked if (whole, count) == best)


def _stated(chunk: Chunk, asked: LimitAsked, *, lowest: bool) -> Iterator[tuple[ClauseLimit, str]]:
    """The limits of a passage in the unit asked for, each with the words that say what is bounded."""
    if chunk.kind != "text":
        return
    for start, end in passage_spans(chunk.text):
        sentence = chunk.text[start:end]
        if not _has_level(sentence, asked.level):
            continue
        for quantity, subject in _bounds(sentence, lowest=lowest):
            if _unit_fits(quantity, asked.unit):
                unit = quantity.unit.name if quantity.unit else ""
                yield (
                    ClauseLimit(
                        value=min(quantity.readings), unit=unit, chunk=chunk, quote=sentence, start=start
                    ),
                    subject,
                )


def _bounds(sentence: str, *, lowest: bool) -> Iterator[tuple[Quantity, str]]:
    """Amounts behind a bound of the kind asked for, with the words before it."""
    quantities = find_quantities(sentence)
    between = _BETWEEN.search(sentence)
    if between is not None:
        inside = [q for q in quantities if q.start >= between.end()][:2]
        if len(inside) == 2 and inside[0].start - between.end() <= _NEAR:
            low, high = inside
            low = low if low.unit else replace(low, unit=high.unit)
            yield (low if lowest else high), _subject(sentence[: between.start()])
            return
    denied = _LEAST if lowest else _MOST
    other = _MOST if lowest else _LEAST
    taken = [m.span() for m in other.finditer(sentence) if re.match(r"no|ne? ?", m[0], re.IGNORECASE)]
    for match in denied.finditer(sentence):
        if any(a <= match.start() < b and (a, b) != match.span() for a, b in taken):
            continue
        behind = next((q for q in quantities if 0 <= q.start - match.end() <= _NEAR), None)
        if behind is not None:
            yield behind, _subject(sentence[: match.start()])
            return


def _subject(text: str) -> str:
    """What is bounded: the words before the bound without its conditions, or after them."""
    plain = _CONDITION.sub("", text)
    return plain if content_stems(plain) else text


def _words(text: str, language: Language) -> frozenset[str]:
    """English stems of the content words of a text, without tags, moments and numbers."""
    plain = re.sub(
        "|".join(map(re.escape, find_tags(text))) or r"(?!)", " ", without_moments(text), flags=re.I
    )
    plain = glossary().translate(plain, to="en") if language == "fr" else plain
    return frozenset(stem for stem in content_stems(plain) if not any(c.isdigit() for c in stem))


def _language(chunk: Chunk) -> Language:
    return chunk.language if chunk.language != "und" else detect_language(chunk.text, default="en")


def _held(stem: str, words: Set[str]) -> bool:
    """True where one of the words is the stem, or means the same."""
    others = glossary().same.get((stem,), frozenset())
    return stem in words or any(len(entry) == 1 and entry[0] in words for entry in others)


_VERBS = frozenset(content_stems("shall must keep kept remain stay value limit"))
_ABOUT_VALUES = frozenset(
    content_stems(
        "maximum minimum max min most least largest smallest highest lowest value reading "
        "readings january february march april may june july august september "
        "october november december year month week day last first whole log period ever"
    )
) | frozenset(
    stem
    for word in "janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre année mois semaine jour".split()
    for stem in content_stems(word)
)


def _has_level(sentence: str, level: tuple[str, ...]) -> bool:
    wanted = {same_level(word) for word in level} - _NO_LEVEL
    return wanted <= {same_level(word) for word in norms(sentence)}


def _unit_fits(quantity: Quantity, unit: str) -> bool:
    """True where both are in the same unit, or both are bare numbers."""
    measured = unit_of(unit.split()[0]) if unit.strip() else None
    if quantity.unit is None or measured is None:
        return quantity.unit is None and measured is None
    return quantity.unit == measured
