"""Calendars made by the test."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.registry import HEAD_BYTES, parser_for

_ONE = """BEGIN:VEVENT
DTSTART;TZID="Europe/Paris":20260112T080000
DTEND:20260116T150000Z
SUMMARY:Furnace F-90\\, yearly stop
LOCATION:Unit 40
ORGANIZER;CN="Methods":mailto:a@b.c
DESCRIPTION:Refractory of zo
 ne 3\\nScaffold first
BEGIN:VALARM
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
"""
_TWO = "BEGIN:VTODO\nDUE;VALUE=DATE:20260301\nSUMMARY:Calibrate TT-118\nEND:VTODO\n"


def _parse(tmp_path: Path, body: str, *, name: str = "a.ics") -> ParsedDocument:
    path = tmp_path / name
    path.write_bytes(f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n".replace("\n", "\r\n").encode())
    return parser_for(path, path.read_bytes()[:HEAD_BYTES])(path)


@pytest.mark.parametrize("name", ["a.ics", "a.txt", "a"])
def test_one_event_is_text(tmp_path: Path, name: str) -> None:
    document = _parse(tmp_path, _ONE, name=name)
    assert document.title == "Furnace F-90, yearly stop"
    assert document.blocks[1].text == (
        "Start: 2026-01-12 08:00\nEnd: 2026-01-16 15:00 UTC\nSubject: Furnace F-90, yearly stop\n"
        "Location: Unit 40\nDescription: Refractory of zone 3\nScaffold first\nOrganizer: Methods"
    )


def test_several_are_a_table(tmp_path: Path) -> None:
    rows = _parse(tmp_path, _ONE + _TWO).tables[0].rows.to_pylist()
    assert [row["Subject"] for row in rows] == ["Furnace F-90, yearly stop", "Calibrate TT-118"]
    assert rows[1]["Due"] in (date(2026, 3, 1), datetime(2026, 3, 1), "2026-03-01")


def test_no_event_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no event"):
        _parse(tmp_path, "")
