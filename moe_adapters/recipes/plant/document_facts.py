"""Kinds of facts that maintenance documents state, in words of two languages. Knows wording, no documents."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from moe_adapters.example import Language
from moe_adapters.recipes.plant.wording import equipment_tag, number

Draw = Callable[[random.Random, Language], str]


@dataclass(frozen=True, slots=True)
class FactKind:
    """One kind of fact: how its value is drawn, stated and asked for.

    Attributes:
        name: Of the kind.
        draw: Draws a value as it is written.
        states: By language, sentences with ``{tag}`` and ``{value}``.
        asks: By language, questions with ``{tag}``; the last is asked in the test split only.
    """

    name: str
    draw: Draw
    states: dict[Language, tuple[str, ...]]
    asks: dict[Language, tuple[str, ...]]


def _count(low: int, high: int, step: int, en: str, fr: str) -> Draw:
    def draw(rng: random.Random, language: Language) -> str:
        return f"{rng.randrange(low, high + 1, step)} {fr if language == 'fr' else en}"

    return draw


def _measure(low: float, high: float, decimals: int, unit: str, unit_fr: str | None = None) -> Draw:
    def draw(rng: random.Random, language: Language) -> str:
        value = number(rng.uniform(low, high), decimals, language)
        return f"{value} {unit_fr if language == 'fr' and unit_fr else unit}"

    return draw


def _one_of(en: tuple[str, ...], fr: tuple[str, ...]) -> Draw:
    return lambda rng, language: rng.choice(fr if language == "fr" else en)


def _code(prefixes: tuple[str, ...]) -> Draw:
    return lambda rng, _: f"{rng.choice(prefixes)}-{rng.randint(1000, 99999)}"


def _tag(rng: random.Random, _: Language) -> str:
    return equipment_tag(rng)


FACT_KINDS: tuple[FactKind, ...] = (
    FactKind(
        "grease_interval",
        _count(200, 8000, 100, "hours", "heures"),
        {
            "en": (
                "The bearings of {tag} are greased every {value}.",
                "Regrease {tag} after {value} of running.",
                "{tag}: lubrication interval {value}.",
            ),
            "fr": (
                "Les paliers de {tag} sont graissés toutes les {value}.",
                "Graisser {tag} après {value} de marche.",
                "{tag} : intervalle de graissage {value}.",
            ),
        },
        {
            "en": (
                "how often must {tag} be greased?",
                "What is the lubrication interval of {tag}?",
                "grease frequency {tag}?",
                "After how many running hours does {tag} need new grease?",
            ),
            "fr": (
                "À quelle fréquence graisse-t-on {tag} ?",
                "Quel est l'intervalle de graissage de {tag} ?",
                "graissage {tag}, tous les combien ?",
                "Au bout de combien d'heures faut-il regraisser {tag} ?",
            ),
        },
    ),
    FactKind(
        "grease_type",
        _one_of(
            ("lithium complex grease NLGI 2", "polyurea grease", "calcium sulphonate grease", "EP 1 grease"),
            ("graisse au lithium complexe NLGI 2", "graisse polyurée NLGI 2", "graisse EP 1"),
        ),
        {
            "en": ("Use {value} on {tag}.", "For {tag} only {value} is allowed."),
            "fr": ("Employer une {value} sur {tag}.", "Pour {tag}, seule la {value} est admise."),
        },
        {
            "en": (
                "Which grease does {tag} take?",
                "what lubricant do we put in {tag}",
                "What kind of grease is specified for {tag}?",
            ),
            "fr": (
                "Quelle graisse pour {tag} ?",
                "Quel lubrifiant emploie-t-on sur {tag} ?",
                "Quelle sorte de graisse est prescrite pour {tag} ?",
            ),
        },
    ),
    FactKind(
        "torque",
        _measure(12, 640, 0, "N·m"),
        {
            "en": (
                "Tighten the foundation bolts of {tag} to {value}.",
                "The flange bolts of {tag} take {value}, crosswise in three steps.",
                "{tag}: bolt torque {value}.",
            ),
            "fr": (
                "Serrer les boulons d'ancrage de {tag} à {value}.",
                "Couple de serrage des boulons de {tag} : {value}.",
            ),
        },
        {
            "en": (
                "What torque do the bolts of {tag} need?",
                "bolt torque on {tag}?",
                "How tight should the bolts on {tag} be?",
            ),
            "fr": (
                "Quel est le couple de serrage des boulons de {tag} ?",
                "À combien serre-t-on les boulons de {tag} ?",
                "Couple à appliquer sur {tag} ?",
            ),
        },
    ),
    FactKind(
        "vibration_alarm",
        _measure(2.2, 6.9, 1, "mm/s"),
        {
            "en": (
                "The vibration alarm of {tag} is set at {value} RMS.",
                "Raise an order when {tag} vibrates above {value}.",
            ),
            "fr": (
                "L'alarme de vibration de {tag} est réglée à {value} efficace.",
                "Ouvrir un ordre lorsque {tag} vibre à plus de {value}.",
            ),
        },
        {
            "en": (
                "What is the vibration alarm level on {tag}?",
                "at which vibration does {tag} alarm",
                "From what vibration on do we have to act on {tag}?",
            ),
            "fr": (
                "Quel est le seuil d'alarme de vibration de {tag} ?",
                "À quelle vibration {tag} passe-t-elle en alarme ?",
                "À partir de quelle vibration faut-il agir sur {tag} ?",
            ),
        },
    ),
    FactKind(
        "trip_temperature",
        _measure(70, 145, 0, "°C"),
        {
            "en": (
                "{tag} trips when the bearing temperature reaches {value}.",
                "Bearing temperature trip of {tag}: {value}.",
            ),
            "fr": (
                "{tag} déclenche quand la température des paliers atteint {value}.",
                "Déclenchement de {tag} sur température de palier : {value}.",
            ),
        },
        {
            "en": (
                "At what bearing temperature does {tag} trip?",
                "trip temp of {tag}?",
                "How hot may the bearings of {tag} get before it stops?",
            ),
            "fr": (
                "À quelle température de palier {tag} déclenche-t-elle ?",
                "Seuil de déclenchement en température de {tag} ?",
                "Jusqu'à quelle température les paliers de {tag} peuvent-ils monter ?",
            ),
        },
    ),
    FactKind(
        "alignment",
        _measure(0.02, 0.15, 2, "mm"),
        {
            "en": (
                "The coupling of {tag} is aligned to within {value}.",
                "Largest offset allowed at the coupling of {tag}: {value}.",
            ),
            "fr": (
                "L'accouplement de {tag} est aligné à {value} près.",
                "Désalignement maximal admis sur {tag} : {value}.",
            ),
        },
        {
            "en": (
                "What is the alignment tolerance of {tag}?",
                "How much coupling offset is allowed on {tag}?",
                "How exactly must {tag} be aligned?",
            ),
            "fr": (
                "Quelle est la tolérance d'alignement de {tag} ?",
                "Quel désalignement est admis sur {tag} ?",
                "Avec quelle précision faut-il aligner {tag} ?",
            ),
        },
    ),
    FactKind(
        "spare_part",
        _code(("SP", "MAT", "REF", "ART")),
        {
            "en": (
                "The mechanical seal of {tag} is stocked as {value}.",
                "Seal kit for {tag}: {value}, two in store.",
            ),
            "fr": (
                "La garniture de {tag} est en stock sous la référence {value}.",
                "Kit de garniture pour {tag} : {value}, deux en magasin.",
            ),
        },
        {
            "en": (
                "What is the part number of the seal of {tag}?",
                "seal reference for {tag}",
                "Under which number do I order a seal for {tag}?",
            ),
            "fr": (
                "Quelle est la référence de la garniture de {tag} ?",
                "référence garniture {tag}",
                "Sous quel numéro commander une garniture pour {tag} ?",
            ),
        },
    ),
    FactKind(
        "isolation",
        _tag,
        {
            "en": (
                "Before work on {tag}, close and lock valve {value}.",
                "{tag} is isolated by valve {value} on the suction side.",
            ),
            "fr": (
                "Avant d'intervenir sur {tag}, fermer et condamner la vanne {value}.",
                "{tag} s'isole par la vanne {value} côté aspiration.",
            ),
        },
        {
            "en": (
                "Which valve isolates {tag}?",
                "what must be closed before working on {tag}?",
                "How do I isolate {tag}, which valve?",
            ),
            "fr": (
                "Quelle vanne isole {tag} ?",
                "Que faut-il fermer avant d'intervenir sur {tag} ?",
                "Par quelle vanne consigne-t-on {tag} ?",
            ),
        },
    ),
    FactKind(
        "found",
        _one_of(
            ("a cracked impeller", "a worn coupling element", "a leaking mechanical seal", "a loose terminal",
             "a blocked strainer", "a broken bearing cage", "pitting on the gear teeth"),
            ("une roue fissurée", "un accouplement usé", "une garniture qui fuit", "une borne desserrée",
             "un filtre colmaté", "une cage de roulement cassée"),
        ),
        {
            "en": ("On opening {tag} the fitter found {value}.", "Cause of the stop of {tag}: {value}."),
            "fr": ("À l'ouverture de {tag}, on a trouvé {value}.", "Cause de l'arrêt de {tag} : {value}."),
        },
        {
            "en": (
                "What was found on {tag}?",
                "why did {tag} stop?",
                "What was wrong with {tag}?",
            ),
            "fr": (
                "Qu'a-t-on trouvé sur {tag} ?",
                "Pourquoi {tag} s'est-elle arrêtée ?",
                "Quel était le défaut de {tag} ?",
            ),
        },
    ),
    FactKind(
        "downtime",
        _measure(0.5, 96, 1, "hours", "heures"),
        {
            "en": ("The repair of {tag} took {value}.", "{tag} was out of service for {value}."),
            "fr": ("La réparation de {tag} a duré {value}.", "{tag} est restée hors service {value}."),
        },
        {
            "en": (
                "How long was {tag} down?",
                "downtime of {tag}?",
                "For how many hours could {tag} not be used?",
            ),
            "fr": (
                "Combien de temps {tag} a-t-elle été arrêtée ?",
                "durée d'arrêt de {tag} ?",
                "Pendant combien d'heures {tag} a-t-elle été indisponible ?",
            ),
        },
    ),
)  # fmt: skip
