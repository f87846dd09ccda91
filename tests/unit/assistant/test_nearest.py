"""What is near a declined question: passages that share its words, never those that only name its pump."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.citations import evidence_place
from assistant.nearest import naming, nearest
from retrieval.records import Chunk, Hit, Scope


def hit(text: str, *, source: str = "std.pdf", dense: float = 0.3) -> Hit:
    chunk = cast(
        "Chunk",
        SimpleNamespace(
            id=text[:9], text=text, source=source, label=None, kind="text", spans=(), page=3, headings=(),
            unit="pt",
        ),
    )  # fmt: skip
    return Hit(chunk=chunk, score=0.4, scores={"dense": dense})


def quotes(question: str, *hits: Hit) -> list[str]:
    knowledge: Any = SimpleNamespace(search=lambda *_, **__: list(hits))
    found = nearest(question, Scope(), knowledge, evidence_place)
    assert [one.n for one in found] == list(range(1, len(found) + 1))
    assert all(one.is_near for one in found)
    return [one.quote for one in found]


def test_another_kind_of_source_that_names_what_a_table_does_not_hold_is_shown() -> None:
    chunks = [hit("PSV-775 SET 11.3 BARG").chunk, hit("PSV-775 lies in the store.").chunk]
    asked: list[str] = []

    def mentioning(value: str, **_: object) -> list[Chunk]:
        asked.append(value)
        return chunks

    knowledge: Any = SimpleNamespace(catalogue=SimpleNamespace(chunks_mentioning=mentioning))
    question = "What is the set pressure of PSV-775, beside P-101A?"
    found = naming("The tables hold no PSV-775.", question, Scope(), knowledge, evidence_place)
    assert [one.quote for one in found] == ["PSV-775 SET 11.3 BARG", "PSV-775 lies in the store."]
    assert all(one.is_near for one in found)
    assert asked == ["PSV-775"]


def test_the_sentence_that_shares_most_words_is_shown() -> None:
    passage = "This standard covers pumps. It leaves out fire water pumps. Signed by the manager."
    assert quotes("How often is the fire pump tested?", hit(passage)) == ["It leaves out fire water pumps."]


def test_a_passage_of_another_language_is_near_by_its_meaning() -> None:
    table = hit("Table 7: Tightening torque, dry", dense=0.54)
    assert quotes("Quel est le couple de serrage des brides ?", table) == ["Table 7: Tightening torque, dry"]


@pytest.mark.parametrize(
    ("question", "text", "dense"),
    [
        ("Who won the world cup in 1998?", "The reading is frozen since noon.", 0.2),
        ("What oil does P-101A use?", "P-101A tripped at night.", 0.6),
        ("P-101A?", "P-101A tripped at night.", 0.9),
    ],
)
def test_what_is_not_near_is_not_shown(question: str, text: str, dense: float) -> None:
    assert quotes(question, hit(text, dense=dense)) == []


def test_the_same_words_of_one_source_are_shown_once_and_three_at_most() -> None:
    question = "What is the noise level?"
    mail = [hit("RE: noise level of the pump"), hit("Subject: noise level of the pump")]
    more = [hit("The noise level is high.", source=f"{name}.pdf") for name in "abcd"]
    assert len(quotes(question, *mail)) == 1
    assert len(quotes(question, *more)) == 3
