"""Which values of a ledger's labels a question names: as written, by number, in other words or languages.

Knows ledgers and folded words; computes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.production.ledger import Ledger
from assistant.production.measures import concepts_in
from assistant.same_words import alike, own_stems
from assistant.words import content_stems, content_words, fold

NUMBERED = re.compile(
    r"(?<!\w)(line|ligne|lines|lignes|l|machine|machines|mp|pm|unit|unite|shift|poste|four|furnace|"
    r"boiler|chaudiere|equipe|team)"
    r"(?:[ -]?(?:no\.? ?|n° ?)?(?=\d)|(?<!\bl) (?=[b-d](?!\w)))(\d{1,3}|[b-d])(?!\w)"
)
_ALIKE = {"ligne": "line", "lignes": "line", "lines": "line", "l": "line", "machines": "machine",
          "pm": "machine",
          "mp": "machine", "unite": "unit", "poste": "shift", "furnace": "four", "chaudiere": "boiler",
          "equipe": "team"}  # fmt: skip
SHIFTS = {
    "morning": "matin|morning|early|m|mat", "afternoon": "apres-midi|apres midi|afternoon|late|am|apm|am\\.",
    "night": "nuit|night|n",
}  # fmt: skip
_SAID_SHIFT = {
    "morning": r"morning|early|matin|du matin", "afternoon": r"afternoon|late|apres[- ]midi",
    "night": r"night|nuit",
}  # fmt: skip


def named_labels(
    ledger: Ledger, text: str
) -> tuple[dict[str, tuple[str, ...]], str, str | None, tuple[str, ...]]:
    """The values that a question names, what is left of it, and of which label several are named."""
    filters: dict[str, tuple[str, ...]] = {}
    for name, values in ledger.labels.items():
        found: list[str] = []
        for value in sorted(values, key=len, reverse=True):
            span = _place(value, name, text)
            if span is not None:
                found.append(value)
                text = f"{text[: span[0]]} {text[span[1] :]}"
                continue
            stems = set(content_stems(fold(value)))
            if len(stems) > 1 and stems <= set(content_stems(text)):
                found.append(value)
                text = " ".join(w for w in text.split() if not set(content_stems(w)) & stems)
        if not found:
            found, text = _in_other_words(values, text)
        if found:
            filters[name] = tuple(found)
    several = next((name for name, found in filters.items() if len(found) > 1), None)
    return filters, text, several, filters[several] if several is not None else ()


def key_of(match: re.Match[str]) -> tuple[str, str]:
    """A line, machine or shift with its number, whatever it is called: ``("line", "2")`` for ``L2``."""
    return _ALIKE.get(match[1], match[1]), match[2]


def numbered(text: str) -> tuple[str, str] | None:
    """The key of a text that is nothing but a line, machine or shift with its number."""
    match = NUMBERED.fullmatch(text.replace("  ", " "))
    return key_of(match) if match else None


def column_called(word: str, ledger: Ledger) -> str | None:
    """The label whose column a word names, in its own words before words that mean the same."""
    for stems_of in (own_stems, alike):
        wanted = stems_of(word)
        for name in ledger.labels:
            if wanted & {s for w in content_words(fold(name)) for s in own_stems(w)}:
                return name
    return None


def _in_other_words(values: Iterable[str], text: str) -> tuple[list[str], str]:
    """The only value all of whose words are said in some form or in words that mean the same.

    A code in a value may be left out ("the mill" for ``Mill CM2``). A value of one word must be said itself:
    words of amounts (stops, rejects) name no value of one word.
    """
    said = content_words(text)
    found: list[tuple[str, set[str]]] = []
    for value in values:
        words = content_words(fold(value))
        plain = [word for word in words if word.isalpha()]
        words = plain if len(plain) < len(words) and max(map(len, plain), default=0) > 3 else words
        stems_of = alike if len(words) > 1 else own_stems
        taken = [{w for w in said if stems_of(w) & own_stems(one)} for one in words]
        if not words or not all(taken) or (len(words) == 1 and (len(words[0]) < 4 or concepts_in(words[0]))):
            continue
        if len(words) > 1 and len(set.union(*taken)) < len(words):
            continue
        found.append((value, set.union(*taken)))
    if len(found) != 1:
        return [], text
    value, gone = found[0]
    return [value], " ".join(w for w in re.split(r"[ ]+", text) if not gone & set(content_words(w)))


def _place(value: str, name: str, text: str) -> tuple[int, int] | None:
    """Where a question names a value: as written, or ``line 2`` for ``L2``."""
    folded = fold(value).strip()
    if len(folded) > 2 and (match := re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", text)):
        return match.span()
    own = numbered(folded) or (
        numbered(f"{fold(name)} {folded}") if re.fullmatch(r"\d{1,3}|[a-d]", folded) else None
    )
    if own is not None:
        for match in NUMBERED.finditer(text):
            if key_of(match) == own or (
                own[0] == "machine" and match[1] in ("machine", "mp", "pm") and match[2] == own[1]
            ):
                return match.span()
    for shift, written in SHIFTS.items():
        if re.fullmatch(written, folded) and (
            match := re.search(rf"(?<!\w)(?:{_SAID_SHIFT[shift]})(?: shift)?(?!\w)", text)
        ):
            return match.span()
    return None
