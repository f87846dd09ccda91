"""What a program gives, in a sentence that says how the question was read, in English and French."""

from __future__ import annotations

import re

from assistant.experts.tables.figures import listed
from assistant.experts.tables.programs.choose import Choice
from assistant.experts.tables.programs.program import TOPS, Condition, Program
from assistant.experts.tables.programs.sheet import Sheet
from retrieval.records import Language

_SIGNS = {"over": ">", "under": "<", "least": "≥", "most": "≤", "equal": "="}
_TOLD: dict[str, tuple[str, str]] = {
    "count": ("number of rows", "nombre de lignes"),
    "different": ("different values of {0}", "valeurs différentes de {0}"),
    "sum": ("total of {0}", "total de {0}"),
    "mean": ("average of {0}", "moyenne de {0}"),
    "top": ("highest {0}", "{0} le plus élevé"),
    "bottom": ("lowest {0}", "{0} le plus bas"),
    "gap": ("difference in {0}", "écart de {0}"),
    "commonest": ("most frequent {0}", "{0} le plus fréquent"),
    "rarest": ("least frequent {0}", "{0} le moins fréquent"),
    "change": ("difference between {1} and {0}", "écart entre {1} et {0}"),
    "head_most": ("column of the highest value", "colonne de la plus grande valeur"),
    "head_least": ("column of the lowest value", "colonne de la plus petite valeur"),
    "class_most": ("{1} with the highest total of {0}", "{1} dont le total de {0} est le plus élevé"),
    "class_least": ("{1} with the lowest total of {0}", "{1} dont le total de {0} est le plus bas"),
    "days_to": ("days from today to {0}", "jours d'ici à {0}"),
    "days_from": ("days since {0}", "jours depuis {0}"),
    "days_between": ("days from {0} to {1}", "jours de {0} à {1}"),
    "share": ("share of the rows in %", "part des lignes en %"),
    "share_sum": ("share of {0} in %", "part de {0} en %"),
    "rate": ("{0} by {1} in %", "{0} sur {1} en %"),
    "per": ("{0} per {1}", "{0} par {1}"),
    "span": ("from the first to the last {0}", "du premier au dernier {0}"),
    "gap_count": ("difference in rows", "écart en lignes"),
    "gap_sum": ("difference in the total of {0}", "écart du total de {0}"),
    "gap_mean": ("difference in the average of {0}", "écart de la moyenne de {0}"),
    "more_rows": ("more rows", "le plus de lignes"),
    "fewer_rows": ("fewer rows", "le moins de lignes"),
    "more_sum": ("higher total of {0}", "total de {0} le plus élevé"),
    "less_sum": ("lower total of {0}", "total de {0} le plus bas"),
    "more_mean": ("higher average of {0}", "moyenne de {0} la plus élevée"),
    "less_mean": ("lower average of {0}", "moyenne de {0} la plus basse"),
    "cells": ("{0}", "{0}"),
}
_PICKED: dict[str, tuple[str, str]] = {
    "first": ("first row", "première ligne"),
    "last": ("last row", "dernière ligne"),
    "highest": ("highest {0}", "{0} le plus élevé"),
    "lowest": ("lowest {0}", "{0} le plus bas"),
    "next": ("row after", "ligne suivant"),
    "previous": ("row before", "ligne précédant"),
    "second_high": ("second highest {0}", "deuxième {0} le plus élevé"),
    "second_low": ("second lowest {0}", "deuxième {0} le plus bas"),
    "high": ("{1} highest {0}", "les {1} {0} les plus élevés"),
    "low": ("{1} lowest {0}", "les {1} {0} les plus bas"),
}
_WORDS_OF = ("{0} with “{1}”", "{0} contenant « {1} »")
_STATES = {
    "within": ("{0}: {1}", "{0} : {1}"),
    "empty": ("no {0}", "{0} vide"),
    "filled": ("with {0}", "{0} renseigné"),
    "short": ("{0} below {1}", "{0} inférieur à {1}"),
    "beyond": ("{0} above {1}", "{0} supérieur à {1}"),
    "called": ("{0}: {1}", "{0} : {1}"),
    "outside": ("{0} outside {1}", "{0} hors de {1}"),
    "done": ("{0}: done", "{0} : terminé"),
    "undone": ("{0}: not done", "{0} : non terminé"),
    "overdue": ("{0} past, {1} not done", "{0} dépassé, {1} non terminé"),
    "not": ("{0} not “{1}”", "{0} autre que « {1} »"),
}
_DAYS = {
    "short": ("{0} by {1}", "{0} au plus tard à {1}"),
    "beyond": ("{0} after {1}", "{0} après {1}"),
}
"""The same of days."""
_WINDOWS: tuple[tuple[re.Pattern[str], tuple[str, str]], ...] = (
    (re.compile(r"≥ (\S+) ≤ (\S+)"), ("{0} to {1}", "du {0} au {1}")),
    (re.compile(r"≥ (\S+)"), ("from {0}", "à partir du {0}")),
    (re.compile(r"≤ (\S+)"), ("up to {0}", "jusqu'au {0}")),
    (re.compile(r"< (\S+)"), ("before {0}", "avant le {0}")),
    (re.compile(r"= (\S+)"), ("{0}", "{0}")),
)
"""Days that rows must be of, as ``registers.days`` spells them."""
_OR = (" or ", " ou ")
_COLUMN = ("column", "colonne")


def tell(choice: Choice, table: Sheet, language: Language) -> str:
    """``Name: Lisa Bund (Rank: 2).``"""
    french = int(language == "fr")
    program, outcome = choice.candidate.program, choice.candidate.outcome
    names = [_name(table, column, french) for column in (program.column, program.other) if column is not None]
    told = _TOLD[program.tell.removesuffix("_first").removesuffix("_second")][french].format(*names)
    why = "; ".join(
        part for part in (_conditions(choice, table, french), _picked(program, table, french)) if part
    )
    if program.pick in ("next", "previous"):
        why = f"{_PICKED[program.pick][french]} {_conditions(choice, table, french)}"
    colon = " : " if french else ": "
    values = listed([_figure(v, language) for v in outcome.values], language)
    shown = told[:1].upper() + told[1:]
    return f"{shown}{colon}{values}{f' ({why})' if why else ''}."


def _figure(value: str, language: Language) -> str:
    plain = value.removeprefix("-").replace(".", "", 1).isdigit()
    return value.replace(".", ",") if plain and language == "fr" else value


def _name(table: Sheet, column: int, french: int) -> str:
    return table.names[column] or f"{_COLUMN[french]} {column + 1}"


def _picked(program: Program, table: Sheet, french: int) -> str:
    if program.pick in ("all", "next", "previous"):
        return ""
    by = _name(table, program.by, french) if program.by is not None else ""
    if program.pick in TOPS:
        return _PICKED[program.pick[:-1]][french].format(by, program.pick[-1])
    return _PICKED[program.pick][french].format(by)


def _conditions(choice: Choice, table: Sheet, french: int) -> str:
    program = choice.candidate.program
    said = [_condition(condition, choice, table, french) for condition in program.where]
    return _OR[french].join(said) if program.either else ", ".join(said)


def _condition(condition: Condition, choice: Choice, table: Sheet, french: int) -> str:
    name = _name(table, condition.column, french)
    states = {**_STATES, **_DAYS} if table.kinds[condition.column] == "date" else _STATES
    if condition.test in states:
        text = _window(condition.text, french) if condition.test == "within" else condition.text
        return states[condition.test][french].format(name, text).strip()
    if condition.test != "is":
        return f"{name} {_SIGNS[condition.test]} {condition.text}"
    texts = {table.rows[row][condition.column].text for row in condition.rows}
    if len(texts) == 1:
        own = table.names[condition.column]
        return f"{name}{' : ' if french else ': '}{condition.text}" if own else condition.text
    words = " ".join(choice.asked.tokens[i].text for i in sorted(condition.at))
    return _WORDS_OF[french].format(name, words)


def _window(text: str, french: int) -> str:
    for pattern, words in _WINDOWS:
        if match := pattern.fullmatch(text):
            return words[french].format(*match.groups())
    return text
