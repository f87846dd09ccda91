from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsers.old_workbook import _moment, parse_xls


def test_dates_of_both_calendars() -> None:
    assert _moment(45292.5, 0) == datetime(2024, 1, 1, 12)
    assert _moment(43830.0, 1) == datetime(2024, 1, 1)
    assert _moment(0.75, 0) == time(18)
    assert _moment(-5, 0) is None
    assert _moment(1e12, 0) is None


@pytest.mark.parametrize(
    "content", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), b"Workbook" * 99]
)
def test_damage_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="damaged") as caught:
        parse_xls(path)
    assert "XLSX" in caught.value.hint
