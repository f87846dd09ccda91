"""What a maintenance scenario should hold of eight machines of the sample plant: is it there, in its course?

Protocol: ``samples/plant`` is ingested; a scenario of the default period is written of each equipment. A fact
counts where one sentence or row of its section, or of the part of it that is named, holds all its words. All
facts were written from the files before any scenario was looked at; the courses were built on P-101A and
S-101A, and the six others were looked at once, at first sight, when that was done. The plant is ours. Beside
it: the passages that the product's own search finds for "maintenance options" and the tag, as many words as
the report has. ``--limit`` is the number of facts.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from assistant.reports.make import ReportAsked, make_report
from assistant.reports.records import Report, Section
from eval.benchmark import RunOptions
from eval.benchmarks.sample_plant import SAMPLES
from eval.product import ingested
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.report_facts import Fact, by_group, keep, length, passages, says
from eval.statistics import bootstrap_interval, mean

FACTS = Path(__file__).parent / "data" / "scenario_facts.json"
BUILT_ON = ("P-101A", "S-101A")


def load_scenario_facts(path: Path = FACTS) -> tuple[Fact, ...]:
    """The labelled facts."""
    return tuple(
        Fact(**{**record, "needles": tuple(record["needles"])})
        for record in json.loads(path.read_text(encoding="utf-8"))
    )


class MaintenanceScenarios:
    """The benchmark ``maintenance_scenario``."""

    name = "maintenance_scenario"

    def run(self, options: RunOptions) -> EvalReport:
        """Writes the scenarios and looks for the facts."""
        began = time.perf_counter()
        facts = load_scenario_facts()[: options.limit]
        machines = list(dict.fromkeys(fact.equipment for fact in facts))
        reports: dict[str, Report] = {}
        beside: dict[str, list[str]] = {}
        with ingested(options.settings, [SAMPLES / "plant"]) as knowledge:
            for number, machine in enumerate(machines):
                options.tell(machine, number, len(machines))
                asked = ReportAsked(kind="scenario", equipment=machine, language="en")
                reports[machine] = make_report(asked, knowledge)
                query = f"maintenance options for {machine}"
                beside[machine] = passages(query, knowledge, words=length(reports[machine]))
        found = [held(fact, reports[fact.equipment]) for fact in facts]
        plain = [any(says(text, fact.needles) for text in beside[fact.equipment]) for fact in facts]
        keep(options.results, facts, found, plain)
        scores = by_group(facts, found, built_on=BUILT_ON)
        return EvalReport(
            benchmark=self.name,
            n=len(facts),
            errors=0,
            scores={
                **{name: mean(values) for name, values in scores.items()},
                "words": mean([float(length(report)) for report in reports.values()]),
            },
            intervals={name: bootstrap_interval(values) for name, values in scores.items()},
            baselines={
                "passages": {
                    name: mean(values) for name, values in by_group(facts, plain, built_on=BUILT_ON).items()
                }
            },
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
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
