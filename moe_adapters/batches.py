"""Batches of examples in an order that a seed and a position give back. Knows tensors, no model.

Rows are padded on the right: under causal attention no token sees the padding behind it, so batches of
rows of like length need no attention mask. Packed rows need one, and positions that start anew. So do
shared rows: several questions over the same sources read their common beginning once, and each sees it
and itself, as if it stood alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from moe_adapters.encode import EncodedExample

_POOL = 32
"""Batches whose rows are sorted by length together."""
_SHARED_TOKENS = 48
_SHARED_PART = 0.5
"""A beginning is shared where it is so long, and this part of the longer prompt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One step's tokens.

    Attributes:
        ids_BT: Token ids, padded on the right.
        position_BT: Position of each token within its example.
        segment_BT: Index of the example within the row, from 1; 0 is padding. A shared row is one segment.
        branch_BT: Index of the example within its segment, from 1; 0 is what all of the segment see.
        modality_BT: Modality of each token's example.
        weight_BT: Weight of predicting the *next* token; 0 outside answers. Sums to 1.
        tokens: Tokens that are not padding.
        packed: A row holds several examples: attention needs a mask.
    """

    ids_BT: Tensor
    position_BT: Tensor
    segment_BT: Tensor
    branch_BT: Tensor
    modality_BT: Tensor
    weight_BT: Tensor
    tokens: int
    packed: bool

    def to(self, device: torch.device) -> Batch:
        """The same batch on a device."""
        fields = ("ids_BT", "position_BT", "segment_BT", "branch_BT", "modality_BT", "weight_BT")
        return replace(self, **{name: getattr(self, name).to(device) for name in fields})

    def attention_mask(self) -> Tensor | None:
        """[B, 1, T, T], True where a token may look: its own example, backwards; None: causal."""
        if not self.packed:
            return None
        segment, branch = self.segment_BT[:, None, :], self.branch_BT[:, None, :]
        same = segment.transpose(1, 2) == segment
        own = (branch.transpose(1, 2) == branch) | (branch == 0)
        length = self.ids_BT.shape[1]
        causal = torch.ones(length, length, dtype=torch.bool, device=self.ids_BT.device).tril()
        return (same & own & causal).unsqueeze(1)


def plan(
    examples: Sequence[EncodedExample],
    *,
    batch_tokens: int,
    packing: bool,
    seed: int,
    epoch: int,
    sharing: bool = False,
) -> list[list[list[int]]]:
    """The epoch's batches as rows of example indexes; the same for the same seed and epoch.

    Args:
        packing: Rows are filled with examples that have nothing in common.
        sharing: Rows are filled with examples that begin alike, see ``shared_rows``.
    """
    rows = shared_rows(examples, most=batch_tokens) if sharing else [[at] for at in range(len(examples))]
    chance = random.Random(f"{seed}/{epoch}")
    chance.shuffle(rows)
    if packing:
        groups = _packed(examples, [at for row in rows for at in row], batch_tokens)
    else:
        groups = _grouped(examples, rows, batch_tokens)
    chance.shuffle(groups)
    return groups


def shared_rows(examples: Sequence[EncodedExample], *, most: int) -> list[list[int]]:
    """Rows of examples whose prompts begin alike, of at most ``most`` tokens; others stand alone."""
    rows: list[list[int]] = []
    for at in sorted(range(len(examples)), key=lambda i: examples[i].ids):
        row = [*rows[-1], at] if rows else []
        if row and _begins_alike(examples, row) and _row_tokens(examples, row) <= most:
            rows[-1] = row
        else:
            rows.append([at])
    return rows


def _begins_alike(examples: Sequence[EncodedExample], row: Sequence[int]) -> bool:
    first, last = examples[row[0]], examples[row[-1]]
    if first.modality != last.modality:
        return False
    common = _common(examples, row)
    return common >= max(_SHARED_TOKENS, _SHARED_PART * max(first.prompt, last.prompt))


def _common(examples: Sequence[EncodedExample], row: Sequence[int]) -> int:
    """Number of first tokens that all of a row share; a prompt's last token is never among them.

    It predicts the answer's first token, so it has to be each example's own.
    """
    if len(row) == 1:
        return 0
    shortest = min(examples[at].prompt for at in row) - 1
    columns = zip(*(examples[at].ids[:shortest] for at in row), strict=False)
    return next((place for place, column in enumerate(columns) if len(set(column)) > 1), shortest)


def _row_tokens(examples: Sequence[EncodedExample], row: Sequence[int]) -> int:
    return sum(len(examples[at].ids) for at in row) - (len(row) - 1) * _common(examples, row)


def _grouped(
    examples: Sequence[EncodedExample], rows: Sequence[list[int]], budget: int
) -> list[list[list[int]]]:
    """A pool of some batches' worth of rows is sorted by length, then cut into batches."""
    batches: list[list[list[int]]] = []
    pool: list[tuple[int, list[int]]] = []
    filled = 0
    for row in rows:
        size = _row_tokens(examples, row)
        pool.append((size, row))
        filled += size
        if filled >= budget * _POOL:
            batches.extend(_cut(pool, budget))
            pool, filled = [], 0
    batches.extend(_cut(pool, budget))
    return batches


def _cut(pool: list[tuple[int, list[int]]], budget: int) -> Iterator[list[list[int]]]:
    rows: list[list[int]] = []
    longest = 0
    for size, row in sorted(pool, key=lambda sized: sized[0], reverse=True):
        if rows and longest * (len(rows) + 1) > budget:
            yield rows
            rows = []
        longest = longest if rows else size
        rows.append(row)
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
    examples: Sequence[EncodedExample],
    rows: Sequence[Sequence[int]],
    *,
    packing: bool,
    power: float,
    sharing: bool = False,
) -> Batch:
    """Tensors of one batch. ``power``: see ``DataSection.answer_weight_power``; the rest: see ``plan``."""
    commons = [_common(examples, row) if sharing else 0 for row in rows]
    sizes = [
        sum(len(examples[at].ids) for at in row) - (len(row) - 1) * common
        for row, common in zip(rows, commons, strict=True)
    ]
    shape = (len(rows), max(sizes))
    ids, position, segment, branch, modality = (torch.zeros(shape, dtype=torch.long) for _ in range(5))
    weight = torch.zeros(shape)
    for b, (row, common) in enumerate(zip(rows, commons, strict=True)):
        start = common
        if common:
            ids[b, :common] = torch.tensor(examples[row[0]].ids[:common])
            position[b, :common] = torch.arange(common)
            segment[b, :common] = 1
            modality[b, :common] = examples[row[0]].modality
        for number, at in enumerate(row, 1):
            example = examples[at]
            size = len(example.ids)
            end = start + size - common
            ids[b, start:end] = torch.tensor(example.ids[common:])
            position[b, start:end] = torch.arange(common, size)
            segment[b, start:end] = 1 if common else number
            branch[b, start:end] = number if common else 0
            modality[b, start:end] = example.modality
            weight[b, start + example.prompt - common - 1 : end - 1] = (size - example.prompt) ** -power
            start = end
    return Batch(
        ids_BT=ids,
        position_BT=position,
        segment_BT=segment,
        branch_BT=branch,
        modality_BT=modality,
        weight_BT=weight / weight.sum().clamp_min(1e-12),
        tokens=sum(sizes),
        packed=packing or any(len(row) > 1 for row in rows),
    )
