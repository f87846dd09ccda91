"""Auxiliary losses as whoever trains meets them: through a model's own loss, with masks, priors, adapters."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import torch
from peft import get_peft_model
from random_models import base_model, config, randomise
from transformers import Trainer, TrainingArguments

from moe_adapters import MoeLoraConfig, auxiliary_loss, routing
from moe_adapters.layer import mixture_layers


@pytest.fixture
def ids() -> torch.Tensor:
    torch.manual_seed(2)
    return torch.randint(3, 60, (2, 7))


def mixture(**fields: object) -> Any:
    model = get_peft_model(base_model(), config(**fields)).train()
    randomise(model)
    return model


def router_gradient(model: Any) -> torch.Tensor:
    gradient: torch.Tensor = mixture_layers(model)[0].moelora_G["default"].grad.clone()
    model.zero_grad()
    return gradient


def test_a_models_own_loss_has_them_in_training_only(ids: torch.Tensor) -> None:
    model = mixture(router="competition", diversity_weight=0.1)
    mask = torch.ones_like(ids)
    mask[0, :3] = 0
    given = {"input_ids": ids, "attention_mask": mask, "labels": ids}
    with routing(model).collect(mask=mask) as records:
        alone = model(**given).loss
    expected = alone + auxiliary_loss(model, records).total
    loss = model(**given).loss
    torch.testing.assert_close(loss, expected)
    assert abs(float((expected - alone).detach())) > 1e-3
    loss.backward()
    assert router_gradient(model).abs().sum() > 0
    assert not routing(model).collecting
    model.eval()
    with torch.no_grad():
        plain = model(**given).loss
    torch.testing.assert_close(plain, model(**given).loss)
    torch.testing.assert_close(copy.deepcopy(model).train()(**given).loss, expected)
    with model.train().disable_adapter():
        torch.testing.assert_close(model(**given).loss, base_model()(**given).loss)


def test_passes_of_one_step_share_them_as_trainer_does(ids: torch.Tensor) -> None:
    model = mixture(load_balance_weight=1.0)
    whole = float(model(ids, labels=ids).loss.detach())
    with routing(model).collect():
        alone = float(model(ids, labels=ids).loss.detach())
        half = float(model(ids, labels=ids, num_items_in_batch=2 * ids.numel()).loss.detach())
    shared = float(model(ids, labels=ids, num_items_in_batch=2 * ids.numel()).loss.detach())
    assert shared - half == pytest.approx((whole - alone) / 2, rel=1e-4)


def test_trainer_teaches_the_competitions_router(ids: torch.Tensor, tmp_path: Any) -> None:
    model = get_peft_model(base_model(), config(router="competition"))
    before = mixture_layers(model)[0].moelora_G["default"].detach().clone()
    arguments = TrainingArguments(
        output_dir=str(tmp_path), max_steps=2, learning_rate=0.01, report_to=[], use_cpu=True, save_strategy="no",
        disable_tqdm=True, gradient_checkpointing=True,
    )  # fmt: skip
    rows = [{"input_ids": row, "labels": row} for row in ids]
    Trainer(model=model, args=arguments, train_dataset=rows).train()  # type: ignore[arg-type]
    after = mixture_layers(model)[0].moelora_G["default"].detach()
    assert (after - before).abs().max() > 1e-4


def test_an_error_in_the_pass_leaves_nothing_behind(ids: torch.Tensor) -> None:
    model = mixture()
    with pytest.raises(IndexError):
        model(ids + 1000, labels=ids)
    assert not routing(model).collecting
    assert torch.isfinite(model(ids, labels=ids).loss)


def test_a_competition_without_a_loss_is_named(ids: torch.Tensor) -> None:
    model = mixture(router="competition")
    with pytest.warns(UserWarning, match="learns by its distillation loss only"):
        model(ids)
    model(ids)  # said once


def test_checkpointing_keeps_the_prior(ids: torch.Tensor) -> None:
    gradients = []
    for checkpointing in (False, True):
        model = mixture(num_modalities=3)
        routing(model).prior_scale = 1.0
        if checkpointing:
            model.gradient_checkpointing_enable({"use_reentrant": False})
            model.enable_input_require_grads()
        for modality in (torch.tensor([0, 2]), torch.tensor([1, 1])):  # the prior follows the pass
            with routing(model).collect(modality=modality):
                loss = model(ids, labels=ids).loss
            loss.backward()
            gradients.append(router_gradient(model))
    torch.testing.assert_close(gradients[2:], gradients[:2])
    assert not torch.allclose(gradients[0], gradients[1])


def test_two_passes_before_a_backward_are_named_where_the_prior_is_unclear(ids: torch.Tensor) -> None:
    model = mixture(num_modalities=3)
    routing(model).prior_scale = 1.0
    model.gradient_checkpointing_enable({"use_reentrant": False})
    model.enable_input_require_grads()
    losses = []
    for modality in (torch.tensor([0, 2]), torch.tensor([1, 1])):
        with routing(model).collect(modality=modality):
            losses.append(model(ids, labels=ids).loss)
    with pytest.warns(UserWarning, match="call backward after each"):
        sum(losses).backward()  # type: ignore[union-attr]


@pytest.mark.parametrize("router", ["softmax", "competition"])
def test_reentrant_checkpointing_is_named_and_refused_where_nothing_else_teaches(
    router: str, ids: torch.Tensor
) -> None:
    model = mixture(router=router)
    model.gradient_checkpointing_enable({"use_reentrant": True})
    model.enable_input_require_grads()
    with routing(model).collect() as records:
        alone = model(ids, labels=ids).loss
    with pytest.raises(ValueError, match="use_reentrant"):
        auxiliary_loss(model, records)
    if router == "competition":
        with pytest.raises(ValueError, match="use_reentrant"):
            model(ids, labels=ids)
        return
    with pytest.warns(UserWarning, match="use_reentrant"):
        loss = model(ids, labels=ids).loss
    torch.testing.assert_close(loss, alone)
    loss.backward()
    assert router_gradient(model).abs().sum() > 0


def test_mask_and_modality_come_from_collect_or_are_given(ids: torch.Tensor) -> None:
    model = mixture(num_modalities=3, modality_weight=1.0)
    mask = torch.ones_like(ids)
    mask[1, 2:] = 0
    modality_B = torch.tensor([0, 2])
    modality_BT = modality_B.unsqueeze(1).expand_as(ids)
    with routing(model).collect(mask=mask, modality=modality_B) as records:
        model(ids)
    told = auxiliary_loss(model, records)
    assert told == auxiliary_loss(model, records, mask=mask, modality=modality_BT)
    assert told != auxiliary_loss(model, records, mask=torch.ones_like(ids))
    with pytest.raises(ValueError, match=r"a mask of shape \[2, 5\] fits no layer"):
        auxiliary_loss(model, records, mask=torch.ones(2, 5))
    with routing(model).collect() as records:
        model(ids)
    with pytest.raises(ValueError, match="modality_weight is set"):
        auxiliary_loss(model, records)


def test_which_adapter_is_meant(ids: torch.Tensor) -> None:
    model = get_peft_model(base_model(), config(router="top_k"), adapter_name="mine").train()
    with routing(model).collect() as records:
        model(ids)
    assert auxiliary_loss(model, records) == auxiliary_loss(model, records, adapter="mine")
    model.add_adapter("other", config(num_experts=2))
    model.base_model.set_adapter(["mine", "other"])
    with routing(model).collect() as records:
        model(ids)
    with pytest.raises(ValueError, match="one of mine, other"):
        auxiliary_loss(model, records)
    with pytest.raises(ValueError, match="third was not active"):
        auxiliary_loss(model, records, adapter="third")
    parts = [float(auxiliary_loss(model, records, adapter=name).total.detach()) for name in ("mine", "other")]
    with routing(model).collect():
        alone = float(model(ids, labels=ids).loss.detach())
    assert float(model(ids, labels=ids).loss.detach()) == pytest.approx(alone + sum(parts), rel=1e-4)


def test_adapters_by_row_are_refused(ids: torch.Tensor) -> None:
    model = mixture()
    with pytest.raises(ValueError, match="a batch of its own"):
        model(ids, adapter_names=["default", "__base__"])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"router": "topk"}, "router must be one of softmax, top_k"),
        ({"init": "xavier"}, "init must be one of kaiming, orthogonal"),
        ({"num_modalities": -1}, "num_modalities must be at least 0"),
        ({"modality_weight": 0.1}, "between 1 and num_experts=4, not 0"),
        ({"modality_weight": 0.1, "num_modalities": 5}, "between 1 and num_experts=4, not 5"),
        ({"router": "competition", "distill_weight": 0.0}, "distill_weight must not be 0"),
    ],
)
def test_settings_that_would_teach_nothing_are_refused(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        MoeLoraConfig(**fields)
    if said.startswith(("between", "distill")):
        MoeLoraConfig(inference_mode=True, **fields)  # a file of before can still be opened


def test_one_expert_a_token_learns_no_router() -> None:
    with pytest.warns(UserWarning, match="teaches the router nothing"):
        MoeLoraConfig(router="top_k", top_k=1)
    MoeLoraConfig(router="top_k", top_k=1, modality_weight=0.1, num_modalities=4)
    MoeLoraConfig(router="competition", top_k=1)


def test_more_orthogonal_rows_than_dimensions_are_refused() -> None:
    with pytest.raises(ValueError, match=r"at most 16.*q_proj, not 32"):
        get_peft_model(base_model(), config(init="orthogonal", r=8, num_experts=4, target_modules=["q_proj"]))


@pytest.mark.parametrize("router", ["softmax", "competition"])
def test_outputs_are_collected_under_checkpointing_too(router: str, ids: torch.Tensor) -> None:
    gradients = []
    for checkpointing in (False, True):
        model = mixture(router=router)
        if checkpointing:
            model.gradient_checkpointing_enable({"use_reentrant": False})
            model.enable_input_require_grads()
        with routing(model).collect(outputs=True) as records:
            loss = model(ids, labels=ids).loss
        assert all(record.outputs_BTEO is not None for record in records)
        (loss + auxiliary_loss(model, records).total).backward()
        gradients.append(router_gradient(model))
        model(ids, labels=ids).loss.backward()  # and nothing of it stays for the next pass
    torch.testing.assert_close(*gradients)


@pytest.mark.parametrize("wrong", [[0, 3], [-1, 0]])
def test_a_modality_that_is_not_there_is_named(wrong: list[int], ids: torch.Tensor) -> None:
    model = mixture(num_modalities=3, modality_weight=1.0)
    with routing(model).collect(modality=torch.tensor(wrong)) as records:
        model(ids)
    said = "none of num_modalities=3: they are numbered 0 to 2"
    with pytest.raises(ValueError, match=said):
        auxiliary_loss(model, records)
    by_token = torch.zeros_like(ids)
    by_token[0, 0] = wrong[0] or wrong[1]
    mask = (by_token == 0).long()
    assert auxiliary_loss(model, records, mask=mask, modality=by_token).modality < 10  # padding
    with pytest.raises(ValueError, match=said):
        auxiliary_loss(model, records, modality=by_token)


@pytest.mark.parametrize("name", ["r", "num_experts", "top_k", "router_dim"])
def test_counts_are_whole_numbers(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} must be a whole number, not '2'"):
        MoeLoraConfig(**{name: "2"})  # type: ignore[arg-type]
