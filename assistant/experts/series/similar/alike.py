"""Which windows show what a stretch shows, and whether chance windows find as good ones. Knows arrays only.

The numbers here were chosen on the training runs of TEP; ``assistant eval similar_windows`` measures them on
other runs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.concepts.statistics import Matrix
from assistant.experts.series.operations import Mask, Places, Values
from assistant.experts.series.similar.shown import Shown

ALIKE = 0.6
"""Likeness from which two windows show the same."""
CLOSE = 0.8
"""Likeness from which no window of another fault was as near on the training runs; below, some were."""
BY_CHANCE = 0.05
"""Share of chance windows with a match as good from which a match says nothing of the stretch."""
_QUIET = 0.3
"""Length that keeps windows with little to show from being like anything."""
_CHANCE = 200
_LASTS = 0.8
"""Share of a match's likeness down to which the windows beside it belong to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A stretch that shows what was asked for.

    Attributes:
        first, last: Its rows in its view, both included.
        likeness: Of its most alike window, 0 to 1.
        chance: Share of chance windows of the log asked about, those that show the same left out, that find
            a match as good there; never below one in as many as there are, and one.
        size: How strong its departures are beside those asked for: 0.5 is half of them.
        shared_C: Part of each concept in the likeness, adding up to 1.
        seen: Whether it is alike, and at most one chance window in twenty finds a match as good.
    """

    first: int
    last: int
    likeness: float
    chance: float
    size: float
    shared_C: Values
    seen: bool


def directions(strength_WC: Matrix) -> Matrix:
    """Windows as directions of at most length 1: squared strengths, so that what stands out most decides.

    Args:
        strength_WC: See ``activation.strengths``.
    """
    squared = strength_WC**2
    length: Matrix = np.linalg.norm(squared, axis=-1, keepdims=True)
    return np.asarray(squared / (length + _QUIET))


def matches(asked: Shown, other: Shown, *, top_k: int, same_log: bool) -> tuple[Alike, ...]:
    """The stretches of a log that are most like the one asked for, best first, whether alike or not.

    Args:
        asked: The log of the stretch, as its sensors show it.
        other: Where to look: the same concepts, each of the sensor that answers to it.
        same_log: Whether ``other`` has the rows of ``asked`` (as its own sensors, or those of a machine
            beside it); what goes on from the stretch itself is no match then.
    """
    if asked.asked_C is None or other.starts.size == 0:
        return ()
    windows_WC, asked_C = directions(other.strength_WC), directions(asked.asked_C)
    likeness_W = windows_WC @ asked_C
    own = asked.view.asked if same_log else None
    free = np.ones(other.starts.size, dtype=np.bool_)
    if own is not None:
        free = ~_episode(other, likeness_W, own)
    best_N = _chance_matches(asked, windows_WC, other, same_log=same_log)
    found: list[Alike] = []
    while len(found) < top_k and free.any():
        peak = int(np.where(free, likeness_W, -1.0).argmax())
        if likeness_W[peak] <= 0.0:
            break
        first, last = _extent(other, likeness_W, free, peak)
        as_good = int((best_N >= likeness_W[peak]).sum())
        free &= ~_touching(other, first, last)
        found.append(
            Alike(
                first=first,
                last=last,
                likeness=float(likeness_W[peak]),
                chance=(1 + as_good) / (1 + best_N.size),
                size=_size(asked.asked_C, other.strength_WC[peak], windows_WC[peak] * asked_C),
                shared_C=windows_WC[peak] * asked_C / likeness_W[peak],
                seen=bool(likeness_W[peak] >= ALIKE and as_good <= BY_CHANCE * best_N.size),
            )
        )
    return tuple(found)


def _chance_matches(asked: Shown, windows_WC: Matrix, other: Shown, *, same_log: bool) -> Values:
    """Likeness of the best match of windows, spread over the log, that do not show what is asked."""
    beside = np.flatnonzero(~_shows_it(asked))
    chosen = (
        beside[np.unique(np.linspace(0, beside.size - 1, _CHANCE).astype(int))] if beside.size else beside
    )
    likeness_NW = directions(asked.strength_WC[chosen]) @ windows_WC.T
    if same_log:
        apart = np.abs(asked.starts[chosen][:, None] - other.starts)
        likeness_NW = np.where(apart < other.view.width, -1.0, likeness_NW)
    return np.asarray(likeness_NW.max(axis=1, initial=0.0))


def common(asked: Shown) -> float:
    """Share of the windows of the log that show what the stretch shows, itself left out."""
    if asked.asked_C is None or asked.starts.size == 0:
        return 0.0
    own = asked.view.asked or 0
    likeness_W = directions(asked.strength_WC) @ directions(asked.asked_C)
    beside = ~_episode(asked, likeness_W, own)
    return float((likeness_W[beside] >= ALIKE).mean()) if beside.any() else 0.0


def _shows_it(asked: Shown) -> Mask:
    """Windows that touch the stretch, or one that is like it."""
    found, width = np.zeros(asked.starts.size, dtype=np.bool_), asked.view.width
    like: list[int] = [] if asked.view.asked is None else [asked.view.asked]
    if asked.asked_C is not None:
        alike = directions(asked.strength_WC) @ directions(asked.asked_C) >= ALIKE
        like += asked.starts[alike].tolist()
    for start in like:
        found |= _touching(asked, start, start + width - 1)
    return found


def _episode(shown: Shown, likeness_W: Values, own: int) -> Mask:
    """Windows of the stretch itself: those that touch it, and those by which it goes on without a break."""
    touching = _touching(shown, own, own + shown.view.width - 1)
    places = np.flatnonzero(touching)
    found = touching.copy()
    if places.size:
        for step, place in ((-1, int(places[0]) - 1), (1, int(places[-1]) + 1)):
            while 0 <= place < likeness_W.size and likeness_W[place] >= ALIKE:
                found[place] = True
                place += step
    return found


def _touching(shown: Shown, first: int, last: int) -> Mask:
    return np.asarray((shown.starts <= last) & (shown.starts + shown.view.width > first))


def _extent(shown: Shown, likeness_W: Values, free: Mask, peak: int) -> tuple[int, int]:
    """First and last row of a match: its best window, and half of those beside it nearly as alike."""
    near = free & (likeness_W >= max(ALIKE, _LASTS * likeness_W[peak]))
    low = high = peak
    while low > 0 and near[low - 1]:
        low -= 1
    while high < likeness_W.size - 1 and near[high + 1]:
        high += 1
    width, best = shown.view.width, int(shown.starts[peak])
    first = min(best, int(shown.starts[low]) + width // 2)
    return first, max(best + width, int(shown.starts[high]) + width - width // 2) - 1


def _size(asked_C: Values, found_C: Values, weight_C: Values) -> float:
    """Ratio of departures, the geometric mean over the concepts that make the likeness."""
    departed = np.log(np.expm1(np.maximum(found_C, 1e-3)) / np.expm1(np.maximum(asked_C, 1e-3)))
    return float(np.exp((weight_C * departed).sum() / max(float(weight_C.sum()), 1e-12)))


def main_concepts(share_C: Values, *, most: int, enough: float = 0.8) -> Places:
    """Places of the concepts with the largest shares, until they hold most of the whole."""
    order = np.argsort(-share_C, kind="stable")[:most]
    held = np.cumsum(share_C[order])
    count = int(np.searchsorted(held, enough * share_C.sum())) + 1
    kept = order[:count]
    return np.asarray(kept[share_C[kept] > 0.05 * share_C.sum()])
