"""Questions of the lists of parts on drawings: "material of item 3", "combien de vis M20 ?". Answers them.

A row is found by its item's number or by the words of its description; a question of which a word is neither
is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.experts.drawings.asked import DRAWING_WORDS, PLAIN
from assistant.experts.drawings.drawing import Drawing, Version
from assistant.records import Evidence, Finding, Question
from assistant.words import content_words, fold, stem, word_set
from ingest.parsers.drawing.parts_list import PARTS_LIST, heading_of
from retrieval.identifiers import find_tags
from retrieval.records import DrawingEntity, Language

_ITEM = re.compile(
    r"\b(?:items?|pos(?:ition)?s?|parts?|rep(?:ere)?s?|marks?|balloons?|bulles?|postes?|pieces?)\.?\s*(?:no\.?|n°|#)?\s*"
    r"(?P<item>\d{1,3}[a-z]?)\b"
)
_ASKED: tuple[tuple[str, str], ...] = (
    ("quantity", r"quantit\w*|qty|qte|how many|number of|combien|nombre"),
    ("material", r"materials?|matieres?|materiaux?|made (?:of|from)|en quoi|nuance|grade"),
    ("mass", r"mass|weights?|weighs?|heavy|masse|poids|pese"),
    ("standard", r"standards?|normes?"),
    ("part number", r"part (?:no|number)|reference|article|code"),
    ("description", r"descriptions?|designations?|what is|what's|qu'est-ce|called|quoi"),
)
_LIST = re.compile(
    r"\b(?:parts? lists?|bill of materials?|bom|list of parts|nomenclature|liste des (?:pieces|articles)"
    r"|all (?:the )?parts)\b"
)
_WORDS = frozenset(
    fold(word)
    for word in word_set(
        """
        what which how many much is are the of on in for from at does do item items position pos
        part parts mark balloon repere reperes rep piece pieces poste quantity qty number material
        materials made mass weight weigh weighs heavy standard reference article code description
        called list bill bom nomenclature drawing plan assembly quel quelle quels quelles est sont
        le la les l de du des d un une sur dans combien nombre quantite matiere materiau nuance
        masse poids pese norme designation quoi en que qu ce y a t il there have used bulle liste
        kind type grade show give tell me donne moi
        """
    )
)
_EN = {"quantity": "quantity", "material": "material", "mass": "mass", "standard": "standard",
       "part number": "part number", "description": "description"}  # fmt: skip
_FR = {"quantity": "quantité", "material": "matière", "mass": "masse", "standard": "norme",
       "part number": "référence", "description": "désignation"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list of parts with the cells by what their headings stand for."""

    drawing: Drawing
    entity: DrawingEntity
    cells: tuple[tuple[str, str], ...]

    def cell(self, name: str) -> str:
        """A cell, or an empty text."""
        return next((value for head, value in self.cells if heading_of(head) == name), "")

    @property
    def words(self) -> str:
        """Number and description."""
        item = next(
            (f"{head.strip('. ').lower()} {v}" for head, v in self.cells if heading_of(head) == "item"), ""
        )
        return ", ".join(filter(None, (item, self.cell("description"))))


def find_parts(question: Question, drawings: Sequence[Drawing]) -> Finding | None:
    """The answer from lists of parts; None where they are not asked of."""
    every = [row for drawing in drawings for row in _rows(drawing)]
    if not every:
        return None
    folded, language = fold(question.text), question.language
    named = [d for d in drawings if len(d.number) >= 4 and fold(d.number) in folded]
    rows = [row for row in every if not named or any(row.drawing is d for d in named)]
    text = folded
    for drawing in named:
        text = text.replace(fold(drawing.number), " ")
    if find_tags(
        re.sub("|".join(re.escape(d.number) for d in named) or r"$^", " ", question.text, flags=re.I)
    ):
        return None
    wanted = next((name for name, form in _ASKED if re.search(rf"\b(?:{form})\b", text)), None)
    if _LIST.search(text):
        return _whole(rows, language) if named or len({r.drawing.number for r in rows}) == 1 else None
    item = _ITEM.search(text)
    if item is not None:
        if not _explained(text, frozenset(), item["item"]) or (not named and not rows):
            return None
        return _of_item(item["item"], wanted, rows, named, language)
    counted = wanted == "quantity" and not named and not DRAWING_WORDS.search(text)
    return None if counted or wanted in (None, "description") else _of_words(text, wanted, rows, language)


def _rows(drawing: Drawing) -> Iterator[Row]:
    for version in drawing.versions:
        found = list(_rows_of(drawing, version))
        if found:
            yield from found
            return


def _rows_of(drawing: Drawing, version: Version) -> Iterator[Row]:
    for entity in version.of("block"):
        if entity.name == PARTS_LIST:
            pairs = (part.partition(": ") for part in entity.text.split("; "))
            yield Row(drawing, entity, tuple((head, value) for head, _, value in pairs))


def _explained(text: str, stems: frozenset[str], item: str) -> bool:
    """True where each word of a question is a word of lists or of the row."""
    return all(
        fold(word) in _WORDS
        or fold(word) == item
        or {stem(word), stem(word, "fr"), fold(word)} & (stems | PLAIN)
        for word in content_words(text)
    )


def _of_item(
    item: str, wanted: str | None, rows: Sequence[Row], named: Sequence[Drawing], language: Language
) -> Finding | None:
    found = [row for row in rows if row.cell("item").strip("(). ").lower() == item]
    french = language == "fr"
    if not found:
        if not named:
            return None
        items = ", ".join(row.cell("item") for row in rows[:30])
        where = named[0].name
        if french:
            return Finding(refusal=f"La nomenclature de {where} n'a pas de repère {item} ; elle a {items}.")
        return Finding(refusal=f"The parts list of {where} has no item {item}; it has {items}.")
    numbers = list(dict.fromkeys(row.drawing.number for row in found))
    if len(numbers) > 1:
        told = ", ".join(numbers[:6])
        return Finding(refusal=f"Quel plan : {told} ?" if french else f"Which drawing: {told}?")
    return _told(found, wanted, language)


def _of_words(text: str, wanted: str | None, rows: Sequence[Row], language: Language) -> Finding | None:
    """Rows whose description has every word of the question that lists do not have anyway."""
    asked = [w for w in content_words(text) if fold(w) not in _WORDS and stem(w) not in PLAIN]
    if not asked:
        return None
    found = []
    for row in rows:
        described = fold(row.cell("description"))
        held = {fold(w) for w in content_words(described)} | {stem(w) for w in content_words(described)}
        held |= {stem(w, "fr") for w in content_words(described)}
        if all(
            {fold(w), stem(w), stem(w, "fr")} & held or (any(map(str.isdigit, w)) and fold(w) in described)
            for w in asked
        ):
            found.append(row)
    if not found:
        return None
    if len({row.drawing.number for row in found}) > 1:
        told = ", ".join(dict.fromkeys(row.drawing.number for row in found))
        return Finding(refusal=f"Quel plan : {told} ?" if language == "fr" else f"Which drawing: {told}?")
    return _told(found, wanted, language)


def _told(found: Sequence[Row], wanted: str | None, language: Language) -> Finding:
    """The cells that are asked for; the whole rows where none is."""
    french, where = language == "fr", found[0].drawing.name
    if wanted is None or (wanted == "description" and not found[0].cell("description")):
        said = "; ".join(_line(row) for row in found[:8])
        statement = f"{said} : nomenclature de {where}." if french else f"{said}: parts list of {where}."
        return Finding(evidence=(_evidence(found, statement, said),))
    values = [(row, row.cell(wanted)) for row in found]
    if not any(value for _, value in values):
        names = "; ".join(row.words for row in found[:5])
        if french:
            return Finding(refusal=f"La nomenclature de {where} ne donne pas de {_FR[wanted]} pour {names}.")
        return Finding(refusal=f"The parts list of {where} gives no {_EN[wanted]} for {names}.")
    told = "; ".join(f"{value or '–'} ({row.words})" for row, value in values[:8])
    what = _FR[wanted] if french else _EN[wanted]
    statement = (
        f"{told} : {what}, nomenclature de {where}." if french else f"{told}: {what}, parts list of {where}."
    )
    return Finding(evidence=(_evidence(found, statement, values[0][1]),))


def _whole(rows: Sequence[Row], language: Language) -> Finding | None:
    if not rows:
        return None
    said = "; ".join(_line(row) for row in rows[:40])
    where = rows[0].drawing.name
    statement = (
        f"Nomenclature de {where}, {len(rows)} lignes : {said}."
        if language == "fr"
        else f"Parts list of {where}, {len(rows)} rows: {said}."
    )
    return Finding(evidence=(_evidence(rows, statement, str(len(rows))),))


def _line(row: Row) -> str:
    return ", ".join(f"{head} {value}" for head, value in row.cells)


def _evidence(rows: Sequence[Row], statement: str, value: str) -> Evidence:
    first = rows[0].entity
    boxes = tuple(
        row.entity.box for row in rows if row.entity.box is not None and row.entity.page == first.page
    )
    return Evidence(
        kind="drawing", source=first.source, quote="\n".join(row.entity.text for row in rows),
        statement=statement,
        score=0.95, page=first.page, boxes=boxes[:40], unit=first.unit, values=(value,),
    )  # fmt: skip
