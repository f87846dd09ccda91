"""Whether something was seen before: "has this happened before on P-7?", "est-ce déjà arrivé sur P-7 ?".

What "this" is: the time that the question says, or the one before it, or the window that it is asked about;
of a day or longer, or where no time is said, the last of the strongest ranges that are not normal then, those
that led to a standstill before others. That is said first. The machine is that of the question or of the one
before it; without one all sensors of the log that it is asked about are meant.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from assistant.crossing.bridge import Bridge
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.detectors.report import DetectionReport, detect_log
from assistant.experts.series.equipment_signals import Signals, without
from assistant.experts.series.operations import Run
from assistant.experts.series.standstill import follows
from assistant.experts.series.times import read_times
from assistant.experts.series.tokens import fold
from assistant.experts.series.window import resolve
from assistant.records import Evidence, Question
from assistant.seen_before import say
from assistant.seen_before.records import SeenBefore, Stretch
from assistant.seen_before.stretch import latest_strong, stretch_at
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

_RATE = 0.001
"""Share of normal rows that may be in alarm: a person is told, not a machine."""
_LOGS = 2
"""Logs of a machine that are looked at."""
_AS_IT_IS = timedelta(hours=23)
"""A time from which on the strongest range in it is meant, not all of it."""
_TOLD, _PAPERS = 3, 1
_THING_EN = (
    r"(?:episodes?|events?|anomal(?:y|ies)|faults?|failures?|incidents?|problems?|cases?|stretch(?:es)?|periods?"
    r"|windows?|behaviou?rs?|patterns?|situations?|things?)"
)
_LIKE_EN = (
    r"(?:this|that|it|these|the like|(?:any|some)thing (?:like (?:this|that|it)|similar)"
    rf"|such an? {_THING_EN}|(?:this|that|an?|any)(?: (?:same|similar|comparable|kind of|sort of))*"
    rf" {_THING_EN})"
)
_THING_FR = (
    r"(?:episodes?|evenements?|anomalies?|defauts?|pannes?|incidents?|problemes?|cas|situations?|choses?)"
)
_LIKE_FR = (
    r"(?:ca|cela|ceci|quelque chose de (?:semblable|pareil|similaire|comparable)"
    rf"|(?:une?|d'autres?|des|cet|cette|ce) (?:tel(?:le)?s? )?{_THING_FR}"
    r"(?: (?:semblables?|pareils?|similaires?|comparables?|du meme (?:genre|type)"
    r"|de ce (?:genre|type)|comme (?:ca|cela|celui-ci|celle-ci)))?)"
)
_BEFORE_EN = r"(?: (?:before|already|earlier|in the past|previously|elsewhere))?"
_BEFORE_FR = r"(?: (?:avant|par le passe|auparavant))?"
_ON = r"(?:,? (?:on|at|to|with|for|in|sur|avec|a|pour|dans)(?: (?:the|la|le|l'))? ?(?:[a-z]+ ){0,2}@)?"
_TIME = r"(?: (?:in|on|at|during|between|since|from|en|le|du|au|entre|depuis|pendant|the|of)\b.*)?"
_ASKED = re.compile(
    rf"(?:and |et )?(?:"
    rf"(?:has|have|had|did) {_LIKE_EN} (?:ever )?(?:been )?"
    rf"(?:happen(?:ed)?|occur(?:red)?|seen|observed|come up|come){_BEFORE_EN}{_ON}{_BEFORE_EN}"
    rf"|(?:have|had) (?:we|you|they) (?:ever )?(?:seen|had|observed|met) {_LIKE_EN}"
    rf"{_BEFORE_EN}{_ON}{_BEFORE_EN}"
    rf"|(?:has|was) @ (?:ever )?(?:had|shown|done|seen) {_LIKE_EN}{_BEFORE_EN}"
    rf"|(?:was|were|is|are|have|has) there (?:already |ever |been )*(?:an? |any |other )*"
    rf"(?:similar|alike|comparable|such) {_THING_EN}{_BEFORE_EN}{_ON}{_BEFORE_EN}"
    rf"|when (?:did|has) {_LIKE_EN} (?:last )?happen(?:ed)?{_BEFORE_EN}{_ON}{_BEFORE_EN}"
    rf"|(?:est-ce que )?(?:{_LIKE_FR}|c'|ce|@) ?(?:s'est|est|s'etait|a|avait)(?:-t)?(?:-(?:il|elle|ce))?"
    rf" (?:deja )?(?:ete )?(?:arrive|produite?|passee?|vue?|observee?|eu|connu)(?: {_LIKE_FR})?(?: deja)?"
    rf"{_ON}{_BEFORE_FR}"
    rf"|(?:est-ce|(?:cela|ca) est-il|(?:cela|ca) s'est-il) deja (?:arrive|produit|passe|vu){_ON}"
    rf"|(?:est-ce qu'il )?(?:y a-t-il|y a|y avait-il|a-t-on|avons-nous|avez-vous|a-t-il)(?: deja)?"
    rf"(?: eu| vu| connu| observe| rencontre)? {_LIKE_FR}{_ON}{_BEFORE_FR}"
    rf")(?P<time>{_TIME})"
)
_AGAIN = re.compile(
    r"\b(?:before|already|ever|earlier|similar|alike|comparable|such|this|that|it|like|last|deja|semblables?"
    r"|pareils?|similaires?|comparables?|tels?|telles?|ca|cela|ceci|cet|cette|auparavant|avant|meme)\b"
)
"""A word that points at something or asks for its like: "is there a fault on P-7?" has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBefore:
    """What is asked.

    Attributes:
        tag: The machine; empty where the log is that of the scope.
        time: Folded words of the time that is meant; empty where none is said.
    """

    tag: str
    time: str


class SeenBeforeAsked:
    """Answers whether a stretch of a machine's signals was seen before.

    Args:
        signals_of: Logs of an equipment, in whatever time; all logs of the scope where it is empty.
        readings: The readings of one of them.
        look: Looks a stretch of it up.
    """

    def __init__(
        self,
        *,
        signals_of: Callable[[str, Scope], Sequence[Signals]],
        readings: Callable[[Signals], SensorLog],
        look: Callable[[Signals, Stretch, Language], SeenBefore],
    ) -> None:
        self._signals_of = signals_of
        self._readings = readings
        self._look = look

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What was found; None where that is not asked, or the machine has no log."""
        asked = asked_before(question, scope)
        if asked is None:
            return None
        everything = replace(scope, since=None, until=None)
        everything = replace(everything, sources=()) if asked.tag else everything
        for signals in list(self._signals_of(asked.tag, everything))[:_LOGS]:
            names = [one.sensor.name for one in signals.sensors]
            try:
                whole = self._readings(signals)
                log = whole.only([name for name in names if name in whole.names])
                stretch = _meant(log, asked, scope, stood=signals.stood(whole))
                if stretch is None:
                    return Bridge(reasons=(_nothing(signals, log, asked, question.language),))
                found = self._look(signals, stretch, question.language)
            except (LogRefused, ValueError):
                continue
            return Bridge(reasons=tuple(_reasons(found, question.language)), listed=True)
        return None


def asked_before(question: Question, scope: Scope) -> AskedBefore | None:
    """What is asked, with the machine and the time of the question before where this one says none."""
    text = question.text
    tags = find_tags(text)
    match = _ASKED.fullmatch(_folded(text, tags))
    if match is None or len(tags) > 1 or not _AGAIN.search(match[0]):
        return None
    before = question.before
    told = tags or find_tags(before)[-1:] or scope.equipment[:1] or ("",)
    if not told[0] and not scope.sources:
        return None
    time = (match["time"] or "").strip()
    if time and not read_times(time).points:
        return None
    if not time and before and told[0] and told[0] in (*find_tags(before), *scope.equipment):
        earlier = _folded(before, find_tags(before))
        time = earlier if read_times(earlier).points else ""
    return AskedBefore(tag=told[0], time=time)


def _folded(text: str, tags: Sequence[str]) -> str:
    """Folded words with a sign in the place of each tag, so that its number is no time."""
    for tag in tags:
        parts = map(re.escape, re.findall(r"[A-Za-z]+|\d+", tag))
        text = re.sub(r"[\s-]?".join(parts), "@", text, flags=re.IGNORECASE)
    return " ".join(fold(text).replace("’", "'").split()).strip(" ?!.")


def _meant(log: SensorLog, asked: AskedBefore, scope: Scope, *, stood: Sequence[Run]) -> Stretch | None:
    """The stretch that is meant; None where nothing in the time is out of the ordinary.

    Args:
        stood: Rows in which no abnormal range is looked for; what led to one of them comes before others.

    Raises:
        LogRefused: The log has no reading then.
        ValueError: The time names a day that does not exist.
    """
    first, last = log.moment(0), log.moment(-1)
    since, until = scope.since or first, scope.until or last
    if asked.time:
        window = resolve(read_times(asked.time), first, last)[0]
        since, until = window.start, window.end
    since, until = since.replace(tzinfo=None), until.replace(tzinfo=None)
    if (asked.time or scope.since or scope.until) and until - since < _AS_IT_IS:
        return stretch_at(log, since, until)
    report = detect_log(without(log, stood), false_alarm_rate=_RATE)
    return _strongest(report, log, since, until, starts=[log.moment(run.first) for run in stood])


def _strongest(
    report: DetectionReport, log: SensorLog, since: datetime, until: datetime, *, starts: Sequence[datetime]
) -> Stretch | None:
    """The last of the ranges that say most in a time, by their height and length.

    Args:
        starts: Of standstills; where ranges led to one, others are not meant.
    """
    step = float(np.median(np.diff(log.times))) / 1e6 if log.times.size > 1 else 0.0
    ranges = [
        (one.score * math.sqrt(one.end_row - one.start_row + 1), moment, end)
        for one in report.found.episodes
        if (end := report.log.moment(one.end_row)) >= since
        and (moment := report.log.moment(one.start_row)) <= until
    ]
    led = [one for one in ranges if follows(starts, one[2], step)]
    meant = latest_strong(led or ranges)
    return None if meant is None else stretch_at(log, *meant)


def _nothing(signals: Signals, log: SensorLog, asked: AskedBefore, language: Language) -> Evidence:
    names = ", ".join(one.label for one in signals.sensors)
    of = asked.tag or signals.log.name
    english = f"Sensors of {of} ({names}) show nothing abnormal: there is nothing to look for."
    french = f"Les capteurs de {of} ({names}) ne montrent rien d'anormal alors : rien à rechercher."
    text = french if language == "fr" else english
    return Evidence(
        kind="series", source=signals.log.source, quote=text, statement=text, score=0.9,
        sensor=signals.sensors[0].sensor.name, start=log.moment(0), end=log.moment(-1),
    )  # fmt: skip


def _reasons(found: SeenBefore, language: Language) -> list[Evidence]:
    """What the stretch shows and whether it was seen, each match with what was recorded, failure modes."""
    reasons = [_series(found.asked, found.source, say.headline(found), found.main)]
    for match in found.seen[:_TOLD]:
        sensors = tuple(match.sensors.get(name, name) for name in found.main)
        reasons.append(_series(match.stretch, match.source, say.told(match, found), sensors))
        reasons += [
            replace(one.evidence(language), statement=f"{say.recorded_line(one, found.language)}.")
            for one in match.recorded
        ]
    rows = [one for one in found.papers if one.kind == "table"][:_PAPERS]
    return [*reasons, *(replace(one, statement=f"{one.quote}.") for one in rows)]


def _series(stretch: Stretch, source: str, text: str, sensors: Sequence[str]) -> Evidence:
    return Evidence(
        kind="series", source=source, quote=text, statement=text, score=0.95,
        sensor=sensors[0] if sensors else None, start=stretch.start, end=stretch.end,
    )  # fmt: skip
