"""An answer told again with its places: "are you sure?", "explain that". Seeks nothing itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.citations import with_markers
from assistant.crossing.say import file_name
from assistant.explained import explained
from assistant.exported import exported
from assistant.followup import doubts
from assistant.language import detect_language
from assistant.look_back import asks_explanation, asks_export, exported_question, file_format, looks_back
from assistant.phrases import looked_up_again, nothing_was_said, rests_on, what_do_you_mean
from assistant.records import Answer, Citation, Message, Sentence
from retrieval.records import Language

_MARKER = re.compile(r"\s*\[\d+\]")
_LONGEST_QUOTE = 240
_MOST = 8


def told_again(
    text: str,
    history: Sequence[Message],
    ask: Callable[[str, Sequence[Message]], Answer],
    *,
    language: Language | None,
) -> Answer:
    """What answers a doubt or a question for the source: the turn before, asked once more.

    Args:
        text: What the user typed.
        history: Earlier turns, oldest first.
        ask: Answers a question after some turns.
    """
    asked = [
        place
        for place, message in enumerate(history)
        if message.role == "user" and not looks_back(message.content)
    ]
    earlier = history[asked[-1]].content if asked else ""
    spoken = language or detect_language(text, default=detect_language(earlier))
    if not asked:
        return unresolved(text, spoken)
    place = asked[-1]
    said = history[place + 1].content if place + 1 < len(history) else ""
    again = ask(earlier, history[:place])
    if asks_export(text):
        return exported(again, file_format=file_format(text), language=spoken)
    if asks_explanation(text):
        return explained(again, asked=earlier, language=spoken)
    return confirmed(again, said, language=spoken, doubted=doubts(text))


def exported_anew(
    text: str,
    history: Sequence[Message],
    ask: Callable[[str, Sequence[Message]], Answer],
    *,
    language: Language | None,
) -> Answer | None:
    """The rows of a question that is asked and exported at once; None where none is, or it has no rows.

    Args:
        text: "Export the open orders of P-7 to Excel".
        history: Earlier turns, oldest first.
        ask: Answers a question after some turns.
    """
    question = exported_question(text)
    if question is None:
        return None
    answer = ask(question, history)
    if answer.abstained or all(one.rows is None for one in answer.citations):
        return None
    spoken = language or detect_language(text, default=answer.language)
    return exported(answer, file_format=file_format(text), language=spoken)


def unresolved(text: str, language: Language) -> Answer:
    """The question back: nothing was asked before."""
    said = what_do_you_mean(language)
    return Answer(
        text=said, abstained=True, language=language, question=text,
        sentences=(Sentence(text=said, supported=False),),
    )  # fmt: skip


def confirmed(answer: Answer, earlier: str, *, language: Language, doubted: bool) -> Answer:
    """An answer that was looked up again, with its places.

    Args:
        answer: What was found this time.
        earlier: What was said before.
        doubted: Whether the answer itself is told again; else its places alone.
    """
    if answer.abstained:
        said = answer.text if doubted else nothing_was_said(language)
        return replace(
            answer, text=said, sentences=(Sentence(text=said, supported=False),), language=language
        )
    sentences: list[Sentence] = []
    if doubted:
        same = _bare(answer.text) == _bare(earlier)
        sentences.append(Sentence(text=looked_up_again(language, same=same), supported=False))
        sentences += answer.sentences
    places = _places(answer.citations[:_MOST], language)
    lead = Sentence(text=rests_on(language), supported=False)
    rest = "\n".join((lead.text, *(f"• {with_markers(p.text, p.citations)}" for p in places)))
    text = f"{sentences[0].text}\n{answer.text}\n{rest}" if doubted else rest
    return replace(
        answer,
        text=text,
        sentences=(*sentences, lead, *places),
        language=language,
    )


def _bare(text: str) -> str:
    return " ".join(_MARKER.sub("", text).split())


def _places(citations: Sequence[Citation], language: Language) -> list[Sentence]:
    """A sentence a citation: the file, the place in it, the words."""
    french = language == "fr"
    found = []
    for citation in citations:
        where = [file_name(citation.source)]
        if citation.page is not None:
            where.append(f"page {citation.page}")
        if citation.label:
            where.append(f"section {citation.label}")
        if citation.rows is not None and citation.rows.matched:
            count = citation.rows.matched
            where.append(f"{count} {'ligne' if french else 'row'}{'s' if count > 1 else ''}")
        if citation.sensor:
            where.append(citation.sensor)
        quote = " ".join(citation.quote.split())
        quote = f"{quote[:_LONGEST_QUOTE].rstrip()} …" if len(quote) > _LONGEST_QUOTE else quote
        words = f"« {quote} »" if french else f"“{quote}”"
        found.append(
            Sentence(
                text=f"{', '.join(where)}{' :' if french else ':'} {words}",
                supported=True,
                citations=(citation.n,),
            )
        )
    return found
