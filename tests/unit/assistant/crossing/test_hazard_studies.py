"""Lines of HAZOP worksheets are told by node, deviation, tag and words, continued cells filled."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.crossing.hazard_studies import HazardStudies
from assistant.integrity.deviations import Deviation, deviations_in
from assistant.integrity.hazards_asked import asked_of

from .registers import Ask, asking, tables_of

_HAZOP = (
    ("Node", "Deviation", "Causes", "Consequences", "Safeguards", "Recommendations", "Responsible", "Status"),
    ("1. Feed of V-2", "No flow", "XV-9 fails closed", "Pump P-3A cavitates", "FALL-1 trips P-3A/B", "R-01 Add alarm", "Ops", "Closed"),
    (None, None, "Strainer blocked", "Seal damage", "PDI-1 alarm", None, None, None),
    (None, "More flow", "FV-9 fails open", "V-2 overfills", "LAHH-2 closes XV-9", "R-02 Test XV-9", "Ops", "Implemented – not closed"),
    ("2. Vessel V-2", "High pressure", "Fire", "Rupture of V-2", "PSV-21; deluge", "R-03 Size PSV-21", "Process", "Open"),
    (None, "High level", "LV-2 stuck", "Carry-over", None, None, None, None),
)  # fmt: skip
_ETUDE = (
    ("Nœud", "Mot guide", "Paramètre", "Causes possibles", "Conséquences", "Barrières existantes", "Recommandation", "Pilote"),
    ("N4 Colonne C-4", "Pas de", "Débit", "Pompe arrêtée", "Assèchement", "FSL-4 arrête le rebouilleur", "REC1 Tester FSL-4", "Fabrication"),
    ("N4 Colonne C-4", "Plus de", "Pression", "Incendie", "Surpression de C-4", "PSV-4", "Aucune", None),
)  # fmt: skip


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    tables = tables_of(tmp_path_factory.mktemp("hazop"), {"hazop": _HAZOP, "etude_hazop": _ETUDE})
    return asking(HazardStudies(rows_of=tables.rows_of))


def _below(told: list[str] | None) -> list[str]:
    assert told is not None
    return [line.split(" (")[0] for line in told[1:]]


def test_what_protects_a_vessel_against_a_deviation(tell: Ask) -> None:
    assert tell("What protects V-2 against overpressure?") == [
        "Safeguards by hazop.csv, 1 line:",
        "High pressure, Fire: PSV-21; deluge (2. Vessel V-2).",
    ]
    assert _below(tell("safeguards for high level in node 2")) == [
        "High level, LV-2 stuck: no safeguard is written"
    ]


def test_causes_of_a_node_go_on_in_rows_below(tell: Ask) -> None:
    assert _below(tell("causes of no flow in node 1")) == ["XV-9 fails closed", "Strainer blocked"]
    assert _below(tell("causes de pas de débit au nœud 4", "fr")) == ["Pompe arrêtée"]


def test_a_whole_node_and_a_misspelt_deviation(tell: Ask) -> None:
    assert tell("HAZOP node 2") == [
        "Lines by hazop.csv, 2 lines:",
        "High pressure, Fire → Rupture of V-2; safeguards: PSV-21; deluge (2. Vessel V-2).",
        "High level, LV-2 stuck → Carry-over; safeguards: no safeguard is written (2. Vessel V-2).",
    ]
    assert _below(tell("high presure in V-2, safeguards?")) == ["High pressure, Fire: PSV-21; deluge"]


def test_consequences_of_a_cause(tell: Ask) -> None:
    assert _below(tell("What happens if XV-9 fails closed?")) == ["Pump P-3A cavitates"]
    assert _below(tell("conséquences d'une surpression de C-4", "fr")) == ["Surpression de C-4"]


def test_recommendations_by_state_with_their_owners(tell: Ask) -> None:
    told = tell("List the open HAZOP recommendations and their owners")
    assert told is not None
    assert (
        told[1] == "R-02 Test XV-9: owner Ops, status Implemented – not closed (1. Feed of V-2, More flow)."
    )
    assert [line[:4] for line in told[1:]] == ["R-02", "R-03"]  # the French study has no states
    every = tell("list the HAZOP recommendations")
    assert every is not None
    assert [line[:4] for line in every[1:]] == ["R-01", "R-02", "R-03", "REC1"]
    assert tell("What is R-03?") == [
        "R-03 Size PSV-21: owner Process, status Open (2. Vessel V-2, High pressure)."
    ]


def test_where_a_safeguard_is_relied_on(tell: Ask) -> None:
    assert _below(tell("Which deviations rely on LAHH-2?")) == [
        "More flow, FV-9 fails open: LAHH-2 closes XV-9"
    ]
    assert tell("What does P-3A do?") is None
    assert _below(tell("que fait FSL-4 ?", "fr")) == [
        "Pas de Débit, Pompe arrêtée : FSL-4 arrête le rebouilleur"
    ]


def test_what_the_study_lacks_is_said(tell: Ask) -> None:
    refused = tell("causes of reverse flow in node 2")
    assert refused == [
        "The study has no such deviation for “2. Vessel V-2”; it has: High pressure, High level."
    ]
    unknown = tell("safeguards in node 9")
    assert unknown is not None
    assert unknown[0].startswith("No node 9 in the studies; the nodes are: 1. Feed of V-2; 2. Vessel V-2")
    assert tell("What protects V-7 against overpressure?") is None


def test_a_what_if_study(tmp_path: Path) -> None:
    study = (
        ("What if…", "Hazard / consequence", "Existing protection", "Recommendation", "Action by", "State"),
        ("Hose ruptures", "Ammonia release", "Breakaway coupling", "WI-1 Replace hoses", "Crew", "Pending"),
        (
            "Truck overfilled",
            "Overpressure of T-9",
            "Weighbridge trip",
            "WI-2 Test WSH-9",
            "Instruments",
            "Completed",
        ),
    )
    ask = asking(HazardStudies(rows_of=tables_of(tmp_path, {"what_if": study}).rows_of))
    assert _below(ask("What protects T-9 against overpressure?")) == ["Truck overfilled: Weighbridge trip"]
    assert _below(ask("open what-if recommendations")) == ["WI-1 Replace hoses: owner Crew, status Pending"]
    assert ask("who is responsible for WI-1?") == [
        "WI-1 Replace hoses: owner Crew, status Pending (what if, Hose ruptures)."
    ]


def test_a_french_study_with_yes_and_no_for_its_state(tmp_path: Path) -> None:
    study = (
        ("Système", "Dérive", "Causes", "Effets", "Protections", "Mesures à prendre", "Resp.", "Soldé"),
        ("1 – Gaz", "Pression haute", "PCV-1 bloquée", "Flamme instable", "PSH-1", "Installer une soupape", "Procédés", False),
        ("2 – Serpentin", "Débit bas", "P-1 en panne", "Rupture", "FSLL-1", "Tester FSLL-1", "Instrumentation", True),
    )  # fmt: skip
    ask = asking(HazardStudies(rows_of=tables_of(tmp_path, {"etude_hazop": study}).rows_of))
    assert _below(ask("quelles protections contre une pression haute du gaz ?", "fr")) == [
        "Pression haute, PCV-1 bloquée : PSH-1"
    ]
    assert _below(ask("causes d'un débit bas dans le système 2", "fr")) == ["P-1 en panne"]
    assert _below(ask("que se passe-t-il si P-1 tombe en panne ?", "fr")) == ["Rupture"]
    assert _below(ask("quelles mesures HAZOP ne sont pas soldées ?", "fr")) == [
        "Installer une soupape : pilote Procédés, état Soldé non"
    ]


@pytest.mark.parametrize(
    ("text", "way", "parameter"),
    [
        ("overpressure", "more", "pressure"),
        ("la pression est trop haute", "more", "pressure"),
        ("niveau bas", "less", "level"),
        ("no flow", "none", "flow"),
        ("pas de débit", "none", "flow"),
        ("reverse flow", "reverse", "flow"),
        ("surchauffe", "more", "temperature"),
        ("when the vibration rises", "more", "vibration"),
        ("Vacuum in the drum", "less", "pressure"),
    ],
)
def test_deviations(text: str, way: str, parameter: str) -> None:
    assert deviations_in(text) == {Deviation(way, parameter)}


@pytest.mark.parametrize(
    "text",
    [
        "What caused the trip of P-3A yesterday?",
        "When was V-2 overpressured?",
        "How many recommendations are open?",
        "Which recommendations of the report are open?",
        "set pressure of PSV-21",
        "Why did V-2 overfill?",
        "What does FALL-1 draw in kW?",
        "What does code X9 mean?",
    ],
)
def test_other_questions_are_left(text: str) -> None:
    assert asked_of(text) is None
