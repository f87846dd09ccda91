"""Tables are cut to what is asked, and an abstention's table has lost its answer."""

from __future__ import annotations

import random
from dataclasses import replace

from moe_adapters.recipes.plant.natural_tables import TableQuestion
from moe_adapters.recipes.plant.prompt import NOT_FOUND
from moe_adapters.recipes.plant.table_examples import relevant_rows, stands_in_table, table_example

ITEM = TableQuestion(
    id="t-1",
    task="toy",
    question="how heavy is pump 17?",
    title="Pumps",
    rows=(("pump", "mass"), *((f"pump {n}", f"{n * 100} kg") for n in range(1, 31))),
    needed=(17,),
    answer="1700 kg",
    aliases=("1.7 t",),
    written=False,
    group="toy:1",
    source="toy",
    licence="none",
)


def test_needed_rows_stay_in_order_with_the_header_first() -> None:
    rows = relevant_rows(ITEM, random.Random(0), most=6)
    assert rows[0] == ["pump", "mass"]
    assert ["pump 17", "1700 kg"] in rows
    assert len(rows) == 7
    numbers = [int(row[0].split()[1]) for row in rows[1:]]
    assert numbers == sorted(numbers)


def test_a_table_stays_whole_where_the_needed_rows_are_not_known() -> None:
    assert len(relevant_rows(replace(ITEM, needed=()), random.Random(0), most=6)) == 31


def test_a_value_inside_a_longer_number_is_not_the_answer() -> None:
    assert stands_in_table(ITEM)
    assert not stands_in_table(replace(ITEM, answer="700 kg", rows=(("pump", "mass"), ("p", "1700 kg"))))


def test_removed_rows_leave_no_answer_and_are_rare() -> None:
    examples = [table_example(replace(ITEM, id=f"t-{n}"), seed=0, removing=True) for n in range(400)]
    absent = [example for example in examples if example.answer == NOT_FOUND]
    assert 10 < len(absent) < 70
    assert all("1700 kg" not in example.messages[1].content for example in absent)
    assert {example.task for example in absent} == {"abstain_table"}
    present = [example for example in examples if example.answer != NOT_FOUND]
    assert all(
        example.answer == "1700 kg [1]" and "1700 kg" in example.messages[1].content for example in present
    )


def test_held_out_questions_lose_nothing() -> None:
    assert all(table_example(replace(ITEM, id=f"t-{n}"), seed=0).task == "toy" for n in range(200))
