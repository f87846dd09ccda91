from __future__ import annotations

import pytest

from assistant.trade_words import LONGEST, english_forms, french_forms, trade_words
from retrieval.records import Language


def _shared(english: str, french: str) -> frozenset[str]:
    listed = trade_words()
    left = listed.english.get(tuple(english.split()), frozenset())
    return left & listed.french.get(tuple(french.split()), frozenset())


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("lack of steam", "manque vapeur"),
        ("jammed", "bourrages"),
        ("suspended solids", "matieres en suspension"),
        ("tss", "mes"),
        ("relief valves", "soupapes"),
        ("set pressure", "pression de tarage"),
        ("calibrates", "etalonnages"),
        ("calibrating", "etalonnee"),
        ("calibration body", "organisme d etalonnage"),
        ("near misses", "presqu accidents"),
        ("circuitbreakers", "disjoncteurs"),
        ("ball bearings", "roulements a billes"),
        ("waiting for parts", "attente pieces"),
        ("nonconformities", "non conformites"),
        ("work orders", "ot"),
        ("deadline", "echeance"),
        ("vendor", "fournisseurs"),
        ("quantity", "qte"),
        ("hydrogen", "h2"),
        ("cu", "cuivre"),
        ("nh3", "ammoniac"),
    ],
)
def test_the_same_in_both_languages(english: str, french: str) -> None:
    assert _shared(english, french)


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("bearing", "vanne"),
        ("lower limit", "limite haute"),
        ("open", "clos"),
        ("overvoltage", "sous tension"),
        ("suction", "refoulement"),
        ("lost time accident", "accident sans arret"),
        ("noncompliant", "conforme"),
        ("minimum stock", "stock maxi"),
    ],
)
def test_what_is_not_the_same(english: str, french: str) -> None:
    assert tuple(english.split()) in trade_words().english
    assert tuple(french.split()) in trade_words().french
    assert not _shared(english, french)


@pytest.mark.parametrize(
    ("word", "language"),
    [("sale", "en"), ("four", "en"), ("tour", "en"), ("vis", "en"), ("lead", "fr"), ("can", "fr")],
)
def test_short_words_of_the_other_language_mean_nothing(word: str, language: Language) -> None:
    assert not trade_words().asked((word,), language)


def test_a_long_word_of_the_other_language_is_known() -> None:
    assert trade_words().asked(("soupape",), "en")
    assert trade_words().asked(("flowmeter",), "fr")


def test_forms() -> None:
    assert {("check", "valve"), ("check", "valves"), ("checkvalve",)} <= set(english_forms("check valve"))
    assert {("stop",), ("stops",), ("stopped",), ("stopping",)} <= set(english_forms("stop*"))
    forms = set(french_forms("vanne de vidange"))
    assert {("vannes", "de", "vidange"), ("vanne", "vidange"), ("vanne", "de", "la", "vidange")} <= forms
    assert {("actions", "correctives"), ("action", "corrective")} <= set(french_forms("action corrective"))
    assert {("soldee",), ("soldees",), ("soldes",)} <= set(french_forms("soldé"))
    assert {("etalonne",), ("etalonnent",), ("etalonnee",)} <= set(french_forms("étalonner*"))


def test_every_group_can_be_found() -> None:
    assert len(trade_words().groups) > 1500
    for english, french in trade_words().groups:
        assert english
        assert french
        for side, forms in ((english, english_forms), (french, french_forms)):
            assert any(0 < len(phrase) <= LONGEST for entry in side for phrase in forms(entry)), side


def test_a_plural_that_is_a_word_of_its_own_is_none() -> None:
    """``temps`` is time, not several of ``temp``."""
    assert trade_words().french[("temps",)] == {"=time/heure"}
    assert "=temperature/température" in trade_words().french[("temp",)]
