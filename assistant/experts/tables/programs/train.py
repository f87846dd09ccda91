"""Learns the choice among programs from questions over tables with known answers, and nothing else.

``python -m assistant.experts.tables.programs.train --qa-data DIR -o FOLDER`` writes ``programs.safetensors``
and prints what it does to held-out tables. Which program is meant stands nowhere: the probability of all that
give the answer is raised (maximum marginal likelihood). How far to trust the likeliest is learnt from what
weights of the other half of the tables choose, also over tables that do not answer: foreign ones, and the own
one without the rows or the column that the likeliest right program reads. Tables are split as for the
adapters, and read as the assistant reads a file of theirs.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from assistant.experts.tables.programs.choose import TOLD
from assistant.experts.tables.programs.conditions import asked
from assistant.experts.tables.programs.confidence import Best, Confidence, best
from assistant.experts.tables.programs.enumerate import MOST_COLUMNS, MOST_ROWS, Candidate, candidates
from assistant.experts.tables.programs.features import Described, describe, words_of
from assistant.experts.tables.programs.program import Outcome
from assistant.experts.tables.programs.rank import Weights
from assistant.experts.tables.programs.sheet import Sheet, day_of, number_of, sheet
from ingest.errors import Unreadable
from ingest.parsers.table import parse_table
from moe_adapters.recipes.plant.decontaminate import Guard
from moe_adapters.recipes.plant.mixture import MixtureBuilder
from moe_adapters.recipes.plant.natural import read_natural
from moe_adapters.recipes.plant.natural_tables import TableQuestion, read_tables

_ALIKE = 1e-4
_SEEN = 5
"""How many questions must hold a word for it to be learnt."""
_HIDDEN = 48
_BATCH = 16
_DECAY = 1.25e-5
_FOREIGN, _BEREFT = 0.12, 0.3
"""Share of the questions that are asked again of a foreign table, or of the own one without what answers."""
_WORDLESS = 0.1
"""Share of the questions read by their operations alone, as those in French are."""
_NO_SIGNS = ((1,), (1,), (1, 1), (1,), (2,))
_SHARES = ("right", "wrong", "possible")
_FEW = {"aitqa": 3, "tatqa": 3}
"""How often a question of the small sets is read."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question as numbers, and which of its programs give the known answer."""

    task: str
    words: tuple[str, ...]
    described: Described
    right: npt.NDArray[np.bool_]
    keys: npt.NDArray[np.int32]


def agrees(outcome: Outcome, item: TableQuestion) -> bool:
    """Whether an outcome is the known answer: the same words, numbers or dates, in any order."""
    return any(_agrees(outcome, wanted) for wanted in (item.answer, *item.aliases))


def _agrees(outcome: Outcome, wanted: str) -> bool:
    if len(outcome.values) == 1:
        return _same(outcome.values[0], wanted)
    parts = wanted.split(", ")
    return len(parts) == len(outcome.values) and sorted(map(_plain, outcome.values)) == sorted(
        map(_plain, parts)
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def _same(said: str, wanted: str) -> bool:
    if _plain(said) == _plain(wanted) and _plain(said):
        return True
    whole = re.fullmatch(r"[^\w-]*-?[\d,.]+[^\w]*(?:[a-z]{1,10})?", wanted.lower())
    left, right = number_of(said), number_of(wanted)
    if whole and left is not None and right is not None:
        return abs(left - right) <= _ALIKE * max(1.0, abs(right))
    return day_of(said) is not None and day_of(said) == day_of(wanted) and len(wanted) > len("1 May 9")


def table_of(rows: Sequence[Sequence[str]]) -> Sheet | None:
    """The rows of a printed table as the assistant reads a file of them; None where it finds no table."""
    with tempfile.TemporaryDirectory(prefix="programs-") as folder:
        path = Path(folder) / "table.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        try:
            found = parse_table(path).tables
        except Unreadable:
            return None
    if not found:
        return None
    arrow = found[0].rows
    names = [name for name in arrow.column_names if name != "_row"]
    values = list(zip(*(arrow.column(name).to_pylist() for name in names), strict=True))
    return sheet(names, values, arrow.column("_row").to_pylist())


def lessons(items: Iterable[TableQuestion]) -> Iterator[Lesson | str]:
    """Questions as numbers; the name of the set alone where no program can be written."""
    for item, table in with_tables(items):
        found = _candidates(item, table)
        yield _lesson(item, table, found, answers=True) if table is not None and found else item.task


def with_tables(items: Iterable[TableQuestion]) -> Iterator[tuple[TableQuestion, Sheet | None]]:
    """Each question with its table, those over one table after another; None where it cannot be read."""
    last: tuple[object, Sheet | None] = (None, None)
    for item in sorted(items, key=lambda one: (one.group, one.rows)):
        if last[0] != item.rows:
            last = (item.rows, table_of(item.rows))
        yield item, last[1]


def _candidates(item: TableQuestion, table: Sheet | None) -> list[Candidate]:
    if table is None or len(table.rows) > MOST_ROWS or len(table.names) > MOST_COLUMNS:
        return []
    return candidates(asked(item.question), table)


def _lesson(item: TableQuestion, table: Sheet, found: list[Candidate], *, answers: bool) -> Lesson:
    keys: dict[tuple[str, ...], int] = {}
    read = asked(item.question)
    return Lesson(
        item.task,
        tuple(words_of(read)),
        _halved(describe(read, table, found)),
        np.array([answers and agrees(one.outcome, item) for one in found]),
        np.array([keys.setdefault(one.outcome.key, len(keys)) for one in found], np.int32),
    )


def unanswerable(items: Iterable[TableQuestion], weights: Weights, *, seed: int = 0) -> Iterator[Lesson]:
    """Questions beside tables that do not answer them."""
    chance = random.Random(seed)
    before: Sheet | None = None
    for item, table in with_tables(items):
        drawn = chance.random()
        other = before if drawn < _FOREIGN else None
        if table is not None and _FOREIGN <= drawn < _FOREIGN + _BEREFT:
            other = _bereft(item, table, weights, rows=chance.random() < 0.5)
        found = _candidates(item, other)
        if other is not None and found:
            yield _lesson(item, other, found, answers=False)
        if table is not None and chance.random() < 0.1:
            before = table


def _bereft(item: TableQuestion, table: Sheet, weights: Weights, *, rows: bool) -> Sheet | None:
    """The table without what the likeliest right program reads: the rows it names, or the column it tells."""
    found = _candidates(item, table)
    right = [place for place, one in enumerate(found) if agrees(one.outcome, item)]
    if not right:
        return None
    read = asked(item.question)
    likely = weights.likely(words_of(read), describe(read, table, found))
    program = found[max(right, key=lambda place: float(likely[place]))].program
    if rows and program.where and not program.either:
        gone = program.where[0].rows
        kept = [place for place in range(len(table.rows)) if place not in gone]
        return replace(
            table, rows=tuple(table.rows[r] for r in kept), numbers=tuple(table.numbers[r] for r in kept)
        )
    if program.column is None or program.tell != "cells":
        return None
    return _without(table, program.column)


def _without(table: Sheet, column: int) -> Sheet:
    def rest(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*values[:column], *values[column + 1 :])

    return Sheet(
        rest(table.names),
        tuple(rest(row) for row in table.rows),
        table.numbers,
        rest(table.stored),
        rest(table.typed),
    )


def _halved(described: Described) -> Described:
    return Described(described.parts.astype(np.float16), described.fits.astype(np.float16))


class _Model(torch.nn.Module):
    """``rank.Weights`` with gradients."""

    def __init__(self, words: Sequence[str], parts: int, fits: int, dropout: float) -> None:
        super().__init__()
        self.dropout = torch.nn.Dropout(dropout)
        self.words = tuple(words)
        self.places = {word: place for place, word in enumerate(words)}
        self.table = torch.nn.Parameter(torch.zeros(len(words), parts))
        self.parts = torch.nn.Parameter(torch.zeros(parts))
        self.fits = torch.nn.Parameter(torch.zeros(fits))
        self.hidden = torch.nn.Linear(parts + fits, _HIDDEN)
        self.out = torch.nn.Parameter(torch.randn(_HIDDEN) / _HIDDEN)

    def forward(self, lesson: Lesson, *, wordless: bool = False) -> torch.Tensor:
        """Scores of the candidates, [candidates]; ``wordless``: by operations alone."""
        words = (word for word in lesson.words if not wordless or word.startswith("op:"))
        known = [self.places[word] for word in words if word in self.places]
        parts = torch.from_numpy(lesson.described.parts).float()
        fits = torch.from_numpy(lesson.described.fits).float()
        inner = self.dropout(torch.relu(self.hidden(torch.cat([parts, fits], dim=1))))
        spoken = self.table[known].sum(dim=0) + self.parts
        scores: torch.Tensor = parts @ spoken + fits @ self.fits + inner @ self.out
        return scores

    def begin_at(self, start: Weights) -> None:
        """Takes the weights of an earlier run over the same words."""
        hidden = self.hidden.weight, self.hidden.bias
        with torch.no_grad():
            for own, kept in zip(
                (self.table, self.parts, self.fits, *hidden, self.out),
                (start.table, start.parts, start.fits, start.hidden, start.offsets, start.out),
                strict=True,
            ):
                own.copy_(torch.from_numpy(kept))

    def weights(self) -> Weights:
        """The same without gradients, as sure of everything as of nothing."""

        def plain(tensor: torch.Tensor) -> npt.NDArray[np.float32]:
            return tensor.detach().numpy().copy()

        return Weights(
            words=self.words,
            table=plain(self.table),
            parts=plain(self.parts),
            fits=plain(self.fits),
            hidden=plain(self.hidden.weight),
            offsets=plain(self.hidden.bias),
            out=plain(self.out),
            confidence=Confidence(
                *(np.zeros(shape, np.float32) for shape in ((1,), (1,), (1, 1), (1,), (2,)))
            ),
        )


def fit(
    found: Sequence[Lesson],
    *,
    epochs: int = 6,
    seed: int = 0,
    rates: tuple[float, float] = (0.02, 0.01),
    dropout: float = 0.0,
    start: Weights | None = None,
) -> Weights:
    """Weights that make the programs likely that give the known answers.

    Args:
        rates: Learning rates of what words speak for, and of the rest; both fall to nothing.
        dropout: Share of the hidden units that are left out of each question.
        start: Weights to go on from, whose words alone speak; begun anew where None.
    """
    torch.manual_seed(seed)
    counted = Counter(word for lesson in found for word in set(lesson.words))
    words = [word for word, count in counted.most_common() if count >= _SEEN]
    described = found[0].described
    sizes = described.parts.shape[1], described.fits.shape[1]
    model = _Model(start.words if start is not None else words, *sizes, dropout)
    if start is not None:
        model.begin_at(start)
    rest = [p for name, p in model.named_parameters() if name != "table"]
    optimiser = torch.optim.Adam(
        [{"params": [model.table], "lr": rates[0]}, {"params": rest, "lr": rates[1]}]
    )
    falls = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda epoch: 1 - epoch / epochs)
    teaching = [le for le in found if le.right.any() for _ in range(_FEW.get(le.task, 1))]
    order = random.Random(seed)
    for _ in range(epochs):
        order.shuffle(teaching)
        for place in range(0, len(teaching), _BATCH):
            batch = teaching[place : place + _BATCH]
            losses = [_loss(model(le, wordless=order.random() < _WORDLESS), le) for le in batch]
            loss = torch.stack(losses).mean()
            loss = loss + _DECAY * (model.table**2).sum()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
        falls.step()
    return model.weights()


def _loss(scores: torch.Tensor, lesson: Lesson) -> torch.Tensor:
    return -torch.logsumexp(torch.log_softmax(scores, dim=0)[torch.from_numpy(lesson.right)], dim=0)


def _best(weights: Weights, lesson: Lesson) -> tuple[Best, bool]:
    """The likeliest outcome of a lesson, and whether it is right."""
    likely = weights.likely(list(lesson.words), lesson.described)
    found = best(lesson.described, likely, lesson.keys)
    return found, bool(lesson.right[found.own].any())


def trust(found: Sequence[tuple[Best, bool]], *, epochs: int = 12, seed: int = 0) -> Confidence:
    """Learns which of the likeliest outcomes are right."""
    torch.manual_seed(seed)
    signs = np.stack([one.signs for one, _ in found])
    mean, scale = signs.mean(axis=0), signs.std(axis=0) + 1e-3
    inputs = torch.from_numpy((signs - mean) / scale)
    right = torch.tensor([float(is_right) for _, is_right in found])
    hidden, out = torch.nn.Linear(signs.shape[1], _HIDDEN), torch.nn.Linear(_HIDDEN, 1)
    optimiser = torch.optim.AdamW([*hidden.parameters(), *out.parameters()], lr=2e-3, weight_decay=1e-2)
    for _ in range(epochs):
        for batch in torch.split(torch.randperm(len(inputs)), 64):
            said = out(torch.relu(hidden(inputs[batch])))[:, 0]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(said, right[batch])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    counted = torch.cat([out.weight[0], out.bias])
    tensors = (hidden.weight, hidden.bias, counted)
    return Confidence(mean, scale, *(t.detach().numpy().copy() for t in tensors))


def learn(items: Sequence[TableQuestion], *, seed: int = 0) -> Weights:
    """The choice, and how far to trust it."""
    taught = [lesson for lesson in lessons(items) if isinstance(lesson, Lesson)]
    half = len(taught) // 2
    folds = (fit(taught[half:], seed=seed), fit(taught[:half], seed=seed))
    weights = fit(taught, seed=seed)
    without = list(unanswerable(items, weights, seed=seed))
    seen = [_best(folds[place >= half], lesson) for place, lesson in enumerate(taught)]
    seen += [_best(folds[2 * place >= len(without)], lesson) for place, lesson in enumerate(without)]
    return replace(weights, confidence=trust(seen, seed=seed))


def measure(weights: Weights, asked_of: Iterable[Lesson | str], least: float) -> dict[str, dict[str, float]]:
    """By set: shares of questions answered rightly, wrongly, and that any program would answer rightly.

    Args:
        least: Less likely outcomes are not told.
    """
    rows: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for lesson in asked_of:
        if isinstance(lesson, str):
            rows[lesson].append((False, False, False))
            continue
        found, right = _best(weights, lesson)
        told = weights.confidence.sure(found.signs) >= least
        rows[lesson.task].append((told and right, told and not right, bool(lesson.right.any())))
    return {
        task: {
            "n": len(own),
            **{name: sum(row[i] for row in own) / len(own) for i, name in enumerate(_SHARES)},
        }
        for task, own in sorted(rows.items())
    }


def read_sets(folder: Path) -> MixtureBuilder:
    """The question sets of a folder, split as for the adapters."""
    natural, tables = read_natural(folder), read_tables(folder)
    return MixtureBuilder(natural, tables, guard=Guard(iter(())), count=lambda _: 0, seed=0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of the command: one JSON object on standard output."""
    parser = argparse.ArgumentParser(description="Learn which program over a table a question means.")
    parser.add_argument("--qa-data", type=Path, required=True, help="folder of the question sets")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for programs.safetensors")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    sets = read_sets(given.qa_data)
    asked_of = {split: [i for i in sets.tables(split) if not i.written] for split in ("train", "validation")}
    weights = learn(asked_of["train"], seed=given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    weights.save(given.out / "programs.safetensors")
    held = measure(weights, lessons(asked_of["validation"]), TOLD)
    bereft = measure(weights, unanswerable(asked_of["validation"], weights), TOLD)
    sys.stdout.write(json.dumps({"validation": held, "without the answer": bereft}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
