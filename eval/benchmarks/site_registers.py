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

``everyday``: files and 120 questions (16 without an answer) by a third author over four other sites, each
ingested apart: a waste water works, a dairy (French), a quarry with a cement kiln and a hydro power station
(French); terse, misspelt, spoken, over all their files and no trade of the product's. ``dairy`` and ``water``
were looked at and taught (``eval.learn_registers``); ``hydro`` and ``mine`` were only counted.

``many_sites`` and ``unseen_sites``: files and 25 questions a site by ten and by two further authors, each
told not to read the product, over 68 and 12 sites of as many trades, half of them French, each ingested
apart; some 17 questions of a site are over its registers, 4 over its prose, 3 over a log where there is
one, 1 or 2 have no answer. ``many_sites`` is looked at and taught; ``unseen_sites`` is only counted.

``worded_sites``: registers and things to ask of them by further authors, in two wordings of each language,
the values computed from the rows. It is no benchmark: ``eval.learn_registers`` teaches it.

Scoring is that of ``two_plants``; yes and no must stand first. The baseline quotes the nearest passage of the
product's own search.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from eval.baselines.plain_search import PlainSearch
from eval.benchmark import Grade, RunOptions, Task
from eval.benchmarks.sample_plant import cited
from eval.benchmarks.two_plants import grade_with, load_questions
from eval.case import Case, Score
from eval.made_sites import open_sites
from eval.question_run import run_questions
from eval.report import EvalReport

REGISTERS = Path(__file__).with_name("data") / "site_registers"
EVERYDAY = REGISTERS.with_name("everyday")
MANY = REGISTERS.with_name("many_sites")
UNSEEN = REGISTERS.with_name("unseen_sites")
WORDED = REGISTERS.with_name("worded_sites")
ASKED_ON = date(2026, 11, 29)
_YES_OR_NO = frozenset(("Yes", "No", "Oui", "Non"))


class SitesApart:
    """``everyday``, ``many_sites`` or ``unseen_sites``; none needs benchmark data."""

    def __init__(self, data: Path) -> None:
        self.name = data.name
        self._data = data

    def run(self, options: RunOptions) -> EvalReport:
        """Ingests the files of each site apart and asks."""
        questions = load_questions(self._data / "questions.jsonl")
        settings = options.settings.model_copy(update={"today": ASKED_ON})
        with tempfile.TemporaryDirectory(prefix="assistant-eval-") as place:
            folders = {
                site.name: Path(shutil.copytree(site, Path(place) / site.name)) for site in _sites(self._data)
            }
            task = Task(
                name=self.name,
                cases=tuple(case for case, _ in questions),
                paths=tuple(folders.values()),
                grade=partial(grade_answer, {case.id: foreign for case, foreign in questions}),
                cited=cited,
                baselines=(PlainSearch(1),),
            )
            opens = partial(open_sites, {case.id: case.kind for case, _ in questions}, folders)
            return run_questions(task, replace(options, settings=settings), opens=opens)


def grade_answer(foreign: Mapping[str, Sequence[str]], case: Case, answer: str, abstained: bool) -> Grade:
    """As ``grade_with``; where yes or no is the answer, an answer must begin with it."""
    grade = grade_with(foreign, case, answer, abstained)
    if case.value not in _YES_OR_NO or abstained:
        return grade
    said = re.match(r"\W*(\w+)", answer)
    right = said is not None and said[1].lower() == str(case.value).lower()
    score = Score(value=float(right), correct=right, why="the first word")
    metrics = {
        name: float(right if name.startswith("right") else not right if name.startswith("wrong") else 0)
        for name in grade.metrics
    }
    return Grade(score=score, metrics=metrics)


class SiteRegisters:
    """The benchmark ``site_registers`` or ``site_registers_second``; neither needs benchmark data."""

    def __init__(self, *, second: bool = False) -> None:
        self.name = "site_registers_second" if second else "site_registers"
        self._questions = REGISTERS / ("second.jsonl" if second else "questions.jsonl")

    def run(self, options: RunOptions) -> EvalReport:
        """Ingests the files of all sites and asks."""
        questions = load_questions(self._questions)
        settings = options.settings.model_copy(update={"today": ASKED_ON})
        with tempfile.TemporaryDirectory(prefix="assistant-eval-") as place:
            sites = [Path(shutil.copytree(site, Path(place) / site.name)) for site in _sites(REGISTERS)]
            task = Task(
                name=self.name,
                cases=tuple(case for case, _ in questions),
                paths=tuple(sites),
                grade=partial(grade_with, {case.id: foreign for case, foreign in questions}),
                cited=cited,
                baselines=(PlainSearch(1),),
            )
            return run_questions(task, replace(options, settings=settings))


def _sites(data: Path) -> list[Path]:
    return sorted(place for place in data.iterdir() if place.is_dir())
