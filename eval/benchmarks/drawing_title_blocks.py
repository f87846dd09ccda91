"""``drawing_title_blocks``: title blocks of real drawings. Knows their truth, not how it is read."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping

from assistant.reports.drawing.sources import ParseJob, parse
from eval.benchmark import RunOptions
from eval.errors import DataMissing
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.title_block_truth import FIELDS, TRUTH, TitleBlockTruth
from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument

_TITLES = ("title", "description")
_GREP = {
    "drawing number": r"(?:dwg|drawing)\.? ?(?:no|number)\.?:? *\n?(?P<value>\S*\d\S*)",
    "title": r"title:? *\n?(?P<value>[^\n]+)",
    "revision": r"\brev(?:ision)?\.?:? *\n?(?P<value>\w{1,3})\b",
    "scale": r"(?P<value>\d+ ?: ?\d+)",
    "date": r"(?P<value>\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4})",
    "material": r"material:? *\n?(?P<value>[^\n]+)",
    "drawn by": r"drawn(?: by)?:? *\n?(?P<value>[^\n]+)",
}


class DrawingTitleBlocks:
    """The benchmark ``drawing_title_blocks``."""

    name = "drawing_title_blocks"

    def run(self, options: RunOptions) -> EvalReport:
        """Reads each drawing; a field is right where its value is, or where both are empty.

        Raises:
            DataMissing: The drawings are not there.
        """
        begun = time.monotonic()
        folder = (options.bench_data or options.results) / "documents" / "drawings"
        if not folder.is_dir():
            raise DataMissing(f"the drawings are not there ({folder}): give --bench-data")
        rows = TRUTH[: options.limit]
        ours, trivial, notes, errors = {}, {}, [], 0
        for number, row in enumerate(rows, 1):
            try:
                parsed = parse(ParseJob(path=folder / row.file))
            except Unreadable as error:
                errors += 1
                notes.append(f"{row.file}: {error}")
                ours[row.file] = trivial[row.file] = [False for value in row.values if value != "?"]
                continue
            ours[row.file] = right_fields(row, read_fields(parsed), notes)
            trivial[row.file] = right_fields(row, grep_fields(parsed), [])
            options.tell("drawings", number, len(rows))
        return EvalReport(
            benchmark=self.name, n=len(rows), errors=errors, scores=scores(rows, ours),
            settings=settings_record(options.settings), seconds=time.monotonic() - begun,
            baselines={"grep": scores(rows, trivial)}, notes=tuple(notes),
        )  # fmt: skip


def read_fields(parsed: ParsedDocument) -> dict[str, str]:
    """The first value of each field on the first sheet that has it; a description stands for a title."""
    found: dict[str, str] = {}
    for entity in parsed.entities:
        if entity.kind == "title_block":
            found.setdefault(entity.name, entity.text)
    title = next((found[name] for name in _TITLES if name in found), None)
    if title is not None:
        found["title"] = title
    return found


def grep_fields(parsed: ParsedDocument) -> dict[str, str]:
    """What a keyword search in the same words finds."""
    text = "\n".join(entity.text for entity in parsed.entities if entity.kind != "title_block")
    text += "\n" + "\n".join(f"{e.name}\n{e.text}" for e in parsed.entities if e.kind == "title_block")
    return {
        name: match["value"].strip()
        for name, pattern in _GREP.items()
        if (match := re.search(pattern, text, re.IGNORECASE))
    }


def right_fields(row: TitleBlockTruth, read: Mapping[str, str], notes: list[str]) -> list[bool]:
    """For each field that is asked whether it is right; says of the others what was read."""
    found = []
    for name, value in zip(FIELDS, row.values, strict=True):
        if value == "?":
            continue
        right = _bare(read.get(name)) == _bare(value)
        found.append(right)
        if not right:
            notes.append(f"{row.file} ({row.half}): {name}: {read.get(name)!r}, not {value!r}")
    return found


def scores(rows: tuple[TitleBlockTruth, ...], right: Mapping[str, list[bool]]) -> dict[str, float]:
    """Share of the fields that are right, and of the drawings where all are, for each half."""
    halves = {"development": ("development",), "test": ("test",), "all": ("development", "test")}
    found = {}
    for name, member in halves.items():
        drawings = [right[row.file] for row in rows if row.half in member]
        fields = [hit for drawing in drawings for hit in drawing]
        if fields:
            found[f"{name}_fields"] = sum(fields) / len(fields)
            found[f"{name}_whole"] = sum(all(drawing) for drawing in drawings) / len(drawings)
    return found


def _bare(value: str | None) -> str:
    return re.sub(r"[\s_.,-]", "", value or "").casefold()
