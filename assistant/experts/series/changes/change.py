"""What changed, when and by how much. Records only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["level", "slope", "spread", "correlation"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sensor, or a pair of sensors, was otherwise from a row on.

    Attributes:
        row: First row of the new state.
        earliest, latest: Rows between which it lies, as far as noise lets it be told.
        sensor: Place of the sensor.
        partner: Place of the other sensor of a correlation.
        before, after: Level, slope (a row), standard deviation or correlation on either side.
        strength: Size of the change over the standard error of what it is measured by.
        until: First row at which what changed was as before again; None where it lasts to the end of the log.
    """

    kind: Kind
    row: int
    earliest: int
    latest: int
    sensor: int
    partner: int | None = None
    before: float
    after: float
    strength: float
    until: int | None = None

    @property
    def size(self) -> float:
        """What was added."""
        return self.after - self.before

    @property
    def lasting(self) -> bool:
        """Whether it holds to the end of the log."""
        return self.until is None
