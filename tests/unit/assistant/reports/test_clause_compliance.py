"""Bounds of clauses are read from their words, and a sheet's amounts are held to them."""

from __future__ import annotations

from typing import cast

import pytest

from assistant.reports.drawing.bounds import bounds_of
from assistant.reports.drawing.compliance import compare
from assistant.reports.drawing.positions import place_asked
from assistant.reports.drawing.subject import Passage, ReportLanguage, Subject
from assistant.reports.drawing_check import check_drawing, report_json
from retrieval.records import DrawingEntity, EntityKind


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("The coupling guard must be no more than 12 mm from the shaft.", [("most", 0.012)]),
        ("Pipes must be attached 160 mm or less below the deck.", [("most", 0.16)]),
        ("The included angle must be 30° or more.", [("least", 30.0)]),
        ("Shields are of 2.5 mm (0.098 inch) minimum thickness steel.", [("least", 0.0025)]),
        ("The rail lies between 900 mm and 1.1 m above the floor.", [("least", 0.9), ("most", 1.1)]),
        ("Yield strength (Sy) 240 MPa", [("most", 240e6)]),
        ("La distance doit être au moins de 50 mm.", [("least", 0.05)]),
        ("Le jeu ne doit pas dépasser 0,2 mm.", [("most", 0.0002)]),
        ("Bolts are tightened to 49 N·m.", []),
        ("Use at least two clips.", []),
        ("The clearance of new rings is 0.40 mm to 0.50 mm.", [("least", 0.0004), ("most", 0.0005)]),
        ("Le jeu est de 2 mm à 3 mm.", [("least", 0.002), ("most", 0.003)]),
        ("No part may lie above 2 m.", [("most", 2.0)]),
        ("The sensor must not be mounted below 300 mm.", [("least", 0.3)]),
        ("Keep people from touching what is not cooled, at more than 60 °C.", [("least", 60.0)]),
        ("The driver will not touch metal heated above 60 °C.", [("most", 60.0)]),
        ("Rien ne doit se trouver au-dessus de 2 m.", []),
    ],
)
def test_words_beside_a_number_make_it_a_bound(sentence: str, bounds: list[tuple[str, float]]) -> None:
    found = list(bounds_of(sentence))
    assert [bound.way for bound in found] == [way for way, _ in bounds]
    assert [bound.value for bound in found] == pytest.approx([value for _, value in bounds])


def sheet(
    *entities: tuple[EntityKind, str, str], language: ReportLanguage = "en", units: str = ""
) -> Subject:
    block: list[tuple[EntityKind, str, str]] = [("title_block", units, "units")] if units else []
    made = [*entities, *block]
    return Subject(
        name="a.pdf", media="pdf", unit="pt", pages=1, language=language,
        entities=tuple(
            DrawingEntity(id=f"e{n}", source="a.pdf", kind=kind, text=text, name=name, page=1, box=(n, 0, 9, 9))
            for n, (kind, text, name) in enumerate(made)
        ),
    )  # fmt: skip


def clause(text: str) -> Passage:
    return Passage(source="site/S-1.pdf", text=text, label="7.3", page=4)


def verdicts(subject: Subject, text: str) -> list[str]:
    return [verdict.verdict for verdict in compare(subject, [clause(text)])]


GUARD = "The guard must be no more than 12 mm from the shaft."


def test_the_nearest_dimension_is_held_to_the_bound() -> None:
    near = sheet(("dimension", "12.4", "linear"), ("dimension", "180", "linear"))
    (verdict,) = compare(near, [clause(GUARD)])
    assert verdict.verdict == "broken"
    assert verdict.reason == "7.3 (S-1.pdf, p. 4) asks for at most 12 mm; the sheet shows 12.4."
    assert verdicts(sheet(("dimension", "11.9", "linear")), GUARD) == ["met"]
    assert verdicts(sheet(("dimension", "12", "linear")), GUARD) == ["met"]


def test_what_cannot_be_compared_is_undecided() -> None:
    assert verdicts(sheet(("dimension", "180", "linear")), GUARD) == ["undecided"]
    assert verdicts(sheet(("dimension", "12.4", "radius")), GUARD) == ["undecided"]
    assert verdicts(sheet(("dimension", "12.4°", "angle")), GUARD) == ["undecided"]
    assert verdicts(sheet(("dimension", "12.4", "linear")), "Keep the guard near.") == ["undecided"]


def test_a_radius_is_doubled_where_a_diameter_is_asked_for() -> None:
    text = "Wheels must be 200 mm or more in diameter."
    assert verdicts(sheet(("dimension", "R98", "radius")), text) == ["broken"]
    assert verdicts(sheet(("dimension", "R101", "radius")), text) == ["met"]


def test_dimensions_are_in_the_unit_of_the_title_block() -> None:
    assert verdicts(sheet(("dimension", ".5", "linear"), units="INCHES"), GUARD) == ["broken"]
    assert verdicts(sheet(("dimension", ".4", "linear"), units="INCHES"), GUARD) == ["met"]


def test_numbers_of_a_result_picture_are_in_the_unit_that_stands_in_brackets() -> None:
    picture = sheet(("text", "260.00", ""), ("text", "0.00", ""), ("text", "[MPa]", ""))
    assert verdicts(picture, "Yield strength (Sy) 240 MPa") == ["broken"]
    assert verdicts(sheet(("text", "260.00", "")), "Yield strength (Sy) 240 MPa") == ["undecided"]


def test_a_broken_bound_is_a_finding_with_its_region_and_all_are_in_the_json() -> None:
    subject = sheet(("dimension", "12.4", "linear"), language="fr")
    report = check_drawing(subject, [clause(GUARD)])
    (finding,) = [finding for finding in report.findings if finding.rule == "clause_limit"]
    assert finding.region == (0.0, 0.0, 9.0, 9.0)
    assert finding.reason == "7.3 (S-1.pdf, p. 4) demande au plus 12 mm ; la feuille montre 12.4."
    (body,) = cast("list[dict[str, object]]", report_json(report)["clauses"])
    assert (body["verdict"], body["bound"], body["shown"]) == ("broken", "most 12 mm", "12.4")


def told(subject: Subject, text: str, known: str) -> tuple[str, str]:
    (verdict,) = compare(subject, [clause(text)], known)
    return verdict.verdict, verdict.reason


HOOD = "The hood must have a width of at least three times the width of the belt."


def test_a_multiple_of_a_size_that_is_told() -> None:
    shown = sheet(("dimension", "58.5", "linear"))
    assert told(shown, HOOD, "The belt is 20 mm wide.")[0] == "broken"
    assert "3 × 20 mm is 60 mm, the sheet shows 58.5" in told(shown, HOOD, "The belt is 20 mm wide.")[1]
    assert told(shown, HOOD, "The belt (not shown) is 19 mm wide.")[0] == "met"
    assert (
        told(sheet(("dimension", "58.5", "linear"), ("note", "Belt width 19 mm", "")), HOOD, "")[0] == "met"
    )
    verdict, reason = told(shown, HOOD, "The shaft is 20 mm long.")
    assert verdict == "undecided"
    assert "width of the belt is neither shown nor told" in reason


def test_a_multiple_of_the_other_length_on_the_sheet_says_what_it_took() -> None:
    verdict, reason = told(sheet(("dimension", "58.5", "linear"), ("dimension", "20", "linear")), HOOD, "")
    assert verdict == "broken"
    assert "the other length shown, taken for the width of the belt" in reason


THREADS = "At least two full threads must project from the nut."


@pytest.mark.parametrize(
    ("shown", "known", "verdict"),
    [("2.4", "Bolt M8", "broken"), ("2.6", "Bolt M8", "met"), ("2.1", "It has 1 thread/mm.", "met"),
     ("2.4", "", "undecided"), ("2.4", "M8 and M12", "undecided")],
)  # fmt: skip
def test_threads_are_counted_by_their_pitch(shown: str, known: str, verdict: str) -> None:
    assert told(sheet(("dimension", shown, "linear")), THREADS, known)[0] == verdict


def test_the_middle_is_half_of_the_whole_within_what_is_printed() -> None:
    text = "The lug must be centred on the beam."
    assert told(sheet(("dimension", "80.2", "linear"), ("dimension", "40.1", "linear")), text, "")[0] == "met"
    assert (
        told(sheet(("dimension", "80.2", "linear"), ("dimension", "39.4", "linear")), text, "")[0] == "broken"
    )
    assert told(sheet(("dimension", "41", "linear"), ("dimension", "40", "linear")), text, "")[0] == "broken"
    assert told(sheet(("dimension", "80", "linear")), text, "")[0] == "undecided"


def test_a_distance_to_a_surface_goes_on_by_the_radius_at_its_end() -> None:
    text = "Braces end no more than 50 mm below the upper surface of the ring."
    shown = sheet(("dimension", "40", "linear"), ("dimension", "R12", "radius"))
    verdict, reason = told(shown, text, "")
    assert verdict == "broken"
    assert "taken to end at the centre of R12, so that the surface is 52 mm away" in reason
    assert told(sheet(("dimension", "40", "linear")), text, "")[0] == "met"
    assert told(shown, "Braces end no more than 50 mm below the ring.", "")[0] == "met"


CASES = "Minimum wall:\n- Steel tube 2 mm\n- Aluminium tube 3 mm"


def test_of_alternatives_the_one_that_is_named_counts() -> None:
    shown = sheet(("dimension", "2.5", "linear"))
    assert told(shown, CASES, "The tube is of steel.")[0] == "met"
    assert told(shown, CASES, "made of aluminium")[0] == "broken"
    drawn = sheet(("dimension", "2.5", "linear"), ("title_block", "Aluminium 6061", "material"))
    assert told(drawn, CASES, "")[0] == "broken"
    verdict, reason = told(shown, CASES, "")
    assert verdict == "undecided"
    assert "nothing says which it is" in reason
    both = {verdict.verdict for verdict in compare(sheet(("dimension", "1.8", "linear")), [clause(CASES)])}
    assert both == {"broken"}


TORQUES = "Bolts are tightened to this table.\nThread | Torque, N·m\nM8 | 25\nM10 | 49\nM12 | 85"


def test_a_note_keeps_to_what_a_table_sets_for_what_it_names() -> None:
    noted = sheet(("note", "1. Deburr.\n2. 6 bolts M10 x 30, 49 N·m", ""))
    (verdict,) = compare(noted, [clause(TORQUES)])
    assert verdict.verdict == "met"
    assert verdict.reason == (
        "7.3 (S-1.pdf, p. 4) asks for 49 N·m (M10); the sheet says “6 bolts M10 x 30, 49 N·m”."
    )
    assert verdicts(sheet(("note", "6 bolts M10, 60 N·m", "")), TORQUES) == ["broken"]
    assert verdicts(sheet(("note", "6 bolts M10\n4 bolts M8, 25 Nm", "")), TORQUES) == ["met"]
    assert verdicts(sheet(("note", "6 bolts M9, 60 N·m", "")), TORQUES) == ["undecided"]
    assert verdicts(sheet(("note", "6 bolts M10", "")), TORQUES) == ["undecided"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Wings must be inboard of two planes at the outside of the tires.", "inboard of"),
        ("Le réservoir doit se trouver en arrière de la cloison.", "en arrière de"),
        ("Wings must not be more than 250 mm rearward of the tires.", None),
        ("The tank is above the seat.", None),
        ("The tank must hold 3.5 l. It shall lie below the seat.", "below"),
    ],
    ids=["inboard", "French", "an amount", "nothing asked", "beside an amount"],
)
def test_where_a_thing_must_lie_is_found(text: str, place: str | None) -> None:
    assert place_asked(text) == place


def test_a_place_is_left_to_the_reader_and_said_beside_what_was_compared() -> None:
    alone = compare(sheet(("dimension", "12", "linear")), [clause("Wings must be inboard of the tires.")])
    assert [verdict.verdict for verdict in alone] == ["undecided"]
    assert "where a thing lies (“inboard of”)" in alone[0].reason
    text = "Wings must be no more than 250 mm wide. Wings must be inboard of the tires."
    both = compare(sheet(("dimension", "240", "linear"), language="fr"), [clause(text)])
    assert [verdict.verdict for verdict in both] == ["met", "undecided"]
    assert "dit où se trouve une chose (« inboard of »)" in both[1].reason
