"""What an engineer corrects in the model: concepts removed or weighted. Knows names, no readings."""

from __future__ import annotations

import fnmatch
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.experts.series.concepts.concept import Concept
from assistant.experts.series.concepts.model import AdditiveModel, Mask, Values
from assistant.experts.series.detectors.log import LogRefused

_MOST = 1000
_SHAPE = (
    'a list such as [{"concept": "spikes:*", "action": "remove"}, '
    '{"concept": "level_high:Pressure", "factor": 2, "fault": "leak"}]'
)
_GREATEST = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction.

    Attributes:
        concept: Name of a concept, or a pattern with ``*``.
        factor: 0 removes it; other numbers weight it.
        fault: The fault whose weights are multiplied after learning; where None the concept counts so much
            more or less while learning, for all faults.
    """

    concept: str
    factor: float
    fault: str | None

    def columns(self, concepts: Sequence[Concept]) -> list[int]:
        """Places of the concepts that are meant."""
        wanted = self.concept.casefold().replace("[", "[[]")
        return [n for n, c in enumerate(concepts) if fnmatch.fnmatchcase(c.name.casefold(), wanted)]


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Corrections of a JSON file.

    Raises:
        LogRefused: It is no such list.
    """
    if not path.is_file():
        raise LogRefused(f"no file of corrections {path}: wanted is {_SHAPE}")
    try:
        body = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise LogRefused(f"{path.name} is no JSON: {error}; wanted is {_SHAPE}") from error
    return parse_corrections(body, source=path.name)


def parse_corrections(body: object, *, source: str = "corrections") -> tuple[Correction, ...]:
    """Corrections from an object read from JSON.

    Raises:
        LogRefused: It is no list of corrections.
    """
    if not isinstance(body, list) or len(body) > _MOST:
        raise LogRefused(f"{source}: wanted is {_SHAPE}, at most {_MOST} of them")
    found = []
    for number, one in enumerate(body, start=1):
        known = {"concept", "action", "factor", "fault"}
        if not isinstance(one, dict) or not set(one) <= known or not isinstance(one.get("concept"), str):
            raise LogRefused(f"correction {number} of {source}: wanted is {_SHAPE}")
        action, factor = one.get("action", "weight"), one.get("factor", 1.0)
        if action not in ("remove", "weight"):
            raise LogRefused(f"correction {number} of {source}: no action {action!r}; remove or weight")
        number_given = isinstance(factor, (int, float)) and not isinstance(factor, bool)
        if not number_given or not math.isfinite(factor) or not 0 <= factor <= _GREATEST:
            raise LogRefused(f"correction {number} of {source}: a factor is a number from 0 to {_GREATEST:g}")
        fault = one.get("fault")
        if fault is not None and not isinstance(fault, str):
            raise LogRefused(f"correction {number} of {source}: a fault is one of the labels")
        found.append(
            Correction(
                concept=one["concept"], factor=0.0 if action == "remove" else float(factor), fault=fault
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """Corrections placed on the concepts of a log.

    Attributes:
        allowed: Concepts that may have a weight.
        factors: Multiply the concepts' reliability.
        after: Columns, number of the fault and factor, applied to a fitted model.
    """

    allowed: Mask
    factors: Values
    after: tuple[tuple[tuple[int, ...], int, float], ...]

    def apply(self, model: AdditiveModel) -> AdditiveModel:
        """The model with the corrections of single faults."""
        weights = model.weights.copy()
        for columns, fault, factor in self.after:
            weights[fault, list(columns)] *= factor
        return AdditiveModel(faults=model.faults, weights=weights, offsets=model.offsets)


def place_corrections(
    corrections: Sequence[Correction], concepts: Sequence[Concept], faults: Sequence[str]
) -> Corrected:
    """Corrections as factors on columns.

    Raises:
        LogRefused: No concept or no fault has such a name.
    """
    allowed = np.ones(len(concepts), dtype=np.bool_)
    factors = np.ones(len(concepts))
    after = []
    for one in corrections:
        columns = one.columns(concepts)
        if not columns:
            near = sorted({c.kind.kind for c in concepts})
            raise LogRefused(
                f"no concept {one.concept!r}: a name is KIND:SENSOR, kinds are {', '.join(near)}"
            )
        if one.fault is not None:
            if one.fault not in faults:
                raise LogRefused(f"no fault {one.fault!r}: there are {', '.join(faults)}")
            after.append((tuple(columns), list(faults).index(one.fault), one.factor))
        elif one.factor == 0:
            allowed[columns] = False
        else:
            factors[columns] *= one.factor
    return Corrected(allowed=allowed, factors=factors, after=tuple(after))
