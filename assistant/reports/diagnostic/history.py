"""What was recorded of the equipment and its sensors in the period, in order of time. Writes its section."""

from __future__ import annotations

from assistant.experts.tables.event_words import event_words
from assistant.experts.tables.recorded import Recorded, recorded
from assistant.reports.diagnostic.case import Case
from assistant.reports.records import Grid, Section

Event = Recorded
"""A row of a table that names the equipment or one of its sensors."""

_SHOWN = 40
"""Events that are shown, the last ones."""


def events(case: Case) -> list[Event]:
    """The events of the period, the first one first."""
    tags = (case.tag, *sorted(case.sensor_tags))
    return recorded(case.tables, tags, case.since, case.until, case.language, days=True)


def history_section(case: Case, found: list[Event]) -> Section:
    """The events as a table, the last ones where there are many."""
    shown = found[-_SHOWN:]
    return Section(
        key="history",
        title=case.t("What happened", "Ce qui s'est passé"),
        grid=Grid(
            headers=(case.t("When", "Quand"), case.t("What was recorded", "Ce qui a été noté"), "Source"),
            rows=tuple(
                (case.stamp(one.at), event_words(one.row, case.tag, case.language), _file(one.row.source))
                for one in shown
            ),
            citations=tuple((case.cited.cite(one.evidence(case.language)),) for one in shown),
            total=len(found),
        ),
        empty=case.t(
            f"No table records anything of {case.name} in the period.",
            f"Aucun tableau n'a rien noté sur {case.name} pendant la période.",
        ),
    )


def _file(source: str) -> str:
    return source.rsplit("/", 1)[-1]
