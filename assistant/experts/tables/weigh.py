"""How well a plan explains a question. Knows words that were used, not what they mean."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.experts.tables.called import calls_another
from assistant.experts.tables.draft import Draft
from assistant.experts.tables.failure_tables import is_failure_analysis
from assistant.experts.tables.left_out import (
    SAY_NOTHING,
    is_undone,
    leaves_out,
    led_by,
    misses_class,
    misses_hard_part,
    misses_head,
    misses_kind,
    misses_level,
    misses_name,
    misses_number,
)
from assistant.experts.tables.lexicon import WEAK_NAME_WORDS, Operation
from assistant.experts.tables.moments import asks_what_befell, table_concepts
from assistant.experts.tables.plan import Expr, Plan, flat
from assistant.experts.tables.units import TIME_UNITS, unit_of
from assistant.experts.tables.word_weights import CONTENT, SAYS_WHAT, word_weight
from assistant.experts.tables.words import name_words


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
        if sure == 0.0 and (_is_said_by_tag(draft, position) or _says_nothing(draft, position)):
            weight *= 0.2
        total += weight
        explained += weight * sure
        if sure > 0:
            known.append(token.norm)
        elif weight >= CONTENT:
            unknown.append(token.norm)
    coverage = explained / total if total else 0.0
    score = coverage**1.75 * _fit(draft, plan, unexplained=bool(unknown)) + _preference(draft, plan)
    return replace(
        plan,
        coverage=coverage,
        score=max(0.0, score),
        explained=tuple(known),
        unexplained=tuple(unknown),
        undone=is_undone(draft, plan),
    )


def _is_said_again(draft: Draft, position: int) -> bool:
    """True for a word that brackets say in other words: ``roue (impeller)``."""
    reading = draft.reading
    following = position + 1
    if following >= len(reading.tokens) or following not in draft.used:
        return False
    return "(" in reading.folded[reading.tokens[position].end : reading.tokens[following].start]


_THE = frozenset("the our this le la l du cette ce notre".split())


def _is_said_by_tag(draft: Draft, position: int) -> bool:
    """True for the kind of thing before its tag: the ``debarker`` of ``the debarker DB-1``."""
    tokens, following = draft.reading.tokens, position + 1
    if position == 0 or tokens[position - 1].norm not in _THE:
        return False
    return following in draft.reading.in_tags and following in draft.used


def _says_nothing(draft: Draft, position: int) -> bool:
    """True for ``maintenance`` of "travaux de maintenance": behind the rows such a word tells of none which.

    ``Entretien`` of "coût de l'entretien" is what is asked for.
    """
    norms = [token.norm for token in draft.reading.tokens]
    if norms[position] not in SAY_NOTHING:
        return False
    leader = led_by(norms, position)
    if leader is None or leader == 0:
        return False
    before = draft.link_at(leader - 1)
    return norms[leader - 1] in SAY_NOTHING or (before is not None and before.kind == "table")


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


_PRICE = re.compile(
    r"\b(?:how much (?:(?:do|does|would) .*\bcosts?\b|(?:is|are) (?:an?|one|new)\b)|"
    r"what (?:do|does) .*\bcost\b|"
    r"combien (?:coute|coutent|couterait|vaut|valent)\b|(?:unit )?price (?:of|for) (?:an?|one|new)\b|"
    r"prix (?:unitaire|d'une?\b))"
)
"""What a thing costs: a list of prices says it, not what orders that name the thing came to."""
_WAS = re.compile(
    r"^\W*(?:did|has|have|had|was|were)\b|"
    r"\b(?:a|ont|est|sont|avait|etait)(?:[ -]t)?[- ](?:il|elle|ils|elles|on)\b|"
    r"^\W*est-ce que\b.*\b(?:a|ont|s'est)\b"
)
"""``Did P-7 cavitate?``, ``la pompe a-t-elle cavité ?``: asked of what was."""
_ANALYSIS = re.compile(
    r"\b(?:fmea|fmeca|amdec?|failure modes?|modes? de defaillance|analys\w+|causes?|lines?|rows?|lignes?)\b"
)
_ELLIPSIS = re.compile(
    r"\s*(?:ok |oui |yes )?,?\s*(?:and|et|what about|how about|et pour|and for|same "
    r"for|pareil pour)\b"
)


def _fit(draft: Draft, plan: Plan, *, unexplained: bool) -> float:
    """Plans that say little, or say it in a roundabout way, weigh less."""
    factor = 1.0
    if misses_hard_part(draft) or misses_level(draft):
        factor *= 0.5
    if misses_head(draft):
        factor *= 0.5
    if misses_class(draft) or misses_kind(draft, plan):
        factor *= 0.3
    if calls_another(draft.reading, draft.schema, draft.index.schemas):
        factor *= 0.6
    if misses_number(draft):
        factor *= 0.8
    if misses_name(draft):
        factor *= 0.75
    if plan.measure is not None and plan.measure.kind == "row":
        factor *= 0.6
    if _PRICE.search(draft.reading.folded) and "work order" in table_concepts(draft.schema):
        factor *= 0.4
    if asks_what_befell(draft.reading) and not draft.schema.moments():
        factor *= 0.4
    if leaves_out(draft, plan):
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
    if is_undone(draft, plan):
        factor *= 0.6
    if plan.kind == "exists" and _asks_what_was(draft):
        factor = 0.0  # a line of an FMEA says what may fail, not that it did
    if plan.kind == "exists" and unexplained:
        factor *= 0.7  # that there are rows is no answer where a word that they must fit is left out
    if plan.guessed_column:
        factor *= 0.5 if unexplained else 0.75 if draft.reading.has("which", "list") else 0.6
    bare = plan.kind in ("count", "rows") and not (plan.where or plan.show or plan.target)
    if bare and plan.kind == "count" and not draft.reading.has("count"):
        factor *= 0.7
    if bare and plan.kind == "count" and _counts_unknown(draft):
        factor *= 0.4
    if bare and _share_of_name(draft) < _NAMED:
        factor *= 0.6
    if plan.kind == "count" and _counts_unit(draft, plan):
        factor *= 0.5
    if plan.kind == "extreme" and _counts_things(draft):
        factor *= 0.6
    if plan.kind in ("count", "rows") and _lists_others(draft, plan):
        factor *= 0.6
    return factor


def _counts_unit(draft: Draft, plan: Plan) -> bool:
    """``How many kg``, ``how many hours``: an amount is asked for, not how many rows there are.

    Days and the like may be counted where a column has them: ``how many days had an alarm``. A word that a
    condition holds is no unit: ``how many CM jobs``.
    """
    tokens = draft.reading.tokens
    held = {i for link in draft.links if link.kind == "value" and link.exact for i in link.words}
    marks = [m for m in draft.reading.of("count") if m.end < len(tokens) and m.end not in held]
    units = {unit_of(tokens[m.end].norm) for m in marks} - {None}
    return bool(units - TIME_UNITS) or (bool(units) and plan.target is None)


def _counts_things(draft: Draft) -> bool:
    """``How many strings had their last test in May``: their number is asked for, not the last of them."""
    tokens, mark = draft.reading.tokens, draft.reading.first("count")
    if mark is None or mark.start or mark.text == "combien" or mark.end >= len(tokens):
        return False
    return unit_of(tokens[mark.end].norm) is None


def _counts_unknown(draft: Draft) -> bool:
    """True where the noun behind "how many" names nothing of the table: its rows are not what is counted."""
    tokens = draft.reading.tokens
    nouns = [
        mark.end
        for mark in draft.reading.of("count")
        if mark.end < len(tokens) and word_weight(draft.reading, mark.end)
    ]
    return bool(nouns) and not any(at in draft.used or _is_said_again(draft, at) for at in nouns)


_WHOLE = 0.95
"""Share of a column's values that a join finds in the other table, from which on none is missing."""
_NAMED = 0.3
"""Share of a table's name from which a question that says nothing else asks for its rows."""


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
        and not any(SAYS_WHAT & set(draft.column(link).words) for link in behind)
        and not any(link.kind == "table" for link in draft.links)
    )


def _preference(draft: Draft, plan: Plan) -> float:
    """A little for tables whose name the question says, for columns of their own, for a kind with members."""
    named = _share_of_name(draft)
    exprs = (*(f.expr for f in flat(plan.where)), *plan.show, *plan.group)
    borrowed = sum(e.via is not None for e in exprs)
    kinds = any(f.condition == "in" and len(f.values) > 1 for f in flat(plan.where))
    return (
        0.05 * named
        + 0.03 * _says_key(draft)
        + 0.04 * _says_its_own_word(draft)
        - 0.01 * borrowed
        + 0.04 * _is_catalogue(draft, plan)
        + 0.03 * kinds
    )


def _says_key(draft: Draft) -> bool:
    """True where the question calls the rows as the key's own name does: ``WO`` of ``WO number``."""
    key = set(name_words(draft.schema.key or "")) - WEAK_NAME_WORDS
    return any(token.norm in key or token.norm.removesuffix("s") in key for token in draft.reading.tokens)


def _says_its_own_word(draft: Draft) -> bool:
    """True where what is counted or listed is called by a word of the table's name: ``BT``, not ``WO``."""
    words = set(draft.schema.words) - WEAK_NAME_WORDS
    marks = draft.reading.of("count", "which", "list")
    tokens = draft.reading.tokens
    return any(tokens[mark.end].norm in words for mark in marks if mark.end < len(tokens))


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


def _asks_what_was(draft: Draft) -> bool:
    """Whether it is asked if something happened, of a table of what may happen: orders have dates."""
    asked, schema = draft.reading.folded, draft.schema
    asks = bool(_WAS.search(asked)) and not _ANALYSIS.search(asked)
    return asks and is_failure_analysis(schema) and not schema.moments()
