from __future__ import annotations

from datetime import date

import pytest

from ingest.front_matter import stated_date, stated_revision


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("Version 1.0 1 Sep 2023", None, date(2023, 9, 1)),
        ("Établi le 3 février 2024", "dmy", date(2024, 2, 3)),
        ("Rapport du 03/04/2021", "dmy", date(2021, 4, 3)),
        ("Report 03/04/2021", None, None),
        ("Report 03/04/2021", "mdy", date(2021, 3, 4)),
        ("Report 03.04.2021", "mdy", date(2021, 4, 3)),
        ("Report 13/04/2021", "mdy", date(2021, 4, 13)),
        ("Report 04/13/2021", "dmy", date(2021, 4, 13)),
        ("Report 23/04/2021", None, date(2021, 4, 23)),
        ("12.05.2021", None, date(2021, 5, 12)),
        ("Manufactured 2019-01-02. Date of issue: January 31, 2023", None, date(2023, 1, 31)),
        ("31/02/2021 and 2021-13-01", "dmy", None),
        ("WO-2021-05-12-7", None, None),
    ],
)
def test_dates(text: str, order: str | None, expected: date | None) -> None:
    assert stated_date(text, order=order) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SV-STD-017 Rev. 5", "5"),
        ("Issue 2, Revision C", "C"),
        ("Formula Rules Version 1.0", "1.0"),
        ("Indice : B", "B"),
        ("Revision history", None),
        ("issue of the day", None),
        ("a version that is old", None),
    ],
)
def test_revisions(text: str, expected: str | None) -> None:
    assert stated_revision(text) == expected
