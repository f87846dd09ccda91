"""How late one action of a register is, by its number; what is overdue among all is left to planned work."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.crossing.days_late import DaysLate, asks_lateness

from .registers import Ask, asking, tables_of

_ACTIONS = (
    ("Ref", "Recommendation", "Owner", "Target date", "Status", "Closed on"),
    ("R1", "Add a low flow alarm", "N. Oak", date(2030, 9, 1), "Open", None),
    ("R2", "Lock the drain", "B. Elm", date(2030, 8, 1), "Closed", date(2030, 8, 21)),
    ("R3", "Test the nozzles", "B. Elm", date(2030, 7, 1), "Closed", None),
    ("R4", "Move the stop", "N. Oak", date(2031, 3, 1), "In progress", None),
)
_FRENCH = (
    ("N°", "Recommandation", "Pilote", "Échéance", "Avancement", "Soldée le"),
    ("REC-01", "Ajouter une alarme", "M. Orme", date(2030, 9, 1), "En cours", None),
    ("REC-02", "Revoir le schéma", "Mme Hêtre", date(2030, 8, 1), "Soldée", date(2030, 7, 30)),
)


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    tables = tables_of(tmp_path_factory.mktemp("hazop"), {"hazop_actions": _ACTIONS, "suivi": _FRENCH})
    return asking(DaysLate(rows_of=tables.rows_of, today=lambda: date(2031, 1, 1)))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("hazop rec R1, how many days late is it today?", "R1 (Add a low flow alarm, N. Oak): due 1 September 2030, 122 days late on 1 January 2031."),
        ("is R2 overdue", "R2 (Lock the drain, B. Elm): due 1 August 2030, closed 21 August 2030, 20 days late."),
        ("R2 closed on time?", "No: R2 (Lock the drain, B. Elm): due 1 August 2030, closed 21 August 2030, 20 days late."),
        ("was R2 late", "Yes: R2 (Lock the drain, B. Elm): due 1 August 2030, closed 21 August 2030, 20 days late."),
        ("is R1 overdue?", "Yes: R1 (Add a low flow alarm, N. Oak): due 1 September 2030, 122 days late on 1 January 2031."),
        ("is R4 overdue?", "No: R4 (Move the stop, N. Oak): due 1 March 2031, 59 days from 1 January 2031: not late."),
        ("was R3 closed on time?", "R3 (Test the nozzles, B. Elm): due 1 July 2030, Closed; no date of closing."),
        ("R1 late?", "R1 (Add a low flow alarm, N. Oak): due 1 September 2030, 122 days late on 1 January 2031."),
        ("how late was R3?", "R3 (Test the nozzles, B. Elm): due 1 July 2030, Closed; no date of closing."),
        ("how many days overdue is r4", "R4 (Move the stop, N. Oak): due 1 March 2031, 59 days from 1 January 2031: not late."),
    ],
)  # fmt: skip
def test_english(tell: Ask, question: str, told: str) -> None:
    assert tell(question) == [told]


def test_french(tell: Ask) -> None:
    assert tell("REC-01 : combien de jours de retard ?", "fr") == [
        "REC-01 (Ajouter une alarme, M. Orme) : échéance le 1er septembre 2030, 122 jours de retard au "
        "1er janvier 2031."
    ]
    assert tell("la REC-02 est-elle en retard ?", "fr") == [
        "Non : REC-02 (Revoir le schéma, Mme Hêtre) : échéance le 1er août 2030, soldée le 30 juillet 2030, dans les "
        "délais."
    ]
    assert tell("la REC-02 a été soldée dans les délais ?", "fr")[0].startswith("Oui : REC-02")


@pytest.mark.parametrize(
    "text",
    ["which recommendations are overdue?", "list the late actions of R1", "who owns R1?", "when is R1 due?"],
)
def test_other_questions_are_left(text: str) -> None:
    assert not asks_lateness(text)


def test_a_number_that_no_register_has_is_left(tell: Ask) -> None:
    assert tell("how many days late is R9?") is None
