"""Small JSON files of a data folder, each written whole and on the disk or not at all. Knows no content."""

from __future__ import annotations

import json
import logging
import os
import uuid
from pathlib import Path

from assistant.contract import Json

_LOG = logging.getLogger(__name__)


def read_json(path: Path) -> object:
    """What a file holds; None where there is none, or none that can be read, which is logged."""
    try:
        body: object = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        _LOG.warning("%s cannot be read: %s", path, error)
        return None
    return body


def write_json(path: Path, body: Json) -> None:
    """Puts a file in its place; it is on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        with partial.open("w", encoding="utf-8") as file:
            json.dump(body, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
