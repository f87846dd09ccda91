"""Answers from notes, references and free words on a drawing, in its own words. Knows one drawing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.experts.drawings.asked import Asked
from assistant.experts.drawings.drawing import Drawing
from assistant.experts.drawings.reply import Lacking, Reply
from assistant.words import content_stems
from retrieval.identifiers import normalise
from retrieval.records import DrawingEntity

_NOTES = re.compile(r"\b(?:notes?|remarks?|remarques?|annotations?)\b")
_NUMBERED = re.compile(r"\bnotes?\s*(?:no\.? |number |n° ?|#)?(\d{1,2})\b")
_REFERS = re.compile(
    r"\b(?:refer\w*|references?|reference drawings?|other drawings?|renvo\w*|plans? de reference"
    r"|related drawings?|see also|(?:drawings?|sheets?) (?:does|do|is|are) .*(?:connect\w*|leads?) to"
    r"|autres plans|continu\w*|suite|leads? to (?:which|what) drawings?"
    r"|renvoie\w*|off.?page connectors?|connecteurs? hors page)\b"
)
_ITEM = re.compile(r"^\s*(\d{1,2})\s*[.)\-:]\s*(.+)$")
_HEADING = re.compile(r"^\s*(?:general )?(?:notes?|remarques?)\b.{0,40}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Note:
    """One note: its number where it has one, its words, and what it stands in."""

    number: str
    text: str
    entity: DrawingEntity


def answer_notes(asked: Asked, drawing: Drawing) -> Reply | Lacking | None:
    """A numbered note, all notes, or the references of a drawing."""
    notes = _notes(drawing)
    numbered = _NUMBERED.search(asked.folded)
    stems = frozenset({"note", "remarqu", "remark", "annot", *([numbered[1]] if numbered else [])})
    if numbered is not None:
        note = next((n for n in notes if n.number == numbered[1]), None)
        if note is None:
            refusal = asked.t(
                f"{drawing.name} has no note {numbered[1]}.", f"{drawing.name} n'a pas de note {numbered[1]}."
            )
            return Lacking(refusal=refusal, score=0.9, explained=stems)
        return _told(asked, drawing, note, score=0.97, stems=stems)
    if _REFERS.search(asked.folded) and not _NOTES.search(asked.folded):
        return _references(asked, drawing)
    if _NOTES.search(asked.folded) and not _left(asked, stems):
        if not notes:
            return Lacking(
                refusal=asked.t(f"{drawing.name} has no notes.", f"{drawing.name} n'a pas de notes."),
                score=0.85,
                explained=stems,
            )
        entities = tuple(dict.fromkeys(n.entity for n in notes))
        quote = "\n".join(entity.text for entity in entities[:6])
        return Reply(
            statement=quote,
            quote=quote,
            value=quote.split("\n")[0],
            entities=entities[:6],
            score=0.95,
            explained=stems,
            verbatim=True,
        )
    return None


def answer_words(asked: Asked, drawing: Drawing) -> Reply | None:
    """The note whose words the question shares most, where it shares enough."""
    wanted = _left(asked, frozenset({"note"}))
    tags = set(asked.tags)
    if not wanted and not tags:
        return None
    best: tuple[float, _Note, frozenset[str]] | None = None
    for note in _notes(drawing):
        own = set(content_stems(note.text)) | set(content_stems(note.text, "fr"))
        shared = [word for word in wanted if _in(word, own)]
        named = sum(tag in normalise(note.text) for tag in tags)
        score = (len(shared) + 1.5 * named) / (len(wanted) + 1.5 * len(tags))
        if len(shared) + named >= 2 and (best is None or score > best[0]):
            best = (score, note, frozenset(s for word in shared for s in word))
    if best is None or best[0] < 0.45:
        return None
    return _told(asked, drawing, best[1], score=0.5 + 0.45 * min(1.0, best[0]), stems=best[2] | {"note"})


def _told(asked: Asked, drawing: Drawing, note: _Note, *, score: float, stems: frozenset[str]) -> Reply:
    text = note.text.rstrip(". ")
    which = asked.t(
        f"note {note.number} of" if note.number else "a note of",
        f"note {note.number} de" if note.number else "une note de",
    )
    statement = f"{text} ({which} {drawing.name})."
    label = f"note {note.number}" if note.number else None
    return Reply(
        statement=statement,
        quote=note.text,
        value=text,
        entities=(note.entity,),
        score=round(score, 3),
        explained=stems,
        label=label,
    )


def _references(asked: Asked, drawing: Drawing) -> Reply | Lacking:
    stems = frozenset(
        s
        for m in _REFERS.finditer(asked.folded)
        for s in (*content_stems(m.group(0)), *content_stems(m.group(0), "fr"))
    )
    for version in drawing.versions:
        own = version.of("reference")
        if own:
            told = ", ".join(dict.fromkeys(e.text for e in own))
            statement = asked.t(
                f"{told}: {drawing.name} refers to these.", f"{told} : références citées par {drawing.name}."
            )
            return Reply(
                statement=statement, quote=told, value=told, entities=tuple(own), score=0.92, explained=stems
            )
    refusal = asked.t(
        f"{drawing.name} refers to no other drawing.", f"{drawing.name} ne renvoie à aucun autre plan."
    )
    return Lacking(refusal=refusal, score=0.7, explained=stems)


def _notes(drawing: Drawing) -> list[_Note]:
    """Notes of the first version that has them, numbered items apart, with their continuation lines."""
    for version in drawing.versions:
        found: list[_Note] = []
        for entity in version.of("note"):
            found.extend(_items(entity))
        if found:
            return found
    return []


def _items(entity: DrawingEntity) -> list[_Note]:
    lines = [line for line in entity.text.splitlines() if line.strip() and not _HEADING.match(line)]
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        match = _ITEM.match(line)
        if match is not None:
            items.append((match[1], [match[2].strip()]))
        elif items:
            items[-1][1].append(line.strip())
        else:
            items.append(("", [line.strip()]))
    return [_Note(number, " ".join(words), entity) for number, words in items]


def _in(word: frozenset[str], own: set[str]) -> bool:
    """True where a word of the question is in a note, or begins like one of its words."""
    return bool(word & own) or any(
        (len(s) > 4 and o.startswith(s[:5])) or (len(o) > 3 and s.startswith(o)) for s in word for o in own
    )


def _left(asked: Asked, used: frozenset[str]) -> list[frozenset[str]]:
    return [word for word in asked.unexplained(used) if not any(s.isdigit() for s in word)]
