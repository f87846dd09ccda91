"""Whether the analysis of studies finds what simulated participants were made to do.

Protocol: six behaviours of known parameters (``eval/study_people.py``), 24 participants and 15 cases each (6
with wrong advice; 32 and 20 with delegation), people and cases differing. Nine participants of each go
through sessions and the store; ``--limit`` studies of each (40) are made in memory. ``coverage``: share of
95 % intervals of all parameters and their differences that hold the true one; ``bias``: mean error. 200 null
studies (explanation and advice alike) give ``false_positive`` of the main comparison, nominally 0.05; as many
studies of the size that ``assistant study power`` asks for a difference give ``power``, wanted 0.8. No
setting was chosen on these figures.

Baselines: plain intervals, as if decisions were independent; the bootstrap that draws participants and cases
together (Owen, 2007); and the naive percentage of agreement with the advice, which calls an explanation
helpful that makes people follow right and wrong advice alike (``persuaded``).
"""

from __future__ import annotations

import json
import math
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.study.analysis.columns import Columns, columns_of
from assistant.study.analysis.compare import compare
from assistant.study.analysis.estimate import Estimate
from assistant.study.analysis.measures import difference, measured
from assistant.study.analysis.pathway import pathways
from assistant.study.analysis.power import Assumptions, participants_needed
from assistant.study.records import Condition, Decision, Study
from eval.baselines.study_intervals import crossed_bootstrap, plain_interval
from eval.benchmark import RunOptions
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.study_people import Behaviour, made_study, simulated, through_the_store

REPEATS = 40
STORED = 9
"""Participants of each behaviour who go through the store, whose every answer waits for the disk."""
NULLS = 200
PEOPLE = 24
_DELEGATING = 32
_MATTERS = 0.2
_EXACT = 1e-9

Truths = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A behaviour, the study it goes through, and what must be found.

    Attributes:
        truths: By name of a figure.
    """

    behaviour: Behaviour
    study: Study
    people: int
    truths: Truths


def behaviour(
    name: str, advice: tuple[float, float], explanation: tuple[float, float], **more: float
) -> Behaviour:
    """A behaviour by its probabilities to adopt right and wrong advice, without and with explanation."""
    return Behaviour(
        name=name,
        adopt_right={"advice": advice[0], "explanation": explanation[0]},
        adopt_wrong={"advice": advice[1], "explanation": explanation[1]},
        **more,
    )


def trials() -> list[Trial]:
    """All behaviours with their true parameters."""
    plain, four = made_study(), made_study(delegation=True, cases=20, wrong=8)
    found = []
    for one in (
        behaviour("never", (0.0, 0.0), (0.0, 0.0)),
        behaviour("always", (1.0, 1.0), (1.0, 1.0)),
        behaviour("rightly", (0.5, 0.5), (0.9, 0.15)),
        behaviour("persuaded", (0.35, 0.35), (0.75, 0.75)),
    ):
        found.append(Trial(behaviour=one, study=plain, people=PEOPLE, truths=_reliance(one)))
    unsure = behaviour("delegates", (0.5, 0.3), (0.5, 0.3), delegate_right=0.7, delegate_wrong=0.3)
    truths = {"delegation_quality": 0.4}
    found.append(Trial(behaviour=unsure, study=four, people=_DELEGATING, truths=truths))
    anchored = behaviour("anchored", (0.0, 0.0), (0.0, 0.0), shift=0.3)
    numbers = made_study(numbers=True)
    found.append(Trial(behaviour=anchored, study=numbers, people=PEOPLE, truths={"weight_of_advice": 0.3}))
    return found


def _reliance(one: Behaviour) -> Truths:
    right, wrong = one.adopt_right, one.adopt_wrong
    return {
        "rair_advice": right["advice"],
        "rair_explanation": right["explanation"],
        "rsr_advice": 1.0 - wrong["advice"],
        "rsr_explanation": 1.0 - wrong["explanation"],
        "substitution_change": wrong["explanation"] - wrong["advice"],
        "mediation": right["explanation"] - wrong["explanation"] - right["advice"] + wrong["advice"],
    }


def found_figures(columns: Columns, names: Sequence[str]) -> dict[str, Estimate]:
    """The analysis's figures of those names."""
    ways = pathways(columns)
    figures: dict[str, Estimate] = {}
    for name in names:
        measure, _, condition = name.partition("_")
        if measure in ("rair", "rsr"):
            side: Condition = "explanation" if condition == "explanation" else "advice"
            figures[name] = measured(measure, columns, columns.under(side))
        elif name == "weight_of_advice":
            figures[name] = measured(name, columns, columns.under("advice"))
        elif name == "delegation_quality" and ways.delegation is not None:
            figures[name] = ways.delegation["quality"]
        elif name == "substitution_change" and ways.substitution_change is not None:
            figures[name] = ways.substitution_change
        elif name == "mediation" and ways.mediation is not None:
            figures[name] = ways.mediation
    return figures


class StudyRecovery:
    """The benchmark ``study_recovery``; ``limit`` is the number of studies of each behaviour."""

    name = "study_recovery"

    def run(self, options: RunOptions) -> EvalReport:
        """Simulates, analyses and compares with what is true."""
        began = time.perf_counter()
        repeats, nulls = options.limit or REPEATS, min(options.limit or NULLS, NULLS)
        options.results.parent.mkdir(parents=True, exist_ok=True)
        scores: dict[str, float] = {}
        hits: list[float] = []
        with options.results.open("a", encoding="utf-8") as journal:
            for number, trial in enumerate(trials()):
                options.tell(trial.behaviour.name, number, len(trials()) + 2)
                one = _recovered(trial, repeats)
                journal.write(json.dumps({"behaviour": trial.behaviour.name, **one}) + "\n")
                journal.flush()
                scores[f"bias_{trial.behaviour.name}"] = one["bias"]
                if trial.behaviour.name not in ("never", "always"):
                    scores[f"coverage_{trial.behaviour.name}"] = one["coverage"]
                hits.append(one["store"])
        scores["truths_held_through_the_store"] = float(np.mean(hits))
        options.tell("null studies", len(trials()), len(trials()) + 2)
        ours, baselines = _nulls(nulls)
        options.tell("power", len(trials()) + 1, len(trials()) + 2)
        naive = _persuaded(repeats)
        return EvalReport(
            benchmark=self.name,
            n=len(trials()) * repeats + 2 * nulls,
            errors=0,
            scores={**scores, **ours, **_power(nulls), "calls_persuasion_helpful": naive["ours"]},
            baselines={**baselines, "naive_agreement": {"calls_persuasion_helpful": naive["naive"]}},
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=("simulated participants: no figure here is of people",),
        )


def _recovered(trial: Trial, repeats: int) -> dict[str, float]:
    """Coverage and bias over repeats, and the share of truths that one run through the store holds."""
    with tempfile.TemporaryDirectory() as folder:
        kept = through_the_store(trial.study, trial.behaviour, STORED, 1, Path(folder))
    in_store = [_holds(one, trial.truths[name]) for name, one in _figures(kept, trial.truths).items()]
    covered, errors = [], []
    for seed in range(repeats):
        rows = simulated(trial.study, trial.behaviour, trial.people, 1000 + seed)
        for name, one in _figures(rows, trial.truths).items():
            covered.append(_holds(one, trial.truths[name]))
            errors.append(one.value - trial.truths[name])
    return {
        "coverage": float(np.mean(covered)),
        "bias": float(np.nanmean(errors)),
        "store": float(np.mean(in_store)),
    }


def _figures(rows: Sequence[Decision], truths: Truths) -> dict[str, Estimate]:
    return found_figures(columns_of(rows), list(truths))


def _holds(one: Estimate, truth: float) -> bool:
    """Whether the interval holds the truth; a figure that no decision varies has none and must be exact."""
    if math.isnan(one.low):
        return abs(one.value - truth) < _EXACT
    return one.low - _EXACT <= truth <= one.high + _EXACT


def _nulls(count: int) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """False positives of the main comparison, and how often each kind of interval holds the 0 of it."""
    study, alike = made_study(), behaviour("alike", (0.6, 0.4), (0.6, 0.4))
    p: list[float] = []
    held: tuple[list[bool], list[bool], list[bool]] = ([], [], [])
    widths: list[list[float]] = []
    for seed in range(count):
        columns = columns_of(simulated(study, alike, PEOPLE, 50_000 + seed))
        main = compare("accuracy", columns, "explanation", "advice", matters=_MATTERS, main=True)
        own = (main.estimate.low, main.estimate.high)
        all_three = (own, plain_interval(columns), crossed_bootstrap(columns, seed=seed))
        p.append(main.p)
        for kept, (low, high) in zip(held, all_three, strict=True):
            kept.append(low <= 0.0 <= high)
        widths.append([high - low for low, high in all_three])
    mean = np.mean(widths, axis=0)
    return (
        {
            "false_positive": float(np.mean([one < 0.05 for one in p])),
            "coverage_main_difference": float(np.mean(held[0])),
            "width_main_difference": float(mean[0]),
        },
        {
            "independent_decisions": {
                "coverage_main_difference": float(np.mean(held[1])),
                "width_main_difference": float(mean[1]),
            },
            "crossed_bootstrap": {
                "coverage_main_difference": float(np.mean(held[2])),
                "width_main_difference": float(mean[2]),
            },
        },
    )


def _power(count: int) -> dict[str, float]:
    """How often the main comparison finds a difference with as many participants as are asked for it."""
    study, better = made_study(), behaviour("better", (0.45, 0.6), (0.95, 0.1))
    large = columns_of(simulated(study, better, 1800, 7))
    real = difference("accuracy", large, "explanation", "advice").value
    needed = participants_needed(real, Assumptions(cases=5))
    needed = 3 * math.ceil(needed / 3)
    found = 0
    for seed in range(count):
        columns = columns_of(simulated(study, better, needed, 90_000 + seed))
        main = compare("accuracy", columns, "explanation", "advice", matters=_MATTERS, main=True)
        found += main.p < 0.05
    return {"power_difference": real, "power_participants": float(needed), "power": found / count}


def _persuaded(count: int) -> dict[str, float]:
    """How often an explanation that only persuades is called helpful: by agreement, and by discernment."""
    study, persuaded = made_study(), next(t.behaviour for t in trials() if t.behaviour.name == "persuaded")
    naive = ours = 0
    for seed in range(count):
        columns = columns_of(simulated(study, persuaded, PEOPLE, 70_000 + seed))
        agreement = compare("agreement", columns, "explanation", "advice", matters=_MATTERS)
        naive += agreement.p < 0.05 and agreement.estimate.value > 0.0
        told = compare("discernment", columns, "explanation", "advice", matters=_MATTERS)
        ours += told.p < 0.05 and told.estimate.value > 0.0
    return {"naive": naive / count, "ours": ours / count}
