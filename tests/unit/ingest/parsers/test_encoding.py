"""Encodings of plants' exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsers.encoding import decode, detect_encoding, read_lines

FRENCH = "Pièce;Température mesurée à l'arrêt;été\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "cp850"]
)
def test_french_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(FRENCH.encode(encoding))
    assert next(read_lines(path, detect_encoding(path))) == FRENCH.strip()


def test_a_late_byte_rules_utf8_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"plain\n" * 300_000 + "pièce".encode("cp1252"))
    assert list(read_lines(path, detect_encoding(path)))[-1] == "pièce"


def test_lines_that_another_program_appended_cost_the_rest_no_letter(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    content = "Équipement;État\nPompe à vide;arrêtée\n".encode() + "Réducteur;dégradé\n".encode("cp1252")
    path.write_bytes(content)
    read = ["Équipement;État", "Pompe à vide;arrêtée", "Réducteur;dégradé"]
    assert list(read_lines(path, detect_encoding(path))) == read
    assert decode(content).splitlines() == read


def test_a_file_that_breaks_off_in_mid_character_is_utf8_still(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Température du palier relevée à l'arrêt, réglée à 4 °".encode()[:-1])
    assert next(read_lines(path, detect_encoding(path))).startswith("Température du palier relevée à l'arrêt")


def test_decode_in_memory() -> None:
    assert decode("é".encode("cp1252")) == "é"
    assert decode("\ufeffé".encode()) == "é"


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x" * 2_000_000)
    with pytest.raises(Unreadable, match="line 1 is longer"):
        list(read_lines(path, "utf-8"))


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        detect_encoding(tmp_path / "none.txt")


def test_lines_that_end_as_on_old_macintoshes_speak_for_their_page() -> None:
    text = "Relevé du 12 mars\rBruit anormal à 1480 tr/min\r"
    assert decode(text.encode("mac-roman")) == text
    assert decode(text.replace("\r", "\r\n").encode("cp1252")) == text.replace("\r", "\r\n")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Температура подшипника выше нормы, остановить насос.", "cp1251"),
        ("Температура подшипника выше нормы, остановить насос.", "koi8-r"),
        ("泵的轴承温度过高，请立即停机检查润滑油。", "gb18030"),
        ("ポンプの軸受温度が高すぎます。直ちに停止してください。", "shift_jis"),
        ("Θερμοκρασία ρουλεμάν πάνω από το όριο", "cp1253"),
    ],
)
def test_other_scripts_are_told(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text
