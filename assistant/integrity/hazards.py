"""Studies of hazards line by line: HAZOP, what-if, LOPA and FMEA worksheets of any layout. Knows no question.

Cells of a node, a deviation or a cause that are empty go on with those above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import fold
from assistant.integrity.deviations import Deviation, deviations_in
from assistant.integrity.roles import column_called, continued, in_order, is_empty, title_words
from retrieval.identifiers import find_tags

_NODE = frozenset(
    "node nodes noeud noeuds nud section troncon system systeme item equipment equipement".split()
)
_PARAMETER = frozenset("parameter parametre guideword guidewords guide motcle mot".split())
_DEVIATION = frozenset("deviation deviations derive derives ecart mode hazard danger scenario whatif".split())
_CAUSE = frozenset("cause causes initiating initiator origine origines initiateur".split())
_CONSEQUENCE = frozenset("consequence consequences effect effects effet effets".split())
_SAFEGUARD = frozenset(
    """
    safeguard safeguards barrier barriers barriere barrieres protection protections control controls
    controle controles ipl ipls existing existantes existants securites mitigation prevention
    """.split()
)
_ADVICE = frozenset(
    """
    recommendation recommendations recommandation recommandations action actions reco recos recommended
    prendre proposee proposees
    """.split()
)
_OWNER = frozenset(
    "by par responsible responsable owner pilote whom assigned porteur resp who charge qui actionee".split()
)
_STATUS = frozenset("status state etat statut avancement".split())
_DONE = frozenset(
    "solde soldee closed done clos close cloture cloturee realise realisee complete completed".split()
)
_DONE_FRENCH = frozenset("solde soldee clos cloture cloturee realise realisee".split())
_RATED = frozenset("frequency frequence yr severity gravite risk risque rpn pfd rating ranking date".split())
_STUDIES = frozenset("hazop hazid lopa fmea amdec fmeca whatif apr studies worksheet".split())
_NUMBER = re.compile(r"^\W*(?:node|noeud|nœud|n|section|item)?[\s°.:-]*(?P<n>\d+)\b")
_NUMBERED = re.compile(r"\b(?:node|noeud|section)\W{0,3}(?P<n>\d+)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """The columns of a worksheet; ``cause`` or ``consequence`` and ``safeguard`` or ``advice`` are there."""

    schema: TableSchema
    node: ColumnSchema | None
    deviation: ColumnSchema | None
    parameters: tuple[ColumnSchema, ...]
    cause: ColumnSchema | None
    consequence: ColumnSchema | None
    safeguard: ColumnSchema | None
    advice: ColumnSchema | None
    owner: ColumnSchema | None
    status: ColumnSchema | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a worksheet, its continued cells filled.

    Attributes:
        number: The node's, as printed; empty where it has none.
        place: What the line is about: its node, else the table's title.
        deviations: The deviations that its own cells of node and deviation speak of.
    """

    study: Study
    row: KeyedRow
    number: str
    place: str
    deviation: str
    cause: str
    consequence: str
    safeguard: str
    advice: str
    owner: str
    status: str
    deviations: frozenset[Deviation]

    @property
    def tags(self) -> frozenset[str]:
        """Tags of its place."""
        return frozenset(find_tags(self.place))


def study_of(schema: TableSchema) -> Study | None:
    """The columns of a study of hazards; None where the table is none."""
    texts = [c for c in schema.columns if c.is_text]

    def named(words: frozenset[str], *others: ColumnSchema | None) -> ColumnSchema | None:
        taken = {c.name for c in others if c is not None}
        return column_called(schema, words, without=_RATED, of=lambda c: c in texts and c.name not in taken)

    cause, consequence = named(_CAUSE), named(_CONSEQUENCE)
    doers = [c for c in texts if {"by", "par"} & set(c.words)]
    advice = named(_ADVICE, cause, consequence, *doers)
    safeguard = named(_SAFEGUARD, cause, consequence, advice)
    asks_what_if = next((c for c in texts if {"what", "if"} <= set(c.words)), None)
    deviation = asks_what_if or named(_DEVIATION, cause, consequence, safeguard, advice)
    if not _is_study(schema, deviation, cause, consequence, safeguard, advice):
        return None
    return Study(
        schema=schema,
        node=named(_NODE, deviation, cause, consequence, safeguard, advice),
        deviation=deviation,
        parameters=tuple(c for c in texts if set(c.words) & _PARAMETER and c is not deviation),
        cause=cause,
        consequence=consequence,
        safeguard=safeguard,
        advice=advice,
        owner=named(_OWNER, cause, safeguard, advice),
        status=named(_STATUS, advice) or column_called(schema, _DONE, of=lambda c: c.type == "boolean"),
    )


def is_study(schema: TableSchema) -> bool:
    """True for a worksheet of hazards."""
    return study_of(schema) is not None


def lines_of(rows: Sequence[KeyedRow]) -> list[Line]:
    """The lines of all worksheets in printed order."""
    found: list[Line] = []
    for table in in_order(rows):
        study = study_of(table[0].schema)
        if study is not None:
            found += _lines(study, table)
    return found


def _is_study(schema: TableSchema, deviation: ColumnSchema | None, *others: ColumnSchema | None) -> bool:
    cause, consequence, safeguard, advice = others
    held = sum(column is not None for column in (deviation, *others))
    if cause is None and consequence is None:
        return False
    if safeguard is None and advice is None:
        return False
    return held >= 4 or (held >= 3 and (deviation is not None or bool(title_words(schema) & _STUDIES)))


def _lines(study: Study, table: Sequence[KeyedRow]) -> list[Line]:
    nodes, deviations = continued(table, study.node), _continued(study, table, study.deviation)
    parameters = [_continued(study, table, column) for column in study.parameters]
    causes = _continued(study, table, study.cause)
    title = study.schema.table.title or ""
    found = []
    for at, row in enumerate(table):
        place = nodes[at] or title
        number = _NUMBER.match(fold(nodes[at])) or _NUMBERED.search(fold(title))
        told = " ".join(dict.fromkeys((*(column[at] for column in parameters), deviations[at]))).strip()
        found.append(
            Line(
                study=study,
                row=row,
                number=number["n"] if number else "",
                place=place,
                deviation=deviations[at] or told,
                cause=causes[at],
                consequence=_cell(row, study.consequence),
                safeguard=_cell(row, study.safeguard),
                advice=_cell(row, study.advice),
                owner=_cell(row, study.owner),
                status=_cell(row, study.status),
                deviations=deviations_in(deviations[at]) or deviations_in(told),
            )
        )
    return found


def _continued(study: Study, table: Sequence[KeyedRow], column: ColumnSchema | None) -> list[str]:
    """Cells of a column; an empty one goes on with the one above it within its node."""
    told: list[str] = []
    for at, row in enumerate(table):
        value = _cell(row, column)
        fresh = study.node is not None and row.cells[study.node.name] not in (None, "")
        fresh = fresh and at > 0 and row.cells[study.node.name] != table[at - 1].cells[study.node.name]  # type: ignore[union-attr]
        told.append(value if value or fresh or not told else told[-1])
    return told


def _cell(row: KeyedRow, column: ColumnSchema | None) -> str:
    if column is None or is_empty(row.cells[column.name]):
        return ""
    value = row.cells[column.name]
    if isinstance(value, bool):
        return f"{column.name} {row.said(column, 'fr' if set(column.words) & _DONE_FRENCH else 'en')}"
    return str(value).strip()
