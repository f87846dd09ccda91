"""How likely each program is what a question means, by weights that were learnt. Enumerates nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors import safe_open
from safetensors.numpy import save_file

from assistant.experts.tables.programs.confidence import Confidence
from assistant.experts.tables.programs.features import FITS, PARTS, Described

WEIGHTS = Path(__file__).with_name("programs.safetensors")

Array = npt.NDArray[np.float32]
_SCALE = "table.scale"
"""Absent where the table is kept in half precision."""
_LEVELS = 127
_LEAST = 1e-9


@dataclass(frozen=True)
class Weights:
    """A log-linear model of parts given words, and a small network over how a program fits.

    Attributes:
        words: The words and pairs of words that speak for parts.
        table: [words, parts].
        parts: [parts].
        fits: [fits].
        hidden: [units, parts + fits], their offsets [units], and what they count [units].
        confidence: How far to trust the likeliest.
    """

    words: tuple[str, ...]
    table: Array
    parts: Array
    fits: Array
    hidden: Array
    offsets: Array
    out: Array
    confidence: Confidence

    @cached_property
    def places(self) -> dict[str, int]:
        """Row of each word."""
        return {word: place for place, word in enumerate(self.words)}

    def likely(self, words: list[str], described: Described) -> Array:
        """Probability of each candidate to be meant, [candidates]; they add up to 1.

        Args:
            words: Of the question, see ``features.words_of``.
        """
        known = [self.places[word] for word in words if word in self.places]
        spoken = self.table[known].sum(axis=0) + self.parts
        both = np.concatenate([described.parts, described.fits], axis=1)
        inner = np.maximum(0.0, both @ self.hidden.T + self.offsets)
        score = described.parts @ spoken + described.fits @ self.fits + inner @ self.out
        raised = np.exp(score - score.max())
        found: Array = (raised / raised.sum()).astype(np.float32)
        return found

    def save(self, path: Path, parts: Sequence[str] = PARTS, fits: Sequence[str] = FITS) -> None:
        """Writes them to a file, the table as 8-bit integers with a scale a word."""
        scale = np.maximum(np.abs(self.table).max(axis=1), _LEAST) / _LEVELS
        tensors: dict[str, npt.NDArray[Any]] = {
            "table": np.rint(self.table / scale[:, None]).astype(np.int8),
            _SCALE: scale.astype(np.float32),
            "parts": self.parts,
            "fits": self.fits,
            "hidden": self.hidden,
            "offsets": self.offsets,
            "out": self.out,
            **self.confidence.tensors(),
        }
        names = {"words": json.dumps(self.words), "parts": json.dumps(parts), "fits": json.dumps(fits)}
        save_file(tensors, path, metadata=names)


@lru_cache(maxsize=2)
def load(path: Path = WEIGHTS, parts: tuple[str, ...] = PARTS, fits: tuple[str, ...] = FITS) -> Weights:
    """The weights of a file.

    Args:
        parts, fits: What they must have been learnt for.

    Raises:
        ValueError: They were learnt for other parts or fits than are described now.
    """
    with safe_open(path, "numpy") as file:
        names = file.metadata()
        if tuple(json.loads(names["parts"])) != parts or tuple(json.loads(names["fits"])) != fits:
            raise ValueError(f"{path.name} does not fit this version: train it again")
        tensor = {key: file.get_tensor(key).astype(np.float32) for key in file.keys()}  # noqa: SIM118
    if _SCALE in tensor:
        tensor["table"] *= tensor.pop(_SCALE)[:, None]
    own = {key.removeprefix("sure."): tensor.pop(key) for key in list(tensor) if key.startswith("sure.")}
    return Weights(tuple(json.loads(names["words"])), **tensor, confidence=Confidence(**own))
