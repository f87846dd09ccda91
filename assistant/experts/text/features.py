"""What speaks for a candidate being the answer, as numbers. Knows words and quantities, no weights."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass, fields

from assistant.experts.text.candidates import Candidate
from assistant.experts.text.causes import gives_cause, is_cause_field, links_to_cause
from assistant.experts.text.fields import FIELD, fills_field
from assistant.experts.text.intent import Intent
from assistant.experts.text.kinds import tells_when, tells_where, tells_who
from assistant.experts.text.moments import clock_words
from assistant.experts.text.reader.heard import Heard, reader_features
from assistant.experts.text.sections import in_section
from assistant.experts.text.terms import Term, covered
from assistant.facts import find_dates
from assistant.polarity import is_negated
from assistant.quantities import Quantity, find_quantities
from assistant.units import unit_of
from assistant.words import content_stems, fold, stem
from retrieval.identifiers import find, normalise
from retrieval.records import Language

_NAME = re.compile(
    r"\b[A-Z][a-zà-ÿ]+(?:[ -][A-Z][a-zà-ÿ.]+)+|\b[A-Z]\. ?[A-Z][a-zà-ÿ]+|"
    r": (?:\| )?[A-Z][a-zà-ÿ'-]+, [A-Z][a-zà-ÿ]+"
)
_ROLE = re.compile(
    r"\b(?:engineer|technician|manager|officer|captain|supervisor|operator|inspector|advisor|officials?|"
    r"organizers?|"
    r"driver|team|supplier|contractor|responsable|technicien|ingénieur|opérateur|chef|chargé|fournisseur)\b",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\b(?:because|due to|caused? by|root cause|causes?|as a result|resulted (?:from|in)|owing to|led to|"
    r"since|why|comes? from|came from|stems? from|pourquoi|vien(?:t|nent) d|provien(?:t|nent) d|résulte d|"
    r"reason|so that|(?:to|will|would) (?:prevent|avoid)|prevents|avoids|"
    r"parce que|car|en raison|dûe?s? à|causée?s? par|provoquée?s? par|"
    r"à cause|suite à|afin d|pour éviter|évitera?|empêchera?|origine|raison|puisqu\w*|étant donné|faute d|"
    r"grâce à|sinon|sous peine|en effet|risqu(?:e|ent|ait)|pour que|empêchent|évitent)\b",
    re.IGNORECASE,
)
_UPON = re.compile(r"\b(?:when|after|once|lorsqu\w*|quand|après)\b", re.IGNORECASE)
"""``It tripped when the bearing reached 95 °C`` gives a reason without saying so."""
_FINDS = re.compile(r"\b(?:findings?|conclusions?|causes?|constat\w*|diagnosti\w*)\b", re.IGNORECASE)
_ADVISES = re.compile(r"\b(?:recommend\w*|recommand\w*|préconis\w*|actions?|suites)\b", re.IGNORECASE)
"""Titles over what is to be done, which is no reason."""
_SETS_OUT = re.compile(
    r"^\W*(?:[\d.]+\s)?(?:purpose|scope|object|objective|subject|request|objet|but|demande)\b", re.IGNORECASE
)
"""Titles over what a report found, and over what it was asked to look at."""
_MONEY = re.compile(r"[€$£]|\b(?:EUR|USD|GBP|CHF|CAD|k€|euros?|dollars?)\b|\d\s?€", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:must|shall|may|can|should|allowed|permitted|prohibited|required|acceptable|forbidden|eligible|not|"
    r"doit|doivent|peut|peuvent|autorisée?s?|interdite?s?|obligatoires?|pas)\b",
    re.IGNORECASE,
)
_MAX = re.compile(
    r"\b(?:max(?:imum|imal\w*)?|(?:no|not) (?:more|greater|higher|longer|wider|be more|exceed)|less than|"
    r"or less|up to|"
    r"at most|below|within|under|not exceed\w*|limited to|au plus|inférieure?s?|moins de|jusqu'à|ne "
    r"(?:doit|doivent) pas "
    r"dépasser)\b|[<≤]"
)
_MIN = re.compile(
    r"\b(?:min(?:imum|imal\w*)?|at least|(?:no|not) (?:less|fewer|lower|smaller)|or more|more than|"
    r"greater than|above|"
    r"exceeds?|no less|au moins|supérieure?s?|plus de)\b|[>≥]"
)
_DEFINES = re.compile(
    r"^\W*(?:is|are|means?|refers? to|stands? for|defined as|designates?|[-–—:=(]|désigne|signifie|est|"
    r"sont)\b|^\W*[-–—:=(]",
    re.IGNORECASE,
)
_VALUE = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_RANGE = re.compile(
    rf"(?P<low>{_VALUE})\s*[^\W\d]{{0,4}}\s*(?:dc|ac)?\s*(?:<=?|≤|-|–|up to|to|jusqu'à|à|et|and)\s*"
    rf"(?:[a-z]{{1,6}}\s*(?:<=?|≤)\s*)?(?P<high>{_VALUE})",
    re.IGNORECASE,
)
_OPEN_RANGE = re.compile(
    r"(?P<sign><=?|≤|>=?|≥|less than|more than|up to|over|above|below|under|moins de|plus de|jusqu'à|"
    r"au-delà de)"
    rf"\s*(?P<value>{_VALUE})",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:tables?|tableaux?|figures?|fig\.|clauses?|articles?|sections?|annex(?:es|e)?|groups?|groupes?|"
    r"title|titre|part|steps?|étapes?)\s(?:[A-Z]?\d+(?:\.\d+)*)(?:[a-z]\b)?(?:\s?(?:,|and|et|to|à)\s?\d+)*",
    re.IGNORECASE,
)
"""Numbers of tables and clauses are no values."""
_NO_MOMENT = -0.5
"""Of a sentence without any moment, however near it is, where a day is asked for."""
_LANGUAGES: tuple[Language, ...] = ("en", "fr")
_UNHEARD = Heard()
_BY_CHANCE = 0.4
"""The most that the meaning of a foreign sentence counts which shares no word with the question."""
_OF_ITEM = 0.85
"""What the words of the sentences beside it count, in one short paragraph or item of a list."""
_TOLD = 0.6
"""``words_around`` of a sentence whose passage, but not itself, says all that is asked about."""
_STOPS = re.compile(r"[|.;:]")
_MARK = re.compile(r"^\s*\(?\d{1,2}[.)]\s")
"""The number of an item of a list counts nothing."""
_TIMES = re.compile(
    r"\b(?:once|twice|thrice|never|(?:une|deux|trois|plusieurs) fois|jamais)\b", re.IGNORECASE
)
_LONGEST_CLOCK = 8
_LONGEST_KEY = 2
_TELLING_LETTERS = 6
"""``criticité`` and ``criticality`` are one name."""
_LONGEST_NAME = 3
_CELL = " | "
_CAPTION = re.compile(r"(?:table|tableau|figure|fig\.)\s\w{1,5}\s?[–—:-]", re.IGNORECASE)
_CODE = re.compile(r"(?P<make>[A-Z]{1,4}-?)\d{1,4}")
_BELOW = frozenset({"<", "<=", "≤", "less than", "up to", "below", "under", "moins de", "jusqu'à"})


@dataclass(frozen=True, slots=True)
class Features:
    """All between -1 and 1; see ``weights.py`` for what each is worth."""

    found: float
    rank: float
    words: float
    words_around: float
    meaning: float
    meaning_gap: float
    kind_fits: float
    bound_fits: float
    range_fits: float
    defines: float
    fills_field: float
    named: float = 0.0
    section: float = 0.0
    cause: float = 0.0
    timed: float = 0.0
    counts: float = 0.0
    read: float = 0.0
    read_gap: float = 0.0
    read_odds: float = 0.0
    judged: float = 0.0
    well_read: float = 0.0

    def values(self) -> tuple[float, ...]:
        """In the order of ``names()``."""
        return astuple(self)

    @staticmethod
    def names() -> tuple[str, ...]:
        """Names of the features."""
        return tuple(field.name for field in fields(Features))


def _kind_fits(intent: Intent, candidate: Candidate, quantities: list[Quantity]) -> float:
    """1 where the candidate holds what is asked for (a length, a date, a name), 0 or below where not."""
    text = candidate.text
    if (candidate.is_row and _of_another(intent.codes, text)) or (
        _CAPTION.match(text) and not intent.of_tables
    ):
        return 0.0
    if intent.of_orders and not any(item.kind == "work_order" for item in find(text)):
        return 0.2
    if intent.kind == "define":
        return max(0.3, _defines(intent, candidate))
    if intent.expected == "number":
        quantities = [q for q in quantities if not q.readings & intent.numbers]
        if not quantities:
            return 0.8 if intent.of_times and _TIMES.search(text) else 0.0
        if _counts(intent, text, quantities):
            return 1.0
        if intent.counted and not intent.dimensions and not any(_is_count(q) for q in quantities):
            return 0.2
        if intent.of_money and not _MONEY.search(f"{candidate.lead} {text} {candidate.title}"):
            return 0.2
        if not intent.dimensions:
            return 0.8
        told = {quantity.dimension for quantity in quantities} | _units_alone(candidate)
        if told & intent.dimensions:
            return 1.0
        header = candidate.lead if candidate.is_row else ""
        return 0.6 if any(q.unit is None for q in quantities) or header else 0.3
    if intent.expected == "date":
        if find_dates(text):
            return 1.0
        return tells_when(text) or (0.2 if re.search(r"\b(?:19|20)\d\d\b", text) else _NO_MOMENT)
    if intent.expected == "person":
        if candidate.hit.chunk.language == "fr":
            return tells_who(text, intent.said, by_name=intent.by_name)
        if _NAME.search(text):
            return 1.0
        return 0.7 if _ROLE.search(text) and not intent.by_name else 0.0
    if intent.expected == "reason":
        if is_cause_field(text) and _of_the_named(intent, candidate):
            return 1.0
        if _ADVISES.search(candidate.title) and not gives_cause(text):
            return 0.4
        if FIELD.match(text) and not _FINDS.search(candidate.title) and not links_to_cause(text):
            return 0.2
        if _BECAUSE.search(f"{candidate.title} {candidate.lead} {text}") or links_to_cause(text):
            return 1.0
        if _SETS_OUT.search(candidate.title):
            return 0.4
        return 0.9 if _UPON.search(text) or _FINDS.search(candidate.title) else 0.7
    if intent.expected == "yes_no":
        return 1.0 if is_negated(text) or _MODAL.search(f"{candidate.lead} {text}") else 0.3
    if _is_date_field(text):
        return 0.3
    if intent.of_place and candidate.hit.chunk.language == "fr":
        return 0.7 * tells_where(text)
    return 0.7


def _is_count(quantity: Quantity) -> bool:
    """True for a whole number without a unit."""
    return quantity.unit is None and all(value == int(value) for value in quantity.readings)


def _units_alone(candidate: Candidate) -> set[str]:
    """Dimensions of the units that have a cell of their own: ``Motor power | 11 | kW``."""
    cells = candidate.text.split(_CELL) if candidate.is_row else []
    return {unit.dimension for cell in cells if (unit := unit_of(cell.strip())) is not None}


def _counts(intent: Intent, text: str, quantities: list[Quantity]) -> float:
    """1 where a new number has what is counted right behind it: ``38 spray nozzles``."""
    if not intent.counted:
        return 0.0
    behind = (
        re.findall(r"[^\W_]+", _STOPS.split(text[quantity.end :], maxsplit=1)[0])[:_LONGEST_NAME]
        for quantity in quantities
        if not quantity.readings & intent.numbers and _is_count(quantity)
    )
    words = {stem(word.lower(), language) for run in behind for word in run for language in _LANGUAGES}
    return float(bool(words & intent.counted))


def _is_date_field(text: str) -> bool:
    """True for a field that holds a moment and no word: ``Restart: 28/08/2025, 06:30``."""
    field = FIELD.match(text)
    return (
        field is not None
        and bool(find_dates(text))
        and not re.search(r"[^\W\d]{3}", text[field.end("name") :])
    )


def _of_another(codes: tuple[str, ...], row: str) -> bool:
    """True for a row of ``M12`` where ``M30`` is asked for."""
    key = _CODE.fullmatch(row.split(" | ", 1)[0].strip())
    if key is None or not codes:
        return False
    alike = [code for code in codes if (match := _CODE.fullmatch(code)) and match["make"] == key["make"]]
    return bool(alike) and key.group() not in alike


def _bound_fits(intent: Intent, candidate: Candidate) -> float:
    """1 where the limit asked for is the kind of limit that is set, -1 where it is the other one."""
    if intent.bound is None or intent.expected != "number":
        return 0.0
    text = fold(f"{candidate.lead} {candidate.text} {candidate.title}")
    most, least = bool(_MAX.search(text)), bool(_MIN.search(text))
    if most == least:
        return 0.3 if most else 0.0
    return 1.0 if (intent.bound == "max") == most else -0.7


def _number(text: str) -> float:
    return float(re.sub(r"[ \u00a0\u202f]", "", text).replace(",", "."))


def _range_fits(intent: Intent, candidate: Candidate) -> float:
    """1 where a range holds a quantity of the question, -1 where all leave it out, 0 without either."""
    verdict = 0.0
    for given in intent.given:
        value = min(given.readings)
        ranges = [
            _number(m.group("low")) <= value <= _number(m.group("high"))
            for m in _RANGE.finditer(candidate.text)
        ]
        for match in _OPEN_RANGE.finditer(_RANGE.sub(" ", candidate.text)):
            limit = _number(match.group("value"))
            ranges.append(value <= limit if match.group("sign").lower() in _BELOW else value >= limit)
        if ranges:
            verdict = 1.0 if any(ranges) else (verdict or -1.0)
    return verdict


def _keyed(intent: Intent, candidate: Candidate) -> float:
    """1 for the row with the letter or number asked for in the column of that name, -1 for another row."""
    if not intent.keys or not candidate.is_row:
        return 0.0
    names = [fold(cell).strip() for cell in candidate.lead.split(_CELL)]
    cells = [cell.strip() for cell in candidate.text.split(_CELL)]
    if len(names) != len(cells):
        return 0.0
    for word, key in intent.keys:
        for name, cell in zip(names, cells, strict=True):
            if name.startswith(word[:_TELLING_LETTERS]) and len(cell) <= _LONGEST_KEY:
                return 1.0 if cell == key else -1.0
    return 0.0


def _defines(intent: Intent, candidate: Candidate) -> float:
    """1 where the candidate says what the term is: under it as a title, or right behind it."""
    if intent.kind != "define" or not intent.term:
        return 0.0
    term = fold(intent.term)
    head = fold(candidate.title)
    wanted = set(content_stems(term))
    if wanted and wanted == set(content_stems(re.sub(r"^[\w.]*\d[\w.]*\s", "", head))):
        return 1.0
    text = fold(candidate.text)
    place = re.search(rf"(?<!\w){re.escape(term)}", text)
    at = place.start() if place else -1
    if at < 0:
        return 0.3 if wanted and wanted <= set(content_stems(head)) else 0.0
    if at <= 12 and _DEFINES.match(text[at + len(term) :].lstrip("'\"’” ")):
        return 1.0
    return 0.6 if at <= 12 else 0.2


def _of_the_named(intent: Intent, candidate: Candidate) -> bool:
    """False where the question names equipment that the passage, its headings and its source do not."""
    chunk = candidate.hit.chunk
    where = normalise(" ".join((chunk.source.replace("_", " "), *chunk.headings, chunk.text)))
    return not intent.tags or any(
        re.search(rf"(?<![A-Z0-9]){re.escape(tag)}(?![A-Z0-9])", where) for tag in intent.tags
    )


def _cause(intent: Intent, candidate: Candidate, around: float) -> float:
    """1 for a sentence that names the cause of what its passage tells; far less where little is asked about.

    The cause of something else must not stand before a sentence that answers.
    """
    if intent.expected != "reason" or not _of_the_named(intent, candidate):
        return 0.0
    return gives_cause(candidate.text) * min(1.0, around / _TOLD) ** 3


def _timed(intent: Intent, candidate: Candidate) -> float:
    """1 for the entry of a diary at the time asked for, and for a row under it; -1 for that of another."""
    if not intent.clocks:
        return 0.0
    opening = clock_words(candidate.text[:_LONGEST_CLOCK])
    if opening:
        return 1.0 if opening & intent.clocks else -1.0
    return float(candidate.is_row and bool(intent.clocks & clock_words(candidate.lead)))


def measure(
    intent: Intent,
    terms: tuple[Term, ...],
    candidate: Candidate,
    *,
    meaning: float,
    best_meaning: float,
    best_score: float,
    named: float = 0.0,
    word: Heard = _UNHEARD,
) -> Features:
    """The features of one candidate.

    Args:
        intent: The question as it was read.
        terms: Its key words.
        candidate: What may answer.
        meaning: Embedding similarity of question and candidate.
        best_meaning: The highest one among all candidates.
        best_score: The retrieval score of the best passage; of the best foreign one for a foreign candidate.
        named: Whether the question names the candidate's document, see ``Named.speaks_of``.
        word: What the reader says of the candidate.
    """
    text = candidate.text if intent.of_tables else _REFERENCE.sub(" ", _MARK.sub("", candidate.text))
    quantities = find_quantities(text)
    answers_question = candidate.lead.endswith("?")  # then that question must be the one that is asked
    near = candidate.lead_stems if answers_question else candidate.stems | candidate.lead_stems
    if intent.several:
        near |= frozenset(content_stems(candidate.title, intent.language))
    words = covered(terms, (1.0, near))
    around = covered(
        terms,
        (1.0, near),
        (0.95, candidate.head_stems),
        (_OF_ITEM, candidate.item_stems),
        (0.6, candidate.chunk_stems),
    )
    if not words and candidate.is_foreign(intent.language):
        meaning = min(meaning, _BY_CHANCE)
    return Features(
        found=candidate.hit.score / best_score if best_score > 0 else 0.0,
        rank=1.0 / (1 + candidate.rank),
        words=words,
        words_around=around,
        meaning=meaning,
        meaning_gap=meaning - best_meaning,
        kind_fits=_kind_fits(intent, candidate, quantities),
        bound_fits=_bound_fits(intent, candidate),
        range_fits=_keyed(intent, candidate) or _range_fits(intent, candidate),
        defines=_defines(intent, candidate),
        fills_field=fills_field(intent, terms, candidate),
        named=named,
        section=float(intent.section is not None and in_section(intent.section, candidate.title)),
        cause=_cause(intent, candidate, around),
        timed=_timed(intent, candidate),
        counts=_counts(intent, text, quantities),
        **reader_features(intent, candidate, word),
    )
