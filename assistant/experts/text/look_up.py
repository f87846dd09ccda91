"""Answers that are looked up and not searched: a clause whole, the numbers of all clauses on a term.

Knows clauses and their documents, no ranking and no model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.experts.text.clauses import Clause, compile_clauses
from assistant.experts.text.evidence import from_chunks, stated
from assistant.phrases import clauses_on, no_clause_on
from assistant.records import Evidence, Finding, Question
from retrieval.records import Scope

if TYPE_CHECKING:
    from retrieval.catalogue import Catalogue

CERTAIN = 0.97
"""Score of what was looked up."""


def likeliest(catalogue: Catalogue, question: Question, clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clause of the document that the question names, all of them where it names none."""
    if len(clauses) < 2:
        return clauses
    documents = [catalogue.document(clause.source) for clause in clauses]
    asked = set(re.findall(r"\w{3,}", question.text.lower()))
    named = [
        len(asked & set(re.findall(r"\w{3,}", f"{document.title} {document.path}".lower())))
        for document in documents
        if document is not None
    ]
    best = max(named, default=0)
    return [c for c, hits in zip(clauses, named, strict=False) if hits == best][:3] if best else clauses[:3]


def whole(clause: Clause, *, alone: bool) -> Evidence:
    """A clause's exact words with its lettered items; where it is a mere heading, what is below too.

    ``alone`` keeps to the heading: the user asked for the clause's text and nothing else.
    """
    chunks = clause.chunks or clause.below
    text = clause.text()
    if clause.below and not alone and (not text or (len(clause.chunks) == 1 and len(text) < 60)):
        lines = [text] if text else []
        lines += [f"{chunk.label} {chunk.text}" for chunk in clause.below]
        text = "\n".join(lines)
        chunks = (*clause.chunks, *clause.below)
    return from_chunks(chunks, quote=text, label=clause.label, score=CERTAIN, verbatim=True)


def compiled(catalogue: Catalogue, question: Question, term: str, scope: Scope) -> Finding:
    """The numbers of all clauses that speak of a term."""
    documents = catalogue.documents(scope)
    chunks = [chunk for document in documents for chunk in catalogue.chunks_of(document.source)]
    wide = not re.search(r"\b(?:mention|contain|mentionn|contenant|contien)", question.text, re.IGNORECASE)
    found = compile_clauses(chunks, term, wide=wide)
    if found.first is None or not found.labels:
        return Finding(refusal=no_clause_on(question.language, term))
    bare = bool(
        re.search(r"\bonly\b.*\bnumbers?\b|\bno other words\b|\buniquement\b", question.text, re.I | re.S)
    )
    labels = "; ".join(
        (f"{source}: " if len(found.labels) > 1 else "") + ", ".join(numbers)
        for source, numbers in found.labels.items()
    )
    count = sum(len(numbers) for numbers in found.labels.values())
    statement = labels if bare else clauses_on(question.language, term, count, labels)
    first = from_chunks((found.first,), quote=found.first.text, label=found.first.label, score=CERTAIN)
    values = tuple(number for numbers in found.labels.values() for number in numbers)
    also = tuple(source for source in found.labels if source != first.source)
    return Finding(evidence=(stated(first, statement, values, also),))
