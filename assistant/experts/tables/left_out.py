"""What a plan leaves out of a question. Knows words that were used, not what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from assistant.experts.tables.draft import Draft
from assistant.experts.tables.lexicon import PATTERNS, STOP, Operation
from assistant.experts.tables.plan import Plan, Where, flat
from assistant.experts.tables.reading import Mark, Reading
from assistant.experts.tables.word_weights import CONTENT, SAYS_WHAT, word_weight
from assistant.experts.tables.words import is_misspelling, name_words, same_family, stems
from retrieval.records import Language


def is_undone(draft: Draft, plan: Plan) -> bool:
    """True where something is asked for that no part of the plan does."""
    return any(plan.kind not in kinds and _is_open(draft, operations) for operations, kinds in _DONE_BY)


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


def misses_hard_part(draft: Draft) -> bool:
    """True where a comparison with a number, or a period, is left out: that would answer something else."""
    reading = draft.reading
    spans = [q.span for q in reading.quantities if q.explicit] + [p.span for p in reading.periods]
    for span in spans:
        words = range(*reading.word_span(span))
        if words and reading.asks_at(words[0]) and not any(i in draft.used for i in words):
            return True
    named = [i for i, t in enumerate(reading.tokens) if i in reading.in_tags or _is_identifier(t.norm)]
    return any(i not in draft.used and reading.asks_at(i) for i in named)


_SEVERAL, _SAID = 2, 0.6
"""Words of a value from which a question must say most, and how many of them."""
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


def misses_level(draft: Draft) -> bool:
    """True where the level of a limit is left out: another value would be told in its place."""
    return any(i not in draft.used for i in levels_asked(draft.reading))


def misses_number(draft: Draft) -> bool:
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


def misses_name(draft: Draft) -> bool:
    """True where two words of weight side by side are left out: the name of something that is not there."""
    reading = draft.reading
    open_ = [
        word_weight(reading, i) >= CONTENT and i not in draft.used and reading.asks_at(i)
        for i in range(len(reading.tokens))
    ]
    return any(a and b for a, b in pairwise(open_))


_OF_MANY = frozenset(("count", "aggregate", "groups", "share", "extreme", "difference"))
_NAMES = frozenset(("table", "column"))
_OPERATING = frozenset(word for _, pattern in PATTERNS for word in re.findall(r"[a-z]{5,}", pattern.pattern))


def misses_kind(draft: Draft, plan: Plan) -> bool:
    """True where the word that says which of the rows are meant is left out: ``pneumatic work orders``.

    In French it stands behind them, in the plural: ``OT électriques``, where ``OT portent`` has a verb. It
    may be a noun with its preposition: ``pièces d'occasion``. What the table is called does not say which of
    its rows, nor does ``higest``.
    """
    if plan.kind not in _OF_MANY and plan.kind != "rows":
        return False
    reading = draft.reading
    norms = [token.norm for token in reading.tokens]
    named = {i for link in draft.links if link.kind in _NAMES for i in link.words} & draft.used.keys()
    behind = 0 if reading.language == "fr" else 1
    which = {
        at
        for at in words_beside(norms, named, reading.language)
        if not reading.between(at + behind, at + behind).strip()
    }
    if plan.kind in _OF_MANY:
        which |= {at for at in nouns_behind_prepositions(norms) if at + 1 not in draft.used}
    return any(_is_left(draft, at) for at in which)


def _is_left(draft: Draft, at: int) -> bool:
    """True for a plain word of weight that no part of the plan uses and that is no slip of one that would."""
    reading, norm = draft.reading, draft.reading.tokens[at].norm
    return (
        at not in draft.used
        and norm.isalpha()
        and norm not in SAY_NOTHING
        and word_weight(reading, at) >= CONTENT
        and reading.asks_at(at)
        and at + 1 not in reading.in_tags
        and not any(is_misspelling(norm, word) for word in _OPERATING)
        and not stems(norm) & {stem for word in draft.schema.words for stem in stems(word)}
    )


def words_beside(norms: Sequence[str], named: Set[int], language: Language) -> set[int]:
    """Places of what may say which of the things named are meant: before them, French plurals behind them.

    ``truck FMEA`` says which paper.
    """
    named = {at for at in named if norms[at] not in _PAPERS}
    if language != "fr":
        return {at - 1 for at in named if at > 0}
    return {at + 1 for at in named if at + 1 < len(norms) and norms[at + 1].endswith(("s", "x"))}


SAY_NOTHING = frozenset(
    """
    maintenance entretien upkeep unit unite plant usine factory mill facility works fleet parc station
    installation installations site ensemble team equipe department departement company entreprise record
    records file fichier database base register registre history historique system systeme gmao cmms erp list
    liste sheet feuille table tableau export data donnees book livre staff crew people mechanics fitters
    technicians workers personnel mecaniciens techniciens ouvriers
    """.split()
)
"""Words of the whole site, its upkeep, people and papers: they say of no row that it is another."""
_PAPERS = frozenset(
    """
    fmea fmeca amdec analysis analyse list liste register registre log journal logbook plan planning schedule
    catalogue catalog inventory inventaire sheet feuille file fichier report rapport
    """.split()
)
"""A word beside one of these says which paper is meant, not which of its rows."""
_PREPOSITIONS = frozenset(
    "under by for with without from on of de d du des en sous hors par pour avec sans".split()
)
_DETERMINERS = frozenset("the a an our this le la l les un une notre nos ce cette".split())
_INFINITIVE = ("er", "ir", "ing")


def nouns_behind_prepositions(norms: Sequence[str]) -> set[int]:
    """Places of the words that a preposition leads: ``astreinte`` of ``d'astreinte``.

    Verbs are left out, and what names a paper: ``in the truck FMEA``, ``l'AMDEC du camion``.
    """
    return {
        at
        for at, norm in enumerate(norms)
        if (place := led_by(norms, at)) is not None
        and not norm.endswith(_INFINITIVE)
        and not _PAPERS & {*norms[at + 1 : at + 2], *norms[max(0, place - 1) : place]}
    }


def led_by(norms: Sequence[str], at: int) -> int | None:
    """Place of the preposition before a word and its article; None where there is none."""
    before = at - 1
    while before >= 0 and norms[before] in _DETERMINERS:
        before -= 1
    return before if before >= 0 and norms[before] in _PREPOSITIONS else None


def names_values(reading: Reading, where: Where) -> bool:
    """False where a value of several words is a condition and the question says few of them.

    That no row holds "standby pump does not start" and the tag is no answer to "do we have a spare pump?".
    """
    said = {stem for token in reading.tokens for stem in stems(token.norm)}
    asked = [token.norm for token in reading.tokens]

    def is_said(value: str) -> bool:
        words = [word for word in name_words(value) if word not in STOP]
        held = sum(
            bool(stems(word) & said) or any(same_family(word, other) for other in asked) for word in words
        )
        return len(words) < _SEVERAL or held >= _SAID * len(words)

    chosen = (f for f in flat(where) if f.condition == "in" and not f.negated and f.values)
    return all(any(map(is_said, f.values)) for f in chosen)


def _is_identifier(norm: str) -> bool:
    """True for letters with digits, units of a number (``24h``) apart."""
    return bool(re.fullmatch(r"[a-z]+\d[\da-z]*|\d+[a-z]+\d+[\da-z]*", norm))


def leaves_out(draft: Draft, plan: Plan) -> bool:
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


def misses_head(draft: Draft) -> bool:
    """True where the thing asked for (``material`` of ``the material of the cover``) is not explained."""
    name = asked_name(draft)
    if not name:
        return False
    head = name[0] if draft.reading.language == "fr" else name[-1]
    return head not in draft.used or 2 * sum(i not in draft.used for i in name) > len(name)


_IS = frozenset("is are sont est".split())
_ARTICLES = frozenset("a an the considered des un une de d les".split())


def misses_class(draft: Draft) -> bool:
    """True where rows are asked for as a class of things, and a cell is meant for a part of its name only.

    ``Which equipment are rotating machines?`` is not answered by a cell ``Reverse rotation of the pump``.
    """
    name = _class_name(draft.reading)
    if len(name) < 2:
        return False
    head = name[0] if draft.reading.language == "fr" else name[-1]
    if not (draft.reading.is_chatter(head) or head in draft.used):
        return False
    cells = [link for link in draft.consumed if link.kind == "value" and set(link.words) & set(name)]
    in_part = [link for link in cells if not link.exact]
    says_what = any(SAYS_WHAT & set(draft.column(link).words) for link in in_part)
    return bool(in_part) and not says_what and not any(head in link.words for link in cells)


def _class_name(reading: Reading) -> list[int]:
    """The words that end a question behind ``which … are``: the name of a class, or what is said of it."""
    tokens = reading.tokens
    mark = reading.first("which", "list")
    verbs = [i for i, token in enumerate(tokens) if mark is not None and token.norm in _IS and i >= mark.end]
    if not verbs:
        return []
    name = [i for i in range(verbs[0] + 1, len(tokens)) if tokens[i].norm not in _ARTICLES]
    light = any(reading.is_stop(i) or not tokens[i].norm.isalpha() for i in name)
    return [] if light else name


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
        if word_weight(reading, i) >= CONTENT and reading.tokens[i].norm.isalpha():
            name.append(i)
    return name
