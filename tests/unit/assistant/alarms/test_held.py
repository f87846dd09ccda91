"""What a question is about in a journal: its alarms and its time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import cast

from assistant.alarms.held import held_of
from assistant.alarms.occurrences import Alarm, Alarms

START = datetime(2031, 3, 1)


class _Journal:
    """As much of a journal as is looked at."""

    def __init__(self, found: list[Alarm]) -> None:
        self.found, self.start, self.end = found, START, START + timedelta(days=20)


def test_the_number_of_a_tag_is_no_year() -> None:
    found = [Alarm("PI-2050", "", "", START + timedelta(days=n), n) for n in range(20)]
    alarms = cast(Alarms, _Journal(found))
    held = held_of(alarms, "how often did PI-2050 come on 12 March?", "en", date(2031, 4, 2))
    assert held.window is not None
    assert held.window.is_day
    assert len(held.chosen) == 1
