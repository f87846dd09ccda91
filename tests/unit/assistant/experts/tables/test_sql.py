from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.parse import Parsed
from assistant.experts.tables.plan import Expr, Filter, Plan
from assistant.experts.tables.run import Runner
from assistant.experts.tables.sql import build
from assistant.experts.tables.sql_terms import Joins, filter_sql, literal

PlanOf = Callable[..., Parsed]


def test_quotes_in_values_and_names_are_doubled() -> None:
    item = Filter(expr=Expr(name='odd "name"'), condition="in", values=("it's",))
    assert filter_sql(item, Joins("t")) == """t."odd ""name\"\"" = 'it''s'"""
    assert literal("a'b") == "'a''b'"


def test_negation_keeps_empty_cells() -> None:
    item = Filter(expr=Expr(name="a"), condition="in", values=("x",), negated=True)
    assert filter_sql(item, Joins("t")) == """(t."a" IS NULL OR NOT (t."a" = 'x'))"""


def test_a_join_adds_one_table(index: TableIndex, plan_of: PlanOf) -> None:
    parsed = plan_of("how many parts come from suppliers in France?")
    query = build(parsed.plan, index)
    assert query.tables == ("spare_parts", "suppliers")
    assert query.text.count("LEFT JOIN") == 1


@pytest.mark.parametrize(
    "text",
    [
        "How many rounds were NOK?",
        "which inspector did the most rounds in 2023?",
        "number of rounds per month in 2023",
        "on average how many rounds per month in 2023?",
        "share of NOK rounds for P-201A",
        "longest gap between two rounds on P-305B",
        "how many days between the first and the last round?",
        "which parts have the same supplier as the impeller?",
        "top 3 machines by power",
        "which inspectors did only one round on P-201A?",
        "which suppliers never delivered an oil filter?",
        "who did the round with the highest temperature?",
        "rounds on weekends",
        "how many rounds in June?",
    ],
)
def test_every_plan_is_one_safe_query_that_runs(
    index: TableIndex, runner: Runner, plan_of: PlanOf, text: str
) -> None:
    query = build(plan_of(text).plan, index)
    assert runner.run(query.text).columns
    assert runner.run(query.rows).columns == ("total", "_row")


def test_periods_of_a_mean_are_those_between_the_ends(index: TableIndex, runner: Runner) -> None:
    plan = Plan(kind="count", table="inspection_rounds", per_period="month", target=Expr(name="Date"))
    mean, total, months = runner.run(build(plan, index).text).rows[0]
    assert (total, months) == (140, 14)
    assert mean == pytest.approx(10)
