"""Days told from today are put as dates."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.crossing.relative_days import dated

_TODAY = date(2031, 5, 14)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("what happened yesterday?", "what happened on 2031-05-13?"),
        ("what happened the day before yesterday?", "what happened on 2031-05-12?"),
        ("What was done last week?", "What was done from 2031-05-05 to 2031-05-11?"),
        ("what was done this week on P-7?", "what was done from 2031-05-12 to 2031-05-14 on P-7?"),
        ("what happened in the last 7 days?", "what happened from 2031-05-07 to 2031-05-14?"),
        ("what happened last month?", "what happened from 2031-04-01 to 2031-04-30?"),
        ("Que s'est-il passé hier ?", "Que s'est-il passé le 13/05/2031 ?"),
        ("Que s'est-il passé la semaine dernière ?", "Que s'est-il passé du 05/05/2031 au 11/05/2031 ?"),
        ("Que s'est-il passé ce mois-ci ?", "Que s'est-il passé du 01/05/2031 au 14/05/2031 ?"),
        ("what happened yesterday morning?", "what happened yesterday morning?"),
        ("what happened on 3 May 2031?", "what happened on 3 May 2031?"),
    ],
)
def test_dated(text: str, put: str) -> None:
    assert dated(text, _TODAY) == put
