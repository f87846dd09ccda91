"""What can be done with a trained mixture's weights: fold the router, prune dead experts, merge to one LoRA.

Knows tensors and the configuration; knows no training and no server.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from moe_adapters.config import MoeLoraConfig
from moe_adapters.context import RouterRecord, of_one_adapter
from moe_adapters.layer import mixture_layers


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


def constant_gates(
    records: Sequence[RouterRecord], *, tolerance: float = 0.01, adapter: str | None = None
) -> dict[str, Tensor]:
    """Weight of each expert in each layer, [E], where the routing does not depend on the token.

    Args:
        records: What ``routing(model).collect`` gave over text of the kind that the adapter will read.
        tolerance: What a token's weight may differ from the mean.

    Raises:
        ValueError: Nothing was collected, or a weight differs by more; says where and by how much.
    """
    gates: dict[str, list[Tensor]] = {}
    for record in of_one_adapter(records, adapter):
        all_NE, mask = record.gates_BTE.detach().flatten(0, -2), record.mask_BT
        counts = mask is not None and mask.numel() == len(all_NE)
        kept_NE = all_NE[mask.flatten().to(all_NE.device) > 0] if mask is not None and counts else all_NE
        gates.setdefault(record.layer, []).append(kept_NE)
    means: dict[str, Tensor] = {}
    for layer, several in gates.items():
        gates_NE = torch.cat(several)
        means[layer] = gates_NE.mean(0)
        off = float((gates_NE - means[layer]).abs().max())
        if off > tolerance:
            raise ValueError(
                f"routing is not constant: in {layer} a token's weight of an expert differs from the mean by "
                f"{off:.2g}, and {tolerance:g} was allowed"
            )
    return means


def save_as_lora(
    model: nn.Module, folder: Path, *, gates: Mapping[str, Tensor] | Tensor, adapter: str = "default"
) -> None:
    """Writes one plain LoRA of rank E·r that equals the mixture wherever its weights are ``gates``.

    PEFT opens the folder as any LoRA, which can then be merged into the base.

    Args:
        gates: [E], or [E] by the layer's name as ``constant_gates`` gives them; a one for one expert and
            zeros for the others take that expert out.

    Raises:
        ValueError: The model has no such adapter, the weights are not for its experts, or other modules
            were trained with it.
    """
    from peft import LoraConfig

    tensors = serving_tensors(model, adapter=adapter)
    config = _config(model, adapter)
    if config.modules_to_save:
        raise ValueError("modules_to_save were trained with the experts: a LoRA alone answers otherwise")
    saved: dict[str, Tensor] = {}
    for layer, folded in tensors.items():
        own = gates if isinstance(gates, Tensor) else gates.get(layer)
        if own is None or own.shape != (config.num_experts,):
            raise ValueError(f"{layer} needs a weight for each of its {config.num_experts} experts")
        down, up = merge_to_lora(folded, own)
        saved[f"base_model.model.{layer}.lora_A.weight"] = down.contiguous().cpu()
        saved[f"base_model.model.{layer}.lora_B.weight"] = up.contiguous().cpu()
    folder.mkdir(parents=True, exist_ok=True)
    save_file(saved, folder / "adapter_model.safetensors", metadata={"format": "pt"})
    (folder / "adapter_model.safetensors").chmod(0o644)  # safetensors writes for its owner alone
    LoraConfig(
        task_type=config.task_type,
        base_model_name_or_path=config.base_model_name_or_path,
        inference_mode=True,
        r=config.num_experts * config.r,
        lora_alpha=config.num_experts * config.lora_alpha,
        target_modules=sorted(tensors),
    ).save_pretrained(str(folder))


def prune_experts(model: Any, keep: Sequence[int], *, adapter: str = "default") -> None:
    """Leaves experts out of a PeftModel, in place; the router's weights then run over the others alone.

    The experts of a modality are told by their number, so the prior and the modality loss go too.

    Args:
        keep: Numbers of the experts that stay, from 0.

    Raises:
        ValueError: None is kept, one is named twice or does not exist; or the model has no such adapter.
    """
    config = _config(model, adapter)
    kept = list(keep)
    if not kept or len(set(kept)) < len(kept) or not set(kept) <= set(range(config.num_experts)):
        raise ValueError(f"keep some of the experts 0 to {config.num_experts - 1}, not {kept}")
    smaller = replace(
        config,
        num_experts=len(kept),
        top_k=min(config.top_k, len(kept)),
        expert_names=[config.expert_names[e] for e in kept] if config.expert_names else None,
        num_modalities=0,
        modality_weight=0.0,
    )
    for layer in mixture_layers(model):
        if adapter in layer.moelora_A:
            layer.keep_experts(adapter, kept, smaller)
    model.peft_config[adapter] = smaller


def _config(model: nn.Module, adapter: str) -> MoeLoraConfig:
    for layer in mixture_layers(model):
        if adapter in layer.moelora_config:
            return layer.moelora_config[adapter]
    raise ValueError(f"the model has no mixture adapter named {adapter!r}")
