"""Draw the three splits of the plant mixture within a budget of tokens. Knows shares, no file formats."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from moe_adapters.example import Example
from moe_adapters.recipes.plant.decontaminate import Guard
from moe_adapters.recipes.plant.grounded import GroundedBuilder, without_twins
from moe_adapters.recipes.plant.made_questions import (
    TASK,
    MadeQuestion,
    made_rows,
    passage_windows,
    writing_examples,
)
from moe_adapters.recipes.plant.multi_hop import MultiHop, multi_hop_example
from moe_adapters.recipes.plant.natural import Grounded
from moe_adapters.recipes.plant.natural_tables import TableQuestion
from moe_adapters.recipes.plant.shared_sources import CUT_TASK, Sheet, SheetBuilder, SheetShares
from moe_adapters.recipes.plant.split import (
    SPLITS,
    Placed,
    Quota,
    Split,
    follow,
    ngrams,
    normalise,
    split_groups,
)
from moe_adapters.recipes.plant.table_examples import stands_in_table, table_example, table_sheets

PLAIN = ("squad", "qed", "nq")
"""Tasks of the plain baseline recipe."""

SHARES: Mapping[str, float] = {
    "squad": 0.20,
    "qed": 0.22,
    "nq": 0.16,
    "clapnq": 0.02,
    "covid_qa": 0.02,
    "abstain_qed": 0.03,
    "abstain_clapnq": 0.03,
    "wikitablequestions": 0.14,
    "fetaqa": 0.04,
    "aitqa": 0.02,
    "tatqa": 0.02,
    "hotpotqa": 0.015,
    "musique": 0.01,
    "piaf": 0.04,
    "cnil_faq": 0.01,
}
"""Part of the budget of every task; what a task has too little for goes to the others in proportion."""

_MADE_SHARE = 0.40
"""Of questions that a model wrote, beside ``SHARES``, where there are any."""
MORE_TASK = "more"
"""Questions of further files, which train only."""
_MORE_SHARE = 0.90
"""Of those, beside ``SHARES``, where there are any."""
_CUT_SHARE = 0.03
"""Of questions whose passage lost the sentence that answers, where some are cut."""
_QUOTAS = {
    "squad": Quota(test=500, validation=60),
    "qed": Quota(test=300, validation=60),
    "nq": Quota(test=300, validation=60),
    "abstain_qed": Quota(test=90, validation=10, share=0.5),
    "abstain_clapnq": Quota(test=110, validation=10, share=0.5),
    "wikitablequestions": Quota(test=1500, validation=150),
}
_DEFAULT_QUOTA = Quota(test=150, validation=20, share=0.25)
_MOST_TEST, _MOST_VALIDATION = 200, 30
_MOST_TOKENS = 640
_SHARED = "shared with an evaluation set"
_LONG = f"longer than {_MOST_TOKENS} tokens"
_SHORT_TABLE = 13
_TWIN = 0.25
_HOP_TEST = 0.25
_HELD: tuple[Split, ...] = ("validation", "test")


@dataclass(frozen=True, slots=True)
class Mixture:
    """The examples of every split and what was left out on the way."""

    splits: Mapping[Split, tuple[Example, ...]]
    plain: tuple[Example, ...]
    removed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WriterData:
    """What a writer of questions learns from, and what it then writes about; see ``made_questions``."""

    train: tuple[Example, ...]
    validation: tuple[Example, ...]
    windows: tuple[Example, ...]


class MixtureBuilder:
    """Splits the natural rows by document once; then builds examples of any split.

    Args:
        texts: Questions over passages.
        tables: Questions over tables.
        hops: Questions over two passages.
        guard: Knows the evaluation sets.
        count: Tokens of an example as the model sees it.
        seed: Decides splits, windows, distractors and order.
        all_tables: Table questions that take more than looking up, and longer tables, train too.
        cut: See ``SheetShares``.
    """

    def __init__(
        self,
        texts: Sequence[Grounded],
        tables: Sequence[TableQuestion],
        hops: Sequence[MultiHop] = (),
        *,
        guard: Guard,
        count: Callable[[Example], int],
        seed: int,
        all_tables: bool = False,
        cut: float = 0.0,
    ) -> None:
        self._guard, self._count, self._seed = guard, count, seed
        self._all_tables, self._cut = all_tables, cut
        self._removed: Counter[str] = Counter({_SHARED: 0, _LONG: 0})
        kept = without_twins(texts)
        self._removed["same question in two sets"] = len(texts) - len(kept)
        where = split_groups(
            [
                *(_placed_text(row) for row in kept),
                *(_placed_table(item) for item in tables),
            ],
            _QUOTAS,
            seed=seed,
            default=_DEFAULT_QUOTA,
        )
        self._texts: dict[Split, list[Grounded]] = {
            s: [r for r in kept if where[r.group] == s] for s in SPLITS
        }
        self._tables: dict[Split, list[TableQuestion]] = {
            s: [t for t in tables if where[t.group] == s] for s in SPLITS
        }
        placed = [(row, follow(row.titles, where, seed=seed, test=_HOP_TEST)) for row in hops]
        self._hops: dict[Split, list[MultiHop]] = {s: [row for row, at in placed if at == s] for s in SPLITS}
        self._removed["passages in two splits"] = sum(at is None for _, at in placed)
        self._drop_twins()

    def build(
        self, *, tokens: int, shares: Mapping[str, float] = SHARES, extra: Mapping[Split, Sequence[Example]]
    ) -> Mixture:
        """The mixture.

        Args:
            tokens: Budget of the training split.
            shares: Part of the budget by task.
            extra: Generated examples by split; those of the training split count in the budget.
        """
        made = [example for example in extra.get("train", ()) if not self._guard.hits(example)]
        self._removed[_SHARED] += len(extra.get("train", ())) - len(made)
        own = sum(self._count(example) for example in made)
        if any(row.task == TASK for row in self._texts["train"]):
            shares = {**shares, TASK: _MADE_SHARE}
        if any(row.task == MORE_TASK for row in self._texts["train"]):
            shares = {**shares, MORE_TASK: _MORE_SHARE}
        if self._cut:
            shares = {**shares, CUT_TASK: _CUT_SHARE}
        train = self._train(max(0, tokens - own), shares)
        splits: dict[Split, tuple[Example, ...]] = {
            "train": self._shuffled([*train, *made]),
            "validation": (*self._held_out("validation"), *extra.get("validation", ())),
            "test": (*self._held_out("test"), *extra.get("test", ())),
        }
        removed = dict(self._removed)
        return Mixture(splits, self._plain(), removed)

    def add_made(self, made: Iterable[MadeQuestion]) -> int:
        """Adds questions that a model wrote over passages of the training split; gives how many fit there."""
        return self._add(made_rows(made, self._texts["train"]))

    def add_more(self, rows: Iterable[Grounded]) -> int:
        """Adds people's questions that train only; gives how many were not asked yet."""
        added = self._add(rows)
        self._drop_twins()
        return added

    def _add(self, rows: Iterable[Grounded]) -> int:
        """Adds rows to the training split whose questions it does not ask yet."""
        asked = {normalise(row.question) for row in self._texts["train"]}
        fresh = [row for row in rows if normalise(row.question) not in asked]
        self._texts["train"] += fresh
        return len(fresh)

    def texts(self, split: Split) -> Sequence[Grounded]:
        """The questions over passages of a split; what an evaluation set asks is not taken out."""
        return self._texts[split]

    def tables(self, split: Split) -> Sequence[TableQuestion]:
        """The questions over tables of a split."""
        return self._tables[split]

    def writer_data(self) -> WriterData:
        """The people's questions to learn writing from, and the training passages to write about."""
        train, validation = (
            tuple(
                example
                for example in writing_examples(self._texts[split], seed=self._seed)
                if example.language == "en" and not self._guard.hits(example)
            )
            for split in ("train", "validation")
        )
        windows = tuple(passage_windows(self._texts["train"], seed=self._seed))
        return WriterData(self._shuffled(list(train)), validation, windows)

    def _shuffled(self, examples: list[Example]) -> tuple[Example, ...]:
        random.Random(f"{self._seed}:order").shuffle(examples)
        return tuple(examples)

    def _train(self, tokens: int, shares: Mapping[str, float]) -> list[Example]:
        """Whole sheets, in an order that does not depend on the budget, until every task's part is full."""
        queues = {task: sheets for task, sheets in self._sheets(shares).items() if sheets}
        shares = {task: shares[task] for task in queues}
        left = {task: tokens * share / sum(shares.values()) for task, share in shares.items()}
        chosen: list[Example] = []
        for _ in range(4):  # what short sets leave over is given out again
            spare, dry = 0.0, set()
            for task, queue in queues.items():
                while left[task] > 0:
                    if not queue:
                        spare += left[task]
                        dry.add(task)
                        break
                    sheet = queue.pop()
                    left[task] -= sheet_tokens(sheet, self._count)
                    chosen += sheet
            queues = {task: queue for task, queue in queues.items() if task not in dry}
            weight = sum(shares[task] for task in queues)
            if not queues or spare <= 0:
                break
            left = {task: left[task] + spare * shares[task] / weight for task in queues}
        return chosen

    def _sheets(self, tasks: Iterable[str]) -> dict[str, list[Sheet]]:
        """All sheets of the training split, by the task of their first question that has a part."""
        seed = self._seed
        queues: dict[str, list[Sheet]] = {task: [] for task in tasks}
        tables = [item for item in self._tables["train"] if self._all_tables or _lookup(item)]
        made = (
            *SheetBuilder(self._texts["train"], seed=seed, shares=SheetShares(cut=self._cut)).build(),
            *table_sheets(tables, seed=seed),
            *((multi_hop_example(row, seed=seed),) for row in self._hops["train"]),
        )
        for sheet in made:
            kept = tuple(self._usable(sheet))
            task = next((example.task for example in kept if example.task in queues), None)
            if task is not None:
                queues[task].append(kept)
        for task, queue in queues.items():
            random.Random(f"{seed}:train:{task}").shuffle(queue)
        return queues

    def _usable(self, examples: Iterable[Example]) -> Iterator[Example]:
        for example in examples:
            if self._guard.hits(example):
                self._removed[_SHARED] += 1
            elif self._count(example) > _MOST_TOKENS:
                self._removed[_LONG] += 1
            else:
                yield example

    def _held_out(self, split: Split) -> list[Example]:
        """Natural passages in the four ways they are measured, and tables."""
        most = _MOST_TEST if split == "test" else _MOST_VALIDATION
        rows = self._texts[split]
        builder = GroundedBuilder(rows, seed=self._seed)
        chosen: list[Example] = []
        by_task: dict[str, list[Grounded]] = defaultdict(list)
        for row in rows:
            by_task[row.task].append(row)
        for task, members in sorted(by_task.items()):
            random.Random(f"{self._seed}:{split}:{task}").shuffle(members)
            for row in members[:most]:
                chosen.append(builder.build(row))
            if task in PLAIN:
                for row in members[most : most + most // 2] or members[: most // 2]:
                    chosen.append(_renamed(builder.build(row, several=True), "citations"))
        for name in sorted({row.task for row in self._hops[split]}):
            questions = [row for row in self._hops[split] if row.task == name]
            chosen += [multi_hop_example(row, seed=self._seed) for row in questions[:most]]
        tables: dict[str, list[Example]] = defaultdict(list)
        for item in self._tables[split]:
            example = table_example(item, seed=self._seed)
            fits = self._count(example) <= _MOST_TOKENS
            tables[item.task if fits else f"{item.task}_long"].append(example)
        for task, examples in sorted(tables.items()):
            if not task.endswith("_long"):
                random.Random(f"{self._seed}:{split}:{task}").shuffle(examples)
                chosen += examples[:most]
        return [example for example in chosen if self._count(example) <= 2 * _MOST_TOKENS]

    def _plain(self) -> tuple[Example, ...]:
        """The floor's recipe: one passage, a span, no abstention; from the training split alone."""
        builder = GroundedBuilder(self._texts["train"], seed=self._seed)
        chosen: list[Example] = []
        for task in PLAIN:
            rows = [row for row in self._texts["train"] if row.task == task]
            random.Random(f"{self._seed}:train:{task}").shuffle(rows)
            chosen += [e for e in self._usable(map(builder.build, rows)) if e.task == task][:1020]
        return self._shuffled(chosen)

    def _passages(self, split: Split) -> set[str]:
        return {row.text for row in self._texts[split]} | {
            _flat(item) for item in _one_a_group(self._tables[split])
        }

    def _drop_twins(self) -> None:
        """Training rows whose passage shares a part of its 8-grams with a held-out passage go."""
        held: set[int] = set()
        for split in _HELD:
            for text in self._passages(split):
                held |= ngrams(text)
        twins: set[str] = set()
        for text in self._passages("train"):
            grams = ngrams(text)
            if grams and len(grams & held) / len(grams) > _TWIN:
                twins.add(text)
        before = len(self._texts["train"]) + len(self._tables["train"])
        self._texts["train"] = [row for row in self._texts["train"] if row.text not in twins]
        bad = {item.group for item in _one_a_group(self._tables["train"]) if _flat(item) in twins}
        self._tables["train"] = [item for item in self._tables["train"] if item.group not in bad]
        after = len(self._texts["train"]) + len(self._tables["train"])
        self._removed["near-duplicate of a held-out passage or table"] += before - after


def sheet_tokens(sheet: Sheet, count: Callable[[Example], int]) -> int:
    """Tokens that training reads of a sheet: its sources once, then each question and answer."""
    first = sheet[0]
    *before, last = first.messages
    bare = replace(last, content=last.content.rpartition("\n")[0])
    common = count(replace(first, messages=(*before, bare), answer=""))
    return common + sum(count(example) - common for example in sheet)


def read_tokens(examples: Iterable[Example], count: Callable[[Example], int]) -> int:
    """Tokens that training reads where questions share their sources."""
    sheets: dict[tuple[str, ...], list[Example]] = defaultdict(list)
    for example in examples:
        *before, last = (turn.content for turn in example.messages)
        sheets[*before, last.rpartition("\n")[0]].append(example)
    return sum(sheet_tokens(tuple(sheet), count) for sheet in sheets.values())


def _renamed(example: Example, task: str) -> Example:
    return replace(example, id=f"{task}-{example.id}", task=task)


def _lookup(item: TableQuestion) -> bool:
    """Tables short enough to be read at once, whose answer stands in them or is a small count."""
    if item.task != "wikitablequestions":
        return True
    small = item.answer.isdigit() and int(item.answer) <= len(item.rows)
    return len(item.rows) <= _SHORT_TABLE and (stands_in_table(item) or small)


def _one_a_group(items: Iterable[TableQuestion]) -> Iterable[TableQuestion]:
    """One question for every table: where a group has several tables, the first of each title."""
    return {(item.group, item.title, len(item.rows)): item for item in items}.values()


def _flat(item: TableQuestion) -> str:
    return " ".join(cell for row in item.rows for cell in row)


def _placed_text(row: Grounded) -> Placed:
    keys = (f"q:{normalise(row.question)}", f"t:{normalise(row.text)[:160]}")
    return Placed(row.group, row.task, keys)


def _placed_table(item: TableQuestion) -> Placed:
    return Placed(item.group, item.task, (f"t:{normalise(_flat(item))[:300]}",))
