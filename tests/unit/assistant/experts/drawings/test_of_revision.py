"""A question that names the revision of a drawing is answered from that one, or told that it is not there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assistant.experts.drawings import DrawingExpert
from assistant.judge import judge
from assistant.records import Evidence, Finding, Question
from retrieval.records import DrawingEntity, Language, Scope

from .conftest import EVERYTHING, FakeCatalogue, FakeKnowledge, Objects


@dataclass
class WithOlder(FakeCatalogue):
    """Sources whose name says an older revision are seen where the scope asks for one."""

    def entities(self, scope: Scope = EVERYTHING, *, source: str | None = None) -> list[DrawingEntity]:
        older = [e for e in self.things if "_revA" in e.source]
        return older if scope.revision == "a" else [e for e in self.things if e not in older]


@pytest.fixture
def expert(tmp_path: Path) -> DrawingExpert:
    known = FakeKnowledge(Objects(tmp_path), catalogue=WithOlder())
    for revision, holes, material in (("A", "4X Ø14 THRU", "S235JR"), ("B", "6X Ø14 THRU", "S355J2")):
        source = f"plant/SP-7_rev{revision}.pdf"
        for name, text in (
            ("drawing number", "SP-700-01"),
            ("title", "PIPE SUPPORT"),
            ("material", material),
        ):
            known.add(source, "title_block", text, name)
        known.add(source, "title_block", f"Rev. {revision}", "revision")
        known.add(source, "revision", f"{revision} | 2024-02-20 | HOLES", revision)
        known.add(source, "dimension", holes, "diameter")
    return DrawingExpert(known)


def _find(expert: DrawingExpert, text: str, language: Language = "en") -> Finding:
    return expert.find(Question(text=text, asked=text, language=language), EVERYTHING)


@pytest.mark.parametrize(
    ("text", "language", "start"),
    [
        ("how many holes in SP-700-01 at revision A?", "en", "4 holes"),
        ("diameter of the holes of SP-700-01 rev. A", "en", "4X Ø14 THRU"),
        ("what is the material of SP-700-01 (rev A)?", "en", "S235JR is the material of SP-700-01 (PIPE SUPPORT, rev"),
        ("matière de SP-700-01 à l'indice A ?", "fr", "S235JR"),
        ("material of SP-700-01 rev B", "en", "S355J2 is the material"),
        ("material of SP-700-01", "en", "S355J2 is the material of SP-700-01 (PIPE SUPPORT)"),
        ("when was SP-700-01 rev B issued?", "en", "2024-02-20"),
    ],
)  # fmt: skip
def test_the_revision_that_is_named(expert: DrawingExpert, text: str, language: Language, start: str) -> None:
    assert (_find(expert, text, language).evidence[0].statement or "").startswith(start)


def test_a_revision_that_did_not_come_in(expert: DrawingExpert) -> None:
    finding = _find(expert, "material of SP-700-01 rev C")
    assert not finding.evidence
    assert finding.refusal == "SP-700-01 did not come in at revision C; it is here in Rev. B."


def test_words_of_another_drawing_are_no_answer_to_one_that_is_named(expert: DrawingExpert) -> None:
    finding = _find(expert, "material of SP-700-01 rev C")
    other = Evidence(kind="drawing", source="plant/CV-1.pdf", quote="8 HOLES", score=0.95)
    weights = {"drawing": 0.6, "text": 0.4}
    names_it = replace(other, quote="SEE SP-700-01, S355J2")
    report = replace(other, kind="text")
    for item, told in ((other, False), (names_it, True), (report, True)):
        verdict = judge({"drawing": finding, "text": Finding(evidence=(item,))}, weights, enough=0.5)  # type: ignore[arg-type]
        assert bool(verdict.evidence) is told


def test_a_list_of_parts_is_read_in_the_revision_that_is_named(tmp_path: Path) -> None:
    known = FakeKnowledge(Objects(tmp_path), catalogue=WithOlder())
    for revision, mass in (("A", "8.10"), ("B", "9.25")):
        source = f"plant/GA-4_rev{revision}.pdf"
        for name, text in (("drawing number", "GA-410-03"), ("title", "PUMP"), ("revision", revision)):
            known.add(source, "title_block", text, name)
        known.add(source, "block", f"Item: 7; Qty: 1; Description: Cover; Mass (kg): {mass}", "parts list")
    expert = DrawingExpert(known)
    for text, told in (
        ("mass of item 7 of GA-410-03", "9.25"),
        ("mass of item 7 of GA-410-03 rev A", "8.10"),
        ("masse du repère 7 de GA-410-03 à l'indice A", "8.10"),
    ):
        found = expert.find_parts(Question(text=text, asked=text, language="en"), EVERYTHING)
        assert found is not None
        assert told in (found.evidence[0].statement or ""), found
    absent = "mass of item 7 of GA-410-03 rev C"
    assert expert.find_parts(Question(text=absent, asked=absent, language="en"), EVERYTHING) is None
