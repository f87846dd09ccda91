"""Which file becomes which source. Knows the catalogue's collections, no content and no format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.walk import FoundFile, RefusedPath, Walk, readable

if TYPE_CHECKING:
    from retrieval.catalogue import Catalogue
    from retrieval.records import Document

ATTACHMENTS = "/attachments/"
"""Stands between a source and the files that it carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A file and the source that it becomes.

    Attributes:
        path: Where the file is now.
        relative: Path within the collection, with ``/``.
    """

    path: Path
    collection: str
    relative: str

    @property
    def source(self) -> str:
        """The identity that users see."""
        return self.collection if self.relative == "." else f"{self.collection}/{self.relative}"


class Namer:
    """Gives each path its source: known roots keep their collection, new ones are bound to one.

    Args:
        collection: Name that the user wants for new roots; the folder's own name where None.
    """

    def __init__(self, catalogue: Catalogue, *, collection: str | None) -> None:
        self._catalogue = catalogue
        self._wanted = collection
        self._bound: dict[Path, str] = {}

    def target(self, found: FoundFile | RefusedPath) -> Target:
        """The source of a file that was found or refused under its root."""
        collection, relative = self.place(found.path, found.root, found.relative)
        return Target(path=found.path, collection=collection, relative=relative)

    def place(self, path: Path, root: Path, relative: str) -> tuple[str, str]:
        """Collection and relative path of ``path``, which is ``relative`` under ``root``."""
        if self._wanted is None:
            known = self._catalogue.locate(path)
            if known is not None:
                return known[0], _named(readable(known[1]), relative)
        if root not in self._bound:
            self._bound[root] = self._catalogue.collection_for(root, self._wanted)
        return self._bound[root], relative


def _named(located: str, relative: str) -> str:
    """The located path with the name that the walk gave the file (it tells two of one name apart)."""
    if "." in (located, relative):
        return located
    folder, slash, _ = located.rpartition("/")
    return folder + slash + relative.rpartition("/")[2]


def vanished(walk: Walk, namer: Namer, catalogue: Catalogue, present: Sequence[Target]) -> list[Document]:
    """Documents of the folders that were walked whose file is not there any more.

    What lies under a folder that could not be read is not gone, and a folder without a single file
    says nothing (a disk that is not mounted).
    """
    here = {target.source for target in present}
    gone: dict[str, Document] = {}
    for folder in walk.folders:
        if any(file.path.is_relative_to(folder) for file in walk.files):
            collection, prefix = namer.place(folder, folder, ".")
            for document in _beneath(catalogue, collection, prefix):
                if not _is_here(document.source, here):
                    gone[document.source] = document
    return list(gone.values())


def _beneath(catalogue: Catalogue, collection: str, prefix: str) -> Iterator[Document]:
    start = "" if prefix == "." else prefix + "/"
    for document in catalogue.documents(superseded=True):
        if document.collection == collection and document.path.startswith(start):
            yield document


def _is_here(source: str, here: set[str]) -> bool:
    while source:
        if source in here:
            return True
        source = source.rpartition("/")[0]  # a refused folder above, or the file that carries it
    return False
