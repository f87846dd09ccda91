"""A value that the user gives, beside the levels of instruments: "is 7.5 mm/s ok for P-101A?".

The levels are those that the rows of the instruments give which the question names, or of the machine that
it names, in a unit of the value's dimension; else those of a table of limits for the machine's class. Texts
of limits are asked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.conversions import Unit, convert, parse_unit
from assistant.crossing.at_limits import Instruments
from assistant.crossing.bridge import Bridge
from assistant.crossing.limits_of import LimitsOfThings, limits_told
from assistant.crossing.say_limits import value_beside, value_in_table
from assistant.experts.series.last import LastReading
from assistant.experts.series.lexicon import concepts
from assistant.experts.tables.figures import number
from assistant.experts.tables.limit_columns import Side
from assistant.experts.tables.row_levels import RowLevel, gravest
from assistant.quantities import Quantity, find_quantities
from assistant.records import Evidence, Question
from assistant.told_reading import asked_well, without_verdict
from assistant.words import content_words, fold
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

_LEVEL = (
    r"(?:(?:the|its|their|any|le|la|les|son|sa|du|de la|l')\s*)?"
    r"(?:(?:limits?|levels?|thresholds?|seuils?|niveaux?|limites?)\s+(?:de |d')?)?"
    r"(?P<level>trip|alarm|alert|declenchement|alarme|alerte|limits?|limites?|seuils?|h{1,3}|l{1,3})\b"
)
_BEYOND = re.compile(
    rf"\b(?P<side>above|over|beyond|past|exceeds?|exceeding|higher than|below|under|lower than|"
    rf"au[- ]dess(?:us|ous)(?: de| du| d')?|en[- ]dessous(?: de| du)?|depasse(?:nt)?|sous)\s+{_LEVEL}"
)
_UNDER = re.compile(r"below|under|lower|dessous|sous")
_GRAVITY = {"trip": 3, "declenchement": 3, "alert": 1, "alerte": 1, "hh": 2, "ll": 2, "hhh": 3, "lll": 3}
_ANY = frozenset("limit limits limite limites seuil seuils".split())
_DATED = re.compile(
    r"\b(?:was|were|when|did|how often|how many|etait|etaient|quand|combien|a-t-il|ont|first|last)\b"
)
_SIDES: dict[str, Side] = {"most": "high", "least": "low"}
_MEASURED = {
    "velocity": "vibration velocity", "temperature": "temperature", "pressure": "pressure", "flow": "flow",
    "current": "current",
}  # fmt: skip
"""What a unit's dimension measures, as tables of limits call it."""
_MOST = 4
_WORDLESS = 3


@dataclass(frozen=True, slots=True)
class _Given:
    """A value and what is asked of it.

    Attributes:
        well: True where the answer "yes" says that things are well.
        side: Of the level that it may be beyond; None where any is meant.
        gravity: Of that level; None where any is meant.
        words: The question without the value.
    """

    quantity: Quantity
    written: str
    well: bool
    side: Side | None
    gravity: int | None
    words: str


class GivenValue:
    """Tells whether a value passes the levels of instruments, or the limits that a table has for a machine.

    Args:
        instruments: What they read last, and their rows.
        limits: The limits of tables, by what a question names.
    """

    def __init__(self, instruments: Instruments, *, limits: LimitsOfThings) -> None:
        self._instruments = instruments
        self._limits = limits

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The value beside the levels; None where none is given or no source gives any of its dimension."""
        given = _given(question.text)
        if given is None:
            return None
        told = []
        for one in self._meant(given, scope):
            levels = self._instruments.levels(one, scope)
            value = _in_unit_of(one, given)
            if levels and value is not None:
                told.append(_told(one, levels, value, given, question.language))
        if not told:
            table = self._of_table(question, given, scope)
            told = [table] if table is not None else []
        if not 0 < len(told) <= _MOST:
            return None
        return Bridge(reasons=tuple(told), listed=len(told) > 1)

    def _meant(self, given: _Given, scope: Scope) -> list[LastReading]:
        """The instruments that are meant and read in a unit of the value's dimension."""
        ask, tags = self._instruments, find_tags(given.words)
        found, said = [*ask.named(given.words, scope)], tuple(content_words(given.words))
        if not found and len(tags) == 1:
            found = [*ask.of_machine(tags[0], scope)]
        elif not found and not said:
            found = [*ask.every(scope)]
        elif not found and not tags:
            named, own = ask.named(f"{_measured(given)} {given.words}", scope), frozenset(concepts(said))
            found = [one for one in named if own <= one.sensor.concepts]
        kept = [one for one in found if one.tag and _in_unit_of(one, given) is not None]
        return list({one.tag: one for one in kept}.values())

    def _of_table(self, question: Question, given: _Given, scope: Scope) -> Evidence | None:
        """The verdict on the limits of a machine's class, where a table gives them in the value's unit."""
        tags, unit, measured = find_tags(given.words), _unit(given), _measured(given)
        if len(tags) != 1 or unit is None or not measured or given.gravity is not None:
            return None
        asked = replace(question, text=f"{given.words} {measured}")
        limits = [
            limit
            for limit in self._limits.of_thing(asked, scope, tags[0])
            if (own := parse_unit((limit.unit or "").split(" ")[0])) is not None and own == unit
        ]
        if not limits or len({limit.schema.name for limit in limits}) > 1:
            return None
        passed = [limit for limit in limits if next(iter(given.quantity.readings)) > limit.value]
        evidence = limits_told(tuple(limits), tags[0], question.language)
        lead = value_in_table(
            given.written,
            passed=f"{passed[-1].level} {number(passed[-1].value, question.language)}" if passed else None,
            language=question.language,
            yes=(not passed) == given.well,
        )
        return replace(evidence, statement=f"{lead} {evidence.statement}")


def _given(text: str) -> _Given | None:
    """The one value of a question that asks whether it is well, or beyond a level; None where none is."""
    found = [one for one in find_quantities(text) if one.unit is not None]
    folded = fold(text)
    if len(found) != 1 or len(found[0].readings) != 1 or _DATED.search(folded):
        return None
    beyond, well = _BEYOND.search(folded), asked_well(text)
    if beyond is None and well is None:
        return None
    one = found[0]
    written = text[one.start : one.end].strip()
    side = None if well is None else _SIDES.get(well[1])
    gravity = None
    bare = f"{text[: one.start]}{' ' * (one.end - one.start)}{text[one.end :]}"
    if beyond is not None:
        side = "low" if _UNDER.search(beyond["side"]) else "high"
        gravity = None if beyond["level"] in _ANY else _GRAVITY.get(beyond["level"], 0)
        bare = f"{bare[: beyond.start()]} {bare[beyond.end() :]}"
    return _Given(
        quantity=one,
        written=written,
        well=beyond is None and well is not None and well[0],
        side=side,
        gravity=gravity,
        words=without_verdict(bare),
    )


def _unit(given: _Given) -> Unit | None:
    return parse_unit(given.quantity.unit.name) if given.quantity.unit else None


def _measured(given: _Given) -> str:
    """What a value of its dimension measures, in words; empty where it may be many things."""
    unit = _unit(given)
    return _MEASURED.get(unit.dimension, "") if unit is not None else ""


def _in_unit_of(one: LastReading, given: _Given) -> float | None:
    """The value in the unit of an instrument; None where that measures something else."""
    source = _unit(given)
    target = parse_unit(one.sensor.sensor.unit)
    if source is None or target is None or source.dimension != target.dimension:
        return None
    return convert(next(iter(given.quantity.readings)), source, target)


def _told(
    one: LastReading, levels: Sequence[RowLevel], value: float, given: _Given, language: Language
) -> Evidence:
    """The verdict on one instrument, cited to the row of its levels."""
    meant = [level for level in levels if given.side in (None, level.level.side)]
    if given.gravity is not None:
        meant = _of_gravity(meant, given.gravity)
    passed = gravest(meant, value)
    is_open = given.side is None and all(level.level.side == "low" for level in levels)
    statement = value_beside(
        given.written,
        one,
        passed=None if passed is None else passed.told(language),
        levels=[level.told(language) for level in levels],
        language=language,
        yes=None if not meant or (passed is None and is_open) else (passed is None) == given.well,
    )
    return levels[0].row.evidence(tuple(level.column for level in levels), statement, language)


def _of_gravity(levels: Sequence[RowLevel], gravity: int) -> list[RowLevel]:
    """The levels of a gravity: the gravest where a trip is meant, else the first of them, alarms."""
    if not levels:
        return []
    ranks = sorted({level.level.gravity for level in levels})
    wanted = ranks[-1] if gravity == max(_GRAVITY.values()) else gravity if gravity in ranks else ranks[0]
    return [level for level in levels if level.level.gravity == wanted]
