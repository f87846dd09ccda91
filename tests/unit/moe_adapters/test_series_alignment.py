"""Batches of series prompts, and that alignment teaches the encoder and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from moe_adapters.series_alignment import (
    IGNORED,
    AlignmentSettings,
    SeriesPrompt,
    align,
    alignment_loss,
    collate_series,
)
from moe_adapters.series_encoder import SeriesEncoder, SeriesEncoderConfig

PLACEHOLDER, PAD = 1, 0
UP, DOWN, END = 9, 10, 2


def _prompt(values: tuple[float | None, ...], answer: int) -> SeriesPrompt:
    return SeriesPrompt((5, 6), values, (7,), (answer, END))


def _model() -> LlamaForCausalLM:
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=16, hidden_size=24, intermediate_size=48, num_hidden_layers=2, num_attention_heads=2
    )
    return LlamaForCausalLM(config).eval().requires_grad_(False)


def _encoder() -> SeriesEncoder:
    torch.manual_seed(0)
    return SeriesEncoder(
        SeriesEncoderConfig(patch=4, width=16, layers=0, heads=2, most_patches=4, embedding=24), scale=0.02
    )


def test_a_batch_has_a_placeholder_for_each_patch_and_labels_on_the_answer_only() -> None:
    prompts = [_prompt((1.0, None, 3.0, 4.0, 5.0), UP), _prompt((1.0, 2.0), DOWN)]
    batch = collate_series(prompts, patch=4, placeholder=PLACEHOLDER, pad=PAD)
    assert batch.ids_BL.tolist() == [[5, 6, 1, 1, 7, UP, END], [5, 6, 1, 7, DOWN, END, PAD]]
    assert batch.mask_BL.tolist() == [[1] * 7, [1] * 6 + [0]]
    assert batch.labels_BL[0].tolist() == [IGNORED] * 5 + [UP, END]
    assert batch.labels_BL[1].tolist() == [IGNORED] * 4 + [DOWN, END, IGNORED]
    assert batch.present_BT.tolist() == [[True, False, True, True, True], [True, True, False, False, False]]


def test_a_patch_without_any_value_is_refused() -> None:
    with pytest.raises(ValueError, match="missing as a whole"):
        collate_series([_prompt((1.0, None, None), UP)], patch=1, placeholder=PLACEHOLDER, pad=PAD)


def test_a_prompt_without_values_is_read_as_it_is() -> None:
    model, batch = _model(), collate_series([_prompt((), UP)], patch=4, placeholder=PLACEHOLDER, pad=PAD)
    loss, _ = alignment_loss(model, _encoder(), batch, placeholder=PLACEHOLDER)
    direct = model(input_ids=batch.ids_BL, labels=batch.labels_BL).loss
    assert torch.allclose(loss, direct, atol=1e-5)


def test_padding_does_not_change_the_loss() -> None:
    model, encoder = _model(), _encoder()
    short, long = _prompt((1.0, 2.0), DOWN), _prompt((1.0, 2.0, 3.0, 4.0, 5.0), UP)

    def loss(*prompts: SeriesPrompt) -> float:
        batch = collate_series(prompts, patch=4, placeholder=PLACEHOLDER, pad=PAD)
        with torch.no_grad():
            return float(alignment_loss(model, encoder, batch, placeholder=PLACEHOLDER)[0])

    assert loss(short, long) == pytest.approx((loss(short) + loss(long)) / 2, abs=1e-4)


def test_alignment_teaches_the_encoder_and_leaves_the_model() -> None:
    model, encoder = _model(), _encoder()
    before = [parameter.clone() for parameter in model.parameters()]
    generator = torch.Generator().manual_seed(0)
    prompts = []
    for number in range(64):
        start, slope = 20 + 10 * torch.rand(2, generator=generator)
        sign = 1 if number % 2 else -1
        values = tuple(float(start + sign * slope * 0.1 * at) for at in range(8))
        prompts.append(_prompt(values, UP if sign > 0 else DOWN))
    learn, unseen = prompts[:48], prompts[48:]
    steps: list[float] = []
    align(
        model,
        encoder,
        learn,
        AlignmentSettings(steps=150, batch=16, learning_rate=1e-2),
        placeholder=PLACEHOLDER,
        pad=PAD,
        say=lambda step, loss, right: steps.append(loss),
    )

    def loss(prompt: SeriesPrompt) -> float:
        batch = collate_series([prompt], patch=4, placeholder=PLACEHOLDER, pad=PAD)
        with torch.no_grad():
            return float(alignment_loss(model, encoder, batch, placeholder=PLACEHOLDER)[0])

    other = {UP: DOWN, DOWN: UP}
    swapped = [replace(prompt, answer=(other[prompt.answer[0]], END)) for prompt in unseen]
    right = [loss(prompt) < loss(wrong) for prompt, wrong in zip(unseen, swapped, strict=True)]
    assert len(steps) == 150
    assert sum(right) >= 15  # of 16, where chance is 8
    assert all(torch.equal(old, new) for old, new in zip(before, model.parameters(), strict=True))
