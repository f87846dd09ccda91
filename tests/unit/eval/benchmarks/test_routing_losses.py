"""The comparison of routing losses: its arms differ in their losses alone, and a run goes on from its journal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from assistant.settings import Settings
from eval.adapters.arms import RunResult
from eval.benchmark import RunOptions
from eval.benchmarks import routing_losses
from eval.benchmarks.routing_losses import ARMS, RECIPE, LossBudget, RoutingLosses, arm_config, run_arm
from moe_adapters.train import train
from moe_adapters.train_config import TrainConfig
from moe_adapters.training_state import Progress


def test_arms_differ_in_their_losses_and_in_nothing_else(tmp_path: Path) -> None:
    configs = {arm: arm_config(arm, budget=LossBudget(tokens=7), model="base", data=tmp_path) for arm in ARMS}
    recipe = configs[RECIPE]
    assert recipe.adapter.options["modality_weight"] > 0
    assert recipe.adapter.options["prior_strength"] > 0
    assert configs["language_loss_alone"].adapter.options["modality_weight"] == 0
    assert len({str(sorted(config.adapter.options.items())) for config in configs.values()}) == len(ARMS)
    for config in configs.values():
        assert config.schedule.tokens == 7
        assert not config.adapter.start
        alike = replace(
            config, name=recipe.name, adapter=replace(config.adapter, options=recipe.adapter.options)
        )
        assert alike == recipe


def test_what_the_journal_holds_is_not_trained_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trained: list[str] = []

    def run_arm(arm: str, folder: Path, **_: object) -> RunResult:
        trained.append(arm)
        if len(trained) == 2:
            raise KeyboardInterrupt
        return RunResult(key=arm, scores={"output_cka": 0.1 * len(trained)})

    monkeypatch.setattr(routing_losses, "run_arm", run_arm)
    monkeypatch.setattr(routing_losses, "write_mixture", lambda *_: None)
    options = RunOptions(
        settings=Settings(data=tmp_path / "data", model="base"), results=tmp_path / "runs.jsonl"
    )
    with pytest.raises(KeyboardInterrupt):
        RoutingLosses().run(options)
    report = RoutingLosses().run(options)
    assert trained.count(RECIPE) == 1
    assert report.scores == {"output_cka": pytest.approx(0.1)}
    assert set(report.baselines) == set(ARMS) - {RECIPE}


BUDGET = LossBudget(tokens=600, batch_tokens=96, max_tokens=32, checkpoint_minutes=1e6, sequences=4)


def test_an_arm_that_was_killed_goes_on_from_its_checkpoint(
    tiny_model: str, tiny_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(folder: Path, *, tokens: int = 600) -> RunResult:
        budget = replace(BUDGET, tokens=tokens)
        return run_arm(RECIPE, folder, data=tiny_data, model=tiny_model, budget=budget)

    steps: list[int] = []

    def killed(config: TrainConfig, folder: Path) -> Progress:
        steps.append(train(config, folder, stop=lambda: True).step)
        raise KeyboardInterrupt

    whole = run(tmp_path / "whole")
    with monkeypatch.context() as patch:
        patch.setattr(routing_losses, "train", killed)
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path / "parts")
    assert steps == [1]
    assert replace(run(tmp_path / "parts"), seconds=0.0) == replace(whole, seconds=0.0)
    assert run(tmp_path / "parts") == run(tmp_path / "parts")  # measured again, not trained again
    assert run(tmp_path / "parts", tokens=300).tokens < whole.tokens  # another budget begins anew


def test_all_arms_of_a_tiny_model(
    tiny_model: str, tiny_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        routing_losses, "write_mixture", lambda folder, *_: copytree(tiny_data, folder, dirs_exist_ok=True)
    )
    options = RunOptions(
        settings=Settings(data=tmp_path / "data", model=tiny_model), results=tmp_path / "runs.jsonl"
    )
    report = RoutingLosses(budget=replace(BUDGET, tokens=200)).run(options)
    assert set(report.baselines) == set(ARMS) - {RECIPE}
    for scores in (report.scores, *report.baselines.values()):
        assert {"output_cka", "mutual_information", "shuffled_router_adds", "loss"} <= set(scores)
    assert not any((tmp_path / "runs.runs").iterdir())
