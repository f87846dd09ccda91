"""Draw the three splits of the plant mixture within a budget of tokens. Knows shares, no file formats."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from moe_adapters.example import Example
from moe_adapters.recipes.plant.decontaminate import Guard
from moe_adapters.recipes.plant.grounded import GroundedBuilder, Shares, without_twins
from moe_adapters.recipes.plant.natural import Grounded
from moe_adapters.recipes.plant.natural_tables import TableQuestion
from moe_adapters.recipes.plant.split import (
    SPLITS,
    Placed,
    Quota,
    Split,
    ngrams,
    normalise,
    split_groups,
)
from moe_adapters.recipes.plant.table_examples import stands_in_table, table_example

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
    "piaf": 0.04,
    "cnil_faq": 0.01,
}
"""Part of the budget of every task; what a task has too little for goes to the others in proportion."""

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
_SHORT_TABLE = 13
_TWIN = 0.25


@dataclass(frozen=True, slots=True)
class Mixture:
    """The examples of every split and what was left out on the way."""

    splits: Mapping[Split, tuple[Example, ...]]
    plain: tuple[Example, ...]
    removed: Mapping[str, int] = field(default_factory=dict)


class MixtureBuilder:
    """Splits the natural rows by document once; then builds examples of any split.

    Args:
        texts: Questions over passages.
        tables: Questions over tables.
        guard: Knows the evaluation sets.
        count: Tokens of an example as the model sees it.
        seed: Decides splits, windows, distractors and order.
    """

    def __init__(
        self,
        texts: Sequence[Grounded],
        tables: Sequence[TableQuestion],
        *,
        guard: Guard,
        count: Callable[[Example], int],
        seed: int,
    ) -> None:
        self._guard, self._count, self._seed = guard, count, seed
        self._removed: Counter[str] = Counter()
        kept = without_twins(texts)
        self._removed["same question in two sets"] = len(texts) - len(kept)
        where = split_groups(
            [_placed_text(row) for row in kept] + [_placed_table(item) for item in tables],
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
        own = sum(self._count(example) for example in extra.get("train", ()))
        train = self._train(max(0, tokens - own), shares)
        splits: dict[Split, tuple[Example, ...]] = {
            "train": self._shuffled([*train, *extra.get("train", ())]),
            "validation": (*self._held_out("validation"), *extra.get("validation", ())),
            "test": (*self._held_out("test"), *extra.get("test", ())),
        }
        return Mixture(splits, self._plain(), dict(self._removed))

    def _shuffled(self, examples: list[Example]) -> tuple[Example, ...]:
        random.Random(f"{self._seed}:order").shuffle(examples)
        return tuple(examples)

    def _train(self, tokens: int, shares: Mapping[str, float]) -> list[Example]:
        builder = GroundedBuilder(self._texts["train"], seed=self._seed, shares=Shares())
        queues = {task: self._candidates("train", task, builder) for task in shares}
        left = {task: tokens * share / sum(shares.values()) for task, share in shares.items()}
        chosen: list[Example] = []
        for _ in range(4):  # what short sets leave over is given out again
            spare, dry = 0.0, set()
            for task, queue in queues.items():
                while left[task] > 0:
                    example = next(queue, None)
                    if example is None:
                        spare += left[task]
                        dry.add(task)
                        break
                    left[task] -= self._count(example)
                    chosen.append(example)
            queues = {task: queue for task, queue in queues.items() if task not in dry}
            weight = sum(shares[task] for task in queues)
            if not queues or spare <= 0:
                break
            left = {task: left[task] + spare * shares[task] / weight for task in queues}
        return chosen

    def _candidates(self, split: Split, task: str, builder: GroundedBuilder) -> Iterator[Example]:
        texts = [row for row in self._texts[split] if row.task == task]
        tables = [item for item in self._tables[split] if item.task == task and _lookup(item)]
        rng = random.Random(f"{self._seed}:{split}:{task}")
        rng.shuffle(texts)
        rng.shuffle(tables)
        for example in _built(texts, tables, builder, self._seed):
            if self._guard.hits(example):
                self._removed["shared with an evaluation set"] += 1
            elif self._count(example) > _MOST_TOKENS:
                self._removed[f"longer than {_MOST_TOKENS} tokens"] += 1
            else:
                yield example

    def _held_out(self, split: Split) -> list[Example]:
        """Natural passages in the four ways they are measured, and tables."""
        most = _MOST_TEST if split == "test" else _MOST_VALIDATION
        rows = self._texts[split]
        builder = GroundedBuilder(rows, seed=self._seed, shares=Shares(0.0, 0.0, 0.0, 0.0))
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
                    rng = random.Random(f"{self._seed}:cited:{row.id}")
                    chosen.append(_renamed(builder.answered(row, rng, several=True), "citations"))
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
        builder = GroundedBuilder(self._texts["train"], seed=self._seed, shares=Shares(0.0, 0.0, 0.0, 0.0))
        chosen: list[Example] = []
        for task in PLAIN:
            chosen += [e for e in self._candidates("train", task, builder) if e.task == task][:1020]
        return self._shuffled(chosen)

    def _drop_twins(self) -> None:
        """Training rows whose passage shares a part of its 8-grams with a held-out passage go."""
        held: set[int] = set()
        for split in ("validation", "test"):
            for row in self._texts[split]:
                held |= ngrams(row.text)
            for item in self._tables[split]:
                held |= ngrams(_flat(item))

        def twin(grams: set[int]) -> bool:
            return bool(grams) and len(grams & held) / len(grams) > _TWIN

        before = len(self._texts["train"]) + len(self._tables["train"])
        texts = {row.text: twin(ngrams(row.text)) for row in self._texts["train"]}
        tables = {item.group: twin(ngrams(_flat(item))) for item in self._tables["train"]}
        self._texts["train"] = [row for row in self._texts["train"] if not texts[row.text]]
        self._tables["train"] = [item for item in self._tables["train"] if not tables[item.group]]
        after = len(self._texts["train"]) + len(self._tables["train"])
        self._removed["near-duplicate of a held-out passage or table"] = before - after


def _built(
    texts: Iterable[Grounded], tables: Iterable[TableQuestion], builder: GroundedBuilder, seed: int
) -> Iterator[Example]:
    for row in texts:
        yield builder.build(row)
    for item in tables:
        yield table_example(item, seed=seed)


def _renamed(example: Example, task: str) -> Example:
    return replace(example, id=f"{task}-{example.id}", task=task)


def _lookup(item: TableQuestion) -> bool:
    """Tables short enough to be read at once, whose answer stands in them or is a small count."""
    if item.task != "wikitablequestions":
        return True
    small = item.answer.isdigit() and int(item.answer) <= len(item.rows)
    return len(item.rows) <= _SHORT_TABLE and (stands_in_table(item) or small)


def _flat(item: TableQuestion) -> str:
    return " ".join(cell for row in item.rows for cell in row)


def _placed_text(row: Grounded) -> Placed:
    return Placed(row.group, row.task, (f"q:{normalise(row.question)}", f"t:{normalise(row.text)[:160]}"))


def _placed_table(item: TableQuestion) -> Placed:
    return Placed(item.group, item.task, (f"t:{normalise(_flat(item))[:300]}",))
