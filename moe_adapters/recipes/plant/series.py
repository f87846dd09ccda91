"""Generate sensor series with known attributes, their compact text, and words about them. Reads no files.

The attributes are drawn first, the values follow from them, and every answer is computed from the
values as they are printed, so that text and answer agree to the last digit.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import Literal

from moe_adapters.example import Example, Language
from moe_adapters.recipes.plant.split import Split
from moe_adapters.recipes.plant.wording import generated, number, pick

Shape = Literal["steady", "rising", "falling", "shift_up", "shift_down", "spike", "gap", "cycle"]
SHAPES: tuple[Shape, ...] = (
    "steady",
    "rising",
    "falling",
    "shift_up",
    "shift_down",
    "spike",
    "gap",
    "cycle",
)

_POINTS = (14, 24)
_FRENCH = 0.3
_MIN_STEP, _MIN_SHIFT, _MIN_SPIKE = 0.035, 0.15, 0.3


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a sensor measures: names, unit, usual level and decimals."""

    prefix: str
    en: str
    fr: str
    unit: str
    low: float
    high: float
    decimals: int


QUANTITIES = (
    Quantity("TI", "bearing temperature", "température de palier", "°C", 45, 80, 1),
    Quantity("PI", "discharge pressure", "pression de refoulement", "bar", 3, 12, 2),
    Quantity("FI", "cooling water flow", "débit d'eau de refroidissement", "m³/h", 40, 220, 0),
    Quantity("VI", "vibration velocity", "vitesse de vibration", "mm/s", 1, 4, 2),
    Quantity("II", "motor current", "courant moteur", "A", 20, 180, 1),
    Quantity("LI", "tank level", "niveau du bac", "%", 30, 70, 1),
    Quantity("SI", "shaft speed", "vitesse de l'arbre", "rpm", 900, 2900, 0),
)


@dataclass(frozen=True, slots=True)
class SensorSeries:
    """A short series with its attributes.

    Attributes:
        tag: Of the sensor.
        quantity: What it measures.
        shape: The one thing that happens.
        start: Minutes after midnight of the first value.
        step: Minutes between values.
        values: As they are printed; None is a missing value.
        at: Index where it happens: first value of the new level, the spike, the first missing value.
    """

    tag: str
    quantity: Quantity
    shape: Shape
    start: int
    step: int
    values: tuple[float | None, ...]
    at: int

    def clock(self, index: int) -> str:
        """Time of a value, ``HH:MM``."""
        minutes = (self.start + index * self.step) % (24 * 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"

    @property
    def present(self) -> list[tuple[int, float]]:
        """Index and value of what is not missing."""
        return [(index, value) for index, value in enumerate(self.values) if value is not None]


def draw_series(rng: random.Random, shape: Shape | None = None) -> SensorSeries:
    """A series of one shape with noise well below what happens in it."""
    quantity = rng.choice(QUANTITIES)
    drawn = rng.choice(SHAPES)
    shape = drawn if shape is None else shape
    count = rng.randint(*_POINTS)
    level = rng.uniform(quantity.low, quantity.high)
    noise = 0.006 * level
    at = rng.randint(count // 3, count - count // 3)
    raw: list[float] = [level + rng.gauss(0, noise) for _ in range(count)]
    amount = level * rng.uniform(_MIN_SHIFT, 0.35)
    if shape in ("rising", "falling"):
        slope = level * rng.uniform(_MIN_STEP, 0.06) * (1 if shape == "rising" else -0.35)
        raw = [value + slope * index for index, value in enumerate(raw)]
    elif shape in ("shift_up", "shift_down"):
        sign = 1 if shape == "shift_up" else -1
        raw = [value + (sign * amount if index >= at else 0) for index, value in enumerate(raw)]
    elif shape == "spike":
        raw[at] += level * rng.uniform(_MIN_SPIKE, 0.6)
    elif shape == "cycle":
        period = rng.choice((4, 6, 8))
        raw = [value + amount * math.sin(2 * math.pi * index / period) for index, value in enumerate(raw)]
    values: list[float | None] = [round(value, quantity.decimals) for value in raw]
    if shape == "gap":
        for index in range(at, min(count - 1, at + rng.randint(2, 4))):
            values[index] = None
    tag = f"{quantity.prefix}-{rng.randint(100, 4999)}{rng.choice(('', '', 'A', 'B'))}"
    return SensorSeries(
        tag, quantity, shape, rng.randrange(0, 24 * 60, 10), rng.choice((1, 5, 10, 15, 30)), tuple(values), at
    )


def series_head(series: SensorSeries, language: Language) -> str:
    """Name, quantity, unit, start and step: what is said once."""
    quantity = series.quantity
    if language == "fr":
        when = f"dès {series.clock(0)}, toutes les {series.step} min"
        return f"{series.tag} {quantity.fr} ({quantity.unit}), {when}"
    return f"{series.tag} {quantity.en} ({quantity.unit}), from {series.clock(0)}, every {series.step} min"


def series_text(series: SensorSeries, language: Language) -> str:
    """Compact text: the head, then the values; ``-`` is a missing value."""
    decimals = series.quantity.decimals
    words = ["-" if value is None else number(value, decimals, language) for value in series.values]
    return f"{series_head(series, language)}: {' '.join(words)}"


def described(series: SensorSeries, language: Language) -> str:
    """One sentence that says what happens."""
    return _SAID[language][series.shape].format(**_facts(series, language))


def _facts(series: SensorSeries, language: Language) -> dict[str, str]:
    """The words that sentences about the series are made of."""
    quantity = series.quantity

    def say(value: float) -> str:
        return f"{number(value, quantity.decimals, language)} {quantity.unit}"

    present = series.present
    before = [value for index, value in present if index < series.at]
    after = [value for index, value in present if index >= series.at]
    low, high = min(present, key=lambda p: p[1]), max(present, key=lambda p: p[1])
    missing = [index for index, value in enumerate(series.values) if value is None]
    return {
        "tag": series.tag,
        "name": quantity.fr if language == "fr" else quantity.en,
        "first": say(present[0][1]),
        "last": say(present[-1][1]),
        "low": say(low[1]),
        "high": say(high[1]),
        "high_time": series.clock(high[0]),
        "low_time": series.clock(low[0]),
        "time": series.clock(series.at),
        "before": say(sum(before) / max(1, len(before))),
        "after": say(sum(after) / max(1, len(after))),
        "missing": str(len(missing)),
        "gap_end": series.clock(missing[-1]) if missing else "",
    }


_SAID: dict[Language, dict[Shape, str]] = {
    "en": {
        "steady": "{tag} stays steady between {low} and {high}.",
        "rising": "{tag} rises from {first} to {last}.",
        "falling": "{tag} falls from {first} to {last}.",
        "shift_up": "{tag} jumps up at {time}, from about {before} to about {after}.",
        "shift_down": "{tag} drops at {time}, from about {before} to about {after}.",
        "spike": "{tag} shows one spike of {high} at {time} and is steady otherwise.",
        "gap": "{tag} has a gap of {missing} values from {time} to {gap_end} and is steady otherwise.",
        "cycle": "{tag} swings regularly between {low} and {high}.",
    },
    "fr": {
        "steady": "{tag} reste stable entre {low} et {high}.",
        "rising": "{tag} monte de {first} à {last}.",
        "falling": "{tag} baisse de {first} à {last}.",
        "shift_up": "{tag} saute vers le haut à {time}, d'environ {before} à environ {after}.",
        "shift_down": "{tag} chute à {time}, d'environ {before} à environ {after}.",
        "spike": "{tag} présente un pic de {high} à {time} et reste stable sinon.",
        "gap": "{tag} a un trou de {missing} valeurs de {time} à {gap_end} et reste stable sinon.",
        "cycle": "{tag} oscille régulièrement entre {low} et {high}.",
    },
}
_DESCRIBE: dict[Language, tuple[str, ...]] = {
    "en": ("What does {tag} do?", "Describe {tag}.", "what happened on {tag}?", "How does {tag} behave?"),
    "fr": ("Que fait {tag} ?", "Décris {tag}.", "Que s'est-il passé sur {tag} ?", "Comment évolue {tag} ?"),
}
_ASKED: dict[Language, dict[str, tuple[str, ...]]] = {
    "en": {
        "high": ("What is the highest value of {tag}?", "max of {tag}?", "How high did {tag} go?"),
        "low": ("What is the lowest value of {tag}?", "min of {tag}?", "How low did {tag} go?"),
        "high_time": ("When was {tag} highest?", "time of the max of {tag}?", "At what time did {tag} peak?"),
        "first": ("What was the first value of {tag}?", "{tag} at the start?", "Where did {tag} begin?"),
        "last": ("What is the last value of {tag}?", "latest {tag}?", "Where did {tag} end?"),
    },
    "fr": {
        "high": ("Quelle est la valeur maximale de {tag} ?", "max de {tag} ?", "Jusqu'où est montée {tag} ?"),
        "low": (
            "Quelle est la valeur minimale de {tag} ?",
            "min de {tag} ?",
            "Jusqu'où est descendue {tag} ?",
        ),
        "high_time": (
            "Quand {tag} était-il au plus haut ?",
            "heure du max de {tag} ?",
            "À quelle heure {tag} a-t-il culminé ?",
        ),
        "first": ("Quelle était la première valeur de {tag} ?", "{tag} au début ?", "D'où part {tag} ?"),
        "last": ("Quelle est la dernière valeur de {tag} ?", "dernier {tag} ?", "Où finit {tag} ?"),
    },
}
_ATTRIBUTES: dict[Language, str] = {
    "en": "{tag} {name}: shape {shape}; first {first}; last {last}; "
    "lowest {low} at {low_time}; highest {high} at {high_time}",
    "fr": "{tag} {name} : forme {shape} ; première {first} ; dernière {last} ; "
    "minimum {low} à {low_time} ; maximum {high} à {high_time}",
}
_CHANGES: dict[Language, dict[Shape, str]] = {
    "en": {
        "shift_up": "; change at {time}, before {before}, after {after}",
        "shift_down": "; change at {time}, before {before}, after {after}",
        "gap": "; missing {missing}, {time} to {gap_end}",
    },
    "fr": {
        "shift_up": " ; changement à {time}, avant {before}, après {after}",
        "shift_down": " ; changement à {time}, avant {before}, après {after}",
        "gap": " ; manquantes {missing}, {time} à {gap_end}",
    },
}
_NAMES: dict[Language, dict[Shape, str]] = {
    "en": {shape: shape.replace("_", " ") for shape in SHAPES},
    "fr": {
        "steady": "stable",
        "rising": "montante",
        "falling": "descendante",
        "shift_up": "saut vers le haut",
        "shift_down": "chute",
        "spike": "pic",
        "gap": "trou",
        "cycle": "oscillation",
    },
}


def attributes_text(series: SensorSeries, language: Language) -> str:
    """The attributes as an analysis states them: shape, extremes, and what changed where something did."""
    facts = _facts(series, language)
    text = _ATTRIBUTES[language].format(shape=_NAMES[language][series.shape], **facts)
    return text + _CHANGES[language].get(series.shape, "").format(**facts)


def _askable(series: SensorSeries) -> list[str]:
    """What can be asked of the values with one right answer: no time of a maximum that comes twice."""
    values = [value for _, value in series.present]
    twice = values.count(max(values)) > 1
    return [name for name in sorted(_ASKED["en"]) if name != "high_time" or not twice]


def series_example(index: int, *, seed: int, split: Split) -> Example:
    """One question over a series: its attributes put into words, or one value read from it.

    A third of the examples gives the attributes, a third the values and asks for what happens, a
    third asks for one value or time.
    """
    rng = random.Random(f"series:{seed}:{split}:{index}")
    language: Language = "fr" if rng.random() < _FRENCH else "en"
    series = draw_series(rng)
    facts = _facts(series, language)
    way = index % 3
    if way == 2:
        asked = rng.choice(_askable(series))
        question, answer = pick(_ASKED[language][asked], split, rng), facts[asked]
    else:
        question, answer = pick(_DESCRIBE[language], split, rng), described(series, language)
    source = attributes_text(series, language) if way == 0 else series_text(series, language)
    return generated(
        ("series_attributes", "series_shape", "series_value")[way],
        index,
        split=split,
        modality="series",
        language=language,
        question=question.format(tag=series.tag),
        sources=(source,),
        answer=answer,
        style="span" if way == 2 else "sentence",
        seed=seed,
    )
