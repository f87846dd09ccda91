"""What headers say of their columns, in two languages and short forms, and that words may speak for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.experts.tables.programs.conditions import asked
from assistant.experts.tables.programs.sheet import Cell, Column, Kind, Made, beside, sheet
from assistant.experts.tables.schema import TableSchema
from assistant.registers.column_types import COLUMN_TYPES, column_types, look_of, types_of
from assistant.registers.features import REGISTER_PARTS, Register, describe_in
from assistant.registers.meanings import meanings
from tests.unit.assistant.registers.test_meanings import PARTS, TODAY

_SCHEMA = SimpleNamespace(name="spares", words=("spares",), table=SimpleNamespace(title="Spares"), key="Code")
REGISTER = Register(cast(TableSchema, _SCHEMA), PARTS, 1.0)


@pytest.mark.parametrize(
    ("header", "kind", "types"),
    [
        ("Dern. VGP", "date", {"date.last", "date.inspected"}),
        ("Next cal", "date", {"date.next", "date.calibrated"}),
        ("ACTFINISH", "date", {"date.done"}),
        ("ActualFinish", "date", {"date.done"}),
        ("PU HT (€)", "number", {"number.price", "number.cost"}),
        ("T° (°C)", "number", {"number.temperature"}),
        ("Débit (m3/h)", "number", {"number.flow"}),
        ("Fréq. (mois)", "number", {"number.interval"}),
        ("Resp.", "text", {"text.person"}),
        ("Fabricant", "text", {"text.maker"}),
        ("Échéance", "text", {"text.other"}),
        ("Wxyz", "date", {"date.other"}),
    ],
)
def test_headers_say_what_a_column_holds(header: str, kind: Kind, types: set[str]) -> None:
    assert set(types_of(header, kind)) == types


def test_a_column_of_another_register_is_what_it_is_there_and_a_reckoned_one_nothing() -> None:
    cells = tuple(Cell(text, (text,), None, None) for text in ("b", "c", "d", "e"))
    wider = beside(
        PARTS,
        [
            Column("Maker of Part", Made("joined", (1,)), cells),
            Column("days since Guarantee until", Made("days", (5,)), cells),
        ],
    )
    *own, joined, reckoned = column_types(wider)
    assert own[0] == ("text.reference",)
    assert own[6] == ("text.supplier",)
    assert joined == ("text.maker",)
    assert reckoned == ()


def test_words_may_speak_for_every_type_of_what_is_told_ordered_and_filtered_by() -> None:
    assert {f"{p}_type:{kind}" for p in ("told", "by", "where") for kind in COLUMN_TYPES} <= set(
        REGISTER_PARTS
    )
    read = asked("who supplies the part with the highest stock", wide=True)
    found = meanings(read, PARTS, TODAY)
    parts = describe_in(read, REGISTER, found).parts
    for candidate, row in zip(found, parts, strict=True):
        said = {REGISTER_PARTS[place] for place in row.nonzero()[0]}
        program = candidate.program
        assert ("told_type:text.supplier" in said) == (program.column == 6)
        assert ("by_type:number.stock" in said) == (program.by == 2)
        assert ("where_type:text.supplier" in said) == any(c.column == 6 for c in program.where)


def test_two_tables_that_are_called_alike_are_of_like_types() -> None:
    dates = replace(sheet(("Créé le", "Soldé le"), ((date(2026, 1, 2), date(2026, 2, 3)),), (1,)), wide=True)
    assert [set(own) for own in column_types(dates)] == [{"date.raised"}, {"date.done"}]


@pytest.mark.parametrize(
    ("cells", "look"),
    [
        (("AB", "CD", "EF", "T.R."), "initials"),
        (("P-101", "P-102A", "HX-3", "V-7"), "codes"),
        (("bearing worn on drive end", "seal leaks since the last stop", "nothing found at all"), "prose"),
        (("open", "open", "closed", "open", "closed", "closed"), "classes"),
        (("drive belt", "mechanical seal", "gasket set"), "names"),
        ((1, 2, 3), None),
        (("", "", ""), None),
    ],
)
def test_cells_look_like_initials_codes_prose_classes_or_names(
    cells: tuple[object, ...], look: str | None
) -> None:
    table = sheet(("No", "Of"), tuple((n, cell) for n, cell in enumerate(cells)), tuple(range(len(cells))))
    assert look_of(table, 1) == look
