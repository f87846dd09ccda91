"""Days of shift logs that are written without a year."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.shifts.words import year_of_weekdays


@pytest.mark.parametrize(
    ("lines", "today", "year"),
    [
        (["Mon 3 Mar, day", "Tue 4 Mar, night"], date(2031, 3, 20), 2031),
        (["Mon 3 Mar, day"], date(2031, 3, 1), 2025),  # not in the time to come
        (["Lundi 3 mars, poste de jour", "mardi 4 mars, nuit"], date(2033, 1, 2), 2031),
        (["Mon 3 Mar, day", "Wed 4 Mar, night"], date(2031, 3, 20), None),
        (["3 Mar, day", "Moned 12 bolts"], date(2031, 3, 20), None),
    ],
)
def test_year(lines: list[str], today: date, year: int | None) -> None:
    assert year_of_weekdays(lines, "fr", today) == year
