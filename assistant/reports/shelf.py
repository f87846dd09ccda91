"""Reports that were made, in the data folder, one folder each with every format. Knows files, no section."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Collection
from pathlib import Path

from assistant.reports.records import Report
from assistant.reports.render.formats import FORMATS, Format, rendered

_KEPT = 100
_ID = re.compile(r"[0-9a-f]{32}")


class ReportShelf:
    """The reports of a data folder; the oldest make room.

    Args:
        folder: The data folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "reports" / "made"

    def put(self, id_: str, report: Report) -> None:
        """Keeps a report in every format: whole, or not at all."""
        target, partial = self._folder / id_, self._folder / f".{id_}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        for format_ in FORMATS:
            (partial / f"report.{format_}").write_bytes(rendered(report, format_))
        shutil.rmtree(target, ignore_errors=True)
        partial.rename(target)
        kept = sorted(self._all(), key=lambda path: path.stat().st_mtime)
        for old in kept[:-_KEPT]:
            shutil.rmtree(old, ignore_errors=True)

    def file(self, id_: str, format_: Format) -> Path | None:
        """The file of a report; None where it is not there any more."""
        path = self._folder / id_ / f"report.{format_}"
        return path if _ID.fullmatch(id_) and path.is_file() else None

    def body(self, id_: str) -> dict[str, object] | None:
        """The report as JSON; None where it is not there any more."""
        path = self.file(id_, "json")
        if path is None:
            return None
        body: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
        return body

    def forget(self, sources: Collection[str]) -> int:
        """Deletes the reports that cite a source that was forgotten; gives how many."""
        gone = 0
        for path in self._all():
            body = self.body(path.name)
            cited = body["citations"] if body is not None else []
            if isinstance(cited, list) and any(one["source"] in sources for one in cited):
                shutil.rmtree(path, ignore_errors=True)
                gone += 1
        return gone

    def _all(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return [path for path in self._folder.iterdir() if _ID.fullmatch(path.name)]
