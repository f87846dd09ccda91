"""What a question may want of rows: the words that cells share with it, and its numbers. Ranks nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.experts.tables.lexicon import STOP
from assistant.experts.tables.programs.program import Condition, Test, compare
from assistant.experts.tables.programs.sheet import Sheet
from assistant.experts.tables.reading import Reading, read
from assistant.experts.tables.words import Token, stems
from retrieval.records import Language

_PER_COLUMN = 4
_MOST = 12
_LONG = 5
"""Letters from which on a word may be written short."""
_SMALL = frozenset(
    """
    the of a an in on at to for and or by with from is was were are be been did do does has have had which
    what who whom whose when where how many much that this those these there than it its his her their they
    he she as not no le la les de du des un une et ou en au aux dans par pour sur est sont a ont que qui quel
    quelle quels quelles combien il elle
    """.split()
)
_WRITTEN = {
    word: number
    for number, words in enumerate(
        ("zero", "one un une", "two deux", "three trois", "four quatre", "five cinq", "six", "seven sept",
         "eight huit", "nine neuf", "ten dix", "eleven onze", "twelve douze")
    )
    for word in words.split()
}  # fmt: skip
_YEARS = (1500, 2100)
_COMPARISONS: tuple[Test, ...] = ("equal", "over", "under", "least", "most")
_NONE = frozenset("no none aucun aucune".split())


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's words.

    Attributes:
        forms: Stems of each word.
        weights: 0 for small words, less than 1 for words of asking, 1 for others.
        numbers: What the words at a place count, where they do.
    """

    reading: Reading
    forms: tuple[frozenset[str], ...]
    weights: tuple[float, ...]
    numbers: dict[int, float]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words."""
        return self.reading.tokens

    @property
    def norms(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(token.norm for token in self.tokens)

    @property
    def operations(self) -> list[str]:
        """What its phrases ask for, in English and French alike, see ``lexicon.Operation``."""
        return [mark.operation for mark in sorted(self.reading.marks, key=lambda mark: mark.start)]


def asked(question: str, language: Language = "en", *, wide: bool = False) -> Asked:
    """The words of a question, with what they weigh.

    Args:
        wide: Words also mean what they are synonyms or translations of, or what short forms begin them.
    """
    reading = read(question, language=language)
    tokens = reading.tokens
    numbers: dict[int, float] = {}
    for place, token in enumerate(tokens):
        if token.is_number:
            plain = token.norm.replace(",", "") if re.fullmatch(r"[\d,]+|\d[\d,]*\.\d+", token.norm) else ""
            if plain:
                numbers[place] = float(plain)
        elif glued := re.match(r"\d+(?:\.\d+)?(?=[a-z]{1,3}$)", token.norm):
            numbers[place] = float(glued[0])
        elif token.norm in _WRITTEN and token.norm not in ("un", "une", "one"):
            numbers[place] = float(_WRITTEN[token.norm])
    weights = tuple(0.0 if t.norm in _SMALL else 0.3 if t.norm in STOP else 1.0 for t in tokens)
    forms = tuple(stems(t.norm) for t in tokens)
    return Asked(reading, _widened(reading, forms) if wide else forms, weights, numbers)


def _widened(reading: Reading, forms: Sequence[frozenset[str]]) -> tuple[frozenset[str], ...]:
    found = [set(own) for own in forms]
    for concept in reading.concepts:
        for place in range(concept.start, concept.end):
            found[place].add(f"c:{concept.concept}")
    for place, token in enumerate(reading.tokens):
        if len(token.norm) >= _LONG and token.norm.isalpha():
            found[place].update(f"p:{token.norm[:end]}" for end in range(2, len(token.norm)))
    return tuple(map(frozenset, found))


def conditions(question: Asked, table: Sheet) -> list[Condition]:
    """Conditions that words of the question may state, those of most weight first."""
    found = [condition for column in range(len(table.names)) for condition in _named(question, table, column)]
    found.sort(key=lambda c: -(sum(question.weights[i] for i in c.at) + c.whole))
    return found[:_MOST] + list(_compared(question, table))[: 2 * _MOST]


def _named(question: Asked, table: Sheet, column: int) -> list[Condition]:
    """Rows whose cell of the column shares words with the question, by the words that are shared."""
    shared: dict[int, frozenset[int]] = {}
    telling = [
        i
        for i, token in enumerate(question.tokens)
        if question.weights[i] and (len(token.norm) > 1 or i in question.numbers)
    ]
    for row, cells in enumerate(table.rows):
        cell = cells[column]
        forms = table.forms[row][column]
        at = _in_a_row(question.norms, cell.norms) or frozenset(
            i for i in telling if question.forms[i] & forms
        )
        if at:
            shared[row] = at
    by_words: dict[frozenset[int], list[int]] = {}
    for row, at in shared.items():
        by_words.setdefault(at, []).append(row)
    choices = sorted(by_words, key=lambda at: -_worth(at, by_words[at], question, table, column))
    found: list[Condition] = []
    for at in choices[:_PER_COLUMN]:
        rows = frozenset(row for row, own in shared.items() if at <= own)
        if len(rows) == len(table.rows) > 1:
            continue
        example = by_words[at][0]
        found.append(
            Condition(
                column=column, test="is", text=table.rows[example][column].text, number=0.0, rows=rows, at=at,
                whole=max(_said(question, table, row, column, at) for row in by_words[at]),
            )
        )  # fmt: skip
    return found


def _in_a_row(words: Sequence[str], named: Sequence[str]) -> frozenset[int]:
    """Where the words of a cell stand in a row in the question; nowhere for one small word."""
    many = len(named)
    if not many or (many == 1 and named[0] in _SMALL):
        return frozenset()
    starts = (i for i in range(len(words) - many + 1) if tuple(words[i : i + many]) == tuple(named))
    return frozenset(i + k for i in starts for k in range(many))


def _worth(at: frozenset[int], rows: Sequence[int], question: Asked, table: Sheet, column: int) -> float:
    rarity = sum(
        question.weights[i]
        / (1 + min((n for f in question.forms[i] if (n := table.spread.get(f))), default=0)) ** 0.3
        for i in at
    )
    return float(rarity) + 0.5 * max(_said(question, table, row, column, at) for row in rows)


def _said(question: Asked, table: Sheet, row: int, column: int, at: frozenset[int]) -> float:
    """Share of a cell's telling words that the question says."""
    cell = table.rows[row][column]
    words = [f for f, word in zip(table.words[row][column], cell.norms, strict=True) if word not in _SMALL]
    said = frozenset().union(*(question.forms[i] for i in at))
    told = sum(bool(forms & said) for forms in words)
    return told / len(words) if words else 0.0


def _compared(question: Asked, table: Sheet) -> Iterator[Condition]:
    """Comparisons of the columns of numbers and dates with the question's numbers; "no" is a number too."""
    nothing = {place: 0.0 for place, word in enumerate(question.norms) if word in _NONE}
    for place, number in (*question.numbers.items(), *nothing.items()):
        for column, kind in enumerate(table.kinds):
            if kind == "text":
                continue
            tests: tuple[Test, ...] = ("equal",) if place in nothing else _COMPARISONS
            is_year = kind == "date"
            if is_year and not _YEARS[0] <= number <= _YEARS[1]:
                continue
            before: set[frozenset[int]] = set()
            for test in tests:
                limit = _limit(number, test) if is_year else number
                rows = frozenset(
                    row
                    for row in range(len(table.rows))
                    if (value := table.value(row, column)) is not None and _meets(test, value, limit, is_year)
                )
                if rows and len(rows) < len(table.rows) and rows not in before:
                    before.add(rows)
                    yield Condition(
                        column, test, question.tokens[place].text, number, rows, frozenset((place,)), 1.0
                    )


def _limit(year: float, test: Test) -> float:
    return year * 10_000 + (1231 if test in ("over", "most") else 0)


def _meets(test: Test, value: float, limit: float, is_year: bool) -> bool:
    if is_year and test == "equal":
        return value // 10_000 == limit // 10_000
    return compare(test, value, limit)


def joined(found: Sequence[Condition]) -> Iterator[tuple[tuple[Condition, ...], bool]]:
    """No condition, each alone, two of different words that hold together, or of which one holds."""
    yield (), False
    for condition in found:
        yield (condition,), False
    for left, right in combinations(found, 2):
        if left.at & right.at and not (left.test != "is" and right.test != "is"):
            continue
        together = left.rows & right.rows
        if left.column != right.column or left.test != "is" or right.test != "is":
            if together and together not in (left.rows, right.rows):
                yield (left, right), False
        elif not together:
            yield (left, right), True
