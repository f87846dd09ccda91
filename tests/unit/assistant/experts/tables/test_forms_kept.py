"""Forms on pages are no tables to be queried; real tables with a colon in a name are."""

from __future__ import annotations

import pytest

from assistant.experts.tables.forms import is_form
from retrieval.records import Column, Table


@pytest.mark.parametrize(
    ("names", "page", "form"),
    [
        (("Place: North quay", "Surface:", "Gravel"), 3, True),
        (("Place: North quay", "Surface:", "Gravel"), None, False),
        (("No.", "Standards:", "Comment"), 3, False),
        (("Tag", "Rated flow", "Head"), 3, False),
    ],
)
def test_forms_are_told_by_their_names(names: tuple[str, ...], page: int | None, form: bool) -> None:
    columns = tuple(Column(name=name, type="text") for name in names)
    table = Table(
        id="t", source="a.pdf", name="t", title="", columns=columns, row_count=4, parquet="t", page=page
    )
    assert is_form(table) == form
