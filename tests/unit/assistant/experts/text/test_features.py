"""What speaks against a candidate: rows of another thing, captions; and ranges written as two bounds."""

from __future__ import annotations

import pytest

from assistant.experts.text.candidates import candidates
from assistant.experts.text.features import Features, measure
from assistant.experts.text.intent import read_intent
from assistant.records import Question
from retrieval.records import Chunk, Hit

TABLE = "Thread | Torque, N·m\nM10 | 49\nM12 | 85"


def measured(question: str, text: str) -> dict[str, Features]:
    intent = read_intent(Question(text=question, asked=question, language="en"))
    hit = Hit(chunk=Chunk(id="c", source="a", kind="table", ordinal=0, text=text), score=1.0)
    return {
        c.text: measure(intent, (), c, meaning=0.5, best_meaning=0.5, best_score=1.0)
        for c in candidates(hit, 0, parent=lambda _: None)
    }


def test_a_row_of_another_code_answers_nothing() -> None:
    asked = measured("tightening torque for M12 bolts?", TABLE)
    assert asked["M12 | 85"].kind_fits > 0
    assert asked["M10 | 49"].kind_fits == 0
    assert all(f.kind_fits == 0 for f in measured("tightening torque for M30 bolts?", TABLE).values())
    assert all(f.kind_fits > 0 for f in measured("tightening torque in DN80 lines?", TABLE).values())


def test_a_caption_answers_only_who_asks_for_a_table() -> None:
    text = "Tables\nTable 7 – Tightening torque, dry\nTable 8 – Greases."
    caption = "Table 7 – Tightening torque, dry"
    assert measured("what is the tightening torque?", text)[caption].kind_fits == 0
    assert measured("which table gives the tightening torque?", text)[caption].kind_fits > 0


@pytest.mark.parametrize(("power", "fits"), [("132 kW", 1.0), ("60 kW", -1.0), ("400 kW", -1.0)])
def test_two_bounds_of_a_row_are_one_range(power: str, fits: float) -> None:
    row = "Pumps above 75 kW up to 300 kW | 4.5"
    found = measured(f"alert limit of a {power} pump?", f"Machines | Alert\n{row}\nFans | 2.8")
    assert found[row].range_fits == fits
