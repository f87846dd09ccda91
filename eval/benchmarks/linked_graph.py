"""Questions over an ontology of machines beside the sample plant: meanings, kinds, machines of a kind.

Protocol: ``samples/plant`` and a small ontology of our own are ingested together; 28 questions, English and
French, written before any of them was asked. An answer is right where it holds all that it should, none of
the tags that it should not, and cites the file that says it; five ask what neither holds, and are right where
they are declined. No endpoint is asked. Beside it: the three passages that the product's own search finds
nearest, which need no citation to be right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from assistant.records import Answer
from eval.baselines.plain_search import PlainSearch
from eval.benchmark import Grade, RunOptions, Task
from eval.benchmarks.sample_plant import SAMPLES
from eval.case import Case, ExpectedEvidence, Score
from eval.question_run import run_questions
from eval.report import EvalReport

DATA = Path(__file__).parent / "data" / "linked_graph"
_GROUPS = ((9, "meaning"), (13, "kinds"), (21, "machines"), (26, "not_held"), (99, "mixed"))


def load_questions(path: Path) -> tuple[tuple[Case, ...], dict[str, tuple[str, ...]]]:
    """The questions, and the tags that the answer to each must not name."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(map(_case, records)), {r["id"]: tuple(r.get("lacks", ())) for r in records}


def _case(record: Mapping[str, Any]) -> Case:
    declined = bool(record.get("abstains"))
    number = int(record["id"].removeprefix("lg"))
    return Case(
        id=record["id"],
        question=record["question"],
        answer_type="abstain" if declined else "text",
        value=None if declined else "; ".join(record["holds"]),
        kind=next(name for before, name in _GROUPS if number < before),
        language=record["language"],
        all_of=tuple((word,) for word in record.get("holds", ())),
        evidence=() if declined else (ExpectedEvidence(source=record["source"]),),
    )


def grader(lacks: Mapping[str, tuple[str, ...]]) -> Callable[[Case, str, bool], Grade]:
    """Scores by the words that an answer holds, and those it must not."""

    def grade(case: Case, answer: str, abstained: bool) -> Grade:
        if not case.answerable or abstained:
            right = abstained and not case.answerable
            return Grade(
                score=Score(value=float(right), correct=right, why="declined" if abstained else "told")
            )
        said = answer.casefold()
        missing = [group[0] for group in case.all_of if not any(word.casefold() in said for word in group)]
        wrong = [tag for tag in lacks.get(case.id, ()) if tag in answer]
        held = 1 - len(missing) / len(case.all_of)
        why = "; ".join([*(f"lacks {one}" for one in missing), *(f"names {one}" for one in wrong)])
        return Grade(score=Score(value=held, correct=not missing and not wrong, why=why or "holds all"))

    return grade


def cited(case: Case, answer: Answer) -> bool | None:
    """Whether a citation is of the file that says it; None where nothing is to be said."""
    if not case.evidence:
        return None
    return any(one.source.endswith(case.evidence[0].source) for one in answer.citations)


class LinkedGraph:
    """The benchmark ``linked_graph``."""

    name = "linked_graph"

    def run(self, options: RunOptions) -> EvalReport:
        """Ingests the plant with the ontology and asks the questions."""
        cases, lacks = load_questions(DATA / "questions.jsonl")
        task = Task(
            name=self.name,
            cases=cases,
            paths=(SAMPLES / "plant", DATA / "rdf"),
            grade=grader(lacks),
            cited=cited,
            baselines=(PlainSearch(),),
        )
        return run_questions(task, options)
