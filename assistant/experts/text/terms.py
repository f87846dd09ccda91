"""The words of a question that an answer must speak of, and what may stand for them. Knows no passages."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from assistant.experts.text.glossary import Entry, glossary
from assistant.experts.text.vocabulary import Vocabulary
from assistant.words import content_words, fold, stem, word_set
from retrieval.identifiers import find_identifiers
from retrieval.records import Language

_LIGHT = word_set(
    """minimum min maximum max many much long often far high number allowed permitted ok legal possible
    need needed have must should limit limits least most value values rule rules regulation document
    documents report standard say says mean means meant definition define define happen happens kind
    type use used using case time times make made take takes put go going goes first only thing things
    people someone somebody anyone everything whatever minimal minimale maximal maximale nombre
    combien autorisé permis obligatoire valeur règle règlement document rapport norme faut possible
    signifie définition type cas fois stand stands doing get gets vehicle car team"""
)
_LIGHT_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Term:
    """A key word: its stem, its weight (rarity), and entries that count nearly as much."""

    word: str
    stem: str
    weight: float
    others: frozenset[Entry]

    def held(self, stems: Set[str]) -> float:
        """1 where the word is there, 0.85 where one that means the same is, else 0."""
        if self.stem in stems:
            return 1.0
        return 0.85 if any(all(part in stems for part in entry) for entry in self.others) else 0.0


def key_terms(text: str, language: Language, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The content words of a question as terms; a misspelt word is taken for the nearest known one."""
    words = glossary().same
    tags = {part.lower() for tag in find_identifiers(text) for part in tag.split("-")}
    terms: dict[str, Term] = {}
    for word in content_words(text):
        key = stem(word, language)
        others = words.get(key, frozenset())
        known = key in vocabulary or any(part in vocabulary for entry in others for part in entry)
        if not known and not any(c.isdigit() for c in key):
            near = vocabulary.nearest(key)
            if near is not None:
                key, others = near, words.get(near, frozenset())
        weight = 0.15 + vocabulary.rarity(key)
        if word in _LIGHT or fold(word) in _LIGHT:
            weight *= _LIGHT_WEIGHT
        if word in tags:
            weight *= 1.5
        terms.setdefault(key, Term(word, key, weight, others))
    return tuple(terms.values())


def covered(terms: Iterable[Term], *zones: tuple[float, Set[str]]) -> float:
    """Weighted share of the terms that the zones hold; each zone counts by its factor, the best wins."""
    total = found = 0.0
    for term in terms:
        total += term.weight
        found += term.weight * max((factor * term.held(stems) for factor, stems in zones), default=0.0)
    return found / total if total else 0.0
