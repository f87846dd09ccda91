"""An invented lime kiln: alarms of two days, and the journals in which control systems would write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from retrieval.records import ColumnType

from .mill import Sheet

DAY = datetime(2031, 3, 4)
NAMES = {
    "TAH-7": ("Kiln shell temperature high", "High"),
    "PAL-3": ("Draught pressure low", "Low"),
    "ZA-9": ("Feed gate fails to close", "Medium"),
    "TAHH-7": ("Kiln shell temperature very high, trip", "Critical"),
}


def _at(text: str, day: int = 0) -> datetime:
    hours, minutes, seconds = map(int, text.split(":"))
    return DAY + timedelta(days=day, hours=hours, minutes=minutes, seconds=seconds)


Came = tuple[str, datetime, datetime | None, datetime | None]
"""Tag, when it came, was acknowledged and returned."""

ALARMS: list[Came] = sorted(
    [
        ("TAH-7", _at("01:00:00"), _at("01:01:00"), _at("01:30:00")),
        ("PAL-3", _at("02:00:00"), None, _at("02:00:04")),
        ("PAL-3", _at("02:00:20"), None, _at("02:00:24")),
        ("PAL-3", _at("02:00:40"), None, _at("02:00:44")),
        ("PAL-3", _at("09:00:00"), _at("09:03:00"), _at("11:00:00")),
        ("TAH-7", _at("13:56:00"), None, _at("15:00:00")),
        ("PAL-3", _at("13:58:30"), None, _at("14:20:00")),
        ("TAHH-7", _at("14:00:00"), _at("14:00:30"), _at("15:10:00")),
        ("ZA-9", _at("20:00:00"), None, None),
        ("TAH-7", _at("05:00:00", 1), _at("05:02:00", 1), _at("05:10:00", 1)),
        ("PAL-3", _at("23:00:00", 1), None, _at("23:30:00", 1)),
    ],
    key=lambda one: one[1],
)


def events() -> list[tuple[datetime, str, str]]:
    """When, which alarm, and what became of it, in order of time."""
    found = [
        (at, tag, what)
        for tag, came, acked, ended in ALARMS
        for at, what in ((came, "ALM"), (acked, "ACK"), (ended, "RTN"))
        if at is not None
    ]
    return sorted(found)


def _sheet(name: str, types: dict[str, ColumnType], rows: list[list[object]]) -> Sheet:
    cells = [dict(zip(types, row, strict=True)) for row in rows]
    return Sheet(name, "", {column: (kind, None) for column, kind in types.items()}, cells)


def states() -> Sheet:
    """A row for each coming, acknowledgement and return, newest first."""
    types: dict[str, ColumnType] = {
        "Time": "datetime", "Tag": "text", "Message": "text", "Priority": "text", "State": "text",
    }  # fmt: skip
    rows: list[list[object]] = [[at, tag, *NAMES[tag], what] for at, tag, what in events()]
    return _sheet("kiln_journal", types, rows[::-1])


def french() -> Sheet:
    """The same in French, with other words for each state."""
    words = {"ALM": "Apparition", "ACK": "Acquittement", "RTN": "Disparition"}
    levels = {"High": "Haute", "Low": "Basse", "Medium": "Moyenne", "Critical": "Critique"}
    types: dict[str, ColumnType] = {
        "Horodatage": "datetime", "Repère": "text", "Libellé": "text", "Priorité": "text", "Etat": "text",
    }  # fmt: skip
    rows: list[list[object]] = [
        [at, tag, NAMES[tag][0], levels[NAMES[tag][1]], words[what]] for at, tag, what in events()
    ]
    return _sheet("journal_four", types, rows)


def spans() -> Sheet:
    """A row an alarm, with when it was acknowledged and returned, and by whom."""
    types: dict[str, ColumnType] = {
        "Alarm ID": "text", "Source": "text", "Area": "text", "Alarm Text": "text", "Severity": "text",
        "Active Time": "datetime", "Clear Time": "datetime", "Ack Time": "datetime", "Acked By": "text",
    }  # fmt: skip
    rows: list[list[object]] = [
        [
            f"A{n}",
            tag,
            "Kiln" if "7" in tag else "Feed",
            *NAMES[tag],
            came,
            ended,
            acked,
            "ivo" if acked else None,
        ]
        for n, (tag, came, acked, ended) in enumerate(ALARMS)
    ]
    return _sheet("alarm_history", types, rows)


def actions() -> Sheet:
    """Date and time apart, an empty action for a coming, and operators' changes between the alarms."""
    words = {"ALM": None, "ACK": "ACK", "RTN": "OK"}
    types: dict[str, ColumnType] = {
        "Event Date": "date", "Event Time": "text", "Source": "text", "Condition": "text", "Action": "text",
        "Priority": "text", "Description": "text",
    }  # fmt: skip
    levels = {"High": "H 00", "Low": "L 00", "Medium": "J 10", "Critical": "U 00"}
    rows: list[list[object]] = []
    for at, tag, what in events():
        text, level = NAMES[tag]
        day: date = at.date()
        rows.append([day, f"{at:%H:%M:%S}", tag, "PVHI", words[what], levels[level], text])
        rows.append([day, f"{at:%H:%M:%S}", tag, "CHANGE", None, "J 00", "Mode MAN"])
    return _sheet("event_journal", types, rows)


def lines() -> Sheet:
    """A log of lines that end with the state."""
    words = {"ALM": "ACTIVE", "ACK": "ACKNOWLEDGED", "RTN": "CLEARED"}
    types: dict[str, ColumnType] = {"time": "datetime", "level": "text", "text": "text"}
    rows: list[list[object]] = [
        [at, None, f"[{NAMES[tag][1].upper()}] {tag} {NAMES[tag][0]} {words[what]}"]
        for at, tag, what in events()
    ]
    return _sheet("plc_events", types, rows)


LAYOUTS = {"states": states, "french": french, "spans": spans, "actions": actions, "lines": lines}


def master() -> Sheet:
    """The list of alarms with what they mean and what to do."""
    types: dict[str, ColumnType] = {
        "Alarm tag": "text", "Description": "text", "Set point": "number", "Unit": "text", "Cause": "text",
        "Operator action": "text", "Time to respond (min)": "number",
    }  # fmt: skip
    return _sheet(
        "master_alarm_list",
        types,
        [
            [
                "TAH-7",
                "Kiln shell temperature high",
                310.0,
                "°C",
                "Refractory worn",
                "Lower the firing rate",
                10.0,
            ],
            [
                "TAHH-7",
                "Kiln shell temperature very high",
                340.0,
                "°C",
                "Brick fallen",
                "Stop the burner",
                1.0,
            ],
            ["PAL-3", "Draught pressure low", -2.0, "mbar", "Fan damper shut", "Open the damper", 5.0],
        ],
    )


def levels() -> Sheet:
    """A list with a row for each level of an instrument."""
    types: dict[str, ColumnType] = {
        "Tag": "text", "Alarm": "text", "Description": "text", "Set point": "number", "Unit": "text",
        "Priority": "text", "Cause": "text", "Operator action": "text", "Time to respond (min)": "number",
    }  # fmt: skip
    return _sheet(
        "alarm_rationalisation",
        types,
        [
            ["LI-2", "LO", "Tank level low", 30.0, "%", "Medium", "Leak", "Open the valve", 10.0],
            ["LI-2", "LOLO", "Tank level very low", 12.0, "%", "Critical", "Rupture", "Stop the pump", 2.0],
            ["FI-5", "LO", "Flow low", 62.0, "t/h", "Low", "Filter", "Swap the filter", 20.0],
            ["TI-4", "HIHI", "Bed very hot", 405.0, "°C", "Critical", "Runaway", "Vent", 1.0],
        ],
    )
