"""Which sensor tells which failure (FailureSensorIQ), chosen by the physics of failures, split by asset.

Protocol: each question is read into the failure or sensor that it names and whether the fitting or the odd
option is asked for; the option is chosen by ``assistant.physics`` (the fit of failure and sensor, the first
where several are alike). Its word lists were written from general knowledge of machines; the names of
failures and sensors of all assets were in sight then, no answer was but three of one developed asset.
Figures of the developed assets were looked at, those of the held-out ones only once the lists stood;
``learnt`` is a logistic regression on the same features, fitted on the developed assets and tested on the
others. Beside them, on the held-out assets: chance, the first option, the longest, the one most often right
on the developed assets, the nearest by the embedding model, and on ``READ`` questions the likeliest under
the language model, with the adapter that ships and without. ``--limit`` is how many of those.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from assistant.physics.mechanisms import fit, measured_by, quantities, shown_in
from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.option_likelihood import OptionLikelihood
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.sensor_choices import SensorChoice, load_sensor_choices
from eval.statistics import bootstrap_interval, mean
from moe_adapters.shipped import PLANT_ADAPTER
from retrieval.embed import Embedder, embedder

QUESTIONS = "single_answer.jsonl"
READ = 80
"""Questions that the language model is asked."""

Choose = Callable[[SensorChoice], int]


class FailureSensorIq:
    """The benchmark ``failure_sensor_iq``."""

    name = "failure_sensor_iq"

    def run(self, options: RunOptions) -> EvalReport:
        """Chooses an option for each question."""
        began = time.perf_counter()
        folder = local_folder("failure_sensor_iq", options.bench_data, needs=(QUESTIONS,))
        choices = load_sensor_choices(folder / QUESTIONS)
        developed = [choice for choice in choices if not choice.held_out]
        held = [choice for choice in choices if choice.held_out]
        verdicts = _groups(choices, by_physics)
        baselines = _baselines(held, developed, embedder(options.settings.retrieval.embedding_model))
        read = [
            held[i] for i in np.linspace(0, len(held) - 1, min(options.limit or READ, len(held))).astype(int)
        ]
        models = options.settings.data / "models"
        for name, adapter in (("language_model", None), ("language_model_adapter", PLANT_ADAPTER)):
            options.tell(name, 0, len(read))
            model = OptionLikelihood(models, adapter=adapter)
            right = _right(read, lambda c, model=model: model.choose(c.question, c.options))  # type: ignore[misc]
            baselines[name] = {"accuracy": mean(right), "n": float(len(read))}
        baselines["physics_on_what_the_model_read"] = {
            "accuracy": mean(_right(read, by_physics)),
            "n": float(len(read)),
        }
        report = EvalReport(
            benchmark=self.name,
            n=len(choices),
            errors=0,
            scores={name: mean(values) for name, values in verdicts.items()},
            intervals={name: bootstrap_interval(values) for name, values in verdicts.items()},
            baselines=baselines,
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
        )
        options.results.parent.mkdir(parents=True, exist_ok=True)
        options.results.write_text(json.dumps(report.to_json()) + "\n", encoding="utf-8")
        return report


def by_physics(choice: SensorChoice) -> int:
    """The option whose fit is highest, or lowest where the odd one is asked for."""
    return _place([fit(*pair) for pair in pairs(choice)], denied=choice.denied)


def pairs(choice: SensorChoice) -> list[tuple[str, str]]:
    """Failure and sensor of each option."""
    if choice.asks_sensor:
        return [(choice.named, option) for option in choice.options]
    return [(option, choice.named) for option in choice.options]


def _place(scores: Sequence[float], *, denied: bool) -> int:
    return list(scores).index(min(scores) if denied else max(scores))


def _right(choices: Sequence[SensorChoice], choose: Choose) -> list[float]:
    return [float(choose(choice) == choice.right) for choice in choices]


def _groups(choices: Sequence[SensorChoice], choose: Choose) -> dict[str, list[float]]:
    """Verdicts of the held-out assets first, of their kinds of question, of each asset."""
    found: dict[str, list[float]] = {}
    for choice, right in zip(choices, _right(choices, choose), strict=True):
        half = "held_out" if choice.held_out else "developed"
        asked = "odd" if choice.denied else "fitting"
        kind = "sensor" if choice.asks_sensor else "failure"
        names = [f"accuracy_{half}", f"accuracy_{choice.asset.replace(' ', '_')}"]
        names += [f"accuracy_{half}_{asked}_{kind}"] if choice.held_out else []
        for name in names:
            found.setdefault(name, []).append(right)
    return dict(sorted(found.items(), key=lambda item: ("held_out" not in item[0], len(item[0]))))


def _baselines(
    held: Sequence[SensorChoice], developed: Sequence[SensorChoice], embed: Embedder
) -> dict[str, dict[str, float]]:
    often = {
        denied: Counter(c.options[c.right] for c in developed if c.denied == denied)
        for denied in (True, False)
    }
    ways: dict[str, Choose] = {
        "first_option": lambda _: 0,
        "longest_option": lambda c: max(range(len(c.options)), key=lambda i: len(c.options[i])),
        "most_often_right": lambda c: max(range(len(c.options)), key=lambda i: often[c.denied][c.options[i]]),
        "embedding": _by_embedding(held, embed),
        "learnt": _learnt(developed),
    }
    chance = mean([1 / len(choice.options) for choice in held])
    return {
        "chance": {"accuracy": chance},
        **{n: {"accuracy": mean(_right(held, w))} for n, w in ways.items()},
    }


def _by_embedding(choices: Sequence[SensorChoice], embed: Embedder) -> Choose:
    """The option nearest to what is named, or farthest where the odd one is asked for."""
    words = sorted({word for c in choices for word in (c.named, *c.options)})
    vectors = dict(zip(words, embed.encode(words), strict=True))

    def choose(choice: SensorChoice) -> int:
        near = [float(vectors[choice.named] @ vectors[option]) for option in choice.options]
        return _place(near, denied=choice.denied)

    return choose


def _learnt(choices: Sequence[SensorChoice]) -> Choose:
    """A logistic regression: does the failure show in the sensor, by fit and quantities?"""
    from sklearn.linear_model import LogisticRegression

    rows = [_features(*pair) for choice in choices for pair in pairs(choice)]
    tells = [(i == c.right) != c.denied for c in choices for i in range(len(c.options))]
    model = LogisticRegression(C=0.1, max_iter=2000).fit(np.array(rows), np.array(tells))

    def choose(choice: SensorChoice) -> int:
        told = model.predict_proba(np.array([_features(*pair) for pair in pairs(choice)]))[:, 1]
        return _place(told.tolist(), denied=choice.denied)

    return choose


def _features(failure: str, sensor: str) -> npt.NDArray[np.float64]:
    """[1 + 2Q]: the fit, the Q quantities measured, and how surely the failure shows in each of them."""
    names = sorted({name for name, _ in quantities()})
    shows, measures = shown_in(failure), measured_by(sensor)
    measured = [float(name in measures) for name in names]
    return np.array(
        [
            fit(failure, sensor),
            *measured,
            *(m * shows.get(n, 0.0) for m, n in zip(measured, names, strict=True)),
        ]
    )
