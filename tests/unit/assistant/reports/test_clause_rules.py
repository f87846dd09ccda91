"""What a clause asks through its lists, its tables and the clauses it refers to."""

from __future__ import annotations

import pytest

from assistant.reports.drawing.clause_rules import listed_bounds, rules_of, split_tables, table_bounds
from assistant.reports.drawing.clauses import references_of
from assistant.reports.drawing.subject import Passage

TABLE = """Pipes keep to this table:
| Class | Minimum wall thickness | Maximum pressure [bar] | Example
a. | Class 1 | 2.3 mm | 16 | 33.7 mm
b. | Class 2 | 3.2 mm | 40 | 48.3 mm
Other pipes are asked for."""


def passage(text: str, **more: object) -> Passage:
    return Passage(source="s.pdf", text=text, label="4.1", page=2, **more)  # type: ignore[arg-type]


def test_columns_that_say_min_or_max_bound_row_by_row() -> None:
    bounds, relations = rules_of(passage(TABLE))
    assert [(b.way, b.dimension, b.case) for b in bounds] == [
        ("least", "length", "Class 1, Minimum wall thickness"),
        ("most", "pressure", "Class 1, Maximum pressure [bar]"),
        ("least", "length", "Class 2, Minimum wall thickness"),
        ("most", "pressure", "Class 2, Maximum pressure [bar]"),
    ]
    assert [b.value for b in bounds] == pytest.approx([0.0023, 16e5, 0.0032, 40e5])
    assert bounds[1].written == "16 bar"
    assert relations == []


def test_a_row_takes_the_row_of_the_table_that_its_header_refers_to() -> None:
    row = passage(
        "c. | Drain line | Class 2 | No", header="| Service | Class as given in 4.2 | Insulated",
        referred=(Passage(source="s.pdf", text=TABLE, label="4.2"),),
    )  # fmt: skip
    bounds, _ = rules_of(row)
    assert [(b.written, b.source) for b in bounds] == [("3.2 mm", "4.2"), ("40 bar", "4.2")]


def test_a_clause_asks_what_the_clause_it_must_meet_asks() -> None:
    other = Passage(source="s.pdf", text="The gap must be no more than 3 mm.", label="6.3")
    bounds, _ = rules_of(passage("Guards must meet 6.3.", referred=(other,)))
    assert [(b.written, b.way, b.source) for b in bounds] == [("3 mm", "most", "6.3")]


def test_items_take_their_way_from_the_line_above() -> None:
    text = "Maximum gap:\n• at the shaft 2 mm\n• at the coupling 5 mm\nThe hood is 30 mm high."
    assert [(b.way, b.written, b.case) for b in listed_bounds(text)] == [
        ("most", "2 mm", "at the shaft"), ("most", "5 mm", "at the coupling"),
    ]  # fmt: skip
    assert list(listed_bounds("Parts:\n• shim 2 mm")) == []


def test_words_and_tables_are_told_apart() -> None:
    words, (table,) = split_tables(TABLE)
    assert words == "Pipes keep to this table:\nOther pipes are asked for."
    assert len(table.rows) == 2
    assert [b.written for b in table_bounds(table, key="class 1")] == ["2.3 mm", "16 bar"]


@pytest.mark.parametrize(
    ("text", "header", "labels"),
    [
        ("Braces must meet F.3.2.1.h and be straight.", "", ["F.3.2.1.h"]),
        ("Flanges are made according to clause 4.2.", "", ["4.2"]),
        ("Les brides sont conformes à 5.1.", "", ["5.1"]),
        ("Fasteners, see T.8.2.", "", ["T.8.2"]),
        ("The gap is at most 3 mm, see 4.2.", "", []),
        ("Adjust according to 7.3 mm of play.", "", []),
        ("a. | Drain | Size B", "| Line | Size per F.3.4:", ["F.3.4"]),
        ("See figure following F.5.9.6 above", "", []),
    ],
)
def test_references_that_oblige_are_followed(text: str, header: str, labels: list[str]) -> None:
    assert list(references_of(passage(text, header=header))) == labels
