"""A whole mixture as one LoRA where its routing is constant, and without its dead experts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from peft import PeftModel, get_peft_model
from random_models import base_model, batch, config, made, randomise, wrapped

from moe_adapters import routing
from moe_adapters.checkpoint import constant_gates, prune_experts, save_as_lora
from moe_adapters.layer import mixture_layers

ROUTERS = ("softmax", "top_k", "competition", "hypernetwork")


@pytest.fixture
def ids() -> torch.Tensor:
    torch.manual_seed(2)
    return torch.randint(3, 60, (2, 7))


def mixture(**fields: object) -> Any:
    model = get_peft_model(base_model(), config(**fields)).eval()
    randomise(model)
    return model


def collected(model: Any, ids: torch.Tensor) -> tuple[torch.Tensor, list[Any]]:
    with torch.no_grad(), routing(model).collect() as records:
        logits: torch.Tensor = model(ids).logits
    return logits, list(records)


@pytest.mark.parametrize("shared", [False, True])
def test_constant_routing_becomes_a_lora_that_peft_merges(
    shared: bool, ids: torch.Tensor, tmp_path: Path
) -> None:
    model = mixture(shared_a=shared)
    for layer in mixture_layers(model):
        torch.nn.init.zeros_(layer.moelora_G["default"])  # every token gets a third of each expert
    expected, records = collected(model, ids)
    save_as_lora(model, tmp_path, gates=constant_gates(records))
    lora = PeftModel.from_pretrained(base_model(), tmp_path).eval()
    torch.testing.assert_close(lora(ids).logits, expected, rtol=1e-4, atol=1e-4)
    merged = lora.merge_and_unload()
    torch.testing.assert_close(merged(ids).logits, expected, rtol=1e-4, atol=1e-4)


def test_one_expert_is_taken_out_of_a_conv1d_model(tmp_path: Path) -> None:
    model = wrapped("gpt2").eval()
    randomise(model)
    prune_experts(model, [1])
    save_as_lora(model, tmp_path, gates=torch.ones(1))
    with pytest.warns(UserWarning, match="fan_in_fan_out"):
        lora = PeftModel.from_pretrained(made("gpt2"), tmp_path).eval()
    given = batch("gpt2")
    torch.testing.assert_close(lora(**given).logits, model(**given).logits, rtol=1e-3, atol=1e-3)


def test_routing_by_the_token_is_refused(ids: torch.Tensor, tmp_path: Path) -> None:
    model = mixture()
    _, records = collected(model, ids)
    with pytest.raises(ValueError, match=r"routing is not constant: in model\.layers\.0\.self_attn\.q_proj"):
        constant_gates(records)
    with pytest.raises(ValueError, match="a weight for each of its 3 experts"):
        save_as_lora(model, tmp_path, gates=torch.ones(2))
    with pytest.raises(ValueError, match="no mixture adapter named 'other'"):
        save_as_lora(model, tmp_path, gates=torch.ones(3), adapter="other")


def test_padding_does_not_make_routing_vary(ids: torch.Tensor) -> None:
    model = mixture(target_modules=["q_proj"])
    mask = torch.zeros_like(ids)
    mask[0, 0] = 1
    with torch.no_grad(), routing(model).collect(mask=mask) as records:
        model(ids)
    gates = constant_gates(records)
    torch.testing.assert_close(gates[records[0].layer], records[0].gates_BTE[0, 0])


@pytest.mark.parametrize("router", ROUTERS)
@pytest.mark.parametrize("shared", [False, True])
def test_dead_experts_are_left_out_and_stay_out(
    router: str, shared: bool, ids: torch.Tensor, tmp_path: Path
) -> None:
    names = ["text", "table", "series"]
    model = mixture(
        router=router, shared_a=shared, router_temperature=2.0, expert_names=names, num_modalities=3
    )
    for layer in mixture_layers(model):  # what an expert adds does not matter where it is dead
        layer.moelora_B["default"].data.unflatten(-1, (3, 2))[:, 1] = 0
    with torch.no_grad(), routing(model).collect() as records:
        model(ids)
    before = records[0].gates_BTE
    prune_experts(model, [0, 2])
    answer, records = collected(model, ids)
    assert records[0].gates_BTE.shape[-1] == 2
    if router == "softmax":
        expected = before[..., [0, 2]] / before[..., [0, 2]].sum(-1, keepdim=True)
        torch.testing.assert_close(records[0].gates_BTE, expected)
    assert model.peft_config["default"].names == ("text", "series")
    model.save_pretrained(tmp_path)
    loaded = PeftModel.from_pretrained(base_model(), tmp_path).eval()
    assert torch.equal(loaded(ids).logits, answer)
    model.train()(ids, labels=ids).loss.backward()
    assert mixture_layers(model)[0].moelora_B["default"].grad.abs().sum() > 0


@pytest.mark.parametrize("keep", [[], [3], [0, 0], [-1]])
def test_experts_that_cannot_be_kept_are_named(keep: list[int]) -> None:
    with pytest.raises(ValueError, match="keep some of the experts 0 to 2"):
        prune_experts(mixture(), keep)
