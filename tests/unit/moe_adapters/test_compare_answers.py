"""Answers of two models to the same examples, side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_models import example

from moe_adapters.compare_answers import main
from moe_adapters.example import write_examples

EXAMPLES = [
    example(1, task="squad", answer="a1 [1]"),
    example(2, task="squad", answer="b1 [1]"),
    example(3, task="abstain", answer="NOT FOUND"),
    example(4, task="squad", answer="d1 [1]"),
]


def _file(path: Path, texts: dict[str, str]) -> str:
    path.write_text("".join(json.dumps({"id": id_, "text": t}) + "\n" for id_, t in texts.items()))
    return str(path)


def _answers(folder: Path) -> list[str]:
    ids = [one.id for one in EXAMPLES]
    write_examples(folder / "test.jsonl", EXAMPLES)
    first = dict(zip(ids, ("a1 [1]", "NOT FOUND", "something", "d1"), strict=True))
    second = dict(zip(ids[:3], ("a1 [1]", "b1 [2]", "NOT FOUND"), strict=True))
    return [
        str(folder / "test.jsonl"),
        _file(folder / "first.jsonl", first),
        _file(folder / "second.jsonl", second),
    ]


def test_only_what_all_answered_counts_and_tasks_stand_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(_answers(tmp_path)) == 0
    head, _, *rows = [line.strip("| ").split(" | ") for line in capsys.readouterr().out.splitlines()]
    assert head[3:6] == ["F1", "exact", "refused"]
    assert [(row[0], Path(row[1]).stem, *row[2:6]) for row in rows] == [
        ("all", "first", "3", "0.33", "0.33", "0.33"),
        ("all", "second", "3", "1.00", "1.00", "0.33"),
        ("abstain", "first", "1", "0.00", "0.00", "0.00"),
        ("abstain", "second", "1", "1.00", "1.00", "1.00"),
        ("squad", "first", "2", "0.50", "0.50", "0.50"),
        ("squad", "second", "2", "1.00", "1.00", "0.00"),
    ]
    assert rows[1][-1].startswith("+0.67 (")


def test_tasks_that_nobody_answered_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*_answers(tmp_path), "--tasks", "nq"]) == 1
    assert "answered in every file" in capsys.readouterr().err


def test_a_file_may_hold_examples_of_the_chosen_tasks_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*_answers(tmp_path), "--tasks", "squad"]) == 0
    assert "abstain |" not in capsys.readouterr().out
