"""One run of each routed arm, and the grid over one of them, on a tiny Llama in a folder of its own."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.adapters.arms import Arm, Budget, RunResult, RunSpec, arms
from eval.adapters.grid import run_grid
from eval.adapters.journal import RunJournal
from eval.adapters.one_run import run_one
from eval.adapters.table import table

BUDGET = Budget(tokens=600, seeds=(0, 1), per_task=2, batch_size=4, max_tokens=32, batch_tokens=96)
_LAYERS, _WIDTH, _INNER = 2, 32, 32
"""Of the tiny model."""


def arm(name: str) -> Arm:
    return {one.name: one for one in arms()}[name]


def lora_size(rank: int) -> int:
    """Parameters of a LoRA on all linears of the tiny model: queries, keys, values, outputs, and the MLP."""
    sides = 2 * (_WIDTH + _WIDTH) + 2 * (_WIDTH + _WIDTH // 2) + 3 * (_WIDTH + _INNER)
    return _LAYERS * rank * sides


@pytest.mark.parametrize(
    ("name", "router"),
    [("lora_r32", 0), ("arrow_r8", 0), ("x_lora_r8", 7 * _LAYERS * 2 * (_WIDTH + 1))],
)
def test_all_measures_of_a_run(
    name: str, router: int, tiny_model: str, tiny_data: Path, tmp_path: Path
) -> None:
    spec = RunSpec(arm=name, rate=1e-2, seed=0)
    result = run_one(spec, data=tiny_data, model=tiny_model, budget=BUDGET, work=tmp_path)
    assert result.key == f"{name}/0.01/0"
    assert BUDGET.tokens <= result.tokens < BUDGET.tokens + BUDGET.batch_tokens
    experts = 1 if name == "lora_r32" else 2  # the data have two modalities
    assert result.trainable == experts * lora_size(32 if experts == 1 else 8) + router
    assert result.validation_loss is not None
    assert result.general_loss is not None
    assert len(result.f1_by_example) == 4
    assert result.scores["n"] == 4
    assert result.seconds > 0
    assert result.peak_mib > 0


@pytest.mark.parametrize("name", ["mixture_softmax", "full"])
def test_what_the_sweep_trained_answers(name: str, tiny_model: str, tiny_data: Path, tmp_path: Path) -> None:
    spec = RunSpec(arm=name, rate=1e-2, seed=0)
    swept = run_one(replace(spec, sweep=True), data=tiny_data, model=tiny_model, budget=BUDGET, work=tmp_path)
    assert swept.key == f"{name}/0.01/0/sweep"
    assert swept.scores == {}
    log = tmp_path / spec.training / "log.jsonl"
    assert log.is_file()
    result = run_one(spec, data=tiny_data, model=tiny_model, budget=BUDGET, work=tmp_path)
    assert result.seconds == swept.seconds  # not trained again
    assert result.validation_loss == swept.validation_loss
    assert result.scores["n"] == 4
    assert not log.exists()  # what has answered is cleared away


def test_grid_of_a_routed_arm_goes_on_from_its_journal(
    tiny_model: str, tiny_data: Path, tmp_path: Path
) -> None:
    ran: list[str] = []

    def run(spec: RunSpec) -> RunResult:
        ran.append(spec.key)
        return run_one(spec, data=tiny_data, model=tiny_model, budget=BUDGET, work=tmp_path)

    chosen = [replace(arm("arrow_r8"), rates=(1e-3, 2e-2))]
    path = tmp_path / "runs.jsonl"
    found = run_grid(chosen, RunJournal(path, {}), budget=BUDGET, run=run)
    sweep = ["arrow_r8/0.001/0/sweep", "arrow_r8/0.02/0/sweep"]
    assert ran == [*sweep, "arrow_r8/0.02/0", "arrow_r8/0.02/1"]
    assert [result.key for result in found["arrow_r8"]] == ["arrow_r8/0.02/0", "arrow_r8/0.02/1"]
    assert run_grid(chosen, RunJournal(path, {}), budget=BUDGET, run=run) == found
    assert len(ran) == 4
    figures = table(found["arrow_r8"])
    assert {"f1", "f1_spread", "general_loss", "trainable", "peak_mib", "seconds"} <= set(figures)
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[1])["key"] == "arrow_r8/0.001/0/sweep"
