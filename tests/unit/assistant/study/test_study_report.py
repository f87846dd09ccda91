"""The results of a study in words."""

from __future__ import annotations

from datetime import datetime

import pytest
from study_people import decision

from assistant.study.analysis.results import analyse
from assistant.study.records import StudyLanguage
from assistant.study.report import study_markdown
from eval.study_people import made_study


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_chance_is_told_as_nothing(language: StudyLanguage) -> None:
    rows = [
        decision(f"P{person:02}", f"case{case:02}", condition, right=True, initial="c", final=final)
        for person in range(16)
        for case, condition, final in ((0, "advice", "c"), (1, "explanation", "a"))
    ]
    told = study_markdown(analyse(made_study(), rows), language, datetime(2026, 1, 1))
    assert "p &lt; 0" in told
    assert "p = 0.000" not in told
    assert "p = 0,000" not in told
