from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from eval.datasets import RemoteFile, RemoteSet, fetch, local_folder
from eval.errors import DataMissing, DataRefused

CONTENT = b"a;b\n1;2\n"
SHA = hashlib.sha256(CONTENT).hexdigest()


def remote(*, licence: str | None = "MIT", sha256: str = SHA) -> RemoteSet:
    file = RemoteFile(path="sub/log.csv", url="https://data.example/log.csv", sha256=sha256)
    return RemoteSet(name="set", licence=licence, homepage="https://data.example", files=(file,))


class Server:
    def __init__(self, content: bytes = CONTENT) -> None:
        self.content, self.asked = content, 0

    def __call__(self, url: str) -> Iterator[bytes]:
        self.asked += 1
        yield self.content[:3]
        yield self.content[3:]


def test_a_file_is_fetched_once(tmp_path: Path) -> None:
    server = Server()
    folder = fetch(remote(), tmp_path, stream=server)
    assert (folder / "sub" / "log.csv").read_bytes() == CONTENT
    fetch(remote(), tmp_path, stream=server)
    assert server.asked == 1


def test_a_file_that_was_changed_is_fetched_again(tmp_path: Path) -> None:
    server = Server()
    folder = fetch(remote(), tmp_path, stream=server)
    (folder / "sub" / "log.csv").write_text("else")
    fetch(remote(), tmp_path, stream=server)
    assert server.asked == 2


def test_another_file_than_expected_is_refused_and_not_left_there(tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match="not the expected file"):
        fetch(remote(), tmp_path, stream=Server(b"evil"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_without_a_licence_nothing_is_fetched(tmp_path: Path) -> None:
    server = Server()
    with pytest.raises(DataRefused, match="no licence"):
        fetch(remote(licence=None), tmp_path, stream=server)
    assert server.asked == 0


def test_an_address_that_does_not_answer(tmp_path: Path) -> None:
    def broken(url: str) -> Iterator[bytes]:
        raise httpx.ConnectError("no route")
        yield b""

    with pytest.raises(DataMissing, match="no route"):
        fetch(remote(), tmp_path, stream=broken)


def test_local_folders(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "a.csv").touch()
    assert local_folder("set", tmp_path, needs=("a.csv",)) == tmp_path / "set"
    with pytest.raises(DataMissing, match=r"b\.csv"):
        local_folder("set", tmp_path, needs=("a.csv", "b.csv"))
    with pytest.raises(DataMissing, match="--bench-data"):
        local_folder("set", None)
