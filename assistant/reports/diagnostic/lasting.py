"""Levels and slopes of a machine's sensors that changed and stayed so: what no single reading shows.

Tells those that moved a sensor by more than it used to vary; knows no limit and no cause.
"""

from __future__ import annotations

import numpy as np

from assistant.experts.series.changes.change import Change
from assistant.experts.series.changes.report import ChangeReport, changes_of
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.operations import Values
from assistant.experts.tables.figures import number
from assistant.records import Evidence
from assistant.reports.diagnostic.case import Case
from assistant.reports.records import Point, point

_TOLD = 4
"""Changes that are told of one log, the plainest ones."""
_PLAIN = 3.0
"""By how many of its usual spreads a sensor must have moved."""
_FEWEST = 20
"""Readings before a change from which the usual spread is known."""
_END, _LEAST = 10, 5
"""The last tenth of the changed readings tells where they ended, and no fewer than five."""


def lasting_points(case: Case, source: str, readings: SensorLog) -> list[Point]:
    """The changes of the period in order of time; none where the log is too short."""
    try:
        found = changes_of(readings, kinds=("level", "slope"), language=case.language)
    except LogRefused:
        return []
    moved = [
        (share, one)
        for one in found.changes
        if case.within(found.moment(one.row)) and (share := _moved(found, one)) >= _PLAIN
    ]
    plainest = sorted(moved, key=lambda pair: -pair[0])[:_TOLD]
    return [_told(case, source, found, one) for _, one in sorted(plainest, key=lambda pair: pair[1].row)]


def _sides(found: ChangeReport, change: Change) -> tuple[Values, Values]:
    """The readings before a change, and the last of those that it lasted."""
    values = found.log.values[:, change.sensor]
    before, changed = values[: change.row], values[change.row : change.until]
    ended = changed[-max(changed.size // _END, _LEAST) :]
    return before[np.isfinite(before)], ended[np.isfinite(ended)]


def _moved(found: ChangeReport, change: Change) -> float:
    """How far a sensor had gone by the end of a change, in spreads of its readings before it.

    A slope that its usual cycle took back is none: only where the readings ended counts.
    """
    before, ended = _sides(found, change)
    if before.size < _FEWEST or not ended.size:
        return 0.0
    return float(abs(np.median(ended) - np.median(before)) / max(before.std(), 1e-9))


def _told(case: Case, source: str, found: ChangeReport, change: Change) -> Point:
    first, last = (number(float(f"{np.median(side):.3g}"), case.language) for side in _sides(found, change))
    text = found.explanation(change) + case.t(
        f" Readings were about {first} before and {last} at its end.",
        f" Les lectures étaient d'environ {first} avant et {last} à sa fin.",
    )
    seen = Evidence(
        kind="series",
        source=source,
        quote=text,
        statement=text,
        score=0.9,
        sensor=found.log.names[change.sensor],
        start=found.moment(change.earliest),
        end=found.moment(found.log.times.size - 1 if change.until is None else change.until),
    )
    return point(text, [seen], case.cited)
