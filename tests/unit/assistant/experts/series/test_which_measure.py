"""What is asked of readings and not understood is said; the mean is told where nothing else is asked."""

from __future__ import annotations

import pytest

from assistant.experts.series.names import LogNames
from assistant.experts.series.read import read
from assistant.experts.series.refuse import refusal


@pytest.mark.parametrize(
    "question",
    [
        "What is the kurtosis of the DE bearing temperature on 5 March 2024?",
        "How well damped was the DE bearing temperature on 5 March 2024?",
        "Quelle ondulation montre TT-105A le 5 mars 2024 ?",
    ],
)
def test_an_unknown_measure_is_no_mean(logs: list[LogNames], question: str) -> None:
    reading = read(question, logs[:1]).reading
    assert reading.plan is None
    assert reading.problem is not None
    assert reading.problem.kind == "which_measure"
    assert "kurtosis" in refusal(reading.problem, "en") or reading.problem.what in refusal(
        reading.problem, "fr"
    )


@pytest.mark.parametrize(
    ("question", "statistics"),
    [
        ("How fast did TT-105A rise in March 2024?", ("slope",)),
        ("What was the ramp rate of TT-105A in March 2024?", ("slope",)),
        ("How steady was TT-105A in March 2024?", ("std",)),
        ("How much scatter does TT-105A show in March 2024?", ("std",)),
    ],
)
def test_everyday_words_of_measures(logs: list[LogNames], question: str, statistics: tuple[str, ...]) -> None:
    plan = read(question, logs[:1]).reading.plan
    assert plan is not None
    assert plan.statistics == statistics


@pytest.mark.parametrize(
    "question",
    ["What was TT-105A in March 2024?", "How did TT-105A look in March 2024?", "TT-105A March 2024"],
)
def test_the_mean_is_told_where_nothing_else_is_asked(logs: list[LogNames], question: str) -> None:
    plan = read(question, logs[:1]).reading.plan
    assert plan is not None
    assert plan.operation == "summary"
