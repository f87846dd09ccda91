from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from assistant.experts import Expert
from assistant.experts.drawings import DrawingExpert
from assistant.records import Finding, Question
from retrieval.records import Scope

from .conftest import FakeKnowledge, Objects

Find = Callable[..., Finding]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("What scale is drawing MD-220-04?", "2:1 is the scale of MD-220-04"),
        ("material of the pump shaft sleeve?", "1.4401 is the material"),
        ("what material is the shaft on MD-220-04?", "1.4401 is the material"),
        ("material of the bore of MD-220-04", "1.4401 is the material"),
        ("how heavy is the part on MD-220-04", "0.85 kg is the mass"),
        ("who checked MD-220-04?", "A. Lind: MD-220-04"),
        ("Who drew MD-220-04 and what material is it?", "J. Roche (drawn by), 1.4401 (material)"),
        ("current revision of the condensate P&ID", "F is the revision of PID-300-002"),
        ("what changed in rev B of MD-220-04?", "Bore 40 H7 instead of 40 H8"),
        (
            "which revision of MD-220-04 changed the bore to H7?",
            "Bore 40 H7 instead of 40 H8: that is revision B",
        ),
        (
            "what changed from rev A to rev B of MD-220-04?",
            "B, 2021-05-04, Bore 40 H7 instead of 40 H8: the revisions",
        ),
        (
            "what changed in the latest revision of MD-220-04?",
            "Bore 40 H7 instead of 40 H8: that is revision B",
        ),
        ("quelle révision a modifié le MD-220-04 en H7 ?", "Bore 40 H7 instead of 40 H8"),
        ("when was the first issue of MD-220-04?", "2019-01-15 is the date of revision A"),
        ("when was revision A of MD-220-04 issued?", "2019-01-15 is the date of revision A"),
        ("how many revisions does MD-220-04 have?", "2 revisions of MD-220-04"),
        ("what does note 2 of MD-220-04 say?", "Harden the outside to 55 HRC, depth 1 mm (note 2"),
        (
            "what straight length does FT-305 need upstream? see the notes",
            "Straight length upstream of FT-305: 8 m (note 2",
        ),
        ("which drawing shows HV-301?", "PID-300-002 (Condensate system) shows HV-301"),
        ("what is connected to HV-301?", "T-300, P-301A: that is what HV-301 is connected to"),
        ("which line connects T-300 and HV-301?", "100-CD-3001 joins T-300 and HV-301"),
        ("list the pumps on the P&ID", "P-301A, P-301B: 2 pumps on PID-300-002"),
        ("how many instruments are on the P&ID", "2 instruments on PID-300-002"),
        ("nominal size of HV-301 on the P&ID", "DN100 is what PID-300-002"),
        ("what is the fit of the 40 diameter on MD-220-04", "H7 (Ø40 H7)"),
        ("fit of the bore on MD-220-04", "H7 (Ø40 H7)"),
        ("how many holes are on MD-220-04?", "4 holes (4 × Ø6.6)"),
        ("bolt circle on MD-220-04", "PCD 64"),
        ("outside diameter of MD-220-04", "Ø52 f7"),
        ("show me drawing MD-220-04", "Here is the drawing MD-220-04"),
        (
            "Can I see the condensate P&ID?",
            "Here is the drawing PID-300-002 (Condensate system), revision F.",
        ),
        ("what drawings does PID-300-002 refer to?", "MD-220-04: PID-300-002"),
    ],
)
def test_answers(find: Find, text: str, start: str) -> None:
    finding = find(text)
    assert finding.evidence, finding
    best = finding.evidence[0]
    assert best.statement is not None
    assert best.statement.startswith(start), best.statement
    assert best.score >= 0.5


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Quelle est l'échelle du plan MD-220-04 ?", "2:1 : échelle de MD-220-04"),
        ("qui a dessiné le plan MD-220-04 ?", "J. Roche : MD-220-04"),
        ("Sur quel plan figure P-301B ?", "PID-300-002 (Condensate system) : plan où figure P-301B"),
        ("À quoi est relié HV-301 ?", "T-300, P-301A : reliés à HV-301"),
        ("combien de trous sur le plan MD-220-04 ?", "4 trous"),
        ("Montre-moi le plan MD-220-04", "Voici le plan MD-220-04 (Pump shaft sleeve), révision B."),
        ("Que dit la note 3 du plan MD-220-04 ?", "Mark the part number on the face (note 3 de"),
    ],
)
def test_french(find: Find, text: str, start: str) -> None:
    statement = find(text, "fr").evidence[0].statement
    assert statement is not None
    assert statement.startswith(start), statement


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what is the surface finish of MD-220-04?", "states no finish"),
        ("what changed in rev D of MD-220-04", "has no revision D; it has B, A"),
        ("what does note 9 of MD-220-04 say?", "has no note 9"),
        ("which drawing shows P-999?", "No drawing shows P-999"),
        ("scale of drawing MD-777-01?", "There is no drawing MD-777-01"),
        ("what is P-999 connected to on PID-300-002?", "P-999 is not on PID-300-002"),
        ("tolerance of the 61 diameter on MD-220-04", "has no dimension 61"),
        ("how many motors are on PID-300-002?", "shows no motors"),
    ],
)
def test_refusals(find: Find, text: str, words: str) -> None:
    finding = find(text)
    assert not [e for e in finding.evidence if e.score >= 0.5], finding.evidence
    assert finding.refusal is not None
    assert words in finding.refusal


def test_the_pdf_is_shown_before_the_dxf_with_its_place(find: Find) -> None:
    best = find("material of MD-220-04").evidence[0]
    assert best.source == "plant/MD-220-04.pdf"
    assert (best.page, best.boxes, best.unit) == (1, ((10, 20, 30, 40),), "pt")
    assert best.quote == "1.4401"
    assert best.values == ("1.4401",)


def test_notes_asked_for_are_given_verbatim(find: Find) -> None:
    best = find("notes on drawing MD-220-04").evidence[0]
    assert best.verbatim
    assert "Harden the outside to 55 HRC" in best.quote
    assert (best.page, best.boxes) == (2, ((1, 2, 3, 4),))


def test_every_place_of_a_list_is_marked(find: Find) -> None:
    assert len(find("list the tags on PID-300-002").evidence[0].boxes) == 6


def test_what_a_list_lacks(knowledge: FakeKnowledge, find: Find) -> None:
    knowledge.add_list(
        "plant/instruments.csv", "instrument list", pd.DataFrame({"Tag": ["FT-305"], "Unit": ["m3/h"]})
    )
    best = find("which instrument on the P&ID is missing in the instrument list?").evidence[0]
    assert best.statement is not None
    assert best.statement.startswith("LSL-301: on PID-300-002")
    assert best.also == ("plant/instruments.csv",)


@pytest.mark.parametrize(
    "text",
    [
        "which valves of the valve list are not on PID-300-002?",
        "quelles vannes de la liste ne figurent pas sur le plan PID-300-002 ?",
    ],
)
def test_what_a_drawing_lacks(knowledge: FakeKnowledge, text: str) -> None:
    frame = pd.DataFrame(
        {
            "Tag": ["HV-301", "HV-309", "HV-400"],
            "P&ID": ["PID-300-002", "PID-300-002", "PID-300-003"],
            "Line": ["L1", "L1", "L2"],
        }
    )
    knowledge.add_list("plant/valve_list.csv", "valve list", frame)
    language = "fr" if text.startswith("quelles") else "en"
    question = Question(text=text, asked=text, language=language)
    found = DrawingExpert(knowledge).find_undrawn(question, Scope())
    assert found is not None
    assert found.statement is not None
    assert found.statement.startswith("HV-309")
    assert "HV-301" not in found.statement
    assert "HV-400 (PID-300-003)" in found.statement


def test_the_largest_dimension(find: Find) -> None:
    best = find("largest dimension on MD-220-04").evidence[0]
    assert best.statement == "85, as printed on MD-220-04 (Pump shaft sleeve)."


@pytest.mark.parametrize(
    "text",
    [
        "How many work orders on P-301A in 2024?",
        "mean flow on 5 June 2020",
        "when was P-301A last repaired and who approved it?",
        "who approved the deferral of the maintenance?",
        "what is the material of the gasket in the report?",
        "hello",
    ],
)
def test_questions_of_others(find: Find, text: str) -> None:
    finding = find(text)
    assert not [e for e in finding.evidence if e.score >= 0.5], finding.evidence
    assert finding.refusal is None


def test_affinity(knowledge: FakeKnowledge) -> None:
    expert: Expert = DrawingExpert(knowledge)

    def affinity(text: str) -> float:
        return expert.affinity(Question(text=text, asked=text, language="en"), Scope())

    assert affinity("what scale is drawing MD-220-04?") > 0.8
    assert affinity("which drawing shows P-301A?") > 0.5
    assert affinity("how many work orders on P-301A?") < 0.3
    assert affinity("hello") < 0.1


def test_no_drawings(tmp_path: object) -> None:
    from pathlib import Path

    expert = DrawingExpert(FakeKnowledge(Objects(Path(str(tmp_path)))))
    question = Question(text="scale of MD-1?", asked="", language="en")
    assert expert.find(question, Scope()) == Finding()
    assert expert.affinity(question, Scope()) == 0.0


def test_new_drawings_are_seen(knowledge: FakeKnowledge) -> None:
    expert = DrawingExpert(knowledge)
    question = Question(text="material of drawing MD-500-01", asked="", language="en")
    assert expert.find(question, Scope()).refusal is not None
    knowledge.add("plant/new.pdf", "title_block", "MD-500-01", "drawing number")
    knowledge.add("plant/new.pdf", "title_block", "S235", "material")
    assert expert.find(question, Scope()).evidence[0].quote == "S235"


def test_roughness_that_is_printed_is_the_surface_finish(find: Find, knowledge: FakeKnowledge) -> None:
    for text in ("Ra 1.6", "Ra 0.8"):
        knowledge.add("plant/MD-220-04.pdf", "text", text)
    for question, language in (("surface finish of MD-220-04", "en"), ("état de surface de MD-220-04", "fr")):
        assert (find(question, language).evidence[0].statement or "").startswith("Ra 1.6, Ra 0.8")
    knowledge.add("plant/MD-220-04.pdf", "title_block", "blasted", "finish")
    assert (find("surface finish of MD-220-04").evidence[0].statement or "").startswith("blasted")


def test_a_bare_v_is_a_valve_where_it_is_drawn_as_one(find: Find, knowledge: FakeKnowledge) -> None:
    diagram = "plant/PID-300-002.pdf"
    for tag in ("V-300", "V-301", "XV-302"):
        knowledge.add(diagram, "tag", tag)
    for tag in ("V-301", "XV-302", "HV-301"):
        knowledge.add(diagram, "block", tag, "valve symbol")
    assert "V-301, XV-302" in (find("list the valves on PID-300-002").evidence[0].statement or "")
    tanks = find("list the tanks on PID-300-002").evidence[0].statement or ""
    assert "V-300" in tanks
    assert "V-301" not in tanks


def test_the_largest_dimension_where_thousands_are_set_apart(find: Find, knowledge: FakeKnowledge) -> None:
    knowledge.add("plant/MD-220-04.pdf", "dimension", "12 000", "linear")
    assert (find("largest dimension of MD-220-04").evidence[0].statement or "").startswith("12 000")


def test_the_latest_of_letters_and_numbers_is_told_by_its_day(find: Find, knowledge: FakeKnowledge) -> None:
    for source in ("plant/MD-220-04.dxf", "plant/MD-220-04.pdf"):
        knowledge.add(source, "revision", "0 | 2022-07-01 | Issued for construction", "0")
    latest = find("what changed in the latest revision of MD-220-04?").evidence[0].statement or ""
    assert latest.startswith("Issued for construction: that is revision 0")
