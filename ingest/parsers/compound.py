"""Whether the streams of an OLE file can be what its directory claims. Reads none of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def check_streams(ole: Any, path: Path) -> None:
    """Refuses a directory that claims more than the file holds, before anything is read by its word.

    Args:
        ole: An ``olefile.OleFileIO``.

    Raises:
        ValueError: A stream is said to be larger than the file.
    """
    most = path.stat().st_size
    if any(entry is not None and entry.size > most for entry in ole.direntries):
        raise ValueError("a stream is larger than its file")
