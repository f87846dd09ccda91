"""The failure that was mended most often, where nothing that was found speaks for any. Knows no course."""

from __future__ import annotations

from assistant.crossing.failure_lines import equipment_of, failure_line
from assistant.experts.tables.failure_tables import rating_of
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.modes import FittingMode
from assistant.reports.scenario.like_orders import like_orders
from retrieval.records import Scope


def usual_mode(case: Case) -> FittingMode | None:
    """The line of the equipment that most earlier orders are like, the gravest of several; None without."""
    lines = [one for row in case.tables.failure_modes(Scope()) if (one := failure_line(row)) is not None]
    ranked = []
    for line in lines:
        if case.tag not in equipment_of(line):
            continue
        mode = FittingMode(line=line, weight=0.0, words=(), sensors=(), statements=())
        if case.opinions.rejected(mode.target(case).id):
            continue
        rating = rating_of(line.row.schema)
        rated = line.row.cells[rating.name] if rating is not None else None
        worth = float(rated) if isinstance(rated, int | float) else 0.0
        ranked.append((len(like_orders(case, mode)), worth, -line.row.number, mode))
    best = max(ranked, key=lambda one: one[:3], default=None)
    return best[3] if best is not None and best[0] else None
