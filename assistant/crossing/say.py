"""What a reference stands for, in a sentence. Knows words of English and French, no sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.experts.series.wording import day
from retrieval.records import Language

_EVENTS_TOLD = 6


def _one_of(language: Language, *, en: str, fr: str) -> str:
    return fr if language == "fr" else en


def file_name(source: str) -> str:
    """The file of a source, as a reader knows it."""
    return source.rsplit("/", 1)[-1]


def month(moment: datetime, language: Language) -> str:
    """``September 2025``."""
    return day(moment, language).split(" ", 1)[1]


def clock(moment: datetime, language: Language) -> str:
    """``18 September 2025 at 03:42``."""
    return f"{day(moment, language)} {_one_of(language, en='at', fr='à')} {moment:%H:%M}"


def cell_of(language: Language, column: str, key: str, told: str, source: str) -> str:
    """A cell of a row: ``Created of WO-17 is 2025-09-16 06:20 (orders.csv).``"""
    file = file_name(source)
    return _one_of(
        language,
        en=f"{column} of {key} is {told} ({file}).",
        fr=f"{column} de {key} : {told} ({file}).",
    )


def event_of(language: Language, quote: str, source: str) -> str:
    """When something happened, in a document's own words."""
    file, quote = file_name(source), quote.rstrip(" .;,")
    return _one_of(language, en=f"{file} says: “{quote}”.", fr=f"{file} indique : « {quote} ».")


def happened(language: Language, moment: datetime, quote: str, source: str, *, has_clock: bool) -> str:
    """When something happened, then the words that say so."""
    told = clock(moment, language) if has_clock else day(moment, language)
    file, quote = file_name(source), quote.rstrip(" .;,")
    return _one_of(
        language, en=f"{told}; {file} says: “{quote}”.", fr=f"{told} ; {file} indique : « {quote} »."
    )


def not_then(language: Language, tag: str, known: Sequence[tuple[datetime, bool]]) -> str:
    """An event that the sources tell of another time than the one asked for."""
    told = "; ".join(clock(at, language) if clocked else day(at, language) for at, clocked in known)
    return _one_of(
        language,
        en=f"The sources do not tell this of {tag} at that time; they tell it of {told}.",
        fr=f"Les sources n'en disent rien pour {tag} à ce moment-là ; elles le datent du {told}.",
    )


def no_document_holds(language: Language, words: str, number: int) -> str:
    """No document holds some words."""
    if language == "fr":
        return f"Je n'ai trouvé « {words} » dans aucun des {number} documents."
    return f"I found “{words}” in none of the {number} documents."


def order_of(language: Language, order: str, source: str) -> str:
    """Which order a document is about."""
    file = file_name(source)
    return _one_of(
        language,
        en=f"The work order of {file} is {order}.",
        fr=f"L'ordre de travail de {file} est {order}.",
    )


def named_by(language: Language, order: str, source: str) -> str:
    """A document that speaks of an order without being its report."""
    file = file_name(source)
    return _one_of(language, en=f"{file} mentions {order}.", fr=f"{file} mentionne {order}.")


def refers_to(language: Language, label: str, quote: str, source: str) -> str:
    """Where a document refers to a clause."""
    file, quote = file_name(source), quote.rstrip(" .;,")
    return _one_of(
        language,
        en=f"{file} refers to clause {label}: “{quote}”.",
        fr=f"{file} renvoie à l'article {label} : « {quote} ».",
    )


def no_such(language: Language, what: str) -> str:
    """An order or document that no source holds."""
    return _one_of(
        language, en=f"{what} is not in the sources.", fr=f"{what} ne figure pas dans les sources."
    )


def tag_letters(language: Language, tag: str, parts: Sequence[tuple[str, str]], loop: str) -> str:
    """What the letters of an instrument's tag say."""
    told = ", ".join(f"{letters} = {words}" for letters, words in parts)
    return _one_of(
        language,
        en=f"By ISA 5.1 the letters of {tag} read: {told}; {loop} is its loop.",
        fr=f"Selon ISA 5.1, les lettres de {tag} se lisent : {told} ; {loop} est sa boucle.",
    )


def not_in_register(language: Language, what: str, tag: str, columns: Sequence[str], source: str) -> str:
    """A property that a register does not give, with those that it gives."""
    file, held = file_name(source), ", ".join(columns)
    return _one_of(
        language,
        en=f"{file} does not give “{what}” of {tag}. It gives: {held}.",
        fr=f"{file} ne donne pas « {what} » pour {tag}. Il donne : {held}.",
    )


def no_moment(language: Language, what: str) -> str:
    """A source that is there and does not say when."""
    return _one_of(
        language,
        en=f"The sources do not say when this was: “{what}”.",
        fr=f"Les sources ne disent pas quand c'était : « {what} ».",
    )


def whose_event(language: Language, event: str) -> str:
    """An event of no named machine."""
    return _one_of(
        language,
        en=f"Of which machine is the {event} meant? Name its tag.",
        fr=f"De quelle machine s'agit-il (« {event} ») ? Indiquez son repère.",
    )


def which_event(language: Language, what: str, moments: Sequence[datetime]) -> str:
    """An event that happened several times."""
    times = [clock(at, language) for at in moments[-_EVENTS_TOLD:]]
    told, number = "; ".join(times), len(moments)
    return _one_of(
        language,
        en=f"The sources tell {number} times of “{what}”: {told}. Please say which one.",
        fr=f"Les sources donnent {number} fois « {what} » : {told}. Précisez laquelle.",
    )


def no_order(language: Language, source: str) -> str:
    """A document that names no order."""
    file = file_name(source)
    return _one_of(language, en=f"{file} names no work order.", fr=f"{file} ne nomme aucun ordre de travail.")


def limit_of(
    language: Language, *, told: str, level: str, row: str, title: str, source: str, why: str
) -> str:
    """A limit with the row and table that give it, and why this row."""
    file = file_name(source)
    of_row = _one_of(language, en=f" for {row}" if row else "", fr=f" pour {row}" if row else "")
    because = f" ({why})" if why else ""
    name = f"{title} ({file})" if title else file
    return _one_of(
        language,
        en=f"{told} is the value under {level}{of_row} in {name}{because}.",
        fr=f"{told} est la valeur sous {level}{of_row} dans {name}{because}.",
    )


def limits_of(
    language: Language, *, levels: str, tag: str, row: str, title: str, source: str, why: str
) -> str:
    """The limits that hold for a thing, with the row and table that give them, and why this row."""
    file = file_name(source)
    name = f"{title} ({file})" if title else file
    because = f" ({why})" if why else ""
    return _one_of(
        language,
        en=f"{levels} for {tag}: {row} in {name}{because}.",
        fr=f"{levels} pour {tag} : {row} dans {name}{because}.",
    )


def limit_of_kind(language: Language, *, level: str, value: str, row: str, source: str) -> str:
    """One level of a table of limits for one kind of thing."""
    kind = f" ({row})" if row else ""
    return _one_of(
        language,
        en=f"{level} at {value}{kind}, by {file_name(source)}.",
        fr=f"{level} à {value}{kind}, selon {file_name(source)}.",
    )


def clause_limit(language: Language, *, label: str, quote: str, source: str) -> str:
    """A limit in the words of the clause that states it."""
    file, quote = file_name(source), " ".join(quote.split()).rstrip(" .;,")
    where = _one_of(language, en=f"Clause {label} of {file}", fr=f"L'article {label} de {file}")
    where = where if label else file
    return _one_of(language, en=f"{where} says: “{quote}”.", fr=f"{where} indique : « {quote} ».")


def away(language: Language, *, difference: str, limit: str, above: bool) -> str:
    """How far what was just said lies from a limit."""
    en = f"That is {difference} {'above' if above else 'below'} {limit}."
    fr = f"Soit {difference} {'au-dessus' if above else 'au-dessous'} de {limit}."
    return _one_of(language, en=en, fr=fr)


def at_limit(language: Language, limit: str) -> str:
    """What was just said equals a limit."""
    return _one_of(language, en=f"That is exactly {limit}.", fr=f"Soit exactement {limit}.")


def setting_of(language: Language, *, column: str, tag: str, told: str, source: str) -> str:
    """What something is set to."""
    file = file_name(source)
    return _one_of(
        language,
        en=f"{column} of {tag} is set to {told} ({file}).",
        fr=f"{column} de {tag} est réglé à {told} ({file}).",
    )


def which_row(language: Language, what: str) -> str:
    """Said where several rows of a table may hold and no source says which."""
    return _one_of(
        language,
        en=f"The sources do not say which of these rows {what} falls under.",
        fr=f"Les sources ne disent pas de laquelle de ces lignes {what} relève.",
    )


def all_rows(language: Language, *, passed: bool, above: bool, stayed: bool = False) -> str:
    """The verdict where it is the same for every row that may hold.

    ``stayed`` is true where it was asked whether none was passed.
    """
    yes = passed != stayed
    if language == "fr":
        way = "au-dessus" if above else "au-dessous"
        said = f"{way} de chacune des limites" if passed else f"jamais {way} d'aucune des limites"
        return f"{'Oui' if yes else 'Non'} : {said}."
    way = "above" if above else "below"
    said = f"{way} each of the limits" if passed else f"never {way} any of the limits"
    return f"{'Yes' if yes else 'No'}: {said}."


def no_limit(language: Language, level: str, what: str) -> str:
    """A limit that no table gives for a thing."""
    return _one_of(
        language,
        en=f"The sources give no value for “{level}” of {what}.",
        fr=f"Les sources ne donnent pas de valeur « {level} » pour {what}.",
    )


def mode_line(language: Language, *, answer: str, line: str, about: str, source: str) -> str:
    """A line of an FMEA with what was asked of it; ``line`` is empty where its lines have no numbers."""
    file = file_name(source)
    return _one_of(
        language,
        en=f"{answer} in {f'line {line} of ' if line else ''}{file} ({about}).",
        fr=f"{answer}, {f'ligne {line} de ' if line else ''}{file} ({about}).",
    )


def no_mode(language: Language) -> str:
    """A finding that no line of the FMEA fits."""
    return _one_of(
        language,
        en="No line of the FMEA surely fits this finding.",
        fr="Aucune ligne de l'AMDEC ne correspond sûrement à cette constatation.",
    )


def recorded(
    language: Language, rows: Sequence[str], total: int, start: datetime, end: datetime, source: str
) -> str:
    """Rows of a table that fall into a window."""
    file, listed = file_name(source), "; ".join(rows).rstrip(".")
    when = span(start, end, language)
    more = total - len(rows)
    if language == "fr":
        rest = f" et {more} de plus" if more else ""
        return f"{file}, {when}, {total} ligne{'s' * (total > 1)} : {listed}{rest}."
    rest = f" and {more} more" if more else ""
    return f"{file}, {when}, {total} row{'s' * (total > 1)}: {listed}{rest}."


def span(start: datetime, end: datetime, language: Language) -> str:
    """A window as it is said: a day, a minute, or from one moment to another."""
    on = _one_of(language, en="on", fr="le")
    if start.date() == end.date() and (start.hour, start.minute, end.hour, end.minute) == (0, 0, 23, 59):
        return f"{on} {day(start, language)}"
    if start.replace(second=0) == end.replace(second=0):
        return f"{on} {clock(start, language)}"
    if (start.hour, start.minute, end.hour, end.minute) == (0, 0, 23, 59):
        first, last = day(start, language), day(end, language)
        return _one_of(language, en=f"from {first} to {last}", fr=f"du {first} au {last}")
    first, last = (clock(moment, language) for moment in (start, end))
    return _one_of(language, en=f"from {first} to {last}", fr=f"du {first} au {last}")


def nothing_recorded(language: Language, start: datetime, end: datetime, *, tag: str = "") -> str:
    """A window in which no table has a row, or none that names a tag."""
    when = span(start, end, language)
    return _one_of(
        language,
        en=f"No table has a row{' on ' + tag if tag else ''} {'dated ' if tag else ''}{when}.",
        fr=f"Aucun tableau n'a de ligne {'sur ' + tag + ' datée ' if tag else ''}{when}.",
    )


def power(language: Language, tag: str, key: str, column: str, told: str, source: str) -> str:
    """The power that a register gives for a machine or its motor, which is no measured consumption."""
    of = "" if key == tag else _one_of(language, en=f" of its motor {key}", fr=f" de son moteur {key}")
    return _one_of(
        language,
        en=f"{tag}: {column}{of} is {told} ({source}); it is what the register gives, not what was measured.",
        fr=f"{tag} : {column}{of} : {told} ({source}) ; c'est ce que donne le registre, non une mesure.",
    )


def reading_of(language: Language, label: str, value: str, moment: str, file: str) -> str:
    """The last reading of a sensor."""
    return _one_of(
        language,
        en=f"{label} last read {value} on {moment} ({file}).",
        fr=f"{label} : dernière mesure {value} le {moment} ({file}).",
    )
