"""Why something befell equipment is told by the report that found the cause, of the day that is asked for."""

from __future__ import annotations

import pytest

from assistant.crossing.causes_of import CausesOf
from retrieval.records import Language, Scope

from .mill import MillLibrary, chunk, question

ANALYSIS = "mill/RC-2031-009_SW-12.docx"
VISIT = "mill/VS-2031-010_CV-30.docx"
_TITLES = {ANALYSIS: "Root cause analysis: jam of SW-12", VISIT: "Visit of CV-30"}
_PASSAGES = (
    chunk(ANALYSIS, 0, "On 23 May 2031 at 14:20 the band saw SW-12 tripped when the blade jammed."),
    chunk(ANALYSIS, 1, "The root cause is a chip behind the guide. The guide had been left open."),
    chunk(VISIT, 0, "SW-12 has been stopped since 23/05/2031. The cause of the noise of CV-30 is its belt."),
)


@pytest.fixture(scope="module")
def causes() -> CausesOf:
    return CausesOf(library=MillLibrary(_TITLES, _PASSAGES))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Why did SW-12 trip?", "en"),
        ("Why was SW-12 stopped on 23 May?", "en"),
        ("Pourquoi SW-12 a-t-elle déclenché ?", "fr"),
        ("Pourquoi SW-12 a-t-elle été arrêtée le 23 mai ?", "fr"),
        ("Quelle est la cause du déclenchement de SW-12 ?", "fr"),
    ],
)
def test_the_cause_is_told_then_the_event(causes: CausesOf, text: str, language: Language) -> None:
    bridge = causes.cross(question(text, language), Scope())
    assert bridge is not None
    assert [reason.quote for reason in bridge.reasons] == [
        "The root cause is a chip behind the guide.",
        "On 23 May 2031 at 14:20 the band saw SW-12 tripped when the blade jammed.",
    ]
    assert {reason.source for reason in bridge.reasons} == {ANALYSIS}


def test_a_day_on_which_it_was_not_is_said(causes: CausesOf) -> None:
    bridge = causes.cross(question("Why was SW-12 stopped on 2 May?"), Scope())
    assert bridge is not None
    assert "23 May 2031 at 14:20" in (bridge.refusal or "")


@pytest.mark.parametrize("text", ["Why did CV-30 trip?", "Why is SW-12 painted green?", "Did SW-12 trip?"])
def test_other_questions_are_left_to_the_experts(causes: CausesOf, text: str) -> None:
    assert causes.cross(question(text), Scope()) is None
