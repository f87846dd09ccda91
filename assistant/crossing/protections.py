"""What registers beside a study of hazards hold on what protects a machine: its relief valves and its trips.

Asked with the study: "what protects V-1 against overpressure?". Relief valves are told against high pressure
only, with their set pressure and whether their test is late; trips where their words name both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from assistant.experts.series.wording import day
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.figures import number
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.integrity.deviations import Deviation, deviations_in
from assistant.integrity.hazards_asked import Asked
from assistant.integrity.relief import Valve, is_relief_register, valves_of
from assistant.integrity.trips import Trip, tells_trips, trips_of
from assistant.records import Evidence
from assistant.reliability.say import one_of
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_OVERPRESSURE = Deviation("more", "pressure")


class Protections:
    """Tells relief valves and trips of a machine.

    Args:
        rows_of: Reads registers.
        today: The day on which tests are late.
    """

    def __init__(self, *, rows_of: RowsOf, today: Callable[[], date]) -> None:
        self._rows_of = rows_of
        self._today = today

    def beside(self, asked: Asked, language: Language, scope: Scope) -> list[Evidence]:
        """What protects the tags of a question against its deviations; empty where it names neither."""
        if not asked.tags or not asked.deviations or asked.words:
            return []
        wanted = set(asked.tags)
        valves: list[Valve] = []
        if _OVERPRESSURE in asked.deviations:
            valves = valves_of(self._rows_of(is_relief_register, scope))
        trips = trips_of(self._rows_of(tells_trips, scope))
        return [
            *(self._valve(v, language) for v in valves if wanted & set(find_tags(v.protects))),
            *_trips([t for t in trips if _is_against(t, asked)], language),
        ]

    def _valve(self, valve: Valve, language: Language) -> Evidence:
        at = f"{number(valve.set_at, language)} {valve.unit}".strip()
        told = one_of(language, f"relief valve set at {at}", f"soupape tarée à {at}")
        if valve.due is not None:
            due = day(datetime(valve.due.year, valve.due.month, valve.due.day), language)
            told += one_of(language, f", test due {due}", f", contrôle dû le {due}")
            if valve.due < self._today():
                told += one_of(language, ", which is past", ", dépassé")
        colon = one_of(language, ": ", " : ")
        row = valve.row
        statement = f"{valve.name} ({valve.protects}){colon}{told}."
        return cited_rows(row.schema, [row], row.schema.columns, statement)


def _is_against(trip: Trip, asked: Asked) -> bool:
    words = f"{trip.cause} {trip.label}"
    return set(asked.tags) <= set(find_tags(words)) and asked.deviations <= deviations_in(words)


def _trips(trips: Sequence[Trip], language: Language) -> list[Evidence]:
    """A line a cause, with all that it acts on."""
    causes: dict[str, list[Trip]] = {}
    for trip in trips:
        causes.setdefault(trip.cause, []).append(trip)
    told = []
    for cause, own in causes.items():
        first = own[0]
        setting = f", {one_of(language, 'set at', 'seuil')} {first.setting}" if first.setting else ""
        effects = "; ".join(trip.effect for trip in own)
        statement = f"{cause} ({first.label}{setting}){one_of(language, ': ', ' : ')}{effects}."
        columns = list({column.name: column for trip in own for column in trip.columns}.values())
        told.append(cited_rows(first.row.schema, [first.row], columns, statement))
    return told
