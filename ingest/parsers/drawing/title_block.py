"""Read the fields of a title block and its revision table from texts and their places, in English and French.

Knows where values stand relative to their labels; no file format.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.parsers.drawing.placed import PlacedText, on_one_line, rows_of, union
from ingest.parsers.stated import read_day
from retrieval.records import Box

_WORDS: dict[str, str] = {
    "title": r"(?:drawing |part )?title|titre|désignation|designation|part name|d[ée]nomination|intitulé",
    "subtitle": r"sub-?title|sous-titre",
    "drawing number": r"(?:drawing|dwg|document|doc|plan)\.?\s?(?:no|nr|num|number|n°|nº|#|id)\.?|"
    r"n(?:°|º|o\.?|uméro)\s?(?:de |du )?(?:plan|dessin|document)|dwg|drawing|n°|nº|numéro|number",
    "part number": r"part\s?(?:no|nr|number|n°|#)\.?|p/n|item (?:no|number)\.?|référence|article",
    "description": r"description",
    "revision": r"rev(?:ision)?\.?(?:\s?(?:no|level|letter|index)\.?)?|révision|rév\.?|"
    r"indice(?: de révision)?|ind\.?|issue",
    "date": r"date(?: d['’]édition| of issue| drawn| created)?|issue date|release date|drawn date",
    "scale": r"scale|échelle|echelle|éch\.?|ech\.?",
    "drawn by": r"drawn(?: by)?|dr?wn\.?|drn\.?|dessiné(?: par)?|dessinateur|designed by|author|auteur|"
    r"created by|draftsman|établi par",
    "checked by": r"check(?:ed)?(?: by)?|chk'?d?|v[ée]rifié(?: par)?|verified(?: by)?|contrôlé(?: par)?|"
    r"v[ée]rificateur|contrôleur",
    "approved by": r"app(?:r(?:oved)?)?\.?(?: by)?|appv?'?d|approuvé(?: par)?|(?:eng|mfg) appr\.?"
    r"|released by|approbateur",
    "material": r"mat(?:erial|ière|ériau)s?\.?|matl\.?",
    "sheet": r"sheet(?: (?:no|number)\.?)?|sht\.?|feuille|folio|page",
    "size": r"size|sheet size|format|paper",
    "company": r"company|société|societe|client|customer|organi[sz]ation|legal owner|propriétaire|firm",
    "project": r"project(?: (?:no|name|number)\.?)?|projet|affaire|job(?: no\.?)?",
    "weight": r"weight|mass|masse|poids",
    "finish": r"finish|surface finish|état de surface|traitement|treatment|coating",
    "tolerance": r"(?:general )?tolerances?|tolérances?(?: générales?)?|gen\. tol\.?",
    "unit": r"plant unit|units?|unités?|area|zone|section",
    "projection": r"projection",
}


def _either(pattern: str) -> str:
    """A pattern that takes its words without accents, too, as capitals are often lettered."""
    bare = "".join(c for c in unicodedata.normalize("NFD", pattern) if not unicodedata.combining(c))
    return pattern if bare == pattern else f"{pattern}|{bare}"


_LABELS = {name: _either(pattern) for name, pattern in _WORDS.items()}
_LABEL = {name: re.compile(rf"(?:{pattern})\s*[:.]?", re.IGNORECASE) for name, pattern in _LABELS.items()}
_INLINE = {
    name: re.compile(rf"(?:{pattern})\s*(?::|=|\s)\s*(?P<value>\S.*)", re.IGNORECASE)
    for name, pattern in _LABELS.items()
}
_HEADER_WORDS = re.compile(
    r"(?:name|nom|signature|sign\.?|visa|q\.?a\.?|comments?|commentaires?|used on|next assy|application|"
    r"dimensions? (?:are )?in\b.*|do not scale.*|unless otherwise.*|proprietary.*|third angle.*|debur.*|"
    r"break sharp.*|description|rev\.?|dwg\.?|weight|mfg|eng|chk'd|appv'd)\s*:?",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"dimensions? (?:are )?in\b.*|unless otherwise.*|do not scale.*|third angle.*|first angle.*",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"\d+(?:[.,]\d+)?\s?[:/]\s?\d+(?:[.,]\d+)?(?:\s?[@(]\s?A\d\)?)?|none|n\.?t\.?s\.?|aucune|sans|"
    r"as (?:shown|noted|indicated)|varies|(?:full|half|quarter|double)(?: (?:size|scale))?|"
    r"(?:\d+[ -])?\d+(?:/\d+)?\s?(?:\"|in\.?)\s?=\s?\d+\s?(?:'|ft\.?)(?:\s?-?\s?\d+\s?\"?)?|"
    r"\d+(?:\.\d+)?[x×]?",
    re.IGNORECASE,
)
_BLANK = re.compile(r"[-–—_./ ]{1,12}|n/?a", re.IGNORECASE)
_FARTHEST_BESIDE = 8
_FARTHEST_ALONE = 16
"""Where no other text stands between."""
_FARTHEST_UNDER = 2.5
"""In heights of the letters."""

_LEADING = 0.8
"""Gap between the lines of a title, in heights of the letters."""
_NAMES = frozenset({"drawn by", "checked by", "approved by"})
_TITLES = frozenset({"title", "subtitle", "description"})
_COUNTED = re.compile(r"(?:sheet|sht|feuille|folio|scale|échelle)\b", re.IGNORECASE)
_ONE_NAME = re.compile(r"[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*\.?")
_ONE_WORD = re.compile(r"[A-Za-z][A-Za-z_-]{2,30}")
_SIGNED = re.compile(
    r"(?P<name>[^\W\d_][^\d:]{1,24}?)\s+(?P<date>\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4})", re.IGNORECASE
)
_AGAIN = re.compile(rf"(?<!\s)\s+(?=(?:{'|'.join(_LABELS.values())})\s?:)", re.IGNORECASE)
_INLINE_START = re.compile(rf"(?:{'|'.join(_LABELS.values())})\s?:", re.IGNORECASE)

_REVISION = re.compile(r"(?:rev\.?\s?)?[A-Z]{0,2}\d{0,3}(?:\.\d{1,2})?|-", re.IGNORECASE)
_SHEET = re.compile(r"\d+(?:\s?(?:of|/|sur|de|von)\s?\d+)?", re.IGNORECASE)
_COLUMN = re.compile(
    r"rev(?:ision)?s?\.?|rév(?:ision)?\.?|ind(?:ice)?\.?|zone|date|"
    r"(?:description|modification|change|désignation|nature)s?(?: of (?:change|revision))?|"
    r"(?:drawn|checked|approved|appr|chk|app)\.?'?d?(?: by)?|by|par|ecn|ecr|dcn|visa|name|nom|sign\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleField:
    """A field of a title block, or a row of its revision table (``name`` is then ``revision``).

    Attributes:
        name: Canonical English name: ``title``, ``drawing number``, ``revision``, ``date`` …
        value: As printed.
    """

    name: str
    value: str
    box: Box
    table_row: bool = False


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label with a value that may be its own; the lower the score, the likelier."""

    score: float
    name: str
    label: PlacedText
    value: PlacedText


def field_of_label(label: str) -> str | None:
    """The canonical name of a printed label or an attribute's tag (``DRAWING_NO``, ``ÉCHELLE``)."""
    text = " ".join(re.sub(r"[_]+", " ", label).split())
    return next((name for name, pattern in _LABEL.items() if pattern.fullmatch(text)), None)


def read_title_block(texts: Sequence[PlacedText]) -> list[TitleField]:
    """The fields of the title block: each label's value beside it or under it.

    A text is the value of one label only, the nearest. Where a field is labelled twice, the label nearer
    to the lower right corner wins.
    """
    level = list(_parted([text for text in texts if not text.rotated and text.text.strip()]))
    if not level:
        return []
    sheet = union(text.box for text in level)
    pairs = sorted(
        (pair for label in level for pair in _candidates(label, level)),
        key=lambda pair: (pair.score, pair.name),
    )
    labels: set[int] = set()
    values: set[int] = set()
    found: dict[str, tuple[float, TitleField]] = {}
    for pair in pairs:
        if id(pair.label) in labels or id(pair.value) in values:
            continue
        labels.add(id(pair.label))
        values.add(id(pair.value))
        place = _from_corner(pair.label, sheet)
        if not _BLANK.fullmatch(pair.value.text) and (pair.name not in found or place < found[pair.name][0]):
            value, box = _whole(pair, level)
            found[pair.name] = (place, TitleField(name=pair.name, value=value, box=box))
    return [field for _, field in found.values()]


def _whole(pair: _Pair, texts: Sequence[PlacedText]) -> tuple[str, Box]:
    """A value with the lines that go on under it, where it is a title; a name with its other line."""
    lines = [pair.value]
    if pair.name in _NAMES and pair.value is not pair.label:
        lines = _stacked(pair.value, texts)
    if pair.name in {"title", "description"} and pair.value is not pair.label:
        for text in sorted(texts, key=lambda item: item.box[1]):
            last = lines[-1]
            close = -0.3 * last.height <= text.box[1] - last.box[3] <= _LEADING * last.height
            alike = (
                0.9 <= text.height / last.height <= 1.1
                and text.box[0] < last.box[2]
                and text.box[2] > last.box[0]
            )
            if close and alike and not is_label(text.text) and text.text not in {line.text for line in lines}:
                lines.append(text)
    return " ".join(line.text.strip() for line in lines), union(line.box for line in lines)


def _stacked(name: PlacedText, texts: Sequence[PlacedText]) -> list[PlacedText]:
    """A person's name in two lines of one cell: letters alone, centred on each other, without a gap."""
    for other in texts:
        upper, lower = sorted((name, other), key=lambda text: text.box[1])
        gap = (lower.box[1] - upper.box[3]) / name.height
        centred = abs(other.middle[0] - name.middle[0]) <= 0.6 * name.height
        alike = 0.9 <= other.height / name.height <= 1.1 and " " not in name.text.strip()
        named = _ONE_NAME.fullmatch(other.text.strip()) and not is_label(other.text)
        if other is not name and centred and alike and named and -0.5 <= gap <= 0.25:
            return [upper, lower]
    return [name]


def _parted(texts: Sequence[PlacedText]) -> Iterator[PlacedText]:
    """Texts stored in one piece though they are two: ``SCALE: 1:4 WEIGHT:``, a name with its date."""
    for text in texts:
        parts = _AGAIN.split(text.text) if _INLINE_START.match(text.text) else [text.text]
        signed = _SIGNED.fullmatch(text.text.strip())
        if signed is not None and not is_label(signed["name"]) and not _is_inline(text.text):
            parts = [signed["name"], signed["date"]]
        if len(parts) == 1:
            yield text
            continue
        x, step = text.box[0], (text.box[2] - text.box[0]) / max(len(text.text), 1)
        for part in parts:
            at = x + step * text.text.find(part)
            yield replace(text, text=part, box=(at, text.box[1], at + step * len(part), text.box[3]))


def read_revisions(texts: Sequence[PlacedText]) -> list[TitleField]:
    """The rows of revision tables: those above or below a line of headings (Rev., Date, Description)."""
    rows = rows_of([text for text in texts if not text.rotated and text.text.strip()])
    found: list[TitleField] = []
    for index, row in enumerate(rows):
        for heads in _runs(row):
            names = [text.text.strip().lower() for text in heads]
            if not any(re.match(r"rev|rév|ind", name) for name in names) or len(heads) < 2:
                continue
            told = any(re.match(r"desc|modif|change|désig|nature", name) for name in names)
            if not told and len(heads) < 3:
                continue
            for step in (-1, 1):
                found += _table_rows(rows, index, step, heads)
    return found


def _runs(row: Sequence[PlacedText]) -> Iterator[list[PlacedText]]:
    """Neighbouring headings on a line."""
    run: list[PlacedText] = []
    for text in row:
        if _COLUMN.fullmatch(text.text.strip()):
            run.append(text)
        elif len(run) >= 2:
            yield run
            run = []
    if len(run) >= 2:
        yield run


def _table_rows(
    rows: Sequence[Sequence[PlacedText]], start: int, step: int, heads: Sequence[PlacedText]
) -> Iterator[TitleField]:
    left, right = heads[0].box[0], heads[-1].box[2]
    height = max(text.height for text in heads)
    edge = union(text.box for text in heads)
    index = start + step
    while 0 <= index < len(rows):
        cells = [
            text
            for text in rows[index]
            if left - 2 * height <= text.box[0] <= right + 25 * height and not text.rotated
        ]
        index += step
        if not cells:
            continue
        box = union(text.box for text in cells)
        gap = box[1] - edge[3] if step > 0 else edge[1] - box[3]
        if gap > 3.5 * height or any(_COLUMN.fullmatch(text.text.strip()) for text in cells):
            return
        first = min(cells, key=lambda text: abs(text.box[0] - heads[0].box[0]))
        place = next(i for i, text in enumerate(heads) if re.match(r"rev|rév|ind", text.text.strip().lower()))
        revision = min(cells, key=lambda text: abs(text.middle[0] - heads[place].middle[0]))
        if not _REVISION.fullmatch(revision.text.strip()) or first.box[0] > heads[0].box[2] + 8 * height:
            return
        yield TitleField(
            name="revision", value=" | ".join(text.text.strip() for text in cells), box=box, table_row=True
        )
        edge = box


def _candidates(label: PlacedText, texts: Sequence[PlacedText]) -> Iterator[_Pair]:
    """The values that a text may label; nothing where it is no label."""
    printed = " ".join(label.text.split())
    named = _label_of(printed)
    if named is not None:
        yield from _beside_or_under(named, label, texts)
        return
    for name, pattern in _INLINE.items():
        match = pattern.fullmatch(printed)
        separated = match is not None and (
            ":" in printed or "=" in printed or name in {"scale", "sheet", "revision"}
        )
        if match is not None and separated and _check(name)(match["value"].strip()):
            value = PlacedText(text=match["value"].strip(), box=label.box, height=label.height)
            yield _Pair(score=0.0, name=name, label=label, value=value)
            return


def _beside_or_under(name: str, label: PlacedText, texts: Sequence[PlacedText]) -> Iterator[_Pair]:
    accept = _check(name)
    for text in texts:
        printed = text.text.strip()
        if text is label or is_label(printed) or printed.endswith(":") or _is_inline(printed):
            continue
        if _COUNTED.match(printed) and name not in _TITLES:
            continue
        if not accept(printed) and not _BLANK.fullmatch(printed):
            continue
        reach = max(label.height, text.height)
        vague = 1.0 if name == "drawing number" and not any(c.isdigit() for c in printed) else 0.0
        if on_one_line(label, text) and text.box[0] >= label.box[2] - 0.3 * label.height:
            gap = (text.box[0] - label.box[2]) / reach
            if gap <= _FARTHEST_BESIDE or (gap <= _FARTHEST_ALONE and _is_next(label, text, texts)):
                yield _Pair(score=1.0 + gap + vague, name=name, label=label, value=text)
        elif text.box[1] >= label.middle[1]:
            down = (text.box[1] - label.box[3]) / reach
            aside = abs(text.box[0] - label.box[0]) / reach
            within = label.box[0] - 3 * reach <= text.box[0] <= max(label.box[0] + 6 * reach, label.box[2])
            if -0.6 <= down <= _FARTHEST_UNDER and within:
                score = 0.6 + 1.5 * max(down, 0.0) + 0.7 * aside + vague
                yield _Pair(score=score, name=name, label=label, value=text)


def _is_next(label: PlacedText, value: PlacedText, texts: Sequence[PlacedText]) -> bool:
    """True where nothing is printed between a label and what stands far beside it."""
    return not any(
        label.box[2] <= text.middle[0] < value.box[0] and on_one_line(label, text)
        for text in texts
        if text is not label and text is not value
    )


def _is_inline(text: str) -> bool:
    """True for a label with its value in one text: ``SCALE: 1:2``."""
    return ":" in text and any(pattern.fullmatch(text) for pattern in _INLINE.values())


def is_label(text: str) -> bool:
    """True for words that a title block prints over its values."""
    printed = " ".join(text.split())
    return bool(_HEADER_WORDS.fullmatch(printed)) or _label_of(printed) is not None


def _label_of(printed: str) -> str | None:
    """The field that words label; of a label in two languages (``Scale / Maßstab``) the first counts."""
    for name, pattern in _LABEL.items():
        if pattern.fullmatch(printed):
            return name
    first, slash, second = printed.partition("/")
    if not slash or not first.strip() or len(second.split()) > 3 or any(c.isdigit() for c in printed):
        return None
    return next((name for name, pattern in _LABEL.items() if pattern.fullmatch(first.strip())), None)


def is_statement(text: str) -> bool:
    """True for words of a title block that say something by themselves: ``DIMENSIONS ARE IN INCHES``."""
    return bool(_STATEMENT.fullmatch(" ".join(text.split())))


def _check(name: str) -> Callable[[str], bool]:
    """What a value of the field looks like."""
    if name == "date":
        return lambda value: read_day(value) is not None
    if name == "scale":
        return lambda value: bool(_SCALE.fullmatch(value))
    if name == "revision":
        return lambda value: bool(_REVISION.fullmatch(value)) and 0 < len(value) <= 6
    if name == "sheet":
        return lambda value: bool(_SHEET.fullmatch(value))
    if name == "size":
        return lambda value: bool(
            re.fullmatch(r"(?:A[0-6]|[A-E]|ANSI [A-E]|ISO A\d|\d+\s?[x×]\s?\d+.*)", value)
        )
    if name == "drawing number":
        return lambda value: (
            (any(c.isdigit() for c in value) and len(value.split()) <= 4 and read_day(value) is None)
            or bool(_ONE_WORD.fullmatch(value))
        )
    if name == "weight":
        return lambda value: any(c.isdigit() for c in value)
    if name in _NAMES:
        return lambda value: (
            sum(c.isalpha() for c in value) >= 2 and len(value) <= 30 and len(value.split()) <= 3
        )
    return lambda value: any(c.isalnum() for c in value)


def _from_corner(text: PlacedText, sheet: Box) -> float:
    wide, high = max(sheet[2] - sheet[0], 1e-9), max(sheet[3] - sheet[1], 1e-9)
    x, y = text.middle
    return ((sheet[2] - x) / wide) ** 2 + 1.5 * ((sheet[3] - y) / high) ** 2
