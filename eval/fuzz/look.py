"""Read one broken file as ingestion does and say what became of it; runs in a worker. Knows no mutation."""

from __future__ import annotations

import contextlib
import faulthandler
import hashlib
import os
import pickle
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ingest.errors import Unreadable
from ingest.job import FileJob, Prepared
from ingest.limits import Limits
from ingest.prepare import prepare
from retrieval.records import Revision

Outcome = Literal["read", "refused", "failed", "slow", "hungry", "died"]

_OURS = ("assistant", "retrieval", "ingest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A file to read.

    Attributes:
        cpu_seconds: Processor time after which it counts as slow.
        place: A file into which the worker writes where it was when that time had run out.
    """

    suffix: str
    content: bytes
    cpu_seconds: float
    place: Path
    ocr: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a file.

    Attributes:
        outcome: "read" and "refused" are right; the others are faults.
        shape: Of what was read or said; a new one tells that the file took a new way.
        where: Of a fault, the innermost line of ours and the error; equal for equal faults.
        trace: Of a fault, in full.
    """

    outcome: Outcome
    shape: str = ""
    where: str = ""
    trace: str = ""


def look(trial: Trial) -> Verdict:
    """Prepares the file in a folder of its own and checks that the result can be stored."""
    with tempfile.TemporaryDirectory() as place, _alarm(trial):
        folder = Path(place)
        path = folder / f"file{trial.suffix}"
        path.write_bytes(trial.content)
        job = FileJob(
            path=path, collection="fuzz", relative=path.name, objects=folder / "objects",
            sha256=hashlib.sha256(trial.content).hexdigest(), staging=folder / "staging",
            limits=Limits(ocr="auto" if trial.ocr else "never"),
        )  # fmt: skip
        begun = time.process_time()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                prepared = prepare(job)
                _storable(prepared)
            verdict = Verdict(outcome="read", shape=_shape(prepared.revision))
        except Unreadable as error:
            told = bool(error.reason.strip() and error.hint.strip())
            verdict = Verdict(
                outcome="refused" if told else "failed",
                shape=error.reason[:60],
                where="refused without a word",
            )
        except MemoryError:
            verdict = Verdict(outcome="hungry", where=_where(sys.exc_info()[1]), trace=traceback.format_exc())
        except Exception as error:  # noqa: BLE001 - the edge of one file: what it raises is the finding
            verdict = Verdict(outcome="failed", where=_where(error), trace=traceback.format_exc())
        if time.process_time() - begun > trial.cpu_seconds:
            trace = trial.place.read_text("utf-8", "replace") if trial.place.exists() else ""
            verdict = Verdict(outcome="slow", where=slow_at(trace), trace=trace)
    return verdict


def slow_at(trace: str) -> str:
    """The innermost line of ours in what ``faulthandler`` wrote, which has the innermost first."""
    for line in trace.splitlines():
        if any(f"/{package}/" in line for package in _OURS):
            return "slow at " + line.strip().rsplit("/", 1)[-1]
    return "slow"


@contextlib.contextmanager
def _alarm(trial: Trial) -> Iterator[None]:
    """Writes where the process is once its time has run out, within a library too; stops nothing."""
    trial.place.unlink(missing_ok=True)
    if not hasattr(signal, "SIGPROF"):
        yield
        return
    with trial.place.open("w", encoding="utf-8") as file:
        faulthandler.register(signal.SIGPROF, file=file, all_threads=False, chain=False)
        signal.setitimer(signal.ITIMER_PROF, trial.cpu_seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            faulthandler.unregister(signal.SIGPROF)


def _storable(prepared: Prepared) -> None:
    """Fails where the result cannot travel to the supervisor, or its words not into a database."""
    pickle.dumps(prepared)
    revision = prepared.revision
    texts = [revision.document.title, *revision.document.warnings, *revision.document.equipment]
    for chunk in revision.chunks:
        texts += [chunk.text, chunk.label or "", *chunk.headings, *chunk.identifiers]
    texts += [f"{e.text}{e.name}{e.layer}" for e in revision.entities]
    texts += [column.name for table in revision.tables for column in table.columns]
    texts += [attachment.name for attachment in prepared.attachments]
    joined = "\n".join(texts)
    joined.encode("utf-8")
    if "\0" in joined:
        raise ValueError("a zero byte in the words")


def _shape(revision: Revision) -> str:
    """Roughly what came out: kinds in powers of two, and warnings."""
    counts = [len(revision.chunks), len(revision.tables), len(revision.series), len(revision.entities)]
    kinds = sorted(
        {f"{chunk.kind}{len(chunk.headings)}{'.' if chunk.label else ''}" for chunk in revision.chunks}
    )
    columns = sorted({column.type for table in revision.tables for column in table.columns})
    told = sorted(warning[:24] for warning in revision.document.warnings)
    return "/".join([*(str(count.bit_length()) for count in counts), *kinds, *columns, *told])


def _where(error: BaseException | None) -> str:
    if error is None:
        return ""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if any(f"{os.sep}{package}{os.sep}" in f.filename for package in _OURS)]
    frame = (ours or list(frames))[-1]
    return f"{Path(frame.filename).name}:{frame.lineno} {frame.name}: {type(error).__name__}"
