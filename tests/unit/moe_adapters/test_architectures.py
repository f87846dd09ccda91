"""Experts beside the linear layers of models of many shapes: start as the base, train, save, tell who spoke."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from peft import PeftModel, get_peft_model
from random_models import MODELS, batch, made, wrapped

from moe_adapters import MoeLoraConfig, auxiliary_loss, expert_weights, routing
from moe_adapters.layer import mixture_layers


@pytest.mark.parametrize("name", MODELS)
def test_starts_as_its_base_trains_and_comes_back(name: str, tmp_path: Path) -> None:
    given = batch(name)
    expected = made(name)(**given).logits
    model = wrapped(name).eval()
    torch.testing.assert_close(model(**given).logits, expected)
    model.train()
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=0.02)
    losses = []
    for _ in range(12):
        loss = model(**given).loss
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0]
    model.eval()
    answer = model(**given).logits
    assert not torch.allclose(answer, expected, atol=1e-3)
    model.save_pretrained(tmp_path)
    loaded = PeftModel.from_pretrained(made(name), tmp_path).eval()
    torch.testing.assert_close(loaded(**given).logits, answer)


@pytest.mark.parametrize("name", MODELS)
def test_auxiliary_loss_reaches_each_layers_router(name: str) -> None:
    model = wrapped(name, "competition").train()
    mask = torch.ones(2, 7) if "input_ids" in batch(name) else None
    with routing(model).collect(mask=mask) as records:
        model(**batch(name))
    auxiliary_loss(model, records).total.backward()
    for layer in mixture_layers(model):
        assert layer.moelora_G["default"].grad.abs().sum() > 0, layer.layer_name


@pytest.mark.parametrize(("name", "tokens"), [("opt", 7), ("bert", 7), ("gpt2", 7), ("vit", 5)])
def test_who_spoke_for_each_token(name: str, tokens: int) -> None:
    model = wrapped(name).eval()
    with torch.no_grad(), routing(model).collect() as records:
        model(**batch(name))
    weights = expert_weights(records)
    assert weights.shape == (2, tokens, 3)
    torch.testing.assert_close(weights.sum(-1), torch.ones(2, tokens))


def test_encoder_and_decoder_are_told_apart() -> None:
    model = wrapped("t5").eval()
    with torch.no_grad(), routing(model).collect() as records:
        model(**batch("t5"))
    with pytest.raises(ValueError, match=r"layers saw different tokens.*\[2, 7\].*\[2, 4\]"):
        expert_weights(records)
    encoder = [record for record in records if record.layer.startswith("encoder")]
    assert expert_weights(encoder).shape == (2, 7, 3)


@pytest.mark.parametrize("name", ["qwen3", "opt"])
def test_who_spoke_while_generating(name: str) -> None:
    model = wrapped(name).eval()
    ids = batch(name)["input_ids"]
    options = {"max_new_tokens": 4, "min_new_tokens": 4, "do_sample": False, "pad_token_id": 0}
    with routing(model).collect() as records:
        answer = model.generate(input_ids=ids, **options)
    weights = expert_weights(records)
    assert weights.shape == (2, answer.shape[1] - 1, 3)  # the last token was not read
    with torch.no_grad(), routing(model).collect() as whole:
        model(input_ids=answer[:, :-1])
    torch.testing.assert_close(weights, expert_weights(whole), rtol=1e-4, atol=1e-4)
    with routing(model).collect() as records:
        model.generate(input_ids=ids, use_cache=False, **options)
    with pytest.raises(ValueError, match="several forward passes"):
        expert_weights(records)


def test_an_output_of_one_vector() -> None:
    base = torch.nn.Sequential(torch.nn.Linear(6, 4))
    model = get_peft_model(base, MoeLoraConfig(r=2, num_experts=3, target_modules=["0"]))
    torch.nn.init.normal_(mixture_layers(model)[0].moelora_B["default"])
    x = torch.randn(3, 6)
    torch.testing.assert_close(model(x)[1], model(x[1]))


def test_a_layer_that_is_never_called_is_named() -> None:
    base = torch.nn.MultiheadAttention(8, 2, batch_first=True)  # reads the weight of out_proj
    model = get_peft_model(base, MoeLoraConfig(r=2, num_experts=3, target_modules=["out_proj"])).train()
    x = torch.randn(2, 3, 8)
    with pytest.warns(UserWarning, match=r"no token came to 1 of 1 layers with experts, as out_proj"):
        model(x, x, x)
    model(x, x, x)  # said once
