"""Questions in an operator's words become plans; what the cues know better stands; doubt is refused."""

from __future__ import annotations

import pytest

from assistant.experts.series.names import LogNames
from assistant.experts.series.plan import Plan
from assistant.experts.series.read import read


def plan(text: str, logs: list[LogNames]) -> Plan:
    reading = read(text, logs[:1]).reading
    assert reading.plan is not None, (text, reading)
    return reading.plan


@pytest.mark.parametrize(
    ("text", "operation", "ask"),
    [
        ("is the DE bearing getting hotter?", "slope", "direction"),
        ("TT-105A grimpe ou descend ?", "slope", "direction"),
        ("how much does TT-105A gain or lose per day?", "slope", "value"),
        ("TT-105A goes up and down every how many hours?", "season", "value"),
        ("any repeating pattern on TT-105A", "season", "yes_no"),
        ("TT-105A est bruité à quel point", "noise", "value"),
        ("quand TT-105A a pris une marche ?", "changes", "time"),
        ("how big is the step on TT-105A?", "changes", "size"),
        ("when was TT-105A acting up?", "anomalies", "list"),
        ("how far off normal did TT-105A go", "anomalies", "size"),
        ("TT-105A not moving at all: when?", "stuck", "time"),
        ("TT-105A coincé pendant combien de minutes", "stuck", "duration"),
        ("when was 60 °C exceeded on TT-105A?", "first_where", "time"),
        ("time left before TT-105A reaches 90 °C", "forecast", "time"),
        ("à ce rythme, quand TT-105A passera 90 °C", "forecast", "time"),
        ("TT-105A est-il bruité, et de combien ?", "noise", "value"),
        ("temps au-dessus de 60 °C pour TT-105A", "duration", "duration"),
        ("TT-105A or TT-106A: who moves first?", "lag", "order"),
        ("are TT-105A and TT-106A linked? how strongly", "correlation", "value"),
        ("how long was there no data in the historian log?", "gaps", "duration"),
        ("add up the minutes TT-105A spent over 60 °C", "duration", "duration"),
        ("how deep did TT-105A sink?", "min", "value"),
        ("how tall is the step on TT-105A?", "changes", "size"),
        ("TT-105A cloué sur un seul chiffre : combien de minutes ?", "stuck", "duration"),
        ("quand TT-105A est-il passé à un nouveau palier ?", "changes", "time"),
        ("TT-105A glisse dans un sens ou tient sa place ?", "slope", "direction"),
        ("on its present course, when does TT-105A run into 90 °C?", "forecast", "time"),
        ("si rien ne change, que marquera TT-105A 12 heures après la fin du journal ?", "forecast", "value"),
    ],
)
def test_an_operators_words(text: str, operation: str, ask: str, logs: list[LogNames]) -> None:
    found = plan(text, logs)
    assert (found.operation, found.ask) == (operation, ask)


def test_which_of_two_is_higher_is_asked_of_their_means(logs: list[LogNames]) -> None:
    found = plan("which is hotter, TT-105A or TT-106A?", logs)
    assert (found.operation, found.combine, len(found.operands)) == ("mean", "which", 2)


def test_a_value_that_falls_is_crossed_downwards(logs: list[LogNames]) -> None:
    (condition,) = plan("when did TT-105A drop through 50 °C for the first time", logs).conditions
    assert (condition.comparison, condition.value) == ("below", 50.0)


def test_the_first_and_the_last_day_of_a_stretch_are_compared(logs: list[LogNames]) -> None:
    found = plan("gap in average TT-105A from March 4 to March 6", logs)
    assert [(o.window.start.day, o.window.end.day) for o in found.operands] == [(4, 4), (6, 6)]


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("How steady was TT-105A in March 2024?", "std"),
        ("on how many days was TT-105A above 60?", "days_any"),
        ("When did the motor stop, by the historian log?", "stopped_at"),
    ],
)
def test_what_the_cues_explain_stands(text: str, operation: str, logs: list[LogNames]) -> None:
    assert plan(text, logs).operation == operation


@pytest.mark.parametrize(
    "text",
    ["TT-105A zorks higher", "what is the accuracy of TT-105A"],
)
def test_a_word_that_nobody_knows_is_refused(text: str, logs: list[LogNames]) -> None:
    reading = read(text, logs[:1]).reading
    assert reading.plan is None
    assert reading.problem is not None
    assert reading.problem.kind == "which_measure"


@pytest.mark.parametrize("text", ["que faire si TT-105A monte ?", "what does a rising TT-105A mean?"])
def test_advice_is_not_asked_of_a_log(text: str, logs: list[LogNames]) -> None:
    assert read(text, logs[:1]).reading.confidence < 0.5


def test_a_value_that_the_plan_makes_nothing_of_is_not_passed_over(logs: list[LogNames]) -> None:
    reading = read("when does the run of TT-105A meet 90 °C?", logs[:1]).reading
    assert reading.plan is None
    assert reading.problem is not None
    assert reading.problem.kind == "which_measure"
