from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import Settings
from eval.benchmark import Grade, RunOptions, Task
from eval.case import Case
from eval.errors import JournalMismatch
from eval.question_run import run_questions
from eval.scorers.answers import score_answer
from eval.scripted import ScriptedBaseline, ScriptedProduct


def grade(case: Case, answer: str, abstained: bool) -> Grade:
    return Grade(score=score_answer(case, answer, abstained=abstained), metrics={"length": 1.0})


def cases(count: int = 4) -> tuple[Case, ...]:
    """Numbers 0, 1, 2 … as answers; the last one has none."""
    known = [
        Case(id=f"c{i}", question=f"q{i}?", answer_type="number", value=float(i), kind="table")
        for i in range(count - 1)
    ]
    nothing = Case(id=f"c{count - 1}", question="q?", answer_type="abstain", value=None, kind="unanswerable")
    return (*known, nothing)


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunOptions:
    monkeypatch.setattr("eval.provenance.commit", lambda: "abc")
    return RunOptions(
        settings=Settings(data=tmp_path / "data", engine="scripted"), results=tmp_path / "r.jsonl"
    )


def task(*baselines: ScriptedBaseline) -> Task:
    return Task(name="t", cases=cases(), paths=(), grade=grade, baselines=baselines)


ANSWERS: dict[str, str | Exception | None] = {"c0": "0 [1]", "c1": "5 [1]", "c2": None, "c3": None}


def test_report_has_scores_intervals_and_what_was_lost(options: RunOptions) -> None:
    report = run_questions(task(), options, opens=ScriptedProduct(ANSWERS).opened)
    assert (report.n, report.errors) == (4, 0)
    assert report.scores["accuracy"] == 0.5
    assert report.scores["accuracy_table"] == pytest.approx(1 / 3)
    assert report.scores["abstention"] == 1.0
    assert report.scores["false_abstention"] == pytest.approx(1 / 3)
    assert report.scores["first_words_seconds_median"] == 0.5
    low, high = report.intervals["accuracy"]
    assert 0 <= low < 0.5 < high <= 1
    assert report.notes == ("quarantined: x/broken.pdf: broken",)
    assert report.settings["commit"] == "abc"


def test_an_error_is_counted_apart_scores_zero_and_is_asked_again(options: RunOptions) -> None:
    broken = ScriptedProduct({**ANSWERS, "c0": ValueError("boom")})
    report = run_questions(task(), options, opens=broken.opened)
    assert (report.n, report.errors, report.scores["accuracy"]) == (4, 1, 0.25)
    assert report.scores["length"] == 0.75
    mended = ScriptedProduct(ANSWERS)
    again = run_questions(task(), options, opens=mended.opened)
    assert mended.asked == ["c0"]
    assert (again.errors, again.scores["accuracy"]) == (0, 0.5)


def test_a_broken_run_continues(options: RunOptions) -> None:
    stopped = ScriptedProduct({**ANSWERS, "c2": KeyboardInterrupt()})  # type: ignore[dict-item]
    stopped.answers = {**ANSWERS}
    first = ScriptedProduct({"c0": "0", "c1": "1"})

    def stop(case_id: str) -> None:
        raise KeyboardInterrupt(case_id)

    class Stops(dict[str, str | Exception | None]):
        def __missing__(self, key: str) -> None:
            stop(key)

    first.answers = Stops(first.answers)
    with pytest.raises(KeyboardInterrupt):
        run_questions(task(), options, opens=first.opened)
    report = run_questions(task(), options, opens=stopped.opened)
    assert stopped.asked == ["c2", "c3"]
    assert report.n == 4


def test_nothing_is_opened_where_all_is_done(options: RunOptions) -> None:
    run_questions(task(), options, opens=ScriptedProduct(ANSWERS).opened)
    idle = ScriptedProduct({})
    assert run_questions(task(), options, opens=idle.opened).scores["accuracy"] == 0.5
    assert idle.asked == []


def test_other_settings_do_not_continue_a_journal(options: RunOptions) -> None:
    run_questions(task(), options, opens=ScriptedProduct(ANSWERS).opened)
    other = RunOptions(
        settings=Settings(data=options.settings.data, engine="scripted", model="else"),
        results=options.results,
    )
    with pytest.raises(JournalMismatch, match="model"):
        run_questions(task(), other, opens=ScriptedProduct(ANSWERS).opened)


def test_baselines_answer_the_same_cases_and_slow_ones_fewer(options: RunOptions) -> None:
    fast, slow = ScriptedBaseline("1"), ScriptedBaseline("1", name="slow parrot", slow=True)
    few = RunOptions(settings=options.settings, results=options.results, baseline_limit=2)
    report = run_questions(task(fast, slow), few, opens=ScriptedProduct(ANSWERS).opened)
    assert report.baselines["parrot"]["n"] == 4
    assert report.baselines["parrot"]["accuracy"] == 0.25
    assert report.baselines["slow parrot"]["n"] == 2
    assert len(slow.asked) == 2
    assert fast.prepared == ((), "scripted", True)


def test_limit_asks_fewer(options: RunOptions) -> None:
    product = ScriptedProduct(ANSWERS)
    limited = RunOptions(settings=options.settings, results=options.results, limit=2)
    assert run_questions(task(), limited, opens=product.opened).n == 2
    assert len(product.asked) == 2


def test_progress_is_told(options: RunOptions) -> None:
    told: list[tuple[str, int, int]] = []
    listening = RunOptions(
        settings=options.settings, results=options.results, progress=lambda *step: told.append(step)
    )
    run_questions(task(), listening, opens=ScriptedProduct(ANSWERS).opened)
    assert told == [("ask", 1, 4), ("ask", 2, 4), ("ask", 3, 4), ("ask", 4, 4)]


def test_the_baselines_can_be_asked_alone(options: RunOptions) -> None:
    product = ScriptedProduct(ANSWERS)
    alone = RunOptions(settings=options.settings, results=options.results, baselines_only=True)
    report = run_questions(task(ScriptedBaseline("1")), alone, opens=product.opened)
    assert product.asked == []
    assert (report.n, report.scores) == (0, {})
    assert report.baselines["parrot"]["accuracy"] == 0.25
    assert report.notes == ("the product was not asked",)
