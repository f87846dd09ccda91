"""Zip bombs and XML attacks."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsers.archive import check_archive


def _zip(tmp_path: Path, **parts: bytes) -> Path:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return path


def test_an_ordinary_package(tmp_path: Path) -> None:
    assert check_archive(_zip(tmp_path, word__document=b"<a/>")) == {"word/document.xml"}


def test_a_bomb(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="bomb"):
        check_archive(_zip(tmp_path, word__document=b"0" * (40 << 20)))


def test_entities(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="entities"):
        check_archive(_zip(tmp_path, a=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'))


def test_cut_off(tmp_path: Path) -> None:
    path = _zip(tmp_path, a=b"<a/>")
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(Unreadable, match="damaged"):
        check_archive(path)


def test_parts_that_would_begin_before_the_file(tmp_path: Path) -> None:
    path = _zip(tmp_path, a=b"<a/>")
    content = path.read_bytes()
    path.write_bytes(content[:4] + content[5:])
    with pytest.raises(Unreadable, match="damaged"):
        check_archive(path)
