"""Whether the meanings of a question's words tell a better plan than its ordered cues. Runs no query.

The cues know groups, filters, labels and turns before; the meanings know more words, in any order. A plan of
the cues stands where it explains every word, but for a statistic that a meaning asks more narrowly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.experts.series.aspect import Aspect, aspect_of
from assistant.experts.series.aspect_plan import aspect_plan
from assistant.experts.series.meanings import Meanings, find_meanings
from assistant.experts.series.plan import Plan
from assistant.experts.series.question import QuestionWords
from assistant.experts.series.situation import Situation, activity_sensor

_SURE_ASPECTS = frozenset("before_stop difference leads periods went_down went_up which".split())
"""Aspects that no plan of the cues stands against."""
_REFINING = frozenset("cycle gap lag odd_size step_size time_at trend".split())
"""Aspects that a statistic of the cues without groups, filters and labels gives way to."""
_COMMON = frozenset("difference max max_time mean min min_time periods rate trend which".split())
"""Aspects whose words may be part of a question after anything else."""
_KIN: Mapping[Aspect, str] = {
    "lag": "lag",
    "odd_size": "anomalies",
    "step_size": "changes",
    "cycle": "season",
    "gap": "missing",
    "time_at": "readings",
}
"""Operations that an aspect asks more narrowly."""


@dataclass(frozen=True, slots=True)
class Told:
    """A plan with the tokens that it explains.

    Attributes:
        sure: Whether the words that told it mean little else, so that one word more that nobody knows
            changes nothing. ``higher``, ``mean`` or ``per day`` may be part of any question.
    """

    plan: Plan
    places: frozenset[int]
    sure: bool


def told_by_meaning(
    words: QuestionWords, s: Situation, plan: Plan | None, *, unread: Callable[[set[int]], int]
) -> Told | None:
    """The plan that the meanings tell; None where that of the cues stands or they tell none.

    Args:
        plan: What the cues told.
        unread: Counts the words that nothing explains, given tokens that are explained as well.
    """
    meanings = _meanings(words, s)
    sensors = len([x for x in s.named() if not x.is_flag]) if s.mentions else 0
    aspect = aspect_of(
        meanings,
        sensors=sensors,
        windows=len(s.windows),
        limits=len(s.limits),
        stretch=len(s.windows) == 1 and bool(s.windows[0].end_days()),
        drives=activity_sensor(s.log) is not None,
    )
    if plan is not None and plan.statistics == ("change",) and aspect in ("rate", "trend"):
        return None
    if aspect is None or len(s.logs) > 1 or (sensors == 0 and not words.link.named):
        return None
    places = {i for a, b in meanings.spans for i in words.within(a, b)}
    guessed = plan is not None and not s.statistics and (is_mean(plan) or plan.statistics == ("count",))
    if plan is not None and not guessed:
        refined = aspect in _SURE_ASPECTS or (aspect in _REFINING and _is_simple(plan, aspect))
        refined = refined or (aspect == "trend" and meanings.has("rise", "fall"))
        if not refined and unread(places) >= unread(set()):
            return None
    told = aspect_plan(s, aspect, meanings)
    return None if told is None else Told(told, frozenset(places), aspect not in _COMMON)


def _meanings(words: QuestionWords, s: Situation) -> Meanings:
    """Meanings of the words that name no sensor, log, time, unit or limit."""
    named = set(words.link.marked | words.dated | words.unit_places)
    named |= {i for mention in s.mentions for i in mention.places or range(mention.begin, mention.end)}
    named |= {i for limit in s.limits for i in words.within(limit.start, limit.end)}
    return find_meanings(words.folded, taken=words.characters(named))


def _is_simple(plan: Plan, aspect: Aspect) -> bool:
    """True for a plan without groups, filters or labels, which the meanings of the words may correct."""
    grouped = plan.each is not None or plan.pick is not None or plan.group_limit is not None
    flagged = any(c.said or c.sensor.is_flag for c in plan.conditions)
    if grouped or flagged or plan.top > 1 or len(plan.statistics) > 1:
        return False
    return plan.is_statistic or plan.operation == _KIN.get(aspect)


def is_mean(plan: Plan) -> bool:
    """True for the mean, which is also told where nothing else is asked."""
    return plan.operation == "summary" or plan.statistics == ("mean",)
