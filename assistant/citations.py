"""Number the evidence that sentences rest on and find its place on the page. Knows no model."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from assistant.records import Citation, Evidence
from retrieval.records import Box, Figure


class Place(NamedTuple):
    """Where a quote stands: page, boxes, and the figure that it captions or letters."""

    page: int | None
    boxes: tuple[Box, ...]
    figure: Figure | None = None


Locate = Callable[[Evidence, str], Place]
"""The place of a quote of an evidence."""


def evidence_place(evidence: Evidence, quote: str) -> Place:
    """The place the expert gave, whatever the quote."""
    del quote
    return Place(evidence.page, evidence.boxes, evidence.figure)


class CitationList:
    """Citations of one answer, numbered in the order in which sentences use them.

    Args:
        locate: Finds page and boxes of an exact quote.
    """

    def __init__(self, locate: Locate = evidence_place) -> None:
        self._locate = locate
        self._numbers: dict[tuple[str, str | None, str], int] = {}
        self._all: list[Citation] = []
        self._sent = 0

    def cite(self, evidence: Evidence, quote: str | None = None) -> int:
        """Number of the citation of ``quote`` (the evidence's own where None); the same words keep theirs."""
        words = quote if quote is not None else evidence.quote
        key = (evidence.source, evidence.chunk_id or evidence.sql or evidence.sensor, words)
        if key in self._numbers:
            return self._numbers[key]
        place = self._locate(evidence, words)
        number = len(self._all) + 1
        self._numbers[key] = number
        self._all.append(
            Citation(
                n=number,
                source=evidence.source,
                kind=evidence.kind,
                quote=words,
                score=round(evidence.score, 4),
                page=place.page,
                boxes=place.boxes,
                unit=evidence.unit,
                label=evidence.label,
                rows=evidence.rows,
                sql=evidence.sql,
                sensor=evidence.sensor,
                start=evidence.start,
                end=evidence.end,
                figure=place.figure,
                caveats=evidence.caveats,
                reading=evidence.reading,
                confirmed=evidence.confirmed,
            )
        )
        return number

    def fresh(self) -> tuple[Citation, ...]:
        """Citations added since the last call."""
        new = tuple(self._all[self._sent :])
        self._sent = len(self._all)
        return new

    def all(self) -> tuple[Citation, ...]:
        """All citations in the order of their numbers."""
        return tuple(self._all)


def with_markers(sentence: str, numbers: tuple[int, ...]) -> str:
    """The sentence followed by ``[1] [2]``; its own words, which may be a quote, stay as they are."""
    return " ".join((sentence.rstrip(), *(f"[{number}]" for number in numbers)))
