"""What other programs see on a page becomes our headings, tables and boxes.

``docling.json`` was written by docling-core 2.104 (``DoclingDocument.export_to_dict``), ``unstructured.json`` by
unstructured 0.27 (``Element.to_dict``): the same made-up pages, built with their own classes.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import types
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import IngestError, Unreadable
from ingest.limits import IngestOptions, LayoutModel, Limits
from ingest.parsed import Block, ParsedDocument
from ingest.parsers.layout_model import reader
from ingest.parsers.layout_model.docling_json import docling_elements
from ingest.parsers.layout_model.element import Element
from ingest.parsers.layout_model.merge import with_layout
from ingest.parsers.layout_model.unstructured_json import unstructured_elements
from ingest.parsers.pdf import parse_pdf
from ingest.pipeline import ingest_targets
from retrieval.knowledge import Knowledge, KnowledgeSettings
from retrieval.records import Span

HERE = Path(__file__).parent
SIZES = [(595.0, 842.0), (595.0, 842.0)]
OWN = ParsedDocument(
    media="pdf", title="manual", language="en", pages=2, page_pictures=True, printed_revision="B",
    blocks=(
        Block(
            kind="clause", page=1, label="4.1", level=2,
            text="The vibration must stay below 7.1 mm/s. Beyond that the pump is stopped.",
            spans=(
                Span(start=0, end=39, page=1, box=(60.0, 121.0, 285.0, 132.0)),
                Span(start=40, end=72, page=1, box=(60.0, 136.0, 240.0, 147.0)),
            ),
        ),
        Block(kind="paragraph", page=2, text="Grease each month."),
    ),
)  # fmt: skip


def _recorded(name: str) -> list[Element]:
    found = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return docling_elements(found) if name == "docling" else unstructured_elements(found, SIZES)


@pytest.mark.parametrize("name", ["docling", "unstructured"])
def test_headings_lists_and_tables_keep_their_order_and_place(name: str) -> None:
    found = with_layout(OWN, _recorded(name), model=name)
    told = [(block.kind, block.label, block.text.split("\n")[0], block.page) for block in found.blocks]
    assert told[1:8] == [
        ("heading", "4", "Limits", 1),
        ("clause", "4.1", "The vibration must stay below 7.1 mm/s. Beyond that the pump is stopped.", 1),
        ("list_item", "a", "Check the oil level.", 1),
        ("list_item", None, "Check the seal.", 1),
        ("caption", None, "Table 1 Bearing limits", 1),
        ("table", None, "Tag | Temperature [°C] | Vibration [mm/s]", 1),
        ("heading", None, "Maintenance", 2),
    ]
    assert told[0][2] == "Pump manual P-101"
    assert found.blocks[7].level > found.blocks[1].level
    assert not any("ACME" in block.text or block.text == "Page 2" for block in found.blocks)
    table = found.tables[0]
    assert [(column.name, column.type, column.unit) for column in table.columns] == [
        ("Tag", "text", None), ("Temperature [°C]", "integer", "°C"), ("Vibration [mm/s]", "number", "mm/s"),
    ]  # fmt: skip
    assert table.rows.column("Vibration [mm/s]").to_pylist() == [4.5, 7.1]
    assert table.title == "Table 1 Bearing limits"
    assert table.page == 1
    assert table.boxes[0] == pytest.approx((310, 116, 540, 190), abs=0.3)
    heading = found.blocks[1].spans[0]
    assert heading.box == pytest.approx((60, 100, 200, 114), abs=0.3), "points from the top-left corner"


@pytest.mark.parametrize("name", ["docling", "unstructured"])
def test_lines_of_our_own_reader_keep_their_boxes(name: str) -> None:
    clause = with_layout(OWN, _recorded(name), model=name).blocks[2]
    lines = [clause.text[span.start : span.end] for span in clause.spans]
    assert lines == ["The vibration must stay below 7.1 mm/s.", "Beyond that the pump is stopped."]
    assert clause.spans[-1].box == (60.0, 136.0, 240.0, 147.0)


def test_what_the_document_states_stays_ours() -> None:
    found = with_layout(OWN, _recorded("docling"), model="docling")
    assert (found.title, found.printed_revision, found.pages, found.page_pictures) == ("manual", "B", 2, True)


def test_a_page_that_the_model_does_not_see_or_that_was_recognised_stays_ours() -> None:
    first = [element for element in _recorded("docling") if element.page == 1]
    found = with_layout(OWN, first, model="docling")
    assert found.blocks[-1] == OWN.blocks[1]
    assert found.warnings == ("docling found no words on 1 pages, which were read without it: 2.",)
    kept = with_layout(OWN, _recorded("docling"), model="docling", kept=[1])
    assert kept.blocks[0] == OWN.blocks[0]
    assert kept.tables == ()
    assert kept.warnings == ()


def test_broken_exports_cost_their_pieces_alone() -> None:
    document: dict[str, Any] = {
        "body": {"children": [{"$ref": "#/texts/9"}, {"$ref": "#/body"}, {"$ref": "#/texts/0"}]},
        "texts": [
            {"label": "text", "text": "here", "prov": [{"page_no": 3, "bbox": {
                "l": 1, "t": 9, "r": 2, "b": 8, "coord_origin": "BOTTOMLEFT"}}]},
        ],
    }  # fmt: skip
    assert docling_elements(document) == [Element(kind="paragraph", text="here", page=3)]
    assert unstructured_elements([{"type": "Table", "text": "a b", "metadata": {"page_number": 1}}], []) == [
        Element(kind="paragraph", text="a b", page=1)
    ]


def test_spanning_cells_are_repeated() -> None:
    cell = {"start_row_offset_idx": 0, "end_row_offset_idx": 1, "column_header": True}
    data = {
        "num_rows": 2, "num_cols": 2,
        "table_cells": [{**cell, "start_col_offset_idx": 0, "end_col_offset_idx": 2, "text": "Limits"}],
    }  # fmt: skip
    place = [{"page_no": 1, "bbox": {"l": 0, "t": 0, "r": 9, "b": 9, "coord_origin": "TOPLEFT"}}]
    document = {
        "body": {"children": [{"$ref": "#/tables/0"}]},
        "tables": [{"label": "table", "data": data, "prov": place}],
    }
    (found,) = docling_elements(document)
    assert (found.rows, found.spanning_rows, found.headed) == ((("Limits", "Limits"), ("", "")), 1, True)


def test_a_program_or_models_that_are_not_there_stop_the_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    knowledge = Knowledge.open(tmp_path / "data", settings=KnowledgeSettings())
    options = IngestOptions(limits=Limits(layout=LayoutModel(name="docling", folder=tmp_path)))
    with pytest.raises(IngestError, match="docling is not installed: pip install 'docling'"):
        ingest_targets([], knowledge=knowledge, options=options)
    knowledge.close()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)
    with pytest.raises(IngestError, match="does not say where its models are"):
        reader.check_layout_model(LayoutModel(name="unstructured"))
    with pytest.raises(IngestError, match="no models of docling are in"):
        reader.check_layout_model(LayoutModel(name="docling", folder=tmp_path / "none"))


@pytest.mark.parametrize(
    ("raised", "reason"),
    [(ModuleNotFoundError("No module named 'docling'"), "is not installed where the file was read"),
     (FileNotFoundError("model.safetensors"), "did not find its models: model.safetensors")],
)  # fmt: skip
def test_a_file_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: Exception, reason: str
) -> None:
    def fail(path: Path, folder: Path, sizes: Sequence[tuple[float, float]]) -> list[Element]:
        raise raised

    monkeypatch.setattr(reader, "_with_docling", fail)
    with pytest.raises(Unreadable, match=reason):
        reader.read_layout(tmp_path / "a.pdf", LayoutModel(name="docling", folder=tmp_path), sizes=SIZES)


def _stub(monkeypatch: pytest.MonkeyPatch, name: str, **members: object) -> None:
    """Puts a module of that name, with its packages, where the real program's would be."""
    parts = name.split(".")
    for end in range(1, len(parts) + 1):
        part = ".".join(parts[:end])
        if part not in sys.modules or end == len(parts):
            monkeypatch.setitem(sys.modules, part, types.ModuleType(part))
    vars(sys.modules[name]).update(members)


def _stub_docling(monkeypatch: pytest.MonkeyPatch, asked: list[object]) -> None:
    class Options(types.SimpleNamespace):
        pass

    class Converter:
        def __init__(self, *, allowed_formats: list[str], format_options: dict[str, Options]) -> None:
            asked.append((allowed_formats, vars(format_options["pdf"].pipeline_options)))

        def convert(self, path: Path) -> types.SimpleNamespace:
            asked.append(path)
            export = json.loads((HERE / "docling.json").read_text(encoding="utf-8"))
            return types.SimpleNamespace(document=types.SimpleNamespace(export_to_dict=lambda: export))

    _stub(monkeypatch, "docling.datamodel.base_models", InputFormat=types.SimpleNamespace(PDF="pdf"))
    _stub(monkeypatch, "docling.datamodel.pipeline_options", PdfPipelineOptions=Options)
    _stub(monkeypatch, "docling.document_converter", DocumentConverter=Converter, PdfFormatOption=Options)


def _stub_unstructured(monkeypatch: pytest.MonkeyPatch, asked: list[object]) -> None:
    def partition_pdf(filename: str, **options: object) -> list[types.SimpleNamespace]:
        asked.append((filename, options, os.environ["HF_HUB_CACHE"]))
        export = json.loads((HERE / "unstructured.json").read_text(encoding="utf-8"))
        return [types.SimpleNamespace(to_dict=lambda one=one: one) for one in export]

    _stub(monkeypatch, "unstructured.partition.pdf", partition_pdf=partition_pdf)


@pytest.mark.parametrize("name", ["docling", "unstructured"])
def test_a_pdf_is_read_by_the_program_that_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: Literal["docling", "unstructured"]
) -> None:
    for variable in (
        "HF_HUB_OFFLINE",
        "TRANSFORMERS_OFFLINE",
        "DO_NOT_TRACK",
        "SCARF_NO_ANALYTICS",
        "HF_HUB_CACHE",
    ):
        monkeypatch.setenv(variable, "")
    asked: list[object] = []
    {"docling": _stub_docling, "unstructured": _stub_unstructured}[name](monkeypatch, asked)
    reader._docling.cache_clear()
    path = tmp_path / "manual.pdf"
    canvas = Canvas(str(path), invariant=1)
    for _ in range(2):
        canvas.drawString(60, 700, "The pump runs all day.")
        canvas.showPage()
    canvas.save()
    document = parse_pdf(path, ocr=False, layout=LayoutModel(name=name, folder=tmp_path))
    reader._docling.cache_clear()
    assert os.environ["HF_HUB_OFFLINE"] == "1", "nothing is downloaded"
    told = json.dumps(asked, default=str)
    assert str(path) in told
    assert str(tmp_path) in told
    assert '"do_ocr": false' in told if name == "docling" else '"strategy": "hi_res"' in told
    assert [table.title for table in document.tables] == ["Table 1 Bearing limits"]
    headings = [block.text for block in document.blocks if block.kind == "heading"]
    assert headings[-2:] == ["Limits", "Maintenance"]
    assert not any("The pump runs" in block.text for block in document.blocks), "its words stand for ours"
