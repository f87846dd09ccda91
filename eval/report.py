"""The outcome of a benchmark as the contract wants it. Knows results and means, no product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eval.result import CaseResult
from eval.statistics import bootstrap_interval, mean, median

Scores = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvalReport:
    """What ``assistant eval`` gives.

    Attributes:
        n: Cases that were asked, errors among them; an error scores 0.
        errors: Cases that raised.
        scores: Our own scores.
        intervals: 95 % bootstrap intervals of those scores that are means over cases.
        baselines: The same scores of each baseline; ``n`` where it was asked fewer cases.
        settings: Engine, model, commit and whatever else may change a figure.
        results: The journal, None where there is none.
        notes: What a reader of the figures must know.
    """

    benchmark: str
    n: int
    errors: int
    scores: Mapping[str, float]
    settings: Mapping[str, object]
    seconds: float
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    baselines: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    results: Path | None = None
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The object of ``assistant eval --json``."""
        return {
            "benchmark": self.benchmark,
            "n": self.n,
            "errors": self.errors,
            "scores": _rounded(self.scores),
            "intervals": {
                name: [round(low, 4), round(high, 4)] for name, (low, high) in self.intervals.items()
            },
            "baselines": {name: _rounded(scores) for name, scores in self.baselines.items()},
            "settings": dict(self.settings),
            "results": None if self.results is None else str(self.results),
            "seconds": round(self.seconds, 1),
            "notes": list(self.notes),
        }


def _rounded(scores: Mapping[str, float]) -> Scores:
    return {name: round(value, 4) for name, value in scores.items()}


def case_values(results: Sequence[CaseResult]) -> dict[str, list[float]]:
    """The values whose means are the scores, by metric: what the intervals are computed from."""
    values: dict[str, list[float]] = {}
    if not results:
        return values
    for metric in sorted({metric for result in results for metric in result.scores}):
        values[metric] = [r.scores.get(metric, 0.0) for r in results if metric in r.scores or r.error]
    values["accuracy"] = [float(result.correct) for result in results]
    unanswerable = [float(result.abstained) for result in results if not result.answerable]
    if unanswerable:
        answerable = [r for r in results if r.answerable]
        values["abstention"] = unanswerable
        values["false_abstention"] = [float(r.abstained and r.error is None) for r in answerable]
        for kind in sorted({result.kind for result in results}):
            values[f"accuracy_{kind}"] = [float(r.correct) for r in results if r.kind == kind]
        for language in sorted({result.language for result in results}):
            values[f"accuracy_{language}"] = [float(r.correct) for r in results if r.language == language]
    cited = [float(r.cited) for r in results if r.correct and r.answerable and r.cited is not None]
    if cited:
        values["citations_hold"] = cited
    return values


def summarise(results: Sequence[CaseResult]) -> Scores:
    """Means of all metrics, and medians of the times."""
    scores = {name: mean(values) for name, values in case_values(results).items()}
    times = [result.seconds for result in results if result.error is None]
    first = [result.first_seconds for result in results if result.first_seconds is not None]
    if times:
        scores["seconds_median"] = median(times)
    if first:
        scores["first_words_seconds_median"] = median(first)
    return scores


def intervals(results: Sequence[CaseResult]) -> dict[str, tuple[float, float]]:
    """95 % intervals of all means."""
    return {name: bootstrap_interval(values) for name, values in case_values(results).items()}
