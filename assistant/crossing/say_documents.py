"""Documents in a sentence: how many there are, what they are called, where they stand. Knows no sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from assistant.crossing.say import file_name
from assistant.experts.series.wording import day
from retrieval.records import Language


def _titled(source: str, title: str) -> str:
    """A file with its title, where that says more."""
    file = file_name(source)
    return f"{file} ({title})" if title and title not in file else file


def documents_found(language: Language, number: int, what: str, *, noun: str, shown: int) -> str:
    """How many documents there are on something, called as the question calls them; how many are told."""
    one, plain = number == 1, noun.removesuffix("s") or "document"
    if language == "fr":
        first = f" ; en voici {shown}" if shown < number else ""
        return (
            f"{number} {plain}{'' if one else 's'} sur {what} ou qui le nomme{'' if one else 'nt'}{first} :"
        )
    first = f"; here are the first {shown}" if shown < number else ""
    return f"{number} {plain}{'' if one else 's'} on {what} or naming it{first}:"


def documents_listed(
    language: Language, number: int, noun: str, kinds: Sequence[tuple[str, int]], *, shown: int
) -> str:
    """``21 documents (9 pdf, 5 docx, …); here are the first 20:``"""
    one, plain = number == 1, noun.removesuffix("s") or "document"
    told = ", ".join(f"{count} {kind}" for kind, count in kinds)
    named = f"{number} {plain}{'' if one else 's'}{f' ({told})' if len(kinds) > 1 else ''}"
    if language == "fr":
        return f"{named}{f' ; en voici {shown}' if shown < number else ''} :"
    return f"{named}{f'; here are the first {shown}' if shown < number else ''}:"


def document_named(language: Language, source: str, title: str, dated: date | None) -> str:
    """``MR-2025-0922_P-101A.pdf (Overhaul of P-101A), 22 September 2025``"""
    told = "" if dated is None else f", {day(datetime.combine(dated, time()), language)}"
    return f"{_titled(source, title)}{told}"


def document_place(language: Language, source: str, title: str) -> str:
    """Where a document is in the library."""
    return f"{_titled(source, title)}{' :' if language == 'fr' else ':'} {source}"


def document_on(language: Language, source: str, title: str, what: str, *, about: bool) -> str:
    """A document that is about something, or that names it."""
    name = _titled(source, title)
    if about:
        return f"{name} porte sur {what}." if language == "fr" else f"{name} is about {what}."
    return f"{name} nomme {what}." if language == "fr" else f"{name} names {what}."


def documents_holding(language: Language, number: int, words: str, *, noun: str, shown: int) -> str:
    """How many documents hold some words, called as the question calls them; how many are told."""
    one, plain = number == 1, noun.lower().removesuffix("s") or "document"
    if language == "fr":
        first = f" ; en voici {shown}." if shown < number else "."
        return f"{number} {plain}{'' if one else 's'} mentionne{'' if one else 'nt'} « {words} »{first}"
    first = f"; here are the first {shown}." if shown < number else "."
    return f"{number} {plain}{'' if one else 's'} mention{'s' if one else ''} “{words}”{first}"


def document_holding(language: Language, source: str, title: str, quote: str) -> str:
    """A document that holds some words, and where it does."""
    name = _titled(source, title)
    return f"{name} : « {quote} »." if language == "fr" else f"{name}: “{quote}”."
