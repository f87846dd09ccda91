"""Plain text and Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.text import parse_text


def _parse(tmp_path: Path, text: str, name: str = "a.txt") -> ParsedDocument:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return parse_text(path)


def test_markdown(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Perceuse\n---\n# Avant\n\nUne **perceuse** est [une machine](x.html)\n"
        "conçue pour percer.\n\n1. Mise en place.\n2. Réglage\n   de la vitesse.\n   - lente\n\n"
        "| bois | max |\n|---|---|\n| chêne | 40 |\n| pin | 60 |\n"
    )
    document = _parse(tmp_path, text, "a.md")
    assert document.title == "Perceuse"
    assert [(b.kind, b.level, b.label, b.text) for b in document.blocks][:5] == [
        ("heading", 1, None, "Avant"),
        ("paragraph", 0, None, "Une perceuse est une machine conçue pour percer."),
        ("list_item", 0, "1", "Mise en place."),
        ("list_item", 0, "2", "Réglage de la vitesse."),
        ("list_item", 1, None, "lente"),
    ]
    assert document.tables[0].rows["max"].to_pylist() == [40, 60]
    assert document.tables[0].name == "Avant"


def test_numbered_sections_and_wrapped_prose(tmp_path: Path) -> None:
    text = (
        "MAINTENANCE REPORT\n\n1 Scope\n\n1.1 Pumps\n\n"
        "1.1.1 The pump shall be stopped before any work is done on\n"
        "the seal, the coupling and the bearing housing of the machine\nas the standard says.\n"
    )
    document = _parse(tmp_path, text)
    assert [(b.kind, b.label) for b in document.blocks] == [
        ("heading", None),
        ("heading", "1"),
        ("heading", "1.1"),
        ("clause", "1.1.1"),
    ]
    assert document.blocks[-1].text.endswith("machine as the standard says.")


def test_lines_of_a_console_stay_lines(tmp_path: Path) -> None:
    document = _parse(tmp_path, "OFF\nSet temperature F = 70.70\nRAMPING\n" * 50)
    assert document.blocks[0].text.startswith("OFF\nSet temperature F = 70.70\nRAMPING\n")
    assert len(document.blocks) > 2


def test_a_numbered_list_is_a_list(tmp_path: Path) -> None:
    document = _parse(tmp_path, "Steps:\n1. Close the valve\n2. Open the drain\n")
    assert [(b.kind, b.label) for b in document.blocks] == [
        ("paragraph", None),
        ("list_item", "1"),
        ("list_item", "2"),
    ]


def test_a_numbered_title_right_above_french_sentences(tmp_path: Path) -> None:
    text = (
        "NOTE DE SÉCURITÉ\n\n1. Perceuse à colonne\nEPI interdits : gants, écharpe.\n"
        "La pièce est tenue dans un étau.\n\n2. Fermer la vanne\nElle se ferme à la main avec une clé.\n"
    )
    document = _parse(tmp_path, text)
    headings = [(block.label, block.text) for block in document.blocks if block.kind == "heading"]
    assert ("1", "Perceuse à colonne") in headings
    assert "Fermer la vanne" not in [title for _, title in headings]


def test_an_english_step_above_its_sentence_is_a_step(tmp_path: Path) -> None:
    document = _parse(tmp_path, "1. Lock the pump\nThe lock is the red one of the shift.\n")
    assert document.blocks[0].kind == "list_item"


def test_refusals(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no text"):
        _parse(tmp_path, "\n \n")
    with pytest.raises(Unreadable, match="longer than"):
        _parse(tmp_path, "x" * 1_500_000)
