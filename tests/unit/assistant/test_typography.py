"""French signs stay on the line of their word, and nothing else is touched."""

from __future__ import annotations

import pytest

from assistant.typography import typeset


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ("Période : du 4 au 5 ; fin", "Période\u00a0: du 4 au 5\u00a0; fin"),
        ("cherché « couleur », « peinture ».", "cherché «\u00a0couleur\u00a0», «\u00a0peinture\u00a0»."),
        ("part 52 % ; (29 %)", "part 52\u00a0%\u00a0; (29\u00a0%)"),
        ("ouvert ?", "ouvert\u00a0?"),
        ("le code :12 et a:b", "le code :12 et a:b"),
    ],
)
def test_a_sign_is_not_parted_from_its_word(text: str, set_: str) -> None:
    assert typeset(text, "fr") == set_
    assert set_.replace("\u00a0", " ") == text


def test_english_is_left_as_it_is() -> None:
    assert typeset("Period : 4 ; 5 %", "en") == "Period : 4 ; 5 %"
