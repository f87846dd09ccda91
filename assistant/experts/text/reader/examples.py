"""Examples that the reader learns from: a question, a passage, the answer's place or none. Knows no model.

Positives are people's questions over the passages that they were asked about, those over a user manual and
over single cells of tables, questions that a model wrote (``made_questions``) and generated maintenance
documents. Negatives are passages that look alike and do not answer: those that people called so, and the
nearest passages of other documents.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from moe_adapters.example import Example, Language
from moe_adapters.recipes.plant.natural import Grounded, open_text
from moe_adapters.recipes.plant.natural_tables import TableQuestion
from moe_adapters.recipes.plant.passages import sentences, window
from moe_adapters.recipes.plant.prompt import split_markers

MANUAL = "emanual_smart_tv"
"""Folder of the user manual among the sets."""
MANUAL_TEST = "Smart Features"
"""The chapter of it that tests."""
WORDS = (60, 150)
"""Words of a window of a passage."""
_LONGEST_ANSWER = 320
"""Characters; of a longer answer its first sentence is to be found."""
_TOLD = 20
"""Characters of a sentence that says something."""
_NEAREST = 12
_POOL = 12_000
"""Passages among which near ones are looked for."""
_CELLS = 50
"""Cells of a window of a table."""
_COMMON = frozenset("the a an of in on at for to and or by with from is was no".split())
_SOURCE = re.compile(r"^\[\d+\] ", re.MULTILINE)

Embed = Callable[[Sequence[str]], npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A question over a passage.

    Attributes:
        start, end: Of the answer in ``passage``, in characters; both -1 where it is not there.
        group: Document, by which splits are made.
    """

    id: str
    task: str
    language: Language
    question: str
    passage: str
    start: int
    end: int
    group: str
    aliases: tuple[str, ...] = ()

    @property
    def answer(self) -> str:
        """The answer's words; empty where there is none."""
        return self.passage[self.start : self.end] if self.start >= 0 else ""


def natural(rows: Iterable[Grounded], *, seed: int) -> Iterator[Reading]:
    """People's questions; the passage is whole sentences around the answer, at times with its title."""
    for row in rows:
        found = _span(row)
        if found is None:
            continue
        start, end = found
        rng = random.Random(f"{seed}:{row.id}:read")
        around = (start, end) if start >= 0 else (0, min(len(row.text), 1))
        text = window(row.text, *around, rng, words=WORDS)
        offset = row.text.find(text)
        head = f"{row.title}\n" if row.title and rng.random() < 0.5 else ""
        shift = len(head) - offset
        yield Reading(
            id=row.id,
            task=row.task,
            language=row.language,
            question=row.question,
            passage=head + text,
            start=start + shift if start >= 0 else -1,
            end=end + shift if start >= 0 else -1,
            group=row.group,
            aliases=row.aliases,
        )


def _span(row: Grounded) -> tuple[int, int] | None:
    """Where the answer stands; (-1, -1) where it does not; None where it was written in other words."""
    if row.answer is None:
        return -1, -1
    start = row.start if row.start >= 0 else row.text.find(row.answer)
    if start < 0:
        return None
    if len(row.answer) <= _LONGEST_ANSWER:
        return start, start + len(row.answer)
    low, high = sentences(row.answer)[0]
    return start + low, start + high


def generated(examples: Iterable[Example]) -> Iterator[Reading]:
    """Generated maintenance documents, as far as their answer stands in one of their sources."""
    for example in examples:
        sources, _, question = example.messages[-1].content.rpartition("\nQuestion: ")
        answer = split_markers(example.answer)[0].strip()
        passage = _SOURCE.sub("", sources)
        start = passage.find(answer)
        if answer == "NOT FOUND":
            start, answer = -1, ""
        elif start < 0:
            continue
        yield Reading(
            id=example.id, task=example.task, language=example.language, question=question, passage=passage,
            start=start, end=start + len(answer) if start >= 0 else -1, group=example.group,
        )  # fmt: skip


def manual_sections(folder: Path) -> list[tuple[str, str]]:
    """Title and text of each section of the user manual."""
    parts = json.loads(open_text(folder / "smart_tv_remote_manual_corpus.json")).values()
    return [(str(part["title"]), " ".join(" ".join(part["text"]).split())) for part in parts]


def _manual_questions(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Name, question, answer and path of the section of each question that is asked once."""
    seen: set[str] = set()
    for path in sorted(folder.glob("*QandA*.json")):
        for number, row in enumerate(json.loads(open_text(path))["All_Questions"]):
            question = str(row["Question"]).strip()
            if question not in seen:
                seen.add(question)
                answer = " ".join(str(row["Answer"]).split())
                yield f"{path.name[:12]}-{number}", question, answer, str(row["Section Hierarchy"])


def manual_test_questions(folder: Path) -> list[tuple[str, str, str]]:
    """Question, answer and section of the chapter that tests; bare yes and no are left out."""
    return [
        (question, answer, section)
        for _, question, answer, section in _manual_questions(folder)
        if section.startswith(MANUAL_TEST) and len(answer.split()) > 1
    ]


def manual(folder: Path) -> Iterator[Reading]:
    """Questions over the other chapters; the answer is its first sentence that stands in a section."""
    sections = [f"{title}\n{text}" for title, text in manual_sections(folder)]
    for name, question, answer, section in _manual_questions(folder):
        told = next((answer[a:b] for a, b in sentences(answer) if b - a > _TOLD), "")
        place = next((text for text in sections if told and told in text), None)
        if place is None or section.startswith(MANUAL_TEST):
            continue
        start = place.find(told)
        yield Reading(
            id=f"manual-{name}", task="manual", language="en", question=question, passage=place,
            start=start, end=start + len(told), group=f"manual:{section}",
        )  # fmt: skip


def table_text(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines of ``column: value``, empty cells left out."""
    return "\n".join(
        "; ".join(
            f"{name}: {cell}" if name else cell for name, cell in zip(header, row, strict=False) if cell
        )
        for row in rows
    )


def tables(questions: Iterable[TableQuestion], *, seed: int) -> Iterator[Reading]:
    """Questions whose answer is one cell of a row that the question names; a window of rows around it."""
    for item in questions:
        found = _cell(item)
        if found is None:
            continue
        at, column = found
        rng = random.Random(f"{seed}:{item.id}:rows")
        header, rows = item.rows[0], item.rows[1:]
        many = max(1, _CELLS // max(1, len(header)))
        first = max(0, at - rng.randrange(many))
        part = rows[first : first + many]
        told = [(name, cell) for name, cell in zip(header, rows[at], strict=False)]
        before = table_text(header, part[: at - first])
        lead = "; ".join(f"{n}: {c}" if n else c for n, c in told[:column] if c)
        start = len(before) + bool(before) + len(lead) + 2 * bool(lead)
        start += len(header[column]) + 2 if header[column] else 0
        text = table_text(header, part)
        cell = rows[at][column]
        if text[start : start + len(cell)] != cell:
            continue
        yield Reading(
            id=item.id, task=item.task, language="en", question=item.question, passage=text,
            start=start, end=start + len(cell), group=item.group, aliases=item.aliases,
        )  # fmt: skip


def _cell(item: TableQuestion) -> tuple[int, int] | None:
    """Row and column of the one cell that is the answer, where the question names another cell of its row."""
    wanted = item.answer.strip().lower()
    asked = set(re.findall(r"\w+", item.question.lower()))
    places = [
        (at, column)
        for at, row in enumerate(item.rows[1:])
        for column, cell in enumerate(row[: len(item.rows[0])])
        if wanted and cell.strip().lower() == wanted
    ]
    named = [
        (at, column)
        for at, column in places
        if any(
            set(re.findall(r"\w+", cell.lower())) & asked - _COMMON
            for other, cell in enumerate(item.rows[at + 1])
            if other != column
        )
    ]
    return named[0] if len(named) == 1 else None


def with_negatives(rows: Sequence[Reading], *, embed: Embed, share: float, seed: int) -> Iterator[Reading]:
    """For a share of the questions once more with a near passage of another document, without the answer."""
    passages = list(dict.fromkeys(row.passage for row in rows))
    passages = random.Random(f"{seed}:pool").sample(passages, min(_POOL, len(passages)))
    owner = {row.passage: row.group for row in rows}
    chosen = [row for row in rows if row.start >= 0 and random.Random(f"{seed}:{row.id}").random() < share]
    vectors = embed(passages)
    asked = embed([row.question for row in chosen])
    for begin in range(0, len(chosen), 512):
        near = np.argpartition(-(asked[begin : begin + 512] @ vectors.T), _NEAREST, axis=1)[:, :_NEAREST]
        for row, places in zip(chosen[begin : begin + 512], near, strict=True):
            rng = random.Random(f"{seed}:{row.id}:near")
            others = [
                passages[place]
                for place in rng.sample(list(map(int, places)), _NEAREST)
                if owner[passages[place]] != row.group and row.answer.lower() not in passages[place].lower()
            ]
            if others:
                yield replace(row, id=f"{row.id}-near", passage=others[0], start=-1, end=-1)
