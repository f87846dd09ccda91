from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import replace

import pytest

from assistant.experts.tables.programs import queries
from assistant.experts.tables.programs.execute import SheetRunner
from assistant.experts.tables.programs.queries import TASK, examples, gives, joined
from assistant.experts.tables.programs.rank import load
from assistant.experts.tables.programs.sheet import Sheet
from assistant.experts.tables.programs.train import table_of
from moe_adapters.example import Example, Turn
from moe_adapters.recipes.plant.natural_tables import TableQuestion

PUMPS = TableQuestion(
    id="one",
    task="made",
    question="which pump in Porto had the fewest failures?",
    title="",
    rows=(
        ("Pump", "Site", "Power", "Failures"),
        ("P-101", "Lyon", "15 kW, rated", "3"),
        ("P-201", "Porto", "11 kW, measured", "1"),
        ("P-202", "Porto", "45 kW, rated", "0"),
        ("P-203", "Porto", "30 kW, rated", "2"),
    ),
    needed=(),
    answer="P-202",
    aliases=(),
    written=False,
    group="made:pumps",
    source="made",
    licence="none",
)
STRONGEST = replace(PUMPS, id="two", question="which pump has the most power?")
UNKNOWN = replace(PUMPS, id="three", question="which pump was sold?", answer="none of them, ever")


def test_a_query_is_taught_that_gives_the_answer_of_the_whole_table() -> None:
    for item in (PUMPS, STRONGEST):
        (made,) = examples([item], "train", load())
        table = table_of(item.rows)
        assert table is not None
        assert made.task == TASK
        assert made.modality == "table"
        with closing(SheetRunner(table)) as runner:
            assert gives(made.answer, item, runner)


def test_the_prompt_holds_columns_first_rows_and_what_the_question_names() -> None:
    (made,) = examples([PUMPS], "train", load())
    shown, _, question = made.messages[-1].content.partition("\nQuestion: ")
    assert shown.splitlines()[0] == '[1] t("Pump", "Site", num("Power"), "Failures")'
    assert "P-201 | Porto | 11 kW, measured | 1" in shown
    assert "P-203" not in shown
    assert question.startswith(PUMPS.question)
    assert "\"Site\" = 'Porto'" in question


def test_what_no_program_answers_is_asked_in_the_test_only() -> None:
    assert list(examples([UNKNOWN], "train", load())) == []
    (asked,) = examples([UNKNOWN], "test", load())
    assert asked.answer == UNKNOWN.answer


@pytest.mark.parametrize("query", ["SELECT count(*) FROM t", "SELECT no FROM t", "P-202"])
def test_a_query_that_gives_something_else_is_not_right(query: str) -> None:
    table = table_of(PUMPS.rows)
    assert table is not None
    with closing(SheetRunner(table)) as runner:
        assert not gives(query, PUMPS, runner)


def test_every_database_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    left: set[SheetRunner] = set()

    class Watched(SheetRunner):
        def __init__(self, table: Sheet) -> None:
            super().__init__(table)
            left.add(self)

        def close(self) -> None:
            super().close()
            left.discard(self)

    monkeypatch.setattr(queries, "SheetRunner", Watched)
    made = examples([PUMPS, STRONGEST, UNKNOWN], "train", load())
    next(made)
    assert len(left) == 1
    list(made)
    assert not left


def test_queries_take_turns_with_the_mixture_and_replace_most_direct_answers() -> None:
    (query,) = examples([PUMPS], "train", load())

    def others(task: str, count: int) -> list[Example]:
        return [
            replace(
                query,
                id=f"{task}-{n}",
                task=task,
                messages=(Turn("system", "Answer."), Turn("user", f"[1] {task} {n}\nQuestion: why?")),
            )
            for n in range(count)
        ]

    many = [replace(query, id=f"q{n}") for n in range(20)]
    found = joined([*others("squad", 30), *others("wikitablequestions", 30)], many, 5)
    tasks = Counter(one.task for one in found)
    assert tasks["squad"] == 30
    assert 0 < tasks["wikitablequestions"] < 15
    assert tasks[TASK] == 8
    assert [one.id for one in found if one.task == TASK] == [f"q{n}" for n in range(8)]
    assert found == joined([*others("squad", 30), *others("wikitablequestions", 30)], many, 5)
    assert [one.task for one in found] != sorted(one.task for one in found)
