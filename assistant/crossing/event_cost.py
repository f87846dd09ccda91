"""What one event cost: "what did the failure of P-7 cost?", as the report on that event adds it up.

The orders of a machine hold what each of them cost, and neither lost product nor a hired replacement: their
sum is not the cost of the event. Several reports that total a cost leave the question to the experts.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import Library
from assistant.experts.tables import figures
from assistant.experts.tables.words import squash
from assistant.experts.text.evidence import from_chunks
from assistant.records import Evidence, Question
from assistant.sentences import passage_spans
from assistant.words import fold
from retrieval.identifiers import find_tags
from retrieval.records import Chunk, Document, Language, Scope

_EVENT = (
    r"(?:failure|breakdown|incident|outage|accident|event|crash|"
    r"defaillance|panne|avarie|casse|evenement|sinistre)"
)
_THE = r"\b(?:the|this|that|whole|entire|la|le|l['’]|cette|cet|ce)\b"
_ASKS_COST = re.compile(r"\b(?:costs?|cout(?:s|e|er|ait)?|coutes?)\b")
_ONE_EVENT = re.compile(rf"{_THE}(?:[ '’][\w/-]+){{0,5}}?[ '’]{_EVENT}\b")
_SHARE = re.compile(
    r"\b(?:parts?|spares?|materials?|labou?r|repair|per|each|average|mean|which|pieces?|main|reparation|"
    r"par|chaque|moyen(?:ne)?|last|first|latest|previous|derniere?|premiere?)\b|\b(?:19|20)\d\d\b"
)
"""A part of the cost, a mean or a period is asked for: the tables have these."""
_THING = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[^\W\d_])[\w-]{2,}\b")
_OF_AN_EVENT = re.compile(rf"\b(?:{_EVENT}|root cause|rca|loss|trip|cause racine|arbre des causes)\b")
_MONEY = r"(?:[€$£] ?\d[\d.,  ]*|\d[\d.,  ]* ?(?:EUR|USD|GBP|CHF|€|\$|£))"
_TOTAL = re.compile(rf"\b(?:total|in all|en tout|overall|somme)\b.*?{_MONEY}", re.IGNORECASE)
_AMOUNT = re.compile(r"(?P<sum>\d[\d.,\s]*?) ?(?P<unit>EUR|USD|GBP|CHF|€|\$|£)")
_LISTED = 3
"""Amounts from which on a total is a list to be added up; of two, one may be the other's part."""


class EventCost:
    """Tells what one event cost.

    Args:
        library: Holds the reports.
    """

    def __init__(self, *, library: Library) -> None:
        self._library = library

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The total of the one report on such an event; None where none or several give one."""
        folded = fold(question.text)
        if not (_ASKS_COST.search(folded) and _ONE_EVENT.search(folded)) or _SHARE.search(folded):
            return None
        things = find_tags(question.text) or tuple(_THING.findall(question.text))
        if len(things) != 1:
            return None
        told = [
            total
            for document in self._library.documents(scope)
            if _is_on_event(document, things[0])
            and (total := self._total(document, question.language)) is not None
        ]
        return Bridge(reasons=(told[0],)) if len(told) == 1 else None

    def _total(self, document: Document, language: Language) -> Evidence | None:
        for chunk in self._library.chunks_of(document.source):
            for start, end in passage_spans(chunk.text) if chunk.kind == "text" else ():
                if _TOTAL.search(chunk.text[start:end]):
                    return _evidence(chunk, start, end, language)
        return None


def _is_on_event(document: Document, thing: str) -> bool:
    """True for a report on something that befell a thing, by its title or the name of its file."""
    name = f"{document.title} {document.path.rsplit('/', 1)[-1]}".replace("_", " ")
    named = {squash(word) for word in (*find_tags(name), *re.split(r"[\s:,;()]+", name))}
    return squash(thing) in named and _OF_AN_EVENT.search(fold(name)) is not None


def _evidence(chunk: Chunk, start: int, end: int, language: Language) -> Evidence:
    quote = chunk.text[start:end]
    found = from_chunks((chunk,), quote=quote, label=chunk.label, score=0.95, span=(start, end))
    said = say.event_of(language, quote, chunk.source)
    together = _together(quote, language)
    return replace(found, statement=f"{together} {said}" if together else said)


def _together(quote: str, language: Language) -> str:
    """The sum of the amounts of one currency that a sentence lists; empty for one amount, or for two."""
    amounts = [(m["sum"], m["unit"]) for m in _AMOUNT.finditer(quote)]
    if len(amounts) < _LISTED or len({unit for _, unit in amounts}) > 1:
        return ""
    total = figures.number(sum(_value(written) for written, _ in amounts), language)
    return f"{total} {amounts[0][1]} {'en tout.' if language == 'fr' else 'in all.'}"


def _value(written: str) -> float:
    """``3,870`` and ``3 870`` are thousands, ``38,70`` is not."""
    plain = re.sub(r"[\s.,](?=\d{3}(?:\D|$))", "", written.strip())
    return float(plain.replace(",", "."))
