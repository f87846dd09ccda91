"""What a question asks of tables, as frozen records. Knows neither words nor SQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.experts.tables.printed_numbers import NumberStyle
from assistant.experts.tables.reading import DatePart
from assistant.experts.tables.relations import Relation

Aggregate = Literal["sum", "mean", "median", "deviation", "min", "max", "range"]

Condition = Literal[
    "in",
    "contains",
    "starts",
    "tells",
    "=",
    "!=",
    ">",
    ">=",
    "<",
    "<=",
    "between",
    "is_true",
    "is_false",
    "is_null",
    "not_null",
    "period",
    "month",
    "day_of_year",
    "weekday",
    "column_>",
    "column_>=",
    "column_<",
    "column_<=",
    "column_=",
    "column_!=",
    "same_as",
]

Kind = Literal[
    "count",  # rows, or different values of ``target``
    "aggregate",  # sum, mean … of ``measure``
    "share",  # rows of ``filters`` in rows of ``base``
    "groups",  # one line a group: a ranking, a series, groups of one
    "extreme",  # rows with the highest, lowest, first, last ``measure``
    "rows",  # rows, or different values of ``show``
    "gap",  # time between successive rows
    "span",  # time between the first and the last row
    "exists",  # is there a row
    "difference",  # the same figure for two sides
    "absent",  # values of ``target`` that have no row
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expr:
    """Something of a row that can be shown, filtered, grouped or measured.

    Attributes:
        kind: ``column``; ``length``: hours from column ``name`` to column ``second``; ``product`` of
            ``factors``; ``row``: order in the source; ``direction``: on which side of its bounds (upper,
            then lower: ``factors``) the column ``name`` is.
        via: Join that leads to the column.
        part: Part of a date.
        textual_number: How the numbers of a text column are written.
    """

    kind: Literal["column", "length", "product", "row", "direction"] = "column"
    name: str = ""
    second: str = ""
    factors: tuple[str, ...] = ()
    via: Relation | None = None
    part: DatePart | None = None
    textual_number: NumberStyle = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A condition on rows.

    Attributes:
        values: What is compared with; distinct values for ``in``; whole words for ``tells``;
            patterns, all of which a cell must match, for ``contains``.
        number, upper: For comparisons of numbers.
        start, end: For periods; ``end`` is not included.
        other: For comparisons of two columns.
        like: For ``same_as``: the rows whose value is meant.
        words: The words of the question that said it.
    """

    expr: Expr
    condition: Condition
    values: tuple[str, ...] = ()
    number: float | None = None
    upper: float | None = None
    start: datetime | None = None
    end: datetime | None = None
    numbers: tuple[int, ...] = ()
    other: Expr | None = None
    negated: bool = False
    words: str = ""
    like: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """Filters of which one must hold."""

    filters: tuple[Filter, ...]


Where = tuple["Filter | AnyOf", ...]


def flat(where: Where) -> Iterator[Filter]:
    """All filters, those of alternatives included."""
    for item in where:
        if isinstance(item, AnyOf):
            yield from item.filters
        else:
            yield item


@dataclass(frozen=True, slots=True, kw_only=True)
class Having:
    """A condition on a group's figure."""

    comparison: Literal["=", "!=", ">", ">=", "<", "<=", "between"]
    number: float
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison: what is particular to it."""

    label: str
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """Something the parser decided for the user.

    Attributes:
        kind: Which sentence says it.
        words: What goes into the sentence.
    """

    kind: Literal[
        "date_column",
        "partly_outside",
        "many_values",
        "spelling",
        "guessed_date",
        "column",
        "duration",
        "counted_back",
        "of_newest",
        "all_years",
        "either_column",
        "per_period",
        "direction",
        "derived",
    ]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A query before it is SQL.

    Attributes:
        table: Base table.
        where: Conditions, all of which hold.
        base: For a share: the conditions of the whole.
        measure: What is added, averaged, ordered by.
        group: What groups are made of.
        descending: Order of groups or rows; None where nothing is ranked.
        within: For a count of parts: the column of their wholes; one name in two wholes is two parts.
        limit, rank: How many, or the how-many-eth.
        show: Columns of the rows to show.
        per_period: For a mean a month or a year: the part.
        per_group: For a mean a machine or a code: the column.
        when: True where a time is the answer.
        asks_rows: True where the rows themselves are asked for.
        answers_who: True where a column of persons is shown.
        guessed_column: True where the question says no column and one was taken that says something.
        explained, unexplained: Content words of the question that the plan uses, and the others.
        undone: True where something is asked for (the next one, the difference) that the plan does not do.
        coverage: Share of the question's weight that the plan uses.
        score: 0 to 1, how well the plan fits.
    """

    kind: Kind
    table: str
    where: Where = ()
    base: Where = ()
    target: Expr | None = None
    within: Expr | None = None
    measure: Expr | None = None
    aggregate: Aggregate | None = None
    group: tuple[Expr, ...] = ()
    having: Having | None = None
    descending: bool | None = None
    limit: int | None = None
    rank: int | None = None
    show: tuple[Expr, ...] = ()
    sides: tuple[Side, ...] = ()
    per_period: DatePart | None = None
    per_group: Expr | None = None
    when: bool = False
    guessed_column: bool = False
    answers_who: bool = False
    asks_rows: bool = False
    subject: str = ""
    assumptions: tuple[Assumption, ...] = ()
    explained: tuple[str, ...] = ()
    unexplained: tuple[str, ...] = ()
    undone: bool = False
    coverage: float = 0.0
    score: float = 0.0
