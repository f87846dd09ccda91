"""The words of a question that an answer must speak of, and what may stand for them. Knows no passages."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from assistant.experts.text.glossary import Entry
from assistant.experts.text.moments import find_moments, without_moments
from assistant.experts.text.trade_entries import phrases, same_meaning
from assistant.experts.text.vocabulary import Vocabulary
from assistant.units import unit_of
from assistant.words import content_words, fold, stem, word_set
from retrieval.abbreviations import abbreviations
from retrieval.identifiers import find_identifiers
from retrieval.records import Language

_LIGHT = word_set(
    """minimum min maximum max many much long often far high number allowed permitted ok legal possible
    need needed have must should limit limits least most value values rule rules regulation document
    documents report standard say says mean means meant definition define define happen happens kind
    type use used using case time times make made take takes put go going goes first only thing things
    people someone somebody anyone everything whatever minimal minimale maximal maximale nombre
    combien autorisé permis obligatoire valeur règle règlement document rapport norme faut possible
    signifie définition type cas fois stand stands doing get gets vehicle car team
    remain remained remains stay stayed stays reste resté restée restés restées restait"""
)
_LIGHT_WEIGHT = 0.3
_MOMENT_WEIGHT = 0.9
_LEAST_OWN = 0.3
_LONGEST_UNIT = 3
_NO_UNITS = frozenset({"second", "seconde", "degree", "degrees", "points", "field"})
"""Units that are more often something else."""


@dataclass(frozen=True, slots=True)
class Term:
    """A key word or set phrase: its stems, its weight (rarity), and entries that count nearly as much.

    Attributes:
        said: As the question has it; empty for a day or a time of day.
        of_others: What one of ``others`` counts.
    """

    entry: Entry
    weight: float
    others: frozenset[Entry]
    said: str = ""
    of_others: float = 0.85

    def held(self, stems: Set[str]) -> float:
        """1 where the words are there, less where others are that mean it, else half the share of them."""
        if all(part in stems for part in self.entry):
            return 1.0
        if any(all(part in stems for part in entry) for entry in self.others):
            return self.of_others
        return 0.5 * sum(part in stems for part in self.entry) / len(self.entry)


def key_terms(text: str, language: Language, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The content words of a question as terms; a misspelt word is taken for the nearest known one.

    A day and a time of day are one term each, held however they are written.
    """
    tags = {part.lower() for tag in find_identifiers(text) for part in tag.split("-")}
    terms: dict[Entry, Term] = {}
    for moment in find_moments(text):
        said = [(word,) for word in moment.words]
        terms.setdefault(said[0], Term(said[0], _MOMENT_WEIGHT, frozenset(said[1:])))
    for group in phrases(_in_full(text, language, tags), language):
        entry = tuple(stem(word, language) for word in group)
        others = same_meaning(group, language)
        known = any(part in vocabulary for item in (entry, *others) for part in item)
        if not known and len(entry) == 1 and not any(c.isdigit() for c in entry[0]):
            near = vocabulary.nearest(entry[0])
            if near is not None:
                entry, others = (near,), same_meaning((near,), language)
        if any(unit_of(word) and len(word) <= _LONGEST_UNIT for word in group):
            continue
        weight = 0.15 + sum(vocabulary.rarity(part) for part in entry) / len(entry) ** 0.5
        if all(word in _LIGHT or fold(word) in _LIGHT or _is_unit(word) for word in group):
            weight *= _LIGHT_WEIGHT
        if any(word in tags for word in group):
            weight *= 1.5
        terms.setdefault(entry, Term(entry, weight, others, " ".join(group)))
    return tuple(terms.values())


def _in_full(text: str, language: Language, tags: Set[str]) -> list[str]:
    """The content words; of an English question abbreviations in full (``temp``), parts of tags apart."""
    known = abbreviations() if language == "en" else {}
    words = content_words(without_moments(text))
    return [part for word in words for part in (word if word in tags else known.get(word, word)).split()]


def _is_unit(word: str) -> bool:
    """True for a unit written out, which an answer writes as a sign: ``hours``, ``minutes``."""
    return word not in _NO_UNITS and unit_of(word) is not None


def without(said: Set[str], terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms that do not merely name the document asked about; all of them where none would be left."""
    own = tuple(term for term in terms if not all(part in said for part in term.entry))
    return own or terms


def without_title(terms: tuple[Term, ...], title: Set[str]) -> tuple[Term, ...]:
    """The terms that do not merely name the document; all of them where hardly any would be left."""
    own = tuple(term for term in terms if not all(part in title for part in term.entry))
    total = sum(term.weight for term in terms)
    return own if sum(term.weight for term in own) >= _LEAST_OWN * total else terms


def covered(terms: Iterable[Term], *zones: tuple[float, Set[str]]) -> float:
    """Weighted share of the terms that the zones hold; each zone counts by its factor, the best wins."""
    total = found = 0.0
    for term in terms:
        total += term.weight
        found += term.weight * max((factor * term.held(stems) for factor, stems in zones), default=0.0)
    return found / total if total else 0.0
