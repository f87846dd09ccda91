"""The checks for a GPU, as far as a processor carries them, and that one failure loses no other."""

from __future__ import annotations

import json
from typing import Any

import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from eval import gpu_checks
from moe_adapters.train_config import BaseSection


@pytest.fixture(autouse=True)
def small_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(section: BaseSection) -> tuple[Any, None]:
        torch.manual_seed(0)
        shape = {"hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2}
        config = LlamaConfig(
            vocab_size=300, num_attention_heads=4, num_key_value_heads=2, pad_token_id=0, **shape
        )
        return LlamaForCausalLM(config).requires_grad_(False), None

    monkeypatch.setattr(gpu_checks, "load_base", load)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)


def test_every_router_is_compared() -> None:
    assert set(gpu_checks.router_parity("none")) == set(gpu_checks.ROUTERS)


def test_a_mixture_learns_and_what_is_loaded_answers_alike() -> None:
    found = gpu_checks.quantised("none", bits=0)
    assert found["last_loss"] < found["first_loss"]
    assert found["after_loading_differs_by"] == 0.0


def test_an_adapter_that_says_nothing_would_be_seen() -> None:
    model = gpu_checks.network("none", kind="mixture")
    ids = gpu_checks.tokens(model)
    with_experts = gpu_checks.logits(model, ids)
    with model.disable_adapter():
        assert not torch.equal(with_experts, gpu_checks.logits(model, ids))


def test_one_failure_loses_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> float:
        raise RuntimeError("no compiler")

    monkeypatch.setattr(gpu_checks, "compiled", broken)
    assert gpu_checks.main(["--model", "none", "--cpu"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["compiled"] == "failed: RuntimeError: no compiler"
    assert found["router_parity"]["softmax"] == 0.0


def test_without_a_gpu_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert gpu_checks.main(["--model", "none"]) == 0
    assert "no GPU" in capsys.readouterr().out
