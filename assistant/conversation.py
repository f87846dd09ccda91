"""Rewrite a follow-up so that it stands alone. Knows the words of the conversation, no sources.

Two mechanisms, both on words: a fragment ("and on 10 July?") replaces the part of the same kind in the
question before it; a pronoun ("when was its last one finished?") is replaced by what it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.anaphora import has_anaphora, resolve
from assistant.bare_aspect import asks_bare_aspect, with_thing
from assistant.ellipsis import is_fragment, merge
from assistant.engines import Engine
from assistant.errors import EngineError
from assistant.followup import asked_of, is_bare, is_listing, listed_of
from assistant.language import detect_language
from assistant.look_back import compares_alone, looks_back
from assistant.measured_after import compared_thing, measured_of
from assistant.records import Message
from assistant.words import content_stems

_TURNS = 6
_MARKER = re.compile(r"\s*\[\d+\]")
_PROMPT = (
    "Rewrite the last question so that it can be understood without the conversation. Keep its language. "
    "Take "
    "names, dates and numbers from the conversation only. Write the question and nothing else."
)


def stand_alone(text: str, history: Sequence[Message], *, engine: Engine | None = None) -> str:
    """The question with what it leaves unsaid taken from the history; unchanged where it lacks nothing.

    Args:
        text: What the user typed.
        history: Earlier turns, oldest first.
        engine: Where it is capable it rewrites, and its words are checked against the conversation.
    """
    turns = _turns(history)
    if not turns:
        return text.strip()
    question, answer = _before(turns)
    text = compared_thing(text) or text
    measured = measured_of(text, question, french=detect_language(question) == "fr")
    if measured is not None:
        return measured
    leans = is_fragment(text) or has_anaphora(text) or is_listing(text) or is_bare(text)
    if not (leans or asks_bare_aspect(text)):
        return text.strip()
    if engine is not None and engine.capable:
        rewritten = _by_engine(text, history, engine)
        if rewritten:
            return rewritten
    return _join(text, question, answer)


def question_before(history: Sequence[Message]) -> str:
    """The question of the last turn, itself standing alone; empty where nothing was asked."""
    return _before(_turns(history))[0]


def _before(turns: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The last question that asked for something, standing alone, and its answer."""
    question, answer = "", ""
    for asked, replied in turns:
        if not (looks_back(asked) or compares_alone(asked)):
            question, answer = _join(asked, question, answer), replied
    return question, answer


def _join(text: str, question: str, answer: str) -> str:
    """One follow-up on one question and its answer."""
    clean = text.strip()
    if not question:
        return clean
    clean = compared_thing(clean) or clean
    measured = measured_of(clean, question, french=detect_language(question) == "fr")
    if measured is not None:
        return measured
    if is_listing(clean):
        return listed_of(question) or question
    bare = asked_of(clean, question)
    if bare is not None:
        return bare
    if asks_bare_aspect(clean):
        return with_thing(clean, question, answer)
    if is_fragment(clean):
        return merge(clean, question, answer)
    if has_anaphora(clean):
        return resolve(clean, question, answer)
    return clean


def _turns(history: Sequence[Message]) -> list[tuple[str, str]]:
    """The last questions with their answers, markers taken off."""
    turns: list[tuple[str, str]] = []
    for message in history:
        if message.role == "user":
            turns.append((message.content, ""))
        elif message.role == "assistant" and turns:
            turns[-1] = (turns[-1][0], _MARKER.sub("", message.content).strip())
    return turns[-_TURNS:]


def _by_engine(text: str, history: Sequence[Message], engine: Engine) -> str:
    """The engine's rewriting, empty where it fails or brings in words that nobody said."""
    said = [m for m in history if m.role != "system"][-2 * _TURNS :]
    talk = "\n".join(f"{m.role}: {_MARKER.sub('', m.content)}" for m in said)
    prompt = (
        Message(role="system", content=_PROMPT),
        Message(role="user", content=f"{talk}\n\nLast question: {text}"),
    )
    try:
        reply = "".join(engine.stream(prompt, max_tokens=96, stop=("\n",))).strip().strip('"')
    except EngineError:
        return ""
    known = set(content_stems(talk)) | set(content_stems(text))
    new = [word for word in content_stems(reply) if word not in known]
    digits = set(re.findall(r"\d+", reply)) - set(re.findall(r"\d+", f"{talk} {text}"))
    return reply if reply and not digits and len(new) <= 1 else ""
