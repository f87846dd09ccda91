"""What questions may mean over one register: days, limits, empty cells, "not", sums by class, worth, tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.clock import ask_on
from assistant.experts.tables.programs.conditions import Asked, asked
from assistant.experts.tables.programs.sheet import Sheet, sheet, wide_forms
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import norms
from assistant.language import detect_language
from assistant.registers.aliases import aliases_of
from assistant.registers.choose import weigh
from assistant.registers.doubts import (
    _counts_unnamed,
    _drops_not,
    _is_no_figure,
    _leaves_kind,
    _leaves_noun,
    _leaves_which,
    _sums_up_all,
    holds_nothing,
)
from assistant.registers.features import Register
from assistant.registers.meanings import meanings, widened

TODAY = date(2026, 11, 29)
PARTS = replace(
    sheet(
        ("Code", "Part", "Stk", "Mini", "PU €", "Guarantee until", "Supplier"),
        (
            ("A-1", "Seal", 2, 4, 10.0, date(2027, 2, 28), "Nordik"),
            ("A-2", "Bearing", 5, 1, 20.0, date(2026, 3, 1), "Nordik"),
            ("A-3", "Belt", 3, 3, 5.0, None, "Levant"),
            ("A-4", "Valve", 9, 2, 30.0, date(2026, 12, 10), "Levant"),
        ),
        (1, 2, 3, 4),
    ),
    wide=True,
)
ORDERS = replace(
    sheet(
        ("Order", "Functional loc.", "Hours"),
        (("4701", "SMW07-BFP-510", 2.0), ("4702", "SMW07-SCR-101", 3.0), ("4703", "SMW07-BFP-510", 4.0)),
        (1, 2, 3),
    ),
    wide=True,
)
ASSETS = replace(
    sheet(
        ("Tag", "Descr."),
        (("BFP-510", "Belt filter press"), ("SCR-101", "Band screen"), ("MIX-311", "Mixer")),
        (1, 2, 3),
    ),
    wide=True,
)


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[None]:
    ask_on(TODAY)
    yield
    ask_on(None)


def said(question: str, table: Sheet = PARTS, *, tell: str = "cells", column: str = "Code") -> list[set[str]]:
    """The values that some meaning tells."""
    read = asked(question, wide=True)
    wider = widened(read, table, (), TODAY)
    place = wider.names.index(column) if column else None
    return [
        set(c.outcome.values)
        for c in meanings(read, wider, TODAY, aliases_of(read, (ASSETS,)))
        if c.program.tell == tell and (place is None or c.program.column == place)
    ]


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("which parts are below the minimum", {"A-1"}),
        ("which parts are still under guarantee", {"A-1", "A-4"}),
        ("which guarantees have expired", {"A-2"}),
        ("which guarantees end within two weeks", {"A-4"}),
        ("which parts have no guarantee", {"A-3"}),
        ("parts not from Nordik", {"A-3", "A-4"}),
    ],
)
def test_days_limits_empty_cells_and_not_state_rows(question: str, codes: set[str]) -> None:
    assert codes in said(question)


@pytest.mark.parametrize(
    ("question", "orders"),
    [
        ("orders since 3/11", {"4702"}),
        ("commandes passées avant le 3/11", {"4701", "4703"}),
        ("orders of 11/23", {"4702"}),
        ("commandes du 12/10/2026", {"4703"}),
        ("orders of 12/10/2026", {"4703"}),
    ],
)
def test_days_with_strokes_are_the_day_first_with_or_without_their_year(
    question: str, orders: set[str]
) -> None:
    days = (date(2026, 11, 2), date(2026, 11, 23), date(2026, 10, 12))
    table = replace(
        sheet(("Order", "Placed"), tuple(zip(("4701", "4702", "4703"), days, strict=True)), (1, 2, 3)),
        wide=True,
    )
    assert orders in said(question, table, column="Order")


def test_a_week_of_the_year_that_is_past_is_seven_days_from_its_monday() -> None:
    days = tuple(date(2026, 11, day) for day in (15, 16, 22, 23))
    table = replace(
        sheet(("Order", "Placed"), tuple(zip("abcd", days, strict=True)), (1, 2, 3, 4)), wide=True
    )
    assert {"b", "c"} in said("orders of week 47", table, column="Order")


def test_what_a_stock_is_worth_is_quantity_at_its_price() -> None:
    assert {"405"} in said("total value of the stock", tell="sum", column="Stk × PU €")


def test_classes_are_ranked_by_their_sums() -> None:
    assert {"Levant"} in said("which supplier has the most stock", tell="class_most", column="Stk")


def test_days_are_counted_from_today_to_the_date_of_the_one_row() -> None:
    assert {"11"} in said(
        "how many days is the valve still under guarantee", tell="days_to", column="Guarantee until"
    )


def test_a_name_of_one_register_finds_the_rows_of_its_tag_in_another() -> None:
    assert {"6"} in said("hours on the belt filter press", ORDERS, tell="sum", column="Hours")
    assert not aliases_of(asked("hours on SCR-101", wide=True), (ASSETS,))


def _meets(question: Asked, text: str) -> bool:
    forms = frozenset().union(*wide_forms(norms(text), text))
    return any(own & forms for own in question.forms)


def test_short_forms_and_synonyms_meet_only_where_words_are_read_widely() -> None:
    wide, plain = (asked("OT en attente", "fr", wide=wide) for wide in (True, False))
    assert _meets(wide, "Att. pièce")
    assert not _meets(plain, "Att. pièce")
    assert not _meets(wide, "Att pièce")
    assert _meets(asked("worst BOD", wide=True), "BOD5")


def _guarded(question: str, column: str, guard: Callable[..., bool]) -> set[bool]:
    """What a guard says of the meanings that tell a column's cells of the belt's row."""
    schema = SimpleNamespace(name="parts", words=("spares",), table=SimpleNamespace(title=""), key="Code")
    register = Register(cast(TableSchema, schema), PARTS, 1.0)
    weighed = weigh(question, detect_language(question), (register,), TODAY)
    assert weighed is not None
    told = [c for _, c in weighed.found if c.program.tell == "cells" and c.program.pick == "all"]
    told = [c for c in told if c.program.column == PARTS.names.index(column) and c.outcome.rows == (2,)]
    told = [c for c in told if [(w.test, w.whole) for w in c.program.where] == [("is", 1)]]
    assert told
    return {guard(weighed.asked, register, one) for one in told}


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("what is the seismic mini of the belt", True),
        ("what is the mini of the belt", False),
        ("quelles mini reconditionnées pour Belt", True),
        ("quelles mini garanties pour Belt", False),
        ("quelles mini pour Belt", False),
    ],
)
def test_a_word_that_says_which_of_a_column_is_meant_must_be_held(question: str, left: bool) -> None:
    assert _guarded(question, "Mini", _leaves_kind) == {left}


@pytest.mark.parametrize(
    ("question", "left"),
    [("which shelf is the belt on", True), ("which code has the belt", False)],
)
def test_the_noun_behind_which_must_be_held(question: str, left: bool) -> None:
    assert _guarded(question, "Code", _leaves_noun) == {left}


@pytest.mark.parametrize(
    ("question", "nothing"),
    [("who won on 10 December 2026", {True}), ("which guarantee ends on 10 December 2026", {False})],
)
def test_a_reading_that_holds_a_date_aloneholds_nothing(question: str, nothing: set[bool]) -> None:
    schema = SimpleNamespace(name="parts", words=("spares",), table=SimpleNamespace(title=""), key="Code")
    register = Register(cast(TableSchema, schema), PARTS, 1.0)
    weighed = weigh(question, "en", (register,), TODAY)
    assert weighed is not None
    days = [one for one in weighed.found if [c.text for c in one[1].program.where] == ["= 2026-12-10"]]
    days = [one for one in days if one[1].outcome.values == ("A-4",)]
    assert days
    assert {holds_nothing(weighed.asked, *one) for one in days} == nothing


@pytest.mark.parametrize(
    ("question", "tell", "column", "guard", "capped"),
    [
        ("how many spares are there", "count", None, _sums_up_all, False),
        ("how many rows in the list of spares", "count", None, _sums_up_all, False),
        ("how many tripods are there", "count", None, _sums_up_all, True),
        ("combien de pièces au total", "sum", "Stk", _sums_up_all, True),
        ("how many parts come from Nordik", "cells", "Part", _is_no_figure, True),
        ("which parts come from Nordik", "cells", "Part", _is_no_figure, False),
        ("what are the parts of Nordik worth", "sum", "Stk", _is_no_figure, True),
        ("what stock of Nordik parts is there", "sum", "Stk", _is_no_figure, False),
        ("how many pneumatic spares come from Nordik", "count", None, _leaves_which, True),
        ("how many spares come from Nordik", "count", None, _leaves_which, False),
        ("how many Nordik spares are there", "count", None, _leaves_which, False),
        ("combien de spares pneumatiques de Nordik", "count", None, _leaves_which, True),
        ("combien de spares de Nordik", "count", None, _leaves_which, False),
        ("how many spares under lease come from Nordik", "count", None, _leaves_which, True),
        ("combien de spares d'occasion de Nordik", "count", None, _leaves_which, True),
    ],
)
def test_a_figure_that_is_not_what_is_asked_is_not_trusted(
    question: str, tell: str, column: str | None, guard: Callable[..., bool], capped: bool
) -> None:
    schema = SimpleNamespace(name="parts", words=("spares",), table=SimpleNamespace(title=""), key="Code")
    register = Register(cast(TableSchema, schema), PARTS, 1.0)
    weighed = weigh(question, detect_language(question), (register,), TODAY)
    assert weighed is not None
    place = PARTS.names.index(column) if column else None
    whole = guard is _sums_up_all
    told = [c for _, c in weighed.found if (c.program.tell, c.program.column) == (tell, place)]
    told = [c for c in told if c.program.pick == "all" and bool(c.program.where) != whole]
    assert told
    assert {guard(weighed.asked, register, one.program) for one in told} == {capped}


def test_a_reading_that_drops_the_not_is_not_trusted() -> None:
    read = asked("which parts are not from Nordik", wide=True)
    found = [c.program for c in meanings(read, PARTS, TODAY) if c.program.where]
    assert {_drops_not(read, program) for program in found} == {True, False}
    assert all(_drops_not(read, p) != any(c.test in ("not", "empty") for c in p.where) for p in found)
    assert not _drops_not(asked("which parts are from Nordik", wide=True), found[0])


def test_different_cells_are_counted_of_a_named_column_or_of_the_one_that_names_rows() -> None:
    schema = SimpleNamespace(name="parts", words=("spares",), table=SimpleNamespace(title=""), key="Code")
    register = Register(cast(TableSchema, schema), PARTS, 1.0)
    read = asked("how many suppliers are there", wide=True)
    counted = {
        PARTS.names[c.program.column]: _counts_unnamed(read, register, c.program)
        for c in meanings(read, PARTS, TODAY)
        if c.program.tell == "different" and c.program.column is not None
    }
    assert counted["Supplier"] is False
    assert counted["Code"] is False
    assert counted["Part"] is True
