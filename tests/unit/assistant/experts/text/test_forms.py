"""Forms are told from tables; each name stands with its value."""

from __future__ import annotations

import pytest

from assistant.experts.text.candidates import candidates
from assistant.experts.text.forms import form_pairs
from retrieval.records import Chunk, Hit

FORM = ("Report | MR-7 | Work order | WO-12", "Outage | 130.4 h | Labour | 64.5 h")


def pieces(text: str) -> list[tuple[str, str]]:
    chunk = Chunk(id="c", source="plant/a.pdf", kind="table", ordinal=0, text=text)
    return [(c.text, c.lead) for c in candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)]


def test_each_name_of_a_form_stands_with_its_value() -> None:
    found = form_pairs(FORM)
    assert found is not None
    assert [[row[a:b] for a, b in pairs] for row, pairs in zip(FORM, found, strict=True)] == [
        ["Report | MR-7", "Work order | WO-12"],
        ["Outage | 130.4 h", "Labour | 64.5 h"],
    ]


def test_a_pair_without_a_value_is_left_out() -> None:
    found = form_pairs(("Contractor | 2 men | Signed | ", "Start | 08:00 | End | 12:30"))
    assert found is not None
    assert [len(pairs) for pairs in found] == [1, 2]


@pytest.mark.parametrize(
    "rows",
    [
        ("Date | Hours", "03/09/2025 | 8.0"),
        ("M10 | 49", "M12 | 85"),
        ("Flow | 804 | 792", "Pressure | 4.0 | 4.1"),
        ("Flow | 804", "Flow | 790"),
        ("Part | 40-0117",),
        (),
    ],
    ids=["columns named", "keys with digits", "odd", "a name twice", "one pair", "nothing"],
)
def test_tables_are_no_forms(rows: tuple[str, ...]) -> None:
    assert form_pairs(rows) is None


def test_a_form_answers_by_its_pairs_and_a_table_by_its_rows_under_their_names() -> None:
    assert pieces("\n".join(FORM))[3] == ("Labour | 64.5 h", "")
    assert pieces("Date | Hours\n03/09 | 8.0\n04/09 | 2.0") == [
        ("03/09 | 8.0", "Date | Hours"),
        ("04/09 | 2.0", "Date | Hours"),
    ]


def test_names_with_colons_make_pairs_wherever_they_stand() -> None:
    rows = ["Vessel: | Tug Marga | Flag: | NL", "Built: 1998 | Hull no.: | 441", "Owner: |  | Crew: | 6"]
    pairs = form_pairs(rows)
    assert pairs is not None
    said = [[row[a:b] for a, b in found] for row, found in zip(rows, pairs, strict=True)]
    assert said == [["Vessel: | Tug Marga", "Flag: | NL"], ["Built: 1998", "Hull no.: | 441"], ["Crew: | 6"]]


def test_a_table_with_a_colon_in_one_cell_stays_a_table() -> None:
    assert form_pairs(["Part | Remark", "Rotor | see: note", "Shaft | new"]) is None


def test_fields_below_a_line_that_ends_in_a_colon_are_read_with_it() -> None:
    found = dict(
        pieces("Vitesse réglable.\nprofondeur maximale :\ncuir : 25 mm.\nliège : 60 mm.\nPièce serrée.")
    )
    assert found["cuir : 25 mm."] == found["liège : 60 mm."] == "profondeur maximale :"
    assert found["Pièce serrée."] == ""
