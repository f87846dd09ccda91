"""Lets a model answer held-out examples and scores the answers. Knows prompts and tokens, no training.

python -m moe_adapters.evaluate TEST.jsonl --model FOLDER [--adapter FOLDER] -o ANSWERS.jsonl [--per-task N]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from moe_adapters.answer_scores import AnswerScore, answer_records, by_task, is_answer, score_answer, summary
from moe_adapters.base_model import load_base
from moe_adapters.encode import prompt_ids
from moe_adapters.example import Example, read_examples
from moe_adapters.layer import mixture_layers
from moe_adapters.model import routing
from moe_adapters.open_adapter import open_adapter
from moe_adapters.train_config import BaseSection


def sample(examples: Sequence[Example], *, per_task: int, seed: int = 0) -> list[Example]:
    """At most ``per_task`` examples of each task, drawn by the seed."""
    shuffled = sorted(examples, key=lambda example: example.id)
    random.Random(seed).shuffle(shuffled)
    taken: dict[str, int] = {}
    chosen: list[Example] = []
    for example in shuffled:
        if taken.get(example.task, 0) < per_task:
            taken[example.task] = taken.get(example.task, 0) + 1
            chosen.append(example)
    return chosen


def prompt_batches(
    tokenizer: Any, examples: Sequence[Example], *, batch_size: int
) -> Iterator[tuple[Sequence[Example], Tensor, Tensor]]:
    """Examples, token ids and mask [B, T] of prompts of like length, padded on the left."""
    prompts = {example.id: prompt_ids(tokenizer, example.messages) for example in examples}
    order = sorted(examples, key=lambda example: len(prompts[example.id]))
    pad = pad_token(tokenizer)
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        longest = max(len(prompts[example.id]) for example in batch)
        ids = torch.full((len(batch), longest), pad)
        mask = torch.zeros_like(ids)
        for row, example in enumerate(batch):
            prompt = prompts[example.id]
            ids[row, longest - len(prompt) :] = torch.tensor(prompt)
            mask[row, longest - len(prompt) :] = 1
        yield batch, ids, mask


def pad_token(tokenizer: Any) -> int:
    """The id that pads; the end mark where there is none."""
    return int(tokenizer.eos_token_id if tokenizer.pad_token_id is None else tokenizer.pad_token_id)


@torch.inference_mode()
def answers(
    model: Any, tokenizer: Any, examples: Sequence[Example], *, batch_size: int = 16, max_new_tokens: int = 48
) -> Iterator[tuple[Example, str]]:
    """Greedy answers, in batches of prompts of like length, padded on the left."""
    device = next(model.parameters()).device
    for batch, ids, mask in prompt_batches(tokenizer, examples, batch_size=batch_size):
        out = model.generate(
            input_ids=ids.to(device),
            attention_mask=mask.to(device),
            do_sample=False,
            temperature=None,
            top_p=None,
            top_k=None,
            max_new_tokens=max_new_tokens,
            pad_token_id=pad_token(tokenizer),
        )
        for example, row_ids in zip(batch, out[:, ids.shape[1] :], strict=True):
            yield example, tokenizer.decode(row_ids, skip_special_tokens=True).strip()


def answer_file(
    examples: Sequence[Example],
    out: Path,
    *,
    model: Any,
    tokenizer: Any,
    batch_size: int = 16,
    answered_by: str = "",
) -> list[AnswerScore]:
    """Answers what the file does not hold yet, batch by batch, and scores all.

    Args:
        answered_by: Tells model and adapter apart from others; is written beside each answer.

    Raises:
        ValueError: Two examples have one id, or the file holds answers of another model, or something else.
    """
    twice = [name for name, count in Counter(example.id for example in examples).items() if count > 1]
    if twice:
        raise ValueError(f"{len(twice)} ids stand more than once among the examples, as {twice[0]}")
    held = answer_records(out) if out.is_file() else []
    _check_same(out, held, answered_by)
    texts = {record["id"]: record["text"] for record in held}
    if out.is_file():
        _end_line(out)
    missing = [example for example in examples if example.id not in texts]
    with out.open("a", encoding="utf-8") as stream:
        for example, text in answers(model, tokenizer, missing, batch_size=batch_size):
            texts[example.id] = text
            record = {"id": example.id, "task": example.task, "text": text, "answer": example.answer}
            record |= {"answered_by": answered_by} if answered_by else {}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
            stream.flush()
    return [score_answer(example, texts[example.id]) for example in examples]


def _check_same(out: Path, held: Sequence[Mapping[str, str]], answered_by: str) -> None:
    """Files of before, which do not tell who answered, are gone on with."""
    if answered_by and any(record.get("answered_by", answered_by) != answered_by for record in held):
        raise ValueError(
            f"{out} holds answers of another model, adapter or ablation, or of before it was trained on: "
            "choose another file, or delete it"
        )


def _end_line(out: Path) -> None:
    """Takes half an answer off the file's end, or ends a whole one, so that the next has its own line."""
    *_, last = out.read_bytes().split(b"\n")
    if not last:
        return
    with out.open("r+b") as stream:
        stream.seek(-len(last), os.SEEK_END)
        if is_answer(last.decode("utf-8", errors="replace")):
            stream.write(last + b"\n")
        else:
            stream.truncate()


def fingerprint(model: str, adapter: Path | None, *, shuffle: int = 0) -> str:
    """Sixteen digits that change with the base's name, the adapter's weights and the ablation."""
    digest = hashlib.sha256(f"{model}\n{shuffle}".encode())
    for path in sorted(adapter.rglob("*.safetensors")) if adapter else ():
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:16]


def _shuffled(model: Any, shift: int) -> AbstractContextManager[None]:
    """The ablation of the router that exchanges the experts' weights; nothing where the shift is 0."""
    if not shift:
        return nullcontext()
    experts = mixture_layers(model)[0].num_experts()
    return routing(model).ablate(shuffle=torch.arange(experts).roll(shift))


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of ``python -m moe_adapters.evaluate``: one JSON object on standard output."""
    parser = argparse.ArgumentParser(description="Answer held-out examples and score the answers.")
    parser.add_argument("examples", type=Path)
    parser.add_argument("--model", required=True, help="folder or hub name of the base model")
    parser.add_argument("--adapter", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True, help="answers as JSON lines; goes on there")
    parser.add_argument("--per-task", type=int, default=30)
    parser.add_argument("--batch-size", type=int, default=16)
    parser.add_argument(
        "--shuffle",
        type=int,
        default=0,
        metavar="N",
        help="an ablation: experts get weights of the N-th next",
    )
    given = parser.parse_args(arguments)
    base = BaseSection(model=given.model)
    try:
        chosen = sample(read_examples(given.examples), per_task=given.per_task)
        model, tokenizer = open_adapter(given.adapter, base=base) if given.adapter else load_base(base)
        with _shuffled(model, given.shuffle):
            scores = answer_file(
                chosen,
                given.out,
                model=model.eval(),
                tokenizer=tokenizer,
                batch_size=given.batch_size,
                answered_by=fingerprint(given.model, given.adapter, shuffle=given.shuffle),
            )
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps({"all": summary(scores), "by_task": by_task(scores)}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
