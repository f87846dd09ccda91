"""Generate entities of technical drawings with a summary of them. Reads no files and draws nothing."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

from moe_adapters.example import Example, Language
from moe_adapters.recipes.plant.split import Split
from moe_adapters.recipes.plant.wording import equipment_tag, generated, number, pick

_FRENCH = 0.3
_TITLES: dict[Language, tuple[str, ...]] = {
    "en": (
        "cooling water pumps",
        "base plate",
        "shaft seal housing",
        "lube oil unit",
        "condensate return",
        "bearing cover",
        "filter skid",
        "motor bracket",
        "heat exchanger nozzle",
    ),
    "fr": (
        "pompes d'eau de refroidissement",
        "plaque de base",
        "boîtier de garniture",
        "centrale d'huile",
        "retour de condensats",
        "couvercle de palier",
        "skid de filtration",
        "support moteur",
    ),
}
_MATERIALS: dict[Language, tuple[str, ...]] = {
    "en": (
        "S235JR steel",
        "316L stainless steel",
        "EN-GJL-250 cast iron",
        "6061-T6 aluminium",
        "bronze CuSn12",
    ),
    "fr": ("acier S235JR", "inox 316L", "fonte EN-GJL-250", "aluminium 6061-T6", "bronze CuSn12"),
}
_ASK: dict[Language, tuple[str, ...]] = {
    "en": (
        "Summarise the drawing.",
        "what does this drawing show?",
        "Sum up drawing {number}.",
        "Give a summary of {number}.",
    ),
    "fr": (
        "Résume le plan.",
        "Que montre ce plan ?",
        "Résume le plan {number}.",
        "Donne un résumé de {number}.",
    ),
}
_ASK_FIELD: dict[Language, dict[str, tuple[str, ...]]] = {
    "en": {
        "revision": ("Which revision is {number}?", "rev of {number}?", "What issue of {number} is this?"),
        "scale": ("What is the scale of {number}?", "scale?", "At which scale is {number} drawn?"),
        "material": ("What material is it made of?", "material on {number}?", "Of what is the part made?"),
    },
    "fr": {
        "revision": (
            "Quelle est la révision de {number} ?",
            "indice de {number} ?",
            "De quel indice est ce plan ?",
        ),
        "scale": (
            "Quelle est l'échelle de {number} ?",
            "échelle ?",
            "À quelle échelle est le plan {number} ?",
        ),
        "material": ("Quelle est la matière ?", "matière sur {number} ?", "En quoi est faite la pièce ?"),
    },
}


@dataclass(frozen=True, slots=True)
class DrawingFacts:
    """What was read from a drawing: fields of its title block and what it holds."""

    number: str
    title: str
    revision: str
    scale: str
    material: str | None
    tags: tuple[str, ...]
    connections: tuple[tuple[str, str], ...]
    dimensions: tuple[str, ...]
    checked: bool


def draw_drawing(rng: random.Random, language: Language) -> DrawingFacts:
    """A piping diagram with tags and connections, or a part with material and dimensions."""
    diagram = rng.random() < 0.5
    prefix = rng.choice(("PID", "MD", "DWG", "GA", "ISO"))
    tags: tuple[str, ...] = ()
    if diagram:
        tags = tuple(dict.fromkeys(equipment_tag(rng) for _ in range(rng.randint(2, 5))))
    dimensions = (
        ()
        if diagram
        else tuple(
            rng.choice(("Ø{} mm", "{} mm", "R{} mm")).format(
                number(rng.uniform(4, 400), rng.choice((0, 1)), language)
            )
            for _ in range(rng.randint(2, 4))
        )
    )
    return DrawingFacts(
        number=f"{prefix}-{rng.randint(1, 999):03d}-{rng.randint(1, 99):02d}",
        title=rng.choice(_TITLES[language]),
        revision=rng.choice(("A", "B", "C", "D", "0", "1", "2", "3")),
        scale=rng.choice(("1:1", "1:2", "1:5", "1:10", "1:20", "NTS")),
        material=None if diagram else rng.choice(_MATERIALS[language]),
        tags=tags,
        connections=tuple(itertools.pairwise(tags)),
        dimensions=dimensions,
        checked=rng.random() < 0.6,
    )


def entities_text(drawing: DrawingFacts, language: Language) -> str:
    """The entities as the drawing expert lists them."""
    french = language == "fr"
    parts = [
        f"{'plan' if french else 'drawing'} {drawing.number}",
        f"{'titre' if french else 'title'}: {drawing.title}",
        f"rev: {drawing.revision}",
        f"{'échelle' if french else 'scale'}: {drawing.scale}",
    ]
    if drawing.material:
        parts.append(f"{'matière' if french else 'material'}: {drawing.material}")
    if drawing.tags:
        parts.append(f"{'repères' if french else 'tags'}: {', '.join(drawing.tags)}")
    if drawing.connections:
        pairs = ", ".join(f"{a} -> {b}" for a, b in drawing.connections)
        parts.append(f"{'liaisons' if french else 'connections'}: {pairs}")
    if drawing.dimensions:
        parts.append(f"{'cotes' if french else 'dimensions'}: {', '.join(drawing.dimensions)}")
    signed = ("oui" if french else "yes") if drawing.checked else ("non" if french else "no")
    parts.append(f"{'vérifié' if french else 'checked'}: {signed}")
    return "; ".join(parts)


def summary(drawing: DrawingFacts, language: Language) -> str:
    """Two to four sentences that hold every entity once."""
    french = language == "fr"
    lines = [
        f"Le plan {drawing.number}, révision {drawing.revision}, échelle {drawing.scale}, "
        f"montre : {drawing.title}."
        if french
        else f"Drawing {drawing.number}, revision {drawing.revision}, scale {drawing.scale}, "
        f"shows {drawing.title}."
    ]
    if drawing.tags:
        chain = " → ".join(drawing.tags)
        lines.append(f"Il relie {chain}." if french else f"It connects {chain}.")
    if drawing.material:
        sizes = ", ".join(drawing.dimensions)
        lines.append(
            f"La pièce est en {drawing.material}, avec les cotes {sizes}."
            if french
            else f"The part is made of {drawing.material}, with dimensions {sizes}."
        )
    if not drawing.checked:
        lines.append("La case de vérification est vide." if french else "The checked-by field is empty.")
    return " ".join(lines)


def drawing_example(index: int, *, seed: int, split: Split) -> Example:
    """A summary of a drawing, or one field of it; a field that is not there is not found."""
    rng = random.Random(f"drawings:{seed}:{split}:{index}")
    language: Language = "fr" if rng.random() < _FRENCH else "en"
    drawing = draw_drawing(rng, language)
    whole = index % 2 == 0
    if whole:
        question, answer = pick(_ASK[language], split, rng), summary(drawing, language)
    else:
        name = rng.choice(sorted(_ASK_FIELD[language]))
        question = pick(_ASK_FIELD[language][name], split, rng)
        answer = getattr(drawing, name)
    return generated(
        "drawing_summary" if whole else "drawing_field",
        index,
        split=split,
        modality="drawing",
        language=language,
        question=question.format(number=drawing.number),
        sources=(entities_text(drawing, language),),
        answer=answer,
        style="describe" if whole else "span",
        seed=seed,
    )
