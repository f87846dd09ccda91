"""The rules of a drawing's verification, each on a sheet that breaks it and on one that does not."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.errors import BadRegister
from assistant.reports.drawing.register import Register, RegisterRow, read_register
from assistant.reports.drawing.subject import OtherDrawing, Passage, Subject
from assistant.reports.drawing_check import check_drawing, report_json
from retrieval.records import Box, DrawingEntity, EntityKind

_FIELDS = {
    "title": "PUMP SHAFT", "drawing number": "MD-101-07", "revision": "B", "date": "2024-02-11",
    "drawn by": "A. Blanc", "checked by": "R. Hart", "scale": "1:1", "material": "S355", "sheet": "1 of 1",
}  # fmt: skip


def entity(
    kind: EntityKind, text: str, name: str = "", box: Box = (0, 0, 10, 3), page: int = 1
) -> DrawingEntity:
    return DrawingEntity(
        id=f"{kind}{text}{box}", source="x", kind=kind, text=text, name=name, page=page, box=box
    )


def row(values: Sequence[str], y: float, at: Sequence[float]) -> list[DrawingEntity]:
    return [
        entity("dimension", v, "linear", (x - 4, y, x + 4, y + 3)) for v, x in zip(values, at, strict=True)
    ]


def subject(
    *more: DrawingEntity, without: str = "", name: str = "MD-101-07_revB.pdf", **fields: str
) -> Subject:
    values = {**_FIELDS, **{key.replace("_", " "): value for key, value in fields.items()}}
    block = [entity("title_block", v, k, (300, 10 * i, 340, 10 * i + 3)) for i, (k, v) in enumerate(values.items())
             if k != without]  # fmt: skip
    return Subject(name=name, media="pdf", unit="pt", pages=1, entities=(*block, *more))


def rules(checked: Subject) -> list[str]:
    return [finding.rule for finding in check_drawing(checked).findings]


PART = [
    *row(["20", "30", "50"], 100, [20, 45, 85]), *row(["100"], 115, [60]),
    entity("dimension", "Ø30 h7", "diameter", (200, 50, 220, 53)),
    entity("note", "NOTES\n1. ALL DIMENSIONS IN mm"),
]  # fmt: skip


def test_a_sound_part_drawing_has_no_finding() -> None:
    assert rules(subject(*PART)) == []


@pytest.mark.parametrize(
    ("without", "rule"),
    [("drawing number", "field_missing"), ("date", "field_missing"), ("drawn by", "field_missing"),
     ("scale", "scale_missing"), ("material", "material_missing")],
)  # fmt: skip
def test_a_missing_field_is_told_at_the_title_block(without: str, rule: str) -> None:
    (finding,) = check_drawing(subject(*PART, without=without)).findings
    assert (finding.rule, finding.subject) == (rule, without)
    assert finding.region is not None
    assert finding.region[0] == 300


@pytest.mark.parametrize(
    ("fields", "rule"),
    [({"checked_by": "A. Blanc"}, "checked_by_author"), ({"sheet": "3 of 2"}, "sheet_count"),
     ({"revision": "C"}, "revision_file"), ({"drawing_number": "MD-101-08"}, "number_file")],
)  # fmt: skip
def test_a_wrong_field_is_told(fields: dict[str, str], rule: str) -> None:
    assert rules(subject(*PART, **fields)) == [rule]


def test_the_revision_table_must_agree_and_go_forward() -> None:
    table = [entity("revision", "A | first | 2024-01-10"), entity("revision", "B | more | 2024-02-11")]
    assert rules(subject(*PART, *table)) == []
    assert rules(subject(*PART, *table, entity("revision", "C | last | 2024-03-01"))) == ["revision_table"]
    late = [table[0], entity("revision", "B | more | 2019-02-11")]
    assert rules(subject(*PART, *late)) == ["revision_order"]


@pytest.mark.parametrize(
    ("stated", "rows", "told"),
    [
        ("0", ("A | 2023-01-10 | review", "B | 2023-03-01 | review", "0 | 2023-06-01 | for construction"), []),
        ("B", ("A | 2023-01-10 | review", "B | 2023-03-01 | review", "0 | 2023-06-01 | for construction"),
         ["revision_table"]),
        ("A", ("0 | 2023-01-10 | draft", "1 | 2023-03-01 | draft", "A | 2023-06-01 | for construction"), []),
        ("1", ("0 | 2023-01-10 | draft", "1 | 2023-03-01 | draft", "A | 2023-06-01 | for construction"),
         ["revision_table"]),
        ("0", ("A | review", "B | review", "0 | for construction"), []),
        ("B", ("A | review", "B | review", "0 | for construction"), []),
        ("A", ("A | review", "B | review", "0 | for construction"), ["revision_table"]),
    ],
)  # fmt: skip
def test_letters_and_numbers_are_put_in_order_by_their_dates(
    stated: str, rows: Sequence[str], told: list[str]
) -> None:
    table = [entity("revision", text, box=(0, 9.0 * i, 9, 9.0 * i + 3)) for i, text in enumerate(rows)]
    assert rules(subject(*PART, *table, revision=stated, name="MD-101-07.pdf")) == told


def test_thousands_set_apart_are_one_number() -> None:
    note = entity("note", "Cotes en mm")
    row_of = row(["12 000", "8 000"], 100, [120, 220])
    sound = [*row_of, *row(["20 000"], 115, [160]), PART[-2], note]
    assert "dimension_chain" not in rules(subject(*sound))
    wrong = [*row_of, *row(["21 000"], 115, [160]), PART[-2], note]
    assert "dimension_chain" in rules(subject(*wrong))


def test_a_chain_that_does_not_add_up_is_told_with_its_links() -> None:
    wrong = [e for e in PART if e.text != "100"] + row(["96"], 115, [60])
    (finding,) = check_drawing(subject(*wrong)).findings
    assert finding.rule == "dimension_chain"
    assert len(finding.entities) == 4
    assert "20 + 30 + 50" in finding.reason
    assert "100" in finding.reason


def test_dimensions_with_gaps_between_them_are_no_chain() -> None:
    apart = [*row(["20", "30"], 100, [20, 145]), *row(["60"], 115, [60]), *PART[4:]]
    assert "dimension_chain" not in rules(subject(*apart))


def test_reversed_and_typed_over_dimensions() -> None:
    bad = [
        entity("dimension", "Ø45 -0.03/-0.01", "diameter"),
        entity("dimension", "50 (measures 52)", "linear"),
    ]
    assert sorted(rules(subject(*PART, *bad))) == ["dimension_override", "tolerance_reversed"]


def test_units_are_said_once_and_alike() -> None:
    assert rules(subject(*PART[:-1])) == ["unit_missing"]
    assert rules(subject(*PART, entity("note", "2. DIMENSIONS ARE IN INCHES"))) == ["unit_conflict"]
    for said in ("ALL DIMENSIONS IN MILLIMETRES", "DIMENSIONS IN MILLIMETERS", "Dimensions en millimètres"):
        assert rules(subject(*PART[:-1], entity("text", said))) == []
    assert rules(subject(*PART[:-1], unit="mm")) == []
    assert rules(subject(*PART[:-1], unit="040")) == ["unit_missing"]
    dual = entity("note", "1. DIMENSIONS IN mm, UNITS IN BRACKETS: INCHES")
    assert "unit_conflict" not in rules(subject(*PART[:-1], dual))


def _tags(*texts: str) -> list[DrawingEntity]:
    return [entity("tag", text, box=(40.0 * i, 0, 40.0 * i + 20, 3)) for i, text in enumerate(texts)]


def test_tags_against_the_register_and_each_other() -> None:
    register = Register(name="r.csv", rows=(RegisterRow(tag="P-101A"), RegisterRow(tag="P-101B")))
    plan = replace(
        subject(*_tags("P-101A", "P-101B", "FT-101", "P-109"), title="P&ID FEED"), register=register
    )
    (finding,) = check_drawing(plan).findings
    assert (finding.rule, finding.subject) == ("tag_unregistered", "P-109")
    assert rules(subject(*_tags("P-101A", "P-101A", "V-1", "V-2"), title="P&ID")) == ["tag_duplicate"]
    note = entity("note", "1. P101A HAS A BASE FRAME")
    assert rules(subject(*_tags("P-101A"), note, title="P&ID")) == ["tag_spelling"]


def test_references_to_what_is_not_there() -> None:
    note = entity("note", "SEE DETAIL C\nSEE SHEET 4\nSEE DRAWING MD-101-99")
    broken = replace(subject(*PART, note), others=(OtherDrawing(number="MD-101-08"),))
    assert rules(broken) == ["reference_broken"] * 3
    kept = entity("note", "SEE DETAIL A\nSEE DRAWING MD-101-08")
    there = replace(
        subject(*PART, kept, entity("text", "DETAIL A (2:1)")), others=(OtherDrawing(number="MD-101-08"),)
    )
    assert rules(there) == []


def test_a_reference_by_the_number_of_the_series_alone() -> None:
    connector = entity("text", "TO MD-101-99")
    broken = replace(subject(*PART, connector), others=(OtherDrawing(number="MD-101-08"),))
    assert rules(broken) == ["reference_broken"]


def test_a_note_wider_than_the_standard_is_told_in_french_too() -> None:
    passage = Passage(
        source="std.pdf", text="La vibration des paliers de pompe ne doit pas dépasser 4,5 mm/s.", page=3
    )
    note = entity("note", "1. LA VIBRATION DES PALIERS DE POMPE NE DOIT PAS DÉPASSER 7,1 mm/s")
    (finding,) = check_drawing(replace(subject(*PART, note), passages=(passage,), language="fr")).findings
    assert finding.rule == "note_limit"
    assert "std.pdf, p. 3" in finding.reason
    assert "admet" in finding.reason
    narrower = entity("note", "1. LA VIBRATION DES PALIERS DE POMPE NE DOIT PAS DÉPASSER 2,8 mm/s")
    assert rules(replace(subject(*PART, narrower), passages=(passage,))) == []


def test_json_has_the_contract_and_summary_names_the_drawing() -> None:
    body = report_json(check_drawing(subject(*PART, without="date")))
    assert "MD-101-07" in str(body["summary"])
    assert "1 error" in str(body["summary"])
    findings = body["findings"]
    assert isinstance(findings, list)
    assert findings[0]["rule"] == "field_missing"
    assert findings[0]["n"] == 1


@pytest.mark.parametrize("scale", ["NONE", "N.T.S.", "nts", "sans échelle"])
def test_a_drawing_to_no_scale_is_told_so(scale: str) -> None:
    english, french = (
        check_drawing(replace(subject(*PART, scale=scale), language=language)).summary
        for language in ("en", "fr")
    )
    assert "not to scale" in english
    assert "sans échelle" in french
    assert scale == "sans échelle" or scale not in english + french
    assert "daté du 11/02/2024" in french


def test_a_register_is_read_from_csv_and_refused_without_tags(tmp_path) -> None:  # type: ignore[no-untyped-def]
    good, bad = tmp_path / "registre.csv", tmp_path / "other.csv"
    good.write_text("Repère;Désignation;N° de plan\nP-101A;Pompe;MD-101-07\nP-101B;Pompe;MD-101-07\n")
    bad.write_text("name;colour\nx;red\ny;blue\n")
    assert set(read_register(good).tags) == {"P-101A", "P-101B"}
    with pytest.raises(BadRegister, match="column of tags"):
        read_register(bad)


def test_the_summary_tells_the_row_of_the_revision_in_force_where_tables_are_read_downwards() -> None:
    table = [entity("revision", text) for text in ("B | 2024-02-11 | Bore", "A | 2020-01-05 | First issue")]
    assert "the last reads B, 2024-02-11, Bore." in check_drawing(subject(*PART, *table)).summary


def test_the_summary_tells_the_newest_row_also_where_the_title_block_is_behind() -> None:
    table = [
        entity("revision", f"{name} | 2024-0{at}-11 | change {name}") for at, name in enumerate("ABC", 1)
    ]
    assert "the last reads C, 2024-03-11" in check_drawing(subject(*PART, *table)).summary
