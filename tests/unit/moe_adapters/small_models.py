"""A small random Llama, a tokenizer of words and examples that it can learn, for tests of training."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import LlamaConfig, LlamaForCausalLM

from moe_adapters.example import Example, Turn, write_examples

VOCABULARY = 96


class WordTokenizer:
    """Each word has an id by its order of appearance; 0 pads, 1 ends, 2 opens an answer."""

    pad_token_id = 0
    eos_token_id = 1

    def __init__(self) -> None:
        self.words = ["<pad>", "<end>", "<answer>"]

    def save_pretrained(self, folder: Path) -> None:
        (folder / "words.json").write_text(json.dumps(self.words), encoding="utf-8")

    def apply_chat_template(
        self, turns: Sequence[dict[str, str]], *, tokenize: bool, add_generation_prompt: bool
    ) -> str:
        assert not tokenize
        assert add_generation_prompt
        return " ".join(turn["content"] for turn in turns) + " <answer>"

    def __call__(self, text: str, *, add_special_tokens: bool) -> dict[str, list[int]]:
        assert not add_special_tokens
        for word in text.split():
            if word not in self.words:
                self.words.append(word)
        assert len(self.words) <= VOCABULARY
        return {"input_ids": [self.words.index(word) for word in text.split()]}

    def decode(self, ids: torch.Tensor, *, skip_special_tokens: bool) -> str:
        assert skip_special_tokens
        return " ".join(self.words[i] if i < len(self.words) else "?" for i in ids.tolist() if i > 2)


def small_llama() -> LlamaForCausalLM:
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=VOCABULARY, hidden_size=16, intermediate_size=32, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=1, pad_token_id=0, bos_token_id=None, eos_token_id=1,
        initializer_range=0.3,
    )  # fmt: skip
    return LlamaForCausalLM(config).eval()


def example(number: int, *, modality: str = "text", answer: str = "yes [1]", task: str = "qa") -> Example:
    words = " ".join(f"w{(number * 7 + i) % 40}" for i in range(3 + number % 5))
    return Example(
        id=f"{modality}-{number}",
        task=task,
        modality=modality,  # type: ignore[arg-type]
        language="en",
        messages=(Turn("system", "answer"), Turn("user", f"{modality} {words}")),
        answer=answer,
        aliases=(),
        group=str(number),
        source="made for the test",
        licence="Apache-2.0",
    )


def examples(count: int) -> list[Example]:
    """Texts are answered by yes, tables by no: what a router can tell apart."""
    return [
        example(n, modality="text" if n % 2 else "table", answer="yes [1]" if n % 2 else "no [2]")
        for n in range(count)
    ]


def recipe(folder: Path, **schedule: object) -> Path:
    """A recipe beside its data; fields of the schedule are overridden."""
    folder.mkdir(parents=True, exist_ok=True)
    write_examples(folder / "train.jsonl", examples(40))
    write_examples(folder / "validation.jsonl", examples(8))
    fields = {"tokens": 2500, "learning_rate": 0.02, "warmup": 0.1, "validate_minutes": 1e6, **schedule}
    lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in fields.items())
    path = folder / "train.toml"
    path.write_text(
        '[adapter]\nkind = "mixture"\nr = 2\nalpha = 8\n[adapter.options]\nnum_experts = 3\n'
        '[data]\nmodalities = ["text", "table"]\nmax_tokens = 32\nbatch_tokens = 96\n'
        f"[schedule]\n{lines}\n",
        encoding="utf-8",
    )
    return path
