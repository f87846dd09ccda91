"""Who may run a batch, and what those who wait are told."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from ingest.errors import Busy
from ingest.lock import Holder, batch_lock, read_holder


def test_the_second_is_refused_and_told_who_holds_the_lock(tmp_path: Path) -> None:
    heard: list[Holder | None] = []
    with batch_lock(tmp_path, purpose="ingest reports"):
        with (
            pytest.raises(Busy, match=rf"process {os.getpid()} \(ingest reports"),
            batch_lock(tmp_path, purpose="reindex", patience=0.0, waiting=heard.append),
        ):
            pytest.fail("two hold the lock")
        assert heard[0] is not None
        assert heard[0].purpose == "ingest reports"
    assert read_holder(tmp_path) is None


def test_the_lock_is_free_again_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(KeyError), batch_lock(tmp_path, purpose="ingest"):
        raise KeyError
    with batch_lock(tmp_path, purpose="ingest", patience=0.0):
        assert read_holder(tmp_path) is not None


def test_a_note_that_a_killed_process_left_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "ingest.json").write_text(
        '{"pid": 1, "purpose": "ingest", "since": "2024-01-01"}', encoding="utf-8"
    )
    with batch_lock(tmp_path, purpose="ingest", patience=0.0):
        assert (read_holder(tmp_path) or pytest.fail("no note")).pid == os.getpid()


def test_waiting_can_be_stopped(tmp_path: Path) -> None:
    cancel = threading.Event()
    cancel.set()
    with (
        batch_lock(tmp_path, purpose="ingest"),
        pytest.raises(Busy, match="stopped while waiting"),
        batch_lock(tmp_path, purpose="reindex", cancel=cancel),
    ):
        pytest.fail("two hold the lock")


@pytest.mark.parametrize("note", ["", "[]", '{"pid": "x"}', "\0"])
def test_a_damaged_note_says_nothing(tmp_path: Path, note: str) -> None:
    (tmp_path / "ingest.json").write_text(note, encoding="utf-8")
    assert read_holder(tmp_path) is None
