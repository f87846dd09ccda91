"""What an FMEA says of a line besides how it fails: its ratings, effect, control, advice and owner."""

from __future__ import annotations

from assistant.crossing.failure_lines import FailureLine
from assistant.experts.tables.failure_tables import rating_of
from assistant.experts.tables.schema import ColumnSchema
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.modes import mode_name
from assistant.reports.records import Point, point
from assistant.reports.scenario.course import Cell
from assistant.words import word_set

_RATED: tuple[tuple[frozenset[str], str, str], ...] = (
    (word_set("severity gravite"), "severity", "gravité"),
    (word_set("occurrence frequency frequence"), "occurrence", "fréquence"),
    (word_set("detection detectability detectabilite"), "detection", "détection"),
)
_EFFECT = word_set("effect effet consequence")
_CONTROL = word_set("control controle controls detection surveillance prevention")
_ACTION = word_set("action actions mesure measure")
_OWNER = word_set("owner responsible responsable pilote")


def rating_points(case: Case, line: FailureLine) -> list[Point]:
    """The effect and the ratings of a line, in one sentence; none where it states neither."""
    effect = _column(line, _EFFECT, text=True)
    rated = _ratings(case, line)
    if effect is None and not rated:
        return []
    said = f"“{line.row.said(effect, case.language)}”" if effect is not None else ""
    if case.language == "fr":
        said = said.replace("“", "« ").replace("”", " »")
    head = case.t(f"If “{_name(case, line)}” occurs", f"Si « {_name(case, line)} » se produit")
    parts = [case.t(f"its effect is {said}", f"son effet est {said}")] if said else []
    parts += [case.t(f"the FMEA rates {_joined(rated)}", f"l'AMDEC note {_joined(rated)}")] if rated else []
    text = f"{head}, {case.t('; ', ' ; ').join(parts)}."
    columns = tuple(c for c in (line.columns.mode, effect, *(c for c, _ in rated)) if c is not None)
    return [point(text, [line.row.evidence(columns, text, case.language)], case.cited)]


def rated_cell(case: Case, line: FailureLine) -> Cell:
    """The same for a table: ratings, then the effect."""
    points = rating_points(case, line)
    if not points:
        return Cell()
    effect = _column(line, _EFFECT, text=True)
    said = [_joined(_ratings(case, line))]
    said += [line.row.said(effect, case.language)] if effect is not None else []
    return Cell(text=case.t("; ", " ; ").join(one for one in said if one), citations=points[0].citations)


def control_point(case: Case, line: FailureLine) -> Point | None:
    """What finds the failure before it harms; None where the FMEA names nothing."""
    column = _column(line, _CONTROL, text=True)
    if column is None:
        return None
    said = line.row.said(column, case.language)
    text = case.t(
        f"The FMEA names as control of “{_name(case, line)}”: {said}.",
        f"L'AMDEC nomme comme contrôle de « {_name(case, line)} » : {said}.",
    )
    return point(text, [line.row.evidence((line.columns.mode, column), text, case.language)], case.cited)


def advice_point(case: Case, line: FailureLine) -> Point | None:
    """What the FMEA recommends against the line; None where it recommends nothing."""
    column = _column(line, _ACTION, text=True)
    if column is None:
        return None
    said = line.row.said(column, case.language)
    text = case.t(
        f"Against “{_name(case, line)}” the FMEA recommends: {said}.",
        f"Contre « {_name(case, line)} », l'AMDEC recommande : {said}.",
    )
    return point(text, [line.row.evidence((line.columns.mode, column), text, case.language)], case.cited)


def owner_point(case: Case, line: FailureLine) -> Point | None:
    """Whom the FMEA names for the line; None where it names nobody."""
    column = _column(line, _OWNER, text=True)
    if column is None:
        return None
    who = line.row.said(column, case.language)
    text = case.t(
        f"To ask: {who}, whom the FMEA names for “{_name(case, line)}”: is it this mode, and has its "
        "recommended action been taken?",
        f"À demander : {who}, que l'AMDEC nomme pour « {_name(case, line)} » : est-ce bien ce mode, et "
        "l'action recommandée est-elle faite ?",
    )
    return point(text, [line.row.evidence((line.columns.mode, column), text, case.language)], case.cited)


def _name(case: Case, line: FailureLine) -> str:
    """Component and mode."""
    return ", ".join(mode_name(case, line).split(", ")[:2])


def _ratings(case: Case, line: FailureLine) -> list[tuple[ColumnSchema, str]]:
    found = []
    whole = rating_of(line.row.schema)
    for words, english, french in _RATED:
        column = _column(line, words, text=False)
        if column is not None and column is not whole:
            found.append((column, f"{case.t(english, french)} {line.row.said(column, case.language)}"))
    if whole is not None and line.row.cells[whole.name] is not None:
        found.append((whole, f"{whole.name} {line.row.said(whole, case.language)}"))
    return found


def _joined(rated: list[tuple[ColumnSchema, str]]) -> str:
    return ", ".join(said for _, said in rated)


def _column(line: FailureLine, words: frozenset[str], *, text: bool) -> ColumnSchema | None:
    """The column of that meaning that the line fills."""
    return next(
        (c for c in line.row.schema.columns
         if set(c.words) & words and c.is_text == text and line.row.cells[c.name] not in (None, "", "None")),
        None,
    )  # fmt: skip
