"""Corrosion rates, lives and margins from tables of thickness, with measurements in columns and in rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.crossing.wall_thickness import WallThickness
from assistant.experts.tables import TableExpert
from assistant.integrity.thickness_asked import asked_of
from assistant.records import Question
from retrieval.records import Scope

from .registers import Ask, asking, tables_of

_IN_COLUMNS = (
    ("TML", "Component", "Nominal", "t min", "2016", "2020", "2024", "Remarks"),
    (1, "Pipe", 7.0, 3.0, 7.0, 6.8, 6.6, None),
    (2, "Elbow", 7.0, 3.0, 7.0, 6.4, 5.0, None),
    (3, "Dead leg", 6.0, 2.5, None, None, 4.0, "new point"),
    (4, "Tee", 6.0, 2.5, 6.0, 6.0, 6.1, None),
)
_IN_ROWS = (
    ("Ligne", "Point", "Épaisseur mini (mm)", "Date mesure", "Épaisseur mesurée (mm)"),
    ("L-301", "P1", 3.5, date(2016, 1, 1), 8.0),
    (None, "P1", 3.5, date(2020, 1, 1), 7.6),
    (None, "P1", 3.5, date(2024, 1, 1), 6.8),
    ("L-302", "P1", 3.5, date(2016, 1, 1), 8.0),
    ("L-302", "P1", 3.5, date(2024, 1, 1), 3.4),
)


def _today() -> date:
    return date(2031, 1, 1)


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    return tables_of(tmp_path_factory.mktemp("ut"), {"ut_circuit": _IN_COLUMNS}, {"t min": "mm"})


@pytest.fixture(scope="module")
def tell(columns: TableExpert) -> Ask:
    return asking(WallThickness(rows_of=columns.rows_of, today=_today))


@pytest.fixture(scope="module")
def dire(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    tables = tables_of(tmp_path_factory.mktemp("epaisseurs"), {"epaisseurs": _IN_ROWS})
    return asking(WallThickness(rows_of=tables.rows_of, today=_today))


def test_both_rates_tell_their_two_measurements(tell: Ask) -> None:
    assert tell("corrosion rate of point 2") == [
        "Point 2 (Elbow, ut circuit), corrosion rate: short term 0.35 mm/year (6.4 mm in 2020 to 5 mm in 2024, "
        "4 years); long term 0.25 mm/year (7 mm in 2016 to 5 mm in 2024, 8 years)."
    ]


def test_the_remaining_life_is_by_the_greater_rate_and_the_note_says_so(columns: TableExpert) -> None:
    text = "What is the remaining life of TML 2?"
    bridge = WallThickness(rows_of=columns.rows_of, today=_today).cross(
        Question(text=text, asked=text, language="en"), Scope()
    )
    assert bridge is not None
    evidence = bridge.reasons[0]
    assert "5.7 years of remaining life" in (evidence.statement or "")
    assert "short term rate 0.35 mm/year" in (evidence.statement or "")
    assert (evidence.statement or "").endswith("By this rate that date is past.")
    assert "API 570" in evidence.caveats[0]
    assert "greater of both rates" in evidence.caveats[1]
    assert evidence.rows is not None
    assert evidence.rows.values[0][:2] == (2, "Elbow")


def test_what_cannot_be_computed_is_said(tell: Ask) -> None:
    assert tell("corrosion rate of TML 3") == [
        "Point 3 (Dead leg, ut circuit) has one measurement only (4 mm in 2024), so no corrosion rate can be computed."
    ]
    grown = tell("remaining life of point 4")
    assert grown is not None
    assert "no loss of wall was measured" in grown[0]
    assert tell("corrosion rate of point 9") == [
        "No thickness is recorded for point 9; the points are 1, 2, 3, 4."
    ]


def test_points_are_ranked(tell: Ask) -> None:
    nearest = tell("Which point is closest to its minimum thickness?")
    assert nearest is not None
    assert (
        nearest[0]
        == "Point 3 (Dead leg, ut circuit): 1.5 mm above the required thickness (4 mm in 2024, required 2.5 mm)."
    )
    first = tell("Which TML will reach its minimum first?")
    assert first is not None
    assert first[0].startswith("Point 2 (Elbow")
    fastest = tell("Which point corrodes fastest?")
    assert fastest is not None
    assert fastest[0].startswith("Point 2 (Elbow")


def test_measurements_in_rows_and_the_same_point_on_two_lines(dire: Ask) -> None:
    assert dire("vitesse de corrosion court terme de P1 sur L-301", "fr") == [
        "Point P1 (L-301), vitesse de corrosion : court terme 0,2 mm/an (7,6 mm en 2020-01-01 à 6,8 mm en 2024-01-01, "
        "4 ans)."
    ]
    both = dire("durée de vie résiduelle du point P1", "fr")
    assert both is not None
    assert [line[:16] for line in both] == ["Point P1 (L-301)", "Point P1 (L-302)"]
    assert "a atteint son épaisseur minimale" in both[1]
    below = dire("quels points sont sous l'épaisseur mini ?", "fr")
    assert below == [
        "Point P1 (L-302) : 0,1 mm sous l'épaisseur minimale (3,4 mm en 2024-01-01, requis 3,5 mm)."
    ]


def test_a_point_by_its_whole_name_and_inches_beside_millimetres(tmp_path: Path) -> None:
    vessel = (
        ("CML", "Location", "Required", "03/2014", "05/2024"),
        ("CML-01", "Head", 11.0, 16.0, 15.8),
        ("CML-02", "Shell", 10.0, 14.0, 12.7),
    )
    pipe = (
        ("CML", "Line no.", "T-min (in)", "UT 2014", "UT 2024"),
        ("1", "6-HC-2", 0.15, 0.28, 0.27),
        ("A", "6-HC-2", 0.15, 0.28, 0.2),
    )
    units = {"Required": "mm", "T-min (in)": "in"}
    tables = tables_of(tmp_path, {"ut_vessel": vessel, "ut_pipe": pipe}, units)
    ask = asking(WallThickness(rows_of=tables.rows_of, today=_today))
    one = ask("corrosion rate of CML-01")
    assert one is not None
    assert [line[:6] for line in one] == ["CML-01"]
    letter = ask("remaining life of CML A")
    assert letter is not None
    assert letter[0].startswith("Point A (6-HC-2): 6.3 years")
    nearest = ask("which CML is nearest to its minimum?")
    assert nearest is not None
    assert [line.split(" (")[0] for line in nearest] == ["Point A", "CML-02", "Point 1", "CML-01"]


def test_places_of_one_name_are_told_apart_or_the_least_is_taken(tmp_path: Path) -> None:
    shell = (
        ("Course", "Position", "t required", "2015", "2025"),
        (1, "N", 9.0, 12.0, 11.0),
        (1, "S", 9.0, 12.0, 10.0),
        (2, "N", 7.0, 10.0, 9.8),
        (2, "S", 7.0, 10.0, 9.2),
    )
    rows = (
        ("Point", "t min (mm)", "Date mesure", "Épaisseur mesurée (mm)"),
        ("P1", 3.0, date(2015, 1, 1), 8.0),
        ("P1", 3.0, date(2025, 1, 1), 7.0),
        ("P1", 3.0, date(2025, 1, 1), 6.0),
    )
    tables = tables_of(tmp_path, {"ut_shell": shell, "epaisseurs": rows})
    ask = asking(WallThickness(rows_of=tables.rows_of, today=_today))
    nearest = ask("which point is nearest to its minimum?")
    assert nearest is not None
    assert [line.split(":")[0] for line in nearest[:2]] == [
        "Point S (Course 1, ut shell)",
        "Point N (Course 1, ut shell)",
    ]
    least = ask("long term corrosion rate of P1")
    assert least is not None
    assert "corrosion rate 0.2 mm/year (8 mm in 2015-01-01 to 6 mm in 2025-01-01" in least[0]


_SURVEY = (
    ("CML", "Line", "Service", "Location", "Minimum", "2020", "2024"),
    ("CML-1", "L-11", "Cooling feed", "elbow", 5.2, 8.1, 7.9),
    ("CML-2", "L-11", "Cooling feed", "dead leg", 5.2, 6.9, 6.1),
    ("CML-3", "L-12", "Fuel return", "tee", 3.4, 5.4, 5.3),
    ("CML-4", "L-12", "Fuel return", "elbow", 3.4, 5.0, 4.9),
)


@pytest.mark.parametrize(
    ("text", "language", "lines"),
    [
        ("thinnest reading in the 2024 survey in mm", "en",
         ["CML-4 (elbow, L-12): 4.9 mm (2024), the least of 4 points; required 3.4 mm."]),
        ("lowest wall thickness measured on the cooling feed line in 2020", "en",
         ["CML-2 (dead leg, L-11): 6.9 mm (2020), the least of 2 points; required 5.2 mm."]),
        ("plus faible épaisseur mesurée sur la ligne L-11", "fr",
         ["CML-2 (dead leg, L-11) : 6,1 mm (2024), le minimum de 2 points ; requis 5,2 mm."]),
        ("thinnest reading of the 2019 survey", "en",
         ["No thickness was measured there in 2019; measured in 2020, 2024."]),
        ("min thickness for the fuel return line", "en", ["Required thickness 3.4 mm at 2 points (L-12)."]),
        ("épaisseur minimale de la ligne L-11", "fr", ["Épaisseur minimale 5,2 mm en 2 points (L-11)."]),
        ("minimum required thickness for elbows", "en", [
            "CML-1 (elbow, L-11): required thickness 5.2 mm.", "CML-4 (elbow, L-12): required thickness 3.4 mm."]),
        ("min thickness of the steam header", "en", None),
        ("minimum thickness", "en", None),
        ("min thickness for line L-99", "en", None),
        ("thinnest reading on the steam header", "en", None),
    ],
)  # fmt: skip
def test_the_least_measured_and_what_is_required(
    tmp_path: Path, text: str, language: str, lines: list[str] | None
) -> None:
    tables = tables_of(tmp_path, {"ut_survey": _SURVEY}, {"Minimum": "mm"})
    told = asking(WallThickness(rows_of=tables.rows_of, today=_today))(text, language)
    assert told == lines


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("how fast is TML 7 thinning?", "rate"),
        ("mm/yr at point 3", "rate"),
        ("taux de corrosion du point 12", "rate"),
        ("when will point 4 reach its minimum?", "life"),
        ("fin de vie du point 4", "life"),
        ("highest corrosion rate", "fastest"),
        ("thinnest point vs its required thickness", "nearest"),
        ("épaisseur au TML 4 en 2022", "thickness"),
        ("when should CML 4 be inspected next?", "interval"),
    ],
)
def test_wordings(text: str, aim: str) -> None:
    asked = asked_of(text)
    assert asked is not None
    assert asked.aim == aim


@pytest.mark.parametrize(
    "text",
    [
        "vibration at point 4",
        "which point is nearest to its alarm limit?",
        "set point 4 of the controller",
        "remaining life of the bearing of P-7",
        "what was measured at point 3?",
        "how thick is the report?",
        "corrosion of the tank",
        "lowest reading of the level transmitter in mm",
        "minimum thickness measured",
    ],
)
def test_other_questions_are_left(text: str) -> None:
    assert asked_of(text) is None


def test_what_was_lost_since_a_year(tell: Ask) -> None:
    assert tell("how many mm has TML 2 lost since 2016") == [
        "Point 2 (Elbow, ut circuit): lost 2 mm (7 mm in 2016 to 5 mm in 2024)."
    ]
    assert tell("thickness lost at TML 2 between 2016 and 2020") == [
        "Point 2 (Elbow, ut circuit): lost 0.6 mm (7 mm in 2016 to 6.4 mm in 2020)."
    ]
    assert tell("how much wall did TML 4 lose since 2016?") == [
        "Point 4 (Tee, ut circuit): no loss (6 mm in 2016 to 6.1 mm in 2024)."
    ]
    assert tell("how much metal did TML 3 lose since 2016?") == [
        "No thickness was measured there in 2016; measured in 2024."
    ]
    assert (tell("which TML lost the most since 2016?") or [""])[0].startswith("Point 2")


def test_what_was_lost_in_french(dire: Ask) -> None:
    assert dire("combien de mm perdus au point P1 de L-301 depuis 2016 ?", "fr") == [
        "Point P1 (L-301) : 1,2 mm perdus (8 mm en 2016-01-01 à 6,8 mm en 2024-01-01)."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "how much production was lost at point 2?",
        "how many hours were lost since 2016",
        "loss of containment",
    ],
)
def test_other_losses_are_left(text: str) -> None:
    asked = asked_of(text)
    assert asked is None or asked.aim != "lost"
