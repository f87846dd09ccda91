"""Questions in one language over documents in the other: French over an English standard, and the reverse.

Protocol: ``samples/plant`` is ingested; 63 questions whose answer stands in the other language alone. Of
``translated`` (questions of ``sample_plant`` said in the other language) the wrong answers were looked at
while this was mended; ``held`` were written before anything was mended and not looked at. Scoring is that of
``sample_plant``: numbers, dates, and words as the source has them. Beside it: the passages that the product's
own search finds nearest, which need no citation to be right.
"""

from __future__ import annotations

from pathlib import Path

from eval.baselines.plain_search import PlainSearch
from eval.benchmark import RunOptions, Task
from eval.benchmarks.sample_plant import SAMPLES, cited, grade, load_cases
from eval.question_run import run_questions
from eval.report import EvalReport

QUESTIONS = Path(__file__).parent / "data" / "other_language" / "questions.jsonl"


class OtherLanguage:
    """The benchmark ``other_language``."""

    name = "other_language"

    def run(self, options: RunOptions) -> EvalReport:
        """Ingests the sample plant and asks in the language that the documents have not."""
        task = Task(
            name=self.name,
            cases=load_cases(QUESTIONS),
            paths=(SAMPLES / "plant",),
            grade=grade,
            cited=cited,
            baselines=(PlainSearch(),),
        )
        return run_questions(task, options)
