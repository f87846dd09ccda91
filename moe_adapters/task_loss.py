"""Loss of a model on held-out examples, by task. Knows prompts and tokens, neither training nor scores.

python -m moe_adapters.task_loss EXAMPLES.jsonl --model FOLDER [--adapter FOLDER] [--per-task N]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from moe_adapters.answer_loss import answer_loss, head_apart
from moe_adapters.base_model import load_base
from moe_adapters.encode import EncodedExample, encode
from moe_adapters.evaluate import sample
from moe_adapters.example import MODALITIES, read_examples
from moe_adapters.open_adapter import open_adapter
from moe_adapters.train_config import BaseSection
from moe_adapters.watch import batches_by_modality

_BATCH_TOKENS = 1536
_HEAD = ("task", "examples", "tokens", "loss")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLoss:
    """What one task costs.

    Attributes:
        tokens: Of the answers, with their end marks.
        loss: Nats a token of the answers, each token as heavy as any other of the task.
    """

    task: str
    examples: int
    tokens: int
    loss: float


@torch.inference_mode()
def task_losses(model: Any, examples: Sequence[EncodedExample]) -> Iterator[TaskLoss]:
    """The loss of each task, by the tasks' names."""
    device = next(model.parameters()).device
    with head_apart(model) as head:
        for task in sorted({example.task for example in examples}):
            own = [example for example in examples if example.task == task]
            batches = batches_by_modality(own, batch_tokens=_BATCH_TOKENS)
            seen = [answer_loss(model, head, batch.to(device)) for _, batch in batches]
            tokens = sum(loss.tokens for loss in seen)
            yield TaskLoss(
                task=task,
                examples=len(own),
                tokens=tokens,
                loss=sum(loss.total for loss in seen) / tokens,
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of ``python -m moe_adapters.task_loss``: a Markdown table on standard output."""
    parser = argparse.ArgumentParser(description="Loss on held-out examples by task, nats a token.")
    parser.add_argument("examples", type=Path)
    parser.add_argument("--model", required=True, help="folder or hub name of the base model")
    parser.add_argument("--adapter", type=Path)
    parser.add_argument("--per-task", type=int, metavar="N", help="N examples of each task; all by default")
    parser.add_argument("--max-tokens", type=int, default=768, help="longer examples are left out")
    given = parser.parse_args(arguments)
    if given.per_task is not None and given.per_task < 1:
        parser.error("--per-task is at least 1")
    base = BaseSection(model=given.model)
    try:
        examples = read_examples(given.examples)
        chosen = sample(examples, per_task=len(examples) if given.per_task is None else given.per_task)
        model, tokenizer = open_adapter(given.adapter, base=base) if given.adapter else load_base(base)
        encoded = encode(chosen, tokenizer, modalities=MODALITIES, max_tokens=given.max_tokens)
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if encoded.left_out:
        sys.stderr.write(f"{encoded.left_out} examples have more than {given.max_tokens} tokens: left out\n")
    sys.stdout.write(f"| {' | '.join(_HEAD)} |\n|{' --- |' * len(_HEAD)}\n")
    for found in task_losses(model.eval(), encoded.examples):
        sys.stdout.write(f"| {found.task} | {found.examples} | {found.tokens} | {found.loss:.3f} |\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
