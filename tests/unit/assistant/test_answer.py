from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.attribution import Attributions
from assistant.crossing.bridge import Bridge
from assistant.engines.scripted import ScriptedEngine
from assistant.experts.text.named import Named
from assistant.gate import Gate
from assistant.records import (
    Answer,
    AnswerEvent,
    Evidence,
    Finding,
    GateEvent,
    LoadingEvent,
    Message,
    Question,
    SentenceEvent,
)
from assistant.unsaid import Unsaid
from retrieval.knowledge import Knowledge, KnowledgeSettings
from retrieval.records import Chunk, Document, Kind, Revision, Scope

LIMIT = Evidence(
    kind="text",
    source="site/std.pdf",
    quote="The vibration limit of the pump is 7.1 mm/s.",
    score=0.9,
    page=3,
    boxes=((1, 2, 3, 4),),
)


class FakeExpert:
    def __init__(self, name: Kind, affinity: float, finding: Finding) -> None:
        self.name: Kind = name
        self._affinity = affinity
        self._finding = finding

    def affinity(self, question: Question, scope: Scope) -> float:
        return self._affinity

    def find(self, question: Question, scope: Scope) -> Finding:
        return self._finding


@pytest.fixture
def knowledge(tmp_path: Path) -> Iterator[Knowledge]:
    opened = Knowledge.open(tmp_path, settings=KnowledgeSettings())
    document = Document(
        id="d1",
        source="site/std.pdf",
        collection="site",
        path="std.pdf",
        media="pdf",
        sha256="0" * 64,
        revision=1,
        title="Standard",
        language="en",
        ingested_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    opened.publish(Revision(document=document))
    yield opened
    opened.close()


def assistant(
    knowledge: Knowledge,
    *experts: FakeExpert,
    reply: str = "",
    engine: ScriptedEngine | None = None,
    unsaid: Unsaid | None = None,
) -> Assistant:
    gate = Gate(experts, stock=lambda scope: frozenset(expert.name for expert in experts))
    engine = engine or ScriptedEngine([(".", reply)])
    return Assistant(knowledge=knowledge, gate=gate, engine=engine, unsaid=unsaid)


def ask(subject: Assistant, text: str, **options: object) -> tuple[list[SentenceEvent], Answer]:
    events = list(subject.ask(text, **options))  # type: ignore[arg-type]
    assert isinstance(events[0], GateEvent)
    assert isinstance(events[-1], AnswerEvent)
    said = [event for event in events if isinstance(event, SentenceEvent)]
    answer = events[-1].answer
    assert "".join(event.text for event in said) == answer.text
    assert tuple(c for event in said for c in event.citations) == answer.citations
    return said, answer


def test_statement_of_an_expert_is_given_without_the_model(knowledge: Knowledge) -> None:
    found = Evidence(
        kind="table", source="site/wo.csv", quote="16", score=0.95, statement="There are 16 work orders."
    )
    expert = FakeExpert("table", 0.9, Finding(evidence=(found,)))
    _, answer = ask(assistant(knowledge, expert, reply="There are 99."), "How many work orders?")
    assert answer.text == "There are 16 work orders. [1]"
    assert answer.citations[0].source == "site/wo.csv"
    assert not answer.abstained


def test_weak_evidence_abstains_and_cites_nothing(knowledge: Knowledge) -> None:
    weak = FakeExpert(
        "text", 0.5, Finding(evidence=(Evidence(kind="text", source="s", quote="q", score=0.2),))
    )
    _, answer = ask(assistant(knowledge, weak), "What is the colour of the boiler?")
    assert answer.abstained
    assert answer.citations == ()
    assert "boiler" in answer.text
    assert answer.nearest == ()


def test_what_was_looked_for_and_stands_nowhere_is_told(knowledge: Knowledge) -> None:
    nothing = FakeExpert("text", 0.5, Finding())
    unsaid = Unsaid(
        passages=lambda forms, scope: knowledge.each_holding(forms.ways, scope=scope),
        cells=lambda forms, scope: {},
        names=lambda scope: (),
        languages=lambda scope: {"en"},
    )
    text = "Has the pump P-101A a warranty?"
    _, answer = ask(assistant(knowledge, nothing, unsaid=unsaid), text)
    assert answer.abstained
    assert answer.text.endswith("“pump”, “P-101A”, “warranty” in 1 document. It does not say “warranty”.")
    _, answer = ask(assistant(knowledge, nothing), text)
    assert answer.text.endswith("“pump”, “P-101A”, “warranty” in 1 document.")


def test_places_near_a_declined_question_stand_beside_the_answer(knowledge: Knowledge) -> None:
    text = "The boiler is painted in the colour RAL 9006."
    chunk = Chunk(id="c1", source="site/std.pdf", text=text, kind="text", ordinal=0, language="en", page=2)
    document = knowledge.catalogue.document("site/std.pdf")
    assert document is not None
    knowledge.publish(Revision(document=replace(document, revision=2, sha256="1" * 64), chunks=(chunk,)))
    nothing = FakeExpert("text", 0.5, Finding())
    _, answer = ask(assistant(knowledge, nothing), "What is the colour of the boiler?")
    assert answer.abstained
    assert answer.citations == ()
    assert [(one.quote, one.page, one.is_near) for one in answer.nearest] == [(text, 2, True)]
    refused = FakeExpert("text", 0.5, Finding(refusal="There is no boiler B-9."))
    _, answer = ask(assistant(knowledge, refused), "What is the colour of the boiler?")
    assert answer.nearest == (), "who was told what is missing needs no guesses"


def test_stop_before_the_first_word(knowledge: Knowledge) -> None:
    cancel = threading.Event()
    cancel.set()
    expert = FakeExpert("text", 0.5, Finding(evidence=(LIMIT,)))
    _, answer = ask(assistant(knowledge, expert), "Limit?", cancel=cancel)
    assert answer.abstained


@pytest.mark.parametrize(
    ("reply", "added"),
    [
        ("The seal is changed every two years. [1]", True),
        ("NOT FOUND", False),
        ("It glows at night. [1]", False),
    ],
)
def test_a_trained_model_adds_a_checked_sentence_to_a_long_quote(
    knowledge: Knowledge, reply: str, added: bool
) -> None:
    words = (
        "The seal is changed every two years, and " + "its housing is cleaned with warm water, " * 9 + "dry."
    )
    long = Evidence(kind="text", source="site/std.pdf", quote=words, score=0.9, page=3)
    engine = ScriptedEngine([("seal", reply)], grounded=True, experts={"text": 0.9, "table": 0.1})
    expert = FakeExpert("text", 0.9, Finding(evidence=(long,)))
    _, answer = ask(assistant(knowledge, expert, engine=engine), "How often is the seal changed?")
    assert "[1] The seal is changed" in engine.prompts[0]
    assert engine.prompts[0].rstrip().endswith("Question: How often is the seal changed?")
    assert len(answer.sentences) == 1 + added
    assert answer.sentences[-1].text.startswith("The seal is changed every two years, and its housing")
    assert all(sentence.citations == (1,) for sentence in answer.sentences)
    assert "[1] [1]" not in answer.text
    written = answer.sentences[0].tokens
    assert "".join(token.text for token in written) == (
        "The seal is changed every two years. " if added else ""
    )
    assert all(token.experts == {"text": 0.9, "table": 0.1} for token in written)
    assert not answer.sentences[-1].tokens
    if added:
        assert answer.usage.completion_tokens == len(reply.split())


def test_text_is_not_searched_where_its_words_could_not_stand_before_what_was_computed(
    knowledge: Knowledge,
) -> None:
    searched = list[str]()

    class Text(FakeExpert):
        def find(self, question: Question, scope: Scope) -> Finding:
            searched.append(question.text)
            return super().find(question, scope)

    text = Text("text", 0.5, Finding(evidence=(replace(LIMIT, score=1.0),)))
    computed = Evidence(
        kind="table", source="site/wo.csv", quote="16", score=1.0, statement="There are 16 orders."
    )
    for score, also in ((1.0, False), (0.7, True)):
        searched.clear()
        tables = FakeExpert("table", 1.0, Finding(evidence=(replace(computed, score=score),)))
        _, answer = ask(assistant(knowledge, tables, text), "How many orders?")
        assert bool(searched) is also
        assert answer.answered_by == (("text",) if also else ("table",))
        assert set(answer.gate) == {"table", "text"}
        assert {use.name: use.answered for use in answer.experts} == (
            {"table": False, "text": True} if also else {"table": True}
        )


def test_an_answer_tells_that_it_waits_for_the_language_model(knowledge: Knowledge) -> None:
    class Unloaded(ScriptedEngine):
        is_loaded = False

        def load(self) -> None:
            self.is_loaded = True

    words = "The seal is changed every two years, and " + "its housing is cleaned with warm water, " * 9
    found = Evidence(kind="text", source="site/std.pdf", quote=f"{words}dry.", score=0.9, page=3)
    expert = FakeExpert("text", 0.9, Finding(evidence=(found,)))
    subject = assistant(knowledge, expert, engine=Unloaded([(".", "It is changed every two years.")]))
    kinds = [type(event) for event in subject.ask("How often is the seal changed?")]
    assert kinds.index(SentenceEvent) < kinds.index(LoadingEvent)
    assert LoadingEvent not in [type(event) for event in subject.ask("How often is the seal changed?")]


class ByWord(FakeExpert):
    """Finds by a word of the question."""

    def __init__(self, name: Kind, found: dict[str, Finding]) -> None:
        super().__init__(name, 0.9, Finding())
        self._found = found

    def find(self, question: Question, scope: Scope) -> Finding:
        held = [finding for word, finding in self._found.items() if word in question.text]
        return held[0] if len(held) == 1 else Finding()


STORE = Evidence(
    kind="table", source="site/store.csv", quote="2 pcs", score=0.9, statement="There are 2 in the store."
)


def test_a_text_that_asks_two_things_gets_two_answers(knowledge: Knowledge) -> None:
    expert = ByWord("text", {"limit": Finding(evidence=(LIMIT,)), "spare": Finding(evidence=(STORE,))})
    said, answer = ask(assistant(knowledge, expert), "What is the vibration limit and is a spare pump there?")
    assert not answer.abstained
    assert answer.text == "The vibration limit of the pump is 7.1 mm/s. [1] There are 2 in the store. [2]"
    assert "".join(event.text for event in said) == answer.text


def test_what_one_half_lacks_is_said(knowledge: Knowledge) -> None:
    expert = ByWord("text", {"limit": Finding(evidence=(LIMIT,))})
    _, answer = ask(assistant(knowledge, expert), "Who set the alarm and what is the vibration limit?")
    assert not answer.abstained
    assert answer.text == (
        "The vibration limit of the pump is 7.1 mm/s. [1] I did not find in the sources: “Who set the alarm?”"
    )
    assert [sentence.supported for sentence in answer.sentences] == [True, False]


def test_of_a_half_that_refers_to_the_answer_nothing_is_said(knowledge: Knowledge) -> None:
    expert = FakeExpert("text", 0.9, Finding(evidence=(LIMIT,)))
    _, answer = ask(assistant(knowledge, expert), "What is the vibration limit and when was it set?")
    assert answer.text == "The vibration limit of the pump is 7.1 mm/s. [1]"


def test_questions_parted_by_their_marks_are_answered_each_and_what_nobody_knows_is_said(
    knowledge: Knowledge,
) -> None:
    found = {"limit": Finding(evidence=(LIMIT,)), "spare": Finding(evidence=(STORE,))}
    asked = "What is the vibration limit? Who painted the roof? Is a spare pump there?"
    _, answer = ask(assistant(knowledge, ByWord("text", found)), asked)
    assert [sentence.supported for sentence in answer.sentences] == [True, False, True]
    assert "roof" in answer.sentences[1].text
    assert answer.answered_by == ("text", "table")


def test_the_answer_before_is_given_in_the_language_that_is_asked_for(knowledge: Knowledge) -> None:
    expert = ByWord("text", {"limit": Finding(evidence=(LIMIT,))})
    history = [
        Message(role="user", content="What is the vibration limit?"),
        Message(role="assistant", content="7.1 mm/s."),
        Message(role="user", content="thanks"),
        Message(role="assistant", content="Ask me."),
    ]
    _, answer = ask(assistant(knowledge, expert), "en français, svp", history=history)
    assert answer.language == "fr"
    assert answer.question == "What is the vibration limit?"
    assert "7.1 mm/s" in answer.text


def test_two_things_that_nobody_knows_are_declined(knowledge: Knowledge) -> None:
    _, answer = ask(assistant(knowledge, ByWord("text", {})), "Who set the alarm and when was it set?")
    assert answer.abstained
    assert answer.citations == ()


READING = Evidence(
    kind="series",
    source="site/log.csv",
    quote="4.2 mm/s",
    score=0.9,
    statement="4.2 mm/s is the reading at 06:20.",
)
RAISED = Evidence(
    kind="table",
    source="site/orders.csv",
    quote="Raised: 06:20",
    score=0.9,
    statement="WO-1 was raised at 06:20.",
)


class FakeCrossing:
    def __init__(self, bridge: Bridge | None) -> None:
        self._bridge = bridge

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        return self._bridge


def across(knowledge: Knowledge, bridge: Bridge | None, *experts: FakeExpert) -> Answer:
    gate = Gate(experts, stock=lambda scope: frozenset(expert.name for expert in experts))
    subject = Assistant(
        knowledge=knowledge, gate=gate, engine=ScriptedEngine([]), crossing=FakeCrossing(bridge)
    )
    return ask(subject, "What was the vibration when WO-1 was raised?")[1]


def test_a_resolved_question_is_answered_from_both_sources(knowledge: Knowledge) -> None:
    bridge = Bridge(text="What was the vibration at 06:20?", reasons=(RAISED,), computed=True)
    text = FakeExpert("text", 0.9, Finding(evidence=(LIMIT,)))
    answer = across(knowledge, bridge, FakeExpert("series", 0.5, Finding(evidence=(READING,))), text)
    assert answer.text == "4.2 mm/s is the reading at 06:20. [1] WO-1 was raised at 06:20. [2]"
    assert [c.source for c in answer.citations] == ["site/log.csv", "site/orders.csv"]
    assert answer.answered_by == ("series", "table")
    assert answer.route == "joined"


def test_words_that_sound_alike_do_not_answer_a_resolved_question(knowledge: Knowledge) -> None:
    bridge = Bridge(text="What was the vibration at 06:20?", reasons=(RAISED,), computed=True)
    text = FakeExpert("text", 0.9, Finding(evidence=(LIMIT,)))
    answer = across(knowledge, bridge, FakeExpert("series", 0.5, Finding(refusal="The log is of May.")), text)
    assert answer.abstained
    assert answer.text == "The log is of May."
    about = Bridge(text="What is order WO-1 about?", reasons=(RAISED,), about="WO-1")
    assert across(knowledge, about, text).abstained


def test_reasons_alone_answer_and_a_refusal_is_said(knowledge: Knowledge) -> None:
    text = FakeExpert("text", 0.9, Finding(evidence=(LIMIT,)))
    told = across(knowledge, Bridge(reasons=(RAISED,)), text)
    assert told.text == "WO-1 was raised at 06:20. [1]"
    assert not told.abstained
    assert [use.name for use in told.experts] == [RAISED.kind], "who looked it up is said"
    assert (told.answered_by, told.route, set(told.gate)) == ((RAISED.kind,), "computed", {"text"})
    refused = across(knowledge, Bridge(refusal="WO-1 is not in the sources."), text)
    assert refused.abstained
    assert refused.text == "WO-1 is not in the sources."
    assert (refused.answered_by, refused.route, refused.experts) == ((), None, ())
    assert not across(knowledge, None, text).abstained


def test_a_guessed_moment_gives_way_where_nothing_computed_answers(knowledge: Knowledge) -> None:
    bridge = Bridge(text="What was done at 06:20?", reasons=(RAISED,), computed=True, optional=True)
    text = FakeExpert("text", 0.9, Finding(evidence=(LIMIT,)))
    answer = across(knowledge, bridge, FakeExpert("series", 0.5, Finding()), text)
    assert [c.source for c in answer.citations] == [LIMIT.source]


class InSources(FakeExpert):
    """Finds only what the scope's sources hold."""

    def find(self, question: Question, scope: Scope) -> Finding:
        held = [e for e in self._finding.evidence if not scope.sources or e.source in scope.sources]
        return Finding(evidence=tuple(held))


def attributed(
    knowledge: Knowledge,
    source: str,
    *evidence: Evidence,
    asked: str = "According to the report, what is the limit?",
) -> Answer:
    text = InSources("text", 0.9, Finding(evidence=evidence))
    subject = Assistant(
        knowledge=knowledge,
        gate=Gate([text], stock=lambda scope: frozenset({"text"})),
        engine=ScriptedEngine([]),
        attributions=Attributions(lambda words, language, scope: Named((source,), "words")),
    )
    return ask(subject, asked)[1]


def test_the_document_whose_word_is_asked_for_answers_before_a_better_one(knowledge: Knowledge) -> None:
    other = replace(LIMIT, source="site/report.pdf", quote="The limit was set to 6 mm/s.", score=0.6)
    answer = attributed(knowledge, "site/report.pdf", LIMIT, other)
    assert answer.text == "The limit was set to 6 mm/s. [1]"
    assert [c.source for c in answer.citations] == ["site/report.pdf"]


def test_where_it_does_not_hold_the_answer_that_is_said(knowledge: Knowledge) -> None:
    answer = attributed(knowledge, "site/report.pdf", LIMIT)
    assert answer.text.startswith("I did not find an answer to this in report.pdf. std.pdf gives one: ")
    assert [c.source for c in answer.citations] == ["site/std.pdf"]
    assert not answer.abstained
    weak = attributed(knowledge, "site/report.pdf", replace(LIMIT, score=0.7))
    assert weak.abstained
    assert weak.text == "I did not find an answer to this in report.pdf."


def test_the_document_in_which_one_looks_answers_first_and_others_where_it_does_not(
    knowledge: Knowledge,
) -> None:
    asked = "What limit is set in the report?"
    other = replace(LIMIT, source="site/report.pdf", quote="The limit was set to 6 mm/s.", score=0.6)
    answer = attributed(knowledge, "site/report.pdf", LIMIT, other, asked=asked)
    assert [c.source for c in answer.citations] == ["site/report.pdf"]
    answer = attributed(knowledge, "site/report.pdf", LIMIT, asked=asked)
    assert [c.source for c in answer.citations] == [LIMIT.source]
    assert "did not find" not in answer.text


def test_half_a_character_and_a_zero_byte_reach_no_expert(knowledge: Knowledge) -> None:
    seen: list[Question] = []

    class Listening(FakeExpert):
        def find(self, question: Question, scope: Scope) -> Finding:
            seen.append(question)
            return super().find(question, scope)

    earlier = Message(role="user", content="How many \ud83d valves?")
    ask(
        assistant(knowledge, Listening("table", 0.9, Finding(evidence=()))),
        "limit\0of \ud800 C-88?",
        history=[earlier],
    )
    assert seen[0].asked == "limit of \ufffd C-88?"
    assert [message.content for message in seen[0].history] == ["How many \ufffd valves?"]


def test_thousands_of_blanks_reach_no_pattern_of_an_expert(knowledge: Knowledge) -> None:
    seen: list[Question] = []

    class Listening(FakeExpert):
        def find(self, question: Question, scope: Scope) -> Finding:
            seen.append(question)
            return super().find(question, scope)

    expert = Listening("table", 0.9, Finding(evidence=()))
    earlier = Message(role="user", content="How" + " " * 3_000 + "many?")
    ask(assistant(knowledge, expert), "limit" + " " * 3_000 + "of\n\n \nC-88 ?", history=[earlier])
    assert seen[0].asked == "limit of\nC-88 ?"
    assert [message.content for message in seen[0].history] == ["How many?"]


def test_half_of_a_question_may_stand_in_another_source(knowledge: Knowledge) -> None:
    class Half(FakeCrossing):
        def cross(self, question: Question, scope: Scope) -> Bridge | None:
            return Bridge(reasons=(RAISED,)) if question.text.startswith("when") else None

    text = FakeExpert("text", 0.9, Finding(evidence=(LIMIT,)))
    gate = Gate([text], stock=lambda scope: frozenset({"text"}))
    subject = Assistant(knowledge=knowledge, gate=gate, engine=ScriptedEngine([]), crossing=Half(None))
    answer = ask(subject, "What is the vibration limit and when was WO-1 raised?")[1]
    assert answer.text == "The vibration limit of the pump is 7.1 mm/s. [1] WO-1 was raised at 06:20. [2]"


def test_a_greeting_is_told_what_to_ask(knowledge: Knowledge) -> None:
    subject = assistant(knowledge, FakeExpert("text", 1.0, Finding(evidence=(LIMIT,))))
    for text, said in (("hello", "Ask me what"), ("Bonjour !", "Demandez-moi")):
        _, answer = ask(subject, text)
        assert answer.text.startswith(said)
        assert answer.abstained
        assert not answer.citations


def test_a_doubt_is_answered_from_the_sources_once_more(knowledge: Knowledge) -> None:
    found = Evidence(
        kind="table", source="site/wo.csv", quote="16", score=0.95, statement="There are 16 work orders."
    )
    subject = assistant(knowledge, FakeExpert("table", 0.9, Finding(evidence=(found,))))
    history = [
        Message(role="user", content="How many work orders?"),
        Message(role="assistant", content="There are 16 work orders. [1]"),
    ]
    _, answer = ask(subject, "are you sure?", history=history)
    assert answer.text == (
        "I looked it up again, with the same result:\nThere are 16 work orders. [1]\n"
        "The answer rests on:\n• wo.csv: “16” [1]"
    )
    _, answer = ask(subject, "d'où ça vient ?", history=history)
    assert answer.text == "La réponse s'appuie sur :\n• wo.csv : « 16 » [1]"


@pytest.mark.parametrize("text", ["which ones?", "why?", "are you sure?", "et l'autre ?"])
def test_a_follow_up_on_nothing_is_asked_back(knowledge: Knowledge, text: str) -> None:
    expert = FakeExpert("table", 0.9, Finding(evidence=(LIMIT,)))
    _, answer = ask(assistant(knowledge, expert), text)
    assert answer.abstained
    assert answer.text.startswith(("What do you mean?", "De quoi parlez-vous ?"))
    assert not answer.citations
