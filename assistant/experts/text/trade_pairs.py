"""Pairs in the words of the trade, for ``retrieval.bilingual.train``: ``python -m … -o FILE.jsonl``.

Translators' files speak of programs and games; here are the glossary's entries, the same in short phrases and
questions, and sentences of generated maintenance documents whose numbers agree in both languages.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from assistant.experts.text.glossary import FILE
from moe_adapters.recipes.plant.document_facts import FACT_KINDS
from moe_adapters.recipes.plant.documents import draw_document
from retrieval.bilingual.pairs import Pair

_DOCUMENTS = 3000
_PHRASES = 14_000
_SYNONYMS = 3
_FIRST = 0.6
"""Share of phrases with the first word of a group, which is the commonest."""
_ASPECTS = frozenset(
    """length width height depth thickness diameter weight distance speed pressure temperature torque power
    voltage current frequency flow level noise vibration tolerance wear clearance leak corrosion alignment
    cleaning inspection calibration repair test overheating blockage failure cause cost threshold alarm alert
    start shutdown overhaul stroke efficiency hardness density cooling drain""".split()
)
_THINGS = frozenset(
    """pump bearing seal shaft coupling impeller strainer fan compressor boiler condenser chiller valve
    bolt nut washer hose tube engine gearbox chain sensor transmitter battery fuse switch relay cylinder
    spring hook flange nozzle blade casing hub winding cabinet transformer inverter controller manifold
    conveyor lid plate rod ring oil water steam air machine brake clutch wheel""".split()
)
_PHRASE = (
    ("what is the {aspect} of the {thing}?", "quelle est la {aspect} {of}{thing} ?"),
    ("{thing} {aspect}", "{aspect} {of}{thing}"),
    ("{aspect} of the {thing} {tag}", "{aspect} {of}{thing} {tag}"),
    ("{aspect} limit of the {thing} of {tag}", "limite de {aspect} {of}{thing} de {tag}"),
    ("The {aspect} of the {thing} was checked.", "On a contrôlé la {aspect} {of}{thing}."),
    ("when was the {aspect} of the {thing} done?", "quand a-t-on fait la {aspect} {of}{thing} ?"),
    ("{aspect} measured on the {thing} after the repair", "{aspect} mesurée sur {thing} après réparation"),
    ("minimum {aspect} of the {thing} before restart", "{aspect} minimum {of}{thing} avant redémarrage"),
)
_OF = ("de ", "du ", "de la ", "de l'")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

Group = tuple[list[str], list[str]]
"""English and French words for one thing."""


def glossary_groups() -> list[Group]:
    """The groups of the glossary, the commonest word first."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    halves = (line.split("|") for line in lines if "|" in line and not line.startswith("#"))
    return [
        ([w.strip() for w in left.split(",")], [w.strip() for w in right.split(",")])
        for left, right in halves
    ]


def trade_pairs(*, seed: int = 0) -> Iterator[Pair]:
    """Entries, phrases and sentences."""
    rng = random.Random(seed)
    groups = glossary_groups()
    for english, french in groups:
        for place, word in enumerate(english[: _SYNONYMS + 1]):
            for other, meant in enumerate(french[: _SYNONYMS + 1]):
                if place == 0 or other == 0:
                    yield Pair(word, meant, "glossary")
    yield from _phrases(groups, rng)
    for number in range(_DOCUMENTS):
        yield from _stated(number)


def _phrases(groups: list[Group], rng: random.Random) -> Iterator[Pair]:
    aspects = [group for group in groups if group[0][0] in _ASPECTS]
    things = [group for group in groups if group[0][0] in _THINGS]
    for _ in range(_PHRASES):
        english, french = rng.choice(_PHRASE)
        aspect, thing = _said(rng.choice(aspects), rng), _said(rng.choice(things), rng)
        tag = f"{rng.choice('PKFTVEM')}-{rng.randint(100, 999)}{rng.choice(('', 'A', 'B'))}"
        yield Pair(
            english.format(aspect=aspect[0], thing=thing[0], tag=tag),
            french.format(aspect=aspect[1], thing=thing[1], tag=tag, of=rng.choice(_OF)),
            "phrases",
        )


def _said(group: Group, rng: random.Random) -> tuple[str, str]:
    if rng.random() < _FIRST:
        return group[0][0], group[1][0]
    return rng.choice(group[0][:_SYNONYMS]), rng.choice(group[1][:_SYNONYMS])


def _stated(number: int) -> Iterator[Pair]:
    """What one generated document says in both languages, and how it is asked for."""
    kind = FACT_KINDS[number % len(FACT_KINDS)]
    english, french = (
        draw_document(random.Random(f"trade:{number}"), language, must=kind) for language in ("en", "fr")
    )
    said = {fact.kind.name: fact.sentence for fact in english.facts}
    for fact in french.facts:
        mine = said.get(fact.kind.name, "").replace(english.tag, "@")
        theirs = fact.sentence.replace(french.tag, "@")
        numbers = sorted(_NUMBER.findall(mine))
        if numbers and numbers == sorted(_NUMBER.findall(theirs.replace(",", "."))):
            yield Pair(mine.replace("@", english.tag), theirs.replace("@", french.tag), "documents")
    rng = random.Random(number)
    asked = [rng.choice(kind.asks[language][:-1]).format(tag=english.tag) for language in ("en", "fr")]
    yield Pair(asked[0], asked[1], "documents")


def main() -> int:
    """Writes the pairs as JSON Lines."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-o", "--out", type=Path, required=True)
    given = parser.parse_args()
    pairs = dict.fromkeys(trade_pairs())
    lines = (
        json.dumps({"english": p.english, "french": p.french, "document": p.document}, ensure_ascii=False)
        for p in pairs
    )
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(pairs)} pairs\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
