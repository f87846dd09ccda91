"""The dictionary of concepts and the failure modes they speak for. Knows words and codes, no readings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from assistant.experts.series.concepts.statistics import PAIRWISE, STATISTICS, Statistic

Language = Literal["en", "fr"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureMode:
    """A way in which equipment fails.

    Attributes:
        code: As in work orders (three letters).
        words: Its name by language.
    """

    code: str
    words: Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A failure mode that a concept speaks for, of sensors of one quantity or of all (None)."""

    code: str
    quantity: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptKind:
    """What can be said of one sensor, or of two.

    Attributes:
        statistic: What is measured.
        side: 1 where a greater value than usual is meant, -1 where a smaller one.
        covers: Kinds that go without saying where this one is told of the same sensor.
        words: A phrase by language with ``{x}`` and ``{y}`` in it.
        peak: The phrase, with ``{hz}`` too, where the movement is of one frequency; empty for other kinds.
    """

    kind: str
    statistic: Statistic
    side: int
    words: Mapping[Language, str]
    peak: Mapping[Language, str]
    covers: frozenset[str]
    signs: tuple[Sign, ...]

    @property
    def pairwise(self) -> bool:
        """Whether it is said of two sensors."""
        return self.statistic in PAIRWISE


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """All concepts, failure modes, and the words in sensor names that tell their quantity."""

    kinds: tuple[ConceptKind, ...]
    failure_modes: Mapping[str, FailureMode]
    quantities: Mapping[str, frozenset[str]]

    def quantity_of(self, sensor: str) -> str | None:
        """What a sensor measures, told by the words of its name; None where they do not tell."""
        split = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", sensor)
        words = set(re.findall(r"[^\W\d_]+", split.casefold()))
        return next((name for name, known in self.quantities.items() if words & known), None)

    def modes(self, kind: ConceptKind, sensor: str) -> tuple[FailureMode, ...]:
        """Failure modes that a concept of a sensor speaks for; those of its quantity first."""
        quantity = self.quantity_of(sensor)
        exact = [s.code for s in kind.signs if s.quantity is not None and s.quantity == quantity]
        general = [s.code for s in kind.signs if s.quantity is None]
        return tuple(self.failure_modes[code] for code in dict.fromkeys((*exact, *general)))


@cache
def load_dictionary() -> Dictionary:
    """The dictionary that ships.

    Raises:
        ValueError: The file names a statistic or a failure mode that does not exist.
    """
    body = json.loads(resources.files(__package__).joinpath("dictionary.json").read_text("utf-8"))
    return parse_dictionary(body)


def parse_dictionary(body: Mapping[str, object]) -> Dictionary:
    """A dictionary from the object of its file.

    Raises:
        ValueError: It names a statistic, a quantity or a failure mode that does not exist, or lacks a field.
    """
    try:
        quantities = {name: frozenset(words) for name, words in _map(body["quantities"]).items()}
        modes = {
            str(m["code"]): FailureMode(code=str(m["code"]), words={"en": str(m["en"]), "fr": str(m["fr"])})
            for m in _list(body["failure_modes"])
        }
        kinds = tuple(_kind(one) for one in _list(body["concepts"]))
    except KeyError as error:
        raise ValueError(f"the dictionary of concepts lacks {error}") from error
    known = {kind.kind for kind in kinds}
    for kind in kinds:
        if not kind.covers <= known:
            raise ValueError(f"concept {kind.kind} covers no concept {min(kind.covers - known)}")
        for sign in kind.signs:
            if sign.code not in modes:
                raise ValueError(f"concept {kind.kind}: no failure mode {sign.code}")
            if sign.quantity is not None and sign.quantity not in quantities:
                raise ValueError(f"concept {kind.kind}: no quantity {sign.quantity}")
    return Dictionary(kinds=kinds, failure_modes=modes, quantities=quantities)


def _kind(one: Mapping[str, object]) -> ConceptKind:
    found: Statistic | None = next((s for s in STATISTICS if s == one["statistic"]), None)
    if found is None:
        raise ValueError(f"concept {one['kind']}: no statistic {one['statistic']}")
    return ConceptKind(
        kind=str(one["kind"]),
        statistic=found,
        side=1 if one["side"] == 1 else -1,
        words={"en": str(one["en"]), "fr": str(one["fr"])},
        peak=_phrases(one.get("peak")),
        covers=_names(one.get("covers", [])),
        signs=tuple(
            Sign(code=str(s["code"]), quantity=None if "quantity" not in s else str(s["quantity"]))
            for s in _list(one["modes"])
        ),
    )


def _phrases(found: object) -> Mapping[Language, str]:
    return {"en": str(found["en"]), "fr": str(found["fr"])} if isinstance(found, dict) else {}


def _list(found: object) -> list[Mapping[str, object]]:
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ValueError("the dictionary of concepts: a list of objects is missing")
    return found


def _names(found: object) -> frozenset[str]:
    if not isinstance(found, list):
        raise ValueError("the dictionary of concepts: a list of names is missing")
    return frozenset(str(name) for name in found)


def _map(found: object) -> Mapping[str, list[str]]:
    if not isinstance(found, dict):
        raise ValueError("the dictionary of concepts: an object is missing")
    return found
