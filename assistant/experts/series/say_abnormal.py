"""Anomalous ranges, which sensor left first and what came before a stop, as sentences. Knows outcomes."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.experts.series import wording as w
from assistant.experts.series.outcome import Interval, Outcome
from assistant.experts.series.voice import Voice

_SHOWN = 5
_MISSING = 0.005
"""Share of estimated readings from which they are spoken of."""
_WAYS: Mapping[str, tuple[str, str]] = {
    "high": ("high", "haut"),
    "low": ("low", "bas"),
    "unsteady": ("more unsteady than usual", "plus instable que d'habitude"),
    "still": ("steadier than usual", "plus figé que d'habitude"),
    "unusual": ("taking an unusual course", "avec une allure inhabituelle"),
    "decorrelated": ("no longer in step with the others", "ne suit plus les autres"),
}

_CHANGED = (("fallen", "en baisse"), ("risen", "en hausse"))
_AGAINST: Mapping[str, tuple[str, str]] = {
    "usual": ("usually {}", "d'habitude {}"),
    "before": ("before {}", "avant {}"),
    "others": ("instead of {} as the others let expect", "au lieu de {} d'après les autres"),
}


def abnormal(v: Voice, outcome: Outcome) -> str:
    """What is not normal: the answer first, then what it was compared with."""
    if not outcome.intervals:
        return _none(v, outcome) + _compared(v, outcome)
    if v.plan.ask == "order" and outcome.onsets:
        return _order(v, outcome) + _compared(v, outcome)
    if v.plan.ask == "before_stop" and outcome.stop is not None:
        return _before(v, outcome) + _compared(v, outcome)
    if v.plan.ask == "size":
        return _size(v, outcome) + _compared(v, outcome)
    log, when, count = outcome.operand.log.display, v.when(outcome.operand), outcome.total
    told = "; ".join(_range(v, i) for i in outcome.intervals[:_SHOWN]) + (" …" if count > _SHOWN else "")
    lead = "" if v.plan.ask != "yes_no" else v.t("Yes: ", "Oui : ")
    plural = "s" if count > 1 else ""
    first = lead + v.t(
        f"{count} anomalous range{plural} in {log} {when}, the strongest first: {told}.",
        f"{count} plage{plural} anormale{plural} dans {log} {when}, la plus marquée d'abord : {told}.",
    )
    return first + _alike(v, outcome) + _compared(v, outcome)


def _none(v: Voice, outcome: Outcome) -> str:
    log, when, counted = outcome.operand.log.display, v.when(outcome.operand), v.readings(outcome.readings)
    if outcome.stop is not None:
        at = v.at(outcome.stop)
        return v.t(
            f"Nothing stands out in {log} before the stop on {at}.",
            f"Rien ne ressort dans {log} avant l'arrêt du {at}.",
        )
    lead = "" if v.plan.ask != "yes_no" else v.t("No. ", "Non. ")
    return lead + v.t(
        f"No anomaly stands out in {log} {when} ({counted}).",
        f"Aucune anomalie ne ressort dans {log} {when} ({counted}).",
    )


def _size(v: Voice, outcome: Outcome) -> str:
    """How far the sensor stood from its usual level in the strongest range."""
    strongest = outcome.intervals[0]
    height, usual = outcome.values["height"], outcome.values["usual"]
    sensor = outcome.operand.sensors[0]
    unit, name = sensor.sensor.unit, v.sensor(outcome.operand)
    size, level = (w.with_unit(x, unit, v.language) for x in (abs(height), usual))
    side = v.t("above", "au-dessus de") if height > 0 else v.t("below", "au-dessous de")
    where = v.stretch(strongest)
    return v.t(
        f"{size} {side} its usual {level} stood {name} at the height of its strongest anomalous range "
        f"({where}; {outcome.total} in all).",
        f"{size} {side} son niveau habituel ({level}) pour {name} au plus fort de sa plage la plus anormale "
        f"({where} ; {outcome.total} en tout).",
    )


def _before(v: Voice, outcome: Outcome) -> str:
    """Which sensor left first before a stop, and what stood out in order of time."""
    assert outcome.stop is not None
    told = "; ".join(_range(v, i) for i in outcome.intervals[:_SHOWN])
    told += " …" if outcome.total > _SHOWN else ""
    log, at = outcome.operand.log.display, v.at(outcome.stop)
    lead = v.t(f"Before the stop on {at}, ", f"Avant l'arrêt du {at}, ")
    if not outcome.onsets:
        stood = v.t(f"this stood out in {log}: {told}.", f"ceci ressortait dans {log} : {told}.")
        return lead + stood
    stood = v.t(f" This stood out in {log}: {told}.", f" Ceci ressortait dans {log} : {told}.")
    return lead + _order(v, outcome) + stood


def _order(v: Voice, outcome: Outcome) -> str:
    first, *later = outcome.onsets
    name = v.named(first.sensor, outcome.operand)
    way, at = _way(v, first.direction), v.at(first.at)
    told = [f"{o.sensor} ({v.at(o.at)}, {_way(v, o.direction)})" for o in later]
    then = v.t(f", then {v.listed(told)}", f", puis {v.listed(told)}") if told else ""
    if v.plan.ask == "order" and outcome.stop is not None:
        stop = v.at(outcome.stop)
        then += v.t(f"; the machine stopped on {stop}", f" ; la machine s'est arrêtée le {stop}")
    return v.t(
        f"{name} was the first to leave what is usual for it, on {at} ({way}){then}.",
        f"{name} a dérivé en premier, le {at} ({way}){then}.",
    )


def _alike(v: Voice, outcome: Outcome) -> str:
    first = outcome.intervals[0]
    if not first.like:
        return ""
    when = v.listed([v.at(moment) for moment in first.like])
    return v.t(
        f" The strongest is like the one that began on {when}.",
        f" La plus marquée ressemble à celle commencée le {when}.",
    )


def _compared(v: Voice, outcome: Outcome) -> str:
    if outcome.normal is None:
        return ""
    start, end = (v.at(moment) for moment in outcome.normal)
    return v.t(
        f" Compared with what is usual from {start} to {end}.",
        f" Comparé à ce qui est habituel du {start} au {end}.",
    )


def _range(v: Voice, interval: Interval) -> str:
    sensors: list[str] = []
    levels = interval.levels or ((0.0, 0.0),) * len(interval.sensors)
    compared = interval.compared or tuple(("usual", usual) for _, usual in levels)
    estimated = interval.estimated or (0.0,) * len(levels)
    parts = list(zip(interval.sensors, levels, compared, estimated, strict=True))[:3]
    for (name, share, direction), (mean, _), (against, value), missing in parts:
        if share < 0.1 and sensors:
            continue
        english, french = _AGAINST[against]
        told = [v.t(*_CHANGED[direction == "high"]) if against == "before" else _way(v, direction)]
        if direction != "unusual":  # a course is no level
            told.append(v.t(f"mean {v.n(mean)}", f"moyenne {v.n(mean)}"))
            told.append(v.t(english.format(v.n(value)), french.format(v.n(value))))
        told.append(v.t(f"share {round(100 * share)} %", f"part {round(100 * share)} %"))
        if missing >= _MISSING:
            percent = round(100 * missing)
            told.append(v.t(f"{percent} % of its values are estimates", f"{percent} % des valeurs estimées"))
        sensors.append(f"{name} {', '.join(told)}")
    return f"{v.stretch(interval)} ({v.listed(sensors)})"


def _way(v: Voice, direction: str) -> str:
    return v.t(*_WAYS[direction])
