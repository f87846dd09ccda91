"""How near candidates are to a question in meaning, in whichever language either is. Chooses nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from assistant.experts.text.candidates import Candidate
from assistant.experts.text.glossary import glossary
from assistant.records import Question
from retrieval.embed import Vectors

Embed = Callable[[Sequence[str]], Vectors]
"""Unit vectors of texts, one a row."""


def meanings(
    question: Question, pool: Sequence[Candidate], shown: Sequence[str], *, embed: Embed, french: Embed | None
) -> Vectors:
    """[N] cosines of the question and each candidate's words, the best of the ways to embed them.

    A French question is asked as it stands, as the glossary says it in English, and through the French
    encoder; French candidates of an English question go through the French encoder too.
    """
    if question.language != "fr":
        asked = embed([question.text])
    else:
        asked = embed([question.text, glossary().translate(question.text, to="en")])
        if french is not None:
            asked = np.concatenate([asked, french([question.text])])
    found: Vectors = (embed(shown) @ asked.T).max(axis=1)
    foreign = [place for place, candidate in enumerate(pool) if candidate.hit.chunk.language == "fr"]
    if french is not None and question.language == "en" and foreign:
        further = (french([shown[place] for place in foreign]) @ asked.T).max(axis=1)
        found[foreign] = np.maximum(found[foreign], further)
    return found
