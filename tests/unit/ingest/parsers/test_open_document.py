"""OpenDocument files made part by part."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsers.open_document import parse_odp, parse_ods, parse_odt

from .packages import write_zip

NS = (
    'xmlns:office="o" xmlns:text="t" xmlns:table="ta" xmlns:draw="d" xmlns:svg="s" xmlns:xlink="x" '
    'xmlns:presentation="p"'
)


def _write(path: Path, body: str, *, manifest: str = "<m/>", pictures: Sequence[str] = ()) -> Path:
    content = f"<office:document-content {NS}><office:body>{body}</office:body></office:document-content>"
    parts = {"mimetype": "x", "META-INF/manifest.xml": manifest, "content.xml": content}
    return write_zip(path, {**parts, **{f"Pictures/{name}": f"bytes of {name}" for name in pictures}})


def _frame(name: str, width: str, height: str, *, inside: str = "") -> str:
    return (
        f'<draw:frame svg:width="{width}" svg:height="{height}">{inside}'
        f'<draw:image xlink:href="Pictures/{name}"/></draw:frame>'
    )


def test_text(tmp_path: Path) -> None:
    body = (
        '<office:text><text:h text:outline-level="2">2.1 Joints</text:h>'
        "<text:p>Le joint<text:s text:c='2'/>fuit<office:annotation>non</office:annotation>.</text:p>"
        "<text:list><text:list-item><text:p>un</text:p></text:list-item></text:list></office:text>"
    )
    document = parse_odt(_write(tmp_path / "a.odt", body))
    assert [(b.kind, b.level, b.label, b.text) for b in document.blocks] == [
        ("heading", 2, "2.1", "Joints"),
        ("paragraph", 0, None, "Le joint  fuit."),
        ("list_item", 0, None, "un"),
    ]


def test_spreadsheet(tmp_path: Path) -> None:
    def cell(text: str, **attributes: str) -> str:
        stated = " ".join(f'office:{k.replace("_", "-")}="{v}"' for k, v in attributes.items())
        return f"<table:table-cell {stated}><text:p>{text}</text:p></table:table-cell>"

    rows = [
        cell("Tag") + cell("Flow") + cell("Date") + cell("Time"),
        *(
            cell(f"P-{i}")
            + cell(f"{i},5", value_type="float", value=f"{i}.5")
            + cell("x", value_type="date", date_value=f"2024-01-0{i}")
            + cell("x", value_type="time", time_value="PT30H15M00S")
            for i in range(1, 4)
        ),
    ]
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows) + empty
    body = f'<office:spreadsheet><table:table table:name="Pumps">{table}</table:table></office:spreadsheet>'
    found = parse_ods(_write(tmp_path / "a.ods", body)).tables[0]
    assert [(c.name, c.type) for c in found.columns] == [
        ("Tag", "text"),
        ("Flow", "number"),
        ("Date", "date"),
        ("Time", "duration"),
    ]
    assert found.rows["Time"][0].as_py() == 30.25


def test_passwords(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.odt", "<office:text/>", manifest="<m><encryption-data/></m>")
    with pytest.raises(Unreadable, match="password"):
        parse_odt(path)


def test_large_pictures_of_a_text_become_files_logos_and_charts_do_not(tmp_path: Path) -> None:
    chart = _frame("chart.png", "16cm", "20cm", inside="<draw:object/>")
    frames = _frame("scan.png", "160mm", "7.9in") + _frame("logo.png", "3cm", "1.5cm")
    frames += _frame("scan.png", "16cm", "20cm") + _frame("photo.jpg", "12cm", "8cm") + chart
    names = ("scan.png", "logo.png", "photo.jpg", "chart.png")
    short = f"<office:text><text:p>Report {frames}</text:p></office:text>"
    document = parse_odt(_write(tmp_path / "a.odt", short, pictures=names))
    assert [one.name for one in document.attachments] == ["scan.png", "photo.jpg"]
    assert document.attachments[0].content == b"bytes of scan.png"
    words = "Words of a long report. " * 60
    long = f"<office:text><text:p>{words}{frames}</text:p></office:text>"
    document = parse_odt(_write(tmp_path / "b.odt", long, pictures=names))
    assert [one.name for one in document.attachments] == ["scan.png"]
    assert "1 pictures in the file were not read" in document.warnings[0]


def test_a_text_of_pictures_alone_is_read_by_them(tmp_path: Path) -> None:
    body = f"<office:text><text:p>{_frame('scan.png', '17cm', '24cm')}</text:p></office:text>"
    document = parse_odt(_write(tmp_path / "scan.odt", body, pictures=["scan.png"]))
    assert [one.name for one in document.attachments] == ["scan.png"]
    with pytest.raises(Unreadable, match="no text"):
        parse_odt(_write(tmp_path / "none.odt", body))


def test_a_presentation_slide_by_slide(tmp_path: Path) -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{cell.format(tag)}{cell.format(flow)}</table:table-row>"
        for tag, flow in (("Tag", "Flow"), ("P-1", "12.5"), ("P-2", "13.5"), ("P-3", "14.5"))
    )
    text = "<draw:text-box>{}</draw:text-box>"
    bullets = "<text:list><text:list-item><text:p>Seal leaks</text:p></text:list-item></text:list>"
    note = "<text:p>Ask the crew</text:p>"
    title = "<text:p>Pump P-1</text:p>"
    body = (
        "<office:presentation><draw:page>"
        f"<draw:frame presentation:class='outline'>{text.format(bullets)}</draw:frame>"
        f"<draw:frame presentation:class='title'>{text.format(title)}</draw:frame>"
        f"<draw:g><draw:custom-shape><text:p>Motor M-7</text:p></draw:custom-shape></draw:g>"
        f"<presentation:notes><draw:frame>{text.format(note)}</draw:frame></presentation:notes></draw:page>"
        f"<draw:page><draw:frame><table:table>{rows}</table:table></draw:frame>"
        f"{_frame('scan.png', '20cm', '14cm')}</draw:page></office:presentation>"
    )
    document = parse_odp(_write(tmp_path / "a.odp", body, pictures=["scan.png"]))
    assert [(b.kind, b.text, b.page) for b in document.blocks[:4]] == [
        ("heading", "Pump P-1", 1),
        ("list_item", "Seal leaks", 1),
        ("paragraph", "Motor M-7", 1),
        ("paragraph", "Ask the crew", 1),
    ]
    assert (document.media, document.pages, document.title) == ("odp", 2, "Pump P-1")
    assert [column.name for column in document.tables[0].columns] == ["Tag", "Flow"]
    assert [one.name for one in document.attachments] == ["scan.png"]
