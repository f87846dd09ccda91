"""The alarms of a journal: each coming with its acknowledgement and its return. Knows rows, no question."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from assistant.alarms.journal import Journal
from assistant.alarms.levels import Level, level_of, levels_asked
from assistant.alarms.states import State, ending_state, is_trip, state_of
from assistant.experts.tables.schema import ColumnSchema
from retrieval.identifiers import find_tags

_FEWEST_RETURNS = 0.5
"""Returns for each alarm that came, from which a journal counts as writing them."""
_LEVEL = re.compile(r"^[\[(<]\s*(?P<level>[^\])>]{1,20}?)\s*[\])>]\s*")
_CLOCK = re.compile(
    r"^(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,6}))?)?\s*(?P<ap>[AaPp][Mm])?$"
)
_UNITS = {
    "s": 1.0,
    "minutes": 60.0,
    "mn": 60.0,
    "hours": 3600.0,
    "seconds": 1.0,
    "sec": 1.0,
    "min": 60.0,
    "h": 3600.0,
    "ms": 0.001,
}


@dataclass(slots=True)
class Alarm:
    """One coming of an alarm.

    Attributes:
        row: 0-based data row of the journal where it came.
        source: The journal's file.
        ended: When it returned; None where the journal does not say.
        repeated: True where it came again without a return in between.
        trip: True where the journal's state says that it tripped.
        level: As its condition says, else its message; empty where neither does.
    """

    tag: str
    text: str
    priority: str
    at: datetime
    row: int
    source: str = ""
    area: str = ""
    acked: datetime | None = None
    ended: datetime | None = None
    by: str = ""
    repeated: bool = False
    trip: bool = False
    level: Level | Literal[""] = ""

    @property
    def stood(self) -> timedelta | None:
        """How long it stood; None where it did not return."""
        return self.ended - self.at if self.ended is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """What a journal tells.

    Attributes:
        found: In order of time.
        start, end: First and last moment of the journal.
        standing: Those that had not returned at ``end``, in order of time.
        before: Returns of alarms that came before the journal begins.
        tells_end: True where it says when alarms returned: one that writes few returns does not.
        left_out: Rows that are no alarm's.
        sources: The files that were added together, in order of time.
        twice: Rows that stood in two of them and count once.
    """

    journal: Journal
    found: Sequence[Alarm]
    start: datetime
    end: datetime
    standing: Sequence[Alarm]
    before: int
    left_out: int
    tells_end: bool
    sources: tuple[str, ...] = ()
    twice: int = 0

    @property
    def also(self) -> tuple[str, ...]:
        """The files beside that of ``journal``."""
        return tuple(source for source in self.sources if source != self.journal.source)


@dataclass(slots=True)
class Row:
    """A row of a journal, as far as it tells of an alarm."""

    number: int
    at: datetime
    tag: str
    text: str
    priority: str
    state: State | None
    condition: str = ""
    area: str = ""
    by: str = ""
    acked: datetime | None = None
    ended: datetime | None = None
    trip: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """The rows of one file, oldest first, at least one."""

    journal: Journal
    rows: Sequence[Row]
    left_out: int


@dataclass(slots=True)
class _Pairing:
    found: list[Alarm] = field(default_factory=list)
    open: dict[tuple[str, str], Alarm] = field(default_factory=dict)
    last: dict[tuple[str, str], Alarm] = field(default_factory=dict)
    before: int = 0


def alarms_of(journal: Journal, rows: Iterable[tuple[object, ...]]) -> Alarms | None:
    """The alarms of a journal; None where it holds none.

    Args:
        rows: The row's number, then the cells of ``journal.columns()``.
    """
    read = read_of(journal, rows)
    return paired((read,)) if read is not None else None


def read_of(journal: Journal, rows: Iterable[tuple[object, ...]]) -> Read | None:
    """The rows of a journal that tell of alarms; None where none does."""
    read, left_out = _rows(journal, rows)
    if not read:
        return None
    if read[0].at > read[-1].at:  # exported newest first: rows of one moment too
        read.reverse()
    read.sort(key=lambda row: row.at)
    return Read(journal, read, left_out)


def paired(parts: Sequence[Read]) -> Alarms | None:
    """The alarms of files that go on from one another, in order of time; None where they hold none.

    A row that stands in two of them counts once.
    """
    read, twice = _added(parts)
    journal = parts[0].journal
    in_rows = journal.state is not None or journal.lines
    pairing = _paired(read) if in_rows else _single(read)
    if not pairing.found:
        return None
    ends = [row.ended for row in read if row.ended is not None]
    end = max([read[-1].at, *ends])
    returned = sum(one.ended is not None for one in pairing.found)
    tells_end = journal.tells_end and (not in_rows or returned >= _FEWEST_RETURNS * len(pairing.found))
    standing = [a for a in pairing.found if a.ended is None and not a.repeated] if tells_end else []
    return Alarms(
        journal=journal,
        found=pairing.found,
        start=read[0].at,
        end=end,
        standing=standing,
        before=pairing.before,
        left_out=sum(part.left_out for part in parts),
        tells_end=tells_end,
        sources=tuple(part.journal.source for part in parts),
        twice=twice,
    )


def _added(parts: Sequence[Read]) -> tuple[list[Row], int]:
    """The rows of all files in order of time, and how many stood in an earlier one already."""
    found, held, twice = list(parts[0].rows), set(map(_same, parts[0].rows)), 0
    for part in parts[1:]:
        fresh = [row for row in part.rows if _same(row) not in held]
        twice += len(part.rows) - len(fresh)
        found += fresh
        held.update(map(_same, fresh))
    if len(parts) > 1:
        found.sort(key=lambda row: row.at)
    return found, twice


def _same(row: Row) -> tuple[object, ...]:
    return row.at, row.tag, row.text, row.state, row.condition


def _rows(journal: Journal, rows: Iterable[tuple[object, ...]]) -> tuple[list[Row], int]:
    places = {column.name: at for at, column in enumerate(journal.columns(), 1)}
    at, clock, tag, text, priority, state, condition, kind, acked, ended, lasted, after, by, area = (
        places[c.name] if c is not None else 0
        for c in (
            journal.at, journal.clock, journal.tag, journal.text, journal.priority, journal.state,
            journal.condition, journal.kind, journal.acked, journal.ended, journal.lasted,
            journal.acked_after, journal.by, journal.area,
        )
    )  # fmt: skip
    factor, after_factor = _seconds(journal.lasted), _seconds(journal.acked_after)
    states: dict[object, State | None] = {None: "came", "": "came"}
    lines: dict[str, tuple[State | None, str, str, str]] = {}
    found: list[Row] = []
    left_out = 0

    def said(row: tuple[object, ...], place: int) -> str:
        return str(row[place]).strip() if place and row[place] is not None else ""

    for row in rows:
        when = _moment(row[at], row[clock] if clock else None)
        if when is None or (kind and journal.kinds and said(row, kind) not in journal.kinds):
            left_out += 1
            continue
        name, message, level = said(row, tag), said(row, text), said(row, priority)
        how: State | None = "came"
        tripped = False
        if journal.lines:
            if name not in lines:
                lines[name] = _line(name)
            how, name, message, own = lines[name]
            level = own or level
        elif state:
            value = row[state]
            if value not in states:
                states[value] = state_of(str(value))
            how = states[value]
            tripped = value is not None and is_trip(str(value))
        if how is None or not name:
            left_out += 1
            continue
        one = Row(int(str(row[0])), when, name, message, level, how)
        one.source = journal.source
        one.trip = tripped
        one.condition, one.area, one.by = said(row, condition), said(row, area), said(row, by)
        if not state:
            one.acked = _moment(row[acked], None) if acked else None
            one.ended = _moment(row[ended], None) if ended else None
            if one.ended is None and lasted and isinstance(held := row[lasted], int | float):
                one.ended = when + timedelta(seconds=float(held) * factor)
        if after and isinstance(lag := row[after], int | float):
            one.acked = when + timedelta(seconds=float(lag) * after_factor)
        found.append(one)
    return found, left_out


def _seconds(column: ColumnSchema | None) -> float:
    """Seconds in the unit of a column of durations: its own, or the one that its name ends with."""
    if column is None:
        return 1.0
    return _UNITS.get(column.unit or "", _UNITS.get(column.words[-1] if column.words else "", 1.0))


def _line(line: str) -> tuple[State | None, str, str, str]:
    """State, tag, message and priority of a line."""
    level = _LEVEL.match(line)
    rest = line[level.end() :] if level else line
    state, rest = ending_state(rest)
    tags = find_tags(rest)
    if not tags or state is None:
        return None, "", rest, ""
    words = rest.split()
    own = next((at for at, word in enumerate(words) if tags[0] in find_tags(word)), None)
    message = " ".join(w for at, w in enumerate(words) if at != own) if own is not None else rest
    return state, tags[0], message.strip(" -:;,"), level["level"].strip() if level else ""


def _moment(value: object, clock: object) -> datetime | None:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if not isinstance(value, date):
        return None
    try:
        return datetime.combine(value, time.fromisoformat(str(clock)))
    except ValueError:
        match = _CLOCK.match(str(clock).strip()) if clock is not None else None
    if match is None:
        return datetime.combine(value, time())
    hour = int(match["h"])
    if match["ap"]:
        hour = hour % 12 + (12 if match["ap"].lower() == "pm" else 0)
    fraction = int((match["f"] or "0").ljust(6, "0"))
    try:
        return datetime.combine(value, time(hour, int(match["m"]), int(match["s"] or 0), fraction))
    except ValueError:
        return None


def _alarm(row: Row) -> Alarm:
    return Alarm(
        tag=row.tag,
        text=row.text,
        priority=row.priority,
        at=row.at,
        row=row.number,
        source=row.source,
        area=row.area,
        acked=row.acked,
        ended=row.ended,
        by=row.by,
        trip=row.trip,
        level=_level(row.condition, row.text),
    )


@lru_cache(maxsize=4096)
def _level(condition: str, text: str) -> Level | Literal[""]:
    """The level that a condition names, else the only one that a message does."""
    if (level := level_of(condition)) is not None:
        return level
    said = levels_asked(text)
    return next(iter(said)) if len(said) == 1 else ""


def _single(rows: Sequence[Row]) -> _Pairing:
    return _Pairing(found=[_alarm(row) for row in rows])


def _paired(rows: Sequence[Row]) -> _Pairing:
    """Each coming with the next acknowledgement and return of the same alarm."""
    told: dict[str, dict[str, set[State | None]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        told[row.tag][row.text].add(row.state)
    by_text = {tag for tag, texts in told.items() if _agree(texts)}
    acknowledged = any(row.state == "acknowledged" for row in rows)
    pairing = _Pairing()
    for row in rows:
        key = (row.tag, row.condition or (row.text if row.tag in by_text else ""))
        if row.state == "came":
            before = pairing.open.get(key)
            if before is not None:
                before.repeated = True
            one = _alarm(row)
            if acknowledged:  # else the row that came names who acknowledged
                one.by = ""
            pairing.found.append(one)
            pairing.open[key] = pairing.last[key] = one
        elif row.state == "returned":
            held = pairing.open.pop(key, None)
            if held is None:
                pairing.before += key not in pairing.last
            else:
                held.ended = row.at
        elif (acked := pairing.last.get(key)) is not None and acked.acked is None:
            acked.acked, acked.by = row.at, row.by
    return pairing


def _agree(texts: dict[str, set[State | None]]) -> bool:
    """True where each message of a tag is said as it comes and as it returns."""
    both = sum("came" in states and "returned" in states for states in texts.values())
    return len(texts) > 1 and both >= len(texts) / 2
