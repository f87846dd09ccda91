"""What a maintenance scenario should hold of eight machines of the sample plant: is it there, in its course?

Protocol: ``samples/plant`` is ingested; a scenario of the default period is written of each equipment. A fact
counts where one sentence or row of its section, or of the part of it that is named, holds all its words. All
facts were written from the files before any scenario was looked at; the courses were built on P-101A and
S-101A, and the six others were looked at once, at first sight, when that was done. The plant is ours. Beside
it: the passages that the product's own search finds for "maintenance options" and the tag, as many words as
the report has. ``--limit`` is the number of facts.
"""

from __future__ import annotations

from pathlib import Path

from assistant.reports.records import Report, Section
from eval.benchmark import RunOptions
from eval.benchmarks.sample_plant import SAMPLES
from eval.report import EvalReport
from eval.report_facts import Fact, ask_facts, load_facts, says

FACTS = Path(__file__).parent / "data" / "scenario_facts.json"
BUILT_ON = ("P-101A", "S-101A")


def load_scenario_facts(path: Path = FACTS) -> tuple[Fact, ...]:
    """The labelled facts."""
    return load_facts(path)


class MaintenanceScenarios:
    """The benchmark ``maintenance_scenario``."""

    name = "maintenance_scenario"

    def run(self, options: RunOptions) -> EvalReport:
        """Writes the scenarios and looks for the facts."""
        facts = load_scenario_facts()[: options.limit]
        return ask_facts(
            self.name,
            "scenario",
            facts,
            options,
            held=held,
            query="maintenance options for {machine}",
            built_on=BUILT_ON,
            plant=SAMPLES / "plant",
        )


def held(fact: Fact, report: Report) -> bool:
    """Whether the fact stands in its section, and in its part where one is named.

    Where two courses mend, what fits best and what fits nearly as well, either may hold it.
    """
    sections = (one for one in report.sections if one.key.removesuffix("_2") == fact.section)
    return any(says(text, fact.needles) for section in sections for text in _said(section, fact.part))


def _said(section: Section, part: str) -> list[str]:
    if part:
        return [point.text for one in section.parts if one.key == part for point in one.points]
    said = [section.title, *(point.text for point in section.all_points)]
    if section.grid is not None:
        said += [" ".join(row) for row in section.grid.rows]
    return said
