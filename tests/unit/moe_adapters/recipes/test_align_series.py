"""The alignment command on a tiny random model with a tokenizer of bytes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from moe_adapters.recipes.plant.align_series import drawn_prompts, run
from moe_adapters.series_encoder import load_encoder

_TEMPLATE = (
    "{% for message in messages %}{{ message['role'] + ': ' + message['content'] + '\n' }}{% endfor %}"
)


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    signs = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {"<end>": 0, "<file_sep>": 1, **{sign: number for number, sign in enumerate(signs, 2)}}
    inner = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    inner.decoder = decoders.ByteLevel()
    return PreTrainedTokenizerFast(
        tokenizer_object=inner,
        eos_token="<end>",
        additional_special_tokens=["<file_sep>"],
        chat_template=_TEMPLATE + "{% if add_generation_prompt %}{{ 'assistant: ' }}{% endif %}",
    )


def test_soft_prompts_hold_the_heading_and_no_value(tokenizer: Any) -> None:
    soft = drawn_prompts(tokenizer, 20, seed=0, split="test", text=False)
    plain = drawn_prompts(tokenizer, 20, seed=0, split="test", text=True)
    for one, other in zip(soft, plain, strict=True):
        before, whole = tokenizer.decode(one.before), tokenizer.decode(other.before)
        assert whole.startswith(before)
        assert before.endswith("min: ")
        assert tokenizer.decode(one.after).endswith("assistant: ")
        assert one.answer == other.answer
        assert tokenizer.decode(one.answer).endswith(" [1]<end>")
        assert one.values
        assert not other.values


def test_splits_have_series_of_their_own(tokenizer: Any) -> None:
    train = drawn_prompts(tokenizer, 50, seed=0, split="train", text=False)
    test = drawn_prompts(tokenizer, 50, seed=0, split="test", text=False)
    assert not {prompt.values for prompt in train} & {prompt.values for prompt in test}


def test_the_command_measures_before_and_after_and_writes_the_encoder(tmp_path: Path, tokenizer: Any) -> None:
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
    )
    model = LlamaForCausalLM(config).eval().requires_grad_(False)
    given = argparse.Namespace(seed=0, test=4, series=8, steps=2, batch=4, out=tmp_path / "e.safetensors")
    facts = run(model, tokenizer, given)
    assert set(facts) == {"text", "soft_before", "soft_after", "parameters"}
    assert facts["soft_after"]["loss"] != facts["soft_before"]["loss"]
    assert load_encoder(tmp_path / "e.safetensors").config.embedding == 16
