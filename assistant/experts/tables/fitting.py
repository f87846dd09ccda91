"""Which evidence of tables fits the kind of question: an interval, a lubricant, a time, a date to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.experts.tables.every_row import tells_events
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import name_words
from assistant.frequency import asks_count, asks_frequency, tells_frequency
from assistant.lubricants import asks_lubricant, names_lubricant
from assistant.records import Evidence, Finding, Question
from assistant.upcoming import asks_upcoming, tells_past

_LUBRICANTS = frozenset("lubricant lubrifiant grease oil graisse huile reference".split())
_TIME = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}(?::|h)\d\d\b|\b\d{1,2}/\d{1,2}\b")
"""A day or a time of day, which tells when a value was passed."""
_TIMES = re.compile(r"\b(?:how many times|number of times|combien de fois)\b", re.IGNORECASE)
"""What happened is counted, so that a list without a time does not tell it."""


def fitting(found: Finding, question: Question, reading: Reading, schemas: Sequence[TableSchema]) -> Finding:
    """What was found without what cannot answer a question of its kind."""
    if asks_frequency(question.text) and not asks_count(question.text):
        told = tuple(e for e in found.evidence if tells_frequency(e.statement or e.quote, question.text))
        found = replace(found, evidence=told)
    if asks_lubricant(question.text):
        told = tuple(e for e in found.evidence if _tells_lubricant(e, question.text))
        found = replace(found, evidence=told)
    if _TIMES.search(question.text):
        told = tuple(e for e in found.evidence if tells_events(e, schemas))
        found = replace(found, evidence=told)
    timed = any(quantity.explicit for quantity in reading.quantities) or reading.has("late", "early")
    if reading.has("when") and timed:
        told = tuple(e for e in found.evidence if _TIME.search(e.statement or ""))
        found = replace(found, evidence=told)
    if asks_upcoming(question.text):
        told = tuple(e for e in found.evidence if not tells_past(e.statement or ""))
        found = replace(found, evidence=told)
    return found


def _tells_lubricant(evidence: Evidence, question: str) -> bool:
    """True for a lubricant's name, or for a cell of the column of lubricants, whatever stands in it."""
    if names_lubricant(evidence.statement or evidence.quote, question) or evidence.rows is None:
        return True
    own = [at for at, name in enumerate(evidence.rows.columns) if _LUBRICANTS & set(name_words(name))]
    cells = {str(row[at]) for row in evidence.rows.values for at in own}
    return any(value in cells for value in evidence.values)
