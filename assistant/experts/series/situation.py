"""All that was read in a question before its intent is decided, and what follows from it alone.

Knows names, cues and limits; decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from assistant.conversions import Unit, convert, parse_unit
from assistant.experts.series import lexicon
from assistant.experts.series.conditions import Lasting, Limit
from assistant.experts.series.cues import Cues
from assistant.experts.series.mentions import Mention
from assistant.experts.series.names import LogNames, SensorName
from assistant.experts.series.plan import Condition, Each, Operand, Pick, Plan, Statistic
from assistant.experts.series.tokens import Token
from assistant.experts.series.window import Window

_ACTIVITY = (
    "power",
    "current",
    "speed",
    "frequency",
    "flow",
    "load",
    "tonnage",
    "torque",
    "vibration",
    "accelerometer",
    "status",
)
EXTREMES: tuple[Statistic, ...] = ("max", "min")
_STATISTICS: tuple[Statistic, ...] = get_args(Statistic)
_GROUPS: tuple[tuple[str, Each], ...] = (
    ("hour", "hour_of_day"),
    ("weekday", "weekday"),
    ("week", "week"),
    ("month", "month"),
    ("day", "day"),
)
_EACH: tuple[Each, ...] = ("day", "hour", "week", "month", "sensor", "log")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a question says.

    Attributes:
        logs: The logs it is about, in the order named; most often one.
        mentions: Sensors named, in order, in the first log.
        windows: Resolved for the first log.
        tokens: The question's tokens, to find which sensor a limit belongs to.
        previous: The plan of the turn before, where this question leaves something unsaid.
        many: True where the question is asked of all ``logs`` at once (which test has …).
        short: True where the shortest is asked for.
    """

    logs: tuple[LogNames, ...]
    mentions: tuple[Mention, ...]
    windows: tuple[Window, ...]
    cues: Cues
    limits: tuple[Limit, ...]
    lasting: tuple[Lasting, ...]
    tokens: Sequence[Token]
    yes_no: bool
    unit: Unit | None
    top: int = 1
    previous: Plan | None = None
    many: bool = False
    short: bool = False

    @property
    def log(self) -> LogNames:
        """The first log."""
        return self.logs[0]

    @property
    def asks(self) -> frozenset[str]:
        """Kinds of answer that are asked for."""
        return frozenset(self.cues.values("ask"))

    @property
    def statistics(self) -> tuple[Statistic, ...]:
        """Statistics asked for, in the order named."""
        named = self.cues.values("statistic")
        found: list[Statistic] = [s for name in named for s in _STATISTICS if s == name]
        if "range" in found:
            found = [x for x in found if x not in EXTREMES]
        if self.cues.has("worst") and not set(found) & set(EXTREMES):
            found = [*found, "max"]
        if self.cues.has("energy"):
            found = [*(x for x in found if x not in ("sum", "change")), "integral"]
        return tuple(dict.fromkeys(found))

    @property
    def pick(self) -> Pick | None:
        """``most`` and ``least``; the longest or shortest of several logs or days."""
        values = self.cues.values("pick")
        if not values and self.cues.has("run") and self.each in ("log", "day", "week", "month"):
            return "lowest" if self.short else "highest"
        return None if not values else "lowest" if values[0] == "lowest" else "highest"

    @property
    def each(self) -> Each | None:
        """The groups that the question asks to look at."""
        for ask, each in _GROUPS:
            if ask in self.asks:
                return each
        if "sensors" in self.cues.values("quality"):
            return "sensor"
        values = self.cues.values("each")
        return next((each for each in _EACH if values and each == values[0]), None)

    @property
    def quantile(self) -> float:
        """The percentile asked for, 0 to 1; the median where none is."""
        numbers = [
            c.number for c in self.cues.of("statistic") if c.value == "percentile" and c.number is not None
        ]
        return numbers[0] / 100 if numbers else 0.5

    def named(self) -> list[SensorName]:
        """Sensors named, those of the turn before where none is."""
        sensors = [mention.sensors[0] for mention in self.mentions]
        if not sensors and self.previous is not None:
            kept = (same_sensor(self.log, sensor) for sensor in self.previous.operand.sensors)
            sensors = [sensor for sensor in kept if sensor is not None]
        return list(dict.fromkeys(sensors))

    def measures(self) -> list[SensorName]:
        """Sensors named that are no labels; all alike where the words fit several of one mention."""
        if len(self.mentions) == 1 and 1 < len(self.mentions[0].sensors) <= 4:
            return [s for s in self.mentions[0].sensors if not s.is_flag]
        return [s for s in self.named() if not s.is_flag]

    def operands(self, sensors: Sequence[SensorName]) -> tuple[Operand, ...]:
        """One operand for each log or window that is compared."""
        if len(self.logs) > 1:
            found = []
            for log in self.logs:
                own = tuple(same_sensor(log, sensor) or sensor for sensor in sensors)
                window = self.windows[0] if log is self.log else _for_log(log, self.windows[0])
                found.append(Operand(log=log, window=window, sensors=own))
            return tuple(found)
        return tuple(Operand(log=self.log, window=w, sensors=tuple(sensors)) for w in self.windows)

    def conditions(self) -> tuple[Condition, ...]:
        """Each limit with the sensor it stands nearest to."""
        found: list[Condition] = []
        for limit in self.limits:
            sensor = self._sensor_of(limit)
            if sensor is not None:
                value, upper = _in_unit(limit, sensor)
                found.append(Condition(sensor=sensor, comparison=limit.comparison, value=value, upper=upper))
        return tuple(found)

    def _sensor_of(self, limit: Limit) -> SensorName | None:
        before = [m for m in self.mentions if self.tokens[m.end - 1].end <= limit.start]
        after = [m for m in self.mentions if self.tokens[m.begin].start >= limit.end]
        if before:
            return before[-1].sensors[0]
        if after:
            return after[0].sensors[0]
        named = self.named()
        if named:
            return named[0]
        measured = _measured_in(self.log, limit.unit)
        return measured[0] if len(measured) == 1 else None if measured else activity_sensor(self.log)


def _measured_in(log: LogNames, unit: str | None) -> list[SensorName]:
    """The sensors that measure what a unit measures; none without a unit or where no sensor has the like."""
    quantity = "temperature" if unit == "degrees" else lexicon.quantity_of_unit(unit)
    return [s for s in log.measures if quantity is not None and quantity in s.concepts | s.implied]


def activity_sensor(log: LogNames, *, concepts: Sequence[str] = _ACTIVITY) -> SensorName | None:
    """The sensor that tells best whether the machine runs: power before current, speed, flow …"""
    for concept in concepts:
        for sensor in log.measures:
            if concept in sensor.concepts | sensor.implied and "setpoint" not in sensor.concepts:
                return sensor
    return None


def rates_of(log: LogNames, quantity: str) -> list[SensorName]:
    """The sensors of a rate that a total is made of: those called by it before those that only have its unit.

    What a chiller takes is not the cooling that it gives, which has the same unit.
    """
    held = [x for x in log.measures if quantity in x.concepts | x.implied and "setpoint" not in x.concepts]
    called = [x for x in held if quantity in x.concepts]
    plain = [x for x in called if x.concepts == {quantity}]
    return plain or called or held


def same_sensor(log: LogNames, sensor: SensorName) -> SensorName | None:
    """The sensor of a log that has the same name, or measures the same."""
    for own in log.sensors:
        if own.sensor.name == sensor.sensor.name:
            return own
    return next((own for own in log.sensors if own.concepts == sensor.concepts), None)


def _for_log(log: LogNames, window: Window) -> Window:
    """A window of another log; the whole log where it does not reach it."""
    ref = log.ref
    if not window.whole and window.overlaps(ref.start, ref.end):
        return window
    return Window(start=ref.start, end=ref.end, whole=True, clock=window.clock, weekdays=window.weekdays)


def _in_unit(limit: Limit, sensor: SensorName) -> tuple[float, float | None]:
    """The limit in the sensor's own unit, where both units are known."""
    said, own = parse_unit(limit.unit), parse_unit(sensor.sensor.unit)
    if said is None or own is None or said.dimension != own.dimension or said == own:
        return limit.value, limit.upper
    upper = None if limit.upper is None else convert(limit.upper, said, own)
    return convert(limit.value, said, own), upper
