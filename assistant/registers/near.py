"""How near in meaning a question is to registers and their columns, by unit vectors. Weighs nothing.

A learnt weight on one figure (nearness above that of the others) carries over to registers that were never
seen, where weights on the vectors themselves learnt headers by heart (decision 0027).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.experts.tables.programs.sheet import Sheet

Array = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Array]
"""[N] texts -> [N, width] unit vectors."""

_MOST_KEPT = 20_000
_SPREAD = 0.02
"""Added to the standard deviation of columns that are all alike."""
_WIDER = 3.0
_REGISTERS_WIDER = 5.0


@dataclass(frozen=True, slots=True)
class Near:
    """How near a question is to one of some registers.

    Attributes:
        register: Cosine with its title and headers, less the mean over the registers; a few tenths.
        is_nearest: No other register is nearer.
        columns: [columns] cosine with the header less the mean over the register's, in thirds of a standard
            deviation; 0 of columns that stand in no file.
        nearest: Of the columns.
    """

    register: float
    is_nearest: bool
    columns: Array
    nearest: int


class Nearness:
    """Finds it; keeps the vectors of registers and headers. Safe for threads: what is lost is computed anew.

    Args:
        encode: Texts of any language to unit vectors.
    """

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        self._kept: dict[str, Array] = {}

    def of(self, question: str, titles: Sequence[str], tables: Sequence[Sheet]) -> list[Near]:
        """One a register, in their order.

        Args:
            titles: Of the registers.
        """
        headers = [[_plain(name) for name in table.names[: table.real]] for table in tables]
        told = [f"{_plain(t)}: {', '.join(own)}" for t, own in zip(titles, headers, strict=True)]
        vectors = self._vectors([question, *told, *(name for own in headers for name in own)])
        asked = vectors[question]
        registers = np.array([float(asked @ vectors[text]) for text in told], np.float32)
        return [
            Near(
                float(near - registers.mean()) * _REGISTERS_WIDER,
                bool(near >= registers.max()),
                *_columns(np.array([asked @ vectors[name] for name in own], np.float32), len(table.names)),
            )
            for near, own, table in zip(registers, headers, tables, strict=True)
        ]

    def _vectors(self, texts: Sequence[str]) -> dict[str, Array]:
        kept = self._kept if len(self._kept) < _MOST_KEPT else {}
        new = [text for text in dict.fromkeys(texts) if text not in kept]
        found = {**kept, **dict(zip(new, self._encode(new), strict=True))} if new else kept
        self._kept = found
        return found


def _plain(name: str) -> str:
    return name.replace("_", " ")


def far(columns: int) -> Near:
    """Of a register whose nearness nobody knows."""
    return Near(0.0, False, np.zeros(columns, np.float32), -1)


def _columns(near: Array, columns: int) -> tuple[Array, int]:
    """Nearness of all columns, and the nearest of those in the file."""
    even = np.zeros(columns, np.float32)
    if not len(near):
        return even, -1
    even[: len(near)] = (near - near.mean()) / (near.std() + _SPREAD) / _WIDER
    return even, int(near.argmax())
