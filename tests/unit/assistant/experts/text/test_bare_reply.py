from __future__ import annotations

from dataclasses import replace

from assistant.experts.text.expert import TextExpert
from assistant.records import Question
from retrieval.records import Scope

from .conftest import FakeKnowledge, embed


def test_a_bare_yes_brings_the_sentence_below_it() -> None:
    knowledge = FakeKnowledge()
    faq = replace(
        knowledge.catalogue.chunks[1],
        id="faq",
        headings=(),
        label=None,
        text="May a contractor enter the battery room alone?\nNo.\nA second person must stay within call. Doors "
        "stay open.",
    )
    knowledge.catalogue.chunks.append(faq)
    expert = TextExpert(knowledge, embed=embed)  # type: ignore[arg-type]
    text = "May a contractor enter the battery room alone?"
    found = expert.find(Question(text=text, asked=text, language="en"), Scope()).evidence
    replies = [evidence.quote for evidence in found if evidence.quote.startswith("No.")]
    assert replies == ["No.\nA second person must stay within call."]
