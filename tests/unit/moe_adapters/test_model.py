"""The PEFT method on a small random Llama: starts as its base, saves, loads, several adapters, ablations."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from peft import AutoPeftModelForCausalLM, PeftModel, get_peft_model
from random_models import base_model, config, randomise
from transformers import LlamaForCausalLM

from moe_adapters import MoeLoraConfig, auxiliary_loss, routing
from moe_adapters.checkpoint import merge_to_lora, serving_tensors
from moe_adapters.layer import mixture_layers
from moe_adapters.model import expert_weights

ROUTERS = ("softmax", "top_k", "competition", "hypernetwork")


@pytest.fixture
def ids() -> torch.Tensor:
    torch.manual_seed(2)
    return torch.randint(3, 60, (2, 7))


@pytest.mark.parametrize("router", ROUTERS)
def test_starts_as_its_base(router: str, ids: torch.Tensor) -> None:
    expected = base_model()(ids).logits
    model = get_peft_model(base_model(), config(router=router)).eval()
    torch.testing.assert_close(model(ids).logits, expected)


@pytest.mark.parametrize("router", ROUTERS)
@pytest.mark.parametrize("shared", [False, True])
def test_saves_and_loads_exactly(router: str, shared: bool, ids: torch.Tensor, tmp_path: Path) -> None:
    model = get_peft_model(base_model(), config(router=router, shared_a=shared)).eval()
    randomise(model)
    expected = model(ids).logits
    model.save_pretrained(tmp_path)
    loaded = PeftModel.from_pretrained(base_model(), tmp_path).eval()
    assert torch.equal(loaded(ids).logits, expected)
    assert not torch.allclose(expected, base_model()(ids).logits)


def test_auto_model_finds_the_method(ids: torch.Tensor, tmp_path: Path) -> None:
    base = base_model()
    base.save_pretrained(tmp_path / "base")
    model = get_peft_model(LlamaForCausalLM.from_pretrained(tmp_path / "base"), config()).eval()
    randomise(model)
    model.save_pretrained(tmp_path / "adapter")
    loaded = AutoPeftModelForCausalLM.from_pretrained(tmp_path / "adapter").eval()
    torch.testing.assert_close(loaded(ids).logits, model(ids).logits)


def test_several_adapters_and_none(ids: torch.Tensor, tmp_path: Path) -> None:
    model = get_peft_model(base_model(), config()).eval()
    randomise(model)
    first = model(ids).logits
    model.save_pretrained(tmp_path)
    model.add_adapter("second", config(num_experts=2))
    model.set_adapter("second")
    torch.testing.assert_close(model(ids).logits, base_model()(ids).logits)
    model.set_adapter("default")
    torch.testing.assert_close(model(ids).logits, first)
    with model.disable_adapter():
        torch.testing.assert_close(model(ids).logits, base_model()(ids).logits)
    model.delete_adapter("second")
    assert set(mixture_layers(model)[0].moelora_A) == {"default"}


def test_one_expert_is_a_plain_lora(ids: torch.Tensor) -> None:
    model = get_peft_model(base_model(), config(num_experts=1, top_k=1)).eval()
    randomise(model)
    layer = mixture_layers(model)[0]
    x = torch.randn(5, layer.get_base_layer().in_features)
    a, b = layer.moelora_A["default"], layer.moelora_B["default"]
    expected = layer.get_base_layer()(x) + (x @ a.T) @ b.T * 8.0
    torch.testing.assert_close(layer(x), expected)


@pytest.mark.parametrize("router", ROUTERS)
def test_losses_reach_router_and_experts(router: str, ids: torch.Tensor) -> None:
    model = get_peft_model(
        base_model(), config(router=router, diversity_weight=0.1, num_modalities=2)
    ).train()
    randomise(model)
    context = routing(model)
    context.prior_scale = 1.0
    mask = torch.ones_like(ids)
    with context.collect(mask=mask, modality=torch.tensor([0, 1])) as records:
        model(ids, labels=ids)
    assert len(records) == len(mixture_layers(model))
    auxiliary_loss(model, records, mask=mask).total.backward()
    layer = mixture_layers(model)[0]
    assert layer.moelora_G["default"].grad.abs().sum() > 0
    assert layer.moelora_B["default"].grad.abs().sum() > 0


def test_prior_moves_the_weights_and_leaves_the_router_to_be_taught(ids: torch.Tensor) -> None:
    model = get_peft_model(
        base_model(), config(num_modalities=3, prior_strength=50.0, target_modules=["q_proj"])
    ).train()
    context = routing(model)
    seen = []
    for scale in (0.0, 1.0):
        context.prior_scale = scale
        with context.collect(modality=torch.tensor([0, 2])) as records:
            model(ids)
        seen.append(records[0])
    without, with_prior = seen
    torch.testing.assert_close(with_prior.logits_BTE, without.logits_BTE)
    torch.testing.assert_close(with_prior.gates_BTE[0, :, 0], torch.ones(ids.shape[1]))
    torch.testing.assert_close(with_prior.gates_BTE[1, :, 2], torch.ones(ids.shape[1]))
    assert without.gates_BTE.max() < 0.9


def test_gradient_checkpointing_gives_the_same_gradients(ids: torch.Tensor) -> None:
    gradients = []
    for checkpointing in (False, True):
        model = get_peft_model(base_model(), config(router="top_k")).train()
        randomise(model)
        if checkpointing:
            model.gradient_checkpointing_enable({"use_reentrant": False})
            model.enable_input_require_grads()
        with routing(model).collect() as records:
            loss = model(ids, labels=ids).loss
        (loss + auxiliary_loss(model, records).total).backward()
        gradients.append(mixture_layers(model)[0].moelora_G["default"].grad.clone())
    torch.testing.assert_close(gradients[0], gradients[1])


def test_which_expert_spoke_and_ablations(ids: torch.Tensor) -> None:
    model = get_peft_model(base_model(), config()).eval()
    randomise(model)
    context = routing(model)
    with torch.no_grad():
        with context.collect() as records:
            plain = model(ids).logits
        weights = expert_weights(records)
        with context.ablate(shuffle=torch.tensor([1, 2, 0])):
            shuffled = model(ids).logits
        with context.ablate(drop=0):
            dropped = model(ids).logits
        after = model(ids).logits
    assert weights.shape == (2, 7, 3)
    torch.testing.assert_close(weights.sum(-1), torch.ones(2, 7))
    assert not torch.allclose(plain, shuffled)
    assert not torch.allclose(plain, dropped)
    assert torch.equal(plain, after)
    assert not context.records


def test_serving_tensors_give_the_layers_output() -> None:
    for router in ROUTERS:
        model = get_peft_model(base_model(), config(router=router, shared_a=router == "top_k")).eval()
        randomise(model)
        layer = mixture_layers(model)[0]
        folded = serving_tensors(model)[layer.layer_name]
        x = torch.randn(4, layer.get_base_layer().in_features)
        logits = x @ folded.router_EI.T
        from moe_adapters.router import gates_from

        gates = gates_from(logits, k=None if router == "softmax" else 2)
        mixed = (x @ folded.down_KI.T) * gates.repeat_interleave(2, dim=-1)
        torch.testing.assert_close(layer.get_base_layer()(x) + mixed @ folded.up_OK.T * 8.0, layer(x))


def test_merge_of_one_layer() -> None:
    model = get_peft_model(base_model(), config()).eval()
    randomise(model)
    folded = next(iter(serving_tensors(model).values()))
    gates = torch.tensor([0.2, 0.5, 0.3])
    down, up = merge_to_lora(folded, gates)
    x = torch.randn(3, down.shape[1])
    expected = ((x @ folded.down_KI.T) * gates.repeat_interleave(2)) @ folded.up_OK.T
    torch.testing.assert_close(x @ down.T @ up.T, expected)


def test_wrong_values_are_named() -> None:
    with pytest.raises(ValueError, match="top_k"):
        config(router="top_k", top_k=4)
    with pytest.raises(ValueError, match="router_temperature"):
        config(router_temperature=0)
    model = get_peft_model(base_model(), config())
    with pytest.raises(TypeError, match="save_as_lora"):
        mixture_layers(model)[0].merge()
    with pytest.raises(ValueError, match="no mixture"):
        routing(base_model())


def test_experts_have_their_names_or_numbers() -> None:
    assert MoeLoraConfig(num_experts=2).names == ("1", "2")
    assert MoeLoraConfig(num_experts=2, expert_names=["text", "table"]).names == ("text", "table")
    with pytest.raises(ValueError, match="1 names for 2 experts"):
        MoeLoraConfig(num_experts=2, expert_names=["text"])


def test_a_pickled_configuration_is_read_by_a_fresh_process(tmp_path: Path) -> None:
    (tmp_path / "config.pickle").write_bytes(pickle.dumps(config(router="top_k")))
    program = "import pickle, sys; print(pickle.load(open(sys.argv[1], 'rb')).peft_type.value)"
    command = [sys.executable, "-c", program, str(tmp_path / "config.pickle")]
    read = subprocess.run(command, capture_output=True, text=True, check=False)
    assert read.stdout.strip() == "MOELORA", read.stderr
