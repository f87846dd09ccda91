"""A product and a baseline that answer from a table. For tests; they read no file and know no model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assistant.engines import Engine
from assistant.records import Answer
from eval.benchmark import RunOptions, Task
from eval.case import Case
from eval.product import Asked, Timed
from ingest.report import IngestReport, RefusedFile


@dataclass
class ScriptedProduct:
    """Answers by id; None is an abstention, an exception is raised."""

    answers: Mapping[str, str | Exception | None]
    asked: list[str] = field(default_factory=list)

    def ask(self, case: Case) -> Timed:
        """The answer of the table."""
        self.asked.append(case.id)
        said = self.answers[case.id]
        if isinstance(said, Exception):
            raise said
        answer = Answer(text=said or "I found nothing.", abstained=said is None, language="en")
        return Timed(answer=answer, seconds=2.0, first_seconds=0.5)

    @contextmanager
    def opened(self, task: Task, options: RunOptions) -> Iterator[tuple[Asked, IngestReport]]:  # noqa: ARG002
        """Itself, as ``run_questions`` opens a product; one file was refused on the way."""
        refused = RefusedFile(source="x/broken.pdf", reason="broken", hint="export it again")
        yield self, IngestReport(quarantined=(refused,))


@dataclass
class ScriptedBaseline:
    """Says the same to everything."""

    text: str
    name: str = "parrot"
    slow: bool = False
    asked: list[str] = field(default_factory=list)
    prepared: tuple[tuple[Path, ...], str, bool] | None = None

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:
        """Remembers what it was given."""
        self.prepared = (tuple(paths), engine.name, folder.is_dir())

    def answer(self, case: Case) -> str:
        """Its one text."""
        self.asked.append(case.id)
        return self.text
