"""What the lines of a drawing tell: up or down the line, between two things, the valves that isolate one.

"Which valves must be closed to isolate P-101A?", "qu'y a-t-il entre P-12 et E-15 ?". Where it is asked how
something is isolated and a document holds the procedure, that is told instead.
"""

from __future__ import annotations

from collections.abc import Collection

from assistant.crossing.bridge import Bridge, Crossing
from assistant.experts.drawings import DrawingExpert
from assistant.experts.drawings.asked_runs import Want
from assistant.records import Question
from retrieval.records import Scope

LINES: tuple[Want, ...] = ("between", "down", "up", "isolate", "bypass", "reaches", "line", "both", "loop")
"""What only lines tell."""

_REGISTERED: frozenset[Want] = frozenset({"instruments", "loop"})
"""What registers may tell, too."""

INSTRUMENTS: tuple[Want, ...] = ("instruments",)
"""What registers may tell, too, where no line does."""


class DrawnLines:
    """Answers from the lines of drawings.

    Args:
        drawings: Knows the drawings.
        procedures: Tells procedures.
        wants: What is answered here.
    """

    def __init__(
        self,
        drawings: DrawingExpert,
        *,
        procedures: Crossing,
        wants: Collection[Want] = LINES,
    ) -> None:
        self._drawings = drawings
        self._procedures = procedures
        self._wants = wants

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The answer of the drawings; None where their lines are not asked of or show nothing of it."""
        numbered = self._drawings.find_numbered(question, scope) if "line" in self._wants else None
        if numbered is not None:
            return Bridge(reasons=numbered.evidence)
        asked = self._drawings.run_asked(question, scope)
        if asked is None or asked.want not in self._wants:
            return None
        if asked.want == "isolate" and asked.how:
            told = self._procedures.cross(question, scope)
            if told is not None and told.refusal is None:
                return None
        finding = self._drawings.find_run(asked, question, scope)
        if finding is None:
            return None
        if not finding.evidence:
            return None if asked.want in _REGISTERED else Bridge(refusal=finding.refusal)
        return Bridge(reasons=finding.evidence)


class DrawnLists:
    """Answers from lists on drawings and beside them: "material of item 3", "which valves are not drawn?".

    Args:
        drawings: Knows the drawings.
    """

    def __init__(self, drawings: DrawingExpert) -> None:
        self._drawings = drawings

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The cells or the tags that are asked for; None where no list is asked of or has what is."""
        told = self._drawings.find_undrawn(question, scope) or self._drawings.find_line_number(
            question, scope
        )
        if told is not None:
            return Bridge(reasons=(told,))
        finding = self._drawings.find_parts(question, scope)
        if finding is None:
            return None
        return Bridge(reasons=finding.evidence, refusal=None if finding.evidence else finding.refusal)
