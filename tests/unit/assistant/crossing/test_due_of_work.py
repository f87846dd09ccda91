"""When work comes next without a tag is told by a sentence with its date, headings and title."""

from __future__ import annotations

import pytest

from assistant.crossing.due_of_work import DueOfWork
from retrieval.records import Hit, Language, Scope

from .mill import MillLibrary, chunk, question

_PASSAGES = (
    chunk("mill/route.pdf", 0, "The saw was measured. Next route: 26/09/2031. The drive is to be watched."),
    chunk("mill/route.pdf", 1, "The next alignment follows when the belt is worn."),
    chunk("mill/visit.pdf", 0, "Next visit by the insurer planned for 3 May 2032."),
)


@pytest.fixture
def due() -> DueOfWork:
    titles = {"mill/route.pdf": "Vibration route, August 2031", "mill/visit.pdf": "Visit of the insurer"}
    return DueOfWork(
        library=MillLibrary(titles, _PASSAGES),  # type: ignore[arg-type]
        search=lambda words, scope, top: [Hit(chunk=one, score=0.5) for one in _PASSAGES],
    )


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("prochaine tournée vibratoire", "fr", "« Next route: 26/09/2031 »"),
        ("next vibration route?", "en", "“Next route: 26/09/2031”"),
        ("when is the next visit of the insurer", "en", "“Next visit by the insurer planned for 3 May 2032”"),
    ],
)
def test_the_sentence_with_the_date_is_told(due: DueOfWork, text: str, language: Language, told: str) -> None:
    bridge = due.cross(question(text, language), Scope())
    assert bridge is not None
    assert told in (bridge.reasons[0].statement or "")


@pytest.mark.parametrize(
    "text",
    [
        "when is the next alignment?",
        "when is the next vibration route of the kiln?",
        "next calibration of VB-12",
        "what was measured on the last route?",
    ],
)
def test_work_without_a_date_or_of_something_else_is_left_alone(due: DueOfWork, text: str) -> None:
    assert due.cross(question(text), Scope()) is None
