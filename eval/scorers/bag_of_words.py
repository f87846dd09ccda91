"""F1 of bags of words with SQuAD's normalisation, as DesignQA scores rule retrieval."""

from __future__ import annotations

import re
import string

from eval.scorers.words import overlap_f1

_PUNCTUATION = str.maketrans("", "", string.punctuation)


def squad_tokens(text: str) -> list[str]:
    """Lower case, no ASCII punctuation, no English articles, split at white space.

    Source: the official evaluation of SQuAD 1.1 (Rajpurkar et al., 2016), which DesignQA uses.
    """
    bare = text.lower().translate(_PUNCTUATION)
    return re.sub(r"\b(a|an|the)\b", " ", bare).split()


def bag_of_words_f1(answer: str, reference: str) -> float:
    """F1 of the two texts' words, 0 to 1."""
    return overlap_f1(squad_tokens(answer), squad_tokens(reference))
