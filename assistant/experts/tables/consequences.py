"""Causes and effects as a question words them: ``caused by dust``, ``that lead to fire``. Runs nothing.

The words behind such a phrase are looked for in the column of causes, or of effects, of a failure analysis.
Where no cell has them, and no other column either, that is what is told.
"""

from __future__ import annotations

import re

from assistant.experts.tables.draft import Draft
from assistant.experts.tables.failure_tables import is_failure_analysis
from assistant.experts.tables.found import Conditions, is_negated, said
from assistant.experts.tables.plan import Expr, Filter
from assistant.experts.tables.schema import ColumnSchema
from assistant.words import stem

_CAUSED = re.compile(
    r"\b(?:caused by|due to|because of|resulting from|results? from|as a result of|cause[es]* par|"
    r"due?s? (?:a|au|aux)|a cause d[eu]s?|provoque[es]* par)\b"
)
_LEADS = re.compile(
    r"\b(?:leads? to|leading to|results? in|resulting in|(?:can|may|could|that|which|modes?) causes?|causing|"
    r"affects?|affecting|end(?:s|ing)? in|provoqu(?:e|ent|ant)|entrain(?:e|ent|ant)|conduis(?:e|ent|ant) a|"
    r"men(?:e|ent|ant) a|peuvent causer|peut causer)\b"
)
_ROLES = ((_CAUSED, frozenset({"cause", "causes"})), (_LEADS, frozenset({"effect", "effet", "consequence"})))
_SKIPPED = frozenset("a an the of le la les l un une des d some any possible potential".split())
_ENDS = frozenset(
    """
    on of in for with that which who and or at from to by do does did have has is are if when while not
    du de sur dans pour avec qui que et ou sont est ont
    """.split()
)
_MOST = 4


def add_consequences(draft: Draft, found: Conditions) -> None:
    """Takes the words behind a phrase of cause or effect for what a cell of that column must tell."""
    if not is_failure_analysis(draft.schema):
        return
    for pattern, names in _ROLES:
        column = next((c for c in draft.schema.columns if c.is_text and set(c.words) & names), None)
        match = pattern.search(draft.reading.folded)
        if column is None or match is None:
            continue
        phrase = draft.reading.word_span(match.span())
        words = _words_behind(draft, phrase[1])
        if words and _is_meant(draft, column, words):
            _add(draft, found, column, phrase, words)


def _words_behind(draft: Draft, start: int) -> list[int]:
    """Positions of the words of weight behind a phrase, to the end of what it speaks of."""
    tokens = draft.reading.tokens
    words: list[int] = []
    for i in range(start, len(tokens)):
        between = draft.reading.between(i - 1, i) if i else ""
        if tokens[i].norm in _SKIPPED and not (words and tokens[i].norm in _ENDS):
            continue
        if tokens[i].norm in _ENDS or (words and re.search(r"[,;:?.(]", between)) or len(words) == _MOST:
            break
        words.append(i)
    return words


def _is_meant(draft: Draft, column: ColumnSchema, words: list[int]) -> bool:
    """True where cells of the column have the words, or nothing else of the table answers to them."""
    stems = [_start(draft, i) for i in words]
    if not all(draft.reading.tokens[i].norm.isalpha() for i in words):
        return False
    if any(all(re.search(s, value, re.IGNORECASE) for s in stems) for value, _ in column.values):
        return True
    return not any(link.start <= i < link.end for link in draft.links for i in words)


def _start(draft: Draft, position: int) -> str:
    """A pattern for words that begin as this one does."""
    root = stem(draft.reading.tokens[position].norm, draft.reading.language)
    return r"\b" + (f"{re.escape(root[:-1])}[iy]" if root.endswith("i") else re.escape(root))


def _add(
    draft: Draft, found: Conditions, column: ColumnSchema, phrase: tuple[int, int], words: list[int]
) -> None:
    start, end = words[0], words[-1] + 1
    negation = is_negated(draft, phrase[0], phrase[1])
    item = Filter(
        expr=Expr(name=column.name),
        condition="contains",
        values=tuple(_start(draft, i) for i in words),
        negated=negation is not None,
        words=said(draft, start, end),
    )
    found.add(item, phrase[0], end)
    draft.use(range(phrase[0], end))
    for link in list(draft.links):
        inside = link.start < end and phrase[0] < link.end
        named = link.kind == "column" and link.column == column.name
        if inside or (named and abs(link.start - phrase[0]) <= 1):
            draft.use(link.words)
            draft.consumed.add(link)
