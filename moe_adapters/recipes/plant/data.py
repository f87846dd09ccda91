"""Command that writes the plant mixture: training, validation and test files and their card. Knows no model.

``python -m moe_adapters.recipes.plant.data --qa-data DIR -o OUT``
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from moe_adapters.example import Example, write_examples
from moe_adapters.recipes.plant.decontaminate import Guard, evaluation_texts
from moe_adapters.recipes.plant.generators import draw_generated
from moe_adapters.recipes.plant.made_questions import TASK, read_made
from moe_adapters.recipes.plant.mixture import MORE_TASK, Mixture, MixtureBuilder, read_tokens
from moe_adapters.recipes.plant.multi_hop import read_multi_hop
from moe_adapters.recipes.plant.natural import read_natural, squad_like
from moe_adapters.recipes.plant.natural_tables import read_tables
from moe_adapters.recipes.plant.split import SPLITS
from moe_adapters.recipes.plant.tokens import token_counter


def _counts(examples: Sequence[Example], count: Callable[[Example], int]) -> dict[str, Any]:
    def table(name: str) -> dict[str, dict[str, int]]:
        examples_by, tokens_by = Counter[str](), Counter[str]()
        for example in examples:
            key = str(getattr(example, name))
            examples_by[key] += 1
            tokens_by[key] += count(example)
        return {key: {"examples": examples_by[key], "tokens": tokens_by[key]} for key in sorted(examples_by)}

    return {
        "examples": len(examples),
        "tokens": sum(count(example) for example in examples),
        "tokens_read_with_sharing": read_tokens(examples, count),
        "groups": len({example.group for example in examples}),
        "task": table("task"),
        "modality": table("modality"),
        "language": table("language"),
        "source": table("source"),
        "licence": table("licence"),
    }


def card(mixture: Mixture, *, count: Callable[[Example], int], settings: dict[str, Any]) -> dict[str, Any]:
    """What is in the mixture, by split: numbers of examples and tokens by task, set, licence and language."""
    return {
        "settings": settings,
        "removed": dict(mixture.removed),
        "splits": {name: _counts(examples, count) for name, examples in mixture.splits.items()},
        "plain": _counts(mixture.plain, count),
        "licences": dict(
            sorted({(e.source, e.licence) for examples in mixture.splits.values() for e in examples})
        ),
    }


def card_table(facts: dict[str, Any]) -> str:
    """The card's counts as a Markdown table: a row a task, and what was removed below it."""
    splits = facts["splits"]
    tasks = sorted({task for split in splits.values() for task in split["task"]})
    lines = [
        "| task | train examples | train tokens | validation | test |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for task in tasks:
        found = {
            name: split["task"].get(task, {"examples": 0, "tokens": 0}) for name, split in splits.items()
        }
        held = f"{found['validation']['examples']} | {found['test']['examples']}"
        lines.append(f"| {task} | {found['train']['examples']} | {found['train']['tokens']} | {held} |")
    train = splits["train"]
    held = f"{splits['validation']['examples']} | {splits['test']['examples']}"
    lines.append(f"| all | {train['examples']} | {train['tokens']} | {held} |")
    lines.append("")
    lines.append(f"read with shared sources: {train['tokens_read_with_sharing']} tokens")
    lines += [f"removed, {reason}: {number}" for reason, number in sorted(facts["removed"].items())]
    return "\n".join(lines) + "\n"


def _is_read(example: Example) -> bool:
    """True for what teaches the reader that checks made questions."""
    english_text = example.modality == "text" and example.language == "en"
    return english_text and example.task != "report_section"


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    found = argparse.ArgumentParser(prog="python -m moe_adapters.recipes.plant.data", description=__doc__)
    found.add_argument("--qa-data", type=Path, required=True, help="folder of the natural question sets")
    found.add_argument("-o", "--out", type=Path, required=True, help="folder for the files")
    found.add_argument("--tokens", type=int, default=1_300_000, help="budget of the training file")
    found.add_argument("--seed", type=int, default=0)
    found.add_argument("--tokenizer", type=Path, help="model folder; without it tokens are estimated")
    found.add_argument("--bench-data", type=Path, help="evaluation sets that must not be trained on")
    found.add_argument("--samples", type=Path, default=Path("samples/questions.jsonl"))
    found.add_argument("--writer", action="store_true", help="also write what made_questions needs")
    found.add_argument("--made", type=Path, help="questions that made_questions wrote")
    found.add_argument(
        "--more", type=Path, nargs="+", default=(), help="files in SQuAD's format whose questions train only"
    )
    found.add_argument("--more-licence", default="not stated", help="of those files, for the card")
    found.add_argument("--all-tables", action="store_true", help="also questions that take calculation")
    found.add_argument("--cut", type=float, default=0.0, help="part of the questions to lose their sentence")
    found.add_argument("--plain", action="store_true", help="also write the plain baseline's plain.jsonl")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the files and prints the card's counts."""
    given = parser().parse_args(arguments)
    count = token_counter(given.tokenizer)
    guard = Guard(evaluation_texts(given.samples, given.bench_data))
    builder = MixtureBuilder(
        read_natural(given.qa_data),
        read_tables(given.qa_data),
        read_multi_hop(given.qa_data),
        guard=guard,
        count=count,
        seed=given.seed,
        all_tables=given.all_tables,
        cut=given.cut,
    )
    made = builder.add_made(read_made(given.made)) if given.made else 0
    more = builder.add_more(
        row for path in given.more for row in squad_like(path, task=MORE_TASK, licence=given.more_licence)
    )
    extra = {
        split: draw_generated(split, tokens=given.tokens, seed=given.seed, count=count) for split in SPLITS
    }
    mixture = builder.build(tokens=given.tokens, extra=extra)
    given.out.mkdir(parents=True, exist_ok=True)
    for name, examples in mixture.splits.items():
        write_examples(given.out / f"{name}.jsonl", examples)
    if given.plain:
        write_examples(given.out / "plain.jsonl", mixture.plain)
    if given.made:
        natural = (example for example in mixture.splits["train"] if example.task != TASK)
        write_examples(given.out / "natural.jsonl", natural)
    if given.writer:
        writer = builder.writer_data()
        write_examples(given.out / "reader.jsonl", filter(_is_read, mixture.splits["train"]))
        write_examples(given.out / "write.jsonl", writer.train)
        write_examples(given.out / "write_validation.jsonl", writer.validation)
        write_examples(given.out / "windows.jsonl", writer.windows)
    settings = {
        "seed": given.seed,
        "made_questions": made,
        "more_questions": more,
        "all_tables": given.all_tables,
        "cut": given.cut,
        "tokens": given.tokens,
        "tokens_counted_with": "tokenizer" if given.tokenizer else "characters",
        "evaluation_sets": guard.sets,
    }
    facts = card(mixture, count=count, settings=settings)
    (given.out / "card.json").write_text(json.dumps(facts, indent=1, ensure_ascii=False), encoding="utf-8")
    sys.stdout.write(card_table(facts))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
