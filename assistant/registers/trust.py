"""What tells whether the likeliest meaning of all is right. Chooses nothing."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from assistant.experts.tables.programs.features import Described
from assistant.registers.features import REGISTER_FITS

Array = npt.NDArray[np.float32]
_FITS = (
    "covered", "uncovered", "left_out", "tags", "tags_left", "numbers_left", "foremost", "head_share",
    "whole_least", "no_person", "no_date", "no_place", "counts_not", "no_unit", "wrong_end", "no_end",
    "dates_left", "not_negated", "one_row",
)  # fmt: skip
_AT = [REGISTER_FITS.index(name) for name in _FITS]


def signs_of(likely: Array, described: Described, keys: npt.NDArray[np.int32]) -> tuple[int, Array]:
    """Place of the likeliest program of the likeliest outcome, and what tells whether it is right, [signs].

    Args:
        likely: Probability of each meaning, adding up to 1.
        keys: Number of each one's outcome, counted from 0.
    """
    mass = np.bincount(keys, likely)
    chosen = int(mass.argmax())
    own = np.flatnonzero(keys == chosen)
    place = int(own[likely[own].argmax()])
    second = float(np.partition(mass, -2)[-2]) if len(mass) > 1 else 0.0
    lead = np.array((mass[chosen], np.log(mass[chosen] + 1e-6), mass[chosen] - second), np.float32)
    return place, np.concatenate([lead, described.fits[place, _AT].astype(np.float32)])
