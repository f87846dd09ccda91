"""Which candidates cannot be the answer, and which of those left tells it first. Ranks and scores nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.consumed import asks_consumed, tells_consumed
from assistant.experts.text.amounts import (
    asks_amount,
    asks_filling,
    asks_past_amount,
    asks_price,
    is_bound,
    tells_amount,
    tells_count,
    tells_filling,
    tells_price,
)
from assistant.experts.text.candidates import Candidate
from assistant.experts.text.causes import gives_cause
from assistant.experts.text.days import day_of, days_in, is_of_day, sources_of_day
from assistant.experts.text.features import Features
from assistant.experts.text.fields import FIELD
from assistant.experts.text.intent import Intent
from assistant.experts.text.moments import moment_words
from assistant.experts.text.named import Named
from assistant.experts.text.sought import role_asked, words_for
from assistant.experts.text.weights import confidence, ranking
from assistant.frequency import asks_frequency, tells_frequency
from assistant.lubricants import asks_lubricant, names_lubricant
from assistant.records import Question
from assistant.told_reading import holds_bound, tells_of_unit, told_quantity
from assistant.upcoming import asks_upcoming, tells_upcoming
from assistant.words import content_stems, tokens
from retrieval.records import Document

KEEP = 6
"""Pieces of evidence that are handed on."""
_EXTREME = re.compile(
    r"\b(?:highest|lowest|max(?:imum|imale?)?|min(?:imum|imale?)?|average|mean|peak|moyenne?|"
    r"plus (?:haute?|basse?|élevée?|faible|forte?))\b",
    re.IGNORECASE,
)
"""``Highest temperature on 10 February``: the figure of another day is no answer."""
_SILENT = 0.6
"""Share of its score for a passage without the noun asked for where others have it."""
_SEEN = 0.5
_NEARLY, _LIKELY = 1.5, 0.5
"""How far below the first a candidate that speaks of what is asked for may be, and how sure at least."""

_HELD = {"person": 0.7, "reason": 0.95}
"""From which ``kind_fits`` a candidate holds a person, and words that tell of a reason."""

Ranked = list[tuple[Candidate, Features]]
DocumentOf = Callable[[str], Document | None]
"""Gives the document of a source."""


_SENTENCE = 2
"""Stems from which words may say that something is so: a heading of one word says nothing."""


def answering(question: Question, intent: Intent, ranked: Ranked, document_of: DocumentOf) -> Ranked:
    """Without what tells no amount, a past day, a rule, a title or another day than the question wants."""
    if asks_amount(question.text):
        ranked = [pair for pair in ranked if tells_amount(pair[0].text)]
    if asks_filling(question.text):
        ranked = [p for p in ranked if tells_filling(f"{p[0].lead} {p[0].text}")]
    if asks_price(question.text):
        ranked = [p for p in ranked if tells_price(f"{p[0].lead} {p[0].title} {p[0].text}")]
    if asks_consumed(question.text):
        ranked = [p for p in ranked if tells_consumed(f"{p[0].lead} {p[0].text}")]
    if asks_lubricant(question.text):
        ranked = [p for p in ranked if names_lubricant(p[0].text, question.text)]
    reading = told_quantity(question.text)
    if reading is not None and reading.dimension != "time":
        # rules write spans of time in words ("the seven month period"), which hold no figure to compare
        telling = [p for p in ranked if tells_of_unit(question.text, p[0].text)]
        held = [p for p in ranked if holds_bound(question.text, f"{p[0].lead} {p[0].text}")]
        ranked = held + [p for p in telling if p not in held and (p[0].is_row or not held)]
        ranked.sort(key=lambda pair: -ranking(pair[1]))
    if intent.counted:
        ranked = [pair for pair in ranked if tells_count(pair[0].text, intent.counted)]
    if asks_past_amount(question.text):
        ranked = [pair for pair in ranked if not is_bound(pair[0].text)]
    if asks_frequency(question.text):
        ranked = [p for p in ranked if tells_frequency(f"{p[0].lead} {p[0].text}", question.text)]
    if role := role_asked(question.text, question.language):
        ranked = [p for p in ranked if role & (p[0].stems | p[0].lead_stems)]
    if asks_upcoming(question.text):
        ranked = [pair for pair in ranked if tells_upcoming(pair[0].text)]
    if intent.expected == "reason":
        untitled = [pair for pair in ranked if not _is_title(pair[0], document_of)]
        ranked = _of_the_day(days_in(question.text), intent.said, untitled)
    elif _EXTREME.search(question.text) and (asked := days_in(question.text)):
        ranked = [pair for pair in ranked if day_of(pair[0]) & asked]
    return ranked


def _is_title(candidate: Candidate, document_of: DocumentOf) -> bool:
    """True for the title of the document, the subject of a mail too: it tells what happened, not why."""
    document = document_of(candidate.hit.chunk.source)
    field = FIELD.match(candidate.text)
    told = candidate.text[field.end("name") :] if field is not None else candidate.text
    return document is not None and tokens(told) == tokens(document.title)


def _of_the_day(asked: frozenset[str], said: frozenset[str], ranked: Ranked) -> Ranked:
    """What stands under the day that is asked for, the entry where it began first; all where none is."""
    if not asked:
        return ranked
    sources = sources_of_day([candidate for candidate, _ in ranked], asked)
    return onset_first(said, [pair for pair in ranked if is_of_day(pair[0], asked, sources)])


def nouns_asked(question: Question, intent: Intent) -> frozenset[str]:
    """The noun that a question asks for, where something is asked for that only words can say."""
    is_open = intent.kind == "open" and intent.expected in ("words", "number")
    return words_for(question.text, question.language) if is_open else frozenset()


def speaks_of(nouns: frozenset[str], candidate: Candidate, features: Features) -> float:
    """1 for a candidate whose passage has the noun asked for, or in which the reader sees the answer."""
    held = candidate.stems | candidate.lead_stems | candidate.head_stems | candidate.chunk_stems
    return 1.0 if not nouns or nouns & held or features.read >= _SEEN else _SILENT


def speaking_first(nouns: frozenset[str], ranked: Ranked) -> Ranked:
    """The likeliest candidate that has the noun asked for in front, where the first says nothing of it."""
    if not ranked or speaks_of(nouns, *ranked[0]) == 1.0:
        return ranked
    for place, pair in enumerate(ranked[:KEEP]):
        if ranking(ranked[0][1]) - ranking(pair[1]) > _NEARLY:
            break
        if speaks_of(nouns, *pair) == 1.0 and confidence(pair[1]) >= _LIKELY:
            return [pair, *ranked[:place], *ranked[place + 1 :]]
    return ranked


def own_language_first(question: Question, ranked: Ranked) -> Ranked:
    """A candidate in the question's language before a foreign one that is hardly likelier, and no surer."""
    if not ranked or not ranked[0][0].is_foreign(question.language):
        return ranked
    (_, features), least = ranked[0], max(_LIKELY, confidence(ranked[0][1]))

    def stands(candidate: Candidate, own: Features) -> bool:
        return not candidate.is_foreign(question.language) and confidence(own) >= least

    return _in_front(ranked, ranking(features) - _NEARLY, stands)


def holding_first(intent: Intent, ranked: Ranked) -> Ranked:
    """A candidate that holds what is asked for, a person or a reason, before one that is hardly likelier.

    A passage tells what happened in one sentence and why in the next: the reason is as sure as the first.
    """
    least = _HELD.get(intent.expected)
    if not ranked or least is None or ranked[0][1].kind_fits >= least:
        return ranked
    (first, features), reason = ranked[0], intent.expected == "reason"

    def stands(candidate: Candidate, own: Features) -> bool:
        if own.kind_fits < least:
            return False
        beside = reason and candidate.hit.chunk.id == first.hit.chunk.id and gives_cause(candidate.text) > 0
        return beside or confidence(own) >= _LIKELY

    found = _in_front(ranked, ranking(features) - _NEARLY, stands)
    told, own = found[0]
    return [(told, max(own, features, key=confidence) if reason else own), *found[1:]]


def _in_front(ranked: Ranked, least: float, stands: Callable[[Candidate, Features], bool]) -> Ranked:
    """The likeliest of which ``stands`` is true in front, where it is ranked at least so high."""
    for place, pair in enumerate(ranked):
        if ranking(pair[1]) < least:
            break
        if stands(*pair):
            return [pair, *ranked[:place], *ranked[place + 1 :]]
    return ranked


def onset_first(said: frozenset[str], ranked: Ranked) -> Ranked:
    """The first entry of a passage that says as much of what is asked about, before a likelier later one.

    A log tells of a stop where it begins, with its reason, and again where it is over.
    """
    if not ranked:
        return ranked
    (first, features), held = ranked[0], ranked[0][0].stems & said
    earlier = [
        c
        for c, f in ranked[:KEEP]
        if c.hit.chunk.id == first.hit.chunk.id
        and c.start < first.start
        and c.stems & said >= held
        and ranking(features) - ranking(f) <= _NEARLY
    ]
    if not held or not earlier:
        return ranked
    onset = min(earlier, key=lambda candidate: candidate.start)
    return [(onset, features), *(pair for pair in ranked if pair[0] is not onset)]


def saying_more(question: Question, intent: Intent, ranked: Ranked) -> Ranked:
    """Without what only says the question again; as a sentence that answers yes or no, a heading nothing."""
    if intent.expected == "yes_no":
        return [p for p in ranked if len(_all_said(p[0])) >= _SENTENCE or p[0].is_row or not p[0].stems]
    asked = {s for language in ("en", "fr") for s in content_stems(question.text, language)}
    asked |= moment_words(question.text)
    return [pair for pair in ranked if not pair[0].stems or not _all_said(pair[0]) <= asked]


def _all_said(candidate: Candidate) -> frozenset[str]:
    """What a candidate says, with the sentence before that it points at: ``This is why the blade rubs``."""
    return candidate.stems if candidate.is_row else candidate.stems | candidate.lead_stems


def own_fields(named: Named, ranked: Ranked) -> Ranked:
    """Without the fields of other forms than the document that is named: its author is not theirs."""
    if not named.sources:
        return ranked
    return [(c, f) for c, f in ranked if not f.fills_field or c.hit.chunk.source in named.sources]


def called_fields(ranked: Ranked) -> Ranked:
    """Without the other fields of a form in which one is called like what is asked for."""
    forms = {c.hit.chunk.id for c, f in ranked if f.fills_field}
    return [
        (c, f)
        for c, f in ranked
        if f.fills_field or c.hit.chunk.id not in forms or FIELD.match(c.text) is None
    ]
