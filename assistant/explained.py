"""An answer explained: "explain that", "explique", "how did you compute it?". Seeks nothing itself.

Told are how the question was understood, from what each part was read or computed, what was taken for
granted, and what the trade's abbreviations in it stand for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from assistant.citations import with_markers
from assistant.crossing.say import file_name
from assistant.experts.series.wording import day
from assistant.records import Answer, Citation, Sentence
from assistant.words import fold
from retrieval.records import Language

_MOST = 5
_LONGEST_QUOTE = 200


def explained(answer: Answer, *, asked: str, language: Language) -> Answer:
    """How an answer comes about.

    Args:
        answer: The answer, looked up again.
        asked: The question that was asked.
    """
    french = language == "fr"
    if answer.abstained:
        return replace(answer, language=language)
    lead = "Voici d'où vient cette réponse :" if french else "How that answer comes about:"
    sentences = [Sentence(text=lead, supported=False)]
    if answer.question and fold(answer.question).strip(" ?") != fold(asked).strip(" ?"):
        colon = "Question comprise ainsi :" if french else "The question was understood as:"
        sentences.append(Sentence(text=f"{colon} {answer.question}", supported=False))
    cited = [one for one in answer.citations if not one.is_near][:_MOST]
    for citation in cited:
        sentences.append(Sentence(text=_how(citation, french), supported=True, citations=(citation.n,)))
    granted = "Admis :" if french else "Taken for granted:"
    for caveat in dict.fromkeys(caveat for one in cited for caveat in one.caveats):
        sentences.append(Sentence(text=f"{granted} {caveat}", supported=False))
    for term in _terms(f"{asked} {answer.text} {' '.join(one.quote for one in cited)}", language):
        sentences.append(Sentence(text=term, supported=False))
    first, *rest = (with_markers(one.text, one.citations) for one in sentences)
    text = "\n".join((first, *(f"• {line}" for line in rest)))
    return replace(answer, text=text, sentences=tuple(sentences), language=language)


def _how(citation: Citation, french: bool) -> str:
    """From what one piece of evidence was read or computed."""
    file, rows = file_name(citation.source), citation.rows
    if citation.kind == "series":
        return _of_readings(citation, file, french)
    if rows is not None and rows.matched is not None and rows.matched > 1:
        query = " by the query beside it" if citation.sql else ""
        requete = " par la requête affichée à côté" if citation.sql else ""
        if french:
            return f"Calculé sur {rows.matched} lignes de {file}{requete} : {_quoted(citation, french)}"
        return f"Computed from {rows.matched} rows of {file}{query}: {_quoted(citation, french)}"
    where = [file]
    if citation.page is not None:
        where.append(f"page {citation.page}")
    if citation.label:
        where.append(f"section {citation.label}")
    place = ", ".join(where)
    if citation.kind == "drawing":
        read = "Lu sur le plan" if french else "Read on the drawing"
    else:
        read = "Lu dans" if french else "Read in"
    return f"{read} {place}{' :' if french else ':'} {_quoted(citation, french)}"


def _of_readings(citation: Citation, file: str, french: bool) -> str:
    """Of which sensor, and from when to when."""
    sensor = citation.sensor or ""
    span = ""
    if citation.start is not None and citation.end is not None:
        language: Language = "fr" if french else "en"
        begin, end = (f"{day(at, language)} {at:%H:%M}" for at in (citation.start, citation.end))
        span = f" du {begin} au {end}" if french else f" from {begin} to {end}"
    if french:
        return f"Calculé sur les mesures de {sensor or file}{span}, dans {file}."
    return f"Computed from the readings of {sensor or file}{span}, in {file}."


def _quoted(citation: Citation, french: bool) -> str:
    quote = " ".join(citation.quote.split())
    quote = f"{quote[:_LONGEST_QUOTE].rstrip()} …" if len(quote) > _LONGEST_QUOTE else quote
    return f"« {quote} »" if french else f"“{quote}”"


def _terms(text: str, language: Language) -> list[str]:
    """What the abbreviations in a text stand for in the trade, in the order in which they come."""
    found = []
    for term, (english, french) in _known().items():
        match = re.search(rf"(?<![\w-]){re.escape(term)}(?![\w-])", text)
        if match is not None:
            told = french if language == "fr" else english
            found.append((match.start(), f"{term}{' :' if language == 'fr' else ':'} {told}."))
    return [line for _, line in sorted(found)[:_MOST]]


@cache
def _known() -> dict[str, tuple[str, str]]:
    """English and French by abbreviation."""
    text = files("assistant").joinpath("trade_terms.txt").read_text(encoding="utf-8")
    rows: Sequence[list[str]] = [
        [part.strip() for part in line.split("|")] for line in text.splitlines() if line and line[0] != "#"
    ]
    return {term: (english, french) for term, english, french in rows}
