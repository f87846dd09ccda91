"""Open is all that is neither done nor called off; money that orders came to adds up without a word for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from .plant_tables import Sheet, asking, frame

_NAMES = ["Request", "Raised", "Asset", "Task", "Status", "Hours", "Parts"]
_ROWS = [
    ("RQ-01", datetime(2031, 8, 4), "AHU-1", "Belt replaced", "Completed", 2.0, 64.0),
    ("RQ-02", datetime(2031, 9, 6), "AHU-1", "Filter change", "Completed", 3.0, 40.0),
    ("RQ-03", datetime(2031, 10, 8), "AHU-1", "Damper stuck", "Completed", 1.5, 11.0),
    ("RQ-04", datetime(2032, 1, 8), "AHU-2", "Coil leaks", "Awaiting part", 0.5, 0.0),
    ("RQ-05", datetime(2032, 1, 9), "AHU-2", "Printer dead", "Cancelled", 0.0, 0.0),
    ("RQ-06", datetime(2032, 1, 10), "AHU-2", "Noise", "Planned", 0.0, 0.0),
    ("RQ-07", datetime(2032, 1, 12), "AHU-2", "No access to roof", "Awaiting permit", 0.0, 0.0),
]
_LUBE_NAMES = ["Machine", "Point", "Quantity", "Last pass"]
_LUBE = [
    ("AHU-1", "Fan bearings", 12.0, datetime(2031, 12, 1)),
    ("AHU-1", "Motor", 18.0, datetime(2031, 12, 1)),
]


_ALARMS = [
    (datetime(2032, 2, day, hour), alarm, "CH-9", event)
    for day, hour, alarm, event in (
        (1, 4, "Pressure high", "APP"), (1, 5, "Pressure high", "DISP"), (2, 4, "Pressure high", "APP"),
        (2, 6, "Trip", "APP"), (2, 7, "Trip", "DISP"),
    )
]  # fmt: skip


def _text(name: str, rows: list[tuple[str, ...]]) -> Sheet:
    names, *cells = rows
    made = frame([dict(zip(names, row, strict=True)) for row in cells])
    return Sheet(name, name, dict.fromkeys(names, ("text", None)), made)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    types = {
        name: ("datetime", None) if name == "Raised"
        else ("number", "EUR") if name == "Parts"
        else ("number", "h") if name == "Hours"
        else ("text", None)
        for name in _NAMES
    }  # fmt: skip
    lube = {
        "Machine": ("text", None),
        "Point": ("text", None),
        "Quantity": ("number", None),
        "Last pass": ("datetime", None),
    }
    sheets = [
        Sheet("work_requests", "work requests", types, frame([dict(zip(_NAMES, r, strict=True)) for r in _ROWS])),  # type: ignore[arg-type]
        Sheet("greasing", "greasing", lube, frame([dict(zip(_LUBE_NAMES, r, strict=True)) for r in _LUBE])),  # type: ignore[arg-type]
        _text("parts", [("Code", "Name", "Vendor"), ("S-1", "Shaft seal AHU-1/AHU-2", "Pumpline"), ("S-2", "Shaft seal AHU-3", "Sealco")]),
        Sheet("alarms", "alarms", {"Time": ("datetime", None), **dict.fromkeys(("Alarm", "Machine", "Event"), ("text", None))},
              frame([dict(zip(("Time", "Alarm", "Machine", "Event"), row, strict=True)) for row in _ALARMS])),  # type: ignore[arg-type]
        _text("vendors", [("Vendor", "Telephone"), ("Pumpline", "02 555 01"), ("Sealco", "02 666 01")]),
        _text("engine", [("Property", "Value"), ("Oil", "15W-40"), ("Speed", "1500")]),
    ]  # fmt: skip
    return asking(sheets, tmp_path_factory.mktemp("states"))


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("which requests are still open?", "en"),
        ("which requests are not finished yet?", "en"),
        ("lesquelles des demandes ne sont pas encore terminées ?", "fr"),
    ],
)
def test_open_is_what_is_neither_done_nor_called_off(
    ask: Callable[..., str], question: str, language: str
) -> None:
    told = ask(question, language=language)
    assert all(f"RQ-0{n}" in told for n in (4, 6, 7)), told
    assert not any(f"RQ-0{n}" in told for n in (1, 2, 3, 5)), told


def test_a_state_that_is_named_is_that_state(ask: Callable[..., str]) -> None:
    told = ask("which requests have the status planned?")
    assert "RQ-06" in told
    assert "RQ-04" not in told


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("which requests are waiting for a part?", "RQ-04", "RQ-07"),
        ("which requests wait for a permit?", "RQ-07", "RQ-04"),
        ("quelles demandes attendent ?", "RQ-04", "RQ-06"),
    ],
)
def test_what_is_waited_for_chooses_among_the_states_that_wait(
    ask: Callable[..., str], question: str, told: str, other: str
) -> None:
    answer = ask(question, language="fr" if "quelles" in question else "en")
    assert told in answer
    assert other not in answer


@pytest.mark.parametrize(
    ("question", "language", "total"),
    [
        ("cost of parts for AHU-1", "en", "115 EUR"),
        ("cost of parts for AHU-1 since September", "en", "51 EUR"),
        ("combien ont coûté les pièces de AHU-1 ?", "fr", "115 EUR"),
    ],
)
def test_a_column_of_money_tells_what_orders_came_to(
    ask: Callable[..., str], question: str, language: str, total: str
) -> None:
    assert ask(question, language=language).startswith(total)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who supplies the shaft seal of AHU-2?", "Pumpline"),
        ("qui vend le joint de AHU-2 ?", "Pumpline"),
        ("phone of Pumpline", "555"),
        ("tel Pumpline", "555"),
    ],
)
def test_a_tag_inside_a_value_names_it(ask: Callable[..., str], question: str, told: str) -> None:
    assert told in ask(question, language="fr" if "qui" in question else "en")


def test_oil_is_not_counted_in_rows(ask: Callable[..., str]) -> None:
    assert "1 row" not in ask("how much oil does it take")
    assert "ligne" not in ask("il faut combien d'huile", language="fr")


def test_an_alarm_is_counted_when_it_comes_and_not_again_when_it_goes(ask: Callable[..., str]) -> None:
    assert "2" in ask("how many times did the alarm Pressure high come on CH-9?").split("Pressure")[0]
    assert "There are 3" in ask("how many rows are there of the alarm Pressure high on CH-9?")


def test_hours_are_no_pieces(ask: Callable[..., str]) -> None:
    assert "6.5" in ask("number of hours spent on AHU-1")
