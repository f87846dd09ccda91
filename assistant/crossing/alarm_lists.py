"""Which alarms of a list have a priority: "critical alarms in the master alarm list?", and how many it has.

A journal holds what came, a list what there is: where the list is spoken of, no journal is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.alarms import asked_words as w
from assistant.alarms.listed import levelled, lists_alarms, roles_of
from assistant.alarms.priorities import CLASS_WORDS, matching, priority_asked
from assistant.crossing.alarm_help import RowsOf
from assistant.crossing.bridge import Bridge
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.records import Evidence, Question
from assistant.words import fold, has_phrase
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

_LIST = (
    r"master(?: alarms?)? (?:database|list|table|file)|"
    r"(?:alarms?|alarmes?) (?:master|database|list|rationali[sz]ation)|"
    r"rationali[sz]ation(?: (?:list|sheet|table|database))?|madb|list of (?:the )?alarms|"
    r"(?:liste|base|fichier|tableau|fiches?)(?: de donnees)?(?: maitre(?:sse)?)? (?:des |d')"
    r"(?:alarmes|rationalisation)"
)
_COUNT = r"how many|number of|count|combien|nombre"
_CAME = (
    r"c[ao]mes?|came|occur\w*|rang|went|times|often|fois|souvent|apparu\w*|sonne\w*|journal|last|"
    r"yesterday|hier"
)
_IS = re.compile(rf"\b(?:is|are|est|sont|of class|rated|ranked|classees?)\s+(?P<word>{CLASS_WORDS})\b")
_MOST_TOLD = 40


class AlarmLists:
    """Tells the alarms of lists by their priority.

    Args:
        rows_of: Reads lists of alarms.
    """

    def __init__(self, *, rows_of: RowsOf) -> None:
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The alarms that are asked for; None where no list is spoken of or none has priorities."""
        priority = priority_of_list(question.text)
        if priority is None or find_tags(question.text):
            return None
        lists: dict[str, list[KeyedRow]] = {}
        for row in self._rows_of(_is_list, scope):
            lists.setdefault(row.schema.name, []).append(row)
        told = [e for rows in lists.values() if (e := _told(rows, priority, question.language)) is not None]
        return Bridge(reasons=tuple(told), listed=len(told) > 1) if told else None


def priority_of_list(text: str) -> str | None:
    """The priority that is asked for of a list of alarms, empty for the number of all; None for all else."""
    folded = fold(text)
    rest = re.sub(rf"(?<!\w)(?:{_LIST})(?!\w)", " ", folded)
    if rest == folded or has_phrase(f"{_CAME}|{w.UNLISTED}", folded) or not has_phrase(w.ALARM, rest):
        return None
    if has_phrase(r"why|pourquoi|what (?:is|does)|share|percent\w*|%|most|target\w*|changed?|modif\w*", rest):
        return None
    found = _IS.search(rest)
    priority = priority_asked(rest) or (priority_asked(f"{found['word']} priority") if found else "")
    return priority if priority or (has_phrase(_COUNT, rest) and _is_bare(rest)) else None


def _is_bare(text: str) -> bool:
    """True where nothing but a number is asked of all alarms."""
    left = re.sub(
        rf"\b(?:{_COUNT}|{w.ALARM}|are|is|there|in|on|the|have|does|do|we|y a t il|y a-t-il|dans|la|le|de|d'|"
        r"sont|avons|nous|compte|contains?|hold)\b|\W",
        " ",
        text,
    )
    return not left.split()


def _is_list(schema: TableSchema) -> bool:
    return (levelled(schema) is not None or lists_alarms(schema)) and "priority" in roles_of(schema)


def _told(rows: Sequence[KeyedRow], asked: str, language: Language) -> Evidence | None:
    """The alarms of one list; None where its priorities do not tell which is meant."""
    schema, roles = rows[0].schema, roles_of(rows[0].schema)
    held = [(row, str(row.cells[roles["priority"].name] or "")) for row in rows]
    values = matching(asked, {value for _, value in held}) if asked else frozenset(value for _, value in held)
    own = [row for row, value in held if value in values]
    if not own:
        return None
    french = language == "fr"
    named = f" ({', '.join(sorted(values))})" if asked else ""
    head = (
        f"{len(own)} alarme{'s' if len(own) > 1 else ''}{named} dans la liste"
        if french
        else f"{len(own)} alarm{'s' if len(own) > 1 else ''}{named} in the list"
    )
    shown = own if asked else []
    names = "; ".join(_name(row) for row in shown[:_MOST_TOLD])
    colon = " : " if french else ": "
    more = " …" if len(shown) > _MOST_TOLD else ""
    columns = levelled(schema)
    cited = (
        *((columns.tag, columns.level) if columns is not None else ()),
        *(roles[role] for role in ("text", "priority") if role in roles),
    )
    statement = f"{head}{colon}{names}{more}." if names else f"{head}."
    return cited_rows(schema, own, cited, statement, caveats=(), quoted=names)


def _name(row: KeyedRow) -> str:
    """``LI-2 LOLO (Tank level very low)``."""
    columns, text = levelled(row.schema), roles_of(row.schema).get("text")
    tag = row.key if columns is None else str(row.cells[columns.tag.name] or "")
    level = "" if columns is None else str(row.cells[columns.level.name] or "")
    said = str(row.cells[text.name] or "") if text is not None else ""
    return f"{tag} {level}".strip() + (f" ({said})" if said else "")
