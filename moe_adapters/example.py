"""An example for training or testing, as a record and as a line of JSON. Knows no model and no data set."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

Modality = Literal["text", "table", "series", "drawing"]
Language = Literal["en", "fr"]
Role = Literal["system", "user", "assistant"]

MODALITIES: tuple[Modality, ...] = ("text", "table", "series", "drawing")
"""The order gives a modality its number in the router's prior."""

_LANGUAGES = ("en", "fr")
_ROLES = ("system", "user", "assistant")


class ExampleError(ValueError):
    """A line of a file of examples is not an example; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a prompt."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Example:
    """A prompt and the answer that is to be learned or to be compared with.

    Attributes:
        id: Unique within a mixture.
        task: What is measured together, for example ``squad`` or ``wikitablequestions``.
        modality: What kind of evidence the prompt holds.
        language: Of the question and the answer.
        messages: The prompt: a system and a user turn, perhaps turns before them.
        answer: The completion, with its citation markers.
        aliases: Other right answers, without markers.
        group: Document, table or article by which splits are made: one group, one split.
        source: Name of the data set or of the generator.
        licence: Licence of the data set.
    """

    id: str
    task: str
    modality: Modality
    language: Language
    messages: tuple[Turn, ...]
    answer: str
    aliases: tuple[str, ...]
    group: str
    source: str
    licence: str


def write_examples(path: Path | str, examples: Iterable[Example]) -> int:
    """Writes one JSON object a line and returns how many."""
    count = 0
    with Path(path).open("w", encoding="utf-8") as stream:
        for example in examples:
            stream.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_examples(path: Path | str) -> tuple[Example, ...]:
    """Reads what ``write_examples`` wrote, or an editor that puts a byte order mark before it.

    Raises:
        ExampleError: A line is not an example.
        OSError: The file cannot be read.
    """
    examples: list[Example] = []
    with Path(path).open(encoding="utf-8-sig") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                examples.append(_example(json.loads(line)))
            except KeyError as error:
                raise ExampleError(f"{path}, line {number}: not an example (it lacks {error})") from error
            except (TypeError, ValueError) as error:
                raise ExampleError(f"{path}, line {number}: not an example ({error})") from error
    return tuple(examples)


def _example(raw: Any) -> Example:
    for name, known in (("modality", MODALITIES), ("language", _LANGUAGES)):
        if raw[name] not in known:
            raise ValueError(f"{name} {raw[name]!r} is none of {', '.join(known)}")
    turns = tuple(Turn(role=turn["role"], content=_said(turn, "content")) for turn in raw["messages"])
    if not turns or any(turn.role not in _ROLES for turn in turns):
        raise ValueError("messages need turns of system, user or assistant")
    if turns[-1].role == "assistant":
        raise ValueError("messages end with what is answered: the last turn belongs in answer")
    if not isinstance(raw["aliases"], list):
        raise ValueError("aliases must be a list")
    return Example(
        id=_said(raw, "id"),
        task=_said(raw, "task"),
        modality=raw["modality"],
        language=raw["language"],
        messages=turns,
        answer=_said(raw, "answer"),
        aliases=tuple(str(alias) for alias in raw["aliases"]),
        group=_said(raw, "group"),
        source=_said(raw, "source"),
        licence=_said(raw, "licence"),
    )


def _said(raw: Any, name: str) -> str:
    """A text, or a number as text; what is empty would be learned as it stands."""
    value = raw[name]
    if not isinstance(value, str | int | float) or not str(value).strip():
        raise ValueError(f"{name} is empty or no text")
    return str(value)
