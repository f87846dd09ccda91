"""What a batch did, file by file, and how far it is. Knows no store; ``to_json`` is the contract's JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from ingest.near_duplicates import AlikeGroup
from ingest.revision_families import FamilyMember, RevisionFamily
from retrieval.records import Kind, Revision, SeriesRef

_SOME = 0.25
"""Share of words from which a report with tables is a text, a sheet with a note no longer a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestedLog:
    """A sensor log of a file: its period, its step in seconds and how much it holds."""

    name: str
    start: str
    end: str
    step_seconds: float
    rows: int
    sensors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestedFile:
    """A file that came in.

    Attributes:
        kind: The kind of evidence that most of it is.
        media: Kind of file (``pdf``, ``csv`` …).
        pages: Pages, None where the format has none.
        rows: Rows of all its tables and logs.
        seconds: Parsing and publishing, without waiting.
        warnings: What was lost or guessed, each a sentence.
        logs: Its sensor logs.
    """

    source: str
    kind: Kind
    media: str
    revision: int
    pages: int | None
    chunks: int
    rows: int
    seconds: float
    warnings: tuple[str, ...] = ()
    logs: tuple[IngestedLog, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedFile:
    """A file that was left as it is, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFile:
    """A file in quarantine: what is wrong and what mends it."""

    source: str
    reason: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """The whole batch.

    Attributes:
        vanished: Sources whose file is no longer in a folder that was given; they still answer.
        pruned: Such sources that were deleted on request.
        ignored: Hidden files, locks and litter of operating systems that were passed over.
        stopped: True where the user stopped the batch: the rest was not looked at.
        revisions: Documents in several files of which this batch brought one, and which is in force.
        alike: Copies and near-duplicates of what came in.
        file: Where the whole report is kept, if it is.
    """

    ingested: tuple[IngestedFile, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    quarantined: tuple[RefusedFile, ...] = ()
    vanished: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    ignored: int = 0
    stopped: bool = False
    seconds: float = 0.0
    revisions: tuple[RevisionFamily, ...] = ()
    alike: tuple[AlikeGroup, ...] = ()
    file: str | None = None

    @property
    def exit_code(self) -> Literal[0, 1, 3]:
        """0 all done, 1 all quarantined, 3 some quarantined or stopped before the end."""
        if self.quarantined and not (self.ingested or self.skipped or self.pruned):
            return 1
        return 3 if self.quarantined or self.stopped else 0

    def to_json(self) -> dict[str, object]:
        """The contract's object of ``assistant ingest --json``."""
        return asdict(self)

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> IngestReport:
        """What ``to_json`` gave, also after it went through JSON."""
        families = [
            RevisionFamily(name=each["name"], members=tuple(FamilyMember(**m) for m in each["members"]))
            for each in body["revisions"]
        ]
        groups = [AlikeGroup(**{**each, "sources": tuple(each["sources"])}) for each in body["alike"]]
        files = [_file_of(each) for each in body["ingested"]]
        return cls(
            ingested=tuple(files),
            skipped=tuple(SkippedFile(**each) for each in body["skipped"]),
            quarantined=tuple(RefusedFile(**each) for each in body["quarantined"]),
            vanished=tuple(body["vanished"]),
            pruned=tuple(body["pruned"]),
            ignored=body["ignored"],
            stopped=body["stopped"],
            seconds=body["seconds"],
            revisions=tuple(families),
            alike=tuple(groups),
            file=body["file"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestProgress:
    """How far a batch is. ``source`` is the file that was finished last."""

    done: int
    total: int
    source: str
    outcome: Literal["ingested", "skipped", "quarantined"]


ProgressCallback = Callable[[IngestProgress], None]


def ingested_file(revision: Revision, *, number: int, seconds: float) -> IngestedFile:
    """The report's line on a revision that was published as the source's ``number``-th."""
    document = revision.document
    return IngestedFile(
        source=document.source,
        kind=main_kind(revision),
        media=document.media,
        revision=number,
        pages=document.pages,
        chunks=len(revision.chunks),
        rows=sum(t.row_count for t in revision.tables) + sum(s.row_count for s in revision.series),
        seconds=round(seconds, 3),
        warnings=document.warnings,
        logs=tuple(_log(ref) for ref in revision.series),
    )


def _log(ref: SeriesRef) -> IngestedLog:
    return IngestedLog(
        name=ref.name, start=ref.start.isoformat(sep=" ", timespec="seconds"),
        end=ref.end.isoformat(sep=" ", timespec="seconds"), step_seconds=ref.step_seconds, rows=ref.row_count,
        sensors=sum(not sensor.flag for sensor in ref.sensors),
    )  # fmt: skip


def _file_of(body: Mapping[str, Any]) -> IngestedFile:
    logs = tuple(IngestedLog(**each) for each in body.get("logs", ()))
    return IngestedFile(**{**body, "warnings": tuple(body["warnings"]), "logs": logs})


def main_kind(revision: Revision) -> Kind:
    """The kind of evidence that most of a revision is: a log is a series, a register a table."""
    if revision.series:
        return "series"
    counts: dict[Kind, int] = {"text": 0, "table": 0, "series": 0, "drawing": 0}
    for chunk in revision.chunks:
        counts[chunk.kind] += len(chunk.text)
    total = sum(counts.values())
    if not total:
        return "table" if revision.tables else "text"
    if counts["text"] >= total * _SOME and revision.document.media not in {"dxf", "svg"}:
        return "text"
    return max(counts, key=lambda kind: counts[kind])
