"""Questions in one language over documents in the other: French over an English standard, and the reverse.

Protocol of ``other_language``: ``samples/plant`` is ingested; 63 questions whose answer stands in the other
language alone. Of ``translated`` (questions of ``sample_plant`` said in the other language) the wrong answers
were looked at while this was mended; ``held`` were written before anything was mended and not looked at.

Protocol of ``other_language_english``: the French documents of the wastewater plant of ``two_plants`` beside
``samples/plant``; 30 English questions whose answer stands in French alone, split by document: ``looked_at``
while this was built, ``held`` asked once after it.

Scoring is that of ``sample_plant``: numbers, dates, and words as the source has them. Beside it: the passages
that the product's own search finds nearest, which need no citation to be right.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from eval.baselines.plain_search import PlainSearch
from eval.benchmark import RunOptions, Task
from eval.benchmarks.sample_plant import SAMPLES, cited, grade, load_cases
from eval.benchmarks.two_plants import DATA as PLANTS
from eval.plant_papers import write_plants
from eval.question_run import run_questions
from eval.report import EvalReport

_DATA = Path(__file__).parent / "data" / "other_language"
QUESTIONS = _DATA / "questions.jsonl"
ENGLISH = _DATA / "english.jsonl"


class OtherLanguage:
    """The benchmark ``other_language``, or ``other_language_english``; neither needs benchmark data."""

    def __init__(self, *, english: bool = False) -> None:
        self.name = "other_language_english" if english else "other_language"
        self._english = english

    def run(self, options: RunOptions) -> EvalReport:
        """Ingests the documents and asks in the language that they have not."""
        if not self._english:
            return self._ask(QUESTIONS, (SAMPLES / "plant",), options)
        with tempfile.TemporaryDirectory(prefix="assistant-eval-") as place:
            write_plants(PLANTS, Path(place))
            return self._ask(ENGLISH, (SAMPLES / "plant", Path(place) / "station"), options)

    def _ask(self, questions: Path, paths: tuple[Path, ...], options: RunOptions) -> EvalReport:
        task = Task(
            name=self.name,
            cases=load_cases(questions),
            paths=paths,
            grade=grade,
            cited=cited,
            baselines=(PlainSearch(),),
        )
        return run_questions(task, options)
