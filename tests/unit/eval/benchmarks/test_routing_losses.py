"""The comparison of routing losses: its arms differ in their losses alone, and a run goes on from its journal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.settings import Settings
from eval.adapters.arms import RunResult
from eval.benchmark import RunOptions
from eval.benchmarks import routing_losses
from eval.benchmarks.routing_losses import ARMS, RECIPE, LossBudget, RoutingLosses, arm_config


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

    def run_arm(arm: str, **_: object) -> RunResult:
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
