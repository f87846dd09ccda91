"""Amounts that are asked for and told."""

from __future__ import annotations

import pytest

from assistant.experts.text.amounts import asks_amount, tells_amount


@pytest.mark.parametrize("text", ["how much glue for a joint?", "How many bolts?", "combien de rondelles ?"])
def test_an_amount_is_asked_for(text: str) -> None:
    assert asks_amount(text)
    assert not asks_amount("which glue for the joint?")


@pytest.mark.parametrize(
    "text", ["0,4 L of glue", "three bolts", "twice a shift", "aucune rondelle", "une seule fois"]
)
def test_figures_and_words_tell_an_amount(text: str) -> None:
    assert tells_amount(text)


@pytest.mark.parametrize("text", ["WI-12 Gluing of a joint", "Collage d'un joint", "Parts of line B2-A"])
def test_titles_and_identifiers_tell_none(text: str) -> None:
    assert not tells_amount(text)
