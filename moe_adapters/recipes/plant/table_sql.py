"""Generate tables of a plant with questions and the SQL that answers them. Runs no query and reads no file.

Each question carries the value that the query must give, computed from the rows without SQL, so
that a test can run the query and compare.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from moe_adapters.example import Example, Language
from moe_adapters.recipes.plant.split import Split
from moe_adapters.recipes.plant.wording import equipment_tag, generated, pick

Row = tuple[str, str, str, float, float, str]
Value = float | str | None

COLUMNS = ("order_no", "tag", "type", "hours", "cost", "finished")
"""Number of a work order, equipment, CM or PM, labour hours, euros, ISO date."""

_FRENCH = 0.35
_NAMES = ("work_orders", "orders", "maintenance", "wo_2024", "jobs")


@dataclass(frozen=True, slots=True)
class Asked:
    """Parameters of a question."""

    table: str
    tag: str
    kind: str
    year: str
    limit: int


@dataclass(frozen=True, slots=True)
class QueryKind:
    """A kind of question: its query, what it must give, and how it is asked."""

    sql: str
    value: Callable[[list[Row], Asked], Value]
    asks: dict[Language, tuple[str, ...]]


def _of_tag(rows: list[Row], asked: Asked) -> list[Row]:
    return [row for row in rows if row[1] == asked.tag]


def _mean(values: list[float]) -> Value:
    return sum(values) / len(values) if values else None


def _most_hours(rows: list[Row], _: Asked) -> Value:
    return max(rows, key=lambda row: row[3])[0]


QUERY_KINDS: tuple[QueryKind, ...] = (
    QueryKind(
        "SELECT COUNT(*) FROM {table} WHERE tag = '{tag}'",
        lambda rows, asked: float(len(_of_tag(rows, asked))),
        {
            "en": (
                "How many orders on {tag}?",
                "number of work orders for {tag}",
                "How often was {tag} worked on?",
            ),
            "fr": (
                "Combien d'ordres sur {tag} ?",
                "nombre d'OT de {tag}",
                "Combien d'interventions sur {tag} ?",
            ),
        },
    ),
    QueryKind(
        "SELECT SUM(hours) FROM {table} WHERE type = '{kind}'",
        lambda rows, asked: sum(row[3] for row in rows if row[2] == asked.kind) or None,
        {
            "en": (
                "Total hours of {kind} orders?",
                "sum of labour hours, {kind}",
                "How many hours went into {kind} work?",
            ),
            "fr": (
                "Total des heures des ordres {kind} ?",
                "somme des heures {kind}",
                "Combien d'heures de {kind} ?",
            ),
        },
    ),
    QueryKind(
        "SELECT AVG(cost) FROM {table} WHERE tag = '{tag}' AND type = '{kind}'",
        lambda rows, asked: _mean([row[4] for row in _of_tag(rows, asked) if row[2] == asked.kind]),
        {
            "en": (
                "Average cost of {kind} orders on {tag}?",
                "mean cost {kind} {tag}",
                "What does a {kind} order on {tag} cost on average?",
            ),
            "fr": (
                "Coût moyen des ordres {kind} sur {tag} ?",
                "coût moyen {kind} {tag}",
                "Combien coûte en moyenne un ordre {kind} sur {tag} ?",
            ),
        },
    ),
    QueryKind(
        "SELECT COUNT(*) FROM {table} WHERE finished >= '{year}-01-01' AND finished <= '{year}-12-31'",
        lambda rows, asked: float(sum(row[5].startswith(asked.year) for row in rows)),
        {
            "en": (
                "How many orders were finished in {year}?",
                "orders finished {year}",
                "Orders closed in {year}?",
            ),
            "fr": (
                "Combien d'ordres terminés en {year} ?",
                "ordres finis en {year}",
                "Combien d'OT ont été clos en {year} ?",
            ),
        },
    ),
    QueryKind(
        "SELECT order_no FROM {table} ORDER BY hours DESC LIMIT 1",
        _most_hours,
        {
            "en": (
                "Which order took most hours?",
                "order with the most labour",
                "What was the longest job?",
            ),
            "fr": (
                "Quel ordre a pris le plus d'heures ?",
                "ordre le plus long",
                "Quelle intervention a duré le plus ?",
            ),
        },
    ),
    QueryKind(
        "SELECT COUNT(*) FROM {table} WHERE cost > {limit}",
        lambda rows, asked: float(sum(row[4] > asked.limit for row in rows)),
        {
            "en": (
                "How many orders cost more than {limit} euros?",
                "orders above {limit} EUR",
                "Number of orders over {limit} €?",
            ),
            "fr": (
                "Combien d'ordres coûtent plus de {limit} euros ?",
                "ordres au-dessus de {limit} EUR",
                "Nombre d'ordres à plus de {limit} € ?",
            ),
        },
    ),
    QueryKind(
        "SELECT MAX(finished) FROM {table} WHERE tag = '{tag}'",
        lambda rows, asked: max((row[5] for row in _of_tag(rows, asked)), default=None),
        {
            "en": (
                "When was {tag} last worked on?",
                "last order date {tag}",
                "Latest job on {tag}, which date?",
            ),
            "fr": (
                "De quand date la dernière intervention sur {tag} ?",
                "dernier ordre {tag}, date",
                "Quand a-t-on travaillé sur {tag} pour la dernière fois ?",
            ),
        },
    ),
)


@dataclass(frozen=True, slots=True)
class SqlQuestion:
    """A table, a question on it, the query, and the value that it must give."""

    table: str
    rows: tuple[Row, ...]
    language: Language
    question: str
    sql: str
    value: Value


def draw_rows(rng: random.Random) -> list[Row]:
    """Work orders on a few pieces of equipment; no two took the same hours."""
    tags = [equipment_tag(rng) for _ in range(rng.randint(2, 4))]
    count = rng.randint(6, 12)
    hours = rng.sample(range(2, 400), count)
    return [
        (
            f"WO-{rng.randint(10_000, 99_999)}{index:02d}",
            rng.choice(tags),
            rng.choice(("CM", "PM")),
            hours[index] / 4,
            float(rng.randint(40, 9000)),
            f"{rng.choice((2022, 2023, 2024))}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        )
        for index in range(count)
    ]


def draw_question(index: int, *, seed: int, split: Split) -> SqlQuestion:
    """The question of an index."""
    rng = random.Random(f"sql:{seed}:{split}:{index}")
    language: Language = "fr" if rng.random() < _FRENCH else "en"
    rows = draw_rows(rng)
    asked = Asked(
        table=rng.choice(_NAMES),
        tag=rng.choice(rows)[1],
        kind=rng.choice(("CM", "PM")),
        year=rng.choice(("2022", "2023", "2024")),
        limit=rng.randrange(200, 6000, 100),
    )
    kind = rng.choice(QUERY_KINDS)
    words = {
        "table": asked.table, "tag": asked.tag, "kind": asked.kind, "year": asked.year, "limit": asked.limit,
    }  # fmt: skip
    return SqlQuestion(
        table=asked.table,
        rows=tuple(rows),
        language=language,
        question=pick(kind.asks[language], split, rng).format(**words),
        sql=kind.sql.format(**words),
        value=kind.value(rows, asked),
    )


def sql_example(index: int, *, seed: int, split: Split) -> Example:
    """A query to write from the table's columns and two of its rows."""
    drawn = draw_question(index, seed=seed, split=split)
    shown = [" | ".join(str(cell) for cell in row) for row in drawn.rows[:2]]
    source = "\n".join([f"{drawn.table}({', '.join(COLUMNS)})", *shown])
    return generated(
        "table_sql",
        index,
        split=split,
        modality="table",
        language=drawn.language,
        question=drawn.question,
        sources=(source,),
        answer=drawn.sql,
        cited=(),
        style="sql",
        seed=seed,
    )
