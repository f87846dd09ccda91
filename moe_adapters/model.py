"""The PEFT method: puts mixtures of LoRA experts into a model, and sums their auxiliary losses.

Importing this file registers the method with PEFT, once, so that ``get_peft_model``,
``PeftModel.from_pretrained`` and ``AutoPeftModel`` know it.
"""

from __future__ import annotations

from typing import Any

import torch
from peft.mapping import PEFT_TYPE_TO_TUNER_MAPPING
from peft.tuners.tuners_utils import BaseTuner
from peft.utils import TRANSFORMERS_MODELS_TO_LORA_TARGET_MODULES_MAPPING
from peft.utils.peft_types import register_peft_method
from torch import Tensor, nn

from moe_adapters.config import MoeLoraConfig
from moe_adapters.context import RouterRecord, RoutingContext
from moe_adapters.layer import Linear, MoeLoraLayer
from moe_adapters.losses import (
    AuxiliaryLoss,
    distillation_loss,
    diversity_loss,
    load_balancing_loss,
    mean_over,
    modality_loss,
    router_z_loss,
)
from moe_adapters.peft_type import MOELORA


class MoeLoraModel(BaseTuner):
    """A transformer whose target linears carry mixtures of LoRA experts."""

    prefix = "moelora_"
    tuner_layer_cls = MoeLoraLayer
    target_module_mapping = TRANSFORMERS_MODELS_TO_LORA_TARGET_MODULES_MAPPING

    def _create_and_replace(
        self,
        peft_config: MoeLoraConfig,
        adapter_name: str,
        target: nn.Module,
        target_name: str,
        parent: nn.Module,
        current_key: str,
        **_: Any,
    ) -> None:
        if isinstance(target, Linear):
            target.update_layer(adapter_name, peft_config)
            return
        if not (hasattr(target, "in_features") and hasattr(target, "out_features")):
            raise TypeError(
                f"{current_key} is a {type(target).__name__}: experts go beside linear layers only; "
                "leave it out of target_modules"
            )
        layer = Linear(
            target, adapter_name, peft_config, context=_context_of(self.model), layer_name=current_key
        )
        if adapter_name not in self.active_adapters:
            layer.requires_grad_(False)
        self._replace_module(parent, target_name, layer, target)


def _context_of(model: nn.Module) -> RoutingContext:
    for module in model.modules():
        if isinstance(module, Linear):
            return module.context
    return RoutingContext()


def mixture_layers(model: nn.Module) -> list[Linear]:
    """The layers that carry experts, in the model's order."""
    return [module for module in model.modules() if isinstance(module, Linear)]


def routing(model: nn.Module) -> RoutingContext:
    """The context that all mixture layers of a model share.

    Raises:
        ValueError: The model has no mixture layer.
    """
    layers = mixture_layers(model)
    if not layers:
        raise ValueError("the model has no mixture of LoRA experts")
    return layers[0].context


def auxiliary_loss(
    model: nn.Module,
    records: list[RouterRecord],
    *,
    mask: Tensor | None = None,
    modality: Tensor | None = None,
    adapter: str = "default",
) -> AuxiliaryLoss:
    """The weighted auxiliary loss of one forward pass that was collected by ``routing(model).collect``.

    Args:
        records: What ``collect`` gave.
        mask: [batch, tokens], 1 for tokens that count.
        modality: [batch, tokens], index of each token's modality, for ``modality_weight``.
        adapter: Name of the adapter that is trained.

    Raises:
        ValueError: Nothing was collected.
    """
    layers = [layer for layer in mixture_layers(model) if adapter in layer.moelora_A]
    config = layers[0].moelora_config[adapter]
    k = config.top_k if config.is_sparse else 1
    if not records:
        raise ValueError("nothing was collected: run the forward pass inside routing(model).collect()")
    logits_LBTE = torch.stack([record.logits_BTE for record in records])
    balance = torch.vmap(lambda logits: load_balancing_loss(logits, k=k, mask_BT=mask))(logits_LBTE).mean()
    z = torch.vmap(lambda logits: router_z_loss(logits, mask_BT=mask))(logits_LBTE).mean()
    distill = mean_over(
        [distillation_loss(r, k=k, mask_BT=mask) for r in records if r.response_BTE is not None]
    )
    diverse = mean_over([_diversity(layer, adapter) for layer in layers] if config.diversity_weight else [])
    device = balance.device
    told = torch.zeros((), device=device)
    if config.modality_weight and modality is not None:
        told = torch.vmap(
            lambda logits: modality_loss(
                logits, modality, modalities=max(1, config.num_modalities), mask_BT=mask
            )
        )(logits_LBTE).mean()
    total: Tensor = (
        config.load_balance_weight * balance
        + config.z_loss_weight * z
        + config.distill_weight * distill.to(device)
        + config.diversity_weight * diverse.to(device)
        + config.modality_weight * told
    )
    return AuxiliaryLoss(
        total=total,
        load_balance=float(balance.detach()),
        z=float(z.detach()),
        diversity=float(diverse.detach()),
        distill=float(distill.detach()),
        modality=float(told.detach()),
    )


def _diversity(layer: Linear, adapter: str) -> Tensor:
    config = layer.moelora_config[adapter]
    down = layer.moelora_A[adapter]
    if config.shared_a:
        down_eri = down.unsqueeze(0).expand(config.num_experts, *down.shape)
    else:
        down_eri = down.unflatten(0, (config.num_experts, config.r))
    return diversity_loss(down_eri, layer.moelora_B[adapter].unflatten(-1, (config.num_experts, config.r)))


def expert_weights(records: list[RouterRecord]) -> Tensor:
    """Which expert spoke: mean weight of each expert over the layers, for each token.

    Shapes: records of [B, T, E] -> [B, T, E].
    """
    if not records:
        raise ValueError("nothing was collected: run the forward pass inside routing(model).collect()")
    return torch.stack([record.gates_BTE.detach().float() for record in records]).mean(0)


if MOELORA not in PEFT_TYPE_TO_TUNER_MAPPING:
    register_peft_method(name="moelora", config_cls=MoeLoraConfig, model_cls=MoeLoraModel)
