"""Results as JSON lines that a kill cannot lose. Knows files, nothing of scores."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from eval.errors import JournalMismatch
from eval.result import CaseResult, RunHeader


class Journal:
    """Results of one run, one JSON object a line; the first line says which run.

    Each line is on the disk before the next case begins. A line that a kill left half written is
    dropped when the journal is opened again.

    Args:
        path: The file; made where it is absent.
        header: What the results belong to.

    Raises:
        JournalMismatch: The file holds results of another run.
    """

    def __init__(self, path: Path, header: RunHeader) -> None:
        self.path = path
        self._results: dict[tuple[str, str], CaseResult] = {}
        for record in opened_lines(path, header):
            self._remember(CaseResult.from_json(record))

    def done(self, system: str, case_id: str) -> CaseResult | None:
        """The result of a case that needs not be asked again; an error is."""
        result = self._results.get((system, case_id))
        return None if result is None or result.error is not None else result

    def add(self, result: CaseResult) -> None:
        """Appends a result; it is on the disk when this returns."""
        append_line(self.path, json.dumps(result.to_json(), ensure_ascii=False))
        self._remember(result)

    def _remember(self, result: CaseResult) -> None:
        self._results[(result.system, result.id)] = result


def opened_lines(path: Path, header: RunHeader) -> list[dict[str, object]]:
    """The records below the header; a file that is absent is made, with the header.

    Raises:
        JournalMismatch: The file holds results of another run.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = _whole_lines(path)
    wanted = json.loads(json.dumps(asdict(header)))
    if not lines:
        append_line(path, json.dumps(wanted, ensure_ascii=False))
    elif lines[0] != wanted:
        raise JournalMismatch(
            f"{path} holds results of another run ({_differences(lines[0], wanted)}): "
            "give another file with --out, or delete it"
        )
    return lines[1:]


def append_line(path: Path, line: str) -> None:
    """Adds a line; it is on the disk when this returns."""
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def _whole_lines(path: Path) -> list[dict[str, object]]:
    """The records of the file; a last line without its end is cut off."""
    if not path.is_file():
        return []
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        path.write_bytes(whole)
    return [json.loads(line) for line in whole.decode("utf-8").splitlines() if line.strip()]


def _differences(found: Mapping[str, object], wanted: Mapping[str, object]) -> str:
    if found.get("benchmark") != wanted.get("benchmark"):
        return f"benchmark {found.get('benchmark')}"
    before, now = found.get("settings"), wanted.get("settings")
    if not isinstance(before, dict) or not isinstance(now, dict):
        return "no header"
    names = [name for name in sorted({*before, *now}) if before.get(name) != now.get(name)]
    return ", ".join(f"{name}: {before.get(name)}" for name in names)
