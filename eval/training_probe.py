"""Speed and first loss of training over a float32 base and over an 8-bit one, on this processor.

python -m eval.training_probe RECIPE.toml --model FOLDER [--data FOLDER] [--steps N]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from moe_adapters.answer_loss import answer_loss, head_apart
from moe_adapters.base_model import adapted, load_base
from moe_adapters.batches import Batch, collate, plan
from moe_adapters.encode import EncodedExample, encode
from moe_adapters.example import read_examples
from moe_adapters.train_config import TrainConfig, read_config


def measured(config: TrainConfig, *, bits: int, steps: int) -> dict[str, float]:
    """Loss before training and tokens a second of forward and backward, on one thread, after a first step."""
    base, tokenizer = load_base(replace(config.base, quantisation=bits))
    batches = _batches(config, tokenizer)[: steps + 1]
    network: Any = adapted(base, config)
    network.train()
    with head_apart(network) as head:
        losses = [answer_loss(network, head, batch) for batch in batches]
        began = 0.0
        for number, batch in enumerate(batches):
            began = time.perf_counter() if number == 1 else began
            torch.autograd.backward(answer_loss(network, head, batch).weighted)
        seconds = time.perf_counter() - began
    return {
        "first_loss": round(sum(loss.total for loss in losses) / sum(loss.tokens for loss in losses), 4),
        "tokens_a_second": round(sum(batch.tokens for batch in batches[1:]) / seconds, 1),
    }


def _batches(config: TrainConfig, tokenizer: Any) -> list[Batch]:
    data = config.data
    examples: tuple[EncodedExample, ...] = encode(
        read_examples(Path(data.train)), tokenizer, modalities=data.modalities, max_tokens=data.max_tokens
    ).examples
    order = plan(
        examples, batch_tokens=data.batch_tokens, packing=data.packing, sharing=data.sharing, seed=0, epoch=0
    )
    power = data.answer_weight_power
    return [
        collate(examples, rows, packing=data.packing, sharing=data.sharing, power=power) for rows in order
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints one JSON object: a base's bits, its first loss, its tokens a second."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--model", required=True)
    parser.add_argument("--data", type=Path, help="folder with the recipe's training file")
    parser.add_argument("--steps", type=int, default=6)
    given = parser.parse_args(arguments)
    torch.set_num_threads(1)
    config = read_config(given.recipe)
    config = config.inside(given.data) if given.data else config
    config = replace(config, base=replace(config.base, model=given.model))
    found = {f"{bits or 32} bit": measured(config, bits=bits, steps=given.steps) for bits in (0, 8)}
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
