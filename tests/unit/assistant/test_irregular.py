from __future__ import annotations

import pytest

from assistant.irregular import BASE_FORMS
from assistant.words import content_stems, stem


@pytest.mark.parametrize(
    ("asked", "said"),
    [("Who leads the analysis?", "The analysis was led by P."), ("Who wrote it?", "It was written by P."),
     ("Which seal broke?", "The seal is broken"), ("bearing wear", "the bearing was worn")],
)  # fmt: skip
def test_the_past_is_compared_as_the_present(asked: str, said: str) -> None:
    assert set(content_stems(asked)) <= set(content_stems(said))


def test_only_english_is_and_no_verb_is_its_own_past() -> None:
    assert stem("made", "fr") != stem("make", "fr")
    assert not set(BASE_FORMS) & set(BASE_FORMS.values())
    assert all(past.isalpha() and past != verb for past, verb in BASE_FORMS.items())
