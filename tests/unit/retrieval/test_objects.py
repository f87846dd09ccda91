"""The object store: content decides the key, hostile keys are refused, nothing is half there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from retrieval.errors import BadKey, MissingObject
from retrieval.objects import ObjectStore

KEY = hashlib.sha256(b"pump").hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> ObjectStore:
    return ObjectStore(tmp_path / "objects")


def test_the_content_decides_the_key(store: ObjectStore, tmp_path: Path) -> None:
    file = tmp_path / "pompe n° 1.txt"
    file.write_bytes(b"pump")
    assert store.put_bytes(b"pump") == store.put_file(file) == KEY
    assert store.read(KEY) == b"pump"
    assert store.path(KEY) == tmp_path / "objects" / KEY[:2] / KEY
    assert list(store.keys()) == [KEY]


def test_an_empty_and_a_large_object(store: ObjectStore, tmp_path: Path) -> None:
    large = bytes(range(256)) * 12_000
    file = tmp_path / "large"
    file.write_bytes(large)
    assert store.read(store.put_bytes(b"")) == b""
    assert store.read(store.put_file(file)) == large


def test_deleting(store: ObjectStore, tmp_path: Path) -> None:
    store.put_bytes(b"pump")
    store.delete(KEY)
    store.delete(KEY)
    assert not store.has(KEY)
    assert not (tmp_path / "objects" / KEY[:2]).exists()
    with pytest.raises(MissingObject, match="ingest"):
        store.read(KEY)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "..",
        "../../etc/passwd",
        "/etc/passwd",
        KEY.upper(),
        KEY[:-1],
        KEY + "0",
        KEY[:-1] + "/",
        KEY + "\n",
    ],
)
def test_hostile_keys_are_refused(store: ObjectStore, key: str) -> None:
    for use in (store.path, store.has, store.read, store.delete):
        with pytest.raises(BadKey):
            use(key)


def test_a_failed_write_leaves_nothing(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("retrieval.objects.os.fsync", full)
    with pytest.raises(OSError, match="disk full"):
        store.put_bytes(b"pump")
    assert not store.has(KEY)
    assert not [path for path in (tmp_path / "objects").rglob("*") if path.is_file()]


def test_what_a_killed_writer_left_can_be_cleared(store: ObjectStore, tmp_path: Path) -> None:
    store.put_bytes(b"pump")
    left = tmp_path / "objects" / "partial" / "0123"
    left.write_bytes(b"half")
    assert list(store.keys()) == [KEY]
    store.clear_partial()
    assert not left.exists()
    assert store.has(KEY)


def test_a_file_that_is_not_there(store: ObjectStore, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        store.put_file(tmp_path / "absent")
    assert list(store.keys()) == []
