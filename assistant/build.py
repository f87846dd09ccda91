"""The one place where settings become objects. Knows every part by name and computes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Assistant
from assistant.attribution import Attributions
from assistant.build_knowledge import open_knowledge
from assistant.check import Similarity
from assistant.clock import ask_on
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
from assistant.unsaid import Unsaid
from moe_adapters.shipped import PLANT_ADAPTER
from retrieval.embed import Embedder
from retrieval.knowledge import Knowledge
from retrieval.records import Scope

if TYPE_CHECKING:
    from assistant.crossing.outside import Outside
    from assistant.experts.tables.expert import TableExpert
    from assistant.registers.answers import Registers


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
            TextExpert(
                knowledge,
                embed=knowledge.index.embedder.encode,
                french=knowledge.index.french.encode if knowledge.index.french is not None else None,
                reads=reads,
            ),
            knowledge.catalogue,
        ),
        TableExpert(knowledge, engine),
        SeriesExpert(knowledge),
        DrawingExpert(knowledge, DrawingJudge(knowledge)),
    )


def build_reader(settings: Settings) -> Reads | None:
    """The reader that ships; None without it or the model it stands on. Nothing is loaded yet.

    Raises:
        SettingsError: The larger model that is asked for is not there.
    """
    from assistant.experts.text.reader.larger_folder import larger_folder
    from assistant.experts.text.reader.read import WEIGHTS, readers
    from retrieval.embed import packaged_folder

    folder = packaged_folder()
    if not settings.reader or folder is None or not WEIGHTS.is_file():
        return None
    named = settings.larger_reader
    return readers(folder, larger=larger_folder(named, settings.data / "models") if named else None)


def _tables_of(experts: Sequence[Expert]) -> TableExpert | None:
    from assistant.experts.tables.expert import TableExpert

    return next((expert for expert in experts if isinstance(expert, TableExpert)), None)


def build_outside(settings: Settings, knowledge: Knowledge, experts: Sequence[Expert]) -> Outside | None:
    """What asks endpoints for the chat; None where the settings name none, which is the default."""
    from assistant.crossing.outside import Outside
    from assistant.endpoints import build_endpoints
    from assistant.graph.plant import PlantGraphs

    tables = _tables_of(experts)
    if tables is None or not any(one.chat for one in settings.graph.endpoints.values()):
        return None
    graph_of = PlantGraphs(knowledge, tables).current
    return Outside(build_endpoints(settings), graph_of=graph_of, row_at=tables.row_at)


def build_registers(knowledge: Knowledge, experts: Sequence[Expert], engine: Engine) -> Registers | None:
    """What reads any register where nothing else answered; None without tables or learnt weights."""
    from assistant.registers.answers import Registers
    from assistant.registers.choose import WEIGHTS
    from assistant.registers.confirmed import ConfirmedBook

    tables = _tables_of(experts)
    if tables is None or not WEIGHTS.is_file():
        return None
    return Registers(
        tables,
        encode=knowledge.index.of_any_language.encode,
        engine=engine,
        book=ConfirmedBook(knowledge.folder),
    )


def build_unsaid(knowledge: Knowledge, experts: Sequence[Expert]) -> Unsaid | None:
    """What tells the words of a question that no source says; None without tables to look into."""
    tables = _tables_of(experts)
    if tables is None:
        return None

    def names(scope: Scope) -> Iterator[str]:
        for document in knowledge.catalogue.documents(scope):
            yield f"{document.source} {document.title}"
        for table in tables.schemas(scope):
            yield " ".join((table.table.title or "", *(column.name for column in table.columns)))
        for log in knowledge.catalogue.series(scope):
            yield " ".join(sensor.name for sensor in log.sensors)

    return Unsaid(
        passages=lambda forms, scope: knowledge.each_holding(forms.ways, scope=scope),
        cells=tables.cells_holding,
        names=names,
        languages=lambda scope: {one.language for one in knowledge.catalogue.documents(scope)},
    )


def build_kin(knowledge: Knowledge, experts: Sequence[Expert]) -> Kin | None:
    """What tells which equipment belongs with a tag; None without the tables that name it."""
    tables = _tables_of(experts)
    return (
        None
        if tables is None
        else Kin(identifiers=knowledge.catalogue.identifiers, rows_named=tables.rows_named)
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
    from assistant.build_crossing import build_crossing

    ask_on(settings.today)
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
        registers=build_registers(knowledge, experts, engine),
        unsaid=build_unsaid(knowledge, experts),
    )
