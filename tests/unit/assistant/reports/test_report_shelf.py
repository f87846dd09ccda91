"""Reports that were made: kept whole, found by their job, gone with the sources that they cite."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from assistant.records import Citation
from assistant.reports import shelf as shelves
from assistant.reports.records import Point, Report
from assistant.reports.shelf import ReportShelf

FIRST, SECOND = "a" * 32, "b" * 32


def report(source: str) -> Report:
    return Report(
        kind="diagnostic", title="R", equipment="P-1", language="en", since=datetime(2025, 1, 1),
        until=datetime(2025, 2, 1), made_at=datetime(2025, 2, 2), summary=(Point(text="x", citations=(1,)),),
        sections=(), citations=(Citation(n=1, source=source, kind="text", quote="x", score=1.0),),
    )  # fmt: skip


def test_every_format_is_kept(tmp_path: Path) -> None:
    shelf = ReportShelf(tmp_path)
    shelf.put(FIRST, report("plant/a.pdf"))
    assert shelf.file(FIRST, "docx") is not None
    body = shelf.body(FIRST)
    assert body is not None
    assert body["equipment"] == "P-1"
    assert shelf.body(SECOND) is None


def test_a_name_that_is_no_job_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("{}")
    assert ReportShelf(tmp_path).file("../..", "json") is None


def test_forgetting_a_source_deletes_the_reports_that_quote_it(tmp_path: Path) -> None:
    shelf = ReportShelf(tmp_path)
    shelf.put(FIRST, report("plant/a.pdf"))
    shelf.put(SECOND, report("plant/b.pdf"))
    assert shelf.forget(["plant/a.pdf"]) == 1
    assert shelf.body(FIRST) is None
    assert shelf.body(SECOND) is not None


def test_the_oldest_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "_KEPT", 2)
    shelf = ReportShelf(tmp_path)
    for at, letter in enumerate("abc"):
        shelf.put(letter * 32, report("s"))
        os.utime(tmp_path / "reports" / "made" / (letter * 32), (at, at))
    shelf.put("d" * 32, report("s"))
    assert [shelf.body(letter * 32) is not None for letter in "abcd"] == [False, False, True, True]
