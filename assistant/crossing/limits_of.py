"""The limits of a thing, asked for without a reading: "vibration limit for P-101A?".

Tables of limits name classes of machines; the register tells the thing's class. Where no level is named all
levels of the table are told. Where no source tells the class of a tag nothing is said here. Where no tag is
named ("trip temperature of a plain bearing") the rows are told whose names the question says, or all of them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.compound import split_question
from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.crossing.limits import LimitsOf
from assistant.crossing.sources import NamesIn, RowsNamed, named_without_tags
from assistant.experts.tables.figures import number
from assistant.experts.tables.limit_rows import LimitAsked, LimitRow
from assistant.experts.tables.words import norms, stems
from assistant.experts.text.glossary import glossary
from assistant.records import Evidence, Question
from assistant.words import STOP_WORDS, content_words, fold
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

LEVELS = ("acceptance", "alert", "alarm", "trip")
_NAMED = re.compile(
    r"\b(?P<level>acceptance|alert|alarm|trip|alerte|alarme|déclenchement|acceptation)s?\b", re.IGNORECASE
)
_LIMIT = re.compile(r"\b(?:limits?|thresholds?|limites?|seuils?)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"^\W*(?:(?:what|which|quel(?:le)?s?)\b(?!.{0,12}\b(?:rule|clause|document|standard|norme)\b)|"
    r"(?:the |la |le |les )?(?:[\w-]+ ){0,3}?(?:limits?|limites?|seuils?)\b)",
    re.IGNORECASE,
)
_OF_LEVEL = re.compile(
    r"^\W*(?:(?:what(?:'s| is| are)|quel(?:le)?s? (?:est|sont))\s+)?(?:the |la |le |les )?"
    r"(?:(?P<level>acceptance|alert|alarm|trip)s?\s+(?:[\w-]+\s+){0,2}?"
    r"(?P<what>limit|level|threshold|temperature|pressure|vibration|flow|speed|current|velocity)s?\b|"
    r"(?P<quoi>seuil|limite|niveau|température|pression|vibration|débit|vitesse|courant)s?\s+(?:de\s+|d['’])"
    r"(?P<niveau>alerte|alarme|déclenchement|acceptation)\b)",
    re.IGNORECASE,
)
"""``trip temperature of …``, ``température de déclenchement de …``: a level of something measured."""
_KINDS_TOLD = 6
_ELSE = re.compile(
    r"\b(?:above|over|below|under|exceed\w*|reach\w*|set|setting|settings|setpoints?|set ?points?|"
    r"H{1,3}|L{1,3}|maximum|minimum|mean|average|highest|lowest|median|moyenne?s?|trend|readings?|mesures?|"
    r"when|why|who|how|after|before|first|last|times?|dépass\w+|atte\w+|régl\w+|consignes?|au-dessus|sous|quand)\b"
)


class LimitsOfThings:
    """Tells the limits that hold for a thing.

    Args:
        limits_of: Looks limits up in tables.
        rows_named: Looks tags up.
        names_in: Tells which documents are named.
    """

    def __init__(self, *, limits_of: LimitsOf, rows_named: RowsNamed, names_in: NamesIn) -> None:
        self._limits_of = limits_of
        self._rows_named = rows_named
        self._names_in = names_in

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The limits; None where none are asked for, none are there or no source tells which hold."""
        text, tags = question.text, find_tags(question.text)
        if "?" in text.rstrip(" ?") or split_question(text) is not None:
            return None
        if not tags:
            return self._of_kinds(question, scope)
        if len(tags) != 1 or not _LIMIT.search(text) or not _ASKS.match(text) or _ELSE.search(text):
            return None
        named = _NAMED.search(text)
        levels = (fold(named["level"]),) if named else LEVELS
        found = self.of_thing(question, scope, tags[0], levels)
        if not found or len({limit.schema.name for limit in found}) > 1:
            return None
        return Bridge(reasons=(limits_told(found, tags[0], question.language),))

    def of_thing(
        self, question: Question, scope: Scope, tag: str, levels: tuple[str, ...] = LEVELS
    ) -> tuple[LimitRow, ...]:
        """One limit of each level that holds for a thing; none where a level has several that may hold."""
        bare = _NAMED.sub(" ", _LIMIT.sub(" ", question.text))
        row = next(iter(self._rows_named(tag, scope)), None)
        stated = "" if row is None else " ".join(v for v in row.cells.values() if isinstance(v, str))
        unit_column = (
            None if row is None else next((c for c in row.schema.columns if "unit" in c.words), None)
        )
        unit = str(row.cells[unit_column.name] or "") if row is not None and unit_column is not None else ""
        spoken = f"{bare} {stated}" if unit else bare
        words = (word for word in content_words(spoken) if word not in STOP_WORDS)
        measured = frozenset(s for word in words for n in norms(word) for s in stems(n))
        sources = frozenset(named_without_tags(bare, question.language, scope, self._names_in).sources)
        asked = LimitAsked(level=(), measured=measured, tag=tag, sensor=tag, unit=unit)
        found: list[LimitRow] = []
        for level in levels:
            rows = self._limits_of(replace(asked, level=(level,)), scope, frozenset())
            rows = tuple(r for r in rows if not sources or r.schema.table.source in sources)
            if len(rows) > 1:
                return ()
            found += rows
        return tuple(found)

    def _of_kinds(self, question: Question, scope: Scope) -> Bridge | None:
        """One level of a table of limits, for the kinds of thing that the question names, or for all."""
        match = _OF_LEVEL.match(question.text)
        if match is None or _ELSE.search(question.text) or re.search(r"\d", question.text):
            return None
        what = glossary().translate(match["quoi"], to="en") if match["quoi"] else match["what"]
        level = fold(match["level"] or match["niveau"])
        said = glossary().translate(question.text, to="en") if question.language == "fr" else question.text
        words = (word for word in content_words(said) if word not in STOP_WORDS)
        asked = frozenset(s for word in words for n in norms(word) for s in stems(n))
        named = named_without_tags(question.text, question.language, scope, self._names_in).sources
        rows = self._limits_of(LimitAsked(level=(level,), measured=asked), scope, frozenset(named))
        rows = _of_the_named(tuple(row for row in rows if _measures(row, what)), asked)
        if not 0 < len(rows) <= _KINDS_TOLD or len({row.unit for row in rows}) > 1 or not rows[0].unit:
            return None
        return Bridge(reasons=tuple(_one_told(row, question.language) for row in rows), optional=True)


def _measures(row: LimitRow, what: str) -> bool:
    """True where a table's words say that it limits what is measured, or only a level is asked for."""
    if _LIMIT.search(what) or "level" in what:
        return True
    words = (
        *row.schema.words,
        *norms(row.schema.table.title),
        *(w for c in row.schema.columns for w in c.words),
    )
    about = {s for word in words for s in stems(word)}
    return any(s in about for word in norms(what) for s in stems(word))


def _of_the_named(rows: tuple[LimitRow, ...], asked: frozenset[str]) -> tuple[LimitRow, ...]:
    """The rows whose names say most of what is asked for; all of them where none says more than another."""
    shares = [len(asked & {s for n in norms(row.row) for s in stems(n)}) for row in rows]
    return tuple(row for row, share in zip(rows, shares, strict=True) if share == max(shares))


def _one_told(limit: LimitRow, language: Language) -> Evidence:
    value = f"{number(limit.value, language)} {(limit.unit or '').split(' ')[0]}".strip()
    source = limit.schema.table.source
    return limit.evidence(
        say.limit_of_kind(language, level=limit.level, value=value, row=limit.row, source=source)
    )


def limits_told(limits: tuple[LimitRow, ...], tag: str, language: Language) -> Evidence:
    """All levels in one sentence, cited to the row."""
    first = limits[0]
    unit = (first.unit or "").split(" ")[0]
    levels = ", ".join(f"{limit.level} {number(limit.value, language)} {unit}".strip() for limit in limits)
    statement = say.limits_of(
        language, levels=levels, tag=tag, row=first.row, title=first.schema.table.title,
        source=first.schema.table.source, why=first.why,
    )  # fmt: skip
    shown = first.evidence(statement)
    quote = " · ".join(f"{limit.level}: {limit.value:g} {unit}".strip() for limit in limits)
    rows = shown.rows
    if rows is not None:
        columns = ("row", *(limit.level for limit in limits))
        rows = replace(rows, columns=columns, values=((first.row, *(limit.value for limit in limits)),))
    return replace(
        shown, quote=f"{first.row} · {quote}", rows=rows, values=tuple(f"{limit.value:g}" for limit in limits)
    )
