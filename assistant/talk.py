"""Turns of a conversation that ask nothing new: thanks, "in French, please". Knows words, no sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.in_units import asks_unit_alone
from assistant.look_back import looks_back
from assistant.phrases import is_small_talk, what_do_you_mean
from assistant.records import Message
from retrieval.records import Language

_LANGUAGES: dict[str, Language] = {
    "english": "en", "anglais": "en", "french": "fr", "français": "fr", "francais": "fr",
}  # fmt: skip
_TONGUE = rf"(?P<tongue>{'|'.join(_LANGUAGES)})"
_IN_LANGUAGE = re.compile(
    r"\W*(?:(?:and|et|ok|okay|now|please|can you|could you|(?:peux|pourrais)-tu|(?:pouvez|pourriez)-vous|"
    r"s'il (?:te|vous) plaît|maintenant|(?:no|non|sorry|pardon)[,.]?)\s+)*"
    r"(?:(?:say|tell|repeat|translate|answer|reply|write|give|explain|show|dis|dites|redis|redites|"
    r"répète[rz]?|tradui\w+|répon\w+|donne[rz]?|explique[rz]?|redire|dire)"
    r"(?:[ -](?:me|moi|us|nous|le|it|that|this|ça|cela|the answer|la réponse|again))*\s+)?"
    rf"(?:in|into|to|en)\s+{_TONGUE}(?:,?\s*(?:please|svp|stp|s'il (?:te|vous) plaît|now))?\W*",
    re.IGNORECASE,
)
_QUESTIONS_BACK = tuple(what_do_you_mean(language)[:24] for language in ("en", "fr")) + tuple(
    what_do_you_mean(language, ("|",)).partition("|")[0] for language in ("en", "fr")
)


def asked_language(text: str) -> Language | None:
    """The language in which the answer before is wanted again: "in French, please"; None for all else."""
    match = _IN_LANGUAGE.fullmatch(text)
    return _LANGUAGES[match["tongue"].lower()] if match else None


def asking_turns(history: Sequence[Message]) -> list[Message]:
    """A conversation without the turns that asked nothing, and those that could only be asked back.

    What comes after them goes on from the question before: "and MX-1?" after "thanks" too.
    """
    kept: list[Message] = []
    for place, message in enumerate(history):
        if message.role == "user":
            is_asking = not (
                is_small_talk(message.content)
                or asks_unit_alone(message.content)
                or asked_language(message.content) is not None
            )
            reply = history[place + 1].content if place + 1 < len(history) else ""
            asks = is_asking and not reply.startswith(_QUESTIONS_BACK)
            if asks:
                kept.append(message)
        elif message.role != "assistant" or (place and history[place - 1] in kept[-1:]):
            kept.append(message)
    return kept


def in_language(
    text: str, history: Sequence[Message], language: Language | None
) -> tuple[str, Sequence[Message], Language | None]:
    """What is asked, after which turns, in which language: the question before where that alone changes.

    Args:
        history: The turns that asked something.
        language: The language that the caller wants.
    """
    spoken = asked_language(text)
    places = [
        place
        for place, message in enumerate(history)
        if message.role == "user" and not looks_back(message.content)
    ]
    if spoken is None or not places:
        return text, history, language
    return history[places[-1]].content, history[: places[-1]], spoken
