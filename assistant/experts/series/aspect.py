"""Which aspect of a signal a question is after, told by the meanings of its words and not by their order.

Knows meanings and how many sensors, windows and limits were named; no values and no plans.
"""

from __future__ import annotations

from typing import Literal

from assistant.experts.series.meanings import Meanings

Aspect = Literal[
    "before_stop", "gap", "stop", "correlation", "difference", "which", "lag", "leads", "crossing",
    "time_at", "stuck", "noise", "cycle", "odd", "odd_size", "step", "step_size", "periods", "max",
    "min", "max_time", "min_time", "rate", "trend", "mean", "went_up", "went_down", "out_of_step",
]  # fmt: skip
"""What is asked: of a machine, of two sensors, of a limit, of one sensor."""

_OTHER_TIMES = ("mean", "how_much", "how_long", "peak", "trough", "fault")
"""Meanings beside which *when* and *fall* ask after something else than the fall."""


def aspect_of(
    m: Meanings, *, sensors: int, windows: int, limits: int, stretch: bool, drives: bool
) -> Aspect | None:
    """The aspect asked about; None where the words tell none.

    Args:
        sensors: How many sensors are named.
        windows: How many periods are named.
        limits: How many values are named.
        stretch: Whether the one period named is several whole days.
        drives: Whether the log has a sensor that tells if the machine runs.
    """
    if sensors == 0:
        return _of_machine(m, drives=drives)
    if sensors == 2 and not limits:
        return _of_pair(m)
    if sensors > 1:
        return None
    if limits:
        return _of_limit(m)
    if windows == 2 and m.any("compare", "change", "rise", "fall", "peak", "how_much"):
        return "periods"
    if stretch and m.has("mean", "difference"):
        return "periods"
    return _of_one(m)


def _of_machine(m: Meanings, *, drives: bool) -> Aspect | None:
    if (
        drives
        and m.any("trip", "fault")
        and (m.any("sign") or (m.any("before") and m.any("which", "lead", "first")))
    ):
        return "before_stop"
    if m.has("hole", "how_long"):
        return "gap"
    if m.has("data") and (m.any("gap", "negative") or m.has("cease", "send")):
        return "gap" if m.any("when", "how_long", "how_much", "whether") else None
    if drives and m.has("trip", "when"):  # a failure is told by work orders, a stop by readings
        return "stop"
    return None


def _of_pair(m: Meanings) -> Aspect | None:
    if m.any("link") and not m.any("when"):
        return "correlation"
    if m.any("mean", "warm", "peak") and not m.any("lag"):
        return "difference" if m.any("how_much", "difference") else "which"
    if m.any("lag") and (m.any("how_long", "how_much") or not m.any("lead", "which")):
        return "lag"
    if m.any("lead", "which") and m.any("lead", "change", "lag"):
        return "leads"
    return None


def _of_limit(m: Meanings) -> Aspect | None:
    if m.any("how_long") and not m.any("when", "first"):
        return "time_at"
    return "crossing" if m.any("first", "when") and not m.any("mean", "peak", "trough") else None


def _of_one(m: Meanings) -> Aspect | None:
    """In the order of how little a word can mean anything else."""
    both = m.has("rise", "fall")
    if m.any("noise"):
        return "noise"
    if m.any("odd") or (m.any("normal") and m.any("apart", "how_much", "negative", "peak")):
        return "odd_size" if m.any("how_much") or (m.any("apart") and not m.any("when")) else "odd"
    if m.any("step") or (m.any("level") and m.any("fresh", "change", "lasting", "lag")):
        return "step_size" if m.any("how_much") or (m.any("compare") and not m.any("when")) else "step"
    if m.any("cycle") or (both and m.any("regular", "how_long")):
        return "cycle"
    if not both and (m.any("stuck") or (m.any("change", "steady") and m.any("negative", "cease"))):
        return "stuck" if m.any("when", "how_long", "whether") else None
    if m.any("each_time", "rate") and m.any("rate", "trend", "rise", "fall", "change"):
        return "rate"
    if m.any("reach") and m.any("rise", "fall"):
        return "min" if m.any("fall") else "max"
    if m.any("peak", "trough") and not m.any("mean", "trend"):
        named: Aspect = "max" if m.any("peak") else "min"
        return {"max": "max_time", "min": "min_time"}[named] if m.any("when") else named  # type: ignore[return-value]
    if m.has("warm", "which"):
        return None
    if m.any("when") and not both and m.any("going_up", "going_down") and not m.any(*_OTHER_TIMES):
        return "went_up" if m.any("going_up") else "went_down"
    if m.any("trend", "rise", "fall", "warm"):
        return "trend" if not m.any("mean", "how_much", "when") else None
    return "mean" if m.any("mean") and not m.any("when") else None
