from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.experts.drawings.asked import understand
from assistant.experts.drawings.comply import rule_asked
from assistant.experts.drawings.drawing import Drawing
from retrieval.records import Language

COVER = Drawing("KD-77-02", "Bearing cover", (), frozenset({"bear", "cover"}))


def asked(text: str, language: Language = "en") -> tuple[tuple[str, ...], frozenset[str]] | None:
    found = rule_asked(understand(text, language, (COVER,)))
    return None if found is None else (found.labels, found.documents)


@pytest.mark.parametrize(
    ("text", "labels", "documents"),
    [
        ("Does drawing KD-77-02 comply with clause 6.3 of QX-STD-004?", ("6.3",), {"QX-STD-004"}),
        ("Is the cover drawing compliant with T.5.2.7b?", ("T.5.2.7b",), set()),
        ("Does this drawing meet rules 6.3 and section 7.1.a?", ("6.3", "7.1.a"), set()),
        ("Le plan KD-77-02 respecte-t-il la règle 6.3 ?", ("6.3",), set()),
        ("Ce plan est-il conforme à l'article 12 de la norme ?", ("12",), set()),
        ("Is this drawing in line with the site standard?", (), set()),
    ],
)
def test_rules_that_a_question_names(text: str, labels: tuple[str, ...], documents: set[str]) -> None:
    found = asked(text, "fr" if " plan " in text else "en")
    assert found is not None
    assert found[0] == labels
    assert set(found[1]) == documents


@pytest.mark.parametrize(
    "text",
    [
        "What is the diameter on drawing KD-77-02?",
        "Which standard does drawing KD-77-02 comply with?",
        "Who approved drawing KD-77-02 according to clause 6.3?",
        "Where do the lines meet on the drawing?",
        "Show clause 6.3.",
    ],
)
def test_other_questions_are_left_alone(text: str) -> None:
    assert asked(text) is None


def test_the_number_of_the_drawing_is_no_rule() -> None:
    cover = replace(COVER, number="F.12")
    found = rule_asked(understand("Does drawing F.12 comply with the rules?", "en", (cover,)))
    assert found is not None
    assert found.labels == ()
