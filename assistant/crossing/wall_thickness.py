"""Wall thickness by its measurements: corrosion rates, remaining life, the point nearest to its minimum.

"Corrosion rate of point 7", "quel point est le plus proche de son minimum ?". The measurements behind each
figure are shown; without two of them, or without a required thickness, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.crossing.bridge import Bridge
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import fold, squash
from assistant.integrity import say_thickness as say
from assistant.integrity.rates import Wall, loss_between, wall_of
from assistant.integrity.roles import without_tags
from assistant.integrity.thickness import is_survey, points_of, years
from assistant.integrity.thickness_asked import Asked, asked_of, names_in, same_point
from assistant.records import Evidence, Question
from assistant.reliability.say import one_of
from assistant.words import content_words, stem
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_MOST_POINTS = 8
_RANKED = 5
_CUES = frozenset(
    """
    thinnest lowest smallest least minimum minimal minimale minimales minimaux min mini tmin t required requis
    requise requises retirement calculated design allowable allowed admissible calcul retrait thickness
    thicknesses thick wall walls paroi parois epaisseur epaisseurs mince minces faible basse petite plus
    reading readings measurement measurements measured measure mesure mesures mesuree mesurees releve releves
    relevee recorded survey surveys surveyed campagne ut ultrasonic ultrasons inspection mm value valeur
    line lines ligne lignes pipe pipes piping tuyauterie circuit point points cml cmls tml tmls year annee
    last latest derniere dernier found got give show tell
    """.split()
)
"""Words of the questions that choose no point."""


@dataclass(frozen=True, slots=True)
class _Named:
    """The walls that a question is about; ``all`` where it names neither a point nor a line."""

    walls: Sequence[Wall]
    is_all: bool
    missing: str = ""


class WallThickness:
    """Tells what measurements of walls come to.

    Args:
        rows_of: Reads tables.
        today: The day on which a life is over.
    """

    def __init__(self, *, rows_of: RowsOf, today: Callable[[], date]) -> None:
        self._rows_of = rows_of
        self._today = today

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The figures with their measurements; None where none is asked for or no table holds any."""
        asked = asked_of(question.text)
        if asked is None:
            return None
        now = years(self._today())
        walls = [wall_of(point, now) for point in points_of(self._rows_of(is_survey, scope))]
        language = question.language
        if asked.aim in ("thinnest", "required"):
            return _of_cells(asked, _said_of(question.text, asked, walls), walls, language)
        named = _named(question.text, asked, walls)
        if named is None:
            return None
        if named.missing:
            return Bridge(refusal=_no_such(named.missing, walls, language))
        if asked.aim == "lost":
            return _lost(asked, named, language)
        if (
            asked.aim in ("nearest", "fastest", "first", "below")
            or named.is_all
            or len(named.walls) > _MOST_POINTS
        ):
            return _ranked(asked, named.walls, language)
        return _each(asked, named.walls, language)


def _named(text: str, asked: Asked, walls: Sequence[Wall]) -> _Named | None:
    """The walls of the point, part or line that is named; None where another thing is asked about."""
    if not walls:
        return None
    tags = find_tags(text)
    of_lines = [wall for wall in walls if _is_of(wall, tags)]
    within = of_lines or walls
    names = names_in(text, (wall.point.name for wall in within))
    if names:
        return _Named([wall for wall in within if wall.point.name in names], False)
    if asked.point:
        exact = [wall for wall in within if fold(wall.point.name) == asked.point]
        points = exact or [wall for wall in within if same_point(asked.point, wall.point.name)]
        return _Named(points, False) if points else _Named((), False, missing=asked.point)
    if of_lines:
        return _Named(of_lines, False)
    words = set(content_words(text))
    parts = [wall for wall in walls if wall.point.part and set(content_words(wall.point.part)) <= words]
    if parts:
        return _Named(parts, False)
    if tags or asked.aim in ("life", "thickness", "interval"):
        return None
    return _Named(walls, True)


def _said_of(text: str, asked: Asked, walls: Sequence[Wall]) -> list[Wall]:
    """The walls whose point, line and cells hold all that is named; none where one word is held nowhere."""
    kept = list(walls)
    tags = [t for t in find_tags(text) if not any(same_point(t, wall.point.name) for wall in walls)]
    if tags:
        kept = [wall for wall in kept if _is_of(wall, tags)]
    names = names_in(text, (wall.point.name for wall in kept))
    if names:
        kept = [wall for wall in kept if wall.point.name in names]
    elif asked.point:
        kept = [wall for wall in kept if same_point(asked.point, wall.point.name)]
    known = {part for name in (*names, *tags) for part in re.findall(r"[a-z]+|\d+", fold(name))}
    for word in map(fold, content_words(without_tags(text))):
        if word not in _CUES | known and word not in (asked.year, asked.point):
            kept = [wall for wall in kept if _stems(word) & _held(wall)]
    return kept


def _held(wall: Wall) -> frozenset[str]:
    cells = [str(v) for row in wall.point.rows for v in row.cells.values() if isinstance(v, str)]
    cells += [wall.point.line, wall.point.part]
    return frozenset(s for cell in cells for word in content_words(cell) for s in _stems(word))


def _stems(word: str) -> frozenset[str]:
    return frozenset({fold(word), stem(fold(word), "en"), stem(fold(word), "fr")})


def _of_cells(
    asked: Asked, chosen: Sequence[Wall], walls: Sequence[Wall], language: Language
) -> Bridge | None:
    """The least measurement of the chosen points, or the thickness that they need."""
    if asked.aim == "thinnest":
        read = [
            (wall, reading)
            for wall in chosen
            for reading in (wall.point.readings if asked.year else wall.point.readings[-1:])
            if not asked.year or int(reading.year) == int(asked.year)
        ]
        if not read:
            return Bridge(refusal=_not_read(asked.year, chosen, language)) if chosen else None
        wall, least = min(read, key=lambda pair: pair[1].thickness * pair[0].scale)
        count = len({id(one.point) for one, _ in read})
        return Bridge(
            reasons=(_evidence(wall, say.thinnest(wall, least, count, language), "thickness", language),)
        )
    needed: dict[tuple[float, str], list[Wall]] = {}
    for wall in chosen:
        if wall.point.required is not None:
            needed.setdefault((wall.point.required, wall.point.unit), []).append(wall)
    if not needed or len(needed) > _MOST_POINTS or len(chosen) == len(walls):
        return None
    told = []
    for (value, _), own in needed.items():
        point, rows = own[0].point, [row for wall in own for row in wall.point.rows]
        rows = [row for row in rows if row.schema.name == rows[0].schema.name]
        told.append(cited_rows(rows[0].schema, rows, point.columns, say.required(own, value, language)))
    return Bridge(reasons=tuple(told), listed=len(told) > 1)


def _is_of(wall: Wall, tags: Sequence[str]) -> bool:
    held = squash(f"{wall.point.line} {wall.point.rows[0].source.rsplit('/', 1)[-1]}")
    return any(squash(tag) in held for tag in tags if not same_point(tag, wall.point.name))


def _each(asked: Asked, walls: Sequence[Wall], language: Language) -> Bridge | None:
    told = []
    for wall in walls:
        match asked.aim:
            case "life":
                statement = say.life(wall, language)
            case "interval":
                statement = say.interval(wall, language)
            case "thickness":
                statement = say.thickness(wall, asked.year, language)
            case _:
                statement = say.rate(wall, asked.term, language)
        if statement:
            told.append(_evidence(wall, statement, asked.aim, language))
    return Bridge(reasons=tuple(told), listed=len(told) > 1) if told else None


def _ranked(asked: Asked, walls: Sequence[Wall], language: Language) -> Bridge | None:
    """The first points by margin, rate or life, the one asked for on top."""
    required = [wall for wall in walls if wall.margin is not None]
    if asked.aim == "below":
        below = [wall for wall in required if wall.margin is not None and wall.margin < 0]
        if not below and required:
            least = min(required, key=lambda wall: (wall.margin or 0.0) * wall.scale)
            count = len(required)
            head = one_of(language, f"No point is below its required thickness, of {count}. Nearest: ",
                          f"Aucun point sous son épaisseur minimale, sur {count}. Le plus proche : "
                          f"")  # fmt: skip
            return Bridge(
                reasons=(_evidence(least, head + say.margin(least, language), "nearest", language),)
            )
        return _listed(asked, below, say.margin, language)
    if asked.aim == "nearest":
        return _listed(
            asked,
            sorted(required, key=lambda wall: (wall.margin or 0.0) * wall.scale)[:_RANKED],
            say.margin,
            language,
        )
    if asked.aim in ("first", "life", "interval"):
        living = [wall for wall in walls if wall.life is not None]
        return _listed(asked, sorted(living, key=lambda wall: wall.end or 0.0)[:_RANKED], say.life, language)
    moving = [wall for wall in walls if wall.governing is not None]
    key: dict[str, Callable[[Wall], float]] = {
        "short": lambda wall: -(wall.short.per_year if wall.short else 0.0) * wall.scale,
        "long": lambda wall: -(wall.long.per_year if wall.long else 0.0) * wall.scale,
        "": lambda wall: -(wall.governing.per_year if wall.governing else 0.0) * wall.scale,
    }
    first = sorted(moving, key=key[asked.term])[:_RANKED]
    return _listed(asked, first, lambda wall, lang: say.rate(wall, asked.term, lang), language)


def _lost(asked: Asked, named: _Named, language: Language) -> Bridge | None:
    """What points lost since a year, the most on top where that is asked for."""
    if (named.is_all or len(named.walls) > _MOST_POINTS) and not asked.most:
        return None
    losses = [
        (wall, loss)
        for wall in named.walls
        if (loss := loss_between(wall.point, asked.year, asked.until)) is not None
    ]
    if not losses:
        return Bridge(refusal=_not_read(asked.until or asked.year, named.walls, language))
    if asked.most:
        order = sorted(losses, key=lambda pair: -pair[1].per_year * pair[1].years * pair[0].scale)
        losses = order[:_RANKED]
    told = tuple(
        _evidence(wall, say.lost(wall, loss, language), "thickness", language) for wall, loss in losses
    )
    return Bridge(reasons=told, listed=len(told) > 1)


def _listed(
    asked: Asked, walls: Sequence[Wall], tell: Callable[[Wall, Language], str], language: Language
) -> Bridge | None:
    told = tuple(_evidence(wall, tell(wall, language), asked.aim, language) for wall in walls)
    return Bridge(reasons=told, listed=len(told) > 1) if told else None


def _evidence(wall: Wall, statement: str, aim: str, language: Language) -> Evidence:
    point = wall.point
    notes = () if aim in ("thickness", "nearest", "below") else say.how(wall, aim, language)
    return cited_rows(point.rows[0].schema, point.rows, point.columns, statement, caveats=notes)


def _not_read(year: str, walls: Sequence[Wall], language: Language) -> str:
    known = ", ".join(sorted({str(int(one.year)) for wall in walls for one in wall.point.readings}))
    return one_of(
        language,
        f"No thickness was measured there in {year}; measured in {known}.",
        f"Aucune épaisseur n'y a été mesurée en {year} ; mesures de {known}.",
    )


def _no_such(name: str, walls: Sequence[Wall], language: Language) -> str:
    known = ", ".join(dict.fromkeys(wall.point.name for wall in walls[:12]))
    more = "…" if len(walls) > 12 else ""
    return one_of(
        language,
        f"No thickness is recorded for point {name}; the points are {known}{more}.",
        f"Aucune épaisseur n'est enregistrée pour le point {name} ; les points sont {known}{more}.",
    )
