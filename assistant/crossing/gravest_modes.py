"""The gravest lines of an FMEA: "most critical failure mode?", "quels sont les modes les plus critiques ?".

How grave a line is, its rating says (RPN, criticality), or else the product of its severity, occurrence and
detection, or its severity alone; what it was is told. Which mode comes most often is asked elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.crossing.bridge import Bridge
from assistant.crossing.failure_lines import FailureLine, equipment_of, failure_line
from assistant.crossing.failure_modes import ModesOf
from assistant.crossing.say import file_name
from assistant.crossing.say_machines import with_rows
from assistant.experts.tables.failure_tables import rating_of
from assistant.experts.tables.figures import number
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.records import Evidence, Question, Rows
from assistant.words import fold
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

_MODES = re.compile(
    r"\b(?:failure modes?|fail(?:ing)? modes?|modes? de (?:defaillance|panne)s?|fmeas?|fmecas?|amdecs?|"
    r"mode of failure)\b"
)
_GRAVEST = re.compile(
    r"\b(?:most (?:critical|severe|serious|dangerous|grave|risky|important|worrying)|critical(?:ity)?|"
    r"gravest|"
    r"riskiest|worst|top (?:\d+ |three |five |ten )?(?:risks?|items?|lines?|rpns?|"
    r"(?:failure )?modes? (?:of|in) (?:the |our )?fmec?a)|"
    r"(?:biggest|highest|main|greatest|major) risks?|highest (?:rpn|criticality|priority)|risks? (?:is|are) "
    r"(?:the )?highest|plus (?:critique|grave|dangereu(?:x|se)|serieu(?:x|se)|risque|important|elevee?|"
    r"prioritaire|preoccupant)e?s?|"
    r"critiques?|pires?|(?:principa(?:l|ux)|premiers?|plus gros|plus grands?) risques?|"
    r"(?:ipr|npr|rpn|criticite) (?:la |le )?plus (?:haute?|elevee?|forte?|grande?))\b"
)
_ELSE = re.compile(
    r"\b(?:number|numbers|nombres?|wos?|orders?|ots?|ordres|occurrences|hours|heures|downtime|costs?|couts?|"
    r"most (?:common|frequent|often|expensive|costly)|plus (?:frequents?|courants?|couteu\w+|souvent|"
    r"chers?|"
    r"cheres?|repandus?)|how many|combien|count|nombre|above|below|over|under|less|more than|exceed\w*|"
    r"between|"
    r"superieure?s?|inferieure?s?|depass\w*|why|pourquoi|causes?|effects?|effets?|owners?|responsables?|"
    r"recommend\w*|recommande\w*|controls?|detect\w*|limit|seuil|least|moins|lowest|define\w*|mean(?:s|ing)?|"
    r"signifie|definition|who|owns?|qui|is (?:this|that|it)|spares?|parts?|pieces?|found|trouve\w*)\b"
)
_NUMBER = re.compile(r"\b(?P<n>\d{1,2}|two|three|five|ten|deux|trois|cinq|dix)\b")
_NUMBERS = {"two": 2, "deux": 2, "three": 3, "trois": 3, "five": 5, "cinq": 5, "ten": 10, "dix": 10}
_SEVERITY = frozenset("s g sev severity gravite severite".split())
_OCCURRENCE = frozenset("o f occ occurrence frequency frequence probability probabilite".split())
_DETECTION = frozenset("d n det detection nondetection detectability detectabilite".split())
_PARTS = (_SEVERITY, _OCCURRENCE, _DETECTION)
_TOLD = 3
_MOST = 10


@dataclass(frozen=True, slots=True)
class _Rated:
    """A line with how grave it is."""

    line: FailureLine
    value: float


class GravestModes:
    """Ranks the lines of analyses of failure modes.

    Args:
        modes_of: Lists the lines.
    """

    def __init__(self, *, modes_of: ModesOf) -> None:
        self._modes_of = modes_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The gravest lines of each analysis; None where they are not asked for or no line is rated."""
        most = asked_gravest(question.text)
        if most is None:
            return None
        tags = frozenset(find_tags(question.text))
        by_table: dict[str, list[FailureLine]] = defaultdict(list)
        for row in self._modes_of(scope):
            line = failure_line(row)
            if line is not None and (not tags or tags & equipment_of(line)):
                by_table[row.schema.name].append(line)
        told = [_told(lines, most, question.language) for lines in by_table.values()]
        found = [one for one in told if one is not None]
        return Bridge(reasons=tuple(found), listed=len(found) > 1) if 0 < len(found) <= _TOLD else None


def asked_gravest(text: str) -> int | None:
    """How many of the gravest lines are asked for; None where none are."""
    folded = fold(" ".join(text.split()))
    without_tags = folded
    for tag in find_tags(text):
        without_tags = without_tags.replace(fold(tag), " ")
    if not _MODES.search(folded) or not _GRAVEST.search(folded) or _ELSE.search(folded):
        return None
    number = _NUMBER.search(without_tags)
    said = number["n"] if number is not None else ""
    asked = int(said) if said.isdigit() else _NUMBERS.get(said, _TOLD)
    return min(max(asked, 1), _MOST)


def _told(lines: Sequence[FailureLine], most: int, language: Language) -> Evidence | None:
    """The gravest lines of one analysis; None where its lines are not rated."""
    columns = _rating_columns(lines[0].row.schema)
    rated = [_Rated(line, value) for line in lines if (value := _value(line, columns)) is not None]
    if not rated:
        return None
    rated.sort(key=lambda one: -one.value)
    best = [one for one in rated if one.value == rated[0].value]
    named = " × ".join(c.name for c in columns)
    last = rated[min(max(most, len(best)), len(rated)) - 1].value
    shown = [one for one in rated if one.value >= last][:_MOST]
    head, *rest = shown
    file, score = file_name(head.line.row.source), number(head.value, language)
    french = language == "fr"
    lead = f"{_mode(head)} ({_about(head, language)})"
    details = _details(head, columns, language)
    if french:
        statement = f"Par {named}, le plus critique : {lead}, {named} {score}{details} dans {file}."
        then = "Ensuite"
    else:
        statement = f"By {named} the most critical is {lead}, with {named} {score}{details} in {file}."
        then = "Then"
    action = _action(head, language)
    if action:
        statement += f" {action}"
    if rest:
        others = "; ".join(
            f"{_mode(one)} ({_about(one, language)}): {number(one.value, language)}" for one in rest
        )
        statement += f" {then}{' :' if french else ':'} {others.replace(':', ' :') if french else others}."
    return _evidence(shown, columns, statement, language)


def _rating_columns(schema: TableSchema) -> tuple[ColumnSchema, ...]:
    """The column of the rating, or those whose product it is; the severity alone where it stands alone."""
    rating = rating_of(schema)
    if rating is not None:
        return (rating,)
    parts = [next((c for c in schema.columns if c.is_numeric and set(c.words) & p), None) for p in _PARTS]
    return tuple(part for part in parts if part is not None) if parts[0] is not None else ()


def _value(line: FailureLine, columns: Sequence[ColumnSchema]) -> float | None:
    product = 1.0
    for column in columns:
        cell = line.row.cells[column.name]
        if not isinstance(cell, int | float):
            return None
        product *= float(cell)
    return product if columns else None


def _mode(one: _Rated) -> str:
    return str(one.line.row.cells[one.line.columns.mode.name] or "–")


def _about(one: _Rated, language: Language) -> str:
    """The line's number, its equipment, component and cause."""
    line, row = one.line, one.line.row
    shown = [line.columns.equipment, *(c for c in line.columns.telling if c is not line.columns.mode)]
    cells = [row.said(c, language) for c in shown[:3] if c is not None and row.cells[c.name]]
    key = [f"{'ligne' if language == 'fr' else 'line'} {row.key}"] if row.schema.key else []
    return ", ".join((*key, *cells))


def _details(one: _Rated, columns: Sequence[ColumnSchema], language: Language) -> str:
    """`` (S 7, O 4, D 6)``: what the rating is made of."""
    row = one.line.row
    parts = [
        c
        for words in _PARTS
        for c in row.schema.columns
        if c.is_numeric and set(c.words) & words and row.cells[c.name] is not None
    ]
    told = ", ".join(f"{c.name} {row.said(c, language)}" for c in parts)
    return f" ({told})" if len(parts) > 1 and len(columns) == 1 else ""


def _action(one: _Rated, language: Language) -> str:
    """What the line recommends."""
    row = one.line.row
    column = next((c for c in row.schema.columns if c.is_text and {"action", "actions"} & set(c.words)), None)
    cell = str(row.cells[column.name] or "") if column is not None else ""
    if column is None or fold(cell) in ("", "-", "none", "aucune", "neant"):
        return ""
    return f"{column.name}{' :' if language == 'fr' else ':'} {cell.rstrip('.')}."


def _evidence(
    shown: Sequence[_Rated], columns: Sequence[ColumnSchema], statement: str, language: Language
) -> Evidence:
    first = shown[0].line
    told = tuple(
        dict.fromkeys((*(c for c in (first.columns.equipment, *first.columns.telling) if c), *columns))
    )
    one = first.row.evidence(told, statement, language)
    rows = [each.line.row for each in shown]
    names = one.rows.columns if one.rows is not None else ()
    return with_rows(
        one,
        Rows(
            columns=names,
            values=tuple(tuple(row.value(name) for name in names) for row in rows),
            total=len(rows),
            matched=len(rows),
            row_numbers=tuple(row.number for row in rows),
        ),
        also=(),
    )
