"""Files by the hash of their content. Knows paths and bytes, nothing of documents or who uses an object."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from retrieval.errors import BadKey, MissingObject

_KEY = re.compile(r"[0-9a-f]{64}")
_BLOCK = 1 << 20


class ObjectStore:
    """Content-addressed files under one folder: ``ab/<sha256>``.

    An object is complete or absent: it is written beside its place, synced, then renamed. Safe for
    several processes: two that put the same content write the same file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def put_bytes(self, content: bytes) -> str:
        """Stores ``content``; gives its key (SHA-256, lower-case hexadecimal)."""
        key = hashlib.sha256(content).hexdigest()
        target = self.path(key)
        if target.exists():
            os.utime(target)
            return key
        temporary = self._temporary()
        try:
            with temporary.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            self._settle(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
        return key

    def put_file(self, path: Path) -> str:
        """Copies the file at ``path`` in; gives its key. The hash is that of the bytes copied."""
        temporary = self._temporary()
        digest = hashlib.sha256()
        try:
            with path.open("rb") as source, temporary.open("xb") as stream:
                while block := source.read(_BLOCK):
                    digest.update(block)
                    stream.write(block)
                stream.flush()
                os.fsync(stream.fileno())
            key = digest.hexdigest()
            target = self.path(key)
            if target.exists():
                os.utime(target)
            else:
                self._settle(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
        return key

    def path(self, key: str) -> Path:
        """Where the object ``key`` is or would be.

        Raises:
            BadKey: The key is not a SHA-256 in lower-case hexadecimal (a path, for example).
        """
        if not _KEY.fullmatch(key):
            raise BadKey(f"not the key of an object: {key[:80]!r}")
        return self._folder / key[:2] / key

    def has(self, key: str) -> bool:
        """True where the object is there."""
        return self.path(key).is_file()

    def read(self, key: str) -> bytes:
        """The content of an object.

        Raises:
            MissingObject: It is not there.
        """
        try:
            return self.path(key).read_bytes()
        except FileNotFoundError as error:
            raise MissingObject(f"no object {key}: ingest its source again") from error

    def delete(self, key: str) -> None:
        """Removes an object; nothing happens where it is absent."""
        target = self.path(key)
        target.unlink(missing_ok=True)
        try:
            target.parent.rmdir()
        except OSError:
            return  # other objects share the folder

    def keys(self) -> Iterator[str]:
        """Keys of all objects, in no particular order."""
        for folder in self._folder.glob("[0-9a-f][0-9a-f]"):
            for file in folder.iterdir():
                if _KEY.fullmatch(file.name):
                    yield file.name

    def clear_partial(self) -> None:
        """Removes what a killed writer left half written. Only while no other process writes."""
        shutil.rmtree(self._folder / "partial", ignore_errors=True)

    def _temporary(self) -> Path:
        folder = self._folder / "partial"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / secrets.token_hex(16)

    @staticmethod
    def _settle(temporary: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(target)
        if os.name == "posix":
            handle = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
