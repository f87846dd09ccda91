"""Real files of many hands through the parsers: kinds, rows, types, times, and clear refusals."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers import HEAD_BYTES, parser_for


def _parse(path: Path) -> ParsedDocument:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return parser_for(path, head)(path)


def _types(document: ParsedDocument) -> dict[str, str]:
    return {column.name: column.type for column in document.tables[0].columns}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("alert_events", 1466),
        ("alert_rule", 19),
        ("all_wo_with_code_component_events", 4249),
        ("anomaly_events", 541),
        ("event", 6256),
        ("failure_codes", 143),
        ("meter", 22),
    ],
)
def test_lists_of_events_and_codes_are_tables(bench_data: Path, name: str, rows: int) -> None:
    document = _parse(bench_data / "asset_ops" / f"{name}.csv")
    assert not document.series
    assert [table.rows.num_rows for table in document.tables] == [rows]


def test_work_orders_have_real_types(bench_data: Path) -> None:
    document = _parse(bench_data / "asset_ops" / "all_wo_with_code_component_events.csv")
    types = _types(document)
    assert types["actual_finish"] == "datetime"
    assert types["preventive"] == "boolean"
    assert types["duration"] == types["actual_labor_hours"] == "duration"
    assert types["work_priority"] == "integer"
    assert types["wo_id"] == types["primary_code"] == types["equipment_id"] == "text"
    rows = document.tables[0].rows
    assert pc.sum(rows["preventive"]).as_py() == 3529
    assert int(pc.sum(pc.equal(rows["actual_labor_hours"], 0.0)).as_py()) == 120
    assert rows["actual_finish"].type == pa.timestamp("us")
    assert rows["actual_finish"].null_count == 0


def test_alert_times(bench_data: Path) -> None:
    rows = _parse(bench_data / "asset_ops" / "alert_events.csv").tables[0].rows
    mine = pc.and_(pc.equal(rows["equipment_name"], "Chiller 1"), pc.equal(rows["rule_id"], "RUL0017"))
    chosen = rows.filter(mine)
    seconds = pc.sum(
        pc.subtract(pc.cast(chosen["end_time"], "int64"), pc.cast(chosen["start_time"], "int64"))
    )
    assert chosen.num_rows == 98
    assert seconds.as_py() / 3.6e9 == pytest.approx(2320.25, abs=0.01)


def test_records_of_a_chiller_are_a_log_with_all_its_records(bench_data: Path) -> None:
    document = _parse(bench_data / "asset_ops" / "chiller6_june2020_sensordata_couchdb.json")
    series = document.series[0]
    assert (series.rows.num_rows, series.step_seconds, series.equipment) == (2896, 900.0, ("Chiller 6",))
    assert len(series.sensors) == 12
    status = series.rows["Chiller 6 Run Status"].drop_null()
    assert (len(status), int(pc.sum(status).as_py())) == (16, 9)


def test_test_bed_logs(bench_data: Path) -> None:
    files = sorted((bench_data / "skab").rglob("*.csv"))
    assert len(files) == 17
    for path in files:
        series = _parse(path).series
        assert len(series) == 1, path
        assert series[0].step_seconds == 1.0
        labels = {sensor.name for sensor in series[0].sensors if sensor.flag}
        assert labels == (set() if "free" in path.name else {"anomaly", "changepoint"})


@pytest.mark.parametrize(
    ("name", "rows", "sensors", "step", "start"),
    [
        ("campbell_scientific_demo_data1.csv", 188, 29, 600.0, "2016-01-09 15:30:00"),
        ("windmast_ddmmyyyy_gaps.csv", 188, 29, 600.0, "2016-01-09 15:30:00"),
        ("windmast_offset_stamps.csv", 188, 29, 600.0, "2016-01-09 15:30:00"),
        ("windographer_demo_data1.txt", 188, 29, 600.0, "2016-01-09 15:30:00"),
        ("LU16-20_crushTest.csv", 845, 4, 0.2, "2004-09-29 00:16:48.234000"),
        ("midc_20181014.txt", 1440, 5, 60.0, "2018-10-14 00:00:00"),
        ("surfrad-slv16001.dat", 1440, 43, 60.0, "2016-01-01 00:00:00"),
        ("example_prod_data_cumE2.csv", 1052, 2, 900.0, "2018-07-19 01:00:00"),
    ],
)
def test_loggers_of_many_makes(
    bench_data: Path, name: str, rows: int, sensors: int, step: float, start: str
) -> None:
    series = _parse(bench_data / "documents" / "logs" / name).series
    assert len(series) == 1
    found = series[0]
    assert (found.rows.num_rows, len(found.sensors), round(found.step_seconds, 3)) == (rows, sensors, step)
    assert str(found.rows["time"][0]) == start


def test_intervals_and_console_dumps_are_no_logs(bench_data: Path) -> None:
    logs = bench_data / "documents" / "logs"
    assert _types(_parse(logs / "windographer_flagging_log.txt"))["Start Time"] == "datetime"
    assert _parse(logs / "Oven_temp_05_13_14.txt").media == "text"


def test_process_matrices(bench_data: Path) -> None:
    fault, normal = _parse(bench_data / "tep" / "d01.dat"), _parse(bench_data / "tep" / "d00.dat")
    assert (fault.series[0].rows.num_rows, len(fault.series[0].sensors)) == (480, 52)
    assert (normal.series[0].rows.num_rows, len(normal.series[0].sensors)) == (500, 52)


def test_fmea(bench_data: Path) -> None:
    document = _parse(bench_data / "fmea_qa" / "fmea_dataset_filled.csv")
    assert document.tables[0].rows.num_rows == 330
    types = _types(document)
    assert {types[name] for name in ("Severity", "Occurrence", "Detection", "RPN")} == {"integer"}
    assert document.blocks[0].text.count("\n") == 330


def test_workbooks(bench_data: Path) -> None:
    folder = bench_data / "documents"
    design = _parse(folder / "reports" / "IEA-15-240-RWT_tabular.xlsx")
    assert len({table.sheet for table in design.tables}) == 19
    tower = next(table for table in design.tables if table.sheet == "Tower Properties")
    assert tower.columns[1].unit == "m"
    assert tower.rows.num_rows == 40
    inflated = _parse(folder / "robustness" / "xlsx_04_inflated.xlsx")
    assert [table.rows.num_rows for table in inflated.tables] == [6, 8, 4, 4, 5, 5]
    bill = _parse(folder / "reports" / "bom_foot_contact_switch_v1.xlsx")
    assert bill.tables[0].rows.num_rows == 13


def test_a_word_document_keeps_its_structure(bench_data: Path) -> None:
    document = _parse(bench_data / "documents" / "reports" / "DISC DEXPI Pilot Transfer Requirements.docx")
    kinds = Counter(block.kind for block in document.blocks)
    assert kinds["heading"] > 100
    assert kinds["table"] > 40
    assert kinds["list_item"] > 100
    assert document.language == "en"


@pytest.mark.parametrize(
    ("name", "needle"),
    [
        ("reports/example-steelJIS-datasheet.html", "0.39 - 0.46"),
        ("robustness/example-steelJIS-datasheet-utf-16.html", "0.39 - 0.46"),
        ("robustness/fake-html-cp1252.html", "15,50 €"),
        ("robustness/Strict.docx", "Some text"),
        ("reports/fiche_perceuse_a_colonne_fr.md", "métal : 13 mm."),
        ("reports/mime-different-plain-html.eml", "Ray Tomlinson"),
        ("drawings/C01V04-VER.EX01.xml", "MNb 47122 75HB13 80"),
        ("drawings/C01V04-VER.EX01.svg", "60 barg"),
    ],
)
def test_documents(bench_data: Path, name: str, needle: str) -> None:
    document = _parse(bench_data / "documents" / name)
    assert needle in "\n".join(part.text for part in (*document.blocks, *document.entities))


def test_attachments(bench_data: Path) -> None:
    document = _parse(bench_data / "documents" / "reports" / "fake-email-attachment.eml")
    assert [attachment.name for attachment in document.attachments] == ["fake-attachment.txt"]
    assert document.attachments[0].content == b"Hey this is a fake attachment!"


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("drawings/example01.dxf", {"10 P9", "ø35 H6", "0.05", "38.3 +0.2/0", "31.83±0.1", "Ø70"}),
        ("drawings/dim_sample.dxf", {"42,43", "R20", "Ø19,79", "45°"}),
        ("drawings/flange.dxf", {"Flange", "11/10/2017", "1:1", "Ø28"}),
        ("robustness/bin_dxf_r2000.dxf", {"ezdxf"}),
        ("robustness/recover02.dxf", {"AutoCAD Standard Lineweights"}),
    ],
)
def test_dxf_drawings(bench_data: Path, name: str, texts: set[str]) -> None:
    document = _parse(bench_data / "documents" / name)
    assert texts <= {entity.text for entity in document.entities}


@pytest.mark.parametrize(
    ("name", "number", "fields"),
    [
        (
            "ballastPlate.PDF",
            1,
            {"material": "stainless steel", "drawn by": "Joe S.", "date": "2018-05-13", "scale": "1:1"},
        ),
        (
            "bulkhead.PDF",
            5,
            {"drawing number": "LV3.1.7_bulkhead_draw_3rdpass", "revision": "B", "material": "6061-T6"},
        ),
        (
            "Gripper.PDF",
            1,
            {"title": "Weird_Gripper_Cam_ Adapter", "drawing number": "UR10_29.20", "material": "PLA"},
        ),
    ],
)
def test_drawings_in_pdf(bench_data: Path, name: str, number: int, fields: dict[str, str]) -> None:
    from ingest.parsers.drawing.vector_pdf import parse_drawing_pdf

    document = parse_drawing_pdf(bench_data / "documents" / "drawings" / name, ocr=False)
    found = {e.name: e.text for e in reversed(document.entities) if e.kind == "title_block"}
    assert document.pages == number
    assert fields.items() <= found.items()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("password_protected.xlsx", "password"),
        ("empty.xlsx", "no cell"),
        ("tarch_t1.dwg", "DWG"),
        ("empty.pdf", "empty"),
    ],
)
def test_refusals_say_what_mends_it(bench_data: Path, name: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as caught:
        _parse(bench_data / "documents" / "robustness" / name)
    assert caught.value.hint


def test_formats_of_old_office_and_outlook(bench_data: Path) -> None:
    documents = bench_data / "documents"
    letter = _parse(documents / "robustness" / "legacy_sample.doc")
    assert "Don’t forget to drink water" in {block.text for block in letter.blocks}
    assert letter.tables[0].rows.column("Calories per portion").to_pylist()[0] == 50
    parts = _parse(documents / "reports" / "oven-controller-v3.xls")
    assert [column.name for column in parts.tables[0].columns][:2] == ["Qty", "Parts"]
    message = _parse(documents / "robustness" / "fake-email.msg")
    assert (message.media, message.title, str(message.date)) == ("mail", "Test Email", "2022-12-16")
    assert "Roses are red" in {block.text for block in message.blocks}
    rich = _parse(documents / "robustness" / "fake-doc.rtf")
    assert any("Row 2, Cell 2" in block.text for block in rich.blocks)
