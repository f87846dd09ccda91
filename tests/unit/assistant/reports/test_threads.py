from __future__ import annotations

import pytest

from assistant.reports.drawing.threads import pitches_of


@pytest.mark.parametrize(
    ("text", "millimetres"),
    [
        ("M8", [1.25]),
        ("4x M10x1 - 6H", [1.0]),
        ("Filetage M12 × 1,25", [1.25]),
        ("1/4-20 UNC", [1.27]),
        ("#10-32 UNF", [0.79375]),
        ("The stud has 1 thread/mm.", [1.0]),
        ("2 filets par mm", [0.5]),
        ("pas de 1,5 mm", [1.5]),
        ("pitch of 0.8 mm, M5", [0.8]),
        ("M6 and M20", [1.0, 2.5]),
        ("20 TPI", [1.27]),
        ("M101 is a motor, drawing M-8, EM8", []),
        ("M9", []),
        ("Pump P-101", []),
    ],
)
def test_designations_and_words_give_the_pitch(text: str, millimetres: list[float]) -> None:
    assert [pitch.length * 1000 for pitch in pitches_of(text)] == pytest.approx(millimetres)
