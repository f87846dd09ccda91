"""A sum over one row is the row's own figure, told with what names the row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .plant_tables import Sheet, asking, frame


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    rows = [
        {"Period": "3 to 5 May", "Hours": 0.0, "What": "Waiting for the crane"},
        {"Period": "6 May", "Hours": 7.5, "What": "Beam lifted"},
        {"Period": "7 May", "Hours": 2.5, "What": "Beam lifted"},
    ]
    types = {"Period": ("text", None), "Hours": ("number", "h"), "What": ("text", None)}
    return asking([Sheet("hours", "Hours", types, frame(rows))], tmp_path_factory.mktemp("hours"))  # type: ignore[arg-type]


def test_one_row_is_told_with_its_name_and_several_are_added_up(ask: Callable[..., str]) -> None:
    told = ask("how many hours waiting for the crane")
    assert "3 to 5 May" in told
    assert "total" not in told
    assert "10 h" in ask("how many hours was the beam lifted")
