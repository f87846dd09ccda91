"""Writes questions over tables with the SQL that answers them, for the language model to learn from.

``python -m assistant.experts.tables.programs.queries --qa-data DIR -o FOLDER`` writes
``queries_train.jsonl``, ``queries_validation.jsonl`` and ``queries_test.jsonl``. In no set does a query
stand: of the programs over the table that give the known answer, the likeliest by ``rank`` is written, once
its query was run and gave that answer. For testing, every question is written, those included that no program
answers. With ``--mixture FOLDER`` (of ``moe_adapters.recipes.plant.data``) also ``train.jsonl`` and
``validation.jsonl``, in which the mixture's sheets and those of queries take turns at random.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from assistant.errors import QueryRefused
from assistant.experts.tables.programs.conditions import Asked, asked, conditions
from assistant.experts.tables.programs.enumerate import MOST_COLUMNS, MOST_ROWS, candidates
from assistant.experts.tables.programs.execute import TABLE, SheetRunner
from assistant.experts.tables.programs.features import describe, words_of
from assistant.experts.tables.programs.rank import Weights, load
from assistant.experts.tables.programs.sheet import Sheet
from assistant.experts.tables.programs.sql import condition_term, query, valued
from assistant.experts.tables.programs.train import agrees, read_sets, with_tables
from assistant.experts.tables.schema import quote
from moe_adapters.example import Example, read_examples, write_examples
from moe_adapters.recipes.plant.natural_tables import TableQuestion
from moe_adapters.recipes.plant.prompt import build_turns
from moe_adapters.recipes.plant.split import SPLITS, Split

TASK = "table_query"
PREFIX = "query-"
"""Before the id of the question in the set."""
_SHOWN_ROWS = 3
_CELL = 30
_MOST_TERMS = 8
_TRIED = 12
_LONGEST = 220
"""Characters of the longest query that is learnt."""
_DIRECT, _A_TABLE, _VALIDATION = 0.2, 8, 60


def source(table: Sheet) -> str:
    """The table as the model sees it: its columns, what each is compared by, and its first rows."""
    columns = [valued(table, c, functions=True) or quote(name) for c, name in enumerate(table.stored)]
    rows = [" | ".join(_short(cell.text) for cell in row) for row in table.rows[:_SHOWN_ROWS]]
    return "\n".join([f"{TABLE}({', '.join(columns)})", *rows])


def _short(text: str) -> str:
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"


def linked(question: Asked, table: Sheet) -> list[str]:
    """Terms for WHERE that the question's words and numbers stand for, the likeliest first."""
    terms: dict[str, None] = {}
    for condition in conditions(question, table):
        term = condition_term(condition, question, table, functions=True)
        if term is None:
            continue
        if condition.test != "is":
            term = f"{term.rsplit(' ', 2)[0]} ? {condition.number:g}"
        terms.setdefault(term)
    return list(terms)[:_MOST_TERMS]


def example(item: TableQuestion, table: Sheet, answer: str) -> Example:
    """A question as the model is asked it, with the query that is to be written."""
    terms = linked(asked(item.question), table)
    mentioned = f" ({'; '.join(terms)})" if terms else ""
    return Example(
        id=PREFIX + item.id,
        task=TASK,
        modality="table",
        language="en",
        messages=build_turns(item.question + mentioned, (source(table),), style="sql"),
        answer=answer,
        aliases=(),
        group=item.group,
        source=item.source,
        licence=item.licence,
    )


def answering(item: TableQuestion, table: Sheet, runner: SheetRunner, weights: Weights) -> str | None:
    """The query of the likeliest program that gives the known answer; None where none was found."""
    read = asked(item.question)
    found = candidates(read, table)
    right = [place for place, one in enumerate(found) if agrees(one.outcome, item)]
    if not right:
        return None
    likely = weights.likely(words_of(read), describe(read, table, found))
    for place in sorted(right, key=lambda p: -float(likely[p]))[:_TRIED]:
        written = query(found[place].program, read, table, TABLE, functions=True)
        if written is not None and len(written) <= _LONGEST and gives(written, item, runner):
            return written
    return None


def gives(written: str, item: TableQuestion, runner: SheetRunner) -> bool:
    """Whether a query gives the known answer."""
    try:
        return agrees(runner.run(written), item)
    except QueryRefused:
        return False


def examples(items: Iterable[TableQuestion], split: Split, weights: Weights) -> Iterator[Example]:
    """Questions with their queries; in the test split also those without, whose answer is the value."""
    runner: SheetRunner | None = None
    last: Sheet | None = None
    try:
        for item, table in with_tables(items):
            if table is None or len(table.rows) > MOST_ROWS or len(table.names) > MOST_COLUMNS:
                continue
            if runner is None or table is not last:
                if runner is not None:
                    runner.close()
                runner, last = SheetRunner(table), table
            written = answering(item, table, runner, weights)
            if written is not None or split == "test":
                yield example(item, table, written or item.answer)
    finally:
        if runner is not None:
            runner.close()


def sheets(found: Iterable[Example]) -> list[list[Example]]:
    """Neighbours whose prompts hold the same sources together, as the trainer reads them."""
    return [list(own) for _, own in groupby(found, key=_shared)]


def _shared(one: Example) -> tuple[str, str]:
    return one.messages[0].content, one.messages[-1].content.rsplit("\nQuestion:", 1)[0]


def joined(mixture: Iterable[Example], queries: Iterable[Example], most: int) -> list[Example]:
    """The mixture with about ``most`` queries, at most eight a table.

    Of the questions to be answered from a table without a query, which the queries replace, a fifth stays.
    """
    chance = random.Random(0)
    kept = [s for s in sheets(mixture) if s[0].task != "wikitablequestions" or chance.random() < _DIRECT]
    others = sheets(queries)
    chance.shuffle(others)
    counted = 0
    for own in others:
        if counted < most:
            kept.append(own[:_A_TABLE])
            counted += len(kept[-1])
    chance.shuffle(kept)
    return [one for own in kept for one in own]


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of the command: prints how many of how many questions got a query."""
    parser = argparse.ArgumentParser(
        description="Write questions over tables with the SQL that answers them."
    )
    parser.add_argument("--qa-data", type=Path, required=True, help="folder of the question sets")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the files")
    parser.add_argument("--mixture", type=Path, help="folder of the recipe's data, to be trained with")
    parser.add_argument("--most", type=int, default=7500, help="queries that are put into the mixture")
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    sets, weights = read_sets(given.qa_data), load()
    for split in SPLITS:
        items = [item for item in sets.tables(split) if not item.written]
        written = write_examples(given.out / f"queries_{split}.jsonl", examples(items, split, weights))
        sys.stdout.write(f"{split}: {written} of {len(items)} questions\n")
    if given.mixture is not None:
        own = {split: read_examples(given.out / f"queries_{split}.jsonl") for split in SPLITS}
        held = {split: read_examples(given.mixture / f"{split}.jsonl") for split in SPLITS}
        write_examples(given.out / "train.jsonl", joined(held["train"], own["train"], given.most))
        write_examples(
            given.out / "validation.jsonl", (*held["validation"], *own["validation"][:_VALIDATION])
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
