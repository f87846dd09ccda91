"""Loss of the answers' tokens only. Knows a causal language model's head, no adapter and no data.

The vocabulary's projection is a third of a small model's work; here it runs only where an answer is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from moe_adapters.batches import Batch


@contextmanager
def head_apart(model: Any) -> Iterator[nn.Module]:
    """Inside the block the model's ``logits`` are its last hidden states; gives the head.

    The head is put back at the end, also after an error.

    Raises:
        ValueError: The model changes its logits after the head, so that the head's are not its own.
    """
    owner = model.get_base_model() if hasattr(model, "get_base_model") else model
    head: nn.Module = owner.get_output_embeddings()
    expected = _two_logits(owner)
    owner.set_output_embeddings(nn.Identity())
    try:
        if not torch.allclose(head(_two_logits(owner)), expected, rtol=0.05, atol=0.05):
            raise ValueError(
                f"{type(owner).__name__} changes its logits after its head, as Gemma 2 and Granite do: its "
                "loss is not computed here; train it with Transformers' Trainer"
            )
        yield head
    finally:
        owner.set_output_embeddings(head)


@torch.no_grad()
def _two_logits(owner: Any) -> Tensor:
    """What the model gives for two tokens, without dropout; its mode is put back."""
    was_training = owner.training
    owner.eval()
    try:
        ids = torch.tensor([[0, 1]], device=next(owner.parameters()).device)
        logits: Tensor = owner(input_ids=ids, use_cache=False).logits
        return logits
    finally:
        owner.train(was_training)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLoss:
    """Loss of one batch.

    Attributes:
        weighted: Weighted by the batch's weights: what is minimised.
        total: Sum over the answers' tokens, detached.
        tokens: Number of the answers' tokens.
    """

    weighted: Tensor
    total: float
    tokens: int


def answer_loss(model: Any, head: nn.Module, batch: Batch) -> AnswerLoss:
    """Cross-entropy in nats at the answers' tokens, in float32; within ``head_apart``."""
    hidden: Tensor = model(
        input_ids=batch.ids_BT,
        attention_mask=batch.attention_mask(),
        position_ids=batch.position_BT if batch.packed else None,
        use_cache=False,
    ).logits
    learned_BT = batch.weight_BT > 0
    targets_N = batch.ids_BT.roll(-1, dims=1)[learned_BT]
    logits_NV = head(hidden[learned_BT]).float()
    losses_N = F.cross_entropy(logits_NV, targets_N, reduction="none")
    with torch.no_grad():
        total = float(losses_N.sum())
    return AnswerLoss(
        weighted=(losses_N * batch.weight_BT[learned_BT]).sum(), total=total, tokens=int(learned_BT.sum())
    )
