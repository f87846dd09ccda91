from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.experts.tables.called import calls
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.link import Link, borrowed, link
from assistant.experts.tables.reading import read
from retrieval.records import Language


def links(index: TableIndex, table: str, text: str, language: Language = "en") -> list[Link]:
    return [*link(read(text, language=language), index).of(table)]


def columns(found: list[Link]) -> set[str]:
    return {item.column for item in found if item.kind == "column"}


def test_columns_by_name_and_by_meaning(index: TableIndex) -> None:
    assert "Vibration" in columns(links(index, "inspection_rounds", "mean vibration"))
    assert "Coût" in columns(links(index, "ordres_de_travail", "total cost of the orders"))
    assert "Lead time" in columns(links(index, "spare_parts", "délai d'approvisionnement", "fr"))


def test_table_by_its_name_in_the_other_language(index: TableIndex) -> None:
    assert any(k.kind == "table" for k in links(index, "ordres_de_travail", "how many work orders"))


def test_flags_and_their_contrary(index: TableIndex) -> None:
    (flag,) = [k for k in links(index, "equipment_register", "the critical pumps") if k.kind == "flag"]
    assert flag.truth is True


def test_values_of_a_joined_table_are_borrowed(index: TableIndex) -> None:
    found = link(read("parts from a supplier in France"), index)
    lent = borrowed(found, index.schema("spare_parts"), index)
    assert any(k.column == "Country" and k.via is not None and k.values == ("France",) for k in lent)


def test_words_for_ranking_are_no_columns(index: TableIndex) -> None:
    assert "Date fin" not in columns(links(index, "ordres_de_travail", "the second most common"))


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("which pumps are critical", True),
        ("when did the pump become critical", False),  # the date beside it tells something else
        ("how many times was the pump critical", False),
        ("when was the pump with critical service installed", True),
        ("how many critical pumps", True),
    ],
)
def test_a_column_of_yes_and_no_does_not_tell_when_something_happened(
    index: TableIndex, text: str, linked: bool
) -> None:
    named = [k for k in links(index, "equipment_register", text) if k.column == "Critical"]
    assert bool(named) == linked


def test_tables_alike_are_linked_alike_and_under_their_own_names(index: TableIndex) -> None:
    one = index.schema("spare_parts")
    twin = replace(one, table=replace(one.table, name="spare_parts_2"))
    both = TableIndex((*index.schemas, twin))
    found = link(read("lead time of the parts of the supplier"), both)
    names = {table: columns([*found.of(table)]) for table in (one.name, "spare_parts_2")}
    assert names[one.name] == names["spare_parts_2"] != set()
    assert {k.table for k in found.of("spare_parts_2")} == {"spare_parts_2"}


@pytest.mark.parametrize(
    ("source", "page", "text", "called"),
    [
        ("RCA-1.docx", None, "who wrote the RCA?", False),
        ("RCA-1.docx", None, "who wrote the actions?", True),
        ("RCA-1.pdf", 2, "who wrote the RCA?", False),
        ("actions.csv", None, "who wrote the list?", True),
    ],
)
def test_a_document_is_not_called_for_its_table(
    index: TableIndex, source: str, page: int | None, text: str, called: bool
) -> None:
    schema = index.schema("spare_parts")
    inside = replace(schema, table=replace(schema.table, source=source, page=page, title="Actions"))
    assert calls(read(text), inside) == called
