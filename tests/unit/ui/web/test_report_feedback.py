"""The box for feedback in the reports tab: what is typed is kept, and what cannot be is told."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.reports.feedback.book import FeedbackBook
from assistant.reports.feedback.records import Target
from ui.web.report_feedback import FeedbackBox, Shown

TARGET = Target(id="mode-1", kind="mode", title="Basket, Choked", evidence=())
SHOWN = Shown(equipment="S-101A", targets=(TARGET,))
ENGLISH = cast("Any", SimpleNamespace(headers={"accept-language": "en"}))


def box(folder: Path) -> FeedbackBox:
    return FeedbackBox(cast("Any", SimpleNamespace(knowledge=SimpleNamespace(folder=folder))))


def test_what_is_typed_is_kept_and_the_fields_are_empty_again(tmp_path: Path) -> None:
    answer = box(tmp_path).give("correct", SHOWN, "mode-1", "two men", " 7,5", "", ENGLISH)
    assert answer[0].startswith("Your feedback is kept")
    assert answer[1:] == ("", "", "")
    given = FeedbackBook(tmp_path).of("S-101A")[0]
    assert (given.verdict, given.note, given.hours, given.cost) == ("correct", "two men", 7.5, None)


@pytest.mark.parametrize(
    ("about", "hours", "said"),
    [(None, "", "Choose what it is about"), ("mode-1", "a day", "is no number"), ("mode-9", "", "has no")],
)
def test_what_cannot_be_kept_is_told(tmp_path: Path, about: str | None, hours: str, said: str) -> None:
    answer = box(tmp_path).give("accept", SHOWN, about, "", hours, "", ENGLISH)
    assert said in answer[0]
    assert FeedbackBook(tmp_path).of("S-101A") == ()
