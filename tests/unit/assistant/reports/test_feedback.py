"""Feedback of engineers: kept whole, told as what it is, weighed, gone with the source that it is about."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from assistant import json_files
from assistant.records import Citation
from assistant.reports.feedback.book import FeedbackBook
from assistant.reports.feedback.opinions import Opinions, told
from assistant.reports.feedback.records import BadFeedback, Feedback, Target, Verdict, target_of


def target(source: str = "plant/fmea.xlsx", words: str = "Basket, Choked") -> Target:
    cited = [
        Citation(n=1, source=source, kind="table", quote=words, score=1.0),
        Citation(n=2, source="plant/report.docx", kind="text", quote="choked over 85 %", score=1.0),
    ]
    return target_of("mode", words, cited)


def feedback(verdict: Verdict, on: Target, *, day: int = 1, **figures: float) -> Feedback:
    return Feedback(
        id=f"{verdict}{day}", equipment="S-101A", target=on, verdict=verdict, note="seen open",
        at=datetime(2025, 11, day), **figures,
    )  # fmt: skip


def test_what_is_given_is_read_again(tmp_path: Path) -> None:
    given = FeedbackBook(tmp_path).give(
        "S-101A", target().id, verdict="correct", note="two  men\nneeded", hours=7.5, targets=[target()]
    )
    assert FeedbackBook(tmp_path).of("S-101A") == (given,)
    assert given.note == "two men needed"
    assert given.target.evidence[0].quote == "Basket, Choked"
    assert FeedbackBook(tmp_path).of("S-101B") == ()


def test_a_write_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(json_files.os, "fsync", broken)
    with pytest.raises(OSError, match="no space"):
        FeedbackBook(tmp_path).give("S-101A", target().id, verdict="accept", targets=[target()])
    assert FeedbackBook(tmp_path).of("S-101A") == ()
    assert list((tmp_path / "reports" / "feedback").iterdir()) == []


def test_a_file_that_is_none_is_left_out(tmp_path: Path) -> None:
    FeedbackBook(tmp_path).give("S-101A", target().id, verdict="accept", targets=[target()])
    for name, body in (("a", "{"), ("b", "[]"), ("c", json.dumps({"verdict": "accept", "target": 3}))):
        (tmp_path / "reports" / "feedback" / f"{name}.json").write_text(body)
    assert len(FeedbackBook(tmp_path).of("S-101A")) == 1


@pytest.mark.parametrize(
    ("verdict", "hours", "note", "said"),
    [
        ("maybe", None, "", "accept, reject, correct"),
        ("correct", None, " ", "needs a note"),
        ("correct", -1.0, "", "from 0"),
        ("accept", float("nan"), "", "from 0"),
        ("accept", None, "x" * 2001, "2000 are the most"),
    ],
)
def test_what_says_nothing_is_refused(
    tmp_path: Path, verdict: str, hours: float | None, note: str, said: str
) -> None:
    with pytest.raises(BadFeedback, match=said):
        FeedbackBook(tmp_path).give(
            "S-101A", target().id, verdict=verdict, note=note, hours=hours, targets=[target()]
        )


def test_a_target_that_is_not_there_is_refused_with_names_that_are_like_it(tmp_path: Path) -> None:
    book = FeedbackBook(tmp_path)
    with pytest.raises(BadFeedback, match="no report of S-101A was written yet"):
        book.give("S-101A", "mode-1", verdict="accept")
    book.keep_targets("S-101A", [target()])
    near = target().id[:-1]
    with pytest.raises(BadFeedback, match=f"named alike: {target().id}"):
        book.give("S-101A", near, verdict="accept")
    assert book.give("S-101A", target().id, verdict="accept").target == target()


def test_it_goes_with_the_source_that_it_is_about(tmp_path: Path) -> None:
    book = FeedbackBook(tmp_path)
    book.give("S-101A", target().id, verdict="reject", targets=[target()])
    book.keep_targets("S-101A", [target()])
    assert book.forget(["plant/report.docx"]) == 0
    kept = book.of("S-101A")[0]
    assert [one.source for one in kept.target.evidence] == ["plant/fmea.xlsx"]
    assert "85 %" not in "".join(path.read_text() for path in tmp_path.rglob("*.json"))
    assert book.forget(["plant/fmea.xlsx"]) == 1
    assert book.of("S-101A") == ()
    assert list(tmp_path.rglob("*.json")) == []


def test_it_is_taken_back_for_its_own_equipment_only(tmp_path: Path) -> None:
    book = FeedbackBook(tmp_path)
    given = book.give("S-101A", target().id, verdict="accept", targets=[target()])
    assert not book.withdraw(given.id, equipment="S-101B")
    assert book.withdraw(given.id, equipment="S-101A")
    assert book.of("S-101A") == ()


def test_the_last_decision_counts_and_a_correction_decides_nothing() -> None:
    one = target()
    assert Opinions().rank(one.id) == 1
    assert Opinions([feedback("accept", one)]).rank(one.id) == 0
    both = Opinions([feedback("accept", one), feedback("reject", one, day=2)])
    assert both.rejected(one.id)
    figured = Opinions([feedback("correct", one, hours=4.0), feedback("correct", one, day=2, hours=6.0)])
    assert figured.rank(one.id) == 1
    assert figured.figure(one.id, lambda item: item.hours) == 6.0


def test_it_is_told_as_a_word_of_a_person() -> None:
    one = feedback("reject", target(), hours=6.5)
    assert told(one, "en") == "An engineer rejected this on 1 November 2025: 6.5 h, “seen open”"
    assert told(one, "fr") == "Un ingénieur a rejeté ceci le 1er novembre 2025 : 6,5 h, « seen open »"
    assert "“Basket, Choked”" in told(one, "en", named=True)


def test_a_target_keeps_its_name_as_long_as_its_words_do() -> None:
    assert target().id == target(source="plant/fmea_v2.xlsx").id
    assert target().id != target(words="Basket, Collapsed").id
