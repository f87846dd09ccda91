"""``python -m eval.fuzz READER --minutes M``: fuzzes one reader, or ``all`` in turn; prints what it found.

One JSON object a reader on standard output; progress on standard error. The inputs of faults are written to
``--keep FOLDER`` with their traces. Exit code 1 where a fault was found.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from eval.errors import EvalError
from eval.fuzz.campaign import CampaignOptions, Tally, fuzz
from eval.fuzz.targets import TARGETS, target
from ingest.errors import IngestError

_TELL_SECONDS = 15.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.fuzz", description="Fuzz the readers of files.")
    parser.add_argument("reader", help=f"all, or one of: {', '.join(TARGETS)}")
    parser.add_argument("--minutes", type=float, default=10.0, help="for each reader (10)")
    parser.add_argument("--seed", type=int, default=2026, help="of the mutations (2026)")
    parser.add_argument(
        "--cpu-seconds", type=float, default=10.0, help="of one input before it counts as slow (10)"
    )
    parser.add_argument("--memory-mb", type=int, default=2048, help="of one input (2048)")
    parser.add_argument("--keep", type=Path, help="folder for the inputs of faults")
    given = parser.parse_args(arguments)
    logging.getLogger("ingest").setLevel(logging.ERROR)
    options = CampaignOptions(
        seconds=60 * given.minutes, seed=given.seed, cpu_seconds=given.cpu_seconds, memory_mb=given.memory_mb
    )
    faults = 0
    try:
        for name in TARGETS if given.reader == "all" else (given.reader,):
            tally = fuzz(target(name), options, _Progress(name).tell)
            faults += len(tally.faults)
            sys.stdout.write(json.dumps(_record(name, tally)) + "\n")
            sys.stdout.flush()
            if given.keep is not None:
                _keep(given.keep, name, tally)
    except (EvalError, IngestError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 1 if faults else 0


def _record(name: str, tally: Tally) -> dict[str, object]:
    return {
        "reader": name,
        "minutes": round(tally.seconds / 60, 1),
        "inputs": tally.inputs,
        "outcomes": dict(tally.outcomes),
        "shapes": len(tally.shapes),
        "faults": [
            {"outcome": fault.verdict.outcome, "where": where, "times": tally.repeats[where]}
            for where, fault in tally.faults.items()
        ],
    }


def _keep(folder: Path, name: str, tally: Tally) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, fault in enumerate(tally.faults.values(), 1):
        stem = folder / f"{name}-{number}"
        stem.with_suffix(target(name).suffix).write_bytes(fault.content)
        stem.with_suffix(".trace").write_text(f"{fault.verdict.where}\n{fault.verdict.trace}", "utf-8")


class _Progress:
    """Tells now and then how far it is, and each new fault at once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._told = 0.0
        self._faults = 0

    def tell(self, tally: Tally) -> None:
        """Called after each input."""
        for where in list(tally.faults)[self._faults :]:
            sys.stderr.write(f"{self._name}: {where}\n")
        self._faults = len(tally.faults)
        if time.monotonic() - self._told > _TELL_SECONDS:
            self._told = time.monotonic()
            sys.stderr.write(
                f"{self._name}: {tally.inputs} inputs, {tally.seconds:.0f} s, {len(tally.faults)} faults\n"
            )


if __name__ == "__main__":
    sys.exit(main())
