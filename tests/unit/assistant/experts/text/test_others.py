from __future__ import annotations

import pytest

from assistant.experts.text.candidates import candidates
from assistant.experts.text.expert import TextExpert
from assistant.experts.text.others import of_others, of_strangers, tags_said
from assistant.records import Question
from retrieval.records import Chunk, Hit, Scope


@pytest.mark.parametrize(
    ("asked", "named", "others"),
    [
        (("P-801",), ("P-802",), True),
        (("P-101C",), ("P-101A", "P-101B"), True),
        (("P-101",), ("P-101A",), False),  # the set, and one of it
        (("P-101A",), ("P-101",), False),
        (("P-801",), (), False),
        (("P-801",), ("M-801", "TT-106A"), False),  # its motor, its sensor
        (("P-801", "M-801"), ("P-802", "M-801"), False),
        (("040-P-101",), ("040-P-102",), True),
        ((), ("P-802",), False),
    ],
)
def test_equipment_of_the_same_make_is_another(
    asked: tuple[str, ...], named: tuple[str, ...], others: bool
) -> None:
    assert of_others(asked, named) is others


@pytest.mark.parametrize(
    ("asked", "named", "strangers"),
    [
        (("PSV-773",), ("V-120",), True),
        (("P-101A",), ("M-101A",), False),  # its motor
        (("P-101A",), ("V-120", "M-101"), False),
        (("P-101A",), (), False),
        ((), ("V-120",), False),
    ],
)
def test_equipment_of_other_loops_alone_is_strange(
    asked: tuple[str, ...], named: tuple[str, ...], strangers: bool
) -> None:
    assert of_strangers(asked, named) is strangers


def test_what_befell_another_pump_answers_nothing(expert: TextExpert) -> None:
    def quotes(tag: str) -> str:
        text = f"Quand le roulement de la pompe {tag} a-t-il été remplacé ?"
        found = expert.find(Question(text=text, asked=text, language="fr"), Scope())
        return " ".join(evidence.quote for evidence in found.evidence)

    assert "12 mars 2024" in quotes("P-101")
    assert "12 mars 2024" not in quotes("P-999")


@pytest.mark.parametrize(
    ("text", "of_b"),
    [
        ("P-101A tripped when its bearing reached 95 °C.", [True]),
        ("P-101A tripped at 95 °C. P-101B was started.", [True, False]),
        ("The pumps P-101A/B alternate.", [False]),
        ("P-101A/P-101B alternate. Each runs a week.", [False, False]),
        ("P-101A was opened. The wheel was worn.", [True, True]),  # of the only pump that the passage names
        ("The wheel was worn.", [False]),
    ],
)
def test_a_sentence_of_another_pump_is_told_from_one_of_its_sister(text: str, of_b: list[bool]) -> None:
    chunk = Chunk(
        id="c1", source="site/report.pdf", kind="text", ordinal=0, text=text, headings=(), label=None, page=1,
        language="en",
    )  # fmt: skip
    found = candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)
    assert [of_others(("P-101B",), tags_said(candidate)) for candidate in found] == of_b
