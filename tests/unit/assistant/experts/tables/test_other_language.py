"""Questions in one language over headers and cells in the other, and in other words than the header's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from assistant.settings import AnswerSettings
from retrieval.records import Language, Scope

from .plant_tables import Sheet, frame


def _stops() -> Sheet:
    rows = [
        {"Ligne": line, "Équipement": machine, "Cause": cause, "Durée": hours, "Qté perdue": lost}
        for line, machine, cause, hours, lost in (
            ("L7", "Sécheur", "Manque vapeur", 3.5, 14),
            ("L7", "Ensacheuse", "Bourrage", 1.25, 4),
            ("L9", "Broyeur", "Panne électrique", 6.0, 31),
            ("L7", "Sécheur", "Manque vapeur", 2.0, 8),
            ("L9", "Convoyeur", "Rupture courroie", 4.5, 20),
        )
    ]
    return Sheet(
        "arrets",
        "Arrêts",
        {
            "Ligne": ("text", None), "Équipement": ("text", None), "Cause": ("text", None),
            "Durée": ("number", "h"), "Qté perdue": ("integer", "t"),
        },
        frame(rows),
    )  # fmt: skip


def _calibrations() -> Sheet:
    rows = [
        {"Repère": tag, "Désignation": name, "Organisme d'étalonnage": body, "Périodicité (mois)": months,
         "État": state}
        for tag, name, body, months, state in (
            ("AIT-71", "Sonde pH bassin 1", "Mesurex", 6, "Conforme"),
            ("WT-72", "Bascule pont", "Pesage Sud", 12, "Conforme"),
            ("LT-73", "Sonde de niveau bâche", "Interne", 12, "À étalonner"),
            ("PT-74", "Manomètre réseau air", "Interne", 24, "Non conforme"),
        )
    ]  # fmt: skip
    return Sheet(
        "etalonnages",
        "Étalonnages",
        {
            "Repère": ("text", None), "Désignation": ("text", None),
            "Organisme d'étalonnage": ("text", None), "Périodicité (mois)": ("integer", "mois"),
            "État": ("text", None),
        },
        frame(rows),
    )  # fmt: skip


def _limits() -> Sheet:
    rows = [
        {"Parameter": name, "Lower limit": low, "Upper limit": high, "Laboratory": place}
        for name, low, high, place in (
            ("Total suspended solids", None, 35.0, "In-house"),
            ("Chemical oxygen demand", None, 125.0, "In-house"),
            ("pH", 6.5, 8.5, "In-house"),
            ("Heavy metals", None, 2.0, "Analab"),
        )
    ]
    return Sheet(
        "effluent",
        "Effluent",
        {
            "Parameter": ("text", None), "Lower limit": ("number", None), "Upper limit": ("number", None),
            "Laboratory": ("text", None),
        },
        frame(rows),
    )  # fmt: skip


def _walls() -> Sheet:
    rows = [
        {"Line": line, "Service": service, "Nominal thickness": least, "Measured thickness": found}
        for line, service, least, found in (
            ("LN-81", "Caustic soda", 3.5, 3.25),
            ("LN-82", "Sulphuric acid", 5.5, 3.125),
        )
    ]
    return Sheet(
        "walls",
        "Walls",
        {
            "Line": ("text", None), "Service": ("text", None), "Nominal thickness": ("number", "mm"),
            "Measured thickness": ("number", "mm"),
        },
        frame(rows),
    )  # fmt: skip


def _happenings() -> Sheet:
    rows = [
        {"Ref": ref, "Event type": kind, "Location": place}
        for ref, kind, place in (
            ("EV-1", "Near miss", "Workshop"),
            ("EV-2", "First aid", "Workshop"),
            ("EV-3", "Near miss", "Workshop"),
            ("EV-4", "Spill", "Jetty"),
        )
    ]
    return Sheet("hse", "HSE", dict.fromkeys(("Ref", "Event type", "Location"), ("text", None)), frame(rows))


def _structures() -> Sheet:
    rows = [
        {"Repère": tag, "Ouvrage": name, "Année de construction": year}
        for tag, name, year in (("GC-1", "Bassin", 1988), ("GC-2", "Cheminée", 1958), ("GC-3", "Quai", 1991))
    ]
    return Sheet(
        "genie_civil",
        "Génie civil",
        {"Repère": ("text", None), "Ouvrage": ("text", None), "Année de construction": ("integer", None)},
        frame(rows),
    )


def _products() -> Sheet:
    rows = [
        {"Product": product, "Defect": defect, "Batch": batch, "Owner": owner}
        for product, defect, batch, owner in (
            ("Gear 19T", "Insufficient hardness", "B71", "Foundry"),
            ("Cover", "Scratches", "B72", "Logistics"),
        )
    ]
    return Sheet(
        "faults",
        "Faults",
        {
            "Product": ("text", None), "Defect": ("text", None), "Batch": ("text", None),
            "Owner": ("text", None),
        },
        frame(rows),
    )  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    folder: Path = tmp_path_factory.mktemp("other_language")
    sheets = (_stops(), _calibrations(), _limits(), _walls(), _happenings(), _structures(), _products())
    expert = TableExpert(FolderTables([sheet.write(folder) for sheet in sheets]))

    def answer(text: str, *, language: Language = "en") -> str:
        found = expert.find(Question(text=text, asked=text, language=language), Scope()).evidence
        first = found[0] if found and found[0].score >= AnswerSettings().abstain_below else None
        return "" if first is None else f"{first.statement or first.quote}"

    return answer


@pytest.mark.parametrize(
    ("text", "language", "held", "not_held"),
    [
        ("how many hours did we lose to lack of steam?", "en", ("5.5",), ("22",)),
        ("combien d'heures perdues par manque vapeur ?", "fr", ("5,5",), ("22",)),
        ("tonnage lost because of electrical failure", "en", ("31",), ()),
        ("who calibrates the pH probes?", "en", ("Mesurex",), ()),
        ("how often is the weighbridge calibrated?", "en", ("12",), ("étalonner",)),
        ("limite haute des matières en suspension", "fr", ("35",), ("125",)),
        ("limite haute de la demande chimique en oxygène", "fr", ("125",), ("35",)),
        ("quel laboratoire analyse les métaux lourds ?", "fr", ("Analab",), ()),
        ("valeur limite des métaux lourds", "fr", ("2",), ("Analab",)),
        ("limit of heavy metals", "en", ("2",), ("Analab",)),
        ("quel lot avait des rayures ?", "fr", ("B72",), ("B71",)),
        ("épaisseur mesurée sur l'acide sulfurique", "fr", ("3,125",), ("5,5",)),
        ("épaisseur nominale de la ligne de soude", "fr", ("3,5",), ("3,25",)),
        ("how many events in the workshop?", "en", ("3 ",), ("2 ",)),
        ("combien d'événements à l'atelier ?", "fr", ("3 ",), ("2 ",)),
        ("how many event types in the workshop?", "en", ("2 ",), ()),
        ("ouvrage le plus ancien", "fr", ("Cheminée",), ("Bassin",)),
        ("oldest structure", "en", ("Cheminée",), ("Bassin",)),
        ("quel est le lot du pignon ?", "fr", ("B71",), ("B72",)),
        ("which batch did we find to have scratches?", "en", ("B72",), ("B71",)),
    ],
)
def test_answered(
    ask: Callable[..., str], text: str, language: Language, held: tuple[str, ...], not_held: tuple[str, ...]
) -> None:
    said = ask(text, language=language)
    assert [word for word in held if word not in said] == [], said
    assert [word for word in not_held if word in said] == [], said


@pytest.mark.parametrize(
    ("text", "language", "not_held"),
    [
        ("how many hours did we lose to lack of water?", "en", ("5.5", "22")),
        ("upper limit for mercury", "en", ("35", "125", "2")),
        ("limite haute de la conductivité", "fr", ("35", "125", "8")),
        ("who calibrates the relief valves?", "en", ("Mesurex", "Pesage", "Interne")),
        ("quel lot avait des bavures ?", "fr", ("B71", "B72")),
        ("oldest batch", "en", ("B71", "order in the table")),
        ("who found the scratches?", "en", ("Foundry",)),
    ],
)
def test_near_misses(
    ask: Callable[..., str], text: str, language: Language, not_held: tuple[str, ...]
) -> None:
    said = ask(text, language=language)
    assert [word for word in not_held if word in said] == [], said
