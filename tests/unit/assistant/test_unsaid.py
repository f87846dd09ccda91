from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from assistant.experts.text.word_forms import WordForms
from assistant.records import Question
from assistant.unsaid import MOST_TOLD, Unsaid, UnsaidWord
from retrieval.records import Chunk, Language, Scope

PASSAGES = (
    "The coupling guard was removed and the bearings were greased.",
    "Le capot a été repeint en bleu. Insulation resistance: 12 MOhm.",
)
CELL = "filter cartridge"
NAMES = ("site/orders.xlsx Work orders", "Supplier", "P101 suction pressure")


def passages(forms: WordForms, scope: Scope) -> Iterable[Chunk]:
    for place, text in enumerate(PASSAGES):
        yield Chunk(
            id=str(place), source="site/a.txt", kind="text", ordinal=place, text=text, headings=("Overhaul",)
        )


def cells(forms: WordForms, scope: Scope) -> Mapping[str, object]:
    return {"site/orders.xlsx": CELL} if forms.are_in(CELL) else {}


def looked_up(text: str, language: Language = "en", spoken: str = "en fr") -> tuple[UnsaidWord, ...]:
    looked = Unsaid(
        passages=passages, cells=cells, names=lambda scope: NAMES, languages=lambda scope: set(spoken.split())
    )
    return looked.words(Question(asked=text, text=text, language=language), Scope())


def unsaid(text: str, language: Language = "en") -> tuple[str, ...]:
    return tuple(word.text for word in looked_up(text, language))


def test_a_word_that_no_source_says_is_told() -> None:
    assert unsaid("who holds the warranty of the coupling?") == ("warranty",)
    assert unsaid("quelle est la garantie du capot ?", "fr") == ("garantie",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("which bearing was greased?", "en"),  # another form
        ("quel roulement ?", "fr"),  # the other language
        ("quelle résistance ?", "fr"),  # the other language, spelt nearly so
        ("when was the overhaul?", "en"),  # a heading
        ("how many cartridges?", "en"),  # a cell
        ("which supplier?", "en"),  # a column
    ],
)
def test_a_word_that_stands_somewhere_is_not(text: str, language: Language) -> None:
    assert unsaid(text, language) == ()


def test_codes_numbers_what_sensors_measure_and_how_it_is_asked_are_left_out() -> None:
    assert unsaid("temperature of P-999 in August 2031 at 14:00?") == ()
    assert unsaid("Bonjour, pourriez-vous me dire le dernier roulement, s'il vous plaît ?", "fr") == ()


def test_a_word_may_stand_there_in_the_other_language_where_it_has_no_translation() -> None:
    assert looked_up("any gazebo?") == (UnsaidWord("gazebo", untranslated=True),)
    assert looked_up("any gazebo?", spoken="en") == (UnsaidWord("gazebo"),)
    assert looked_up("any warranty?") == (UnsaidWord("warranty"),)


def test_a_few_are_told_at_most() -> None:
    assert len(unsaid("warranty insurance invoice licence permit")) == MOST_TOLD
