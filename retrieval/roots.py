"""Folders that were ingested and the collections they are bound to. Knows paths, reads no file."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, insert, select

from retrieval import schema
from retrieval.database import writer


def bind(engine: Engine, root: Path, name: str | None) -> str:
    """The collection of a root folder, bound now where it was not.

    Args:
        root: Absolute folder.
        name: The collection's name; the folder's own name where it is None. A name given by the user
            that is bound to another folder is shared by none: the new one gets ``-2``, ``-3`` …
    """
    wanted = clean(name or root.name or "files")
    with writer(engine).begin() as connection:
        bound = {str(row.name): str(row.root) for row in connection.execute(select(schema.collections))}
        for known, folder in bound.items():
            if folder == str(root) and (name is None or known == wanted):
                return known
        if str(root) in bound.values():
            return next(known for known, folder in bound.items() if folder == str(root))
        free = next(c for c in _candidates(wanted) if c not in bound)
        connection.execute(insert(schema.collections).values(name=free, root=str(root)))
        return free


def locate(engine: Engine, path: Path) -> tuple[str, str] | None:
    """Collection and relative path of a file under a known root (the nearest one), else None."""
    with engine.connect() as connection:
        bound = [(row.name, Path(row.root)) for row in connection.execute(select(schema.collections))]
    inside = [(name, root) for name, root in bound if path == root or root in path.parents]
    if not inside:
        return None
    name, root = max(inside, key=lambda pair: len(pair[1].parts))
    return name, path.relative_to(root).as_posix()


def clean(name: str) -> str:
    """A collection's name without what would make a source ambiguous (``/``, control characters)."""
    return re.sub(r"[\x00-\x1f/\\]+", "-", name).strip(" .-") or "files"


def _candidates(wanted: str) -> list[str]:
    return [wanted, *(f"{wanted}-{number}" for number, _ in zip(count(2), range(10_000), strict=False))]
