"""What sensors showed at a moment: "how was the weather when P-7 tripped?", "what did the others show?".

The moment stands in the question, or in the log, log book or report that tells the event. Each log that
covers it is told in one sentence. Why anything was so is not in the readings, and is not said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import numpy as np

from assistant.crossing import say, say_sensors
from assistant.crossing.bridge import Bridge
from assistant.crossing.event_moment import At, EventMoment
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.equipment_signals import Signals
from assistant.experts.series.names import SensorName
from assistant.experts.series.times import read_times
from assistant.experts.series.tokens import fold
from assistant.records import Evidence, Question
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

_NOUN = (
    r"(?:sensors?|signals?|instruments?|readings?|measurements?|sensor values|process values|capteurs?"
    r"|signaux|mesures?|instruments?|lectures?|valeurs?)"
)
_THE = r"(?:(?:all|the|its|of|other|remaining|rest|tou(?:te)?s|les|ses|autres?)\s+)+"
_SENSORS = re.compile(
    rf"(?:what|how) (?:did|do) {_THE}{_NOUN}\b.*\b(?:show|do|say|read|indicate|look|behave|give|tell)\b"
    rf"|what (?:were|are) {_THE}(?:{_NOUN}|conditions)\b"
    rf"|qu(?:e |')\w*aient {_THE}{_NOUN}\b|quel(?:le)?s etaient {_THE}(?:{_NOUN}|conditions)\b"
)
_WEATHER = re.compile(
    r"\b(?:weather|meteo\w*|quel temps (?:il )?faisait|ambient conditions|conditions ambiantes)\b"
)
_CLAUSE = re.compile(
    r"\b(?:(?:at|by) the (?:time|moment|instant)(?: of| when| that)?|during|(?:just |right |shortly )?before"
    r"|when|while|au moment (?:de|du|des|où|d['’])|pendant|lorsqu(?:e\b|['’])|lors (?:de|du|d['’])"
    r"|(?:juste )?avant(?: que)?|quand)\s*",
    re.IGNORECASE,
)
_WEATHER_OF = frozenset({"wind", "humidity", "precipitation", "irradiance", "ambient"})
_WIND = frozenset({"wind", "windspeed", "winddirection", "vent"})
_AIR = frozenset({"air", "temperature"})
_BEFORE = timedelta(hours=1)
_NEAR_STEPS = 2
_NEAREST = timedelta(minutes=1)
_LOGS_TOLD = 3
_SENSORS_TOLD = 12


class SensorsThen:
    """Reads logs at the moment of an event.

    Args:
        events: Dates events.
        signals_of: Logs of an equipment with its own sensors; all logs where the tag is empty.
        readings: The readings of one of them.
    """

    def __init__(
        self,
        *,
        events: EventMoment,
        signals_of: Callable[[str, Scope], Sequence[Signals]],
        readings: Callable[[Signals], SensorLog],
    ) -> None:
        self._events = events
        self._signals_of = signals_of
        self._readings = readings

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What the logs show then; a refusal where none covers it; None where this is not asked."""
        folded, language = fold(question.text), question.language
        weather = bool(_WEATHER.search(folded))
        if not weather and not _SENSORS.search(folded):
            return None
        words = _event_words(question.text)
        tag = next(iter(find_tags(question.text)), "")
        reasons: list[At] = []
        moment = _written(question.text)
        if moment is None:
            reasons = self._events.find(words, language, scope) if words and tag else []
            if len(reasons) > 1:
                return Bridge(refusal=say.which_event(language, words, [at.moment for at in reasons]))
            if not reasons:
                return Bridge(refusal=say.no_moment(language, words)) if words and tag else None
            moment = reasons[0].moment
        logs = [
            log for log in self._logs("" if weather else tag, scope, weather=weather) if _covers(log, moment)
        ]
        told = [
            one for log in logs if (one := self._told(log, moment, language, weather=weather)) is not None
        ]
        if not told:
            return Bridge(refusal=say_sensors.none_then(language, moment, tag, weather=weather))
        return Bridge(reasons=(*told[:_LOGS_TOLD], *(at.evidence for at in reasons)))

    def _logs(self, tag: str, scope: Scope, *, weather: bool) -> list[Signals]:
        """The logs with the sensors that are asked for; those first that measure the weather most fully."""
        found = self._signals_of(tag, scope)
        if not weather:
            return list(found)
        kept = [
            Signals(log=one.log, sensors=own)
            for one in found
            if (own := tuple(s for s in one.sensors if _is_weather(s)))
        ]
        return sorted(kept, key=lambda one: (-len(_quantities(one)), len(one.log.equipment)))

    def _told(
        self, signals: Signals, moment: datetime, language: Language, *, weather: bool
    ) -> Evidence | None:
        try:
            log = self._readings(signals)
        except LogRefused:
            return None
        shown = [
            value
            for sensor in dict.fromkeys((*signals.sensors, *signals.drives))
            if (value := _value(sensor, signals, log, moment, language, told_before=not weather)) is not None
        ][:_SENSORS_TOLD]
        if not shown:
            return None
        text = say_sensors.shown(language, moment, signals.log.source, [words for _, words in shown])
        return Evidence(
            kind="series", source=signals.log.source, quote=text, statement=text, score=0.95,
            sensor=", ".join(name for name, _ in shown), start=moment - _BEFORE, end=moment,
        )  # fmt: skip


def _event_words(text: str) -> str:
    """The words that name the event: after ``when``, up to a comma where the question begins with it."""
    body = text.strip().rstrip("?!. ").strip()
    match = _CLAUSE.search(body)
    if match is None:
        return ""
    words = body[match.end() :]
    return words.partition(",")[0].strip() if match.start() == 0 else words.strip()


def _written(text: str) -> datetime | None:
    """The one moment, with its time of day, that a question writes out."""
    points = read_times(fold(text)).points
    day = points[0].day if len(points) == 1 else None
    if day is None or points[0].last is not None or len(points[0].clocks) != 1:
        return None
    if day.year is None or day.month is None or day.day is None:
        return None
    try:
        return datetime.combine(datetime(day.year, day.month, day.day), points[0].clocks[0])
    except ValueError:
        return None


def _is_weather(sensor: SensorName) -> bool:
    if sensor.concepts & _WEATHER_OF or set(sensor.tokens) & _WIND or sensor.concepts == _AIR:
        return True
    return sensor.concepts == {"pressure"} and (sensor.sensor.unit or "").casefold() == "hpa"


def _quantities(signals: Signals) -> set[str]:
    return {head for sensor in signals.sensors for head in sensor.heads}


def _covers(signals: Signals, moment: datetime) -> bool:
    return signals.log.start <= moment <= signals.log.end


def _value(
    sensor: SensorName,
    signals: Signals,
    log: SensorLog,
    moment: datetime,
    language: Language,
    *,
    told_before: bool,
) -> tuple[str, str] | None:
    """A sensor's name and its reading as it is told; None where it read nothing near the moment."""
    name = sensor.sensor.name
    if name not in log.names:
        return None
    readings = log.values[:, log.names.index(name)]
    near = max(timedelta(seconds=_NEAR_STEPS * signals.log.step_seconds), _NEAREST)
    first, last = log.between(moment - near, moment)
    present = [row for row in range(first, last) if not np.isnan(readings[row])]
    if not present:
        return None
    low, high = log.between(moment - _BEFORE, moment - timedelta(microseconds=1))
    before = readings[low:high][~np.isnan(readings[low:high])] if told_before else np.empty(0)
    ends = (float(before.min()), float(before.max())) if before.size > 1 else None
    unit = sensor.sensor.unit or ""
    return name, say_sensors.reading(language, sensor.label, float(readings[present[-1]]), unit, ends)
