"""Reliability of machines from the registers of work: MTBF, availability, trends, rankings, last repairs.

"What is the MTBF of P-7?", "quelle machine est la moins fiable ?", "is P-7 failing more often?". Every figure
says what it was counted from; where a register lacks what a figure needs, that is said.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scipy.stats import binomtest

from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import NamesIn
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.moments import counted_back
from assistant.experts.tables.period import Period
from assistant.experts.tables.reading import read
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import name_words
from assistant.records import Evidence, Question
from assistant.reliability import evidence as shown
from assistant.reliability import last_work, say
from assistant.reliability.asked import Asked, asked_of
from assistant.reliability.figures import Figures, Observed, figures_of, trend_of
from assistant.reliability.register import Register, Work, register_of, works_of
from assistant.words import fold
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]
"""All rows of the tables that are wanted."""

IsA = Callable[[str, str, Scope], bool]
"""Whether a machine is of a kind, as ``pump``."""

_RANKED = 5
_MARK = "@"


@dataclass(frozen=True, slots=True)
class _Held:
    """A register with its orders, and the machines that a question names in it."""

    register: Register
    works: Sequence[Work]
    named: tuple[str, ...]
    text: str


class Reliability:
    """Computes what is asked from the register that holds the machines.

    Args:
        rows_of: Reads registers.
        is_a: Tells whether a machine is of a kind.
        names_in: Tells which documents are named: a question about one is not the register's.
    """

    def __init__(self, *, rows_of: RowsOf, is_a: IsA, names_in: NamesIn) -> None:
        self._rows_of = rows_of
        self._is_a = is_a
        self._names_in = names_in

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The figures; None where nothing of the kind is asked or no register tells it."""
        if not any(asked_of(question.text, machines) for machines in (0, 1, 2)) and not _might(question.text):
            return None
        held = [one for register in self._registers(scope) if (one := _named(register, question.text))]
        if not held:
            return None
        most = max(len(one.named) for one in held)
        asked_for = set(name_words(question.text))
        best = max(
            (one for one in held if len(one.named) == most),
            key=lambda one: (len(asked_for & _words_of(one.register)), len(one.works)),
        )
        asked = asked_of(best.text, len(best.named))
        if asked is None or self._of_a_document(question, scope, best.register):
            return None
        return _Answer(best, asked, question, lambda name, kind: self._is_a(name, kind, scope)).bridge()

    def _registers(self, scope: Scope) -> list[tuple[Register, list[Work]]]:
        rows: dict[str, list[KeyedRow]] = defaultdict(list)
        schemas: dict[str, Register] = {}
        for row in self._rows_of(lambda schema: register_of(schema) is not None, scope):
            if row.schema.name not in schemas and (register := register_of(row.schema)) is not None:
                schemas[row.schema.name] = register
            rows[row.schema.name].append(row)
        return [(register, works_of(register, rows[name])) for name, register in schemas.items()]

    def _of_a_document(self, question: Question, scope: Scope, register: Register) -> bool:
        named = self._names_in(question.text, question.language, scope)
        return named.how == "number" and register.source not in named.sources


class _Answer:
    """One question over one register."""

    def __init__(
        self, held: _Held, asked: Asked, question: Question, is_a: Callable[[str, str], bool]
    ) -> None:
        self._is_a = is_a
        self._register, self._asked = held.register, asked
        self._language: Language = question.language
        self._names = held.named
        self._note = (shown.counted_as(held.register, question.language),)
        whole = Observed(start=held.works[0].at, end=_end(held.works))
        self._observed = _observed(question, whole)
        self._works = [w for w in held.works if self._observed.start <= w.at <= self._observed.end]
        self._all = held.works

    def bridge(self) -> Bridge | None:
        """What is told."""
        match self._asked.aim:
            case "mtbf" | "mttr" | "availability":
                return self._of_one()
            case "trend":
                return self._trend()
            case "worst":
                return self._worst()
            case "compare":
                return self._compared()
            case "planned_share" | "on_time":
                return self._planned()
            case "modes":
                return self._modes()
            case _:
                return self._last()

    def _of_one(self) -> Bridge:
        figures = self._figures(self._names[0])
        tell = {"mtbf": say.mtbf, "mttr": say.repair, "availability": say.availability}[self._asked.aim]
        works = _of(self._works, self._names[0])
        if self._asked.aim != "availability":
            works = [w for w in works if w.failed]
        else:
            works = [w for w in works if w.downtime]
        return Bridge(reasons=(self._evidence(works, tell(figures, self._language)),))

    def _trend(self) -> Bridge:
        name = (
            self._names[0]
            if self._names
            else say.one_of(self._language, "all machines together", "l'ensemble des machines")
        )
        failed = [w for w in self._works if w.failed]
        if self._names:
            failed = _of(failed, name)
        told = say.trend(
            name, trend_of([w.at for w in failed], self._observed), self._observed, self._language
        )
        years = sorted(Counter(w.at.year for w in failed).items())
        if len(years) > 1:
            told = f"{told} {say.years(years, self._language)}"
        return Bridge(reasons=(self._evidence(failed, told),))

    def _worst(self) -> Bridge | None:
        machines = sorted({w.machine for w in self._works})
        if self._asked.kind:
            machines = [name for name in machines if self._is_a(name, self._asked.kind)]
        found = [self._figures(name) for name in machines]
        measure = self._asked.measure
        amounts: Mapping[str, float] = {one.machine: float(getattr(one, measure) or 0.0) for one in found}
        ranked = sorted(found, key=lambda one: -amounts[one.machine])
        total = sum(amounts.values())
        if not total:
            return None
        leaders = [one for one in ranked[:_RANKED] if amounts[one.machine]]
        first = leaders[0]
        share = say.percent(amounts[first.machine] / total, self._language)
        heads = {
            "failures": ("Most failures", "Le plus de pannes"),
            "orders": ("Most orders", "Le plus d'ordres"),
            "downtime": ("Most downtime", "Le plus d'arrêt"),
            "cost": ("Highest cost of maintenance", "Maintenance la plus chère"),
        }
        head = say.one_of(self._language, *heads[measure])
        number = len(found)
        of_all = say.one_of(self._language, f"of all, {number} machines", f"du total de {number} machines")
        colon = " : " if self._language == "fr" else ": "
        lead = (
            f"{head} {say.during(self._observed, self._language)}{colon}{first.machine} ({share} {of_all})."
        )
        english = ("machine", "orders", "failures", "downtime (h)", "cost")
        french = ("machine", "ordres", "pannes", "arrêt (h)", "coût")
        columns = french if self._language == "fr" else english
        rows = [
            (one.machine, one.orders, one.failures, _rounded(one.downtime), _rounded(one.cost))
            for one in ranked
        ]
        evidence = shown.of_figures(self._register, columns, rows, lead, self._note)
        lines = [
            shown.of_figures(
                self._register, columns, rows, say.card(one, self._register.money, self._language), ()
            )
            for one in leaders
        ]
        return Bridge(reasons=(evidence, *lines), listed=True)

    def _compared(self) -> Bridge:
        one, other = (self._figures(name) for name in self._names[:2])
        number = one.failures + other.failures
        p_value = float(binomtest(one.failures, number).pvalue) if number else 1.0
        works = [w for name in self._names[:2] for w in _of(self._works, name) if w.failed]
        lead = self._evidence(works, say.compared(one, other, p_value, self._language))
        lines = (
            self._evidence(
                [w for w in works if w.machine == each.machine],
                say.card(each, self._register.money, self._language),
                (),
            )
            for each in (one, other)
        )
        return Bridge(reasons=(lead, *lines), listed=True)

    def _planned(self) -> Bridge:
        planned = [w for w in self._works if w.planned]
        if self._asked.aim == "planned_share":
            failed = sum(w.failed for w in self._works)
            others = len(self._works) - failed - len(planned)
            told = say.shares(len(planned), failed, others, self._observed, self._language)
            kinds = say.one_of(
                self._language, "preventive corrective other", "préventif correctif autre"
            ).split()
            counts = zip(kinds, (len(planned), failed, others), strict=True)
            rows = [
                (kind, count, round(100 * count / len(self._works), 1)) for kind, count in counts if count
            ]
            columns = (
                say.one_of(self._language, "kind", "type"),
                say.one_of(self._language, "orders", "ordres"),
                "%",
            )
            return Bridge(reasons=(shown.of_figures(self._register, columns, rows, told, self._note),))
        due = [w for w in planned if w.due is not None]
        if not due or self._register.finished is None:
            return Bridge(refusal=say.no_due(self._language))
        day = timedelta(days=1)
        late = [w for w in due if w.finished is not None and w.due is not None and w.finished >= w.due + day]
        missing = [w for w in due if w.finished is None and w.due is not None and w.due < self._observed.end]
        kept = sum(w.finished is not None for w in due) - len(late)
        if not kept + len(late) + len(missing):
            return Bridge(refusal=say.no_due(self._language))
        told = say.on_time(kept, len(late), len(missing), self._observed, self._language)
        return Bridge(reasons=(self._evidence([*late, *missing] or due, told),))

    def _modes(self) -> Bridge | None:
        mode = self._register.mode
        if mode is None:
            return None
        works = _of(self._works, self._names[0]) if self._names else self._works
        failed = [w for w in works if w.failed and w.row.cells[mode.name] not in (None, "")]
        if not failed:
            return None
        counts = Counter(str(w.row.cells[mode.name]) for w in failed).most_common(_RANKED)
        name = self._names[0] if self._names else ""
        told = say.modes(name, counts, len(failed), self._observed, self._language)
        return Bridge(reasons=(self._evidence(failed, told),))

    def _last(self) -> Bridge | None:
        register, language = self._register, self._language
        works = _of(self._works, self._names[0]) if self._names else self._works
        if self._asked.aim == "last_who":
            last = last_work.finished_last(works)
            if last is None:
                return None
            return Bridge(reasons=(self._evidence([last], last_work.who(register, last, language), ()),))
        failed = [w for w in works if w.failed]
        if not failed:
            return Bridge(reasons=(self._evidence([], say.none(self._figures(self._names[0]), language)),))
        if self._asked.aim == "last_long":
            told = last_work.duration(register, failed[-1], language)
            return Bridge(reasons=(self._evidence(failed[-1:], told),))
        latest = failed[: -self._asked.number - 1 : -1]
        lead = self._evidence(latest, last_work.head(self._names[:1], len(latest), language))
        lines = (
            self._evidence([w], last_work.failure(register, w, language, named=not self._names), ())
            for w in latest
        )
        return Bridge(reasons=(lead, *lines), listed=True)

    def _figures(self, name: str) -> Figures:
        return figures_of(name, _of(self._works, name), self._observed)

    def _evidence(
        self, works: Sequence[Work], statement: str, caveats: tuple[str, ...] | None = None
    ) -> Evidence:
        return shown.of_works(self._register, works, statement, self._note if caveats is None else caveats)


def _rounded(amount: float | None) -> float | None:
    return None if amount is None else round(amount, 2)


def _might(text: str) -> bool:
    """True where a question may name machines that are no tags."""
    return any(asked_of(f"{text} {_MARK * n}", n) is not None for n in (1, 2))


def _words_of(register: Register) -> set[str]:
    """The words of a register's name and columns: of several the one is meant that is called as asked."""
    schema = register.schema
    return {*schema.words, *(word for column in schema.columns for word in column.words)}


def _named(register: tuple[Register, Sequence[Work]], text: str) -> _Held | None:
    """The register with the machines that the text names, longest names first."""
    columns, works = register
    if not works:
        return None
    shown_as = {name: work.machine for work in works for name in work.names}
    marked, found = fold(text), []
    if len(marked) != len(text):
        return None
    for name in sorted(shown_as, key=len, reverse=True):
        pattern = r"[\s.\-_]?".join(map(re.escape, re.findall(r"[^\W\d_]+|\d+", fold(name))))
        match = re.search(rf"(?<![\w-]){pattern}(?![\w]|-\d)", marked) if pattern else None
        if match is not None:
            found.append((match.start(), shown_as[name]))
            marked = f"{marked[: match.start()]}{_MARK}{' ' * (len(match[0]) - 1)}{marked[match.end() :]}"
    names = tuple(dict.fromkeys(name for _, name in sorted(found)))
    return _Held(columns, works, names, marked)


def _of(works: Sequence[Work], machine: str) -> list[Work]:
    return [work for work in works if work.machine == machine]


def _end(works: Sequence[Work]) -> datetime:
    """When the register was last written: the latest moment in it that has come to pass."""
    return max(max(work.at, work.finished or work.at) for work in works)


def _observed(question: Question, whole: Observed) -> Observed:
    """The time that a question restricts its figures to, within what the register covers."""
    periods = read(question.text, language=question.language).periods
    if not periods:
        return whole
    start, end = _bounds(periods[0], whole)
    start, end = max(start, whole.start), min(end, whole.end)
    return Observed(start=start, end=end) if start < end else whole


def _bounds(period: Period, whole: Observed) -> tuple[datetime, datetime]:
    if period.last is not None:
        return counted_back(whole.end, *period.last), whole.end
    return period.start or whole.start, period.end or whole.end
