from __future__ import annotations

import pytest

from assistant.experts.tables.words import (
    distance,
    fold,
    is_abbreviation,
    is_misspelling,
    name_words,
    norms,
    prepare,
    same_family,
    squash,
    stems,
    tokenize,
)


def test_fold_keeps_length() -> None:
    text = "Défaut d’étanchéité – n° 4"
    assert len(fold(text)) == len(text)
    assert fold("Équipement") == "equipement"


def test_contractions_and_possessives_are_undone() -> None:
    assert prepare("the pump's seal doesn't leak") == "the pump seal does not leak"


def test_tokens_keep_tags_whole_and_decimals_together() -> None:
    assert norms("P-101B leaked 1.5 l in 24h") == ("p", "101b", "leaked", "1.5", "l", "in", "24h")
    assert [t.text for t in tokenize("lock-up_clutch")] == ["lock", "up", "clutch"]


def test_names_are_cut_at_case_and_underscores() -> None:
    assert name_words("actualFinish") == ("actual", "finish")
    assert name_words("WORK_ORDER") == ("work", "order")


def test_squash_ignores_how_a_tag_is_written() -> None:
    assert squash("P-101") == squash("p 101") == squash("P101")


def test_stems_join_inflections() -> None:
    assert stems("leaking") & stems("leaks")
    assert stems("worn") & stems("wear")
    assert not stems("pump") & stems("motor")


@pytest.mark.parametrize(("a", "b", "same"), [("blocked", "blockage", True), ("motor", "motion", False)])
def test_families(a: str, b: str, same: bool) -> None:
    assert same_family(a, b) is same


def test_misspellings_are_near_and_begin_alike() -> None:
    assert is_misspelling("condensor", "condenser")
    assert is_misspelling("recomended", "recommended")
    assert not is_misspelling("counting", "coupling")
    assert not is_misspelling("seal", "real")
    assert distance("abcd", "abdc") == 1


@pytest.mark.parametrize(
    ("short", "words", "yes"),
    [
        ("ch", ["chiller"], True),
        ("chlr", ["chiller"], True),
        ("ct", ["cooling", "tower"], True),
        ("xh", ["chiller"], False),
        ("pump", ["pump"], False),
    ],
)
def test_abbreviations(short: str, words: list[str], yes: bool) -> None:
    assert is_abbreviation(short, words) is yes
