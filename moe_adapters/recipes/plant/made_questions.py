"""Questions that a model writes over training passages, kept where a second model answers them alike.

Round-trip consistency (Alberti et al. 2019, arXiv 1906.05416): a *writer* is trained to give a question and
its answer for a passage, samples many, and a *reader*, trained on the people's questions alone, has to give
the same answer. Only passages of the training split are written about. Knows passages and prompts, no model.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from moe_adapters.answer_scores import normalised
from moe_adapters.example import Example, Turn
from moe_adapters.recipes.plant.grounded import writes_sentence
from moe_adapters.recipes.plant.natural import Grounded, json_lines
from moe_adapters.recipes.plant.passages import sentences, window
from moe_adapters.recipes.plant.prompt import build_turns, cite, split_markers

TASK = "made"
"""Name of these questions as a task of the mixture."""

_SYSTEM = "Write an answer in the words of the source, and the question that it answers."
_WORDS = (40, 110)
_QUESTION_WORDS = (3, 30)
_MOST_ANSWER_WORDS = 12
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class MadeQuestion:
    """A question that a model wrote.

    Attributes:
        passage: Key of the passage, see ``passage_key``.
        question: As it was written.
        answer: Its words in the passage.
        start: Offset of the answer in the passage.
    """

    passage: str
    question: str
    answer: str
    start: int


def passage_key(text: str) -> str:
    """Name of a passage, the same wherever its text is."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def writing_examples(rows: Iterable[Grounded], *, seed: int) -> Iterator[Example]:
    """What a writer learns from: a window of the passage, the answer, the question that people asked."""
    for row in rows:
        if row.answer is None or row.start < 0 or writes_sentence(row):
            continue
        rng = random.Random(f"{seed}:{row.id}:write")
        text = window(row.text, row.start, row.start + len(row.answer), rng, words=_WORDS)
        yield replace(_prompt(row, text), id=f"write-{row.id}", answer=f"{row.answer}\n{row.question}")


def passage_windows(rows: Iterable[Grounded], *, seed: int) -> Iterator[Example]:
    """Prompts for a writer: windows that together cover each English passage.

    The passage's key is the example's ``group``, the window's offset in it the end of its ``id``.
    """
    passages = {row.text: row for row in rows if row.language == "en"}
    for text, row in passages.items():
        key = passage_key(text)
        rng = random.Random(f"{seed}:{key}:windows")
        end = 0
        for low, high in sentences(text):
            if low < end:
                continue
            cut = window(text, low, high, rng, words=_WORDS)
            offset = text.find(cut)
            end = offset + len(cut)
            yield replace(_prompt(row, cut), id=f"{key}-{offset}", group=key)


def _prompt(row: Grounded, text: str) -> Example:
    return Example(
        id=row.id,
        task="write",
        modality="text",
        language=row.language,
        messages=(Turn("system", _SYSTEM), Turn("user", text)),
        answer="",
        aliases=(),
        group=row.group,
        source=row.source,
        licence=row.licence,
    )


def read_pair(text: str, source: str) -> tuple[str, str, int] | None:
    """Question, answer and the answer's offset of what a writer wrote; None where it cannot be used.

    The answer has to stand in the source once, the question has to be one, and must not tell the answer.
    """
    answer, _, question = (part.strip() for part in text.partition("\n"))
    words = question.split()
    if not _QUESTION_WORDS[0] <= len(words) <= _QUESTION_WORDS[1] or "\n" in question:
        return None
    if not _LETTER.search(answer) or len(answer.split()) > _MOST_ANSWER_WORDS:
        return None
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(answer)}(?!\w)", source)]
    if len(places) != 1 or " ".join(normalised(answer, "en")) in " ".join(normalised(question, "en")):
        return None
    return question, answer, places[0]


def candidates(drawn: Iterable[tuple[Example, str]]) -> dict[str, tuple[Example, MadeQuestion]]:
    """Questions to be put to the reader, by the id of their example."""
    found: dict[str, tuple[Example, MadeQuestion]] = {}
    seen: set[tuple[str, str]] = set()
    for prompt, text in drawn:
        source = prompt.messages[-1].content
        pair = read_pair(text, source)
        if pair is None:
            continue
        question, answer, start = pair
        words = " ".join(normalised(question, "en"))
        if (prompt.group, words) in seen:
            continue
        seen.add((prompt.group, words))
        offset = int(prompt.id.rpartition("-")[2])
        made = MadeQuestion(prompt.group, question, answer, offset + start)
        example = replace(
            prompt,
            id=f"{TASK}-{prompt.id}-{len(found)}",
            task=TASK,
            messages=build_turns(question, [source]),
            answer=cite(answer, (1,)),
        )
        found[example.id] = (example, made)
    return found


def agreeing(
    asked: Mapping[str, tuple[Example, MadeQuestion]], said: Iterable[tuple[Example, str]]
) -> Iterator[MadeQuestion]:
    """Those to which the reader gives the same answer, after normalisation."""
    for example, text in said:
        made = asked[example.id][1]
        if normalised(split_markers(text)[0], "en") == normalised(made.answer, "en"):
            yield made


def made_rows(made: Iterable[MadeQuestion], rows: Iterable[Grounded]) -> Iterator[Grounded]:
    """The questions as rows over their passages; those over other passages than these are left out."""
    passages = {passage_key(row.text): row for row in rows if row.language == "en"}
    for number, item in enumerate(made):
        row = passages.get(item.passage)
        if row is not None and row.text[item.start :].startswith(item.answer):
            yield replace(
                row, id=f"{TASK}-{item.passage}-{number}", task=TASK, question=item.question,
                answer=item.answer, start=item.start, aliases=(), written=False,
            )  # fmt: skip


def write_made(path: Path, made: Iterable[MadeQuestion]) -> int:
    """Writes one JSON object a line and returns how many; the file holds no passage."""
    count = 0
    with path.open("w", encoding="utf-8") as stream:
        for item in made:
            stream.write(json.dumps(asdict(item), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_made(path: Path) -> list[MadeQuestion]:
    """Reads what ``write_made`` wrote.

    Raises:
        OSError: The file cannot be read.
        ValueError: A line is no such question.
    """
    try:
        return [MadeQuestion(**row) for row in json_lines(path)]
    except TypeError as error:
        raise ValueError(f"{path}: not a file of made questions ({error})") from error
