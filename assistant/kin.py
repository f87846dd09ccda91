"""Equipment that belongs with a tag: the other of a pair, its motor, its strainer. Knows tags and their rows.

Tags of one loop share their number (``P-7A``, ``M-7A``), those of a pair differ in their last letter.
What a tag
is stands in the row of a list that has it for a key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.conversation import question_before
from assistant.crossing.sources import RowsNamed
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.text.glossary import glossary
from assistant.followup import asks_other
from assistant.records import Message
from assistant.spoken_names import lettered, spelled
from assistant.words import content_words, stem, tokens, word_set
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

_PARTS = re.compile(r"^(?P<letters>(?:\d{1,4}-)?[A-Z]{1,6})-(?P<number>\d{1,6})-?(?P<suffix>[A-Z]?)$")
_OF_IT = re.compile(
    r"\b(?:the|its|his|le|la|les|son|sa|du|de la|l['’])\s*(?P<noun>[a-zà-ÿ]{4,})\W*$", re.IGNORECASE
)
MACHINES = word_set(
    """pump motor valve transmitter instrument sensor strainer filter fan tower cooling cooler exchanger heat
    compressor turbine tank vessel drum column reactor boiler chiller conveyor mixer blower gearbox machine
    equipment unit tag asset device water pompe moteur vanne transmetteur capteur crépine filtre
    ventilateur tour
    refroidissement échangeur compresseur cuve ballon colonne réacteur chaudière groupe convoyeur mélangeur
    machine équipement repère appareil"""
)
"""Words for what a tag is: beside a tag they say nothing more."""
_INSTRUMENT = re.compile(r"(?:\d+-)?[A-Z]+[TISE]")
"""Letters of instruments: ``IT``, ``PDT``, ``LSH`` are no machines."""
_MOST_LETTERED = 60
"""Tags with one last letter that are looked up."""
_LANGUAGES: tuple[Language, ...] = ("en", "fr")
_EVERYTHING = Scope()


class Kin:
    """Finds what belongs with a tag.

    Args:
        identifiers: All tags that sources name.
        rows_named: The rows that a tag is the key of.
    """

    def __init__(self, *, identifiers: Callable[[], frozenset[str]], rows_named: RowsNamed) -> None:
        self._identifiers = identifiers
        self._rows_named = rows_named

    def others(self, tag: str) -> tuple[str, ...]:
        """The tags of the same letters and number with another last letter, sorted."""
        own = _PARTS.match(tag)
        if own is None or not own["suffix"]:
            return ()
        return tuple(
            sorted(
                other
                for other in self._identifiers()
                if other != tag
                and (parts := _PARTS.match(other)) is not None
                and (parts["letters"], parts["number"]) == (own["letters"], own["number"])
                and parts["suffix"]
            )
        )

    def called(self, noun: str, tag: str) -> str:
        """The one tag of the loop whose row is called by a noun; empty where there is none or several."""
        own = _PARTS.match(tag)
        if own is None:
            return ""
        wanted = _stems_of_noun(noun)
        found = []
        for other in sorted(self._identifiers()):
            parts = _PARTS.match(other)
            if (
                other == tag
                or parts is None
                or (parts["number"], parts["suffix"]) != (own["number"], own["suffix"])
            ):
                continue
            if wanted & self._own_words(other):
                found.append(other)
        return found[0] if len(found) == 1 else ""

    def spelled(self, text: str, question: str = "") -> str:
        """A text with orders and lettered machines ("OT 104454", "pump A") by their identifiers.

        Args:
            question: The one before: of several pumps A that of the loop it names is meant.
        """
        loops = {_PARTS.sub(r"\g<letters>-\g<number>", tag) for tag in find_tags(question)}

        def one(noun: str, letter: str) -> str:
            found = self._lettered(noun, letter)
            near = [tag for tag in found if _PARTS.sub(r"\g<letters>-\g<number>", tag) in loops]
            best = found if len(found) == 1 else near
            return best[0] if len(best) == 1 else ""

        return spelled(
            text, self._identifiers, one, held=lambda name: bool(self._rows_named(name, _EVERYTHING))
        )

    def several(self, text: str) -> tuple[str, ...]:
        """The tags among which a text with a lettered machine leaves the choice; none where it names one."""
        if find_tags(text):
            return ()
        machine = lettered(text)
        return tuple(self._lettered(*machine)) if machine is not None else ()

    def _lettered(self, noun: str, letter: str) -> list[str]:
        """The tags with that last letter whose row is called by a noun; no instruments."""
        tags = sorted(
            one
            for one in self._identifiers()
            if one.endswith(letter)
            and (parts := _PARTS.match(one)) is not None
            and parts["suffix"] == letter
            and not _INSTRUMENT.fullmatch(parts["letters"])
        )
        wanted = _stems_of_noun(noun)
        return [tag for tag in tags[:_MOST_LETTERED] if wanted & self._own_words(tag)]

    def _own_words(self, tag: str) -> set[str]:
        said = " ".join(_description(row) for row in self._rows_named(tag, _EVERYTHING))
        return {stem(w, one) for w in content_words(said) for one in _LANGUAGES}

    def placed(self, history: Sequence[Message]) -> list[Message]:
        """A conversation with the tags that its follow-ups point at in their places."""
        placed: list[Message] = []
        for message in history:
            own = message.role == "user"
            before, content = question_before(placed) if own else "", message.content
            content = self.spelled(content, before) if own else content
            content = self.named_in(content, before)[0] if before else content
            placed.append(replace(message, content=content))
        return placed

    def named_in(self, text: str, question: str) -> tuple[str, tuple[str, ...]]:
        """A follow-up with the tag it points at in its place, and the tags among which it leaves the choice.

        Args:
            text: "and the other one?", "what about the motor?".
            question: The question before.
        """
        tags = find_tags(question)
        if not tags or find_tags(text):
            return text, ()
        other = asks_other(text)
        if other is not None:
            others = tuple(tag for tag in self.others(tags[-1]) if tag not in tags)
            if len(others) == 1:
                return f"{text[: other.start()]}{others[0]}{text[other.end() :]}", ()
            return text, others
        noun = _pointed(text)
        if noun is None:
            return text, ()
        called = self.called(noun["noun"], tags[-1])
        return (f"{text[: noun.start()]}{called}?", ()) if called else (text, ())


def points_at_machine(text: str) -> bool:
    """True where a follow-up points at a kind of machine: "what about the motor?"."""
    return _pointed(text) is not None


def _stems_of_noun(noun: str) -> set[str]:
    """Stems of a word for a machine, and of what it is called in English."""
    words = (noun.lower(), *tokens(glossary().translate(noun.lower(), to="en")))
    return {stem(word, one) for word in words for one in _LANGUAGES}


def _pointed(text: str) -> re.Match[str] | None:
    noun = _OF_IT.search(text)
    if noun is None or content_words(text[: noun.start()]) or tokens(noun["noun"])[0] not in MACHINES:
        return None
    return noun


def _description(row: KeyedRow) -> str:
    """What a list says that a thing is: its first cell of words, without what it belongs to."""
    columns = (c for c in row.schema.columns if c.is_text and c.name != row.head and row.cells[c.name])
    first = next(columns, None)
    return re.split(r"\b(?:of|de|du|for|pour)\b", str(row.cells[first.name]))[0] if first is not None else ""
