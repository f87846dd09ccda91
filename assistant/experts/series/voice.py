"""Names, numbers, windows and conditions of one answer in its language. Knows a plan, judges nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.conversions import UNITS, convert
from assistant.experts.series import wording as w
from assistant.experts.series.outcome import Interval, Outcome
from assistant.experts.series.plan import Condition, Operand, Plan
from retrieval.records import Language

_STATISTICS = {
    "mean": ("mean", "moyenne"),
    "median": ("median", "médiane"),
    "min": ("minimum", "minimum"),
    "max": ("maximum", "maximum"),
    "std": ("standard deviation", "écart-type"),
    "variance": ("variance", "variance"),
    "sum": ("sum", "somme"),
    "count": ("number of readings", "nombre de mesures"),
    "first": ("first reading", "première mesure"),
    "last": ("last reading", "dernière mesure"),
    "range": ("range (maximum less minimum)", "étendue (maximum moins minimum)"),
    "rms": ("root mean square", "valeur efficace"),
    "slope": ("trend per day", "tendance par jour"),
    "change": ("change from the first to the last reading", "variation de la première à la dernière mesure"),
    "integral": ("total over time", "cumul dans le temps"),
    "correlation": ("correlation", "corrélation"),
}
_SIGNS = {
    "above": ("above", "au-dessus de"),
    "at_least": ("at least", "d'au moins"),
    "below": ("below", "au-dessous de"),
    "at_most": ("at most", "d'au plus"),
    "equal": ("at", "à"),
    "not_equal": ("other than", "différentes de"),
    "between": ("between", "entre"),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """How one answer names things.

    Args:
        plan: What was asked.
        language: Language to write in; English for all but ``fr``.
    """

    plan: Plan
    language: Language

    @property
    def french(self) -> bool:
        """True where the answer is French."""
        return self.language == "fr"

    def t(self, en: str, fr: str) -> str:
        """The text in the language of the answer."""
        return fr if self.french else en

    def n(self, value: float) -> str:
        """A number."""
        return w.number(value, self.language)

    def listed(self, items: list[str]) -> str:
        """``a, b and c``."""
        return w.listed(items, self.language)

    def at(self, moment: datetime) -> str:
        """A moment: ``5 June 2020 at 14:30``."""
        return w.moment(moment, self.language)

    def stretch(self, interval: Interval) -> str:
        """From when to when."""
        return w.stretch(interval.start, interval.end, self.language)

    def readings(self, count: int) -> str:
        """``96 readings``."""
        return f"{count} {self.t('reading', 'mesure')}{'' if count == 1 else 's'}"

    def sensor(self, operand: Operand, index: int = 0) -> str:
        """A sensor's name, with its log where the name does not tell it."""
        if not operand.sensors:
            return operand.log.display
        return self.named(operand.sensors[index].label, operand)

    def named(self, label: str, operand: Operand) -> str:
        """A name with its log, where the name does not tell it."""
        display = operand.log.display
        return label if display.lower() in label.lower() else f"{label} ({display})"

    def when(self, operand: Operand) -> str:
        """The window in words."""
        ref = operand.log.ref
        return w.window(operand.window, self.language, start=ref.start, end=ref.end)

    def limit(self, condition: Condition) -> str:
        """A condition without its sensor: ``above 120 °C``."""
        sign = self.t(*_SIGNS[condition.comparison])
        value = self.n(condition.value)
        if condition.comparison == "between" and condition.upper is not None:
            value = f"{value} {self.t('and', 'et')} {self.n(condition.upper)}"
        unit = condition.sensor.sensor.unit
        return f"{sign} {value} {unit}" if unit else f"{sign} {value}"

    def conditions(self) -> str:
        """All conditions with their sensors: ``Power Input above 0``."""
        told = [
            self.t(f"{c.sensor.label} flagged", f"{c.sensor.label} signalé")
            if c.said == "flagged"
            else f"{c.sensor.label} {self.limit(c)}"
            for c in self.plan.conditions
        ]
        return self.listed(told)

    def filtered(self) -> str:
        """The conditions as a filter of a statistic, or nothing."""
        return self.t(" with ", " avec ") + self.conditions() if self.plan.conditions else ""

    def meeting(self, operand: Operand) -> tuple[str, str]:
        """Which readings an event is about, and what they meet: (``readings of X``, ``above 120``)."""
        first = self.plan.conditions[0]
        if first.said == "flagged":
            where = self.t(f"readings in {operand.log.display}", f"mesures de {operand.log.display}")
            return where, self.t(f"flagged as {first.sensor.label}", f"signalées « {first.sensor.label} »")
        if len(self.plan.conditions) > 1:
            where = self.t(f"readings of {operand.log.display}", f"mesures de {operand.log.display}")
            return where, self.t(f"with {self.conditions()}", f"avec {self.conditions()}")
        name = self.named(first.sensor.label, operand)
        return self.t(f"readings of {name}", f"mesures de {name}"), self.limit(first)

    def statistic(self, name: str) -> str:
        """``mean``, ``95th percentile``."""
        if name == "percentile":
            order = self.n(self.plan.quantile * 100)
            return self.t(f"{order}th percentile", f"{order}e percentile")
        return self.t(*_STATISTICS[name])

    def value(self, outcome: Outcome, name: str) -> str:
        """A statistic's value with its unit."""
        if name == "count":
            return self.readings(int(outcome.values[name]))
        unit = None if name == "correlation" else outcome.unit_text
        if name == "variance" and unit:
            unit = f"{unit}²"
        if name == "slope":
            unit = f"{unit}/{self.t('day', 'jour')}" if unit else None
        return w.with_unit(outcome.values[name], unit, self.language)

    def length(self, seconds: float) -> str:
        """A length of time in everyday steps: ``7 min 1 s``."""
        return w.length(seconds, self.language)

    def asked_length(self, seconds: float) -> str:
        """A length of time in the unit asked for, with its everyday form."""
        unit = self.plan.unit
        if unit is not None and unit.dimension == "time":
            first = f"{self.n(convert(seconds, UNITS['s'], unit))} {unit.symbol}"
        else:
            first = w.in_hours(seconds, self.language)
        other = self.length(seconds)
        return first if other == first else f"{first} ({other})"
