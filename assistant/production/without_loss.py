"""Days and shifts in which nothing was lost, or something was: a row without a value is none.

Reads no words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.production import evidence as shown
from assistant.production import say
from assistant.production.asked import Asked
from assistant.production.ledger import Entry
from assistant.production.measures import is_of_events
from assistant.production.notes import notes
from assistant.production.quantity import Amount, Quantity
from assistant.production.spans import GRAINS, Span, around, named
from assistant.records import Evidence
from retrieval.records import Language

_NAMED = 12


def without_loss(
    quantity: Quantity, asked: Asked, spans: Sequence[Span], group: str | None, language: Language
) -> list[Evidence]:
    """How many periods, or shifts of a day, there were without any; none where only losses are recorded."""
    measure, part = quantity.part.measures[0], quantity.part
    if is_of_events(measure.name) or quantity.over is not None or not part.adds:
        return []
    grain = asked.grain or (part.ledger.grain if group is not None else None)
    if grain is None or part.ledger.grain is None or GRAINS.index(grain) < GRAINS.index(part.ledger.grain):
        return []
    told = []
    for span in spans or (None,):
        groups: dict[tuple[Span, str], list[Entry]] = defaultdict(list)
        for entry in part.every:
            if entry.span is not None and (span is None or span.holds(entry.span)):
                of = entry.labels.get(group, "") if group is not None else ""
                groups[around(entry.span.start, grain), of].append(entry)
        lost = {
            key: sum(e.values.get(m.name, 0.0) for e in rows for m in part.measures)
            for key, rows in groups.items()
        }
        none = [key for key in sorted(groups) if lost[key] <= 0]
        if not none:
            continue
        found = none if asked.aim == "none" else [key for key in sorted(groups) if lost[key] > 0]
        rows = tuple(e for key in found for e in groups[key])
        names = (
            [f"{named(key[0], language)} {key[1]}".strip() for key in found] if len(found) <= _NAMED else []
        )
        what = say.grain(grain, language) if group is None else group
        statement = say.counted(
            quantity, asked.aim == "none", span, len(found), len(groups), what, names, language
        )
        told.append(
            shown.of_rows(quantity, Amount(0.0, rows), statement, notes(quantity, span, asked, language))
        )
    return told
