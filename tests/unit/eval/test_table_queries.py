from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval import table_queries
from eval.table_queries import answer, given, scored, with_shots
from moe_adapters.example import Example, Turn
from moe_adapters.recipes.plant.natural_tables import TableQuestion

ITEM = TableQuestion(
    id="one",
    task="made",
    question="which pump is strongest?",
    title="",
    rows=(("Pump", "Power"), ("P-101", "15 kW, rated"), ("P-202", "45 kW, measured")),
    needed=(),
    answer="P-202",
    aliases=(),
    written=False,
    group="made:pumps",
    source="made",
    licence="none",
)
RIGHT = 'SELECT "Pump" FROM t ORDER BY num("Power") DESC LIMIT 1'
WRONG = 'SELECT "Pump" FROM t ORDER BY num("Power") LIMIT 1'


def asked(key: str, question: str) -> Example:
    return Example(
        id=key,
        task="table_query",
        modality="table",
        language="en",
        messages=(Turn("system", "Write SQL."), Turn("user", f"[1] t(a)\nQuestion: {question}")),
        answer=RIGHT,
        aliases=(),
        group="g",
        source="made",
        licence="none",
    )


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ([RIGHT], ("P-202",)),
        (["no query", RIGHT], ("P-202",)),
        (['SELECT "Pump" FROM t WHERE "Power" = \'1\'', RIGHT], ("P-202",)),
        ([WRONG, RIGHT], ("P-101",)),
        (["no query"], None),
    ],
)
def test_the_first_query_counts_that_gives_something(
    written: list[str], values: tuple[str, ...] | None
) -> None:
    outcome = given(written, ITEM)
    assert (outcome.values if outcome else None) == values


def test_answers_are_kept_and_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = {"a": [RIGHT], "b": [WRONG], "c": ["no query"]}
    calls: list[str] = []

    def write(_model: Any, _tokenizer: Any, examples: list[Example], **_: Any) -> Any:
        calls.extend(one.id for one in examples)
        return [(one, written[one.id]) for one in examples]

    monkeypatch.setattr(table_queries, "queries", write)
    examples = [asked(key, "which?") for key in written]
    items = {key: replace(ITEM, id=key) for key in written}
    out = tmp_path / "answers.jsonl"
    answer(examples[:2], items, out, model=None, tokenizer=None, beams=1, batch_size=2)
    lines = answer(examples, items, out, model=None, tokenizer=None, beams=1, batch_size=2)
    assert calls == ["a", "b", "c"]
    assert [line["right"] for line in lines] == [True, False, False]
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == ["a", "b", "c"]
    found = scored(lines)["made"]
    assert (found["n"], found["right"], found["ran"]) == (3, 0.333, 0.667)


def test_solved_questions_stand_before_the_one_that_they_are_like() -> None:
    solved = [asked("x", "how many pumps are there?"), asked("y", "which valve is oldest?")]
    (found,) = with_shots([asked("z", "which valve is largest?")], solved, 1)
    assert [turn.role for turn in found.messages] == ["system", "user", "assistant", "user"]
    assert "oldest" in found.messages[1].content
    assert with_shots(solved, [], 0) == solved
