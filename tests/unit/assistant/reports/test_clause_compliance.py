"""Bounds of clauses are read from their words, and a sheet's amounts are held to them."""

from __future__ import annotations

from typing import cast

import pytest

from assistant.reports.drawing.bounds import bounds_of
from assistant.reports.drawing.compliance import compare
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
