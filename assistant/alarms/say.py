"""What journals of alarms tell, as sentences, English and French. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from assistant.alarms import figures as f
from assistant.alarms.journal import Journal
from assistant.alarms.occurrences import Alarm, Alarms
from assistant.alarms.states import state_of
from assistant.experts.series.wording import day
from assistant.experts.tables.figures import listed, number
from retrieval.records import Language

_MANY_LISTED = 12


def one_of(language: Language, english: str, french: str) -> str:
    """The wording in the language of the answer."""
    return french if language == "fr" else english


def count(n: int, language: Language) -> str:
    """``1,427 alarms``."""
    word = one_of(language, "alarm", "alarme")
    return f"{number(n, language)} {word}{'s' if n > 1 or (n == 0 and language == 'en') else ''}"


def clock(at: datetime) -> str:
    """``03:14:07``, with milliseconds where there are any."""
    return f"{at:%H:%M:%S}" + (f".{at.microsecond // 1000:03d}" if at.microsecond else "")


def moment(at: datetime, language: Language) -> str:
    """``11 October 2024, 03:14:07``."""
    return one_of(language, f"{day(at, language)}, {clock(at)}", f"{day(at, language)} à {clock(at)}")


def span(length: timedelta, language: Language) -> str:
    """``29 s``, ``4 min 12 s``, ``2 h 34 min``, ``3 days 2 h``."""
    seconds = round(length.total_seconds())
    if seconds < 60:
        return f"{number(round(length.total_seconds(), 1), language)} s"
    if seconds < 3600:
        return f"{seconds // 60} min {seconds % 60} s" if seconds % 60 else f"{seconds // 60} min"
    if seconds < 86400:
        minutes = seconds % 3600 // 60
        return f"{seconds // 3600} h" + (f" {minutes} min" if minutes else "")
    days, hours = seconds // 86400, seconds % 86400 // 3600
    word = one_of(language, "day", "jour") + ("s" if days > 1 else "")
    return f"{days} {word}" + (f" {hours} h" if hours else "")


def percent(share: float, language: Language) -> str:
    """``28.7 %``."""
    return f"{number(100 * share, language, digits=1)} %"


def during(start: datetime, end: datetime, language: Language) -> str:
    """``from 7 October 2024 to 13 October 2024``; with the times of day where they are no midnights."""
    midnight = start.time() == end.time() == datetime.min.time()
    if midnight and end - start == timedelta(days=1):
        return one_of(language, f"on {day(start, language)}", f"le {day(start, language)}")
    if midnight:
        last = end - timedelta(days=1)
        low, high = day(start, language), day(last, language)
        return one_of(language, f"from {low} to {high}", f"du {low} au {high}")
    low, high = (f"{day(at, language)} {at:%H:%M}" for at in (start, end))
    return one_of(language, f"from {low} to {high}", f"du {low} au {high}")


def together(alarms: Alarms, language: Language) -> str:
    """Which files were added together."""
    names = listed(alarms.sources, language)
    told = one_of(language, f"Counted over {names} together", f"Compté sur {names} ensemble")
    if alarms.twice:
        n = number(alarms.twice, language)
        told += one_of(
            language,
            f"; {n} rows that stand in two of them count once",
            f" ; {n} lignes en double comptées une fois",
        )
    return f"{told}."


def named(tag: str, text: str, priority: str = "") -> str:
    """``PAH-101 (Discharge pressure high, High)``."""
    told = ", ".join(part for part in (text if text != tag else "", priority) if part)
    return f"{tag} ({told})" if told else tag


def counted_as(journal: Journal, left_out: int, language: Language) -> str:
    """Which rows count as alarms, so that a reader can check the choice."""
    if journal.state is not None:
        came = [v for v, _ in journal.state.values if state_of(v) == "came"]
        told = f"{journal.state.name} " + (", ".join(came) if came else one_of(language, "empty", "vide"))
        note = one_of(
            language,
            f"Rows with {told} count as alarms; the others are their acknowledgements and returns.",
            f"Les lignes avec {told} comptent comme alarmes ; les autres sont leurs acquittements et leurs "
            f"retours.",
        )
    elif journal.lines:
        note = one_of(
            language,
            "Lines that say that an alarm came count as alarms; the others are acknowledgements and returns.",
            "Les lignes d'apparition comptent comme alarmes ; les autres sont des acquittements et des "
            "retours.",
        )
    else:
        note = one_of(language, "Each row counts as one alarm.", "Chaque ligne compte comme une alarme.")
    if left_out:
        left = number(left_out, language)
        note += " " + one_of(
            language, f"{left} rows that are no alarms are left out.",
            f"{left} lignes qui ne sont pas des alarmes sont écartées.",
        )  # fmt: skip
    return note


def top(ranked: Sequence[f.Ranked], total: int, when: str, many: int, what: str, language: Language) -> str:
    """The most frequent alarms with their shares."""

    def share(one: f.Ranked) -> str:
        return f"{number(one.number, language)} ({percent(one.number / total, language)})"

    first = ranked[0]
    of_all = one_of(language, f"of {count(total, language)}{what}", f"sur {count(total, language)}{what}")
    if many == 1 or len(ranked) == 1:
        equal = [one.tag for one in ranked[1:] if one.number == first.number]
        tie = (
            one_of(language, f"; as many: {', '.join(equal[:5])}", f" ; autant : {', '.join(equal[:5])}")
            if equal
            else ""
        )
        head = one_of(language, f"Most frequent alarm {when}: ", f"Alarme la plus fréquente {when} : ")
        return f"{head}{named(first.tag, first.text)}, {share(first)} {of_all}{tie}."
    shown = ranked[:many]
    sum_share = percent(sum(one.number for one in shown) / total, language)
    told = ", ".join(f"{named(one.tag, one.text)} {share(one)}" for one in shown)
    head = one_of(
        language,
        f"The {len(shown)} most frequent alarms {when}: ",
        f"Les {len(shown)} alarmes les plus fréquentes {when} : ",
    )
    tail = one_of(
        language,
        f" Together {sum_share} {of_all}.",
        f" Ensemble {sum_share}, {of_all}.",
    )
    if many == 10 and not what:
        tail += one_of(
            language, " ISA-18.2 aims at 1 to 5 % for the ten most frequent.",
            " L'ISA-18.2 vise 1 à 5 % pour les dix plus fréquentes.",
        )  # fmt: skip
    return f"{head}{told}.{tail}"


def rate(rates: f.Rates, when: str, what: str, language: Language) -> str:
    """The rates beside what ISA-18.2 and EEMUA 191 call acceptable."""
    fr = language == "fr"
    hour, tens = rates.peak_hour, rates.peak_ten
    per_hour = number(rates.per_hour, language, digits=1)
    per_day = number(rates.per_hour * 24, language, digits=0)
    between = number(rates.minutes_between, language, digits=1)
    level = (
        (0, "within", "dans") if rates.per_hour <= f.PER_HOUR
        else (1, "between the two", "entre les deux") if rates.per_hour <= f.PER_HOUR_MOST
        else (2, "above", "au-dessus")
    )  # fmt: skip
    eemua = {
        "acceptable": ("very likely acceptable", "très probablement acceptable"),
        "manageable": ("manageable", "gérable"),
        "demanding": ("likely to be over-demanding", "probablement trop exigeante"),
        "unacceptable": ("very likely unacceptable", "très probablement inacceptable"),
    }[rates.eemua]
    total = count(rates.number, language)
    hours = number(rates.hours, language, digits=1)
    busy, busy_ten = percent(rates.busy_hours, language), percent(rates.busy_tens, language)
    if fr:
        verdict = ("acceptable", "entre les deux", "au-dessus des deux")[level[0]]
        return (
            f"En moyenne {per_hour} alarmes par heure {when} ({total}{what} en {hours} h, une toutes les "
            f"{between} "
            f"minutes, {per_day} par jour). ISA-18.2 (CEI 62682), par opérateur : environ 6 par heure (150 "
            f"par jour) "
            f"très probablement acceptable, 12 par heure (300 par jour) au plus : ici {verdict}. EEMUA 191 "
            f": une telle "
            f"cadence est {eemua[1]} (une alarme en 10 minutes acceptable, en 5 minutes gérable, en 2 "
            f"minutes trop "
            f"exigeante). Maximum : {hour[1]} dans l'heure du {moment(hour[0], language)}, {tens[1]} dans "
            f"les dix "
            f"minutes du {moment(tens[0], language)}. Heures à plus de 30 alarmes : {busy}, dizaines de "
            f"minutes à "
            f"plus de 10 : {busy_ten} (ISA-18.2 : moins de 1 %)."
        )
    verdict = ("very likely acceptable", "between the two", "above both")[level[0]]
    return (
        f"On average {per_hour} alarms an hour {when} ({total}{what} in {hours} h, one every {between} "
        f"minutes, "
        f"{per_day} a day). ISA-18.2 (IEC 62682), for one operator: about 6 an hour (150 a day) is very "
        f"likely "
        f"acceptable, 12 an hour (300 a day) the most that can be managed: here {verdict}. EEMUA 191 calls "
        f"such a "
        f"rate {eemua[0]} (one alarm in 10 minutes acceptable, in 5 minutes manageable, in 2 minutes "
        f"over-demanding). Busiest: {hour[1]} in the hour from {moment(hour[0], language)}, {tens[1]} in "
        f"the ten "
        f"minutes from {moment(tens[0], language)}. Hours with more than 30 alarms: {busy}, ten minutes "
        f"with more "
        f"than 10: {busy_ten} (ISA-18.2: less than 1 %)."
    )


def one_operator(language: Language) -> str:
    """What the standards' figures are for."""
    return one_of(
        language,
        "The standards' figures are for one operator; the whole journal is taken for one operator's.",
        "Les valeurs des normes valent pour un opérateur ; le journal entier est pris pour celui d'un "
        "opérateur.",
    )


def came(one: Alarm, language: Language, *, with_day: bool = True) -> str:
    """``11 October 2024, 03:05:32 PAH-101 (Discharge pressure high, High)``."""
    at = moment(one.at, language) if with_day else clock(one.at)
    return f"{at} {named(one.tag, one.text, one.priority)}"


def several(alarms: Sequence[Alarm], total: int, language: Language, *, with_day: bool = False) -> str:
    """Alarms in a line, each with its time; how many more there are.

    Args:
        with_day: True where nothing else says the day of alarms that are all of one.
    """
    one_day = len({one.at.date() for one in alarms}) == 1 and not with_day
    told = "; ".join(came(one, language, with_day=not one_day) for one in alarms[:_MANY_LISTED])
    rest = total - min(len(alarms), _MANY_LISTED)
    return told + (one_of(language, f"; and {rest} more", f" ; et {rest} autres") if rest > 0 else "")
