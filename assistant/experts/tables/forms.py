"""Forms on pages that were kept as tables: their fields are read as text. Knows names of columns only."""

from __future__ import annotations

import re

from retrieval.records import Table

_FIELD = re.compile(r"\s*[^\W\d_][^:|]{0,39}:(?:\s|$)")
_MOST_COLUMNS = 0.5
_LEAST = 2


def is_form(table: Table) -> bool:
    """True where most "columns" are called like a field: ``Airport: X60``, ``Runway Surface Type:``."""
    named = [column.name for column in table.columns if not column.derived]
    fields = sum(_FIELD.match(name) is not None for name in named)
    return table.page is not None and fields >= _LEAST and fields >= _MOST_COLUMNS * len(named)
