"""The parts of a question that a follow-up can replace: dates, things, aggregates. Knows no history."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.quantities import find_quantities
from assistant.words import fold, word_set

SlotKind = Literal["date", "entity", "file", "clause", "aggregate", "quantity"]

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|"
    r"mar|apr|"
    r"jun|jul|aug|sept?|oct|nov|dec|janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|"
    r"octobre|novembre|décembre|decembre)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er)?"
_DATE_FORMS = (
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?",
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}",
    rf"{_DAY}(?:\s?(?:-|to|and|au|et)\s?{_DAY})?(?: of)? {_MONTH}\b\.?(?:,? \d{{4}})?",
    rf"{_MONTH}\b\.? {_DAY}(?!\d)(?:\s?(?:-|to|and)\s?{_DAY}(?!\d))?(?:,? \d{{4}})?",
    rf"{_MONTH}\b\.?(?: \d{{4}})?(?:\s?(?:\+|-|to|and|à|et)\s?{_MONTH}\b\.?(?: \d{{4}})?)?",
    r"(?:19|20)\d\d(?:\s?(?:-|to|and|à|et)\s?(?:19|20)\d\d)?",
    r"q[1-4](?: (?:19|20)\d\d)?|t[1-4] (?:19|20)\d\d",
    r"(?:the )?(?:last|past|next|previous|first|second|following) (?:\d+ )?"
    r"(?:day|week|month|quarter|year|hour)s?",
    r"(?:today|yesterday|tomorrow|hier|aujourd'hui|le lendemain|la veille)",
    r"(?:la|le|les) (?:\d+ )?(?:semaine|mois|année|an|jour|trimestre)s? "
    r"(?:dernière?s?|précédente?s?|suivante?s?|passée?s?)",
    r"the (?:next|previous|following) day|the day (?:before|after)",
)
_DATE = re.compile(r"(?<![\w.-])(?:" + "|".join(_DATE_FORMS) + r")(?![\w])", re.IGNORECASE)
_FILE = re.compile(
    r"(?<!\w)[\w\-./]+\.(?:csv|txt|log|dat|json|xlsx?|pdf|docx?|dxf|png|jpe?g|html?|eml)\b", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"(?<![\w.])(?:[A-Z]{1,3}\.)?\d{1,3}(?:\.\d{1,3})+(?:\.?[a-z](?![a-z]))?(?!\w)|\b[A-Z]{1,3}\.\d{1,3}\b"
)
_CODE = re.compile(r"(?<![\w.-])(?:\d{1,4}-)?[A-Z]{1,6}[-_ ]?\d{1,6}(?:[-/]?[A-Z]\b)?(?:-\d{1,6}\b)*(?![\w])")
_NUMBERED = re.compile(
    r"(?<![\w.-])([A-Za-zÀ-ÿ]{3,}(?: [a-zà-ÿ]{4,})?)(?: (?:no\.?|nr\.?|n°|number|numéro|#))? ?"
    r"(\d{1,4}[A-Z]?)(?![\w.,]*\d)(?!\w)"
)
_CLASSED = re.compile(
    r"\b(?:class|type|grade|category|cat|zone|phase|revision|rev|section|level|group|schedule|stage|unit|"
    r"line|train|"
    r"classe|catégorie|niveau|groupe|révision|étage|ligne) (?:[IVX]{1,4}|[A-H])\b"
)
_NO_NAME = word_set(
    """number nummer numéro
    top last first past next than over under above below about around exactly page pages line lines row
    rows step level severity priority within after before during least most every each per from between
    until since and the for with rule rules clause clauses section article règle regle chapitre figure
    table tableau revision rev only some dernier derniers dernières premiers premières plus moins
    environ mois jours heures minutes days hours weeks months year years percent version are were was
    have has had did does equal equals les des aux dans sur pour que par jusqu entre depuis pendant
    avant après more less fewer into type types"""
)
_AGGREGATE = re.compile(
    r"(?<![/\w])(?:average|avg|mean|moyenne?s?|maxim(?:um|al|ale)|max|highest|minim(?:um|al|ale)|min|lowest|"
    r"median|médiane|total|sum|somme|std ?dev(?:iation)?|standard deviation|écart[- ]type|count|nombre|peak|"
    r"pic|variance|range|étendue)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A replaceable part of a question: ``text`` is ``question[start:end]``."""

    kind: SlotKind
    start: int
    end: int
    text: str


def find_slots(text: str) -> list[Slot]:
    """The slots of a question in order; the earlier kinds of the list below win where two overlap."""
    found: list[Slot] = []
    kinds: tuple[tuple[SlotKind, re.Pattern[str]], ...] = (
        ("file", _FILE),
        ("date", _DATE),
        ("clause", _CLAUSE),
        ("entity", _CODE),
        ("entity", _NUMBERED),
        ("entity", _CLASSED),
        ("aggregate", _AGGREGATE),
    )
    for kind, pattern in kinds:
        for match in pattern.finditer(text):
            start, end = match.span()
            if pattern is _NUMBERED:
                start = _name_start(match)
                if start < 0:
                    continue
            if pattern is _DATE and fold(match.group(0)) == "may" and match.group(0) != "May":
                continue
            if not any(start < slot.end and slot.start < end for slot in found):
                found.append(Slot(kind, start, end, text[start:end]))
    for quantity in find_quantities(text):
        span = (quantity.start, quantity.end)
        if not any(span[0] < slot.end and slot.start < span[1] for slot in found):
            found.append(Slot("quantity", *span, text[span[0] : span[1]]))
    return sorted(found, key=lambda slot: slot.start)


def _name_start(match: re.Match[str]) -> int:
    """Where the name of ``groupe froid 9`` or ``chiller 14`` begins; -1 where the words are no name."""
    words = match.group(1).split()
    if words[-1].lower() in _NO_NAME:
        return -1
    if len(words) == 2 and words[0].lower() in {"groupe", "cooling", "sub", "heat", "feed", "boiler"}:
        return match.start()
    return match.start() + len(match.group(1)) - len(words[-1])


def years_of(text: str) -> list[str]:
    """Years that a text names."""
    return re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
