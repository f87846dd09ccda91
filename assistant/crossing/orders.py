"""The work order behind a report, and the report of a work order. Knows forms and numbers, no answer.

A report says which order it belongs to in its head: ``Work order: 4711``. Where a question speaks of "the
work order behind report X", the number takes the place of these words and the question is asked again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import Library, NamesIn, RowOf
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.text.evidence import from_chunks
from assistant.experts.text.glossary import glossary
from assistant.records import Evidence, Question
from assistant.words import content_words, stem
from retrieval.identifiers import find, normalise
from retrieval.records import Chunk, Language, Scope

_ORDER = r"(?:work[ -]?orders?|job cards?|W\.?O\.?s?|ordres? de travail|bons? de travail|O\.?T\.?)"
_LINK = (
    r"(?:(?:that|which)\s+(?:is|was|stands|lies)\s+)?(?:number\s+)?"
    r"(?:behind|of|for|in|from|belonging to|(?:named|mentioned|cited|given|quoted|raised|referred to|created)"
    r"\s+(?:in|by|for|after)|related to|linked to|"
    r"derrière|du|de la|de l['’]|des|de|dans|(?:cité|mentionné|nommé|indiqué|créé|"
    r"ouvert)e?\s+(?:dans|par|pour)|"
    r"lié à|associé à|correspondant à)"
)
_BEHIND = re.compile(
    rf"(?P<the>\b(?:the|this|le|cet)\s+|\bl['’]\s*)?\b{_ORDER}\s+{_LINK}\s*(?P<document>[^?]+)", re.IGNORECASE
)
_THAT = re.compile(
    rf"(?P<the>\b(?:the|le)\s+|\bl['’]\s*)?\b{_ORDER}\s+(?:that|which|to which|auquel|que|"
    rf"dont)\s+(?P<document>[^?]+?)\s+"
    r"(?:belongs to|refers to|was written for|is (?:about|for)|mentions|names|cites|se rapporte|"
    r"mentionne|cite|parle)",
    re.IGNORECASE,
)
_WHICH = re.compile(
    rf"^\W*(?:which|what|quel(?:le)?)\s+(?:(?:is|est|was)\s+(?:the|le|l['’])?\s*)?(?:(?:number|numéro)\s+(?:of|de)\s+(?:the|l['’])?\s*)?"
    rf"{_ORDER}\s+(?:(?:number|numéro)\s+)?(?:is|was|stands|lies|belongs|est|se trouve|correspond)?\s*"
    rf"(?:behind|to|for|of|in|with|derrière|à|au|du|de la|de l['’]|de|pour)\s*(?P<document>[^?]+)",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"^\W*(?:what did|how much did|how long did|how many (?:labou?r |working |man[- ])?hours did|"
    r"combien (?:a coûté|ont coûté|d['’]heures a pris|de temps a (?:duré|pris))|"
    r"(?:what|how much|quel(?:le)?|quels|combien)\s+(?:was|is|were|est|était|fut|a été)\s+"
    r"(?:the|le|la|l['’])\s*(?:total |labou?r |final )?"
    r"(?:costs?|price|downtime|hours|duration|coût|durée|arrêt|prix)(?: total| final)? "
    r"(?:of|for|de|du|d['’]))\s*"
    r"(?P<document>(?:(?:the|that|this|la|le|cette|cet|ce)\s+|l['’])[^?]+?)"
    r"(?:\s+(?:cost|take|last|need|duré|coûté|pris))?\W*$",
    re.IGNORECASE,
)
"""What a work cost or took: "what did the overhaul cost?"; its report says which order it was."""

_REPORTED = re.compile(
    r"^\W*(?:which|what|quel(?:le)?s?)\s+(?:reports?|documents?|rapports?|compte[- ]rendus?)\s+"
    r"(?:describes?|documents?|covers?|belongs? to|is (?:about|for|on)|was written (?:for|on|about)|"
    r"deals? with|goes with|décri(?:t|vent)|concernent?|traite(?:nt)? de|correspond(?:ent)? à|"
    r"porte(?:nt)? sur)"
    r"\s*(?P<order>[^?]+)",
    re.IGNORECASE,
)
_IN_HEAD = re.compile(
    rf"(?<![\w-]){_ORDER}(?:\s*(?:no\.?|nr\.?|n°|number|numéro|ref\.?))?\s*[:|]?\s*"
    r"(?P<number>(?:[A-Za-z]{1,4}[-_ ]?)?\d[\w./-]*\w)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:and|et)\s+(?=(?:how|what|when|who|which|why|combien|quel|quand|qui)\b)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?=[\w-]*\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+")
_LANGUAGES: tuple[Language, ...] = ("en", "fr")
_MENTIONS = 40
_CELLS_TOLD = 4


@dataclass(frozen=True, slots=True)
class _Named:
    """An order that a document names.

    Attributes:
        number: Normalised.
        in_head: True where the document says that it is its own.
    """

    number: str
    printed: str
    chunk: Chunk
    quote: str
    start: int
    in_head: bool


class Orders:
    """Puts the number of an order in the place of "the work order behind report X".

    Args:
        row_of: Looks up orders.
        names_in: Tells which documents are named.
        library: Holds the documents.
    """

    def __init__(self, *, row_of: RowOf, names_in: NamesIn, library: Library) -> None:
        self._row_of = row_of
        self._names_in = names_in
        self._library = library

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The question with the order's number in it, or which order or report is asked for."""
        reported = _REPORTED.match(question.text)
        if reported is not None:
            return self._reports(reported["order"], question.language, scope)
        which = _WHICH.match(question.text)
        behind = which or _THAT.search(question.text) or _BEHIND.search(question.text)
        if behind is None:
            return self._work_of(question, scope)
        cut = _TAIL.search(behind["document"])
        words = behind["document"][: cut.start()] if cut else behind["document"]
        named = self._names_in(words, question.language, scope)
        if len(named.sources) != 1 or find_order(words):
            return None
        number = next((m for m in _NUMBER.finditer(words) if named.how == "number"), None)
        words = words[: number.end()] if number is not None else words
        order = self._order_of(named.sources[0], scope)
        if order is None:
            return Bridge(refusal=say.no_order(question.language, named.sources[0]))
        reason = _evidence(order, say.order_of(question.language, order.printed, order.chunk.source))
        if which is not None and not question.text[behind.start("document") + len(words) :].strip(" ?!."):
            row = self._row_of(order.number, scope)
            return Bridge(reasons=(reason, *self._described(row, question.language)))
        listed = self._row_of(order.number, scope) is not None
        end = behind.end() if behind.re is _THAT else behind.start("document") + len(words)
        start = behind.start()
        noun = "l'ordre de travail " if question.language == "fr" else "work order "
        if which is not None:
            text = f"{noun}{order.printed}{question.text[end:]}"
            return Bridge(reasons=(reason,), text=text, about=order.printed, computed=listed)
        rest = question.text[end:]
        text = f"{question.text[:start]}{noun}{order.printed}{rest}"
        return Bridge(text=text, reasons=(reason,), about=order.printed, computed=listed)

    def _work_of(self, question: Question, scope: Scope) -> Bridge | None:
        """The question with the order in the place of a work that has a report: "the overhaul of P-7"."""
        match = _MEASURED.match(question.text)
        if match is None or find_order(match["document"]):
            return None
        named = self._names_in(match["document"], question.language, scope)
        if len(named.sources) != 1 or not self._is_called(named.sources[0], match["document"]):
            return None
        order = self._order_of(named.sources[0], scope)
        if order is None or self._row_of(order.number, scope) is None:
            return None
        noun = "l'ordre de travail " if question.language == "fr" else "work order "
        start, end = match.span("document")
        text = f"{question.text[:start]}{noun}{order.printed}{question.text[end:]}"
        reason = _evidence(order, say.order_of(question.language, order.printed, order.chunk.source))
        return Bridge(text=text, reasons=(reason,), about=order.printed, computed=True, optional=True)

    def _is_called(self, source: str, words: str) -> bool:
        """True where the title, the name or the first passage of a document holds words, or their like."""
        document = self._library.document(source)
        title = document.title if document is not None else ""
        head = " ".join(chunk.text for chunk in self._library.chunks_of(source)[:1])
        held = _stems(f"{title} {re.sub(r'[_/.-]+', ' ', source)} {head}")
        return all(_alike(word) & held for word in content_words(words))

    def _order_of(self, source: str, scope: Scope) -> _Named | None:
        """The order in the head of a document; its only one where the head has none."""
        found = [order for chunk in self._library.chunks_of(source) for order in _orders_in(chunk)]
        found = [o for o in found if o.in_head or self._row_of(o.number, scope) is not None]
        own = next((order for order in found if order.in_head), None)
        if own is not None:
            return own
        return found[0] if len({order.number for order in found}) == 1 else None

    def _reports(self, words: str, language: Language, scope: Scope) -> Bridge | None:
        """The documents that say in their head that they belong to an order, or else mention it."""
        number = find_order(words)
        if not number:
            return None
        passages = self._library.chunks_mentioning(number, scope=scope, limit=_MENTIONS)
        own: dict[str, Evidence] = {}
        other: dict[str, Evidence] = {}
        for chunk in passages:
            row_of_table = chunk.kind == "table" and chunk.page is None
            for order in _orders_in(chunk):
                if order.number == number and not row_of_table:
                    told = say.order_of if order.in_head else say.named_by
                    place = own if order.in_head and not chunk.headings[1:] else other
                    place.setdefault(
                        chunk.source, _evidence(order, told(language, order.printed, chunk.source))
                    )
        found = tuple((own or other).values())
        return Bridge(reasons=found) if found else None

    def _described(self, row: KeyedRow | None, language: Language) -> Sequence[Evidence]:
        """What the table of orders says of an order: its first cells that are filled."""
        if row is None:
            return ()
        columns = tuple(
            column
            for column in row.schema.columns
            if column.name != row.schema.key and row.cells[column.name] is not None
        )
        prose = max(
            (c for c in columns if c.is_text), key=lambda c: len(str(row.cells[c.name])), default=None
        )
        shown = tuple(c for c in columns if c in columns[:_CELLS_TOLD] or c is prose)
        told = "; ".join(f"{c.name} {row.said(c, language)}" for c in shown)
        statement = f"{row.key}: {told} ({say.file_name(row.source)})."
        return (row.evidence(shown, statement, language),)


def find_order(words: str) -> str:
    """The number of an order in some words, normalised; empty where there is none."""
    return next((item.value for item in find(words) if item.kind == "work_order"), "")


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in content_words(words) for language in _LANGUAGES)


def _alike(words: str) -> frozenset[str]:
    """Stems of words and of single words that mean the same."""
    own = _stems(words)
    return frozenset(own | {e[0] for s in own for e in glossary().same.get((s,), ()) if len(e) == 1})


def _orders_in(chunk: Chunk) -> list[_Named]:
    """Orders that a passage names: those behind ``Work order``, then the others."""
    found: list[_Named] = []
    for match in _IN_HEAD.finditer(chunk.text):
        number = match["number"]
        if any(c.isdigit() for c in number):
            in_head = chunk.ordinal <= 1 or chunk.kind == "table"
            found.append(_Named(_value(number), number, chunk, match[0], match.start(), in_head))
    known = {order.number for order in found}
    for item in find(chunk.text):
        if item.kind == "work_order" and item.value not in known:
            quote = chunk.text[item.start : item.end]
            found.append(_Named(item.value, quote, chunk, _line(chunk.text, item.start), item.start, False))
    return found


def _value(number: str) -> str:
    return find_order(number) or find_order(f"work order {number}") or normalise(number)


def _line(text: str, at: int) -> str:
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]


def _evidence(order: _Named, statement: str) -> Evidence:
    found = from_chunks(
        (order.chunk,),
        quote=order.quote,
        label=order.chunk.label,
        score=0.95,
        span=(order.start, order.start + len(order.quote)),
    )
    return replace(found, statement=statement, values=(order.printed,))
