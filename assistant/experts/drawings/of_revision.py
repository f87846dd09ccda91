"""A question that names the revision of a drawing: it is asked of that one, not of the one in force.

Knows words and drawings; answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.experts.drawings.answer_revision import answer_revision, names_revision
from assistant.experts.drawings.asked import Asked
from assistant.experts.drawings.drawing import Drawing, Version
from retrieval.filters import revision_key
from retrieval.identifiers import normalise

_WORDS = re.compile(
    r"(?:[(,]\s*)?\b(?:(?:at|in|of|on|from|à|a|de|en) )?(?:(?:the|la|l['’])\s?)?"
    r"(?:rev(?:ision)?|révision|indice|issue)(?:\.\s*|\s+)(?:no\.? |n° ?)?(?:[a-z]|\d{1,2})\b\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedRevision:
    """A revision of one drawing that a question names.

    Attributes:
        text: The question without the words that name it.
    """

    drawing: Drawing
    revision: str
    text: str


def named_revision(asked: Asked) -> NamedRevision | None:
    """The revision whose content is asked for; None where none is named, or the table of revisions tells."""
    revision = names_revision(asked)
    if revision is None or asked.anchor < 1.0 or asked.by_tag or len(asked.drawings) != 1:
        return None
    drawing = asked.drawings[0]
    if answer_revision(asked, drawing) is not None:
        return None
    return NamedRevision(drawing, revision, " ".join(_WORDS.sub(" ", asked.text, count=1).split()))


def in_revision(named: NamedRevision, drawings: Sequence[Drawing]) -> Drawing | None:
    """The drawing in the revision that is named, called so; None where none of some drawings is it."""
    number = normalise(named.drawing.number)
    for drawing in drawings:
        own = tuple(v for v in drawing.versions if revision_key(_printed(v)) == revision_key(named.revision))
        if own and normalise(drawing.number) == number:
            title = f"{drawing.title}, rev. {_printed(own[0])}".removeprefix(", ")
            return replace(drawing, title=title, versions=own)
    return None


def revisions_of(drawing: Drawing) -> list[str]:
    """The revisions that the title blocks of a drawing print."""
    return list(dict.fromkeys(filter(None, map(_printed, drawing.versions))))


def _printed(version: Version) -> str:
    return next((e.text.strip() for e in version.of("title_block") if e.name == "revision"), "")
