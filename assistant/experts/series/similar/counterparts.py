"""Which sensors of other logs, and of machines beside, answer to those of a log. Knows names, no reading.

``VT-108B vibration`` answers to ``VT-108A vibration``, ``Temperature`` of one file to that of the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.experts.series.names import LogNames, SensorName
from assistant.experts.series.standstill import letter_of

_MOST = 12
"""Logs and machines that are looked through beside the own one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """Sensors of another log or machine.

    Attributes:
        names: The sensor that answers, by the sensor's own name, both as their logs print them.
        same_log: Whether they stand in the log itself.
    """

    log: LogNames
    names: dict[str, str]
    same_log: bool


def counterparts(own: LogNames, logs: Sequence[LogNames], needed: frozenset[str]) -> list[Counterpart]:
    """Sets of sensors that answer to those of a log, in the log itself first, then the latest log first.

    Args:
        logs: All logs; those that hold readings of the log itself are left out.
        needed: Names of sensors without whose counterpart a set says nothing.
    """
    held = {part.id for part in own.parts} | {own.ref.id}
    others = [log for log in logs if log.ref.id not in held and not {p.id for p in log.parts} & held]
    joined = {part.id for log in others for part in log.parts}
    others = [log for log in others if log.ref.id not in joined]
    latest = sorted(others, key=lambda one: one.ref.end, reverse=True)
    found = [
        Counterpart(log=log, names=names, same_log=log is own)
        for log in (own, *latest)
        for names in _sets(own, log, same_log=log is own)
    ]
    return [
        one
        for one in found
        if needed <= one.names.keys() and not (one.same_log and all(one.names[n] == n for n in needed))
    ][:_MOST]


def _sets(own: LogNames, other: LogNames, *, same_log: bool) -> Iterator[dict[str, str]]:
    """One set for each machine of either log, by the letters of tags."""
    by_name = {one.sensor.name.casefold(): one.sensor.name for one in other.measures}
    whole = {
        one.sensor.name: by_name[one.sensor.name.casefold()]
        for one in own.measures
        if one.sensor.name.casefold() in by_name
    }
    if whole and not same_log:
        yield whole
    for mine, sensors in _machines(own).items():
        for letter, theirs in _machines(other).items():
            if same_log and letter == mine:
                continue
            pairs = ((one, _answering(one, theirs)) for one in sensors)
            names = {one.sensor.name: found.sensor.name for one, found in pairs if found is not None}
            if len(set(names.values())) == len(names) and (same_log or not names.items() <= whole.items()):
                yield names


def _machines(log: LogNames) -> dict[str, list[SensorName]]:
    """The sensors of each letter, with those that have none; all of them where none has one."""
    letters = {one.sensor.name: letter_of("".join(one.tag)) or "" for one in log.measures}
    return {
        letter: [one for one in log.measures if letters[one.sensor.name] in (letter, "")]
        for letter in sorted(set(letters.values()) - {""}) or [""]
    }


def _answering(mine: SensorName, group: Sequence[SensorName]) -> SensorName | None:
    """The one sensor of a group with the name, else with the tag but for its letter, else of the kind."""
    named = [one for one in group if one.sensor.name.casefold() == mine.sensor.name.casefold()]
    tagged = [one for one in group if mine.tag and _loop(one) == _loop(mine)]
    alike = [
        one
        for one in group
        if one.concepts == mine.concepts
        and one.implied == mine.implied
        and one.sensor.unit == mine.sensor.unit
    ]
    for found in (named, tagged, alike):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _loop(one: SensorName) -> str:
    """A tag without the letter of its machine."""
    tag = "".join(one.tag).casefold()
    letter = letter_of(tag)
    return tag[: -len(letter)] if letter else tag
