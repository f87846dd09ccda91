"""How well a plan explains a question. Knows words that were used, not what they mean."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.experts.tables.called import calls_another
from assistant.experts.tables.draft import Draft
from assistant.experts.tables.lexicon import Operation
from assistant.experts.tables.plan import Expr, Plan, flat
from assistant.experts.tables.reading import Mark, Reading
from assistant.experts.tables.units import TIME_UNITS, unit_of

_IDENTIFIER, _NUMBER, _CONTENT, _TALK = 1.5, 1.2, 1.0, 0.12


def word_weight(reading: Reading, position: int) -> float:
    """What a word of the question weighs: function words nothing, talk little, identifiers most."""
    token = reading.tokens[position]
    marked = any(m.start <= position < m.end for m in reading.marks)
    if marked or reading.is_stop(position) or (len(token.norm) == 1 and not token.is_number):
        return 0.0
    if token.is_number:
        return _NUMBER
    if any(c.isdigit() for c in token.norm):
        return _IDENTIFIER
    if reading.is_chatter(position) or reading.date_part(position) is not None:
        return _TALK
    return _CONTENT


def weigh(draft: Draft, plan: Plan) -> Plan:
    """The plan with its coverage and score."""
    reading = draft.reading
    total = explained = 0.0
    known: list[str] = []
    unknown: list[str] = []
    for position, token in enumerate(reading.tokens):
        weight = word_weight(reading, position)
        if weight == 0.0:
            continue
        sure = draft.used.get(position, 0.0)
        if sure == 0.0 and not reading.asks_at(position):
            weight *= 0.5
        if sure == 0.0 and _is_said_again(draft, position):
            weight *= 0.2
        if sure == 0.0 and _names_table(draft, position):
            weight *= 0.4
        total += weight
        explained += weight * sure
        if sure > 0:
            known.append(token.norm)
        elif weight >= _CONTENT:
            unknown.append(token.norm)
    coverage = explained / total if total else 0.0
    score = coverage**1.75 * _fit(draft, plan, unexplained=bool(unknown)) + _preference(draft, plan)
    return replace(
        plan,
        coverage=coverage,
        score=max(0.0, score),
        explained=tuple(known),
        unexplained=tuple(unknown),
        undone=_is_undone(draft, plan),
    )


def _is_undone(draft: Draft, plan: Plan) -> bool:
    """True where something is asked for that no part of the plan does."""
    return any(plan.kind not in kinds and _is_open(draft, operations) for operations, kinds in _DONE_BY)


def _is_said_again(draft: Draft, position: int) -> bool:
    """True for a word that brackets say in other words: ``roue (impeller)``."""
    reading = draft.reading
    following = position + 1
    if following >= len(reading.tokens) or following not in draft.used:
        return False
    return "(" in reading.folded[reading.tokens[position].end : reading.tokens[following].start]


def _names_table(draft: Draft, position: int) -> bool:
    """A word before a table's name is part of how people call it: ``the truck FMEA``."""
    following = draft.link_at(position + 1) if position + 1 < len(draft.reading.tokens) else None
    return (
        following is not None and following.kind == "table" and draft.reading.tokens[position].norm.isalpha()
    )


_ROWS_IGNORE: tuple[Operation, ...] = (
    "mean",
    "median",
    "deviation",
    "top",
    "nth",
    "sum",
    "count",
)


_DONE_BY: tuple[tuple[tuple[Operation, ...], tuple[str, ...]], ...] = (
    (("share",), ("share",)),
    (("difference",), ("difference", "groups", "aggregate", "span")),
    (
        ("high", "low", "long", "short", "most", "least"),
        ("extreme", "groups", "aggregate", "gap", "difference"),
    ),
    (("late", "early"), ("extreme", "gap", "span", "groups", "aggregate", "difference", "exists")),
    (("gap",), ("gap", "span")),
    (("same", "why"), ()),
    (("after", "before"), ()),
)
"""What asks for something, and the kinds of plan that do it."""


def _is_open(draft: Draft, operations: tuple[Operation, ...]) -> bool:
    """True where one of the operations is asked for, and no part of the plan has used its words."""
    return any(
        draft.reading.asks_at(m.start) and not any(i in draft.used for i in range(m.start, m.end))
        for m in draft.reading.of(*operations)
    )


def _misses_hard_part(draft: Draft) -> bool:
    """True where a comparison with a number, or a period, is left out: that would answer something else."""
    reading = draft.reading
    spans = [q.span for q in reading.quantities if q.explicit] + [p.span for p in reading.periods]
    for span in spans:
        words = range(*reading.word_span(span))
        if words and reading.asks_at(words[0]) and not any(i in draft.used for i in words):
            return True
    named = [i for i, t in enumerate(reading.tokens) if i in reading.in_tags or _is_identifier(t.norm)]
    return any(i not in draft.used and reading.asks_at(i) for i in named)


_LEVELS = frozenset("trip alarm alarme alert alerte declenchement acceptance acceptation reception".split())
_OF_LEVELS = frozenset(
    """
    limit limits limite limites threshold seuil level niveau setting setpoint set point consigne value valeur
    temperature pressure pression vibration flow debit speed vitesse current courant
    """.split()
)


def levels_asked(reading: Reading) -> list[int]:
    """Places of words that name the level of a limit: ``trip`` of "the trip temperature"."""
    tokens = reading.tokens
    return [
        i
        for i, token in enumerate(tokens)
        if token.norm in _LEVELS and any(near.norm in _OF_LEVELS for near in tokens[max(0, i - 2) : i + 3])
    ]


def _misses_level(draft: Draft) -> bool:
    """True where the level of a limit is left out: another value would be told in its place."""
    return any(i not in draft.used for i in levels_asked(draft.reading))


def _misses_number(draft: Draft) -> bool:
    """True where a number without a comparison is left out."""
    reading = draft.reading
    marked = {i for m in reading.marks for i in range(m.start, m.end)}
    for quantity in reading.quantities:
        words = range(*reading.word_span(quantity.span))
        if (
            not quantity.explicit
            and words
            and reading.asks_at(words[0])
            and not any(i in draft.used or i in marked or i in reading.in_tags for i in words)
        ):
            return True
    return False


def _misses_name(draft: Draft) -> bool:
    """True where two words of weight side by side are left out: the name of something that is not there."""
    reading = draft.reading
    open_ = [
        word_weight(reading, i) >= _CONTENT and i not in draft.used and reading.asks_at(i)
        for i in range(len(reading.tokens))
    ]
    return any(a and b for a, b in pairwise(open_))


def _is_identifier(norm: str) -> bool:
    """True for letters with digits, units of a number (``24h``) apart."""
    return bool(re.fullmatch(r"[a-z]+\d[\da-z]*|\d+[a-z]+\d+[\da-z]*", norm))


def _leaves_out(draft: Draft, plan: Plan) -> bool:
    """True where a word of absence is said and the plan does nothing of the kind."""
    if plan.kind in ("absent", "gap", "exists"):
        return False
    marks = draft.reading.of("missing", "never", "negation")
    return any(
        not any(i in draft.used for i in range(m.start, m.end)) and _stands_alone(draft, m) for m in marks
    )


def _stands_alone(draft: Draft, mark: Mark) -> bool:
    """True for a word of absence that no other phrase holds (``not`` of ``does not match``)."""
    others = [m for m in draft.reading.marks if m is not mark]
    return not any(m.start <= mark.start and mark.end <= m.end for m in others)


def _is_vague(draft: Draft, plan: Plan) -> bool:
    """True where the measure is named by a word of talk only (``value``) and no word names the table.

    A time is always named by such words (``finished``).
    """
    if any(link.kind == "table" for link in draft.links) or plan.measure is None:
        return False
    if any(plan.measure.name == column.name for column in draft.schema.moments()):
        return False
    named = [link for link in draft.links if link.kind == "column" and link.column == plan.measure.name]
    return bool(named) and all(draft.reading.is_chatter(i) for link in named for i in link.words)


_ELLIPSIS = re.compile(
    r"\s*(?:ok |oui |yes )?,?\s*(?:and|et|what about|how about|et pour|and for|same "
    r"for|pareil pour)\b"
)
_ENDS_NAME = frozenset(
    """
    of for on at in with from by to about under per du de des d pour sur dans a au aux avec par en chez is
    are was were did does do has have had can could should would will that which who where when est sont
    etait ont t
    """.split()
)
_LINKS_NAME = frozenset(
    """
    is are was were s the a an est sont etait etaient le la les l un une all did do does has have had can
    should will
    """.split()
)


def _misses_head(draft: Draft) -> bool:
    """True where the thing asked for (``material`` of ``the material of the cover``) is not explained."""
    name = asked_name(draft)
    if not name:
        return False
    head = name[0] if draft.reading.language == "fr" else name[-1]
    return head not in draft.used or 2 * sum(i not in draft.used for i in name) > len(name)


def asked_name(draft: Draft) -> list[int]:
    """The words of weight that say what is asked for; empty where rows are counted."""
    reading = draft.reading
    mark = reading.first("which", "list", "who", "where", "when", "how_long")
    counted = reading.first("count")
    if counted is not None and (mark is None or counted.start <= mark.start):
        return []
    start = mark.end if mark is not None else 0
    while start < len(reading.tokens) and reading.tokens[start].norm in _LINKS_NAME:
        start += 1
    name: list[int] = []
    for i in range(start, len(reading.tokens)):
        light = reading.is_chatter(i) or any(m.start <= i < m.end for m in reading.marks)
        if (
            reading.tokens[i].norm in _ENDS_NAME
            or (name and light)
            or (name and re.search(r"[,;:?(]", reading.between(name[-1] + 1, i)))
        ):
            break
        if word_weight(reading, i) >= _CONTENT and reading.tokens[i].norm.isalpha():
            name.append(i)
    return name


def _fit(draft: Draft, plan: Plan, *, unexplained: bool) -> float:
    """Plans that say little, or say it in a roundabout way, weigh less."""
    factor = 1.0
    if _misses_hard_part(draft) or _misses_level(draft):
        factor *= 0.5
    if _misses_head(draft):
        factor *= 0.6
    if calls_another(draft.reading, draft.schema, draft.index.schemas):
        factor *= 0.6
    if _misses_number(draft):
        factor *= 0.8
    if _misses_name(draft):
        factor *= 0.75
    if plan.measure is not None and plan.measure.kind == "row":
        factor *= 0.6
    if _leaves_out(draft, plan):
        factor *= 0.7
    if draft.reading.has("who") and plan.kind == "rows" and not plan.answers_who:
        factor *= 0.5
    if _ELLIPSIS.match(draft.reading.folded):
        factor *= 0.5
    if plan.measure is not None and plan.measure.via is not None and plan.measure.via.contained < _WHOLE:
        factor *= 0.5  # rows without a partner would silently be left out
    if plan.measure is not None and _is_vague(draft, plan):
        factor *= 0.75
    if plan.kind == "rows" and not plan.where:
        factor *= 0.9 if draft.reading.has("which", "list") else 0.5
    if plan.kind == "rows" and not plan.show and not (plan.asks_rows and draft.schema.key):
        factor *= 0.8
    if plan.kind in ("rows", "exists") and draft.reading.has(*_ROWS_IGNORE):
        factor *= 0.5
    if _is_undone(draft, plan):
        factor *= 0.6
    if plan.guessed_column:
        factor *= 0.5 if unexplained else 0.75 if draft.reading.has("which", "list") else 0.6
    bare = plan.kind in ("count", "rows") and not (plan.where or plan.show or plan.target)
    if bare and plan.kind == "count" and not draft.reading.has("count"):
        factor *= 0.7
    if bare and _share_of_name(draft) < _NAMED:
        factor *= 0.6
    if plan.kind == "count" and _counts_unit(draft, plan):
        factor *= 0.5
    if plan.kind in ("count", "rows") and _lists_others(draft, plan):
        factor *= 0.6
    return factor


def _counts_unit(draft: Draft, plan: Plan) -> bool:
    """``How many kg``, ``how many hours``: an amount is asked for, not how many rows there are.

    Days and the like may be counted where a column has them: ``how many days had an alarm``.
    """
    tokens = draft.reading.tokens
    marks = [m for m in draft.reading.of("count") if m.end < len(tokens)]
    units = {unit_of(tokens[m.end].norm) for m in marks} - {None}
    return bool(units - TIME_UNITS) or (bool(units) and plan.target is None)


_WHOLE = 0.95
"""Share of a column's values that a join finds in the other table, from which on none is missing."""
_NAMED = 0.3
"""Share of a table's name from which a question that says nothing else asks for its rows."""
_SAYS_WHAT = frozenset(
    """
    type kind class category description designation name item component part equipment asset machine nom
    libelle genre categorie composant equipement
    """.split()
)
"""Words of the columns that say what a row is."""


def _lists_others(draft: Draft, plan: Plan) -> bool:
    """``How many pumps``: not the parts that *fit* a pump; the rows asked for are what is named."""
    marks = draft.reading.of("count", "which", "list")
    columns = {f.expr.name for f in flat(plan.where) if f.condition == "in" and f.expr.via is None}
    behind = [
        link
        for link in draft.links
        if link.kind == "value" and any(0 <= link.start - mark.end <= 1 for mark in marks)
    ]
    return (
        bool(behind)
        and len(plan.where) == 1
        and all(link.column in columns and link.via is None for link in behind)
        and not any(_SAYS_WHAT & set(draft.column(link).words) for link in behind)
        and not any(link.kind == "table" for link in draft.links)
    )


def _preference(draft: Draft, plan: Plan) -> float:
    """A little for tables whose name the question says, for columns of their own, for a kind with members."""
    named = _share_of_name(draft)
    exprs = (*(f.expr for f in flat(plan.where)), *plan.show, *plan.group)
    borrowed = sum(e.via is not None for e in exprs)
    kinds = any(f.condition == "in" and len(f.values) > 1 for f in flat(plan.where))
    return 0.05 * named - 0.01 * borrowed + 0.04 * _is_catalogue(draft, plan) + 0.03 * kinds


def _share_of_name(draft: Draft) -> float:
    """How much of the table's name the question says."""
    words = set(draft.schema.words)
    said = {draft.reading.tokens[i].norm for link in draft.links if link.kind == "table" for i in link.words}
    return min(len(said), len(words)) / len(words) if words else 0.0


def _is_catalogue(draft: Draft, plan: Plan) -> int:
    """1 where what is asked for stands once in the table (a list of codes), -1 where a log repeats it."""
    asked = plan.target if plan.kind in ("count", "rows") else None
    if asked is None and plan.kind == "rows" and (plan.show or (plan.asks_rows and draft.schema.key)):
        asked = plan.show[0] if plan.show else Expr(name=draft.schema.key or "")
    if asked is None or asked.via is not None or asked.kind != "column" or asked.part is not None:
        return 0
    if any(
        f.condition == "in" and f.expr.via is None and f.expr.name == draft.schema.key
        for f in flat(plan.where)
    ):
        return 0
    if asked.name == draft.schema.key:
        copies = [
            r for r in draft.index.relations_of(draft.schema.name) if r.column == asked.name and r.unique
        ]
        return 0 if any(r.contained > 0.9 for r in copies) else 1
    own = {word for column in draft.schema.columns for word in column.words}
    named = (draft.reading.tokens[i].norm for link in draft.links if link.kind == "table" for i in link.words)
    if any(word not in own and word.removesuffix("s") not in own for word in named) or draft.reading.periods:
        return 0
    copied = any(
        r.column == asked.name and r.unique and r.contained > 0.9
        for r in draft.index.relations_of(draft.schema.name)
    )
    return -1 if copied or draft.schema.moments() else 0
