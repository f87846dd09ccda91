"""What an alarm means and what to do about it, by the list of alarms: "PAH-101, what do I do?", a pasted "
"line. A list may have a row for each level of an instrument: "what to do when LI-2 goes low low?".

The causes, the consequence, the operator's action, the set point and the time there is, as far as they are
asked for and the list has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.alarms import asked_words as w
from assistant.alarms.levels import Level, level_of, levels_asked
from assistant.alarms.listed import levelled, lists_alarms, roles_of
from assistant.alarms.states import state_of
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import RowsNamed
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import squash
from assistant.records import Evidence, Question
from assistant.words import fold, has_phrase
from retrieval.identifiers import find
from retrieval.records import Language, Scope

_ASKS: tuple[tuple[str, str], ...] = (
    (
        "action",
        r"what (?:should|must|shall|can|could) (?:i|we|you|one|he|she|they|the \w+)|what do(?:es)?\b.*\bdo|"
        r"what to do|(?:que|quoi) (?:faire|dois\w*)|"
        r"(?:que|quoi) (?:doit|faut)|j?'?fai[st] quoi|faire quoi|conduite a tenir|respond\w*|react\w*|reagir|"
        r"operator'?s? (?:action|response)s?|consignes?|actions?|remed\w+|what now|procedure a suivre|"
        r"how (?:do|should|to)\b.*\b(?:handle|deal|treat|clear)",
    ),
    ("meaning", r"mean\w*|signifi\w+|veut dire|explain\w*|explique\w*|c'est quoi|qu'est[- ]ce que c'est|"
     r"what (?:is|was) (?:this|that|the) alarm|"
     r"what(?:'s| is) it about"),
    ("cause", r"causes?|caused|why|pourquoi|reasons?|origines?|due to|raisons?"),
    ("consequence", r"consequen\w+|ignor\w+|what happens if|risks?|risques?|que se passe"),
    ("setpoint", r"set ?points?|seuils?|(?:trip|alarm) (?:points?|levels?|values?|settings?|limits?)|"
     r"thresholds?|"
     r"valeur de declenchement|a (?:quelle|combien)\b.*\b(?:declenche|alarme)"),
    ("time", r"how (?:long|much time) (?:do|does|have|has|can|is)\b.*\b(?:respond|react|act|have|before)|"
     r"time to respond|response time|"
     r"(?:delai|temps)(?: de)? (?:reaction|reponse)|combien de temps"),
    ("priority", r"(?:what|which|quelle(?: est la)?) priorit\w+|priorit\w+ (?:of|de)"),
)  # fmt: skip
_WHOLE = ("setpoint", "priority", "cause", "consequence", "action", "time")
_LINE = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")
_NAMES = {
    "setpoint": ("Set point", "Seuil"), "priority": ("Priority", "Priorité"), "cause": ("Cause", "Causes"),
    "consequence": ("Consequence", "Conséquence"), "action": ("What to do", "À faire"),
    "time": ("Time to respond", "Délai de réaction"),
}  # fmt: skip
_OF_ALARMS = rf"{w.ALARM}|operators?|operateurs?"
"""What is asked of an instrument's alarms, where its name alone is no alarm's."""
_MOST_LEVELS = 4
_LONGEST = 40
"""Words of a question or of a line that was pasted."""


RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]
"""The rows of the tables that are wanted."""


class AlarmHelp:
    """Tells what the list of alarms says of one.

    Args:
        rows_named: Looks the alarm up.
        rows_of: Reads lists with a row for each level of an instrument.
    """

    def __init__(self, *, rows_named: RowsNamed, rows_of: RowsOf) -> None:
        self._rows_named = rows_named
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The cells that are asked for; None where none is, or no list holds the alarm that is named."""
        wanted = asked_of_list(question.text)
        if not wanted:
            return None
        tags = dict.fromkeys(item.value for item in find(question.text) if item.kind == "tag")
        if len(tags) == 1 or has_phrase(w.ALARM, fold(question.text)) or _is_line(question.text):
            bridges = [b for tag in tags if (b := self._of_levels(tag, wanted, question, scope)) is not None]
            if len(bridges) == 1:
                return bridges[0]
        rows = [row for tag in tags for row in self._rows(tag, scope)]
        named = {squash(row.key) for row in rows}
        if len(named) != 1:
            return None
        others = [tag for tag in tags if squash(tag) not in named]
        if others and not has_phrase(w.ALARM, fold(question.text)) and not _is_line(question.text):
            return None
        told = tuple(e for row in rows if (e := told_of(row, wanted, question.language)) is not None)
        return Bridge(reasons=told[:2], listed=len(told) > 1) if told else None

    def _of_levels(
        self, tag: str, wanted: tuple[str, ...], question: Question, scope: Scope
    ) -> Bridge | None:
        """The rows of the levels that are named, or of all; refuses a level that the list does not have."""
        text, language = question.text, question.language
        levels = levels_asked(re.sub(rf"(?<!\w){re.escape(tag)}(?!\w)", " ", text))
        about = levels or {"setpoint", "time"} & {*wanted} or has_phrase(_OF_ALARMS, fold(text))
        if not about and not _is_line(text):
            return None
        own = [
            (row, str(row.cells[columns.level.name] or ""))
            for row in self._rows_of(lambda schema: levelled(schema) is not None, scope)
            if (columns := levelled(row.schema)) is not None
            and squash(str(row.cells[columns.tag.name] or "")) == squash(tag)
        ]
        if not own:
            return None
        chosen = [(row, level) for row, level in own if not levels or level_of(level) in levels]
        if not chosen and any(
            level_of(column.name) in levels and row.cells[column.name] is not None
            for row in self._rows_named(tag, scope)
            for column in row.schema.columns
        ):
            return None  # another list has a column for it
        if not chosen:
            return Bridge(refusal=no_level(tag, levels, [level for _, level in own], language))
        told = tuple(
            e
            for row, level in chosen[:_MOST_LEVELS]
            if (e := told_of(row, wanted, language, name=f"{tag} {level}".strip())) is not None
        )
        return Bridge(reasons=told, listed=len(told) > 1) if told else None

    def _rows(self, tag: str, scope: Scope) -> Sequence[KeyedRow]:
        return [
            row
            for row in self._rows_named(tag, scope)
            if squash(row.key) == squash(tag) and lists_alarms(row.schema)
        ]


def asked_of_list(text: str) -> tuple[str, ...]:
    """What is asked of a list of alarms, by the roles of its columns; empty where nothing is.

    A line that was pasted out of a journal asks for all.
    """
    folded = fold(text)
    if len(folded.split()) > _LONGEST or has_phrase(_NOT, folded):
        return ()
    asked = [role for role, words in _ASKS if has_phrase(words, folded)]
    if "time" in asked and not has_phrase(dict(_ASKS)["action"], re.sub(dict(_ASKS)["time"], " ", folded)):
        asked = [role for role in asked if role != "action"]  # the time to respond is no response
    if "meaning" in asked or (not asked and _is_line(text)):
        return _WHOLE
    if "action" in asked and _is_line(text):
        return _WHOLE
    return tuple(asked)


_NOT = (
    r"how many|combien de fois|how often|last|dernier\w*|first time|calibrat\w*|etalonn\w*|work orders?|"
    r"test(?:ed|s)?|"
    r"chang\w+|modif\w+|average|moyen\w*|before|avant|raise\w* the|increase|augmenter|all alarms|toutes les"
)
"""What asks for history, for work or for many alarms."""


def _is_line(text: str) -> bool:
    """True for a line as journals write it: a time of day and a state, or a time of day and separators."""
    if _LINE.search(text) is None:
        return False
    words = re.findall(r"[^\W\d_]+", text)
    return any(state_of(word) is not None for word in words) or text.count(",") + text.count(";") >= 3


def no_level(tag: str, levels: frozenset[Level], held: Sequence[str], language: Language) -> str:
    """Which levels a list has instead of the one that is asked for."""
    asked, own = " / ".join(sorted(levels)), ", ".join(dict.fromkeys(filter(None, held)))
    if language == "fr":
        return f"La liste des alarmes ne contient pas de niveau {asked} pour {tag} ; elle contient : {own}."
    return f"The list of alarms has no {asked} level for {tag}; it has: {own}."


def told_of(row: KeyedRow, wanted: tuple[str, ...], language: Language, name: str = "") -> Evidence | None:
    """The cells of an alarm that are wanted, by roles; None where the row does not have the only one."""
    roles = roles_of(row.schema)
    filled = {role: column for role, column in roles.items() if row.cells[column.name] not in (None, "", "-")}
    told = [role for role in _WHOLE if role in wanted and role in filled]
    if not told or (len(wanted) == 1 and wanted[0] not in filled):
        return None
    french = language == "fr"
    colon = " : " if french else ": "
    name = (name or row.key) + (f" ({row.said(filled['text'], language)})" if "text" in filled else "")
    parts = [
        f"{_NAMES[role][1 if french else 0]}{colon}{_value(row, role, filled, language)}" for role in told
    ]
    shown: list[ColumnSchema] = [
        filled[role]
        for role in ("text", *told, "unit")
        if role in filled and (role != "unit" or "setpoint" in told)
    ]
    statement = f"{name}. " + ". ".join(part.rstrip(". ") for part in parts) + "."
    if len(told) == 1:
        statement = f"{name} – " + parts[0].rstrip(". ") + "."
    return row.evidence(tuple(shown), statement, language)


def _value(row: KeyedRow, role: str, filled: dict[str, ColumnSchema], language: Language) -> str:
    said = row.said(filled[role], language)
    if role == "setpoint" and "unit" in filled and not filled[role].unit:
        return f"{said} {row.said(filled['unit'], language)}".strip()
    return said
