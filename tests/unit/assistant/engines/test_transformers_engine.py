from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM

from assistant.engines.transformers_engine import (
    TransformersEngine,
    _expert_names,
    _generate,
    _Loaded,
    _overlap,
    _pieces,
    _telling,
)
from assistant.errors import EngineUnavailable
from assistant.records import Message, TokenUse
from moe_adapters.config import MoeLoraConfig
from moe_adapters.model import expert_weights, routing


class Letters:
    """One token a character."""

    eos_token_id = 0

    def decode(self, ids: list[int], *, skip_special_tokens: bool) -> str:
        return "".join(chr(i) for i in ids)


def small_llama() -> LlamaForCausalLM:
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=96, hidden_size=16, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=1, pad_token_id=0, bos_token_id=None, eos_token_id=1, initializer_range=0.3,
    )  # fmt: skip
    return LlamaForCausalLM(config).eval()


def ids(text: str) -> Iterator[int]:
    return iter([ord(c) for c in text])


def test_pieces_stop_at_a_mark_that_comes_in_parts() -> None:
    assert "".join(_pieces(ids("one two END three"), Letters(), ("END",))) == "one two "
    assert "".join(_pieces(ids("one EN"), Letters(), ("END",))) == "one EN"
    assert list(_pieces(ids("ab"), Letters(), ())) == ["a", "b"]


def test_half_characters_are_held_back() -> None:
    assert list(_pieces(iter([ord("a"), 0xFFFD]), Letters(), ())) == ["a"]


def test_overlap() -> None:
    assert _overlap("xxEN", "END") == 2
    assert _overlap("xx", "END") == 0


class Cache:
    def __init__(self) -> None:
        self.tokens: list[int] = []

    def get_seq_length(self) -> int:
        return len(self.tokens)

    def crop(self, length: int) -> None:
        self.tokens = self.tokens[:length]


class Counting:
    """Says the number after the last token; remembers what it was given to read."""

    device = "cpu"

    def __init__(self) -> None:
        self.read: list[list[int]] = []

    def __call__(self, *, input_ids: Any, past_key_values: Cache, **_: object) -> Any:
        tokens = input_ids[0].tolist()
        self.read.append(tokens)
        past_key_values.tokens += tokens
        logits = torch.zeros(1, 1, 100)
        logits[0, 0, (tokens[-1] + 1) % 100] = 1.0
        return type("Output", (), {"logits": logits})()


def loaded() -> tuple[_Loaded, Counting]:
    model = Counting()
    return _Loaded(model=model, tokenizer=Letters(), ends=frozenset({9}), cached=[1, 2], cache=None), model


def test_generation_ends_at_the_end_mark_and_reuses_the_prefix() -> None:
    state, model = loaded()
    state.cache = Cache()
    state.cache.tokens = [1, 2]
    assert list(_generate(state, [1, 2, 5], 10, None)) == [6, 7, 8]
    assert model.read[0] == [5]
    assert list(_generate(state, [1, 2, 5, 3], 2, None)) == [4, 5]
    assert model.read[-2] == [3]
    assert state.cache.tokens == [1, 2, 5, 3, 4]


def test_the_weights_of_each_token_are_told_by_the_names_of_the_experts() -> None:
    base = small_llama()
    options = {
        "r": 2,
        "num_experts": 3,
        "target_modules": ["q_proj"],
        "expert_names": ["text", "table", "other"],
    }
    model = get_peft_model(base, MoeLoraConfig(task_type="CAUSAL_LM", **options)).eval()
    names = _expert_names(model)
    assert names == ("text", "table", "other")
    assert _expert_names(base) == ()
    state = _Loaded(model=model, tokenizer=Letters(), ends=frozenset(), experts=names)
    told: list[TokenUse] = []
    written = list(_telling(_generate(state, [40, 50, 60], 4, None), state, told.append))
    assert [token.text for token in told] == [chr(token) for token in written]
    assert len(told) == 4
    for token in told:
        assert sum(token.experts.values()) == pytest.approx(1.0, abs=1e-5)
    with torch.inference_mode(), routing(model).collect() as records:
        model(input_ids=torch.tensor([[40, 50, 60, *written[:-1]]]))
    expected = expert_weights(records)[0, 2:]
    for token, weights in zip(told, expected.tolist(), strict=True):
        assert list(token.experts.values()) == pytest.approx(weights, abs=1e-5)


def test_half_a_character_is_told_with_its_other_half() -> None:
    state = _Loaded(model=None, tokenizer=Letters(), ends=frozenset(), experts=("a",), weights=(1.0,))
    told: list[TokenUse] = []
    list(_telling(iter([ord("a"), 0xFFFD]), state, told.append))
    assert [token.text for token in told] == ["a"]


def test_cancelled_before_the_next_token() -> None:
    state, _ = loaded()
    state.cache, state.cached = Cache(), [1]
    state.cache.tokens = [1]
    cancel = threading.Event()
    tokens = _generate(state, [1, 2], 10, cancel)
    assert next(tokens) == 3
    cancel.set()
    assert list(tokens) == []


def test_missing_weights_are_explained(tmp_path: Path) -> None:
    engine = TransformersEngine(str(tmp_path / "nothing"), models=tmp_path)
    with pytest.raises(EngineUnavailable, match="ASSISTANT_MODEL"):
        list(engine.stream((Message(role="user", content="hello"),), max_tokens=4))
    assert not engine.is_loaded
