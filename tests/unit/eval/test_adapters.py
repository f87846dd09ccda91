"""The comparison of adapters: its grid, its journal and its table; runs themselves are counted, not trained."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from eval.adapters import grid
from eval.adapters.arms import Arm, Budget, RunResult, RunSpec, able_arms, arms, train_config
from eval.adapters.grid import finished_runs, run_grid
from eval.adapters.journal import RunJournal
from eval.adapters.table import table
from eval.errors import EvalError, JournalMismatch
from moe_adapters.example import MODALITIES

RESULT = RunResult(key="lora_r32/0.001/0", scores={"f1": 0.4, "n": 3.0}, validation_loss=1.0)


def arm(name: str) -> Arm:
    return {one.name: one for one in arms()}[name]


def test_trained_arms_get_equal_tokens_and_a_sweep_of_their_own() -> None:
    trained = [one for one in arms() if one.adapter is not None]
    assert len({one.name for one in arms()}) == len(arms())
    for one in trained:
        config = train_config(one, rate=1e-3, seed=2, budget=Budget(), modalities=("text", "table"))
        assert config.schedule.tokens == 60_000
        assert config.seed == 2
        assert len(one.rates) >= 3


def test_mixture_and_lora_have_the_same_rank() -> None:
    lora, mixture = arm("lora_r32").adapter, arm("mixture_softmax").adapter
    assert lora is not None
    assert mixture is not None
    assert lora.r == mixture.r * mixture.options["num_experts"]


def test_loras_that_are_routed_are_as_large_as_the_mixture() -> None:
    mixture = arm("mixture_softmax").adapter
    assert mixture is not None
    for name in ("arrow_r8", "x_lora_r8"):
        section = arm(name).adapter
        assert section is not None
        assert section.r == mixture.r
        assert len(MODALITIES) == mixture.options["num_experts"]


def test_prompting_trains_nothing() -> None:
    with pytest.raises(ValueError, match="trains nothing"):
        train_config(arm("zero_shot"), rate=0.0, seed=0, budget=Budget(), modalities=("text",))


def test_journal_goes_on_and_drops_a_half_written_line(tmp_path: Path) -> None:
    path = tmp_path / "runs.jsonl"
    RunJournal(path, {"a": 1}).add(RESULT)
    with path.open("a", encoding="utf-8") as stream:
        stream.write('{"key": "lora_r')
    again = RunJournal(path, {"a": 1})
    assert again.done(RESULT.key) == RESULT
    again.add(replace(RESULT, key="other"))
    assert RunJournal(path, {"a": 1}).done("other") is not None
    with pytest.raises(JournalMismatch):
        RunJournal(path, {"a": 2})


def sweep_run(ran: list[RunSpec], *, failing: str = "") -> Callable[[RunSpec], RunResult]:
    """Stands for a run: its validation loss is least at 3e-4."""

    def run(spec: RunSpec) -> RunResult:
        ran.append(spec)
        if spec.key == failing:
            raise EvalError(f"the run {spec.key} failed")
        loss = abs(spec.rate - 3e-4)
        return RunResult(key=spec.key, scores={"f1": 0.1 * spec.seed}, validation_loss=loss)

    return run


@pytest.mark.parametrize("jobs", [1, 3])
def test_best_rate_of_the_sweep_serves_the_other_seeds(tmp_path: Path, jobs: int) -> None:
    ran: list[RunSpec] = []
    journal = RunJournal(tmp_path / "runs.jsonl", {})
    for _ in range(2):
        found = run_grid([arm("lora_r32")], journal, budget=Budget(), run=sweep_run(ran), jobs=jobs)
    assert sorted((spec.sweep, spec.seed, spec.rate) for spec in ran) == [
        (False, 0, 3e-4), (False, 1, 3e-4), (False, 2, 3e-4), (True, 0, 1e-4), (True, 0, 3e-4), (True, 0, 1e-3),
    ]  # fmt: skip
    assert [result.key for result in found["lora_r32"]] == [f"lora_r32/0.0003/{seed}" for seed in (0, 1, 2)]


def test_a_run_that_fails_leaves_the_others_in_the_journal(tmp_path: Path) -> None:
    journal = RunJournal(tmp_path / "runs.jsonl", {})
    run = sweep_run([], failing="lora_r32/0.001/0/sweep")
    with pytest.raises(EvalError, match=r"lora_r32/0\.001/0/sweep failed"):
        run_grid([arm("lora_r32"), arm("lora_r8")], journal, budget=Budget(), run=run, jobs=2)
    assert journal.done("lora_r32/0.0003/0/sweep") is not None
    assert set(finished_runs([arm("lora_r32"), arm("lora_r8")], journal, Budget())) == {"lora_r8"}


def test_when_time_is_over_no_run_is_started(tmp_path: Path) -> None:
    ran: list[RunSpec] = []
    journal = RunJournal(tmp_path / "runs.jsonl", {})
    assert run_grid([arm("lora_r32")], journal, budget=Budget(), run=sweep_run(ran), until=0.0) == {}
    assert ran == []


def test_table_has_means_and_spread_and_no_joules_where_unknown() -> None:
    runs = [replace(RESULT, scores={"f1": value}, seconds=value) for value in (0.2, 0.4)]
    found = table(runs)
    assert found["f1"] == pytest.approx(0.3)
    assert found["f1_spread"] == pytest.approx(0.2)
    assert found["seconds"] == pytest.approx(0.3)
    assert "joules" not in found


def test_without_a_gpu_the_rest_is_named_untried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    able, untried = able_arms()
    assert [one.name for one in able] == ["zero_shot", "few_shot", "lora_r32", "mixture_softmax", "full"]
    assert {"prefix", "qlora_r32", "lora_r8", "mixture_top_k", "arrow_r8", "x_lora_r8"} <= set(untried)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert able_arms()[1] == []


def test_grid_runs_the_arms_that_are_named_and_knows_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    ran: list[RunSpec] = []
    monkeypatch.setattr(grid, "run_process", lambda spec, **_: sweep_run(ran)(spec))
    asked = ["--data", str(tmp_path), "--model", "base", "--out", str(tmp_path / "runs.jsonl"), "--arms"]
    with pytest.raises(SystemExit):
        grid.main([*asked, "arrow_r8,arow"])
    assert "no such arm: arow;" in capsys.readouterr().err
    assert grid.main([*asked, "arrow_r8"]) == 0
    assert {spec.arm for spec in ran} == {"arrow_r8"}
    assert json.loads(capsys.readouterr().out)["arrow_r8"]["seeds"] == 3
