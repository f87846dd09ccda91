"""Where the last strong stretch was seen before, and what was recorded then. Writes its section."""

from __future__ import annotations

from dataclasses import replace

from assistant.experts.series.detectors.log import LogRefused
from assistant.experts.series.names import describe
from assistant.records import Evidence
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.signals import SignalFindings
from assistant.reports.records import Point, Section, point
from assistant.seen_before import say
from assistant.seen_before.plant import PlantHistory
from assistant.seen_before.records import SeenBefore, Stretch
from assistant.seen_before.stretch import stretch_at

_TOLD = 3


def seen_before_section(case: Case, findings: SignalFindings) -> Section | None:
    """The stretches that are like it; None where there is none."""
    found = _found(case, findings)
    if found is None or not found.seen:
        return None
    main = found.main[0]
    points = [_point(case, found.asked, found.source, main, say.headline(found))]
    for match in found.seen[:_TOLD]:
        sensor = match.sensors.get(main, main)
        points.append(_point(case, match.stretch, match.source, sensor, say.told(match, found)))
        for one in match.recorded:
            text = say.recorded_line(one, case.language)
            points.append(point(text, [replace(one.evidence(case.language), statement=text)], case.cited))
    return Section(
        key="seen_before",
        title=case.t("Seen before", "Déjà vu"),
        points=tuple(points),
    )


def _found(case: Case, findings: SignalFindings) -> SeenBefore | None:
    if findings.stretch is None:
        return None
    signals, start, end = findings.stretch
    plant, log = PlantHistory(case.knowledge, case.tables), describe(signals.log)
    own = [one.sensor.name for one in signals.sensors]
    try:
        whole = plant.read(log)
        readings = whole.only([name for name in own if name in whole.names])
        return plant.alike(log, stretch_at(readings, start, end), language=case.language)
    except LogRefused:
        return None


def _point(case: Case, stretch: Stretch, source: str, sensor: str, text: str) -> Point:
    seen = Evidence(
        kind="series", source=source, quote=text, statement=text, score=0.9,
        sensor=sensor, start=stretch.start, end=stretch.end,
    )  # fmt: skip
    return point(text, [seen], case.cited)
