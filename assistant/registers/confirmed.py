"""What people said that their questions mean: a file each in the data folder. Reads no question.

One question has one meaning: who confirms another one of it takes back the first.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast, get_args

from assistant.contract import Json
from assistant.errors import AssistantError
from assistant.json_files import read_json, write_json
from assistant.registers.recall import Lesson, same
from assistant.registers.shape import Shape, read_shape, shape_json
from retrieval.records import Language

_LOG = logging.getLogger(__name__)
LONGEST = 2_000
"""Characters of a question that is kept."""


class BadConfirmation(AssistantError):
    """What is to be confirmed is not there; the message says what mends it."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A question and the program that it means.

    Attributes:
        id: The same for every confirmation of the same question.
        told: What the program gave when it was confirmed, as a sentence.
    """

    id: str
    question: str
    language: Language
    shape: Shape
    told: str
    at: datetime


class ConfirmedBook:
    """The confirmations of a data folder, shared by all who ask of it.

    Args:
        folder: The data folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "readings"
        self._seen: tuple[object, tuple[Confirmed, ...]] = (None, ())

    def all(self) -> tuple[Confirmed, ...]:
        """All of them, the first one first; files are read again where one came or went."""
        paths = sorted(self._folder.glob("*.json"))
        state = tuple((path.name, _changed(path)) for path in paths)
        if self._seen[0] != state:
            read = [(path, _read(read_json(path))) for path in paths]
            for path in (path for path, one in read if one is None and path.exists()):
                _LOG.warning("%s holds no confirmed reading and is left out", path)
            kept = sorted((one for _, one in read if one is not None), key=lambda one: (one.at, one.id))
            self._seen = (state, tuple(kept))
        return self._seen[1]

    def lessons(self) -> tuple[Lesson, ...]:
        """What questions and programs go together."""
        return tuple(Lesson(one.question, one.shape) for one in self.all())

    def of(self, question: str) -> Confirmed | None:
        """What was confirmed of a question in these words."""
        return next((one for one in self.all() if one.id == id_of(question)), None)

    def confirm(self, question: str, language: Language, shape: Shape, told: str) -> Confirmed:
        """Keeps what a question means; it is on the disk when this returns.

        Raises:
            BadConfirmation: The question is too long to be one.
        """
        if len(question) > LONGEST:
            raise BadConfirmation(f"the question has {len(question)} characters; {LONGEST} are the most")
        one = Confirmed(
            id=id_of(question),
            question=question,
            language=language,
            shape=shape,
            told=told,
            at=datetime.now(),
        )
        write_json(self._folder / f"{one.id}.json", confirmed_json(one))
        return one

    def withdraw(self, id_: str) -> bool:
        """Takes a confirmation back; False where there is none such."""
        if not any(one.id == id_ for one in self.all()):
            return False
        (self._folder / f"{id_}.json").unlink(missing_ok=True)
        return True

    def forget(self, sources: Collection[str]) -> int:
        """Deletes what was confirmed of forgotten sources; gives how many went."""
        gone = [one for one in self.all() if one.shape.source in sources]
        return sum(self.withdraw(one.id) for one in gone)


def confirmed_json(one: Confirmed) -> Json:
    """A confirmation as programs read it, and as it is kept."""
    return {
        "object": "reading.confirmed",
        "id": one.id,
        "question": one.question,
        "language": one.language,
        "source": one.shape.source,
        "told": one.told,
        "reading": shape_json(one.shape),
        "at": one.at.isoformat(),
    }


def _read(body: object) -> Confirmed | None:
    if not isinstance(body, dict):
        return None
    shape, language = read_shape(body.get("reading")), body.get("language")
    if shape is None or language not in get_args(Language):
        return None
    try:
        question = str(body["question"])
        return Confirmed(
            id=id_of(question),
            question=question,
            language=cast("Language", language),
            shape=shape,
            told=str(body["told"]),
            at=datetime.fromisoformat(str(body["at"])),
        )
    except (KeyError, ValueError):
        return None


def id_of(question: str) -> str:
    """Names what is confirmed of a question, whatever its case, spaces and signs."""
    return hashlib.sha256(same(question).encode()).hexdigest()[:24]


def _changed(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except FileNotFoundError:  # taken back meanwhile
        return 0, 0
    return status.st_mtime_ns, status.st_ino
