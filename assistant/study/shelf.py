"""Studies that are open in a data folder: a copy of the definition, its pictures, the answers.

What is copied when a study opens is what participants see; later changes of the file do not reach them.
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import StudyRefused
from assistant.study.check import refuse_unready
from assistant.study.pictures import draw_case
from assistant.study.read import DEFINITION, PREPARED, definition_of, read_study
from assistant.study.records import Study
from assistant.study.session import checked_code
from assistant.study.store import AnswerStore

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_DIGITS = "23456789"
_MOST_CODES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStudy:
    """A study that participants can take part in.

    Attributes:
        pictures: Folder of what its cases show.
    """

    study: Study
    store: AnswerStore
    pictures: Path


class StudyShelf:
    """The open studies of a data folder.

    Args:
        folder: The data folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "studies"

    def names(self) -> list[str]:
        """The studies that are open."""
        if not self._folder.is_dir():
            return []
        return sorted(one.name for one in self._folder.iterdir() if _NAME.fullmatch(one.name))

    def get(self, name: str) -> OpenStudy:
        """An open study.

        Raises:
            StudyRefused: There is none of that name.
        """
        home = self._folder / name
        if not _NAME.fullmatch(name) or not home.is_dir():
            known = ", ".join(self.names()) or "none is"
            raise StudyRefused(
                f"no study '{name[:60]}' is open ({known}): 'assistant study open FOLDER' does"
            )
        return OpenStudy(
            study=read_study(home / "definition"),
            store=AnswerStore(home / "answers.sqlite"),
            pictures=home / "pictures",
        )

    def open(self, path: Path) -> OpenStudy:
        """Opens the study of a file or folder; where it is open already and begun, only if it is the same.

        Raises:
            BadStudy: The definition cannot be used, or is not ready.
            StudyRefused: People took part in another study of that name.
        """
        study = read_study(path)
        refuse_unready(study)
        home = self._folder / study.name
        partial = self._folder / f".{study.name}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        try:
            self._copy(study, path, partial)
            if home.is_dir():
                if _bytes(home / "definition") == _bytes(partial / "definition"):
                    return self.get(study.name)
                if any(one.cell is not None for one in self.get(study.name).store.participants()):
                    raise StudyRefused(
                        f"people took part in '{study.name}' already and its definition has changed: "
                        "give the new one another 'name', or open the old one by its name"
                    )
                for part in ("definition", "pictures"):
                    shutil.rmtree(home / part, ignore_errors=True)
                    (partial / part).rename(home / part)
            else:
                partial.rename(home)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        return self.get(study.name)

    def _copy(self, study: Study, path: Path, target: Path) -> None:
        source, definition = study.folder.resolve(), target / "definition"
        definition.mkdir(parents=True)
        (target / "pictures").mkdir()
        shutil.copyfile(definition_of(path), definition / DEFINITION)
        files = [file for case in study.cases for file in (*case.pictures, *(w.log for w in case.windows))]
        beside = [source / name for name in (PREPARED, study.cases_file) if name]
        for file in dict.fromkeys((*files, *beside)):
            if file.is_file():
                copy = definition / file.resolve().relative_to(source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
        for case in study.cases:
            draw_case(case, target / "pictures")


def new_codes(store: AnswerStore, count: int) -> list[str]:
    """Issues so many new codes: seven characters that nobody can mistake or guess.

    Raises:
        StudyRefused: That is too many.
    """
    taken = {one.code for one in store.participants()}
    if not 0 < count <= _MOST_CODES - len(taken):
        raise StudyRefused(f"a study has {_MOST_CODES} participants at most; {len(taken)} codes are issued")
    found: list[str] = []
    while len(found) < count:
        code = "".join(
            secrets.choice(_DIGITS if place % 3 == 2 else _LETTERS + _DIGITS) for place in range(7)
        )
        if code not in taken:
            taken.add(code)
            found.append(code)
    store.issue(found)
    return found


def issue_named(store: AnswerStore, codes: Sequence[str]) -> list[str]:
    """Issues codes that the researcher chose.

    Raises:
        StudyRefused: One is no code.
    """
    checked = [checked_code(code) for code in codes]
    store.issue(checked)
    return checked


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
