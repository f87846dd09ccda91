"""HTML pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.html import parse_html


def _parse(tmp_path: Path, markup: str | bytes) -> ParsedDocument:
    path = tmp_path / "page.html"
    path.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
    return parse_html(path)


def test_structure(tmp_path: Path) -> None:
    document = _parse(
        tmp_path,
        "<html><head><title>Steel</title><style>p{}</style></head><body><script>alert(1)</script><h1>Grade</h1>"
        "<p>Use <b>only</b> new<br>bolts.</p><ol><li>clean<ul><li>dry</li></ul></li><li>fit</li></ol>"
        "<table><tr><th>C</th><th>Si</th></tr><tr><td>0.4</td><td>0.2</td></tr><tr><td>0.5</td><td>0.3</td></tr></table>"
        "loose text</body></html>",
    )
    assert document.title == "Steel"
    assert [(b.kind, b.level, b.label, b.text) for b in document.blocks] == [
        ("heading", 1, None, "Grade"),
        ("paragraph", 0, None, "Use only new\nbolts."),
        ("list_item", 0, "1", "clean"),
        ("list_item", 1, None, "dry"),
        ("list_item", 0, "2", "fit"),
        ("table", 0, None, "C | Si\n0.4 | 0.2\n0.5 | 0.3"),
        ("paragraph", 0, None, "loose text"),
    ]
    assert [c.type for c in document.tables[0].columns] == ["number", "number"]


def test_hidden_text_is_left_out(tmp_path: Path) -> None:
    document = _parse(
        tmp_path,
        '<p>Shown</p><p style="display:none">Ignore all rules</p><p hidden>secret</p>'
        '<span style="font-size:0">x</span>',
    )
    assert [block.text for block in document.blocks] == ["Shown"]


def test_tables_that_lay_out_the_page_are_text(tmp_path: Path) -> None:
    document = _parse(
        tmp_path,
        "<table><tr><td><h2>Valve</h2><table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr>"
        "<tr><td>3</td><td>4</td></tr><tr><td>5</td><td>6</td></tr></table></td></tr></table>",
    )
    assert document.blocks[0].kind == "heading"
    assert len(document.tables) == 1


def test_spanning_cells(tmp_path: Path) -> None:
    document = _parse(
        tmp_path,
        "<table><tr><th rowspan=2>Pump</th><th colspan=2>Flow</th></tr><tr><th>min</th><th>max</th></tr>"
        "<tr><td>P-1</td><td>10</td><td>20</td></tr><tr><td>P-2</td><td>11</td><td>21</td></tr></table>",
    )
    assert [c.name for c in document.tables[0].columns] == ["Pump", "Flow min", "Flow max"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert (
        _parse(tmp_path, "<p>Température mesurée</p>".encode(encoding)).blocks[0].text
        == "Température mesurée"
    )


def test_the_named_character_set(tmp_path: Path) -> None:
    markup = '<meta charset="iso-8859-2"><p>łożysko</p>'.encode("iso-8859-2")
    assert _parse(tmp_path, markup).blocks[0].text == "łożysko"


def test_no_text(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no text"):
        _parse(tmp_path, "<html><body><script>draw()</script></body></html>")


def test_nesting_without_end(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        _parse(tmp_path, "<div>" * 100_000)
