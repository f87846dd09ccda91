"""One space for passages, rows, drawings and signals: do things of different kinds that belong together meet?

Protocol: items of one modality ask for those of another, and concepts for items; right is what shares a
concept. MRR, and recall at 10 (of as many as ten can hold), means over pairs of modalities; ``cross`` leaves
out what concepts ask. ``concepts``: concepts are parted by group (a machine with its parts and sensors; a
component; an asset; a fault) into three folds, and training never sees a link of an item that is linked to a
held-out one. ``items``: blocks of items (a page, twenty rows, a day of a log) lose their links and ask which
of the known concepts they are about. Three seeds; ``_sd`` is the standard deviation over them. The recipe was
chosen on ``plant``, on concepts of folds with seeds of the benchmark, and on nothing else.

Sets: ``plant`` (the sample plant), ``nameless`` (the same, tags and numbers taken out of every text),
``asset_ops`` (failure codes of chillers; alert rules, readings, meters, orders), ``fmea`` (failure modes of a
haul truck; causes, effects, actions, controls), ``failure_sensor`` (failures of an asset and the sensors that
tell of them), ``tep`` (faults of a process in words, windows of its signals).

Beside it, on the same folds: the heads before training, the cosine of the frozen sentence encoder, words in
common (TF-IDF), tags in common, a random order; and the space trained without parts of its loss. Probes:
what a linear classifier reads out of shared and private parts. ``declined``: the share of questions of other
trades, of manuals of other things, and of the plant's own, that nothing is said to be near to.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from eval.benchmark import RunOptions
from eval.benchmarks.sample_plant import SAMPLES, load_cases
from eval.datasets import local_folder
from eval.foreign_questions import foreign_questions
from eval.pieces import Pieces
from eval.report import EvalReport
from eval.space_sets import asset_ops_set, failure_sensor_set, fmea_set, nameless, plant_set, tep_set
from eval.space_trials import ABLATIONS, SYSTEMS, declined, on_unseen_concepts, on_unseen_items, probes
from retrieval.embed import Embedder, embedder
from retrieval.space.records import SpaceData

SEEDS = (0, 1, 2)
Figures = dict[str, float]
Measure = Callable[[SpaceData, str, int], Figures]
_ON_ITEMS = ("plant", "nameless")


class SharedSpace:
    """The benchmark ``shared_space``; ``limit`` is the number of seeds. One that is broken off goes on."""

    name = "shared_space"

    def run(self, options: RunOptions) -> EvalReport:
        """Trains on each set, seed after seed, and asks across modalities."""
        began = time.perf_counter()
        model = embedder(options.settings.retrieval.embedding_model)
        sets = _sets(options, model)
        pieces = Pieces(self.name, options)
        seeds = SEEDS[: options.limit] if options.limit else SEEDS
        found: dict[str, Figures] = {name: {} for name in SYSTEMS}
        trials: list[tuple[str, str, Measure]] = [("concepts", name, on_unseen_concepts) for name in sets]
        trials += [("items", name, on_unseen_items) for name in sets if name in _ON_ITEMS]
        for number, (protocol, name, measure) in enumerate(trials):
            for place, system in enumerate(SYSTEMS):
                options.tell(f"{system} on {name}", number * len(SYSTEMS) + place, len(trials) * len(SYSTEMS))
                if protocol == "items" and system in ABLATIONS:
                    continue
                figures = [
                    pieces.piece(
                        f"{protocol} {name} {system} {seed}", partial(measure, sets[name], system, seed)
                    )
                    for seed in seeds
                ]
                found[system] |= _over_seeds(f"{name}_{protocol}", figures)
        scores = found.pop("space")
        for name in _ON_ITEMS:
            each = [pieces.piece(f"probes {name} {s}", partial(probes, sets[name], s)) for s in seeds]
            scores |= _over_seeds(name, each)
        asked = partial(declined, sets["plant"], model, _questions(options))
        scores |= {f"plant_{key}": value for key, value in pieces.piece("declined", asked).items()}
        return EvalReport(
            benchmark=self.name,
            n=sum(len(data.items) for data in sets.values()),
            errors=0,
            scores=scores,
            baselines=dict(found),
            settings=pieces.settings,
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(f"{len(seeds)} seeds, folds of 3", *pieces.notes),
        )


def _sets(options: RunOptions, model: Embedder) -> Mapping[str, SpaceData]:
    plant = plant_set(options.settings, SAMPLES / "plant")
    folder = options.bench_data
    return {
        "plant": plant,
        "nameless": nameless(plant, model),
        "asset_ops": asset_ops_set(folder, model),
        "fmea": fmea_set(folder, model),
        "failure_sensor": failure_sensor_set(folder, model),
        "tep": tep_set(folder, model),
    }


def _questions(options: RunOptions) -> dict[str, list[str]]:
    """Of other trades, of technical manuals of other things, and those that the sample plant answers."""
    every = foreign_questions(local_folder("qa_train", options.bench_data))
    foreign = [one for one in every if not one.for_tuning]
    own = [case.question for case in load_cases(SAMPLES / "questions.jsonl") if case.answerable]
    return {
        "foreign": [one.text for one in foreign if not one.near],
        "manuals": [one.text for one in foreign if one.near],
        "own": own,
    }


def _over_seeds(prefix: str, figures: list[Figures]) -> Figures:
    found = {}
    for key in figures[0]:
        values = [one[key] for one in figures if key in one]
        found[f"{prefix}_{key}"] = float(np.mean(values))
        if key.startswith(("all", "cross")):
            found[f"{prefix}_{key}_sd"] = float(np.std(values))
    return found
