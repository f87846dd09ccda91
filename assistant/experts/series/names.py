"""What a log and its sensors can be called. Knows the catalogue's record of a log, not its values."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

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
_CODE = re.compile(r"([A-Za-z]{1,7}?)(\d{1,4}|(?<=[a-z]{3})[A-Z])")
_NO_CODE = frozenset(
    "v ver rev h s w wk kw q run test log part page day jan feb mar apr may jun jul aug sep oct nov dec"
    " fev avr mai juin juil aout sept export file csv min week semaine sem no n data".split()
)
"""What stands before a number in a file's name and is no equipment: versions, weeks, months."""
_LETTERS = frozenset({("a",), ("b",), ("c",), ("d",)})
"""Where two of them end the same name they are letters, no amperes and no degrees Celsius."""
_BLOWING = frozenset({"wind", "gust"})
"""What is measured by its speed, whatever the unit."""
_SHARES = frozenset({"%", "pct", "percent"})
_TAIL_UNITS = {
    tuple(spelt.split()): unit
    for unit, spelts in {
        "°C": "c, deg c, degc", "ppb": "ppb", "ppm": "ppm", "mbar": "mbarg, mbara", "bar": "barg, bara",
        "µS/cm": "us cm, uscm, µs cm", "mS/cm": "ms cm", "g/l": "gpl, g l, gl", "mg/l": "mg l, mgl",
        "µg/l": "ug l, ugl, µg l", "m3/h": "m 3 h, m 3 hr", "m/s": "m s",
        "mm/s": "mm s", "l/s": "l s", "°": "deg", "NTU": "ntu", "%": "%", "A": "a", "V": "v",
        "t/h": "tph, t h",
    }.items()
    for spelt in spelts.split(", ")
}  # fmt: skip
"""Units that a name ends with, in its tokens; ingestion knows only those that cannot be a word."""
_TAG = re.compile(r"^\s*(?:\d{1,4}-(?=[A-Z]{2}))?([A-Za-z]{1,5})[-_ ]?(\d{2,5})([A-Za-z]?)(?![A-Za-z0-9])")
"""With the number of the unit before it, where the plant writes it: ``310-PDT01``."""
_OF_A_UNIT = re.compile(r"\s*\d{1,4}-[A-Z]{2}")


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
        codes: Letters and number of what its file's name says it is of: ``("t", "09")`` of ``T09_scada``.
    """

    ref: SeriesRef
    equipment: tuple[tuple[str, ...], ...]
    folders: tuple[tuple[str, ...], ...]
    stem: tuple[str, ...]
    sensors: tuple[SensorName, ...]
    display: str
    parts: tuple[SeriesRef, ...] = ()
    tags: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()

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
    named = [s.name for s in ref.sensors if not s.flag]
    of_a_unit = all(_OF_A_UNIT.match(name) and _TAG.match(name) for name in named)
    prefix = () if of_a_unit else _common_prefix([name_tokens(name) for name in named])
    tags = _tags_in(file)
    equipment = {name_tokens(tag) for tag in (*ref.equipment, *tags)}
    if prefix:
        equipment.add(prefix)
    stem_tokens = name_tokens(file)
    begun = Counter(t[:-1] for s in ref.sensors if (t := name_tokens(s.name))[-1:] in _LETTERS)
    sensors = tuple(
        _sensor(s, prefix, stem_tokens, len(ref.sensors), lettered=begun[name_tokens(s.name)[:-1]] > 1)
        for s in ref.sensors
    )
    folders = tuple(name_tokens(part) for part in parts[:-1])
    return LogNames(
        ref, tuple(sorted(equipment)), folders, stem_tokens, sensors, _display(ref, prefix), tags=tags,
        codes=_codes_in(file),
    )  # fmt: skip


def name_of(printed: str) -> SensorName:
    """A sensor of which nothing is known but how its log prints it."""
    return _sensor(Sensor(name=printed), (), (), _MANY)


def _codes_in(file: str) -> tuple[tuple[str, str], ...]:
    """Short names of equipment in the name of a file, with a number or one capital: ``F2``, ``unitB``."""
    words = map(_CODE.fullmatch, re.split(r"[_\s.-]+", file))
    found = [(m[1].lower(), m[2].lower()) for m in words if m is not None]
    apart = pairwise(re.split(r"[_\s]+", fold(file)))
    found += [
        (word, number)
        for word, number in apart
        if re.fullmatch(r"\d{1,3}", number) and lexicon.concepts((word,))[0] in lexicon.EQUIPMENT
    ]
    return tuple(dict.fromkeys(c for c in found if c[0] not in _NO_CODE))


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


def _sensor(
    sensor: Sensor, prefix: tuple[str, ...], file: tuple[str, ...], count: int, *, lettered: bool = False
) -> SensorName:
    """A sensor with the concepts of its name; ``lettered`` where its last letter numbers it: ``vib_C``."""
    label = _BRACKET.sub("", sensor.name) or sensor.name
    tokens = name_tokens(label)
    core = tokens[len(prefix) :] if tokens[: len(prefix)] == prefix else tokens
    tagged = None if prefix else _TAG.match(label)
    tag = name_tokens(tagged[0]) if tagged else ()
    core = core[len(tag) :] if core[: len(tag)] == tag and len(core) > len(tag) else core
    unit, core = (sensor.unit, core) if lettered else _without_unit(core, sensor.unit)
    measured = lexicon.quantity_of_unit(unit)
    if lexicon.is_height(core[1:3]):
        core = (_BEFORE_HEIGHT.get(core[0], core[0]), *core[1:])
    core, said = _without_letters(core, unit, measured)
    core = tuple(_whole(word, measured if word not in core[i + 1 :] else None) for i, word in enumerate(core))
    kind = {stem(token) for token in prefix if token.isalpha()}
    concepts = {c for c in lexicon.concepts(core) if c not in lexicon.OPTIONAL and c not in kind and c != "%"}
    implied: set[str] = set()
    if not concepts & lexicon.QUANTITIES:
        implied |= {q for q in (measured, said) if q}
        letters = next((token for token in tag if token.isalpha()), "")
        implied |= {q for q in (lexicon.quantity_of_tag(letters) if letters else None,) if q}
        implied |= {"speed"} if concepts & _BLOWING else set()
    measures = [c for c in concepts if c not in lexicon.GENERIC]
    if not measures and count < _MANY:
        own = lexicon.concepts(file)
        implied |= {c for c in own if not c[0].isdigit() and c not in lexicon.GENERIC}
    return SensorName(sensor, label, tokens, tag, frozenset(concepts or set(tokens)), frozenset(implied))


def _whole(word: str, measured: str | None) -> str:
    """A clipped word as the one concept that it can stand for; as it is where that cannot be told."""
    meant = lexicon.unclipped(word, measured)
    return next(iter(meant)) if len(meant) == 1 else word


def _without_unit(core: tuple[str, ...], unit: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The unit of a name and its words without the unit that it ends with: ``inflow_ls``, ``Kettle_C``."""
    spelt = "".join(c for c in fold(unit or "") if c.isalnum())
    if spelt:
        ends = (n for n in range(1, len(core)) if "".join(core[-n:]) == spelt)
        return unit, core[: -next(ends, 0) or None]
    for n in range(min(3, len(core) - 1), 0, -1):
        written = _TAIL_UNITS.get(core[-n:])
        height = lexicon.is_height(core[-n - 1 : len(core) - n + 1])
        if written is not None and not height:
            return written, core[:-n]
    return unit, core


def _without_letters(
    core: tuple[str, ...], unit: str | None, measured: str | None
) -> tuple[tuple[str, ...], str | None]:
    """A name without the letters that say what it measures, and what that is: ``T_dep``, ``LI_T01``."""
    said = lexicon.quantity_of_letters(core[0]) if len(core) > 1 else None
    if said is None or (measured != said and not (unit in _SHARES and said == "level" and len(core[0]) > 1)):
        return core, None
    return core[1:], said


def abbreviates(short: str, long: str) -> bool:
    """True where ``short`` can stand for ``long``: ``ch`` for ``chiller``, ``p`` for ``pump``."""
    short, long = stem(fold(short)), stem(fold(long))
    return bool(short) and long.startswith(short) and len(short) < len(long)
