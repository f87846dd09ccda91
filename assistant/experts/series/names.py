"""What a log and its sensors can be called. Knows the catalogue's record of a log, not its values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.experts.series import lexicon
from assistant.experts.series.tokens import fold, name_tokens, stem
from retrieval.identifiers import find_tags
from retrieval.records import Sensor, SeriesRef

_FLAG_WORDS = frozenset({"anomaly", "changepoint", "outlier", "fault", "alarm", "label", "is_anomaly"})
_MANY = 3
"""Sensors from which a log's own name tells nothing of what one measures."""
_BRACKET = re.compile(r"\s*[\[(][^\[\]()]*[\])]\s*$")
_BEFORE_HEIGHT = {"t": "temperature", "p": "pressure"}
"""What one letter measures in a logger's names for heights: ``T2m``, ``P2m``."""
_TAG = re.compile(r"^\s*([A-Za-z]{1,5})[-_ ]?(\d{2,5})([A-Za-z]?)(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class SensorName:
    """A sensor with the concepts of its name.

    Attributes:
        label: The name as a sentence writes it, without a unit in brackets.
        tokens: All tokens of the label, folded.
        tag: Tokens of the instrument tag that the name begins with, empty where there is none.
        concepts: Concepts that tell it from others; tag, optional words and equipment are left out.
        implied: What its unit or instrument tag says that it measures.
    """

    sensor: Sensor
    label: str
    tokens: tuple[str, ...]
    tag: tuple[str, ...]
    concepts: frozenset[str]
    implied: frozenset[str]

    @property
    def heads(self) -> frozenset[str]:
        """Concepts of which a question must name one."""
        quantities = (self.concepts | self.implied) & lexicon.QUANTITIES
        return quantities or self.concepts

    @property
    def is_flag(self) -> bool:
        """True for a column of labels."""
        return self.sensor.flag or bool(self.concepts & _FLAG_WORDS and len(self.concepts) == 1)


@dataclass(frozen=True, slots=True)
class LogNames:
    """A log with what it can be called.

    Attributes:
        equipment: Tokens of the equipment's names: ``("chiller", "6")``.
        folders: Tokens of the folders and of the collection, outermost first.
        stem: Tokens of the file's name without its ending.
        display: What a sentence calls it.
        parts: The logs of the files that it joins, by time; empty where it is one file's.
        tags: Normalised tags that the file's name holds.
    """

    ref: SeriesRef
    equipment: tuple[tuple[str, ...], ...]
    folders: tuple[tuple[str, ...], ...]
    stem: tuple[str, ...]
    sensors: tuple[SensorName, ...]
    display: str
    parts: tuple[SeriesRef, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def vocabulary(self) -> frozenset[str]:
        """All concepts of its sensors."""
        return frozenset(c for s in self.sensors for c in s.concepts | s.implied)

    @property
    def has_heights(self) -> bool:
        """True where its sensors are told from each other by heights."""
        return any(lexicon.is_height(tuple(c.split())) for c in self.vocabulary)

    @property
    def flags(self) -> tuple[SensorName, ...]:
        """Label columns."""
        return tuple(s for s in self.sensors if s.is_flag)

    @property
    def measures(self) -> tuple[SensorName, ...]:
        """Sensors that are no label columns."""
        return tuple(s for s in self.sensors if not s.is_flag)


@lru_cache(maxsize=4096)
def describe(ref: SeriesRef) -> LogNames:
    """Names of a log; computed once for each record."""
    parts = ref.source.replace("\\", "/").split("/")
    file = parts[-1].rsplit(".", 1)[0] if "." in parts[-1] else parts[-1]
    prefix = _common_prefix([name_tokens(s.name) for s in ref.sensors if not s.flag])
    tags = _tags_in(file)
    equipment = {name_tokens(tag) for tag in (*ref.equipment, *tags)}
    if prefix:
        equipment.add(prefix)
    stem_tokens = name_tokens(file)
    sensors = tuple(_sensor(s, prefix, stem_tokens, len(ref.sensors)) for s in ref.sensors)
    folders = tuple(name_tokens(part) for part in parts[:-1])
    return LogNames(
        ref, tuple(sorted(equipment)), folders, stem_tokens, sensors, _display(ref, prefix), tags=tags
    )


def name_of(printed: str) -> SensorName:
    """A sensor of which nothing is known but how its log prints it."""
    return _sensor(Sensor(name=printed), (), (), _MANY)


def _tags_in(file: str) -> tuple[str, ...]:
    """Tags that the name of a file holds: ``mesures_CH-101``."""
    return tuple(tag for word in re.split(r"[_\s]+", file) for tag in find_tags(word))


def _display(ref: SeriesRef, prefix: tuple[str, ...]) -> str:
    """What a sentence calls the log: its equipment, or its path in the collection."""
    if prefix:
        first = next(s.name for s in ref.sensors if not s.flag)
        for end in range(1, len(first) + 1):
            if name_tokens(first[:end]) == prefix:
                return first[:end]
    if len(ref.equipment) == 1:
        return ref.equipment[0]
    return "/".join(ref.source.split("/")[-2:])


def _common_prefix(names: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Tokens that all names start with, where they name equipment (they hold a number)."""
    if len(names) < 2:
        return ()
    prefix: list[str] = []
    for column in zip(*names, strict=False):
        if len(set(column)) > 1:
            break
        prefix.append(column[0])
    while prefix and any(len(name) <= len(prefix) for name in names):
        prefix.pop()
    numbered = [i for i, token in enumerate(prefix) if token[0].isdigit()]
    if not numbered:
        return ()
    end = numbered[-1] + 1
    if end < len(prefix) and len(prefix[end]) == 1 and prefix[end].isalpha():
        end += 1
    return tuple(prefix[:end])


def _sensor(sensor: Sensor, prefix: tuple[str, ...], file: tuple[str, ...], count: int) -> SensorName:
    label = _BRACKET.sub("", sensor.name) or sensor.name
    tokens = name_tokens(label)
    core = tokens[len(prefix) :] if tokens[: len(prefix)] == prefix else tokens
    tagged = None if prefix else _TAG.match(label)
    tag = name_tokens(tagged[0]) if tagged else ()
    core = core[len(tag) :] if core[: len(tag)] == tag and len(core) > len(tag) else core
    core = _without_unit(core, sensor.unit)
    if lexicon.is_height(core[1:3]):
        core = (_BEFORE_HEIGHT.get(core[0], core[0]), *core[1:])
    kind = {stem(token) for token in prefix if token.isalpha()}
    concepts = {c for c in lexicon.concepts(core) if c not in lexicon.OPTIONAL and c not in kind and c != "%"}
    implied: set[str] = set()
    if not concepts & lexicon.QUANTITIES:
        implied |= {q for q in (lexicon.quantity_of_unit(sensor.unit),) if q}
        implied |= {q for q in (lexicon.quantity_of_tag(tag[0]) if tag else None,) if q}
    measures = [c for c in concepts if c not in lexicon.GENERIC]
    if not measures and count < _MANY:
        own = lexicon.concepts(file)
        implied |= {c for c in own if not c[0].isdigit() and c not in lexicon.GENERIC}
    return SensorName(sensor, label, tokens, tag, frozenset(concepts or set(tokens)), frozenset(implied))


def _without_unit(core: tuple[str, ...], unit: str | None) -> tuple[str, ...]:
    """The words of a name without the unit that it ends with: ``inflow_ls``, ``chambrage_degC``."""
    spelt = "".join(c for c in fold(unit or "") if c.isalnum())
    ends = (n for n in range(1, len(core)) if "".join(core[-n:]) == spelt)
    return core[: -next(ends, 0) or None]


def abbreviates(short: str, long: str) -> bool:
    """True where ``short`` can stand for ``long``: ``ch`` for ``chiller``, ``p`` for ``pump``."""
    short, long = stem(fold(short)), stem(fold(long))
    return bool(short) and long.startswith(short) and len(short) < len(long)
