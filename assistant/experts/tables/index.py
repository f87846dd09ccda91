"""The tables of a catalogue, ready to be linked: words, values, and which columns join. Knows no question."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.experts.tables.lexicon import STOP
from assistant.experts.tables.relations import Relation, find_relations
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.synonyms import LONGEST_PHRASE, concepts_of
from assistant.experts.tables.vocabulary import Vocabulary
from assistant.experts.tables.words import code_shape, norms, squash
from retrieval.identifiers import find_tags, normalise

_HEAD_END = re.compile(r"[,(;]")
_BEHIND = 0.4
"""Weight of words behind a comma or in brackets: ``Impeller, bronze, dia. 398`` is an impeller."""
_BRACKETED = re.compile(r"(\w[^()]{3,})\(([A-Z][A-Z0-9]{1,6})\)")
WORDS_INDEXED = 24
"""Words of a value that are indexed; the rest of a longer text is found by its rows only."""


@dataclass(frozen=True, slots=True)
class Value:
    """A distinct value of a text column.

    Attributes:
        table: Position in ``TableIndex.schemas``.
        weights: How much each word says within its column; 0.05 for words that all values share.
    """

    table: int
    column: str
    text: str
    count: int
    words: tuple[str, ...]
    weights: tuple[float, ...]

    @property
    def weight(self) -> float:
        """Weight of the whole value."""
        return sum(self.weights)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word or concept stands in a value: words ``[start, end)``."""

    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of one shape in one column.

    Attributes:
        complete: True where all values of the column are listed.
        samples: Some of them, at most twenty.
    """

    table: int
    column: str
    complete: bool
    samples: tuple[str, ...]


_SHORTEST_TYPE = 4
"""Digits of a number that is a type, as the ``6312`` of a bearing, and does not count things of one name."""
_GLUED_UNIT = re.compile(r"(?<=\d)(?=[kM]?[A-Z][a-z]{2,}\b)")
"""``51Ohm`` is a number and a unit."""
_SHARED_TAG = re.compile(r"([A-Z]{1,5}[- ]?\d{1,5})([A-Z])((?:/[A-Z])+)")
_LISTED = re.compile(r"\s*[,;/&+]\s*|\s+(?:and|et)\s+")
_SHARED_LETTERS = re.compile(r"[A-Z]{1,6}-\d{2,5}(?:/\d{2,5})+")


class TableIndex:
    """Looks up values by word, concept, exact spelling and number.

    Args:
        schemas: The tables of one generation of the catalogue.
    """

    def __init__(self, schemas: Sequence[TableSchema]) -> None:
        self.schemas = tuple(schemas)
        self._by_name = {schema.name: schema for schema in self.schemas}
        self.values: list[Value] = []
        self.by_word: dict[str, list[Place]] = defaultdict(list)
        self.by_concept: dict[str, list[Place]] = defaultdict(list)
        self.by_spelling: dict[str, list[int]] = defaultdict(list)
        self.by_shared_tag: dict[str, list[int]] = defaultdict(list)
        self.by_listed_tag: dict[str, list[int]] = defaultdict(list)
        """Of values that are a list of tags, as ``COMP-1, COMP-2``; questions are not matched by it."""
        self.by_number: dict[str, list[int]] = defaultdict(list)
        self.codes: dict[str, list[Codes]] = defaultdict(list)
        self._without_numbers: Counter[tuple[int, str, tuple[str, ...]]] = Counter()
        for number, schema in enumerate(self.schemas):
            for column in schema.columns:
                if column.values:
                    self._add_column(number, column)
                if column.is_text and column.part in ("code", "key"):
                    self._add_codes(number, column)
        self.vocabulary = Vocabulary(self._all_words())
        self.relations: tuple[Relation, ...] = find_relations(self.schemas)

    def is_told_without_numbers(self, value: Value) -> bool:
        """True for ``Pignon 19 dents`` where no other value of the column is a pignon by its words.

        A short number at the end is a name's own: ``Chiller 1``.
        """
        if value.words[-1].isdigit() and len(value.words[-1]) < _SHORTEST_TYPE:
            return False
        return self._without_numbers[value.table, value.column, _words_only(value)] == 1

    def cells_with(self, words: str) -> bool:
        """True where a text value holds words in any spelling."""
        wanted = squash(words)
        return any(wanted in squash(value.text) for value in self.values)

    def relations_of(self, table: str) -> tuple[Relation, ...]:
        """Joins that start at a table."""
        return tuple(relation for relation in self.relations if relation.table == table)

    def schema(self, table: str) -> TableSchema:
        """The table of that name.

        Raises:
            KeyError: There is none.
        """
        return self._by_name[table]

    def label_of(self, table: str, column: str) -> tuple[Relation | None, str] | None:
        """The column that names the codes of a column, in the table itself or in one that it joins."""
        own = self.schema(table).label_of(column)
        if own is not None:
            return None, own
        for relation in self.relations_of(table):
            if relation.column == column and relation.unique:
                label = self.schema(relation.other).label_of(relation.other_column)
                if label is not None:
                    return relation, label
        return None

    def _all_words(self) -> Iterable[str]:
        yield from self.by_word
        for schema in self.schemas:
            yield from schema.words
            for column in schema.columns:
                yield from column.words

    def _add_column(self, table: int, column: ColumnSchema) -> None:
        texts = [
            (text, count, norms(_GLUED_UNIT.sub(" ", text))[:WORDS_INDEXED]) for text, count in column.values
        ]
        held: dict[str, int] = defaultdict(int)
        for _, _, words in texts:
            for word in set(words):
                held[word] += 1
        total = len(texts)
        for text, count, words in texts:
            first = len(norms(_GLUED_UNIT.sub(" ", _HEAD_END.split(text, maxsplit=1)[0])))
            weights = tuple(
                _weight(word, held[word], total) * (1.0 if i < first or first == 0 else _BEHIND)
                for i, word in enumerate(words)
            )
            value = Value(table, column.name, text, count, words, weights)
            self._add_value(value)

    def _add_codes(self, table: int, column: ColumnSchema) -> None:
        by_shape: dict[str, list[str]] = defaultdict(list)
        for value, _ in column.values:
            shaped = by_shape[code_shape(value)]
            if len(shaped) < 20:
                shaped.append(value)
        for shape, samples in by_shape.items():
            self.codes[shape].append(Codes(table, column.name, column.complete, tuple(samples)))

    def _add_value(self, value: Value) -> None:
        number = len(self.values)
        self.values.append(value)
        self._without_numbers[value.table, value.column, _words_only(value)] += 1
        for spelling in dict.fromkeys((squash(value.text), *_short_forms(value.text))):
            self.by_spelling[spelling].append(number)
        for tag in _shared_tags(value.text):
            self.by_shared_tag[tag].append(number)
        for tag in listed_tags(value.text):
            self.by_listed_tag[squash(tag)].append(number)
        for i, word in enumerate(value.words):
            self.by_word[word].append(Place(number, i, i + 1))
        for i in range(len(value.words)):
            for j in range(i + 1, min(i + LONGEST_PHRASE, len(value.words)) + 1):
                if j == i + 1 and value.words[i] in STOP:
                    continue
                for concept in concepts_of(value.words[i:j]):
                    self.by_concept[concept].append(Place(number, i, j))
        if 2 <= len(value.words) <= 5 and value.words[-1].isdigit() and not value.words[0].isdigit():
            self.by_number[value.words[-1].lstrip("0") or "0"].append(number)


def _words_only(value: Value) -> tuple[str, ...]:
    return tuple(word for word in value.words if not any(c.isdigit() for c in word))


def _short_forms(text: str) -> tuple[str, ...]:
    """``DCU`` and ``Data Collection Unit`` of ``Data Collection Unit (DCU)``."""
    match = _BRACKETED.fullmatch(text.strip())
    return (squash(match[1]), squash(match[2])) if match else ()


def _shared_tags(text: str) -> tuple[str, ...]:
    """Both tags of ``P-101A/B`` and of ``FAN-101/102``."""
    if _SHARED_LETTERS.fullmatch(text.strip()):
        return tuple(squash(tag) for tag in find_tags(text))
    match = _SHARED_TAG.fullmatch(text.strip())
    return (
        tuple(squash(match[1] + letter) for letter in (match[2], *match[3].split("/")[1:])) if match else ()
    )


def listed_tags(text: str) -> tuple[str, ...]:
    """The tags of a cell that lists nothing else: ``COMP-1, COMP-2``, ``310-FM01 ; 320-FM01``."""
    parts = [part.strip() for part in _LISTED.split(text)]
    if len(parts) < 2 or not all(find_tags(part) == (normalise(part),) for part in parts):
        return ()
    return tuple(dict.fromkeys(normalise(part) for part in parts))


def _weight(word: str, held: int, total: int) -> float:
    """Rare words say more; words of all values, and function words, nearly nothing."""
    if word in STOP or (total >= 2 and held >= 0.8 * total):
        return 0.05
    return math.log(1 + total / held)
