"""When work on a kind of machine was last done: "when was the strainer last cleaned?".

The register says which machines are called so; the orders and registers of each tell the latest day. Words
that say what a tag is ("the strainer S-101") are not looked for in its orders. Knows rows, no documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.crossing import say, say_due
from assistant.crossing.befalling import event_words
from assistant.crossing.bridge import Bridge
from assistant.crossing.events import EventWord
from assistant.crossing.last_done import CUES
from assistant.crossing.machines import registers_machines
from assistant.experts.tables.about import AboutRows
from assistant.experts.tables.class_rows import KIND_COLUMNS
from assistant.experts.tables.due_rows import DueFact, due_facts
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.experts.text.glossary import glossary
from assistant.records import Question
from assistant.words import content_words, fold, stem
from retrieval.identifiers import find, find_tags
from retrieval.records import Scope

_LAST = re.compile(
    r"\b(?:last|latest|most recent|derniere?s?)\b|\b(?:since when|depuis quand|depuis combien)\b.*\b(?:not|"
    r"pas|plus)\b"
)
_WORK = re.compile(
    r"\b(?:clean\w*|inspect\w*|replac\w*|chang\w*|overhaul\w*|greas\w*|lubricat\w*|servic\w*|test\w*|"
    r"check\w*|"
    r"repair\w*|align\w*|balanc\w*|drain\w*|adjust\w*|refill\w*|wash\w*|nettoy\w*|remplac\w*|revis\w*|"
    r"graiss\w*|"
    r"lubrifi\w*|entret\w*|control\w*|verif\w*|repar\w*|equilibr\w*|purg\w*|regl\w*|vidang\w*)\b"
)
_ELSE = re.compile(
    r"\b(?:who|qui|how (?:many|often|long)|combien d[e']|cost\w*|cout\w*|value|valeur|reading|mesure|"
    r"alarm\w*|"
    r"trip\w*|"
    r"why|pourquoi|next|prochain\w*|report|rapport|result\w*|found|constat\w*|orders?|ordres?|ots?|wos?)\b"
)
_MOST = 6
_MOST_ROWS = 400

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]


class LastOfKind:
    """Tells when work on machines of a kind was last done.

    Args:
        about: What tables hold on a tag.
        rows_of: Reads registers.
        tagged: Answers also for a tag alone.
    """

    def __init__(
        self,
        *,
        about: Callable[[str, Scope, int], Sequence[AboutRows]],
        rows_of: RowsOf,
        tagged: bool = False,
    ) -> None:
        self._about = about
        self._rows_of = rows_of
        self._tagged = tagged

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """A line for each machine, the latest first; None where no such thing is asked or told."""
        folded = fold(question.text)
        if not (_LAST.search(folded) and _WORK.search(folded)) or _ELSE.search(folded):
            return None
        tags = find_tags(question.text)
        naming = frozenset(part for tag in tags for part in re.findall(r"\w+", fold(tag)))
        words = event_words(question.text, naming | CUES)
        if len(tags) > 1 or any(item.kind != "tag" for item in find(question.text)):
            return None
        meant = self._meant(tags, words, scope)
        if meant is None:
            return None
        machines, activity = meant
        found = [fact for tag in machines if (fact := self._latest(tag, activity, scope)) is not None]
        if not found:
            return None
        found.sort(key=lambda fact: fact.day.toordinal() if fact.day is not None else 0, reverse=True)
        own = {s for word in activity for s in word.own}
        work = " ".join(w for w in content_words(question.text) if {stem(w, "en"), stem(w, "fr")} & own)
        reasons = []
        for fact in found:
            cells = "; ".join(f"{c.name} {fact.row.said(c, question.language)}" for c in fact.columns)
            why = f"{fact.row.key}, {cells}, {say.file_name(fact.row.source)}"
            assert fact.day is not None
            told = say_due.last_done(question.language, fact.thing, work, fact.day, why)
            reasons.append(fact.row.evidence(fact.columns, told, question.language))
        return Bridge(reasons=tuple(reasons), listed=len(reasons) > 1)

    def _meant(
        self, tags: Sequence[str], words: Sequence[EventWord], scope: Scope
    ) -> tuple[list[str], list[EventWord]] | None:
        """The machines, and the words that say what was done; None where no machine is called so."""
        work = [word for word in words if any(_WORK.fullmatch(one) for one in word.own | word.alike)]
        thing = [word for word in words if word not in work]
        if not work or not (tags or thing):
            return None
        registers = self._rows_of(registers_machines, scope)
        called: dict[str, frozenset[str]] = {}
        for row in registers:
            if find_tags(row.key):
                called.setdefault(find_tags(row.key)[0], _described(row))
        if tags:
            held = called.get(tags[0], frozenset())
            told = [word for word in thing if word.alike & held]
            return ([tags[0]], [w for w in words if w not in told]) if told or self._tagged else None
        machines = [tag for tag, held in called.items() if all(word.alike & held for word in thing)]
        return (machines, work) if 0 < len(machines) <= _MOST else None

    def _latest(self, tag: str, activity: Sequence[EventWord], scope: Scope) -> DueFact | None:
        done = [
            fact
            for rows in self._about(tag, scope, _MOST_ROWS)
            if rows.role not in ("mode", "part")
            for row in rows.rows
            for fact in due_facts(row, tag, [word.alike for word in activity])
            if fact.told in ("last", "done") and fact.day is not None
        ]
        return max(done, key=lambda fact: (fact.day, fact.told == "done"), default=None)


def _described(row: KeyedRow) -> frozenset[str]:
    """Stems of what a register says that a machine is, and of words that mean the same."""
    columns = [c for c in row.schema.columns if c.is_text and KIND_COLUMNS & set(c.words)]
    said = " ".join(str(row.cells[c.name] or "") for c in columns)
    said = re.split(r"\b(?:of|for|de|du|pour)\b", said)[0] if len(columns) == 1 else said
    own = {root for word in content_words(said) for root in (stem(word, "en"), stem(word, "fr"))}
    alike = {e[0] for root in own for e in glossary().same.get((root,), ()) if len(e) == 1}
    return frozenset(own | alike)
