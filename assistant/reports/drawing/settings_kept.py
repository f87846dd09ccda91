"""Hold a sheet's notes to values that a table sets for what they name ("M10", 49 N·m). Knows no catalogue.

Only a line that names a row of the table is compared, with its own amounts of the same kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.quantities import find_quantities
from assistant.reports.drawing.amounts import Amount
from assistant.reports.drawing.bounds import Bound
from assistant.reports.drawing.subject import Passage, Subject
from assistant.reports.drawing.verdict import ClauseVerdict, Verdict, asked

_SAME = 1e-6
_NUMBERED = re.compile(r"^\(?\d{1,2}[.)]\s+")


def setting_verdicts(subject: Subject, clause: Passage, settings: Sequence[Bound]) -> Iterator[ClauseVerdict]:
    """A verdict for each value that the sheet states for something that the table names."""
    for bound in settings:
        for line, amount in _stated(subject, bound):
            wrong = abs(amount.value - bound.value) > _SAME * max(1.0, abs(bound.value))
            verdict: Verdict = "broken" if wrong else "met"
            head = asked(subject, clause, "equal", bound.written, case=bound.case, source=bound.source)
            words = _NUMBERED.sub("", line).rstrip(".")
            shown = subject.t(f"the sheet says “{words}”", f"la feuille dit « {words} »")
            reason = f"{head}{subject.t(';', ' ;')} {shown}."
            yield ClauseVerdict(clause=clause, verdict=verdict, reason=reason, bound=bound, amount=amount)


def _stated(subject: Subject, bound: Bound) -> Iterator[tuple[str, Amount]]:
    named = re.compile(rf"(?<![\w-]){re.escape(bound.case)}(?![\w-])", re.IGNORECASE)
    seen: set[str] = set()
    for entity in subject.of("note", "text", "dimension"):
        for line in entity.text.split("\n"):
            words = " ".join(line.split())
            if words in seen or not named.search(line):
                continue
            for quantity in find_quantities(line):
                if (
                    quantity.unit is None
                    or quantity.dimension != bound.dimension
                    or len(quantity.readings) != 1
                ):
                    continue
                seen.add(words)
                value = next(iter(quantity.readings)) * quantity.unit.factor
                yield words, Amount(entity, value, bound.dimension, "other")
