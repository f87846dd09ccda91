from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.experts.text.candidates import candidates
from assistant.experts.text.expert import TextExpert
from assistant.experts.text.reader.candidates import read_candidates
from assistant.experts.text.reader.read import Read, Reader, Span
from assistant.records import Question
from retrieval.embed import packaged_folder
from retrieval.records import Hit, Scope

from ..conftest import FakeKnowledge, embed


def read(text: str, begins: dict[str, float], ends: dict[str, float], *, windows: int = 1) -> Read:
    """Words with logits; the others have -9."""
    words = text.split()
    offsets, at = [], 0
    for word in words:
        at = text.index(word, at)
        offsets.append((at, at + len(word)))
        at += len(word)
    return Read(
        np.array(offsets),
        np.array([begins.get(word, -9.0) for word in words], np.float32),
        np.array([ends.get(word, -9.0) for word in words], np.float32),
        np.array([i * windows // len(words) for i in range(len(words))]),
    )


def test_the_likeliest_span_begins_before_it_ends() -> None:
    text = "Fan stopped at noon. It ran again until four."
    seen = read(text, {"at": 2.0, "four.": 1.0}, {"noon.": 3.0, "Fan": 4.0, "four.": 1.0})
    span = seen.best()
    assert span is not None
    assert (text[span.start : span.end], span.score) == ("at noon.", 5.0)
    inside = seen.best(20)
    assert inside is not None
    assert text[inside.start : inside.end] == "four."
    assert seen.best(200) is None
    assert span.likelihood == pytest.approx(0.9933, abs=1e-4)
    assert Span(0, 1, -1000.0).likelihood == pytest.approx(0.0, abs=1e-9)


def test_a_span_lies_in_one_window() -> None:
    text = "alpha beta gamma delta"
    seen = read(text, {"alpha": 3.0, "gamma": 1.0}, {"delta": 3.0, "beta": -2.0}, windows=2)
    span = seen.best()
    assert span is not None
    assert text[span.start : span.end] == "gamma delta"


def test_candidates_of_the_first_passages_are_read_below_their_heading() -> None:
    chunk = replace(
        FakeKnowledge().catalogue.chunks[0], headings=("Stops",), text="It stopped. It ran at four."
    )
    seen: list[str] = []

    def reads(question: str, passages: object) -> list[Read]:
        assert isinstance(passages, list)
        seen.extend(passages)
        return [read(passage, {"four.": 4.0}, {"four.": 3.0}) for passage in passages]

    pool = candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)
    spans = read_candidates(reads, "When?", pool)
    assert seen == ["Stops\nIt stopped. It ran at four."]
    assert {pool[place].text: span.score > 0 for place, span in spans.items()} == {
        "It stopped.": False,
        "It ran at four.": True,
    }


@pytest.fixture(scope="module")
def reader() -> Reader:
    folder = packaged_folder()
    assert folder is not None
    return Reader(folder)


_PASSAGES = (
    "The compressor was shut down on 3 May after oil had been found in the cooler. A cracked tube was the cause. "
    "Two technicians replaced the bundle.",
    "The canteen is closed on Fridays. Menus are sent by mail.",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was the compressor shut down?", "3 May"),
        ("What was the cause of the oil in the cooler?", "cracked tube"),
        ("On which day is the canteen closed?", "Fridays"),
    ],
)
def test_the_reader_that_ships_points_to_the_answer(reader: Reader, question: str, answer: str) -> None:
    spans = [(span, text) for seen, text in zip(reader.read(question, _PASSAGES), _PASSAGES, strict=True)
             if (span := seen.best())]  # fmt: skip
    span, text = max(spans, key=lambda pair: pair[0].score)
    assert answer in text[span.start : span.end]


def test_it_reads_on_where_a_passage_is_longer_than_a_row(reader: Reader) -> None:
    filler = "The shift report lists nothing of note for this day. " * 60
    text = filler + "The crane was inspected by the insurer on 9 June." + filler
    (seen,) = reader.read("When was the crane inspected?", [text])
    span = seen.best()
    assert span is not None
    assert "9 June" in text[span.start : span.end]
    assert reader.read("When?", []) == []


def test_the_expert_prefers_what_the_reader_points_to() -> None:
    plain = TextExpert(FakeKnowledge(), embed=embed)  # type: ignore[arg-type]
    question = Question(text="What is said of a guard?", asked="", language="en")
    wanted = "Guards may be removed after lock-out, see 6.1."
    assert plain.find(question, Scope()).evidence[0].quote != wanted

    def reads(question: str, passages: object) -> list[Read]:
        assert isinstance(passages, list)
        found = []
        for passage in passages:
            place = passage.find(wanted)
            spot = (place, place + len(wanted)) if place >= 0 else (0, 1)
            logit = 8.0 if place >= 0 else -8.0
            found.append(Read(np.array([spot]), *(np.array([logit], np.float32),) * 2, np.array([0])))
        return found

    reading = TextExpert(FakeKnowledge(), embed=embed, reads=reads)  # type: ignore[arg-type]
    assert reading.find(question, Scope()).evidence[0].quote == wanted
