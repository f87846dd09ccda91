"""Search terms: stems of both languages, technical tokens whole and in parts."""

from __future__ import annotations

import pytest

from retrieval.words import near_terms, query_terms, terms


@pytest.mark.parametrize(
    ("asked", "written", "language"),
    [
        ("lubricating bearings", "The bearing was lubricated.", "en"),
        ("roulements graissés", "Graisser le roulement", "fr"),
        ("défaillances", "une défaillance", "fr"),
        ("6205-2RS", "bearing 6205-2RS fitted", "en"),
        ("6205", "bearing 6205-2RS fitted", "en"),
        ("mm/s", "7.1 mm/s RMS", "en"),
    ],
)
def test_a_question_meets_the_passage(asked: str, written: str, language: str) -> None:
    assert set(query_terms(asked)) & set(terms(written, language))  # type: ignore[arg-type]


def test_stop_words_and_accents_go() -> None:
    assert terms("the of and", "en") == []
    assert terms("le des où", "fr") == []
    assert terms("Pièces", "fr") == terms("pieces", "fr")


def test_whole_technical_tokens_are_kept() -> None:
    assert "6205-2rs" in terms("6205-2RS", "en")
    assert "p-101a" in terms("P-101A", "fr")


@pytest.mark.parametrize(
    ("asked", "written", "language"),
    [
        ("reparation de la pompe", "Réparation", "fr"),
        ("l'etancheite", "étanchéité", "fr"),
        ("P101A", "P-101A was stopped", "en"),
        ("P-101A", "stop p101a", "en"),
        ("µm", "20 µm filter", "en"),
        ("drive-end", "drive‑end bearing", "en"),
    ],
)
def test_spellings_meet(asked: str, written: str, language: str) -> None:
    assert set(query_terms(asked)) & set(terms(written, language))  # type: ignore[arg-type]


def test_elisions_and_stop_words_are_no_terms() -> None:
    assert terms("l'eau qu'il n'a pas", "fr") == terms("eau", "fr")
    assert query_terms("the d'une s") == []


def test_a_very_long_token_is_no_term() -> None:
    assert terms("x" * 5000, "en") == []


def test_the_parts_of_an_endless_token_are_kept() -> None:
    chain = "/".join(
        ["impeller", "coupling", "gearbox", "bearing", "housing", "strainer", "baseplate", "motor"]
    )
    assert len(chain) > 64
    assert {"strainer", "motor"} <= set(terms(chain, "en"))


def test_terms_near_a_stem_begin_alike() -> None:
    assert list(near_terms(["sealing", "seat", "sea", "pump"], {"seal"})) == ["sealing", "seat", "sea"]
    assert list(near_terms(["sealing", "bearing", "beadwork"], {"bearing"})) == ["bearing"]
