"""Results of the comparison's runs as JSON lines; a kill loses the run that was going on. Knows files."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from eval.adapters.arms import RunResult
from eval.errors import JournalMismatch


class RunJournal:
    """Runs by key; the first line says under which settings.

    Raises:
        JournalMismatch: The file holds runs under other settings.
    """

    def __init__(self, path: Path, settings: Mapping[str, object]) -> None:
        self.path = path
        self._runs: dict[str, RunResult] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        wanted = json.loads(json.dumps(settings))
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        whole = [line for line in lines if line.endswith("}")]
        if not whole:
            path.write_text(json.dumps(wanted) + "\n", encoding="utf-8")
            return
        if json.loads(whole[0]) != wanted:
            raise JournalMismatch(
                f"{path} holds runs under other settings: give another file with --out, or delete it"
            )
        for line in whole[1:]:
            self._remember(RunResult(**json.loads(line)))
        path.write_text("\n".join(whole) + "\n", encoding="utf-8")

    def done(self, key: str) -> RunResult | None:
        """The result of a run, None where it has not run."""
        return self._runs.get(key)

    def add(self, result: RunResult) -> None:
        """Appends a run; it is on the disk when this returns."""
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(asdict(result)) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        self._remember(result)

    def _remember(self, result: RunResult) -> None:
        self._runs[result.key] = result
