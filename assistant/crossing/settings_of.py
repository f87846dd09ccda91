"""What something is set to, held against another source: "is the H alarm of LT-7 set as the standard says?"

The setting is a cell of the tag's row; the levels come from the tables of limits of the document that is
named. How far the setting is from each level is told; which of them it should be is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.crossing.limit_phrases import PAPER, find_limit
from assistant.crossing.limits import LimitsOf
from assistant.crossing.sources import NamesIn, RowsNamed
from assistant.experts.tables.figures import number
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.limit_rows import LimitAsked, LimitRow
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.tables.words import norms, squash, stems
from assistant.records import Evidence, Question
from assistant.words import content_words, tokens
from retrieval.identifiers import find, find_tags
from retrieval.records import Language, Scope

_SETTING = re.compile(
    r"\b(?P<before>H{1,3}|L{1,3})\b[- ]?(?:alarms?|alerts?|settings?|set ?points?|limits?|trips?)\b|"
    r"\b(?:alarms?|alerts?|settings?|set ?points?|limits?|alarmes?|alertes?|seuils?|réglages?|consignes?)\s*"
    r"\(?(?P<after>H{1,3}|L{1,3})\b"
)
"""Letters of alarm levels are capitals."""

_ASKED = re.compile(r"^\W*(?:what|which|at what|quel(?:le)?|à quel(?:le)?)\b", re.IGNORECASE)
_ALARMS = re.compile(
    r"^\W*(?:(?:(?:at )?(?:what|which)(?: value)?(?:['’]s| is| are| was)?|quel(?:le)?s? (?:est|sont)|"
    r"à (?:combien|quelle valeur) (?:est|sont) réglée?s?|give me|show me|donne[rz]?[- ]moi)\s+)?"
    r"(?:(?:the|all|le|la|les)\s+|l['’])*(?:alarms?|alarmes?|seuils?|réglages?)"
    r"(?:\s+(?:limits?|settings?|set ?points?|levels?|values?|d['’]alarmes?))?\s+(?:of|for|on|de|du|d['’])\s*"
    r"(?:(?:the|la|le)\s+|l['’])?(?:[a-zà-ÿ]+ )?[^\s?]+(?:\s+(?:set (?:to|at)|set|at|réglée?s? à))?\W*$",
    re.IGNORECASE,
)
"""All settings of a tag; its levels are not named."""

_LEVEL = re.compile(r"H{1,3}|L{1,3}")
_HELD = re.compile(
    r"\b(?:according to|in line with|in accordance|confor\w+|compl(?:y|ies|iant)|match\w*|equal\w*|"
    r"agree\w*|same|"
    r"correct\w*|per the|as the|should|égale?|respect\w*|correspond\w*|differ\w*|diffèr\w*)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(PAPER, re.IGNORECASE)

LevelsOf = Callable[[str, Scope, frozenset[str]], tuple[tuple[str, ...], ...]]
"""Words of the columns of some sources that hold limits in a unit."""


class SettingsOf:
    """Holds settings against the limits of a document.

    Args:
        rows_named: Looks tags up.
        limits_of: Looks limits up.
        levels_of: Tells which levels a document has.
        names_in: Tells which documents are named.
    """

    def __init__(
        self, *, rows_named: RowsNamed, limits_of: LimitsOf, levels_of: LevelsOf, names_in: NamesIn
    ) -> None:
        self._rows_named = rows_named
        self._limits_of = limits_of
        self._levels_of = levels_of
        self._names_in = names_in

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The setting, beside a document's levels where it is held against one; None where none is asked."""
        text, language = question.text, question.language
        asked, tags = _SETTING.search(text), find_tags(text)
        papers = list(_PAPER.finditer(text)) if _HELD.search(text) else []
        if asked is None and len(tags) == 1 and _ALARMS.match(text):
            return every_setting(tags[0], language, scope, self._rows_named)
        if asked is None or len(tags) != 1 or not (papers or _ASKED.match(text) or _is_bare(text, asked)):
            return None
        level = asked["before"] or asked["after"]
        held = [(r, c) for r in self._rows_named(tags[0], scope) if (c := _column(r, level)) is not None]
        if len(held) != 1:
            return None
        row, column = held[0]
        unit, value = _unit(row, column), float(str(row.cells[column.name]))
        setting = _setting(row, column, language)
        if not papers:
            return Bridge(reasons=(setting,))
        sources = frozenset(self._names_in(papers[-1][0], language, scope).sources) - {row.source}
        limits = self._all_levels(text, row, unit, sources, scope) if sources and unit else []
        if not limits:
            return None
        return Bridge(reasons=(setting, *(_level(limit, value, language) for limit in limits)))

    def _all_levels(
        self, text: str, row: KeyedRow, unit: str, sources: frozenset[str], scope: Scope
    ) -> list[LimitRow]:
        """One limit of each level that is named, or of all levels where none is."""
        phrase = find_limit(text)
        levels = self._levels_of(unit, scope, sources)
        if phrase is not None and phrase.level != ("limit",):
            levels = (phrase.level,)
        spoken = " ".join([text, *(str(v) for v in row.cells.values() if isinstance(v, str))])
        measured = frozenset(s for word in norms(spoken) for s in stems(word))
        found: dict[tuple[str, str], LimitRow] = {}
        for level in levels:
            asked = LimitAsked(level=level, measured=measured, tag=row.key, unit=unit)
            for limit in self._limits_of(asked, scope, sources):
                found.setdefault((limit.level, limit.row), limit)
        return list(found.values())


def every_setting(tag: str, language: Language, scope: Scope, rows_named: RowsNamed) -> Bridge | None:
    """All levels that are set in the one row of a tag that has any; None where none or several have."""
    set_ = [
        (row, tuple(c for c in row.schema.columns if _LEVEL.fullmatch(c.name) and _is_set(row, c)))
        for row in rows_named(tag, scope)
    ]
    held = [(row, columns) for row, columns in set_ if columns]
    if len(held) != 1:
        return None
    row, columns = held[0]
    return Bridge(reasons=tuple(_setting(row, column, language) for column in columns))


def _is_bare(text: str, asked: re.Match[str]) -> bool:
    """True where a question is nothing but a setting and its tag: ``H alarm of LT-7``."""
    bare = f"{text[: asked.start()]} {text[asked.end() :]}"
    tags = {part for item in find(bare) if item.kind == "tag" for part in tokens(bare[item.start : item.end])}
    return not [word for word in content_words(bare) if word not in tags]


def _is_set(row: KeyedRow, column: ColumnSchema) -> bool:
    return column.is_numeric and row.cells[column.name] is not None


def _setting(row: KeyedRow, column: ColumnSchema, language: Language) -> Evidence:
    """A setting with its unit."""
    told = f"{number(float(str(row.cells[column.name])), language)} {_unit(row, column)}".strip()
    said = say.setting_of(language, column=column.name, tag=row.key, told=told, source=row.source)
    return row.evidence((column,), said, language)


def _column(row: KeyedRow, level: str) -> ColumnSchema | None:
    """The numeric column of the row that is called as the level is."""
    fitting = [c for c in row.schema.columns if _is_set(row, c) and squash(c.name) == squash(level)]
    return fitting[0] if len(fitting) == 1 else None


def _unit(row: KeyedRow, column: ColumnSchema) -> str:
    """The unit of the column, or the one that the row states."""
    stated = next((c for c in row.schema.columns if set(c.words) & {"unit", "unite"}), None)
    return column.unit or (str(row.cells[stated.name] or "") if stated is not None else "")


def _level(limit: LimitRow, value: float, language: Language) -> Evidence:
    """A level with how far the setting is from it."""
    unit = (limit.unit or "").split(" ")[0]
    told = f"{number(limit.value, language)} {unit}".strip()
    statement = say.limit_of(
        language, told=told, level=limit.level, row=limit.row, title=limit.schema.table.title,
        source=limit.schema.table.source, why=limit.why,
    )  # fmt: skip
    if value == limit.value:
        same = "The setting equals it." if language != "fr" else "Le réglage y est égal."
    else:
        far = f"{number(round(abs(value - limit.value), 6), language)} {unit}".strip()
        above = value > limit.value
        same = (
            f"The setting is {far} {'above' if above else 'below'} it."
            if language != "fr"
            else f"Le réglage est {far} {'au-dessus' if above else 'au-dessous'}."
        )
    return limit.evidence(f"{statement} {same}")
