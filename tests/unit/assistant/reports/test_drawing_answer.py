"""The verdict of a drawing against a clause, as an answer with its evidence."""

from __future__ import annotations

from typing import cast

import pytest

from assistant.experts.drawings.asked import Asked, understand
from assistant.experts.drawings.comply import rule_asked
from assistant.experts.drawings.drawing import Drawing, Version
from assistant.records import Finding
from assistant.reports.drawing.answer import DrawingJudge, JudgeKnowledge
from retrieval.identifiers import label_key
from retrieval.records import Chunk, DrawingEntity, EntityKind, Hit, Language, Scope, Span

STANDARD = "site/QX-STD-004.pdf"
CLAUSES = {
    "6.3": "The spigot must be no more than 12 mm high.",
    "6.4": "Bolts are tightened to this table.\nThread | Torque, N·m\nM8 | 25\nM10 | 49",
    "6.5": "Covers are kept clean.",
}


class Catalogue:
    """Clauses of one standard, and of a report with the same numbers."""

    def chunks_labelled(self, label: str, *, scope: Scope) -> list[Chunk]:
        return [c for c in chunks() if label_key(c.label or "") == label_key(label)]


class Knowledge:
    """A catalogue, and a search that finds all clauses."""

    catalogue = Catalogue()

    def search(self, query: str, *, top_k: int = 8) -> list[Hit]:
        return [Hit(chunk=chunk, score=1.0) for chunk in chunks()]


def chunks() -> list[Chunk]:
    made = [(STANDARD, label, text) for label, text in CLAUSES.items()]
    made.append(("reports/R-1.docx", "6.3", "The gap was at most 2 mm."))
    return [
        Chunk(
            id=f"{source}{label}", source=source, kind="text", ordinal=n, text=text, label=label, page=7,
            spans=(Span(start=0, end=len(text), page=7, box=(50, 60 + n, 300, 70 + n)),),
        )
        for n, (source, label, text) in enumerate(made)
    ]  # fmt: skip


def cover(*things: tuple[EntityKind, str, str]) -> Drawing:
    entities = tuple(
        DrawingEntity(
            id=f"e{n}", source="site/KD-77-02.pdf", kind=kind, text=text, name=name, page=1, box=(n, 1, 9, 9)
        )
        for n, (kind, text, name) in enumerate(things)
    )
    return Drawing(
        "KD-77-02", "Bearing cover", (Version("site/KD-77-02.pdf", entities),), frozenset({"cover"})
    )


def judged(drawing: Drawing, text: str, language: Language = "en") -> Finding:
    asked: Asked = understand(text, language, (drawing,))
    rule = rule_asked(asked)
    assert rule is not None
    return DrawingJudge(cast("JudgeKnowledge", Knowledge()))(asked, rule, drawing)


HIGH = cover(("dimension", "13", "linear"), ("note", "NOTES\n1. 6 bolts M10, 49 N·m.", ""))


def test_a_broken_clause_is_said_with_the_region_and_the_clause() -> None:
    found = judged(HIGH, "Does drawing KD-77-02 comply with clause 6.3 of QX-STD-004?")
    seen, clause = found.evidence
    assert seen.statement == (
        "No: KD-77-02 (Bearing cover) does not comply with clause 6.3 of QX-STD-004. "
        "6.3 (QX-STD-004.pdf, p. 7) asks for at most 12 mm; the sheet shows 13."
    )
    assert (seen.kind, seen.source, seen.page, seen.boxes) == (
        "drawing",
        "site/KD-77-02.pdf",
        1,
        ((0, 1, 9, 9),),
    )
    assert (clause.kind, clause.source, clause.label, clause.page) == ("text", STANDARD, "6.3", 7)
    assert clause.boxes == ((50, 60, 300, 70),)
    assert clause.statement == "Clause 6.3: “The spigot must be no more than 12 mm high”."


def test_a_kept_clause_is_said_in_french() -> None:
    low = cover(("dimension", "11", "linear"))
    found = judged(low, "Le plan KD-77-02 respecte-t-il la clause 6.3 de QX-STD-004 ?", "fr")
    assert str(found.evidence[0].statement).startswith(
        "Oui, pour ce que montre le plan : KD-77-02 (Bearing cover) respecte la clause 6.3 de QX-STD-004."
    )
    assert "demande au plus 12 mm ; la feuille montre 11." in str(found.evidence[0].statement)


def test_a_note_is_held_to_the_row_that_it_names() -> None:
    found = judged(HIGH, "Does drawing KD-77-02 comply with clause 6.4?")
    assert str(found.evidence[0].statement).startswith("Yes, as far as the drawing shows")
    assert found.evidence[0].quote == "NOTES\n1. 6 bolts M10, 49 N·m."


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Does drawing KD-77-02 comply with clause 9.9?", "No document here has a clause 9.9."),
        (
            "Does drawing KD-77-02 comply with clause 6.5?",
            "does not decide it. 6.5 (QX-STD-004.pdf, p. 7) sets no bound",
        ),
    ],
)
def test_what_cannot_be_decided_is_refused_with_its_reason(question: str, said: str) -> None:
    found = judged(HIGH, question)
    assert found.evidence == ()
    assert said in str(found.refusal)


def test_without_a_number_only_clauses_of_standards_on_the_subject_count() -> None:
    found = judged(
        HIGH, "Is the height of the spigot on drawing KD-77-02 allowed by the standard? It must be low."
    )
    assert {e.source for e in found.evidence} == {"site/KD-77-02.pdf", STANDARD}
    other = judged(
        cover(("dimension", "13", "linear")), "Does the colour of drawing KD-77-02 meet the standard?"
    )
    assert other.evidence == ()
    assert "No clause was named" in str(other.refusal)
