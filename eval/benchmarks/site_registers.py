"""Questions over the registers and drawings of five sites, by an author who knew nothing of what reads them.

Protocol: a brewery's planned work and calibrations (French), a hydrotreater's alarms and shifts, an LPG
terminal's process safety registers, a district heating plant's drawings (French) and a board mill's
production, laboratory and stores (half French). Files and 30 questions a site, 4 of them without an answer,
were written before any was asked; all are ingested together and asked as on 29 November 2026. At first
sight, asked once after the parts of those names had been built on other sites, 93 of 150 were right and 32
wrong; the product of that morning had 63 right and 40 wrong. Since then the misses were looked at: the set is
known. ``site_registers_second`` are 75 further questions by somebody else over the same files, about what the
first set leaves out, asked once after that: 34 right and 13 wrong, of that morning's product 28 and 15.
Nothing was mended by them.

Scoring is that of ``two_plants``. The baseline quotes the nearest passage of the product's own search.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from eval.baselines.plain_search import PlainSearch
from eval.benchmark import RunOptions, Task
from eval.benchmarks.sample_plant import cited
from eval.benchmarks.two_plants import grade_with, load_questions
from eval.question_run import run_questions
from eval.report import EvalReport

DATA = Path(__file__).with_name("data") / "site_registers"
_ASKED_ON = date(2026, 11, 29)


class SiteRegisters:
    """The benchmark ``site_registers`` or ``site_registers_second``; neither needs benchmark data."""

    def __init__(self, *, second: bool = False) -> None:
        self.name = "site_registers_second" if second else "site_registers"
        self._questions = DATA / ("second.jsonl" if second else "questions.jsonl")

    def run(self, options: RunOptions) -> EvalReport:
        """Ingests the files of all sites and asks."""
        questions = load_questions(self._questions)
        settings = options.settings.model_copy(update={"today": _ASKED_ON})
        with tempfile.TemporaryDirectory(prefix="assistant-eval-") as place:
            sites = [Path(shutil.copytree(site, Path(place) / site.name)) for site in _sites()]
            task = Task(
                name=self.name,
                cases=tuple(case for case, _ in questions),
                paths=tuple(sites),
                grade=partial(grade_with, {case.id: foreign for case, foreign in questions}),
                cited=cited,
                baselines=(PlainSearch(1),),
            )
            return run_questions(task, replace(options, settings=settings))


def _sites() -> list[Path]:
    return sorted(place for place in DATA.iterdir() if place.is_dir())
