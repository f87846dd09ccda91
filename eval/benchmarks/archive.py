"""An archive poured in, killed twice in the middle: is anything lost or doubled, how fast, in what memory?

Protocol: an archive of small files of many kinds is written (``eval.seeded_archive``). ``assistant ingest``
runs over it and is killed with SIGKILL when a third of the files is in, runs again and is killed at two
thirds, then runs to its end. Every readable file must then be in the catalogue once, with its own word in one
passage and with all its rows; every other one in quarantine; a vector must stand for each passage and for
nothing else; every object that a document needs must be there. ``limit`` is the number of files.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from assistant.build_knowledge import open_knowledge
from eval.benchmark import RunOptions
from eval.errors import EvalError
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.seeded_archive import Planted, write_archive
from ingest.settle import standing
from retrieval.knowledge import Knowledge

FILES = 2000
_KILLED_AT = (1 / 3, 2 / 3)
_BEAT = 0.25
_MB = 1 << 20
_COLLECTION = "archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the catalogue holds in the end.

    Attributes:
        passages: Passages that hold each mark, by mark and source.
        rows: Rows of tables and logs by source.
    """

    sources: frozenset[str]
    quarantined: frozenset[str]
    passages: Mapping[str, Mapping[str, int]]
    rows: Mapping[str, int]


@dataclass(slots=True)
class _Peak:
    """Largest resident memory seen, in bytes: of the writing process, and of all together.

    Attributes:
        processor: Processor time of each process, in seconds, as last seen.
    """

    writer: int = 0
    together: int = 0
    seconds: float = 0.0
    kills: list[int] = field(default_factory=list)
    processor: dict[tuple[int, float], float] = field(default_factory=dict)


class Archive:
    """The benchmark ``archive``."""

    name = "archive"

    def run(self, options: RunOptions) -> EvalReport:
        """Pours, kills, resumes, counts."""
        began = time.perf_counter()
        files = options.limit or FILES
        with tempfile.TemporaryDirectory(prefix="assistant-eval-") as name:
            folder = Path(name)
            options.tell("write", 0, 4)
            planted = write_archive(folder / _COLLECTION, files=files)
            peak = _Peak()
            for step, share in enumerate((*_KILLED_AT, None)):
                options.tell("ingest", step, 4)
                report = _pour(folder, None if share is None else int(share * files), peak)
            options.tell("count", 3, 4)
            hashed = _hash_seconds(folder / _COLLECTION)
            settings = options.settings.model_copy(update={"data": folder / "data", "catalogue_url": None})
            knowledge = open_knowledge(settings)
            try:
                scores = compare(planted, read(knowledge, planted)) | stores(knowledge)
            finally:
                knowledge.close()
        scores |= {
            "files": float(files),
            "in_at_first_kill": float(peak.kills[0]),
            "in_at_second_kill": float(peak.kills[1]),
            "skipped_by_last_run": float(len(report["skipped"])),
            "files_per_second": files / peak.seconds,
            "processor_ms_per_file": 1000 * sum(peak.processor.values()) / files,
            "peak_mb_writer": peak.writer / _MB,
            "peak_mb_together": peak.together / _MB,
        }
        found = EvalReport(
            benchmark=self.name,
            n=files,
            errors=0,
            scores=scores,
            baselines={"hashing_alone": {"files_per_second": files / hashed}},
            settings={**settings_record(options.settings), "processors": os.cpu_count() or 1},
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(
                "files_per_second is over all three runs with their start-ups, by the clock.",
                f"processor_ms_per_file is of the same, of all processes, looked at each {_BEAT} s.",
            ),
        )
        options.results.parent.mkdir(parents=True, exist_ok=True)
        with options.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(found.to_json()) + "\n")
        return found


def compare(planted: Sequence[Planted], found: Found) -> dict[str, float]:
    """Counts what is lost, doubled or in the wrong place. All are 0 where nothing went wrong."""
    readable = {f"{_COLLECTION}/{file.source}": file for file in planted if file.readable}
    refused = {f"{_COLLECTION}/{file.source}" for file in planted if not file.readable}
    marks = {source: file.mark for source, file in readable.items() if file.mark}
    lost = {source for source in readable if source not in found.sources}
    lost |= {source for source, mark in marks.items() if not found.passages.get(mark, {}).get(source)}
    lost |= {source for source, file in readable.items() if found.rows.get(source, 0) < file.rows}
    doubled = {source for source, mark in marks.items() if sum(found.passages.get(mark, {}).values()) > 1}
    doubled |= {source for source, file in readable.items() if found.rows.get(source, 0) > file.rows}
    return {
        "lost": float(len(lost)),
        "doubled": float(len(doubled)),
        "not_quarantined": float(len(refused - found.quarantined)),
        "wrongly_quarantined": float(len(found.quarantined - refused)),
        "unknown_sources": float(len(found.sources - readable.keys())),
    }


def read(knowledge: Knowledge, planted: Sequence[Planted]) -> Found:
    """Looks through every passage."""
    catalogue = knowledge.catalogue
    marks = {file.mark for file in planted if file.mark}
    passages: dict[str, Counter[str]] = defaultdict(Counter)
    for batch in catalogue.passages.batches():
        for _, chunk in batch:
            for word in set(chunk.text.replace("|", " ").replace(".", " ").split()) & marks:
                passages[word][chunk.source] += 1
    report = standing(catalogue)
    return Found(
        sources=frozenset(file.source for file in report.ingested),
        quarantined=frozenset(file.source for file in report.quarantined),
        passages=passages,
        rows={file.source: file.rows for file in report.ingested},
    )


def stores(knowledge: Knowledge) -> dict[str, float]:
    """Vectors and objects against the catalogue.

    Originals of files in quarantine are kept for a day, so some objects may be of no document.
    """
    vectors, passages = set(knowledge.index.dense.keys()), set(knowledge.catalogue.passages.keys())
    needed: set[str] = {document.sha256 for document in knowledge.catalogue.documents(superseded=True)}
    needed |= {table.parquet for table in knowledge.catalogue.tables()}
    needed |= {log.parquet for log in knowledge.catalogue.series()}
    held = set(knowledge.objects.keys())
    return {
        "vectors_amiss": float(len(vectors ^ passages)),
        "objects_missing": float(len(needed - held)),
        "objects_unused": float(len(held - needed)),
    }


def _pour(folder: Path, kill_at: int | None, peak: _Peak) -> dict[str, list[object]]:
    """Runs the command; kills it when so many sources are in, or lets it end and gives its report.

    Raises:
        EvalError: It failed, or ended before it could be killed.
    """
    ours = {"ASSISTANT_DATA": str(folder / "data"), "ASSISTANT_ENGINE": "scripted", "HF_HUB_OFFLINE": "1"}
    variables = {**os.environ, **ours}
    command = [sys.executable, "-m", "ui.cli", "ingest", str(folder / _COLLECTION), "--json"]
    began = time.monotonic()
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err, env=variables)  # noqa: S603 - ours
        while process.poll() is None:
            _watch(process.pid, peak)
            if kill_at is not None and _count(folder / "data") >= kill_at:
                process.send_signal(signal.SIGKILL)
                process.wait()
                peak.kills.append(_count(folder / "data"))
                break
            time.sleep(_BEAT)
    peak.seconds += time.monotonic() - began
    if kill_at is not None:
        if process.returncode != -signal.SIGKILL:
            raise EvalError(f"it ended by itself ({process.returncode}) before it could be killed")
        return {}
    if process.returncode not in (0, 3):
        raise EvalError(f"ingest failed: {(folder / 'err').read_text(encoding='utf-8')[-400:]}")
    report: dict[str, list[object]] = json.loads((folder / "out").read_text(encoding="utf-8"))
    return report


def _watch(pid: int, peak: _Peak) -> None:
    try:
        process = psutil.Process(pid)
        resident = []
        for each in (process, *process.children(recursive=True)):
            resident.append(each.memory_info().rss)
            times = each.cpu_times()
            peak.processor[each.pid, each.create_time()] = times.user + times.system
    except psutil.Error:
        return
    peak.writer, peak.together = max(peak.writer, resident[0]), max(peak.together, sum(resident))


def _count(data: Path) -> int:
    """Sources in the catalogue, read while another process writes."""
    try:
        with closing(sqlite3.connect(f"file:{data}/catalogue.sqlite?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT count(*) FROM documents WHERE state = 'active'").fetchone()
    except sqlite3.OperationalError:
        return 0  # not there yet
    return int(row[0])


def _hash_seconds(folder: Path) -> float:
    began = time.monotonic()
    for path in folder.rglob("*"):
        if path.is_file():
            hashlib.sha256(path.read_bytes())
    return time.monotonic() - began
