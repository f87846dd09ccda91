"""Whether a machine ran: "when did P-7 stand still?", "how many hours did P-7 run?", "is P-7 running?".

Told from the current, power or speed of its drive; where its logs have none, the question is left to others.
Why it stood is not in the readings, and is not said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.crossing.bridge import Bridge
from assistant.crossing.one_tag import tag_apart
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.equipment_signals import Signals
from assistant.experts.series.operations import Mask, Run, duration_seconds, run_seconds
from assistant.experts.series.standstill import standstills
from assistant.experts.series.times import read_times
from assistant.experts.series.window import resolve
from assistant.experts.series.wording import length, moment
from assistant.experts.tables.figures import number
from assistant.records import Evidence, Question
from retrieval.identifiers import normalise
from retrieval.records import Language, Scope

Asked = Literal["stood", "ran", "started", "now"]

_NOUN = r"(?:(?:the|la|le|l')\s*)?(?:[a-z]+ ){0,3}"
_WHEN_EN = (
    r"(?:since when|when exactly|when|at what times?|(?:for )?how (?:long|much time)|how often"
    r"|how many (?:times|hours|days)|(?:on|during) (?:which|what) (?:days|dates|times|periods))"
)
_AUX_EN = r"(?:did|does|do|was|were|is|are|has|have|had)"
_STOOD_EN = (
    r"(?:been )?(?:standing still|stand still|stood still|at (?:a )?standstill|stopped|stop|idle|switched off"
    r"|turned off|shut ?down|shut off|down|off|out of operation"
    r"|not (?:been )?(?:run|running|operating|turning))"
)
_RAN_EN = r"(?:been )?(?:running|run|ran|operating|operated|operate|in operation|turning)"
_START_EN = (
    r"(?:been )?(?:restarted|restart|started(?: up)?(?: again)?|start(?: up)?(?: again)?|"
    r"back (?:in operation|running))"
)
_WHEN_FR = (
    r"(?:quand|depuis quand|(?:pendant )?combien (?:de (?:temps|fois|jours)|d'heures)|quels jours"
    r"|a quels moments)(?: est-ce que)?"
)
_AUX_FR = r"(?:(?:a|est|etait|s'est)(?:-t)?-(?:elle|il)|(?:a|est|etait|s'est))"
_STOOD_FR = r"(?:(?:ete|reste[e]?) )?(?:a l'arret|arretee?s?|a l'arret complet|immobile|hors marche)"
_RAN_FR = r"(?:ete )?(?:tourne|fonctionne|marche|en marche|en fonctionnement)"
_START_FR = r"(?:ete )?(?:(?:re)?demarree?s?|relancee?|remise en marche|mise en marche)"
_NOW_EN = r"(?:still |currently )?(?:running|in operation|operating|stopped|standing still)"
_NOW_FR = r"(?:tourne|marche|fonctionne)"


_TIME = (
    r"(?:in|on|at|during|within|between|since|before|after|from|until|till|over|this|last|the|yesterday|today"
    r"|en|le|la|les|du|de|des|au|entre|depuis|avant|apres|pendant|jusqu'au|ce|cette|hier|aujourd'hui)\b"
)
"""What a time begins with: "stopped for its overhaul in May" asks for something else."""


_COUNTED = (
    rf"|(?:how many|(?:what (?:is|was) the )?number of) (?:stops|standstills|shut ?downs|stoppages)"
    rf" (?:of|for|on|did) {_NOUN}@(?: have| had)?"
    rf"|(?:combien d'|(?:quel est le )?nombre d'|combien (?:y a-t-il|il y a) eu d')arrets?"
    rf" (?:de |du |d'|sur |pour ){_NOUN}@"
)


_COUNTED_STARTS = (
    rf"|(?:how many|(?:what (?:is|was) the )?number of) (?:re)?(?:starts|start ups|startups)"
    rf" (?:of|for|on|did) {_NOUN}@(?: have| had| make)?"
    rf"|(?:combien de|(?:quel est le )?nombre de|combien (?:y a-t-il|il y a) eu de) (?:re)?demarrages?"
    rf" (?:de |du |d'|sur |pour ){_NOUN}@"
)


def _pattern(english: str, french: str, *, counted: str = "") -> re.Pattern[str]:
    tail = rf"(?: (?:in all|altogether|in total|en tout|au total))?(?P<time>(?: {_TIME}.*)?)"
    return re.compile(
        rf"(?:{_WHEN_EN} {_AUX_EN} {_NOUN}@ (?:ever )?{english}"
        rf"|{_WHEN_FR} {_NOUN}@ {_AUX_FR} {french}"
        rf"|{_WHEN_FR} {_AUX_FR} {_NOUN}@ {french}{counted}){tail}"
    )


_ASKED: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    ("started", _pattern(_START_EN, _START_FR, counted=_COUNTED_STARTS)),
    ("stood", _pattern(_STOOD_EN, _STOOD_FR, counted=_COUNTED)),
    ("ran", _pattern(_RAN_EN, _RAN_FR)),
    (
        "now",
        re.compile(
            rf"(?:is|was) {_NOUN}@ {_NOW_EN}|est-ce que {_NOUN}@ {_NOW_FR}"
            rf"|{_NOUN}@ {_NOW_FR}-t-(?:elle|il)(?P<time>)"
        ),
    ),
)
_TOLD = 6
_FALLEN = 0.5
"""Of its usual level: a drive below it may be one that was switched off and still reads something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """A machine's log in a window, with the rows in which it stood."""

    tag: str
    signals: Signals
    log: SensorLog
    low: int
    end: int
    stood: tuple[Run, ...]
    drive: str
    language: Language

    def t(self, english: str, french: str) -> str:
        return french if self.language == "fr" else english

    def moment(self, row: int) -> str:
        return moment(self.log.moment(row), self.language)

    @property
    def stands(self) -> Mask:
        mask = np.zeros(self.log.times.size, dtype=np.bool_)
        for run in self.stood:
            mask[run.first : run.last + 1] = True
        return mask

    @property
    def is_unclear(self) -> bool:
        """True where no standstill is seen and the drive yet falls far: what that was, others may tell."""
        drives = self.log.values[self.low : self.end, self.signals.columns(self.log)]
        usual = np.nanmedian(drives, axis=0)
        return not self.stood and bool((np.nanmin(drives, axis=0) < _FALLEN * usual).any())

    @property
    def between(self) -> str:
        """The part of the window that the log covers."""
        first, last = self.moment(self.low), self.moment(self.end - 1)
        return self.t(f"from {first} to {last}", f"du {first} au {last}")


_INSTRUMENT = re.compile(r"(?:\d+-)?[A-Z]+[TISE]-\d")
"""Transmitters, indicators, switches: they do not run."""


class Standing:
    """Answers when a machine stood or ran.

    Args:
        signals_of: Logs of an equipment.
        readings: The readings of one of them.
    """

    def __init__(
        self,
        *,
        signals_of: Callable[[str, Scope], Sequence[Signals]],
        readings: Callable[[Signals], SensorLog],
    ) -> None:
        self._signals_of = signals_of
        self._readings = readings

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What the drive tells; None where that is not asked, or no drive is in the equipment's logs."""
        asked = asked_standing(question.text)
        if asked is None:
            return None
        kind, tag, time = asked
        if _INSTRUMENT.match(normalise(tag)):
            return None  # the drive beside it is another thing's
        for signals in self._signals_of(normalise(tag), scope):
            if not signals.drives:
                continue
            try:
                course = self._course(tag, signals, time, scope, question.language)
            except (LogRefused, ValueError):
                continue
            if course is not None and not (kind in ("stood", "started") and course.is_unclear):
                return Bridge(reasons=(_said(course, kind),))
        return None

    def _course(
        self, tag: str, signals: Signals, time: str, scope: Scope, language: Language
    ) -> _Course | None:
        log = self._readings(signals)
        columns = signals.columns(log)
        if not columns:
            return None
        window = resolve(read_times(time), signals.log.start, signals.log.end)[0]
        since = max(window.start, scope.since or window.start)
        until = min(window.end, scope.until or window.end)
        low, end = log.between(since, until)
        if end - low < 2:
            return None
        stood = tuple(
            Run(max(run.first, low), min(run.last, end - 1))
            for run in standstills(log.values[:, columns])
            if run.last >= low and run.first < end
        )
        drive = next(one.label for one in signals.drives if one.sensor.name in log.names)
        return _Course(
            tag=tag, signals=signals, log=log, low=low, end=end, stood=stood, drive=drive, language=language
        )


def asked_standing(text: str) -> tuple[Asked, str, str] | None:
    """What is asked, of which tag, and the folded words of its time; None where it is none of this."""
    apart = tag_apart(text)
    if apart is None:
        return None
    tag, folded = apart
    for kind, pattern in _ASKED:
        match = pattern.fullmatch(folded)
        if match is not None:
            time = (match["time"] or "").strip()
            return (kind, tag, time) if not time or read_times(time).points else None
    return None


def _said(course: _Course, kind: Asked) -> Evidence:
    text = {"stood": _stops, "ran": _hours, "started": _starts, "now": _now}[kind](course)
    shown = max(course.stood, key=lambda run: run.last - run.first, default=None)
    first, last = (shown.first, shown.last) if shown and kind != "now" else (course.low, course.end - 1)
    name = next(one.sensor.name for one in course.signals.drives if one.label == course.drive)
    return Evidence(
        kind="series", source=course.signals.log.source, quote=text, statement=text, score=0.95, sensor=name,
        start=course.log.moment(first), end=course.log.moment(last),
    )  # fmt: skip


def _rests_on(course: _Course) -> str:
    return course.t(
        f"{course.drive} below a twentieth of its running level",
        f"{course.drive} sous un vingtième de son niveau en marche",
    )


def _stops(course: _Course) -> str:
    if not course.stood:
        return course.t(
            f"{course.tag} did not stand still {course.between}: {course.drive} was never near zero.",
            f"{course.tag} n'était jamais à l'arrêt {course.between} : {course.drive} n'a jamais été "
            "proche de zéro.",
        )
    step = course.signals.log.step_seconds
    lasted = run_seconds(course.log.times, *_bounds(course.stood), step)
    told = _listed(course, list(zip(course.stood, lasted, strict=True)))
    count, whole = len(course.stood), length(float(lasted.sum()), course.language)
    times = course.t("once", "une fois")
    if count > 1:
        times = course.t(f"{count} times, {whole} in all", f"{count} fois, {whole} en tout")
    between = course.between[0].upper() + course.between[1:]
    if count == 1 and course.stood[0].readings >= course.end - course.low:
        return course.t(
            f"{between}, {course.drive} was near zero throughout: {course.tag} stood still, or that reading "
            "is dead.",
            f"{between}, {course.drive} était proche de zéro tout du long : {course.tag} était à l'arrêt, ou "
            "cette lecture est morte.",
        )
    return course.t(
        f"{between}, {course.tag} stood still {times}: {told} ({_rests_on(course)}).",
        f"{between}, {course.tag} était à l'arrêt {times} : {told} ({_rests_on(course)}).",
    )


def _listed(course: _Course, stops: list[tuple[Run, float]]) -> str:
    longest = sorted(stops, key=lambda one: -one[1])[:_TOLD]
    parts = [
        course.t(
            f"from {course.moment(run.first)} to {course.moment(run.last)} ({length(seconds, 'en')})",
            f"du {course.moment(run.first)} au {course.moment(run.last)} ({length(seconds, 'fr')})",
        )
        for run, seconds in sorted(longest, key=lambda one: one[0].first)
    ]
    more = len(stops) - len(longest)
    if more:
        parts.append(course.t(f"and {more} shorter ones", f"et {more} plus courts"))
    return ", ".join(parts)


def _bounds(stood: Sequence[Run]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([run.first for run in stood]), np.array([run.last for run in stood])


def _hours(course: _Course) -> str:
    part = slice(course.low, course.end)
    step = course.signals.log.step_seconds
    times, stands = course.log.times[part], course.stands[part]
    ran, covered = (duration_seconds(times, mask, step) for mask in (~stands, np.ones_like(stands)))
    hours, whole = (number(round(seconds / 3600, 1), course.language) for seconds in (ran, covered))
    stops = len(course.stood)
    return course.t(
        f"{course.tag} ran for {hours} h of the {whole} h that the log covers {course.between}, with {stops} "
        f"standstill{'' if stops == 1 else 's'} ({_rests_on(course)}).",
        f"{course.tag} a tourné {hours} h sur les {whole} h que couvre l'enregistrement {course.between}, "
        f"avec {stops} arrêt{'' if stops == 1 else 's'} ({_rests_on(course)}).",
    )


def _starts(course: _Course) -> str:
    step = course.signals.log.step_seconds
    starts = [run for run in course.stood if run.last + 1 < course.end]
    if not starts:
        return _stops(course)
    lasted = run_seconds(course.log.times, *_bounds(starts), step)
    told = "; ".join(
        course.t(
            f"{course.moment(run.last + 1)}, after {length(float(seconds), 'en')} of standstill",
            f"{course.moment(run.last + 1)}, après {length(float(seconds), 'fr')} d'arrêt",
        )
        for run, seconds in list(zip(starts, lasted, strict=True))[-_TOLD:]
    )
    return course.t(
        f"{course.tag} started again on {told} ({_rests_on(course)} before).",
        f"{course.tag} a redémarré le {told} ({_rests_on(course)} avant).",
    )


def _now(course: _Course) -> str:
    last = course.end - 1
    state = (
        course.t("stands still", "est à l'arrêt")
        if course.stands[last]
        else course.t("runs", "est en marche")
    )
    since = next((run.first for run in course.stood if run.last == last), None)
    started = course.t(f" since {course.moment(since)}", f" depuis {course.moment(since)}") if since else ""
    return course.t(
        f"{course.tag} {state}{started} at the last reading, {course.moment(last)} ({course.drive}); what it "
        "does now is not in the log.",
        f"{course.tag} {state}{started} à la dernière lecture, {course.moment(last)} ({course.drive}) ; ce "
        "qu'elle fait maintenant n'est pas dans l'enregistrement.",
    )
