"""What a question asks for, read from its first words, in two ways. Knows no ranking and no fields.

``words_for`` gives any word for it, to tell whether a source *speaks of it at all*: one of them is enough.
``name_typed`` gives the name as typed, to tell whether a field *is called so*: all of it must be there.
Neither stands for the other. A passage with "particle" speaks of what "what is the exchange particle"
asks for, but a field ``Particle`` is not called so; and "the warranty of …" names something without a "what".
"""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.experts.text.trade_entries import same_meaning
from assistant.experts.text.vocabulary import Vocabulary
from assistant.words import STOP_WORDS, content_words, stem, word_set
from retrieval.records import Language

_LANGUAGES: tuple[Language, ...] = ("en", "fr")
_ASKING = r"(?!(?:what|which|who|how|when|where|why|que|qui|quoi|quand|comment|combien|où|pourquoi)\b)"
_BEFORE_A_NOUN = (
    r"(?:nouvel(?:le)?s?|nouveaux?|derni[eè]re?s?|premi[eè]re?s?|prochaine?s?|ancien(?:ne)?s?|petite?s?|"
    r"grande?s?|grosse?s?|vieux|vieil(?:le)?s?|m[eê]mes?)"
)
"""Adjectives that stand before what they tell of: ``nouvelle distance de sécurité``."""
_SPOKEN_OF = {
    "en": re.compile(
        r"^\W*(?:(?:and|so|ok|hi|hello)\W+)?"
        r"(?:(?:what(?:['’]s| is| are| was| were|(?! [a-z]+(?:ed|s)\b))|which|give me|tell me|"
        r"show me|find)\s+)?(?:the |our |a |an )?"
        rf"(?:{_ASKING}[a-z]+[ -])?{_ASKING}(?P<noun>[a-z]{{5,}})\s+(?:of|for|on)\s+\S",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"^\W*(?:(?:et|bonjour)\W+)?"
        r"(?:(?:quel(?:le)?s?(?: (?:est|sont|était|étaient))?|c['’]est quoi|donne[zr]?[- ]moi)\s+)?"
        rf"(?:le |la |les |l['’]|une? )?(?:{_BEFORE_A_NOUN}\s+)?"
        rf"{_ASKING}(?P<noun>[^\W\d_]{{5,}})\s+(?:{_ASKING}[^\W\d_]+\s+)?"
        r"(?:de la |de l['’]|du |des |de |d['’]|sur |pour )\S",
        re.IGNORECASE,
    ),
}
_CALLED = {
    "en": re.compile(
        r"^\W*(?:(?:and|so|ok|hi|hello)\W+)?(?:what|which)(?:['’]s| is| are| was| were)?\s+"
        r"(?:the |its |their )?"
        r"(?P<noun>[a-z-]{3,}(?:\s[a-z-]{3,}){0,3}?)\s*"
        r"(?:\?|$|\b(?:of|for|on|at|in|during|when|near|aboard|does|do|did|has|have|had|is|was|are|were)\b)",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"^\W*(?:(?:et|bonjour)\W+)?quel(?:le)?s? (?:est|sont|était|étaient)?\s*(?:le |la |les |l['’])?"
        r"(?P<noun>[^\W\d_]{3,}(?:\s[^\W\d_]{3,})?)\s*(?:\?|$|\b(?:du|des|de|d|au|aux|sur|pour|lors|à)\b)",
        re.IGNORECASE,
    ),
}
_ROLE = {
    "en": re.compile(
        r"^\W*(?:and\s+)?who(?:['’]s| is| was| are| were)\s+(?:the|our|your|their|its)\s+"
        r"(?P<noun>[a-z-]{4,}(?:\s[a-z-]{4,}){0,2}?)\s*(?:\?|$|\b(?:of|for|on|at|in)\b)",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"^\W*(?:et\s+)?qui (?:est|était|sont|étaient)\s+(?:le |la |les |l['’]|notre |votre |nos |vos )"
        rf"(?!plus\b|moins\b)(?:{_BEFORE_A_NOUN}\s+)?(?P<noun>[^\W\d_]{{4,}})\b",
        re.IGNORECASE,
    ),
}
_GENERAL = word_set(
    """gist summary synopsis overview purpose meaning reason explanation definition description details story
    outcome essence content contents point context background importance significance advantage benefits
    situation history difference relation relationship opinion advice equivalent translation answer
    résumé synthèse aperçu raison explication définition description détails histoire contenu contexte
    importance signification avantage situation différence relation avis conseil équivalent traduction réponse
    nature essentiel number numbers numéro numéros numero numeros reference référence identifier deadline
    échéance echeance"""
)
"""What may be asked of anything, in whatever words."""


def words_for(text: str, language: Language) -> frozenset[str]:
    """Stems of the noun asked for ("the warranty of …") and of what means the same; empty where none is."""
    match = _SPOKEN_OF[language].match(text)
    noun = match["noun"].lower() if match else ""
    if not noun or noun in STOP_WORDS or noun in _GENERAL:
        return frozenset()
    return _stems_of(noun, language)


def _stems_of(noun: str, language: Language) -> frozenset[str]:
    """Of a noun and of what means the same."""
    own = frozenset(stem(noun, spoken) for spoken in _LANGUAGES)
    return own | {part for entry in same_meaning((noun,), language) for part in entry}


def role_asked(text: str, language: Language) -> frozenset[str]:
    """Stems of what somebody is ("who is the plant manager") and of what means the same; empty for others."""
    match = _ROLE[language].match(text)
    if match is None:
        return frozenset()
    noun = match["noun"].lower().split()[-1]
    return _stems_of(noun, language)


def name_typed(text: str, language: Language) -> frozenset[str]:
    """Stems of the words right behind "what": ``wind`` of "what was the wind at the site"; empty for none."""
    match = _CALLED[language].match(text)
    words = [word for word in content_words(match["noun"]) if word not in _GENERAL] if match else []
    return frozenset(stem(word, language) for word in words)


def is_unheard(nouns: Set[str], vocabulary: Vocabulary) -> bool:
    """True where no source has one of the nouns, nor a word spelled nearly so."""
    if not nouns or not vocabulary.is_whole:
        return False
    return not any(noun in vocabulary or vocabulary.nearest(noun) for noun in nouns)
