"""Lines of piping by their list: those without insulation, a rating of one, the one between two things.

"Quelles lignes n'ont pas de calorifuge ?", "design pressure of line 8\"-P-2104", "insulation of the line from
E-117 to H-121". What a list does not tell is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.crossing.bridge import Bridge
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import fold, squash
from assistant.piping_lists.lines import THICK, Line, Role, is_at, is_line_list, lines_of
from assistant.piping_lists.lines_asked import Asked, asked_of
from assistant.records import Evidence, Question
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_MOST = 30
_CORE = re.compile(r"[A-Za-z]{1,5}-?\d{2,6}[A-Za-z]?|(?<![\w-])\d{3,6}(?![\w-])")
_ENDS = re.compile(
    r"\b(?:from|between|entre|de|depuis|du)\b(?P<one>.+?)\b(?:to|and|et|a|au|aux|vers|jusqu\w*)\b(?P<other>.+)"
)
_END = re.compile(r"\d{1,3}-[a-z]{1,5}-?\d{2,6}[a-z]?|[a-z]{1,5}[ -]?\d{2,6}[a-z]?")
_CALLED = re.compile(r"\b(?:lines?|lignes?|pipes?|tuyauteries?|conduites?)\b(?:\s+(?:no|n°|number|numero))?")


class LineLists:
    """Tells lines of lists.

    Args:
        rows_of: Reads registers.
    """

    def __init__(self, *, rows_of: RowsOf) -> None:
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The lines or cells that are asked for; None where none is asked of or no list tells it."""
        asked = asked_of(question.text)
        if asked is None:
            return None
        lines = lines_of(self._rows_of(is_line_list, scope))
        if not lines:
            return None
        if asked.aim in ("with", "without"):
            return _having(asked, _within(question.text, lines), question.language)
        chosen = _named(question.text, lines) or _between(question.text, lines)
        if not chosen:
            return None
        if asked.aim == "which":
            return _which(chosen, question.language) if not _named(question.text, lines) else None
        return _cells(asked, chosen, question.language)


def _within(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of the list that is named by its file; all where none is."""
    plain = squash(text)
    files = {line.row.source: squash(line.row.source.rsplit("/", 1)[-1].rsplit(".", 1)[0]) for line in lines}
    named = [line for line in lines if len(name := files[line.row.source]) > 4 and name in plain]
    return named or lines


def _named(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines whose number a question has, in full or by its own part (``P-2103`` of ``6"-P-2103-B2B``)."""
    plain = f" {fold(text)} "
    whole = [line for line in lines if re.search(rf"(?<![\w-]){re.escape(fold(line.name))}(?![\w-])", plain)]
    if whole:
        return whole
    for match in _CALLED.finditer(plain):
        core = _CORE.search(plain, match.end())
        if core is None or core.start() > match.end() + 4:
            continue
        part = re.compile(rf"(?<![a-z0-9]){re.escape(core[0])}(?![a-z0-9])")
        found = [line for line in lines if part.search(fold(line.name))]
        if len(found) == 1:
            return found
    return []


def _between(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines that come from one of two things that are named and go to the other."""
    plain = fold(text)
    found = []
    for line in lines:
        ends = [line.text("from"), line.text("to")]
        if all(ends) and all(_has(plain, end) for end in ends) and fold(ends[0]) != fold(ends[1]):
            found.append(line)
    if found:
        return found
    match = _ENDS.search(plain)
    if match is None:
        return []
    one, other = _END.findall(match["one"]), _END.findall(match["other"])
    if not one or not other:
        return []
    return [
        line
        for line in lines
        if (is_at(line, "from", one[-1]) and is_at(line, "to", other[0]))
        or (is_at(line, "from", other[0]) and is_at(line, "to", one[-1]))
    ]


def _has(plain: str, end: str) -> bool:
    """True where a question names the end of a line, which may be a word (``Column``, ``réseau``)."""
    form = r"[\s-]?".join(map(re.escape, re.findall(r"[a-z]+|\d+", fold(end))))
    return bool(form) and re.search(rf"(?<![\w-]){form}(?![\w-])", plain) is not None


def _having(asked: Asked, lines: Sequence[Line], language: Language) -> Bridge | None:
    """The lines with, or without, insulation or tracing, list by list."""
    role: Role = asked.roles[0]
    lists: dict[str, list[Line]] = {}
    for line in lines:
        if line.has(role) is not None:
            lists.setdefault(line.row.schema.name, []).append(line)
    told = [_having_of(asked, role, own, language) for own in lists.values()]
    return Bridge(reasons=tuple(told)) if told else None


def _having_of(asked: Asked, role: Role, lines: Sequence[Line], language: Language) -> Evidence:
    """The same of one list; lines of which it says nothing at all are told so."""
    found = [line for line in lines if line.has(role) is (asked.aim == "with")]
    schema, french = lines[0].row.schema, language == "fr"
    what = _WHAT[role, asked.aim][0 if french else 1]
    empty = "rien d'indiqué" if french else "nothing stated"
    names = ", ".join(line.name if line.states(role) else f"{line.name} ({empty})" for line in found[:_MOST])
    where = schema.table.title or schema.table.name
    if not found:
        text = f"Aucune ligne {what} dans {where}." if french else f"No line of {where} is {what}."
    elif asked.count or len(found) > _MOST:
        many = f"{len(found)} {'ligne' if french else 'line'}{'s' if len(found) != 1 else ''} {what}"
        text = f"{many} : {names} ({where})." if french else f"{many}: {names} ({where})."
    else:
        text = f"{names} : {what} ({where})." if french else f"{names}: {what} ({where})."
    rows = [line.row for line in found or lines]
    return cited_rows(schema, rows, _shown(lines[0], (role,)), text)


_WHAT: dict[tuple[Role, str], tuple[str, str]] = {
    ("insulation", "without"): ("sans calorifuge", "without insulation"),
    ("insulation", "with"): ("calorifugées", "insulated"),
    ("tracing", "without"): ("sans traçage", "without tracing"),
    ("tracing", "with"): ("tracées", "traced"),
}


def _which(lines: Sequence[Line], language: Language) -> Bridge:
    names = ", ".join(line.name for line in lines[:_MOST])
    line = lines[0]
    start, end = line.text("from"), line.text("to")
    text = f"{names} : de {start} à {end}." if language == "fr" else f"{names}: from {start} to {end}."
    schema = line.row.schema
    rows = [one.row for one in lines if one.row.schema.name == schema.name]
    return Bridge(reasons=(cited_rows(schema, rows, _shown(line, ("from", "to")), text),))


def _cells(asked: Asked, lines: Sequence[Line], language: Language) -> Bridge | None:
    """The cells of the lines that are asked for; None where their list lacks one of them."""
    schema = lines[0].row.schema
    lines = [line for line in lines if line.row.schema.name == schema.name]
    columns: list[ColumnSchema] = []
    for role in asked.roles:
        found = _column(asked, role, lines[0])
        if not found:
            return None
        columns += [column for column in found if column not in columns]
    colon = " : " if language == "fr" else ": "
    said = []
    for line in lines[:_MOST]:
        cells = ", ".join(f"{column.name}{colon}{line.row.said(column, language)}" for column in columns)
        said.append(f"{cells} ({'ligne' if language == 'fr' else 'line'} {line.name})")
    text = f"{'; '.join(said)}."
    shown = [*_shown(lines[0], ()), *columns]
    return Bridge(reasons=(cited_rows(schema, [line.row for line in lines], shown, text),))


def _column(asked: Asked, role: Role, line: Line) -> list[ColumnSchema]:
    """The columns of a role that a question means; none where only one of another rating is there."""
    own = line.of(role)
    if role in ("pressure", "temperature"):
        printed = [c for _, c in own if asked.printed & {fold(word) for word in c.words}]
        if printed or not own:
            return printed
        rated = [c for r, c in own if r == asked.rated] if asked.rated else [c for _, c in own]
        return rated or [c for r, c in own if not r]
    if role == "insulation":
        thick = [c for _, c in own if {fold(word) for word in c.words} & THICK]
        return (thick or [c for _, c in own]) if asked.thickness else [c for _, c in own]
    return [c for _, c in own][:1]


def _shown(line: Line, roles: Sequence[Role]) -> list[ColumnSchema]:
    """The column of names with those of some roles."""
    return [column for role in ("line", *roles) for _, column in line.of(role)]
