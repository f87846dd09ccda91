"""Which files a folder's ``.assistantignore`` leaves out of ingestion. Knows names, opens no other file."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

FILE = ".assistantignore"
_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with ``*`` and ``?``, of the folder that it stands in and all below.

    Attributes:
        folder: Where the file with the pattern is.
        pattern: With a slash inside it is a path from there, else a name at any depth; one that ends
            in a slash is for folders alone. Letters count in either case.
    """

    folder: Path
    pattern: str

    def fits(self, path: Path, *, is_folder: bool) -> bool:
        """True where a path below the folder is left out."""
        wanted = self.pattern.casefold()
        if wanted.endswith("/") and not is_folder:
            return False
        wanted = wanted.rstrip("/")
        if "/" not in wanted:
            return fnmatchcase(path.name.casefold(), wanted)
        return fnmatchcase(path.relative_to(self.folder).as_posix().casefold(), wanted.lstrip("/"))


def rules_of(folder: Path) -> tuple[Rule, ...]:
    """The rules that stand in a folder, one a line; empty lines and those that begin with ``#`` are none.

    Raises:
        OSError: The file with the rules cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    with path.open("rb") as stream:
        text = stream.read(_MOST_BYTES).decode("utf-8-sig", "replace")
    lines = (line.strip() for line in text.splitlines())
    return tuple(Rule(folder, line) for line in lines if line and not line.startswith("#"))
