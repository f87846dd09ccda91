"""Indexes of instruments: which ones a system reads ("wired to the SIS?"), the range or setting of one.

What else an index holds is left to tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.crossing.bridge import Bridge
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import fold
from assistant.piping_lists.instruments import (
    SYSTEMS,
    Described,
    Instrument,
    System,
    described,
    instruments_of,
    is_instrument_index,
    named_in,
    system_of,
)
from assistant.records import Evidence, Question
from assistant.words import content_words, word_set
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_INSTRUMENTS = re.compile(
    r"\b(?:instruments?|transmitters?|transmetteurs?|sensors?|capteurs?|switch(?:es)?|gauges?|detecteurs?)\b"
)
_MOST = 60
_DESCRIBED: tuple[tuple[Described, str], ...] = (
    ("range", r"ranges?|etendue(?: de mesure)?|plage(?: de mesure)?|gamme|span|echelle"),
    ("setting", r"regle[es]?|reglage|set(?:ting| ?point)?|seuil|consigne"),
)
_OTHER = re.compile(
    r"\b(?:alarm\w*|alarme\w*|trip\w*|declench\w*|readings?|values?|valeurs?|last|dernier\w*|when|quand|why"
    r"|pourquoi|who|qui|how (?:do|to)|comment|interlock|between|entre|changed|change|out of|hors"
    r"|exceed\w*|depass\w*|normal\w*)\b"
)
_WORDS = frozenset(
    fold(word)
    for word in word_set(
        """
        which what instruments instrument transmitters transmitter transmetteurs transmetteur sensors
        sensor capteurs capteur switches switch gauges gauge detecteurs detecteur index list lists register
        liste registre connected connect wired wire linked tied read reads hooked goes going go fed
        raccordes raccorde raccordees raccordement relies relie reliees cables cable branches branche lus lu
        par circuit circuits system systems systeme systemes chain chaine loop loops boucle boucles quels
        quelles quel quelle sont est ce il y many number combien nombre show give tell montre donne lister
        all tous toutes indication only seulement d'urgence urgence arret emergency shutdown control
        conduite pid p&id instrumentation mounted montes
        """
    )
)


class InstrumentIndex:
    """Tells which instruments a system reads.

    Args:
        rows_of: Reads registers.
    """

    def __init__(self, *, rows_of: RowsOf) -> None:
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The instruments of the system that is named; None where that is not asked or no index tells it."""
        system = asked_system(question.text)
        if system is None:
            return self._described(question, scope)
        instruments = instruments_of(self._rows_of(is_instrument_index, scope))
        if not any(one.system == system for one in instruments):
            return None
        counted = bool(re.search(r"\b(?:how many|number of|combien|nombre)\b", fold(question.text)))
        lists: dict[str, list[Instrument]] = {}
        for one in instruments:
            lists.setdefault(one.row.schema.name, []).append(one)
        told = [_told(own, system, counted, question.language) for own in lists.values()]
        return Bridge(reasons=tuple(item for item in told if item is not None))

    def _described(self, question: Question, scope: Scope) -> Bridge | None:
        """The range or setting of an instrument that is named; None where that is not asked or not told."""
        what = asked_described(question.text)
        if what is None:
            return None
        rows = named_in(question.text, self._rows_of(is_instrument_index, scope))
        columns = described(rows[0].schema, what) if len(rows) == 1 else []
        if not columns or rows[0].cells[columns[0].name] in (None, "", "-"):
            return None
        if _END.search(fold(" ".join(columns[0].name.split("_")))):
            return None  # half of a range: the table tells the end that is asked for, or both
        row, language = rows[0], question.language
        colon = " : " if language == "fr" else ": "
        unit = f" {row.cells[columns[1].name]}" if len(columns) > 1 and row.cells[columns[1].name] else ""
        text = f"{columns[0].name}{colon}{row.said(columns[0], language)}{unit} ({row.key})."
        return Bridge(reasons=(cited_rows(row.schema, [row], columns, text),))


_END = re.compile(r"\b(?:low|high|lower|upper|min\w*|max\w*|bas(?:se)?|haute?|inf\w*|sup\w*)\b")


def asked_described(text: str) -> Described | None:
    """Whether the range or the setting of one instrument is asked for; None for all else, alarms too."""
    plain = fold(" ".join(text.replace("’", "'").split()))
    if _OTHER.search(plain):
        return None
    return next((what for what, form in _DESCRIBED if re.search(rf"\b(?:{form})\b", plain)), None)


def asked_system(text: str) -> System | None:
    """The system whose instruments are asked for; None where anything else is asked, of one tag too."""
    plain = fold(" ".join(text.replace("’", "'").split()))
    if not _INSTRUMENTS.search(plain) or find_tags(text):
        return None
    system = system_of(plain)
    form = next((form for name, form in SYSTEMS if name == system), None)
    if form is None:
        return None
    rest = re.sub(rf"(?<![\w-])(?:{form})(?![\w-])", " ", plain)
    return system if all(fold(word) in _WORDS for word in content_words(rest)) else None


def _told(
    instruments: Sequence[Instrument], system: System, counted: bool, language: Language
) -> Evidence | None:
    """The instruments of one index that a system reads; None where there are none."""
    found = [one for one in instruments if one.system == system]
    if not found:
        return None
    schema, column = found[0].row.schema, found[0].column
    names = ", ".join(one.name for one in found[:_MOST])
    cells = ", ".join(dict.fromkeys(str(one.row.cells[column.name]) for one in found))
    where = schema.table.title or schema.table.name
    colon = " : " if language == "fr" else ": "
    if counted:
        names = f"{len(found)} instrument{'s' if len(found) != 1 else ''}{colon}{names}"
        text = f"{names} ({column.name} {cells}, {where})."
    else:
        text = f"{names}{colon}{column.name} {cells} ({where})."
    key = next((c for c in schema.columns if found[0].row.cells[c.name] == found[0].name), column)
    return cited_rows(schema, [one.row for one in found], [key, column], text)
