"""What is asked for in words: state, severity, length, rate, changes of sensors. Knows words, no readings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from assistant.experts.series.detectors.log import LogRefused
from assistant.experts.series.simulate.edits import Change

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_TIME = r"(ms|s|sec|secs|seconds?|secondes?|min|mins|minutes?|h|hours?|heures?|d|days?|jours?)\b"
_SECONDS = {"ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "j": 86400.0}
_LENGTH = re.compile(rf"\b(?:for|during|pendant|durant|over|sur)\s+{_NUMBER}\s*{_TIME}", re.I)
_ROWS = re.compile(r"\b(\d+)\s*(?:rows|lignes|readings|mesures)\b", re.I)
_RATE = re.compile(rf"\b(?:every|toutes?\s+les|tous\s+les)\s+(?:{_NUMBER}\s*)?{_TIME}", re.I)
_HERTZ = re.compile(rf"{_NUMBER}\s*Hz\b", re.I)
_PERIOD = re.compile(rf"\b(?:period|période)\s+(?:of|de)\s+{_NUMBER}\s*{_TIME}", re.I)
_SIZE = re.compile(
    r"(?:\bby|\bof|\bde|\bd['’])\s*([+-]?\d+(?:[.,]\d+)?)(?!\s*(?:Hz|rows|lignes))|([+-]\d+(?:[.,]\d+)?)",
    re.I,
)
_TIMES = re.compile(rf"\b{_NUMBER}\s*(?:times|fois|×|x\b)|(?:×|\bx)\s*{_NUMBER}|{_NUMBER}\s*%", re.I)
_CLAUSE = re.compile(r"\s*(?:[;\n]|,(?!\d)|\b(?:and|et|with|avec|then|puis|plus)\b)\s*", re.I)

_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_SENSOR, _STATE = re.compile("\x01(\\d+)\x02"), re.compile("\x03(\\d+)\x04")
_SEVERITY: tuple[tuple[float, str], ...] = (
    (0.5, r"half|moitié|mild|slight|light|faible|léger|légère|bénin|bénigne|incipient|naissante?"),
    (1.5, r"severe|strong|heavy|sévère|fort|forte|grave"),
    (2.0, r"twice|double|doubled|deux fois"),
)
_CHANGES: tuple[tuple[Change, str], ...] = (
    ("stuck", r"stuck|frozen|freezes?|figée?|bloquée?|gelée?"),
    ("oscillation", r"oscillat\w*|hunting|pompage"),
    ("spikes", r"spikes?|spiky|pics?"),
    ("noise", r"nois\w+|bruit\w*"),
    ("delay", r"lags?|lagging|delay\w*|late|retard\w*"),
    ("drift", r"drift\w*|trends?|trending|ramps?|dérive\w*|tendance|rising|falling|rises|falls|monte|baisse"),
    ("shift", r"shift\w*|steps?|jumps?|offset|bias|saut|décalage|biais|higher|lower|high|low|haut|bas"),
    ("drift", r"hausse|augment\w*|increas\w*|decreas\w*|diminu\w*"),
)
_DOWN = re.compile(
    r"\b(?:down|downwards|falling|falls|lower|low|decreas\w+|baisse|bas|descend\w*|chute|diminu\w+)\b", re.I
)
_NORMAL = re.compile(r"\b(?:normal|normale|healthy|sain|saine|usual)\b", re.I)
_FILLER = re.compile(
    r"\b(?:a|an|the|un|une|le|la|les|l|d|de|des|du|of|on|in|en|sur|at|à|like|comme|state|état|fault|défaut|"
    r"panne|operation|fonctionnement|run|series|série|series|data|log|for|pour|that|is|est|severity|sévérité|"
    r"from|of|up|upwards|down|downwards|to|vers|by|par|hausse|as|que|it|s)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WishedChange:
    """A change of a sensor.

    Attributes:
        size: In the sensor's unit, signed; None where no size was said.
        down: Whether a fall was said.
        period_seconds: Of an oscillation or a delay; None where none was said.
    """

    change: Change
    sensor: str
    size: float | None
    down: bool
    period_seconds: float | None
    rows: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was understood.

    Attributes:
        state: One of the known states, None where none was named.
        seconds: Length, None where none was said.
        rows: Length in rows, None where none was said.
        step_seconds: Of the rate, None where none was said.
    """

    state: str | None
    severity: float | None
    seconds: float | None
    rows: int | None
    step_seconds: float | None
    changes: tuple[WishedChange, ...]


def read_wish(text: str, *, states: Sequence[str], sensors: Sequence[str], normal: str) -> Wish:
    """Reads a wish in English or French.

    Args:
        states: Known states; ``normal`` is one of them.
        sensors: Names of the sensors.

    Raises:
        LogRefused: A part of the text is not understood.
    """
    marked = _marked(text, sensors, states)
    state: str | None = None
    severity = seconds = step = None
    rows: int | None = None
    changes: list[WishedChange] = []
    for clause in (part for part in _CLAUSE.split(marked) if part and part.strip()):
        sensor, left = _named(clause, _SENSOR, sensors)
        change = next((c for c, words in _CHANGES if re.search(rf"\b(?:{words})\b", left, re.I)), None)
        if sensor is not None and change is not None:
            if re.search(r"\d\s*%", left):
                _refuse(
                    text, states, f"the size of a change of {sensor} is a number in its unit, not a share"
                )
            found, left = _take(_LENGTH, left)
            seconds = _time(found[1], found[2]) if found and seconds is None else seconds
            changes.append(_change(change, sensor, left))
            continue
        if sensor is not None:
            _refuse(text, states, f"no change of {sensor} is named")
        named, left = _named(left, _STATE, states)
        if named is None and _NORMAL.search(left):
            named, left = normal, _NORMAL.sub(" ", left)
        if named is not None and state is not None and named != state:
            _refuse(text, states, f"two states are named, {state} and {named}")
        state = named or state
        found, left = _take(_RATE, left)
        step = _time(found[1], found[2]) if found else step
        found, left = _take(_LENGTH, left)
        seconds = _time(found[1], found[2]) if found else seconds
        found, left = _take(_ROWS, left)
        rows = int(found[1]) if found else rows
        told, left = _severity(left)
        severity = told if told is not None else severity
        unknown = _FILLER.sub(" ", left).strip(" .!?'’:\"")
        if change is not None and unknown:
            _refuse(text, states, f"no sensor is named beside {unknown!r}; there are {', '.join(sensors)}")
        if re.search(r"\w", unknown):
            _refuse(text, states, f"{unknown!r} is not understood")
    return Wish(
        state=state, severity=severity, seconds=seconds, rows=rows, step_seconds=step, changes=tuple(changes)
    )


def _marked(text: str, sensors: Sequence[str], states: Sequence[str]) -> str:
    """The text with each name in it replaced by a mark, longest names first."""
    names = [(name, f"\x01{n}\x02") for n, name in enumerate(sensors)]
    names += [(name, f"\x03{n}\x04") for n, name in enumerate(states)]
    names += [(short, f"\x01{n}\x02") for short, n in short_names(sensors, states).items()]
    for name, mark in sorted(names, key=lambda one: -len(one[0])):
        text = re.sub(rf"(?<![\w\x01\x03]){re.escape(name)}(?!\w)", mark, text, flags=re.I)
    return text


def short_names(sensors: Sequence[str], states: Sequence[str]) -> dict[str, int]:
    """First words of a sensor's name by which no other one begins, and its name without its unit.

    Words that a wish is written with, and names of states, stand for no sensor.
    """
    begins: dict[str, set[int]] = {}
    for number, name in enumerate(sensors):
        words = _UNIT.sub("", name).split()
        for count in range(1, len(words) + 1):
            begins.setdefault(" ".join(words[:count]).casefold(), set()).add(number)
    whole = {name.casefold() for name in (*sensors, *states)}
    return {
        short: next(iter(numbers))
        for short, numbers in begins.items()
        if len(numbers) == 1 and short not in whole and len(short) > 1 and not _is_said(short)
    }


def _is_said(short: str) -> bool:
    """Whether it means something else in a wish."""
    patterns = [_NORMAL, _FILLER, _DOWN, *(re.compile(rf"\b(?:{words})\b", re.I) for _, words in _CHANGES)]
    patterns += [re.compile(rf"\b(?:{words})\b", re.I) for _, words in _SEVERITY]
    return any(pattern.fullmatch(short) for pattern in patterns) or short.isdigit()


def _named(text: str, mark: re.Pattern[str], names: Sequence[str]) -> tuple[str | None, str]:
    """The first name marked in a text, and the text without its mark."""
    found, left = _take(mark, text)
    return (None, text) if found is None else (names[int(found[1])], left)


def _change(change: Change, sensor: str, text: str) -> WishedChange:
    hertz, period = _HERTZ.search(text), _PERIOD.search(text)
    lasting = re.search(rf"{_NUMBER}\s*{_TIME}", text, re.I) if change == "delay" else None
    seconds = None
    if hertz is not None and _number(hertz[1]) > 0:
        seconds = 1.0 / _number(hertz[1])
    elif period is not None:
        seconds = _time(period[1], period[2])
    elif lasting is not None:
        seconds = _time(lasting[1], lasting[2])
    rows = _ROWS.search(text)
    size = _SIZE.search(_ROWS.sub(" ", _PERIOD.sub(" ", text)))
    return WishedChange(
        change=change,
        sensor=sensor,
        size=None if size is None or change in ("stuck", "delay") else _number(size[1] or size[2]),
        down=_DOWN.search(text) is not None,
        period_seconds=seconds,
        rows=None if rows is None else int(rows[1]),
    )


def _severity(text: str) -> tuple[float | None, str]:
    found = _TIMES.search(text)
    if found is not None:
        number = next(k for k in (1, 2, 3) if found[k])
        value = _number(found[number]) / (100.0 if number == 3 else 1.0)
        return value, text[: found.start()] + " " + text[found.end() :]
    for value, words in _SEVERITY:
        pattern = re.compile(rf"\b(?:{words})\b", re.I)
        if pattern.search(text):
            return value, pattern.sub(" ", text)
    return None, text


def _take(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str] | None, str]:
    found = pattern.search(text)
    if found is None:
        return None, text
    return found, text[: found.start()] + " " + text[found.end() :]


def _time(number: str | None, unit: str) -> float:
    size = _SECONDS["ms" if unit.lower() == "ms" else unit.lower()[0]]
    return (1.0 if number is None else _number(number)) * size


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _refuse(text: str, states: Sequence[str], why: str) -> NoReturn:
    raise LogRefused(
        f"--like {text.strip()!r}: {why}. Name a state ({', '.join(states)}), its severity "
        "(mild, severe, 150 %), length (for 2 h), rate (every 10 s) and changes of sensors "
        "(Pressure drifting up by 3, Flow stuck, oscillation on Flow at 0.1 Hz)"
    )
