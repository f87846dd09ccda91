"""Align a series encoder to a frozen language model by words about the series. Knows token ids, no tokenizer.

Only the encoder learns: the model's loss on the words after the soft tokens is its teacher, as in
the alignment stage of LLaVA (arXiv 2304.08485) with a series in the picture's place.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from moe_adapters.series_encoder import SeriesEncoder, insert_soft_tokens

IGNORED = -100


@dataclass(frozen=True, slots=True)
class SeriesPrompt:
    """A prompt with a series in it, and its answer.

    Attributes:
        before: Token ids before the series.
        values: Of the series; None is missing.
        after: Token ids between the series and the answer.
        answer: Token ids that are learned, with the end mark.
    """

    before: tuple[int, ...]
    values: tuple[float | None, ...]
    after: tuple[int, ...]
    answer: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SeriesBatch:
    """Prompts of one step, padded on the right.

    Attributes:
        ids_BL: Token ids with placeholders where soft tokens go.
        mask_BL: 1 where there is a token.
        labels_BL: The answer's ids, ``IGNORED`` elsewhere.
        values_BT: Values of the series.
        present_BT: False where a value is missing or padding.
    """

    ids_BL: Tensor
    mask_BL: Tensor
    labels_BL: Tensor
    values_BT: Tensor
    present_BT: Tensor

    def to(self, device: torch.device) -> SeriesBatch:
        """The batch on a device."""
        return SeriesBatch(*(getattr(self, name).to(device) for name in self.__slots__))


def collate_series(prompts: Sequence[SeriesPrompt], *, patch: int, placeholder: int, pad: int) -> SeriesBatch:
    """A batch of prompts.

    Args:
        prompts: At least one; every series has at least one value in each of its patches.
        patch: Values in a patch.
        placeholder: Token id that stands for one patch.
        pad: Token id of padding.

    Raises:
        ValueError: All values of a patch are missing, so that it has no soft token.
    """
    longest = max(len(prompt.values) for prompt in prompts)
    values_BT = torch.zeros(len(prompts), longest)
    present_BT = torch.zeros(len(prompts), longest, dtype=torch.bool)
    rows: list[list[int]] = []
    labels: list[list[int]] = []
    for row, prompt in enumerate(prompts):
        for at, value in enumerate(prompt.values):
            if value is not None:
                values_BT[row, at], present_BT[row, at] = value, True
        patches = [prompt.values[at : at + patch] for at in range(0, len(prompt.values), patch)]
        if any(all(value is None for value in part) for part in patches):
            raise ValueError(f"a patch of {patch} values is missing as a whole: resample the series")
        head = [*prompt.before, *[placeholder] * len(patches), *prompt.after]
        rows.append([*head, *prompt.answer])
        labels.append([IGNORED] * len(head) + list(prompt.answer))
    width = max(map(len, rows))
    return SeriesBatch(
        ids_BL=torch.tensor([row + [pad] * (width - len(row)) for row in rows]),
        mask_BL=torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows]),
        labels_BL=torch.tensor([row + [IGNORED] * (width - len(row)) for row in labels]),
        values_BT=values_BT,
        present_BT=present_BT,
    )


def alignment_loss(
    model: Any, encoder: SeriesEncoder, batch: SeriesBatch, *, placeholder: int
) -> tuple[Tensor, Tensor]:
    """Mean loss of the answers' tokens, and the share of them that the model would have written.

    Args:
        model: A frozen causal model of transformers.
        encoder: Gets the gradient.
        batch: Of ``collate_series``; prompts without any value are read as they are.
        placeholder: The same id as there.
    """
    table = model.get_input_embeddings()
    batch = batch.to(table.weight.device)
    mixed_BLD = table(batch.ids_BL)
    if batch.values_BT.shape[1]:
        soft = encoder(batch.values_BT, batch.present_BT)
        mixed_BLD = insert_soft_tokens(mixed_BLD, batch.ids_BL, soft, placeholder=placeholder)
    logits_BLV = model(inputs_embeds=mixed_BLD, attention_mask=batch.mask_BL).logits[:, :-1]
    labels_BL = batch.labels_BL[:, 1:]
    kept_BL = labels_BL != IGNORED
    logits_NV, labels_N = logits_BLV[kept_BL].float(), labels_BL[kept_BL]
    right = (logits_NV.argmax(dim=-1) == labels_N).float().mean()
    return nn.functional.cross_entropy(logits_NV, labels_N), right


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentSettings:
    """How the encoder learns: steps of AdamW with a linear decay."""

    steps: int = 300
    batch: int = 16
    learning_rate: float = 1e-3
    seed: int = 0


def align(
    model: Any,
    encoder: SeriesEncoder,
    prompts: Sequence[SeriesPrompt],
    settings: AlignmentSettings,
    *,
    placeholder: int,
    pad: int,
    say: Callable[[int, float, float], None] = lambda *_: None,
) -> None:
    """Trains the encoder in place; the model is not changed and needs no gradient of its own weights.

    Args:
        model: Frozen by the caller.
        encoder: Is trained.
        prompts: To learn from, taken in an order that the seed draws.
        settings: Of the training.
        placeholder: Token id that stands for one patch.
        pad: Token id of padding.
        say: Gets step, loss and share of right tokens.
    """
    optimiser = torch.optim.AdamW(encoder.parameters(), lr=settings.learning_rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.05, 1 - step / settings.steps))
    encoder.train()
    for step, chosen in enumerate(_drawn(prompts, settings)):
        batch = collate_series(chosen, patch=encoder.config.patch, placeholder=placeholder, pad=pad)
        loss, right = alignment_loss(model, encoder, batch, placeholder=placeholder)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        say(step, float(loss.detach()), float(right))
    encoder.eval()


def _drawn(prompts: Sequence[SeriesPrompt], settings: AlignmentSettings) -> Iterator[list[SeriesPrompt]]:
    rng = random.Random(settings.seed)
    order: list[SeriesPrompt] = []
    for _ in range(settings.steps):
        if len(order) < settings.batch:
            order = list(prompts)
            rng.shuffle(order)
        yield [order.pop() for _ in range(min(settings.batch, len(order)))]
