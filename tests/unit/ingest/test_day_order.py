from __future__ import annotations

import pytest

from ingest.day_order import day_order


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Date: 02/10/2025, next visit 23/10/2025", "en", "dmy"),
        ("Date: 02/10/2025, next visit 10/23/2025", "fr", "mdy"),
        ("Date: 02/10/2025. Inspected on 2 October 2025.", "en", "dmy"),
        ("Date: 02/10/2025. Inspected on February 10, 2025.", "en", "mdy"),
        ("Date : 02/10/2025. Visite du 2 octobre 2025.", "fr", "dmy"),
        ("Date: 02/10/2025 (2025-02-10)", "en", "mdy"),
        ("Rapport du 02/10/2025", "fr", "dmy"),
        ("Bericht vom 02/10/2025", "und", "dmy"),
        ("Report of 02/10/2025, Redmond, WA 98052, (425) 000-0000", "en", "mdy"),
        ("Report of 02/10/2025 on the centre line, colour grey", "en", "dmy"),
        ("Report of 02/10/2025", "en", None),
        ("Version 1.2.2025 of 02/10/2025", "en", None),
        ("", "fr", "dmy"),
    ],
)
def test_order(text: str, language: str, expected: str | None) -> None:
    assert day_order(text, language=language) == expected  # type: ignore[arg-type]
