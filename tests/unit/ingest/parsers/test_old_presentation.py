"""A presentation of the old format, made record by record."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.fuzz.compound_file import compound_file
from eval.fuzz.old_presentation_seed import ppt_streams
from ingest.errors import Unreadable
from ingest.parsers.old_presentation import parse_ppt
from ingest.parsers.registry import HEAD_BYTES, parser_for


def _write(tmp_path: Path, content: bytes, *, name: str = "a.ppt") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["a.ppt", "a.doc"])
def test_the_latest_slides_are_read_with_their_notes(tmp_path: Path, name: str) -> None:
    path = _write(tmp_path, compound_file(ppt_streams()), name=name)
    document = parser_for(path, path.read_bytes()[:HEAD_BYTES])(path)
    assert [(block.kind, block.page, block.text) for block in document.blocks] == [
        ("heading", 1, "Tank farm"),
        ("list_item", 1, "T-511 été"),
        ("list_item", 1, "Gas test"),
        ("list_item", 1, "no phones"),
        ("footnote", 1, "car park P7"),
        ("list_item", 2, "Foam: 14 000 l"),
    ]
    assert (document.title, document.pages) == ("Tank farm", 2)
    assert bool(document.warnings) is (name == "a.doc")


def test_a_password_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="password"):
        parse_ppt(_write(tmp_path, compound_file(ppt_streams(token=0xF3D1C4DF))))


@pytest.mark.parametrize("cut", [40, 200, 500])
def test_damage_is_said(tmp_path: Path, cut: int) -> None:
    streams = dict(ppt_streams())
    streams["PowerPoint Document"] = streams["PowerPoint Document"][:cut].ljust(4096, b"\0")
    with pytest.raises(Unreadable, match="damaged"):
        parse_ppt(_write(tmp_path, compound_file(streams)))
