"""Revision: title block against revision table, file name and register; order and dates of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.reports.drawing.finding import Finding
from assistant.reports.drawing.subject import Subject, same_number
from ingest.parsers.stated import read_day
from retrieval.records import DrawingEntity

_INDEX = re.compile(
    r"(?:rev(?:ision)?\.?|r[ée]v\.?|ind(?:ice)?\.?)?\s?(?P<index>[A-Z]{1,2}\d{0,2}|\d{1,3})", re.I
)
_IN_NAME = re.compile(
    r"(?:^|[ _.-])(?:rev(?:ision)?|r[ée]v|ind(?:ice)?)[ _.-]?(?P<index>[A-Z]\d?|\d{1,2})(?=$|[ _.-])", re.I
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the revision table."""

    entity: DrawingEntity
    index: str
    day: date | None


def check_table(subject: Subject) -> Iterator[Finding]:
    """The title block's revision is the newest of the table."""
    rows = _rows(subject)
    stated = _stated(subject)
    if not rows or stated is None:
        return
    groups = _series(rows)
    own = [group for group in groups if group[-1].index.isdigit() == _index(stated.text).isdigit()]
    newest = (own or groups)[-1][-1] if len(groups) > 1 else groups[-1][-1]
    if _rank(newest.index) == _rank(_index(stated.text)):
        return
    yield Finding(
        rule="revision_table", subject=stated.text, page=stated.page, region=stated.box,
        entities=(stated.id, newest.entity.id),
        reason=subject.t(
            f"The title block says revision {stated.text}, the newest row of the revision table is "
            f"{newest.index}.",
            f"Le cartouche dit indice {stated.text}, la ligne la plus récente du tableau des révisions est "
            f"{newest.index}.",
        ),
    )  # fmt: skip


def check_order(subject: Subject) -> Iterator[Finding]:
    """Rows of the table: none twice, none left out, dates that go forward."""
    for one, other in (pair for rows in _series(_rows(subject)) for pair in pairwise(rows)):
        if _rank(one.index) == _rank(other.index):
            reason = subject.t(
                f"Revision {other.index} stands twice in the revision table.",
                f"L'indice {other.index} figure deux fois dans le tableau des révisions.",
            )
        elif one.day and other.day and other.day < one.day:
            reason = subject.t(
                f"Revision {other.index} is dated {other.day.isoformat()}, before revision {one.index} "
                f"({one.day.isoformat()}).",
                f"L'indice {other.index} est daté du {other.day:%d/%m/%Y}, avant l'indice {one.index} "
                f"({one.day:%d/%m/%Y}).",
            )
        elif _skips(one.index, other.index):
            reason = subject.t(
                f"The revision table goes from {one.index} to {other.index}: one is missing.",
                f"Le tableau des révisions passe de {one.index} à {other.index} : il en manque.",
            )
        else:
            continue
        yield Finding(
            rule="revision_order", subject=other.index, page=other.entity.page, region=other.entity.box,
            entities=(one.entity.id, other.entity.id), reason=reason,
        )  # fmt: skip


def check_file(subject: Subject) -> Iterator[Finding]:
    """The revision in the file's name is that of the title block."""
    stated = _stated(subject)
    stem = subject.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    match = _IN_NAME.search(stem)
    if stated is None or match is None or _rank(match["index"]) == _rank(_index(stated.text)):
        return
    yield Finding(
        rule="revision_file", subject=stated.text, page=stated.page, region=stated.box, entities=(stated.id,),
        reason=subject.t(
            f"The title block says revision {stated.text}, the file's name says {match['index'].upper()}.",
            f"Le cartouche dit indice {stated.text}, le nom du fichier dit {match['index'].upper()}.",
        ),
    )  # fmt: skip


def check_register(subject: Subject) -> Iterator[Finding]:
    """The revision that a drawing register gives for this number."""
    stated, register, number = _stated(subject), subject.register, subject.number
    if stated is None or register is None or number is None:
        return
    for row in register.rows:
        if row.drawing is None or row.revision is None or not same_number(row.drawing, number):
            continue
        if _rank(_index(row.revision)) != _rank(_index(stated.text)):
            yield Finding(
                rule="revision_register", subject=stated.text, page=stated.page, region=stated.box,
                entities=(stated.id,),
                reason=subject.t(
                    f"The title block says revision {stated.text}, {register.name} has {number} in revision "
                    f"{row.revision}.",
                    f"Le cartouche dit indice {stated.text}, {register.name} donne {number} à l'indice "
                    f"{row.revision}.",
                ),
            )  # fmt: skip
        return


def newest_row(subject: Subject) -> DrawingEntity | None:
    """The newest row of the table; None without a table, or where numbers and letters have no order."""
    groups = _series(_rows(subject))
    return groups[0][-1].entity if len(groups) == 1 else None


def _series(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows from the oldest to the newest; numbers and letters apart where nothing tells which came first.

    Some offices issue A, B, C for comment and 0, 1, 2 for construction, others the other way: dates tell.
    """
    numbers = sorted((r for r in rows if r.index.isdigit()), key=lambda row: _rank(row.index))
    letters = sorted((r for r in rows if not r.index.isdigit()), key=lambda row: _rank(row.index))
    if not numbers or not letters:
        return [numbers or letters] if rows else []
    first, last = ([row.day for row in group if row.day] for group in (numbers, letters))
    if not first or not last or max(first) == max(last):
        return [numbers, letters]
    return [[*numbers, *letters] if max(first) < max(last) else [*letters, *numbers]]


def _stated(subject: Subject) -> DrawingEntity | None:
    return next(iter(subject.fields("revision")), None)


def _rows(subject: Subject) -> list[_Row]:
    """Rows of the table, each index and day read; of sheets that repeat the table the first one's."""
    rows: list[_Row] = []
    entities = subject.of("revision")
    first = min((e.page or 0 for e in entities), default=0)
    for entity in entities:
        if (entity.page or 0) != first:
            continue
        cells = [cell.strip() for cell in entity.text.split(" | ")]
        index = next((_index(c) for c in cells if c and _INDEX.fullmatch(c) and read_day(c) is None), "")
        if index:
            day = next((d for c in cells if (d := read_day(c, day_first=True)) is not None), None)
            rows.append(_Row(entity, index, day))
    return rows


def _index(text: str) -> str:
    match = _INDEX.fullmatch(text.strip())
    return (match["index"] if match else text.strip()).upper()


def _rank(index: str) -> tuple[int, int, str]:
    """Order of revisions of a kind: numbers, or letters, ``A`` to ``Z``, then ``AA``."""
    text = index.upper()
    if text.isdigit():
        return 0, int(text), ""
    letters = re.match(r"[A-Z]*", text)
    head = letters.group(0) if letters else ""
    return 1, len(head), text


def _skips(one: str, other: str) -> bool:
    """True where one index stands between two; the letters I, O, Q, S, X, Z may be left out (ISO, ASME)."""
    if one.isdigit() and other.isdigit():
        return int(other) - int(one) > 1
    if len(one) == len(other) == 1 and one.isalpha() and other.isalpha():
        between = [chr(code) for code in range(ord(one) + 1, ord(other))]
        return any(letter not in "IOQSXZ" for letter in between)
    return False
