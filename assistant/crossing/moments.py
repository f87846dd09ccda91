"""A time that another source states: "when WO-17 was raised", "in the hour before the trip in report X".

The moment is looked up in the row of the order or in the document that is named; the question is then asked
with the moment in its place. Knows no signal and no answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from assistant.crossing import say
from assistant.crossing.befalling import event_words
from assistant.crossing.bridge import Bridge
from assistant.crossing.event_moment import At, EventMoment, evidence_of
from assistant.crossing.events import EventWord, event_in
from assistant.crossing.sources import Library, NamesIn, RowOf, RowsBetween, named_without_tags
from assistant.experts.series.lexicon import QUANTITIES, concepts
from assistant.experts.series.wording import day
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.text.glossary import glossary
from assistant.experts.text.named import Named
from assistant.records import Evidence, Question
from assistant.words import content_words, fold, stem, word_set
from retrieval.identifiers import find
from retrieval.records import Language, Scope

_COUNTS = {
    "half an": 0.5, "half a": 0.5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "twelve": 12, "une demi": 0.5, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5,
    "douze": 12,
}  # fmt: skip
_MINUTES = {"min": 1, "hou": 60, "heu": 60, "day": 1440, "jou": 1440, "wee": 10080, "sem": 10080}
_COUNT = r"(?P<count>\d+(?:[.,]\d+)?|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + r")[ -]"
_UNIT = r"(?P<unit>minutes?|hours?|days?|weeks?|heures?|jours?|semaines?)"
_WAY = r"(?P<way>before|preceding|prior to|leading (?:up )?to|after|following|avant|précédant|après|suivant)"
_WITHIN = re.compile(
    rf"\b(?:in|during|within|over|for|dans|pendant|durant|sur)\s+(?:the|l['’]|les|la)\s*(?:last |first )?"
    rf"(?:{_COUNT})?{_UNIT}\s+{_WAY}\s+",
    re.IGNORECASE,
)
_SHIFTED = re.compile(rf"\b{_COUNT}{_UNIT}\s+(?:just\s+)?{_WAY}\s+", re.IGNORECASE)
_AT = re.compile(
    r"\b(?:(?:at|by) the (?:very )?(?:time|moment|instant)(?: of| when| that|,)?|just when|when|while|"
    r"au moment (?:de|du|des|où|d['’])|à l['’]instant (?:de|du|où)|lorsqu(?:e\b|['’])|lors (?:de|du|"
    r"d['’])|quand)\s*",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:on the (?:same )?day (?:that |when |of )?|le (?:même )?jour (?:où|de|du)\s*)", re.IGNORECASE
)
_SINCE = re.compile(r"\b(?:since|from|depuis|à partir d[eu])\s+", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|following|après)\s+", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:before|until|up to|prior to|avant|jusqu['’](?:à|au))\s+", re.IGNORECASE)
_RUN_UP = re.compile(
    r"\b(?:(?:just|right|shortly|immediately|juste|peu|tout juste) )?(?:before|prior to|avant)\s+"
    r"(?:the |its |le |l['’]|la |son |sa )(?P<event>(?:last )?(?:trip|stop|failure|breakdown|shutdown|"
    r"stoppage|déclenchement|declenchement|arrêt|arret|panne|défaillance|avarie))\b",
    re.IGNORECASE,
)
"""What led up to an event: readings of the hour before it, where the question gives no length."""
_RUN_UP_MINUTES = 60
_READ = re.compile(
    r"^\W*(?:what|how (?:high|much|hot|fast)|quel(?:le)?s?|combien)\b.*"
    r"\b(?:was|were|did|étai(?:t|ent)|etai(?:t|ent)|valai(?:t|ent)|a-t-)",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"^\W*(?:what (?:else )?(?:happened|occurred|went on)|que s['’]est-il passé|qu['’]est-il arrivé|"
    r"qu['’]est-ce qui s['’]est passé|"
    r"(?:which|what|quel(?:le)?s) (?P<what>alarms?|events?|trips?|alarmes?|événements?|messages?)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\W*(?:did|does|do|was|were|is|are|has|have|had|will|can|must|should|est-ce|a-t-|est-(?:il|elle))\b",
    re.IGNORECASE,
)
"""``Up to when did`` asks for a time and points at none."""

_PAST = re.compile(r"\b(?:was|were|been|last|été|dernière?|était)\b", re.IGNORECASE)
"""``when it was last calibrated`` is a moment; ``when it is calibrated`` is a rule."""

_TABLES_TOLD = 3
_LEAST_ASKED = 2
_SENT = word_set("sent send written received mail email message envoyé envoi écrit reçu courriel")
_ROLES: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (
        re.compile(r"rais|creat|issu|open|report|logg|enter|written|cre[eé]|emis|ouver|signal|saisi"),
        word_set("created creation raised raise reported opened open issued requested entered cree creee date"
                 " emission ouverture ouvert signale saisie"),
    ),
    (
        re.compile(r"start|began|begun|begin|commenc|debut|demarr|entam"),
        word_set("start started begin began beginning debut commencement"),
    ),
    (
        re.compile(r"finish|clos|complet|end(?:ed)?\b|done|termin|clotur|fini\b|acheve"),
        word_set("finish finished end ended closed close completed completion fin cloture done"),
    ),
    (re.compile(r"\bdue\b|echeance"), word_set("due echeance deadline target")),
)  # fmt: skip
_ORDINAL = word_set("first last next previous dernier dernière premier première")
_ACTUAL = word_set("actual real reel reelle effective effectif")

_OPEN = {"since": ("since", "depuis le"), "after": ("after", "après le"), "until": ("before", "avant le")}

How = Literal["at", "day", "within", "since", "after", "until"]


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of a question that points at a moment.

    Attributes:
        asked: The rest of the question, without its question mark.
        minutes: How far from the moment, negative before it; the length of the window for ``within``.
        run_up: What led up to an event is asked for, which has to be known.
    """

    asked: str
    words: str
    how: How
    minutes: float = 0.0
    run_up: bool = False


class Moments:
    """Puts the moment in the place of the order or event that another source dates.

    Args:
        row_of: Looks up orders.
        rows_between: Lists what tables recorded in a window.
        names_in: Tells which documents are named.
        library: Holds the documents.
        events: Dates events of equipment.
    """

    def __init__(
        self,
        *,
        row_of: RowOf,
        rows_between: RowsBetween,
        names_in: NamesIn,
        library: Library,
        events: EventMoment,
    ) -> None:
        self._row_of = row_of
        self._rows_between = rows_between
        self._names_in = names_in
        self._library = library
        self._events = events

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The question with the moment in it; a refusal where the order or document does not tell it."""
        clause = read_clause(question.text)
        if clause is None:
            return None
        language = question.language
        found: At | None = None
        orders = [item for item in find(clause.words) if item.kind == "work_order"]
        others = [item for item in find(clause.words) if item.kind == "tag"]
        named = named_without_tags(clause.words, language, scope, self._names_in)
        if orders:
            row = self._row_of(orders[0].value, scope)
            if row is None and not self._library.chunks_mentioning(orders[0].value, scope=scope, limit=1):
                return Bridge(refusal=say.no_such(language, orders[0].value))
            found = self._of_row(row, clause, language) if row is not None else None
        elif len(named.sources) == 1 and (named.how == "number" or clause.how in ("at", "day", "within")):
            found = self._of_document(named, clause, question)
        elif clause.run_up:
            if not others:
                return Bridge(refusal=say.whose_event(language, clause.words))
            told = self._events.find(clause.words, language, scope)
            if len(told) > 1:
                return Bridge(refusal=say.which_event(language, clause.words, [at.moment for at in told]))
            found = next(iter(told), None)
        elif others and clause.how in ("at", "day", "within"):
            if _PAST.search(clause.words):
                row = self._row_of(others[0].value, scope)
                found = self._of_row(row, clause, language, strict=True) if row is not None else None
            told = [] if found is not None else self._events.find(clause.words, language, scope)
            if len(told) > 1 and is_reading(clause.asked):
                return Bridge(refusal=say.which_event(language, clause.words, [at.moment for at in told]))
            found = found or (told[0] if len(told) == 1 else None)
            return _of_event(found, clause, others[0].value, language) if found is not None else None
        else:
            return None
        if found is None:
            return Bridge(refusal=say.no_moment(language, clause.words))
        moment, has_clock, reason = found
        happened = _HAPPENED.match(clause.asked) if clause.how == "within" else None
        if happened is not None:
            recorded = self._recorded(moment, clause, happened["what"] or "", language, scope)
            if not recorded:
                ends = sorted((moment, moment + timedelta(minutes=clause.minutes)))
                return Bridge(refusal=say.nothing_recorded(language, *ends))
            return Bridge(reasons=(*recorded, reason))
        return Bridge(
            text=_placed(clause, moment, language, has_clock=has_clock), reasons=(reason,), computed=True
        )

    def _recorded(
        self, moment: datetime, clause: _Clause, what: str, language: Language, scope: Scope
    ) -> tuple[Evidence, ...]:
        """What the tables recorded in the window: those that are called as what is asked for, or all."""
        start, end = sorted((moment, moment + timedelta(minutes=clause.minutes)))
        found = self._rows_between(start, end, scope)
        stems = {stem(word, "en") for word in content_words(f"{what} {glossary().translate(what, to='en')}")}
        called = [rows for rows in found if stems & {stem(word, "en") for word in rows.schema.words}]
        return tuple(
            rows.evidence(
                say.recorded(language, rows.told(language), rows.total, start, end, rows.source), language
            )
            for rows in (called or found)[:_TABLES_TOLD]
        )

    def _of_row(
        self, row: KeyedRow, clause: _Clause, language: Language, *, strict: bool = False
    ) -> At | None:
        column = _dated_column(row, clause.words, strict=strict)
        value = row.cells[column.name] if column is not None else None
        if column is None or not isinstance(value, date):
            return None
        has_clock = isinstance(value, datetime) and (value.hour, value.minute) != (0, 0)
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        told = say.cell_of(language, column.name, row.key, row.said(column, language), row.source)
        return At(moment.replace(tzinfo=None), has_clock, row.evidence((column,), told, language))

    def _of_document(self, named: Named, clause: _Clause, question: Question) -> At | None:
        source = named.sources[0]
        passages = self._library.chunks_of(source)
        document = self._library.document(source)
        event = event_words(clause.words, named.said)
        sent = document is not None and document.media == "mail"
        if sent and set(content_words(clause.words)) & _SENT:
            passages, event = passages[:1], [EventWord(frozenset({"date"}), frozenset({"date"}))]
        dated = event_in(passages, event) if event else None
        if dated is None:
            return None
        return At(dated.moment, dated.has_clock, evidence_of(dated, question.language))


def read_clause(text: str) -> _Clause | None:
    """The part of a question that points at a moment, and the rest; None where there is no such part."""
    body = text.strip().rstrip("?!. ").strip()
    if (run_up := _run_up(body)) is not None:
        return run_up
    for pattern, how in (
        (_WITHIN, "within"),
        (_SHIFTED, "at"),
        (_DAY, "day"),
        (_AT, "at"),
        (_SINCE, "since"),
        (_AFTER, "after"),
        (_UNTIL, "until"),
    ):
        for match in pattern.finditer(body):
            words, asked = body[match.end() :], body[: match.start()].strip(" ,")
            if match.start() == 0:
                words, comma, asked = words.partition(",")
                if not comma:
                    continue
            if len(asked.split()) < _LEAST_ASKED or not words or _ASKS.match(words):
                continue
            if how in ("since", "after", "until") and not find(words):
                continue
            return _Clause(asked.strip(), words.strip(), how, _minutes(match))  # type: ignore[arg-type]
    return None


def _run_up(body: str) -> _Clause | None:
    """``before the trip`` of a question for readings: the hour before it, of the machine asked about."""
    match = _RUN_UP.search(body)
    if match is None or _SHIFTED.search(body) or _WITHIN.search(body) or not _READ.match(body):
        return None
    asked = " ".join((body[: match.start()] + body[match.end() :]).split())
    if not is_reading(asked):
        return None
    tags = " ".join(item.value for item in find(body) if item.kind == "tag")
    return _Clause(asked, f"{match['event']} {tags}".strip(), "within", -_RUN_UP_MINUTES, run_up=True)


def is_reading(asked: str) -> bool:
    """True where what a sensor measures is asked for."""
    return bool(QUANTITIES & set(concepts(tuple(re.findall(r"\w+", fold(asked))))))


def _minutes(match: re.Match[str]) -> float:
    """Length of time in a match, negative before the moment."""
    groups = match.groupdict()
    if not groups.get("unit"):
        return 0.0
    said = (groups.get("count") or "1").lower()
    count = _COUNTS.get(said) or float(said.replace(",", "."))
    way = groups["way"].lower()
    sign = -1 if way.startswith(("before", "prec", "préc", "prior", "lead", "avant")) else 1
    return sign * count * _MINUTES[groups["unit"][:3].lower()]


def _dated_column(row: KeyedRow, words: str, *, strict: bool) -> ColumnSchema | None:
    """The column of dates that the words ask for; the one in which a row begins where they ask for none."""
    moments = [c for c in row.schema.moments() if row.cells[c.name] is not None]
    folded = fold(words)
    for pattern, names in _ROLES:
        if pattern.search(folded):
            fitting = [c for c in row.schema.moments() if names & set(c.words)]
            fitting.sort(key=lambda c: not _ACTUAL & set(c.words))
            return fitting[0] if fitting and row.cells[fitting[0].name] is not None else None
    telling = [word for word in content_words(words) if word not in _ORDINAL]
    asked = {s for word in telling for s in (stem(word, "en"), stem(word, "fr"))}
    alike = [c for c in moments if asked & {s for w in c.words for s in (stem(w, "en"), stem(w, "fr"))}]
    if len(alike) == 1:
        return alike[0]
    return None if strict else next((c for c in moments if c.date_role == "start"), None)


def _of_event(found: At, clause: _Clause, tag: str, language: Language) -> Bridge:
    """The moment in its place, for a question that need not mean it.

    A reading is first one of the machine that the event befell, then one of any log.
    """
    wide = _placed(clause, found.moment, language, has_clock=found.has_clock)
    text, otherwise = wide, ""
    if is_reading(clause.asked) and not find(clause.asked):
        own = replace(clause, asked=f"{clause.asked} {'de' if language == 'fr' else 'of'} {tag}")
        text, otherwise = _placed(own, found.moment, language, has_clock=found.has_clock), wide
    return Bridge(text=text, reasons=(found.evidence,), computed=True, optional=True, otherwise=otherwise)


def _placed(clause: _Clause, moment: datetime, language: Language, *, has_clock: bool) -> str:
    """The question with the moment in the place of the words that point at it."""
    french = language == "fr"
    mark = " ?" if french else "?"
    if clause.how == "within":
        ends = sorted((moment, moment + timedelta(minutes=clause.minutes)))
        first, last = (f"{end:%Y-%m-%d %H:%M}" for end in ends)
        span = f"entre {first} et {last}" if french else f"between {first} and {last}"
        return f"{clause.asked} {span}{mark}"
    moment += timedelta(minutes=clause.minutes)
    if clause.how in _OPEN:
        return f"{clause.asked} {_OPEN[clause.how][french]} {moment:%Y-%m-%d %H:%M}{mark}"
    told = (
        say.clock(moment, language)
        if (has_clock or clause.minutes) and clause.how != "day"
        else day(moment, language)
    )
    return f"{clause.asked} {'le' if french else 'on'} {told}{mark}"
