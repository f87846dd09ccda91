"""Wordings that the expert was mended on are read as what they ask, over made logs, without running a query."""

from __future__ import annotations

import pytest

from assistant.experts.series.names import LogNames, describe
from assistant.experts.series.read import read
from eval.series_questions.cases import Made, made_logs, made_questions
from eval.series_questions.files import header
from eval.series_questions.operator_cases import operator_questions, twin_logs
from eval.series_questions.signals import MadeLog
from retrieval.records import Sensor, SeriesRef

SEED = 11
PLANS = {
    "mean": "mean value | summary value",
    "min": "min value",
    "max": "max value",
    "max_time": "max time",
    "above": "duration duration",
    "crossing_up": "first_where time",
    "crossing_down": "first_where time",
    "compare": "mean value",
    "trend": "slope direction",
    "rate": "slope value",
    "period": "season value",
    "cyclic": "season yes_no",
    "noise": "noise value",
    "lag": "lag duration",
    "leads": "lag order",
    "correlation": "correlation value",
    "shift_time": "changes time",
    "shift_size": "changes size",
    "local_time": "anomalies list",
    "local_size": "anomalies size",
    "stuck_time": "stuck time",
    "stuck_length": "stuck duration",
    "gap_length": "gaps duration",
    "gap_time": "gaps time",
    "trip": "stopped_at time",
    "before_trip": "anomalies before_stop | anomalies order",
    "hotter": "slope direction",
    "which_higher": "mean value",
    "pair_gap": "mean value",
    "forecast": "forecast value",
    "limit_time": "forecast time",
}
"""Operation and kind of answer that each kind of question is read as."""
PAIRS = ("compare", "which_higher", "pair_gap")


def names_of(log: MadeLog) -> LogNames:
    """A made log as the catalogue knows it."""
    sensors = tuple(Sensor(name=header(log, s).partition(" [")[0], unit=s.unit) for s in log.sensors)
    source = f"logs/{log.machine}.csv"
    return describe(
        SeriesRef(
            id=source,
            source=source,
            name=log.machine,
            sensors=sensors,
            start=log.start,
            end=log.at(log.rows - 1),
            row_count=log.rows,
            step_seconds=log.step.total_seconds(),
            parquet="none",
        )
    )


def planned(made: Made, logs: list[LogNames]) -> str:
    """Operation and kind of answer, of how many operands where two are compared."""
    plan = read(made.case.question, logs).reading.plan
    if plan is None:
        return "none"
    if made.case.kind in PAIRS and len(plan.operands) != 2:
        return f"{plan.operation} of {len(plan.operands)}"
    return f"{plan.operation} {plan.ask}"


@pytest.mark.parametrize("wording", ["known", "developed"])
def test_wordings_are_read_as_what_they_ask(wording: str) -> None:
    made_of, twins = made_logs(3, SEED), twin_logs(SEED)
    logs = [names_of(log) for log in (*made_of, *twins)]
    asked = made_questions(made_of) if wording == "known" else operator_questions(made_of, twins, "developed")
    wrong = [
        (made.case.question, told)
        for made in asked
        if made.case.kind in PLANS and (told := planned(made, logs)) not in PLANS[made.case.kind].split(" | ")
    ]
    assert wrong == []
