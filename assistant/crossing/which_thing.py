"""Asks back where a limit, a range or a unit is asked for and nothing says of what. Knows tags, no rows."""

from __future__ import annotations

from collections.abc import Callable, Set

from assistant.bare_aspect import asks_bare_aspect
from assistant.crossing.bridge import Bridge
from assistant.records import Question
from retrieval.identifiers import find_tags
from retrieval.records import Scope

_FEWEST = 2
"""Tags of a plant from which on a property without a thing has no one answer."""


class WhichThing:
    """Asks which thing is meant.

    Args:
        known: The identifiers that the sources name.
    """

    def __init__(self, *, known: Callable[[], Set[str]]) -> None:
        self._known = known

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The question back; None where a thing is named, or where the scope or the plant leaves but one."""
        if not asks_bare_aspect(question.text) or scope.equipment or scope.sources:
            return None
        tags = [one for one in self._known() if find_tags(one) == (one,)]
        if len(tags) < _FEWEST:
            return None
        if question.language == "fr":
            return Bridge(refusal="De quoi ? Nommez le repère ou la grandeur, par exemple un capteur.")
        return Bridge(refusal="Of what? Name the tag or the quantity, for example a sensor.")
