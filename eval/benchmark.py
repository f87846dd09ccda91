"""What a benchmark is, and what it gets to run with. Knows no benchmark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from assistant.engines import Engine
from assistant.records import Answer
from assistant.settings import Settings
from eval.case import Case, Score
from eval.report import EvalReport

Progress = Callable[[str, int, int], None]
"""Told of each step: what is done, how many of it are done, how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How a benchmark runs.

    Attributes:
        bench_data: Folder of the data sets.
        limit: How many cases at most, drawn over all of them; None is all.
        results: The journal.
        baseline_limit: How many cases the slow baselines get at most.
        baselines_only: True where the product is not asked.
    """

    settings: Settings
    results: Path
    bench_data: Path | None = None
    limit: int | None = None
    baseline_limit: int = 25
    baselines_only: bool = False
    progress: Progress | None = None

    def tell(self, step: str, done: int, total: int) -> None:
        """Reports progress, where somebody listens."""
        if self.progress is not None:
            self.progress(step, done, total)


class Baseline(Protocol):
    """Another way to answer the same questions, in the same run.

    Attributes:
        name: As in the report.
        slow: True where it is asked at most ``baseline_limit`` cases.
    """

    name: str
    slow: bool

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:
        """Reads the files; ``folder`` is its own and deleted in the end."""
        ...

    def answer(self, case: Case) -> str:
        """The text of its answer; it cannot abstain."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """All that is said of one answer: the metrics of the benchmark and whether it is right."""

    score: Score
    metrics: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Questions over files.

    Attributes:
        paths: What is ingested before asking; nothing else is known to the assistant.
        grade: Scores the text of an answer (of ours or of a baseline).
        cited: Whether the citations of our answer hold; None where the case expects none.
    """

    name: str
    cases: tuple[Case, ...]
    paths: tuple[Path, ...]
    grade: Callable[[Case, str, bool], Grade]
    cited: Callable[[Case, Answer], bool | None] | None = None
    baselines: tuple[Baseline, ...] = ()
    notes: tuple[str, ...] = ()


class Benchmark(Protocol):
    """One of ``eval/benchmarks``."""

    name: str

    def run(self, options: RunOptions) -> EvalReport:
        """Measures and reports.

        Raises:
            DataMissing: The data are not there.
        """
        ...
