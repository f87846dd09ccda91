from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.experts.text.reader import translated
from assistant.experts.text.reader.examples import Reading
from assistant.experts.text.reader.translated import Said, chosen, forms, read, translate, write

_PASSAGE = "The seal leaked on 3 May. A fitter changed it."
_WORDS = {
    "When did the seal leak?": "Quand il a fait la garniture goutte?",
    "The seal leaked on [[ 3 May ]] . A fitter changed it.": (
        "La garniture a coulé le [[ 3 demaig ]] . Un ajusteur l'a changée."
    ),
    "[[ The seal ]] leaked on 3 May. A fitter changed it.": "La garniture a coulé le 3 mai.",
}


def reading(
    answer: str = "3 May", *, task: str = "squad", name: str = "a", passage: str = _PASSAGE
) -> Reading:
    start = passage.find(answer)
    return Reading(
        id=name, task=task, language="en", question="When did the seal leak?", passage=passage,
        start=start, end=start + len(answer) if start >= 0 else -1, group="seal",
    )  # fmt: skip


@pytest.fixture
def apertium(monkeypatch: pytest.MonkeyPatch) -> None:
    def said(lines: Sequence[str]) -> list[str]:
        return [_WORDS[line] for line in lines]

    monkeypatch.setattr(translated, "_apertium", said)


@pytest.mark.usefixtures("apertium")
def test_the_answer_is_found_again_in_french() -> None:
    (said,) = translate([reading()])
    assert said.question == "Quand la garniture goutte?"
    assert said.passage == "La garniture a coulé le 3 mai. Un ajusteur l'a changée."
    assert said.passage[said.start : said.end] == "3 mai"


@pytest.mark.usefixtures("apertium")
def test_an_answer_that_is_lost_on_the_way_is_left_out() -> None:
    assert list(translate([reading("The seal")])) == []


def test_lines_that_do_not_come_back_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translated, "_apertium", lambda lines: ["one line"])
    assert list(translate([reading(), reading(name="b")])) == []


def test_questions_with_an_answer_over_prose_are_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translated, "TASKS", {"squad": 1})
    rows = [
        reading(name="a"), reading(name="b"), reading("unknown", name="c"),
        reading(task="forum", name="d"), reading(task="forum", name="e"),
        reading(task="forum", name="f", passage="[1] " + _PASSAGE),
        reading(task="forum", name="g", passage=_PASSAGE + " word" * 200),
    ]  # fmt: skip
    found = {row.id for row in chosen(rows, seed=0)}
    assert len(found & {"a", "b"}) == 1
    assert found - {"a", "b"} == {"d", "e"}


def test_each_form_has_its_answer_and_the_language_of_its_question() -> None:
    said = [Said(reading(name=str(n)), "Quand ?", "Elle a coulé le 3 mai.", 16, 21) for n in range(40)]
    found = list(forms(said, seed=0))
    assert 40 < len(found) < 80
    assert {(row.language, row.question, row.answer) for row in found} == {
        ("fr", "Quand ?", "3 May"), ("en", "When did the seal leak?", "3 mai"), ("fr", "Quand ?", "3 mai"),
    }  # fmt: skip
    assert len({row.id for row in found}) == len(found)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    said = Said(reading(), "Quand ?", "Elle a coulé le 3 mai.", 16, 21)
    write([said], tmp_path / "said.jsonl")
    write([said], tmp_path / "said.jsonl")
    assert read(tmp_path / "said.jsonl") == [said, said]


def test_without_apertium_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    further = tmp_path / "forum.json"
    further.write_text(
        '{"data": [{"paragraphs": [{"context": "The seal leaked on 3 May.", "qas": [{"question": "When?",'
        ' "answers": [{"text": "3 May", "answer_start": 19}]}]}]}]}'
    )
    monkeypatch.setattr("assistant.experts.text.reader.translated.rows_of", lambda *_, **__: [reading()])
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(
        sys,
        "argv",
        ["translated", "--qa-data", str(tmp_path), "--also", str(further), "-o", str(tmp_path / "o")],
    )
    with pytest.raises(SystemExit):
        translated.main()
    assert "apertium is not installed" in capsys.readouterr().err
