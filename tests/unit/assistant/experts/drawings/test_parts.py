"""Answers from the lists of parts of two invented drawings."""

from __future__ import annotations

import pytest

from assistant.experts.drawings import DrawingExpert
from assistant.records import Finding, Question
from retrieval.records import Scope

from .conftest import FakeKnowledge

VALVE = (
    "ITEM: 1; QTY: 1; DESCRIPTION: BODY; MATERIAL: EN-GJS-400-15",
    "ITEM: 3; QTY: 2; DESCRIPTION: SEAT RING; MATERIAL: 1.4404",
    "ITEM: 5; QTY: 8; DESCRIPTION: HEX BOLT M12x40; MATERIAL: 8.8; STANDARD: ISO 4017",
)
SKID = (
    "POS: 1; QTE: 2; DESIGNATION: Longeron UPN 120; MATIERE: S235JR; MASSE UNIT. kg: 21,5",
    "POS: 2; QTE: 12; DESIGNATION: Vis H M14x50; MATIERE: Acier 8.8; MASSE UNIT. kg: 0,1",
    "POS: 3; QTE: 1; DESIGNATION: Bac de rétention; MATIERE: Inox 1.4307; MASSE UNIT. kg: 16",
)
FAN = (
    "Rep.: 3; Nb: 1; Désignation: Arbre; Matière: 42CrMo4; Masse: 86 kg",
    "Rep.: 4; Nb: 4; Désignation: Vis H M20x60",
)


@pytest.fixture
def expert(knowledge: FakeKnowledge) -> DrawingExpert:
    for source, number, rows in (
        ("a.dxf", "MD-310-22", VALVE), ("b.pdf", "GA-520-01", FAN), ("c.dxf", "PL-77", SKID)
    ):  # fmt: skip
        knowledge.add(source, "title_block", number, "drawing number")
        if rows is SKID:
            knowledge.add(source, "title_block", "Châssis de pompe P-9", "title")
        for at, row in enumerate(rows):
            knowledge.add(source, "block", row, "parts list", box=(0, 10 * at, 90, 10 * at + 3))
    return DrawingExpert(knowledge)


def _ask(expert: DrawingExpert, text: str) -> Finding | None:
    language = "fr" if text.endswith(" ?") else "en"
    return expert.find_parts(Question(text=text, asked=text, language=language), Scope())


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("material of item 3 on MD-310-22", "1.4404 (item 3, SEAT RING): material, parts list of MD-310-22"),
        ("quantity of item 5 of MD-310-22?", "8 (item 5, HEX BOLT M12x40): quantity"),
        ("how many bolts are on MD-310-22?", "8 (item 5, HEX BOLT M12x40): quantity"),
        ("what material is the seat ring?", "1.4404 (item 3, SEAT RING): material"),
        (
            "matière du repère 3 sur GA-520-01 ?",
            "42CrMo4 (rep 3, Arbre) : matière, nomenclature de GA-520-01",
        ),
        ("combien de vis M20 sur le plan GA-520-01 ?", "4 (rep 4, Vis H M20x60) : quantité"),
        (
            "il pèse combien le bac de rétention du châssis de pompe ?",
            "16 kg (pos 3, Bac de rétention) : masse",
        ),
        (
            "masse totale du châssis PL-77, toute la nomenclature (qté x masse) ?",
            "60,2 kg : masse totale de la nomenclature de PL-77 (Châssis de pompe P-9) (2 × 21,5 + 12 × 0,1 + 1 × 16)",
        ),
        ("masse du châssis PL-77 ?", "60,2 kg : masse totale de la nomenclature"),
        ("total weight of the screws of PL-77", "1.2 kg: the mass of these parts"),
        ("masse des 12 vis M14 du châssis ?", "1,2 kg : masse de ces pièces"),
        ("combien de vis M14 faut-il ?", "12 (pos 2, Vis H M14x50) : quantité"),
        ("les vis M14 du châssis c'est quelle classe d'acier ?", "Acier 8.8 (pos 2, Vis H M14x50) : matière"),
        ("what grade are the bolts on PL-77", "Acier 8.8 (pos 2, Vis H M14x50): material"),
        ("matière du repère 3 du châssis de pompe ?", "Inox 1.4307 (pos 3, Bac de rétention) : matière"),
        ("quelles pièces du châssis PL-77 sont en inox ?", "Inox 1.4307 (pos 3, Bac de rétention) : matière"),
        ("heaviest part of PL-77", "pos 1, Longeron UPN 120: 21.5 kg, the heaviest part"),
        ("combien de vis faut-il pour le châssis ?", "12 (pos 2, Vis H M14x50) : quantité"),
        ("how many items in the parts list of PL-77", "3 items in the parts list of PL-77"),
        ("nomenclature du châssis de pompe ?", "Nomenclature de PL-77 (Châssis de pompe P-9), 3 lignes"),
        ("parts list of MD-310-22", "Parts list of MD-310-22, 3 rows: ITEM 1, QTY 1"),
    ],
)
def test_answers(expert: DrawingExpert, text: str, start: str) -> None:
    finding = _ask(expert, text)
    assert finding is not None
    assert finding.evidence, finding.refusal
    statement = finding.evidence[0].statement
    assert statement is not None
    assert statement.startswith(start), statement
    assert finding.evidence[0].boxes


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("material of item 9 on MD-310-22", "The parts list of MD-310-22 has no item 9; it has 1, 3, 5."),
        ("mass of item 1 on MD-310-22", "The parts list of MD-310-22 gives no mass for item 1, BODY."),
        ("material of item 3", "Which drawing: GA-520-01, MD-310-22, PL-77?"),
        ("total mass of MD-310-22", "The parts list of MD-310-22 gives no mass."),
    ],
)
def test_what_a_list_lacks(expert: DrawingExpert, text: str, refusal: str) -> None:
    finding = _ask(expert, text)
    assert finding is not None
    assert (finding.evidence, finding.refusal) == ((), refusal)


@pytest.mark.parametrize(
    "text",
    [
        "how many bolts do we have in stock?",
        "number of seat rings",
        "combien de vis M20 ?",
        "what does item 3 of the checklist say?",
        "material of P-301A",
        "how many work orders on the seat ring?",
        "material of MD-310-22",
        "what material is the impeller?",
        "how many pumps are on PID-300-002?",
        "how heavy is the pump?",
        "quelle est la masse de la pompe P-10 ?",
        "which class of insulation has the motor?",
        "combien de pompes ?",
    ],
)
def test_questions_of_others(expert: DrawingExpert, text: str) -> None:
    assert _ask(expert, text) is None
