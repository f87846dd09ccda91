"""Whether it is asked where a thing is kept in store."""

from __future__ import annotations

import pytest

from assistant.stored import asks_store, may_ask_store


@pytest.mark.parametrize(
    "text",
    [
        "Where is the spare rotor of MX-4 kept?",
        "in which bin are the felt rings?",
        "dans quel rayon se trouve la turbine ?",
        "où sont rangées les bagues ?",
    ],
)
def test_a_shelf_is_asked_for(text: str) -> None:
    assert asks_store(text)


@pytest.mark.parametrize("text", ["where are the felt rings?", "où est la turbine ?"])
def test_a_place_may_be_a_shelf(text: str) -> None:
    assert may_ask_store(text)
    assert not asks_store(text)


@pytest.mark.parametrize("text", ["why did MX-4 stop?", "is MX-4 kept clean?", "ou bien la turbine ?"])
def test_other_questions_ask_for_no_place(text: str) -> None:
    assert not may_ask_store(text)
