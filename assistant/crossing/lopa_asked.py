"""LOPA arithmetic over a sheet: mitigated frequencies against their targets, shown with the formula.

"Mitigated frequency of S-1", "does SC2 meet its target?", "which scenarios don't?", "risk reduction "
"gap of S-4".
Cells as they stand (an initiating frequency, a target) are left to the tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.figures import number
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.worded import cell_words, is_worded
from assistant.experts.tables.words import squash
from assistant.integrity.lopa import Scenario, is_lopa, scenarios_of
from assistant.integrity.roles import without_tags
from assistant.records import Evidence, Question
from assistant.reliability.say import one_of
from assistant.words import content_words, fold
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]
Aim = Literal["frequency", "met", "gap", "pfd", "highest"]

_ABOUT = re.compile(
    r"\b(?:lopa|scenarios?|mitigated|residual|residuelles?|mitigees?|pfd|ipls?|risk reduction|tmel|"
    r"reduction (?:du|de) risque|frequence cible|target frequency)\b"
)
_RESULT = (
    r"(?:mitigated|residual|resulting|final|remaining|outcome|consequence|residuelles?|mitigees?|"
    r"resultantes?|finales?)"
)
_FREQUENCY = re.compile(
    rf"\b(?:{_RESULT} (?:event )?(?:frequency|frequencies|likelihood|freq)|frequences? {_RESULT}|"
    rf"frequency\b.*\b(?:after|with) (?:all )?(?:the )?(?:ipls?|layers?|barriers?|safeguards?)|"
    r"frequence\b.*\b(?:apres|avec) (?:les )?(?:couches|barrieres))\b"
)
_MET = re.compile(
    r"\b(?:meets?|met|satisf\w+|within|respect\w*|tien(?:t|nent)|attei\w+|achieve\w*|reach\w*|fails?|"
    r"miss(?:es)?|exceed\w*|"
    r"above|below|over|depass\w*|conforme\w*|ok|acceptable)\b"
)
_TARGET = re.compile(r"\b(?:targets?|tolerable|tmel|criteri\w+|cibles?|objectifs?|acceptable|critere\w*)\b")
_GAP = re.compile(
    r"\b(?:(?:risk reduction|lopa) (?:gap|shortfall|factor needed)|gap|shortfall|(?:more|additional|"
    r"extra|missing) risk "
    r"reduction|ecart|reduction (?:du|de) risque (?:manquante|supplementaire|a ajouter)|"
    r"rrf (?:needed|required|missing))\b"
)
_PFD = re.compile(
    r"\b(?:(?:total|overall|combined|global|product of) pfds?|pfd (?:total\w*|global\w*|combinee?))\b"
)
_HIGHEST = re.compile(
    r"\b(?:highest|worst|greatest|largest|biggest|plus (?:haute?|elevee?|grande?|forte?)|pire)\b"
)
_NOT = re.compile(
    r"\b(?:not|n't|don'?t|doesn'?t|do not|fail\w*|miss\w*|exceed\w*|above|over|ne|pas|depass\w*|without "
    r"meeting)\b"
)
_REFERENCE = re.compile(
    r"(?<![\w-])[A-Za-z]{1,4}[-_. ]?\d+[A-Za-z]?(?![\w])|\b(?:scenario|scénario|case|cas) n?[°o]? ?\d+"
)
_CUES = frozenset(
    """
    lopa scenario scenarios mitigated residual frequency frequencies frequence frequences meet meets met
    target targets gap risk reduction pfd total combined overall highest worst ipl ipls layers layer respecte
    respectent tient tiennent cible cibles residuelle residuelles mitigee objectif tolerable does fails fail
    elevee eleve haute haut forte grande pire greatest largest biggest resulting final sheet its their
    one ecart missing additional more combien much initiating event year an
    """.split()
)
_MOST = 12


class LopaAsked:
    """Computes scenarios.

    Args:
        rows_of: Reads sheets.
    """

    def __init__(self, *, rows_of: RowsOf) -> None:
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The arithmetic; None where none is asked for or no sheet gives frequencies and PFDs."""
        aim = asked_lopa(question.text)
        if aim is None:
            return None
        held = scenarios_of(self._rows_of(is_lopa, scope))
        chosen, named = _named(question.text, held)
        if not chosen:
            return None
        plain = fold(question.text)
        language = question.language
        if aim == "highest":
            known = [(s.mitigated, s) for s in chosen if s.mitigated is not None]
            chosen = [s for value, s in known if value == max(one for one, _ in known)]
        elif aim == "met" and not named:
            wanted = not _NOT.search(plain)
            return _met(chosen, language, wanted=wanted)
        if not chosen:
            return None
        told = tuple(_evidence(s, _told(s, aim, language), language) for s in chosen[:_MOST])
        return Bridge(reasons=told, listed=len(told) > 1)


def asked_lopa(text: str) -> Aim | None:
    """What is asked of an analysis of layers of protection; None for all else."""
    plain = fold(" ".join(text.replace("’", "'").split()))
    if not _ABOUT.search(plain):
        return None
    if _GAP.search(plain):
        return "gap"
    if _PFD.search(plain):
        return "pfd"
    if _FREQUENCY.search(plain):
        return "highest" if _HIGHEST.search(plain) else "frequency"
    return "met" if _MET.search(plain) and _TARGET.search(plain) else None


def _named(text: str, held: Sequence[Scenario]) -> tuple[list[Scenario], bool]:
    """The scenarios that a question names by number or words, and whether it names any; all where none."""
    numbers = {squash(match[0]) for match in _REFERENCE.finditer(text)}
    by_number = [s for s in held if any(_is_number(number, s.name) for number in numbers)]
    if by_number:
        return by_number, True
    words = [w for w in map(fold, content_words(without_tags(text))) if w not in _CUES and not w.isdigit()]
    if not words:
        return ([], False) if numbers else (list(held), False)
    by_words = [
        s for s in held if all(is_worded(w, cell_words(f"{s.name} {s.text} {s.cause}")) for w in words)
    ]
    return by_words, True


def _is_number(number: str, name: str) -> bool:
    """True where ``sc1`` or ``scenario1`` is the first word of ``SC1 Runaway``."""
    first = squash(name.split()[0]) if name.split() else ""
    bare = re.sub(r"^(?:scenario|case|cas)(?:n[°o]?)?", "", number)
    return bool(first) and (
        number == first
        or bare == first
        or (bare.isdigit() and first.lstrip("abcdefghijklmnopqrstuvwxyz") == bare)
    )


def _met(chosen: Sequence[Scenario], language: Language, *, wanted: bool) -> Bridge | None:
    """The scenarios within their target, or those beyond it."""
    judged = [s for s in chosen if s.is_met is not None]
    if not judged:
        return None
    found = [s for s in judged if s.is_met == wanted]
    n, total, file = len(found), len(judged), say.file_name(judged[0].rows[0].source)
    verb = ("meet" if n != 1 else "meets") if wanted else ("do not meet" if n != 1 else "does not meet")
    fits = ("respectent" if n > 1 else "respecte") if wanted else ("dépassent" if n > 1 else "dépasse")
    head = one_of(
        language,
        f"{n} of {total} scenarios {verb} the target ({file}){':' if found else '.'}",
        f"{n} scénario{'s' if n > 1 else ''} sur {total} {fits} la cible ({file}){' :' if found else '.'}",
    )
    shown = found or judged
    first = cited_rows(judged[0].rows[0].schema, _rows(shown), judged[0].columns, head)
    lines = (_evidence(s, _told(s, "met", language), language) for s in found[:_MOST])
    return Bridge(reasons=(first, *lines), listed=True)


def _rows(found: Sequence[Scenario]) -> list[KeyedRow]:
    name = found[0].rows[0].schema.name
    return [row for s in found for row in s.rows if row.schema.name == name]


def _told(one: Scenario, aim: Aim, language: Language) -> str:
    """The formula with its result, and how that stands to the target."""
    about = "; ".join(part for part in (one.text, one.cause) if part)
    name = f"{one.name} ({about})" if about else one.name
    colon = one_of(language, ":", " :")
    layers = " × ".join(f"{_figure(value, language)} ({label})" for label, value in one.factors)
    if aim == "pfd":
        if not one.factors:
            return one_of(
                language, f"{name}: the sheet gives no PFD.", f"{name} : la feuille ne donne aucune PFD."
            )
        return f"{name}{colon} {layers} = {_result(one.pfd, language)}."
    if one.mitigated is None:
        return one_of(
            language,
            f"{name}: the sheet gives no initiating frequency, so none can be computed.",
            f"{name} : la feuille ne donne pas de fréquence initiatrice, rien n'est calculable.",
        )
    year = one_of(language, "/yr", "/an")
    product = f"{_figure(one.frequency or 0.0, language)} {year}" + (f" × {layers}" if layers else "")
    told = f"{name}{colon} {product} = {_result(one.mitigated, language)} {year}"
    return f"{told}{_against(one, year, language)}.{_printed(one, year, language)}"


def _against(one: Scenario, year: str, language: Language) -> str:
    """How the mitigated frequency stands to the target; empty where none is given."""
    if one.target is None or one.mitigated is None:
        return one_of(language, "; the sheet gives no target", " ; la feuille ne donne pas de cible")
    target = f"{_figure(one.target, language)} {year}"
    if one.is_met:
        return one_of(language, f", target {target}: met", f", cible {target} : respectée")
    factor = number(round(one.mitigated / one.target, 3), language)
    return one_of(
        language,
        f", target {target}: not met, a further risk reduction by {factor} is lacking",
        f", cible {target} : dépassée, il manque une réduction du risque d'un facteur {factor}",
    )


def _printed(one: Scenario, year: str, language: Language) -> str:
    """That the sheet itself prints another result."""
    if one.told is None or one.mitigated is None or abs(one.told - one.mitigated) <= 0.05 * one.mitigated:
        return ""
    own = f"{_figure(one.told, language)} {year}"
    return one_of(language, f" The sheet itself prints {own}.", f" La feuille elle-même indique {own}.")


def _figure(value: float, language: Language) -> str:
    """``0.1``, ``1E-5``."""
    if value >= 0.001 or value == 0:
        return number(value, language)
    power = f"{value:.3g}" if "e" in f"{value:.3g}" else f"{value:.2e}"
    mantissa, _, exponent = power.partition("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{mantissa.replace('.', ',' if language == 'fr' else '.')}E{int(exponent)}"


def _result(value: float, language: Language) -> str:
    """A result with its decimal form beside a power of ten."""
    told = _figure(value, language)
    if "E" not in told or value < 1e-9:
        return told
    plain = f"{Decimal(f'{value:.3g}'):f}"
    return f"{told} ({plain.replace('.', ',') if language == 'fr' else plain})"


def _evidence(one: Scenario, statement: str, language: Language) -> Evidence:
    note = one_of(
        language,
        "Initiating frequency × the PFDs and modifiers that the sheet gives; an empty cell is no layer. "
        "Whether "
        "the layers are independent is not judged.",
        "Fréquence initiatrice × les PFD et modificateurs de la feuille ; une cellule vide n'est pas "
        "une couche. "
        "L'indépendance des couches n'est pas jugée.",
    )
    return cited_rows(one.rows[0].schema, one.rows, one.columns, statement, caveats=(note,))
