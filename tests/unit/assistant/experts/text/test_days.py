"""The day that a line of a log stands under, whole entries, and seasons that hold a month."""

from __future__ import annotations

from dataclasses import fields

import pytest

from assistant.experts.text.candidates import Candidate, candidates
from assistant.experts.text.days import day_of, days_in, is_of_day, sources_of_day
from assistant.experts.text.features import Features
from assistant.experts.text.intent import read_intent
from assistant.experts.text.moments import months_between
from assistant.experts.text.telling import answering, onset_first
from assistant.records import Question
from retrieval.records import Chunk, Hit

LOG = (
    "04/06 06:00 early\n"
    "06:20 press started.\n"
    "05/06 06:00 early\n"
    "07:52 press stopped, oil hot. Cooler blocked by dust.\n"
    "08:09 press running again. Press stopped for 17 min."
)


def _candidates() -> list[Candidate]:
    chunk = Chunk(id="l0", source="mill/log.txt", kind="text", ordinal=0, text=LOG)
    return candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)


def _features(**given: float) -> Features:
    return Features(**{field.name: given.get(field.name, 0.0) for field in fields(Features)})


def test_an_entry_is_one_piece_with_its_day() -> None:
    entries = {candidate.text: candidate for candidate in _candidates()}
    stop = entries["07:52 press stopped, oil hot. Cooler blocked by dust."]
    assert "=-06-05" in day_of(stop)
    assert "=-06-04" in day_of(entries["06:20 press started."])
    asked = days_in("why did the press stop on 5 June?")
    assert is_of_day(stop, asked, frozenset())
    assert not is_of_day(entries["06:20 press started."], asked, frozenset({"mill/log.txt"}))
    assert sources_of_day([stop], asked) == {"mill/log.txt"}
    assert sources_of_day([stop], days_in("le 9 juin")) == frozenset()


def test_what_names_no_day_counts_where_its_document_speaks_of_it() -> None:
    chunk = Chunk(id="r0", source="mill/rca.pdf", kind="text", ordinal=0, text="The cooler was blocked.")
    plain = candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)[0]
    asked = days_in("on 5 June")
    assert is_of_day(plain, asked, frozenset({"mill/rca.pdf"}))
    assert not is_of_day(plain, asked, frozenset())


def test_the_entry_where_a_stop_began_comes_before_the_one_where_it_ended() -> None:
    began, ended = _candidates()[-2:]
    said = frozenset({"press", "stop"})
    ranked = [(ended, _features(words=0.9)), (began, _features(words=0.5))]
    assert onset_first(said, ranked)[0] == (began, ranked[0][1])
    far = [(ended, _features(words=0.9, found=1.0)), (began, _features())]
    assert onset_first(said, far) == far
    assert onset_first(frozenset({"again"}), ranked)[0][0] is ended


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("3,4 m3/s du 1er novembre au 31 mars", {11, 12, 1, 2, 3}),
        ("from June to August", {6, 7, 8}),
        ("1 May to 30 June", {5, 6}),
        ("from valve to drain", set()),
        ("on 3 May", set()),
    ],
)
def test_a_season_holds_its_months(text: str, months: set[int]) -> None:
    assert months_between(text) == months


def test_an_item_tells_how_often_by_what_stands_above_its_list() -> None:
    text = "Baskets are cleaned every month, and also:\n• after work on the basin;\n• after a storm."
    chunk = Chunk(id="b0", source="mill/standard.pdf", kind="text", ordinal=0, text=text)
    other = Chunk(id="b1", source="mill/report.pdf", kind="text", ordinal=0, text="The baskets were clean.")
    ranked = [
        (candidate, _features())
        for one in (chunk, other)
        for candidate in candidates(Hit(chunk=one, score=1.0), 0, parent=lambda _: None)
    ]
    asked = "How often are the baskets cleaned?"
    question = Question(text=asked, asked=asked, language="en")
    kept = answering(question, read_intent(question), ranked, lambda _: None)
    assert "• after a storm." in {candidate.text for candidate, _ in kept}
    assert {candidate.hit.chunk for candidate, _ in kept} == {chunk}
