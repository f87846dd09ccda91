"""Equipment tags, clause, work-order and document numbers: found in text and written one way.

Knows patterns, units and words of the trade in French and English; no list of a plant's equipment, no store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

IdentifierKind = Literal["tag", "clause", "work_order", "document", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """An identifier in a text. ``value`` is normalised; ``start`` and ``end`` are characters of the text."""

    kind: IdentifierKind
    value: str
    start: int
    end: int


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−_", "-"))

_UNITS = _words(
    "MM CM DM M KM UM IN FT PO PI G KG MG T LB LBS OZ N KN NM MN J KJ MJ W KW MW GW WH KWH VA KVA MVA V KV"
    " MV A MA KA AH HZ KHZ MHZ GHZ RPM TR TPM MIN H HR HRS S SEC MS US NS D PA KPA MPA HPA BAR BARS MBAR PSI"
    " C F K DEG RAD L ML DL PPM PPB DB DBA PH HP CV EUR USD"
)
"""Letters that are a unit where a number stands beside them, and may be a tag where a hyphen joins them."""

_NEVER = _words(
    "DN PN NPS OD ID NO NR NUM REV ED VOL ART PAR FIG PP PG IP VG RS UTF COVID HRC HRB HB HV AISI SS MAX TOP"
    " LES JAN FEB MAR APR MAY JUN JUL AUG SEP SEPT OCT NOV DEC JANV FEVR MARS AVR MAI JUIN JUIL AOUT WK"
    " DAY DAYS WEEK YEAR YEARS PAGE PAGES LINE ROW ROWS ITEM STEP PART TYPE CLASS ZONE NOTE NOTES TABLE LEVEL"
    " PHASE GRADE SIZE RULE SHIFT ANNEX GROUP LIGNE PARTIE ETAPE NIVEAU POSTE CLAUSE UNIT SHEET MARK"
)
"""Letters that make no tag with the number beside them, but for those below."""

_HYPHENED = _words("HV HB SS IP VG OD ID PP PG ED BS EN UL NF")
"""Of those and of the standards' bodies: letters that make a tag with a hyphen and three digits or four."""

_SMALL_WORDS = _words(
    "THE OF TO AND OR IN ON AT BY FOR IS AS BE WAS ARE FROM WITH"
    " THAN OVER UNDER ABOUT AFTER SINCE UNTIL PER"
    " NOT DE DU LA LE DES ET OU UN UNE EN AU AUX SUR PAR POUR DANS EST SONT ALL ANY EACH HAS HAD IT I Y"
    " X Q WE HE ONLY SUR SOUS ENV CA EQ NE SE SA CE MY UP GET DID DOES"
)
"""Words that stand before a number separated by a space and are no tag."""

_DOCUMENTS = _words("DOC DWG PID STD SOP PRO PROC SPEC MAN MR RPT REP NT FT MO DS CR RAP PLAN GAM NDC ITP PV")
"""First parts of a document's number of three parts."""

_STANDARDS = "ISO|EN|NF EN|NF|DIN|IEC|CEI|API|ASME|ANSI|ASTM|IEEE|NFPA|BS|JIS|SAE|UL|VDI|NACE|TEMA"

_NOUNS = (
    "pump|chiller|compressor|fan|blower|motor|valve|boiler|tank|vessel|turbine|generator|exchanger|reactor|column"
    "|tower|conveyor|crane|furnace|filter|dryer|mixer|agitator|robot|press|machine|transformer|breaker|damper"
    "|ahu|rtu|heater|condenser|evaporator|gearbox|silo|hopper|mill|crusher|truck|engine"
    "|pompe|groupe froid|refroidisseur|compresseur|ventilateur|moteur|vanne|chaudière|cuve|réservoir|ballon"
    "|échangeur|réacteur|colonne|tour|convoyeur|pont roulant|four|filtre|sécheur|mélangeur|agitateur|presse"
    "|transformateur|disjoncteur|condenseur|évaporateur|réducteur|trémie|broyeur|concasseur|camion"
)

_CUES = (
    r"clauses?|rules?|sections?|sub-?sections?|articles?|art\.|paragraphs?|para\.?|requirements?|items?"
    r"|§+|règles?|paragraphes?|exigences?|points?|chapters?|chapitres?|annex(?:es?)?"
)

_FRONT = r"(?<![\w.\-/&])"
_PART = r"\d{1,2}"
_LETTER = r"(?:\.[a-z]{1,2}|[ ]?\([a-z]{1,3}\)|[a-z])(?![\w])"

_CLAUSE = re.compile(
    rf"{_FRONT}(?:(?P<lettered>[A-Z]{{1,3}}(?:\.{_PART}){{1,6}}|[A-Z]{{1,3}}{_PART}(?:\.{_PART}){{2,6}})"
    rf"|(?P<plain>{_PART}(?:\.{_PART}){{2,6}}))(?P<letter>{_LETTER})?(?![\w%°]|[.,:/\-]\d)"
)
_CUED_CLAUSE = re.compile(
    rf"(?<!\w)(?:{_CUES})[ ]?(?:no\.?|n°|#)?[ ]?"
    rf"(?P<label>(?:[A-Z]{{1,3}}\.?)?{_PART}(?:\.{_PART}){{0,6}}(?:{_LETTER})?)(?![\w%°]|[.,:/\-]\d)",
    re.IGNORECASE,
)
_WHOLE_CLAUSE = re.compile(
    rf"(?P<label>(?:[A-Z]{{1,3}}\.?{_PART}(?:\.{_PART}){{1,6}}|[A-Z]{{1,3}}\.{_PART}"
    rf"|{_PART}(?:\.{_PART}){{2,6}})(?:{_LETTER})?)",
    re.IGNORECASE,
)
_NO_CLAUSE_AFTER = re.compile(
    r"(?:\b(?:v|ver|version|release|rev|revision|révision|fig|figure|table|tableau|page|p|ip)\.?|\bv)[ ]?$",
    re.IGNORECASE,
)
_WORK_ORDER = re.compile(
    rf"{_FRONT}(?:(?:W\.?O\.?|O\.?T\.?|B\.?T\.?)[ ]?(?:no\.?|n°|nr\.?|\#|:)?[ ]?-?"
    r"|(?:work[ ]?orders?|ordres?[ ]de[ ]travail|bons?[ ]de[ ]travail)"
    r"[ ]?(?:number|no\.?|n°|nr\.?|\#|:)?[ ]?)"
    r"(?P<number>(?:[A-Z]{1,2}-?)?(?:\d{4}-\d{2,8}|\d{3,12}))(?![\w]|-\d)",
    re.IGNORECASE,
)
_FRENCH_ORDER = re.compile(r"O\.?T|B\.?T|ordre|bon", re.IGNORECASE)
_STANDARD = re.compile(
    rf"{_FRONT}(?P<body>{_STANDARDS})(?:[ /](?:EN|ISO|IEC|CEI|ASME|TS|TR))*[ \-]?"
    r"(?P<number>[A-Z]?\d{2,6}(?:-\d{1,4}|\.\d{1,3})*)(?::\d{4})?(?![\w]|[-.]\d)"
)
_TOKEN = re.compile(
    rf"{_FRONT}[A-Za-z0-9]+(?:[\-_][A-Za-z0-9]+)*(?P<pair>/[A-Z])?(?![\w]|[/\-.,:]\d|/[A-Za-z]{{2}})"
)
_SPACED = re.compile(
    rf"{_FRONT}(?P<letters>[A-Z]{{1,3}}|[a-z]{{1,2}})[ ]"
    r"(?P<number>\d{2,6}(?:[ ]?[A-D])?)(?![\w°%]|[\-.,:/]\d|/[A-Za-z])"
)
_UNIT_AFTER = re.compile(
    r"[ ]?(?:°|%|(?:mm|cm|m|km|kg|g|t|bar|mbar|psi|[kMG]?Pa|[kM]?W|[kM]?Wh|k?V|m?A|[kM]?Hz|rpm|tr"
    r"|min|h|s|ms|L|l|ppm|dB|µm|um|days?|hours?|jours?|heures?|years?|ans?)(?![\w-]))"
)

_SIMPLE = re.compile(r"(?P<letters>[A-Z]{1,5})(?P<join>-?)(?P<number>\d{1,6})(?P<tail>[A-Z]{0,2})")
_WITH_UNIT = re.compile(r"\d{1,4}-?[A-Z]{1,5}-?\d{2,6}[A-Z]{0,2}(?:-[A-Z0-9]{1,4})*")
_LONGER = re.compile(r"(?P<letters>[A-Z]{1,5})\d{0,6}(?:-[A-Z0-9]{1,6}){1,5}")
_KKS = re.compile(r"\d{0,2}[A-Z]{3}\d{2}[A-Z]{2}\d{3}[A-Z]?")
_THINGS = re.compile(
    r"M\d{1,2}|L10H?|PT100|PT1000|S(?:235|275|355|690)[A-Z]*|R-?(?:12|22|32|123|134A|290|404A|407C|410A|600A|717|744)"
    r"|H\d{3}|[ABC]\d{1,2}|E(?:14|27|40)|F1[012]|(?:CO|NO|SO|O|N|H)\d"
)
"""Threads, bearing life, probes, steels, refrigerants and other designations that look like tags."""

_NOUN = re.compile(r"^\s*[^\W\d_]{3,}\.?\s*(?=\S)")
_LABEL = re.compile(
    r"[A-Z]{0,3}\.?\d{1,3}(?:\.(?:\d{1,3}|[A-Z]{1,3}))+|[A-Z]{1,3}\.\d{1,2}|(?:TABLE|TABLEAU|FIGURE|FIG)-\d+"
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
_CANDIDATE = re.compile(
    r"(?<!\w)(?:\d{1,4}[ \-]?)?[A-Za-z]{1,12}[ \-_.]?\d{1,8}(?:[ \-]?[A-Za-z](?!\w))?(?!\w|\.\d)"
)
_NAME = re.compile(
    rf"(?<!\w)(?P<noun>{_NOUNS})s?[ \-]?(?:no\.?|n°|number|numéro|#)?[ ]?"
    r"(?P<number>\d{1,4}[A-Z]?|[A-Z](?![\w'’.]))(?![\w%°]|[.,:/]\d|-\d)",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def normalise(text: str) -> str:
    """One way of writing an identifier.

    ``P101``, ``P-101`` and ``p 101`` give ``P-101``; ``T.2.4.3 (a)`` gives ``T.2.4.3.A``; ``Chiller 6`` gives
    ``CHILLER-6``; ``WO123456`` and ``work order 123456`` give ``WO-123456``.
    """
    clean = " ".join(text.translate(_DASHES).split()).strip(" .,;:#'\"")
    order = _WORK_ORDER.fullmatch(clean)
    if order:
        return _order_value(order)
    clause = _WHOLE_CLAUSE.fullmatch(clean) or _CUED_CLAUSE.fullmatch(clean)
    if clause:
        return label_key(clause["label"])
    value = re.sub(r"[ ]?-[ ]?", "-", clean.upper())
    value = re.sub(r":(?:19|20)\d\d$", "", value)
    if any(letter.isdigit() for letter in value):
        value = value.replace(" ", "-")
    value = re.sub(r"^([A-Z]{1,5})\.(?=\d{3})", r"\1-", value)
    value = re.sub(r"^(\d{1,4})([A-Z]{1,5})-?(?=\d{2,6}[A-Z]?$)", r"\1-\2-", value)
    value = re.sub(r"^((?:\d{1,4}-)?[A-Z]+)(?=\d+(?:-?[A-Z])?$)", r"\1-", value)
    return re.sub(r"(?<=\d)-(?=[A-Z]$)", "", value)


def label_key(label: str) -> str:
    """A clause's number as it is compared: ``T.2.4.3.a``, ``T2.4.3 (a)`` and ``t.2.4.3a`` are one."""
    return ".".join(re.findall(r"\d+|[A-Z]+", label.upper()))


def figure_number(label: str) -> str:
    """A figure's number as it is compared: ``Figure 7-26``, ``FIG. 7.26`` and ``7-26`` are one."""
    return label_key(_NOUN.sub("", label) or label)


def is_label(value: str) -> bool:
    """True where a normalised identifier may be the number of a clause, table or figure."""
    return _LABEL.fullmatch(value) is not None


def find(text: str) -> tuple[Identifier, ...]:
    """Identifiers in ``text`` with their places, in order, none overlapping another."""
    text = _WHOLE_EACH.sub(lambda match: match[0].replace("/", ","), text)
    taken = bytearray(len(text))
    found: list[Identifier] = []
    searches = (_orders, _standards, _clauses, _tags, _names) if _DIGIT.search(text) else (_names,)
    for search in searches:
        for identifier in search(text):
            if not any(taken[identifier.start : identifier.end]):
                taken[identifier.start : identifier.end] = b"\x01" * (identifier.end - identifier.start)
                found.append(identifier)
    return tuple(sorted(found, key=lambda identifier: identifier.start))


_WHOLE_EACH = re.compile(
    r"(?<![\w.\-/])[A-Z]{1,6}-\d{1,6}[A-Z]?(?:/[A-Z]{1,6}-\d{1,6}[A-Z]?)+(?![\w\-]|[/.]\w)"
)
"""``P-101A/P-101B``; folders of files are none."""
_SHARED_LETTERS = re.compile(
    r"(?<![\w.\-/])(?P<letters>[A-Z]{1,6})-(?P<first>\d{2,5})(?P<rest>(?:/\d{2,5}){1,5})(?![\w/\-.,]*\d|[/\w-])"
)


def find_identifiers(text: str) -> tuple[str, ...]:
    """Normalised tags, clause, work-order and document numbers in ``text``, in order, each once."""
    return numbers_of(find(text))


def find_tags(text: str) -> tuple[str, ...]:
    """Normalised equipment tags in ``text``, ``P-101A/B`` and ``FAN-101/102`` as two, in order, each once."""
    return tags_of(find(spelled_out(text)))


def spelled_out(text: str) -> str:
    """``FAN-101/102`` as ``FAN-101, FAN-102``; numbers of unlike length are no such pair (``E-201/2``)."""
    return _SHARED_LETTERS.sub(_each_whole, text)


def _each_whole(match: re.Match[str]) -> str:
    numbers = [match["first"], *match["rest"].strip("/").split("/")]
    same = len({len(number) for number in numbers}) == 1
    return ", ".join(f"{match['letters']}-{number}" for number in numbers) if same else match[0]


def find_names(text: str) -> tuple[str, ...]:
    """Equipment named by noun and number (``Chiller 6``, ``pompe n° 2``, ``Pump A``), normalised."""
    return names_of(find(text))


def numbers_of(found: Iterable[Identifier]) -> tuple[str, ...]:
    """As ``find_identifiers``, of what ``find`` found."""
    return _values(identifier for identifier in found if identifier.kind != "name")


def tags_of(found: Iterable[Identifier]) -> tuple[str, ...]:
    """As ``find_tags``, of what ``find`` found."""
    return _values(identifier for identifier in found if identifier.kind == "tag")


def names_of(found: Iterable[Identifier]) -> tuple[str, ...]:
    """As ``find_names``, of what ``find`` found."""
    return _values(identifier for identifier in found if identifier.kind == "name")


def candidates(query: str) -> tuple[str, ...]:
    """All that could be an identifier in what a user types: to look up, never to believe."""
    values = dict.fromkeys(_values(find(query)))
    values.update(dict.fromkeys(normalise(match[0]) for match in _CANDIDATE.finditer(query)))
    for match in re.finditer(rf"(?<![\w.])\d{{1,3}}(?:\.{_PART}){{1,6}}(?![\w]|\.\d)", query):
        if not _UNIT_AFTER.match(query, match.end()):
            values[label_key(match[0])] = None
    for match in re.finditer(r"(?<![\w.,\-])\d{5,12}(?![\w\-]|[.,]\d)", query):
        values.update(dict.fromkeys((match[0], f"WO-{match[0]}")))
    return tuple(values)


def _values(identifiers: Iterable[Identifier]) -> tuple[str, ...]:
    values: dict[str, None] = {}
    for identifier in identifiers:
        pair = re.fullmatch(r"(.*\d)([A-Z])/([A-Z])", identifier.value)
        values.update(dict.fromkeys((pair[1] + pair[2], pair[1] + pair[3]) if pair else (identifier.value,)))
    return tuple(values)


def _order_value(match: re.Match[str]) -> str:
    if match["number"][0].isalpha():
        return normalise(match["number"])
    prefix = "OT" if _FRENCH_ORDER.match(match[0]) else "WO"
    return f"{prefix}-{match['number'].upper()}"


def _orders(text: str) -> Iterator[Identifier]:
    for match in _WORK_ORDER.finditer(text):
        cue = text[match.start() : match.start("number")]
        if cue.strip(" -:#.").islower() and len(cue.strip()) <= 4 and not match["number"].startswith("20"):
            continue  # "ot 200" and the like in running text
        yield Identifier(kind="work_order", value=_order_value(match), start=match.start(), end=match.end())


def _standards(text: str) -> Iterator[Identifier]:
    for match in _STANDARD.finditer(text):
        if _YEAR.fullmatch(match["number"]) or _is_hyphened_tag(match[0]):
            continue
        yield Identifier(kind="document", value=normalise(match[0]), start=match.start(), end=match.end())


def _clauses(text: str) -> Iterator[Identifier]:
    for match in _CUED_CLAUSE.finditer(text):
        label = match["label"]
        if re.search(r"\d\.\d|^[A-Z]{1,3}\.?\d", label):
            yield Identifier(
                kind="clause", value=label_key(label), start=match.start("label"), end=match.end("label")
            )
    for match in _CLAUSE.finditer(text):
        parts = match[0].split(".")
        if match["plain"] and (_is_date(parts) or any(part.startswith("0") for part in parts)):
            continue
        if match["plain"] and _NO_CLAUSE_AFTER.search(text, max(0, match.start() - 12), match.start()):
            continue
        if match["lettered"] and (
            parts[0] in _NEVER or (parts[0] in ("P", "V", "C", "W", "U") and len(parts) < 3)
        ):
            continue
        yield Identifier(kind="clause", value=label_key(match[0]), start=match.start(), end=match.end())


def _is_date(parts: list[str]) -> bool:
    if len(parts) != 3 or not all(part.isdigit() and len(part) == 2 for part in parts):
        return False
    day, month, _ = (int(part) for part in parts)
    return day <= 31 and month <= 12


def _tags(text: str) -> Iterator[Identifier]:
    for match in _TOKEN.finditer(text):
        if match[0].isalpha():
            continue
        token = match[0].removesuffix(match["pair"] or "").translate(_DASHES)
        if not _is_tag(token) or (_UNIT_AFTER.match(text, match.end()) and "-" not in token):
            continue
        kind: IdentifierKind = "document" if _is_document(token.upper()) else "tag"
        value = normalise(token) + (match["pair"] or "")
        yield Identifier(kind=kind, value=value, start=match.start(), end=match.end())
    for match in _SPACED.finditer(text):
        if _is_spaced_tag(match["letters"], match["number"]) and not _UNIT_AFTER.match(text, match.end()):
            yield Identifier(kind="tag", value=normalise(match[0]), start=match.start(), end=match.end())


def _names(text: str) -> Iterator[Identifier]:
    for match in _NAME.finditer(text):
        if (
            match["number"].islower()
            or _YEAR.fullmatch(match["number"])
            or _UNIT_AFTER.match(text, match.end())
        ):
            continue
        value = normalise(f"{match['noun']}-{match['number']}")
        yield Identifier(kind="name", value=value, start=match.start(), end=match.end())


def _is_tag(token: str) -> bool:
    if not (any(c.isdigit() for c in token) and any(c.isalpha() for c in token)):
        return False
    if token.islower():
        return re.fullmatch(r"[a-z]{1,4}-?\d{2,6}[a-z]?", token) is not None and _is_tag(token.upper())
    if not token.isupper():
        return re.fullmatch(r"[A-Z]{1,5}-?\d{2,6}[a-d]", token) is not None and _is_tag(token.upper())
    if _THINGS.fullmatch(token):
        return False
    simple = _SIMPLE.fullmatch(token)
    if simple:
        return _is_simple_tag(simple)
    if _KKS.fullmatch(token):
        return True
    if _WITH_UNIT.fullmatch(token):
        letters = re.sub(r"[^A-Z].*", "", token.lstrip("0123456789-"))
        return letters not in _NEVER and letters not in _UNITS | {"X"} and not token.startswith("0")
    longer = _LONGER.fullmatch(token)
    if not longer or longer["letters"] in _NEVER:
        return False
    return re.search(r"\d{2}", token) is not None


def _is_simple_tag(match: re.Match[str]) -> bool:
    letters, number = match["letters"], match["number"]
    if _is_hyphened_tag(match[0]):
        return True
    if letters in _NEVER or (len(match["tail"]) > 1 and not match["join"]):
        return False
    if match["join"]:
        return not (letters in _SMALL_WORDS and _YEAR.fullmatch(number))
    if letters in _UNITS or len(letters) == 1:
        return len(number) >= 3
    return len(number) >= 2 and not (len(letters) > 3 and _YEAR.fullmatch(number))


def _is_spaced_tag(letters: str, number: str) -> bool:
    upper = letters.upper()
    if upper in _NEVER or upper in _SMALL_WORDS or _YEAR.fullmatch(number):
        return False
    if letters in ("a", "e", "o", "u", "n", "d", "l", "s"):
        return False
    digits = len(re.sub(r"\D", "", number))
    if letters.islower() or len(letters) == 1 or upper in _UNITS:
        return digits >= 3 and not (upper in _UNITS and upper not in ("P", "E", "V", "K", "T", "F", "C", "A"))
    return digits >= 2


def _is_hyphened_tag(token: str) -> bool:
    match = re.fullmatch(r"([A-Z]{2})-\d{3,4}[A-Z]?", token)
    return match is not None and match[1] in _HYPHENED


def _is_document(token: str) -> bool:
    return token.split("-")[0] in _DOCUMENTS and token.count("-") >= 2
