"""Reads the MaintIE corpus: words, entities, relations; and holds a part of it out. Knows no model.

Bikaun, French, Stewart, Liu and Hodkiewicz, "MaintIE: A Fine-Grained Annotation Schema and Benchmark for
Information Extraction from Maintenance Short Texts", LREC-COLING 2024. Licence of the corpus: MIT.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from ingest.shorthand.errors import BadCorpus
from ingest.shorthand.spans import CLASSES, Entity

GOLD = "gold_train.json"

RelationClass = Literal["hasPatient", "hasAgent", "hasPart", "isA", "contains", "hasProperty"]
"""The relations of the scheme, without their parents."""

RELATIONS: tuple[RelationClass, ...] = get_args(RelationClass)


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """``head`` and ``tail`` are entities of one text, in the direction that the scheme gives."""

    head: Entity
    tail: Entity
    label: RelationClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An annotated work-order text."""

    words: tuple[str, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]


def read_orders(path: Path) -> list[Order]:
    """The texts of a file of the corpus, in its order.

    Raises:
        BadCorpus: The file is not there or is not MaintIE.
    """
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
        return [_order(item) for item in items]
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise BadCorpus(f"{path} does not read as MaintIE: {error!r}") from error


def _order(item: dict[str, object]) -> Order:
    words, entities, relations = item["tokens"], item["entities"], item["relations"]
    if not (isinstance(words, list) and isinstance(entities, list) and isinstance(relations, list)):
        raise TypeError("tokens, entities and relations are lists")
    found = tuple(Entity(e["start"], e["end"], _class(e["type"])) for e in entities)
    if any(not 0 <= entity.start < entity.end <= len(words) for entity in found):
        raise IndexError("an entity reaches beyond its text")
    pairs = tuple(Relation(found[r["head"]], found[r["tail"]], _relation(r["type"])) for r in relations)
    return Order(words=tuple(words), entities=found, relations=pairs)


def _class(full: str) -> Literal["PhysicalObject", "Activity", "State", "Process", "Property"]:
    return CLASSES[CLASSES.index(full.partition("/")[0])]


def _relation(full: str) -> RelationClass:
    return RELATIONS[RELATIONS.index(full.rpartition("/")[2])]


def phrase(order: Order) -> str:
    """A text without placeholders and marks: what equal orders of several machines share."""
    return " ".join(word.lower() for word in order.words if any(c.isalnum() for c in word) and word[0] != "<")


def folds(orders: Sequence[Order], count: int, *, seed: int) -> list[list[int]]:
    """Indexes in ``count`` parts of about one size; equal phrases are in one part."""
    by_phrase: dict[str, list[int]] = {}
    for index, order in enumerate(orders):
        by_phrase.setdefault(phrase(order), []).append(index)
    phrases = sorted(by_phrase)
    random.Random(seed).shuffle(phrases)
    parts: list[list[int]] = [[] for _ in range(count)]
    for number, key in enumerate(phrases):
        parts[number % count] += by_phrase[key]
    return [sorted(part) for part in parts]
