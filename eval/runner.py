"""Run a benchmark by its name. Knows which there are, nothing of how they measure."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from assistant.settings import Settings
from eval.benchmark import Benchmark, Progress, RunOptions
from eval.benchmarks.adapters import Adapters
from eval.benchmarks.archive import Archive
from eval.benchmarks.change_points import ChangePoints
from eval.benchmarks.design_qa_compilation import DesignQaCompilation
from eval.benchmarks.design_qa_drawings import DesignQaDrawings
from eval.benchmarks.design_qa_retrieval import DesignQaRetrieval
from eval.benchmarks.detection_speed import DetectionSpeed
from eval.benchmarks.detectors import Detectors
from eval.benchmarks.diagnostic_report import DiagnosticReports
from eval.benchmarks.document_facts import DocumentFacts
from eval.benchmarks.drawing_check import DrawingCheck
from eval.benchmarks.drawing_title_blocks import DrawingTitleBlocks
from eval.benchmarks.energy import Energy
from eval.benchmarks.energy_scope import EnergyScope
from eval.benchmarks.failure_sensor_iq import FailureSensorIq
from eval.benchmarks.false_alarms import FalseAlarms
from eval.benchmarks.figure_regions import FigureRegions
from eval.benchmarks.fmea_qa import FmeaQa
from eval.benchmarks.forecast import Forecast
from eval.benchmarks.forecast_comparators import ForecastComparators
from eval.benchmarks.linked_graph import LinkedGraph
from eval.benchmarks.maintenance_scenario import MaintenanceScenarios
from eval.benchmarks.maintie import MaintIe
from eval.benchmarks.mentions import Mentions
from eval.benchmarks.nab import Nab
from eval.benchmarks.near_duplicates import NearDuplicates
from eval.benchmarks.other_language import OtherLanguage
from eval.benchmarks.parse_throughput import ParseThroughput
from eval.benchmarks.planned_work import PlannedWork
from eval.benchmarks.plant_questions import PlantQuestions
from eval.benchmarks.procedures import ProcedureQuestions
from eval.benchmarks.public_questions import PublicTables, PublicTexts
from eval.benchmarks.reliability import Reliability
from eval.benchmarks.retrieval_fusion import RetrievalFusion
from eval.benchmarks.routing_losses import RoutingLosses
from eval.benchmarks.sample_plant import CROWD, SamplePlant
from eval.benchmarks.series_questions import SeriesQuestions
from eval.benchmarks.shared_space import SharedSpace
from eval.benchmarks.similar_windows import SimilarWindows
from eval.benchmarks.site_registers import EVERYDAY, MANY, UNSEEN, SiteRegisters, SitesApart
from eval.benchmarks.skab import Skab
from eval.benchmarks.speed import Speed
from eval.benchmarks.study_recovery import StudyRecovery
from eval.benchmarks.synthetic_faults import SyntheticFaults
from eval.benchmarks.synthetic_series import SyntheticSines, SyntheticTep
from eval.benchmarks.tep_detection import TepDetection
from eval.benchmarks.tep_faults import TepFaults
from eval.benchmarks.time_gan import TimeGanSines
from eval.benchmarks.time_series_exam import TimeSeriesExam
from eval.benchmarks.time_series_exam_model import TimeSeriesExamModel
from eval.benchmarks.trends import Trends
from eval.benchmarks.two_plants import HOSPITAL, MORE_DATA, TwoPlants
from eval.benchmarks.upkeep_questions import ASKED, NEAR, UpkeepQuestions
from eval.errors import UnknownBenchmark
from eval.provenance import settings_record
from eval.report import EvalReport

RESULTS = Path("results")
"""Folder of the journals, below the folder the program is started in."""


def benchmarks() -> dict[str, Benchmark]:
    """All benchmarks by name."""
    found: tuple[Benchmark, ...] = (
        SamplePlant(), SamplePlant(crowd=CROWD), PlantQuestions(), PlantQuestions(texts=True),
        DesignQaRetrieval(), DesignQaCompilation(), FmeaQa(), FailureSensorIq(), Speed(),
        PublicTexts(), PublicTexts(tuning=True), PublicTables(), PublicTables(tuning=True),
        ProcedureQuestions(), Mentions(), TwoPlants(), TwoPlants(MORE_DATA), TwoPlants(HOSPITAL),
        SiteRegisters(), SiteRegisters(second=True),
    SitesApart(EVERYDAY),
    SitesApart(MANY),
    SitesApart(UNSEEN),
        UpkeepQuestions(), UpkeepQuestions(ASKED), UpkeepQuestions(NEAR),
        OtherLanguage(), OtherLanguage(english=True),
        RetrievalFusion(), MaintIe(), DocumentFacts(), ParseThroughput(), FigureRegions(),
        Skab(), TepDetection(), TepFaults(), SimilarWindows(), FalseAlarms(), Nab(), DetectionSpeed(),
        Detectors(),
        TimeSeriesExam(), TimeSeriesExamModel(), SeriesQuestions(), SeriesQuestions(tuning=True),
        Forecast(), ForecastComparators(), ChangePoints(), Trends(), Reliability(),
        PlannedWork(),
        Archive(), NearDuplicates(), DiagnosticReports(), MaintenanceScenarios(), LinkedGraph(),
        Adapters(), RoutingLosses(), DrawingCheck(), DrawingTitleBlocks(), DesignQaDrawings(),
        Energy(), EnergyScope(),
        SyntheticSines(), SyntheticTep(), SyntheticFaults(), TimeGanSines(),
        StudyRecovery(), SharedSpace(),
    )  # fmt: skip
    return {benchmark.name: benchmark for benchmark in found}


def available() -> list[str]:
    """Names of the benchmarks."""
    return list(benchmarks())


def run(
    name: str,
    *,
    bench_data: Path | None,
    limit: int | None,
    settings: Settings,
    out: Path | None,
    baselines_only: bool = False,
    progress: Progress | None = None,
) -> EvalReport:
    """Runs a benchmark; one that was broken off continues where its journal ends.

    Args:
        bench_data: Folder of the data sets; ``sample_plant`` needs none.
        limit: At most so many cases, the same ones each time; None is all.
        out: The journal (JSON lines); ``results/<name>-<settings>.jsonl`` where None.
        baselines_only: Asks the baselines alone, in benchmarks of questions.
        progress: Told of each step.

    Raises:
        UnknownBenchmark: No benchmark has that name.
        EvalError: Data are missing, or the journal belongs to another run.
    """
    found = benchmarks().get(name)
    if found is None:
        raise UnknownBenchmark(f"no benchmark {name}: there are {', '.join(available())}")
    options = RunOptions(
        settings=settings,
        bench_data=bench_data or settings.bench_data,
        limit=limit,
        results=out or journal_path(name, settings),
        baselines_only=baselines_only,
        progress=progress,
    )
    return found.run(options)


def journal_path(name: str, settings: Settings) -> Path:
    """Where results go: the same file for the same code and settings, so that a re-run continues."""
    record = json.dumps(settings_record(settings), sort_keys=True)
    return RESULTS / f"{name}-{hashlib.sha256(record.encode()).hexdigest()[:10]}.jsonl"
