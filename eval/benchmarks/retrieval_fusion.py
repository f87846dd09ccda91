"""How the weights of dense and keyword search change what is found.

Protocol: questions over the 140-page rules PDF whose wording avoids that of the rule (the passage with the
rule's number, or one below it, is right) and the sample plant's questions that a text answers (a passage of
the expected file, and page where one is named, is right). Passages are ranked by each weighting; recall at 1,
3 and 8 and mean reciprocal rank. Weights are chosen on the questions of even place and reported on the rest.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.build_knowledge import open_knowledge
from assistant.settings import Settings
from eval.benchmark import RunOptions
from eval.benchmarks.sample_plant import SAMPLES, load_cases
from eval.case import Case
from eval.datasets import local_folder
from eval.product import ingest_options, temporary_settings
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.rules_data import RULES_PDF
from eval.statistics import mean
from ingest.pipeline import ingest
from retrieval.fuse import fuse
from retrieval.knowledge import Knowledge
from retrieval.records import Chunk

QUESTIONS = Path(__file__).parent / "data" / "rules_paraphrased.json"
SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Weights of the keyword searcher; the dense one has the rest."""
_ABSENT = 1 << 20

Right = Callable[[Chunk], bool]
"""Whether a passage holds the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """What the searchers gave for a question, and the keys of the passages that are right."""

    scores: Mapping[str, Mapping[int, float]]
    right: frozenset[int]

    def place(self, weights: Mapping[str, float]) -> int:
        """Rank of the first right passage from 0, very large where none was found."""
        ranked = fuse(self.scores, weights)
        return next((n for n, (key, _, _) in enumerate(ranked) if key in self.right), _ABSENT)


class RetrievalFusion:
    """The benchmark ``retrieval_fusion``; ``limit`` is the number of questions of each set."""

    name = "retrieval_fusion"

    def run(self, options: RunOptions) -> EvalReport:
        """Ingests both sets of files, searches once a question and fuses with every weighting."""
        began = time.perf_counter()
        rules = local_folder("design_qa", options.bench_data, needs=(RULES_PDF,)) / RULES_PDF
        asked = {"rules": rules_questions(QUESTIONS), "plant": plant_questions(SAMPLES / "questions.jsonl")}
        paths = {"rules": rules, "plant": SAMPLES / "plant"}
        rankings: dict[str, list[Ranking]] = {}
        for number, (name, questions) in enumerate(asked.items()):
            options.tell(name, number, len(asked))
            rankings[name] = _rank(options.settings, paths[name], questions[: options.limit])
        choosing = {name: found[0::2] for name, found in rankings.items()}
        reporting = {name: found[1::2] for name, found in rankings.items()}
        identifier = options.settings.retrieval.weight_identifier
        best = max(SHARES, key=lambda share: _quality(choosing, weights(share, identifier)))
        own = options.settings.retrieval
        used = {"dense": own.weight_dense, "keyword": own.weight_keyword, "identifier": identifier}
        report = EvalReport(
            benchmark=self.name,
            n=sum(map(len, rankings.values())),
            errors=0,
            scores=figures(reporting, used),
            baselines={
                "dense": figures(reporting, weights(0.0, identifier)),
                "keyword": figures(reporting, weights(1.0, identifier)),
                f"chosen_{best}": figures(reporting, weights(best, identifier)),
            },
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(f"on the half for choosing, a keyword weight of {best} was best",),
        )
        options.results.parent.mkdir(parents=True, exist_ok=True)
        with options.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(report.to_json()) + "\n")
        return report


def weights(keyword: float, identifier: float) -> dict[str, float]:
    """Weights by searcher; dense and keyword add up to 1."""
    return {"dense": 1.0 - keyword, "keyword": keyword, "identifier": identifier}


def rules_questions(path: Path) -> list[tuple[str, Right]]:
    """Paraphrased questions over the rules, each with the numbers of the rules that answer it."""
    return [
        (record["question"], _labelled(record["labels"])) for record in json.loads(path.read_text("utf-8"))
    ]


def plant_questions(path: Path) -> list[tuple[str, Right]]:
    """Questions over the sample plant that stand alone and that a text answers."""
    cases = [case for case in load_cases(path) if case.kind == "text" and not case.history]
    return [(case.question, _evidenced(case)) for case in cases if case.evidence]


def figures(rankings: Mapping[str, Sequence[Ranking]], used: Mapping[str, float]) -> dict[str, float]:
    """Recall at 1, 3 and 8 and mean reciprocal rank of each set."""
    found: dict[str, float] = {}
    for name, members in rankings.items():
        places = [ranking.place(used) for ranking in members]
        for depth in (1, 3, 8):
            found[f"{name}_recall_at_{depth}"] = mean([float(place < depth) for place in places])
        found[f"{name}_mrr"] = mean([1.0 / (place + 1) for place in places])
    return found


def _quality(rankings: Mapping[str, Sequence[Ranking]], used: Mapping[str, float]) -> float:
    given = figures(rankings, used)
    return sum(value for name, value in given.items() if name.endswith(("_mrr", "_at_8")))


def _rank(settings: Settings, path: Path, questions: Sequence[tuple[str, Right]]) -> list[Ranking]:
    with temporary_settings(settings) as temporary:
        knowledge = open_knowledge(temporary)
        try:
            ingest([path], knowledge=knowledge, options=ingest_options(temporary))
            return [_ranking(knowledge, question, right) for question, right in questions]
        finally:
            knowledge.close()


def _ranking(knowledge: Knowledge, question: str, right: Right) -> Ranking:
    scores = knowledge.index.scores(question)
    keys = sorted({key for found in scores.values() for key in found})
    chunks = knowledge.catalogue.passages.by_key(keys)
    return Ranking(scores=scores, right=frozenset(key for key, chunk in chunks.items() if right(chunk)))


def _labelled(labels: Sequence[str]) -> Right:
    def right(chunk: Chunk) -> bool:
        label = chunk.label or ""
        return any(label == wanted or label.startswith(f"{wanted}.") for wanted in labels)

    return right


def _evidenced(case: Case) -> Right:
    def right(chunk: Chunk) -> bool:
        return any(
            chunk.source.endswith(f"/{place.source}") and place.page in (None, chunk.page)
            for place in case.evidence
        )

    return right
