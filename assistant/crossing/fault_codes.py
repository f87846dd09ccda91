"""Fault codes and pasted messages of drives and controllers: meaning, cause and remedy of each.

"F30002 DC link overvoltage", "what does fault 14 mean?", lines that were copied from a display: each code is
looked up in the lists of fault codes, and in manuals that explain codes in words. A code that no list holds
is named as such, where anything says that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace

from assistant.crossing.bridge import Bridge
from assistant.crossing.fault_lists import (
    FaultColumns,
    code_of,
    fault_columns,
    normal_code,
    told,
)
from assistant.crossing.say import file_name
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.experts.text.evidence import from_chunks
from assistant.records import Evidence, Question
from assistant.words import content_stems, fold
from retrieval.identifiers import find_tags
from retrieval.records import Chunk, Hit, Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]
"""The rows of the tables that are wanted."""

Search = Callable[[str, Scope, int], Sequence[Hit]]
"""The passages nearest to some words."""

_WORD = (
    r"(?:faults?|errors?|err|alarms?|alm|warnings?|messages?|codes?|trips?|default|d[eé]fauts?|erreurs?|"
    r"alarmes?|"
    r"avertissements?|pannes?|diag(?:nostic)?)"
)
_SHAPE = (
    r"(?:16#[0-9A-F]{2,8}|0x[0-9A-F]{2,8}|[A-Z]{1,4}[-._ ]?\d{1,6}(?:[.:-]\d{1,4})?[A-Z]?|"
    r"[A-Z]{2,4}\d?[A-Z]\d)"
)
_CODE = re.compile(rf"(?<![\w#-])(?P<code>{_SHAPE})(?![\w-])", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"(?<!\w){_WORD}\s*(?:(?:code|no|nr|n|number|"
    rf"num(?:ero)?)\b\.?\s*)?[°#:.]*\s*(?P<code>[A-Z]{{0,4}}[-.]?\d{{1,6}}"
    rf"(?:[.:]\d{{1,4}})?)(?![\w:/-])",
    re.IGNORECASE,
)
_SAYS_FAULT = re.compile(r"(?<!\w)(?:faults?|errors?|err|d[eé]fauts?|erreurs?)(?!\w)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOMENT = re.compile(
    r"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?)?|\b\d\d?[./]\d\d?[./]\d\d(?:\d\d)?\b|"
    r"\b\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?\b"
)
_ELSE = re.compile(
    r"(?<!\w)(?:how (?:many|often|long)|when|since|last|count|how much|list (?:all|the)|which (?:machines?|"
    r"drives?|"
    r"pumps?)|combien|quand|depuis|dernier\w*|frequence|nombre|list(?:e|er)|quelles? machines?|who|qui|"
    r"where|ou|"
    r"calibrat\w+|etalonn\w+|set ?points?|settings?|seuils?|max(?:imum)?|number of|"
    r"limits?|limites?|drawing|plan|order|ordres?)(?!\w)"
)
_ASKING = frozenset(
    stem
    for word in """
    mean means meaning cause causes remedy fix solve clear reset do does display shows panel code signifie
    dire veut signification remede solution faire quoi acquitter affiche ecran
    """.split()
    for stem in content_stems(word)
)
"""Words that ask after a code, whatever it is."""
_MOST_CODES = 12
_MOST_LISTS = 3
_SEARCHED = 8
_LONGEST = 420
_LONGEST_TEXT = 2500


@dataclass(frozen=True, slots=True)
class _Said:
    """A code as it was typed, on its line.

    Attributes:
        named: Whether a word before it says that it is a number of faults, alarms …
        sure: Whether nothing else can be meant.
    """

    code: str
    line: str
    named: bool
    sure: bool


class FaultCodes:
    """Looks codes up in lists and manuals.

    Args:
        rows_of: Reads tables.
        search: Finds passages.
        known: The identifiers of the sources: a tag of the plant is no unknown code.
    """

    def __init__(self, *, rows_of: RowsOf, search: Search, known: Callable[[], Set[str]]) -> None:
        self._rows_of = rows_of
        self._search = search
        self._known = known

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """A line for each code; None where no code is named, or no list holds any of them."""
        said = codes_in(question.text)
        if not said:
            return None
        lists = self._lists(scope)
        found: list[Evidence] = []
        unknown: list[_Said] = []
        for one in said[:_MOST_CODES]:
            rows = _rows_for(one, lists)
            evidence = [_of_rows(group, question.language) for group in rows[:_MOST_LISTS]]
            evidence = evidence or self._of_manual(one, scope)
            found += evidence
            if not evidence and not self._is_of_plant(one):
                unknown.append(one)
        if not found and not (lists and any(one.sure for one in unknown)):
            return None
        files = sorted({file_name(row.source) for group in lists.values() for row, _ in group})
        missing = [one.code for one in unknown if one.sure or (found and _is_alike(one, said, unknown))]
        if not found:
            return Bridge(refusal=_not_held(missing, files, question.language)) if missing else None
        if missing:
            note = _not_held(missing, files, question.language)
            found.append(replace(found[-1], statement=note))
        return Bridge(reasons=tuple(found), listed=len(found) > 1)

    def _is_of_plant(self, one: _Said) -> bool:
        """Whether a code is a tag that other sources name."""
        return any(tag in self._known() for tag in find_tags(one.code))

    def _lists(self, scope: Scope) -> dict[str, list[tuple[KeyedRow, FaultColumns]]]:
        """The rows of all lists, by their code."""
        found: dict[str, list[tuple[KeyedRow, FaultColumns]]] = {}
        for row in self._rows_of(lambda schema: fault_columns(schema) is not None, scope):
            columns = fault_columns(row.schema)
            if columns is not None and (code := code_of(row, columns)):
                found.setdefault(normal_code(code), []).append((row, columns))
        return found

    def _of_manual(self, one: _Said, scope: Scope) -> list[Evidence]:
        """What a manual says of a code, from where its line begins to the next code's."""
        words = f"{one.code} {one.line}"[:200]
        for hit in self._search(words, scope, _SEARCHED):
            span = passage_of(one.code, hit.chunk)
            if span is not None and _is_asked(one, hit.chunk, span):
                quote = _of_cells(" ".join(hit.chunk.text[span[0] : span[1]].split()))
                evidence = from_chunks(
                    (hit.chunk,),
                    quote=hit.chunk.text[span[0] : span[1]],
                    label=hit.chunk.label,
                    score=0.9,
                    span=span,
                )
                told_as = quote if quote.endswith(".") else f"{quote}."
                return [
                    replace(evidence, statement=f"{told_as.rstrip('.')} ({file_name(hit.chunk.source)}).")
                ]
        return []


def codes_in(text: str) -> list[_Said]:
    """The codes of a question or of pasted lines, each once; none where a count, a time or a place is "
    "asked."""
    if len(text) > _LONGEST_TEXT:
        return []
    folded = fold(text)
    pasted = "\n" in text.strip()
    if not pasted and _ELSE.search(folded):
        return []
    found: dict[str, _Said] = {}
    for line in text.splitlines() or [text]:
        plain = _MOMENT.sub(lambda match: " " * len(match.group(0)), line)
        for match in _NUMBERED.finditer(plain):
            code = match["code"]
            if _YEAR.fullmatch(code):
                continue
            sure = not code.isdigit() or bool(_SAYS_FAULT.match(match.group(0)))
            found.setdefault(normal_code(code), _Said(code, line, named=True, sure=sure))
        for match in _CODE.finditer(plain):
            code = match["code"]
            if normal_code(code) not in found and not re.fullmatch(
                _WORD + r"[ ._-]?\d+", code, re.IGNORECASE
            ):
                found[normal_code(code)] = _Said(code, line, named=False, sure=False)
    return list(found.values())


def passage_of(code: str, chunk: Chunk) -> tuple[int, int] | None:
    """Where a passage explains a code: from the code at the head of a line to the next code or blank line.

    None where the code does not head a line, or nothing there speaks of causes or remedies.
    """
    if chunk.kind == "drawing":
        return None
    spelt = r"[-._ ]?0*".join(
        map(re.escape, re.findall(r"[A-Za-z#]+|\d+|[^\w\s._-]+", code.lstrip("0") or code))
    )
    head = re.search(rf"(?m)^\W*(?:{_WORD}\s*)?{spelt}(?!\w)", chunk.text, re.IGNORECASE)
    if head is None:
        return None
    after = re.search(
        rf"\n\s*\n|\n\W*(?:{_WORD}\s*)?{_SHAPE}\b(?=[\s:–|-])", chunk.text[head.end() :], re.IGNORECASE
    )
    end = head.end() + after.start() if after is not None else len(chunk.text)
    end = min(end, head.start() + _LONGEST)
    body = fold(chunk.text[head.start() : end])
    speaks = re.search(
        r"\b(?:causes?|remed\w+|reason|check\w*(?! valve)|verif\w+|control\w*(?! (?:valve|room))|reset|"
        r"acquitt\w+|replace\w*|remplac\w+|fault|defaut|error|erreur|overload|"
        r"(?:over|under)(?:load|volt|current|temp|speed|heat|press|travel|run|flow)\w*|"
        r"(?:sur|sous)[ -]?(?:charge|intens|tension|chauff|vitesse|press|courant|debit|course)\w*|lost|perte|"
        r"failure|short|court)\b",
        body,
    )
    return (head.start(), end) if speaks is not None and len(body.split()) > 3 else None


def _is_asked(one: _Said, chunk: Chunk, span: tuple[int, int]) -> bool:
    """False where what no word calls a code stands in a line about something else: ``downtime of ED-2``."""
    own = {word for part in re.findall(r"[^\W_]+", one.code) for word in content_stems(part)}
    rest = set(content_stems(one.line)) - own - _ASKING
    told = set(content_stems(f"{chunk.text[span[0] : span[1]]} {chunk.label}"))
    return one.named or 2 * len(rest & told) >= len(rest)


def _of_cells(line: str) -> str:
    """``E21 | Pressure low | Check the trap`` as a sentence has it."""
    code, *cells = (cell.strip() for cell in line.strip("| ").split("|"))
    return f"{code}: {'; '.join(cell for cell in cells if cell)}" if cells else line


def _rows_for(
    one: _Said, lists: dict[str, list[tuple[KeyedRow, FaultColumns]]]
) -> list[list[tuple[KeyedRow, FaultColumns]]]:
    """The rows of a code, a group a list; of several lists those whose words the line shares."""
    rows = lists.get(normal_code(one.code), [])
    if one.code.isdigit() and not one.named:
        return []
    groups: dict[str, list[tuple[KeyedRow, FaultColumns]]] = {}
    for row, columns in rows:
        groups.setdefault(row.schema.name, []).append((row, columns))
    said = set(content_stems(one.line))

    def shared(group: Sequence[tuple[KeyedRow, FaultColumns]]) -> int:
        words = " ".join(
            str(cell) for row, _ in group for cell in row.cells.values() if isinstance(cell, str)
        )
        named = f"{words} {group[0][0].schema.table.title} {group[0][0].source}"
        return len(said & set(content_stems(re.sub(r"[_/.-]", " ", named))))

    best = max((shared(group) for group in groups.values()), default=0)
    return [group for group in groups.values() if shared(group) == best]


def _of_rows(group: Sequence[tuple[KeyedRow, FaultColumns]], language: Language) -> Evidence:
    row, _ = group[0]
    statement, columns = told(group, language)
    return row.evidence(columns, f"{statement.rstrip('.')} ({file_name(row.source)}).", language)


def _is_alike(one: _Said, said: Sequence[_Said], unknown: Sequence[_Said]) -> bool:
    """Whether an unknown token is written as the codes that were found are: the same letters before "
    "digits."""

    def letters(code: str) -> str:
        match = re.match(r"[A-Za-z]+|16#|0x", code)
        return match.group(0).upper() if match is not None else ""

    return bool(letters(one.code)) and any(
        letters(other.code) == letters(one.code) for other in said if other not in unknown
    )


def _not_held(codes: Sequence[str], files: Sequence[str], language: Language) -> str:
    """Which codes no list holds."""
    named, lists = ", ".join(codes), ", ".join(files)
    if language == "fr":
        held = "ne figure" if len(codes) == 1 else "ne figurent"
        return f"{named} {held} dans aucune liste de codes ({lists})."
    return f"{named} {'is' if len(codes) == 1 else 'are'} in none of the lists of codes ({lists})."
