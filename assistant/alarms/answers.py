"""One question answered over one journal: counts, rankings, rates, what stands. Knows figures and "
"sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from assistant.alarms import asked_words as w
from assistant.alarms import evidence as shown
from assistant.alarms import figures as f
from assistant.alarms import say, say_comings, say_more, say_stays
from assistant.alarms.asked import Asked
from assistant.alarms.held import Held, whole_days
from assistant.alarms.listed import listed_tags
from assistant.alarms.occurrences import Alarm, Alarms
from assistant.alarms.told import Told
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import squash
from assistant.records import Cell, Evidence, Question
from assistant.words import fold, has_phrase
from retrieval.records import Language

_MOST_TOLD = 10
_FEW = 5
"""Comings that are told one by one."""


class Answer:
    """What a journal tells to one question.

    Args:
        schemas: Tables in which alarms may be listed.
        others: How many other journals there are that were not counted.
    """

    def __init__(
        self, asked: Asked, held: Held, question: Question, schemas: Sequence[TableSchema], *, others: int
    ) -> None:
        self._asked, self._held, self._schemas = asked, held, schemas
        self._language = question.language
        self._journal = held.alarms.journal
        self._chosen = held.chosen
        self._start, self._end = whole_days(held)
        self._when = say.during(self._start, self._end, self._language)
        self._what = say_more.restricted(held, self._language)
        self._notes = say_more.notes(held, others, self._language)

    def told(self) -> Told | None:
        """What is told, or why it cannot be."""
        if self._held.unknown_priority:
            return self._priorities_unknown()
        if self._held.outside:
            return Told(refusal=say_more.outside(self._held, self._language))
        if not self._chosen and self._asked.aim not in ("standing", "stale", "unlisted"):
            return self._none()
        match self._asked.aim:
            case "top":
                return self._top()
            case "count":
                return self._count()
            case "distinct":
                return self._distinct()
            case "happened":
                return Told(reasons=(of_time(self._held.alarms, self._start, self._end, self._language),))
            case "rate" | "summary":
                return self._rate()
            case "per":
                return self._per()
            case "peak":
                return self._peak()
            case "share":
                return self._share()
            case "priorities":
                return self._priorities()
            case "floods" | "chattering" | "fleeting":
                return self._quality()
            case "longest" | "standing" | "stale" | "lasted" | "returned":
                return self._of_stay()
            case "acknowledging" | "unacknowledged" | "who":
                return self._of_acknowledging()
            case "first" | "last" | "listed":
                return self._of_comings()
            case _:
                return self._unlisted()

    def _none(self) -> Told:
        told = say_more.none(self._when, self._what, self._language)
        return self._of_alarms((), told)

    def _top(self) -> Told | None:
        if self._asked.by_area and any(one.area for one in self._chosen):
            return self._counted_by([one.area for one in self._chosen], self._journal.area)
        if self._held.names and len(self._held.names) == 1:
            return self._count()
        ranked = f.ranked(self._chosen)
        total = len(self._chosen)
        many = 1 if self._asked.one else self._asked.number
        told = say.top(ranked, total, self._when, many, self._what, self._language)
        rows: list[tuple[Cell, ...]] = [
            (one.tag, one.text, one.priority, one.number, round(100 * one.number / total, 1))
            for one in ranked
        ]
        return self._of_figures(say_more.columns("tag message priority alarms %", self._language), rows, told)

    def _counted_by(self, values: Sequence[str], column: object) -> Told:
        counts = Counter(values).most_common()
        name = getattr(column, "name", "")
        told = say_more.counted_by(counts, name, len(values), self._when, self._what, self._language)
        rows: list[tuple[Cell, ...]] = [(value, number) for value, number in counts]
        return self._of_figures((name, *say_more.columns("alarms", self._language)), rows, told)

    def _count(self) -> Told:
        told = say_more.counted(len(self._chosen), self._when, self._what, self._language)
        if not self._held.names:
            split = f.by_priority(self._chosen)
            if not self._held.priority and 1 < len(split) <= _MOST_TOLD:
                told += " " + say_more.split(split, self._language)
        return self._of_alarms(self._chosen, told)

    def _distinct(self) -> Told:
        ranked = f.ranked(self._chosen)
        told = say_more.distinct(len(ranked), len(self._chosen), self._when, self._what, self._language)
        rows: list[tuple[Cell, ...]] = [(one.tag, one.text, one.priority, one.number) for one in ranked]
        return self._of_figures(say_more.columns("tag message priority alarms", self._language), rows, told)

    def _rate(self) -> Told:
        start, end = self._held.start, self._held.end
        whole = self._end - self._start == timedelta(days=7) and has_phrase(w.WEEK, fold(self._held.text))
        if whole:  # as asked, though no alarm came in its last hours
            start, end = self._start, self._end
        rates = f.rates(self._chosen, start, end)
        if rates is None:
            return Told(refusal=say_more.too_short(self._language))
        told = say.rate(rates, say.during(start, end, self._language), self._what, self._language)
        lines = [self._rated(rates, told)]
        if self._asked.aim == "summary":
            lines += self._summed()
        return Told(reasons=tuple(lines), listed=len(lines) > 1)

    def _rated(self, rates: f.Rates, told: str) -> Evidence:
        rows = [(f"{day:%Y-%m-%d}", number) for day, number in _by(self._chosen, "day")]
        columns = say_more.columns("day alarms", self._language)
        notes = (*self._notes, say.one_operator(self._language))
        return shown.of_figures(self._held.alarms, columns, rows, told, notes, matched=rates.number)

    def _summed(self) -> list[Evidence]:
        found = [self._top(), self._priorities(), self._quality("chattering"), self._quality("floods")]
        if self._held.alarms.tells_end:
            found.append(self._standing(self._standing_now()))
        return [one.reasons[0] for one in found if one is not None and one.reasons]

    def _per(self) -> Told:
        counts = _by(self._chosen, self._asked.unit)
        shape = "%Y-%m-%d %H:%M" if self._asked.unit == "hour" else "%Y-%m-%d"
        told = say_more.per(counts, self._asked.unit, self._what, self._language)
        rows = [(f"{at:{shape}}", number) for at, number in counts]
        columns = say_more.columns(f"{self._asked.unit} alarms", self._language)
        return self._of_figures(columns, rows, told)

    def _peak(self) -> Told:
        counts = sorted(_by(self._chosen, self._asked.unit), key=lambda item: (-item[1], item[0]))
        at, number = counts[0]
        length = {"hour": timedelta(hours=1), "ten": f.TEN_MINUTES, "week": timedelta(weeks=1)}
        inside = [
            a for a in self._chosen if at <= a.at < at + length.get(self._asked.unit, timedelta(days=1))
        ]
        told = say_more.peak(at, number, self._asked.unit, f.ranked(inside)[:3], self._language)
        return self._of_alarms(inside, told)

    def _share(self) -> Told:
        held = self._held
        within = [a for a in held.of_names(held.alarms.found) if self._start <= a.at < self._end]
        told = say_more.share(len(self._chosen), len(within), self._when, self._what, self._language)
        return self._of_alarms(self._chosen, told)

    def _priorities(self) -> Told | None:
        split = f.by_priority(self._chosen)
        if self._journal.priority is None and not self._journal.lines:
            return Told(refusal=say_more.no_column("priority", self._language))
        told = say_more.priorities(split, self._when, self._language)
        total = len(self._chosen)
        rows: list[tuple[Cell, ...]] = [
            (name, number, round(100 * number / total, 1)) for name, number in split
        ]
        return self._of_figures(say_more.columns("priority alarms %", self._language), rows, told)

    def _priorities_unknown(self) -> Told:
        split = f.by_priority(self._held.alarms.found)
        return Told(refusal=say_more.unknown_priority(self._held.priority, split, self._language))

    def _quality(self, aim: str = "") -> Told:
        aim = aim or self._asked.aim
        if aim == "floods":
            found = f.floods(self._chosen)
            told = say_more.floods(found, self._when, self._language)
            rows: list[tuple[Cell, ...]] = [
                (f"{one.start:%Y-%m-%d %H:%M:%S}", f"{one.end:%Y-%m-%d %H:%M:%S}", one.number)
                for one in found
            ]
            return self._of_figures(say_more.columns("start end alarms", self._language), rows, told)
        if aim == "fleeting":
            if not self._held.alarms.tells_end:
                return Told(refusal=say_more.no_column("end", self._language))
            alarms = f.fleeting(self._chosen)
            told = say_more.fleeting(f.ranked(alarms), len(self._chosen), self._when, self._language)
            return self._of_alarms(alarms, told)
        chatters = f.chattering(self._chosen)
        told = say_more.chattering(chatters, self._when, self._what, self._language)
        rows = [
            (one.tag, one.text, one.number, one.most, f"{one.first.at:%Y-%m-%d %H:%M:%S}") for one in chatters
        ]
        columns = say_more.columns("tag message chattering most first", self._language)
        return self._of_figures(columns, rows, told)

    def _of_stay(self) -> Told:
        if not self._held.alarms.tells_end:
            return Told(refusal=say_more.no_column("end", self._language))
        end = self._held.alarms.end
        match self._asked.aim:
            case "returned":
                return self._of_alarms(
                    few := self._few(), say_comings.returned(few, len(self._chosen), self._language)
                )
            case "longest":
                order = f.longest(self._chosen, end)[: self._asked.number]
                told = say_stays.longest(order, self._when, self._what, self._language)
                return self._of_alarms([one for one, _ in order], told)
            case "lasted":
                told = say_stays.lasted(
                    f.longest(self._chosen, end), f.stood_in_all(self._chosen, end), self._when, self._what,
                    self._language,
                )  # fmt: skip
                return self._of_alarms(self._chosen, told)
            case "stale":
                order = [item for item in f.longest(self._chosen, end) if item[1] > f.STALE]
                told = say_stays.stale(order, self._when, self._language)
                return self._of_alarms([one for one, _ in order], told)
            case _:
                return self._standing(self._standing_now())

    def _standing_now(self) -> list[Alarm]:
        """Alarms that had not returned at the end of the time asked for."""
        held = self._held
        if held.window is None or held.window.end > held.alarms.end:
            found: Sequence[Alarm] = held.alarms.standing
        else:
            at = held.window.end
            found = [
                a for a in held.alarms.found
                if a.at < at and not a.repeated and (a.ended is None or a.ended >= at)
            ]  # fmt: skip
        return [a for a in held.of_names(found) if not held.area or a.area == held.area]

    def _standing(self, found: Sequence[Alarm]) -> Told:
        at = min(self._held.end, self._held.alarms.end)
        last = None
        if not found and self._held.names:
            last = max(self._held.of_names(self._held.alarms.found), key=lambda a: a.at, default=None)
        told = say_stays.standing(found, at, self._what, last, self._language)
        return self._of_alarms(found if last is None else (last,), told)

    def _of_acknowledging(self) -> Told:
        if self._asked.aim == "who":
            if not any(one.by for one in self._chosen):
                return Told(refusal=say_more.no_column("by", self._language))
            return self._counted_by([one.by for one in self._chosen if one.by], self._journal.by)
        if not self._journal.tells_acknowledged:
            return Told(refusal=say_more.no_column("acknowledged", self._language))
        if self._asked.aim == "unacknowledged":
            missing = [one for one in self._chosen if one.acked is None]
            told = say_stays.unacknowledged(
                f.ranked(missing), len(missing), len(self._chosen), self._when, self._what, self._language
            )
            return self._of_alarms(missing, told)
        if self._asked.pick or len(self._chosen) <= (_FEW if self._held.names else 1):
            few = self._few()
            return self._of_alarms(few, say_comings.acknowledged(few, len(self._chosen), self._language))
        acked = [one for one in self._chosen if one.acked is not None and one.acked >= one.at]
        if not acked:
            return Told(refusal=say_more.no_column("acknowledged", self._language))
        lengths = [(one.acked - one.at).total_seconds() for one in acked if one.acked is not None]
        told = say_stays.acknowledging(
            sum(lengths) / len(lengths), median(lengths), max(lengths), len(acked), len(self._chosen),
            self._when, self._what, self._language,
        )  # fmt: skip
        return self._of_alarms(acked, told)

    def _few(self) -> Sequence[Alarm]:
        """The comings that are told one by one: the one that is picked, else the last few."""
        match self._asked.pick:
            case "first":
                return self._chosen[:1]
            case "last":
                return self._chosen[-1:]
            case _:
                return self._chosen[-_FEW:]

    def _of_comings(self) -> Told:
        chosen = self._chosen
        if self._asked.aim == "listed":
            days = self._end - self._start > timedelta(days=1)
            told = say_more.listed(chosen, self._when, self._what, self._language, with_day=days)
            return self._of_alarms(chosen, told)
        one = chosen[0] if self._asked.aim == "first" else chosen[-1]
        told = say_more.first_or_last(one, len(chosen), self._asked.aim, self._when, self._language)
        return self._of_alarms((one,), told)

    def _unlisted(self) -> Told | None:
        lists = listed_tags(self._schemas)
        if lists is None:
            return None
        name, known = lists
        missing = [one for one in f.ranked(self._held.alarms.found) if squash(one.tag) not in known]
        told = say_more.unlisted(missing, name, self._language)
        rows: list[tuple[Cell, ...]] = [(one.tag, one.text, one.priority, one.number) for one in missing]
        return self._of_figures(say_more.columns("tag message priority alarms", self._language), rows, told)

    def _of_alarms(self, alarms: Sequence[Alarm], told: str) -> Told:
        return Told(reasons=(shown.of_alarms(self._held.alarms, alarms, told, self._notes, self._language),))

    def _of_figures(self, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]], told: str) -> Told:
        matched = len(self._chosen)
        return Told(
            reasons=(shown.of_figures(self._held.alarms, columns, rows, told, self._notes, matched=matched),)
        )


def of_time(alarms: Alarms, start: datetime, end: datetime, language: Language) -> Evidence:
    """How many alarms came in a time, the most frequent, and what stood at its end."""
    came = [one for one in alarms.found if start <= one.at < end]
    standing = [
        one for one in alarms.found
        if one.at < end and not one.repeated and (one.ended is None or one.ended >= end)
    ]  # fmt: skip
    if not alarms.tells_end:
        standing = []
    told = say_more.happened(came, f.ranked(came)[:3], standing, start, end, language)
    note = say.counted_as(alarms.journal, alarms.left_out, language)
    return shown.of_alarms(alarms, came, told, (note,), language)


def _by(alarms: Sequence[Alarm], unit: str) -> list[tuple[datetime, int]]:
    """Alarms an hour, day … in order of time."""

    def begin(at: datetime) -> datetime:
        if unit == "hour":
            return at.replace(minute=0, second=0, microsecond=0)
        if unit == "ten":
            return at.replace(minute=at.minute // 10 * 10, second=0, microsecond=0)
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - timedelta(days=at.weekday()) if unit == "week" else midnight

    return sorted(Counter(begin(one.at) for one in alarms).items())
