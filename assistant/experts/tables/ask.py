"""What a question asks for over one draft: columns, measure, groups. Decides no plan."""

from __future__ import annotations

import re
from functools import cached_property

from assistant.experts.tables.draft import Draft
from assistant.experts.tables.found import Conditions
from assistant.experts.tables.lexicon import ATTRIBUTE_NAMES, ORDER_WORDS, ROW_WORDS, Operation
from assistant.experts.tables.limits import length_of
from assistant.experts.tables.link import Link
from assistant.experts.tables.moments import table_concepts
from assistant.experts.tables.plan import Expr
from assistant.experts.tables.reading import DatePart, Mark
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.units import TIME_UNITS, printed_unit, unit_of

_ADDS_UP = frozenset(
    """
    hour hours cost costs amount quantity qty total downtime duration volume energy stock count labor
    labour spend heures cout montant quantite duree arret price sales points population gold silver bronze
    goals wins
    """.split()
)
_TIME_WORDS = frozenset(
    """
    hour hours hrs hr minutes minute days day duration durations long heure heures jours duree durees time
    temps lasted last
    """.split()
)
_ASKING: tuple[Operation, ...] = ("which", "list", "top", "who", "where", "when", "distinct")
_FIRMS = frozenset("manufacturer maker supplier vendor contractor fabricant constructeur fournisseur".split())
_DID = re.compile(
    r"\b(?:who (?:did|does|do|has done|performed|carried out|made|executed|replaced|repaired|fixed|fitted|"
    r"installed|cleaned|overhauled)|"
    r"qui a (?:fait|realise|effectue|execute|remplace|repare|monte|nettoye|pose))\b"
)
_TOLD = frozenset(
    """
    reported requested requester created raised entered declared signale demande demandeur demandeuse cree
    saisi author auteur redacteur
    """.split()
)
"""Who wrote an order did not do the work for that."""
_TEAMS = ("crew", "team", "equipe", "discipline")
"""Who did work where no person is named: the team that it was given to."""
_RANKING: tuple[Operation, ...] = ("most", "least", "high", "low", "long", "short", "late", "early", "nth")


class Ask:
    """Finds the parts that intents are made of. Links that a part takes are not used up by looking."""

    def __init__(self, draft: Draft, found: Conditions) -> None:
        self.draft = draft
        self.found = found
        self.reading = draft.reading
        self.schema = draft.schema

    def has(self, *operations: Operation) -> bool:
        """True where one of the operations is asked for."""
        return self.reading.has(*operations)

    def column(self, link: Link) -> ColumnSchema:
        """The column of a link."""
        return self.draft.column(link)

    def columns(self) -> list[Link]:
        """Column links that are still open."""
        return self.draft.open("column")

    def categories(self) -> list[Link]:
        """Open column links that make groups: no measures, no dates."""
        return [
            link
            for link in self.columns()
            if not self.is_measure(link)
            and not self.column(link).is_moment
            and link.column != self.schema.key
        ]

    def is_measure(self, link: Link) -> bool:
        """True where a link's column is a number that can be added or compared."""
        column = self.column(link)
        return column.is_numeric and column.part not in ("code", "key") and not column.names_things

    @cached_property
    def group_links(self) -> list[Link]:
        """Columns behind ``per``, ``for each``, ``by``."""
        found: list[Link] = []
        for mark in self.reading.of("per"):
            for link in self.categories():
                if self.draft.follows(mark, link) and link.start - mark.end <= 2 and link not in found:
                    found.append(link)
                    break
        return found

    @cached_property
    def group_part(self) -> tuple[DatePart, int] | None:
        """Part of a date behind ``per``, or said as ``monthly``, with the word's position."""
        for mark in self.reading.of("per"):
            for position in range(mark.end, min(mark.end + 2, len(self.reading.tokens))):
                part = self.reading.date_part(position)
                if part is not None and not self._counts_time(position):
                    return part, position
        for i, token in enumerate(self.reading.tokens):
            if token.norm in (
                "monthly",
                "daily",
                "weekly",
                "yearly",
                "quarterly",
                "hourly",
                "mensuel",
                "mensuelle",
            ):
                return self.reading.date_part(i) or "month", i
        return None

    @cached_property
    def part_focus(self) -> tuple[DatePart, int] | None:
        """``which month``, ``on which day``, ``busiest year``: a part of a date that is asked for."""
        marks = self.reading.of("which", "when", "most", "least", "top", "nth", "high", "low")
        for mark in marks:
            for position in range(max(mark.start, mark.end - 1), min(mark.end + 3, len(self.reading.tokens))):
                part = self.reading.date_part(position)
                if part is None:
                    if position >= mark.end and not (
                        self.reading.is_stop(position)
                        or any(
                            m.start <= position < m.end
                            for m in self.reading.of("most", "least", "high", "low")
                        )
                    ):
                        break
                    continue
                if mark.operation == "when" and position < mark.end and not self._ranks_groups():
                    continue
                if any(m.operation == "per" and m.end == position for m in self.reading.marks):
                    continue
                return part, position
        return None

    def _ranks_groups(self) -> bool:
        return self.has("most", "least") or (self.has("high", "low") and self.has("count"))

    def _counts_time(self, position: int) -> bool:
        """``3 days``, ``how many days``: a unit, not a group."""
        before = self.reading.tokens[position - 1].norm if position else ""
        return before.isdigit() or before in ("many", "combien", "in", "en")

    @cached_property
    def row_focus(self) -> bool:
        """True where the rows themselves are asked for: ``which work orders``, ``list the lines``."""
        orders = ORDER_WORDS if "work order" in table_concepts(self.schema) else frozenset()
        for mark in self.reading.of(*_ASKING, "count"):
            verb = self.reading.tokens[mark.end].norm if mark.end < len(self.reading.tokens) else ""
            if verb in ("did", "do", "does", "has", "have", "had", "can", "should", "will"):
                continue
            for i in range(mark.end, min(mark.end + 5, len(self.reading.tokens))):
                link = self.draft.link_at(i)
                word = self.reading.tokens[i].norm
                if (link is not None and link.kind == "table") or word in ROW_WORDS | orders:
                    following = self.draft.link_at(i + 1) if i + 1 < len(self.reading.tokens) else None
                    open_column = following is not None and following.kind == "column"
                    return not (open_column and following not in self.draft.consumed)
                if link is not None and link.kind == "column":
                    if link.column == self.schema.key:
                        return True
                    break
                if (
                    link is not None
                    and link.kind == "value"
                    and i == link.start
                    and mark.operation not in ("count", "where")
                ):
                    return not self.columns()
                if not (self.reading.is_stop(i) or self.reading.is_chatter(i) or link is not None):
                    break
        return False

    @cached_property
    def focus(self) -> list[Link]:
        """Columns asked for, the main one first."""
        open_links = [link for link in self.columns() if link not in self.group_links]
        chosen: list[Link] = []
        for mark in self.reading.of(*_ASKING, *_RANKING):
            if mark.operation in _RANKING and chosen:
                continue
            for link in open_links:
                if self.draft.follows(mark, link) and link not in chosen:
                    chosen.append(link)
                    break
        if not chosen:
            chosen = open_links[:1]
        return chosen + [link for link in open_links if link not in chosen and not self.is_measure(link)]

    @cached_property
    def category(self) -> Link | None:
        """The column whose groups are ranked or listed."""
        links = self.categories()
        ranked = [link for link in self.focus if link in links]
        return ranked[0] if ranked else None

    @cached_property
    def measure(self) -> Link | None:
        """The number that is added, averaged or ranked."""
        measures = [link for link in self.columns() if self.is_measure(link)]
        links = [link for link in measures if self._is_in_time_asked(link)]
        if not links:
            return None
        for other in measures:
            if other not in links:
                self.draft.use_link(other)
        for mark in self.reading.of(
            "sum", "mean", "median", "deviation", "high", "low", "count", "per", "most", "least"
        ):
            for link in links:
                if self.draft.follows(mark, link):
                    return link
        return links[0]

    def _is_in_time_asked(self, link: Link) -> bool:
        """False for a column of tonnes where hours or minutes are counted: ``how many hours did we lose``."""
        tokens = self.reading.tokens
        units = {unit_of(tokens[m.end].norm) for m in self.reading.of("count") if m.end < len(tokens)}
        printed = printed_unit(self.column(link).unit)
        return not units & {"h", "min"} or printed is None or printed in TIME_UNITS

    def measure_expr(self) -> Expr | None:
        """The measure, or how long rows last where time is asked for."""
        if self.measure is not None:
            return self.draft.expr(self.measure)
        if self.asks_time():
            return length_of(self.draft)
        return None

    def asks_time(self) -> bool:
        """True where hours, days or a length are asked for."""
        if self.has("how_long", "long", "short"):
            return True
        in_period = {i for p in self.reading.periods for i in range(*self.reading.word_span(p.span))}
        counted = {i for q in self.reading.quantities for i in range(*self.reading.word_span(q.span))}
        free = [
            t.norm
            for i, t in enumerate(self.reading.tokens)
            if i not in in_period
            and i not in counted
            and self.reading.tokens[max(0, i - 1)].norm not in ("per", "which", "par", "what", "quel")
        ]
        return bool(
            set(free) & {"hour", "hours", "hrs", "hr", "heures", "duration", "durations", "duree", "durees"}
        ) or (self.has("sum", "mean", "count") and bool(re_days(free)))

    def use_time_words(self) -> None:
        """Counts words of time as explained."""
        self.draft.use(i for i, t in enumerate(self.reading.tokens) if t.norm in _TIME_WORDS)

    def adds_up(self, link: Link | None, expr: Expr | None) -> bool:
        """True where the sum of a measure over rows means something: hours and costs, not scores."""
        if link is None:
            return expr is not None and expr.kind == "length"
        column = self.column(link)
        return column.part == "span" or bool(set(column.words) & _ADDS_UP)

    def attribute(self, kind: Operation) -> ColumnSchema | None:
        """The column that answers ``who`` or ``where``."""
        is_done = kind == "who" and self.asks_doer
        columns = [c for c in self.schema.columns if not (is_done and _TOLD & set(c.words))]
        for word in (*ATTRIBUTE_NAMES.get(kind, ()), *(_TEAMS if is_done else ())):
            for column in columns:
                if word in column.words and column.is_text:
                    return column
        if kind == "who":
            return next((c for c in columns if c.is_text and c.words[-1:] in (("by",), ("par",))), None)
        return None

    @cached_property
    def asks_doer(self) -> bool:
        """True for ``who repaired it``: a team did it where no person is named."""
        return _DID.search(self.reading.folded) is not None

    def use_doing(self) -> None:
        """Counts the verb of ``who repaired …`` as explained: the column of who did the work says it."""
        did = _DID.search(self.reading.folded)
        if did is not None:
            self.draft.use(range(*self.reading.word_span(did.span())))

    def is_person(self, name: str) -> bool:
        """True for a column of persons, firms or places: ``Reported by``, ``Supplier``, ``Location``."""
        words = next((c.words for c in self.schema.columns if c.name == name), ())
        known = {*ATTRIBUTE_NAMES["who"], *ATTRIBUTE_NAMES["where"], *_FIRMS} - {"name", "nom"}
        known |= set(_TEAMS) if self.asks_doer else set()
        return bool(set(words) & known) or (bool(words) and words[-1] in ("by", "par"))

    def is_told_in_words(self, shown: Expr) -> bool:
        """False for a column of numbers: the ``Head`` of a pump is nobody."""
        held = self.schema if shown.via is None else self.draft.index.schema(shown.via.other)
        return all(column.type == "text" for column in held.columns if column.name == shown.name)

    def row_focus_between(self, mark: Mark, link: Link) -> bool:
        """True where the rows are named between a phrase and a column: ``how many alerts per rule``."""
        for i in range(mark.end, link.start):
            between = self.draft.link_at(i)
            if between is not None and between.kind == "table" and i + 1 < link.start:
                return True
        return False

    def direction(self) -> Expr | None:
        """On which side of its bounds a value is, where the question speaks of the direction."""
        asked = [
            i
            for i, t in enumerate(self.reading.tokens)
            if t.norm in ("direction", "directions", "sens", "side")
        ]
        expr = bounds_of(self.schema)
        if not asked or expr is None:
            return None
        self.draft.use(asked)
        return expr

    def descending(self) -> bool:
        """Which way a ranking goes."""
        up = {m.operation for m in self.reading.of("least", "low", "short", "early")}
        return not up

    def limit(self) -> Mark | None:
        """``top 3``, ``the five …``."""
        return self.reading.first("top")


def bounds_of(schema: TableSchema) -> Expr | None:
    """The column of values with its upper and lower bound, where a table has the three."""
    numeric = [c for c in schema.columns if c.is_numeric]
    limits = [
        c for c in numeric if set(c.words) & {"bound", "limit", "threshold", "limite", "seuil", "borne"}
    ]
    upper = next(
        (
            c
            for c in limits
            if set(c.words) & {"upper", "max", "maximum", "high", "haut", "haute", "superieure"}
        ),
        None,
    )
    lower = next(
        (
            c
            for c in limits
            if set(c.words) & {"lower", "min", "minimum", "low", "bas", "basse", "inferieure"}
        ),
        None,
    )
    value = next(
        (
            c
            for c in numeric
            if set(c.words) & {"value", "reading", "measured", "valeur", "mesure"} and c not in limits
        ),
        None,
    )
    if upper is None or lower is None or value is None:
        return None
    return Expr(kind="direction", name=value.name, factors=(upper.name, lower.name))


def re_days(words: list[str]) -> bool:
    """True where ``how many days`` and the like is asked."""
    joined = " ".join(words)
    return any(
        f"{lead} {unit}" in joined
        for lead in ("many", "total", "mean", "average", "combien de")
        for unit in ("days", "minutes", "jours")
    )
