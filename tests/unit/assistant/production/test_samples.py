"""Samples are judged by the limits of their headers or of another table, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.crossing.samples_judged import SamplesJudged
from assistant.language import detect_language
from assistant.records import Question
from retrieval.records import Scope

from .works import TODAY, tables_of

Tell = Callable[[str], str | None]

_OIL = "Sample no.,Sampled on,Machine,Fe (ppm),Cu (ppm),Water (%),Viscosity 40C (cSt)\n" + "".join(
    f"OIL-{10 * m},2031-0{m}-10,GB-1,{20 + 12 * m},5,{0.12 if m == 3 else 0.02},220\n"
    f"OIL-{10 * m + 1},2031-0{m}-12,GB-2,{40 + (-1) ** m},{6 if m != 2 else 40},0.01,{190 if m == 4 else 221}\n"
    for m in range(1, 7)
)
_OIL_LIMITS = """Parameter,Unit,Warning,Alarm
Fe,ppm,60,100
Cu,ppm,15,30
Water,%,0.05,0.1
Viscosity 40C min,cSt,200,195
"""
_LAB = """Sample,Date,Line,pH (6.8-7.6),Turbidity NTU (max 0.5),Colour
LAB-1,2031-05-02,L1,7.0,0.2,3
LAB-2,2031-05-03,L2,6.7,0.3,4
LAB-3,2031-06-04,L1,7.1,0.6,5
LAB-4,2031-06-05,L2,7.7,0.7,5
"""
_WATER = """N° éch.;Date de prélèvement;Point de prélèvement;Chlorures (mg/L);Conductivité (µS/cm)
E1;03/05/2031;Chaudière;30;3100
E2;04/05/2031;Eau adoucie;12;300
E3;03/06/2031;Chaudière;20;2900
E4;04/06/2031;Eau adoucie;11;460
"""
_WATER_LIMITS = """Point de prélèvement;Paramètre;Mini;Maxi;Unité
Chaudière;Conductivité;;3000;µS/cm
Eau adoucie;Conductivité;;450;µS/cm
Chaudière;Chlorures;;0,02;g/L
"""


def _telling(folder: object, files: dict[str, str]) -> Tell:
    expert = tables_of(folder, files)  # type: ignore[arg-type]
    crossing = SamplesJudged(rows_of=expert.rows_of, today=lambda: TODAY)

    def tell(text: str) -> str | None:
        asked = Question(text=text, asked=text, language=detect_language(text))
        bridge = crossing.cross(asked, Scope())
        return None if bridge is None else "\n".join(reason.statement or "" for reason in bridge.reasons)

    return tell


@pytest.fixture(scope="module")
def oil(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    return _telling(tmp_path_factory.mktemp("oil"), {"oil_analysis.csv": _OIL, "oil_limits.csv": _OIL_LIMITS})


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    return _telling(tmp_path_factory.mktemp("lab"), {"lab_results.csv": _LAB})


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    files = {"analyses_eau.csv": _WATER, "limites_eau.csv": _WATER_LIMITS}
    return _telling(tmp_path_factory.mktemp("water"), files)


def test_levels_of_another_table_are_told_apart(oil: Tell) -> None:
    told = oil("which oil samples were out of limits?") or ""
    alarm, warning = told.splitlines()
    assert alarm.startswith("Alarm: 3 of 12 samples outside the limits: ")
    for name in ("OIL-30 (Water 0.12 > 0.1)", "OIL-21 (Cu 40 > 30)", "OIL-41 (Viscosity 40C 190 < 195)"):
        assert name in alarm
    assert "OIL-40 (Fe 68 > 60)" in warning
    assert "OIL-10 " not in told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which samples exceed the iron limit?", "Alarm, Fe: 0 of 12 samples outside the limits."),
        ("was the copper of GB-2 ever above the limit?", "Yes: Alarm, Cu, GB-2: 1 of 6 samples"),
        (
            "is the iron of GB-1 rising?",
            "Yes: Fe, GB-1: rising, 32 ppm on 2031-01-10, 92 ppm on 2031-06-10 (+",
        ),
        ("is the iron of GB-1 falling?", "No: Fe, GB-1: rising"),
        ("is the iron of GB-2 rising?", "No: Fe, GB-2: no clear trend"),
        ("le fer de GB-1 augmente-t-il ?", "Oui : Fe, GB-1 : en hausse"),
    ],
)
def test_one_parameter_of_one_machine(oil: Tell, question: str, told: str) -> None:
    assert told in (oil(question) or "")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which sample was out of limits?", "3 of 4 samples outside the limits: LAB-2 (pH 6.7 < 6.8), LAB-3"),
        (
            "which samples had a pH out of range?",
            "pH: 2 of 4 samples outside the limits: LAB-2 (pH 6.7 < 6.8) and",
        ),
        ("samples out of spec on L1 in June 2031", "L1: 1 of 1 samples outside the limits: LAB-3"),
        ("is the turbidity within limits?", "No: Turbidity NTU: 2 of 4 samples"),
    ],
)
def test_limits_of_headers(lab: Tell, question: str, told: str) -> None:
    assert told in (lab(question) or "")


def test_limits_hold_for_their_sampling_point_and_unit(water: Tell) -> None:
    told = water("quels échantillons sont hors limites ?") or ""
    assert (
        "2 échantillons sur 4 hors limites : E1 (Conductivité 3100 > 3000) et E4 (Conductivité 460 > 450)"
        in told
    )
    assert "Chlorures" not in told


@pytest.mark.parametrize(
    "question",
    [
        "is the iron rising?",
        "which samples of P-7 are out of limits?",
        "is the vibration of GB-1 above its limit?",
        "which readings were out of range?",
        "what is the vibration limit?",
        "what is the limit of iron of pump P-7?",
        "average temperature of the water",
        "average time between samples",
        "highest pressure of GB-1",
        "what is the maximum speed of GB-1?",
        "how many samples were taken?",
        "is the temperature rising?",
        "is the colour out of limits?",
    ],
)
def test_what_no_sample_tells_is_left_to_others(oil: Tell, lab: Tell, question: str) -> None:
    assert oil(question) is None
    assert lab(question) is None


_LONG = "Sample,Date,Sampling point,Parameter,Result,Unit,Limit low,Limit high\n" + "".join(
    f"S-{m}1,2031-0{m}-02,Boiler,pH,{12.1 if m == 2 else 10.8},-,10.5,11.5\n"
    f"S-{m}2,2031-0{m}-02,Gearbox 1,Iron,{20 + 9 * m},mg/kg,,60\n"
    f"S-{m}3,2031-0{m}-03,Gearbox 2,Iron,{30 + (-1) ** m},mg/kg,,60\n"
    f"S-{m}4,2031-0{m}-03,Outlet,Suspended solids,{14 if m < 6 else 44},mg/l,,35\n"
    for m in range(1, 7)
)
_LONG_FRENCH = "Échantillon;Date;Point de prélèvement;Paramètre;Résultat;Unité;Mini;Maxi\n" + "".join(
    f"E{m};0{m}/05/2031;Chaudière;pH;{'9,1' if m == 3 else '10,8'};-;10,5;11,5\n"
    f"E{m};0{m}/05/2031;Chaudière;Chlorures;{12 + m};mg/l;;30\n"
    for m in range(1, 7)
)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    return _telling(tmp_path_factory.mktemp("long"), {"lab_autumn.csv": _LONG})


@pytest.fixture(scope="module")
def french_long(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    return _telling(tmp_path_factory.mktemp("long_fr"), {"analyses.csv": _LONG_FRENCH})


def test_a_row_a_parameter_is_judged_by_the_limits_beside_its_result(long: Tell) -> None:
    told = long("which samples were out of limits?") or ""
    assert told.startswith("4 of 24 samples outside the limits: S-21 (pH 12.1 > 11.5), ")
    for name in ("S-52 (Iron 65 > 60)", "S-62 (Iron 74 > 60)", "S-64 (Suspended solids 44 > 35)"):
        assert name in told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("was the solids ever over the limit?", "Yes: Suspended solids: 1 of 6 samples outside"),
        ("is iron in gearbox 2 within limits?", "Yes: Iron, Gearbox 2: 0 of 6 samples outside the limits."),
        ("is the iron of gearbox 1 going up or down?", "Iron, Gearbox 1: rising, 29 mg/kg on 2031-01-02"),
        ("is iron of gearbox 1 falling since february 2031?", "No: Iron, Gearbox 1: rising, 38 mg/kg"),
        ("is iron of gearbox 2 rising?", "No: Iron, Gearbox 2: no clear trend"),
    ],
)
def test_a_parameter_that_rows_name(long: Tell, question: str, told: str) -> None:
    assert told in (long(question) or "")


@pytest.mark.parametrize("question", ["is iron going up?", "is the pH of gearbox 1 out of limits?"])
def test_no_rows_or_several_points_are_left_alone(long: Tell, question: str) -> None:
    assert long(question) is None


def test_up_or_down_is_no_yes_or_no(long: Tell) -> None:
    assert (long("is the iron of gearbox 1 going up or down?") or "").startswith("Iron, Gearbox 1: rising")


def test_a_sample_with_several_rows_is_one(french_long: Tell) -> None:
    told = french_long("quels échantillons sont hors limites ?") or ""
    assert told.startswith("1 échantillon sur 6 hors limites : E3")
    assert "pH 9,1 < 10,5" in told
    assert "en hausse, 13 mg/l" in (french_long("les chlorures augmentent-ils ?") or "")


_POINTS = """Sample,Date,Sampling point,Medium,Parameter,Result,Unit,Limit low,Limit high
S-1,2031-05-02,Boiler B-1,Boiler water,pH,10.9,-,10.5,11.5
S-2,2031-05-02,Effluent outlet,Waste water,Suspended solids,16,mg/l,,35
S-3,2031-05-02,Boiler B-1,Boiler water,Conductivity,2900,µS/cm,,3500
S-4,2031-06-02,Boiler B-1,Boiler water,pH,11.3,-,10.5,11.5
S-5,2031-06-02,Effluent outlet,Waste water,Suspended solids,30,mg/l,,35
S-6,2031-06-02,White water tank,Process water,Starch,120,mg/l,,200
S-7,2031-06-09,White water tank,Process water,Starch,100,mg/l,,200
"""
_TOWER = """Sample no,Date,Location,pH (7.5-8.5),Conductivity µS/cm (max 2500),Chloride mg/l
CW-1,2031-05-02,Tower CT-1,8.1,2000,100
CW-2,2031-05-02,Tower CT-2,7.9,2200,120
CW-3,2031-06-02,Tower CT-1,8.3,2400,140
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    files = {"lab_results.csv": _POINTS, "cooling_water_lab.csv": _TOWER}
    return _telling(tmp_path_factory.mktemp("both"), files)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "average starch in the white water tank over all samples",
            "White water tank: 110 mg/l on average (2 samples",
        ),
        ("moyenne du pH de la chaudière", "pH, Boiler B-1 : 11,1 en moyenne (2 échantillons"),
        ("limite haute des matières en suspension au rejet d'effluent ?", "Effluent outlet : max 35 mg/l."),
        ("what is the pH limit of the cooling water?", "pH: 7.5 to 8.5."),
        ("pH limits of the boiler?", "pH, Boiler B-1: 10.5 to 11.5."),
        ("average conductivity in tower CT-1", "Tower CT-1: 2200 on average (2 samples"),
        ("upper limit of the conductivity of the cooling water?", ": max 2500."),
        (
            "highest suspended solids at the effluent outlet",
            "highest 30 mg/l (S-5, 2031-06-02; of 2 samples)",
        ),
        ("which tower has the highest chloride?", "highest 140 (CW-3, Tower CT-1, 2031-06-02; of 3 samples)"),
        (
            "average chloride in the cooling towers in May 2031",
            "Tower CT-1 100 on average (1 sample); Tower CT-2 120 on",
        ),
    ],
)
def test_means_extremes_and_limits(both: Tell, question: str, told: str) -> None:
    assert told in (both(question) or "")


def test_limits_in_rows_of_samples_hold_for_these_alone(both: Tell) -> None:
    """The pH of a boiler is no limit of the cooling water's."""
    assert (
        both("which samples of the cooling water were out of limits?") == "0 of 3 samples outside the limits."
    )


def test_limits_of_a_list_are_told_by_level(oil: Tell, water: Tell) -> None:
    assert oil("what is the iron limit?") == "Fe: Warning max 60 ppm, Alarm max 100 ppm."
    assert water("limite de conductivité de la chaudière ?") == "Conductivité, Chaudière : max 3000 µS/cm."


def test_a_list_of_characteristics_holds_limits(tmp_path_factory: pytest.TempPathFactory) -> None:
    files = {
        "labo_peinture.csv": "N° analyse;Prélevé le;Atelier;Viscosité (mPa.s);Extrait sec (%)\n"
        "A1;03/05/2031;Cuve 1;900;40\nA2;04/05/2031;Cuve 2;1150;41\n",
        "specifications.csv": "Caractéristique;Mini;Maxi;Unité\nViscosité;850;1100;mPa.s\nExtrait sec;39;45;%\n",
    }
    tell = _telling(tmp_path_factory.mktemp("paint"), files)
    assert tell("viscosity limits") == "Viscosité: 850 to 1100 mPa.s."
    assert "A2 (Viscosité 1150 > 1100)" in (tell("which samples are out of spec?") or "")


def test_results_below_a_bound_and_people_are_no_points(tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = "".join(
        f"FE-{day:02},2031-05-{day:02},{60 + day},{'<0.4' if day % 2 else f'{day / 10}'},Shift op. {day % 3}\n"
        for day in range(1, 9)
    )
    files = {"effluent.csv": f"Sample,Date,COD,NH3-N,Sampled by\n{rows}"}
    told = _telling(tmp_path_factory.mktemp("effluent"), files)("average COD of the may samples")
    assert "64.5 on average (8 samples," in (told or "")
