"""Who wrote, approved or did what a document is on, by the fields of its head."""

from __future__ import annotations

import pytest

from assistant.crossing.who_did import WhoDid, role_asked
from retrieval.records import Language, Scope

from .mill import MillLibrary, chunk, names_in, question

_SOURCE = "mill/SR-2031-044_saw.pdf"
_HEAD = (
    chunk(_SOURCE, 0, "Report | SR-2031-044 | Written by | Saw fitter\nCrew: shift C\nVérifié par : chef de scie"),
    chunk(_SOURCE, 1, "The blade was written off by the insurer."),
)  # fmt: skip


class _Library(MillLibrary):
    def chunks_of(self, source: str, *, most: int | None = None) -> list:  # type: ignore[type-arg, override]
        return list(_HEAD) if source.startswith("mill/SR") else []


def _told(text: str, language: Language = "en") -> str | None:
    bridge = WhoDid(names_in=names_in, library=_Library()).cross(question(text, language), Scope())  # type: ignore[arg-type]
    return None if bridge is None else bridge.refusal or bridge.reasons[0].statement


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Who wrote report SR-2031-044?", "en", "Written by: Saw fitter (SR-2031-044_saw.pdf)."),
        ("qui a rédigé le rapport SR-2031-044 ?", "fr", "Written by : Saw fitter (SR-2031-044_saw.pdf)."),
        ("who did the work of SR-2031-044", "en", "Crew: shift C (SR-2031-044_saw.pdf)."),
        ("qui a vérifié SR-2031-044 ?", "fr", "Vérifié par : chef de scie (SR-2031-044_saw.pdf)."),
    ],
)
def test_the_field_is_told(text: str, language: Language, told: str) -> None:
    assert _told(text, language) == told


def test_a_named_document_without_the_field_is_said_to_hold_none() -> None:
    assert "SR-2031-044_saw.pdf" in (_told("who approved report SR-2031-044?") or "")
    assert "Written by" not in (_told("who approved report SR-2031-044?") or "")


@pytest.mark.parametrize(
    "text", ["who works on SR-2031-044?", "what was written in SR-2031-044?", "who wrote the novel?"]
)
def test_other_questions_are_left(text: str) -> None:
    assert _told(text) is None


def test_the_verb_says_which_field() -> None:
    approved = role_asked("Who approved it?")
    assert approved is not None
    assert approved.fullmatch("approuve par")
    assert not approved.fullmatch("written by")
