"""Wires the crossings, each with what it asks: a part of the composition root. Computes nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from assistant.build_control_room import control_room, integrity
from assistant.clock import today
from assistant.crossing.after_stop import AfterStop
from assistant.crossing.age_of import AgeOf
from assistant.crossing.all_done import AllDone
from assistant.crossing.at_limits import AtLimits, Instruments
from assistant.crossing.bare_reading import BareReading
from assistant.crossing.bridge import Crossing
from assistant.crossing.causes_of import CausesOf
from assistant.crossing.clause_limits import ClauseLimits
from assistant.crossing.clauses import Clauses
from assistant.crossing.crosser import Crosser
from assistant.crossing.curves import Curves
from assistant.crossing.documents_holding import DocumentsHolding
from assistant.crossing.documents_on import DocumentsOn
from assistant.crossing.drawn_lines import INSTRUMENTS, LINES, DrawnLines, DrawnLists
from assistant.crossing.due_of_work import DueOfWork
from assistant.crossing.event_cost import EventCost
from assistant.crossing.event_moment import EventMoment
from assistant.crossing.event_times import EventTimes
from assistant.crossing.ever_beyond import EverBeyond
from assistant.crossing.failure_modes import FailureModes
from assistant.crossing.fault_codes import FaultCodes
from assistant.crossing.flow_totals import FlowTotals
from assistant.crossing.given_value import GivenValue
from assistant.crossing.gravest_modes import GravestModes
from assistant.crossing.happenings import Happenings
from assistant.crossing.how_often import HowOften
from assistant.crossing.instrument_index import InstrumentIndex
from assistant.crossing.last_done import LastDone
from assistant.crossing.last_of_kind import LastOfKind
from assistant.crossing.last_reading import LastReadings
from assistant.crossing.library_list import LibraryList
from assistant.crossing.limits import Limits
from assistant.crossing.limits_of import LimitsOfThings
from assistant.crossing.limits_set import LimitsSet
from assistant.crossing.line_lists import LineLists
from assistant.crossing.machines import Machines
from assistant.crossing.moments import Moments
from assistant.crossing.needs_attention import NeedsAttention, Part
from assistant.crossing.next_due import NextDue
from assistant.crossing.notions import Notions
from assistant.crossing.orders import Orders
from assistant.crossing.planned_work import PlannedWork
from assistant.crossing.power_of import PowerOf
from assistant.crossing.procedures import ProceduresAsked
from assistant.crossing.production_figures import ProductionFigures
from assistant.crossing.purchase_orders import PurchaseOrders
from assistant.crossing.register_property import RegisterProperty
from assistant.crossing.relations import Relations
from assistant.crossing.reliability import Reliability
from assistant.crossing.rows_behind import RowsBehind
from assistant.crossing.samples_judged import SamplesJudged
from assistant.crossing.sections import Sections
from assistant.crossing.seen_before import SeenBeforeAsked
from assistant.crossing.sensors_then import SensorsThen
from assistant.crossing.settings_of import SettingsOf
from assistant.crossing.side_by_side import SideBySide
from assistant.crossing.sources import NamesIn
from assistant.crossing.spares import SpareParts
from assistant.crossing.standing import Standing
from assistant.crossing.stores_asked import StoresAsked
from assistant.crossing.trends import Trends
from assistant.crossing.two_periods import TwoPeriods
from assistant.crossing.usual import Usual
from assistant.crossing.what_is import WhatIs
from assistant.crossing.what_to_do import WhatToDo
from assistant.crossing.which_thing import WhichThing
from assistant.crossing.who_did import WhoDid
from assistant.crossing.who_on_order import WhoOnOrder
from assistant.digest.digests import Digests
from assistant.digest.document import DocumentDigest
from assistant.digest.equipment import EquipmentDigest
from assistant.digest.target import Targets
from assistant.experts import Expert
from assistant.experts.drawings import DrawingExpert
from assistant.experts.drawings.asked_runs import Want
from assistant.experts.series.detectors.log import ingested_log
from assistant.experts.series.equipment_signals import Signals, equipment_signals
from assistant.experts.series.expert import SeriesExpert
from assistant.experts.series.names import describe
from assistant.experts.tables.expert import TableExpert
from assistant.experts.text.named import DocumentNames
from assistant.experts.text.procedures.find import Procedures
from assistant.graph.plant import PlantGraphs
from assistant.reports.diagnostic.asked import asked_diagnosis, foremost
from assistant.reports.diagnostic.in_short import ReportInShort
from assistant.reports.diagnostic.write import write_diagnostic
from assistant.reports.scenario.asked import asked_options
from assistant.reports.scenario.write import write_scenario
from assistant.seen_before.plant import PlantHistory
from assistant.seen_before.records import SeenBefore, Stretch
from retrieval.knowledge import Knowledge
from retrieval.records import Hit, Language, Scope

_MOST_ORDERS = 200_000
"""Orders of a register that reliability is computed from."""


def build_crossing(knowledge: Knowledge, experts: Sequence[Expert]) -> Crossing | None:
    """What resolves references from one source to another; None without the experts it asks."""
    tables = next((expert for expert in experts if isinstance(expert, TableExpert)), None)
    signals = next((expert for expert in experts if isinstance(expert, SeriesExpert)), None)
    if tables is None or signals is None:
        return None
    library, names_in = knowledge.catalogue, DocumentNames(knowledge.catalogue).find
    graph_of = PlantGraphs(knowledge, tables).current
    targets = Targets(names_in=names_in, library=library, search=_search(knowledge))
    limits = LimitsOfThings(limits_of=tables.limits, rows_named=tables.rows_named, names_in=names_in)
    procedures = ProceduresAsked(Procedures(knowledge), names_in=names_in)
    events = EventMoment(logged_on=tables.logged_on, library=library)
    return Crosser(
        (
            WhichThing(known=library.identifiers),
            RowsBehind(find=tables.find, rows_of=tables.rows_behind),
            *integrity(tables),
            _attention(tables, signals, names_in),
            FaultCodes(rows_of=tables.rows_of, search=_search(knowledge), known=library.identifiers),
            *_drawn(experts, procedures),
            LineLists(rows_of=tables.rows_of),
            InstrumentIndex(rows_of=tables.rows_of),
            procedures,
            *_reports(knowledge, tables),
            *control_room(knowledge, tables, names_in),
            _production(knowledge, tables),
            PurchaseOrders(rows_of=partial(tables.rows_of, most=_MOST_ORDERS), today=today),
            Curves(readings=signals.find),
            FlowTotals(readings=signals.find, owners=signals.owners),
            SamplesJudged(rows_of=tables.rows_of, today=today),
            *_readings(knowledge, tables, signals, limits),
            GravestModes(modes_of=tables.failure_modes),
            Reliability(
                rows_of=partial(tables.rows_of, most=_MOST_ORDERS), is_a=tables.is_a, names_in=names_in
            ),
            LastOfKind(about=tables.about, rows_of=tables.rows_of),
            PlannedWork(rows_of=partial(tables.rows_of, most=_MOST_ORDERS), names_in=names_in, today=today),
            LastOfKind(about=tables.about, rows_of=tables.rows_of, tagged=True),
            AllDone(find=tables.find, rows_of=tables.rows_behind),
            _seen_before(knowledge, tables),
            _digests(knowledge, tables, signals, targets),
            LibraryList(library=library, called=targets.called),
            TwoPeriods(tables=tables.find),
            WhoOnOrder(row_of=tables.row_of),
            Orders(row_of=tables.row_of, names_in=names_in, library=library),
            *_listed(knowledge, tables),
            Machines(rows_of=tables.rows_of),
            StoresAsked(rows_of=tables.rows_of),
            SpareParts(rows_of=tables.rows_of),
            *_drawn(experts, procedures, wants=INSTRUMENTS),
            Relations(graph_of=graph_of, row_at=tables.row_at, library=library),
            Notions(graph_of=graph_of, row_at=tables.row_at, library=library, names_in=names_in),
            *_planned(knowledge, tables),
            PowerOf(rows_of=tables.rows_of),
            RegisterProperty(rows_named=tables.rows_named, cells_of=tables.find),
            AgeOf(rows_named=tables.rows_named, today=today),
            WhatIs(rows_named=tables.rows_named, library=library),
            _sensors_then(knowledge, events),
            Happenings(rows_at=tables.touched, today=today, search=_search(knowledge)),
            CausesOf(library=library),
            EventCost(library=library),
            EventTimes(logged_on=tables.logged_on, orders_on=tables.find, library=library),
            Moments(
                row_of=tables.row_of,
                rows_between=tables.rows_between,
                names_in=names_in,
                library=library,
                events=events,
            ),
            EverBeyond(readings=signals.find),
            *_limits(knowledge, tables, signals, names_in),
            limits,
            LimitsSet(rows_named=tables.rows_named),
            BareReading(
                readings=signals.find_plain,
                last=signals.last_named,
                sources_called=signals.sources_called,
                rows_named=tables.rows_named,
            ),
            FailureModes(
                modes_of=tables.failure_modes,
                names_in=names_in,
                library=library,
                search=_search(knowledge),
            ),
            WhatToDo(modes_of=tables.failure_modes, search=_search(knowledge)),
            Clauses(names_in=names_in, library=library),
            Sections(names_in=names_in, library=library),
            WhoDid(names_in=names_in, library=library),
        )
    )


def _attention(tables: TableExpert, signals: SeriesExpert, names_in: NamesIn) -> Crossing:
    """What needs attention on a site: readings, work, instruments, failures."""
    every = partial(tables.rows_of, most=_MOST_ORDERS)
    work = PlannedWork(rows_of=every, names_in=names_in, today=today)
    return NeedsAttention(
        (
            Part(
                AtLimits(_instruments(tables, signals)),
                en="which readings are beyond their limits?",
                fr="quelles mesures dépassent leurs limites ?",
            ),
            Part(work, en="which work orders are overdue?", fr="quels ordres de travail sont en retard ?"),
            Part(work, en="which calibrations are overdue?", fr="quels étalonnages sont en retard ?"),
            Part(
                Reliability(rows_of=every, is_a=tables.is_a, names_in=names_in),
                en="which machine has the most failures?",
                fr="quelle machine a le plus de pannes ?",
            ),
        )
    )


def _instruments(tables: TableExpert, signals: SeriesExpert) -> Instruments:
    """The last readings of instruments, and their rows."""
    return Instruments(
        named=signals.last_named,
        of_machine=signals.last_readings,
        every=signals.last_of_instruments,
        rows_named=tables.rows_named,
    )


def _drawn(
    experts: Sequence[Expert], procedures: Crossing, wants: Collection[Want] = LINES
) -> tuple[Crossing, ...]:
    """What tells what lines of drawings join and their lists of parts hold, where drawings are known."""
    drawings = next((expert for expert in experts if isinstance(expert, DrawingExpert)), None)
    if drawings is None:
        return ()
    lines = DrawnLines(drawings, procedures=procedures, wants=wants)
    return (lines, DrawnLists(drawings)) if wants == LINES else (lines,)


def _planned(knowledge: Knowledge, tables: TableExpert) -> tuple[Crossing, ...]:
    """What tells when work is due, was done last, and how often it is to be done."""
    library = knowledge.catalogue
    return (
        NextDue(about=tables.about, library=library, today=today),
        DueOfWork(library=library, search=_search(knowledge)),
        LastDone(about=tables.about),
        HowOften(about=tables.about, library=library, search=_search(knowledge)),
    )


def _readings(
    knowledge: Knowledge, tables: TableExpert, signals: SeriesExpert, limits: LimitsOfThings
) -> tuple[Crossing, ...]:
    """What tells last readings, how they move, whether machines ran and readings pass their limits."""
    instruments = _instruments(tables, signals)
    return (
        LastReadings(readings=signals.last_readings, known=knowledge.catalogue.identifiers),
        Standing(
            signals_of=lambda tag, scope: equipment_signals(tag, knowledge, scope=scope),
            readings=lambda one: ingested_log(one.log.source, knowledge, series=one.log.name),
        ),
        SideBySide(named=signals.last_named, moved=signals.moved, signals=signals.find),
        AfterStop(moved=signals.moved, moved_of=signals.moved_of),
        Usual(moved=signals.moved, rows_named=tables.rows_named),
        Trends(moved=signals.moved, moved_of=signals.moved_of, rows_named=tables.rows_named),
        AtLimits(instruments),
        GivenValue(instruments, limits=limits),
    )


def _production(knowledge: Knowledge, tables: TableExpert) -> Crossing:
    """What adds up production, energy, stops and costs by period."""
    return ProductionFigures(
        rows_of=partial(tables.rows_of, most=_MOST_ORDERS),
        logs_of=knowledge.catalogue.series,
        readings=lambda ref: ingested_log(ref.source, knowledge, series=ref.name),
        today=today,
    )


def _sensors_then(knowledge: Knowledge, events: EventMoment) -> Crossing:
    """What reads the logs at the moment of an event."""
    return SensorsThen(
        events=events,
        signals_of=_signals_of(knowledge),
        readings=lambda one: ingested_log(one.log.source, knowledge, series=one.log.name),
    )


def _signals_of(knowledge: Knowledge) -> Callable[[str, Scope], Sequence[Signals]]:
    """The logs of a tag with its own sensors; all logs where the tag is empty."""

    def signals_of(tag: str, scope: Scope) -> Sequence[Signals]:
        if tag:
            return equipment_signals(tag, knowledge, scope=scope)
        logs = map(describe, knowledge.catalogue.series(scope))
        return [Signals(log=log.ref, sensors=log.measures) for log in logs]

    return signals_of


def _listed(knowledge: Knowledge, tables: TableExpert) -> tuple[Crossing, ...]:
    """What lists documents, by a tag and by words."""
    return (
        DocumentsOn(library=knowledge.catalogue, sources_naming=tables.sources_naming),
        DocumentsHolding(
            passages=lambda forms, scope: knowledge.holding(forms.ways, scope=scope),
            cells=tables.cells_holding,
            library=knowledge.catalogue,
        ),
    )


def _seen_before(knowledge: Knowledge, tables: TableExpert) -> Crossing:
    """What tells whether a stretch of a machine's signals was seen before."""
    plant = PlantHistory(knowledge, tables)

    def look(signals: Signals, stretch: Stretch, language: Language) -> SeenBefore:
        return plant.look(describe(signals.log), stretch, language="fr" if language == "fr" else "en")

    return SeenBeforeAsked(
        signals_of=_signals_of(knowledge),
        readings=lambda one: plant.read(describe(one.log)),
        look=look,
    )


def _reports(knowledge: Knowledge, tables: TableExpert) -> Sequence[Crossing]:
    """What tells the beginnings of reports that are asked for."""
    return (
        ReportInShort(
            asked=asked_diagnosis,
            write=partial(write_diagnostic, drawn=False),
            foremost=foremost,
            knowledge=knowledge,
            tables=tables,
        ),
        ReportInShort(
            asked=asked_options,
            write=write_scenario,
            foremost=lambda report: report.summary,
            knowledge=knowledge,
            tables=tables,
        ),
    )


def _limits(
    knowledge: Knowledge, tables: TableExpert, signals: SeriesExpert, names_in: NamesIn
) -> Sequence[Crossing]:
    """What finds limits of settings and of readings in a question."""
    clauses = ClauseLimits(knowledge.catalogue).find
    return (
        SettingsOf(
            rows_named=tables.rows_named,
            limits_of=tables.limits,
            levels_of=tables.levels,
            names_in=names_in,
        ),
        Limits(signals=signals, limits_of=tables.limits, clauses_of=clauses, names_in=names_in),
    )


def _digests(knowledge: Knowledge, tables: TableExpert, signals: SeriesExpert, targets: Targets) -> Crossing:
    """What gives summaries of documents and overviews of equipment."""
    library = knowledge.catalogue
    documents = DocumentDigest(
        library=library, profiles_of=tables.profiles, embed=knowledge.index.embedder.encode
    )
    return Digests(
        targets=targets,
        documents=documents,
        equipment=EquipmentDigest(
            library=library, about=tables.about, readings=signals.last_readings, documents=documents
        ),
    )


def _search(knowledge: Knowledge) -> Callable[[str, Scope, int], Sequence[Hit]]:
    """The passages nearest to some words, as crossings ask for them."""
    return lambda words, scope, top: knowledge.search(words, scope=scope, top_k=top)
