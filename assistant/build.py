"""The one place where settings become objects. Knows every part by name and computes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Assistant
from assistant.attribution import Attributions
from assistant.check import Similarity
from assistant.crossing.bridge import Crossing
from assistant.engines import Engine
from assistant.errors import SettingsError
from assistant.experts import Expert
from assistant.experts.series.forecast.names import Method
from assistant.experts.series.forecast.protocol import Forecaster
from assistant.experts.text.expert import TextExpert
from assistant.experts.text.named import DocumentNames
from assistant.experts.text.reader.candidates import Reads
from assistant.gate import Gate
from assistant.graph.of_things import OfThings
from assistant.kin import Kin
from assistant.locate import Locator
from assistant.settings import SHIPPED_ADAPTER, Settings
from assistant.stock import Stock
from moe_adapters.shipped import PLANT_ADAPTER
from retrieval.embed import Embedder
from retrieval.knowledge import Knowledge, KnowledgeSettings
from retrieval.records import Hit, Language, Scope

if TYPE_CHECKING:
    from assistant.crossing.outside import Outside
    from assistant.crossing.sources import NamesIn
    from assistant.experts.series.expert import SeriesExpert
    from assistant.experts.tables.expert import TableExpert
    from assistant.seen_before.plant import PlantHistory
    from assistant.space.plant_space import PlantSpace


def open_knowledge(settings: Settings) -> Knowledge:
    """Opens the data folder of the settings, made where it is absent.

    Raises:
        retrieval.errors.BadCatalogue: The catalogue cannot be opened.
    """
    retrieval = settings.retrieval
    return Knowledge.open(
        settings.data,
        settings=KnowledgeSettings(
            embedding_model=retrieval.embedding_model,
            chroma_url=retrieval.chroma_url,
            catalogue_url=settings.catalogue_url,
            weight_dense=retrieval.weight_dense,
            weight_keyword=retrieval.weight_keyword,
            weight_identifier=retrieval.weight_identifier,
            reranker=retrieval.reranker,
        ),
    )


@contextmanager
def open_plant_history(settings: Settings) -> Iterator[PlantHistory]:
    """What looks stretches of ingested logs up, over the data folder of the settings; closed at the end."""
    from assistant.experts.tables.expert import TableExpert
    from assistant.seen_before.plant import PlantHistory

    knowledge = open_knowledge(settings)
    try:
        yield PlantHistory(knowledge, TableExpert(knowledge))
    finally:
        knowledge.close()


@contextmanager
def open_plant_space(settings: Settings) -> Iterator[PlantSpace]:
    """The shared space of the data folder of the settings; closed at the end."""
    from assistant.experts.tables.expert import TableExpert
    from assistant.graph.plant import PlantGraphs
    from assistant.space.plant_space import PlantSpace

    knowledge = open_knowledge(settings)
    try:
        tables = TableExpert(knowledge)
        yield PlantSpace(knowledge, tables, PlantGraphs(knowledge, tables))
    finally:
        knowledge.close()


def build_engine(settings: Settings) -> Engine:
    """The language model of the settings; nothing is loaded and no server is asked yet.

    Raises:
        SettingsError: The engine needs a setting that is not there.
    """
    if settings.engine == "scripted":
        from assistant.engines.scripted import ScriptedEngine

        return ScriptedEngine.from_file(settings.script) if settings.script else ScriptedEngine()
    if settings.engine == "openai":
        from assistant.engines.openai_engine import OpenAIEngine

        if settings.base_url is None:
            raise SettingsError("engine openai needs base_url: set ASSISTANT_BASE_URL to http://host:port/v1")
        key = settings.api_key.get_secret_value() if settings.api_key else None
        return OpenAIEngine(base_url=settings.base_url, model=settings.model, api_key=key)
    from assistant.engines.transformers_engine import TransformersEngine

    return TransformersEngine(settings.model, models=settings.data / "models", adapter=_adapter(settings))


def _adapter(settings: Settings) -> Path | None:
    return PLANT_ADAPTER if settings.adapter == SHIPPED_ADAPTER else settings.adapter


def build_experts(knowledge: Knowledge, engine: Engine, *, reads: Reads | None = None) -> Sequence[Expert]:
    """All experts there are; which of them a question needs is the gate's choice."""
    from assistant.experts.drawings.expert import DrawingExpert
    from assistant.experts.series.expert import SeriesExpert
    from assistant.experts.tables.expert import TableExpert
    from assistant.reports.drawing.answer import DrawingJudge

    return (
        OfThings(
            TextExpert(knowledge, embed=knowledge.index.embedder.encode, reads=reads), knowledge.catalogue
        ),
        TableExpert(knowledge, engine),
        SeriesExpert(knowledge),
        DrawingExpert(knowledge, DrawingJudge(knowledge)),
    )


def build_reader(settings: Settings) -> Reads | None:
    """The reader that ships; None without it or the model it stands on. Nothing is loaded yet."""
    from assistant.experts.text.reader.read import WEIGHTS, Reader
    from retrieval.embed import packaged_folder

    folder = packaged_folder()
    return Reader(folder).read if settings.reader and folder is not None and WEIGHTS.is_file() else None


def build_crossing(knowledge: Knowledge, experts: Sequence[Expert]) -> Crossing | None:
    """What resolves references from one source to another; None without the experts it asks."""
    from assistant.crossing.causes_of import CausesOf
    from assistant.crossing.clauses import Clauses
    from assistant.crossing.crosser import Crosser
    from assistant.crossing.event_times import EventTimes
    from assistant.crossing.failure_modes import FailureModes
    from assistant.crossing.happenings import Happenings
    from assistant.crossing.moments import Moments
    from assistant.crossing.notions import Notions
    from assistant.crossing.orders import Orders
    from assistant.crossing.procedures import ProceduresAsked
    from assistant.crossing.relations import Relations
    from assistant.crossing.rows_behind import RowsBehind
    from assistant.crossing.sections import Sections
    from assistant.crossing.standing import Standing
    from assistant.crossing.what_is import WhatIs
    from assistant.experts.series.detectors.log import ingested_log
    from assistant.experts.series.equipment_signals import equipment_signals
    from assistant.experts.series.expert import SeriesExpert
    from assistant.experts.tables.expert import TableExpert
    from assistant.experts.text.procedures.find import Procedures
    from assistant.graph.plant import PlantGraphs

    tables = next((expert for expert in experts if isinstance(expert, TableExpert)), None)
    signals = next((expert for expert in experts if isinstance(expert, SeriesExpert)), None)
    if tables is None or signals is None:
        return None
    library, names_in = knowledge.catalogue, DocumentNames(knowledge.catalogue).find
    graph_of = PlantGraphs(knowledge, tables).current
    return Crosser(
        (
            RowsBehind(find=tables.find, rows_of=tables.rows_behind),
            ProceduresAsked(Procedures(knowledge), names_in=names_in),
            *_reports(knowledge, tables),
            Standing(
                signals_of=lambda tag, scope: equipment_signals(tag, knowledge, scope=scope),
                readings=lambda one: ingested_log(one.log.source, knowledge, series=one.log.name),
            ),
            _seen_before(knowledge, tables),
            _digests(knowledge, tables, signals, names_in),
            Orders(row_of=tables.row_of, names_in=names_in, library=library),
            *_listed(knowledge, tables),
            Relations(graph_of=graph_of, row_at=tables.row_at, library=library),
            Notions(graph_of=graph_of, row_at=tables.row_at, library=library, names_in=names_in),
            WhatIs(rows_named=tables.rows_named),
            Happenings(rows_at=tables.touched),
            CausesOf(library=library),
            EventTimes(logged_on=tables.logged_on, orders_on=tables.find, library=library),
            Moments(
                row_of=tables.row_of, rows_between=tables.rows_between, names_in=names_in, library=library
            ),
            *_limits(knowledge, tables, signals, names_in),
            FailureModes(
                modes_of=tables.failure_modes,
                names_in=names_in,
                library=library,
                search=_search(knowledge),
            ),
            Clauses(names_in=names_in, library=library),
            Sections(names_in=names_in, library=library),
        )
    )


def _search(knowledge: Knowledge) -> Callable[[str, Scope, int], Sequence[Hit]]:
    """The passages nearest to some words, as crossings ask for them."""
    return lambda words, scope, top: knowledge.search(words, scope=scope, top_k=top)


def _listed(knowledge: Knowledge, tables: TableExpert) -> tuple[Crossing, ...]:
    """What lists documents, by a tag and by words."""
    from assistant.crossing.documents_holding import DocumentsHolding
    from assistant.crossing.documents_on import DocumentsOn

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
    from assistant.crossing.seen_before import SeenBeforeAsked
    from assistant.experts.series.equipment_signals import Signals, equipment_signals
    from assistant.experts.series.names import describe
    from assistant.seen_before.plant import PlantHistory
    from assistant.seen_before.records import SeenBefore, Stretch

    plant = PlantHistory(knowledge, tables)

    def look(signals: Signals, stretch: Stretch, language: Language) -> SeenBefore:
        return plant.look(describe(signals.log), stretch, language="fr" if language == "fr" else "en")

    def signals_of(tag: str, scope: Scope) -> Sequence[Signals]:
        if tag:
            return equipment_signals(tag, knowledge, scope=scope)
        logs = map(describe, knowledge.catalogue.series(scope))
        return [Signals(log=log.ref, sensors=log.measures) for log in logs]

    return SeenBeforeAsked(
        signals_of=signals_of,
        readings=lambda one: plant.read(describe(one.log)),
        look=look,
    )


def build_outside(settings: Settings, knowledge: Knowledge, experts: Sequence[Expert]) -> Outside | None:
    """What asks endpoints for the chat; None where the settings name none, which is the default."""
    from assistant.crossing.outside import Outside
    from assistant.endpoints import build_endpoints
    from assistant.experts.tables.expert import TableExpert
    from assistant.graph.plant import PlantGraphs

    tables = next((expert for expert in experts if isinstance(expert, TableExpert)), None)
    if tables is None or not any(one.chat for one in settings.graph.endpoints.values()):
        return None
    graph_of = PlantGraphs(knowledge, tables).current
    return Outside(build_endpoints(settings), graph_of=graph_of, row_at=tables.row_at)


def _reports(knowledge: Knowledge, tables: TableExpert) -> Sequence[Crossing]:
    """What tells the beginnings of reports that are asked for."""
    from assistant.reports.diagnostic.asked import asked_diagnosis, foremost
    from assistant.reports.diagnostic.in_short import ReportInShort
    from assistant.reports.diagnostic.write import write_diagnostic
    from assistant.reports.scenario.asked import asked_options
    from assistant.reports.scenario.write import write_scenario

    return (
        ReportInShort(
            asked=asked_diagnosis,
            write=write_diagnostic,
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
    """What finds limits: of settings, of readings in a question, of things."""
    from assistant.crossing.clause_limits import ClauseLimits
    from assistant.crossing.limits import Limits
    from assistant.crossing.limits_of import LimitsOfThings
    from assistant.crossing.settings_of import SettingsOf

    clauses = ClauseLimits(knowledge.catalogue).find
    return (
        SettingsOf(
            rows_named=tables.rows_named,
            limits_of=tables.limits,
            levels_of=tables.levels,
            names_in=names_in,
        ),
        Limits(signals=signals, limits_of=tables.limits, clauses_of=clauses, names_in=names_in),
        LimitsOfThings(limits_of=tables.limits, rows_named=tables.rows_named, names_in=names_in),
    )


def build_kin(knowledge: Knowledge, experts: Sequence[Expert]) -> Kin | None:
    """What tells which equipment belongs with a tag; None without the tables that name it."""
    from assistant.experts.tables.expert import TableExpert

    tables = next((expert for expert in experts if isinstance(expert, TableExpert)), None)
    return (
        None
        if tables is None
        else Kin(identifiers=knowledge.catalogue.identifiers, rows_named=tables.rows_named)
    )


def _digests(knowledge: Knowledge, tables: TableExpert, signals: SeriesExpert, names_in: NamesIn) -> Crossing:
    """What gives summaries of documents and overviews of equipment."""
    from assistant.digest.digests import Digests
    from assistant.digest.document import DocumentDigest
    from assistant.digest.equipment import EquipmentDigest
    from assistant.digest.target import Targets

    library = knowledge.catalogue
    documents = DocumentDigest(
        library=library, profiles_of=tables.profiles, embed=knowledge.index.embedder.encode
    )
    return Digests(
        targets=Targets(
            names_in=names_in,
            library=library,
            search=_search(knowledge),
        ),
        documents=documents,
        equipment=EquipmentDigest(
            library=library, about=tables.about, readings=signals.last_readings, documents=documents
        ),
    )


def build_forecasters(settings: Settings, method: Method) -> Sequence[Forecaster]:
    """The forecasters of a method; several where it chooses among them.

    Raises:
        SettingsError: The method needs a setting that is not there.
    """
    from assistant.experts.series.forecast.foundation import FoundationForecaster
    from assistant.experts.series.forecast.language import LanguageForecaster
    from assistant.experts.series.forecast.members import candidates, forecaster_named

    match method:
        case "auto":
            return candidates()
        case "foundation":
            model = settings.forecast.foundation_model
            if model is None:
                raise SettingsError(
                    "method foundation needs forecast.foundation_model: set "
                    "ASSISTANT_FORECAST__FOUNDATION_MODEL to amazon/chronos-2 or to a folder with its weights"
                )
            return (FoundationForecaster(model),)
        case "llm_digits" | "llm_sentences":
            return (LanguageForecaster(build_engine(settings), name=method),)
    return (forecaster_named(method),)


def _similarity(embedder: Embedder) -> Similarity:
    def alike(text: str, others: Sequence[str]) -> list[float]:
        vectors = embedder.encode([text, *others])
        return [float(value) for value in vectors[1:] @ vectors[0]]

    return alike


def build_assistant(settings: Settings, *, knowledge: Knowledge | None = None) -> Assistant:
    """An assistant over the data folder of the settings.

    Args:
        settings: What the user configured.
        knowledge: An open data folder to share (a server ingests into the one it answers from).

    Raises:
        SettingsError: A setting is missing.
        retrieval.errors.BadCatalogue: The catalogue cannot be opened.
    """
    engine = build_engine(settings)
    knowledge = knowledge or open_knowledge(settings)
    experts = build_experts(knowledge, engine, reads=build_reader(settings))
    gate = Gate(experts, stock=Stock(knowledge.catalogue))
    return Assistant(
        knowledge=knowledge,
        gate=gate,
        engine=engine,
        settings=settings.answer,
        similarity=_similarity(knowledge.index.embedder),
        locate=Locator(knowledge),
        crossing=build_crossing(knowledge, experts),
        attributions=Attributions(DocumentNames(knowledge.catalogue).find),
        kin=build_kin(knowledge, experts),
        outside=build_outside(settings, knowledge, experts),
    )
