"""How a reading moved, as sentences, English and French. Knows stretches, no question's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.experts.series import wording as w
from assistant.experts.series.moved import Moved
from assistant.experts.series.trend import Stretch, Way
from retrieval.records import Language

_ALIKE = 0.05
"""Share by which two levels may differ and be told as alike."""
_HOURLY = 2 * 86_400.0
"""Seconds below which a stretch's slope is told by the hour."""
_WORDS: dict[str, dict[Way, tuple[str, str, str]]] = {
    "en": {"up": ("rose", "rising", "rise"), "down": ("fell", "falling", "fall")},
    "fr": {"up": ("a augmenté", "en hausse", "augmenter"), "down": ("a baissé", "en baisse", "baisser")},
}
"""Past, present and infinitive."""


def began(one: Moved, stretch: Stretch, language: Language) -> str:
    """Since when it went one way, from what to what, and what it does now."""
    name, values = one.sensor.label, _from_to(one, stretch, language)
    past, _, verb = _words(stretch, language)
    at, first = about(stretch.start, language), w.moment(stretch.start, language)
    head = _said(language, f"{name} began to {verb} on {at}:", f"{name} a commencé à {verb} le {at} :")
    if stretch.start == one.stretches[0].start:
        english, french = "from the beginning of the log,", "dès le début de l'enregistrement, le"
        head = _said(language, f"{name} {past} {english} {first}:", f"{name} {past} {french} {first} :")
    end = w.moment(stretch.end, language)
    if stretch is one.now:
        rate_ = _rate(one, stretch, language)
        going = _said(language, f"still on {end}, by {rate_}", f"toujours le {end}, de {rate_}")
        return f"{head} {values}, {going}."
    until = _said(language, f"on {end}", f"le {end}")
    if one.stopped_after(stretch):
        until += _said(language, ", when the machine stopped", ", quand la machine s'est arrêtée")
    return f"{head} {values} {until}. {now(one, language)}"


def usually(one: Moved, limits: Sequence[str], language: Language) -> str:
    """What a reading usually is: ``VT-8 vibration is usually 1.9 mm/s; 90 % of the readings lie …``.

    Args:
        limits: Levels of the instrument, as they are told; what is usual is not what is allowed.
    """
    low, _, middle, _, high = (w.with_unit(_short(value), one.unit, language) for value in one.usual)
    span = w.stretch(one.stretches[0].start, one.stretches[-1].end, language)
    left_out = len(one.stops)
    if language == "fr":
        stops = f", {left_out} arrêt{'s' if left_out > 1 else ''} non compté{'s' if left_out > 1 else ''}"
        told = (
            f"{one.sensor.label} : d'habitude {middle} (médiane) ; 90 % des mesures entre {low} et {high} "
            f"({span}{stops if left_out else ''})."
        )
        return f"{told} Seuils : {', '.join(limits)}." if limits else told
    stops = f", {left_out} standstill{'s' if left_out > 1 else ''} left out"
    told = (
        f"{one.sensor.label} is usually {middle} (median); 90 % of the readings lie between {low} and {high} "
        f"({span}{stops if left_out else ''})."
    )
    return f"{told} Limits: {', '.join(limits)}." if limits else told


def around_stop(
    one: Moved,
    before: Sequence[Stretch],
    after: Stretch,
    stop: tuple[datetime, datetime],
    language: Language,
) -> str:
    """A reading before a standstill, at it and since: ``… 9.2 mm/s at the stop, about 1.7 mm/s now``."""
    at_stop = before[-1].last
    usual = before[-2] if len(before) > 1 and before[-1].way != "level" else None
    level = (after.first + after.last) / 2 if after.way == "level" else after.last

    def told(value: float) -> str:
        return w.with_unit(_short(value), one.unit, language)

    span = w.stretch(*stop, language)
    way = "lower" if level < at_stop else "higher"
    verdict = {
        "lower": _said(language, "lower than at the stop", "plus bas qu'à l'arrêt"),
        "higher": _said(language, "higher than at the stop", "plus haut qu'à l'arrêt"),
    }[way]
    if abs(level - at_stop) <= _ALIKE * max(abs(at_stop), abs(level)):
        verdict = _said(language, "about as at the stop", "à peu près comme à l'arrêt")
    first = ""
    if usual is not None:
        early = told((usual.first + usual.last) / 2)
        first = _said(language, f"{early} before it moved, ", f"{early} avant de bouger, ")
    tail = now(one, language) if after is one.now else ""
    return _said(
        language,
        f"{one.sensor.label} around the standstill {span}: {first}{told(at_stop)} at the stop, "
        f"{told(level)} since, so {verdict}. {tail}",
        f"{one.sensor.label} autour de l'arrêt {span} : {first}{told(at_stop)} à l'arrêt, "
        f"{told(level)} depuis, donc {verdict}. {tail}",
    ).rstrip()


def now(one: Moved, language: Language, *, named: bool = False) -> str:
    """What it does at the end of the log."""
    stretch = one.now
    since, end = w.moment(stretch.start, language), w.day(stretch.end, language)
    if stretch.way == "level":
        level = w.with_unit(_short((stretch.first + stretch.last) / 2), one.unit, language)
        told = _said(language, f"steady at about {level}", f"stable à environ {level}")
    else:
        per = f"{_rate(one, stretch, language)} ({_from_to(one, stretch, language)})"
        told = f"{_words(stretch, language)[1]} {_said(language, 'by', 'de')} {per}"
    if named:
        name = one.sensor.label
        told = _said(language, f"{name} has been {told}", f"{name} est {told}")
    else:
        told = _said(language, f"It has been {told}", told[:1].upper() + told[1:])
    if len(one.stretches) == 1:
        span = w.stretch(stretch.start, stretch.end, language)
        whole = _said(language, "over the whole log", "sur tout l'enregistrement")
        return f"{told} {whole} ({span})."
    ended = _said(language, f"the log ends on {end}", f"fin de l'enregistrement : {end}")
    return f"{told} {_said(language, 'since', 'depuis le')} {since} ({ended})."


def earlier(one: Moved, stretch: Stretch, language: Language) -> str:
    """``It rose from … to …: from 2 to 9 mm/s``."""
    span, values = w.stretch(stretch.start, stretch.end, language), _from_to(one, stretch, language)
    stop = ""
    if one.stopped_after(stretch):
        stop = _said(language, ", then the machine stopped", ", puis arrêt de la machine")
    past, going, _ = _words(stretch, language)
    lead = _said(language, f"It {past} {span}:", f"{_noun(going)} {span} :")
    return f"{lead} {values}{stop}."


def never(one: Moved, way: Way | None, language: Language) -> str:
    """That it did not go that way within its log."""
    span = w.stretch(one.stretches[0].start, one.stretches[-1].end, language)
    low, high = (w.with_unit(_short(x), one.unit, language) for x in (one.lowest, one.highest))
    words = {"up": ("rise", "hausse"), "down": ("fall", "baisse")}
    english, french = words.get(way or "", ("rise or fall", "hausse ni baisse"))
    name = one.sensor.label
    return _said(
        language,
        f"{name} shows no lasting {english} {span}; while running it read between {low} and {high}.",
        f"{name} : pas de {french} durable {span} ; mesures en marche entre {low} et {high}.",
    )


def rate(one: Moved, stretch: Stretch, language: Language, *, before: bool = False) -> str:
    """How fast it goes in its last stretch, or went in one ``before``."""
    per, values = _rate(one, stretch, language), _from_to(one, stretch, language)
    span, name = w.stretch(stretch.start, stretch.end, language), one.sensor.label
    past, going, _ = _words(stretch, language)
    if before:
        english, french = f"It {past} by {per}", f"Auparavant, {going[3:]} de {per}"
    else:
        first = per[:1].upper() + per[1:]
        english, french = f"{first}: {name} has been {going}", f"{first} : {name} est {going}"
    return f"{_said(language, english, french)} {span} ({values})."


def before_stop(one: Moved, stretch: Stretch, language: Language) -> str:
    """What it did until the machine stopped."""
    name, stop = one.sensor.label, w.moment(stretch.end, language)
    if stretch.way == "level":
        level = w.with_unit(_short((stretch.first + stretch.last) / 2), one.unit, language)
        since = w.moment(stretch.start, language)
        return _said(
            language,
            f"{name} had been steady at about {level} since {since} when the machine stopped on {stop}.",
            f"{name} était stable à environ {level} depuis le {since} jusqu'à l'arrêt du {stop}.",
        )
    values, at = _from_to(one, stretch, language), about(stretch.start, language)
    past = _words(stretch, language)[0]
    return _said(
        language,
        f"{name} {past} from {at} until the machine stopped on {stop}: {values}.",
        f"{name} {past} depuis le {at} jusqu'à l'arrêt du {stop} : {values}.",
    )


def reaches(one: Moved, limit: str, at: datetime, language: Language) -> str:
    """When it meets a limit if it goes on as it does."""
    per, day, since = _rate(one, one.now, language), about(at, language), w.moment(one.now.start, language)
    return _said(
        language,
        f"About {day}: at {per} (since {since}) {one.sensor.label} reaches {limit}.",
        f"Le {day} : à raison de {per} (depuis le {since}), {one.sensor.label} atteint {limit}.",
    )


def not_reached(one: Moved, limit: str, language: Language) -> str:
    """That at its present course it does not meet a limit."""
    lead = _said(
        language,
        f"Not at its present course: {one.sensor.label} is not going towards {limit}.",
        f"Pas au rythme actuel : {one.sensor.label} ne va pas vers {limit}.",
    )
    return f"{lead} {now(one, language)}"


def beside(one: Moved, limit: str, language: Language) -> str:
    """``VT-8 1.7 mm/s (H 7.1)``: what it reads about, beside its limit."""
    return f"{one.sensor.label} {w.with_unit(_short(one.now.last), one.unit, language)} ({limit})"


def none_reached(parts: Sequence[str], language: Language) -> str:
    """That none of several is going towards its limit."""
    told = w.listed(list(parts), language)
    return _said(
        language,
        f"At their present course none is going towards its limit: {told}.",
        f"Au rythme actuel, aucune mesure ne va vers sa limite : {told}.",
    )


def all_steady(found: Sequence[Moved], language: Language) -> str:
    """That no reading of a machine rises or falls at the end of its log, with their levels."""
    levels = [
        f"{one.sensor.label} {w.with_unit(_short((one.now.first + one.now.last) / 2), one.unit, language)}"
        for one in found
    ]
    since, end = max(one.now.start for one in found), w.day(found[0].now.end, language)
    told, at = w.listed(levels, language), w.moment(since, language)
    ended = _said(language, f"the log ends on {end}", f"fin de l'enregistrement : {end}")
    return _said(
        language,
        f"None of its readings has been rising or falling since {at} ({ended}): {told}.",
        f"Aucune de ses mesures ne monte ni ne baisse depuis le {at} ({ended}) : {told}.",
    )


def beyond(one: Moved, limit: str, language: Language) -> str:
    """That it is beyond a limit already."""
    last, end = w.with_unit(_short(one.now.last), one.unit, language), w.moment(one.now.end, language)
    return _said(
        language,
        f"Already reached: {one.sensor.label} is at about {last} on {end}, its limit is {limit}.",
        f"Déjà atteint : {one.sensor.label} est à environ {last} le {end}, limite {limit}.",
    )


def yes(is_so: bool, language: Language) -> str:
    """``Yes. ``"""
    return _said(language, "Yes. ", "Oui. ") if is_so else _said(language, "No. ", "Non. ")


def about(at: datetime, language: Language) -> str:
    """A moment to the hour."""
    return f"{w.day(at, language)} {_said(language, 'at about', 'vers')} {at.hour:02d}:00"


def _said(language: Language, english: str, french: str) -> str:
    return french if language == "fr" else english


def _words(stretch: Stretch, language: Language) -> tuple[str, str, str]:
    return _WORDS["fr" if language == "fr" else "en"][stretch.way]


def _noun(going: str) -> str:
    """``Hausse`` of ``en hausse``."""
    return going.removeprefix("en ").capitalize()


def _from_to(one: Moved, stretch: Stretch, language: Language) -> str:
    first = w.number(_short(stretch.first), language)
    last = w.with_unit(_short(stretch.last), one.unit, language)
    return _said(language, f"from {first} to {last}", f"de {first} à {last}")


def _rate(one: Moved, stretch: Stretch, language: Language) -> str:
    """``1.2 mm/s a day``, without its sign."""
    hourly = (stretch.end - stretch.start).total_seconds() < _HOURLY
    value = w.with_unit(_short(abs(stretch.per_day) / (24 if hourly else 1)), one.unit, language)
    step = _said(language, "an hour", "par heure") if hourly else _said(language, "a day", "par jour")
    return f"{value} {step}"


def _short(value: float) -> float:
    """Three significant figures: a line says no more."""
    return float(f"{value:.3g}")
