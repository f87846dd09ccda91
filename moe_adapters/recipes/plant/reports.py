"""Generate facts of an event on equipment and the report section that tells them. Reads no files."""

from __future__ import annotations

import random
from dataclasses import dataclass

from moe_adapters.example import Example, Language
from moe_adapters.recipes.plant.split import Split
from moe_adapters.recipes.plant.wording import equipment_tag, generated, number, pick

_FRENCH = 0.35
_SENSORS = (("VI", "mm/s", 2.5, 1), ("TI", "°C", 70.0, 0), ("PI", "bar", 4.0, 1), ("II", "A", 40.0, 0))


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause in two languages with the action that mends it."""

    en: tuple[str, str]
    fr: tuple[str, str]


_CAUSES = (
    Cause(
        ("a worn mechanical seal", "the seal was replaced"),
        ("une garniture usée", "la garniture a été remplacée"),
    ),
    Cause(
        ("misalignment of the coupling", "the coupling was realigned"),
        ("un désalignement de l'accouplement", "l'accouplement a été réaligné"),
    ),
    Cause(
        ("a blocked suction strainer", "the strainer was cleaned"),
        ("un filtre d'aspiration colmaté", "le filtre a été nettoyé"),
    ),
    Cause(
        ("a lack of lubrication", "the bearings were regreased"),
        ("un défaut de graissage", "les paliers ont été regraissés"),
    ),
    Cause(
        ("a fouled heat exchanger", "the tubes were brushed"),
        ("un échangeur encrassé", "les tubes ont été brossés"),
    ),
    Cause(
        ("a drifting transmitter", "the transmitter was calibrated"),
        ("une dérive du transmetteur", "le transmetteur a été étalonné"),
    ),
)
_ASK: dict[Language, tuple[str, ...]] = {
    "en": (
        "Write the diagnosis section for {tag}.",
        "Write a short report section on {tag}.",
        "Draft the paragraph of the report about {tag}.",
    ),
    "fr": (
        "Rédige la section diagnostic pour {tag}.",
        "Rédige une courte section de rapport sur {tag}.",
        "Écris le paragraphe du rapport au sujet de {tag}.",
    ),
}


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What a report section tells: detection, order, cause, action, cost in time."""

    tag: str
    sensor: str
    value: str
    limit: str
    day: str
    order: str
    cause: Cause | None
    hours: str


def draw_event(rng: random.Random, language: Language) -> EventFacts:
    """An event; one in five has no cause that is known."""
    prefix, unit, low, decimals = rng.choice(_SENSORS)
    limit = low * rng.uniform(1, 1.6)
    value = limit * rng.uniform(1.05, 1.5)
    year, month, day = rng.randint(2019, 2025), rng.randint(1, 12), rng.randint(1, 28)
    return EventFacts(
        tag=equipment_tag(rng),
        sensor=f"{prefix}-{rng.randint(100, 4999)}",
        value=f"{number(value, decimals, language)} {unit}",
        limit=f"{number(limit, decimals, language)} {unit}",
        day=f"{day:02d}/{month:02d}/{year}" if language == "fr" else f"{year}-{month:02d}-{day:02d}",
        order=f"WO-{rng.randint(10000, 999999)}",
        cause=None if rng.random() < 0.2 else rng.choice(_CAUSES),
        hours=number(rng.uniform(0.5, 60), 1, language),
    )


def facts_lines(event: EventFacts, language: Language) -> tuple[str, str]:
    """Two sources: what the sensors showed, what the work order says."""
    if language == "fr":
        cause, action = event.cause.fr if event.cause else ("inconnue", "aucune")
        return (
            f"{event.tag} ; {event.sensor} ; {event.day} ; mesuré {event.value} ; limite {event.limit}",
            f"{event.order} ; {event.tag} ; cause : {cause} ; action : {action} ; arrêt {event.hours} h",
        )
    cause, action = event.cause.en if event.cause else ("unknown", "none")
    return (
        f"{event.tag}; {event.sensor}; {event.day}; measured {event.value}; limit {event.limit}",
        f"{event.order}; {event.tag}; cause: {cause}; action: {action}; downtime {event.hours} h",
    )


def section(event: EventFacts, language: Language) -> str:
    """The section with a marker after each sentence."""
    if language == "fr":
        first = (
            f"Le {event.day}, {event.sensor} a mesuré {event.value} sur {event.tag}, "
            f"au-dessus de la limite de {event.limit}. [1]"
        )
        if event.cause is None:
            return (
                f"{first} L'ordre {event.order} ne donne pas de cause ; l'arrêt a duré {event.hours} h. [2]"
            )
        cause, action = event.cause.fr
        told = f"La cause était {cause} ; {action} (ordre {event.order}), avec {event.hours} h d'arrêt. [2]"
        return f"{first} {told}"
    first = (
        f"On {event.day}, {event.sensor} measured {event.value} on {event.tag}, above the limit of "
        f"{event.limit}. [1]"
    )
    if event.cause is None:
        return f"{first} Order {event.order} gives no cause; the downtime was {event.hours} h. [2]"
    cause, action = event.cause.en
    told = f"The cause was {cause}; {action} (order {event.order}), with {event.hours} h of downtime. [2]"
    return f"{first} {told}"


def report_example(index: int, *, seed: int, split: Split) -> Example:
    """A section to write from two sources."""
    rng = random.Random(f"reports:{seed}:{split}:{index}")
    language: Language = "fr" if rng.random() < _FRENCH else "en"
    event = draw_event(rng, language)
    return generated(
        "report_section",
        index,
        split=split,
        modality="text",
        language=language,
        question=pick(_ASK[language], split, rng).format(tag=event.tag),
        sources=facts_lines(event, language),
        answer=section(event, language),
        cited=(),
        style="describe",
        seed=seed,
    )
