"""The limit of a sensor that no table of limits tells: the levels that it is set to. Knows no document."""

from __future__ import annotations

import re

from assistant.crossing.bridge import Bridge
from assistant.crossing.settings_of import every_setting
from assistant.crossing.sources import RowsNamed
from assistant.records import Question
from assistant.words import fold
from retrieval.identifiers import find_tags
from retrieval.records import Scope

_ASKED = re.compile(
    r"^\W*(?:what(?:'s|’s| is| are)|quel(?:le)?s? (?:est|sont)) (?:the |la |le |les |l['’])?"
    r"(?:limits?|thresholds?|limites?|seuils?) (?:of|for|on|de|du|d['’]|pour) ?(?:the |la |le |l['’])?"
    r"(?:[a-z]+ )?(?P<tag>\S+?)\W*$"
)


class LimitsSet:
    """Tells the alarm levels of a tag.

    Args:
        rows_named: Looks tags up.
    """

    def __init__(self, *, rows_named: RowsNamed) -> None:
        self._rows_named = rows_named

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The levels; None where no limit of one tag and nothing else is asked for, or none is set."""
        tags = find_tags(question.text)
        if len(tags) != 1 or not _ASKED.match(fold(question.text)):
            return None
        return every_setting(tags[0], question.language, scope, self._rows_named)
