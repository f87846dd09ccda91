"""The standard score of the Numenta Anomaly Benchmark. Knows scores and windows, no detector and no file.

Sources: Lavin and Ahmad, "Evaluating real-time anomaly detection algorithms: the Numenta Anomaly Benchmark",
ICMLA 2015; Ahmad et al., "Unsupervised real-time anomaly detection for streaming data", Neurocomputing 262,
2017.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.experts.series.detectors.protocol import Values

FALSE_ALARM = 0.11
"""Weight of a false alarm in the standard profile; a window found and a window missed weigh 1."""
_STEEP = 5.0
_FAR = 3.0
"""Lengths of the window after its end from which a false alarm costs all of its weight."""
_PROBATION, _MOST_PROBATION = 0.15, 750


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredFile:
    """A file with what a detector said.

    Attributes:
        scores: One a row, greater is stranger.
        windows: First and last row of each anomaly, both included, in order.
    """

    scores: Values
    windows: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NabScore:
    """The standard score: 0 is a detector that says nothing, 100 one that says all at once and nothing else.

    Attributes:
        threshold: The one for all files that gives the best score, as the benchmark wants it.
        found: Windows with an alarm.
        false_alarms: Rows above the threshold outside all windows.
    """

    score: float
    threshold: float
    found: int
    windows: int
    false_alarms: int


def probation(rows: int) -> int:
    """The first rows of a file, which a detector may learn from and which are not scored."""
    return min(int(_PROBATION * rows), _MOST_PROBATION)


def nab_score(files: Sequence[ScoredFile]) -> NabScore:
    """The best standard score over all thresholds."""
    gains: list[tuple[float, float, int, int]] = []
    for number, file in enumerate(files):
        gains += _gains(file, number)
    gains.sort(key=lambda g: -g[0])
    windows = sum(len(file.windows) for file in files)
    best = NabScore(score=0.0, threshold=math.inf, found=0, windows=windows, false_alarms=0)
    held: dict[tuple[int, int], float] = {}
    total, false = 0.0, 0
    for place, (threshold, gain, file_number, window) in enumerate(gains):
        if window < 0:
            total += gain
            false += 1
        else:
            key = (file_number, window)
            before = held.get(key)
            held[key] = gain if before is None else max(before, gain)
            total += held[key] - (0.0 if before is None else before)
        last = place + 1 == len(gains) or gains[place + 1][0] < threshold
        score = 100.0 * (total + len(held)) / (2.0 * windows) if windows else 0.0
        if last and score > best.score:
            best = NabScore(
                score=score, threshold=threshold, found=len(held), windows=windows, false_alarms=false
            )
    return best


def _gains(file: ScoredFile, number: int) -> list[tuple[float, float, int, int]]:
    """Of each scored row: its score, what an alarm there gives, the file, and the window it hits or -1."""
    found = []
    for row in range(probation(file.scores.size), file.scores.size):
        hit = next((k for k, (first, last) in enumerate(file.windows) if first <= row <= last), -1)
        if hit >= 0:
            first, last = file.windows[hit]
            gain = sigmoid(-(last - row + 1) / (last - first + 1)) / sigmoid(-1.0)
        else:
            before = [window for window in file.windows if window[1] < row]
            gain = -FALSE_ALARM
            if before:
                first, last = before[-1]
                gain = FALSE_ALARM * sigmoid((row - last) / max(last - first, 1))
        found.append((float(file.scores[row]), gain, number, hit))
    return found


def sigmoid(position: float) -> float:
    """What an alarm is worth by its place: near 1 at the begin of a window (-1), 0 at its end (0)."""
    if position > _FAR:
        return -1.0
    return 2.0 / (1.0 + math.exp(_STEEP * position)) - 1.0


def rows_of(
    windows: Sequence[tuple[np.datetime64, np.datetime64]], times: npt.NDArray[np.datetime64]
) -> tuple[tuple[int, int], ...]:
    """Windows of time as windows of rows.

    Args:
        times: Of the rows, rising.
    """
    found = []
    for start, end in windows:
        first = int(np.searchsorted(times, start, side="left"))
        last = int(np.searchsorted(times, end, side="right")) - 1
        if last >= first:
            found.append((first, last))
    return tuple(found)
