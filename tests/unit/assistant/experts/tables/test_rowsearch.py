from __future__ import annotations

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.link import link
from assistant.experts.tables.reading import read
from assistant.experts.tables.rowsearch import FoundRows, search_rows
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
