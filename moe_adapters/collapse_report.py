"""Measures a trained mixture on held-out examples: are its experts different, used, and needed?

Knows batches, routing records and ablations; knows no picture and no training.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor

from moe_adapters import collapse
from moe_adapters.answer_loss import answer_loss, head_apart
from moe_adapters.batches import Batch
from moe_adapters.context import RouterRecord
from moe_adapters.layer import mixture_layers
from moe_adapters.model import routing

_ROUNDS = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerReport:
    """One layer's measures, see ``moe_adapters.collapse``; pairs are averaged.

    Attributes:
        output_cka, output_cosine: Of the experts' outputs on the same tokens.
        update_cosine: Of the experts' ``B A``, absolute value.
        effective_rank: Of one expert's outputs, mean over experts; at most r.
        loads: Mean weight of each expert, by modality.
    """

    layer: str
    output_cka: float
    output_cosine: float
    update_cosine: float
    effective_rank: float
    routing_entropy: float
    load_cv: float
    experts_in_use: int
    mutual_information: float
    loads: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollapseReport:
    """Means over the layers, the layers, and what ablations cost.

    Attributes:
        expert_names: As the adapter's configuration tells them, for instance the modalities; else empty.
        p_value: Share of random exchanges of the sequences' modalities that reach the measured mutual
            information, mean over layers; None with one modality only.
        loss: Nats a token of the answers.
        ablations: Added loss with the router shuffled (mean over the cyclic shifts) and without each expert.
    """

    sequences: int
    tokens: int
    experts: int
    expert_names: tuple[str, ...]
    means: Mapping[str, float]
    p_value: float | None
    loss: float
    ablations: Mapping[str, float]
    layers: tuple[LayerReport, ...]

    def to_json(self) -> dict[str, object]:
        """Plain values."""
        return asdict(self)


@dataclass(slots=True, kw_only=True)
class _Collected:
    """What one layer gave over all sequences; tokens of the output are a sample."""

    gates_NE: list[Tensor]
    outputs_NEO: list[Tensor]


@torch.inference_mode()
def measure(
    model: Any,
    batches: Sequence[tuple[int, Batch]],
    *,
    modalities: Sequence[str],
    output_tokens: int = 384,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> CollapseReport:
    """Measures collapse on batches of one sequence each.

    Args:
        batches: Index of the modality and one sequence, see ``watch.batches_by_modality``.
        modalities: Their names.
        output_tokens: Tokens, drawn over all sequences, on which experts' outputs are compared.

    Raises:
        ValueError: The model has no mixture or not one active adapter, there is no batch, or one holds
            several sequences.
    """
    if not batches or any(batch.ids_BT.shape[0] != 1 for _, batch in batches):
        raise ValueError("measuring needs batches of one sequence each")
    model.eval()
    context = routing(model)
    generator = torch.Generator().manual_seed(seed)
    each = max(4, output_tokens // len(batches))
    collected: dict[str, _Collected] = {}
    with head_apart(model) as head:
        total = tokens = 0.0
        for number, (_, batch) in enumerate(batches):
            moved = batch.to(next(model.parameters()).device)
            with context.collect(outputs=True) as records:
                loss = answer_loss(model, head, moved)
            total, tokens = total + loss.total, tokens + loss.tokens
            _keep(records, collected, each, generator)
            if progress is not None:
                progress(number + 1, len(batches))
        normal = total / tokens
        ablations = _ablations(model, head, batches, normal)
    sequence_N = torch.cat(
        [torch.full((batch.ids_BT.shape[1],), at) for at, (_, batch) in enumerate(batches)]
    )
    modality_S = torch.tensor([modality for modality, _ in batches])
    layers = tuple(
        _layer(name, one, model, sequence_N, modality_S, modalities) for name, one in collected.items()
    )
    return CollapseReport(
        sequences=len(batches),
        tokens=len(sequence_N),
        experts=mixture_layers(model)[0].num_experts(),
        expert_names=tuple(mixture_layers(model)[0].active_config().expert_names or ()),
        means=_means(layers),
        p_value=_p_value(collected, sequence_N, modality_S, seed),
        loss=normal,
        ablations=ablations,
        layers=layers,
    )


def _keep(
    records: Sequence[RouterRecord], collected: dict[str, _Collected], each: int, generator: torch.Generator
) -> None:
    length = records[0].gates_BTE.shape[1]
    chosen = torch.randperm(length, generator=generator)[:each]
    for record in records:
        one = collected.setdefault(record.layer, _Collected(gates_NE=[], outputs_NEO=[]))
        one.gates_NE.append(record.gates_BTE[0].float().cpu())
        if record.outputs_BTEO is not None:
            one.outputs_NEO.append(
                record.outputs_BTEO[0, chosen.to(record.outputs_BTEO.device)].float().cpu()
            )


def _layer(
    name: str,
    one: _Collected,
    model: Any,
    sequence_N: Tensor,
    modality_S: Tensor,
    modalities: Sequence[str],
) -> LayerReport:
    gates_NE, outputs_NEO = torch.cat(one.gates_NE), torch.cat(one.outputs_NEO)
    modality_N = modality_S[sequence_N]
    own = next(layer for layer in mixture_layers(model) if layer.layer_name == name)
    experts = gates_NE.shape[1]
    ranks = [collapse.effective_rank(outputs_NEO[:, e]) for e in range(experts)]
    return LayerReport(
        layer=name,
        output_cka=collapse.mean_off_diagonal(collapse.pairwise_cka(outputs_NEO)),
        output_cosine=collapse.mean_off_diagonal(collapse.pairwise_output_cosine(outputs_NEO)),
        update_cosine=collapse.mean_off_diagonal(
            collapse.pairwise_update_cosine(*own.update_factors()).abs()
        ),
        effective_rank=sum(ranks) / experts,
        routing_entropy=collapse.routing_entropy(gates_NE),
        load_cv=collapse.load_cv(gates_NE),
        experts_in_use=collapse.experts_in_use(gates_NE),
        mutual_information=collapse.mutual_information(gates_NE, modality_N),
        loads={
            modalities[int(m)]: tuple(gates_NE[modality_N == m].mean(0).tolist())
            for m in torch.unique(modality_N)
        },
    )


def _means(layers: Sequence[LayerReport]) -> dict[str, float]:
    names = (
        "output_cka", "output_cosine", "update_cosine", "effective_rank", "routing_entropy", "load_cv",
        "experts_in_use", "mutual_information",
    )  # fmt: skip
    return {name: sum(float(getattr(layer, name)) for layer in layers) / len(layers) for name in names}


def _p_value(
    collected: Mapping[str, _Collected], sequence_N: Tensor, modality_S: Tensor, seed: int
) -> float | None:
    """Permutation test of the mutual information, mean over layers; sequences are what is exchanged.

    Weights are summed over each sequence first: the joint table of expert and modality, all that the
    measure needs, is the same, and a round costs sequences instead of tokens.
    """
    if len(torch.unique(modality_S)) < 2:
        return None
    sequences = len(modality_S)
    sums_LSE = torch.stack(
        [
            torch.zeros(sequences, one.gates_NE[0].shape[1], dtype=torch.float64).index_add_(
                0, sequence_N, torch.cat(one.gates_NE).double()
            )
            for one in collected.values()
        ]
    )
    measured = _information(sums_LSE, modality_S)
    generator = torch.Generator().manual_seed(seed)
    reached = sum(
        collapse.reaches(
            _information(sums_LSE, modality_S[torch.randperm(sequences, generator=generator)]), measured
        )
        for _ in range(_ROUNDS)
    )
    return (reached + 1) / (_ROUNDS + 1)


def _information(sums_LSE: Tensor, modality_S: Tensor) -> float:
    """Mutual information in nats, mean over layers. Shapes: [L, S, E], [S]."""
    member_SM = torch.nn.functional.one_hot(modality_S).double()
    joint_LME = torch.einsum("lse,sm->lme", sums_LSE, member_SM)
    joint_LME = joint_LME / joint_LME.sum((1, 2), keepdim=True)
    independent = joint_LME.sum(2, keepdim=True) * joint_LME.sum(1, keepdim=True)
    terms = torch.where(joint_LME > 0, joint_LME * (joint_LME / independent.clamp_min(1e-300)).log(), 0.0)
    return float(terms.sum((1, 2)).mean())


def _ablations(
    model: Any, head: torch.nn.Module, batches: Sequence[tuple[int, Batch]], normal: float
) -> dict[str, float]:
    experts = mixture_layers(model)[0].num_experts()
    context = routing(model)
    shifts: list[float] = []
    for shift in range(1, experts):
        with context.ablate(shuffle=torch.arange(experts).roll(shift)):
            shifts.append(_loss(model, head, batches) - normal)
    added = {"shuffled_router": sum(shifts) / len(shifts)} if shifts else {}
    for expert in range(experts):
        with context.ablate(drop=expert):
            added[f"without_expert_{expert}"] = _loss(model, head, batches) - normal
    return added


def _loss(model: Any, head: torch.nn.Module, batches: Sequence[tuple[int, Batch]]) -> float:
    device = next(model.parameters()).device
    losses = [answer_loss(model, head, batch.to(device)) for _, batch in batches]
    return sum(loss.total for loss in losses) / sum(loss.tokens for loss in losses)
