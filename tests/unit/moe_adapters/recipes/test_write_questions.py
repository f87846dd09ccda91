"""What a writer draws: so many continuations of every prompt, whatever its length; the same for a seed."""

from __future__ import annotations

import torch
from transformers import LlamaConfig, LlamaForCausalLM

from moe_adapters.evaluate import prompt_batches
from moe_adapters.example import Example, Turn
from moe_adapters.recipes.plant.write_questions import written


class Letters:
    """A token a letter; 0 pads, 1 ends."""

    pad_token_id = None
    eos_token_id = 1

    def apply_chat_template(self, turns: list[dict[str, str]], **_: object) -> str:
        return "".join(turn["content"] for turn in turns)

    def __call__(self, text: str, **_: object) -> dict[str, list[int]]:
        return {"input_ids": [2 + ord(letter) % 60 for letter in text]}

    def batch_decode(self, rows: torch.Tensor, **_: object) -> list[str]:
        return [" ".join(map(str, row.tolist())) for row in rows]


def prompt(text: str) -> Example:
    return Example(
        id=text,
        task="write",
        modality="text",
        language="en",
        messages=(Turn("user", text),),
        answer="",
        aliases=(),
        group="g",
        source="s",
        licence="none",
    )


def small() -> LlamaForCausalLM:
    torch.manual_seed(0)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=64,
            hidden_size=16,
            intermediate_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            num_key_value_heads=2,
            eos_token_id=1,
            pad_token_id=None,
        )
    ).eval()


PROMPTS = [prompt("a short one"), prompt("a somewhat longer passage"), prompt("the third")]


def test_prompts_are_padded_on_the_left_and_all_there() -> None:
    batches = list(prompt_batches(Letters(), PROMPTS, batch_size=2))
    assert sorted(e.id for batch, _, _ in batches for e in batch) == sorted(e.id for e in PROMPTS)
    for batch, ids, mask in batches:
        assert mask.sum(1).tolist() == [len(example.id) for example in batch]
        assert bool((mask[:, -1] == 1).all())
        assert bool((ids[mask == 0] == 1).all())


def test_every_prompt_gets_its_continuations_and_a_seed_gives_them_back() -> None:
    model = small()
    first, again, other = (
        list(written(model, Letters(), PROMPTS, samples=3, batch_size=2, seed=seed)) for seed in (0, 0, 1)
    )
    assert {example.id for example, _ in first} == {example.id for example in PROMPTS}
    assert len(first) == 9
    assert first == again
    assert first != other
