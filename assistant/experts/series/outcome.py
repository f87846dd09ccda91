"""What a computation gave: numbers, moments, intervals and groups. Records only; knows no sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from assistant.conversions import Unit
from assistant.experts.series.changes.change import Kind
from assistant.experts.series.forecast.report import ForecastReport
from assistant.experts.series.plan import Operand


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stretch of readings.

    Attributes:
        end: Its last reading.
        after: The first reading after it, where there is one.
        before: The last reading before it, where there is one.
        score: How anomalous, where that was asked.
        sensors: Sensors that stand out, with share and direction.
        levels: Mean in the stretch and usual value of each of them.
        compared: With what each of them is compared (``usual``, ``before``, ``others``), and that value.
        estimated: Share of the stretch in which each of them had no reading.
        like: When earlier stretches that are alike began.
    """

    start: datetime
    end: datetime
    readings: int
    seconds: float
    after: datetime | None = None
    before: datetime | None = None
    score: float | None = None
    p_value: float | None = None
    sensors: tuple[tuple[str, float, str], ...] = ()
    levels: tuple[tuple[float, float], ...] = ()
    compared: tuple[tuple[str, float], ...] = ()
    estimated: tuple[float, ...] = ()
    like: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Onset:
    """When a sensor left what is usual for it, and which way."""

    sensor: str
    at: datetime
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Something that was otherwise from a time on; see ``changes.change.Change``.

    Attributes:
        per: Unit of time of a slope, ``h`` or ``d``.
        until: When it was as before again; None where it lasts.
    """

    kind: Kind
    sensor: str
    partner: str | None
    at: datetime
    earliest: datetime
    latest: datetime
    before: float
    after: float
    per: str
    strength: float
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group (a day, an hour, a sensor, a log) and its value."""

    label: datetime | int | str
    value: float
    readings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result for one operand.

    Attributes:
        readings: Readings present in the window.
        start, end: First and last reading used; the event's, where an event was asked for.
        values: Statistics by name, already in ``unit``.
        moments: When the minimum and maximum were reached.
        matching: Readings that meet the conditions.
        seconds: Time for which they do.
        intervals: Runs, gaps or anomalous ranges, in the order to tell them.
        groups: Values by group, in the order to tell them.
        switches: Times at which the machine stood still, where "what happened" was asked.
        onsets: Sensors in the order in which they left what is usual.
        shifts: Changes of level, slope, spread or correlation, in order of time.
        normal: The time that was compared with.
        stop: When the machine stopped, where it was asked what came before.
        total: How many groups or intervals there were.
        unit: Unit of the values; None where the log does not tell.
        raw_unit: Unit before it was converted, with the first value in it.
        rows: 0-based data rows of the source that match, the first 200.
    """

    operand: Operand
    sql: str
    readings: int = 0
    start: datetime | None = None
    end: datetime | None = None
    values: Mapping[str, float] = field(default_factory=dict)
    moments: Mapping[str, datetime] = field(default_factory=dict)
    matching: int = 0
    seconds: float = 0.0
    intervals: tuple[Interval, ...] = ()
    groups: tuple[Group, ...] = ()
    switches: tuple[Interval, ...] = ()
    onsets: tuple[Onset, ...] = ()
    shifts: tuple[Shift, ...] = ()
    normal: tuple[datetime, datetime] | None = None
    stop: datetime | None = None
    total: int = 0
    unit: Unit | None = None
    unit_text: str | None = None
    raw: tuple[float, str] | None = None
    unit_source: str | None = None
    """The table that told the unit."""
    rows: tuple[int, ...] = ()
    details: Mapping[str, float] = field(default_factory=dict)
    state: bool | None = None
    """For a machine that did not switch: whether it ran all the time."""
    outlook: ForecastReport | None = None
    """The forecast, of one sensor, where one was asked for."""
    method: str = ""
    """How it was computed, where SQL alone does not tell."""
