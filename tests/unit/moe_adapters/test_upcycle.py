"""Experts that start from a LoRA answer as it does; what does not fit is refused by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from small_models import VOCABULARY, small_llama
from torch import nn

from moe_adapters.base_model import adapted
from moe_adapters.model import routing
from moe_adapters.train_config import AdapterSection, DataSection, TrainConfig, read_config
from moe_adapters.upcycle import largest_directions

LINEARS = ("q_proj", "down_proj")
IDS = torch.arange(3, 3 + 12).unsqueeze(0) % VOCABULARY


def lora(folder: Path, *, rank: int = 2, targets: tuple[str, ...] = LINEARS, **options: object) -> nn.Module:
    """A LoRA with random weights, saved."""
    config = LoraConfig(r=rank, lora_alpha=6, target_modules=list(targets), **options)  # type: ignore[arg-type]
    model = get_peft_model(small_llama(), config)
    generator = torch.Generator().manual_seed(1)
    for name, parameter in model.named_parameters():
        if "lora_B" in name:
            parameter.data = torch.randn(parameter.shape, generator=generator)
    model.save_pretrained(str(folder))
    return model


def mixture(start: dict[str, str], *, r: int = 2, options: dict[str, object] | None = None) -> nn.Module:
    section = AdapterSection(
        r=r, alpha=8, target_modules=LINEARS, options={"num_experts": 4, **(options or {})}, start=start
    )
    config = TrainConfig(adapter=section, data=DataSection(modalities=("text", "table")))
    return adapted(small_llama(), config)


@torch.no_grad()
def logits(model: nn.Module, *, expert: int) -> torch.Tensor:
    """What the model says where one expert has all weight: by a strong prior for the first, then exchanged."""
    context = routing(model)
    exchange = torch.arange(4)
    exchange[[0, expert]] = exchange[[expert, 0]]
    model.train()
    with context.collect(modality=torch.zeros(1, dtype=torch.long)), context.ablate(shuffle=exchange):
        context.prior_scale = 1.0
        found: torch.Tensor = model(IDS).logits
    return found


@pytest.mark.parametrize("expert", [0, 2])
def test_expert_of_the_modality_answers_as_the_lora(expert: int, tmp_path: Path) -> None:
    dense = lora(tmp_path / "lora").eval()
    model = mixture({"text": str(tmp_path / "lora")}, options={"prior_strength": 100.0})
    assert torch.allclose(logits(model, expert=expert), dense(IDS).logits, atol=1e-4)


@pytest.mark.parametrize("expert", [1, 3])
def test_other_experts_start_as_the_base(expert: int, tmp_path: Path) -> None:
    lora(tmp_path / "lora")
    model = mixture({"text": str(tmp_path / "lora")}, options={"prior_strength": 100.0})
    assert torch.allclose(logits(model, expert=expert), small_llama()(IDS).logits, atol=1e-5)


def test_lower_rank_is_the_best_there_is() -> None:
    generator = torch.Generator().manual_seed(0)
    down, up = torch.randn(6, 20, generator=generator), torch.randn(15, 6, generator=generator)
    low_down, low_up = largest_directions(down, up, rank=3)
    values = torch.linalg.svdvals(up @ down)
    missed = torch.linalg.matrix_norm(up @ down - low_up @ low_down)
    assert torch.isclose(missed, values[3:6].norm(), rtol=1e-4)


def test_higher_rank_is_filled_with_nothing() -> None:
    generator = torch.Generator().manual_seed(0)
    down, up = torch.randn(2, 20, generator=generator), torch.randn(15, 2, generator=generator)
    low_down, low_up = largest_directions(down, up, rank=5)
    assert torch.allclose(low_up @ low_down, up @ down, atol=1e-5)
    assert low_down.shape == (5, 20)


@pytest.mark.parametrize(
    ("start", "options", "message"),
    [
        ({"sound": "lora"}, {}, "sound is none of data.modalities text, table"),
        ({"text": "part"}, {}, "has no LoRA for model.layers.0.mlp.down_proj"),
        ({"text": "scaled"}, {}, "is not a plain LoRA"),
        ({"text": "lora"}, {"shared_a": True}, "shared_a"),
    ],
)
def test_refuses(start: dict[str, str], options: dict[str, object], message: str, tmp_path: Path) -> None:
    lora(tmp_path / "lora")
    lora(tmp_path / "part", targets=("q_proj",))
    lora(tmp_path / "scaled", use_rslora=True)
    with pytest.raises(ValueError, match=message):
        mixture({name: str(tmp_path / folder) for name, folder in start.items()}, options=options)


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"adapter_config\.json"):
        mixture({"text": str(tmp_path / "none")})


def test_recipe_names_folders_from_its_own(tmp_path: Path) -> None:
    (tmp_path / "train.toml").write_text('[adapter.start]\ntext = "plain/adapter"\n', encoding="utf-8")
    config = read_config(tmp_path / "train.toml")
    assert config.adapter.start == {"text": str(tmp_path / "plain" / "adapter")}
    assert replace(config.adapter, start={}) == AdapterSection()


def test_saved_mixture_is_what_was_started(tmp_path: Path) -> None:
    lora(tmp_path / "lora")
    model = mixture({"text": str(tmp_path / "lora")}).eval()
    model.save_pretrained(str(tmp_path / "mixture"))  # type: ignore[operator]
    again = PeftModel.from_pretrained(small_llama(), str(tmp_path / "mixture")).eval()
    assert torch.allclose(again(IDS).logits, model(IDS).logits, atol=1e-5)


def going_on(weights: Path, *, r: int = 2) -> nn.Module:
    options = {"num_experts": 4}
    section = AdapterSection(r=r, alpha=8, target_modules=LINEARS, options=options, weights=str(weights))
    return adapted(
        small_llama(), TrainConfig(adapter=section, data=DataSection(modalities=("text", "table")))
    )


def test_training_goes_on_from_saved_weights(tmp_path: Path) -> None:
    lora(tmp_path / "lora")
    first = mixture({"text": str(tmp_path / "lora")}).eval()
    first.save_pretrained(str(tmp_path / "first"))  # type: ignore[operator]
    model = going_on(tmp_path / "first")
    assert torch.allclose(model.eval()(IDS).logits, first(IDS).logits, atol=1e-5)
    assert any(parameter.requires_grad for parameter in model.parameters())


def test_saved_weights_of_another_shape_are_refused(tmp_path: Path) -> None:
    mixture({}).save_pretrained(str(tmp_path / "first"))  # type: ignore[operator]
    with pytest.raises(ValueError, match=r"adapter\.weights: .* is of another shape"):
        going_on(tmp_path / "first", r=3)


def test_saved_weights_of_another_method_are_refused(tmp_path: Path) -> None:
    lora(tmp_path / "lora")
    with pytest.raises(ValueError, match=r"adapter\.weights: .* has weights that this adapter lacks"):
        going_on(tmp_path / "lora")
