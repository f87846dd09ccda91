"""The links of a question that fit together for one base table, and what each is used for. Builds no plan."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.experts.tables.called import ends_of, table_names
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.lexicon import STOP, WEAK_NAME_WORDS, WEAK_TABLE_WORDS
from assistant.experts.tables.link import Link, Links, borrowed
from assistant.experts.tables.plan import Expr
from assistant.experts.tables.reading import Mark, Reading
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.units import unit_of
from assistant.experts.tables.words import name_words, stems

_STOP_WEIGHT, _CHATTER_WEIGHT = 0.05, 0.5
_ALIKE = 0.02
_SUPERLATIVE = "est"
"""``costliest`` names the column of costs and asks for the end of it."""


_OF = frozenset(("of", "de", "d", "du", "des"))
"""What a name's head stands before: ``pression de tarage``."""


class Draft:
    """A question over one base table.

    Attributes:
        links: Links that do not overlap, in order; together they explain most of the question.
        rivals: For a value link: links of other columns over the same words.
        used: Positions of words that something of the plan explains, with how surely.
    """

    def __init__(self, reading: Reading, schema: TableSchema, index: TableIndex, links: Links) -> None:
        self.reading = reading
        self.schema = schema
        self.index = index
        self._columns: dict[tuple[str, str], ColumnSchema] = {
            (s.name, c.name): c for s in index.schemas for c in s.columns
        }
        own = [_row_name(link, schema) for link in links.of(schema.name)]
        candidates = [*own, *borrowed(links, schema, index)]
        self.names_key = any(
            link.kind == "column" and link.column == schema.key and link.exact
            for link in links.of(schema.name)
        )
        self._concepts = tuple(c for c in reading.concepts if not c.talk)
        self._passing: set[int] = set()
        self._schema_words = self._words_of_schemas()
        names = _spelled_names(reading, schema)
        self._candidates = [
            link for link in candidates if not self._is_weak(link) and not _is_inside(link, names)
        ]
        self.links = self._told_apart(_choose(reading, self._candidates, self._bonus))
        named = {i for link in self.links if link.kind == "table" for i in link.words}
        # ``limit`` of a table of limits is in the names of its columns too
        self.called_as_table = [link for link in own if link.kind == "column" and named & set(link.words)]
        self.reading = _without_names(reading, self.links)
        self.used: dict[int, float] = {}
        self.consumed: set[Link] = set()
        self.use(self._passing, 0.7)
        self._consume_heads()

    def column(self, link: Link) -> ColumnSchema:
        """The column that a link points to."""
        return self._columns[link.table, link.column]

    def expr(self, link: Link) -> Expr:
        """The column of a link as something to query."""
        column = self.column(link)
        return Expr(name=link.column, via=link.via, textual_number=column.textual_number)

    def use(self, positions: Iterable[int], sureness: float = 1.0) -> None:
        """Counts words as explained."""
        for position in positions:
            self.used[position] = max(self.used.get(position, 0.0), sureness)

    def use_link(self, link: Link) -> None:
        """Counts a link's words as explained, and takes the link out of what is open."""
        sure = link.score
        if link.kind == "value" and not link.exact:
            sure = link.score if link.end - link.start > 1 else max(0.3, 1.25 * link.score - 0.22)
        elif link.kind in ("column", "table"):
            sure = min(1.0, link.score + 0.1)
            for same in self.links:
                if same.kind == "column" and (same.table, same.column) == (link.table, link.column):
                    self.use(same.words, min(1.0, same.score + 0.1))
                    self.consumed.add(same)
        self.use(link.words, sure)
        self.consumed.add(link)

    def open(self, *kinds: str) -> list[Link]:
        """Links not used yet, in order."""
        return [
            link for link in self.links if link not in self.consumed and (not kinds or link.kind in kinds)
        ]

    def rivals(self, link: Link) -> list[Link]:
        """Value links of other columns over the same words that are as good."""
        return [
            other
            for other in self._candidates
            if other.kind == "value"
            and other.column != link.column
            and other.start <= link.start
            and other.end >= link.end
            and other.score >= link.score - 0.08
            and other.exact == link.exact
        ]

    def named_alike(self, column: str) -> list[Link]:
        """Links to other columns of the table that the words for a column name in part and as well."""
        chosen = next((k for k in self.links if k.kind == "column" and k.column == column), None)
        if chosen is None or chosen.exact:
            return []
        place = (chosen.kind, chosen.table, chosen.start, chosen.end)
        return [
            other
            for other in self._candidates
            if (other.kind, other.table, other.start, other.end) == place
            and other.column != column
            and other.score > chosen.score - _ALIKE
        ]

    def link_at(self, position: int) -> Link | None:
        """The chosen link over a word."""
        return next((link for link in self.links if link.start <= position < link.end), None)

    def nearest_before(self, position: int, links: Iterable[Link], *, reach: int = 3) -> Link | None:
        """The last link that ends at most ``reach`` words before a position, nothing of weight between."""
        for link in sorted(links, key=lambda item: -item.end):
            if link.end <= position and position - link.end <= reach and self._light(link.end, position):
                return link
        return None

    def nearest_after(self, position: int, links: Iterable[Link], *, reach: int = 3) -> Link | None:
        """The first link that begins at most ``reach`` words after a position, nothing of weight between."""
        for link in sorted(links, key=lambda item: item.start):
            if (
                link.start >= position
                and link.start - position <= reach
                and self._light(position, link.start)
            ):
                return link
        return None

    def follows(self, mark: Mark, link: Link) -> bool:
        """True where a link stands right behind a phrase, but for adjectives, table names and other marks."""
        if link.start < mark.end:
            return False
        for position in range(mark.end, link.start):
            other = self.link_at(position)
            light = self.reading.is_stop(position) or self.reading.is_chatter(position)
            marked = any(m.start <= position < m.end for m in self.reading.marks)
            if not (light or marked or (other is not None and other.kind in ("table", "flag"))):
                return False
        return True

    def _light(self, start: int, end: int) -> bool:
        return all(self.reading.is_stop(i) or self.reading.is_chatter(i) for i in range(start, end))

    def _told_apart(self, links: tuple[Link, ...]) -> tuple[Link, ...]:
        """Words that several columns share mean the one that other words name too.

        ``release threshold to water`` of ``Threshold / to air`` and ``Threshold / to water``.
        """
        named = {(link.table, link.column): (link.start, link.end) for link in links if link.kind == "column"}
        told: list[Link] = []
        for link in links:
            rivals = [
                other
                for other in self._candidates
                if link.kind == other.kind == "column"
                and (other.table, other.start, other.end) == (link.table, link.start, link.end)
                and other.score >= link.score - _ALIKE
                and named.get((other.table, other.column), (link.start, link.end)) != (link.start, link.end)
            ]
            told.append(rivals[0] if rivals and not link.exact else link)
        return tuple(told)

    def _words_of_schemas(self) -> frozenset[str]:
        """Words that name this table, its columns and the tables it joins: in a value they say little."""
        others = {r.other for r in self.index.relations_of(self.schema.name) if r.unique}
        words = {w for c in self.schema.columns for w in c.words} | set(self.schema.words)
        return frozenset(words | {w for s in self.index.schemas if s.name in others for w in s.words})

    def _names_all(self, link: Link) -> bool:
        """True where a word that many tables are called by (``event``) names several columns alike."""
        words = {self.reading.tokens[i].norm.removesuffix("s") for i in link.words}
        if link.via is not None or not words <= WEAK_TABLE_WORDS:
            return False
        return sum(bool(words & set(column.words)) for column in self.schema.columns) > 2

    def _is_weak(self, link: Link) -> bool:
        """Names of the key and of what describes it: the table's own name says the same."""
        if link.kind == "value" and not link.exact and link.end - link.start == 1:
            word = self.reading.tokens[link.start].norm
            meant = {c.concept for c in self._concepts if (c.start, c.end) == (link.start, link.end)}
            if meant & self._schema_words or any(
                known in self._schema_words
                for known, sure in self.index.vocabulary.expand(word, self.reading.language)
                if sure > 0.9
            ):
                self._passing.add(link.start)
                return True
        if link.kind == "column" and not link.exact and self._names_all(link):
            return True
        if link.kind == "column" and not link.exact and not self._names_head(link, self.column(link)):
            called = {c for w in self.schema.words for c in concepts_of((w,))}
            own = (
                {*self.schema.words, *name_words(self.schema.name)}
                | called
                | {w for c in called for w in c.split()}
            )
            said = {stem for i in link.words for stem in stems(self.reading.tokens[i].norm)}
            own |= {stem for word in own for stem in stems(word)}
            spans = {c.concept for c in self._concepts if c.start < link.end and c.end > link.start}
            if said & own or spans & own:
                return True
        if link.kind != "column" or link.via is not None:
            return False
        key = self.schema.key
        return key is not None and link.column == self.schema.label_of(key) and not link.exact

    def _bonus(self, link: Link) -> float:
        column = self._columns.get((link.table, link.column))
        if link.kind == "flag":
            return 0.3
        if link.kind == "table":
            return -0.3 if link.score >= 0.9 else -0.33
        assert column is not None
        extra = -0.12 if link.via else 0.0
        if link.kind == "value":
            extra += 0.25 if link.exact else 0.2 * (link.score > 0.75) * (len(link.words) - 1)
            extra -= 0.3 if column.part == "prose" else 0.0
            extra -= 0.002 * [c.name for c in self._schema_of(link).columns].index(column.name)
        elif link.column == self.schema.key:
            extra -= 0.25
        elif not self._names_head(link, column):
            extra -= 0.3
        elif column.part == "prose":
            extra -= 0.02
        return extra

    def _names_head(self, link: Link, column: ColumnSchema) -> bool:
        """True where the words say what the column is (``score`` of ``anomaly_score``), not just of what."""
        if link.exact or column.head or unit_of(self.reading.tokens[link.start].norm):
            return True
        joined = next((i for i, w in enumerate(column.words) if i and w in _OF), len(column.words))
        words = column.words[:joined]
        strong = [w for w in words if w not in WEAK_NAME_WORDS and w not in STOP] or list(words)
        heads = {strong[-1], *concepts_of((strong[-1],))}
        for i in link.words:
            if strong[-1] in {
                known
                for known, sure in self.index.vocabulary.expand(
                    self.reading.tokens[i].norm, self.reading.language
                )
                if sure > 0.8
            }:
                return True
        spans = [c for c in self._concepts if c.start >= link.start and c.end <= link.end]
        return any(c.concept in heads or c.concept in concepts_of(tuple(strong[-2:])) for c in spans)

    def _schema_of(self, link: Link) -> TableSchema:
        return next(s for s in self.index.schemas if s.name == link.table)

    def _consume_heads(self) -> None:
        """A column's name beside one of its values says which column is meant: ``failure code MT010``."""
        for value in [link for link in self.links if link.kind == "value"]:
            kin = self._kin(value)
            for name in [link for link in self.links if link.kind == "column" and link not in self.consumed]:
                if (name.table, name.column) not in kin or self.column(name).is_numeric:
                    continue
                near = name.end <= value.start and all(
                    self.reading.is_stop(i) for i in range(name.end, value.start)
                )
                asked = any(
                    m.operation in ("which", "list", "count", "per", "most", "distinct")
                    and self.follows(m, name)
                    for m in self.reading.marks
                )
                if (near and value.start - name.end <= 2 and not asked) or (
                    name.start == value.end and not asked and value.exact
                ):
                    self.use_link(name)
                elif not value.exact and name.start == value.end and len(value.words) == 1:
                    self.use(value.words, 0.8)
                    self.consumed.add(value)

    def _kin(self, link: Link) -> set[tuple[str, str]]:
        """A column with the column that names it or that it names."""
        schema = self._schema_of(link)
        names = {link.column, schema.label_of(link.column), schema.code_of(link.column)}
        found = {(link.table, name) for name in names if name}
        if link.via is not None:
            found |= {(self.schema.name, link.via.column)}
        return found


def _without_names(reading: Reading, links: tuple[Link, ...]) -> Reading:
    """The question without the phrases that are part of a column's or value's name: ``Last calibration``."""
    named = {
        i
        for link in links
        if link.kind in ("column", "value") and link.exact and len(link.words) > 1
        for i in link.words
    }
    named |= {
        i
        for link in links
        if link.kind == "column" and link.exact
        for i in link.words
        if any(m.operation in ("low", "high") and m.start == i and m.end == i + 1 for m in reading.marks)
        and not reading.tokens[i].norm.endswith(_SUPERLATIVE)
    }
    kept = tuple(
        m
        for m in reading.marks
        if m.operation in ("which", "count") or not (m.start < m.end and set(range(m.start, m.end)) <= named)
    )
    return replace(reading, marks=kept)


def _spelled_names(reading: Reading, schema: TableSchema) -> list[range]:
    """Places of the whole names, of two words or more, of a table and its columns."""
    names = table_names(schema) | {column.words for column in schema.columns if len(column.words) > 1}
    return [range(end - len(name), end) for name in names for end in ends_of(name, reading)]


def _is_inside(link: Link, names: list[range]) -> bool:
    """True for a value said by a part of a name only: the ``failure`` of ``failure mode``."""
    return link.kind == "value" and any(set(link.words) < set(name) for name in names)


def _row_name(link: Link, schema: TableSchema) -> Link:
    """The name of the key names the rows."""
    if link.kind == "column" and link.column == schema.key:
        return replace(link, kind="table", column="")
    return link


def _choose(reading: Reading, candidates: list[Link], bonus: Callable[[Link], float]) -> tuple[Link, ...]:
    """The links that together weigh most and do not overlap."""

    def weight(link: Link) -> float:
        total = 0.0
        for i in link.words:
            total += _STOP_WEIGHT if reading.is_stop(i) else _CHATTER_WEIGHT if reading.is_chatter(i) else 1.0
        return total * link.score + bonus(link)

    weighed = sorted(
        ((link.end, link.start, weight(link), link) for link in candidates), key=lambda w: (w[0], w[1])
    )
    ends = [item[0] for item in weighed]
    best: list[tuple[float, tuple[Link, ...]]] = [(0.0, ())]
    for number, (_, start, value, link) in enumerate(weighed):
        before = bisect_right(ends, start, 0, number)
        taken = best[before][0] + value
        if value > 0 and taken > best[-1][0]:
            best.append((taken, (*best[before][1], link)))
        else:
            best.append(best[-1])
    return best[-1][1]
