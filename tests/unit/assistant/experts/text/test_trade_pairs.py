"""Pairs in the words of the trade agree in what can be checked: numbers and tags."""

import re

from assistant.experts.text.trade_pairs import glossary_groups, trade_pairs


def test_pairs_agree_in_numbers_and_hold_glossary_phrases_and_documents() -> None:
    pairs = list(trade_pairs())
    by_document = {pair.document for pair in pairs}
    assert by_document == {"glossary", "phrases", "documents"}
    for pair in pairs:
        numbers = [re.findall(r"\d+", text.replace(",", ".")) for text in (pair.english, pair.french)]
        if pair.document != "glossary":
            assert sorted(numbers[0]) == sorted(numbers[1]), pair


def test_groups_have_words_in_both_languages() -> None:
    groups = glossary_groups()
    assert (["torque"], ["couple"]) in groups
    assert all(english[0] and french[0] for english, french in groups)
