"""Questions that a model writes: what can be used of them, and that they come back as rows of their passages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from moe_adapters.recipes.plant.made_questions import (
    MadeQuestion,
    agreeing,
    candidates,
    made_rows,
    passage_key,
    passage_windows,
    read_made,
    read_pair,
    write_made,
    writing_examples,
)
from moe_adapters.recipes.plant.natural import Grounded

PASSAGE = (
    "The pump was built in 1962 by a small works in Lyon. Its shaft turns in two bearings of bronze. "
    "The bearings are greased every month. The first impeller broke after nine years of service. "
    "A new one of steel was cast in Grenoble and has run ever since. The motor came from Milan in 1971."
) * 2


def row(**changes: object) -> Grounded:
    made = Grounded(
        id="squad-1", task="squad", language="en", question="Where was the pump built?", title="Pump",
        text=PASSAGE, answer="Lyon", start=PASSAGE.index("Lyon"), aliases=(), written=False,
        group="article:pump", source="squad", licence="CC BY-SA 4.0",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_writer_learns_answer_and_question_of_a_window_that_holds_the_answer() -> None:
    (example,) = writing_examples([row(), row(answer=None, start=-1)], seed=0)
    assert example.answer == "Lyon\nWhere was the pump built?"
    assert "Lyon" in example.messages[-1].content


def test_windows_cover_the_passage_and_tell_where_they_stand() -> None:
    windows = list(passage_windows([row(), row(id="squad-2"), row(language="fr", text="Une pompe.")], seed=0))
    covered = set[int]()
    for example in windows:
        offset = int(example.id.rpartition("-")[2])
        text = example.messages[-1].content
        assert example.group == passage_key(PASSAGE)
        assert PASSAGE[offset:].startswith(text)
        covered |= set(range(offset, offset + len(text)))
    assert len(covered) > 0.95 * len(PASSAGE)


@pytest.mark.parametrize(
    ("text", "usable"),
    [
        ("Lyon\nwhere was the pump built", True),
        ("lyon\nwhere was the pump built", False),  # not the source's words
        ("Lyon\nwhere", False),  # no question
        ("Lyon\nwas the pump built in Lyon", False),  # tells the answer
        ("The pump was built in 1962 by a small works in Lyon. Its\nwhat is said of it", False),  # too long
        ("Lyon", False),
        ("Lyon\nwhere was the pump built\nand when", False),
        ("...\nwhat stands at the end here", False),
    ],
)
def test_only_a_question_whose_answer_stands_once_is_used(text: str, usable: bool) -> None:
    source = PASSAGE[: len(PASSAGE) // 2]
    pair = read_pair(text, source)
    assert (pair is not None) == usable
    if pair is not None:
        assert pair == ("where was the pump built", "Lyon", source.index("Lyon"))


def test_an_answer_that_stands_twice_is_not_used() -> None:
    assert read_pair("Lyon\nwhere was the pump built", PASSAGE) is None


def test_what_the_reader_answers_alike_becomes_a_row_of_its_passage(tmp_path: Path) -> None:
    prompt = next(w for w in passage_windows([row()], seed=0) if "1971" in w.messages[-1].content)
    drawn = [(prompt, "1971\nwhen did the motor arrive"), (prompt, "Milan\nwho made the motor of it")]
    asked = candidates([*drawn, drawn[0]])
    assert len(asked) == 2
    said = [
        (example, "the 1971 [1]" if "when" in example.messages[-1].content else "Grenoble [1]")
        for example, _ in asked.values()
    ]
    kept = list(agreeing(asked, said))
    assert [item.question for item in kept] == ["when did the motor arrive"]
    assert write_made(tmp_path / "made.jsonl", kept) == 1
    assert PASSAGE[:40] not in (tmp_path / "made.jsonl").read_text(encoding="utf-8")
    strange = MadeQuestion("0" * 16, "what is this of all things", "1971", 0)
    moved = replace(kept[0], start=kept[0].start + 1)
    (back,) = made_rows([*read_made(tmp_path / "made.jsonl"), strange, moved], [row()])
    assert (back.task, back.group, back.answer) == ("made", "article:pump", "1971")
    assert PASSAGE[back.start :].startswith("1971")


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "made.jsonl"
    path.write_text('{"question": "what"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="not a file of made questions"):
        read_made(path)
