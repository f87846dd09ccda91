"""Puts the answers of several models to the same held-out examples side by side. Knows files, no model.

python -m moe_adapters.compare_answers TEST.jsonl ANSWERS.jsonl [ANSWERS.jsonl …] [--tasks squad,qed,nq]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from moe_adapters.answer_scores import AnswerScore, paired_interval, read_answers, score_answer, summary
from moe_adapters.example import Example, read_examples

_HEAD = "task|answers|n|F1|exact|refused|citation precision|abstention F1|F1 over the first".split("|")


def compared(
    examples: Sequence[Example], answers: Mapping[str, Mapping[str, str]], *, tasks: Sequence[str] = ()
) -> Iterator[tuple[str, ...]]:
    """Cells of a table: all tasks together, then each, one row a model; the first is what others differ from.

    Args:
        answers: Texts by example, by model; only what every model answered counts.
        tasks: Only these; every one where empty.

    Raises:
        ValueError: The models answered no example in common.
    """
    common = [
        one
        for one in examples
        if all(one.id in texts for texts in answers.values()) and (not tasks or one.task in tasks)
    ]
    if not common:
        raise ValueError("no example of these tasks was answered in every file")
    groups = {"all": common}
    for one in sorted(common, key=lambda example: example.task):
        groups.setdefault(one.task, []).append(one)
    for task, members in groups.items():
        first: dict[str, float] = {}
        for name, texts in answers.items():
            scores = [score_answer(one, texts[one.id]) for one in members]
            f1 = {score.id: score.f1 for score in scores}
            yield (task, name, *_cells(scores), _difference(f1, first) if first else "")
            first = first or f1


def _cells(scores: Sequence[AnswerScore]) -> tuple[str, ...]:
    found = summary(scores)
    refused = sum(score.abstained for score in scores) / len(scores)
    further = (found.get(key) for key in ("citation_precision", "abstention_f1"))
    means = (found["f1"], found["exact"], refused, *further)
    return (str(len(scores)), *("" if mean is None else f"{mean:.2f}" for mean in means))


def _difference(ours: Mapping[str, float], first: Mapping[str, float]) -> str:
    mean, low, high = paired_interval(ours, first)
    return f"{mean:+.2f} ({low:+.2f} to {high:+.2f})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of ``python -m moe_adapters.compare_answers``: a Markdown table on standard output."""
    parser = argparse.ArgumentParser(description="Compare answers of moe_adapters.evaluate, F1 by bootstrap.")
    parser.add_argument("examples", type=Path)
    parser.add_argument("answers", type=Path, nargs="+", help="files that moe_adapters.evaluate wrote")
    parser.add_argument("--tasks", default="", metavar="A,B", help="only these tasks")
    given = parser.parse_args(arguments)
    tasks = [task for task in given.tasks.split(",") if task]
    try:
        answers = {str(path): read_answers(path) for path in given.answers}
        rows = list(compared(list(read_examples(given.examples)), answers, tasks=tasks))
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for row in (_HEAD, ["---"] * len(_HEAD), *rows):
        sys.stdout.write(f"| {' | '.join(row)} |\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
