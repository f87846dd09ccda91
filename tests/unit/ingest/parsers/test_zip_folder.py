"""ZIP folders, friendly and hostile."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsers import zip_folder
from ingest.parsers.zip_folder import parse_zip


def _zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_each_file_is_a_source_of_its_own(tmp_path: Path) -> None:
    path = _zip(
        tmp_path / "june.zip",
        {
            "a/log.csv": b"1",
            "b/log.csv": b"2",
            "notes.txt": b"x",
            "__MACOSX/._notes.txt": b"y",
            "empty.txt": b"",
        },
    )
    parsed = parse_zip(path)
    assert {one.name: one.content for one in parsed.attachments} == {
        "a - log.csv": b"1", "b - log.csv": b"2", "notes.txt": b"x",
    }  # fmt: skip
    assert "notes.txt" in parsed.blocks[0].text
    assert parsed.media == "zip"


def test_names_lead_nowhere(tmp_path: Path) -> None:
    names = ["../../etc/passwd", "/root/.bashrc", "C:\\Windows\\system.ini", "a\x1b[2Jb.txt", "..\\up.txt"]
    parsed = parse_zip(_zip(tmp_path / "slip.zip", dict.fromkeys(names, b"x")))
    for one in parsed.attachments:
        assert not set(one.name) & set('/\\:\x1b"')
        assert one.name.strip(".") == one.name
    assert "\x1b" not in parsed.blocks[0].text


def test_bomb_is_left_out_and_the_rest_comes_in(tmp_path: Path) -> None:
    path = _zip(tmp_path / "bomb.zip", {"zeros.txt": bytes(64 << 20), "good.txt": b"The pump runs."})
    parsed = parse_zip(path)
    assert [one.name for one in parsed.attachments] == ["good.txt"]
    assert any("bomb" in warning for warning in parsed.warnings)


def test_total_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_folder, "MOST_BYTES", 100)
    monkeypatch.setattr(zip_folder, "MOST_FILES", 3)
    path = _zip(tmp_path / "a.zip", {f"{n}.txt": bytes(range(40)) for n in range(5)})
    parsed = parse_zip(path)
    assert len(parsed.attachments) == 2
    assert len(parsed.warnings) == 2


def test_lying_sizes_and_damage_cost_one_file(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("broken.txt", b"The seal is tight and dry.")
        archive.writestr("good.txt", b"The pump runs.")
    content = buffer.getvalue().replace(b"tight and dry", b"TIGHT AND DRY", 1)
    (tmp_path / "a.zip").write_bytes(content)
    parsed = parse_zip(tmp_path / "a.zip")
    assert [one.name for one in parsed.attachments] == ["good.txt"]
    assert "broken.txt is damaged" in parsed.warnings[0]


def test_nothing_inside_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no file"):
        parse_zip(_zip(tmp_path / "a.zip", {}))
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(Unreadable, match="damaged"):
        parse_zip(tmp_path / "b.zip")


def test_an_empty_file_is_said(tmp_path: Path) -> None:
    document = parse_zip(_zip(tmp_path / "a.zip", {"notes.txt": b"x", "sub/blank.txt": b""}))
    assert document.warnings == ("sub/blank.txt is empty and was left out.",)
