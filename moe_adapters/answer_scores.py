"""Scores of grounded answers: words, citations, abstention. Knows texts, no model."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from moe_adapters.example import Example

NOT_FOUND = "NOT FOUND"
"""The abstention that training examples of this library use."""

_MARKER = re.compile(r"\s*\[(\d+)\]")
_ARTICLES = {
    "en": frozenset({"a", "an", "the"}),
    "fr": frozenset({"le", "la", "les", "l", "un", "une", "des", "du", "de", "d"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerScore:
    """What one answer got.

    Attributes:
        f1: Token F1 against the best of the answers, markers stripped.
        exact: 1 where it is one of the answers after normalisation.
        cited: Numbers that it cites, and those that it should.
        expected: As above.
        abstained, should_abstain: Whether it says NOT FOUND, and whether it should.
    """

    id: str
    task: str
    f1: float
    exact: float
    cited: frozenset[int]
    expected: frozenset[int]
    abstained: bool
    should_abstain: bool


def normalised(text: str, language: str) -> list[str]:
    """Words in lower case without punctuation and articles, as SQuAD's script does."""
    text = unicodedata.normalize("NFKC", text).lower()
    words = re.findall(r"\w+", text)
    return [word for word in words if word not in _ARTICLES[language]]


def token_f1(given: Sequence[str], wanted: Sequence[str]) -> float:
    """Harmonic mean of precision and recall of words; 1 where both are empty."""
    if not given or not wanted:
        return float(given == wanted)
    common = sum((Counter(given) & Counter(wanted)).values())
    return 2 * common / (len(given) + len(wanted))


def score_answer(example: Example, text: str) -> AnswerScore:
    """Scores one generated text against an example."""
    said = normalised(_MARKER.sub("", text), example.language)
    options = [
        normalised(_MARKER.sub("", answer), example.language) for answer in (example.answer, *example.aliases)
    ]
    should_abstain = example.answer.strip() == NOT_FOUND
    abstained = text.strip().upper().startswith(NOT_FOUND)
    if should_abstain or abstained:
        f1 = exact = float(should_abstain and abstained)
    else:
        f1 = max(token_f1(said, option) for option in options)
        exact = float(said in options)
    return AnswerScore(
        id=example.id,
        task=example.task,
        f1=f1,
        exact=exact,
        cited=frozenset(int(number) for number in _MARKER.findall(text)),
        expected=frozenset(int(number) for number in _MARKER.findall(example.answer)),
        abstained=abstained,
        should_abstain=should_abstain,
    )


def summary(scores: Sequence[AnswerScore]) -> dict[str, float]:
    """Means over examples, citation precision and recall over markers, F1 of abstaining.

    ``f1_answerable`` leaves out the examples whose sources do not hold the answer.
    """
    if not scores:
        return {"n": 0.0}
    answerable = [score for score in scores if not score.should_abstain]
    right = sum(len(score.cited & score.expected) for score in answerable)
    cited = sum(len(score.cited) for score in answerable)
    expected = sum(len(score.expected) for score in answerable)
    both = sum(score.abstained and score.should_abstain for score in scores)
    said = sum(score.abstained for score in scores)
    should = sum(score.should_abstain for score in scores)
    result = {
        "n": float(len(scores)),
        "f1": sum(score.f1 for score in scores) / len(scores),
        "exact": sum(score.exact for score in scores) / len(scores),
    }
    if answerable:
        result["f1_answerable"] = sum(score.f1 for score in answerable) / len(answerable)
    if expected:
        result["citation_precision"] = right / cited if cited else 0.0
        result["citation_recall"] = right / expected
    if should:
        result["abstention_f1"] = 2 * both / (said + should)
    return result


def read_answers(path: Path) -> dict[str, str]:
    """The texts of a file of answers (``moe_adapters.evaluate``), by the id of their example.

    Raises:
        ValueError: A line is not an answer; names file and line.
        OSError: The file cannot be read.
    """
    return {record["id"]: record["text"] for record in answer_records(path)}


def answer_records(path: Path) -> list[dict[str, str]]:
    """Each answer of a file; half a line at its end, as a kill leaves it, is none. Raises as above."""
    *lines, last = path.read_bytes().decode("utf-8-sig", errors="replace").split("\n")
    lines += [last] if is_answer(last) else []
    records: list[dict[str, str]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if not is_answer(line):
            raise ValueError(f"{path}, line {number}: not an answer that moe_adapters.evaluate wrote")
        records.append(json.loads(line))
    return records


def is_answer(line: str) -> bool:
    """Whether a line holds the id of an example and a text."""
    try:
        found = json.loads(line)
    except ValueError:
        return False
    return isinstance(found, dict) and all(isinstance(found.get(name), str) for name in ("id", "text"))


def by_task(scores: Sequence[AnswerScore]) -> dict[str, dict[str, float]]:
    """The summary of each task, by name."""
    grouped: dict[str, list[AnswerScore]] = defaultdict(list)
    for score in scores:
        grouped[score.task].append(score)
    return {task: summary(grouped[task]) for task in sorted(grouped)}


def paired_interval(
    ours: Mapping[str, float], theirs: Mapping[str, float], *, rounds: int = 2000, seed: int = 0
) -> tuple[float, float, float]:
    """Mean difference over the examples that both have, and its 95 % interval by bootstrap.

    Raises:
        ValueError: They share no example.
    """
    differences = [ours[key] - theirs[key] for key in sorted(set(ours) & set(theirs))]
    if not differences:
        raise ValueError("the two runs share no example")
    chance = random.Random(seed)
    n = len(differences)
    means = sorted(sum(chance.choices(differences, k=n)) / n for _ in range(rounds))
    return sum(differences) / n, means[int(0.025 * rounds)], means[int(0.975 * rounds) - 1]
