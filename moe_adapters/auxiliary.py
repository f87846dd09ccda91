"""The auxiliary losses of a mixture in training, added to the loss of whoever trains it.

Knows layers, records and a model's output; knows no optimiser and no data.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from moe_adapters.config import MoeLoraConfig
from moe_adapters.context import RouterRecord, of_one_adapter
from moe_adapters.layer import Linear, mixture_layers
from moe_adapters.losses import (
    AuxiliaryLoss,
    distillation_loss,
    diversity_loss,
    load_balancing_loss,
    modality_loss,
    router_z_loss,
)


def auxiliary_loss(
    model: nn.Module,
    records: Sequence[RouterRecord],
    *,
    mask: Tensor | None = None,
    modality: Tensor | None = None,
    adapter: str | None = None,
) -> AuxiliaryLoss:
    """The weighted auxiliary loss of one forward pass that was collected by ``routing(model).collect``.

    Layers that see other tokens than most (a pooler, an encoder beside a decoder) each count as one layer;
    mask and modality are used for the layers whose tokens they fit.

    Args:
        records: What ``collect`` gave.
        mask: [batch, tokens], 1 for tokens that count; what ``collect`` was given where None.
        modality: [batch, tokens] or [batch], index of the modality, for ``modality_weight``; what
            ``collect`` was given where None.
        adapter: Name of the adapter that is trained; may be None where one adapter was active.

    Raises:
        ValueError: Nothing was collected, by this adapter or with gradients; mask or modality fits no layer,
            or modality is needed.
    """
    total, parts = _total(model, of_one_adapter(records, adapter), mask=mask, modality=modality)
    balance, z, diversity, distill, modality_part = parts.detach().tolist()
    return AuxiliaryLoss(
        total=total, load_balance=balance, z=z, diversity=diversity, distill=distill, modality=modality_part
    )


def _total(
    model: nn.Module, records: Sequence[RouterRecord], *, mask: Tensor | None, modality: Tensor | None
) -> tuple[Tensor, Tensor]:
    """The weighted sum, and its parts as AuxiliaryLoss has them, [5]; nothing waits for the device."""
    layers = {layer.layer_name: layer for layer in mixture_layers(model)}
    own = [layers[name] for name in dict.fromkeys(record.layer for record in records)]
    adapter = records[0].adapter
    config = own[0].moelora_config[adapter]
    if _lacks_gradients(own[0], records[0]):
        raise ValueError(_NO_GRADIENTS)
    mask = records[0].mask_BT if mask is None else mask
    modality = records[0].modality_B if modality is None else modality
    groups: dict[tuple[int, ...], list[RouterRecord]] = {}
    for record in records:
        groups.setdefault(tuple(record.logits_BTE.shape), []).append(record)
    if mask is not None and not any(_fits(mask, shape) for shape in groups):
        raise ValueError(f"a mask of shape {list(mask.shape)} fits no layer: one value a token is needed")
    known = modality is not None and any(_of_tokens(modality, shape) is not None for shape in groups)
    if config.modality_weight and not known:
        raise ValueError(
            "modality_weight is set: give routing(model).collect the modality of each sequence, [batch], "
            "or of each token, [batch, tokens]"
        )
    parts = [_parts(group, config, mask=mask, modality=modality) for group in groups.values()]
    parts_LP = torch.cat([part.to(parts[0].device) for part in parts])
    balance, z, distill, told = parts_LP.mean(0).unbind()
    diverse = balance.new_zeros(())
    if config.diversity_weight:
        pairs = [diversity_loss(*layer.experts(adapter)).to(balance.device) for layer in own]
        diverse = torch.stack(pairs).mean()
    total: Tensor = (
        config.load_balance_weight * balance
        + config.z_loss_weight * z
        + config.distill_weight * distill
        + config.diversity_weight * diverse
        + config.modality_weight * told
    )
    return total, torch.stack([balance, z, diverse, distill, told])


_NO_GRADIENTS = (
    "what was collected has no gradients, so the auxiliary loss would teach nothing: run the forward pass "
    'with gradients, and gradient checkpointing with gradient_checkpointing_kwargs={"use_reentrant": False}'
)


def _lacks_gradients(layer: Linear, record: RouterRecord) -> bool:
    trained = layer.moelora_G[record.adapter].requires_grad and torch.is_grad_enabled()
    return trained and not record.logits_BTE.requires_grad


def _of_tokens(modality: Tensor, shape: tuple[int, ...]) -> Tensor | None:
    """Modalities of the tokens of logits [..., E]; None where these are other tokens."""
    if _fits(modality, shape):
        return modality.reshape(shape[:-1])
    if modality.dim() > 1 or shape[0] % len(modality):
        return None
    return modality.repeat_interleave(shape[0] // len(modality))  # sequences one after another in a row


def _check_modalities(known: Tensor, mask: Tensor | None, *, count: int) -> None:
    """Refuses a number that no modality has; what padding is numbered does not matter."""
    if mask is not None and _fits(mask, (*known.shape, 1)):
        known = known[mask.reshape(known.shape).to(known.device) > 0]
    strange = known[(known < 0) | (known >= count)]
    if len(strange):
        raise ValueError(
            f"modality {strange[0].item():g} is none of num_modalities={count}: "
            f"they are numbered 0 to {count - 1}"
        )


def _fits(values: Tensor, shape: tuple[int, ...]) -> bool:
    """Whether there is a value for each token of logits [..., E]."""
    return values.numel() == math.prod(shape[:-1])


def _parts(
    records: Sequence[RouterRecord], config: MoeLoraConfig, *, mask: Tensor | None, modality: Tensor | None
) -> Tensor:
    """Load balance, z, distillation and modality loss of each layer, [layers, 4]; all see the same tokens."""
    k = config.top_k if config.is_sparse else 1
    device = records[0].logits_BTE.device  # layers may be spread over several
    logits_LBTE = torch.stack([record.logits_BTE.to(device) for record in records])
    shape = tuple(logits_LBTE.shape[1:])
    mask = mask if mask is not None and _fits(mask, shape) else None
    balance = torch.vmap(lambda logits: load_balancing_loss(logits, k=k, mask_BT=mask))(logits_LBTE)
    z = torch.vmap(lambda logits: router_z_loss(logits, mask_BT=mask))(logits_LBTE)
    distill = torch.stack([distillation_loss(r, k=k, mask_BT=mask).to(device) for r in records])
    told = torch.zeros_like(balance)
    known = None if modality is None else _of_tokens(modality, shape)
    if config.modality_weight and known is not None:
        _check_modalities(known, mask, count=config.num_modalities)
        told = torch.vmap(
            lambda logits: modality_loss(logits, known, modalities=config.num_modalities, mask_BT=mask)
        )(logits_LBTE)
    return torch.stack([balance, z, distill, told], dim=-1)


def add_losses_to(model: nn.Module) -> None:
    """Lets the model add its auxiliary losses to the ``loss`` that it computes in training, once.

    So whoever calls ``model(..., labels=...)``, as Transformers' Trainer does, trains the router too. Where
    the caller collects the pass by itself, nothing is added.
    """
    if _collect not in model._forward_pre_hooks.values():
        model.register_forward_pre_hook(_collect, with_kwargs=True)
        model.register_forward_hook(_add, with_kwargs=True, always_call=True)


def _collect(model: nn.Module, _: tuple[Any, ...], given: dict[str, Any]) -> None:
    """Before the pass: collects, where it is one of training and nobody else does."""
    if not model.training or not torch.is_grad_enabled():
        return
    layers = mixture_layers(model)
    if not layers or layers[0].context.collecting or not _trained_adapters(layers):
        return
    context = layers[0].context
    mask = given.get("attention_mask")
    context.begin(mask if isinstance(mask, Tensor) and mask.dim() == 2 else None)


def _add(model: nn.Module, __: tuple[Any, ...], given: dict[str, Any], output: Any) -> Any:
    """After the pass, or the error that ended it: adds the losses to what it gave."""
    layers = mixture_layers(model)
    if not layers or not layers[0].context.automatic:
        return output
    context = layers[0].context
    records = context.end()
    if output is None:  # an error is on its way
        return None
    _tell_unused(layers, records)
    loss = getattr(output, "loss", None)
    by_name = {layer.layer_name: layer for layer in layers}
    for name in _trained_adapters(layers):
        own = [record for record in records if record.adapter == name]
        if not own:
            continue
        competes = _config_of(layers, name).router == "competition"
        if not competes and _lacks_gradients(by_name[own[0].layer], own[0]):
            context.tell_once("gradients", _NO_GRADIENTS)
        elif isinstance(loss, Tensor):
            extra, _ = _total(model, own, mask=None, modality=None)
            loss = loss + _share(given) * extra.to(loss.device)
            output.loss = loss
        elif competes:
            context.tell_once(
                "competition",
                "the competition's router learns by its distillation loss only, and this pass computed no "
                "loss to add it to: give labels, or collect the pass and add moe_adapters.auxiliary_loss",
            )
    return output


def _config_of(layers: Sequence[Linear], adapter: str) -> MoeLoraConfig:
    return next(layer.moelora_config[adapter] for layer in layers if adapter in layer.moelora_config)


def _trained_adapters(layers: Sequence[Linear]) -> list[str]:
    """Adapters that are trained and have an auxiliary loss with a weight."""
    names = dict.fromkeys(
        name
        for layer in layers
        if not layer.disable_adapters
        for name in layer.active_adapters
        if name in layer.moelora_G and layer.moelora_G[name].requires_grad
    )
    return [name for name in names if _config_of(layers, name).has_losses]


def _tell_unused(layers: Sequence[Linear], records: Sequence[RouterRecord]) -> None:
    """Says which layers no token came to: some models read a layer's weight and never call the layer."""
    called = {record.layer for record in records}
    unused = [layer.layer_name for layer in layers if layer.layer_name not in called and _is_active(layer)]
    if unused:
        layers[0].context.tell_once(
            "unused",
            f"no token came to {len(unused)} of {len(layers)} layers with experts, as {unused[0]}: where a "
            "model reads a layer's weight without calling it, experts do nothing; use exclude_modules",
        )


def _is_active(layer: Linear) -> bool:
    return not layer.disable_adapters and any(name in layer.moelora_A for name in layer.active_adapters)


def _share(given: dict[str, Any]) -> Tensor | float:
    """Share of this pass in the step: Trainer divides the losses of a step's passes by all of its items."""
    items, labels = given.get("num_items_in_batch"), given.get("labels")
    if items is None or not isinstance(labels, Tensor):
        return 1.0
    share: Tensor = ((labels != -100).sum() / items).clamp(max=1.0)
    return share
