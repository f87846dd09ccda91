"""The arms of the comparison and the grid of runs that each gets. Knows configurations, runs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from moe_adapters.train_config import ROUTED_KINDS, AdapterSection, TrainConfig, parse_config

RANK = 8
EXPERTS = 4
_ROUTERS = ("softmax", "top_k", "competition", "hypernetwork")
_LOW_RANK_RATES = (1e-4, 3e-4, 1e-3)

Prompting = Literal["zero_shot", "few_shot"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """One way to adapt the model.

    Attributes:
        adapter: What is trained; None where nothing is.
        rates: Learning rates of the sweep; the best on validation is used for the other seeds.
        prompting: ``few_shot`` puts solved examples before the question.
        quantisation: Bits of the frozen weights.
        needs_gpu: Left out, and said to be, on a machine without one, unless it is named.
    """

    name: str
    adapter: AdapterSection | None
    rates: tuple[float, ...] = _LOW_RANK_RATES
    prompting: Prompting = "zero_shot"
    quantisation: int = 0
    needs_gpu: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What every run gets.

    Attributes:
        tokens: Tokens read in training.
        seeds: The first one runs the sweep.
        per_task: Test examples of each task.
        batch_size: Test examples that are answered together.
        max_tokens, batch_tokens: See ``moe_adapters.train_config.DataSection``.
    """

    tokens: int = 60_000
    seeds: tuple[int, ...] = (0, 1, 2)
    per_task: int = 15
    batch_size: int = 16
    max_tokens: int = 512
    batch_tokens: int = 1536


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSpec:
    """One run: an arm with a rate and a seed; rate 0 where nothing is trained.

    Attributes:
        sweep: It is trained and validated alone: the test examples are asked at the best rate only.
    """

    arm: str
    rate: float
    seed: int
    sweep: bool = False

    @property
    def key(self) -> str:
        """Its name in the journal."""
        return f"{self.training}/sweep" if self.sweep else self.training

    @property
    def training(self) -> str:
        """The folder of what is trained; the sweep's run at the best rate is not trained again."""
        return f"{self.arm}/{self.rate:g}/{self.seed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What one run gave.

    Attributes:
        scores: Of the answers, see ``moe_adapters.answer_scores.summary``.
        f1_by_example: Token F1 by id, for paired comparisons.
        validation_loss: Chooses the rate; None where nothing is trained.
        general_loss: Nats a token of passages of the test documents, read without prompt: forgetting.
        trainable: Parameters.
        peak_mib: Memory of the process, or of the GPU where there is one.
        joules: None where the machine cannot tell.
    """

    key: str
    scores: Mapping[str, float]
    f1_by_example: Mapping[str, float] = field(default_factory=dict)
    validation_loss: float | None = None
    general_loss: float | None = None
    trainable: int = 0
    tokens: int = 0
    seconds: float = 0.0
    peak_mib: float = 0.0
    joules: float | None = None


def arms() -> tuple[Arm, ...]:
    """All arms; the first five, prompting in two ways, are those that two cores can carry."""
    wide = AdapterSection(kind="lora", r=RANK * EXPERTS, alpha=2 * RANK * EXPERTS)
    return (
        Arm(name="zero_shot", adapter=None, rates=(0.0,)),
        Arm(name="few_shot", adapter=None, rates=(0.0,), prompting="few_shot"),
        Arm(name=f"lora_r{RANK * EXPERTS}", adapter=wide),
        Arm(name="mixture_softmax", adapter=_mixture("softmax")),
        Arm(name="full", adapter=AdapterSection(kind="full"), rates=(1e-5, 3e-5, 1e-4)),
        *(Arm(name=f"mixture_{r}", adapter=_mixture(r), needs_gpu=True) for r in _ROUTERS[1:]),
        Arm(
            name=f"lora_r{RANK}",
            adapter=AdapterSection(kind="lora", r=RANK, alpha=2 * RANK),
            needs_gpu=True,
        ),
        Arm(
            name="prefix",
            adapter=AdapterSection(kind="prefix", r=32),
            rates=(1e-3, 1e-2, 3e-2),
            needs_gpu=True,
        ),
        Arm(name=f"qlora_r{RANK * EXPERTS}", adapter=wide, quantisation=4, needs_gpu=True),
        *(
            Arm(
                name=f"{kind}_r{RANK}",
                adapter=AdapterSection(kind=kind, r=RANK, alpha=2 * RANK),
                needs_gpu=True,
            )
            for kind in ROUTED_KINDS
        ),
    )


def able_arms() -> tuple[list[Arm], list[str]]:
    """The arms that this machine can carry, and the names of the others."""
    import torch

    gpu = torch.cuda.is_available()
    able = [arm for arm in arms() if gpu or not arm.needs_gpu]
    return able, [arm.name for arm in arms() if arm not in able]


def _mixture(router: str) -> AdapterSection:
    options: dict[str, Any] = {
        "num_experts": EXPERTS,
        "router": router,
        "init": "orthogonal",
        "prior_strength": 6.0,
        "modality_weight": 30.0,
        "load_balance_weight": 0.0,
        "z_loss_weight": 0.0001,
        "diversity_weight": 0.0,
    }
    return AdapterSection(kind="mixture", r=RANK, alpha=RANK * EXPERTS, options=options)


def train_config(
    arm: Arm, *, rate: float, seed: int, budget: Budget, modalities: tuple[str, ...]
) -> TrainConfig:
    """The training run of an arm.

    Raises:
        ValueError: The arm trains nothing.
    """
    if arm.adapter is None:
        raise ValueError(f"{arm.name} trains nothing")
    section = arm.adapter
    return parse_config(
        {
            "name": arm.name,
            "seed": seed,
            "base": {"quantisation": arm.quantisation},
            "adapter": {
                "kind": section.kind,
                "r": section.r,
                "alpha": section.alpha,
                "options": dict(section.options),
            },
            "data": {
                "modalities": modalities,
                "max_tokens": budget.max_tokens,
                "batch_tokens": budget.batch_tokens,
            },
            "schedule": {
                "tokens": budget.tokens,
                "learning_rate": rate,
                "validate_minutes": 1e6,
                "checkpoint_minutes": 5,
            },
        }
    )
