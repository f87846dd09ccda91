"""Settings of a mixture of LoRA experts. Knows PEFT's configuration class, no layer and no model."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from typing import Literal, get_args

from peft.config import PeftConfig

from moe_adapters.peft_type import MOELORA

RouterKind = Literal["softmax", "top_k", "competition", "hypernetwork"]
Init = Literal["kaiming", "orthogonal"]


@dataclass
class MoeLoraConfig(PeftConfig):
    """Configuration of ``y = W x + s · B ((g(x) ⊗ 1_r) ∘ A x)`` with E experts of rank r.

    ``A`` stacks the experts' down-projections (E·r rows), ``B`` their up-projections (E·r columns),
    ``g(x)`` is the router's weight of each expert for this token and ``s = lora_alpha / r``.

    Args:
        r: Rank of one expert.
        num_experts: E.
        router: ``softmax`` weighs all experts; ``top_k`` keeps the k largest (masked, static shapes);
            ``competition`` lets the experts' response norms decide in training and distils the router
            to them (CompeteSMoE, arXiv 2402.02526), at inference it is ``top_k``; ``hypernetwork``
            generates the router from trainable embeddings by a fixed random network (HyperRouter,
            arXiv 2312.07035), at inference it is ``top_k`` with the generated matrix.
        top_k: k, of ``top_k``, ``competition`` and ``hypernetwork``.
        router_temperature: Divides the logits.
        router_dim: Width of the hypernetwork's embeddings.
        shared_a: One A for all experts (HydraLoRA, arXiv 2404.19245): the frugal variant.
        init: ``kaiming`` draws each A as LoRA does; ``orthogonal`` makes the rows of all experts' A
            mutually orthogonal, so that experts start as different as they can be.
        router_init_std: Standard deviation of the router's first weights.
        num_modalities: Number of modalities or tasks the prior knows; 0 for no prior.
        prior_strength: Logit that the prior gives to expert ``m mod E`` for modality m at the start
            of training; it is annealed to 0, so that inference needs no modality.
        expert_names: A name for each expert, for people to read; numbers where there are none.
        load_balance_weight, z_loss_weight, diversity_weight, distill_weight, modality_weight: Weights
            of the auxiliary losses, see ``moe_adapters.losses``.
    """

    r: int = field(default=8, metadata={"help": "rank of one expert"})
    num_experts: int = field(default=4, metadata={"help": "number of experts"})
    lora_alpha: int = field(default=16, metadata={"help": "scale is lora_alpha / r"})
    lora_dropout: float = field(default=0.0, metadata={"help": "dropout before A"})
    target_modules: list[str] | str | None = field(default=None, metadata={"help": "names or a regex"})
    exclude_modules: list[str] | str | None = field(default=None, metadata={"help": "names or a regex"})
    modules_to_save: list[str] | None = field(default=None, metadata={"help": "trained in full beside"})
    layers_to_transform: list[int] | int | None = field(default=None, metadata={"help": "layer indexes"})
    layers_pattern: list[str] | str | None = field(default=None, metadata={"help": "name of the layer list"})
    bias: str = field(default="none", metadata={"help": "always none"})
    router: RouterKind = field(default="softmax", metadata={"help": "how tokens choose experts"})
    top_k: int = field(default=2, metadata={"help": "experts kept for a token"})
    router_temperature: float = field(default=1.0, metadata={"help": "divides the logits"})
    router_dim: int = field(default=16, metadata={"help": "width of the hypernetwork's embeddings"})
    shared_a: bool = field(default=False, metadata={"help": "one A for all experts"})
    init: Init = field(default="kaiming", metadata={"help": "first values of A"})
    router_init_std: float = field(default=0.02, metadata={"help": "first values of the router"})
    num_modalities: int = field(default=0, metadata={"help": "modalities that the prior knows"})
    prior_strength: float = field(default=4.0, metadata={"help": "logit of the prior at the start"})
    load_balance_weight: float = field(default=0.01, metadata={"help": "Switch load balance"})
    z_loss_weight: float = field(default=0.001, metadata={"help": "router z-loss"})
    diversity_weight: float = field(default=0.0, metadata={"help": "cosine between experts"})
    distill_weight: float = field(default=0.1, metadata={"help": "router to competition"})
    modality_weight: float = field(default=0.0, metadata={"help": "router to the modality's experts"})
    expert_names: list[str] | None = field(default=None, metadata={"help": "for people to read"})

    def __post_init__(self) -> None:
        """Checks the values; sets the PEFT type.

        Raises:
            ValueError: A value cannot be used; says which.
        """
        super().__post_init__()
        self.peft_type = MOELORA
        if isinstance(self.target_modules, list):
            self.target_modules = set(self.target_modules)  # type: ignore[assignment]
        if isinstance(self.exclude_modules, list):
            self.exclude_modules = set(self.exclude_modules)  # type: ignore[assignment]
        self._check_names_and_counts()
        self._check_that_the_router_learns()

    def _check_names_and_counts(self) -> None:
        for name, kind in (("router", RouterKind), ("init", Init)):
            if getattr(self, name) not in get_args(kind):
                raise ValueError(
                    f"{name} must be one of {', '.join(get_args(kind))}, not {getattr(self, name)!r}"
                )
        for name in ("r", "num_experts", "top_k", "router_dim"):
            if not isinstance(getattr(self, name), int):
                raise ValueError(f"{name} must be a whole number, not {getattr(self, name)!r}")
        if self.r < 1 or self.num_experts < 1:
            raise ValueError(f"r and num_experts must be at least 1, not {self.r} and {self.num_experts}")
        if self.is_sparse and not 1 <= self.top_k <= self.num_experts:
            raise ValueError(f"top_k must be between 1 and num_experts={self.num_experts}, not {self.top_k}")
        if self.router_temperature <= 0:
            raise ValueError(f"router_temperature must be positive, not {self.router_temperature}")
        if self.expert_names is not None and len(self.expert_names) != self.num_experts:
            raise ValueError(
                f"expert_names has {len(self.expert_names)} names for {self.num_experts} experts"
            )
        if self.bias != "none":
            raise ValueError(f"bias must be 'none', not {self.bias!r}: experts have no bias")
        if self.num_modalities < 0:
            raise ValueError(f"num_modalities must be at least 0, not {self.num_modalities}")

    def _check_that_the_router_learns(self) -> None:
        """Nothing is checked where the adapter only answers, so that old files can still be opened."""
        if self.inference_mode or self.num_experts == 1:
            return
        if self.modality_weight and not 1 <= self.num_modalities <= self.num_experts:
            raise ValueError(
                f"modality_weight needs an expert for each modality: num_modalities must be between 1 and "
                f"num_experts={self.num_experts}, not {self.num_modalities}"
            )
        if self.router == "competition" and not self.distill_weight:
            raise ValueError(
                "the competition's router learns by distillation only: distill_weight must not be 0"
            )
        if self.is_sparse and self.top_k == 1 and self.router != "competition" and not self.modality_weight:
            warnings.warn(
                "with top_k=1 the chosen expert's weight is always 1, so the task's loss teaches the router "
                "nothing: set top_k to 2 or more, or give it modality_weight",
                stacklevel=4,
            )

    @property
    def is_sparse(self) -> bool:
        """True where only ``top_k`` experts keep a weight."""
        return self.router != "softmax"

    @property
    def has_losses(self) -> bool:
        """True where an auxiliary loss has a weight."""
        weights = (
            self.load_balance_weight, self.z_loss_weight, self.diversity_weight, self.modality_weight,
            self.distill_weight * (self.router == "competition"),
        )  # fmt: skip
        return any(weights)

    @property
    def names(self) -> tuple[str, ...]:
        """Name of each expert: as configured, else its number from 1."""
        return tuple(self.expert_names or (str(number + 1) for number in range(self.num_experts)))

    @property
    def scaling(self) -> float:
        """``lora_alpha / r``."""
        return self.lora_alpha / self.r
