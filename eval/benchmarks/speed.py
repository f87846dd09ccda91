"""Speed and memory on this machine, each figure beside the LlamaIndex quick start of the same run.

Protocol: start-up (imports, loading the embedding and the language model, the worker process, a first small
PDF) is apart for both: the worker that read the small PDF reads the large one too, as with a folder of files.
*Parsing*: pages a second of the 140-page rules PDF with structure, tables and line boxes, one process, best
of three; pypdf's raw text beside it. *Ingestion*: seconds from the PDF's path to a data folder that answers,
embeddings included; the quick start beside it. *Asking*: median seconds to the first checked words and to the
whole answer over the sample plant's questions after one warm-up question; the quick start over the same
plant without its logs. *Memory*: peak resident memory of a process that asks one question,
and of one whose language model then writes too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from pypdf import PdfReader

from assistant.build import build_assistant, build_engine
from assistant.build_knowledge import open_knowledge
from assistant.settings import Settings
from eval.baselines.llama_index_quick_start import LlamaIndexQuickStart
from eval.benchmark import RunOptions
from eval.benchmarks.sample_plant import SAMPLES, load_cases
from eval.case import Case
from eval.datasets import local_folder
from eval.draw import draw
from eval.errors import EvalError
from eval.product import Product, ingest_options, temporary_settings
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.rules_data import RULES_PDF
from eval.statistics import median
from ingest.engines.local import LocalEngine
from ingest.parsers.pdf import parse_pdf
from ingest.pipeline import ingest
from ingest.prepare import prepare

QUESTIONS = 24
BASELINE_QUESTIONS = 5
START_FILE = SAMPLES / "plant" / "reports" / "RI-2025-0919_PDT-104A.pdf"
"""The small PDF that brings everything up."""
_GIB = 1 << 30


class Speed:
    """The benchmark ``speed``; ``limit`` is the number of questions whose times are taken."""

    name = "speed"

    def run(self, options: RunOptions) -> EvalReport:
        """Measures all of it, one after the other."""
        began = time.perf_counter()
        rules = local_folder("design_qa", options.bench_data, needs=(RULES_PDF,)) / RULES_PDF
        cases = [c for c in load_cases(SAMPLES / "questions.jsonl") if not c.history]
        asked = draw(cases, options.limit or QUESTIONS)
        options.tell("parse", 0, 4)
        ours = {"parse_pages_per_second": parse_speed(rules)}
        pypdf = {"parse_pages_per_second": pypdf_speed(rules)}
        options.tell("ingest", 1, 4)
        ours["ingest_seconds"] = ingest_seconds(options.settings, rules)
        quick_start, errors = _quick_start(options.settings, rules, asked[:BASELINE_QUESTIONS]), 0
        ours["ingest_times_faster"] = quick_start["ingest_seconds"] / ours["ingest_seconds"]
        options.tell("ask", 2, 4)
        ours |= _ask(options.settings, asked)
        options.tell("done", 4, 4)
        report = EvalReport(
            benchmark=self.name,
            n=len(asked),
            errors=errors,
            scores=ours,
            baselines={"llama_index_quick_start": quick_start, "pypdf": pypdf},
            settings={**settings_record(options.settings), "processors": os.cpu_count() or 1},
            results=options.results,
            seconds=time.perf_counter() - began,
        )
        _keep(options.results, report)
        return report


def _keep(path: Path, report: EvalReport) -> None:
    """Appends the report to the results: times differ from run to run, so none replaces another."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(report.to_json()) + "\n")


def parse_speed(pdf: Path, *, rounds: int = 3) -> float:
    """Pages a second of our parser, best of the rounds."""
    seconds, pages = [], 0
    for _ in range(rounds):
        began = time.perf_counter()
        pages = parse_pdf(pdf).pages or 0
        seconds.append(time.perf_counter() - began)
    return pages / min(seconds)


def pypdf_speed(pdf: Path) -> float:
    """Pages a second of pypdf's raw text: what the quick start reads with."""
    began = time.perf_counter()
    pages = [page.extract_text() for page in PdfReader(pdf).pages]
    return len(pages) / (time.perf_counter() - began)


def ingest_seconds(settings: Settings, pdf: Path) -> float:
    """Seconds for the PDF alone, after a small PDF that has brought up the worker and the embedding."""
    with temporary_settings(settings) as temporary:
        knowledge = open_knowledge(temporary)
        options = ingest_options(temporary)
        engine = LocalEngine(prepare, workers=1, limits=options.limits)
        try:
            ingest([START_FILE], knowledge=knowledge, options=options, engine=engine)
            began = time.perf_counter()
            report = ingest([pdf], knowledge=knowledge, options=options, engine=engine)
            seconds = time.perf_counter() - began
        finally:
            engine.close()
            knowledge.close()
    if not report.ingested:
        raise EvalError(f"{pdf.name} could not be ingested: {report.quarantined}")
    return seconds


def _quick_start(settings: Settings, pdf: Path, cases: Sequence[Case]) -> dict[str, float]:
    """The same of the quick start: ingestion of the PDF, and answers over the plant without its logs."""
    baseline = LlamaIndexQuickStart()
    baseline.load_embedding()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        baseline.ingest([START_FILE], Path(folder) / "start")
        began = time.perf_counter()
        baseline.ingest([pdf], Path(folder) / "rules")
        seconds = time.perf_counter() - began
        with temporary_settings(settings) as temporary:
            plant = [path for path in sorted((SAMPLES / "plant").iterdir()) if path.name != "logs"]
            baseline.prepare(plant, build_engine(temporary), Path(folder) / "plant")
            baseline.answer(cases[0])
            times = []
            for case in cases:
                began = time.perf_counter()
                baseline.answer(case)
                times.append(time.perf_counter() - began)
    return {"ingest_seconds": seconds, "ask_seconds_median": median(times)}


def _ask(settings: Settings, cases: Sequence[Case]) -> dict[str, float]:
    """Median times over the questions, and the peak memory of processes that ask one of them."""
    with temporary_settings(settings) as temporary:
        knowledge = open_knowledge(temporary)
        try:
            ingest([SAMPLES / "plant"], knowledge=knowledge, options=ingest_options(temporary))
            product = Product(build_assistant(temporary, knowledge=knowledge))
            product.ask(cases[0])
            timed = [product.ask(case) for case in cases]
        finally:
            knowledge.close()
        quoted = probe_memory(temporary, cases[0].question)
        written = probe_memory(temporary, cases[0].question, write=True)
    return {
        "ask_first_words_seconds_median": median([t.first_seconds for t in timed]),
        "ask_seconds_median": median([t.seconds for t in timed]),
        "ask_peak_memory_gib": quoted / _GIB,
        "write_peak_memory_gib": written / _GIB,
    }


def probe_memory(settings: Settings, question: str, *, write: bool = False) -> int:
    """Peak resident bytes of a fresh process that asks the question of this data folder.

    With ``write`` its language model writes too, its first conversion included where the folder has none yet.

    Raises:
        EvalError: The process gave no answer.
    """
    command = [sys.executable, "-m", "eval.memory_probe", question, *(["write"] if write else [])]
    done = subprocess.run(  # noqa: S603 - our own module
        command, capture_output=True, text=True, check=False, env={**os.environ, **_variables(settings)}
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        raise EvalError(f"the memory probe gave no answer: {done.stderr.strip()[-400:]}")
    return int(json.loads(lines[-1])["peak_bytes"])


def _variables(settings: Settings) -> Mapping[str, str]:
    """The settings that the other process needs, as variables."""
    key = settings.api_key.get_secret_value() if settings.api_key else None
    values = {
        "ASSISTANT_DATA": str(settings.data),
        "ASSISTANT_ENGINE": settings.engine,
        "ASSISTANT_MODEL": settings.model,
        "ASSISTANT_BASE_URL": settings.base_url,
        "ASSISTANT_API_KEY": key,
        "ASSISTANT_SCRIPT": None if settings.script is None else str(settings.script),
    }
    return {name: value for name, value in values.items() if value is not None}
