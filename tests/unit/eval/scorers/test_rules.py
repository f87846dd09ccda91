from __future__ import annotations

import pytest

from eval.scorers.bag_of_words import bag_of_words_f1
from eval.scorers.rule_numbers import listed_rules, number_f1, official_f1


def test_bag_of_words_ignores_case_punctuation_and_articles() -> None:
    assert bag_of_words_f1("A wheel, the Hub.", "wheel hub") == 1.0
    assert bag_of_words_f1("wheel", "wheel hub") == pytest.approx(2 / 3)
    assert bag_of_words_f1("", "wheel hub") == 0.0


def test_lists_of_rules() -> None:
    rules = listed_rules("['T.7', 'T.7.1']")
    assert rules == ("T.7", "T.7.1")
    assert official_f1("T.7, T.7.1", rules) == 1.0
    assert official_f1("T.7, T.9", rules) == 0.5
    assert official_f1("The rules are T.7 and T.7.1.", rules) < 0.5
    assert number_f1("The rules are T.7 and T.7.1.", rules) == 1.0


@pytest.mark.parametrize("text", ["__import__('os')", "{'a': 1}", "[1, 2]", "T.7"])
def test_references_are_lists_of_strings_and_never_code(text: str) -> None:
    with pytest.raises(ValueError, match="no list"):
        listed_rules(text)
