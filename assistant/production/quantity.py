"""An amount that a question asks for, over any stretch of time: a sum, a mean, a ratio of two sums.

Knows entries of ledgers; reads no words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from assistant.production.ledger import Entry, Ledger
from assistant.production.measures import Measure
from assistant.production.spans import GRAINS, Grain, Span, around, covering

_SLACK = {"day": 0, "week": 3, "month": 4, "quarter": 5, "year": 8}
"""Days without a row at a period's ends that may be a weekend or holidays."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What a stretch of time came to.

    Attributes:
        entries: Rows that went in, those of a ratio's denominator behind.
        parts: Numerator and denominator of a ratio; empty for sums.
    """

    value: float
    entries: tuple[Entry, ...]
    parts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some columns of a ledger, added up over the rows with some labels; a mean where they do not add up.

    Attributes:
        entries: The rows with these labels and a value.
        labels: Values that were named, ``columns`` what their columns are called.
        every: The rows with these labels, those without a value too.
    """

    ledger: Ledger
    measures: tuple[Measure, ...]
    entries: tuple[Entry, ...]
    labels: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    every: tuple[Entry, ...] = ()

    @property
    def unit(self) -> str:
        """As printed."""
        return self.measures[0].unit

    @property
    def adds(self) -> bool:
        """False for percentages."""
        return all(m.adds for m in self.measures)

    @property
    def held(self) -> Span | None:
        """From the first day with a value to the last."""
        spans = [e.span for e in self.entries if e.span is not None]
        return covering(spans) if spans else None

    def at(self, span: Span | None, entries: Sequence[Entry] | None = None) -> Amount | None:
        """The sum or mean over a stretch; None where no row has a value there."""
        chosen = [
            e
            for e in (self.entries if entries is None else entries)
            if (span is None or (e.span is not None and span.holds(e.span)))
            and any(m.name in e.values for m in self.measures)
        ]
        found = [e.values[m.name] for e in chosen for m in self.measures if m.name in e.values]
        if not found:
            return None
        value = sum(found) if self.adds else sum(found) / len(found)
        return Amount(round(value, 9), tuple(chosen))

    def only(self, name: str, value: str) -> Part:
        """The rows with one value of a label."""
        return replace(self, entries=tuple(e for e in self.entries if e.labels.get(name) == value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A part, or one divided by another.

    Attributes:
        over: The denominator.
        added: True where the denominator is over and the numerator together (good and rejected).
        rest: True where the value is what the ratio leaves of the whole: time without stops.
        factor: What the sum or ratio is multiplied by: 100 for percent.
        unit: Of the value.
    """

    part: Part
    over: Part | None = None
    added: bool = False
    rest: bool = False
    factor: float = 1.0
    unit: str = ""

    @property
    def grain(self) -> Grain | None:
        """The finest period that can be told."""
        grains = [p.ledger.grain for p in (self.part, self.over) if p is not None]
        told = [g for g in grains if g is not None]
        return max(told, key=GRAINS.index) if len(told) == len(grains) else None

    @property
    def held(self) -> Span | None:
        """Where there are values: of a ratio, where there are both."""
        first = self.part.held
        second = self.over.held if self.over is not None else first
        if first is None or second is None:
            return None
        start, end = max(first.start, second.start), min(first.end, second.end)
        return Span(start, end) if start < end else None

    def at(self, span: Span | None) -> Amount | None:
        """The value over a stretch; None where there is none."""
        if self.over is None:
            plain = self.part.at(span)
            return plain and replace(plain, value=plain.value * self.factor)
        entries = self._shared(span)
        above, below = self.part.at(span, entries[0]), self.over.at(span, entries[1])
        if above is None and self.rest:
            above = Amount(0.0, ())
        if above is None or below is None:
            return None
        over = below.value + (above.value if self.added else 0.0)
        if not over:
            return None
        told = self.factor * above.value / over
        rows = (*above.entries, *below.entries)
        return Amount(100.0 - told if self.rest else told, rows, (above.value, over))

    def by_label(self, name: str, span: Span | None) -> dict[str, Amount]:
        """The value of each value of a label; none where a ratio's denominator has no such label."""
        if self.over is not None and name not in self.over.ledger.labels:
            return {}
        held = self.over.entries if self.rest and self.over is not None else self.part.entries
        labels = dict.fromkeys(e.labels[name] for e in held if name in e.labels)
        found = {}
        for value in labels:
            over = self.over.only(name, value) if self.over is not None else None
            amount = replace(self, part=self.part.only(name, value), over=over).at(span)
            if amount is not None:
                found[value] = amount
        return found

    def by(self, grain: Grain, within: Span | None) -> list[tuple[Span, Amount]]:
        """The values of all periods of a grain with rows, in their order."""
        spans = sorted({
            around(e.span.start, grain)
            for e in (self.over if self.rest and self.over is not None else self.part).entries
            if e.span is not None and (within is None or within.holds(e.span))
        })  # fmt: skip
        found = [(span, self.at(span)) for span in spans]
        return [(span, amount) for span, amount in found if amount is not None]

    def _shared(self, span: Span | None) -> tuple[Sequence[Entry], Sequence[Entry]]:
        """The rows of both parts of a ratio in the periods that both hold wholly."""
        assert self.over is not None
        parts = (self.part, self.over)
        if parts[0].ledger is parts[1].ledger or self.grain is None:
            return parts[0].entries, parts[1].entries
        grain = self.grain
        held = [
            {
                period
                for e in part.entries
                if e.span is not None and (span is None or span.holds(e.span))
                if _whole(part.held, period := around(e.span.start, grain), grain)
            }
            for part in parts
        ]
        kept = {p for p in held[0] & held[1] if span is None or (span.start <= p.start and p.end <= span.end)}
        first, second = (
            [e for e in part.entries if e.span is not None and around(e.span.start, grain) in kept]
            for part in parts
        )
        return first, second

    def is_whole(self, span: Span, grain: Grain) -> bool:
        """False where the rows begin after a period's begin or end before its end."""
        return _whole(self.held, span, grain)


def _whole(held: Span | None, span: Span, grain: Grain) -> bool:
    slack = timedelta(days=_SLACK[grain])
    return held is not None and held.start <= span.start + slack and held.end >= span.end - slack


def shares(amounts: Mapping[str, Amount]) -> dict[str, float]:
    """The share of each label in the sum, 0 to 1."""
    total = sum(amount.value for amount in amounts.values())
    return {name: amount.value / total if total else 0.0 for name, amount in amounts.items()}
