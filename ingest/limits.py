"""What one file may cost and how a batch runs. Knows no file, no settings' source and no store."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutModel:
    """Another program that finds headings and tables in PDFs.

    Attributes:
        folder: Where its models are; nothing is downloaded.
    """

    name: Literal["docling", "unstructured"]
    folder: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of one file.

    Attributes:
        seconds: Wall time after which its worker is stopped.
        memory_mb: Resident memory of the worker, its children included.
        max_file_mb: Larger files are not opened.
        max_attachments: Files inside one file; the rest is named in a warning.
        max_depth: How deep files may be nested (a mail in a mail).
        ocr: Whether pages without text are read from their picture.
        layout: Who finds headings and tables in PDFs; our own reader where None.
    """

    seconds: float = 900.0
    memory_mb: int = 4096
    max_file_mb: int = 1024
    max_attachments: int = 200
    max_depth: int = 4
    ocr: Literal["auto", "never"] = "auto"
    layout: LayoutModel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOptions:
    """How a batch runs.

    Attributes:
        collection: Name of the collection; None takes the root folder's name.
        workers: Processes that parse at the same time.
        engine: Where they run: on this machine or on a Ray cluster.
        ray_address: ``host:port`` of the cluster's head or ``auto``; one of this machine alone where None.
        ray_places: Processes on the cluster; one for each of its processors where None.
        force: Parse unchanged files again.
        prune: Delete sources whose file is gone from a folder that was given.
    """

    collection: str | None = None
    workers: int = 2
    engine: Literal["local", "ray"] = "local"
    ray_address: str | None = None
    ray_places: int | None = None
    force: bool = False
    prune: bool = False
    limits: Limits = field(default_factory=Limits)
