"""How well a procedure answers what is asked: the work, the thing, the equipment. Knows titles, no store."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.text.glossary import Entry, glossary
from assistant.experts.text.procedures.actions import actions_in, fit, without_actions
from assistant.experts.text.procedures.records import Procedure
from assistant.words import STOP_WORDS, content_words, stem, tokens, word_set
from retrieval.identifiers import find_tags
from retrieval.records import Document, Language

ENOUGH = 0.72
"""Score from which a procedure is told."""

_LANGUAGES: tuple[Language, Language] = ("en", "fr")
_IN_TITLE, _ABOVE, _IN_PURPOSE, _IN_STEPS, _NO_EQUIPMENT = 1.0, 0.9, 0.6, 0.4, 0.75
_LEAST_THING = 0.65
_LEAST_WORK = 0.6
_LEAST_PREFIX = 5
_FIRST_WORDS = 200
_LIGHT = word_set(
    """safely correctly properly safe correct proper new old work job task thing step steps procedure machine
    properly again complete completely whole doing done right way best normal usual
    correctement sécurité nouveau nouvelle neuf neuve travail tâche étape étapes procédure bien complet"""
)
_GENERIC = re.compile(r"\b(?:machines?|equipment|équipements?|installations?)\b", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:that|this|it|them|those|these|so|ça|cela|ceci)\b", re.IGNORECASE)
_CLASSES = word_set(
    """pump motor fan compressor conveyor gearbox crusher mixer agitator blower pompe moteur
    ventilateur compresseur convoyeur réducteur broyeur agitateur soufflante"""
)
_CLASS_STEMS = frozenset(stem(word, language) for word in _CLASSES for language in _LANGUAGES)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for.

    Attributes:
        work: Kinds of work; empty where the words name none that is known.
        things: Each thing as the entries that may stand for it.
        tags: Equipment that is named, normalised.
        bare: True where nothing is named that the work is done to: "how do I check that?".
    """

    work: frozenset[str]
    things: tuple[frozenset[Entry], ...]
    tags: frozenset[str]
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a procedure answers; ``general`` where it names no equipment and some is asked about."""

    procedure: Procedure
    score: float
    general: bool = False


def wanted(what: str, language: Language, said: frozenset[str] = frozenset()) -> Wanted:
    """Reads what is to be done to what; words that merely name a document left out."""
    tags = frozenset(find_tags(what))
    plain = re.sub("|".join(re.escape(tag) for tag in tags), " ", what, flags=re.IGNORECASE) if tags else what
    work = actions_in(plain)
    if len(tags) > 1 and {"switch over", "replace"} <= work:  # "swap P-101A for P-101B": neither is taken out
        work -= {"replace"}
    things = []
    for group in glossary().groups(content_words(without_actions(plain, work)), language):
        entry = tuple(stem(word, language) for word in group)
        if all(word in _LIGHT for word in group) or set(entry) <= said:
            continue
        things.append(frozenset({entry, *glossary().same.get(entry, frozenset())}))
    bare = not things and not tags and _POINTING.search(what) is not None
    return Wanted(work, tuple(things), tags, bare)


def fits(
    asked: Wanted, procedure: Procedure, document: Document, opening: str, purpose: str = ""
) -> Fit | None:
    """How well a procedure of a document answers; None where it does something else or to something else.

    Args:
        opening: The first words of the document.
        purpose: What the document says that it is for.
    """
    near = " ".join((procedure.title, procedure.lead))
    above = " ".join((*procedure.trail[:-1], document.title, _name(document)))
    if not actions_in(near):  # "Procedure": what it is of stands at the head of the document
        above = f"{above} {opening[:_FIRST_WORDS]}"
    body = " ".join(line.text for step in procedure.steps for line in step.lines)
    equipment = _equipment_fit(asked.tags, near, above, body, document, procedure)
    work = _work_fit(asked, near, above, body)
    if equipment is None or work < _LEAST_WORK:
        return None
    zones = [
        (_IN_TITLE, _stems(near)),
        (_ABOVE, _stems(above)),
        (_IN_PURPOSE, _stems(purpose)),
        (_IN_STEPS, _stems(body)),
    ]
    generic = bool(_GENERIC.search(" ".join((near, *procedure.trail, document.title))))
    held = [max(_held(t, zones), _NO_EQUIPMENT * (generic and _is_class(t))) for t in asked.things]
    held += [equipment] * bool(asked.tags)
    if not held:
        held = [_NO_EQUIPMENT]
    thing = sum(held) / len(held)
    if thing < _LEAST_THING or (asked.things and max(held[: len(asked.things)]) <= _IN_STEPS):
        return None
    general = bool(asked.tags) and equipment == _NO_EQUIPMENT
    return Fit(procedure, 0.5 * work + 0.5 * thing, general)


def _work_fit(asked: Wanted, near: str, above: str, body: str) -> float:
    """How far the titles name the work; words of the steps count where the nearest title names none."""
    if not asked.work:
        return _IN_TITLE if asked.things else 0.0
    there = actions_in(near)
    best = fit(asked.work, there)
    if best >= _LEAST_WORK:
        return best
    if there:
        return 0.0
    higher = _ABOVE * fit(asked.work, actions_in(above))
    return max(higher, 0.7 * fit(asked.work, actions_in(body)))


def _equipment_fit(
    tags: frozenset[str], near: str, above: str, body: str, document: Document, procedure: Procedure
) -> float | None:
    """1 where the titles name the equipment; None where they name another."""
    if not tags:
        return 1.0
    own = _nearest_tags(procedure) - _numbers(document)
    if own & tags or _joined(own, tags):
        return 1.0
    if {tag for tag in own if _is_machine(tag)} and not frozenset(find_tags(body)) & tags:
        return None
    about = (frozenset(find_tags(above)) | frozenset(document.equipment)) - _numbers(document)
    if about & tags or _joined(about, tags) or any(tag.lower() in f"{near} {above}".lower() for tag in tags):
        return 0.97
    if frozenset(find_tags(body)) & tags:
        return _ABOVE
    return None if {tag for tag in about if _is_machine(tag)} else _NO_EQUIPMENT


def _nearest_tags(procedure: Procedure) -> frozenset[str]:
    """Equipment that the nearest title names, or the words right above the steps."""
    for title in (procedure.lead, *reversed(procedure.trail)):
        tags = frozenset(find_tags(title))
        if tags:
            return tags
    return frozenset()


def _joined(there: frozenset[str], tags: frozenset[str]) -> bool:
    """True where ``P-101A/B`` was read as one tag of the pair."""
    stems = {tag.rstrip("ABCD") for tag in there}
    return any(tag in stems for tag in tags)


def _is_machine(tag: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{1,4}-\d{1,4}[A-Z]?", tag))


def _numbers(document: Document) -> frozenset[str]:
    """The document's own number, which names no equipment: what its file's name or its title begins with."""
    name = _name(document)
    first = find_tags(name)[:1]
    titled = re.findall(
        r"\b(?:procedure|instruction|manual|sheet|report|standard|fiche|notice|consigne|mode opératoire|"
        r"minutes|document)\s+(?P<number>[A-Z]{1,4}-\d+)",
        document.title,
        re.IGNORECASE,
    )
    return frozenset((*(tag for tag in first if name.upper().startswith(tag)), *titled))


def _name(document: Document) -> str:
    return re.sub(r"[_/.]+", " ", document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0])


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in tokens(text) for language in _LANGUAGES)


def _is_class(thing: frozenset[Entry]) -> bool:
    """True for what a procedure over machines in general covers: pumps, motors, fans."""
    return any(len(entry) == 1 and entry[0] in _CLASS_STEMS for entry in thing)


def _held(thing: frozenset[Entry], zones: Sequence[tuple[float, frozenset[str]]]) -> float:
    return max((factor for factor, stems in zones if any(_has(entry, stems) for entry in thing)), default=0.0)


def _has(entry: Entry, stems: frozenset[str]) -> bool:
    return all(part in stems or any(_alike(part, other) for other in stems) for part in entry)


def _alike(one: str, other: str) -> bool:
    """True for words of one family: ``replac`` and ``replacement``."""
    shorter = min(len(one), len(other))
    return shorter >= _LEAST_PREFIX and one[:shorter] == other[:shorter] and one not in STOP_WORDS
