"""A study's definition from its folder: ``study.toml``, cases in it or in a CSV, prepared advice.

Knows files and what makes a definition whole; runs nothing that stands in them.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from assistant.errors import BadStudy
from assistant.study.advice_file import read_advice
from assistant.study.case_fields import CASE_KEYS, options_of, read_case
from assistant.study.case_table import cases_of_table
from assistant.study.fields import Fields
from assistant.study.records import (
    CONDITIONS,
    FORMATS,
    NO_WORDS,
    Attribute,
    Case,
    Condition,
    Format,
    Study,
    Words,
)

DEFINITION = "study.toml"
PREPARED = "prepared.json"
MOST_CASES = 500
_MOST_BYTES = 5_000_000
_MOST_ATTRIBUTES = 10
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_KEYS = frozenset(
    {
        "name", "title", "format", "conditions", "consent", "instructions", "debrief", "confidence", "seed",
        "wrong_share", "smallest_difference", "cases_file", "case", "attribute",
    }
)  # fmt: skip


def definition_of(path: Path) -> Path:
    """The definition's file, given it or its folder.

    Raises:
        BadStudy: There is none.
    """
    file = path / DEFINITION if path.is_dir() else path
    if not file.is_file():
        raise BadStudy(f"there is no {file}: 'assistant study new FOLDER' writes one to begin with")
    return file


def read_study(path: Path) -> Study:
    """The study of a file or folder, checked whole.

    Raises:
        BadStudy: It cannot be used; the message says where and what mends it.
        OSError: A file cannot be read.
    """
    file = definition_of(path)
    if file.stat().st_size > _MOST_BYTES:
        raise BadStudy(f"{file} is larger than {_MOST_BYTES // 1_000_000} MB")
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadStudy(f"{file} is no TOML: {error}") from error
    fields = Fields(table, file.name)
    fields.refuse_others(_KEYS)
    name = fields.text("name")
    if not _NAME.fullmatch(name):
        raise BadStudy(f"{file.name}: 'name' may hold lower-case letters, digits and hyphens, 40 at most")
    return Study(
        name=name,
        title=fields.words("title"),
        format=_format(fields),
        conditions=_conditions(fields),
        consent=_consent(fields),
        instructions=fields.words("instructions", NO_WORDS),
        debrief=fields.words("debrief", NO_WORDS),
        attributes=_attributes(fields),
        confidence=fields.yes("confidence", default=True),
        seed=int(fields.number("seed", 0)),
        wrong_share=fields.share("wrong_share"),
        smallest_difference=_difference(fields),
        cases=_cases(fields, file.parent),
        cases_file=fields.text("cases_file", ""),
        folder=file.parent,
    )


def _format(fields: Fields) -> Format:
    given = fields.text("format", "sequential")
    if given not in FORMATS:
        raise BadStudy(f"{fields.place}: 'format' must be one of {', '.join(FORMATS)}, not '{given[:40]}'")
    return given


def _conditions(fields: Fields) -> tuple[Condition, ...]:
    given = fields.texts("conditions") or CONDITIONS[:3]
    for one in given:
        if one not in CONDITIONS:
            raise BadStudy(f"{fields.place}: '{one[:40]}' is no condition; there are {', '.join(CONDITIONS)}")
    if len(set(given)) != len(given) or len(given) < 2:
        raise BadStudy(f"{fields.place}: 'conditions' must name two or more, each once")
    return cast("tuple[Condition, ...]", tuple(given))


def _consent(fields: Fields) -> Words:
    consent = fields.words("consent")
    if not consent.en or not consent.fr:
        raise BadStudy(f"{fields.place}: 'consent' is empty: say what is kept, why, and that one may stop")
    return consent


def _difference(fields: Fields) -> float:
    value = fields.share("smallest_difference")
    if value == 0.0:
        raise BadStudy(f"{fields.place}: 'smallest_difference' must be above 0")
    return 0.1 if value is None else value


def _attributes(fields: Fields) -> tuple[Attribute, ...]:
    found = []
    for one in fields.tables("attribute", most=_MOST_ATTRIBUTES):
        one.refuse_others({"id", "question", "options"})
        levels = options_of(one)
        if len(levels) < 2:
            raise BadStudy(f"{one.place}: give two 'options' or more")
        found.append(Attribute(id=one.text("id"), question=one.words("question"), levels=levels))
    _once((one.id for one in found), f"{fields.place}: attribute")
    return tuple(found)


def _cases(fields: Fields, folder: Path) -> tuple[Case, ...]:
    cases = [_checked(one, folder) for one in fields.tables("case", most=MOST_CASES)]
    if fields.has("cases_file"):
        table = inside(folder, fields.text("cases_file"), fields.place)
        cases += [_checked(one, folder) for one in cases_of_table(table, most=MOST_CASES)]
    if not cases:
        raise BadStudy(f"{fields.place}: there is no case: write [[case]] or name a 'cases_file'")
    _once((one.id for one in cases), f"{fields.place}: case")
    return read_advice(cases, folder / PREPARED)


def _checked(fields: Fields, folder: Path) -> Case:
    fields.refuse_others(CASE_KEYS)
    return read_case(fields, lambda name: inside(folder, name, fields.place))


def inside(folder: Path, name: str, place: str) -> Path:
    """A file beside the definition.

    Raises:
        BadStudy: It is not there, or outside the study's folder.
    """
    root = folder.resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise BadStudy(f"{place}: '{name[:80]}' lies outside the study's folder: put a copy into it")
    if not path.is_file():
        raise BadStudy(f"{place}: there is no file '{name[:80]}' in {root}")
    return path


def _once(ids: Iterable[str], what: str) -> None:
    twice = [id_ for id_, number in Counter(ids).items() if number > 1]
    if twice:
        raise BadStudy(f"{what} '{twice[0][:40]}' is there twice")
