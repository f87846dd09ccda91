"""A message that tells before it asks, cut into what is told and what is asked. Knows words, no sources.

People paste a mail or say what happened, and ask one thing at its end. All words of the rest would be looked
for, and none of the question's would weigh.
"""

from __future__ import annotations

import re
from itertools import dropwhile

from assistant.anaphora import has_anaphora
from assistant.language import detect_language
from assistant.plain_question import asks_indirectly
from assistant.scope import naming_equipment
from assistant.sentences import split_sentences
from assistant.words import content_words
from retrieval.identifiers import find_tags
from retrieval.records import Scope

_LONG = 35
"""Words from which a message is taken apart."""
_MOST_ASKED = 3
"""Sentences; who asks more than that wants a list of questions answered, and is not helped by this."""
_LEAST_ASKED = 2
"""Content words of a question, or a tag with one: "Any idea?" asks nothing by itself."""
_CLOSING = 12
"""Words behind the question: thanks and a name. More of them, as choices to take from, belong to it."""
_OPENS = re.compile(
    r"\W*(?:what|which|who|whose|where|why|how|quel(?:le)?s?|qui|pourquoi|comment|combien)\b", re.I
)
"""A question at the end that lacks its mark."""


def told_and_asked(text: str) -> tuple[str, str] | None:
    """What is told that the question may lean on, and the question; None where the text asks as a whole.

    What is told is the last sentence that names equipment. A question without a tag is asked of the one
    thing that is told of, where that is one thing.
    """
    if len(text.split()) < _LONG:
        return None
    sentences = [" ".join(sentence.split()) for sentence in split_sentences(text)]
    last = sentences[-1:]
    asking = [one for one in sentences if _asks(one, last=one in last)]
    asking = list(dropwhile(lambda one: not _says_of_what(one), asking))
    if not 0 < len(asking) <= _MOST_ASKED or len(asking) == len(sentences):
        return None
    behind = sentences[sentences.index(asking[-1]) + 1 :]
    if sum(len(sentence.split()) for sentence in behind) > _CLOSING:
        return None
    asked = " ".join(asking)
    before = sentences[: sentences.index(asking[0])]
    told = next((sentence for sentence in reversed(before) if find_tags(sentence)), "")
    things = list(dict.fromkeys(tag for sentence in sentences for tag in find_tags(sentence)))
    if len(things) == 1 and not find_tags(asked) and not has_anaphora(asked):
        asked = naming_equipment(asked, Scope(equipment=(things[0],)), language=detect_language(asked))
    return told, asked


def _asks(sentence: str, *, last: bool) -> bool:
    if sentence.endswith("?") or asks_indirectly(sentence):
        return True
    return last and _OPENS.match(sentence) is not None


def _says_of_what(sentence: str) -> bool:
    words = content_words(sentence)
    return len(words) >= _LEAST_ASKED or bool(find_tags(sentence) and words)
