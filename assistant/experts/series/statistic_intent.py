"""Statistics that a question asks for: of all readings, by groups, of two things compared, or of a pair.

Knows what was read in the question, no values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversions import integral_unit, parse_unit
from assistant.experts.series.names import SensorName
from assistant.experts.series.plan import Ask, Combine, Condition, Each, Operand, Plan, Statistic
from assistant.experts.series.situation import EXTREMES, Situation, rates_of

_GROUP_ASKS = frozenset("day hour weekday week month time list_days".split())


def statistic_plan(s: Situation) -> Plan | None:
    """The plan for a question that asks for a statistic, by a word for it, a unit or the turn before."""
    statistics = s.statistics
    if not statistics and s.cues.has("way") and s.mentions and not s.cues.has("compare"):
        statistics = ("slope",)
    if not statistics:
        if s.unit is not None and s.unit.dimension in ("energy", "volume"):
            statistics = ("integral",)
        elif (s.cues.has("first") or s.cues.has("last")) and s.mentions and not s.cues.has("compare"):
            statistics = ("last",) if s.cues.has("last") else ("first",)
        elif "count" in s.asks and s.mentions and not s.cues.has("compare"):
            statistics = ("count",)
        elif (
            s.previous is not None
            and s.previous.is_statistic
            and not s.yes_no
            and _asks_the_same(s, s.previous)
        ):
            return _like_before(s, s.previous)
        else:
            return None
    sensors = _sensors(s, statistics)
    if "sum" in statistics and sensors and all(integral_unit(parse_unit(x.sensor.unit)) for x in sensors):
        statistics = tuple("integral" if one == "sum" else one for one in statistics)
    return with_statistics(s, sensors, statistics, ()) if sensors else None


def _sensors(s: Situation, statistics: tuple[Statistic, ...]) -> list[SensorName]:
    """The sensors of a statistic; where none is named, those that can only be meant."""
    sensors = s.measures() or s.named()
    if sensors:
        return sensors
    if s.each == "sensor":
        return list(s.log.measures)
    if "integral" in statistics:
        volume = s.unit is not None and s.unit.dimension == "volume"
        return rates_of(s.log, "flow" if volume else "power")
    if len(s.log.measures) == 1:
        return list(s.log.measures)
    dimension = s.unit.dimension if s.unit is not None else None
    alike = [x for x in s.log.measures if dimension in x.concepts | x.implied]
    return alike if len(alike) == 1 else []


def _asks_the_same(s: Situation, previous: Plan) -> bool:
    """True where nothing new is asked, or only when the extreme of the turn before was."""
    extreme = bool(set(previous.statistics) & set(EXTREMES))
    return not s.asks or (extreme and s.asks <= {"time", "day"})


def _like_before(s: Situation, previous: Plan) -> Plan:
    """The statistic of the turn before, of another sensor, window or log."""
    ask: Ask = "time" if s.asks else previous.ask
    return replace(previous, operands=s.operands(s.named()), ask=ask)


def with_statistics(
    s: Situation,
    sensors: Sequence[SensorName],
    statistics: tuple[Statistic, ...],
    conditions: tuple[Condition, ...],
) -> Plan | None:
    """A plan for one or several statistics, of all readings or by groups."""
    if "correlation" in statistics:
        return _correlation(s, sensors, conditions)
    if s.cues.has("zeros", "without"):
        without = Condition(sensor=sensors[0], comparison="not_equal", value=0.0, said="not zero")
        conditions = (*conditions, without)
    each, pick = s.each, s.pick
    if statistics[0] == "slope" and each in ("day", "hour", "week", "month") and pick is None:
        each = None
    extremes = [x for x in statistics if x in EXTREMES]
    if each is not None and (extremes or pick or s.top > 1):
        return _picked(s, sensors, statistics, conditions, each)
    if each is not None and each != "log" and (each != "sensor" or not s.mentions):
        return _grouped(s, sensors, statistics, conditions, each)
    ask: Ask = "time" if s.asks & {"time", "day", "hour"} and extremes else "value"
    if statistics == ("slope",) and (s.yes_no or s.cues.has("way")):
        ask = "direction"
    operands = s.operands(sensors[:1])
    if len(operands) == 1 and len(sensors) > 1:
        operands = tuple(replace(operands[0], sensors=(sensor,)) for sensor in sensors)
    combine: Combine | None = None
    if len(operands) > 1:
        combine = "list" if each in ("sensor", "log") or s.many else combine_of(s)
    return Plan(
        operation=statistics[0],
        statistics=statistics,
        operands=operands,
        conditions=conditions,
        ask=ask,
        combine=combine,
        quantile=s.quantile,
    )


def _picked(
    s: Situation,
    sensors: Sequence[SensorName],
    statistics: tuple[Statistic, ...],
    conditions: tuple[Condition, ...],
    each: Each,
) -> Plan:
    """The group with the highest or lowest value."""
    extremes = [x for x in statistics if x in EXTREMES]
    bases = tuple(x for x in statistics if x not in EXTREMES)
    pick = s.pick or ("lowest" if extremes and extremes[0] == "min" else "highest")
    base: tuple[Statistic, ...] = bases[:1] or (extremes[-1] if extremes else "mean",)
    asked = bool(s.asks & _GROUP_ASKS) or each in ("sensor", "log")
    return Plan(
        operation=base[0],
        statistics=base,
        operands=s.operands(sensors),
        conditions=conditions,
        each=each,
        pick=pick,
        ask="day" if asked else "value",
        quantile=s.quantile,
    )


def _grouped(
    s: Situation,
    sensors: Sequence[SensorName],
    statistics: tuple[Statistic, ...],
    conditions: tuple[Condition, ...],
    each: Each,
) -> Plan:
    """A value for each group, or the average of those (average daily energy)."""
    outer = len(statistics) > 1 and "mean" in statistics
    base = tuple(x for x in statistics if x != "mean")[:1] if outer else statistics[:1]
    return Plan(
        operation=base[0],
        statistics=base,
        operands=s.operands(sensors),
        conditions=conditions,
        each=each,
        ask="value" if outer else "list",
        quantile=s.quantile,
    )


def combine_of(s: Situation) -> Combine:
    """How two values are compared."""
    kinds = s.cues.values("compare")
    order: tuple[Combine, ...] = ("ratio", "percent", "difference")
    for kind in order:
        if kind in kinds:
            return kind
    return "difference" if s.cues.has("statistic", "change") else "list"


def _correlation(
    s: Situation, sensors: Sequence[SensorName], conditions: tuple[Condition, ...]
) -> Plan | None:
    """Of two sensors; of one with every other one, the strongest first."""
    pair = tuple(dict.fromkeys(sensors))[:2]
    if not pair:
        return None
    operand = Operand(log=s.log, window=s.windows[0], sensors=pair)
    return Plan(
        operation="correlation",
        statistics=("correlation",),
        conditions=conditions,
        operands=(operand,),
        each="sensor" if len(pair) == 1 else None,
        pick="highest" if len(pair) == 1 else None,
    )
