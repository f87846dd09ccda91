"""Questions that no part of a trade reads are answered from any register, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.clock import ask_on
from assistant.crossing.bridge import Bridge
from assistant.experts.tables.expert import TableExpert
from assistant.records import Evidence, Question, Rows
from assistant.registers.answers import Registers
from eval.product import ingested
from retrieval.records import Scope

PARTS = """Stk code;Description;Bin;Qty;Min;Unit GBP
70-0013;Upper belt;B-2;1;1;410,00
70-0035;Wash nozzle;B-4;2;6;12,50
70-0046;Drive chain;C-1;0;1;230,00
70-0070;Scraper blade;C-3;8;4;19,00
"""
LEAVE = """Name;Team;Badge valid until
Fitter A;Mechanical;2026-10-31
Fitter B;Mechanical;2027-06-30
Electrician A;Electrical;2026-11-15
Electrician B;Electrical;2027-01-31
Fitter C;Mechanical;2026-11-28
"""


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registers]:
    from assistant.settings import Settings

    folder = tmp_path_factory.mktemp("registers")
    (folder / "spares.csv").write_text(PARTS, encoding="utf-8")
    (folder / "badges.csv").write_text(LEAVE, encoding="utf-8")
    with ingested(
        Settings(data=folder / "data"), (Path(folder / "spares.csv"), folder / "badges.csv")
    ) as known:
        yield Registers(TableExpert(known), told=0.3)


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[None]:
    ask_on(date(2026, 11, 29))
    yield
    ask_on(None)


def told(registers: Registers, text: str) -> str:
    bridge = registers.answer(Question(text=text, asked=text, language="en"), Scope())
    return (bridge.reasons[0].statement or "") if bridge is not None else ""


def test_a_register_is_read_with_its_rows(registers: Registers) -> None:
    text = "which stock codes are below min"
    bridge = registers.answer(Question(text=text, asked=text, language="en"), Scope())
    assert bridge is not None
    evidence = bridge.reasons[0]
    assert set(evidence.values) == {"70-0035", "70-0046"}
    assert evidence.rows is not None
    assert evidence.rows.matched == 2
    assert evidence.source.endswith("spares.csv")
    assert bridge.reasons[0].rows is not None
    assert {"Stk code", "Qty", "Min"} <= {name.replace("_", " ") for name in bridge.reasons[0].rows.columns}


def test_dates_are_held_against_the_day_of_the_question(registers: Registers) -> None:
    said = told(registers, "whose badge has expired")
    assert "Fitter A" in said
    assert "Electrician A" in said
    assert "before 2026-11-29" in said
    assert "Fitter B" not in said


def test_the_cell_of_a_named_row_is_told(registers: Registers) -> None:
    assert told(registers, "which bin is the drive chain in") == "Bin: C-1 (Description: Drive chain)."


@pytest.mark.parametrize(
    "question",
    [
        "torque of the flange bolts of P-101", "who won the match yesterday",
        "which customs number has the drive chain", "what is the seismic min of the drive chain",
        "min of the drive chain 4711",
    ],
)  # fmt: skip
def test_what_no_register_holds_is_not_told(registers: Registers, question: str) -> None:
    assert told(registers, question) == ""


def test_a_scope_of_equipment_is_left_to_others(registers: Registers) -> None:
    text = "which stock codes are below min"
    scope = Scope(equipment=("P-101",))
    assert registers.answer(Question(text=text, asked=text, language="en"), scope) is None


def _found(statement: str, score: float, source: str = "elsewhere.csv") -> tuple[Evidence, ...]:
    return (Evidence(kind="table", source=source, quote="", statement=statement, score=score),)


BELOW = Question(
    text="which stock codes are below min", asked="which stock codes are below min", language="en"
)


def test_what_says_the_same_stands(registers: Registers) -> None:
    assert registers.answer(BELOW, Scope(), _found("Below: 70-0035 and 70-0046.", 0.95)) is None
    assert registers.answer(BELOW, Scope(), _found("Below: 70-0035 and 70-0046.", 0.55)) is None


def test_an_unsure_figure_of_a_table_gives_way_to_a_likelier_meaning(registers: Registers) -> None:
    bridge = registers.answer(BELOW, Scope(), _found("Unit GBP adds up to 671.5.", 0.7))
    assert bridge is not None
    assert set(bridge.reasons[0].values) == {"70-0035", "70-0046"}


def test_a_sure_figure_of_a_table_gives_way_to_a_meaning_that_is_sure_too(registers: Registers) -> None:
    source = registers.of(BELOW, Scope())[0].schema.table.source
    bridge = registers.answer(BELOW, Scope(), _found("70-0013 has the least.", 0.95, source))
    assert bridge is not None
    assert set(bridge.reasons[0].values) == {"70-0035", "70-0046"}


def test_a_sure_figure_of_some_of_the_rows_that_a_meaning_reads_stands(registers: Registers) -> None:
    source = registers.of(BELOW, Scope())[0].schema.table.source
    (sure,) = _found("1 stock code is below min and ordered.", 0.95, source)
    of_one = Rows(columns=("Stk code",), values=(("70-0035",),), total=1, matched=1, row_numbers=(1,))
    assert registers.answer(BELOW, Scope(), (replace(sure, rows=of_one),)) is None
    of_another = replace(of_one, row_numbers=(0,))
    assert registers.answer(BELOW, Scope(), (replace(sure, rows=of_another),)) is not None


def test_one_of_a_table_that_was_not_read_does_not(registers: Registers) -> None:
    assert registers.answer(BELOW, Scope(), _found("70-0013 has the least.", 0.95)) is None


COLOUR = Question(
    text="what is the colour of the drive chain guard",
    asked="what is the colour of the drive chain guard",
    language="en",
)


def test_a_figure_of_another_table_is_told_where_no_meaning_is_likely(registers: Registers) -> None:
    assert registers.answer(COLOUR, Scope(), _found("There are 2 rows.", 0.7)) is None
    assert registers.answer(COLOUR, Scope(), _found("There are 2 rows.", 0.95)) is None


def test_an_unsure_figure_that_nothing_else_says_is_not_told(registers: Registers) -> None:
    assert registers.answer(COLOUR, Scope(), _found("There are 2 rows.", 0.55)) == Bridge()


def test_nor_is_one_of_a_register_that_means_nothing_of_the_kind(registers: Registers) -> None:
    source = registers.of(COLOUR, Scope())[0].schema.table.source
    assert registers.answer(COLOUR, Scope(), _found("There are 2 rows.", 0.7, source)) == Bridge()


def test_what_a_text_says_stands(registers: Registers) -> None:
    text = Evidence(kind="text", source="manual.pdf", quote="Nozzles and chains are short.", score=0.6)
    assert registers.answer(BELOW, Scope(), (text,)) is None


def test_what_is_not_sure_is_shown_as_readings_that_give_different_things(registers: Registers) -> None:
    text = "belt or nozzle, what was it again"
    readings = registers.readings(Question(text=text, asked=text, language="en"), Scope())
    assert 1 < len(readings) <= 3
    assert len({one.values for one in readings}) == len(readings)
    assert all(one.kind == "table" and one.rows is not None and one.statement for one in readings)
    assert not registers.readings(BELOW, Scope(equipment=("P-101",)))
