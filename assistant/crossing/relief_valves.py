"""Relief valves by their register: which opened off their set pressure, which did not, what test is due.

"Which relief valves popped above their set pressure?", "soupapes en retard de contrôle". The cells of one
valve are left to the tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from assistant.crossing.bridge import Bridge
from assistant.crossing.relief_cells import cells_of
from assistant.crossing.relief_counts import counted_or_extreme
from assistant.experts.series.wording import day
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.figures import number
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import fold
from assistant.integrity.relief import Valve, is_relief_register, valves_of
from assistant.integrity.roles import without_tags
from assistant.records import Evidence, Question
from assistant.reliability.say import one_of
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_VALVES = re.compile(
    r"\b(?:(?:relief|safety|pressure) (?:valves?|devices?)|psvs?|prvs?|srvs?|prds?|rvs?|soupapes?|valves?)\b"
)
_SURELY = re.compile(r"\b(?:(?:relief|safety) (?:valves?|devices?)|psvs?|prvs?|srvs?|prds?|soupapes?)\b")
_POPPED = re.compile(
    r"\b(?:pop\w*|lift\w*|open(?:ed|s|ing)?|ouver\w*|ouvr\w*|leve\w*|declench\w*|passed their test|"
    r"as found|crack\w*|"
    r"relieved)\b"
)
_OPENED = re.compile(r"\b(?:popped|lifted|opened|(?:ont|a) (?:ouvert|leve))\b")
_HIGH = re.compile(
    r"\b(?:above|over|high\w*|exceed\w*|too high|late|dessus|superieur\w*|trop haut|haut|haute|plus haut)\b"
)
_LOW = re.compile(
    r"\b(?:below|under|low\w*|early|too low|dessous|inferieur\w*|trop bas|trop tot|plus bas|prematur\w*)\b"
)
_NOT = re.compile(
    r"\b(?:(?:not|never|n'ont pas|n'a pas|sans|ne s'\w+ pas|failed to|fail to|refus\w*|"
    r"did ?n[o']?t)\b.*\b(?:pop\w*|lift\w*|"
    r"open\w*|ouver\w*|ouvr\w*|leve\w*)|(?:stuck|bloquee?s?|grippee?s?))\b"
)
_OFF = re.compile(r"\b(?:(?:out of|hors|outside) (?:tolerance|tol)|failed|tolerance|ecart)\b")
_OVERDUE = re.compile(
    r"\b(?:overdue|past (?:due|their due)|late|en retard|(?:echeance|date|delai)s? (?:est |"
    r"sont )?depassee?s?|echue?s?|"
    r"hors delais?|expired|perimee?s?)\b"
)
_DUE = re.compile(
    r"\b(?:next|due|upcoming|soon|prochaine?s?|prochainement|bientot|a (?:controler|tester|etalonner|"
    r"reviser)|"
    r"to be tested|arrivent? a echeance)\b"
)
_ELSE = re.compile(r"\b(?:how many|combien|who|qui|why|pourquoi|procedure|how (?:do|to)|comment)\b")
_WHY = re.compile(r"\b(?:who|qui|why|pourquoi|procedure|how (?:do|to)|comment)\b")
_SHARE = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?) ?(?:%|per ?cent\b|pct\b|pour ?cent\b)")
_WITHIN = re.compile(
    r"\b(?:within|less than|at most|up to|no more than|moins de|au plus|a moins de|jusqu'a)\b(?=[^.]*(?:%|"
    r"per ?cent|pct|pour ?cent))"
)
_AT_LEAST = re.compile(r"\b(?:at least|or more|au moins|ou plus|no less than)\b")
_PRESSURE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)? ?(?:bar[ag]?|psi[ag]?|kpa|mpa)\b")
"""Ask for a pressure, not for a share of the set one."""
_DAYS = re.compile(
    r"\b(?:20\d\d|this|coming|(?:next|last) (?:week|month|quarter|year|\d+)|ce|cette|(?:mois|semaine|annee|"
    r"trimestre) (?:prochaine?|derniere?)|within|dans|d'ici)\b"
)
"""Name days in which a test is due: planned work tells what is due in them."""
_LISTED = 8
_TOLERANCE = 0.03


class ReliefValves:
    """Tells valves of registers.

    Args:
        rows_of: Reads registers.
        today: The day on which tests are late.
    """

    def __init__(self, *, rows_of: RowsOf, today: Callable[[], date]) -> None:
        self._rows_of = rows_of
        self._today = today

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The valves; None where nothing of the kind is asked or no register tells it."""
        aim = asked_relief(question.text)
        if aim is None and not speaks_of_valves(question.text):
            return None
        valves = valves_of(self._rows_of(is_relief_register, scope))
        if aim is None:
            told = counted_or_extreme(question, valves)
            return told or (cells_of(question, valves) if asks_of_valves(question.text) else None)
        tags = find_tags(question.text)
        valves = [v for v in valves if not tags or set(tags) & set(find_tags(f"{v.name} {v.protects}"))]
        if not valves:
            return None
        language, today = question.language, self._today()
        match aim:
            case "overdue":
                return _overdue(valves, today, language)
            case "due":
                return _due(valves, today, language)
            case "stuck":
                return _stuck(valves)
            case _:
                return _popped(valves, aim, language, asked_share(question.text))


def speaks_of_valves(text: str) -> bool:
    """True where relief valves are spoken of and none is named."""
    bare = fold(without_tags(text.replace("’", "'")))
    if any(_is_valve(tag) for tag in find_tags(text)) or _WHY.search(bare):
        return False
    return bool(_SURELY.search(bare))


def asks_of_valves(text: str) -> bool:
    """True where cells of valves may be asked for: they are spoken of, none is named."""
    plain = fold(" ".join(text.replace("’", "'").split()))
    if _ELSE.search(plain) or any(_is_valve(tag) for tag in find_tags(text)):
        return False
    return bool(_SURELY.search(fold(without_tags(text.replace("’", "'")))))


def asked_share(text: str) -> float | None:
    """The share of the set pressure that a question names (``more than 5 %``: 0.05); None where none."""
    match = _SHARE.search(fold(text))
    return float(match[1].replace(",", ".")) / 100 if match is not None else None


def _is_valve(tag: str) -> bool:
    return tag.split("-")[0] in ("PSV", "PRV", "SRV", "RV", "SV")


def asked_relief(text: str) -> str | None:
    """``high``, ``low``, ``off``, ``stuck``, ``overdue`` or ``due`` of relief valves; None for all else."""
    plain = fold(" ".join(text.replace("’", "'").split()))
    if _ELSE.search(plain) or _PRESSURE.search(plain):
        return None
    named = any(map(_is_valve, find_tags(text)))
    bare = fold(without_tags(text.replace("’", "'")))
    surely = bool(_SURELY.search(bare)) or named
    popped = bool(_POPPED.search(bare))
    if _WITHIN.search(bare) or (_AT_LEAST.search(bare) and asked_share(text) is not None):
        return None
    if not (surely or (_VALVES.search(bare) and re.search(r"\b(?:pop\w*|set pressures?|tarages?)\b", bare))):
        return None
    if _NOT.search(bare) and not named:
        return "stuck"
    if popped and not named:
        pressure = re.search(r"\b(?:set|tarages?|pressures?|pressions?|pop\w*|test\w*)\b", bare)
        done = surely and _OPENED.search(bare)
        if _HIGH.search(bare) and (pressure or done):
            return "high"
        if _LOW.search(bare) and (pressure or done):
            return "low"
    if (
        _OFF.search(bare)
        and not named
        and re.search(r"\b(?:test\w*|set|tarages?|pop\w*|tolerance|essais?)\b", bare)
    ):
        return "off"
    if _DAYS.search(bare):
        return None
    if _OVERDUE.search(bare):
        return "overdue"
    return "due" if _DUE.search(bare) and not named and not _POPPED.search(bare) else None


def _popped(
    valves: Sequence[Valve], aim: str, language: Language, share: float | None = None
) -> Bridge | None:
    """Those that opened above (below, out of tolerance), the furthest first; how many were measured."""
    measured = [valve for valve in valves if valve.off is not None]
    if not measured:
        return None
    found = [valve for valve in measured if _is_off(valve.off or 0.0, aim, share)]
    found.sort(key=lambda valve: -abs(valve.off or 0.0))
    far = [valve for valve in found if abs(valve.off or 0.0) > _TOLERANCE]
    where = {
        "high": ("above set pressure", "au-dessus du tarage"),
        "low": ("below set pressure", "au-dessous du tarage"),
        "off": ("off set pressure", "à côté du tarage"),
    }[aim]
    least = share if share is not None else _TOLERANCE if aim == "off" else None
    if least is not None:
        by = number(100 * least, language)
        off = ("more than " + by + " % off set pressure", f"à plus de {by} % du tarage")
        where = off if aim == "off" else (f"more than {by} % {where[0]}", f"plus de {by} % {where[1]}")
    if not found:
        told = one_of(
            language,
            f"None of the {len(measured)} valves with a measured opening opened {where[0]}.",
            f"Aucune des {len(measured)} soupapes à ouverture mesurée n'a ouvert {where[1]}.",
        )
        return Bridge(reasons=(_evidence(measured, told),))
    beyond = ""
    if least is None and far:
        beyond = one_of(
            language, f", {len(far)} of them by more than 3 %", f", dont {len(far)} de plus de 3 %"
        )
    head = one_of(
        language,
        f"{len(found)} of {len(measured)} valves opened {where[0]}{beyond}:",
        f"{len(found)} soupape{'s' if len(found) > 1 else ''} sur {len(measured)} ont ouvert "
        f"{where[1]}{beyond} :"
        if len(found) > 1
        else f"1 soupape sur {len(measured)} a ouvert {where[1]}{beyond} :",
    )
    note = one_of(
        language,
        "By the opening that the register records at the last test; 3 % is the tolerance of ASME BPVC "
        "Section VIII "
        "above 70 psi and of ISO 4126-1, your own may differ.",
        "D'après l'ouverture relevée au dernier contrôle ; 3 % est la tolérance de l'ASME BPVC Section "
        "VIII au-dessus "
        "de 70 psi et de l'ISO 4126-1, la vôtre peut différer.",
    )
    lines = [_evidence([valve], _opening(valve, language)) for valve in found[:_LISTED]]
    silent = [valve for valve in valves if valve.off is None and valve.found]
    if silent:
        names = ", ".join(f"{valve.name} ({valve.found})" for valve in silent)
        told = one_of(language, f"No opening pressure: {names}.", f"Sans pression d'ouverture : {names}.")
        lines.append(_evidence(silent, told))
    return Bridge(reasons=(_evidence(found, head, (note,)), *lines), listed=True)


def _is_off(share: float, aim: str, least: float | None) -> bool:
    """True where an opening is above (below, out of tolerance) by more than is asked."""
    off = round(share, 6)
    by = least or 0.0
    return {"high": off > by, "low": off < -by}.get(aim, abs(off) > (_TOLERANCE if least is None else least))


def _opening(valve: Valve, language: Language) -> str:
    off = valve.off or 0.0
    share = f"{'+' if off > 0 else '−'}{number(abs(100 * off), language, digits=1)} %"
    when = f", {day(_moment(valve.tested), language)}" if valve.tested is not None else ""
    set_at, popped = (
        f"{number(value, language)} {valve.unit}".strip() for value in (valve.set_at, valve.popped)
    )
    serves = f" ({valve.protects})" if valve.protects else ""
    colon = one_of(language, ":", " :")
    return one_of(
        language,
        f"{valve.name}{serves}{colon} opened at {popped}, set {set_at} ({share}){when}.",
        f"{valve.name}{serves}{colon} ouverte à {popped}, tarage {set_at} ({share}){when}.",
    )


def _stuck(valves: Sequence[Valve]) -> Bridge | None:
    found = [valve for valve in valves if valve.found and _NOT.search(fold(f"soupape {valve.found}"))]
    if not found:
        return None
    lines = [
        _evidence([valve], f"{valve.name}{f' ({valve.protects})' if valve.protects else ''}: {valve.found}.")
        for valve in found
    ]
    return Bridge(reasons=tuple(lines), listed=len(lines) > 1)


def _overdue(valves: Sequence[Valve], today: date, language: Language) -> Bridge | None:
    dated = [valve for valve in valves if valve.due is not None]
    late = sorted((v for v in dated if v.due is not None and v.due < today), key=lambda v: v.due or today)
    if not dated:
        return None
    on = day(_moment(today), language)
    if not late:
        told = one_of(
            language,
            f"No relief valve is past its test date on {on} ({len(dated)} with a date).",
            f"Aucune soupape n'a dépassé sa date de contrôle au {on} ({len(dated)} avec une date).",
        )
        return Bridge(reasons=(_evidence(dated, told),))
    if len(valves) == 1:
        yes = one_of(language, "Yes, past its date. ", "Oui, date dépassée. ")
        return Bridge(reasons=(_evidence(late, yes + _dated(late[0], language)),))
    head = one_of(
        language,
        f"{len(late)} of {len(dated)} relief valves {'is' if len(late) == 1 else 'are'} past "
        f"{'its' if len(late) == 1 else 'their'} test date on {on}:",
        f"{len(late)} soupape{'s' if len(late) > 1 else ''} sur {len(dated)} en retard de contrôle au {on} :",
    )
    return Bridge(
        reasons=(_evidence(late, head), *(_evidence([v], _dated(v, language)) for v in late[:_LISTED])),
        listed=True,
    )


def _due(valves: Sequence[Valve], today: date, language: Language) -> Bridge | None:
    coming = sorted((v for v in valves if v.due is not None and v.due >= today), key=lambda v: v.due or today)
    if not coming:
        return None
    lines = tuple(_evidence([v], _dated(v, language)) for v in coming[:_LISTED])
    return Bridge(reasons=lines, listed=len(lines) > 1)


def _dated(valve: Valve, language: Language) -> str:
    serves = f" ({valve.protects})" if valve.protects else ""
    due = day(_moment(valve.due), language) if valve.due else ""
    how = one_of(language, " by its interval", " d'après sa périodicité") if valve.is_reckoned else ""
    last = ""
    if valve.tested is not None:
        last = one_of(language, ", last tested ", ", dernier contrôle le ") + day(
            _moment(valve.tested), language
        )
    return one_of(
        language,
        f"{valve.name}{serves}: test due {due}{how}{last}.",
        f"{valve.name}{serves} : contrôle dû le {due}{how}{last}.",
    )


def _moment(held: date | None) -> datetime:
    assert held is not None
    return datetime(held.year, held.month, held.day)


def _evidence(valves: Sequence[Valve], statement: str, caveats: tuple[str, ...] = ()) -> Evidence:
    """The valves of the first register among them."""
    schema = valves[0].row.schema
    rows = [valve.row for valve in valves if valve.row.schema.name == schema.name]
    return cited_rows(schema, rows, schema.columns, statement, caveats=caveats)
