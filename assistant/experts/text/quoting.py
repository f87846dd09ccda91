"""What is quoted of a candidate: the sentence, and what it is nothing without. Knows no question."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.experts.text.candidates import Candidate
from assistant.experts.text.evidence import from_chunks
from assistant.experts.text.lists import LONGEST_LIST, Lists
from assistant.records import Evidence
from assistant.sentences import passage_spans
from retrieval.records import Chunk

LIST_OPENS = re.compile(
    r":\s*$|\b(?:following(?!\s+(?:the|an?|this|these)\b)|listed below|as follows|one of|all of|these|"
    r"suivante?s?|ci-dessous|parmi)\b[^.]*[.:]?\s*$",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\s*[-•*–▪◦‣]\s")
_NEXT_ITEM = re.compile(r"\n\s*[-•*–▪◦‣]\s")
_LONGEST_EXPLANATION = 300
_SHORT = 25
_WORDS_OF_A_REPLY = 3


def quoted(candidate: Candidate, lists: Lists, score: float) -> Evidence:
    """A candidate as evidence; what opens a list brings the list along."""
    chunk = candidate.hit.chunk
    quote: str = candidate.text
    chunks: tuple[Chunk, ...] = (chunk,)
    if _is_bare_reply(candidate):
        quote += _next_sentence(chunk.text[candidate.end :])
    elif not candidate.is_row and (LIST_OPENS.search(quote) or _is_stub(candidate)):
        rest = chunk.text[candidate.end : candidate.end + LONGEST_LIST].rstrip()
        if rest.strip():
            quote += rest
        else:
            quote, chunks = lists.with_items(chunk, quote)
    return from_chunks(
        chunks,
        quote=quote,
        label=chunk.label,
        score=score,
        lead=candidate.lead,
        title=candidate.title,
        span=(candidate.start, candidate.start + len(quote)),
    )


def whole_item(candidate: Candidate, found: Evidence) -> Evidence:
    """The evidence with what its list mark holds below: ``• E17: NO FLOW`` and the line that explains it."""
    rest = candidate.hit.chunk.text[candidate.end :]
    following = _NEXT_ITEM.search(rest)
    explained = rest[: following.start()].rstrip() if following else ""
    if not _MARKED.match(candidate.text) or not 0 < len(explained) <= _LONGEST_EXPLANATION:
        return found
    return replace(found, quote=found.quote + explained)


def _is_stub(candidate: Candidate) -> bool:
    """True for a few words that say nothing alone: a title, the name of what follows."""
    return len(candidate.text) < _SHORT and not candidate.lead and not re.search(r"\d", candidate.text)


def _is_bare_reply(candidate: Candidate) -> bool:
    """True for ``Yes.`` below a question: what follows says what is meant."""
    return candidate.lead.endswith("?") and len(candidate.text.split()) <= _WORDS_OF_A_REPLY


def _next_sentence(rest: str) -> str:
    """The sentence that begins a text, with what parts it from what was before; empty where there is none."""
    spans = passage_spans(rest)
    return rest[: spans[0][1]] if spans else ""


def list_evidence(found: tuple[str, tuple[Chunk, ...]], first: Chunk) -> Evidence:
    """A whole list as evidence; its score is that of the item that was found."""
    quote, chunks = found
    return from_chunks(chunks, quote=quote, label=first.label, score=0.0)
