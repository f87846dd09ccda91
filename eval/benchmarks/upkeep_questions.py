"""What happened, what is due, how often, what it cost, what it draws: questions as technicians type them.

Protocol: 60 questions (30 English, 30 French; typos, lost accents, short forms, indirect speech; 12 without
an answer) over three sites that are ingested apart: the sample plant, the plants of ``two_plants`` and those
of ``more_plants``. 51 were written from the documents alone before any was asked; by the hash of their words
20 of them are ``held_out`` and were asked once, after what the 31 of ``developed`` showed was mended. The
nine of ``known`` were misses that others had noted before.

Protocol of ``asked_questions``: 82 questions over the same sites and the hospital, of tables, stores, costs,
dates, procedures, limits and sensors. All were written with their answers before any was asked, and split by
the file that holds the answer: the misses of ``developed`` were looked at and what was behind them was
mended, ``held_out`` was asked once before and once after that, its answers not looked at between. The five
of ``known`` were noted before.

Protocol of ``near_misses``: 88 pairs over the same four sites, written from the documents by somebody who
read none of what answers. Of each pair one question has an answer (``…_twin``) and the other, which differs
by one word or thing, has none in any file (``…_near``): a word that says which rows are meant, a sister
machine, another property or role, another event, another time. The wrong answers over the sample plant and
``two_plants`` were looked at (``developed``), those over ``more_plants`` and the hospital were not
(``held_out``).

Scoring is that of ``two_plants``. The baseline quotes the nearest passage of the product's own search.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from assistant.engines import Engine
from eval.baselines.plain_search import PlainSearch
from eval.benchmark import RunOptions, Task
from eval.benchmarks.sample_plant import SAMPLES, cited
from eval.benchmarks.two_plants import DATA as TWO_PLANTS
from eval.benchmarks.two_plants import HOSPITAL, MORE_DATA, grade_with, load_questions
from eval.case import Case
from eval.errors import DataMissing
from eval.made_sites import open_sites
from eval.plant_papers import write_plants
from eval.question_run import run_questions
from eval.report import EvalReport

QUESTIONS = Path(__file__).with_name("data") / "upkeep_questions" / "questions.jsonl"
ASKED = QUESTIONS.parents[1] / "asked_questions" / "questions.jsonl"
NEAR = QUESTIONS.parents[1] / "near_misses" / "questions.jsonl"
SAMPLE = "sample"
_PAPERS = {"two_plants": TWO_PLANTS, "more_plants": MORE_DATA, "hospital": HOSPITAL}


def sites_of(path: Path = QUESTIONS) -> dict[str, str]:
    """For each question the site that it is asked of."""
    records = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {record["id"]: record["plants"] for record in records}


class UpkeepQuestions:
    """``upkeep_questions``, ``asked_questions`` or ``near_misses``; none needs benchmark data."""

    def __init__(self, questions: Path = QUESTIONS) -> None:
        self._questions = questions
        self.name = self._questions.parent.name

    def run(self, options: RunOptions) -> EvalReport:
        """Writes the documents, ingests each site apart and asks.

        Raises:
            DataMissing: The sample plant is not beside the program.
        """
        if not (SAMPLES / "plant").is_dir():
            raise DataMissing(f"the sample plant is not beside the program ({SAMPLES}): run from a checkout")
        questions = load_questions(self._questions)
        foreign = {case.id: names for case, names in questions}
        site_of = sites_of(self._questions)
        with tempfile.TemporaryDirectory(prefix="assistant-eval-") as place:
            folders = {SAMPLE: SAMPLES / "plant"}
            for name, papers in ((n, p) for n, p in _PAPERS.items() if n in site_of.values()):
                folders[name] = Path(place) / name
                folders[name].mkdir()
                write_plants(papers, folders[name])
            task = Task(
                name=self.name,
                cases=tuple(case for case, _ in questions),
                paths=tuple(folders.values()),
                grade=partial(grade_with, foreign),
                cited=cited,
                baselines=(_SearchOfSite(site_of, folders),),
            )
            return run_questions(task, options, opens=partial(open_sites, site_of, folders))


class _SearchOfSite:
    """The baseline ``plain_search`` over the site that a question is about."""

    name = PlainSearch.name
    slow = PlainSearch.slow

    def __init__(self, site_of: Mapping[str, str], folders: Mapping[str, Path]) -> None:
        self._site_of = site_of
        self._folders = folders
        self._searches = {name: PlainSearch(1) for name in folders}

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:
        """Ingests each site into a data folder of its own."""
        del paths
        for name, search in self._searches.items():
            search.prepare((self._folders[name],), engine, folder / name)

    def answer(self, case: Case) -> str:
        """The nearest passage."""
        return self._searches[self._site_of[case.id]].answer(case)
