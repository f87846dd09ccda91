"""A concept of a log: a kind of the dictionary said of its sensors, in words. Knows names, no readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.series.concepts.dictionary import ConceptKind, Dictionary, FailureMode, Language
from assistant.experts.series.concepts.reference import Reference
from assistant.experts.series.concepts.statistics import Statistic


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A kind of concept said of one sensor or of two.

    Attributes:
        column: Place within the values of its statistic: that of the sensor, or of the pair.
        x, y: Names of the sensors; ``y`` is empty where there is one.
    """

    kind: ConceptKind
    column: int
    x: str
    y: str
    modes: tuple[FailureMode, ...]

    @property
    def name(self) -> str:
        """As corrections name it: ``level_high:Pressure`` or ``lags:Flow|Pressure``."""
        return f"{self.kind.kind}:{self.x}|{self.y}" if self.y else f"{self.kind.kind}:{self.x}"

    @property
    def statistic(self) -> Statistic:
        """What is measured."""
        return self.kind.statistic

    def said(self, language: Language, *, hz: float | None = None) -> str:
        """The concept in words.

        Args:
            hz: Frequency of an oscillation; where None none was looked for, and it is not called one.
        """
        phrase = self.kind.words[language]
        if hz is not None:
            phrase = self.kind.peak[language].replace("{hz}", _frequency(hz, language))
        return phrase.replace("{x}", self.x).replace("{y}", self.y)


def concepts_of(names: Sequence[str], reference: Reference, dictionary: Dictionary) -> tuple[Concept, ...]:
    """All concepts of a log, kind after kind, in the order of the columns of activations.

    Args:
        names: Of the sensors.
        reference: Its pairs are those that pairwise concepts are said of.
    """
    pairs = tuple(zip(reference.pairs.first.tolist(), reference.pairs.second.tolist(), strict=True))
    found: list[Concept] = []
    for kind in dictionary.kinds:
        places = pairs if kind.pairwise else tuple((place, -1) for place in range(len(names)))
        for column, (x, y) in enumerate(places):
            found.append(
                Concept(
                    kind=kind,
                    column=column,
                    x=names[x],
                    y=names[y] if y >= 0 else "",
                    modes=dictionary.modes(kind, names[x]),
                )
            )
    return tuple(found)


def _frequency(hz: float, language: Language) -> str:
    """A frequency, or a period where that reads better."""
    if hz >= 0.01:
        text = f"{hz:.3g} Hz"
    else:
        seconds = 1.0 / hz
        size, unit = (60.0, "min") if seconds < 7200 else (3600.0, "h")
        period = "a period of" if language == "en" else "une période de"
        text = f"{hz:.2g} Hz ({period} {seconds / size:.3g} {unit})"
    return text.replace(".", ",") if language == "fr" else text
