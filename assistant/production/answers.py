"""Answers one question over a ledger that fits it, with its rows. Looks for no ledger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.production import evidence as shown
from assistant.production import say
from assistant.production.asked import Asked
from assistant.production.asked_words import GROUPS
from assistant.production.fit import Fit
from assistant.production.ledger import Entry
from assistant.production.measures import BAD, is_of_events
from assistant.production.notes import counted_back, notes
from assistant.production.quantity import Amount, Quantity, shares
from assistant.production.spans import GRAINS, Grain, Span, around, named
from assistant.production.stretches import alike, stretches
from assistant.production.targets import against_target, made_and_target
from assistant.production.without_loss import without_loss
from assistant.records import Evidence
from assistant.words import fold
from retrieval.records import Language

_FEWER = r"\b(?:less|lower|fewer|moins|baiss\w+|decreas\w+|diminu\w+|drop\w*|fell|fall\w*|down)\b"
_MORE = r"\b(?:more|higher|plus|augment\w+|increas\w+|rise|rose|risen|hausse|up|grow\w*|grew|progress\w+)\b"
_BY_HOW_MUCH = (
    r"\b(?:by how (?:much|many)|de combien|how (?:much|many)(?: \w+)? (?:more|less|fewer|higher|lower)|"
    r"combien de .* (?:de|en) (?:plus|moins))\b"
)
_LISTED = 40
_RANKED = 8


class Answers:
    """What a fitted question is answered with.

    Args:
        today: For "last month".
    """

    def __init__(self, asked: Asked, fit: Fit, language: Language, today: date) -> None:
        self._asked, self._fit, self._language, self._today = asked, fit, language, today

    def evidence(self) -> list[Evidence]:
        """One for each column and period that is told apart; none where the table has no such period."""
        return [told for quantity in self._fit.quantities for told in self._of(quantity)]

    def _of(self, quantity: Quantity) -> list[Evidence]:
        spans = stretches(self._asked, quantity, self._today)
        if spans is None:
            return []
        match self._asked.aim:
            case "compare" if len(spans) == 2:
                return self._compared(quantity, spans)
            case "list":
                return self._listed(quantity, spans)
            case "extreme":
                return self._extreme(quantity, spans)
            case "below":
                return self._below(quantity, spans)
            case "target":
                group = (
                    self._fit.group if self._asked.group or self._asked.by_word or self._fit.only else None
                )
                return against_target(quantity, self._asked, spans, group, self._language)
            case "none" | "some":
                return without_loss(quantity, self._asked, spans, self._fit.group, self._language)
            case "each":
                return self._each(quantity, spans)
            case "rank":
                return self._ranked(quantity, spans)
            case _:
                apart = self._fit.only or (self._asked.by_word and self._fit.group)
                return self._ranked(quantity, spans) if apart else self._totals(quantity, spans)

    def _totals(self, quantity: Quantity, spans: Sequence[Span]) -> list[Evidence]:
        return [told for span in spans or (None,) if (told := self._total(quantity, span)) is not None]

    def _total(self, quantity: Quantity, span: Span | None) -> Evidence | None:
        amount = quantity.at(span)
        if amount is None:
            return None
        if self._asked.aim == "mean" and quantity.part.adds and quantity.over is None:
            grain = self._asked.per or quantity.grain
            if grain is None or quantity.grain is None or GRAINS.index(grain) < GRAINS.index(quantity.grain):
                return None
            told = say.mean(quantity, span, amount, grain, _count(amount, grain), self._language)
        else:
            told = say.total(quantity, span, amount, self._language)
        if span is not None:
            told += counted_back(quantity, span, self._asked, self._today, self._language)
        return shown.of_rows(quantity, amount, told, self._notes(quantity, span))

    def _listed(self, quantity: Quantity, spans: Sequence[Span]) -> list[Evidence]:
        grain, per = self._grain(quantity), self._asked.per
        if grain is None:
            return []
        found = [one for span in spans or (None,) for one in quantity.by(grain, span)][-_LISTED:]
        if not found:
            return []
        if per is not None and quantity.part.adds and quantity.over is None:
            found = [(s, Amount(a.value / _count(a, per), a.entries, a.parts)) for s, a in found]
        else:
            per = None
        rows = [(named(span, self._language), amount) for span, amount in found]
        told = say.series(quantity, [(name, a.value) for name, a in rows], per, self._language)
        if quantity.part.adds and quantity.over is None and per is None:
            told += say.partial(
                [named(s, self._language) for s, _ in found if not quantity.is_whole(s, grain)],
                self._language,
            )
        caveats = self._notes(quantity, found[-1][0])
        return [shown.of_figures(quantity, say.grain(grain, self._language), rows, told, caveats)]

    def _extreme(self, quantity: Quantity, spans: Sequence[Span]) -> list[Evidence]:
        grain = self._grain(quantity)
        if grain is None:
            return []
        every = [one for span in spans or (None,) for one in quantity.by(grain, span)]
        high = self._is_high(quantity)
        sums = quantity.part.adds and quantity.over is None
        found = [one for one in every if high or not sums or quantity.is_whole(one[0], grain)]
        if not found:
            return []
        partial = [named(span, self._language) for span, _ in every if span not in {s for s, _ in found}]
        found.sort(key=lambda item: item[1].value, reverse=high)
        within = spans[0] if len(spans) == 1 else None
        rows = [(named(span, self._language), amount) for span, amount in found[:_LISTED]]
        first = rows[0][0], rows[0][1].value
        told = say.extreme(quantity, high, first, len(found), within, self._language)
        caveats = self._notes(quantity, None)
        if partial:
            names = ", ".join(partial)
            pair = f"Not wholly in the rows, and so left out: {names}.", f"Incomplet, donc écarté : {names}."
            caveats += (say.one_of(self._language, *pair),)
        return [shown.of_figures(quantity, say.grain(grain, self._language), rows, told, caveats)]

    def _ranked(self, quantity: Quantity, spans: Sequence[Span]) -> list[Evidence]:
        group = self._fit.group
        adds = quantity.part.adds and quantity.over is None
        if group is None:
            return self._totals(quantity, spans)
        if self._asked.mean and adds:
            return []
        found = []
        high = self._is_high(quantity) if self._asked.way else True
        for span in spans or (None,):
            amounts = quantity.by_label(group, span)
            if not amounts:
                continue
            part = shares(amounts) if adds and not self._fit.only else {}
            order = sorted(amounts, key=lambda name: amounts[name].value, reverse=high)
            items = [(name, amounts[name].value, part.get(name, 0.0)) for name in order[:_RANKED]]
            told = say.ranked(quantity, high, items, span, self._language)
            rows = [(name, amounts[name]) for name in order]
            found.append(shown.of_figures(quantity, group or "part", rows, told, self._notes(quantity, span)))
        return found

    def _compared(self, quantity: Quantity, spans: Sequence[Span]) -> list[Evidence]:
        kept = spans if _is_of_two_tables(quantity) else alike(quantity, spans)
        if kept is None:
            return []
        told = [(span, amount) for span in kept if (amount := quantity.at(span)) is not None]
        whole = [(span, amount) for span in spans if (amount := quantity.at(span)) is not None]
        if len(told) != 2 or len(whole) != 2:
            return []
        early, late = sorted(told, key=lambda item: item[0])
        much = re.search(_BY_HOW_MUCH, self._asked.text) is not None
        statement = self._yes(told) + say.compared(quantity, early, late, self._language, by_how_much=much)
        if list(kept) != list(spans):
            longer = "; ".join(
                f"{named(span, self._language)} {say.value(amount.value, quantity.unit, self._language)}"
                for (span, amount), part in zip(whole, kept, strict=True)
                if span != part
            )
            pair = (
                "The rows do not cover both periods wholly: the same part of each is compared; "
                f"all rows: {longer}.",
                "Les lignes ne couvrent pas les deux périodes : la même partie de chacune est comparée ; "
                f"toutes les lignes : {longer}.",
            )
            statement = f"{statement} {say.one_of(self._language, *pair)}"
        rows = [(named(span, self._language), amount) for span, amount in (early, late)]
        head = say.one_of(self._language, "period", "période")
        return [shown.of_figures(quantity, head, rows, statement, self._notes(quantity, None))]

    def _yes(self, told: Sequence[tuple[Span, Amount]]) -> str:
        """``Yes: `` where the first of two is what the question says of it."""
        fewer, more = (re.search(words, self._asked.text) for words in (_FEWER, _MORE))
        if not self._asked.yes_no or (fewer is None) == (more is None):
            return ""
        first, second = told[0][1].value, told[1][1].value
        right = first < second if fewer is not None else first > second
        return say.yes(right, self._language)

    def _each(self, quantity: Quantity, spans: Sequence[Span]) -> list[Evidence]:
        """The mean of a row where each row is one stop, or has one cause; none for amounts of a day."""
        of_cause = any(
            re.search(rf"(?<!\w)(?:{GROUPS['reason']})(?!\w)", fold(c)) for c in quantity.part.columns
        )
        if not of_cause and not is_of_events(quantity.part.measures[0].name):
            return []
        told = []
        for span in spans or (None,):
            amount = quantity.at(span)
            if amount is not None:
                statement = say.each(quantity, span, amount, self._language)
                told.append(shown.of_rows(quantity, amount, statement, self._notes(quantity, span)))
        return told

    def _below(self, quantity: Quantity, spans: Sequence[Span]) -> list[Evidence]:
        """Counts of periods below or above the target that the same row holds."""
        ledger, grain = quantity.part.ledger, self._asked.grain
        several = any(len({e.labels.get(name) for e in quantity.part.entries}) > 1 for name in ledger.labels)
        beside = made_and_target(quantity)
        if beside is None or grain is None or grain != ledger.grain or several:
            return []
        made, target = beside[0].measures, beside[1].measures
        judged, found = 0, list[Entry]()
        for entry in quantity.part.entries:
            inside = not spans or any(entry.span is not None and s.holds(entry.span) for s in spans)
            if inside and target[0].name in entry.values and made[0].name in entry.values:
                judged += 1
                more = entry.values[made[0].name] - entry.values[target[0].name]
                if more > 0 if self._asked.above else more < 0:
                    found.append(entry)
        if not judged:
            return []
        head = say.head(quantity, spans[0] if len(spans) == 1 else None, self._language)
        sign = ">" if self._asked.above else "<"
        head = head.replace(made[0].name, f"{made[0].name} {sign} {target[0].name}", 1)
        of = say.one_of(self._language, f"of {judged} rows", f"lignes sur {judged}")
        amount = Amount(float(len(found)), tuple(found))
        return [shown.of_rows(quantity, amount, f"{head}{len(found)} {of}.", self._notes(quantity, None))]

    def _grain(self, quantity: Quantity) -> Grain | None:
        """The grain asked for, where the rows are fine enough; weeks make up no month."""
        asked = self._asked.grain
        if quantity.grain is None or asked is None or GRAINS.index(asked) < GRAINS.index(quantity.grain):
            return None
        return None if quantity.grain == "week" != asked else asked

    def _is_high(self, quantity: Quantity) -> bool:
        if self._asked.way in ("worst", "best"):
            bad = bool((self._asked.concepts | quantity.part.measures[0].concepts) & BAD)
            return bad == (self._asked.way == "worst")
        return self._asked.way != "least"

    def _notes(self, quantity: Quantity, span: Span | None) -> tuple[str, ...]:
        return notes(quantity, span, self._asked, self._language)


def _is_of_two_tables(quantity: Quantity) -> bool:
    """True for a ratio that takes only the periods that both of its tables hold."""
    return quantity.over is not None and quantity.over.ledger is not quantity.part.ledger


def _count(amount: Amount, grain: Grain) -> int:
    """How many days, months … have a row."""
    return len({around(e.span.start, grain) for e in amount.entries if e.span is not None})
