"""What comes out for one bound of a clause, and how it is put. Compares nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.reports.drawing.amounts import Amount
from assistant.reports.drawing.bounds import Bound
from assistant.reports.drawing.relations import Relation
from assistant.reports.drawing.subject import Passage, Subject

Verdict = Literal["met", "broken", "undecided"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseVerdict:
    """What comes out for one bound of a clause; without one where the clause sets none.

    Attributes:
        bound: In numbers.
        relation: By another size.
        amount: What was compared.
    """

    clause: Passage
    verdict: Verdict
    reason: str
    bound: Bound | None = None
    relation: Relation | None = None
    amount: Amount | None = None


def name_of(clause: Passage) -> str:
    """``7.3 (S-1.pdf, p. 4)``."""
    file = clause.source.rsplit("/", 1)[-1]
    return f"{clause.label} ({file}, p. {clause.page})" if clause.page else f"{clause.label} ({file})"


def asked(
    subject: Subject,
    clause: Passage,
    way: Literal["most", "least", "equal"],
    written: str,
    *,
    case: str = "",
    source: str = "",
) -> str:
    """``7.3 (S-1.pdf, p. 4) asks for at most 12 mm``, with what it holds for and where it stands."""
    t = subject.t
    ways = {"most": t("at most ", "au plus "), "least": t("at least ", "au moins "), "equal": ""}
    through = t(f", by {source},", f", par {source},") if source else ""
    held = f" ({case})" if case else ""
    return t(
        f"{name_of(clause)}{through} asks for {ways[way]}{written}{held}",
        f"{name_of(clause)}{through} demande {ways[way]}{written}{held}",
    )
