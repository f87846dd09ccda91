"""Which words of a question no source says, in any form or in the other language. Knows nothing of answers.

A question is declined for many reasons. That nothing in the plant's files speaks of a warranty is the one
that an engineer can act on: another word, another file, or nothing to look for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from assistant.experts.series import lexicon
from assistant.experts.text.trade_entries import same_meaning
from assistant.experts.text.word_forms import WordForms, word_forms
from assistant.facts import MONTHS
from assistant.records import Question
from assistant.words import content_words, fold, stem, word_set
from retrieval.identifiers import find
from retrieval.records import Chunk, Language, Scope

PassagesHolding = Callable[[WordForms, Scope], Iterable[Chunk]]
"""Passages that may hold a word, one after the other; none is missed."""
CellsHolding = Callable[[WordForms, Scope], Mapping[str, object]]
"""The files with a table of which a cell holds it."""
Names = Callable[[Scope], Iterable[str]]
"""Names of files, titles, columns and sensors."""
Languages = Callable[[Scope], Set[str]]
"""Of the documents."""

_SAY_LITTLE = word_set(
    """
    last latest next first previous recent current often usually ever never always highest lowest biggest
    largest smallest longest total overall altogether average times happen happens happened goes went
    going come comes came make makes made take takes took taken look check know think help hello dear
    thanks called named whole actually exactly roughly approximately holds held booked happening today
    yesterday tomorrow dernier derniers dernière dernières prochain prochains prochaine prochaines premier
    première précédent récent actuel souvent jamais maximum minimum moyenne moyen fois lieu lieux mise
    mises pris prise avance plaît plait pourriez pourrais auriez voudriez pouvez savoir connaître consomme
    consomment utilise passe passé arrive arrivé appelle nommé environ exactement entrer aller venir
    prendre mettre trouve entier ensemble aujourd'hui hier demain besoin
    """
)
"""Words that say how and when something is asked, and not what about."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_LOOKED_FOR = 8
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class UnsaidWord:
    """A word that no source says.

    Attributes:
        untranslated: Some sources are in another language, in which no word for it is known.
    """

    text: str
    untranslated: bool = False


class Unsaid:
    """Looks a question's words up everywhere.

    Args:
        passages: Finds the passages that may hold a word.
        cells: Tells which tables hold it.
        names: What files, columns and sensors are called.
        languages: In which languages documents are.
    """

    def __init__(
        self, *, passages: PassagesHolding, cells: CellsHolding, names: Names, languages: Languages
    ) -> None:
        self._passages = passages
        self._cells = cells
        self._names = names
        self._languages = languages

    def words(self, question: Question, scope: Scope) -> tuple[UnsaidWord, ...]:
        """As they are asked, at most ``MOST_TOLD``; not codes, numbers and what sensors may measure."""
        asked = dict.fromkeys(content_words(question.text))
        telling = [word for word in asked if _WORD.fullmatch(word) and not _says_little(word)]
        forms = {word: _forms(word, question.language) for word in telling[:_MOST_LOOKED_FOR]}
        left = [word for word in forms if not self._stands_in_passages(forms[word], scope)]
        named = " ".join(self._names(scope)) if left else ""
        unsaid = [w for w in left if not (forms[w].are_in(named) or self._cells(forms[w], scope))]
        foreign = bool(unsaid) and not self._languages(scope) <= {question.language, "und"}
        return tuple(
            UnsaidWord(word, untranslated=foreign and not same_meaning((word,), question.language))
            for word in unsaid[:MOST_TOLD]
        )

    def _stands_in_passages(self, forms: WordForms, scope: Scope) -> bool:
        return any(forms.are_in(" ".join((c.text, *c.headings))) for c in self._passages(forms, scope))


def looked_for(text: str) -> list[str]:
    """The content words, and tags as they are printed."""
    words: list[str] = []
    at = 0
    for tag in find(text):
        words += [*content_words(text[at : tag.start]), text[tag.start : tag.end]]
        at = tag.end
    return list(dict.fromkeys((*words, *content_words(text[at:]))))


def _forms(word: str, language: Language) -> WordForms:
    """As it is written, without accents (``résistance`` is ``resistance``), and as it is called otherwise."""
    ways = [way for form in dict.fromkeys((word, fold(word))) for way in word_forms((form,), language).ways]
    called = same_meaning((word,), language)
    return WordForms((*ways, *(tuple(frozenset((said,)) for said in entry) for entry in called)))


def _says_little(word: str) -> bool:
    return word in _SAY_LITTLE or word in MONTHS or stem(word) in lexicon.VOCABULARY
