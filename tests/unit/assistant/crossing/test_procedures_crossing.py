"""A procedure told whole, by one step, up to the limit, or declined."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.crossing.procedures import ProceduresAsked
from assistant.experts.text.named import Named
from assistant.experts.text.procedures.asked import ProcedureAsked
from assistant.experts.text.procedures.choose import Fit
from assistant.experts.text.procedures.read import procedures_of
from assistant.experts.text.procedures.tell import MOST_STEPS
from assistant.records import Message, Question
from retrieval.records import Chunk, Language, Scope

_COUNT = MOST_STEPS + 4
_CHUNK = Chunk(
    id="c", source="shop/book.pdf", kind="text", ordinal=0, headings=("Renewing the seal",), page=3, language="en",
    text="\n".join(f"{n}. Turn screw {n} by hand." for n in range(1, _COUNT + 1)).replace("screw", "the screw"),
)  # fmt: skip


class _Procedures:
    """Knows one procedure, for questions about a seal."""

    def find(
        self, asked: ProcedureAsked, question: str, language: Language, scope: Scope, named: Named
    ) -> list[Fit]:
        del question, language, scope, named
        return [Fit(procedures_of([_CHUNK])[0], 1.0)] if "seal" in asked.what else []


def _ask(text: str, *before: str, language: Language = "en") -> tuple[Sequence[str], str | None]:
    history = tuple(
        Message(role=role, content=words)
        for earlier in before
        for role, words in (("user", earlier), ("assistant", "…"))
    )  # type: ignore[misc]
    crossing = ProceduresAsked(_Procedures(), names_in=lambda *_: Named())  # type: ignore[arg-type]
    question = Question(text=text, asked=text, language=language, history=history)
    bridge = crossing.cross(question, Scope())
    if bridge is None:
        return (), None
    assert all(reason.quote in _CHUNK.text and reason.page == 3 for reason in bridge.reasons)
    return [reason.statement or "" for reason in bridge.reasons], bridge.refusal


def test_all_steps_are_told_in_order_up_to_the_limit_and_the_rest_is_counted() -> None:
    told, _ = _ask("How do I renew the seal?")
    assert told[0] == f"Procedure “Renewing the seal” (book.pdf), {_COUNT} steps:"
    assert told[1 : MOST_STEPS + 1] == [f"{n}. Turn the screw {n} by hand." for n in range(1, MOST_STEPS + 1)]
    assert told[-1].startswith("4 more steps (31 to 34) are in book.pdf, page 3")


@pytest.mark.parametrize(
    ("text", "before", "numbers"),
    [
        ("And step 4?", ("How do I renew the seal?",), [4]),
        ("what comes after step 3?", ("How do I renew the seal?",), [4]),
        ("and then?", ("How do I renew the seal?", "And step 4?"), [5]),
        ("and then?", ("How do I renew the seal?", "And step 4?", "and then?"), [6]),
        ("the rest", ("How do I renew the seal?",), [31, 32, 33, 34]),
        ("what is step 2 of the procedure for the seal?", (), [2]),
        ("which torque does step 7 want?", ("How do I renew the seal?", "How hot was it?"), [7]),
    ],
)
def test_a_step_is_told_in_a_follow_up(text: str, before: tuple[str, ...], numbers: list[int]) -> None:
    told, _ = _ask(text, *before)
    assert told[1:] == [f"{n}. Turn the screw {n} by hand." for n in numbers]


def test_a_step_that_is_not_there_is_said_to_be_missing() -> None:
    told, refusal = _ask("And step 99?", "How do I renew the seal?")
    assert not told
    assert refusal == f"“Renewing the seal” has no such step: it has {_COUNT}, the last one is step {_COUNT}."


def test_work_without_a_procedure_is_declined_and_other_questions_are_left_alone() -> None:
    assert _ask("How do I replace the impeller?")[1] == (
        "I found no procedure for this in the sources: “replace the impeller”."
    )
    assert _ask("Quelles sont les étapes pour peindre la cuve ?", language="fr")[1] is not None
    assert _ask("How do I reach the office?") == ((), None)
    assert _ask("And step 4?") == ((), None)
    assert _ask("the rest", "How hot was it?") == ((), None)
