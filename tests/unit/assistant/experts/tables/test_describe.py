from __future__ import annotations

from datetime import datetime

import pytest

from assistant.experts.tables.describe import known_values, period_words, where_words
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.plan import AnyOf, Expr, Filter

_TAG = Filter(expr=Expr(name="Tag"), condition="in", values=("P-1", "P-2"))


def test_conditions_in_words() -> None:
    over = Filter(expr=Expr(name="RPN"), condition=">", number=70)
    assert where_words((_TAG, over), "en") == "Tag P-1 or P-2 and RPN > 70"
    assert where_words((_TAG, over), "fr") == "Tag P-1 ou P-2 et RPN > 70"
    empty = Filter(expr=Expr(name="Action"), condition="is_null")
    assert where_words((AnyOf(filters=(over, empty)),), "en") == "RPN > 70 or Action empty"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (datetime(2014, 1, 1), datetime(2015, 1, 1), "in 2014"),
        (datetime(2020, 6, 1), datetime(2020, 7, 1), "in 2020-06"),
        (datetime(2020, 12, 1), datetime(2021, 1, 1), "in 2020-12"),
        (datetime(2020, 6, 5), datetime(2020, 6, 6), "on 2020-06-05"),
        (datetime(2020, 6, 5), datetime(2020, 6, 9), "from 2020-06-05 to 2020-06-08"),
        (datetime(2020, 6, 5), None, "from 2020-06-05 on"),
    ],
)
def test_periods_in_words(start: datetime, end: datetime | None, words: str) -> None:
    assert period_words(start, end, "en") == words


def test_known_values_are_in_natural_order(index: TableIndex) -> None:
    assert known_values(index, "inspection_rounds", "Result") == "NOK, OK"
