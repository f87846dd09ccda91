"""The lease of the vector store's folder: who must open anew, and what a kill leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retrieval import lease as module
from retrieval.errors import Busy
from retrieval.lease import FolderLease


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "chroma" / "segment").mkdir(parents=True)
    (tmp_path / "chroma" / "segment" / "graph.bin").write_bytes(b"graph")
    return tmp_path / "chroma"


def used(lease: FolderLease, *, content: bool) -> None:
    with lease.held():
        with lease.writing(content=content):
            pass
        lease.seen()


def test_what_another_writes_must_be_opened_anew(folder: Path) -> None:
    ours, theirs = FolderLease(folder), FolderLease(folder)
    used(ours, content=True)
    assert not ours.changed()
    used(theirs, content=True)
    assert ours.changed()
    assert not theirs.changed()


def test_reading_alone_changes_nothing_for_others(folder: Path) -> None:
    ours, theirs = FolderLease(folder), FolderLease(folder)
    used(ours, content=True)
    used(theirs, content=False)
    assert not ours.changed()


def test_a_reader_that_rewrites_the_graph_is_noticed(folder: Path) -> None:
    ours, theirs = FolderLease(folder), FolderLease(folder)
    used(ours, content=True)
    with theirs.held(), theirs.writing(content=False):
        (folder / "segment" / "graph.bin").write_bytes(b"a longer graph")
    assert ours.changed()


def interrupted(lease: FolderLease, folder: Path, *, graph: bytes | None) -> None:
    """Leaves the state of a process that was killed while it wrote."""
    record = folder.with_suffix(".state")
    with lease.held(), lease.writing(content=True):
        busy = record.read_text()
    record.write_text(busy)
    if graph is not None:
        (folder / "segment" / "graph.bin").write_bytes(graph)


def test_a_kill_while_the_graph_was_written_is_damage(folder: Path) -> None:
    lease = FolderLease(folder)
    interrupted(lease, folder, graph=b"half a gr")
    assert lease.damaged()
    lease.mended()
    assert not lease.damaged()


def test_a_kill_before_the_graph_was_touched_is_none(folder: Path) -> None:
    lease = FolderLease(folder)
    interrupted(lease, folder, graph=None)
    assert not lease.damaged()


def test_an_error_is_no_kill(folder: Path) -> None:
    lease = FolderLease(folder)

    def fail() -> None:
        with lease.held(), lease.writing(content=True):
            (folder / "segment" / "graph.bin").write_bytes(b"other")
            raise ValueError("width")

    with pytest.raises(ValueError, match="width"):
        fail()
    assert not lease.damaged()
    assert lease.changed()


@pytest.mark.parametrize("content", ["", "{", '{"version": "x", "unknown": 1}', json.dumps([1])])
def test_a_broken_record_counts_as_none(folder: Path, content: str) -> None:
    folder.with_suffix(".state").write_text(content)
    lease = FolderLease(folder)
    assert not lease.damaged()
    assert lease.changed()


def test_one_at_a_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.05)
    with FolderLease(folder).held(), pytest.raises(Busy, match="wait"), FolderLease(folder).held():
        pass
