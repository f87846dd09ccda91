"""What is told of faults: the object of ``diagnose-fault --json`` and its sentences. Knows no screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np

from assistant.experts.series.concepts.activation import activations
from assistant.experts.series.concepts.concept import Concept
from assistant.experts.series.concepts.corrections import Correction
from assistant.experts.series.concepts.diagnosis import Diagnosis, diagnose
from assistant.experts.series.concepts.dictionary import FailureMode, Language
from assistant.experts.series.concepts.grounding import GROUNDED
from assistant.experts.series.concepts.labels import LabelledRange
from assistant.experts.series.concepts.model import Mask, Places, Values
from assistant.experts.series.concepts.novelty import UNLIKE
from assistant.experts.series.concepts.reference import reach_of
from assistant.experts.series.concepts.sentences import explain
from assistant.experts.series.concepts.statistics import agreement, chance, peak
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.wording import stamp

Json = dict[str, object]

_SHOWN = 5
_OF_SENSOR = 2
_SEEN = 0.1
"""Mean activation from which a concept is named as a reason."""
_LITTLE = 0.05
"""A concept that adds less than so much of what the first one adds is no reason."""
_PEAKED = 0.7
"""Share of a sensor's movement from which one frequency of it is an oscillation."""
_WINDOWS = 4
"""Windows about the middle of an episode in which an oscillation is looked for."""
_LOOKED_AT = 100
"""Windows of an episode of which the lags are looked at again."""
_MODES = 3
_OF_MODEL = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What a concept adds to a fault in an episode.

    Attributes:
        contribution: Added to the fault's score beyond what it adds to the mean fault, with what the concepts
            add that go without saying beside it (its sensor varies less where it is stuck).
        activation: 0 to 1.
    """

    concept: Concept
    said: str
    contribution: float
    activation: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultEpisode:
    """A stretch of windows that show one fault.

    Attributes:
        first, last: Places of its rows, both included.
        windows: Places of its windows on the grid.
        probability: Mean over its windows.
        next_fault, next_probability: The second likeliest fault.
        likeness: Mean of its windows' to the most similar labelled one.
        reasons: Concepts that speak most for it.
        modes: Failure modes of these concepts, the likeliest first.
    """

    first: int
    last: int
    windows: tuple[int, ...]
    fault: str
    probability: float
    next_fault: str
    next_probability: float
    likeness: float
    reasons: tuple[Reason, ...]
    modes: tuple[FailureMode, ...]


@dataclass(frozen=True, kw_only=True)
class FaultReport:
    """A log with the faults that its windows show."""

    log: SensorLog
    found: Diagnosis
    normal: str
    language: Language
    corrections: tuple[Correction, ...]

    @cached_property
    def episodes(self) -> tuple[FaultEpisode, ...]:
        """Stretches of one fault, in order of time; those of the normal state too."""
        told = self.found.probabilities.argmax(axis=1)
        edges = _borders(self.found.judged.starts, self.found.width, self.log.times.size)
        stretches = []
        for fault, group in groupby(range(told.size), key=lambda n: int(told[n])):
            windows = tuple(group)
            stretches.append(self._episode(fault, windows, edges[windows[0]], edges[windows[-1] + 1] - 1))
        return tuple(stretches)

    @property
    def changed(self) -> tuple[int, ...]:
        """Windows that are told otherwise because of the corrections."""
        if self.found.plain is None:
            return ()
        same = self.found.plain.argmax(axis=1) == self.found.probabilities.argmax(axis=1)
        return tuple(np.flatnonzero(~same).tolist())

    def explanation(self, episode: FaultEpisode) -> str:
        """The fault, since when, how sure, by which concepts, which failure modes they speak for."""
        return explain(
            fault=episode.fault,
            start=stamp(self.log.moment(episode.first), self.language),
            end=stamp(self.log.moment(episode.last), self.language),
            probability=episode.probability,
            other=(episode.next_fault, episode.next_probability),
            unlike=episode.likeness < UNLIKE,
            reasons=[reason.said for reason in episode.reasons],
            modes=[f"{mode.words[self.language]} ({mode.code})" for mode in episode.modes],
            normal=self.normal,
            language=self.language,
        )

    def model_lines(self) -> dict[str, list[Json]]:
        """By fault, the concepts that the model weighs most, as corrections name them."""
        spread = self.found.judged.profiles.std(axis=0)
        weights = self.found.model.weights - self.found.model.weights.mean(axis=0)
        lines: dict[str, list[Json]] = {}
        for row, fault in enumerate(self.found.model.faults):
            told = np.argsort(-np.abs(weights[row]) * spread, kind="stable")[:_OF_MODEL]
            lines[fault] = [self._line(int(k), float(weights[row, k])) for k in told if weights[row, k] != 0]
        return lines

    def to_json(self) -> Json:
        """The object of ``assistant diagnose-fault --json``."""
        check = self.found.check
        return {
            "log": self.log.name,
            **self.log.joined_files(),
            "rows": int(self.log.times.size),
            "sensors": list(self.log.names),
            "window": self.found.width,
            "windows": int(self.found.judged.starts.size),
            "faults": list(self.found.model.faults),
            "labelled_share": round(self.found.labelled_share, 5),
            "normal_rows": self.found.normal_rows,
            "check": None if check is None else {"windows": check.windows, "right": check.right},
            "episodes": [self._json(one) for one in self.episodes],
            "model": self.model_lines(),
            "grounding": {k: round(v, 4) for k, v in self.found.grounding.summary().items()},
            "corrections": {
                "given": len(self.corrections),
                "changed": [self._change(n) for n in self.changed],
            },
        }

    def _line(self, column: int, weight: float) -> Json:
        concept = self.found.concepts[column]
        auc = float(self.found.grounding.auc[column])
        return {
            "concept": concept.name,
            "said": concept.said(self.language),
            "weight": round(weight, 4),
            "failure_modes": [mode.code for mode in concept.modes],
            "auc": round(auc, 4) if np.isfinite(auc) else None,
            "grounded": auc >= GROUNDED if np.isfinite(auc) else None,
        }

    def _change(self, window: int) -> Json:
        assert self.found.plain is not None
        start = int(self.found.judged.starts[window])
        faults = self.found.model.faults
        return {
            "start": self.log.moment(start).isoformat(),
            "end": self.log.moment(start + self.found.width - 1).isoformat(),
            "before": faults[int(self.found.plain[window].argmax())],
            "after": faults[int(self.found.probabilities[window].argmax())],
        }

    def _json(self, one: FaultEpisode) -> Json:
        return {
            "start": self.log.moment(one.first).isoformat(),
            "end": self.log.moment(one.last).isoformat(),
            "start_row": int(self.log.row[one.first]),
            "end_row": int(self.log.row[one.last]),
            "fault": one.fault,
            "probability": round(one.probability, 4),
            "next_fault": one.next_fault,
            "next_probability": round(one.next_probability, 4),
            "likeness": round(one.likeness, 4),
            "unlike_any_label": one.likeness < UNLIKE,
            "concepts": [
                {
                    "concept": reason.concept.name,
                    "said": reason.said,
                    "contribution": round(reason.contribution, 4),
                    "activation": round(reason.activation, 4),
                }
                for reason in one.reasons
            ],
            "failure_modes": [{"code": m.code, "name": m.words[self.language]} for m in one.modes],
            "explanation": self.explanation(one),
        }

    def _episode(self, fault: int, windows: tuple[int, ...], first: int, last: int) -> FaultEpisode:
        places = list(windows)
        chances = self.found.probabilities[places].mean(axis=0)
        second = int(np.argsort(-chances)[1])
        model = self.found.model
        profile = self.found.judged.profiles[places].mean(axis=0)
        parts = model.contributions(profile)
        above = parts[fault] - parts.mean(axis=0)
        active = activations(self.found.judged.strength[places]).mean(axis=0)
        told = (active >= _SEEN) & (model.weights[fault] != 0) & ~self._by_chance(places)
        above = np.where(told, above, 0.0)
        cycles = self._oscillations(np.flatnonzero(above > 0), first, last)
        above = self._gathered(above, cycles)
        reasons = tuple(
            Reason(
                concept=self.found.concepts[k],
                said=self.found.concepts[k].said(self.language, hz=cycles.get(k)),
                contribution=float(above[k]),
                activation=float(active[k]),
            )
            for k in self._told(above)
        )
        return FaultEpisode(
            first=first,
            last=last,
            windows=windows,
            fault=model.faults[fault],
            probability=float(chances[fault]),
            next_fault=model.faults[second],
            next_probability=float(chances[second]),
            likeness=float(self.found.likeness[places].mean()),
            reasons=reasons,
            modes=_modes(reasons) if model.faults[fault] != self.normal else (),
        )

    def _gathered(self, above: Values, oscillations: Mapping[int, float]) -> Values:
        """Contributions, those of covered concepts given to the sensor's concept that covers them.

        Power in a band that is no oscillation is no reason: that the sensor varies more says it.
        """
        found = above.copy()
        concepts = self.found.concepts
        speaking = np.flatnonzero(above > 0)
        for k in speaking:
            if _of_band(concepts[k]) and k not in oscillations:
                found[k] = 0.0
        for k in (k for k in speaking if concepts[k].kind.covers and found[k] > 0):
            covered = [n for n in speaking if concepts[n].x == concepts[k].x]
            covered = [n for n in covered if concepts[n].kind.kind in concepts[k].kind.covers]
            found[k] += found[covered].sum()
            found[covered] = 0.0
        return found

    def _told(self, above: Values) -> list[int]:
        """Concepts that speak most for a fault, at most two about a sensor."""
        chosen: list[int] = []
        least = _LITTLE * float(above.max(initial=0.0))
        for k in np.argsort(-above, kind="stable"):
            sensor = self.found.concepts[k].x
            if above[k] <= least or len(chosen) == _SHOWN:
                break
            if sum(self.found.concepts[n].x == sensor for n in chosen) < _OF_SENSOR:
                chosen.append(int(k))
        return chosen

    def _by_chance(self, windows: Sequence[int]) -> Mask:
        """Concepts that cannot be said: of a lag where two sensors agree at none by more than chance does."""
        found, pairs = self.found, self.found.reference.pairs
        starts = found.judged.starts[list(windows[:: -(-len(windows) // _LOOKED_AT)])]
        rows = found.preparation.fill(self.log.values[starts[0] : starts[-1] + found.width])
        cut = np.stack([rows[at : at + found.width] for at in starts - starts[0]])
        agree = agreement(
            cut[:, :, pairs.first], cut[:, :, pairs.second], pairs.slopes, reach=reach_of(found.width)
        )
        apart = np.median(agree.max(axis=0), axis=0) < chance(found.width)
        return np.array([one.statistic == "lag" and bool(apart[one.column]) for one in found.concepts])

    def _oscillations(self, columns: Places, first: int, last: int) -> dict[int, float]:
        """Frequency in Hz of those concepts of an episode that are one, looked for about its middle."""
        asked = [int(k) for k in columns if _of_band(self.found.concepts[k])]
        width = self.found.width
        middle, half = (first + last + 1) // 2, min(_WINDOWS * width, max(last + 1 - first, width)) // 2
        begin = max(0, min(middle - half, self.log.times.size - 2 * half))
        rows = slice(begin, begin + 2 * half)
        steps = np.diff(self.log.times[rows])
        seconds = float(np.median(steps[steps > 0])) / 1e6 if (steps > 0).any() else 0.0
        filled = self.found.preparation.fill(self.log.values[rows])
        found = {}
        for k in asked if seconds > 0 else ():
            concept = self.found.concepts[k]
            cycles, share = peak(filled, concept.statistic, width=width)
            if share[concept.column] >= _PEAKED:
                found[k] = float(cycles[concept.column]) / seconds
        return found


def diagnose_log(
    log: SensorLog,
    labels: Sequence[LabelledRange],
    *,
    width: int = 50,
    train_until: str | None = None,
    normal: str = "normal",
    corrections: Sequence[Correction] = (),
    language: Language = "en",
) -> FaultReport:
    """Diagnoses and reports.

    Args:
        width: Rows of a window.
        train_until: How many of the first rows are normal, or the last normal day or time.

    Raises:
        LogRefused: The log is too short, normal rows or faults are too few, or a correction fits nothing.
    """
    if not 10 <= width <= log.times.size // 4:
        raise LogRefused(
            f"a window of {width} rows does not suit {log.name} with its {log.times.size} rows: "
            "give 10 to a quarter of the rows with --window"
        )
    found = diagnose(
        log,
        labels,
        width=width,
        train_rows=None if train_until is None else log.train_rows(train_until),
        normal=normal,
        corrections=corrections,
    )
    return FaultReport(log=log, found=found, normal=normal, language=language, corrections=tuple(corrections))


def _of_band(concept: Concept) -> bool:
    """Whether a concept calls power in a band an oscillation."""
    return bool(concept.kind.peak)


def _borders(starts: np.ndarray, width: int, rows: int) -> list[int]:
    """First row that each window speaks for, where the next one is nearer from; the log's end last."""
    middles = starts + width / 2.0
    between = np.ceil((middles[:-1] + middles[1:]) / 2.0).astype(int)
    return [0, *between.tolist(), rows]


def _modes(reasons: Sequence[Reason]) -> tuple[FailureMode, ...]:
    """Failure modes of concepts, by the contributions of those that speak for them, first-named ones more."""
    weight: dict[str, float] = {}
    known: dict[str, FailureMode] = {}
    for reason in reasons:
        for place, mode in enumerate(reason.concept.modes, start=1):
            known[mode.code] = mode
            weight[mode.code] = weight.get(mode.code, 0.0) + reason.contribution / place
    ranked = sorted(weight, key=lambda code: -weight[code])
    return tuple(known[code] for code in ranked[:_MODES])
