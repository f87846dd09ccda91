"""Amounts of production, energy, stops and costs by period, from tables and logs of any layout.

"How much did we produce in October?", "which stop reason cost the most hours?", "kWh/t par mois". Every
figure says from which rows it was computed; a question with a word that no table explains is left to others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

from assistant.crossing.bridge import Bridge
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.production import of_logs
from assistant.production.answers import Answers
from assistant.production.asked import Asked, asked_of
from assistant.production.fit import Fit, fit
from assistant.production.ledger import Ledger, ledger_of, might_be, united
from assistant.records import Evidence, Question
from retrieval.records import Language, Scope, SeriesRef

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]
"""All rows of the tables that are wanted."""

_MOST_TOLD = 6


class ProductionFigures:
    """Computes what is asked from whichever tables and logs hold it.

    Args:
        rows_of: Reads tables.
        logs_of: The logs within a scope.
        readings: Reads one of them.
        today: For "last month".
    """

    def __init__(
        self,
        *,
        rows_of: RowsOf,
        logs_of: Callable[[Scope], Sequence[SeriesRef]],
        readings: Callable[[SeriesRef], SensorLog],
        today: Callable[[], date],
    ) -> None:
        self._rows_of = rows_of
        self._logs_of = logs_of
        self._readings = readings
        self._today = today

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The figures; None where nothing of the kind is asked or no table holds it."""
        asked = asked_of(question.text, question.language)
        if asked is None:
            return None
        ledgers = self._ledgers(scope)
        fits = [found for one in ledgers if (found := fit(asked, one, ledgers)) is not None]
        told = _told(asked, fits, question.language, self._today())
        if not told:
            return None
        return Bridge(reasons=tuple(told), listed=len(told) > 1)

    def _ledgers(self, scope: Scope) -> list[Ledger]:
        rows: dict[str, list[KeyedRow]] = defaultdict(list)
        schemas: dict[str, TableSchema] = {}
        for row in self._rows_of(might_be, scope):
            schemas[row.schema.name] = row.schema
            rows[row.schema.name].append(row)
        found = [
            made for name, schema in schemas.items() if (made := ledger_of(schema, rows[name])) is not None
        ]
        logs = [ref for ref in self._logs_of(scope) if of_logs.might_be(ref)]
        with suppress(LogRefused):
            found += of_logs.ledgers_of(logs, self._readings)
        return united(found)


def _told(asked: Asked, fits: Sequence[Fit], language: Language, today: date) -> list[Evidence]:
    """What ledgers tell, each statement once: of those with one unit the one that speaks most as is asked."""
    found = [(one, told) for one in fits if (told := Answers(asked, one, language, today).evidence())]
    most: dict[str, int] = defaultdict(int)
    for one, _ in found:
        most[one.unit_kind] = max(most[one.unit_kind], one.overlap)
    chosen = {e.statement: e for one, told in found if one.overlap == most[one.unit_kind] for e in told}
    return list(chosen.values()) if len(chosen) <= _MOST_TOLD else []
