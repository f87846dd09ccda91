"""Questions that have nothing to do with the sample plant, from the question sets, parted by document."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

from moe_adapters.recipes.plant.natural import read_natural

MOST = 80
"""Documents of a set at most, one question of each."""
_SEED = 20251103


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignQuestion:
    """A question of another trade.

    Attributes:
        near: Whether it is about a technical manual, as a plant's questions are.
        for_tuning: Of a document on which settings were chosen.
    """

    text: str
    near: bool
    for_tuning: bool


def foreign_questions(folder: Path) -> list[ForeignQuestion]:
    """One question of each of some documents, the same each time; every other document is for tuning.

    Args:
        folder: ``qa_train``.
    """
    sets: dict[str, dict[str, list[str]]] = {}
    for row in read_natural(folder):
        sets.setdefault(row.task.removeprefix("abstain_"), {}).setdefault(row.group, []).append(row.question)
    for section, question in _manual(folder / "emanual_smart_tv"):
        sets.setdefault("manual", {}).setdefault(section, []).append(question)
    rng, found = random.Random(_SEED), []
    seen: set[str] = set()
    for task in sorted(sets):
        groups = sorted(sets[task].keys() - seen)
        seen |= set(groups)
        rng.shuffle(groups)
        for place, group in enumerate(groups[:MOST]):
            text = rng.choice(sets[task][group])
            found.append(ForeignQuestion(text=text, near=task == "manual", for_tuning=place % 2 == 0))
    return found


def _manual(folder: Path) -> list[tuple[str, str]]:
    """Sections and questions of the manual of a television set."""
    found = []
    for path in sorted(folder.glob("*QandA*.json")):
        for record in json.loads(path.read_text(encoding="utf-8"))["All_Questions"]:
            found.append((f"manual:{record['Section Hierarchy']}", str(record["Question"])))
    return found
