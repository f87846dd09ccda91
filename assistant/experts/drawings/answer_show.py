"""A drawing that is asked to be shown: its sheet, at its title block. Knows one drawing and the question."""

from __future__ import annotations

import re

from assistant.experts.drawings.asked import Asked
from assistant.experts.drawings.drawing import Drawing
from assistant.experts.drawings.reply import Reply
from assistant.words import content_stems, content_words

_SHOW = re.compile(
    r"\b(?:show|open|display|bring up|let me see|can i see|i (?:want|need) to see|look at"
    r"|montre\w*|affiche\w*|ouvre\w*|(?:veux|voudrais|peux|puis) voir|fais voir)\b"
)
_NAMED_BY = ("drawing number", "title")


def answer_show(asked: Asked, drawing: Drawing) -> Reply | None:
    """The drawing by its number, title and revision, where no more than to see it is asked for."""
    shown = _SHOW.search(asked.folded)
    if shown is None or asked.by_tag or not asked.spoken:
        return None
    said = shown[0]
    explained = frozenset((*content_stems(said), *content_stems(said, "fr"), *content_words(said)))
    if asked.unexplained(explained):
        return None
    version = drawing.versions[0]
    block = version.of("title_block")
    entities = [one for name in _NAMED_BY for one in block if one.name == name] or list(version.entities)
    if not entities:
        return None
    revision = next((one for one in block if one.name == "revision"), None)
    known = asked.t(", revision ", ", révision ") + revision.text if revision else ""
    return Reply(
        statement=asked.t("Here is the drawing ", "Voici le plan ") + f"{drawing.name}{known}.",
        quote=", ".join(one.text for one in (*entities[:2], *([revision] if revision else []))),
        value=drawing.number,
        entities=(*entities[:2], *([revision] if revision else [])),
        score=0.95,
        explained=explained,
    )
