"""Soft tokens of series: invariances, padding, places, and that a frozen model learns to read them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from transformers import LlamaConfig, LlamaForCausalLM

from moe_adapters.recipes.plant.series import draw_series
from moe_adapters.series_encoder import (
    SeriesEncoder,
    SeriesEncoderConfig,
    SoftTokens,
    embedding_scale,
    insert_soft_tokens,
    load_encoder,
    save_encoder,
)

CONFIG = SeriesEncoderConfig(patch=4, width=32, layers=1, heads=2, most_patches=8, embedding=24)
PLACEHOLDER, QUESTION = 1, 2
SHAPES = ("rising", "falling", "spike")


def _encoder(config: SeriesEncoderConfig = CONFIG, scale: float = 1.0) -> SeriesEncoder:
    torch.manual_seed(0)
    return SeriesEncoder(config, scale=scale)


def _all(values: torch.Tensor) -> torch.Tensor:
    return torch.ones_like(values, dtype=torch.bool)


def test_a_patch_is_a_token_of_the_models_width_and_size() -> None:
    values = torch.randn(3, 10) * 50
    soft = _encoder(scale=0.04)(values, _all(values))
    assert soft.values_BND.shape == (3, 3, 24)
    assert soft.mask_BN.all()
    assert torch.allclose(soft.values_BND.pow(2).mean(-1).sqrt(), torch.tensor(0.04), atol=1e-3)


def test_padding_changes_nothing() -> None:
    encoder, values = _encoder(), torch.randn(2, 8)
    alone = encoder(values, _all(values))
    padded = torch.cat((values, torch.full((2, 8), 999.0)), dim=1)
    present = torch.cat((_all(values), torch.zeros(2, 8, dtype=torch.bool)), dim=1)
    together = encoder(padded, present)
    assert together.mask_BN.tolist() == [[True, True, False, False]] * 2
    assert torch.allclose(alone.values_BND, together.values_BND[:, :2], atol=1e-5)


def test_what_a_missing_value_holds_does_not_matter_but_that_it_is_missing_does() -> None:
    encoder, values = _encoder(), torch.randn(1, 8)
    present = _all(values)
    whole = encoder(values, present).values_BND
    present[0, 3] = False
    first = encoder(values, present).values_BND
    values[0, 3] = float("nan")
    assert torch.equal(first, encoder(values, present).values_BND)
    assert not torch.allclose(whole, first, atol=1e-3)


def test_level_and_scale_are_kept() -> None:
    encoder, values = _encoder(), torch.randn(1, 8)
    one = encoder(values + 10, _all(values)).values_BND
    assert not torch.allclose(one, encoder(values + 90, _all(values)).values_BND, atol=1e-3)
    assert not torch.allclose(one, encoder(5 * values + 10, _all(values)).values_BND, atol=1e-3)


def test_a_constant_series_and_an_empty_one_are_finite() -> None:
    values = torch.full((2, 8), 7.0)
    present = torch.tensor([[True] * 8, [False] * 8])
    soft = _encoder()(values, present)
    assert torch.isfinite(soft.values_BND).all()
    assert soft.mask_BN.tolist() == [[True, True], [False, False]]


def test_wrong_shapes_are_named() -> None:
    with pytest.raises(ValueError, match="B×T"):
        _encoder()(torch.zeros(2, 3), torch.ones(2, 4, dtype=torch.bool))
    values = torch.zeros(1, 40)
    with pytest.raises(ValueError, match="resample"):
        _encoder()(values, _all(values))


def test_soft_tokens_take_the_placeholders_places_in_order_and_carry_gradients() -> None:
    ids = torch.tensor([[5, 1, 1, 6], [1, 5, 6, 6]])
    embeddings = torch.zeros(2, 4, 3)
    vectors = torch.arange(12.0).reshape(2, 2, 3).requires_grad_()
    soft = SoftTokens(vectors, torch.tensor([[True, True], [True, False]]))
    out = insert_soft_tokens(embeddings, ids, soft, placeholder=1)
    assert out[0, 1].tolist() == [0, 1, 2]
    assert out[0, 2].tolist() == [3, 4, 5]
    assert out[1, 0].tolist() == [6, 7, 8]
    assert out.sum() == sum(range(9))
    out.sum().backward()
    assert vectors.grad is not None
    assert vectors.grad.sum() == 9


def test_placeholders_and_patches_must_agree() -> None:
    soft = SoftTokens(torch.zeros(1, 2, 3), torch.ones(1, 2, dtype=torch.bool))
    with pytest.raises(ValueError, match="differ"):
        insert_soft_tokens(torch.zeros(1, 3, 3), torch.tensor([[1, 5, 6]]), soft, placeholder=1)


def test_a_saved_encoder_gives_the_same_tokens(tmp_path: Path) -> None:
    encoder, values = _encoder(scale=0.3).eval(), torch.randn(2, 8)
    save_encoder(encoder, tmp_path / "e.safetensors")
    loaded = load_encoder(tmp_path / "e.safetensors")
    assert loaded.config == encoder.config
    with torch.no_grad():
        expected = encoder(values, _all(values)).values_BND
        assert torch.equal(loaded(values, _all(values)).values_BND, expected)


def test_another_file_is_refused(tmp_path: Path) -> None:
    save_file({"x": torch.zeros(1)}, str(tmp_path / "x.safetensors"))
    with pytest.raises(ValueError, match="not a series encoder"):
        load_encoder(tmp_path / "x.safetensors")


def _batch(seeds: range) -> tuple[torch.Tensor, torch.Tensor]:
    """Series of three shapes, cut or padded to 24 values; the shape's number is the label."""
    values, labels = [], []
    for seed in seeds:
        shape = SHAPES[seed % 3]
        found = [v for v in draw_series(random.Random(seed), shape).values if v is not None]  # type: ignore[arg-type]
        values.append(torch.tensor(found[:14]))
        labels.append(seed % 3)
    return torch.stack(values), torch.tensor(labels)


def test_a_frozen_random_model_learns_to_name_shapes_of_unseen_series() -> None:
    torch.manual_seed(0)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=16, hidden_size=24, intermediate_size=48, num_hidden_layers=2, num_attention_heads=2
        )
    ).eval()
    model.requires_grad_(False)
    table = model.get_input_embeddings()
    encoder = _encoder(scale=embedding_scale(table))
    before = {name: value.clone() for name, value in model.state_dict().items()}

    def logits(values: torch.Tensor) -> torch.Tensor:
        soft = encoder(values, _all(values))
        row = torch.tensor([PLACEHOLDER] * soft.mask_BN.shape[1] + [QUESTION])
        ids = row.expand(len(values), -1)
        embeddings = insert_soft_tokens(table(ids), ids, soft, placeholder=PLACEHOLDER)
        return model(inputs_embeds=embeddings).logits[:, -1, 8:11]

    values, labels = _batch(range(96))
    optimiser = torch.optim.AdamW(encoder.parameters(), lr=3e-3)
    for _ in range(120):
        loss = torch.nn.functional.cross_entropy(logits(values), labels)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    unseen, wanted = _batch(range(1000, 1060))
    with torch.no_grad():
        accuracy = (logits(unseen).argmax(-1) == wanted).float().mean().item()
    assert accuracy > 0.9  # chance is 0.33
    assert all(torch.equal(before[name], value) for name, value in model.state_dict().items())
