"""Read questions that two passages answer together and make examples that cite both. Reads two formats."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from moe_adapters.example import Example
from moe_adapters.recipes.plant.natural import article, json_lines
from moe_adapters.recipes.plant.passages import sentences, window
from moe_adapters.recipes.plant.prompt import build_turns, cite

_AMONG = (20, 45)
_SUPPORTS = 2


@dataclass(frozen=True, slots=True)
class MultiHop:
    """A question, the passages that answer it together, and passages that do not.

    Attributes:
        id: Unique over all sets.
        task: Name of the set.
        question: As it was asked.
        supports: Title, text and offsets of the needed part of every needed passage.
        others: Texts of the distractors that came with the question.
        answer: A span of one of the supports.
        aliases: Other right answers.
        titles: Groups of all needed passages.
        licence: Of the data set.
    """

    id: str
    task: str
    question: str
    supports: tuple[tuple[str, int, int], ...]
    others: tuple[str, ...]
    answer: str
    aliases: tuple[str, ...]
    titles: tuple[str, ...]
    licence: str

    @property
    def group(self) -> str:
        """The first needed article; the split ties the others to it."""
        return self.titles[0]


def hotpotqa(path: Path) -> Iterator[MultiHop]:
    """HotpotQA: supporting sentences are marked; yes/no questions are left out."""
    for row in json_lines(path):
        context = {title: [part.strip() for part in parts] for title, parts in row["context"]}
        needed: dict[str, list[int]] = {}
        for title, number in row["supporting_facts"]:
            if title in context and number < len(context[title]):
                needed.setdefault(title, []).append(number)
        if len(needed) != _SUPPORTS or row["answer"] in ("yes", "no"):
            continue
        supports = []
        for title, numbers in needed.items():
            text = " ".join(context[title])
            first, last = context[title][min(numbers)], context[title][max(numbers)]
            supports.append((text, text.find(first), text.find(last) + len(last)))
        if not any(row["answer"] in text[start:end] for text, start, end in supports):
            continue
        yield MultiHop(
            id=f"hotpotqa-{row['_id']}",
            task="hotpotqa",
            question=row["question"],
            supports=tuple(supports),
            others=tuple(" ".join(parts) for title, parts in context.items() if title not in needed),
            answer=row["answer"],
            aliases=(),
            titles=tuple(article(title) for title in needed),
            licence="CC BY-SA 4.0",
        )


def musique(path: Path) -> Iterator[MultiHop]:
    """MuSiQue: two-hop questions; of each passage the sentence with its hop's answer is kept."""
    for row in json_lines(path):
        hops = row["question_decomposition"]
        by_number = {paragraph["idx"]: paragraph for paragraph in row["paragraphs"]}
        if len(hops) != _SUPPORTS:
            continue
        supports = []
        for hop in hops:
            text = by_number[hop["paragraph_support_idx"]]["paragraph_text"]
            start = text.find(hop["answer"])
            supports.append((text, start, start + len(hop["answer"])))
        if any(start < 0 for _, start, _ in supports):
            continue
        yield MultiHop(
            id=f"musique-{row['id']}",
            task="musique",
            question=row["question"],
            supports=tuple(supports),
            others=tuple(p["paragraph_text"] for p in row["paragraphs"] if not p["is_supporting"]),
            answer=row["answer"],
            aliases=tuple(row["answer_aliases"]),
            titles=tuple(article(p["title"]) for p in row["paragraphs"] if p["is_supporting"]),
            licence="CC BY 4.0",
        )


def read_multi_hop(folder: Path) -> list[MultiHop]:
    """Both sets, in a fixed order."""
    return [
        *hotpotqa(folder / "hotpotqa_200" / "hotpot.jsonl.gz"),
        *musique(folder / "musique_200" / "musique.jsonl.gz"),
    ]


def multi_hop_example(row: MultiHop, *, seed: int) -> Example:
    """Both needed passages and at most one that is not, in an order that the id draws."""
    rng = random.Random(f"{seed}:{row.id}")
    sources = [(True, window(text, start, end, rng, words=_AMONG)) for text, start, end in row.supports]
    answer = row.answer.lower()
    others = [text for text in row.others if answer not in text.lower()]
    if others and rng.random() < 0.6:
        other = rng.choice(others)
        first = sentences(other)[0]
        sources.append((False, window(other, *first, rng, words=_AMONG)))
    rng.shuffle(sources)
    return Example(
        id=row.id,
        task=row.task,
        modality="text",
        language="en",
        messages=build_turns(row.question, [text for _, text in sources]),
        answer=cite(row.answer, [number for number, (needed, _) in enumerate(sources, 1) if needed]),
        aliases=row.aliases,
        group=row.group,
        source=row.task,
        licence=row.licence,
    )
