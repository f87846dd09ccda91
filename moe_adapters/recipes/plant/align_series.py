"""Command that aligns the series encoder to a frozen model on generated series. Knows the recipe's format.

``python -m moe_adapters.recipes.plant.align_series --model FOLDER -o ENCODER.safetensors``

It prints loss and share of right answer tokens on series of the test split: before training, after
it, and of the same frozen model when it reads the series as compact text.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from moe_adapters.base_model import load_base
from moe_adapters.encode import prompt_ids
from moe_adapters.recipes.plant.prompt import build_turns, cite
from moe_adapters.recipes.plant.series import described, draw_series, series_head, series_text
from moe_adapters.recipes.plant.split import Split
from moe_adapters.series_alignment import (
    AlignmentSettings,
    SeriesPrompt,
    align,
    alignment_loss,
    collate_series,
)
from moe_adapters.series_encoder import SeriesEncoder, SeriesEncoderConfig, embedding_scale, save_encoder
from moe_adapters.train_config import BaseSection

_MARK = "<series>"
_QUESTION = "What does the sensor do?"
_PLACEHOLDER = "<file_sep>"


def drawn_prompts(tokenizer: Any, count: int, *, seed: int, split: Split, text: bool) -> list[SeriesPrompt]:
    """Prompts of generated series: soft tokens after their heading, or everything as text.

    Args:
        tokenizer: Of the model.
        count: How many.
        seed: With the split it decides the series.
        split: Series of the test split are others than those of the training split.
        text: Values as compact text, none as soft tokens.
    """
    prompts = []
    for index in range(count):
        series = draw_series(random.Random(f"align:{seed}:{split}:{index}"))
        words = series_text(series, "en") if text else f"{series_head(series, 'en')}: {_MARK}"
        turns = build_turns(_QUESTION, [words], style="sentence")
        answer = tokenizer(cite(described(series, "en"), (1,)), add_special_tokens=False)["input_ids"]
        end = (*answer, tokenizer.eos_token_id)
        if text:
            prompts.append(SeriesPrompt(tuple(prompt_ids(tokenizer, turns)), (), (), end))
            continue
        whole = tokenizer.apply_chat_template(
            [{"role": turn.role, "content": turn.content} for turn in turns],
            tokenize=False,
            add_generation_prompt=True,
        )
        before, after = (
            tuple(tokenizer(part, add_special_tokens=False)["input_ids"]) for part in whole.split(_MARK)
        )
        prompts.append(SeriesPrompt(before, series.values, after, end))
    return prompts


@torch.inference_mode()
def held_out(
    model: Any, encoder: SeriesEncoder, prompts: Sequence[SeriesPrompt], *, placeholder: int, pad: int
) -> dict[str, float]:
    """Mean loss and share of right answer tokens, given the right tokens before each."""
    losses, rights = [], []
    for start in range(0, len(prompts), 8):
        batch = collate_series(
            prompts[start : start + 8], patch=encoder.config.patch, placeholder=placeholder, pad=pad
        )
        loss, right = alignment_loss(model, encoder, batch, placeholder=placeholder)
        losses.append(float(loss))
        rights.append(float(right))
    return {"loss": sum(losses) / len(losses), "right_tokens": sum(rights) / len(rights)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Aligns, writes the encoder's weights and prints the comparison as JSON."""
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("--model", required=True, help="folder of the frozen model")
    found.add_argument("-o", "--out", type=Path, required=True)
    found.add_argument("--steps", type=int, default=300)
    found.add_argument("--batch", type=int, default=16)
    found.add_argument("--series", type=int, default=4000, help="generated series to learn from")
    found.add_argument("--test", type=int, default=64, help="generated series to measure on")
    found.add_argument("--seed", type=int, default=0)
    given = found.parse_args(arguments)
    model, tokenizer = load_base(BaseSection(model=given.model))
    facts = run(model, tokenizer, given)
    sys.stdout.write(json.dumps(facts, indent=1) + "\n")
    return 0


def run(model: Any, tokenizer: Any, given: argparse.Namespace) -> dict[str, Any]:
    """Trains and measures; the encoder's weights go to ``given.out``."""
    torch.manual_seed(given.seed)
    table = model.get_input_embeddings()
    encoder = SeriesEncoder(
        SeriesEncoderConfig(embedding=table.weight.shape[1]), scale=embedding_scale(table)
    ).to(table.weight.device)
    ids = {"placeholder": tokenizer.convert_tokens_to_ids(_PLACEHOLDER), "pad": tokenizer.eos_token_id}
    tests = drawn_prompts(tokenizer, given.test, seed=given.seed, split="test", text=False)
    plain = drawn_prompts(tokenizer, given.test, seed=given.seed, split="test", text=True)
    facts: dict[str, Any] = {
        "text": held_out(model, encoder, plain, **ids),
        "soft_before": held_out(model, encoder, tests, **ids),
    }
    training = drawn_prompts(tokenizer, given.series, seed=given.seed, split="train", text=False)
    settings = AlignmentSettings(steps=given.steps, batch=given.batch, seed=given.seed)

    def say(step: int, loss: float, right: float) -> None:
        if step % 10 == 0:
            sys.stderr.write(f"step {step}: loss {loss:.3f}, right {right:.3f}\n")

    align(model, encoder, training, settings, say=say, **ids)
    facts["soft_after"] = held_out(model, encoder, tests, **ids)
    facts["parameters"] = sum(parameter.numel() for parameter in encoder.parameters())
    save_encoder(encoder, given.out)
    return facts


if __name__ == "__main__":
    raise SystemExit(main())
