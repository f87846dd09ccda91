"""Relief valves counted by their size, in one cell or two, and the first by a figure."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.crossing.relief_valves import ReliefValves

from .registers import Ask, asking, tables_of

_ONE_CELL = (
    ("PSV no.", "Protects", "Set pressure (psig)", "Inlet x outlet (in)", "Capacity (lb/h)", "Seat"),
    ("PSV-1", "Drum V-1", 150, "4 x 6", 42000, "good"),
    ("PSV-2", "Drum V-2", 95, "1 x 2", 1200, "good"),
    ("PSV-3", "Cooler E-3", 110, "1 x 2", 1350, "worn"),
    ("PSV-4", "Line 7", 285, "3/4 x 1", 900, "good"),
)
_TWO_CELLS = (
    ("Repère", "Appareil protégé", "DN entrée", "DN sortie", "Tarage soupape (bar)"),
    ("SV-1", "Réacteur C-1", 80, 100, 6.5),
    ("SV-2", "Ballon B-2", 25, 40, 11.0),
    ("SV-3", "Bac R-3", 25, 40, 0.25),
)


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    tables = tables_of(tmp_path_factory.mktemp("psv"), {"relief_devices": _ONE_CELL})
    return asking(ReliefValves(rows_of=tables.rows_of, today=lambda: date(2031, 1, 1)))


@pytest.fixture(scope="module")
def dire(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    tables = tables_of(tmp_path_factory.mktemp("soupapes"), {"soupapes": _TWO_CELLS})
    return asking(ReliefValves(rows_of=tables.rows_of, today=lambda: date(2031, 1, 1)))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("how many of our relief valves are 1 x 2?", "2 of 4 relief valves are 1 x 2: PSV-2, PSV-3."),
        ("how many 4x6 PSVs do we have", "1 of 4 relief valves is 4 x 6: PSV-1."),
        ("PSVs sized 1x2", "2 of 4 relief valves are 1 x 2: PSV-2, PSV-3."),
        ("which safety valves are 3/4 x 1", "1 of 4 relief valves is 3/4 x 1: PSV-4."),
        ("how many relief valves are 8 x 10?", "None of the 4 relief valves with a size is 8 x 10."),
        ("relief valve with the lowest set pressure", "PSV-2 (Drum V-2): 95, the lowest Set pressure (psig) of 4 relief valves."),
        ("which pressure relief valve has the biggest capacity", "PSV-1 (Drum V-1): 42,000, the highest Capacity (lb/h) of 4 relief valves."),
    ],
)  # fmt: skip
def test_english(tell: Ask, question: str, wanted: str) -> None:
    told = tell(question) or []
    assert [one.replace("42000", "42,000") for one in told] == [wanted]


def test_french(dire: Ask) -> None:
    assert dire("combien de soupapes en 25 x 40 ?", "fr") == ["2 soupapes sur 3 en 25 x 40 : SV-2, SV-3."]
    assert (dire("soupape la plus basse en tarage", "fr") or [""])[0].startswith("SV-3 (Bac R-3) : 0,25")
    assert (dire("quelle soupape a le tarage le plus élevé ?", "fr") or [""])[0].startswith("SV-2")


@pytest.mark.parametrize(
    "question",
    [
        "how many relief valves do we have?",
        "relief valve with the longest stem",
        "which relief valve has the worst seat?",
        "how many control valves are 1 x 2?",
        "lowest pressure in the drum",
        "how many relief valves on the flare are 1 x 2?",
    ],
)
def test_left_to_others(tell: Ask, question: str) -> None:
    assert tell(question) is None
