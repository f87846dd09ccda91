"""Which loss keeps the experts of a mixture apart: the plant recipe trained with each left out.

Protocol: fresh experts (no LoRA to start from), one seed, equal tokens of the same mixture in the same
order, the recipe's settings but for shorter batches, so that the router gets enough steps. Each arm is then
measured for collapse on held-out examples of all modalities in turn, without any prior: CKA of the experts'
outputs, mutual information of expert and modality, and the loss that is added where the router's weights are
exchanged among the experts. Experts that may be exchanged are not experts. ``--limit`` is the number of
held-out sequences. Broken off, the same command goes on: finished arms stand in the journal, the one that was
being trained goes on from its checkpoint beside it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from pathlib import Path
from shutil import rmtree

from assistant.engines.convert import embedded_model
from eval.adapters.arms import Budget, RunResult
from eval.adapters.journal import RunJournal
from eval.benchmark import RunOptions
from eval.benchmarks.adapters import write_mixture
from eval.provenance import settings_record
from eval.report import EvalReport
from moe_adapters.collapse_run import measure_adapter
from moe_adapters.train import ADAPTER, train
from moe_adapters.train_config import BaseSection, TrainConfig, read_config
from moe_adapters.training_state import latest_checkpoint, saved_config, saved_progress

RECIPE = "recipe"
_VALIDATION = 4
"""Examples that training looks at in passing; no figure comes from them."""
ARMS: Mapping[str, Mapping[str, float]] = {
    RECIPE: {},
    "without_prior": {"prior_strength": 0.0},
    "without_modality_loss": {"modality_weight": 0.0},
    "language_loss_alone": {"prior_strength": 0.0, "modality_weight": 0.0},
    "load_balance_and_diversity": {
        "prior_strength": 0.0,
        "modality_weight": 0.0,
        "load_balance_weight": 0.01,
        "diversity_weight": 0.03,
    },
}
"""What each arm changes in the recipe's options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LossBudget:
    """What every arm gets; two cores should carry the five arms in an hour.

    One arm took 230 to 680 s of one busy core with bfloat16 to train, and as long to measure on 12 sequences.

    Attributes:
        tokens: Tokens read in training.
        batch_tokens, max_tokens: See ``moe_adapters.train_config.DataSection``.
        learning_rate: At its peak.
        checkpoint_minutes: What a kill loses at most.
        sequences: Held-out examples that collapse is measured on.
    """

    tokens: int = 40_000
    batch_tokens: int = 640
    max_tokens: int = 512
    learning_rate: float = 3e-4
    checkpoint_minutes: float = 2.0
    sequences: int = 24


class RoutingLosses:
    """The benchmark ``routing_losses``."""

    name = "routing_losses"

    def __init__(self, *, budget: LossBudget | None = None) -> None:
        self._budget = budget or LossBudget()

    def run(self, options: RunOptions) -> EvalReport:
        """Trains and measures the arms that the journal does not hold."""
        began = time.perf_counter()
        budget = replace(self._budget, sequences=options.limit or self._budget.sequences)
        model = options.settings.model or embedded_model(options.settings.data / "models")
        settings = {**settings_record(options.settings), "budget": asdict(budget)}
        journal = RunJournal(options.results, {key: v for key, v in settings.items() if key != "commit"})
        data = options.results.with_suffix(".data")
        write_mixture(data, options.bench_data, Budget(tokens=budget.tokens))
        found: dict[str, Mapping[str, float]] = {}
        for number, arm in enumerate(ARMS):
            options.tell(arm, number, len(ARMS))
            result = journal.done(arm)
            if result is None:
                folder = options.results.with_suffix(".runs") / arm
                result = run_arm(arm, folder, data=data, model=model, budget=budget)
                journal.add(result)
                rmtree(folder, ignore_errors=True)
            found[arm] = result.scores
        return EvalReport(
            benchmark=self.name,
            n=budget.sequences,
            errors=0,
            scores=dict(found[RECIPE]),
            baselines={arm: dict(scores) for arm, scores in found.items() if arm != RECIPE},
            settings=settings,
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(f"{budget.tokens} tokens an arm, one seed",),
        )


def arm_config(arm: str, *, budget: LossBudget, model: str, data: Path) -> TrainConfig:
    """The plant recipe with an arm's options, fresh experts and the benchmark's budget.

    Raises:
        KeyError: There is no such arm.
    """
    recipe = read_config(Path(str(files("moe_adapters") / "recipes" / "plant" / "train.toml"))).inside(data)
    adapter = replace(recipe.adapter, options={**recipe.adapter.options, **ARMS[arm]}, start={})
    return replace(
        recipe,
        name=arm,
        base=replace(recipe.base, model=model),
        adapter=adapter,
        data=replace(
            recipe.data,
            batch_tokens=budget.batch_tokens,
            max_tokens=budget.max_tokens,
            validation_examples=_VALIDATION,
        ),
        schedule=replace(
            recipe.schedule,
            tokens=budget.tokens,
            learning_rate=budget.learning_rate,
            validate_minutes=1e6,
            checkpoint_minutes=budget.checkpoint_minutes,
        ),
    )


def run_arm(arm: str, folder: Path, *, data: Path, model: str, budget: LossBudget) -> RunResult:
    """Trains one arm, or goes on with it, and measures its experts.

    Args:
        folder: Of the arm's checkpoint; kept, so that a kill while measuring trains nothing again.
    """
    config = arm_config(arm, budget=budget, model=model, data=data)
    checkpoint = latest_checkpoint(folder)
    if checkpoint is not None and saved_config(checkpoint) != json.loads(json.dumps(config.described())):
        rmtree(folder)  # of a journal that was deleted
        checkpoint = None
    if checkpoint is not None and (folder / ADAPTER).is_dir():
        progress = saved_progress(checkpoint)
    else:
        progress = train(config, folder)
    report = measure_adapter(
        folder, data / "test.jsonl", base=BaseSection(model=model), sequences=budget.sequences
    )
    scores = {
        "loss": report.loss,
        "shuffled_router_adds": report.ablations["shuffled_router"],
        "chance_of_mutual_information": report.p_value if report.p_value is not None else 1.0,
        **report.means,
    }
    return RunResult(key=arm, scores=scores, tokens=progress.tokens, seconds=progress.seconds)
