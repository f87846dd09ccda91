"""Wires what control rooms and process safety ask: a part of the composition root. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from assistant.clock import today
from assistant.crossing.alarm_described import AlarmsDescribed
from assistant.crossing.alarm_help import AlarmHelp
from assistant.crossing.alarm_lists import AlarmLists
from assistant.crossing.alarms import AlarmJournals
from assistant.crossing.bridge import Crossing
from assistant.crossing.days_late import DaysLate
from assistant.crossing.event_sequence import EventSequence
from assistant.crossing.hazard_studies import HazardStudies
from assistant.crossing.isolation_locks import IsolationLocks
from assistant.crossing.isolations import Isolations
from assistant.crossing.lopa_asked import LopaAsked
from assistant.crossing.operator_changes import OperatorChanges
from assistant.crossing.overrides_asked import OverridesAsked
from assistant.crossing.protections import Protections
from assistant.crossing.reference_numbers import ReferenceNumbers
from assistant.crossing.relief_valves import ReliefValves
from assistant.crossing.shift_logs import ShiftLogs
from assistant.crossing.sources import NamesIn
from assistant.crossing.trips import Trips
from assistant.crossing.wall_thickness import WallThickness
from assistant.experts.tables.expert import TableExpert
from assistant.shifts.hours import HOURS_ASKED, Hours, hours_stated
from retrieval.knowledge import Knowledge
from retrieval.records import Hit, Scope

_MOST_HOURS = 20
"""Passages that may state the hours of shifts."""
_MOST_ROWS = 200_000
"""Measurements of walls that rates are computed from."""
_MOST_ALARMS = 1_000_000
"""Rows of a journal that alarms are read from."""


def integrity(tables: TableExpert) -> tuple[Crossing, ...]:
    """What tells registers of process safety and mechanical integrity."""
    protections = Protections(rows_of=tables.rows_of, today=today)
    return (
        OverridesAsked(rows_of=tables.rows_of, today=today),
        IsolationLocks(rows_of=tables.rows_of),
        Isolations(rows_of=tables.rows_of),
        Trips(rows_of=tables.rows_of),
        LopaAsked(rows_of=tables.rows_of),
        DaysLate(rows_of=tables.rows_of, today=today),
        HazardStudies(rows_of=tables.rows_of, beside=protections.beside),
        ReliefValves(rows_of=tables.rows_of, today=today),
        WallThickness(rows_of=partial(tables.rows_of, most=_MOST_ROWS), today=today),
    )


def control_room(knowledge: Knowledge, tables: TableExpert, names_in: NamesIn) -> tuple[Crossing, ...]:
    """What tells alarms, from lists and journals, and what shift logs hold."""

    def search(words: str, scope: Scope, top: int) -> Sequence[Hit]:
        return knowledge.search(words, scope=scope, top_k=top)

    def hours(scope: Scope) -> Hours:
        return hours_stated(hit.chunk.text for hit in search(HOURS_ASKED, scope, _MOST_HOURS))

    journals = AlarmJournals(
        schemas=tables.schemas,
        cells_of=partial(tables.cells_of, most=_MOST_ALARMS),
        names_in=names_in,
        today=today,
        hours=hours,
    )
    logs = ShiftLogs(
        library=knowledge.catalogue,
        rows_of=tables.rows_of,
        search=search,
        today=today,
        hours=hours,
        alarms=journals.happened,
    )
    lists = (
        AlarmHelp(rows_named=tables.rows_named, rows_of=tables.rows_of),
        AlarmLists(rows_of=tables.rows_of),
        AlarmsDescribed(rows_of=tables.rows_of, rows_named=tables.rows_named, search=search),
    )
    numbers = ReferenceNumbers(library=knowledge.catalogue, search=search, schemas=tables.schemas)
    changes = OperatorChanges(rows_of=partial(tables.rows_of, most=_MOST_ROWS), today=today)
    return *lists, EventSequence(rows_of=tables.rows_of), changes, numbers, logs, journals
