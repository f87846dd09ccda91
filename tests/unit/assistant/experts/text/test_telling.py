"""Which of the likely candidates is told first: one that holds what is asked for, in the question's language."""

from __future__ import annotations

from dataclasses import replace

from assistant.experts.text.candidates import Candidate, candidates
from assistant.experts.text.features import Features
from assistant.experts.text.intent import read_intent
from assistant.experts.text.telling import Ranked, holding_first, own_language_first
from assistant.experts.text.weights import confidence
from assistant.records import Question
from retrieval.records import Chunk, Hit, Language

_PLAIN = Features(
    found=1.0, rank=1.0, words=0.8, words_around=0.8, meaning=0.6, meaning_gap=0.0, kind_fits=0.7,
    bound_fits=0.0, range_fits=0.0, defines=0.0, fills_field=0.0,
)  # fmt: skip


def _of(text: str, passage: str = "c", language: Language = "en") -> list[Candidate]:
    chunk = Chunk(id=passage, source="a", kind="text", ordinal=0, text=text, language=language)
    return candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)


def _held(text: str, ranked: Ranked, language: Language = "en") -> Ranked:
    return holding_first(read_intent(Question(text=text, asked=text, language=language)), ranked)


def test_the_reason_that_a_passage_gives_stands_before_what_happened() -> None:
    event, reason = _of("The mill drive seized on 3 May. The physical cause was a dry bearing.")
    told, why = _PLAIN, replace(_PLAIN, words=0.0, kind_fits=1.0, cause=0.7, meaning=0.2)
    first, *_ = _held("why did the mill drive seize?", [(event, told), (reason, why)])
    assert first[0].text == "The physical cause was a dry bearing."
    assert confidence(first[1]) == confidence(told)
    assert _held("when did the mill drive seize?", [(event, told), (reason, why)])[0][0] is event


def test_a_reason_of_another_passage_or_far_below_stays_behind() -> None:
    (event,), (other,) = _of("The mill drive seized."), _of("The fan stopped because of dust.", "d")
    unsure = replace(_PLAIN, words=0.0, words_around=0.4, kind_fits=1.0, meaning=0.3)
    assert _held("why did the mill drive seize?", [(event, _PLAIN), (other, unsure)])[0][0] is event
    event, reason = _of("The mill drive seized. The cause was a dry bearing.")
    far = replace(unsure, found=0.2, words_around=0.0)
    assert _held("why did the mill drive seize?", [(event, _PLAIN), (reason, far)])[0][0] is event


def test_who_is_answered_by_a_sentence_that_names_somebody() -> None:
    nobody, somebody = _of("Le permis non signé est nul. Le chef d'équipe signe le permis.", language="fr")
    ranked: Ranked = [(nobody, replace(_PLAIN, kind_fits=0.2, read=1.0)), (somebody, _PLAIN)]
    assert _held("qui signe le permis ?", ranked, "fr")[0][0] is somebody


def test_the_language_of_the_question_stands_before_the_other_where_it_is_as_sure() -> None:
    (foreign,), (own,) = _of("La mesure a lieu dans les 72 heures.", "f", "fr"), _of("Six starts an hour.")
    question = Question(text="how many starts an hour?", asked="", language="en")
    likelier = replace(_PLAIN, read=0.5)
    assert own_language_first(question, [(foreign, likelier), (own, _PLAIN)])[0][0] is own
    unsure = replace(_PLAIN, words_around=0.3)
    assert own_language_first(question, [(foreign, likelier), (own, unsure)])[0][0] is foreign
