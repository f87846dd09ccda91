"""Passages are cut at sentences, and what must stay stays."""

from __future__ import annotations

import random

import pytest

from moe_adapters.recipes.plant.passages import detokenise, sentence_of, sentences, window

TEXT = (
    "The pump was built in 1998. It is driven by a motor of 45 kW. Dr. Braun wrote the first manual. "
    "The seal is checked every week! Who pays for it? The owner, as agreed."
)


def test_sentences_cover_the_text_and_keep_abbreviations_whole() -> None:
    parts = [TEXT[low:high] for low, high in sentences(TEXT)]
    assert parts[2] == "Dr. Braun wrote the first manual."
    assert " ".join(parts) == TEXT


@pytest.mark.parametrize("seed", range(20))
def test_a_window_holds_the_answer_and_whole_sentences_only(seed: int) -> None:
    start = TEXT.index("45 kW")
    cut = window(TEXT, start, start + 5, random.Random(seed), words=(8, 20))
    assert "45 kW" in cut
    whole = {TEXT[low:high] for low, high in sentences(TEXT)}
    assert all(cut[low:high] in whole for low, high in sentences(cut))
    assert len(cut.split()) <= 20


def test_the_answer_is_at_different_places() -> None:
    start = TEXT.index("every week")
    cuts = {window(TEXT, start, start + 10, random.Random(seed), words=(15, 25)) for seed in range(30)}
    assert len({cut.index("every week") for cut in cuts}) > 2


def test_a_long_sentence_is_kept_whole() -> None:
    text = "word " * 50 + "end. Another one."
    assert window(text, 0, 4, random.Random(0), words=(5, 10)) == "word " * 50 + "end."


def test_sentence_of_refuses_what_crosses_a_border() -> None:
    start = TEXT.index("1998")
    assert sentence_of(TEXT, start, start + 4) == "The pump was built in 1998."
    assert sentence_of(TEXT, start, start + 12) is None


def test_detokenised_text_reads_naturally() -> None:
    assert (
        detokenise("The band 's album ( 1975 ) , `` Time '' , sold 2 , say critics .")
        == 'The band\'s album (1975), "Time", sold 2, say critics.'
    )
