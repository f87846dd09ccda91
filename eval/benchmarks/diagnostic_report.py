"""What a diagnostic report should hold of five machines of the sample plant: is it there, in its section?

Protocol: ``samples/plant`` is ingested; a report of the default period is written of each equipment. A fact
counts where one sentence or row of its section holds all its words; a failure mode that is marked as first
counts only at the head of its section. Four of the five were labelled from the documents before any
report on them was looked at; the sections were built on the fifth, P-101A. The plant is ours. Beside it: the
passages that the product's own search finds for the tag, as many words as the report has.
``--limit`` is the number of facts.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from assistant.reports.make import ReportAsked, make_report
from assistant.reports.records import Report
from eval.benchmark import RunOptions
from eval.benchmarks.sample_plant import SAMPLES
from eval.product import ingested
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.report_facts import Fact, by_group, keep, length, passages, says
from eval.statistics import bootstrap_interval, mean

FACTS = Path(__file__).parent / "data" / "diagnostic_facts.json"
BUILT_ON = "P-101A"


def load_diagnostic_facts(path: Path = FACTS) -> tuple[Fact, ...]:
    """The labelled facts."""
    return tuple(
        Fact(**{**record, "needles": tuple(record["needles"])})
        for record in json.loads(path.read_text(encoding="utf-8"))
    )


class DiagnosticReports:
    """The benchmark ``diagnostic_report``."""

    name = "diagnostic_report"

    def run(self, options: RunOptions) -> EvalReport:
        """Writes the reports and looks for the facts."""
        began = time.perf_counter()
        facts = load_diagnostic_facts()[: options.limit]
        machines = list(dict.fromkeys(fact.equipment for fact in facts))
        reports: dict[str, Report] = {}
        beside: dict[str, list[str]] = {}
        with ingested(options.settings, [SAMPLES / "plant"]) as knowledge:
            for number, machine in enumerate(machines):
                options.tell(machine, number, len(machines))
                reports[machine] = make_report(ReportAsked(equipment=machine, language="en"), knowledge)
                beside[machine] = passages(machine, knowledge, words=length(reports[machine]))
        found = [held(fact, reports[fact.equipment]) for fact in facts]
        plain = [any(says(text, fact.needles) for text in beside[fact.equipment]) for fact in facts]
        keep(options.results, facts, found, plain)
        scores = by_group(facts, found, built_on=(BUILT_ON,))
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
                    name: mean(values)
                    for name, values in by_group(facts, plain, built_on=(BUILT_ON,)).items()
                }
            },
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
        )


def held(fact: Fact, report: Report) -> bool:
    """Whether the fact stands in its section."""
    section = next(one for one in report.sections if one.key == fact.section)
    said = [point.text for point in section.points]
    if section.grid is not None:
        said += [" ".join(row) for row in section.grid.rows]
    return any(says(text, fact.needles) for text in (said[:1] if fact.first else said))
