"""Tell a change in a sentence, in English and French. Knows no arithmetic and no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.experts.series.changes.change import Kind

Language = Literal["en", "fr"]

_WHAT: Mapping[Kind, tuple[str, str]] = {
    "level": ("the level", "le niveau"),
    "slope": ("the slope", "la pente"),
    "spread": ("the spread (standard deviation)", "la dispersion (écart-type)"),
    "correlation": ("the correlation with {partner}", "la corrélation avec {partner}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChange:
    """A change as a user reads it.

    Attributes:
        at, earliest, latest, until: Times as the user reads them; ``until`` None where it lasts.
        per: Unit of time of a slope, ``h`` or ``d``; empty for the others.
    """

    kind: Kind
    sensor: str
    partner: str
    at: str
    earliest: str
    latest: str
    before: float
    after: float
    per: str
    until: str | None


def explain(change: ToldChange, language: Language) -> str:
    """What changed, when, from what to what, and for how long."""
    english, french = (text.format(partner=change.partner) for text in _WHAT[change.kind])
    before, after = _figure(change.before, language), _figure(change.after, language)
    size = _figure(change.after - change.before, language, sign=True)
    if language == "fr":
        per = {"h": "/h", "d": "/jour"}.get(change.per, "")
        end = (
            "jusqu'à la fin du journal"
            if change.until is None
            else f"jusqu'au {change.until}, où c'est comme avant"
        )
        return (
            f"{change.sensor} : {french} est passé{_agreed(change.kind)} de {before} à {after}{per} ({size}) "
            f"le {change.at} (entre {change.earliest} et {change.latest}), {end}."
        )
    per = {"h": "/h", "d": "/day"}.get(change.per, "")
    end = "to the end of the log" if change.until is None else f"until {change.until}, when it is as before"
    return (
        f"{change.sensor}: {english} went from {before} to {after}{per} ({size}) on {change.at} "
        f"(between {change.earliest} and {change.latest}), {end}."
    )


def _agreed(kind: Kind) -> str:
    return "" if kind == "level" else "e"


def _figure(value: float, language: Language, *, sign: bool = False) -> str:
    text = f"{value:+.4g}" if sign else f"{value:.4g}"
    return text.replace("-", "−").replace(".", ",") if language == "fr" else text.replace("-", "−")
