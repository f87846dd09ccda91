"""When the machines of a stretch stood still, by the names of a log's sensors. Compares nothing.

What sensors read at a machine at rest tells nothing of a fault, so stretches are compared while it ran.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.names import SensorName, name_of
from assistant.experts.series.operations import Mask, Run, runs
from assistant.experts.series.standstill import drives_of, letter_of, standstills
from assistant.seen_before.records import Stretch

_NEAR = 16
"""Rows that a stop spoils on both sides of it, and up to which it is no interruption."""
_HABIT = 10
"""Where stops spoil one row in so many, they are how the machine works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What is known of the standstills of a stretch's machines.

    Attributes:
        stood: Rows of its log in which one of the machines stood that ran in the stretch; those of all its
            machines where none ran.
        sensors: Sensors of these machines, as the log prints them.
    """

    stood: tuple[Run, ...]
    sensors: tuple[str, ...]

    def there(
        self, log: SensorLog, answering: Mapping[str, str], known: Sequence[SensorName] = ()
    ) -> tuple[Run, ...]:
        """Rows of a log in which the machines stood that answer to these.

        Args:
            answering: The sensor of that log that answers, by the sensor of the own log.
            known: Its sensors, where more is known than their names.
        """
        theirs = [answering[name] for name in self.sensors if name in answering]
        return _together([_stood(log, drives) for _, drives in _machines(log, theirs, known)], log)


def rest_of(asked: Stretch, whole: SensorLog, known: Sequence[SensorName] = ()) -> Rest:
    """When the machines of a stretch's sensors stood.

    Args:
        whole: The log of the stretch with all its sensors, among them those that tell whether machines run.
        known: These sensors, where more is known than their names.
    """
    machines = _machines(whole, asked.log.names, known)
    stood = [_stood(whole, drives) for _, drives in machines]
    at_rest = [2 * int(one[asked.first : asked.last + 1].sum()) > _long(asked) for one in stood]
    kept = [place for place, rested in enumerate(at_rest) if not rested or all(at_rest)]
    return Rest(
        stood=_together([stood[place] for place in kept], whole),
        sensors=tuple(dict.fromkeys(name for place in kept for name in machines[place][0])),
    )


def running(asked: Stretch, stood: Sequence[Run]) -> tuple[Stretch | None, float]:
    """The longest part of a stretch that no stop interrupts, and the share of it in which the machine stood.

    None where the part is less than half of the stretch.
    """
    still = np.zeros(asked.log.times.size, dtype=np.bool_)
    interrupted = still.copy()
    for run in stood:
        still[run.first : run.last + 1] = True
        interrupted[run.first : run.last + 1] = run.readings > _NEAR
    here = slice(asked.first, asked.last + 1)
    longest = max(runs(~interrupted[here]), key=lambda run: run.readings, default=None)
    rested = float(still[here].mean())
    if longest is None or 2 * longest.readings < _long(asked):
        return None, rested
    first = asked.first + longest.first
    return replace(asked, first=first, last=first + longest.readings - 1), rested


def _long(asked: Stretch) -> int:
    return asked.last - asked.first + 1


def _machines(
    log: SensorLog, sensors: Sequence[str], known: Sequence[SensorName]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Sensors of each machine with the ones that tell whether it runs, both as printed."""
    names = [one for one in known or map(name_of, log.names) if one.sensor.name in log.names]
    mine = [one for one in names if one.sensor.name in sensors]
    letters = {one.sensor.name: letter_of("".join(one.tag)) or "" for one in mine}
    found = []
    for letter in sorted(set(letters.values()) - {""}) or [""]:
        own = [one for one in mine if letters[one.sensor.name] == letter]
        drives = drives_of("".join(own[0].tag) if own else "", own, names)
        if drives:
            found.append((tuple(x.sensor.name for x in own), tuple(x.sensor.name for x in drives)))
    return found


def _stood(log: SensorLog, drives: Sequence[str]) -> Mask:
    """Rows in which a machine stood; none where it never ran, or stops again and again."""
    size = log.times.size
    stops = standstills(log.values[:, [log.names.index(name) for name in drives]])
    still = np.zeros(size, dtype=np.bool_)
    for run in stops:
        still[run.first : run.last + 1] = True
    if still.all() or len(stops) * 2 * _NEAR * _HABIT > max(size, 2 * _NEAR * _HABIT):
        return np.zeros(size, dtype=np.bool_)
    return still


def _together(stood: Sequence[Mask], log: SensorLog) -> tuple[Run, ...]:
    either = np.zeros(log.times.size, dtype=np.bool_)
    for one in stood:
        either |= one
    return tuple(runs(either))
