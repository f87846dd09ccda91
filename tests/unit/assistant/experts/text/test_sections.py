from __future__ import annotations

import pytest

from assistant.experts.text.sections import asked_section, in_section


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("what does the fitter recommend?", "recommendation"),
        ("Que préconise le technicien ?", "recommendation"),
        ("what did they find in the gearbox", "findings"),
        ("what does the survey conclude?", "conclusion"),
        ("Pourquoi le ventilateur s'est-il arrêté ?", "causes"),
        ("what does the repair cost?", "cost"),
        ("how thick is the plate?", None),
    ],
)
def test_what_is_asked_for(question: str, section: str | None) -> None:
    assert asked_section(question) == section


@pytest.mark.parametrize(
    ("title", "held"),
    [("5 Recommendations", True), ("Préconisations", True), ("2 Scope", False), ("", False)],
)
def test_titles_of_a_section(title: str, held: bool) -> None:
    assert in_section("recommendation", title) is held
