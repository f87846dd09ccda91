"""People's own questions over articles, a manual and tables: what the assistant makes of wording not ours.

Protocol: see ``eval.held_out`` for files and halves; at most ``EACH`` questions of every set of texts, all of
those over tables. Texts are ingested into one folder and asked of all of it; a table's question is asked with
its file chosen, since such questions do not name their table ("who won the most?"). An answer is right where
it holds the known one: its words in a row, each part of a list, an equal number; of one longer than 12 words,
60 % of its words. Where a passage was marked as not answering, the right answer is to abstain. ``accuracy``
counts an abstention as wrong. The trivial baselines quote the nearest paragraph by embedding, and the row
that shares most words with the question.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.engines import Engine
from assistant.records import Answer
from eval.benchmark import Baseline, Grade, RunOptions, Task
from eval.case import Case, Score
from eval.datasets import local_folder
from eval.held_out import builder, drawn_evenly, is_short, write_tables, write_texts
from eval.question_run import run_questions
from eval.report import EvalReport
from eval.scorers.words import contains, without_markers, words
from retrieval.embed import PACKAGED, embedder

EACH = 60
EACH_OF_TABLES = 1000
"""All there are: a table answers within a tenth of a second."""
_MOST_OF_IT = 0.6
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_ONLY_NUMBER = re.compile(r"[^\w]*-?[\d,.]+[^\w]*")


def grade(case: Case, answer: str, abstained: bool) -> Grade:
    """Whether an answer holds the known one, and how many words it takes."""
    said = without_markers(answer)
    metrics = {"words": float(len(said.split()))}
    if not case.answerable:
        return Grade(
            score=Score(value=float(abstained), correct=abstained, why="abstention"), metrics=metrics
        )
    wanted = [str(case.value), *case.accept]
    right = not abstained and any(_holds(said, one) for one in wanted)
    return Grade(score=Score(value=float(right), correct=right, why=str(case.value)), metrics=metrics)


def _holds(said: str, wanted: str) -> bool:
    if contains(said, wanted):
        return True
    if not is_short(wanted):
        parts = set(words(wanted))
        return len(parts & set(words(said))) >= _MOST_OF_IT * len(parts)
    if _ONLY_NUMBER.fullmatch(wanted.strip()):
        return bool(_numbers(wanted)) and _numbers(wanted) <= _numbers(said)
    parts_of_list = wanted.split(", ")
    return len(parts_of_list) > 1 and all(contains(said, part) for part in parts_of_list)


def _numbers(text: str) -> set[float]:
    return {abs(float(number.replace(",", ""))) for number in _NUMBER.findall(text)}


def _cited(case: Case, answer: Answer) -> bool | None:
    """Whether a citation points to the file that holds the answer."""
    wanted = {place.source for place in case.evidence}
    return any(c.source.endswith(tuple(wanted)) for c in answer.citations) if wanted else None


class NearestParagraph:
    """Quotes the paragraph nearest to the question by embedding."""

    name = "nearest_paragraph"
    slow = False

    def __init__(self) -> None:
        self._embedder = embedder(PACKAGED)
        self._paragraphs: list[str] = []
        self._vectors: npt.NDArray[np.float32] = np.zeros((0, 1), np.float32)

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:
        """Embeds the paragraphs of all files."""
        del engine, folder
        files = [file for path in paths for file in sorted(path.iterdir())]
        self._paragraphs = [
            part for file in files for part in file.read_text(encoding="utf-8").split("\n\n") if part.strip()
        ]
        self._vectors = self._embedder.encode(self._paragraphs)

    def answer(self, case: Case) -> str:
        """The paragraph."""
        vector = self._embedder.encode([case.question])[0]
        return self._paragraphs[int((self._vectors @ vector).argmax())]


class LikeliestRow:
    """Quotes the row of the chosen table that shares most words with the question."""

    name = "likeliest_row"
    slow = False

    def __init__(self) -> None:
        self._rows: dict[str, list[str]] = {}

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:
        """Reads the rows."""
        del engine, folder
        for path in paths:
            for file in path.iterdir():
                with file.open(encoding="utf-8", newline="") as stream:
                    self._rows[file.name] = [" ".join(row) for row in csv.reader(stream)]

    def answer(self, case: Case) -> str:
        """The row."""
        asked = set(words(case.question))
        rows = self._rows[case.sources[0].removeprefix("*")]
        return max(rows, key=lambda row: len(asked & set(words(row))))


class _Public:
    """A benchmark over one kind of files; ``tuning`` asks the half that was looked at."""

    def __init__(self, kind: str, *, tuning: bool = False, each: int = EACH) -> None:
        self.name = f"public_{kind}_tuning" if tuning else f"public_{kind}"
        self._kind, self._tuning, self._each = kind, tuning, each

    def run(self, options: RunOptions) -> EvalReport:
        """Writes the files, ingests and asks."""
        sets = local_folder("qa_train", options.bench_data)
        split = builder(sets)
        with tempfile.TemporaryDirectory(prefix="assistant-eval-") as place:
            folder = Path(place) / self._kind
            folder.mkdir()
            texts = self._kind == "texts"
            cases = (
                write_texts(split.texts("test"), sets, folder, tuning=self._tuning)
                if texts
                else write_tables(split.tables("test"), folder, tuning=self._tuning)
            )
            baseline: Baseline = NearestParagraph() if texts else LikeliestRow()
            task = Task(
                name=self.name,
                cases=tuple(drawn_evenly(cases, self._each)),
                paths=(folder,),
                grade=grade,
                cited=_cited,
                baselines=(baseline,),
            )
            return run_questions(task, options)


class PublicTexts(_Public):
    """The benchmarks ``public_texts`` and ``public_texts_tuning``."""

    def __init__(self, *, tuning: bool = False) -> None:
        super().__init__("texts", tuning=tuning)


class PublicTables(_Public):
    """The benchmarks ``public_tables`` and ``public_tables_tuning``."""

    def __init__(self, *, tuning: bool = False) -> None:
        super().__init__("tables", tuning=tuning, each=EACH_OF_TABLES)
