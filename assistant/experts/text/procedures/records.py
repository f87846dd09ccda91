"""A procedure as it was read from a document. Knows no reading and no question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.experts.text.procedures.lines import Line

Form = Literal["numbered", "list", "table", "prose"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its sub-steps and whatever stands between it and the next one.

    Attributes:
        number: As printed; counted where nothing is printed.
        lines: In printed order, the step's own line first.
    """

    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A warning, a condition or a tool; ``title`` names its section, where it has one of its own."""

    line: Line
    title: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """Steps of one document in printed order.

    Attributes:
        trail: Titles above the steps, outermost first.
        lead: Words right above the steps (``To remove T-MATS, execute the following steps:``).
        header: Names of the columns, where the steps are rows of a table.
        column: Which column says what is to be done.
    """

    source: str
    form: Form
    trail: tuple[str, ...]
    steps: tuple[Step, ...]
    lead: str = ""
    notes: tuple[Note, ...] = ()
    header: tuple[str, ...] = ()
    column: int = 0

    @property
    def title(self) -> str:
        """The nearest title; empty where there is none."""
        return self.trail[-1] if self.trail else ""


def by_trail(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand under the same titles, one group each time the titles change."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and groups[-1][-1].trail == line.trail and groups[-1][-1].is_row == line.is_row:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
