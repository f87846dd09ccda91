"""What can be done with a trained mixture's weights: fold the router, prune dead experts, merge to one LoRA.

Knows tensors and the configuration; knows no training and no server.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from moe_adapters.config import MoeLoraConfig
from moe_adapters.model import mixture_layers


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertTensors:
    """The tensors that serving needs for one layer, whatever the router was in training.

    Attributes:
        down_KI: [E·r, in], a shared A repeated for each expert.
        up_OK: [out, E·r].
        router_EI: [E, in], generated and divided by the temperature.
    """

    down_KI: Tensor
    up_OK: Tensor
    router_EI: Tensor


def serving_tensors(model: nn.Module, *, adapter: str = "default") -> dict[str, ExpertTensors]:
    """The folded tensors of each mixture layer, by its name in the base model.

    Raises:
        ValueError: The model has no such adapter.
    """
    result: dict[str, ExpertTensors] = {}
    for layer in mixture_layers(model):
        if adapter not in layer.moelora_A:
            continue
        config = layer.moelora_config[adapter]
        down = layer.moelora_A[adapter].detach()
        result[layer.layer_name] = ExpertTensors(
            down_KI=down.repeat(config.num_experts, 1) if config.shared_a else down.clone(),
            up_OK=layer.moelora_B[adapter].detach().clone(),
            router_EI=layer.router_weight(adapter).detach() / config.router_temperature,
        )
    if not result:
        raise ValueError(f"the model has no mixture adapter named {adapter!r}")
    return result


def merge_to_lora(tensors: ExpertTensors, gates_E: Tensor) -> tuple[Tensor, Tensor]:
    """One LoRA of rank E·r that equals the mixture wherever the gates are ``gates_E``.

    Returns:
        A [E·r, in] and B [out, E·r]; the scale ``lora_alpha / r`` of the mixture stays.
    """
    rank = tensors.up_OK.shape[1] // len(gates_E)
    return tensors.down_KI, tensors.up_OK * gates_E.to(tensors.up_OK).repeat_interleave(rank)


def prune_experts(
    tensors: ExpertTensors, config: MoeLoraConfig, keep: Sequence[int]
) -> tuple[ExpertTensors, MoeLoraConfig]:
    """Keeps the named experts; the router's softmax then runs over them alone.

    Raises:
        ValueError: None is kept, or one does not exist.
    """
    if not keep or not set(keep) <= set(range(config.num_experts)):
        raise ValueError(f"keep some of the experts 0 to {config.num_experts - 1}, not {list(keep)}")
    rows = torch.cat([torch.arange(e * config.r, (e + 1) * config.r) for e in keep])
    pruned = ExpertTensors(
        down_KI=tensors.down_KI[rows],
        up_OK=tensors.up_OK[:, rows],
        router_EI=tensors.router_EI[list(keep)],
    )
    smaller = replace(config, num_experts=len(keep), top_k=min(config.top_k, len(keep)), shared_a=False)
    return pruned, smaller
