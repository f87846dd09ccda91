"""What to compute to answer a question about signals. Records only; knows no words and no values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.conversions import Unit
from assistant.experts.series.changes.change import KINDS, Kind
from assistant.experts.series.conditions import Comparison
from assistant.experts.series.names import LogNames, SensorName
from assistant.experts.series.window import Window

Statistic = Literal[
    "mean",
    "median",
    "min",
    "max",
    "std",
    "variance",
    "sum",
    "count",
    "first",
    "last",
    "range",
    "percentile",
    "rms",
    "slope",
    "change",
    "correlation",
    "integral",
]
"""One number from the readings of a window (two sensors for ``correlation``)."""

Event = Literal[
    "readings",
    "share",
    "duration",
    "episodes",
    "longest",
    "first_where",
    "last_where",
    "span",
    "days_any",
    "days_all",
    "days_none",
    "exists",
    "stops",
    "starts",
    "stopped_at",
    "started_at",
    "last_before",
]
"""What is told of the readings that meet a condition."""

Report = Literal[
    "value_at",
    "summary",
    "gaps",
    "missing",
    "stuck",
    "step",
    "coverage",
    "sensors",
    "unit",
    "rows",
    "anomalies",
    "changes",
    "forecast",
    "season",
    "noise",
    "lag",
]
"""What is told of a log or a sensor as a whole."""

Ask = Literal[
    "value",
    "time",
    "end",
    "day",
    "duration",
    "count",
    "list",
    "yes_no",
    "order",
    "before_stop",
    "direction",
    "size",
]
Each = Literal["hour", "day", "week", "month", "weekday", "hour_of_day", "sensor", "log"]
Pick = Literal["highest", "lowest"]
Toward = Literal["up", "down"]
Combine = Literal["difference", "ratio", "percent", "which", "list"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A limit on a sensor; ``value`` is in the sensor's own unit."""

    sensor: SensorName
    comparison: Comparison
    value: float
    upper: float | None = None
    said: str = ""
    """How a sentence writes the limit, where not as a number (``running``, ``flagged``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """What one number is computed from."""

    log: LogNames
    window: Window
    sensors: tuple[SensorName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A question about signals as a computation.

    Attributes:
        operands: One for a plain question; two or more where windows, sensors or logs are compared.
        statistics: For a statistic, one or several of the same readings.
        conditions: What readings must meet: the event itself, or a filter for a statistic.
        each: Groups to compute for.
        pick: Which group is asked for; ``top`` is how many.
        group_limit: A limit on the groups' values (days whose mean is above 500).
        quantile: For ``percentile``, 0 to 1.
        unit: The unit asked for.
        lasting_seconds, lasting_readings: What an event must last to count.
        always: True where it is asked whether all readings meet the conditions.
        changes: Kinds of change that are asked for, for ``changes``.
        toward: Which way what is asked for went; None for both ways.
        horizon_seconds, horizon_readings: How far ahead a forecast goes; as far as can be tried where
            neither is said.
    """

    operation: Statistic | Event | Report
    operands: tuple[Operand, ...]
    statistics: tuple[Statistic, ...] = ()
    conditions: tuple[Condition, ...] = ()
    ask: Ask = "value"
    each: Each | None = None
    pick: Pick | None = None
    top: int = 1
    group_limit: Condition | None = None
    combine: Combine | None = None
    quantile: float = 0.5
    unit: Unit | None = None
    lasting_seconds: float | None = None
    lasting_readings: int | None = None
    always: bool = False
    changes: tuple[Kind, ...] = KINDS
    toward: Toward | None = None
    horizon_seconds: float | None = None
    horizon_readings: int | None = None

    @property
    def is_statistic(self) -> bool:
        """True where the operation is one number of the readings."""
        return bool(self.statistics)

    @property
    def operand(self) -> Operand:
        """The first operand."""
        return self.operands[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a question about signals cannot be answered from the logs.

    Attributes:
        kind: ``no_sensor``, ``outside`` (the log does not cover the period), ``no_log``, ``which_log``
            (several hold it), ``nameplate``, ``not_of`` (the sensor belongs to other equipment),
            ``no_date``, ``no_condition`` (no reading to compute from), ``too_far`` (the log is too short
            for the horizon; ``seconds`` is the longest one, 0 where there is none), ``which_measure`` (what
            is asked of the readings is not understood).
        what: What was asked for, as the question writes it.
        logs: The logs it was looked for in.
    """

    kind: Literal[
        "no_sensor",
        "outside",
        "no_log",
        "which_log",
        "nameplate",
        "not_of",
        "no_date",
        "no_condition",
        "too_far",
        "which_measure",
    ]
    what: str = ""
    logs: tuple[LogNames, ...] = ()
    window: Window | None = None
    sensor: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A question as the series expert understands it.

    Attributes:
        plan: What to compute; None where it is not a question about signals or cannot be answered.
        problem: Why it cannot be answered, where that can be told.
        explained: Share of the question's content words that the plan uses.
        anchored: 0 to 1: how surely the question is about a log that is here.
        inherited: What was taken from the turn before.
        aside: An occasion that the question tells and no log knows: "during the breakdown".
    """

    plan: Plan | None
    problem: Problem | None
    explained: float
    anchored: float
    inherited: tuple[str, ...] = ()
    unexplained: tuple[str, ...] = ()
    aside: str = ""

    @property
    def confidence(self) -> float:
        """0 to 1."""
        return self.explained * self.anchored
