from __future__ import annotations

import pyarrow as pa
import pytest

from ingest import findings
from ingest.findings import with_findings
from ingest.parsed import ParsedDocument, ParsedTable
from ingest.shorthand.errors import BadModel
from retrieval.records import Column

TEXTS = [
    "repl lkg seal", "pump bearing noisy", "Strainer S-101A plugged", "replace worn hose", "inspect drive belt",
    "valve stuck open", "Fuite de la garniture", "motor cable loose", "seal weeping on pump", "change oil filter",
]  # fmt: skip


def document(texts: list[str], *, order: str = "WO number", **more: list[str]) -> ParsedDocument:
    columns = {order: [f"WO-{n}" for n in range(len(texts))], "Description": texts, **more}
    rows = pa.table({"_row": list(range(len(texts))), **columns})
    table = ParsedTable(
        name="orders", title="orders", columns=tuple(Column(name=n, type="text") for n in columns), rows=rows
    )
    return ParsedDocument(media="csv", title="orders", tables=(table,))


def cells(parsed: ParsedDocument, name: str) -> list[str | None]:
    values: list[str | None] = parsed.tables[0].rows.column(name).to_pylist()
    return values


def test_derived_columns_stand_behind_the_printed_ones_which_stay() -> None:
    before = document(TEXTS)
    after = with_findings(before)
    printed = ["_row", "WO number", "Description"]
    assert after.tables[0].rows.select(printed).equals(before.tables[0].rows)
    assert [c.name for c in after.tables[0].columns if c.derived] == [
        "Component (derived)", "Failure (derived)", "Action (derived)",
    ]  # fmt: skip
    assert cells(after, "Failure (derived)")[0] == cells(after, "Failure (derived)")[8] == "leak"
    assert cells(after, "Component (derived)")[2] == "strainer"
    assert cells(after, "Failure (derived)")[6] is None
    assert any("not in the file" in warning and "Description" in warning for warning in after.warnings)


@pytest.mark.parametrize(
    "parsed",
    [
        document(TEXTS[:5]),
        document(TEXTS, order="Part number"),
        document([f"Fuite de la garniture de la pompe numéro {n}" for n in range(12)]),
        document([f"{text} and more" for text in TEXTS], Code=TEXTS),
        document(["P-101A"] * 12),
    ],
    ids=["few rows", "no orders", "French", "repeats a column", "no words"],
)
def test_other_tables_are_left_alone(parsed: ParsedDocument) -> None:
    assert with_findings(parsed) is parsed


def test_too_many_texts_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MOST_TEXTS", 9)
    parsed = document(TEXTS)
    assert with_findings(parsed) is parsed


def test_without_a_model_the_table_comes_in_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise BadModel("the weights are gone; train it again")

    monkeypatch.setattr(findings, "packaged_model", broken)
    parsed = document(TEXTS)
    after = with_findings(parsed)
    assert after.tables == parsed.tables
    assert "the weights are gone" in after.warnings[-1]
