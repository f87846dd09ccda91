"""What endpoints gave, on the disk with its date. Knows files, no protocol.

A file is whole or not there. Its name is made of the endpoint's address and the query, so that an address
that was changed in the settings does not answer with what another one said. Credentials are in none.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from retrieval.graph.linked.endpoint import Endpoint

MOST_FILES = 500
"""Of one endpoint; the oldest are dropped."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it came, and when."""

    content: bytes
    fetched: datetime


class Kept:
    """Answers in a folder, one folder an endpoint."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, endpoint: Endpoint, query: str) -> KeptAnswer | None:
        """What was kept of a query; None where nothing is, or it is damaged."""
        try:
            head, _, content = self._path(endpoint, query).read_bytes().partition(b"\n")
            return KeptAnswer(content, datetime.fromisoformat(json.loads(head)["fetched"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, endpoint: Endpoint, query: str, answer: KeptAnswer) -> None:
        """Keeps an answer; where the disk refuses, it is not kept."""
        path = self._path(endpoint, query)
        head = {"endpoint": endpoint.name, "fetched": answer.fetched.isoformat(), "query": query}
        part = path.with_name(f"{secrets.token_hex(8)}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(json.dumps(head).encode() + b"\n" + answer.content)
            part.replace(path)
            self._drop_oldest(path.parent)
        except OSError:
            part.unlink(missing_ok=True)

    def count(self, name: str) -> int:
        """How many answers of an endpoint are kept."""
        return len(list((self._folder / name).glob("*.json")))

    def forget(self, name: str) -> int:
        """Deletes what an endpoint gave; says how many answers that were."""
        count = self.count(name)
        shutil.rmtree(self._folder / name, ignore_errors=True)
        return count

    def _path(self, endpoint: Endpoint, query: str) -> Path:
        key = hashlib.sha256(f"{endpoint.url}\0{query}".encode("utf-8", "replace")).hexdigest()
        return self._folder / endpoint.name / f"{key}.json"

    def _drop_oldest(self, folder: Path) -> None:
        files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for path in files[: max(0, len(files) - MOST_FILES)]:
            path.unlink(missing_ok=True)
