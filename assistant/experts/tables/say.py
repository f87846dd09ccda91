"""From a plan and its result to a sentence in English or French. Knows plans and results, runs nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.experts.tables import figures
from assistant.experts.tables.describe import Naming, column_words, where_words
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.plan import Expr, Plan, Where
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.run import Result
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.lexicon import WEAK_NAME_WORDS, WEAK_TABLE_WORDS
from assistant.experts.tables.words import name_words, norms
from assistant.experts.tables.wording import RANKS, SENTENCES, noun, noun_of, say, word
from retrieval.records import Language

LISTED = 40
"""Values that a sentence names; the rows hold the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A result in words.

    Attributes:
        statement: The sentence.
        found: False where the query gave nothing to tell.
        values: What a later sentence may use.
    """

    statement: str
    found: bool = True
    values: tuple[str, ...] = ()


class Teller:
    """Tells results of one question.

    Args:
        naming: Adds names to codes in conditions.
    """

    def __init__(
        self, reading: Reading, index: TableIndex, plan: Plan, *, naming: Naming | None = None
    ) -> None:
        self.reading = reading
        self.language: Language = reading.language
        self.index = index
        self.plan = plan
        self.schema = index.schema(plan.table)
        self._naming = naming
        words = tuple(w for w in name_words(self.schema.name) if w not in WEAK_TABLE_WORDS)
        key = tuple(w for w in name_words(self.schema.key or "") if w not in WEAK_NAME_WORDS)
        phrases = (words, words[-1:], words[-2:], key, norms(self.schema.table.title))
        self._noun = noun_of(frozenset(c for phrase in phrases for c in concepts_of(phrase)))

    def tell(self, result: Result) -> Told:
        """The sentence for a result."""
        told = _TELLERS[self.plan.kind](self, result)
        return Told(statement=told.statement, found=told.found, values=told.values)

    def noun(self, number: int) -> str:
        """What the rows are called."""
        return noun(self._noun, number, self.language)

    def cond(self, where: Where | None = None) -> str:
        """`` with …``, or nothing."""
        words = where_words(self.plan.where if where is None else where, self.language, self._naming)
        return f" {word('with', self.language)} {words}" if words else ""

    def say(self, key: str, **words: object) -> str:
        """A sentence."""
        return say(SENTENCES, key, self.language).format(**words)

    def number(self, value: object) -> str:
        """A number."""
        return figures.number(value, self.language)

    def measured(self, value: object, expr: Expr | None) -> str:
        """A value of a measure, with its unit."""
        if value is None:
            return figures.cell(None, self.language)
        if self.is_hours(expr):
            return figures.hours(value, self.language, self.time_unit())
        column = self.column_of(expr)
        if column is not None:
            unit = column.unit
            text = figures.cell(value, self.language)
            return (
                f"{text} {unit}"
                if unit and isinstance(value, int | float) and not isinstance(value, bool)
                else text
            )
        return figures.cell(value, self.language)

    def column_of(self, expr: Expr | None) -> ColumnSchema | None:
        """The column that an expression is, of the table itself or of one that it joins."""
        if expr is None or expr.kind != "column" or expr.part is not None:
            return None
        schema = self.schema if expr.via is None else self.index.schema(expr.via.other)
        return schema.column(expr.name)

    def is_hours(self, expr: Expr | None) -> bool:
        """True for durations."""
        if expr is None:
            return False
        if expr.kind == "length":
            return True
        column = self.column_of(expr)
        return column is not None and column.type == "duration"

    def time_unit(self) -> str:
        """The unit of time that the question asks for."""
        words = [t.norm for t in self.reading.tokens]
        counted = {i for q in self.reading.quantities for i in range(*self.reading.word_span(q.span))}
        free = {w for i, w in enumerate(words) if i not in counted}
        if free & {"minute", "minutes"} and not free & {"hours", "heures", "hour", "heure"}:
            return "minute"
        in_days = "in days" in self.reading.folded or "en jours" in self.reading.folded
        asked = "how many days" in self.reading.folded or "combien de jours" in self.reading.folded
        return "day" if in_days or asked else "hour"

    def rank(self, *keys: str) -> str:
        """The word of a ranking: ``highest``, ``last``."""
        for key in keys:
            if self.reading.has(key):  # type: ignore[arg-type]
                return say(RANKS, key, self.language)
        return say(RANKS, keys[0], self.language)

    def listed(self, items: Sequence[str]) -> str:
        """The first items, with how many there are more."""
        if len(items) <= LISTED and sum(map(len, items)) <= 1500:
            return figures.listed(list(items), self.language)
        size = max(1, min(12, len(items) - 1))
        glue = "; " if any("," in item for item in items) else ", "
        shown = glue.join(items[:size])
        return say(SENTENCES, "more", self.language).format(shown, len(items) - size)


def _tell_count(teller: Teller, result: Result) -> Told:
    plan = teller.plan
    row = result.rows[0]
    if plan.per_period is not None:
        part = {
            "year": "an",
            "month": "mois",
            "week": "semaine",
            "day": "jour",
            "quarter": "trimestre",
            "hour": "heure",
        }
        name = part.get(plan.per_period, plan.per_period) if teller.language == "fr" else plan.per_period
        n = teller.number(row[0])
        sentence = teller.say(
            "per_period",
            n=n,
            noun=teller.noun(2),
            part=name,
            total=row[1],
            periods=row[2],
            cond=teller.cond(),
        )
        return Told(statement=sentence.replace("moiss", "mois"), values=(n, str(row[1]), str(row[2])))
    count = int(str(row[0]))
    if plan.target is not None:
        sentence = teller.say(
            "distinct",
            n=count,
            column=column_words(plan.target, teller.language),
            noun=teller.noun(2),
            cond=teller.cond(),
        )
        return Told(statement=sentence, values=(str(count),))
    key = "count_none" if count == 0 else "count_one" if count == 1 else "count"
    sentence = teller.say(key, n=count, noun=teller.noun(count), cond=teller.cond())
    return Told(statement=sentence, values=(str(count),))


def _tell_aggregate(teller: Teller, result: Result) -> Told:
    plan = teller.plan
    value, count = result.rows[0]
    column = column_words(plan.measure, teller.language)
    if value is None:
        return Told(
            statement=teller.say("aggregate_none", column=column, noun=teller.noun(2), cond=teller.cond()),
            found=False,
        )
    shown = teller.measured(value, plan.measure)
    sentence = teller.say(
        "aggregate", value=shown, aggregate=word(plan.aggregate or "sum", teller.language), column=column, n=count,
        noun=teller.noun(int(str(count))), cond=teller.cond(),
    )  # fmt: skip
    return Told(statement=sentence, values=(shown, str(count)))


def _tell_share(teller: Teller, result: Result) -> Told:
    plan = teller.plan
    percent, part, whole = result.rows[0]
    base = teller.cond(plan.base)
    if not whole:
        return Told(statement=teller.say("share_none", noun=teller.noun(2), base=base), found=False)
    own = tuple(item for item in plan.where if item not in plan.base)
    shown = figures.number(percent, teller.language, digits=2)
    sentence = teller.say(
        "share", percent=shown, part=teller.number(part), whole=teller.number(whole), noun=teller.noun(2), base=base,
        cond=where_words(own, teller.language, teller._naming),
    )  # fmt: skip
    return Told(statement=sentence, values=(shown, teller.number(part), teller.number(whole)))


def _group_label(teller: Teller, row: Sequence[object], columns: Sequence[str]) -> str:
    size = len(teller.plan.group)
    parts = [
        f"{column_words(e, teller.language)} {figures.cell(v, teller.language)}" if isinstance(v, bool) else figures.cell(v, teller.language)
        for e, v in zip(teller.plan.group, row[:size], strict=True)
    ]
    text = ", ".join(parts)
    if "label" in columns and row[columns.index("label")] is not None:
        label = figures.cell(row[columns.index("label")], teller.language)
        if label != text:
            return f"{text} ({label})"
    return text


def _group_figure(teller: Teller, value: object) -> str:
    plan = teller.plan
    if plan.measure is not None:
        name = word(plan.aggregate or "sum", teller.language)
        return (
            f"{teller.measured(value, plan.measure)} ({name} {column_words(plan.measure, teller.language)})"
        )
    count = int(str(value))
    if plan.target is not None:
        return f"{count} {column_words(plan.target, teller.language)}"
    return f"{count} {teller.noun(count)}"


def _tell_groups(teller: Teller, result: Result) -> Told:
    plan, language = teller.plan, teller.language
    column = ", ".join(column_words(e, language) if e.part is None else e.part for e in plan.group)
    if plan.having is not None:
        return _tell_having(teller, result, column)
    if not result.rows:
        return Told(statement=teller.say("rows_none", noun=teller.noun(2), cond=teller.cond()), found=False)
    names = [_group_label(teller, row, result.columns) for row in result.rows]
    numbers = tuple(teller.number(row[-1]) for row in result.rows)
    values = tuple(v for pair in zip(names, numbers, strict=True) for v in pair)[:60]
    single = plan.limit == 1 or plan.rank is not None
    if single:
        down = plan.descending is not False
        rank = say(
            RANKS,
            ("most" if down else "least") if plan.measure is None else ("high" if down else "low"),
            language,
        )
        key = "group_top" if len(names) == 1 else "group_ties"
        figure = _group_figure(teller, result.rows[0][-1])
        sentence = teller.say(
            key, group=names[0], groups=teller.listed(names), rank=rank, figure=figure, cond=teller.cond()
        )
        return Told(statement=sentence, values=values)
    shown = [f"{name} ({number})" for name, number in zip(names, _plain_figures(teller, result), strict=True)]
    what = (
        teller.noun(2)
        if plan.measure is None
        else f"{word(plan.aggregate or 'sum', language)} {column_words(plan.measure, language)}"
    )
    sentence = teller.say(
        "group_list", groups=teller.listed(shown), column=column, figure=what, cond=teller.cond()
    )
    return Told(statement=sentence, values=values)


def _plain_figures(teller: Teller, result: Result) -> list[str]:
    return [
        teller.measured(row[-1], teller.plan.measure)
        if teller.plan.measure is not None
        else teller.number(row[-1])
        for row in result.rows
    ]


def _tell_having(teller: Teller, result: Result, column: str) -> Told:
    having = teller.plan.having
    assert having is not None
    number = teller.number(having.number)
    sign = {
        "=": "exactly " if teller.language != "fr" else "exactement ",
        ">": "> ",
        ">=": "≥ ",
        "<": "< ",
        "<=": "≤ ",
        "!=": "≠ ",
    }
    figure = f"{sign.get(having.comparison, '')}{number} {teller.noun(int(having.number))}"
    names = [_group_label(teller, row, result.columns) for row in result.rows]
    if not names:
        return Told(statement=teller.say("group_none", column=column, cond=teller.cond(), figure=figure))
    shown = [f"{name} ({teller.number(row[-1])})" for name, row in zip(names, result.rows, strict=True)]
    if teller.reading.has("count") or len(names) > LISTED:
        key = "group_many"
    else:
        key = "group_once"
        shown = names if having.comparison == "=" else shown
    sentence = teller.say(
        key, n=len(names), groups=teller.listed(shown), column=column, cond=teller.cond(), figure=figure
    )
    return Told(statement=sentence, values=tuple(names[:50]))


def _row_words(teller: Teller, result: Result, row: Sequence[object], *, skip: Sequence[str] = ()) -> str:
    parts = []
    key = teller.schema.key
    if key in result.columns and len(result.rows) > 1 and not teller.plan.show:
        return figures.cell(row[result.columns.index(key)], teller.language)
    for name, value in zip(result.columns, row, strict=True):
        if name in ("_row", "measure", "n", *skip) or value is None:
            continue
        parts.append(figures.cell(value, teller.language))
    return ", ".join(parts) or f"{word('order in the table', teller.language)} {row[0]}"


def _tell_extreme(teller: Teller, result: Result) -> Told:
    plan = teller.plan
    if not result.rows or plan.measure is None:
        return Told(statement=teller.say("rows_none", noun=teller.noun(2), cond=teller.cond()), found=False)
    first = result.rows[0]
    column = column_words(plan.measure, teller.language)
    value = teller.measured(first[1], plan.measure)
    measured = teller.column_of(plan.measure)
    is_moment = measured is not None and measured.is_moment
    rank = teller.rank(*(("late", "early") if is_moment else _extreme_keys(plan)))
    rows = [_row_words(teller, result, row) for row in result.rows]
    values = (value, *rows[:20])
    count = len(result.rows)
    if plan.when and not is_moment and (when := _moment_of(teller, result, first)) is not None:
        sentence = teller.say(
            "extreme_row",
            shown=when,
            noun=teller.noun(1),
            rank=rank,
            column=column,
            value=value,
            cond=teller.cond(),
        )
        return Told(statement=sentence, values=(when, *values))
    if is_moment and not plan.show and (plan.limit or 1) == 1:
        sentence = teller.say(
            "extreme_date",
            value=value,
            rank=rank,
            column=column,
            cond=teller.cond(),
            rows=teller.listed(rows[:3]),
        )
        return Told(statement=sentence, values=values)
    if (plan.limit or 1) > 1 or plan.measure.kind == "row" and count > 1:
        shown = [
            f"{text} ({teller.measured(row[1], plan.measure)})"
            for text, row in zip(rows, result.rows, strict=True)
        ]
        sentence = teller.say(
            "extreme_list",
            rows=teller.listed(shown),
            noun=teller.noun(2),
            rank=rank,
            column=column,
            cond=teller.cond(),
        )
        return Told(statement=sentence, values=values)
    if plan.show:
        shown_values = list(dict.fromkeys(_shown_words(teller, row) for row in result.rows))
        sentence = teller.say(
            "extreme_row", shown=teller.listed(shown_values), noun=teller.noun(count), rank=rank, column=column, value=value,
            cond=teller.cond(),
        )  # fmt: skip
        return Told(statement=sentence, values=values)
    sentence = teller.say(
        "extreme_value", value=value, rank=rank, column=column, cond=teller.cond(), n=count, noun=teller.noun(count),
        rows=teller.listed([f"({r})" if count > 1 else r for r in rows[:6]]),
    )  # fmt: skip
    return Told(statement=sentence, values=values)


def _extreme_keys(plan: Plan) -> tuple[str, ...]:
    return ("high", "long", "most", "top")[:2] if plan.descending else ("low", "short")


def _shown_words(teller: Teller, row: Sequence[object]) -> str:
    return ", ".join(figures.cell(value, teller.language) for value in row[2 : 2 + len(teller.plan.show)])


def _moment_of(teller: Teller, result: Result, row: Sequence[object]) -> str | None:
    moments = {c.name for c in teller.schema.moments()}
    for name, value in zip(result.columns, row, strict=True):
        if name in moments and value is not None:
            return figures.moment(value)
    return None


def _tell_rows(teller: Teller, result: Result) -> Told:
    plan = teller.plan
    if not result.rows:
        return Told(statement=teller.say("rows_none", noun=teller.noun(2), cond=teller.cond()), found=False)
    if plan.target is None:
        names = [name for name in result.columns if name != "_row"]
        if plan.show or len(names) < len(teller.schema.columns):
            shown = [_row_words(teller, result, row) for row in result.rows]
        else:
            shown = [
                ", ".join(
                    f"{n} {figures.cell(v, teller.language)}"
                    for n, v in zip(names, row[1:], strict=True)
                    if v is not None
                )
                for row in result.rows[:5]
            ]
        total = len(result.rows)
        sentence = teller.say(
            "rows_list", n=total, noun=teller.noun(total), cond=teller.cond(), values=teller.listed(shown)
        )
        return Told(statement=sentence, values=tuple(shown[:50]))
    column = figures.listed([column_words(e, teller.language) for e in plan.show], teller.language)
    size = len(plan.show)
    filled = [row for row in result.rows if any(v is not None and str(v).strip() for v in row[:size])]
    if not filled:
        return Told(statement=teller.say("rows_empty", column=column, cond=teller.cond()))
    shown = [
        ", ".join(teller.measured(v, e) for v, e in zip(row[:size], plan.show, strict=True)) for row in filled
    ]
    shown = list(dict.fromkeys(" ".join(text.split()) for text in shown))
    sentence = teller.say("rows_values", column=column, values=teller.listed(shown), cond=teller.cond())
    return Told(statement=sentence, values=tuple(shown[:50]))


def _days(teller: Teller, value: object) -> str:
    amount = float(str(value))
    folded = teller.reading.folded
    if "hour" in folded or "heure" in folded or amount < 2 and "day" not in folded and "jour" not in folded:
        return figures.hours(amount * 24, teller.language)
    if "week" in folded and "weeks" in folded.split("?")[0].split():
        return f"{teller.number(amount / 7)} {'semaines' if teller.language == 'fr' else 'weeks'}"
    return f"{figures.number(amount, teller.language, digits=1)} {'jours' if teller.language == 'fr' else 'days'}"


def _tell_gap(teller: Teller, result: Result) -> Told:
    plan = teller.plan
    if not result.rows or result.rows[0][0] is None:
        return Told(statement=teller.say("gap_none", noun=teller.noun(2), cond=teller.cond()), found=False)
    row = result.rows[0]
    value, since, until = _days(teller, row[0]), figures.moment(row[1]), figures.moment(row[2])
    key = "gap_mean" if plan.aggregate == "mean" else "gap"
    sentence = teller.say(
        key, value=value, noun=teller.noun(2), cond=teller.cond(), since=since, until=until, n=row[-1],
        column=column_words(plan.measure, teller.language), rank=say(RANKS, "long" if plan.aggregate == "max" else "short", teller.language),
    )  # fmt: skip
    return Told(statement=sentence, values=(value, since, until))


def _tell_span(teller: Teller, result: Result) -> Told:
    row = result.rows[0]
    if row[0] is None:
        return Told(statement=teller.say("rows_none", noun=teller.noun(2), cond=teller.cond()), found=False)
    value, since, until = _days(teller, row[0]), figures.moment(row[1]), figures.moment(row[2])
    sentence = teller.say(
        "span", value=value, n=row[3], noun=teller.noun(2), cond=teller.cond(), since=since, until=until
    )
    return Told(statement=sentence, values=(value, since, until))


def _tell_exists(teller: Teller, result: Result) -> Told:
    row = result.rows[0]
    count = int(str(row[0]))
    if count == 0:
        return Told(
            statement=teller.say("exists_not", noun=teller.noun(2), cond=teller.cond()), values=("0",)
        )
    last = ""
    if len(row) > 1 and row[1] is not None:
        last = say(SENTENCES, "last_on", teller.language).format(
            figures.moment(row[1]), figures.moment(row[2])
        )
    return Told(
        statement=teller.say("exists", n=count, noun=teller.noun(count), cond=teller.cond(), last=last),
        values=(str(count),),
    )


def _tell_difference(teller: Teller, result: Result) -> Told:
    plan = teller.plan
    row = [0 if v is None else v for v in result.rows[0]]
    shown = [teller.measured(v, plan.measure) if plan.measure else teller.number(v) for v in row]
    if len(row) != 2:
        sides = [f"{side.label} {text}" for side, text in zip(plan.sides, shown, strict=True)]
        return Told(
            statement=teller.say("sides", sides=teller.listed(sides), cond=teller.cond()), values=tuple(shown)
        )
    apart = abs(float(str(row[0])) - float(str(row[1])))
    value = teller.measured(
        apart if isinstance(row[0], float) or isinstance(row[1], float) else int(apart), plan.measure
    )
    sentence = teller.say(
        "difference",
        value=value,
        first=shown[0],
        second=shown[1],
        a=plan.sides[0].label,
        b=plan.sides[1].label,
        cond=teller.cond(),
    )
    return Told(statement=sentence, values=(value, *shown))


def _tell_absent(teller: Teller, result: Result) -> Told:
    column = column_words(teller.plan.target, teller.language)
    names = [figures.cell(row[0], teller.language) for row in result.rows]
    if not names:
        return Told(
            statement=teller.say("absent_none", column=column, noun=teller.noun(2), cond=teller.cond())
        )
    sentence = teller.say(
        "absent",
        values=teller.listed(names),
        n=len(names),
        column=column,
        noun=teller.noun(2),
        cond=teller.cond(),
    )
    return Told(statement=sentence, values=tuple(names[:50]))


_TELLERS: dict[str, Callable[[Teller, Result], Told]] = {
    "count": _tell_count, "aggregate": _tell_aggregate, "share": _tell_share, "groups": _tell_groups,
    "extreme": _tell_extreme, "rows": _tell_rows, "gap": _tell_gap, "span": _tell_span, "exists": _tell_exists,
    "difference": _tell_difference, "absent": _tell_absent,
}  # fmt: skip
