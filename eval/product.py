"""The product over a temporary data folder: ingest, ask, take the time. Knows its public parts only."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.build import build_assistant
from assistant.build_knowledge import open_knowledge
from assistant.records import Answer, AnswerEvent, Message, SentenceEvent
from assistant.service import Asks
from assistant.settings import Settings
from eval.case import Case
from eval.errors import EvalError
from ingest.limits import IngestOptions, Limits
from ingest.pipeline import ingest
from ingest.report import IngestProgress, IngestReport
from retrieval.knowledge import Knowledge
from retrieval.records import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """An answer with wall times in seconds; ``first_seconds`` is when the first checked words came."""

    answer: Answer
    seconds: float
    first_seconds: float


class Asked(Protocol):
    """Whatever answers the questions of a benchmark."""

    def ask(self, case: Case) -> Timed:
        """Answers one question; raises what the product raises."""
        ...


class Product:
    """The assistant as users have it. Everything it does goes through ``Assistant.ask``."""

    def __init__(self, assistant: Asks) -> None:
        self._assistant = assistant

    def ask(self, case: Case) -> Timed:
        """Asks one question with its history and waits for the whole answer."""
        history = [Message(role=turn.role, content=turn.content) for turn in case.history]
        scope = Scope(sources=case.sources)
        began = time.perf_counter()
        first = None
        for event in self._assistant.ask(case.question, history=history, scope=scope):
            if isinstance(event, SentenceEvent) and first is None:
                first = time.perf_counter() - began
            if isinstance(event, AnswerEvent):
                seconds = time.perf_counter() - began
                return Timed(answer=event.answer, seconds=seconds, first_seconds=first or seconds)
        raise EvalError("the assistant gave no answer")


@contextmanager
def temporary_settings(settings: Settings) -> Iterator[Settings]:
    """The settings with a data folder of its own that is deleted in the end.

    Converted models are shared with the user's data folder: converting takes longer than a benchmark.
    """
    with tempfile.TemporaryDirectory(prefix="assistant-eval-", ignore_cleanup_errors=True) as folder:
        models = settings.data / "models"
        models.mkdir(parents=True, exist_ok=True)
        data = Path(folder) / "data"
        data.mkdir()
        (data / "models").symlink_to(models.resolve(), target_is_directory=True)
        yield settings.model_copy(update={"data": data, "catalogue_url": None})


@contextmanager
def open_product(
    settings: Settings, paths: Sequence[Path], *, progress: Callable[[IngestProgress], None] | None = None
) -> Iterator[tuple[Product, IngestReport]]:
    """Ingests the paths into a temporary folder and gives the product over it.

    Raises:
        EvalError: Nothing could be ingested.
    """
    with (
        temporary_settings(settings) as temporary,
        _filled(temporary, paths, progress) as (knowledge, report),
    ):
        yield Product(build_assistant(temporary, knowledge=knowledge)), report


@contextmanager
def ingested(settings: Settings, paths: Sequence[Path]) -> Iterator[Knowledge]:
    """Ingests the paths into a temporary folder and gives what is known, without an assistant.

    Raises:
        EvalError: Nothing could be ingested.
    """
    with temporary_settings(settings) as temporary, _filled(temporary, paths, None) as (knowledge, _):
        yield knowledge


@contextmanager
def _filled(
    settings: Settings, paths: Sequence[Path], progress: Callable[[IngestProgress], None] | None
) -> Iterator[tuple[Knowledge, IngestReport]]:
    knowledge = open_knowledge(settings)
    try:
        report = ingest(paths, knowledge=knowledge, options=ingest_options(settings), progress=progress)
        if not report.ingested:
            reasons = "; ".join(f"{f.source}: {f.reason}" for f in report.quarantined[:3])
            raise EvalError(f"nothing was ingested ({reasons or 'no files'})")
        yield knowledge, report
    finally:
        knowledge.close()


def ingest_options(settings: Settings) -> IngestOptions:
    """The limits of the settings."""
    limits = settings.ingest
    return IngestOptions(
        workers=limits.workers,
        limits=Limits(
            seconds=limits.seconds_per_file,
            memory_mb=limits.memory_mb_per_file,
            max_file_mb=limits.max_file_mb,
            ocr=limits.ocr,
        ),
    )
