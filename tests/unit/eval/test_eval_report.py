from __future__ import annotations

import json
from pathlib import Path

from eval.report import EvalReport, case_values, intervals, summarise
from eval.result import CaseResult


def result(*, correct: bool, cited: bool | None = None, answerable: bool = True) -> CaseResult:
    return CaseResult(
        id="c", system="product", kind="k", language="fr", answerable=answerable, question="q", answer="a",
        abstained=not answerable, scores={"f1": 0.4}, correct=correct, why="", cited=cited, seconds=1.0,
    )  # fmt: skip


def test_citations_are_judged_on_right_answers_only() -> None:
    results = [
        result(correct=True, cited=True),
        result(correct=True, cited=False),
        result(correct=False, cited=False),
    ]
    assert summarise(results)["citations_hold"] == 0.5
    assert "citations_hold" not in summarise([result(correct=False, cited=False)])


def test_abstention_stands_only_where_there_is_something_to_decline() -> None:
    assert "abstention" not in case_values([result(correct=True)])
    both = summarise([result(correct=True), result(correct=True, answerable=False)])
    assert both["abstention"] == 1.0
    assert both["accuracy_fr"] == 1.0


def test_every_mean_has_its_interval() -> None:
    results = [result(correct=True), result(correct=False)]
    assert set(intervals(results)) == set(case_values(results))


def test_json_is_that_of_the_contract() -> None:
    report = EvalReport(
        benchmark="b", n=1, errors=0, scores={"f1": 0.123456}, settings={"engine": "e", "commit": "c"},
        seconds=1.23, intervals={"f1": (0.1, 0.2)}, baselines={"grep": {"f1": 0.5}}, results=Path("r.jsonl"),
    )  # fmt: skip
    told = json.loads(json.dumps(report.to_json()))
    wanted = {
        "benchmark": "b", "n": 1, "errors": 0, "scores": {"f1": 0.1235}, "baselines": {"grep": {"f1": 0.5}},
        "settings": {"engine": "e", "commit": "c"}, "results": "r.jsonl", "seconds": 1.2,
    }  # fmt: skip
    assert wanted.items() <= told.items()
