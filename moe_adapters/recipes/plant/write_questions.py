"""Command that lets a trained writer ask about passages and keeps what a trained reader answers alike.

python -m moe_adapters.recipes.plant.write_questions WINDOWS.jsonl --writer MODEL --reader MODEL -o MADE.jsonl

Both are whole models (``adapter.kind = "full"``); which questions are usable stands in ``made_questions``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from moe_adapters.base_model import load_base
from moe_adapters.evaluate import answers, pad_token, prompt_batches
from moe_adapters.example import Example, read_examples
from moe_adapters.recipes.plant.made_questions import agreeing, candidates, write_made
from moe_adapters.train_config import BaseSection


@torch.inference_mode()
def written(
    model: Any, tokenizer: Any, prompts: Sequence[Example], *, samples: int, batch_size: int, seed: int
) -> Iterator[tuple[Example, str]]:
    """``samples`` different continuations of each prompt, drawn at temperature 1 from the likeliest 0.9."""
    torch.manual_seed(seed)
    device = next(model.parameters()).device
    for batch, ids, mask in prompt_batches(tokenizer, prompts, batch_size=batch_size):
        out = model.generate(
            input_ids=ids.to(device),
            attention_mask=mask.to(device),
            do_sample=True,
            temperature=1.0,
            top_p=0.9,
            top_k=0,
            num_return_sequences=samples,
            max_new_tokens=56,
            pad_token_id=pad_token(tokenizer),
        )
        texts = tokenizer.batch_decode(out[:, ids.shape[1] :], skip_special_tokens=True)
        for number, prompt in enumerate(batch):
            for text in dict.fromkeys(texts[number * samples : (number + 1) * samples]):
                yield prompt, text.strip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; prints how many were drawn, could be used, and were answered alike."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("windows", type=Path)
    parser.add_argument("--writer", required=True)
    parser.add_argument("--reader", required=True)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--samples", type=int, default=6)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--part", default="1/1", metavar="I/N", help="every N-th window, from the I-th")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    part, parts = map(int, given.part.split("/"))
    prompts = read_examples(given.windows)[part - 1 :: parts]
    model, tokenizer = load_base(BaseSection(model=given.writer))
    texts = written(
        model.eval(), tokenizer, prompts,
        samples=given.samples, batch_size=given.batch_size, seed=given.seed + part,
    )  # fmt: skip
    drawn = list(texts)
    asked = candidates(drawn)
    model, tokenizer = load_base(BaseSection(model=given.reader))
    examples = [example for example, _ in asked.values()]
    size = given.batch_size * given.samples
    said = answers(model.eval(), tokenizer, examples, batch_size=size, max_new_tokens=24)
    kept = write_made(given.out, agreeing(asked, said))
    sys.stdout.write(json.dumps({"drawn": len(drawn), "usable": len(asked), "kept": kept}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
