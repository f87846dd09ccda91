"""How often the queries that a model writes over held-out tables give the known answer.

``python -m eval.table_queries FOLDER --qa-data DIR --model BASE [--adapter ADAPTER] -o ANSWERS.jsonl`` lets
the model write SQL for the questions of ``FOLDER/queries_test.jsonl`` (written by
``assistant.experts.tables.programs.queries``), runs it over the whole table, and prints one JSON object: by
set, the share whose values are the known answer, with a 95 % interval, and the share whose query ran. Of the
``--beams`` likeliest queries the first counts that runs and gives something. ``--shots N`` puts as many
solved training questions before each, those whose words are most alike: what an untrained model can do.
``--like`` asks only the questions of another file of examples, ``--part validation`` those of the validation
tables.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import bm25s
import torch

from assistant.errors import QueryRefused
from assistant.experts.tables.programs.execute import SheetRunner
from assistant.experts.tables.programs.program import Outcome
from assistant.experts.tables.programs.queries import PREFIX
from assistant.experts.tables.programs.train import agrees, table_of
from eval.statistics import bootstrap_interval
from moe_adapters.base_model import load_base
from moe_adapters.evaluate import pad_token, prompt_batches, sample
from moe_adapters.example import Example, Turn, read_examples
from moe_adapters.open_adapter import open_adapter
from moe_adapters.recipes.plant.natural_tables import TableQuestion, read_tables
from moe_adapters.train_config import BaseSection

_LONGEST = 80
"""Tokens of the longest query that is written."""


def with_shots(asked_of: Sequence[Example], solved: Sequence[Example], shots: int) -> list[Example]:
    """Each question after the solved ones whose words are most like its own, the most like last."""
    if not shots:
        return list(asked_of)
    found = bm25s.BM25()
    found.index(bm25s.tokenize([_question(one) for one in solved], show_progress=False), show_progress=False)
    words = bm25s.tokenize([_question(one) for one in asked_of], show_progress=False)
    places, _ = found.retrieve(words, k=shots, show_progress=False)
    before = [[solved[int(place)] for place in reversed(row)] for row in places]
    return [_after(one, shown) for one, shown in zip(asked_of, before, strict=True)]


def _question(example: Example) -> str:
    return example.messages[-1].content.rpartition("\nQuestion: ")[2]


def _after(example: Example, shown: Sequence[Example]) -> Example:
    system, *rest = example.messages
    turns = [turn for one in shown for turn in (one.messages[-1], Turn("assistant", one.answer))]
    return replace(example, messages=(system, *turns, *rest))


@torch.inference_mode()
def queries(
    model: Any, tokenizer: Any, examples: Sequence[Example], *, beams: int, batch_size: int
) -> Iterator[tuple[Example, list[str]]]:
    """The likeliest queries of each question, the likeliest first."""
    for batch, ids, mask in prompt_batches(tokenizer, examples, batch_size=batch_size):
        out = model.generate(
            input_ids=ids,
            attention_mask=mask,
            do_sample=False,
            temperature=None,
            top_p=None,
            top_k=None,
            num_beams=beams,
            num_return_sequences=beams,
            max_new_tokens=_LONGEST,
            pad_token_id=pad_token(tokenizer),
        )
        texts = tokenizer.batch_decode(out[:, ids.shape[1] :], skip_special_tokens=True)
        for place, example in enumerate(batch):
            yield example, [text.strip() for text in texts[place * beams : (place + 1) * beams]]


def given(written: Sequence[str], item: TableQuestion) -> Outcome | None:
    """What the first query gives that runs and gives something; None where none does."""
    table = table_of(item.rows)
    if table is None:
        return None
    runner = SheetRunner(table)
    try:
        for query in written:
            try:
                outcome = runner.run(query)
            except QueryRefused:
                continue
            if outcome.values:
                return outcome
    finally:
        runner.close()
    return None


def scored(lines: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """By set: questions, share answered rightly with its interval, share of which a query ran."""
    by_task: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        by_task[line["task"]].append(line)
    return {
        task: {
            "n": len(own),
            "right": round(sum(line["right"] for line in own) / len(own), 3),
            "interval": [round(end, 3) for end in bootstrap_interval([float(line["right"]) for line in own])],
            "ran": round(sum(line["ran"] for line in own) / len(own), 3),
        }
        for task, own in sorted(by_task.items())
    }


def answer(
    examples: Sequence[Example],
    items: dict[str, TableQuestion],
    out: Path,
    *,
    model: Any,
    tokenizer: Any,
    beams: int,
    batch_size: int,
) -> list[dict[str, Any]]:
    """Asks what the file does not hold yet, batch by batch; its lines of these examples."""
    held = (
        [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] if out.is_file() else []
    )
    lines = {line["id"]: line for line in held}
    missing = [example for example in examples if example.id not in lines]
    with out.open("a", encoding="utf-8") as stream:
        for example, written in queries(model, tokenizer, missing, beams=beams, batch_size=batch_size):
            item = items[example.id]
            outcome = given(written, item)
            lines[example.id] = {
                "id": example.id,
                "task": item.task,
                "queries": written,
                "given": [] if outcome is None else outcome.values,
                "answer": item.answer,
                "ran": outcome is not None,
                "right": outcome is not None and agrees(outcome, item),
            }
            stream.write(json.dumps(lines[example.id], ensure_ascii=False) + "\n")
            stream.flush()
    return [lines[example.id] for example in examples]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Score the SQL that a model writes over held-out tables.")
    parser.add_argument("folder", type=Path, help="folder of queries_test.jsonl and queries_train.jsonl")
    parser.add_argument("--qa-data", type=Path, required=True, help="folder of the question sets")
    parser.add_argument("--model", required=True, help="folder or hub name of the base model")
    parser.add_argument("--adapter", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True, help="answers as JSON lines; goes on there")
    parser.add_argument("--part", choices=("test", "validation"), default="test")
    parser.add_argument("--like", type=Path, help="examples whose questions alone are asked")
    parser.add_argument("--limit", type=int, default=100_000, help="at most so many, drawn by a seed")
    parser.add_argument("--beams", type=int, default=1)
    parser.add_argument("--shots", type=int, default=0)
    parser.add_argument("--batch-size", type=int, default=16)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of the command: one JSON object on standard output."""
    wanted = _parser().parse_args(arguments)
    items = {PREFIX + item.id: item for item in read_tables(wanted.qa_data)}
    examples = read_examples(wanted.folder / f"queries_{wanted.part}.jsonl")
    if wanted.like is not None:
        like = {PREFIX + one.id for one in read_examples(wanted.like)}
        examples = tuple(one for one in examples if one.id in like)
    chosen = sample(examples, per_task=wanted.limit)
    solved = read_examples(wanted.folder / "queries_train.jsonl") if wanted.shots else ()
    base = BaseSection(model=wanted.model)
    model, tokenizer = open_adapter(wanted.adapter, base=base) if wanted.adapter else load_base(base)
    lines = answer(
        with_shots(chosen, solved, wanted.shots),
        items,
        wanted.out,
        model=model.eval(),
        tokenizer=tokenizer,
        beams=wanted.beams,
        batch_size=wanted.batch_size,
    )
    sys.stdout.write(json.dumps(scored(lines)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
