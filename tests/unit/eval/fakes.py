"""A product and a baseline that answer from a table: what the runner is tested with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assistant.engines import Engine
from assistant.records import Answer
from eval.benchmark import Grade, RunOptions, Task
from eval.case import Case
from eval.product import Asked, Timed
from eval.scorers.answers import score_answer
from ingest.report import IngestReport, RefusedFile


@dataclass
class FakeProduct:
    """Answers by id; None is an abstention, an exception is raised."""

    answers: Mapping[str, str | Exception | None]
    asked: list[str] = field(default_factory=list)

    def ask(self, case: Case) -> Timed:
        self.asked.append(case.id)
        said = self.answers[case.id]
        if isinstance(said, Exception):
            raise said
        answer = Answer(text=said or "I found nothing.", abstained=said is None, language="en")
        return Timed(answer=answer, seconds=2.0, first_seconds=0.5)

    @contextmanager
    def opened(self, task: Task, options: RunOptions) -> Iterator[tuple[Asked, IngestReport]]:
        refused = RefusedFile(source="x/broken.pdf", reason="broken", hint="export it again")
        yield self, IngestReport(quarantined=(refused,))


@dataclass
class FakeBaseline:
    """Says the same to everything."""

    text: str
    name: str = "parrot"
    slow: bool = False
    asked: list[str] = field(default_factory=list)

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:
        assert folder.is_dir()

    def answer(self, case: Case) -> str:
        self.asked.append(case.id)
        return self.text


def grade(case: Case, answer: str, abstained: bool) -> Grade:
    return Grade(score=score_answer(case, answer, abstained=abstained), metrics={"length": 1.0})


def cases(count: int = 4) -> tuple[Case, ...]:
    """Numbers 0, 1, 2 … as answers; the last one has none."""
    known = [
        Case(id=f"c{i}", question=f"q{i}?", answer_type="number", value=float(i), kind="table")
        for i in range(count - 1)
    ]
    nothing = Case(id=f"c{count - 1}", question="q?", answer_type="abstain", value=None, kind="unanswerable")
    return (*known, nothing)
