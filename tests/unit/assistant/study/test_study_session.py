"""A participant's way: what is shown when, what is kept, going on after a stop."""

from __future__ import annotations

from pathlib import Path

import pytest
from study_people import answer_all, study

from assistant.errors import StudyRefused
from assistant.study.decisions import decisions
from assistant.study.session import BadReply, Consent, Decide, Done, Session, checked_code
from assistant.study.store import AnswerStore


def test_own_decision_comes_before_the_advice_and_the_explanation_only_with_its_condition(
    tmp_path: Path,
) -> None:
    seen: list[tuple[str, str, bool, bool]] = []

    def reply(step: Decide) -> str:
        seen.append((step.condition, step.stage, step.advised, step.explained))
        assert (step.initial is not None) == (step.stage == "final" and step.advised)
        return "c" if step.stage == "initial" else "a"

    small = study()
    answer_all(small, store := AnswerStore(tmp_path / "a.sqlite"), "P1", reply)
    assert set(seen) == {
        ("alone", "final", False, False),
        ("advice", "initial", False, False),
        ("advice", "final", True, False),
        ("explanation", "initial", False, False),
        ("explanation", "final", True, True),
    }
    rows = decisions(small, store)
    assert len(rows) == 6
    assert all(one.initial == "c" and one.final == "a" and one.correct for one in rows if one.shown)


def test_one_shot_shows_the_advice_at_once(tmp_path: Path) -> None:
    stages = []
    small = study(format="one_shot")
    answer_all(
        small,
        AnswerStore(tmp_path / "a.sqlite"),
        "P1",
        lambda step: stages.append((step.stage, step.advised, step.condition)) or "a",
    )
    assert {stage for stage, _, _ in stages} == {"final"}
    assert {condition for _, advised, condition in stages if advised} == {"advice", "explanation"}


def test_a_delegated_decision_is_the_advice_and_asks_for_no_confidence(tmp_path: Path) -> None:
    small = study(conditions=("alone", "delegation"))
    store = AnswerStore(tmp_path / "a.sqlite")
    answer_all(small, store, "P1", lambda step: "*" if step.may_delegate else "c")
    rows = [one for one in decisions(small, store) if one.condition == "delegation"]
    assert rows
    assert all(one.delegated and one.final == one.advice and one.confidence is None for one in rows)


def test_it_goes_on_where_it_stopped_and_no_answer_is_replaced(tmp_path: Path) -> None:
    small, path = study(), tmp_path / "a.sqlite"
    session = answer_all(small, AnswerStore(path), "P1", lambda step: "a", most=4)
    step = session.step()
    again = Session(small, AnswerStore(path), "p1")
    assert again.step() == step
    assert isinstance(step, Decide)
    again.decide(step.case.id, step.stage, answer="b", confidence=0.9)
    again.decide(step.case.id, step.stage, answer="c", confidence=0.1)  # sent twice, or gone back
    assert again.step() != step
    kept = AnswerStore(path).answers("P1")[step.case.id, step.stage]
    assert (kept.value, kept.confidence) == ("b", 0.9)


def test_times_count_from_the_first_showing_and_a_second_one_is_noted(tmp_path: Path) -> None:
    now = [100.0]
    small = study(conditions=("alone", "advice"), format="one_shot")
    store = AnswerStore(tmp_path / "a.sqlite", clock=lambda: now[0])
    store.issue(["P1"])
    session = Session(small, store, "P1")
    session.consent("fr")
    for times in (1, 2):
        step = session.step()
        assert isinstance(step, Decide)
        for _ in range(times):
            session.shown(step)
            now[0] += 5.0
        session.decide(step.case.id, step.stage, answer="a", confidence=0.5)
    first, second = decisions(small, store)
    assert (first.seconds, first.interrupted) == (5.0, False)
    assert (second.seconds, second.interrupted) == (10.0, True)
    assert first.language == "fr"


def test_wrong_replies_leave_the_step(tmp_path: Path) -> None:
    small = study()
    session = answer_all(small, AnswerStore(tmp_path / "a.sqlite"), "P1", lambda step: "a", most=1)
    step = session.step()
    assert isinstance(step, Decide)
    for answer, confidence in ((None, 0.5), ("z", 0.5), ("a", None), ("a", 1.5)):
        with pytest.raises(BadReply):
            session.decide(step.case.id, step.stage, answer=answer, confidence=confidence)
    assert session.step() == step


def test_codes_are_no_names_and_must_be_issued(tmp_path: Path) -> None:
    assert checked_code(" ab7 ") == "AB7"
    for wrong in ("Marie", "x", "a b1", "1" * 17, ""):
        with pytest.raises(StudyRefused):
            checked_code(wrong)
    with pytest.raises(StudyRefused, match="not issued"):
        Session(study(), AnswerStore(tmp_path / "a.sqlite"), "P1")


def test_orders_are_dealt_evenly_and_a_withdrawn_one_is_dealt_again(tmp_path: Path) -> None:
    small, store = study(), AnswerStore(tmp_path / "a.sqlite")
    for number in range(6):
        answer_all(small, store, f"P{number}", lambda step: "a", most=1)
    assert [one.cell for one in store.participants()] == [0, 1, 2, 3, 4, 5]
    store.withdraw("P2")
    assert store.participant("P2") is None
    assert not store.answers("P2")
    answer_all(small, store, "P9", lambda step: "a")
    assert store.participants()[-1].cell == 2
    assert isinstance(Session(small, store, "P9").step(), Done)
    assert isinstance(answer_all(small, store, "P8", lambda step: "a", most=0).step(), Consent)
