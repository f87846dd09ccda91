"""Weigh what the experts came back with: answer from it, refuse, or abstain. Knows scores, no words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.records import Evidence, Finding
from retrieval.records import Kind

_FIGURE = re.compile(r"(?<![\w-])\d")
"""A number that is no part of a name."""

SURE = 0.8
"""Score from which text is believed although a weightier expert refuses."""

RATHER = 0.6
"""The same where the refusal rests on a word that the expert could not place."""

LIKELY = 0.45
"""Score from which words are told where nobody else answers."""

READ = 0.6
"""Score from which what the table expert read stands for the printed rows of the same source."""

LOOKED_UP = 0.9
"""The same for its sentences without a figure: "Tensile strength of X" beside the cell that holds it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to answer from, best first; empty with or without a refusal where nothing is good enough.

    Attributes:
        likely: Words that are told where nothing was good enough and nobody else answers.
    """

    evidence: tuple[Evidence, ...]
    refusal: str | None
    likely: tuple[Evidence, ...] = ()


def judge(findings: Mapping[Kind, Finding], weights: Mapping[Kind, float], *, enough: float) -> Verdict:
    """Ranks the evidence of all experts and decides whether it is enough.

    An expert that claims the question and can tell that the sources do not hold the answer wins over
    words that a lesser one found, unless those are near certain. A refusal that rests on a word which its
    expert could not place is not told where another expert weighs more: it speaks of the wrong source.

    Args:
        findings: What each expert found.
        weights: The gate's weights.
        enough: Score from which evidence is answered from.
    """
    refusals = sorted(
        ((weights.get(name, 0.0), finding.refusal) for name, finding in findings.items() if finding.refusal),
        reverse=True,
    )
    weight, refusal = refusals[0] if refusals else (0.0, None)
    unsure = any(finding.refusal == refusal and not finding.sure for finding in findings.values())
    believed = RATHER if unsure else SURE
    ranked: list[tuple[float, int, Evidence]] = []
    for name, finding in findings.items():
        for at, item in enumerate(finding.evidence):
            if item.score < enough or (name == "text" and _is_of_another_sheet(item, findings)):
                continue
            if refusal and weights.get(name, 0.0) <= weight and item.score < believed and not item.verbatim:
                continue
            ranked.append((_rank(item.score, weights.get(name, 0.0)), -at, item))
    ranked.sort(key=lambda entry: (-entry[0], -entry[1]))
    outweighed = unsure and max(weights.values(), default=0.0) > weight
    evidence = _without_rows_read([item for _, _, item in ranked])
    text = findings["text"].evidence if "text" in findings and not ranked and not refusal else ()
    likely = tuple(
        item for item in text if LIKELY <= item.score < enough and not _is_of_another_sheet(item, findings)
    )
    return Verdict(evidence, None if outweighed else refusal, likely)


def _is_of_another_sheet(item: Evidence, findings: Mapping[Kind, Finding]) -> bool:
    """True for words of a drawing where the question names another one by its number."""
    of = findings.get("drawing")
    if of is None or not of.sheets or item.kind != "drawing" or item.source in of.sheets:
        return False
    return of.named.casefold() not in item.quote.casefold()


def is_settled(findings: Mapping[Kind, Finding], weights: Mapping[Kind, float], *, by: float) -> bool:
    """True where no words that an expert of weight ``by`` may find would stand before what was computed."""
    if any(finding.refusal for finding in findings.values()):
        return False
    computed = (
        _rank(item.score, weights.get(name, 0.0))
        for name, finding in findings.items()
        for item in finding.evidence
        if item.statement is not None
    )
    return max(computed, default=0.0) > _rank(1.0, by)


def _rank(score: float, weight: float) -> float:
    """What evidence of an expert is worth."""
    return score * (0.8 + 0.2 * weight)


def _without_rows_read(ranked: list[Evidence]) -> tuple[Evidence, ...]:
    """The evidence without printed rows of a source whose figures were read: who knows columns reads rows.

    Nor with words of a drawing of which more was told than its words.
    """
    read = {
        item.source
        for item in ranked
        if item.kind == "table" and item.statement and item.score >= READ and _gives_figure(item)
    }
    sure = {
        item.source
        for item in ranked
        if item.source in read and item.kind == "table" and item.score >= LOOKED_UP
    }
    sheets = {i.source for i in ranked if i.kind == "drawing" and i.statement and i.score >= READ}
    return tuple(
        item
        for item in ranked
        if not (
            item.kind == "drawing" and item.statement is None and item.source in sheets and not item.verbatim
        )
        if item.kind != "text"
        or (
            not (item.source in read and _is_row(item.quote))
            and not (item.source in sure and not _FIGURE.search(item.quote))
        )
    )


def _gives_figure(item: Evidence) -> bool:
    """True where a cell that is told holds a figure, or the dash that stands for none."""
    return any(any(c.isdigit() for c in value) or value.strip() in "-–—" for value in item.values)


def _is_row(quote: str) -> bool:
    """True for one row of a printed table of more than two columns, which is no field with its value."""
    return "\n" not in quote and quote.count(" | ") > 1
