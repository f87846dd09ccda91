"""Tell whether two sentences pull in opposite directions: negation, duty, bounds. Knows no facts."""

from __future__ import annotations

import re

from assistant.words import content_stems, fold, tokens, word_set

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|(?:ca|wo|do|does|did|is|are|was|were|should|must)n't|"
    r"prohibited|forbidden|unable|fails? to|ne|n'|pas|jamais|aucune?s?|sans|interdite?s?|ni)(?:\b|(?<='))"
)
_DUTY = re.compile(
    r"\b(?:must|shall|required?|requires|mandatory|obligatory|doit|doivent|obligatoires?|faut|exigee?s?|requise?s?)\b"
)
_LEAVE = re.compile(
    r"\b(?:may|can|allowed|permitted|optional|peut|peuvent|autorisee?s?|permise?s?|facultati\w+)\b"
)
_ADVICE = re.compile(r"\b(?:should|recommended|preferably|conseillee?s?|recommandee?s?|devrait)\b")

_PAIRS = (
    ("min minimum least lower below under less fewer minimal minimale minimaux moins inferieur inferieure",
     "max maximum most upper above over more exceed exceeds maximal maximale plus superieur superieure"),
    ("open opens opened opening ouvert ouverte", "close closed closes closing shut ferme fermee"),
    ("before prior avant", "after following apres"),
    ("increase increases increased rise rises rising augmente hausse",
     "decrease decreases decreased fall falls falling drop drops diminue baisse"),
    ("front forward avant", "rear back aft arriere"),
    ("left gauche", "right droite droit"),
    ("inside inner internal interieur interne", "outside outer external exterieur externe"),
    ("energized energised powered alimente", "deenergized de-energized unpowered"),
    ("high higher highest haut haute eleve", "low lower lowest bas basse faible"),
    ("first premier premiere", "last dernier derniere"),
    ("start starts started demarrage demarre", "stop stops stopped arret arrete"),
    ("pass passes passed", "fail fails failed"),
    ("wet humide", "dry sec seche"),
    ("positive positif", "negative negatif"),
)  # fmt: skip
_OPPOSITES = [(word_set(one), word_set(other)) for one, other in _PAIRS]
_BOUNDS = (
    word_set("minimum min least minimal minimale moins"),
    word_set("maximum max most maximal maximale exceed exceeds"),
)
_CLAUSE = re.compile(r"[;:,\n]|\bbut\b|\bunless\b|\bexcept\b|\bmais\b|\bsauf\b|(?<=[.!?])\s")


def _matching_clauses(sentence: str, evidence: str) -> str:
    """Those clauses of the evidence that share content with the sentence, the others left out."""
    wanted = set(content_stems(sentence))
    clauses = [clause for clause in _CLAUSE.split(evidence) if clause and clause.strip()]
    shares = [len(wanted & set(content_stems(clause))) for clause in clauses]
    most = max(shares, default=0)
    kept = [clause for clause, share in zip(clauses, shares, strict=True) if share and share >= most / 2]
    return " ; ".join(kept) or evidence


def is_negated(text: str) -> bool:
    """True where a text says that something is not, or must not be."""
    return bool(_NEGATION.search(fold(text)))


def contradiction(sentence: str, evidence: str) -> str:
    """Why the evidence does not pull the sentence's way; empty where it does.

    Only clauses of the evidence that share words with the sentence count, so that a "not" elsewhere
    in a long sentence says nothing.
    """
    near = _matching_clauses(sentence, evidence)
    ours, theirs, all_theirs = fold(sentence), fold(near), fold(evidence)
    if is_negated(ours) != is_negated(theirs) and is_negated(ours) != is_negated(all_theirs):
        return "the evidence says the opposite or does not deny it"
    if is_negated(ours) != is_negated(theirs):
        return "a negation is not where the evidence has it"
    if _DUTY.search(ours) and not _DUTY.search(all_theirs):
        return "the evidence does not demand this"
    if _LEAVE.search(ours) and _DUTY.search(theirs) and not _LEAVE.search(all_theirs):
        return "the evidence demands what the sentence only allows"
    if _ADVICE.search(ours) and not _ADVICE.search(all_theirs) and not _DUTY.search(all_theirs):
        return "the evidence does not advise this"
    said, held = set(tokens(ours)), set(tokens(all_theirs))
    for one, other in _OPPOSITES:
        for mine, opposite in ((one, other), (other, one)):
            if said & mine and not said & opposite and held & opposite and not held & mine:
                return "the evidence says the opposite"
    for bound in _BOUNDS:
        if said & bound and not held & bound and not _holds_bound(all_theirs):
            return "the evidence sets no such limit"
    return ""


def _holds_bound(text: str) -> bool:
    """True where a text sets a limit in other words (``or less``, ``not more than``, ``≥``)."""
    return bool(
        re.search(
            r"[<>≤≥]|\b(?:or (?:less|more|greater|fewer|above|below|higher|lower)|"
            r"(?:no|not) (?:more|less|greater|fewer)|up to|within|limit\w*|exceed\w*|at least|at most|"
            r"jusqu'a|au (?:plus|moins)|limite\w*)\b",
            text,
        )
    )
