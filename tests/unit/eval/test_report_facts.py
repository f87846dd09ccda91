"""Facts of reports: words whatever their case, dates however they are written."""

import pytest

from eval.report_facts import says


@pytest.mark.parametrize(
    "text", ["Regrease, 20 October 2025 at 05:20", "regrease 2025-10-20", "Regrease: 20/10/2025"]
)
def test_a_date_counts_however_it_is_written(text: str) -> None:
    assert says(text, ("Regrease", "2025-10-2"))
    assert not says(text, ("Regrease", "2025-11-"))
    assert not says(text, ("alignment", "2025-10-2"))
