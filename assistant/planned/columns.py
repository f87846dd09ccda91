"""What the columns of a list of planned work tell: due dates, last dates, intervals, who, how long, verdicts.

Names decide first, in English and French, run together (``NEXTDATE``) or short; values decide where names
do not. Knows no rows and no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import fold, name_words
from assistant.intervals import is_unit
from assistant.words import stem
from retrieval.identifiers import find_tags

DUE = frozenset(
    "due next upcoming prochain prochaine echeance deadline target expiry expires expiration expire validity "
    "validite valid valable limite butee".split()
)
_AHEAD = frozenset(
    "planned scheduled sched plan prevu prevue planifie planifiee programme programmee basic required".split()
)
_NO_WORK = frozenset(
    "warranty guarantee garantie licence license insurance assurance lease location subscription abonnement "
    "delivery livraison".split()
)
"""Dates that things have and no work."""
_START = frozenset("start begin debut from release call created creation raised".split())
_END = frozenset(
    "end finish finished completed complete completion comp done closed close closing cloture realise "
    "realisee realisation execution effectue effectuee fait faite fin solde soldee solder acheve "
    "cloturee terminee termine performed executed actual act reel reelle".split()
)
LAST = frozenset(
    "last latest previous prev dernier derniere derniers dernieres der dern precedent precedente".split()
)
INTERVAL = frozenset(
    "interval frequency freq frequence periodicity periodicite period periode cycle intervalle every "
    "recurrence "
    "tous interv".split()
)
_THING = frozenset(
    "equipment equipement asset machine tag repere actif materiel installation instrument instruments "
    "appareil device functional".split()
)
_TASK = (
    "task tache job activity activite operation work travaux inspection visite verification controle test "
    "gamme maintenance point".split(),
    "description libelle designation intitule title titre text objet what item organe element component "
    "composant service".split(),
)
_WHO = frozenset(
    "crew team technician tech fitter mechanic contractor executor craftsman equipe intervenant technicien "
    "prestataire executant assignee assigned lead responsible responsable owner who qui body organisme ctr "
    "metier atelier resp by par craft trade discipline supplier vendor laboratory labo group groupe".split()
)
_NOT_WHO = frozenset("reported requested approved created raised checked verified signale demande".split())
_HOURS = frozenset(
    "hours hour hrs hr heures heure charge duree duration labour labor lab work travail temps time mo "
    "manhours workload est effort".split()
)
_NOT_HOURS = frozenset("running run marche compteur counter meter interval lead down downtime arret".split())
_KIND_OF_TIME = frozenset("h hour hours hr hrs heure heures min minute minutes mn".split())
_STATUS = frozenset("status state etat statut stat avancement progress".split())
_CARE = frozenset(
    "calibration calibrated cal etalonnage etalonne etalonnee tested test inspected inspection verified "
    "verification verifie verifiee controle controlee visite passage serviced service greased graissage pm "
    "maintenance".split()
)
"""What is done to things by plan: a date called so, and nothing else, is that of the last time."""
_CERTIFIED = frozenset("cert certificate certificat certified certifie attestation".split())
_VALID = frozenset("validity validite".split())
_STANDARD = frozenset("standard standards std etalon etalons".split())
_PART = frozenset("location part organe component composant element position place bearing palier".split())
_QUANTITY = frozenset(
    "quantity qty quantite qte amount volume dose capacity contenance fill charge grams grammes".split()
)
_LUBRICANT = frozenset("lubricant lubrifiant oil huile grease graisse lube product produit".split())
_ERROR = frozenset("error erreur ecart deviation dev err".split())
_FOUND = frozenset("found before avant releve constate trouve af asfound".split())
_LEFT = frozenset("left after apres final al".split())
_TOLERANCE = frozenset("tolerance tol emt mpe permissible admissible allowed limit".split())
_POINT = frozenset("point points pt pts".split())
_AT_ALL = frozenset(
    "date dates for on of the passage visit done made performed carried out fait faite realise realisation "
    "le la de du d completion completed comp until au jusqu a to day jour month months mois year years ans "
    "an "
    "weeks week semaines days jours frequ unit freq num no n number type by par date actual".split()
)
"""Words beside those of dates that do not say what is done."""
_UNITS = frozenset("unit units unite unites".split())
_PIECES = tuple(
    sorted(
        "last next comp date due asset num freq frequ unit est lab hrs hours pm target start finish sched "
        "act "
        "actual plan planned maint equip tag cal insp interval status desc work order center ctr wo job "
        "description type machine location time dur done completed completion order qty cost line required "
        "req promised delivery vendor price po received receipt amount total".split(),
        key=len,
        reverse=True,
    )
)
"""Words that stand in names that are written without blanks."""

_NOT_OK = re.compile(
    r"(?:fail(?:ed|ure)?|nok|not ok|ko|non[- ]?conforme?s?|nc|out of (?:tol\w*|spec\w*|cal\w*)|oot|"
    r"hors (?:tol\w*|emt|specification\w*)|reject\w*|refuse\w*|rejete\w*|unsatisfactory|not passed|"
    r"non satisfaisant|unfit|defect\w*|insatisfaisant|mauvais|bad|as found fail)"
    r"(?:$| ?[-:,;(/]| (?:after|apres) )"
)
_OK = re.compile(
    r"(?:pass(?:ed)?|ok|conforme?s?|c|in (?:tol\w*|spec\w*)|within tol\w*|accept\w*|satisf\w+|bon|good|"
    r"fit)(?:$| ?[-:,;(/]| (?:after|apres) )"
)
NUMBER = re.compile(r"\s*[±+]?\s*([-−]?\d+(?:[.,]\d+)?)(?![\d/.-])")
"""A number at the beginning of a cell."""
_MOST_STATES = 12
_TAGGED = 0.6


@lru_cache(maxsize=4096)
def words_of(column_words: tuple[str, ...]) -> frozenset[str]:
    """The words of a column's name, those that are run together taken apart."""
    return frozenset(piece for word in column_words for piece in (word, *_pieces(word)))


def _pieces(word: str) -> tuple[str, ...]:
    """``nextdate`` as ``next date``; nothing where the word is not wholly of known pieces."""
    if not word:
        return ()
    for piece in _PIECES:
        if word == piece:
            return (piece,)
        if word.startswith(piece) and (rest := _pieces(word[len(piece) :])):
            return (piece, *rest)
    return ()


def named(column: ColumnSchema, words: Iterable[str]) -> bool:
    """True where a column's name has one of the words."""
    return not words_of(column.words).isdisjoint(words)


def due_columns(schema: TableSchema) -> list[ColumnSchema]:
    """The columns of dates by which rows are to be done, the surest first."""
    moments = [c for c in schema.moments() if not named(c, LAST | _REAL | _NO_WORK)]
    sure = [c for c in moments if named(c, DUE)]
    ahead = [c for c in moments if named(c, _AHEAD) and c not in sure]
    ends = [c for c in ahead if named(c, _END)]
    plain = [c for c in ahead if not named(c, _END | _START)]
    return sure or ends[:1] or plain[:1] or [c for c in ahead if named(c, _START)][:1]


_REAL = frozenset("actual act real reel reelle effectif effective".split())


def last_columns(schema: TableSchema, due: Sequence[ColumnSchema]) -> list[ColumnSchema]:
    """The columns that say when something was done last; else those of care that lie before the due dates.

    Where no date is due, the day on which it was done, or certified, is the last one.
    """
    others = [c for c in schema.moments() if c not in due]
    said = [c for c in others if named(c, LAST)]
    if said:
        return said
    care = [c for c in others if named(c, _CARE) and not named(c, _AHEAD | _START) and _is_before(c, due)]
    if care or due:
        return care
    return [c for c in others if named(c, _END | _CERTIFIED) and not named(c, _AHEAD | _START)]


def _is_before(column: ColumnSchema, due: Sequence[ColumnSchema]) -> bool:
    """True where the dates of a column end before those of each other one."""
    highs = [c.high for c in due if isinstance(c.high, datetime)]
    return isinstance(column.high, datetime) and all(column.high < high for high in highs)


def finished_column(schema: TableSchema, taken: Sequence[ColumnSchema]) -> ColumnSchema | None:
    """The column that says when a row was done."""
    ends = [c for c in schema.moments() if named(c, _END) and c not in taken and not named(c, LAST | _START)]
    return next((c for c in ends if named(c, _REAL)), ends[-1] if ends else None)


def interval_columns(schema: TableSchema) -> list[ColumnSchema]:
    """The columns that say how often, not those of their units."""
    return [
        c
        for c in schema.columns
        if (named(c, INTERVAL) or (c.is_numeric and named(c, _VALID)))
        and not c.is_moment and c.type != "boolean" and not _is_units(c) and not named(c, _STATUS)
    ]  # fmt: skip


def unit_column(schema: TableSchema) -> ColumnSchema | None:
    """The column that holds nothing but units of time."""
    return next((c for c in schema.columns if _is_units(c)), None)


def _is_units(column: ColumnSchema) -> bool:
    return (
        column.is_text
        and column.complete
        and bool(column.values)
        and all(is_unit(value) for value, _ in column.values)
    )


def thing_columns(schema: TableSchema) -> list[ColumnSchema]:
    """The columns that name what work is done on: codes before names."""
    texts = [c for c in schema.columns if c.is_text and c.part != "prose" and c.filled and not _is_units(c)]
    called = [
        c for c in texts if named(c, _THING) and not named(c, {"maintenance", "status", "type", "work"})
    ]
    if standards_in(schema):
        called += [c for c in texts if named(c, _STANDARD) and c not in called]
    tagged = [] if called else [c for c in texts if _holds_tags(c)]
    found = sorted(called or tagged, key=lambda c: (not _holds_tags(c), c.part == "name"))
    points = [c for c in texts if c.name == schema.key and c not in found and named(c, _POINT)]
    return found + points if found else []


def _holds_tags(column: ColumnSchema) -> bool:
    values = [value for value, _ in column.values[:50]]
    held = sum(any(tag == value.strip().upper() for tag in find_tags(value)) for value in values)
    return bool(values) and held >= _TAGGED * len(values)


def task_column(schema: TableSchema, taken: Sequence[ColumnSchema]) -> ColumnSchema | None:
    """The column that says what is done."""
    texts = [
        c
        for c in schema.columns
        if c.is_text and c not in taken and c.name != schema.key and c.part != "key" and not _is_units(c)
    ]
    for words in _TASK:
        found = next((c for c in texts if named(c, words) and not named(c, _NOT_TASK)), None)
        if found is not None:
            return found
    return None


_NOT_TASK = frozenset("type ctr center centre status order remarque remark class group id code".split())


def who_column(schema: TableSchema, taken: Sequence[ColumnSchema]) -> ColumnSchema | None:
    """The column that names who does the work, whoever did it last where none says who will."""
    texts = who_columns(schema, taken)
    return next((c for c in texts if not named(c, _END)), texts[0] if texts else None)


def who_columns(schema: TableSchema, taken: Sequence[ColumnSchema]) -> list[ColumnSchema]:
    """The columns of trades, teams and people."""
    return [
        c
        for c in schema.columns
        if c.is_text and c not in taken and named(c, _WHO) and not named(c, _NOT_WHO) and c.part != "prose"
    ]


def hours_column(schema: TableSchema) -> ColumnSchema | None:
    """The column of hours of work."""
    numbers = [c for c in schema.columns if c.is_numeric and not named(c, _NOT_HOURS | INTERVAL)]
    limits = any(c.words in (("l",), ("hh",), ("ll",)) for c in schema.columns)
    timed = [
        c
        for c in numbers
        if fold(c.unit or "") in _KIND_OF_TIME or named(c, _HOURS) or (c.words == ("h",) and not limits)
    ]
    return next((c for c in timed if fold(c.unit or "") in _KIND_OF_TIME), timed[0] if timed else None)


def status_columns(schema: TableSchema) -> list[ColumnSchema]:
    """The columns that tell how far a row is."""
    return [c for c in schema.columns if c.is_text and named(c, _STATUS)]


def verdict_column(schema: TableSchema) -> ColumnSchema | None:
    """The column of few values of which one says that something passed or failed."""
    for column in schema.columns:
        if not (column.is_text and column.complete and 0 < column.distinct <= _MOST_STATES):
            continue
        said = [fold(value).strip() for value, _ in column.values]
        if any(passed(value) is False for value in said) or (
            sum(passed(value) is True for value in said) * 2 > len(said)
        ):
            return column
    return None


def passed(verdict: str) -> bool | None:
    """What a verdict says, also with a remark behind it (``Fail - adjusted``); None for any other words."""
    folded = fold(verdict).strip()
    if _NOT_OK.match(folded):
        return False
    return True if _OK.match(folded) else None


def standards_in(schema: TableSchema) -> bool:
    """True for a list of the standards that instruments are calibrated with, each with its certificate."""
    words = {word for c in schema.columns for word in c.words}
    words |= {*name_words(schema.table.title), *name_words(schema.table.name)}
    return bool(words & _STANDARD) and bool(words & (_CERTIFIED | _VALID | DUE))


def amount_column(schema: TableSchema) -> ColumnSchema | None:
    """How much of a lubricant goes into a point; None for a list that names no lubricant."""
    if not any(c.is_text and named(c, _LUBRICANT) for c in schema.columns):
        return None
    numbers = [c for c in schema.columns if c.is_numeric and named(c, _QUANTITY)]
    return numbers[0] if len(numbers) == 1 else None


def amount_columns(schema: TableSchema) -> tuple[ColumnSchema, ...]:
    """The lubricant, its quantity and its unit, as far as there are columns of them."""
    held = amount_column(schema)
    lubricant = next((c for c in schema.columns if c.is_text and named(c, _LUBRICANT)), None)
    units = next((c for c in schema.columns if c.is_text and named(c, _UNITS)), None)
    return tuple(c for c in (lubricant, held, units) if c is not None)


def names_part(column: ColumnSchema) -> bool:
    """True for a column of the parts of machines."""
    return named(column, _PART)


def error_column(schema: TableSchema) -> ColumnSchema | None:
    """The error that an instrument was found with."""
    numbers = [c for c in schema.columns if _holds_numbers(c) and named(c, _ERROR | {"found", "releve"})]
    found = [c for c in numbers if named(c, _FOUND)]
    return next(iter(found), next((c for c in numbers if not named(c, _LEFT | _TOLERANCE)), None))


def left_column(schema: TableSchema) -> ColumnSchema | None:
    """The error that an instrument was left with."""
    return next(
        (c for c in schema.columns if _holds_numbers(c) and named(c, _ERROR) and named(c, _LEFT)), None
    )


def tolerance_column(schema: TableSchema) -> ColumnSchema | None:
    """The error that is allowed."""
    return next((c for c in schema.columns if _holds_numbers(c) and named(c, _TOLERANCE)), None)


def _holds_numbers(column: ColumnSchema) -> bool:
    """True for numbers, also with their units in the cells: ``0.12 °C``."""
    return column.is_numeric or (
        column.is_text and bool(column.values) and all(NUMBER.match(value) for value, _ in column.values)
    )


def activity_of(column: ColumnSchema) -> frozenset[str]:
    """The stems of what a column of dates or intervals says that is done; none where it says nothing."""
    said = words_of(column.words)
    if any(_pieces(word) for word in column.words):
        said = frozenset(piece for word in column.words for piece in (_pieces(word) or (word,)))
    left = said - DUE - LAST - INTERVAL - _AT_ALL - _AHEAD - _END
    return frozenset(stem(word, "fr") for word in left if len(word) > 2)
