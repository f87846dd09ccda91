from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.reading import read
from assistant.experts.tables.temporal import find_sequence
from assistant.records import Evidence

from .plant_tables import sheets


def test_parts_and_window(index: TableIndex) -> None:
    reading = read(
        "After the NOK rounds on P-201A in 2023, which corrective work order was opened within two weeks?"
    )
    found = find_sequence(reading, index, None)
    assert found is not None
    assert (found.anchor.plan.table, found.target.plan.table) == ("inspection_rounds", "ordres_de_travail")
    assert (found.left, found.right) == ("Repère", "Equipment")
    assert found.hours == 14 * 24
    assert not found.backward


def test_other_questions_are_no_sequence(index: TableIndex) -> None:
    assert find_sequence(read("how many rounds after March 2023?"), index, None) is None


def test_rows_that_followed(answer: Callable[..., Evidence]) -> None:
    rounds, orders = sheets()["inspection_rounds"].frame, sheets()["ordres_de_travail"].frame
    bad = rounds[(rounds.Result == "NOK") & (rounds.Equipment == "P-202A")]
    done = pd.to_datetime(orders["Date fin"])
    wanted = {
        row["N° OT"]
        for at in pd.to_datetime(bad.Date)
        for i, row in orders.iterrows()
        if row["Repère"] == "P-202A" and at < done[i] <= at + pd.Timedelta(days=30)
    }
    evidence = answer("After the NOK rounds on P-202A, which work orders followed within 30 days?")
    assert evidence.rows is not None
    assert {str(row[1]) for row in evidence.rows.values} == wanted
    assert evidence.also == ("site/inspection_rounds.csv",)
