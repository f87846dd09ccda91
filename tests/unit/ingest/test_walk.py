"""Which files a walk finds, passes over and refuses."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.walk import is_litter, walk


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def test_finds_files_beneath_folders_in_a_natural_order(tmp_path: Path) -> None:
    _write(tmp_path, "b/10.csv", "b/9.csv", "a.pdf", "Été 2024/rapport d'été.pdf")
    found = walk([tmp_path])
    assert [file.relative for file in found.files] == [
        "a.pdf",
        "b/9.csv",
        "b/10.csv",
        "Été 2024/rapport d'été.pdf",
    ]
    assert {file.root for file in found.files} == {tmp_path.resolve()}
    assert found.folders == (tmp_path.resolve(),)


def test_passes_over_hidden_files_locks_and_litter(tmp_path: Path) -> None:
    _write(tmp_path, ".git/config", "~$report.docx", "Thumbs.db", "x.swp", "__MACOSX/a.pdf", "kept.txt")
    found = walk([tmp_path])
    assert [file.relative for file in found.files] == ["kept.txt"]
    assert found.ignored == 5
    assert not found.refused


def test_a_file_given_by_itself_has_its_parent_as_root(tmp_path: Path) -> None:
    _write(tmp_path, "plant/a.txt", "plant/b.txt")
    found = walk([tmp_path / "plant" / "a.txt"])
    assert [(file.relative, file.root.name) for file in found.files] == [("a.txt", "plant")]
    assert found.folders == ()


def test_a_file_reached_twice_comes_in_once(tmp_path: Path) -> None:
    _write(tmp_path, "plant/a.txt")
    found = walk([tmp_path, tmp_path / "plant", tmp_path / "plant" / "a.txt"])
    assert [file.relative for file in found.files] == ["plant/a.txt"]


def test_links_out_of_the_folder_are_refused_and_links_inside_are_passed_over(tmp_path: Path) -> None:
    _write(tmp_path, "secret.txt", "plant/a.txt")
    plant = tmp_path / "plant"
    (plant / "out.txt").symlink_to(tmp_path / "secret.txt")
    (plant / "up").symlink_to(tmp_path, target_is_directory=True)
    (plant / "inside.txt").symlink_to(plant / "a.txt")
    (plant / "broken.txt").symlink_to(plant / "nothing.txt")
    found = walk([plant])
    assert [file.relative for file in found.files] == ["a.txt"]
    assert {path.relative: path.reason for path in found.refused} == {
        "out.txt": "this is a link that leads out of the folder",
        "up": "this is a link that leads out of the folder",
        "broken.txt": "this is a link to nothing",
    }


def test_pipes_and_folders_named_like_files_are_refused_without_being_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    _write(tmp_path, "x.pdf/inner.txt", "kept.txt")
    found = walk([tmp_path])
    assert [file.relative for file in found.files] == ["kept.txt"]
    reasons = {path.relative: path.reason for path in found.refused}
    assert reasons["pipe.csv"] == "this is a named pipe, not a file"
    assert reasons["x.pdf"] == "this is a folder although its name is that of a file"


def test_what_an_ignore_file_names_is_passed_over(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "pay/b.txt", "sub/pay", "sub/c.TMP", "sub/d.txt", "sub/deep/e.txt", "sub/f.bak")
    (tmp_path / ".assistantignore").write_text("# private\npay/\n\n*.tmp\nsub/deep/*\n", encoding="utf-8")
    (tmp_path / "sub" / ".assistantignore").write_text("/f.bak\n", encoding="utf-8")
    found = walk([tmp_path])
    assert [file.relative for file in found.files] == ["a.txt", "sub/d.txt", "sub/pay"]
    assert not found.refused
    assert found.ignored == 6


def test_the_data_folder_is_passed_over(tmp_path: Path) -> None:
    _write(tmp_path, "data/objects/ab/cd", "a.txt")
    assert [file.relative for file in walk([tmp_path], exclude=[tmp_path / "data"]).files] == ["a.txt"]


def _write_bytes_named(folder: Path, name: bytes) -> Path:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
    path.write_text("x", encoding="utf-8")
    return path


def test_a_name_in_the_code_of_an_old_share_is_read(tmp_path: Path) -> None:
    path = _write_bytes_named(tmp_path, b"caf\xe9 \x9cuvre.txt")
    found = walk([tmp_path])
    assert [(file.path, file.relative) for file in found.files] == [(path, "café œuvre.txt")]
    assert not found.refused


def test_of_two_files_of_one_name_in_other_bytes_one_is_refused_under_a_name_of_its_own(
    tmp_path: Path,
) -> None:
    _write(tmp_path, "café.txt", "cafe\u0301.txt")
    _write_bytes_named(tmp_path, b"caf\xe9.txt")
    found = walk([tmp_path])
    assert [file.relative for file in found.files] == ["café.txt"]
    assert {path.relative for path in found.refused} == {"café (2).txt", "café (3).txt"}
    assert {path.hint for path in found.refused} == {"rename one of the two"}


def test_a_path_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"gone\.pdf"):
        walk([tmp_path / "gone.pdf"])


@pytest.mark.parametrize(
    ("name", "litter"),
    [(".DS_Store", True), ("~$a.xlsx", True), ("a~", True), ("~a.txt", False), ("a.db", False)],
)
def test_litter(name: str, litter: bool) -> None:
    assert is_litter(name) is litter
