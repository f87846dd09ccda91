"""Which clause says something: clauses weighed whole, with their titles and items. Knows no searching."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.experts.text.candidates import Candidate, parent_label
from assistant.experts.text.clauses import find_clause
from assistant.experts.text.features import Features
from assistant.experts.text.look_up import whole
from assistant.experts.text.terms import Term, covered
from assistant.extracts import extract
from assistant.phrases import clause_says
from assistant.records import Evidence
from retrieval.identifiers import label_key
from retrieval.records import Language, Scope

if TYPE_CHECKING:
    from retrieval.catalogue import Catalogue

_WORDS_WEIGH = 3.0
_MEANING_WEIGHS = 2.0
_SCORE_OF_WORDS = 0.8
_KEEP = 2
_NEAR = 0.9
_LONGEST = 700
_CLAUSE_NUMBER = re.compile(r"(?:[A-Z]{1,3}\.?)?\d+(?:\.\d+)+(?:\.?[a-z])?|[A-Z]{1,3}\.?\d+(?:\.\d+)*")
_Group = tuple[str, str]


def which_clause(
    ranked: Sequence[tuple[Candidate, Features]],
    terms: tuple[Term, ...],
    catalogue: Catalogue,
    language: Language,
) -> list[Evidence]:
    """The clauses that say what is asked, best first, each named and quoted; empty where none is numbered."""
    groups: dict[_Group, list[tuple[Candidate, Features]]] = {}
    for candidate, features in ranked:
        label = candidate.hit.chunk.label or ""
        if _CLAUSE_NUMBER.fullmatch(label):
            own = parent_label(label) or label
            groups.setdefault((candidate.hit.chunk.source, own), []).append((candidate, features))
    weighed = sorted(((_weigh(group, terms), key) for key, group in groups.items()), reverse=True)
    evidence: list[Evidence] = []
    for (worth, words), (source, label) in weighed[:_KEEP]:
        if worth < _NEAR * weighed[0][0][0]:
            break
        found = [
            clause
            for clause in find_clause(catalogue, label, Scope(sources=(source,)))
            if label_key(clause.label) == label_key(label)
        ]
        if found:
            evidence.append(_named(whole(found[0], alone=True), language, _SCORE_OF_WORDS * words))
    return evidence


def _weigh(group: Sequence[tuple[Candidate, Features]], terms: tuple[Term, ...]) -> tuple[float, float]:
    """What a clause is worth, and the share of the question's words that it holds."""
    near = frozenset().union(*(c.stems | c.lead_stems for c, _ in group))
    head = frozenset().union(*(c.head_stems for c, _ in group))
    words = covered(terms, (1.0, near), (0.95, head))
    meaning = max(features.meaning for _, features in group)
    return _WORDS_WEIGH * words + _MEANING_WEIGHS * meaning, words


def _named(evidence: Evidence, language: Language, score: float) -> Evidence:
    """A clause as evidence whose statement says its number."""
    words = extract(replace(evidence, headings=()), language)
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    label = evidence.label or ""
    statement = clause_says(language, label, evidence.source.rsplit("/", 1)[-1], words)
    return replace(evidence, score=score, verbatim=False, statement=statement, values=(label,))
