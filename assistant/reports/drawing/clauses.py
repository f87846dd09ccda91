"""The clauses that a drawing is held to: their words, their rows, what they refer to. Knows the catalogue.

References are followed two deep: those of a table's header ("Size as given in 4.2"), those that oblige ("must
meet 4.2", "selon 4.2"), and a plain "see 4.2" only of a clause that sets nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.errors import UnknownClause
from assistant.experts.text.candidates import parent_label
from assistant.experts.text.clauses import find_clause
from assistant.quantities import find_quantities
from assistant.reports.drawing.clause_rules import rules_of
from assistant.reports.drawing.subject import Passage
from retrieval.catalogue import Catalogue
from retrieval.identifiers import label_key
from retrieval.records import Scope

_DEEP = 2
_MOST_REFERENCES = 4
_LABEL = r"(?P<label>(?:[A-Z]{1,4}[.-])?\d{1,3}(?:\.\d{1,3})+(?:\.?[a-z](?![\w.]*[a-z0-9]))?)(?![\w%°])"
_ANY = re.compile(rf"(?<![\w.]){_LABEL}")
_OBLIGES = re.compile(
    r"\b(?:me(?:et|ets|eting|t)|compl(?:y|ies|ying) with|conforms? to|conforming to|according to|"
    r"in accordance with|per|as (?:given|specified|required|stated|listed|defined|set out) (?:in|by)|"
    r"requirements? (?:of|in)|selon|conformément (?:à|au)|conformes? (?:à|au)|respecter|exigences? (?:de|du)|"
    r"suivant|prescri\w+ (?:à|au|en))"
    rf"\s+(?:the |l['’]|la |le )?(?:rule|clause|section|article|paragraph\w*|§)?\s*{_LABEL}",
    re.IGNORECASE,
)
_SEE = re.compile(
    rf"\b(?:see|refer to|voir|cf\.?)\s+(?:also |aussi )?(?:rule|clause|section|article|§)?\s*{_LABEL}",
    re.IGNORECASE,
)


class ClauseKnowledge(Protocol):
    """The part of ``retrieval.knowledge.Knowledge`` that holds clauses."""

    @property
    def catalogue(self) -> Catalogue:
        """Documents and their passages."""
        ...


def clauses_of(
    labels: Sequence[str], knowledge: ClauseKnowledge | None, scope: Scope | None = None
) -> tuple[Passage, ...]:
    """The clauses of some numbers with their items, what is numbered below them, and what they refer to.

    Raises:
        UnknownClause: No document that was ingested has a clause of that number.
    """
    found: list[Passage] = []
    for label in labels:
        passages = _passages(label, knowledge.catalogue, scope or Scope(), _DEEP) if knowledge else []
        if not passages:
            raise UnknownClause(
                f"no ingested document has a clause {label}: ingest the standard, or mend the number"
            )
        found += passages
    return tuple(found)


def _passages(label: str, catalogue: Catalogue, scope: Scope, deep: int) -> list[Passage]:
    """A clause's words by document; of an item that is a row of its clause's table, that row."""
    found = []
    for clause in find_clause(catalogue, label, scope):
        words = "\n".join((clause.text(), *(chunk.text for chunk in clause.below)))
        page = (clause.chunks or clause.below)[0].page
        found.append(Passage(source=clause.source, text=words, label=clause.label, page=page))
    parent = None if found else parent_label(label)
    for above in _passages(parent, catalogue, scope, 0) if parent else []:
        found += _row(above, label, label[len(parent or "") :].strip(".()-"))
    return [_with_references(passage, catalogue, scope, deep) for passage in found] if deep else found


def _row(above: Passage, label: str, letter: str) -> Iterator[Passage]:
    """The lettered row of a clause's table, with the table's header."""
    header = ""
    for line in above.text.split("\n"):
        if re.match(rf"\(?{re.escape(letter)}[.)]", line):
            yield replace(above, text=line, label=label, header=header if "|" in line else "")
        elif "|" in line and not re.match(r"\(?[a-z0-9]{1,2}[.)]", line):
            header = line
        elif "|" not in line:
            header = ""


def _with_references(passage: Passage, catalogue: Catalogue, scope: Scope, deep: int) -> Passage:
    labels = list(references_of(passage))
    own = label_key(passage.label or "")
    referred: list[Passage] = []
    for label in dict.fromkeys(labels):
        if label_key(label) == own or len(referred) >= _MOST_REFERENCES:
            continue
        others = _passages(label, catalogue, scope, deep - 1)
        referred += [other for other in others if other.source == passage.source]
    return replace(passage, referred=tuple(referred))


def references_of(passage: Passage) -> Iterator[str]:
    """Labels of the clauses that a passage sends its reader to for what it asks."""
    headers = [passage.header, *(line for line in passage.text.split("\n")[:1] if "|" in line)]
    for header in headers:
        yield from (match["label"] for match in _ANY.finditer(header) if _is_label(header, match))
    for match in _OBLIGES.finditer(passage.text):
        if _is_label(passage.text, match):
            yield match["label"]
    if not any(rules_of(passage)):
        yield from (match["label"] for match in _SEE.finditer(passage.text) if _is_label(passage.text, match))


def _is_label(text: str, match: re.Match[str]) -> bool:
    """False for an amount: ``to 7.3 mm``."""
    amounts = find_quantities(text[match.start("label") : match.end("label") + 12])
    return not any(amount.start == 0 and amount.unit is not None for amount in amounts)
