"""Hours of a trade or person in a plan, tasks that take long, certificates of standards, oil of a point."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.crossing.planned_work import PlannedWork
from assistant.experts.text.named import Named

from .registers import Ask, asking, tables_of

TODAY = date(2031, 4, 10)

_PLAN = [
    ["Code", "Équipement", "Tâche", "Fréquence", "Dernière réalisation", "Prochaine échéance", "Durée (h)", "Métier",
     "Intervenant"],
    ["MP-1", "Soutireuse S-1", "Contrôle couples", "Mensuelle", date(2031, 3, 20), date(2031, 4, 20), 1.5, "Mécanique",
     "Technicien A"],
    ["MP-2", "Filtre F-1", "Membranes", "Annuelle", date(2030, 3, 20), date(2031, 3, 20), 10.0, "Mécanique", "Technicien C"],
    ["MP-3", "Armoire E-1", "Thermographie", "Annuelle", date(2030, 6, 1), date(2031, 6, 1), 12.0, "Électricité",
     "Technicien C"],
    ["MP-4", "Tour T-1", "Nettoyage", "Annuelle", date(2030, 6, 1), date(2031, 6, 1), 16.0, "Mécanique", "Technicien B"],
]  # fmt: skip
_SAP = [
    ["Maint. item", "Functional loc.", "Item descr.", "Cycle", "Unit", "Last compl.", "Next planned", "Work (h)",
     "Main WorkCtr", "Person resp."],
    ["300041", "P-310A", "Coupling check", 6, "MON", date(2030, 12, 1), date(2031, 6, 1), 2.0, "MECH", "Novak"],
    ["300042", "C-420", "Overhaul", 12, "MON", date(2030, 5, 1), date(2031, 5, 1), 24.0, "ELEC", "Novak"],
    ["300043", "C-420", "Insulation test", 12, "MON", date(2030, 5, 9), date(2031, 5, 9), 3.0, "ELEC", "Lund"],
]  # fmt: skip
_INSTRUMENTS = [
    [
        "Repère",
        "Désignation",
        "Périodicité (mois)",
        "Dernier étalonnage",
        "Prochain étalonnage",
        "Verdict",
        "Réalisé par",
    ],
    ["TT-1", "Température", 12, date(2030, 6, 1), date(2031, 6, 1), "Conforme", "Cofra"],
    ["TT-2", "Pression", 12, date(2030, 7, 1), date(2031, 7, 1), "Conforme", "Interne"],
    ["FT-3", "Débit", 12, date(2030, 8, 1), date(2031, 8, 1), "Conforme", "Cofra"],
]
_STANDARDS = [
    ["Étalon", "Désignation", "Certificat valable jusqu'au", "Incertitude"],
    ["ET-01", "Four portable", date(2032, 3, 15), "0,08 °C"],
    ["ET-02", "Solutions tampon", date(2031, 3, 31), "0,02 pH"],
]
_CERTIFIED = [
    ["Repère", "Étalon", "Date du certificat", "Validité (mois)", "Laboratoire"],
    ["MC-1", "Multimètre étalon", date(2029, 3, 1), 24, "Métra"],
    ["MC-2", "Jeu de cales", date(2030, 2, 2), 48, "Métra"],
]
_ROUND = [
    ["Point", "Équipement", "Organe", "Lubrifiant", "Quantité (g)", "Fréquence (sem.)", "Dernier passage"],
    ["GR-1", "Agitateur A-1", "Réducteur", "Huile Syn 220", 400, 26, date(2031, 1, 9)],
    ["GR-2", "Agitateur A-1", "Palier AR", "Graisse EP2", 15, 4, date(2031, 4, 1)],
    ["GR-3", "Pompe P-2", "Palier AV", "Graisse EP2", 30, 2, date(2031, 3, 20)],
]
_GREASING = [
    ["Rep", "Organe", "Machine", "Lubrifiant", "Quantité (g)", "Périodicité", "Fait le"],
    ["G1", "Chaîne", "Convoyeur TB-1", "Graisse CA", 150, "Hebdomadaire", date(2031, 4, 1)],
    ["G2", "Pignon", "Broyeur BR-2", "Graisse CA", 400, "Trimestrielle", date(2031, 3, 1)],
]


def _asking(tmp_path_factory: pytest.TempPathFactory, name: str, **tables: list[list[object]]) -> Ask:
    rows_of = tables_of(tmp_path_factory.mktemp(name), tables).rows_of
    return asking(PlannedWork(rows_of=rows_of, names_in=lambda *_: Named(), today=lambda: TODAY))


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return _asking(
        tmp_path_factory, "french", plan_preventif=_PLAN, registre_etalonnage=_INSTRUMENTS, etalons=_STANDARDS,
        ronde_graissage=_ROUND,
    )  # fmt: skip


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return _asking(
        tmp_path_factory, "other", ip24=_SAP, etalons_de_reference=_CERTIFIED, plan_de_graissage=_GREASING
    )


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "ca fait combien d'heures en tout les taches de Technicien C dans le plan préventif",
            "22 h au total : 2 tâches",
        ),
        ("combien d'instruments sont étalonnés par Cofra ?", "2 étalonnages"),
        ("on a un étalon dont le certificat est périmé, c'est lequel ?", "1 sur 2 tâches, de 10 jours"),
        (
            "quel point de graissage aurait déjà dû être fait aujourd'hui vu sa fréquence ?",
            "1 sur 3 tâches, de 7 jours",
        ),
        ("combien on met d'huile dans le réducteur de l'agitateur ?", "Quantité (g) 400"),
        ("quelle quantité de graisse pour le palier arrière de l'agitateur A-1 ?", "Quantité (g) 15"),
        ("quelle est la tâche la plus longue du plan ?", "• MP-4 Tour T-1, Nettoyage"),
        ("quelles tâches durent moins de 2 h ?", "1 tâche sur 4"),
    ],
)
def test_lists_in_french(french: Ask, asked: str, told: str) -> None:
    assert told in "\n".join(french(asked, "fr") or [])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("which mechanical jobs in the preventive plan take 10 hours or more", "2 tasks of 3 in"),
        ("jobs that take more than 10 hours", "2 tasks of 4 in"),
        ("how many instruments are calibrated by Cofra?", "2 calibrations"),
        ("any expired certificates among our calibration standards?", "ET-02, Solutions tampon"),
    ],
)
def test_lists_in_french_asked_in_english(french: Ask, asked: str, told: str) -> None:
    assert told in "\n".join(french(asked) or [])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("how many hours of work does Novak have in the plan?", "26 h in all: 2 tasks"),
        ("total hours of electrical work in the plan", "27 h in all: 2 tasks"),
        ("how many tasks are assigned to Lund?", "1 task in"),
        (
            "which standards have an expired certificate?",
            "1 of 2 tasks is overdue on 10 April 2031, by 40 days",
        ),
        ("which greasing is overdue?", "1 of 2 tasks is overdue on 10 April 2031, by 2 days"),
    ],
)
def test_other_layouts(other: Ask, asked: str, told: str) -> None:
    assert told in "\n".join(other(asked) or [])


@pytest.mark.parametrize(
    "asked",
    [
        "how many hours did the overhaul take?",
        "how many running hours does C-420 have?",
        "combien d'heures d'arrêt en mars ?",
        "how many instruments are calibrated by Zorg?",
        "how much oil is in stock?",
        "how much oil did P-310A lose?",
        "torque of the coupling of P-310A in Nm",
        "which stops lasted more than 2 hours?",
        "alarms that stood for more than 10 minutes",
        "how many hours are in a shift?",
    ],
)
def test_what_no_plan_tells_is_left(french: Ask, other: Ask, asked: str) -> None:
    assert french(asked) is None
    assert other(asked) is None
