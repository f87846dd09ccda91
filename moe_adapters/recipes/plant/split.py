"""Decide which documents train, validate and test. Knows groups and tasks, no text formats and no prompts."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = ("train", "validation", "test")

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Placed:
    """What the split needs to know of one item: its group, its task, and keys that tie documents together."""

    group: str
    task: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quota:
    """How many items of a task are held out, at least; never more than ``share`` of them for testing."""

    test: int
    validation: int
    share: float = 0.34


def normalise(text: str) -> str:
    """Lower-case words with single blanks: equal for questions that differ in signs only."""
    return " ".join(_WORD.findall(text.lower()))


def ngrams(text: str, size: int = 8) -> set[int]:
    """Hashes of all runs of ``size`` words; to be compared within one process only."""
    words = _WORD.findall(text.lower())
    return {hash(tuple(words[at : at + size])) for at in range(len(words) - size + 1)}


def components(items: Iterable[Placed]) -> dict[str, str]:
    """Name of the component of every group: groups that share a key stand or fall together."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    owner: dict[str, str] = {}
    for item in items:
        mine = root(item.group)
        for key in item.keys:
            other = root(owner.setdefault(key, mine))
            if other != mine:
                low, high = sorted((mine, other))
                parent[high] = low
                mine = low
    return {name: root(name) for name in list(parent)}


def split_groups(
    items: Sequence[Placed], quotas: Mapping[str, Quota], *, seed: int, default: Quota
) -> dict[str, Split]:
    """Gives every group to one split.

    Task by task, rarest first, whole components go to the test split in an order drawn from the
    seed until the task's quota is there, then to validation; what is left trains. What an earlier
    task decided stands and counts.

    Args:
        items: All items of all tasks.
        quotas: By task.
        seed: Decides the order.
        default: For tasks without a quota.
    """
    component = components(items)
    sizes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for item in items:
        sizes[item.task][component[item.group]] += 1
    decided: dict[str, Split] = {}
    for task in sorted(sizes, key=lambda name: (sum(sizes[name].values()), name)):
        own = sizes[task]
        total = sum(own.values())
        quota = quotas.get(task, default)
        order = sorted(own)
        random.Random(f"{seed}:{task}").shuffle(order)
        wanted: tuple[tuple[Split, float], ...] = (
            ("test", min(quota.test, quota.share * total)),
            ("validation", min(quota.validation, 0.1 * total)),
        )
        for split, goal in wanted:
            have = sum(own[name] for name in order if decided.get(name) == split)
            for name in order:
                if have >= goal:
                    break
                if name not in decided:
                    decided[name] = split
                    have += own[name]
        for name in order:
            decided.setdefault(name, "train")
    return {group: decided[name] for group, name in component.items()}


def follow(groups: Sequence[str], where: Mapping[str, Split], *, seed: int, test: float) -> Split | None:
    """Split of an item over several documents that others may have placed: theirs.

    Args:
        groups: The item's documents.
        where: What is decided.
        seed: Draws the split where none of them is placed.
        test: Part of those that is held out for testing.

    Returns:
        None where the documents stand in different splits, so that the item fits in none.
    """
    known = {where[group] for group in groups if group in where}
    if len(known) > 1:
        return None
    if known:
        return known.pop()
    return "test" if random.Random(f"{seed}:{groups[0]}").random() < test else "train"
