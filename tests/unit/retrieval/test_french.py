"""French stems: one for all forms of a word, with and without accents."""

import pytest

from retrieval.french import french_stem
from retrieval.words import fold, query_terms, terms


@pytest.mark.parametrize(
    "forms",
    [
        "réparer répare réparé réparée réparées réparent réparation reparation",
        "vérifier vérifie vérifié vérifiée vérification verifiee",
        "graisser graissage graissés graisse",
        "nettoyer nettoyage nettoie nettoyée",
        "étanche étanchéité etancheite",
        "tenir tient tenu tenues",
        "débit débits",
        "pneu pneus",
        "durée durées",
        "remplacer remplacement remplacent",
    ],
)
def test_forms_of_a_word_share_their_stem(forms: str) -> None:
    assert len({french_stem(fold(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["bar barre", "limite lime", "pompe pompier", "vis visite", "huile huit"])
def test_other_words_do_not(words: str) -> None:
    first, second = words.split()
    assert french_stem(first) != french_stem(second)


@pytest.mark.parametrize("word", ["", "a", "20", "p101a"])
def test_what_is_no_word_stays(word: str) -> None:
    assert french_stem(word) == word


def test_a_question_without_accents_meets_the_passage() -> None:
    held = terms("Les joints d'étanchéité sont vérifiés ; l'œil du palan est nettoyé.", "fr")
    assert set(query_terms("verifiee")) & set(held)
    assert set(query_terms("etancheite")) & set(held)
    assert set(query_terms("oeil nettoyage")) & set(held)
