"""Answers from the title block and the revision table. Knows one drawing and one question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.experts.drawings.answer_revision import latest_revision
from assistant.experts.drawings.asked import Asked
from assistant.experts.drawings.drawing import Drawing, Version
from assistant.experts.drawings.reply import Lacking, Reply
from assistant.words import content_stems, fold
from retrieval.records import DrawingEntity

_FIELDS: tuple[tuple[str, str, str, str], ...] = (
    (
        "drawn by",
        "drawn by",
        "dessiné par",
        r"who (?:has |had )?(?:drew|drawn|made|created|designed)|drawn by|draftsman"
        r"|draughtsman|author|qui (?:l')?a (?:dessine|etabli|cree|fait)|dessinateur|dessinee? par|auteur",
    ),
    (
        "checked by",
        "checked by",
        "vérifié par",
        r"who (?:has )?(?:checked|verified)|checked by|verified by|checker"
        r"|(?:and|,) (?:who )?(?:checked|verified)|(?:et|,) (?:verifie|controle)|qui (?:l')?a"
        r" (?:verifie|controle)|verifiee? par|controlee? par|verificateur",
    ),
    (
        "approved by",
        "approved by",
        "approuvé par",
        r"who (?:has )?(?:approved|released|signed)|approved by|released by"
        r"|(?:and|,) (?:who )?approved|(?:et|,) approuve|qui (?:l')?a"
        r" (?:approuve|valide|signe)|approuvee? par|valide par|approbateur",
    ),
    ("scale", "scale", "échelle", r"scale|echelle"),
    (
        "material",
        "material",
        "matière",
        r"materials?|made (?:of|from|out of)|alloy|steel grade|matiere|materiau|nuance"
        r"|en quoi est|fait en|fabrique en",
    ),
    ("weight", "mass", "masse", r"weight|weighs?|mass|how heavy|poids|masse|pese"),
    (
        "sheet",
        "sheet",
        "folio",
        r"how many sheets|sheet (?:number|no)|number of sheets|which sheet|folio|combien de feuilles",
    ),
    (
        "size",
        "sheet size",
        "format",
        r"(?:sheet|paper|drawing) (?:size|format)|format (?:du|de la) (?:plan|feuille)|format papier",
    ),
    (
        "tolerance",
        "general tolerance",
        "tolérance générale",
        r"general tolerances?|untoleranced|tolerance (?:standard|class)"
        r"|tolerances? generales?|norme de tolerance",
    ),
    (
        "finish",
        "finish",
        "état de surface",
        r"(?:surface )?finish|roughness|surface (?:treatment|quality)|coating"
        r"|etat de surface|rugosite|traitement(?: de surface)?|revetement",
    ),
    (
        "company",
        "company",
        "société",
        r"company|client|customer|owner of the drawing|societe|entreprise|proprietaire",
    ),
    ("project", "project", "projet", r"project|projet|affaire"),
    (
        "part number",
        "part number",
        "numéro d'article",
        r"part (?:number|no)|item (?:number|no)|numero d'article|reference article",
    ),
    (
        "drawing number",
        "drawing number",
        "numéro de plan",
        r"(?:drawing|document|dwg) (?:number|no)|numero (?:du |de )?(?:plan|dessin)",
    ),
    ("projection", "projection", "projection", r"projection|first angle|third angle"),
    ("unit", "plant unit", "unité", r"(?:plant )?unit (?:is|does)|which (?:plant )?unit|quelle unite"),
    (
        "revision",
        "revision",
        "révision",
        r"revision|rev\b\.?|revision level|issue (?:is|of)|indice(?: de revision)?|version",
    ),
    (
        "date",
        "date",
        "date",
        r"date|dated|and when|et quand|when (?:was|is|were) .*(?:drawn|issued|made|released|created)"
        r"|quand .*(?:dessine|emis|etabli|cree)",
    ),
    (
        "title",
        "title",
        "titre",
        r"title(?! ?block)|titre|what is .*(?:drawing|plan) (?:about|of|for)|intitule|what does .* show\b",
    ),
)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that is asked for: its canonical name, its English and French words, where it is named."""

    name: str
    en: str
    fr: str
    stems: frozenset[str]
    at: int


def asked_fields(asked: Asked) -> list[_Field]:
    """The title-block fields that a question asks for, in the order of the table; none twice."""
    found: list[_Field] = []
    used: set[int] = set()
    for name, en, fr, words in _FIELDS:
        match = re.search(rf"(?<![\w-])(?:{words})(?!\w)", asked.folded)
        if match is None or used & set(range(*match.span())):
            continue
        used |= set(range(*match.span()))
        stems = frozenset((*content_stems(match.group(0)), *content_stems(match.group(0), "fr")))
        found.append(_Field(name, en, fr, stems, match.start()))
    return sorted(found, key=lambda field: field.at)


def answer_field(asked: Asked, drawing: Drawing) -> Reply | Lacking | None:
    """The fields' values, a line of a note that states one, or that the drawing does not."""
    fields = asked_fields(asked)[:4]
    if not fields or (asked.by_tag and not asked.spoken):
        return None
    stems = frozenset(s for field in fields for s in field.stems)
    found = [(field, value) for field in fields if (value := _value(drawing, field.name)) is not None]
    if not found:
        return _lacks(asked, drawing, fields[0], stems)
    entities = tuple(entity for _, (entity, _) in found)
    own = tuple(entity for entity in entities if entity.source == entities[0].source)
    told = [text.rstrip(".") for _, (_, text) in found]
    quote = "; ".join(text for _, (_, text) in found)
    stated = all(entity.kind == "title_block" or entity.kind == "revision" for entity in entities)
    score = 0.95 if stated and len(found) == len(fields) else 0.8
    if len(found) > 1:
        parts = [f"{text} ({asked.t(f.en, f.fr)})" for (f, _), text in zip(found, told, strict=True)]
        statement = asked.t(f"{', '.join(parts)}: {drawing.name}.", f"{', '.join(parts)} : {drawing.name}.")
        return Reply(
            statement=statement, quote=quote, value=told[0], entities=own, score=score, explained=stems
        )
    field, words = found[0][0], told[0]
    revision = _revision_of(drawing, field.name)
    others = [e.text for _, e in drawing.fields(field.name)[1:3] if not _alike(e.text, words)]
    more = (
        asked.t(f" (also printed: {', '.join(others)})", f" (aussi imprimé : {', '.join(others)})")
        if others
        else ""
    )
    if not stated:
        statement = asked.t(f"{words} (as {drawing.name} says).", f"{words} (d'après {drawing.name}).")
    elif field.name.endswith(" by"):
        statement = asked.t(
            f"{words}: {drawing.name} was {field.en} {words}.",
            f"{words} : {drawing.name} a été {field.fr} {words}.",
        )
    else:
        statement = asked.t(
            f"{words} is the {field.en} of {drawing.name}{revision}{more}.",
            f"{words} : {field.fr} de {drawing.name}{revision}{more}.",
        )
    return Reply(
        statement=statement,
        quote=quote,
        value=words,
        entities=own,
        score=score,
        explained=stems,
        label=field.en,
    )


def _value(drawing: Drawing, name: str) -> tuple[DrawingEntity, str] | None:
    """A field's value with what holds it: the title block, the table of revisions, or a line of a note."""
    values = drawing.fields(name) or (latest_revision(drawing) if name == "revision" else [])
    if values:
        entity = values[0][1]
        return entity, entity.name if entity.kind == "revision" else entity.text
    return _stated_in_notes(drawing, name)


def _lacks(asked: Asked, drawing: Drawing, field: _Field, stems: frozenset[str]) -> Lacking:
    refusal = asked.t(
        f"The title block of {drawing.name} states no {field.en}.",
        f"Le cartouche de {drawing.name} n'indique pas : {field.fr}.",
    )
    return Lacking(refusal=refusal, score=0.9, explained=stems)


def _revision_of(drawing: Drawing, field: str) -> str:
    revision = drawing.fields("revision")
    return (
        f", rev. {revision[0][1].text}"
        if revision
        and field not in ("revision", "title", "drawing number")
        and f"rev. {revision[0][1].text}" not in drawing.name
        else ""
    )


def _alike(a: str, b: str) -> bool:
    return fold(a) in fold(b) or fold(b) in fold(a)


def _stated_in_notes(drawing: Drawing, name: str) -> tuple[DrawingEntity, str] | None:
    """A line of a note or a text that names the field: ``Scale 4:1`` in running words."""
    words = next(words for field, _, _, words in _FIELDS if field == name)
    for _, entity in _lines(drawing):
        for line in entity.text.splitlines():
            match = re.search(rf"(?<![\w-])(?:{words})(?!\w)", fold(line))
            if match is not None and len(line.strip()) > len(match.group(0)) + 2:
                return entity, line.strip()
    return None


def _lines(drawing: Drawing) -> Iterator[tuple[Version, DrawingEntity]]:
    yield from drawing.each("note")
    yield from drawing.each("text")
