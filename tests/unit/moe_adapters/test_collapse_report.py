"""The report on a mixture whose experts are made alike, or made for a modality."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from peft import get_peft_model
from small_models import WordTokenizer, examples, small_llama
from torch import nn

from moe_adapters import MoeLoraConfig
from moe_adapters.batches import Batch, collate
from moe_adapters.collapse_report import measure
from moe_adapters.encode import encode
from moe_adapters.heat_map import draw_heat_map
from moe_adapters.layer import mixture_layers

MODALITIES = ("text", "table")


@pytest.fixture
def batches() -> list[tuple[int, Batch]]:
    encoded = encode(examples(12), WordTokenizer(), modalities=MODALITIES, max_tokens=40).examples
    return [(one.modality, collate([one], [[0]], packing=False, power=0.0)) for one in encoded]


def mixture() -> nn.Module:
    config = MoeLoraConfig(r=2, num_experts=3, target_modules="all-linear", task_type="CAUSAL_LM")
    model: nn.Module = get_peft_model(small_llama(), config)
    torch.manual_seed(1)
    for parameter in model.parameters():
        if parameter.requires_grad:
            nn.init.normal_(parameter, std=0.3)
    return model


def test_equal_experts_are_seen_as_collapsed(batches: list[tuple[int, Batch]]) -> None:
    model = mixture()
    for layer in mixture_layers(model):
        down, up = layer.moelora_A["default"].data, layer.moelora_B["default"].data
        down.copy_(down[:2].repeat(3, 1))
        up.copy_(up[:, :2].repeat(1, 3))
    report = measure(model, batches, modalities=MODALITIES)
    assert report.means["output_cka"] == pytest.approx(1.0, abs=1e-3)
    assert report.means["update_cosine"] == pytest.approx(1.0, abs=1e-4)
    assert report.ablations["shuffled_router"] == pytest.approx(0.0, abs=1e-5)


def test_random_experts_are_not(batches: list[tuple[int, Batch]]) -> None:
    report = measure(mixture(), batches, modalities=MODALITIES)
    assert report.means["update_cosine"] < 0.5
    assert 1.0 < report.means["effective_rank"] <= 2.0
    assert report.ablations["shuffled_router"] != 0.0
    assert set(report.ablations) == {"shuffled_router", *(f"without_expert_{e}" for e in range(3))}
    assert report.sequences == 12
    assert len(report.layers) == 14


def test_adapter_of_any_name_that_is_the_active_one(batches: list[tuple[int, Batch]]) -> None:
    model = mixture()
    expected = measure(model, batches, modalities=MODALITIES)
    model.add_adapter("mine", MoeLoraConfig(r=2, num_experts=2, target_modules="all-linear"))  # type: ignore[operator]
    model.base_model.set_adapter("mine")  # type: ignore[operator,union-attr]
    assert measure(model, batches, modalities=MODALITIES).experts == 2
    model.base_model.set_adapter("default")  # type: ignore[operator,union-attr]
    assert measure(model, batches, modalities=MODALITIES) == expected


def test_routing_by_modality_is_more_than_chance(batches: list[tuple[int, Batch]]) -> None:
    model = mixture()
    direction = torch.randn(16)
    with torch.no_grad():
        embedding = model.get_input_embeddings().weight  # type: ignore[operator]
        embedding.zero_()
        words = {int(b.ids_BT[0, 1]): m for m, b in batches}
        for word, modality in words.items():
            embedding[word] = direction * (1 if modality else -1)
        for layer in mixture_layers(model):
            if layer.layer_name.endswith("layers.0.self_attn.q_proj"):
                layer.moelora_G["default"].zero_()
                layer.moelora_G["default"][0] = direction
            else:
                layer.moelora_G["default"].zero_()
    report = measure(model, batches, modalities=MODALITIES)
    assert report.p_value is not None
    assert report.p_value < 0.05
    first = next(layer for layer in report.layers if layer.mutual_information > 1e-4)
    assert first.loads["table"][0] > first.loads["text"][0]


def test_one_modality_has_no_test(batches: list[tuple[int, Batch]]) -> None:
    texts = [(m, b) for m, b in batches if m == 0]
    assert measure(mixture(), texts, modalities=MODALITIES).p_value is None


def test_report_is_json_and_a_picture(batches: list[tuple[int, Batch]], tmp_path: Path) -> None:
    report = measure(mixture(), batches, modalities=MODALITIES)
    json.dumps(report.to_json())
    draw_heat_map(report, tmp_path / "map.png")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


def test_several_sequences_in_a_batch_are_refused(batches: list[tuple[int, Batch]]) -> None:
    encoded = encode(examples(2), WordTokenizer(), modalities=MODALITIES, max_tokens=40).examples
    both = collate(encoded, [[0], [1]], packing=False, power=0.0)
    with pytest.raises(ValueError, match="one sequence each"):
        measure(mixture(), [(0, both)], modalities=MODALITIES)
