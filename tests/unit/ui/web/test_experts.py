"""What the page tells of experts: who answered first, what the gate had chosen beside it."""

from __future__ import annotations

from assistant.records import Answer, ExpertUse, Sentence, TokenUse
from ui.web.experts import answered_line, asking_line, spoken_line

TREND = Answer(
    text="It rises.", abstained=False, language="en", answered_by=("series",), route="computed",
    gate={"table": 0.8, "text": 0.2}, experts=(ExpertUse(name="series", weight=0.0, seconds=0.1, answered=True),),
)  # fmt: skip


def test_experts_that_are_asked_are_ordered_by_weight() -> None:
    line = asking_line({"text": 0.2, "series": 0.8})
    assert line.index("series") < line.index("text")
    assert "Asking" in line
    assert asking_line({}) == ""


def test_who_answered_is_told_before_what_the_gate_had_chosen() -> None:
    line = answered_line(TREND)
    who, gate = line.split("The gate had chosen:")
    assert "Answered by:" in who
    assert "series" in who
    assert "tables" not in who
    assert "worked out" in who
    assert "80%" in gate
    assert "series" not in gate
    french = answered_line(TREND, language="fr")
    assert "mesures" in french.split("aiguillage")[0]
    assert "80\u202f%" in french


def test_nobody_answered_is_told_and_a_greeting_asks_nobody() -> None:
    nothing = Answer(
        text="I did not find it.", abstained=True, language="en", gate={"text": 1.0},
        experts=(ExpertUse(name="text", weight=1.0, seconds=0.1),),
    )  # fmt: skip
    assert "No expert found an answer" in answered_line(nothing)
    hello = Answer(text="Hello.", abstained=True, language="en", gate={"text": 1.0})
    assert answered_line(hello) == ""


def test_words_that_experts_of_the_model_wrote_are_told_with_their_weights() -> None:
    tokens = (
        TokenUse(text="<40", experts={"text": 0.2, "table": 0.8}),
        TokenUse(text=" mm", experts={"text": 0.7, "table": 0.3}),
    )
    said = Sentence(text="<40 mm", supported=True, citations=(1,), tokens=tokens)
    quoted = Sentence(text="It is so.", supported=True, citations=(1,))
    markup = spoken_line(Answer(text="", abstained=False, language="en", sentences=(said, quoted)))
    assert '<span class="e1" title="text 20% · tables 80%">&lt;40</span>' in markup
    assert '<span class="e0" title="text 70% · tables 30%"> mm</span>' in markup
    assert spoken_line(Answer(text="", abstained=False, language="en", sentences=(quoted,))) == ""
