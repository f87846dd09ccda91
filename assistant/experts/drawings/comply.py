"""Tells questions whether a drawing complies with a rule, and the rules they name. Decides nothing.

What decides stands behind ``ComplianceJudge``: it needs the clauses of documents, which this expert does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from assistant.experts.drawings.asked import Asked
from assistant.experts.drawings.drawing import Drawing
from assistant.records import Finding
from retrieval.identifiers import find_identifiers, normalise

_COMPLY = re.compile(
    r"\b(?:compl(?:y|ies|iant|iance|ying)|conform\w*|non-?conform\w*|meets?|satisf\w+|fulfils?|fulfills?|violat\w+|"
    r"breach\w*|breaks?|adher\w+|(?:in line|in accordance|consistent) with|(?:allowed|permitted|accepted) by|"
    r"respect\w*|enfrei\w+|viol\w+|repond\w*|(?:autorise|admis|permis)\w* par|en accord avec)\b"
)
_OPEN = re.compile(
    r"\W*(?:which|what|who|whose|when|where|why|how|quels?|quelles?|qui|que|quand|ou|pourquoi|comment|combien)\b"
)
_RULE_WORD = re.compile(
    r"\b(?:rules?|clauses?|standards?|requirements?|sections?|articles?|specifications?|regulations?|"
    r"regles?|normes?|exigences?|prescriptions?|reglements?|paragraph\w*|codes?)\b"
)
_NUMBER = r"(?:[A-Z]{1,4}[.-]?)?\d{1,3}(?:\.\d{1,3})*(?:\.?[a-z](?![\w]))?"
_NAMED = re.compile(
    rf"(?:\b(?:rules?|clauses?|sections?|articles?|paragraph\w*|r[èe]gles?)|§)\s*(?:no\.?\s*|n°\s*)?({_NUMBER})(?![\w-])",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w.-])([A-Z]{1,4}\.\d{1,3}(?:\.\d{1,3})*(?:\.?[a-z])?)(?![\w-])")


@dataclass(frozen=True, slots=True)
class RuleAsked:
    """The rules that a question names.

    Attributes:
        labels: Numbers of clauses, as written; empty where only a standard or a subject is named.
        documents: Other identifiers in the question, normalised; one may be the standard's.
    """

    labels: tuple[str, ...]
    documents: frozenset[str]


class ComplianceJudge(Protocol):
    """Decides whether a drawing keeps to rules."""

    def __call__(self, asked: Asked, rule: RuleAsked, drawing: Drawing) -> Finding:
        """The verdict with the drawing's region and the clause as evidence, or why there is none."""
        ...


def rule_asked(asked: Asked) -> RuleAsked | None:
    """The rules against which a drawing is to be held; None where the question asks something else."""
    if not _COMPLY.search(asked.folded) or _OPEN.match(asked.folded):
        return None
    drawn = {normalise(drawing.number) for drawing in asked.drawings}
    labels = tuple(
        label
        for label in dict.fromkeys((*_NAMED.findall(asked.text), *_BARE.findall(asked.text)))
        if normalise(label) not in drawn
    )
    documents = frozenset(normalise(name) for name in find_identifiers(asked.text)) - drawn
    documents -= {normalise(label) for label in labels}
    if not labels and not _RULE_WORD.search(asked.folded):
        return None
    return RuleAsked(labels, documents)
