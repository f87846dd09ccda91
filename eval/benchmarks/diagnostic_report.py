"""What a diagnostic report should hold of five machines of the sample plant: is it there, in its section?

Protocol: ``samples/plant`` is ingested; a report of the default period is written of each equipment. A fact
counts where one sentence or row of its section holds all its words; a failure mode that is marked as first
counts only at the head of its section. Four of the five were labelled from the documents before any
report on them was looked at; the sections were built on the fifth, P-101A. The plant is ours. Beside it: the
passages that the product's own search finds for the tag, as many words as the report has.
``--limit`` is the number of facts.
"""

from __future__ import annotations

from pathlib import Path

from assistant.reports.records import Report
from eval.benchmark import RunOptions
from eval.benchmarks.sample_plant import SAMPLES
from eval.report import EvalReport
from eval.report_facts import Fact, ask_facts, load_facts, says

FACTS = Path(__file__).parent / "data" / "diagnostic_facts.json"
BUILT_ON = ("P-101A",)


def load_diagnostic_facts(path: Path = FACTS) -> tuple[Fact, ...]:
    """The labelled facts."""
    return load_facts(path)


class DiagnosticReports:
    """The benchmark ``diagnostic_report``."""

    name = "diagnostic_report"

    def run(self, options: RunOptions) -> EvalReport:
        """Writes the reports and looks for the facts."""
        facts = load_diagnostic_facts()[: options.limit]
        return ask_facts(
            self.name,
            "diagnostic",
            facts,
            options,
            held=held,
            query="{machine}",
            built_on=BUILT_ON,
            plant=SAMPLES / "plant",
        )


def held(fact: Fact, report: Report) -> bool:
    """Whether the fact stands in its section."""
    section = next(one for one in report.sections if one.key == fact.section)
    said = [point.text for point in section.points]
    if section.grid is not None:
        said += [" ".join(row) for row in section.grid.rows]
    return any(says(text, fact.needles) for text in (said[:1] if fact.first else said))
