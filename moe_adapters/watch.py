"""What is looked at while training: validation loss by modality and cheap measures of collapse.

Knows batches and records; changes nothing.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from moe_adapters import collapse
from moe_adapters.answer_loss import answer_loss
from moe_adapters.batches import Batch, collate, plan
from moe_adapters.context import RouterRecord
from moe_adapters.encode import EncodedExample
from moe_adapters.layer import mixture_layers
from moe_adapters.model import routing

_CKA_LAYERS = 21
_CKA_TOKENS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What one look gave.

    Attributes:
        loss: Mean over the modalities, nats a token of the answers.
        by_modality: The same of each modality that has examples.
        collapse: Measures by name, empty for adapters without experts.
    """

    loss: float
    by_modality: Mapping[str, float]
    collapse: Mapping[str, float]


def spread(examples: Sequence[EncodedExample], count: int, *, seed: int = 0) -> list[EncodedExample]:
    """``count`` examples, drawn by the seed, in turn from each modality."""
    queues: dict[int, list[EncodedExample]] = {}
    for example in random.Random(seed).sample(list(examples), len(examples)):
        queues.setdefault(example.modality, []).append(example)
    taken: list[EncodedExample] = []
    rounds = max((len(queue) for queue in queues.values()), default=0)
    for turn in range(rounds):
        taken.extend(queues[m][turn] for m in sorted(queues) if turn < len(queues[m]))
    return taken[:count]


def batches_by_modality(examples: Sequence[EncodedExample], *, batch_tokens: int) -> list[tuple[int, Batch]]:
    """Validation batches, each of one modality."""
    result: list[tuple[int, Batch]] = []
    for modality in sorted({example.modality for example in examples}):
        own = [example for example in examples if example.modality == modality]
        for rows in plan(own, batch_tokens=batch_tokens, packing=False, seed=0, epoch=0):
            result.append((modality, collate(own, rows, packing=False, power=0.0)))
    return result


@torch.inference_mode()
def validate(
    model: Any, head: nn.Module, batches: Sequence[tuple[int, Batch]], *, modalities: Sequence[str]
) -> Validation:
    """Loss and collapse on held-out batches; within ``head_apart``. The model's mode is put back."""
    was_training = model.training
    model.eval()
    device = next(model.parameters()).device
    total: dict[int, float] = {}
    tokens: dict[int, int] = {}
    routed: list[tuple[Batch, list[RouterRecord]]] = []
    mixture = bool(mixture_layers(model))
    for modality, batch in batches:
        moved = batch.to(device)
        if mixture:
            with routing(model).collect() as records:
                loss = answer_loss(model, head, moved)
            routed.append((batch, list(records)))
        else:
            loss = answer_loss(model, head, moved)
        total[modality] = total.get(modality, 0.0) + loss.total
        tokens[modality] = tokens.get(modality, 0) + loss.tokens
    by_modality = {modalities[m]: total[m] / tokens[m] for m in sorted(total)}
    measures = _collapse(model, routed, device) if routed else {}
    model.train(was_training)
    return Validation(
        loss=sum(by_modality.values()) / len(by_modality), by_modality=by_modality, collapse=measures
    )


def _collapse(
    model: Any, routed: Sequence[tuple[Batch, list[RouterRecord]]], device: torch.device
) -> dict[str, float]:
    kept = [batch.segment_BT > 0 for batch, _ in routed]
    modality_N = torch.cat([batch.modality_BT[mask] for (batch, _), mask in zip(routed, kept, strict=True)])
    sums: dict[str, list[float]] = {}
    for layer in range(len(routed[0][1])):
        gates_NE = torch.cat(
            [r[layer].gates_BTE.cpu()[mask] for (_, r), mask in zip(routed, kept, strict=True)]
        )
        measured = {
            "routing_entropy": collapse.routing_entropy(gates_NE),
            "load_cv": collapse.load_cv(gates_NE),
            "experts_in_use": float(collapse.experts_in_use(gates_NE)),
            "mutual_information": collapse.mutual_information(gates_NE, modality_N),
        }
        for name, value in measured.items():
            sums.setdefault(name, []).append(value)
    sums["update_cosine"] = [
        collapse.mean_off_diagonal(collapse.pairwise_update_cosine(*layer.update_factors()).abs())
        for layer in mixture_layers(model)
    ]
    sums["output_cka"] = _cka(model, routed[0][0].to(device))
    return {name: sum(values) / len(values) for name, values in sums.items()}


def _cka(model: Any, batch: Batch) -> list[float]:
    """Debiased CKA of the experts' outputs on a few tokens, at some layers spread over the model."""
    ids = batch.ids_BT[:1, :_CKA_TOKENS]
    real = batch.segment_BT[:1, :_CKA_TOKENS] > 0
    with routing(model).collect(outputs=True) as records:
        model(input_ids=ids, use_cache=False)
    step = max(1, len(records) // _CKA_LAYERS)
    values: list[float] = []
    for record in records[::step]:
        outputs_BTEO = record.outputs_BTEO
        if outputs_BTEO is not None and int(real.sum()) >= 4:
            matrix = collapse.pairwise_cka(outputs_BTEO[real])
            values.append(collapse.mean_off_diagonal(matrix))
    return values or [float("nan")]
