"""Questions after planned work: what is overdue, due next month or next, by whom, for how long, what failed.

Protocol: ``eval/made_plans.py`` makes plans of eight sites in eight layouts (exports of SAP and Maximo, a
French GMAO, calibration registers with and without due dates, a lubrication round, statutory inspections,
orders), counted from the day of the run and each ingested apart. Every aim that a layout can answer is asked
of it in both languages through ``Assistant.ask``. All wordings were written by the author of the patterns:
``developed`` while the patterns were, ``later`` after that; both were looked at once they had been asked, so
none of the two is a held-out set.

Right is: all things that are meant are named and none that are to be done at another time, with their number;
a sum of hours, a date, a name; and for a thing that the plan does not hold, that nothing is told of it. The
baseline lists all rows with a date in the asked days, done and called off or not.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from assistant.engines import Engine
from eval.benchmark import Grade, RunOptions
from eval.case import Case, CaseLanguage, Score
from eval.made_plans import LAYOUTS, Duty, PlanSite, make_plan, write_plan
from eval.made_sites import run_made_sites
from eval.report import EvalReport
from eval.scorers.words import without_markers

WORDINGS = Path(__file__).with_name("data") / "planned_work" / "wordings.json"
_SEED = 3
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
_NEEDS = {"hours": "hours", "failed": "verdict", "last": "last", "people": "who"}
"""What a plan must hold for an aim to be asked of it."""
_OTHER = "ZX-{}"

Truth = tuple[PlanSite, str, str]
"""Site, aim, and the thing that the question names."""


class PlannedWork:
    """The benchmark ``planned_work``; needs no benchmark data."""

    name = "planned_work"

    def run(self, options: RunOptions) -> EvalReport:
        """Makes the plans, ingests each apart and asks."""
        sites = {layout.name: make_plan(layout, seed=_SEED, today=date.today()) for layout in LAYOUTS}
        asked = list(questions(sites, json.loads(WORDINGS.read_text(encoding="utf-8"))))
        truths = {case.id: truth for case, truth in asked}
        cases = [(case, truth[0].layout.name) for case, truth in asked]
        return run_made_sites(
            self.name, sites, write_plan, cases, partial(grade, truths), EveryRow(truths), options
        )


def questions(
    sites: Mapping[str, PlanSite], wordings: Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]
) -> Iterator[tuple[Case, Truth]]:
    """Each aim of each site in both languages, in a wording of each part."""
    languages: tuple[CaseLanguage, ...] = ("en", "fr")
    for part, aims in wordings.items():
        for at, (name, site) in enumerate(sites.items()):
            for aim, by_language in aims.items():
                if _NEEDS.get(aim, "") not in (*site.layout.has, ""):
                    continue
                thing = _thing(site, aim, at)
                for language in languages:
                    texts = by_language[language]
                    month = _MONTHS[language][site.next_month()[0].month - 1]
                    text = texts[(at + len(aim)) % len(texts)]
                    for mark, value in (
                        ("month", month),
                        ("mois", month),
                        ("thing", thing),
                        ("other", thing),
                    ):
                        text = text.replace(f"{{{mark}}}", value)
                    case = Case(
                        id=f"{name}-{aim}-{language}-{part}", question=text, answer_type="text", value="",
                        kind=part, language=language,
                    )  # fmt: skip
                    yield case, (site, aim, thing)


def _thing(site: PlanSite, aim: str, at: int) -> str:
    if aim == "unknown":
        return _OTHER.format(100 + at)
    counts = Counter(duty.thing for duty in site.duties)
    single = [duty.thing for duty in site.standing if counts[duty.thing] == 1]
    return single[at % len(single)]


def grade(truths: Mapping[str, Truth], case: Case, answer: str, abstained: bool) -> Grade:
    """Right, declined or wrong, over all, by part and by aim."""
    site, aim, thing = truths[case.id]
    right = is_right(site, aim, thing, without_markers(answer), abstained)
    declined = abstained and not right
    outcome = {"right": float(right), "declined": float(declined), "wrong": float(not right and not declined)}
    metrics = {**outcome, f"right_{aim}": float(right)}
    for name, value in outcome.items():
        metrics[f"{name}_{case.kind}"] = value
        metrics[f"{name}_{case.kind}_{case.language}"] = value
    return Grade(score=Score(value=float(right), correct=right, why=aim), metrics=metrics)


def is_right(site: PlanSite, aim: str, thing: str, answer: str, abstained: bool) -> bool:
    """Whether an answer says what is true of a plan."""
    if aim == "unknown":
        return abstained or not any(_date_in(duty.due, answer) for duty in site.duties)
    if abstained:
        return False
    duty = next((d for d in site.duties if d.thing == thing), site.duties[0])
    match aim:
        case "next":
            return _date_in(duty.due, answer)
        case "last":
            return _date_in(duty.last, answer)
        case "failed":
            return _lists(site, [d for d in site.duties if d.failed], answer)
        case "hours":
            total = sum(d.hours for d in wanted(site, aim))
            return any(abs(float(n.replace(",", ".")) - total) < 0.01 for n in _hours_in(answer))
        case "people":
            return busiest(site) in answer.split("\n")[0]
        case "overdue_count" | "month_count":
            return _has_number(len(wanted(site, aim)), answer.split("\n")[0])
        case _:
            return _lists(site, wanted(site, aim), answer)


def wanted(site: PlanSite, aim: str) -> list[Duty]:
    """The rows that an aim means."""
    match aim:
        case "overdue" | "overdue_count":
            return site.overdue()
        case "thirty":
            return site.between(site.today, site.today + timedelta(days=30))
        case _:
            return site.between(*site.next_month())


def busiest(site: PlanSite) -> str:
    """Who has the most hours next month, the most rows where the plan tells no hours."""
    sums: Counter[str] = Counter()
    for duty in wanted(site, "people"):
        sums[duty.who] += int(100 * duty.hours) if "hours" in site.layout.has else 1
    return sums.most_common(1)[0][0] if sums else ""


def _lists(site: PlanSite, meant: Sequence[Duty], answer: str) -> bool:
    """True where all that are meant are named with their number and no other is."""
    told = {duty.thing for duty in meant}
    others = {duty.thing for duty in site.duties} - told
    named = {name for name in told | others if re.search(rf"(?<!\w){re.escape(name)}(?!\d)", answer)}
    return named == told and _has_number(len(meant), answer)


def _has_number(number: int, text: str) -> bool:
    return re.search(rf"(?<![\d.,]){number}(?![\d.,])", text) is not None


def _date_in(day: date, answer: str) -> bool:
    forms = {f"{day.day} {_MONTHS[name][day.month - 1]} {day.year}" for name in ("en", "fr")}
    first = {f"1er {_MONTHS['fr'][day.month - 1]} {day.year}"} if day.day == 1 else set()
    return any(form in answer for form in {*forms, *first, f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}"})


def _hours_in(text: str) -> list[str]:
    return re.findall(r"(\d+(?:[.,]\d+)?) h\b", text.split("\n")[0])


class EveryRow:
    """The baseline ``every_row``: all rows with a date in the days, the first date of a thing."""

    name = "every_row"
    slow = False

    def __init__(self, truths: Mapping[str, Truth]) -> None:
        self._truths = truths

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:
        """Needs nothing."""

    def answer(self, case: Case) -> str:
        """What a filter on the column of due dates says."""
        site, aim, thing = self._truths[case.id]
        first, last = site.next_month()
        if aim in ("next", "last", "unknown"):
            found = [d for d in site.duties if d.thing == thing] or list(site.duties)[:1]
            return f"{found[0].due:%Y-%m-%d}"
        if aim == "thirty":
            first, last = site.today, site.today + timedelta(days=30)
        elif aim.startswith("overdue"):
            first, last = date.min, site.today - timedelta(days=1)
        found = [d for d in site.duties if first <= d.due <= last]
        hours = sum(d.hours for d in found)
        who = found[0].who if found else ""
        return f"{len(found)}: {', '.join(d.thing for d in found)}; {hours:.2f} h; {who}"
