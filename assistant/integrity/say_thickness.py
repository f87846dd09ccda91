"""Corrosion rates and remaining life as sentences, English and French. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables.figures import number
from assistant.integrity.rates import Rate, Wall
from assistant.integrity.thickness import Point, Reading
from assistant.reliability.say import one_of
from retrieval.records import Language


def name_of(point: Point, language: Language) -> str:
    """``point 7 (Dead leg DL-3, line L-301)``."""
    word = "" if any(mark in point.name.lower() for mark in ("tml", "cml", "point")) else "point "
    inside = ", ".join(part for part in (point.part, point.line) if part)
    del language
    return f"{word}{point.name}{f' ({inside})' if inside else ''}"


def rate(found: Wall, term: str, language: Language) -> str:
    """The rates with their two measurements each; that there is none."""
    name = _upper(name_of(found.point, language))
    colon = one_of(language, ":", " :")
    if found.long is None or found.short is None:
        return one_of(
            language,
            f"{name} has one measurement only ({_read(found, language)}), so no corrosion rate can be "
            f"computed.",
            f"{name} n'a qu'une mesure ({_read(found, language)}) : pas de vitesse de corrosion calculable.",
        )
    short = _rate(one_of(language, "short term", "court terme"), found.short, found, language)
    long = _rate(one_of(language, "long term", "long terme"), found.long, found, language)
    if found.short == found.long:
        both = _rate(one_of(language, "corrosion rate", "vitesse de corrosion"), found.long, found, language)
        only = one_of(language, "two measurements only, so short and long term are the same",
                      "deux mesures seulement : court et long terme se confondent")  # fmt: skip
        return f"{name}{colon} {both} ; {only}." if language == "fr" else f"{name}{colon} {both}; {only}."
    parts = {"short": (short,), "long": (long,)}.get(term, (short, long))
    head = one_of(language, "corrosion rate", "vitesse de corrosion")
    return f"{name}, {head}{colon} {one_of(language, '; ', ' ; ').join(parts)}."


def life(found: Wall, language: Language) -> str:
    """The remaining life with what it is made of; why there is none."""
    name, unit = _upper(name_of(found.point, language)), found.point.unit
    last = _read(found, language)
    if found.margin is None:
        return one_of(
            language,
            f"{name}: the table gives no required thickness, so no remaining life can be computed (last: "
            f"{last}).",
            f"{name} : le tableau ne donne pas d'épaisseur minimale, la durée de vie n'est pas calculable "
            f"(dernière mesure : {last}).",
        )
    required = f"{number(found.point.required, language)} {unit}"
    if found.life == 0.0:
        return one_of(
            language,
            f"{name} has reached its required thickness: {last}, required {required}.",
            f"{name} a atteint son épaisseur minimale : {last}, requis {required}.",
        )
    if found.life is None or found.governing is None or found.end is None:
        return one_of(
            language,
            f"{name}: no loss of wall was measured, so no remaining life can be computed "
            f"(last: {last}, required {required}).",
            f"{name} : aucune perte d'épaisseur mesurée, la durée de vie n'est pas calculable "
            f"(dernière mesure : {last}, requis {required}).",
        )
    years = number(found.life, language, digits=1)
    end = int(found.end)
    by = _per_year(found.governing, unit, language)
    which = _term(found, language)
    over = ""
    if found.is_over:
        over = one_of(
            language, " By this rate that date is past.", " À cette vitesse, cette date est passée."
        )
    return one_of(
        language,
        f"{name}: {years} years of remaining life from the last measurement, to about {end} "
        f"({last}, required {required}, {which} rate {by}).{over}",
        f"{name} : durée de vie restante de {years} ans depuis la dernière mesure, jusqu'à {end} environ "
        f"({last}, requis {required}, vitesse {which} {by}).{over}",
    )


def margin(found: Wall, language: Language) -> str:
    """How far a point is above its required thickness."""
    unit, required = found.point.unit, found.point.required
    name, last = _upper(name_of(found.point, language)), _read(found, language)
    over = number(found.margin, language, digits=2)
    colon = one_of(language, ":", " :")
    least = f"{number(required, language)} {unit}"
    if (found.margin or 0.0) < 0:
        under = number(-(found.margin or 0.0), language, digits=2)
        return one_of(
            language,
            f"{name}: {under} {unit} below the required thickness ({last}, required {least}).",
            f"{name} : {under} {unit} sous l'épaisseur minimale ({last}, requis {least}).",
        )
    return f"{name}{colon} " + one_of(
        language,
        f"{over} {unit} above the required thickness ({last}, required {least}).",
        f"{over} {unit} au-dessus de l'épaisseur minimale ({last}, requis {least}).",
    )


def interval(found: Wall, language: Language) -> str:
    """Half the remaining life."""
    if not found.life:
        return life(found, language)
    half, by = number(found.life / 2, language, digits=1), int(found.last.year + found.life / 2)
    return one_of(
        language,
        f"Half of the remaining life is {half} years from the last measurement, to about {by}. "
        f"{life(found, language)}",
        f"La moitié de la durée de vie restante est de {half} ans depuis la dernière mesure, soit {by} "
        f"environ. "
        f"{life(found, language)}",
    )


def lost(found: Wall, loss: Rate, language: Language) -> str:
    """What a point lost between two measurements, with both."""
    name, unit = _upper(name_of(found.point, language)), found.point.unit
    off = round(loss.start.thickness - loss.end.thickness, 4)
    colon = one_of(language, ":", " :")
    first, last = (
        f"{number(one.thickness, language)} {unit} {one_of(language, 'in', 'en')} {one.said}"
        for one in (loss.start, loss.end)
    )
    sides = one_of(language, f"{first} to {last}", f"{first} à {last}")
    if off <= 0:
        return one_of(language, f"{name}: no loss ({sides}).", f"{name} : aucune perte ({sides}).")
    told = f"{number(off, language)} {unit}"
    return f"{name}{colon} {one_of(language, f'lost {told}', f'{told} perdus')} ({sides})."


def thickness(found: Wall, year: str, language: Language) -> str:
    """The last measurement, or those of a year; empty where none was made then."""
    point = found.point
    chosen = (
        [reading for reading in point.readings if int(reading.year) == int(year)]
        if year
        else point.readings[-1:]
    )
    if not chosen:
        return ""
    told = ", ".join(
        f"{number(reading.thickness, language)} {point.unit} ({reading.said})" for reading in chosen
    )
    required = ""
    if point.required is not None:
        least = f"{number(point.required, language)} {point.unit}"
        required = one_of(language, f"; required {least}", f" ; requis {least}")
    return f"{_upper(name_of(point, language))}{one_of(language, ':', ' :')} {told}{required}."


def thinnest(found: Wall, reading: Reading, count: int, language: Language) -> str:
    """The least of some measurements and where it was made."""
    told = f"{number(reading.thickness, language)} {found.point.unit} ({reading.said})"
    of = one_of(language, f", the least of {count} points", f", le minimum de {count} points")
    required = ""
    if found.point.required is not None:
        least = f"{number(found.point.required, language)} {found.point.unit}"
        required = one_of(language, f"; required {least}", f" ; requis {least}")
    where = _upper(name_of(found.point, language))
    return f"{where}{one_of(language, ':', ' :')} {told}{of if count > 1 else ''}{required}."


def required(walls: Sequence[Wall], least: float, language: Language) -> str:
    """The thickness that some points of one requirement need."""
    point = walls[0].point
    value = f"{number(least, language)} {point.unit}"
    lines = dict.fromkeys(wall.point.line for wall in walls if wall.point.line)
    if len(walls) == 1:
        where = _upper(name_of(point, language))
        return one_of(
            language, f"{where}: required thickness {value}.", f"{where} : épaisseur minimale {value}."
        )
    of = f" ({', '.join(lines)})" if lines else ""
    return one_of(
        language,
        f"Required thickness {value} at {len(walls)} points{of}.",
        f"Épaisseur minimale {value} en {len(walls)} points{of}.",
    )


def how(found: Wall, aim: str, language: Language) -> tuple[str, ...]:
    """What was taken for granted: formula, source, dates of which only the year is known, walls that grew."""
    return (*_formulas(aim, language), *_doubts(found, language))


def _formulas(aim: str, language: Language) -> list[str]:
    """How the figures of an aim are computed, with the code that says so."""
    notes = [
        one_of(
            language,
            "Corrosion rate = loss of thickness by the time between two measurements: long term from the "
            "first to "
            "the last, short term from the one before to the last (API 570 section 7, API 510 section 7).",
            "Vitesse de corrosion = perte d'épaisseur par le temps entre deux mesures : long terme de la "
            "première à "
            "la dernière, court terme de l'avant-dernière à la dernière (API 570 section 7, API 510 "
            "section 7).",
        )
    ]
    if aim in ("life", "first", "interval"):
        notes.append(
            one_of(
                language,
                "Remaining life = (last thickness − required thickness) / rate, with the greater of both "
                "rates; the "
                "code leaves the choice of the rate to an inspector or corrosion specialist.",
                "Durée de vie restante = (dernière épaisseur − épaisseur minimale) / vitesse, avec la "
                "plus grande des "
                "deux ; le code laisse ce choix à l'inspecteur ou au spécialiste corrosion.",
            )
        )
    if aim == "interval":
        notes.append(
            one_of(
                language,
                "The codes ask for a measurement by half of the remaining life, and no later than the "
                "greatest "
                "interval of the piping class or vessel, which the table does not hold.",
                "Les codes demandent une mesure au plus tard à la moitié de la durée de vie restante, et "
                "avant "
                "l'intervalle maximal de la classe, que le tableau ne donne pas.",
            )
        )
    return notes


def _doubts(found: Wall, language: Language) -> list[str]:
    """What the measurements of a wall leave open."""
    notes = []
    if any(reading.exact != "day" for reading in found.point.readings):
        exact = found.last.exact
        known = {"year": ("year", "l'année"), "month": ("month", "le mois")}.get(exact, ("year", "l'année"))
        notes.append(
            one_of(
                language,
                f"Of the dates only the {known[0]} is known, so times are whole {known[0]}s.",
                f"Des dates, seul{'e' if exact != 'month' else ''} {known[1]} est "
                f"connu{'e' if exact != 'month' else ''}.",
            )
        )
    if found.point.least_taken:
        notes.append(
            one_of(
                language,
                "The table has several measurements of one day for this point; the least was taken.",
                "Le tableau a plusieurs mesures d'un même jour pour ce point ; la plus faible est prise.",
            )
        )
    if not found.point.unit_is_told:
        unit = found.point.unit
        notes.append(
            one_of(
                language,
                f"No column of the table tells its unit: {unit} was taken by the size of its numbers.",
                f"Aucune colonne ne donne l'unité : {unit} d'après l'ordre de grandeur.",
            )
        )
    steps = zip(found.point.readings, found.point.readings[1:], strict=False)
    if any(after.thickness > before.thickness for before, after in steps):
        notes.append(
            one_of(
                language,
                "A later measurement is thicker than an earlier one: scatter of the measurement, or a "
                "repair.",
                "Une mesure est plus épaisse qu'une précédente : dispersion de la mesure, ou réparation.",
            )
        )
    return notes


def _rate(name: str, found: Rate, wall: Wall, language: Language) -> str:
    unit = wall.point.unit
    start, end = found.start, found.end
    years = number(found.years, language, digits=1)
    return one_of(
        language,
        f"{name} {_per_year(found, unit, language)} ({number(start.thickness, language)} {unit} in "
        f"{start.said} to "
        f"{number(end.thickness, language)} {unit} in {end.said}, {years} years)",
        f"{name} {_per_year(found, unit, language)} ({number(start.thickness, language)} {unit} en "
        f"{start.said} à "
        f"{number(end.thickness, language)} {unit} en {end.said}, {years} ans)",
    )


def _per_year(found: Rate, unit: str, language: Language) -> str:
    digits = 3 if unit == "mm" else 4
    return f"{number(found.per_year, language, digits=digits)} {unit}/{one_of(language, 'year', 'an')}"


def _term(found: Wall, language: Language) -> str:
    if found.short == found.long:
        return one_of(language, "corrosion", "de corrosion")
    if found.governing == found.short:
        return one_of(language, "short term", "court terme")
    return one_of(language, "long term", "long terme")


def _read(found: Wall, language: Language) -> str:
    last = found.last
    return f"{number(last.thickness, language)} {found.point.unit} {one_of(language, 'in', 'en')} {last.said}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
