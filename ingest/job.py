"""What a worker is told about a file, and what it hands back. Knows no parser and no catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.limits import Limits
from retrieval.records import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class FileJob:
    """A file to prepare.

    Attributes:
        path: Where its content is.
        relative: Path within the collection; its last part is the name that the parser sees.
        sha256: Hash that the content had when the job was made.
        objects: Folder of the object store.
        staging: Folder for a copy under the file's own name, on the same disk.
        depth: 0 for a file, 1 for an attachment of it …
    """

    path: Path
    collection: str
    relative: str
    sha256: str
    objects: Path
    staging: Path
    limits: Limits
    depth: int = 0

    @property
    def source(self) -> str:
        """The identity that users see."""
        return f"{self.collection}/{self.relative}"

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.relative.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAttachment:
    """A file that was found inside a file. ``key`` is its content in the object store."""

    name: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file that was read: all that goes into the catalogue, and the files that it carries."""

    revision: Revision
    attachments: tuple[StoredAttachment, ...] = ()
