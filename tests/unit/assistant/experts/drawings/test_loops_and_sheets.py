"""Control loops, lines that go on on another sheet, things called by their printed names; of invented drawings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.experts.drawings import DrawingExpert
from assistant.experts.drawings.roles import is_controller, is_measuring
from assistant.records import Finding, Question
from retrieval.records import Scope

from .conftest import FakeKnowledge

FIRST, SECOND = "plant/14-PR-201.dxf", "plant/14-PR-202.dxf"
SHEETS = {
    FIRST: (
        "14-D-301 → 14-HV-302", "14-HV-302 → 14-P-303", "14-P-303 → 14-CK-304", "14-CK-304 → 14-LV-301",
        "14-LV-301 – LY-301", "LY-301 – LIC-301", "LIC-301 – LT-301", "14-D-301 – LT-301",
        "14-LV-301 → 14-E-305", "14-E-305 → “TO HEATER DWG 14-PR-202” (line 6\"-P-77-B2B)", "14-FV-306 – FT-309",
    ),
    SECOND: (
        "“FROM EXCHANGER DWG 14-PR-201” → 14-HV-311 (line 6\"-P-77-B2B)", "14-HV-311 → 14-H-312",
        "14-H-312 → “TO COLUMN 14-PR-209”",
    ),
}  # fmt: skip
NAMES = {"14-D-301": "Surge drum", "14-E-305": "Feed preheater", "14-P-303": "Feed pump"}

Ask = Callable[..., Finding | None]


@pytest.fixture
def expert(knowledge: FakeKnowledge) -> DrawingExpert:
    for source, lines in SHEETS.items():
        knowledge.add(source, "title_block", source[6:-4], "drawing number", unit="drawing")
        ends = dict.fromkeys(
            e for line in lines for e in line.partition(" (line")[0].replace("–", "→").split(" → ")
        )
        for at, tag in enumerate(
            [e for e in ends if not e.startswith("“")] + ["FIC-306"] * (source == FIRST)
        ):
            knowledge.add(source, "tag", tag, box=(50 * at, 0, 50 * at + 12, 3), unit="drawing")
            if tag in NAMES:
                knowledge.add(source, "text", NAMES[tag], box=(50 * at, 5, 50 * at + 12, 8), unit="drawing")
                knowledge.add(source, "text", "25 m3", box=(50 * at, 10, 50 * at + 9, 13), unit="drawing")
        for at, line in enumerate(lines):
            knowledge.add(source, "connection", line, box=(50 * at, 50, 50 * at + 9, 50), unit="drawing")
    return DrawingExpert(knowledge)


@pytest.fixture
def ask(expert: DrawingExpert) -> Ask:
    def find(text: str) -> Finding | None:
        question = Question(text=text, asked=text, language="fr" if text.endswith(" ?") else "en")
        asked = expert.run_asked(question, Scope())
        return None if asked is None else expert.find_run(asked, question, Scope())

    return find


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("which controller acts on 14-LV-301?", ["LIC-301: acts on 14-LV-301 by the lines of 14-PR-201, through LY-301"]),
        ("quel régulateur commande la 14-LV-301 ?", ["LIC-301 : agit sur 14-LV-301"]),
        ("what does 14-LIC-301 control?", ["14-LV-301: driven by LIC-301"]),
        ("sur quelle vanne agit LIC-301 ?", ["14-LV-301 : commandé par LIC-301"]),
        ("what does LIC-301 regulate?", ["14-LV-301: driven by LIC-301"]),
        ("capteur de la boucle 14-LV-301 ?", ["LIC-301 : agit sur 14-LV-301"]),
        ("which controller drives 14-FV-306?", ["FIC-306 has the loop number of 14-FV-306"]),
        (
            "what is downstream of 14-E-305?",
            ["“TO HEATER DWG 14-PR-202”: downstream", "14-HV-311 → 14-H-312: where it goes on on 14-PR-202"],
        ),
        ("what feeds 14-H-312?", ["“FROM EXCHANGER", "14-E-305: where it goes on on 14-PR-201"]),
        ("which valve is downstream of 14-E-305?", ["14-HV-311: where it goes on on 14-PR-202"]),
        (
            "qu'y a-t-il entre 14-E-305 et 14-H-312 ?",
            ["rien : entre 14-E-305 et « TO HEATER", "14-HV-311 : entre « FROM EXCHANGER"],
        ),
        ("which line goes from 14-E-305 to 14-H-312?", ['6"-P-77-B2B: the line between', '6"-P-77-B2B: the line']),
        ("which line feeds 14-H-312?", ['Line 6"-P-77-B2B. “FROM', "14-E-305"]),
        ("which valve is right before feed pump 14-P-303, suction side?", ["14-HV-302: the nearest valve upstream"]),
        ("quelle vanne juste avant la pompe 14-P-303, côté aspi ?", ["14-HV-302 : vanne en amont de 14-P-303"]),
        ("quelle vanne au refoulement de 14-P-303 ?", ["14-LV-301 : vanne en aval de 14-P-303"]),
        ("is there a check valve on the discharge of 14-P-303?", ["14-CK-304: the nearest check valve downstream"]),
        ("what is between 14-P-303 and the feed preheater?", ["14-CK-304 → 14-LV-301: between 14-P-303 and 14-E-305"]),
        ("what sits between charge pump 14-P-303 and the feed preheater?", ["14-CK-304 → 14-LV-301: between"]),
        ("what is between pump 14-P-303 and 14-E-305?", ["14-CK-304 → 14-LV-301: between"]),
        ("instruments on the feed surge drum 14-D-301", ["LT-301: the instruments joined to 14-D-301"]),
        ("quels instruments sont sur 14-D-301 d'après le schéma ?", ["LT-301 : instruments reliés à 14-D-301"]),
    ],
)  # fmt: skip
def test_answers(ask: Ask, text: str, starts: list[str]) -> None:
    finding = ask(text)
    assert finding is not None
    said = [item.statement or "" for item in finding.evidence]
    if len(starts) < len(said):
        said = said[-len(starts) :]
    assert [s[: len(start)] for s, start in zip(said, starts, strict=True)] == starts


@pytest.mark.parametrize(
    "text",
    [
        "what is the control voltage of 14-LV-301?",
        "quelle est la commande de la vanne 14-LV-301 ?",
        "when was the controller of 14-LV-301 replaced?",
        "what is the pressure between the feed pump and the preheater?",
    ],
)
def test_near_misses(ask: Ask, text: str) -> None:
    assert ask(text) is None


def test_an_amount_printed_at_a_thing_that_is_called_by_its_name(expert: DrawingExpert) -> None:
    question = Question(text="what is the volume of the surge drum?", asked="", language="en")
    (told, *_) = expert.find(question, Scope()).evidence
    assert (told.statement or "").startswith("25 m3: printed at 14-D-301 on 14-PR-201")


def test_letters_of_loops() -> None:
    assert [tag for tag in ("TIC-1", "LC-2", "14-FRC-3", "FCV-4", "C-5", "PDIC-6") if is_controller(tag)] == [
        "TIC-1", "LC-2", "14-FRC-3", "PDIC-6",
    ]  # fmt: skip
    assert [tag for tag in ("TT-1", "FE-2", "PIT-3", "TY-4", "XV-5") if is_measuring(tag)] == [
        "TT-1",
        "FE-2",
        "PIT-3",
    ]


def test_the_latest_revision_is_told_where_the_oldest_stands_first(knowledge: FakeKnowledge) -> None:
    knowledge.add("p/PL-8.dxf", "title_block", "PL-8", "drawing number")
    for row in ("A | 02/09/2024 | emission", "D | 19/01/2025 | ajout PSH-12", "E | 14/04/2025 | ajout P-13"):
        knowledge.add("p/PL-8.dxf", "revision", row, row[0])
    question = Question(text="dernière révision du PL-8, qu'est-ce qui a changé ?", asked="", language="fr")
    (told, *_) = DrawingExpert(knowledge).find(question, Scope()).evidence
    assert (told.statement or "").startswith("ajout P-13 : révision E de PL-8")


def test_of_several_things_the_one_whose_name_says_no_more_is_meant(knowledge: FakeKnowledge) -> None:
    source = "plant/PID-61.svg"
    knowledge.add(source, "title_block", "PID-61", "drawing number", unit="drawing")
    names = {"AD-1": "Adoucisseur", "BA-2": "Bâche 2 m3", "VE-3": "Vase d'expansion", "V-11": "", "V-12": ""}
    for at, (tag, name) in enumerate(names.items()):
        knowledge.add(source, "tag", tag, box=(50 * at, 0, 50 * at + 12, 3), unit="drawing")
        if name:
            knowledge.add(source, "text", name, box=(50 * at, 15, 50 * at + 12, 18), unit="drawing")
    for line in ("AD-1 → V-11", "V-11 → BA-2", "BA-2 → V-12", "V-12 → VE-3"):
        knowledge.add(source, "connection", line, unit="drawing")
    expert = DrawingExpert(knowledge)
    told = {}
    for text in (
        "what is between the softener and the tank?",
        "what is between BA-2 and the expansion vessel?",
    ):
        question = Question(text=text, asked=text, language="en")
        asked = expert.run_asked(question, Scope())
        assert asked is not None
        told[text] = asked.tags
    assert list(told.values()) == [("AD-1", "BA-2"), ("BA-2", "VE-3")]
    asked = expert.run_asked(
        Question(text="quelle vanne entre la bâche et le vase d'expansion ?", asked="", language="fr"),
        Scope(),
    )
    assert asked is not None
    assert asked.tags == ("BA-2", "VE-3")
    text = "quelle vanne entre la bâche de stockage et le vase d'expansion ?"
    assert expert.run_asked(Question(text=text, asked=text, language="fr"), Scope()) is None
