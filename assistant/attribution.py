"""Questions that say whose word is wanted: "according to the RCA, …", "selon le rapport, …".

The document that is named answers, and no other, however well another one fits. Knows the names of documents
by protocol, nothing of what they hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.experts.text.named import Named
from assistant.records import Question
from assistant.words import content_words
from retrieval.records import Language, Scope

NamesIn = Callable[[str, Language, Scope], Named]
"""The documents that words name."""

_CUE = (
    r"(?:(?:according|acc\.?|acc?ording)\s+to|as\s+per|per(?=\s+the\b)|going\s+by|"
    r"as\s+(?:stated|reported|written|said|given|recorded|described|noted)\s+(?:in|by)|"
    r"selon|d['’]après|suivant(?=\s+(?:le|la|les)\b|\s+l['’])|"
    r"(?:comme|tel(?:le)?s?\s+que?)\s+(?:indiquée?s?|écrite?s?|décrite?s?|notée?s?)\s+dans)"
)
_THE = r"(?:(?:the|this|that|our|le|la|les|ce|cet|cette|notre)\s+|l['’])"
_OTHER_WORDS = (
    r"(?:the|this|that|le|la|les|a|an|un|une|what|which|who|when|where|why|how|is|are|was|were|did|does|do|"
    r"has|have|had|can|must|should|in|at|on|during|after|before|since|until|and|or|but|by|"
    r"quel(?:le)?s?|quand|qui|où|pourquoi|comment|combien|est|sont|était|étaient|doit|peut|que|quoi|à|au|aux|"
    r"dans|en|pendant|après|avant|depuis|et|ou|mais|par)"
)
_WORD = rf"(?!{_OTHER_WORDS}\b)[^\W_][\w./'’-]*(?<![.'’])"
_JOINT = rf"(?:(?:of|on|for|about|from|de|du|des|sur|pour)\s+{_THE}?|d['’])"
_PHRASE = re.compile(
    rf"[,(]?\s*\b{_CUE}\s+{_THE}?(?P<paper>{_WORD}(?:\s+{_JOINT}?{_WORD}){{0,6}})\s*[,)]?", re.IGNORECASE
)
_WITHIN = r"(?:in|of|from|on|dans|de(?=\s+(?:la|cette|notre)\b|\s+l['’])|du(?:\s+présent)?|sur)"
_LAST = re.compile(
    rf"^(?P<rest>.*\S)\s+{_WITHIN}\s+{_THE}?(?P<paper>{_WORD}(?:\s+{_WORD}){{0,4}})\s*[?.]*\s*$",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"^\W*(?:in|from|dans)\s+{_THE}?(?P<paper>{_WORD}(?:\s+{_WORD}){{0,4}})\s*[,:]\s*(?P<rest>\S.*)$",
    re.IGNORECASE,
)
"""``Who owns action 4 in the RCA?``, ``In the RCA, who owns action 4?``"""
_LEAST_LEFT = 1
_LEAST_LEFT_WITHIN = 2


@dataclass(frozen=True, slots=True)
class Attributed:
    """A question with whose word it asks for.

    Attributes:
        text: The question without the words that name the document.
        sources: The documents that the words may mean.
        paper: These words.
        alone: Whether no other document may answer; else one does where this one holds nothing.
    """

    text: str
    sources: tuple[str, ...]
    paper: str
    alone: bool = True


class Attributions:
    """Reads whose word a question asks for.

    Args:
        names_in: Tells which documents words name.
    """

    def __init__(self, names_in: NamesIn) -> None:
        self._names_in = names_in

    def find(self, question: Question, scope: Scope) -> Attributed | None:
        """The document whose word is asked for; None where none is named, or none that is known."""
        for match in _PHRASE.finditer(question.text):
            named = self._names_in(match["paper"], question.language, scope)
            rest = f"{question.text[: match.start()]} {question.text[match.end() :]}"
            rest = " ".join(rest.split())
            rest = rest if question.language == "fr" else re.sub(r"\s+([?!.])", r"\1", rest)
            if named.sources and len(content_words(rest)) >= _LEAST_LEFT:
                return Attributed(rest, named.sources, match["paper"])
        return self._within(question, scope)

    def _within(self, question: Question, scope: Scope) -> Attributed | None:
        """The document in which something is looked for, named at either end of the question."""
        match = _LAST.match(question.text) or _FIRST.match(question.text)
        if match is None or len(content_words(match["rest"])) < _LEAST_LEFT_WITHIN:
            return None
        named = self._names_in(match["paper"], question.language, scope)
        if not named.sources:
            return None
        return Attributed(match["rest"], named.sources, match["paper"], alone=False)
