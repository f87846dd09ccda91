"""What the sensors of the equipment did: stretches that are not normal, limits passed. Writes its section."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np

from assistant.experts.series.detectors.episodes import Episode
from assistant.experts.series.detectors.log import LogRefused, ingested_log
from assistant.experts.series.detectors.picture import write_picture
from assistant.experts.series.detectors.report import DetectionReport, detect_log
from assistant.experts.series.equipment_signals import Signals
from assistant.experts.series.lexicon import concepts
from assistant.experts.series.names import SensorName
from assistant.experts.series.tokens import name_tokens
from assistant.experts.series.wording import length
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.limit_columns import level_of
from assistant.records import Evidence
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.lasting import lasting_points
from assistant.reports.diagnostic.stops import Stops, stops
from assistant.reports.diagnostic.thresholds import Passed, passed
from assistant.reports.records import Figure, Point, Section, point
from assistant.seen_before.stretch import latest_strong
from retrieval.identifiers import normalise
from retrieval.records import Scope

RATE = 0.001
"""Share of normal rows that may be in alarm: a person is told, not a machine."""
_ENOUGH, _SHARE = 1_000, 0.2
"""Rows before the period, and their share of the log, from which they are what is normal."""
_LOGS, _TOLD, _DRAWN = 4, 5, 5
_LIMIT_ROWS = 200
"""Logs that are judged, stretches told of each, and sensors drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalFindings:
    """What the signals show.

    Attributes:
        shares: By sensor its part in the limits that were passed and in all that is not normal, or in what
            led to a standstill, 0 to 1.
        strongest: The point on the strongest stretch; one that led to a standstill before all others.
        stretch: The log of the last of the strongest stretches, and its times.
        limits: The points on limits that were passed, the gravest first.
        silent: Sensors without a reading in the period.
        unjudged: Why logs could not be judged.
    """

    section: Section
    shares: tuple[tuple[SensorName, float], ...] = ()
    strongest: Point | None = None
    stretch: tuple[Signals, datetime, datetime] | None = None
    limits: tuple[Point, ...] = ()
    silent: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    points: list[Point] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    passed: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """By sensor the weight of the limits that it passed, as ``weight_of`` weighs stretches."""
    strongest: tuple[tuple[bool, float], Point] | None = None
    """With whether the machine then stood still, and its weight."""
    stretch: tuple[Signals, datetime, datetime] | None = None
    limits: list[tuple[Passed, Point]] = field(default_factory=list)
    drawn: bool = True
    silent: list[str] = field(default_factory=list)
    unjudged: list[str] = field(default_factory=list)


def signal_findings(case: Case, *, drawn: bool = True) -> SignalFindings:
    """Judges the logs of the equipment in the period.

    Args:
        drawn: Whether the section has pictures.
    """
    draft = _Draft(drawn=drawn)
    for signals in case.signals[:_LOGS]:
        _judge(case, signals, draft)
    sensors = {one.label: one for signals in case.signals for one in signals.sensors}
    shares = tuple((sensors[name], share) for name, share in shared_out(draft.weights, draft.passed))
    limits = tuple(told for _, told in sorted(draft.limits, key=lambda one: -one[0].gravity))
    return SignalFindings(
        section=Section(
            key="signals",
            title=case.t("What the sensors show", "Ce que montrent les capteurs"),
            points=(*limits, *draft.points),
            figures=tuple(draft.figures),
            empty=_nothing(case, draft.silent),
        ),
        shares=shares,
        strongest=None if draft.strongest is None else draft.strongest[1],
        stretch=draft.stretch,
        limits=limits,
        silent=tuple(draft.silent),
        unjudged=tuple(draft.unjudged),
    )


def shared_out(stretches: Mapping[str, float], limits: Mapping[str, float]) -> list[tuple[str, float]]:
    """The part of each sensor, the largest first: half from stretches, half from limits, or all from one."""
    kinds = [kind for kind in (stretches, limits) if sum(kind.values()) > 0]
    parts: dict[str, float] = defaultdict(float)
    for kind in kinds:
        total = sum(kind.values())
        for name, weight in kind.items():
            parts[name] += weight / total / len(kinds)
    return sorted(parts.items(), key=lambda one: -one[1])


def _nothing(case: Case, silent: Collection[str]) -> str:
    if not case.signals:
        return case.t(
            f"No sensor log that was ingested belongs to {case.name}.",
            f"Aucun enregistrement de capteurs reçu n'appartient à {case.name}.",
        )
    read = [one.label for signals in case.signals for one in signals.sensors if one.label not in silent]
    if not read:
        return case.t(
            f"No sensor of {case.name} has readings in the period: nothing is said of its signals.",
            f"Aucun capteur de {case.name} n'a de lecture sur la période : rien n'est dit de ses signaux.",
        )
    names = ", ".join(read)
    return case.t(
        f"Nothing that is not normal, and no limit passed, in the period: {names}.",
        f"Rien d'anormal et aucune limite dépassée sur la période : {names}.",
    )


def _judge(case: Case, signals: Signals, draft: _Draft) -> None:
    log = signals.log
    if log.end < case.since or log.start > case.until:
        draft.silent += [one.label for one in signals.sensors]
        return
    names = {one.sensor.name: one for one in signals.sensors}
    try:
        stopped = stops(case, signals, ingested_log(log.source, case.knowledge, series=log.name))
        draft.points += stopped.points
        readings = stopped.running
        readings = readings.only([name for name in names if name in readings.names])
        low, _ = readings.between(case.since, case.until)
        rows = readings.times.size
        known = low >= max(_ENOUGH, _SHARE * rows)
        report = detect_log(
            readings,
            train_until=readings.moment(low - 1).isoformat() if known else None,
            false_alarm_rate=RATE,
            language=case.language,
        )
    except LogRefused as refused:
        draft.unjudged.append(str(refused))
        return
    draft.silent += [names[name].label for name in report.left_out if name in names]
    for name in readings.names:
        row = register_row(case, names[name])
        if row is not None:
            for one in passed(readings, name, names[name], row, case):
                draft.limits.append((one, point(one.text, one.evidence, case.cited)))
                draft.passed[names[name].label] += one.gravity * np.sqrt(one.readings)
    _tell_stretches(case, signals, report, names, stopped, draft)
    draft.points += lasting_points(case, log.source, readings)


def _tell_stretches(
    case: Case,
    signals: Signals,
    report: DetectionReport,
    names: dict[str, SensorName],
    stopped: Stops,
    draft: _Draft,
) -> None:
    here = [
        (number, episode)
        for number, episode in enumerate(report.found.episodes)
        if report.log.moment(episode.end_row) >= case.since
        and report.log.moment(episode.start_row) <= case.until
    ]
    if not here:
        return
    step = signals.log.step_seconds
    before_stop = {n for n, episode in here if stopped.follow(report.log.moment(episode.end_row), step)}
    strong = sorted(here, key=lambda one: -weight_of(one[1]))[:_TOLD]
    for place, (number, episode) in enumerate(sorted(strong, key=lambda one: one[0])):
        led = number in before_stop
        told = _stretch(case, signals, report, number, episode, compared=not place, led=led)
        draft.points.append(told)
        worth = (led, weight_of(episode))
        if draft.strongest is None or worth > draft.strongest[0]:
            draft.strongest = (worth, told)
            led_to_stop = [one for one in here if one[0] in before_stop]
            draft.stretch = _meant(signals, report, led_to_stop or here)
    for number, episode in here:
        if before_stop and number not in before_stop:
            continue
        for part in episode.sensors:
            draft.weights[names[report.log.names[part.place]].label] += part.share * weight_of(episode)
    if len(here) > len(strong):
        more = len(here) - len(strong)
        weaker = case.t(
            f"{more} weaker stretches are not told.", f"{more} plages plus faibles ne sont pas dites."
        )
        draft.points.append(Point(text=weaker))
    if draft.drawn:
        draft.figures.append(_figure(case, signals, report, len(here)))


def _meant(
    signals: Signals, report: DetectionReport, here: list[tuple[int, Episode]]
) -> tuple[Signals, datetime, datetime] | None:
    """The last of the strongest stretches: the one of which it is asked whether it was seen before."""
    moment = report.log.moment
    found = latest_strong([(weight_of(one), moment(one.start_row), moment(one.end_row)) for _, one in here])
    return None if found is None else (signals, *found)


def weight_of(episode: Episode) -> float:
    """How much a stretch says: its height and its length."""
    return float(episode.score * np.sqrt(episode.end_row - episode.start_row + 1))


def _stretch(
    case: Case,
    signals: Signals,
    report: DetectionReport,
    number: int,
    episode: Episode,
    *,
    compared: bool,
    led: bool,
) -> Point:
    start, end = report.log.moment(episode.start_row), report.log.moment(episode.end_row)
    step = signals.log.step_seconds
    lasted = length((end - start).total_seconds() + step, case.language)
    told = report.explanation(number, dated=False, compared=compared)
    when = case.span(start, end)
    text = f"{when[0].upper()}{when[1:]} ({lasted}){case.t(':', ' :')} {told}"
    if led:
        text += case.t(f" Then {case.name} stood still.", f" Ensuite {case.name} était à l'arrêt.")
    main = report.log.names[episode.sensors[0].place]
    seen = Evidence(
        kind="series",
        source=signals.log.source,
        quote=text,
        statement=text,
        score=round(1 - episode.p_value, 4),
        sensor=main,
        start=start,
        end=end,
    )
    return point(text, [seen], case.cited)


def _figure(case: Case, signals: Signals, report: DetectionReport, count: int) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "signals.png"
        write_picture(report, path, most=_DRAWN)
        png = path.read_bytes()
    s = "s" if count > 1 else ""
    return Figure(
        png=png,
        caption=case.t(
            f"{signals.log.name}: {count} anomalous range{s} (red), and the detector's score.",
            f"{signals.log.name} : {count} plage{s} anormale{s} (en rouge), et la note du détecteur.",
        ),
    )


def register_row(case: Case, sensor: SensorName) -> KeyedRow | None:
    """The row of an instrument list that has the sensor's tag, or names what it measures of the equipment."""
    tag = normalise("".join(sensor.tag)) if sensor.tag else ""
    row = case.tables.row_of(tag, Scope()) if tag else None
    if row is not None and any(level_of(column) for column in row.schema.columns):
        return row
    return _row_by_measure(case, sensor) or row


def _row_by_measure(case: Case, sensor: SensorName) -> KeyedRow | None:
    """The one row of limits for the equipment whose words are those of the sensor: ``Oil filter dP``."""
    own = set(name_tokens(case.tag))
    wanted = _measured(sensor.label, own)
    found = [
        row
        for about in case.tables.about(case.tag, Scope(), _LIMIT_ROWS)
        if about.role in ("part", "list") and any(level_of(column) for column in about.schema.columns)
        for row in about.rows
        if any(
            _measured(cell, own) == wanted
            for c in about.schema.columns
            if c.name != about.column.name and isinstance(cell := row.cells[c.name], str)
        )
    ]
    return found[0] if wanted and len(found) == 1 else None


def _measured(text: str, own: Collection[str]) -> frozenset[str]:
    """The concepts of a name without the equipment's own tag."""
    return frozenset(concepts(tuple(token for token in name_tokens(text) if token not in own)))
