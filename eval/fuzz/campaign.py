"""Fuzz one reader for some minutes: mutate, read under limits, keep what is new, tell what is wrong.

A file whose reading took a new shape (other counts of passages, other warnings, another refusal) is mutated
further, so that changes pile up on what still reads: novelty search without looking into the code.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from eval.fuzz.bytes_edit import mutate
from eval.fuzz.look import Outcome, Trial, Verdict, look, slow_at
from eval.fuzz.targets import Target
from ingest.engines.local import LocalEngine
from ingest.limits import Limits

_MOST_KEPT = 400
_BACK_TO_SEED = 0.3
"""Share of the inputs that start from a whole file again."""
_FINE: tuple[Outcome, ...] = ("read", "refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignOptions:
    """How long and under which limits.

    Attributes:
        seconds: Of the whole campaign.
        cpu_seconds: Processor time of one input, beyond which it counts as slow.
        wall_seconds: Of one input, after which its process is killed; long, since a busy machine is slow too.
        memory_mb: Of one input.
        seed: Of the mutations; the same seed gives the same inputs on the same versions.
    """

    seconds: float
    cpu_seconds: float = 10.0
    wall_seconds: float = 180.0
    memory_mb: int = 2048
    seed: int = 2026


@dataclass(frozen=True, slots=True)
class Fault:
    """An input that no reader may end so on."""

    verdict: Verdict
    content: bytes


@dataclass(slots=True)
class Tally:
    """What a campaign came to. ``faults`` holds the first input of each place."""

    inputs: int = 0
    seconds: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    shapes: set[str] = field(default_factory=set)
    faults: dict[str, Fault] = field(default_factory=dict)
    repeats: Counter[str] = field(default_factory=Counter)


def fuzz(target: Target, options: CampaignOptions, tell: Callable[[Tally], None] | None = None) -> Tally:
    """Runs a campaign in one worker process.

    Args:
        tell: Called after each input.

    Raises:
        ingest.errors.IngestError: Workers do not start on this machine.
    """
    chance = random.Random(options.seed)
    seeds = [seed() for seed in target.seeds]
    kept = list(seeds)
    tally = Tally()
    limits = Limits(seconds=options.wall_seconds, memory_mb=options.memory_mb)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        engine: LocalEngine[Trial, Verdict] = LocalEngine(look, workers=1, limits=limits, threads=1)
        try:
            while (past := time.monotonic() - begun) < options.seconds:
                first = tally.inputs < len(seeds)
                base = seeds[tally.inputs] if first else _base(seeds, kept, chance)
                content = base if first else mutate(base, target.edits, chance)
                trial = Trial(
                    suffix=target.suffix, content=content, cpu_seconds=options.cpu_seconds,
                    place=Path(folder) / "place", ocr=target.ocr,
                )  # fmt: skip
                verdict = _tried(engine, trial)
                _count(tally, verdict, content, kept)
                tally.seconds = past
                if tell is not None:
                    tell(tally)
        finally:
            engine.close()
    tally.seconds = time.monotonic() - begun
    return tally


def _base(seeds: list[bytes], kept: list[bytes], chance: random.Random) -> bytes:
    return chance.choice(seeds if chance.random() < _BACK_TO_SEED else kept)


def _tried(engine: LocalEngine[Trial, Verdict], trial: Trial) -> Verdict:
    engine.submit(trial)
    outcome = engine.outcome()
    if outcome.result is not None:
        return outcome.result
    reason = outcome.error.reason if outcome.error is not None else "nothing came back"
    trace = trial.place.read_text("utf-8", "replace") if trial.place.exists() else ""
    if "longer than" in reason:
        return Verdict(outcome="slow", where=slow_at(trace), trace=trace)
    if "memory" in reason:
        return Verdict(outcome="hungry", where="more memory than allowed", trace=trace)
    return Verdict(outcome="died", where=reason, trace=trace)


def _count(tally: Tally, verdict: Verdict, content: bytes, kept: list[bytes]) -> None:
    tally.inputs += 1
    tally.outcomes[verdict.outcome] += 1
    if verdict.outcome in _FINE:
        shape = f"{verdict.outcome} {verdict.shape}"
        if shape not in tally.shapes and verdict.outcome == "read" and len(kept) < _MOST_KEPT:
            kept.append(content)
        tally.shapes.add(shape)
        return
    tally.repeats[verdict.where] += 1
    tally.faults.setdefault(verdict.where, Fault(verdict, content))
