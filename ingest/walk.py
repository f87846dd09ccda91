"""Finds the files beneath given paths. Knows the file system, nothing of formats, hashes or the catalogue."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from ingest.errors import Unreadable
from ingest.left_out import Rule, rules_of

_LITTER = frozenset(
    {"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "$recycle.bin", "system volume information"}
    | {"__macosx", "__pycache__", "lost+found"}
)
_LITTER_ENDINGS = ("~", ".swp", ".swo", ".part", ".crdownload")
_FILE_LIKE = re.compile(
    r"\.(pdf|docx?|xlsx?|xlsm|pptx?|csv|tsv|json|jsonl|txt|md|html?|eml|msg|dxf|dwg|png|jpe?g|tiff?|dat|log|xml)$",
    re.IGNORECASE,
)
_SPECIAL = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A regular file.

    Attributes:
        path: Absolute path.
        root: The folder that was given, or the parent of the file that was given.
        relative: Path relative to ``root``, with ``/``, in Unicode's composed form. A name whose bytes are
            no UTF-8 (old shares) is read as Windows-1252.
    """

    path: Path
    root: Path
    relative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPath:
    """A path that cannot come in. Fields as in ``FoundFile``; reason and hint as in ``Unreadable``."""

    path: Path
    root: Path
    relative: str
    reason: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """All that was found. ``folders`` are the folders that were given and read to the end."""

    files: tuple[FoundFile, ...]
    refused: tuple[RefusedPath, ...]
    folders: tuple[Path, ...]
    ignored: int


def walk(paths: Sequence[Path], *, exclude: Sequence[Path] = ()) -> Walk:
    """Lists the files at and beneath ``paths``, each once, in a fixed order.

    Hidden files, Office locks (``~$…``), litter of operating systems and what a ``.assistantignore`` names
    (``ingest.left_out``) are passed over; links out
    of the folder, pipes, sockets and unreadable folders are refused. Nothing is opened.

    Args:
        paths: Files and folders that exist.
        exclude: Folders that are passed over wherever they are (the data folder).

    Raises:
        FileNotFoundError: A path does not exist; its ``filename`` says which.
    """
    walker = _Walker(tuple(folder.resolve() for folder in exclude))
    for path in paths:
        walker.take(path)
    return Walk(
        files=tuple(walker.files.values()),
        refused=tuple(walker.refused.values()),
        folders=tuple(walker.folders),
        ignored=walker.ignored,
    )


class _Walker:
    def __init__(self, exclude: tuple[Path, ...]) -> None:
        self.files: dict[Path, FoundFile] = {}
        self.refused: dict[Path, RefusedPath] = {}
        self.folders: list[Path] = []
        self.ignored = 0
        self._exclude = exclude
        self._names: dict[tuple[Path, str], Path] = {}

    def take(self, given: Path) -> None:
        path = given.resolve(strict=True)
        if path.is_dir():
            self.folders.append(path)
            self._folder(path, path)
        else:
            self._file(path, path.parent)

    def _folder(self, folder: Path, root: Path, above: tuple[Rule, ...] = ()) -> None:
        if folder in self._exclude:
            self.ignored += 1
            return
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: _natural(entry.name))
            rules = (*above, *rules_of(folder))
        except OSError as error:
            self._refuse(folder, root, *_why_closed(error))
            return
        for entry in entries:
            path = folder / entry.name
            if is_litter(entry.name) or any(rule.fits(path, is_folder=entry.is_dir()) for rule in rules):
                self.ignored += 1
            elif entry.is_symlink():
                self._link(path, root)
            elif entry.is_dir(follow_symlinks=False):
                self._inner_folder(path, root, rules)
            else:
                self._file(path, root)

    def _inner_folder(self, path: Path, root: Path, rules: tuple[Rule, ...]) -> None:
        if _FILE_LIKE.search(path.name):
            reason = "this is a folder although its name is that of a file"
            self._refuse(path, root, reason, "rename the folder, or give its path to ingest by itself")
        else:
            self._folder(path, root, rules)

    def _link(self, path: Path, root: Path) -> None:
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            self._refuse(path, root, "this is a link to nothing", "mend the link or delete it")
            return
        if target.is_relative_to(root):
            self.ignored += 1  # what it leads to comes in under its own name
            return
        reason = "this is a link that leads out of the folder"
        self._refuse(path, root, reason, "copy the file here, or give the place it leads to")

    def _file(self, path: Path, root: Path) -> None:
        try:
            mode = path.stat(follow_symlinks=False).st_mode
        except OSError as error:
            self._refuse(path, root, *_why_closed(error))
            return
        if not stat.S_ISREG(mode):
            name = next((name for test, name in _SPECIAL if test(mode)), "no regular file")
            self._refuse(path, root, f"this is {name}, not a file", "give the file that holds the data")
            return
        relative = _relative(path, root)
        holder = self._names.setdefault((root, relative), path)
        if holder == path:
            self.files.setdefault(path, FoundFile(path=path, root=root, relative=relative))
            return
        reason = "another file has this name too, written in other bytes"
        self._refuse(path, root, reason, "rename one of the two", relative=self._free(root, relative))

    def _free(self, root: Path, relative: str) -> str:
        """A name for the second file of one name."""
        stem, dot, suffix = (
            relative.rpartition(".") if "." in relative.rpartition("/")[2] else (relative, "", "")
        )
        free = next(
            f"{stem} ({n}){dot}{suffix}"
            for n in count(2)
            if (root, f"{stem} ({n}){dot}{suffix}") not in self._names
        )
        self._names[(root, free)] = Path(root, free)
        return free

    def _refuse(self, path: Path, root: Path, reason: str, hint: str, *, relative: str = "") -> None:
        relative = relative or _relative(path, root)
        refused = RefusedPath(path=path, root=root, relative=relative, reason=reason, hint=hint)
        self.refused.setdefault(path, refused)


def is_litter(name: str) -> bool:
    """True for hidden files, Office locks and what operating systems and editors leave about."""
    lower = name.lower()
    return name.startswith((".", "~$")) or lower in _LITTER or lower.endswith(_LITTER_ENDINGS)


def cannot_open(error: OSError) -> Unreadable:
    """The file system's refusal in words a person can act on."""
    return Unreadable(*_why_closed(error))


def _why_closed(error: OSError) -> tuple[str, str]:
    if isinstance(error, PermissionError):
        return "no permission to read it", "give this user the right to read it, then ingest again"
    if isinstance(error, FileNotFoundError):
        return "it vanished while the folder was read", "ingest again"
    return f"the file system refuses to read it: {error.strerror or error}", "copy it to another disk"


def _relative(path: Path, root: Path) -> str:
    return readable(path.relative_to(root).as_posix())


def readable(path: str) -> str:
    """A path as text that can be stored: composed; parts whose bytes are no UTF-8 read as Windows-1252."""
    return unicodedata.normalize("NFC", "/".join(map(_readable_name, path.split("/"))))


def _readable_name(name: str) -> str:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        held = os.fsencode(name)
        try:
            return held.decode("cp1252")
        except UnicodeDecodeError:
            return held.decode("latin-1")
    return name


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    parts = re.split(r"([0-9]+)", name)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part.lower()) for part in parts)
