"""Outcomes as one sentence, the asked value first, in English and French. Knows no query and no file."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.series.outcome import Outcome
from assistant.experts.series.plan import Plan
from assistant.experts.series.say_changes import changes
from assistant.experts.series.say_course import lag, noise, season
from assistant.experts.series.say_events import days, event, switch_count, switches
from assistant.experts.series.say_forecast import forecast
from assistant.experts.series.say_groups import grouped
from assistant.experts.series.say_log import report
from assistant.experts.series.say_statistic import compared, statistic
from assistant.experts.series.voice import Voice
from retrieval.records import Language


def sentence(plan: Plan, outcomes: Sequence[Outcome], language: Language) -> str:
    """The answer as a complete sentence (one for each operand where events are compared)."""
    voice = Voice(plan, language)
    if plan.each is not None and plan.operation != "missing":
        return grouped(voice, outcomes[0])
    if plan.is_statistic or plan.operation in ("value_at", "summary"):
        return compared(voice, outcomes) if len(outcomes) > 1 else statistic(voice, outcomes[0])
    return " ".join(_one(voice, outcome) for outcome in outcomes)


def _one(voice: Voice, outcome: Outcome) -> str:
    match voice.plan.operation:
        case "days_any" | "days_all" | "days_none":
            return days(voice, outcome)
        case "changes":
            return changes(voice, outcome)
        case "season":
            return season(voice, outcome)
        case "noise":
            return noise(voice, outcome)
        case "lag":
            return lag(voice, outcome)
        case "forecast":
            return forecast(voice, outcome)
        case "stops" | "starts":
            return switch_count(voice, outcome)
        case "stopped_at" | "started_at" | "last_before":
            return switches(voice, outcome)
        case "gaps" | "missing" | "stuck" | "step" | "coverage" | "sensors" | "unit" | "rows" | "anomalies":
            return report(voice, outcome)
    return event(voice, outcome)
