from __future__ import annotations

import pytest

from assistant.crossing.instrument_index import asked_system
from assistant.piping_lists.instruments import system_of
from assistant.piping_lists.lines_asked import asked_of


@pytest.mark.parametrize(
    ("text", "aim", "roles"),
    [
        ("which lines have no insulation?", "without", ("insulation",)),
        ("uninsulated lines", "without", ("insulation",)),
        ("quelles lignes de la liste n'ont pas de calorifuge ?", "without", ("insulation",)),
        ("combien de lignes ne sont pas calorifugées", "without", ("insulation",)),
        ("lignes sans traçage", "without", ("tracing",)),
        ("which lines are heat traced?", "with", ("tracing",)),
        ("design pressure of line CWS-2120", "cells", ("pressure",)),
        ("diamètre et classe de la ligne ECH-4103 ?", "cells", ("size", "class")),
        ("température de service de la ligne ECH-4104", "cells", ("temperature",)),
        ("epaisseur de calorifuge de la ligne entre CH-1 et E-2 ?", "cells", ("insulation",)),
        ("which line goes from E-117 to H-121?", "which", ()),
    ],
)
def test_asked(text: str, aim: str, roles: tuple[str, ...]) -> None:
    asked = asked_of(text)
    assert asked is not None
    assert (asked.aim, asked.roles) == (aim, roles)


@pytest.mark.parametrize(
    "text",
    [
        "what is the isolation resistance of line 3?",
        "which production line had no insulation work?",
        "when was the insulation of line 3 inspected?",
        "remaining life of line L-301",
        "pressure of P-101",
        "who insulated the lines?",
    ],
)
def test_near_misses(text: str) -> None:
    assert asked_of(text) is None


def test_a_service_temperature_is_no_maximum() -> None:
    asked = asked_of("température de service de la ligne EA-310")
    printed = asked_of("température de service TS de la ligne EA-310")
    assert asked is not None
    assert printed is not None
    assert (asked.rated, asked.printed, printed.printed) == ("operating", frozenset(), {"ts"})


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("which instruments in the index are connected to the safety circuit?", "safety"),
        ("quels instruments sont raccordés à la chaîne de sécurité ?", "safety"),
        ("how many instruments are on the DCS?", "control"),
        ("capteurs lus par l'automate ?", "plc"),
        ("local gauges in the index", "local"),
        ("which safety instruments were tested last year?", None),
        ("instruments on the boiler CH-12 connected to the SIS", None),
        ("what is the range of the safety transmitter?", None),
        ("when is the safety meeting?", None),
    ],
)
def test_systems_asked(text: str, system: str | None) -> None:
    assert asked_system(text) == system


def test_cells_of_systems() -> None:
    cells = ("Sécurité", "SIS", "DCS / 4-20 mA", "Automate", "Local", "4-20 mA")
    assert [system_of(cell) for cell in cells] == ["safety", "safety", "control", "plc", "local", None]
