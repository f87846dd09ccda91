"""What a work-order text tells, by name: components, failures, actions. Knows one text, no table.

The model finds the spans; the word list gives them one name each (``weeping`` and ``lkg`` are ``leak``), and
adds failures that it alone knows. Original words are not changed: names stand beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.language import detect_language
from ingest.shorthand.lexicon import Lexicon, singular
from ingest.shorthand.model import ShorthandModel
from ingest.shorthand.spans import Entity
from ingest.shorthand.words import Word, words_of
from retrieval.abbreviations import expand

_FAILURES = ("State", "Process", "Property")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Names found in a text, in its order, each once.

    Attributes:
        text: The text with its abbreviations written out.
    """

    text: str
    components: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


def read_text(text: str, model: ShorthandModel) -> Reading:
    """Reads a text; a French one, or one with accents, comes back as it is with nothing found."""
    if is_french(text):
        return Reading(text=text)
    full = expand(text)
    words = words_of(full)
    entities = model.entities([word.form for word in words])
    failures = [e for e in entities if e.label in _FAILURES] + _told(words, entities, model.lexicon)
    names = [word.text.lower() for word in words]
    return Reading(
        text=full,
        components=_unique(
            _component(names, e) for e in _outermost(entities) if _is_thing(words, e, model.lexicon)
        ),
        failures=_unique(_named(names, e, model.lexicon) for e in sorted(failures)),
        actions=_unique(_named(names, e, model.lexicon) for e in entities if e.label == "Activity"),
    )


def is_french(text: str) -> bool:
    """True for a text with letters beyond English ones, or with French words, identifiers apart."""
    if any(letter.isalpha() and not letter.isascii() for letter in text):
        return True
    return detect_language(" ".join(word.text for word in words_of(text) if word.form == word.text)) == "fr"


def _outermost(entities: Sequence[Entity]) -> list[Entity]:
    things = [e for e in entities if e.label == "PhysicalObject"]
    return [e for e in things if not any(o != e and o.start <= e.start and e.end <= o.end for o in things)]


def _is_thing(words: Sequence[Word], entity: Entity, lexicon: Lexicon) -> bool:
    """False for spans with marks or numbers, and for a word that the list knows as a failure."""
    span = [word.text for word in words[entity.start : entity.end]]
    notion = lexicon.notion(span)
    return not (notion and notion.kind == "failure") and all(
        word.text[:1].isalpha() and word.form == word.text for word in words[entity.start : entity.end]
    )


def _told(words: Sequence[Word], entities: Sequence[Entity], lexicon: Lexicon) -> list[Entity]:
    """Failures of the word list in places where the model saw no failure and no action."""
    taken = {at for e in entities if e.label != "PhysicalObject" for at in range(e.start, e.end)}
    return [
        Entity(m.start, m.end, "State")
        for m in lexicon.mentions([word.text for word in words])
        if m.notion.kind == "failure" and taken.isdisjoint(range(m.start, m.end))
    ]


def _component(names: Sequence[str], entity: Entity) -> str:
    return " ".join((*names[entity.start : entity.end - 1], singular(names[entity.end - 1])))


def _named(names: Sequence[str], entity: Entity, lexicon: Lexicon) -> str:
    """The notion of the whole span, else of its last word that has one of that kind, else its words."""
    kind = "action" if entity.label == "Activity" else "failure"
    span = names[entity.start : entity.end]
    for words in (span, *([word] for word in reversed(span))):
        notion = lexicon.notion(words)
        if notion is not None and notion.kind == kind:
            return notion.name
    return " ".join(span)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
