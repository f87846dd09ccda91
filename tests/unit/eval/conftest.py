"""A tiny language model in a folder and examples that it can learn, for tests of runs that train."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from moe_adapters.example import Example, Turn, write_examples

WORDS = ["<pad>", "<end>", "<answer>", "text", "table", "yes", "no", *(f"w{n}" for n in range(24))]
_TEMPLATE = "{% for m in messages %}{{ m['content'] }} {% endfor %}<answer>"


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Folder of a random Llama of two layers with a tokenizer of words."""
    folder = tmp_path_factory.mktemp("tiny")
    words = Tokenizer(WordLevel({word: at for at, word in enumerate(WORDS)}, unk_token="<pad>"))
    words.pre_tokenizer = WhitespaceSplit()  # type: ignore[assignment]
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=words, pad_token="<pad>", eos_token="<end>")
    tokenizer.chat_template = _TEMPLATE
    tokenizer.save_pretrained(folder)
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=len(WORDS), hidden_size=32, intermediate_size=32, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=1, pad_token_id=0, bos_token_id=None, eos_token_id=1,
        initializer_range=0.3,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="session")
def tiny_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of examples: texts are answered by yes, tables, a third, by no."""
    folder = tmp_path_factory.mktemp("data")
    for name, count in (("train", 60), ("validation", 8), ("test", 8)):
        write_examples(folder / f"{name}.jsonl", [_example(name, n) for n in range(count)])
    return folder


def _example(name: str, number: int) -> Example:
    modality = "text" if number % 3 else "table"
    words = " ".join(f"w{(number * 7 + i) % 24}" for i in range(3 + number % 5))
    return Example(
        id=f"{name}-{number}",
        task=f"{modality}_qa",
        modality=modality,  # type: ignore[arg-type]
        language="en",
        messages=(Turn("user", f"{modality} {words}"),),
        answer="yes" if modality == "text" else "no",
        aliases=(),
        group=str(number),
        source="made for the test",
        licence="Apache-2.0",
    )
