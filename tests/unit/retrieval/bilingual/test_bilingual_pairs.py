"""Translators' files become pairs; what is no translation is left out."""

from pathlib import Path

import pytest

from retrieval.bilingual.pairs import Pair, is_translation, joined, plain, read_pairs

_PO = r"""
msgid ""
msgstr "Language: fr\n"

#: pump.c:12
msgid "The <b>pump</b> "
"starts by itself."
msgstr "La pompe "
"démarre seule."

#, fuzzy
msgid "Open the valve."
msgstr "Fermer la vanne."

msgid "Not translated"
msgstr ""
"""
_TS = """<?xml version="1.0"?><!DOCTYPE TS [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<TS><message><source>Grease &amp; oil</source><translation>Graisse et huile</translation></message>
<message><source>Bearing</source><translation type="unfinished">Palier</translation></message></TS>"""


def test_a_po_file_gives_its_finished_messages(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(_PO, encoding="utf-8")
    assert read_pairs([tmp_path]) == [Pair("The pump starts by itself.", "La pompe démarre seule.", "a.po")]


def test_a_ts_file_gives_its_finished_messages_and_expands_no_entity(tmp_path: Path) -> None:
    (tmp_path / "b.ts").write_text(_TS, encoding="utf-8")
    assert read_pairs([tmp_path / "b.ts"]) == [Pair("Grease oil", "Graisse et huile", "b.ts")]


def test_json_lines_keep_their_document_and_come_once(tmp_path: Path) -> None:
    line = '{"english": "oil level", "french": "niveau d\'huile", "document": "glossary"}\n'
    (tmp_path / "c.jsonl").write_text(line * 2, encoding="utf-8")
    assert read_pairs([tmp_path]) == [Pair("oil level", "niveau d'huile", "glossary")]


@pytest.mark.parametrize(
    ("english", "french", "expected"),
    [
        ("Tighten to 210 N·m with care.", "Serrer à 210 N·m avec soin.", True),
        ("Tighten to 210 N·m with care.", "Serrer à 85 N·m avec soin.", False),
        ("A long sentence about pumps and fans.", "Non.", False),
        ("standard", "standard", False),
        ("--", "==>", False),
    ],
)
def test_what_is_a_translation(english: str, french: str, expected: bool) -> None:
    assert is_translation(Pair(english, french, "d")) is expected


def test_markup_is_no_text() -> None:
    assert plain("See :ref:`the manual <manual>`\n and <b>``x``</b>") == "See the manual and x"


def test_joined_neighbours_stay_in_their_document() -> None:
    pairs = [Pair(f"a{i}", f"b{i}", "one" if i < 6 else "two") for i in range(12)]
    found = list(joined(pairs, share=1.0))
    assert found
    for pair in found:
        mine = {p.english for p in pairs if p.document == pair.document}
        assert set(pair.english.split()) <= mine
        assert len(pair.english.split()) == len(pair.french.split()) >= 2
