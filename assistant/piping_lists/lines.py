"""Line lists: each pipe with where it comes from and goes to, its size, class, ratings and insulation.

Decided by what columns are called and hold, English and French. Knows rows, no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import fold, squash
from assistant.integrity.roles import is_empty, title_words

Role = Literal[
    "line", "from", "to", "size", "class", "fluid", "pressure", "temperature", "insulation", "tracing",
    "material", "schedule",
]  # fmt: skip
Rated = Literal["", "design", "operating", "test"]
"""What a pressure or temperature is: an empty text where the column does not say."""

_ROLES: tuple[tuple[Role, frozenset[str]], ...] = (
    ("insulation", frozenset(
        "insul insulation insulated calorifuge calorifugeage calo isolation isolant lagging ins".split()
    )),
    ("tracing", frozenset("tracing traced tracage traceur tracer heattracing trace".split())),
    ("from", frozenset("from de depuis origine origin start provenance depart".split())),
    ("to", frozenset("to vers destination end arrivee a".split())),
    ("pressure", frozenset("pressure press pression ps dp op pd pt".split())),
    ("temperature", frozenset("temperature temp ts dt ot td".split())),
    ("class", frozenset("class classe spec specification".split())),
    ("size", frozenset("size dn nps nd diameter diametre bore taille dia".split())),
    ("fluid", frozenset("fluid fluide service medium produit commodity".split())),
    ("schedule", frozenset("schedule sch wall epaisseur thickness thk ep".split())),
    ("material", frozenset("material matiere materiau".split())),
    ("line", frozenset("line ligne lineno linenumber pipe tuyauterie tuyau conduite number numero".split())),
)  # fmt: skip
_RATED: tuple[tuple[Rated, frozenset[str]], ...] = (
    ("test", frozenset("test epreuve essai hydro pt".split())),
    ("operating", frozenset("operating oper op service normal norm normale marche exploitation ot".split())),
    ("design", frozenset("design des calcul ps ts dp dt pd td max maxi maximale admissible".split())),
)
THICK = frozenset("thk thick thickness ep epaisseur mm".split())
"""Words of the column of an insulation's thickness."""
_NONE = frozenset(
    "sans none no non n ni nil neant aucun aucune 0 0.0 false uninsulated bare not nu nue faux na".split()
)
_FEWEST_ROLES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a list with the columns that its list has."""

    name: str
    row: KeyedRow
    columns: tuple[tuple[Role, Rated, ColumnSchema], ...]

    def of(self, role: Role) -> list[tuple[Rated, ColumnSchema]]:
        """The columns of a role."""
        return [(rated, column) for own, rated, column in self.columns if own == role]

    def text(self, role: Role) -> str:
        """The first cell of a role that is not empty, or an empty text."""
        cells = (self.row.cells[column.name] for _, column in self.of(role))
        return next((str(cell) for cell in cells if not is_empty(cell)), "")

    def states(self, role: Role) -> bool:
        """True where any cell of a role says something, be it a word for none."""
        return any(str(self.row.cells[c.name] or "").strip(" -–—") for _, c in self.of(role))

    def has(self, role: Role) -> bool | None:
        """Whether a line has insulation or tracing; None where its list does not say.

        A type or a thickness is one; a word for none, or nothing in all its cells, is none.
        """
        columns = self.of(role)
        if not columns:
            return None
        cells = [self.row.cells[column.name] for _, column in columns]
        if any(cell is not None and _is_none(cell) for cell in cells):
            return False
        return any(not is_empty(cell) for cell in cells)


def is_line_list(schema: TableSchema) -> bool:
    """True for a list of lines: a column of names, and what a line is described by in others."""
    columns = _columns(schema)
    roles = {role for role, _, _ in columns}
    called = title_words(schema) & {"line", "lines", "ligne", "lignes", "tuyauterie", "tuyauteries", "piping"}
    described = roles & {"size", "class", "fluid", "pressure", "temperature", "insulation"}
    return (
        "line" in roles
        and len(roles) > _FEWEST_ROLES
        and len(described) > 1
        and (bool(called) and bool({"from", "to", "class", "insulation"} & roles))
    )


def lines_of(rows: Sequence[KeyedRow]) -> list[Line]:
    """The lines that have a name, in printed order."""
    found = []
    for row in rows:
        columns = tuple(_columns(row.schema))
        named = next((column for role, _, column in columns if role == "line"), None)
        name = row.cells[named.name] if named is not None else None
        if named is not None and not is_empty(name):
            found.append(Line(name=" ".join(str(name).split()), row=row, columns=columns))
    return found


def rated_of(words: Sequence[str]) -> Rated:
    """What a pressure or temperature of these words is."""
    return next((rated for rated, form in _RATED if set(words) & form), "")


def is_at(line: Line, role: Role, place: str) -> bool:
    """True where a line comes from or goes to a thing, one of a pair (``P-1A/B``) included."""
    wanted = squash(place)
    cell = line.text(role)
    parts = [squash(part) for part in re.split(r"[/,;&+]| et | and ", cell)]
    return wanted in (squash(cell), *parts) or (len(wanted) > 3 and wanted in _pair(parts))


def _pair(parts: Sequence[str]) -> Iterator[str]:
    """``P-1A/B`` written out."""
    for one, other in pairwise(parts):
        if len(other) == 1 and one:
            yield one[:-1] + other


def _columns(schema: TableSchema) -> Iterator[tuple[Role, Rated, ColumnSchema]]:
    named = False
    for column in schema.columns:
        words = [fold(word) for word in column.words]
        role = next((role for role, form in _ROLES if set(words) & form), None)
        if role == "line" or (role is None and column.name == schema.key):
            if not named:
                named = True
                yield "line", "", column
        elif role is not None:
            yield role, rated_of(words) if role in ("pressure", "temperature") else "", column


def _is_none(value: object) -> bool:
    return value is False or fold(str(value)).strip(" .-") in _NONE
