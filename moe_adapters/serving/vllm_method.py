"""Token-level mixtures of LoRA experts as a vLLM "quantization" method. Only ``register`` imports this file.

A checkpoint holds, beside each target linear's weight, ``moe_A`` [E·r, in], ``moe_G`` [E, in] and
``moe_B`` [out, E·r]. After loading, A and G become one matrix, so that a layer costs two small products
more than its base: the same count as a plain LoRA. vLLM packs q, k, v and gate, up into one linear; each
of its n shards keeps its own experts and its own router.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor
from torch.nn import Parameter
from torch.nn import functional as F
from vllm.model_executor.layers.linear import (
    LinearBase,
    UnquantizedLinearMethod,
    register_weight_loader_v2_supported_method,
)
from vllm.model_executor.layers.quantization import register_quantization_config
from vllm.model_executor.layers.quantization.base_config import QuantizationConfig

from moe_adapters.serving import METHOD

_SHARDS = {"q": 0, "k": 1, "v": 2}


@register_quantization_config(METHOD)
class MoeLoraServingConfig(QuantizationConfig):
    """What ``quantization_config`` in ``config.json`` says."""

    def __init__(
        self, *, num_experts: int, rank: int, scaling: float, top_k: int | None, targets: frozenset[str]
    ) -> None:
        super().__init__()
        self.num_experts = num_experts
        self.rank = rank
        self.scaling = scaling
        self.top_k = top_k
        self.targets = targets

    def get_name(self) -> str:
        """Name of the method."""
        return METHOD

    def get_supported_act_dtypes(self) -> list[torch.dtype]:
        """Any floating type."""
        return [torch.float32, torch.bfloat16, torch.float16]

    @classmethod
    def get_min_capability(cls) -> int:
        """Any GPU."""
        return 0

    @staticmethod
    def get_config_filenames() -> list[str]:
        """Everything stands in ``config.json``."""
        return []

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> MoeLoraServingConfig:
        """Reads ``quantization_config``."""
        return cls(
            num_experts=config["num_experts"],
            rank=config["r"],
            scaling=config["scaling"],
            top_k=config["top_k"],
            targets=frozenset(config["target_modules"]),
        )

    def get_quant_method(self, layer: torch.nn.Module, prefix: str) -> Any:
        """The mixture for target linears, vLLM's own method for the rest."""
        if not isinstance(layer, LinearBase):
            return None
        leaf = prefix.rsplit(".", 1)[-1]
        parts = set(self.packed_modules_mapping.get(leaf, [leaf]))
        if not parts & self.targets:
            return UnquantizedLinearMethod()
        if not parts <= self.targets:
            raise ValueError(
                f"vLLM packs {sorted(parts)} into one linear; experts must stand on all of them or on none, "
                f"not only on {sorted(parts & self.targets)}"
            )
        return MoeLoraLinearMethod(self)


@register_weight_loader_v2_supported_method
class MoeLoraLinearMethod(UnquantizedLinearMethod):
    """A linear with its experts."""

    def __init__(self, config: MoeLoraServingConfig) -> None:
        super().__init__()
        self.config = config

    def create_weights(
        self,
        layer: Any,
        input_size_per_partition: int,
        output_partition_sizes: list[int],
        input_size: int,
        output_size: int,
        params_dtype: torch.dtype,
        **extra_weight_attrs: Any,
    ) -> None:
        """Adds the experts' parameters beside the weight.

        Raises:
            ValueError: The layer is split over several GPUs.
        """
        if input_size_per_partition != input_size or sum(output_partition_sizes) != output_size:
            raise ValueError(
                "a mixture of LoRA experts is not served with tensor parallelism: start vLLM with "
                "--tensor-parallel-size 1 (use data or pipeline parallelism for more GPUs)"
            )
        super().create_weights(
            layer,
            input_size_per_partition,
            output_partition_sizes,
            input_size,
            output_size,
            params_dtype,
            **extra_weight_attrs,
        )
        shards = len(output_partition_sizes)
        wide, experts = self.config.num_experts * self.config.rank, self.config.num_experts
        offsets = [sum(output_partition_sizes[:i]) for i in range(shards + 1)]
        layer.moe_offsets = offsets
        for name, shape, bounds in (
            ("moe_A", (shards * wide, input_size), [i * wide for i in range(shards + 1)]),
            ("moe_G", (shards * experts, input_size), [i * experts for i in range(shards + 1)]),
            ("moe_B", (output_size, wide), offsets),
        ):
            parameter = Parameter(torch.zeros(*shape, dtype=params_dtype), requires_grad=False)
            parameter.weight_loader = _loader(bounds)  # type: ignore[attr-defined]
            layer.register_parameter(name, parameter)

    def process_weights_after_loading(self, layer: Any) -> None:
        """Makes one matrix of A and G: rows of shard i are A_i, then G_i."""
        super().process_weights_after_loading(layer)
        shards = len(layer.moe_offsets) - 1
        down = layer.moe_A.data.unflatten(0, (shards, -1))
        router = layer.moe_G.data.unflatten(0, (shards, -1))
        fused = torch.cat([down, router], dim=1).flatten(0, 1).contiguous()
        del layer.moe_A, layer.moe_G
        layer.register_parameter("moe_AG", Parameter(fused, requires_grad=False))

    def apply(self, layer: Any, x: Tensor, bias: Tensor | None = None) -> Tensor:
        """[..., in] -> [..., out]; static shapes, nothing depends on values."""
        config, offsets = self.config, layer.moe_offsets
        shards = len(offsets) - 1
        wide = config.num_experts * config.rank
        result = super().apply(layer, x, bias)
        both = F.linear(x, layer.moe_AG).unflatten(-1, (shards, wide + config.num_experts))
        hidden, logits = both[..., :wide], both[..., wide:].float()
        if config.top_k is not None and config.top_k < config.num_experts:
            smallest = logits.topk(config.top_k, dim=-1).values[..., -1:]
            logits = logits.masked_fill(logits < smallest, float("-inf"))
        gates = torch.softmax(logits, dim=-1).to(hidden.dtype).unsqueeze(-1)
        mixed = (hidden.unflatten(-1, (config.num_experts, config.rank)) * gates).flatten(-2) * config.scaling
        parts = [F.linear(mixed[..., i, :], layer.moe_B[offsets[i] : offsets[i + 1]]) for i in range(shards)]
        return result + (parts[0] if shards == 1 else torch.cat(parts, dim=-1))


def _loader(bounds: list[int]) -> Callable[..., None]:
    """Copies one shard's tensor into its rows; vLLM passes the shard by argument or on the tensor."""

    def load(parameter: Parameter, loaded: Tensor, shard: str | int | None = None, **_: Any) -> None:
        chosen = shard if shard is not None else getattr(loaded, "shard_id", None)
        index = 0 if chosen is None else int(_SHARDS.get(str(chosen), chosen))
        start, end = bounds[index], bounds[index + 1]
        parameter.data[start:end].copy_(loaded)

    return load
