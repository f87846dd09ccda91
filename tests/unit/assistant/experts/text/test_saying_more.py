"""What only says the question again answers nothing; a sentence may answer yes or no, a heading does not."""

from __future__ import annotations

from typing import cast

import pytest

from assistant.experts.text.candidates import Candidate
from assistant.experts.text.features import Features
from assistant.experts.text.intent import read_intent
from assistant.experts.text.telling import saying_more
from assistant.records import Question
from assistant.words import content_stems
from retrieval.records import Chunk, Hit


def _kept(question: str, text: str) -> bool:
    asked = Question(text=question, asked=question, language="en")
    stems = frozenset(content_stems(text, "en"))
    passage = Chunk(
        id="1", source="mill/report.pdf", kind="text", ordinal=0, text=text, label=None, headings=(), page=1,
        identifiers=(),
    )  # fmt: skip
    one = Candidate(
        hit=Hit(chunk=passage, score=1.0), rank=0, start=0, end=len(text), title="",
        lead="", stems=stems, lead_stems=frozenset(), head_stems=frozenset(), chunk_stems=stems,
    )  # fmt: skip
    return bool(saying_more(asked, read_intent(asked), [(one, cast(Features, None))]))


@pytest.mark.parametrize(
    ("question", "text", "kept"),
    [
        ("Have all actions of the RCA been done?", "Actions", False),
        ("Are the actions of the RCA done?", "All actions of the RCA are done.", True),
        ("What are the actions of the RCA?", "Actions of the RCA", False),
        ("What are the actions of the RCA?", "Actions of the RCA: replace the screen.", True),
    ],
)
def test_what_says_no_more_than_the_question(question: str, text: str, kept: bool) -> None:
    assert _kept(question, text) is kept
