"""An answer from a drawing with the places that hold it. Records only."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.records import DrawingEntity


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a drawing answers.

    Attributes:
        statement: A complete sentence; None where only the words of the drawing answer.
        quote: Exact words of the drawing.
        value: The value asked for, as written in the statement.
        entities: What holds it, all of one source.
        score: 0 to 1, how surely this answers what was asked of the drawing.
        explained: Stems of the question that the answer uses.
        verbatim: True where the words themselves were asked for.
    """

    statement: str | None
    quote: str
    value: str
    entities: tuple[DrawingEntity, ...]
    score: float
    explained: frozenset[str] = frozenset()
    verbatim: bool = False
    label: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What a drawing does not hold: a sentence that says so, and how surely it was asked for."""

    refusal: str
    score: float
    explained: frozenset[str] = frozenset()
