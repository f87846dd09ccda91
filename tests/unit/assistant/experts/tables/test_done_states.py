"""States that say that work is done, and those that only begin so."""

from __future__ import annotations

import pytest

from assistant.experts.tables.done_states import is_done


@pytest.mark.parametrize(
    "state", ["Closed", "soldée", "Clôturée", "100 %", "DONE", "Implemented", "Réalisé le 3 mai"]
)
def test_done(state: str) -> None:
    assert is_done(state)


@pytest.mark.parametrize(
    "state",
    [
        "Open",
        "Implemented – not closed",
        "Réalisée, non clôturée",
        "En cours",
        "50 %",
        "Soldé non",
        "to be closed",
    ],
)
def test_not_done(state: str) -> None:
    assert not is_done(state)
