"""What a repair did to a reading is told from the log's last standstill."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.crossing.after_stop import AfterStop, asked_after
from assistant.experts.series.moved import Moved
from assistant.records import Question
from retrieval.records import Language, Scope

from .test_trends import RISING, STOPPED


def _told(one: Moved, text: str, language: Language = "en", *, named: bool = True) -> str | None:
    def moved(words: str, scope: Scope) -> Sequence[Moved]:
        return [one] if named else []

    crossing = AfterStop(moved=moved, moved_of=lambda *_: [one])
    bridge = crossing.cross(Question(text=text, asked=text, language=language), Scope())
    return None if bridge is None else " ".join(reason.statement or "" for reason in bridge.reasons)


def test_before_at_and_after_the_stop() -> None:
    assert _told(STOPPED, "Did the overhaul bring the vibration down?") == (
        "VT-108 vibration around the standstill from 17 May 2031 00:10 to 21 May 2031 00:00: "
        "2 mm/s before it moved, 5 mm/s at the stop, 1.7 mm/s since, so lower than at the stop. "
        "It has been steady at about 1.7 mm/s since 21 May 2031 at 00:00 (the log ends on 31 May 2031)."
    )
    told = _told(STOPPED, "Les vibrations sont-elles revenues à la normale après la révision ?", "fr")
    assert told is not None
    assert "5 mm/s à l'arrêt, 1,7 mm/s depuis, donc plus bas qu'à l'arrêt" in told


def test_a_machine_without_a_reading_gets_what_had_moved() -> None:
    told = _told(STOPPED, "Did the repair of P-7 help?", named=False)
    assert told is not None
    assert told.startswith("VT-108 vibration")
    assert _told(STOPPED, "Did the repair of the gearbox of P-7 help?", named=False) is None


def test_nothing_is_told_where_nothing_stood_still() -> None:
    assert _told(RISING, "What was the vibration before and after the repair?") is None


@pytest.mark.parametrize(
    "text",
    [
        "Did the overhaul bring the vibration down?",
        "vibration before and after the repair",
        "Has the temperature improved since the intervention?",
        "La température a-t-elle baissé après l'arrêt ?",
        "la réparation a-t-elle été efficace sur les vibrations ?",
    ],
)
def test_asked(text: str) -> None:
    assert asked_after(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "When did the vibration rise after the repair?",
        "How long did the repair take?",
        "What did the repair cost?",
        "Who did the repair of P-7?",
        "Why did P-7 stop?",
        "What is the vibration of P-7?",
        "Which parts were changed in the overhaul?",
    ],
)
def test_other_questions_are_left(text: str) -> None:
    assert asked_after(text) is None
