from __future__ import annotations

import pytest

from ingest.shorthand.model import packaged_model
from ingest.shorthand.reading import is_french, read_text


@pytest.mark.parametrize(
    ("text", "components", "failures", "actions"),
    [
        ("repl lkg mech. seal on P-101A", ("mechanical seal",), ("leak",), ("replace",)),
        ("Strainer S-101A plugged", ("strainer",), ("block",), ()),
        ("c/o worn brgs", ("bearing",), ("wear",), ("replace",)),
    ],
)
def test_an_order_in_shorthand_is_named(
    text: str, components: tuple[str, ...], failures: tuple[str, ...], actions: tuple[str, ...]
) -> None:
    reading = read_text(text, packaged_model())
    assert (reading.components, reading.failures, reading.actions) == (components, failures, actions)


def test_the_text_is_written_out_beside_its_names() -> None:
    assert read_text("repl lkg seal on P-101A", packaged_model()).text == "replace leaking seal on P-101A"


@pytest.mark.parametrize(
    "text", ["Fuite garniture de la pompe P-101A", "Défaut mesure PDT-104B", "Remplacement des chg et vib"]
)
def test_french_texts_are_left_alone(text: str) -> None:
    assert is_french(text)
    reading = read_text(text, packaged_model())
    assert reading.text == text
    assert (reading.components, reading.failures, reading.actions) == ((), (), ())


def test_letters_of_tags_are_no_french_words() -> None:
    assert not is_french("Strainer S-101A plugged")
