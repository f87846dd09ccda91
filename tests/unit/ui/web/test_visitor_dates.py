"""Times in a visitor's writing, both ways."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.scope import parse_time
from ui.web.dates import as_iso, written

AT = datetime(2025, 10, 2, 9, 45)


def test_a_french_visitor_reads_the_day_first() -> None:
    assert written(AT, "fr") == "02/10/2025 09:45"
    assert written(AT.replace(second=7), "fr") == "02/10/2025 09:45:07"
    assert written(AT, "en") == "2025-10-02 09:45:00"


@pytest.mark.parametrize("text", ["02/10/2025 09:45", " 2/10/2025 09:45", "2025-10-02 09:45"])
def test_what_is_read_may_be_written_into_a_field(text: str) -> None:
    assert parse_time(as_iso(text), end=False).replace(tzinfo=None) == AT


def test_other_text_is_left_as_it_is() -> None:
    assert as_iso("soon") == "soon"
    assert as_iso(None) == ""
