"""Which questions are outside what the plant's documents are about: the energy against plain distances.

Protocol: the sample plant is ingested; a point is the vector of the product's embedder. Learnt are passages
and questions of some documents, in scope are questions on the others (``held_out``, half of the documents at
random, a question counts where all its sources are on one side), or learnt are all passages and no question
(``known``, as in the product). Out of scope are questions of other sets, one a document, in documents on
which no setting was chosen: ``far`` (encyclopedias, medicine, data protection) and ``near`` (the manual of a
television set). ``unanswerable`` are the plant questions that its documents do not answer: the wrong tool for
them, shown to say so. AUROC; three splits and seeds, ``_sd`` is the standard deviation over them.

Beside it: the same energy without the constraint, the distance to the nearest learnt vector (which ranks as
the cosine does), the distance from their mean, and Mahalanobis' with a shrunk covariance (Ledoit and Wolf,
2004).
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from assistant.build_knowledge import open_knowledge
from assistant.experts.series.detectors.protocol import Mask, Matrix
from assistant.experts.series.energy.constant import product_of_singular_values
from assistant.experts.series.energy.recipe import Recipe
from assistant.experts.series.energy.train import train
from eval.benchmark import RunOptions
from eval.benchmarks.sample_plant import SAMPLES
from eval.datasets import local_folder
from eval.energy_measures import Figures, over_seeds
from eval.foreign_questions import ForeignQuestion, foreign_questions
from eval.plain_distances import PlainDistance, from_centre, nearest
from eval.product import ingest_options, temporary_settings
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.scorers.certified_auroc import auroc, certified_auroc
from ingest.pipeline import ingest

SEEDS = (0, 1, 2)
RECIPE = Recipe(hidden=(128, 128), hinge=0.5, near=2.0, far=20.0)
RADIUS = 0.05
"""Of the certified figure; vectors have length 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantQuestion:
    """A question over the sample plant.

    Attributes:
        sources: Files that answer it; empty where none does.
    """

    text: str
    sources: frozenset[str]
    answerable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """All vectors of a run.

    Attributes:
        sources: File of each passage.
    """

    passages: Matrix
    sources: tuple[str, ...]
    plant: Matrix
    foreign: Matrix


class EnergyScope:
    """The benchmark ``energy_scope``; ``limit`` is the number of foreign questions."""

    name = "energy_scope"

    def run(self, options: RunOptions) -> EvalReport:
        """Embeds, learns and scores."""
        began = time.perf_counter()
        folder = local_folder("qa_train", options.bench_data, needs=("squad11_train_head",))
        foreign = [q for q in foreign_questions(folder) if not q.for_tuning][: options.limit]
        plant = plant_questions()
        options.tell("embedding", 0, 1 + len(SEEDS))
        vectors = embedded(options, plant, foreign)
        rows: dict[str, list[Figures]] = {}
        for seed in SEEDS:
            options.tell(f"split {seed}", 1 + seed, 1 + len(SEEDS))
            for name, figures in judged(vectors, plant, foreign, seed).items():
                rows.setdefault(name, []).append(figures)
        found: dict[str, Mapping[str, float]] = {name: over_seeds(each) for name, each in rows.items()}
        report = EvalReport(
            benchmark=self.name,
            n=len(foreign) + sum(q.answerable for q in plant),
            errors=0,
            scores=found.pop("energy"),
            baselines=found,
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=("the product's abstention does not use this score",),
        )
        options.results.parent.mkdir(parents=True, exist_ok=True)
        with options.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(report.to_json()) + "\n")
        return report


def plant_questions() -> list[PlantQuestion]:
    """The questions that ship with the sample plant."""
    lines = (SAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for record in map(json.loads, lines):
        answerable = record["kind"] != "unanswerable"
        sources = frozenset(record["sources"]) if answerable else frozenset()
        found.append(PlantQuestion(text=record["question"], sources=sources, answerable=answerable))
    return found


def embedded(options: RunOptions, plant: list[PlantQuestion], foreign: list[ForeignQuestion]) -> Vectors:
    """Vectors of the plant's passages as the product cuts them, and of all questions."""
    with temporary_settings(options.settings) as temporary:
        knowledge = open_knowledge(temporary)
        try:
            ingest([SAMPLES / "plant"], knowledge=knowledge, options=ingest_options(temporary))
            chunks = [chunk for batch in knowledge.catalogue.passages.batches() for _, chunk in batch]
            encode = knowledge.index.embedder.encode
            return Vectors(
                passages=np.asarray(encode([chunk.text for chunk in chunks]), dtype=np.float64),
                sources=tuple(chunk.source.removeprefix("plant/") for chunk in chunks),
                plant=np.asarray(encode([q.text for q in plant]), dtype=np.float64),
                foreign=np.asarray(encode([q.text for q in foreign]), dtype=np.float64),
            )
        finally:
            knowledge.close()


def judged(
    vectors: Vectors, plant: list[PlantQuestion], foreign: list[ForeignQuestion], seed: int
) -> dict[str, Figures]:
    """Figures of each score for one split."""
    passages, asked, kept = split(vectors.sources, plant, seed)
    answerable = np.array([q.answerable for q in plant])
    cases = {
        "held_out": (np.concatenate((vectors.passages[passages], vectors.plant[asked])), vectors.plant[kept]),
        "known": (vectors.passages, vectors.plant[answerable]),
    }
    near = np.array([q.near for q in foreign])
    strange = {
        "far": vectors.foreign[~near],
        "near": vectors.foreign[near],
        "unanswerable": vectors.plant[~answerable],
    }
    found: dict[str, Figures] = {}
    for case, (learnt, inside) in cases.items():
        for name, score in scores(learnt, seed).items():
            usual = score.of(inside)
            figures = found.setdefault(name, {})
            for group, points in strange.items():
                figures[f"{case}_{group}_auroc"] = auroc(usual, score.of(points))
            figures[f"{case}_far_certified_{RADIUS:g}"] = certified_auroc(
                usual, score.of(strange["far"]), RADIUS, constant=score.constant
            )
    return found


def split(sources: tuple[str, ...], plant: list[PlantQuestion], seed: int) -> tuple[Mask, Mask, Mask]:
    """Passages and questions of half of the documents, and the questions of the other half."""
    documents = sorted(set(sources) | {source for q in plant for source in q.sources})
    order = np.random.default_rng(seed).permutation(len(documents))
    learnt = {documents[k] for k in order[: len(documents) // 2]}
    return (
        np.array([source in learnt for source in sources]),
        np.array([bool(q.sources) and q.sources <= learnt for q in plant]),
        np.array([bool(q.sources) and not q.sources & learnt for q in plant]),
    )


def scores(learnt: Matrix, seed: int) -> dict[str, PlainDistance]:
    """The energy with and without the constraint, and plain distances."""
    metric = whitening(learnt)
    found = {}
    for name, constrained in (("energy", True), ("unconstrained", False)):
        recipe = replace(RECIPE, seed=seed, constrained=constrained)
        network = train(learnt, recipe, metric=metric).network
        found[name] = PlainDistance(of=network.energy, constant=product_of_singular_values(network))
    return found | {
        "nearest": nearest(learnt),
        "from_mean": from_centre(learnt, metric=np.eye(learnt.shape[1])),
        "mahalanobis": from_centre(learnt, metric=metric),
    }


def whitening(learnt: Matrix) -> Matrix:
    """The root of the inverse of the shrunk covariance."""
    from sklearn.covariance import LedoitWolf

    values, turned = np.linalg.eigh(LedoitWolf().fit(learnt).covariance_)
    return np.asarray((turned * values**-0.5) @ turned.T)
