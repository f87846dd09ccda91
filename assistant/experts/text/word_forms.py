"""Words in every form that a text may give them: stems of both languages, irregular pasts, translations.

Knows the glossary and stems; no passage, no table and no question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from assistant.experts.text.glossary import glossary
from assistant.irregular import BASE_FORMS
from assistant.words import stem, tokens
from retrieval.records import Language

_LANGUAGES: tuple[Language, ...] = ("en", "fr")


@dataclass(frozen=True, slots=True)
class WordForms:
    """Some words, as texts may say them.

    Attributes:
        ways: As ``retrieval.words.Ways``: each an own choice of words, ``moteur électrique`` for ``motor``.
    """

    ways: tuple[tuple[frozenset[str], ...], ...]

    def are_in(self, text: str) -> bool:
        """True where the text says all the words in one of the ways."""
        said = {stem(word, language) for word in tokens(text) for language in _LANGUAGES}
        return any(all(said & stems for stems in way) for way in self.ways)


def word_forms(words: Sequence[str], language: Language) -> WordForms:
    """Content words of a language in every form, and through the glossary in the other language.

    Words that the glossary lists together (``relief valve``) are translated together.
    """
    other: Language = "en" if language == "fr" else "fr"
    said = [
        (group, *glossary().meanings(group, to=other)) for group in glossary().groups(list(words), language)
    ]
    ways = (tuple(_stems(word) for word in _joined(choice)) for choice in product(*said))
    return WordForms(tuple(dict.fromkeys(ways)))


def _joined(groups: Iterable[Sequence[str]]) -> list[str]:
    return [word for group in groups for word in group]


def _stems(word: str) -> frozenset[str]:
    """The stems of a word; an irregular past is found by its own letters, for an index that lists those."""
    base = BASE_FORMS.get(word, word)
    forms = {word, base, *(past for past, verb in BASE_FORMS.items() if verb == base)}
    return frozenset(stem(form, language) for form in forms for language in _LANGUAGES)
