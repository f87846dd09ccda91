"""Files that hold revisions of one document, and which of them is in force. Knows records, no catalogue.

Two files are revisions of one document where their title blocks name the same drawing and sheet, or where
their names differ in the mark of a revision alone (``manual_revB.pdf``, ``manual_revC.pdf``), and they share
content. What is not certain stays in force and is said: to hide a valid document is worse than to show an old
one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ingest.revision_order import NamedRevision, bare_name, named_revision, newer, same
from ingest.sketch import hashes_of, resemblance
from retrieval.identifiers import normalise
from retrieval.records import Document

State = Literal["in force", "superseded", "undecided"]
Doubt = Literal["name differs", "other content", "order unknown", "no revision"]
"""Why a file is undecided: its name and the document state different revisions; it shares no content with the
newest; letters stand against numbers without dates; it states no revision."""

Stated = Mapping[str, Mapping[str, set[str]]]
"""What title blocks say: texts by source and field (``drawing number``, ``sheet``)."""

FIELDS = ("drawing number", "sheet")
_SHARED = 0.15
"""Resemblance below which two files of one name or number are not taken for revisions of one document."""
_LEAST_NUMBER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember:
    """A file of a family.

    Attributes:
        revision: As the document states it or else its file's name, None where neither does.
        date: The document's own, ISO 8601.
        by: The source that replaces it, where it is superseded.
        doubt: Why it is undecided.
        dated_back: True where it is newer by its revision and older by its date than one that it replaces.
    """

    source: str
    revision: str | None
    date: str | None
    state: State
    by: str | None = None
    doubt: Doubt | None = None
    dated_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionFamily:
    """Files that hold revisions of one document: the newest first, then what is undecided.

    Attributes:
        name: The drawing's number, or the name that the files share.
    """

    name: str
    members: tuple[FamilyMember, ...]


@dataclass(frozen=True, slots=True)
class _File:
    document: Document
    named: NamedRevision | None
    sketch: bytes
    doubt: Doubt | None = None

    @property
    def value(self) -> str:
        if self.document.printed_revision:
            return self.document.printed_revision
        return self.named.value if self.named is not None else ""


def revision_families(
    documents: Sequence[Document], *, stated: Stated, sketches: Mapping[str, bytes]
) -> list[RevisionFamily]:
    """Families of two revisions and more, by name.

    Args:
        sketches: Digests of contents by source.
    """
    groups: dict[tuple[str, ...], list[_File]] = defaultdict(list)
    unmarked: list[tuple[tuple[str, ...], _File]] = []
    for document in documents:
        file = _file(document, sketches.get(document.source, b""))
        drawing = _drawing(stated.get(document.source, {}))
        if drawing is not None:
            groups["number", document.collection, *drawing].append(file)
        elif file.named is not None:
            groups["name", document.collection, file.named.stem].append(file)
        elif document.printed_revision:
            unmarked.append((("name", document.collection, bare_name(_stem(document))), file))
    for key, file in unmarked:
        if key in groups:
            groups[key].append(file)
    found = [_family(key[2], files) for key, files in groups.items() if len(files) > 1]
    return sorted((family for family in found if family is not None), key=lambda family: family.name)


def superseded(families: Sequence[RevisionFamily]) -> dict[str, str]:
    """The source in force by that of each older one."""
    members = [member for family in families for member in family.members]
    return {member.source: member.by for member in members if member.by is not None}


def _file(document: Document, sketch: bytes) -> _File:
    named, printed = named_revision(document.path.rpartition("/")[2]), document.printed_revision
    if named is not None and not named.sure and (printed is None or not same(printed, named.value)):
        named = None
    doubt: Doubt | None = None
    if named is not None and printed is not None and not same(printed, named.value):
        doubt = "name differs"
    elif named is None and printed is None:
        doubt = "no revision"
    return _File(document, named, sketch, doubt)


def _stem(document: Document) -> str:
    name = document.path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _drawing(fields: Mapping[str, set[str]]) -> tuple[str, str] | None:
    """Number and sheet of a drawing; None where the file has none or shows several."""
    numbers = {normalise(text) for text in fields.get("drawing number", ())} - {""}
    if len(numbers) != 1:
        return None
    number = numbers.pop()
    if len(number) < _LEAST_NUMBER or not any(character.isdigit() for character in number):
        return None
    sheets = {digits.group() for text in fields.get("sheet", ()) if (digits := re.search(r"\d+", text))}
    return number, sheets.pop() if len(sheets) == 1 else ""


def _family(name: str, files: Sequence[_File]) -> RevisionFamily | None:
    sure, open_ = [f for f in files if f.doubt is None], [f for f in files if f.doubt is not None]
    if not any(file.doubt == "name differs" for file in files) and not _differ(sure):
        return None
    ranked = _ranked(sure)
    if ranked is None:
        open_ += [replace(file, doubt="order unknown") for file in sure]
        ranked = []
    members: list[FamilyMember] = []
    newest = [file for file in ranked if same(file.value, ranked[0].value)]
    for file in ranked:
        if file in newest:
            members.append(_member(file, "in force", dated_back=_dated_back(file, ranked)))
            continue
        heir = _heir(file, newest)
        if heir is None:
            open_.append(replace(file, doubt="other content"))
        else:
            back = _dated_back(file, ranked[ranked.index(file) :])
            members.append(_member(file, "superseded", by=heir.document.source, dated_back=back))
    members += [_member(file, "undecided") for file in open_]
    return RevisionFamily(name=name, members=tuple(members)) if len(members) > 1 else None


def _differ(files: Sequence[_File]) -> bool:
    return any(not same(one.value, other.value) for one, other in pairwise(files))


def _ranked(files: Sequence[_File]) -> list[_File] | None:
    """The newest first; None where the order of two cannot be told."""
    ranked: list[_File] = []
    for file in files:
        place = 0
        while place < len(ranked) and not same(file.value, ranked[place].value):
            is_newer = _newer(file, ranked[place])
            if is_newer is None:
                return None
            if is_newer:
                break
            place += 1
        ranked.insert(place, file)
    return ranked


def _newer(one: _File, other: _File) -> bool | None:
    told = newer(one.value, other.value)
    if told is None and one.document.date and other.document.date:
        return None if one.document.date == other.document.date else one.document.date > other.document.date
    return told


def _heir(file: _File, newest: Sequence[_File]) -> _File | None:
    """The newest file that replaces ``file``: of the same format, if there is one, and of like content."""
    alike = [other for other in newest if _share(file, other)]
    return min(
        alike,
        key=lambda other: (other.document.media != file.document.media, other.document.source),
        default=None,
    )


def _share(one: _File, other: _File) -> bool:
    if not one.sketch or not other.sketch:
        return False
    return resemblance(hashes_of(one.sketch), hashes_of(other.sketch)) >= _SHARED


def _dated_back(file: _File, older: Sequence[_File]) -> bool:
    day = file.document.date
    return day is not None and any(
        other.document.date is not None and other.document.date > day and not same(other.value, file.value)
        for other in older
    )


def _member(file: _File, state: State, *, by: str | None = None, dated_back: bool = False) -> FamilyMember:
    day = file.document.date
    return FamilyMember(
        source=file.document.source,
        revision=file.value or None,
        date=None if day is None else day.isoformat(),
        state=state,
        by=by,
        doubt=file.doubt,
        dated_back=dated_back,
    )
