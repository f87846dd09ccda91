"""Grounds of advice as a participant reads them."""

from __future__ import annotations

from assistant.study.records import Ground, Words
from ui.study_words import ground_said


def test_weights_of_experts_are_read_in_the_participants_language() -> None:
    ground = Ground(text=Words(en="text 0.43, table 0.40", fr="text 0.43, table 0.40"), place="experts")
    assert ground_said(ground, "fr") == ("texte 43 %, tableaux 40 %", "Experts qu'il a consultés")
    assert ground_said(ground, "en") == ("text 43%, tables 40%", "Experts it asked")


def test_words_of_a_source_stay_as_they_are() -> None:
    ground = Ground(text=Words(en="table 0.45", fr="table 0.45"), place="a.pdf, p. 4")
    assert ground_said(ground, "fr") == ("table 0.45", "a.pdf, p. 4")
