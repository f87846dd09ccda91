"""How far to trust the likeliest program: it may be wrong, or the table may not say. Chooses nothing."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from assistant.experts.tables.programs.features import Described

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Best:
    """The outcome that is most likely.

    Attributes:
        place: Of its likeliest program among the candidates.
        own: Places of all programs that give it.
        signs: [signs], what tells whether it is right, see ``best``.
    """

    place: int
    own: npt.NDArray[np.int64]
    signs: Array


@dataclass(frozen=True, slots=True)
class Confidence:
    """A small network over the signs.

    Attributes:
        mean, scale: Of the signs, [signs].
        hidden: [units, signs], offsets [units], and what they count, with an offset: [units + 1].
    """

    mean: Array
    scale: Array
    hidden: Array
    offsets: Array
    out: Array

    def sure(self, signs: Array) -> float:
        """Probability that the outcome with these signs is right."""
        inner = np.maximum(0.0, self.hidden @ ((signs - self.mean) / self.scale) + self.offsets)
        return float(1 / (1 + np.exp(-(inner @ self.out[:-1] + self.out[-1]))))

    def tensors(self) -> dict[str, Array]:
        """As a file holds them."""
        return {f"sure.{field.name}": getattr(self, field.name) for field in fields(self)}


def best(described: Described, likely: Array, keys: npt.NDArray[np.int32]) -> Best:
    """The likeliest outcome, with its signs: how far it leads, its parts and fits, and the best fits of all.

    Args:
        likely: Probability of each candidate.
        keys: Number of each candidate's outcome, counted from 0.
    """
    mass = np.bincount(keys, likely)
    chosen = int(mass.argmax())
    own = np.flatnonzero(keys == chosen)
    place = int(own[likely[own].argmax()])
    second = float(np.partition(mass, -2)[-2]) if len(mass) > 1 else 0.0
    spread = float(-(mass * np.log(mass + 1e-9)).sum())
    lead = (
        mass[chosen],
        np.log(mass[chosen] + 1e-6),
        mass[chosen] - second,
        spread,
        len(mass) / 1000,
        len(own) / 100,
    )
    signs = np.concatenate(
        [np.array(lead), described.parts[place], described.fits[place], described.fits.max(axis=0)]
    )
    return Best(place, own, signs.astype(np.float32))
