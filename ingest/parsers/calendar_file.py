"""Read calendars (iCalendar, ICS): events and tasks with their times, places and words. Knows no mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.encoding import decode

_MOST_BYTES = 64 << 20
_MOST_EVENTS = 50_000
_SHOWN = {
    "DTSTART": "Start",
    "DTEND": "End",
    "DUE": "Due",
    "SUMMARY": "Subject",
    "LOCATION": "Location",
    "DESCRIPTION": "Description",
    "STATUS": "Status",
    "ORGANIZER": "Organizer",
    "RRULE": "Repeats",
}
_LINE = re.compile(r"(?P<name>[A-Za-z-]+)(?P<settings>(?:;[^:;\"]*(?:\"[^\"]*\")?)*):(?P<value>.*)")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_NAMED = re.compile(r";CN=\"?([^\";:]+)", re.IGNORECASE)


def parse_calendar(path: Path) -> ParsedDocument:
    """Reads a calendar; one event is written as text, several as a table.

    Raises:
        Unreadable: It holds no event, or is larger than 64 MiB.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise Unreadable("the calendar is larger than 64 MiB", "export it in parts")
    events: list[Mapping[str, str]] = []
    notes: list[str] = []
    for event in _events(decode(path.read_bytes())):
        if len(events) == _MOST_EVENTS:
            notes.append(f"Only the first {_MOST_EVENTS} events of the calendar were taken.")
            break
        events.append(event)
    if not events:
        raise Unreadable("the calendar holds no event", "export it again")
    writer = BlockWriter()
    title = events[0].get("Subject", path.stem) if len(events) == 1 else path.stem
    writer.title(title)
    if len(events) == 1:
        writer.paragraph("\n".join(f"{name}: {text}" for name, text in events[0].items()))
    else:
        names = [name for name in _SHOWN.values() if any(name in event for event in events)]
        writer.table([names, *([event.get(name, "") for name in names] for event in events)], name=path.stem)
    return writer.parsed(media="calendar", title=title, notes=notes)


def _events(text: str) -> Iterator[Mapping[str, str]]:
    """Events and tasks; what an event holds inside (alarms) is passed over."""
    event: dict[str, str] = {}
    inside: list[str] = []
    for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
        found = _LINE.fullmatch(line.strip())
        if found is None:
            continue
        name, value = found["name"].upper(), found["value"]
        if name == "BEGIN":
            inside.append(value.strip().upper())
            event = {} if inside[-1] in ("VEVENT", "VTODO") else event
        elif name == "END" and inside:
            if inside.pop() in ("VEVENT", "VTODO") and event:
                yield {shown: event[shown] for shown in _SHOWN.values() if shown in event}
                event = {}
        elif name in _SHOWN and inside and inside[-1] in ("VEVENT", "VTODO"):
            event[_SHOWN[name]] = _value(name, value, found["settings"])


def _value(name: str, value: str, settings: str) -> str:
    if name in ("DTSTART", "DTEND", "DUE") and (moment := _MOMENT.fullmatch(value.strip())):
        year, month, day, hour, minute, _, zulu = moment.groups()
        clock = f" {hour}:{minute}{' UTC' if zulu else ''}" if hour else ""
        return f"{year}-{month}-{day}{clock}"
    if name == "ORGANIZER":
        person = _NAMED.search(settings)
        return person[1] if person else value.removeprefix("mailto:").removeprefix("MAILTO:")
    plain = re.sub(r"\\([nN,;\\])", lambda escape: "\n" if escape[1] in "nN" else escape[1], value)
    return plain.strip()
