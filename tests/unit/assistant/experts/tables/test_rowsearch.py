from __future__ import annotations

import pytest

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.link import link
from assistant.experts.tables.reading import read
from assistant.experts.tables.rowsearch import FoundRows, search_rows, tells_the_asked
from assistant.experts.tables.run import Runner


def look(index: TableIndex, runner: Runner, text: str) -> FoundRows | None:
    reading = read(text)
    return search_rows(reading, index, link(reading, index), index.schema("fmea_utilities"), runner)


def test_the_interval_is_found_where_how_often_is_asked(index: TableIndex, runner: Runner) -> None:
    found = look(index, runner, "how often should the intake filter of the air compressor be changed?")
    assert found is not None
    assert found.column == "Action"
    assert found.cells == ("Change filter monthly",)
    assert found.coverage > 0.9


def test_words_of_no_row_give_nothing(index: TableIndex, runner: Runner) -> None:
    assert look(index, runner, "who chairs the works council?") is None


@pytest.mark.parametrize(
    ("text", "cell", "told"),
    [
        ("who takes the locks off P-71A?", "Pumps P-71A/B to filling", True),
        ("who takes the locks off P-71A?", "Shift supervisor", False),
        ("which pumps fill the tankers behind P-71A?", "Pumps P-71A/B to filling", False),
    ],
)
def test_who_is_not_answered_by_the_thing_itself(index: TableIndex, text: str, cell: str, told: bool) -> None:
    schema = index.schema("fmea_utilities")
    label = next(c for c in schema.columns if c.is_text and c.part != "prose")
    found = FoundRows(
        schema=schema, column=label.name, cells=(cell,), context="", numbers=(1,), rows=((cell,),), sql="",
        coverage=1.0, matched=(),
    )  # fmt: skip
    assert tells_the_asked(found, read(text)) == told


def test_a_number_in_a_unit_is_not_answered_by_words(index: TableIndex, runner: Runner) -> None:
    text = "how should the intake filter of the air compressor be changed"
    assert look(index, runner, f"{text} and cleaned?") is not None
    assert look(index, runner, f"{text} in Nm?") is None
