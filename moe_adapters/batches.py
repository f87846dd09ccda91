"""Batches of examples in an order that a seed and a position give back. Knows tensors, no model.

Rows are padded on the right: under causal attention no token sees the padding behind it, so batches of
rows of like length need no attention mask. Packed rows need one, and positions that start anew.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from moe_adapters.encode import EncodedExample

_POOL = 32
"""Batches whose examples are sorted by length together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One step's tokens.

    Attributes:
        ids_BT: Token ids, padded on the right.
        position_BT: Position of each token within its example.
        segment_BT: Index of the example within the row, from 1; 0 is padding.
        modality_BT: Modality of each token's example.
        weight_BT: Weight of predicting the *next* token; 0 outside answers. Sums to 1.
        tokens: Tokens that are not padding.
        packed: Rows hold several examples: attention needs a mask.
    """

    ids_BT: Tensor
    position_BT: Tensor
    segment_BT: Tensor
    modality_BT: Tensor
    weight_BT: Tensor
    tokens: int
    packed: bool

    def to(self, device: torch.device) -> Batch:
        """The same batch on a device."""
        moved = {
            name: getattr(self, name).to(device)
            for name in ("ids_BT", "position_BT", "segment_BT", "modality_BT", "weight_BT")
        }
        return Batch(**moved, tokens=self.tokens, packed=self.packed)

    def attention_mask(self) -> Tensor | None:
        """[B, 1, T, T], True where a token may look: its own example, backwards; None: causal."""
        if not self.packed:
            return None
        same = self.segment_BT[:, None, :, None] == self.segment_BT[:, None, None, :]
        length = self.ids_BT.shape[1]
        causal = torch.ones(length, length, dtype=torch.bool, device=self.ids_BT.device).tril()
        return same & causal


def plan(
    examples: Sequence[EncodedExample], *, batch_tokens: int, packing: bool, seed: int, epoch: int
) -> list[list[list[int]]]:
    """The epoch's batches as rows of example indexes; the same for the same seed and epoch."""
    order = list(range(len(examples)))
    chance = random.Random(f"{seed}/{epoch}")
    chance.shuffle(order)
    groups = _packed(examples, order, batch_tokens) if packing else _grouped(examples, order, batch_tokens)
    chance.shuffle(groups)
    return groups


def _grouped(examples: Sequence[EncodedExample], order: list[int], budget: int) -> list[list[list[int]]]:
    """Rows of one example; a pool of some batches' worth is sorted by length, then cut into batches."""
    batches: list[list[list[int]]] = []
    pool: list[int] = []
    filled = 0
    for at in order:
        pool.append(at)
        filled += len(examples[at].ids)
        if filled >= budget * _POOL:
            batches.extend(_cut(examples, pool, budget))
            pool, filled = [], 0
    batches.extend(_cut(examples, pool, budget))
    return batches


def _cut(examples: Sequence[EncodedExample], pool: list[int], budget: int) -> Iterator[list[list[int]]]:
    rows: list[list[int]] = []
    for at in sorted(pool, key=lambda i: len(examples[i].ids), reverse=True):
        longest = len(examples[rows[0][0]].ids) if rows else len(examples[at].ids)
        if rows and longest * (len(rows) + 1) > budget:
            yield rows
            rows = []
        rows.append([at])
    if rows:
        yield rows


def _packed(examples: Sequence[EncodedExample], order: list[int], budget: int) -> list[list[list[int]]]:
    """One row a batch, filled in order: first fit over a few open rows."""
    done: list[list[list[int]]] = []
    open_rows: list[tuple[int, list[int]]] = []
    for at in order:
        size = len(examples[at].ids)
        for index, (used, row) in enumerate(open_rows):
            if used + size <= budget:
                open_rows[index] = (used + size, [*row, at])
                break
        else:
            open_rows.append((size, [at]))
            if len(open_rows) > 4:
                fullest = max(range(len(open_rows)), key=lambda i: open_rows[i][0])
                done.append([open_rows.pop(fullest)[1]])
    done.extend([row] for _, row in open_rows)
    return done


def collate(
    examples: Sequence[EncodedExample], rows: Sequence[Sequence[int]], *, packing: bool, power: float
) -> Batch:
    """Tensors of one batch. ``power``: see ``DataSection.answer_weight_power``."""
    length = max(sum(len(examples[at].ids) for at in row) for row in rows)
    shape = (len(rows), length)
    ids, position, segment, modality = (torch.zeros(shape, dtype=torch.long) for _ in range(4))
    weight = torch.zeros(shape)
    tokens = 0
    for b, row in enumerate(rows):
        start = 0
        for number, at in enumerate(row, 1):
            example = examples[at]
            size = len(example.ids)
            end, answer = start + size, size - example.prompt
            ids[b, start:end] = torch.tensor(example.ids)
            position[b, start:end] = torch.arange(size)
            segment[b, start:end] = number
            modality[b, start:end] = example.modality
            weight[b, start + example.prompt - 1 : end - 1] = answer**-power
            tokens += size
            start = end
    return Batch(
        ids_BT=ids,
        position_BT=position,
        segment_BT=segment,
        modality_BT=modality,
        weight_BT=weight / weight.sum().clamp_min(1e-12),
        tokens=tokens,
        packed=packing,
    )
