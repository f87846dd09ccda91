"""What operators changed: set points, modes and outputs, by whom, when, from what to what.

"Who changed the FIC-3 set point on 13 November?", "when was LIC-5 put in manual?", "changements de "
"consigne de
la semaine 46". Words that name neither a tag, a time nor a change leave the question to others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.alarms.changes import Change, Kind, changes_of, is_change_log
from assistant.alarms.say import during, moment
from assistant.alarms.when import Window, window_of
from assistant.crossing.bridge import Bridge
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.dates import find_periods
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.integrity.roles import without_tags
from assistant.records import Evidence, Question
from assistant.reliability.say import one_of
from assistant.words import content_words, fold
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_CHANGED = re.compile(
    r"\b(?:chang\w*|modif\w*|adjust\w*|moved?|moves|raised?|lowered?|increased?|decreased?|reduced?|put|"
    r"switched|set to|"
    r"went|placed|taken|augment\w*|baiss\w*|mont\w*|descend\w*|pass\w*|mis|mise|remis\w*|bascul\w*|"
    r"regle\w*|actions?|back (?:in|to|on)|returned)\b"
)
_SETPOINT = re.compile(r"\b(?:set ?points?|sps?|consignes?)\b")
_MODE = re.compile(
    r"\b(?:modes?|manual\w*|manuel\w*|man|auto(?:matic\w*|matique)?|cas(?:cade)?|local|remote)\b"
)
_OUTPUT = re.compile(r"\b(?:outputs?|op|sorties?)\b")
_OPERATOR = re.compile(
    r"\b(?:operator|operateur|panel|console)s?['s]* (?:changes?|actions?|moves?|interventions?)|"
    r"(?:changements?|actions?|interventions?|modifications?) (?:des? |de l'|d')?operateurs?\b"
)
_MODES: tuple[tuple[str, str], ...] = (
    ("man", r"manual\w*|manuel\w*|man"), ("auto", r"auto(?:matic\w*|matique)?"), ("cas", r"cas(?:cade)?"),
)  # fmt: skip
_COUNT = re.compile(r"\b(?:how many|number of|how often|combien|nombre)\b")
_FIRST = re.compile(r"\b(?:first|premiere?s?|earliest)\b")
_LAST = re.compile(r"\b(?:last|latest|most recent|derniere?s?|dernier)\b")
_ELSE = re.compile(
    r"\b(?:moc|why|pourquoi|procedures?|form|formulaire|allowed|should|must|doit|how (?:do|to|should)|"
    r"comment|alarms?|"
    r"alarmes?|oil|huile|filters?|filtres?|shift change|change ?over|relief|psvs?|can (?:we|i)|form)\b"
)
_CUES = frozenset(
    """
    go goes going went
    set point points setpoint setpoints sp sps consigne consignes mode modes manual manuel manuelle man
    auto automatic automatique cascade cas local remote output outputs op sortie sorties operator
    operators operateur operateurs change changes changed changing changement changements changee
    modification modifications modifie modifiee action actions intervention interventions put moved move
    moves raised lowered increased decreased reduced switched adjusted adjustment made done value values
    valeur valeurs week weeks semaine semaines both two deux many number often times combien nombre fois
    list when who what quand qui before after avant apres first last latest recent dernier derniere
    premiere night nuit day jour shift poste matin morning afternoon evening apres-midi soir passe
    passee mis mise remis back controller regulateur loop boucle log journal augmente baisse baissee
    monte descendu descendue bascule panel console since during logged
    """.split()
)
_TOLD = 12


class OperatorChanges:
    """Tells changes.

    Args:
        rows_of: Reads logs.
        today: What yesterday is counted from.
    """

    def __init__(self, *, rows_of: RowsOf, today: Callable[[], date]) -> None:
        self._rows_of = rows_of
        self._today = today

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The changes; None where none are asked for or no log holds any that fit."""
        text, language = question.text, question.language
        kind = asked_change(text, language)
        if kind is None:
            return None
        tags = find_tags(text)
        held = changes_of(self._rows_of(is_change_log, scope))
        own = [c for c in held if (not tags or c.tag in tags) and (not kind or c.kind == kind)]
        if not own:
            return None
        bare = without_tags(text.replace("’", "'"))
        window = window_of(bare, language, held[0].at, held[-1].at, self._today())
        if window is not None and window.unclear:
            return None
        plain = fold(bare)
        mode = _mode_asked(plain) if kind == "mode" else ""
        chosen = [
            c
            for c in own
            if (window is None or window.start <= c.at < window.end)
            and (not mode or fold(c.new).startswith(mode))
        ]
        if not chosen:
            return _none(own[-1], window, language)
        if _FIRST.search(plain) or _LAST.search(plain):
            chosen = chosen[:1] if _FIRST.search(plain) else chosen[-1:]
        return _told(chosen, window, language, counted=_COUNT.search(plain) is not None)


def asked_change(text: str, language: Language) -> Kind | None:
    """The kind of change that is asked for, empty for all kinds; None for all else."""
    bare = without_tags(text.replace("’", "'"))
    plain = fold(" ".join(bare.split()))
    if _ELSE.search(plain):
        return None
    operator = _OPERATOR.search(plain) is not None
    kind: Kind = ""
    if _MODE.search(plain):
        kind = "mode"
    elif _SETPOINT.search(plain):
        kind = "setpoint"
    elif _OUTPUT.search(plain):
        kind = "output"
    if not operator and not (kind and _CHANGED.search(plain)):
        return None
    for period in sorted(find_periods(plain, language=language), key=lambda p: p.span, reverse=True):
        plain = f"{plain[: period.span[0]]} {plain[period.span[1] :]}"
    left = [w for w in content_words(plain) if w not in _CUES and not w.isdigit() and not w[0].isdigit()]
    return None if left else kind


def _mode_asked(plain: str) -> str:
    """``man``, ``auto`` or ``cas``, as a mode begins that something was put in; empty where none is."""
    return next((mode for mode, words in _MODES if re.search(rf"\b(?:{words})\b", plain)), "")


def _told(chosen: Sequence[Change], window: Window | None, language: Language, *, counted: bool) -> Bridge:
    lines = tuple(_evidence([c], f"{_said(c, language)}.") for c in chosen[:_TOLD])
    if len(chosen) == 1 and not counted:
        return Bridge(reasons=lines)
    n = len(chosen)
    first, last = chosen[0].at, chosen[-1].at
    when = f" {during(window.start, window.end, language)}" if window is not None else ""
    when = when or one_of(
        language,
        f", {moment(first, language)} to {moment(last, language)}",
        f", du {moment(first, language)} au {moment(last, language)}",
    )
    more = ""
    if n > _TOLD:
        more = one_of(language, f" (the first {_TOLD})", f" (les {_TOLD} premiers)")
    head = one_of(
        language,
        f"{n} change{'s' if n > 1 else ''}{when}{more}:",
        f"{n} changement{'s' if n > 1 else ''}{when}{more} :",
    )
    return Bridge(reasons=(_evidence(chosen, head), *lines), listed=True)


def _none(last: Change, window: Window | None, language: Language) -> Bridge:
    """That nothing of the kind was changed in the time, with the last change."""
    when = f" {during(window.start, window.end, language)}" if window is not None else ""
    told = one_of(
        language,
        f"No such change{when}; the last one: {_said(last, language)}.",
        f"Aucun changement de ce genre{when} ; le dernier : {_said(last, language)}.",
    )
    return Bridge(reasons=(_evidence([last], told),))


_NAMES: dict[Kind, tuple[str, str]] = {
    "setpoint": ("set point", "consigne"), "mode": ("mode", "mode"), "output": ("output", "sortie"),
    "": ("changed", "changement"),
}  # fmt: skip


def _said(one: Change, language: Language) -> str:
    """``FIC-3 set point from 42 to 48.5 t/h, 3 November 2030, 08:12:05, by N.OAK``."""
    unit = f" {one.unit}" if one.unit else ""
    name = _NAMES[one.kind][1 if language == "fr" else 0]
    old, new = _value(one.old, language), _value(one.new, language)
    values = one_of(language, f"from {old} to {new}", f"de {old} à {new}")
    if not old:
        values = one_of(language, f"to {new}", f"à {new}")
    by = one_of(language, f", by {one.by}", f", par {one.by}") if one.by else ""
    at = one_of(language, ", ", ", le ") + moment(one.at, language)
    return f"{one.tag} {name} {values}{unit}{at}{by}"


def _value(said: str, language: Language) -> str:
    """A value with the comma of French decimals."""
    is_number = re.fullmatch(r"[-+]?\d+\.\d+", said) is not None
    return said.replace(".", ",") if is_number and language == "fr" else said


def _evidence(changes: Sequence[Change], statement: str) -> Evidence:
    schema = changes[0].row.schema
    rows = [c.row for c in changes if c.row.schema.name == schema.name]
    return cited_rows(schema, rows, schema.columns, statement)
