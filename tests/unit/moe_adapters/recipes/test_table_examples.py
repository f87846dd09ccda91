"""Tables are cut to what is asked, and an abstention's table has lost its answer."""

from __future__ import annotations

import random
from dataclasses import replace

from moe_adapters.recipes.plant.natural_tables import TableQuestion
from moe_adapters.recipes.plant.prompt import NOT_FOUND, split_markers
from moe_adapters.recipes.plant.table_examples import (
    relevant_rows,
    stands_in_table,
    table_example,
    table_sheets,
)

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


def _asked(number: int) -> TableQuestion:
    return replace(
        ITEM,
        id=f"t-{number}",
        question=f"how heavy is pump {number}?",
        needed=(number,),
        answer=f"{number * 100} kg",
    )


def test_a_sheet_asks_several_questions_of_one_table_that_holds_what_they_need() -> None:
    sheets = list(table_sheets([_asked(n) for n in range(1, 31)], seed=0))
    assert sum(len(sheet) for sheet in sheets) == 30
    assert len(sheets) < 6
    for sheet in sheets:
        tables = {example.messages[1].content.rpartition("\n")[0] for example in sheet}
        assert len(tables) == 1
        for example in sheet:
            held = f"| {split_markers(example.answer)[0]}\n" in tables.copy().pop() + "\n"
            assert held is (example.answer != NOT_FOUND)


def test_removed_rows_leave_no_answer_and_are_rare() -> None:
    tables = [[replace(_asked(n), group=f"g{g}", title=f"Pumps {g}") for n in range(1, 9)] for g in range(60)]
    examples = [e for items in tables for sheet in table_sheets(items, seed=0) for e in sheet]
    absent = [example for example in examples if example.answer == NOT_FOUND]
    assert 15 < len(absent) < 80
    assert {example.task for example in absent} == {"abstain_table"}
    for example in absent:
        asked = example.messages[1].content.rpartition("how heavy is ")[2].rstrip("?")
        assert f"{asked} |" not in example.messages[1].content


def test_held_out_questions_lose_nothing() -> None:
    assert all(table_example(replace(ITEM, id=f"t-{n}"), seed=0).task == "toy" for n in range(200))
