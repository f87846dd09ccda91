"""Which ends of which columns words of age and price may mean, and which numbers of a question are limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.experts.tables.programs.conditions import asked
from assistant.experts.tables.programs.enumerate import Candidate
from assistant.experts.tables.programs.sheet import sheet
from assistant.language import detect_language
from assistant.registers.meanings import meanings, widened

TODAY = date(2026, 11, 29)
KIT = replace(
    sheet(
        ("Asset", "Kind", "Year", "Inspected", "Replacement cost", "Weight kg", "Slots"),
        (
            ("BO-1", "Boiler", 1998, date(2026, 9, 3), 90.0, 700.0, 30),
            ("XR-2", "X-ray", 2021, date(2026, 11, 23), 45.0, 900.0, 90),
            ("RE-3", "Retort", 2009, date(2026, 6, 11), 60.0, 400.0, 365),
            ("RE-4", "Retort", 2015, date(2026, 11, 30), 20.0, 800.0, 11),
        ),
        (1, 2, 3, 4),
    ),
    wide=True,
)


def _all(question: str) -> tuple[tuple[str, ...], list[Candidate]]:
    read = asked(question, detect_language(question), wide=True)
    wider = widened(read, KIT, (), TODAY)
    return wider.names, meanings(read, wider, TODAY)


@pytest.mark.parametrize(
    ("question", "ends"),
    [
        ("which is the oldest asset", {("lowest", "Year"), ("lowest", "Inspected")}),
        ("quel est le plus vieux des appareils", {("lowest", "Year"), ("lowest", "Inspected")}),
        ("which is the newest asset", {("highest", "Year"), ("highest", "Inspected")}),
        ("l'appareil le plus récent", {("highest", "Year"), ("highest", "Inspected")}),
        ("which asset is the cheapest", {("lowest", "Replacement cost")}),
        ("quel appareil est le plus cher", {("highest", "Replacement cost")}),
    ],
)
def test_words_of_age_and_price_mean_one_end_of_their_columns(
    question: str, ends: set[tuple[str, str]]
) -> None:
    names, found = _all(question)
    picked = {(c.program.pick, names[c.program.by]) for c in found if c.program.by is not None}
    assert {one for one in picked if not one[1].startswith("days since")} == ends
    assert {way for way, name in picked if name.startswith("days since")} <= {
        "highest" if ends & {("lowest", "Year")} else "lowest"
    }


def test_a_price_stands_in_no_column_of_something_else() -> None:
    tasks = (("PM-1", 30, 2.5, 12.0), ("PM-2", 60, 1.5, 22.0), ("PM-3", 90, 0.5, 32.0))
    for last, ends in (("Zork", {"Zork"}), ("Score", set())):
        table = replace(sheet(("PM", "Interval days", "Est h", last), tasks, (1, 2, 3)), wide=True)
        found = meanings(asked("which PM was the cheapest", "en", wide=True), table, TODAY)
        low = {table.names[c.program.by] for c in found if c.program.by is not None}
        assert low == ends


def test_other_words_may_mean_both_ends_of_all_columns() -> None:
    names, found = _all("which asset has the most weight")
    picked = {(c.program.pick, names[c.program.by]) for c in found if c.program.by is not None}
    assert {("highest", "Weight kg"), ("lowest", "Weight kg"), ("highest", "Year")} <= picked


@pytest.mark.parametrize(
    "question",
    [
        "which asset falls due on 30 nov",
        "assets due next week mon 30 nov - sun 6 dec",
        "which asset was inspected in the last 30 days",
        "who looks after transmitter LT-90",
        "quel appareil tombe le 30/11",
    ],
)
def test_numbers_of_days_and_tags_are_no_limits(question: str) -> None:
    names, found = _all(question)
    tests = {(names[w.column], w.test) for c in found for w in c.program.where}
    assert not {test for name, test in tests if name == "Slots"}


def test_a_number_with_noughts_is_a_name_and_no_limit() -> None:
    names, found = _all("the retort of order 090")
    assert {w.test for c in found for w in c.program.where if names[w.column] == "Slots"} == {"is"}


def test_numbers_of_other_things_are_limits() -> None:
    names, found = _all("which asset has 30 slots")
    assert ("Slots", "equal") in {(names[w.column], w.test) for c in found for w in c.program.where}


@pytest.mark.parametrize("question", ["assets inspected on 30/11", "assets inspected 30 nov"])
def test_some_figures_of_a_date_are_not_the_date(question: str) -> None:
    names, found = _all(question)
    held = {
        (w.test, tuple(sorted(w.rows)))
        for c in found
        for w in c.program.where
        if names[w.column] == "Inspected"
    }
    assert ("within", (3,)) in held
    assert not any(test == "is" for test, _ in held)


def test_initials_are_people_and_no_synonyms_of_words() -> None:
    jobs = replace(
        sheet(
            ("Call", "Tech", "Fault"),
            (
                ("6682", "BT", "no power"),
                ("6691", "CN", "leak"),
                ("6694", "EH", "noise"),
                ("6706", "BT", "leak"),
            ),
            (1, 2, 3, 4),
        ),
        wide=True,
    )
    for question, held in (("job numbers of the workshop", False), ("calls of BT", True)):
        found = meanings(asked(question, wide=True), jobs, TODAY)
        assert any(w.text == "BT" for c in found for w in c.program.where) == held


SPARES = replace(
    sheet(
        ("Badge", "Spare", "Stock", "Min", "Unit price", "Next due"),
        (
            ("047", "Feed pump seal", 2, 4, 10.0, date(2026, 11, 20)),
            ("053", "Feed pump shaft", 3, 3, 30.0, date(2026, 11, 29)),
            ("070", "Vent pump seal", 9, 1, 5.0, date(2026, 12, 4)),
            ("071", "Vent filter", 4, 2, 7.0, date(2027, 1, 4)),
        ),
        (1, 2, 3, 4),
    ),
    wide=True,
)


def _of_spares(question: str, titled: frozenset[int] = frozenset()) -> list[Candidate]:
    read = asked(question, detect_language(question), wide=True)
    return meanings(read, SPARES, TODAY, titled=titled)


def test_names_and_prices_of_one_piece_are_not_summed() -> None:
    summed = {
        SPARES.names[c.program.column or 0]
        for c in _of_spares("total of the pumps")
        if c.program.tell == "sum"
    }
    assert summed == {"Stock", "Min"}


def test_at_or_below_holds_what_stands_at_its_least() -> None:
    def short(question: str) -> set[tuple[int, ...]]:
        found = _of_spares(question)
        return {tuple(sorted(w.rows)) for c in found for w in c.program.where if w.test == "short"}

    assert short("spares at or below min") == {(0, 1)}
    assert short("spares below min") == {(0,), (0, 1)}


def test_overdue_today_is_not_due_today() -> None:
    def dated(question: str) -> set[tuple[int, ...]]:
        found = _of_spares(question)
        return {tuple(sorted(w.rows)) for c in found for w in c.program.where if w.test == "within"}

    assert dated("which are overdue today") == {(0,)}
    assert (1,) in dated("which are due today")


def test_the_words_of_the_table_alone_say_no_part_of_a_cell() -> None:
    def held(titled: frozenset[int]) -> set[str]:
        found = _of_spares("which pumps are low", titled)
        return {w.text for c in found for w in c.program.where if SPARES.names[w.column] == "Spare"}

    assert held(frozenset())
    assert not held(frozenset((1,)))
