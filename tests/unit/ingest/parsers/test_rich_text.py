from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.rich_text import parse_rtf


def _parse(tmp_path: Path, body: str) -> ParsedDocument:
    path = tmp_path / "a.rtf"
    path.write_bytes(("{\\rtf1\\ansi\\ansicpg1252 " + body + "}").encode("latin-1"))
    return parse_rtf(path)


def test_paragraphs_headings_and_characters(tmp_path: Path) -> None:
    parsed = _parse(
        tmp_path,
        r"{\fonttbl{\f0 Arial;}}{\*\generator Riched20;}{\info{\title T}}"
        r"{\outlinelevel0 \b Rapport d\'e9t\'e9\par}\pard Pompe P-101\~: 12,5\u8201? mm/s \{ok\}\par"
        r"{\pict 0a0b0c}Fin\emdash suite\line ligne 2\par",
    )
    assert [(b.kind, b.text) for b in parsed.blocks] == [
        ("heading", "Rapport dété"),
        ("paragraph", "Pompe P-101\u00a0: 12,5\u2009 mm/s {ok}"),
        ("paragraph", "Fin—suite\nligne 2"),
    ]
    assert parsed.title == "Rapport dété"


def test_tables(tmp_path: Path) -> None:
    rows = "".join(
        rf"\trowd\intbl {a}\cell {b}\cell {c}\cell\row "
        for a, b, c in (("Tag", "Mass", "Unit"), ("P-1", "12", "kg"), ("P-2", "13", "kg"))
    )
    parsed = _parse(tmp_path, rows + r"\pard after\par")
    assert parsed.tables[0].rows.column("Mass").to_pylist() == [12, 13]
    assert parsed.blocks[-1].text == "after"


def test_binary_and_unbalanced_groups_do_no_harm(tmp_path: Path) -> None:
    assert _parse(tmp_path, r"\bin5 }}}}}text\par}}}}more\par").blocks[0].text == "text"
    with pytest.raises(Unreadable, match="no text"):
        _parse(tmp_path, "{" * 5000)
