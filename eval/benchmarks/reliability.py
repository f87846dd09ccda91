"""Questions after the reliability of machines: MTBF, availability, trends, the worst one, the last repairs.

Protocol: ``eval/made_registers.py`` makes registers of work of five sites in five layouts (CMMS and GMAO
exports, a list of requests, names and yes or no, failure modes alone), each ingested apart, and every aim is
asked of each in both languages through ``Assistant.ask``. Three times 210 wordings were written by somebody
who knew neither patterns nor registers: two sets are ``developed`` (the first was looked at while the
patterns were written, the second after it had been asked once), ``held_out`` is the third, which was only
counted. Right is: a stretch of time within 3 %, a share within 0.3 points, the machine that is worst named
first, numbers of orders, the crew; a trend said as it was made; and where a register does not hold what is
asked (no downtime, no due dates, no crew) that this is said. The baseline takes every order for a failure.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from assistant.engines import Engine
from eval.benchmark import Grade, RunOptions
from eval.case import Case, CaseLanguage, Score
from eval.made_registers import LAYOUTS, Order, Site, failures_of, make_site, write_site
from eval.made_sites import run_made_sites
from eval.report import EvalReport
from eval.scorers.words import without_markers

WORDINGS = Path(__file__).with_name("data") / "reliability" / "wordings.json"
_SEED = 5
_YEAR = 2029
_TIME, _SHARE = 0.03, 0.3
_SPAN = re.compile(r"(\d+(?:[.,]\d+)?)\s*(days?|jours?|h\b)")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_CANNOT = re.compile(
    r"cannot|can't|does not say|no downtime|did not find|has no|records no|n'indique|ne dit pas|n'a pas|"
    r"pas trouvé|pas calculable"
)
_NEEDS = {"availability": "downtime", "worst_downtime": "downtime", "worst_cost": "cost", "on_time": "due",
          "last_who": "crew"}  # fmt: skip
"""What a register must hold for an aim to have an answer."""
_WAYS = {
    "same": re.compile(
        r"neither more nor less|no (?:clear )?(?:change|trend)|ni plus ni moins|pas d'évolution"
    ),
    "more": re.compile(r"more and more|more often|de plus en plus|plus souvent"),
    "fewer": re.compile(r"less and less|less often|de moins en moins|moins souvent"),
}
"""Looked for in this order."""

Wordings = Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]
"""By part, aim and language."""
Truth = tuple[Site, str, str, str]
"""Site, aim, and the machines that the question names."""


class Reliability:
    """The benchmark ``reliability``; needs no benchmark data."""

    name = "reliability"

    def run(self, options: RunOptions) -> EvalReport:
        """Makes the registers, ingests each apart and asks."""
        sites = {layout.name: make_site(layout, seed=_SEED) for layout in LAYOUTS}
        asked = list(questions(sites, json.loads(WORDINGS.read_text(encoding="utf-8"))))
        truths = {case.id: truth for case, truth in asked}
        cases = [(case, truth[0].layout.name) for case, truth in asked]
        return run_made_sites(
            self.name, sites, write_site, cases, partial(grade, truths), EveryOrder(truths), options
        )


def questions(sites: Mapping[str, Site], wordings: Wordings) -> Iterator[tuple[Case, Truth]]:
    """Each aim of each site in both languages, in a wording of each part."""
    languages: tuple[CaseLanguage, ...] = ("en", "fr")
    for part, aims in wordings.items():
        for at, (name, site) in enumerate(sites.items()):
            for aim, by_language in aims.items():
                machine, other = _machines(site, aim, at)
                for language in languages:
                    texts = by_language[language]
                    text = texts[(at + len(aim)) % len(texts)]
                    asked = text.replace("{machine}", machine).replace("{other}", other)
                    case = Case(
                        id=f"{name}-{aim}-{language}-{part}",
                        question=asked.replace("{year}", str(_YEAR)),
                        answer_type="text",
                        value="",
                        kind=part,
                        language=language,
                    )
                    yield case, (site, aim, machine, other)


def _machines(site: Site, aim: str, at: int) -> tuple[str, str]:
    """The machines that an aim is asked of: for a trend one of each course, over the sites."""
    number = at % 3 if aim == "failure_trend" else 2 + at
    return site.machines[number], site.machines[(number + 1) % len(site.machines)]


def grade(truths: Mapping[str, Truth], case: Case, answer: str, abstained: bool) -> Grade:
    """Right, declined or wrong, over all, by part and by aim."""
    site, aim, machine, other = truths[case.id]
    needed = _NEEDS.get(aim)
    if needed is not None and needed not in site.layout.has:
        right = abstained or _CANNOT.search(answer) is not None
    else:
        right = not abstained and is_right(site, aim, machine, other, without_markers(answer))
    declined = abstained and not right
    outcome = {"right": float(right), "declined": float(declined), "wrong": float(not right and not declined)}
    metrics = {**outcome, f"right_{aim}": float(right)}
    for name, value in outcome.items():
        metrics[f"{name}_{case.kind}"] = value
        metrics[f"{name}_{case.kind}_{case.language}"] = value
    return Grade(score=Score(value=float(right), correct=right, why=aim), metrics=metrics)


def is_right(site: Site, aim: str, machine: str, other: str, answer: str) -> bool:
    """Whether an answer says what is true of a site."""
    told = answer.replace(machine, "M").replace(other, "O")
    match aim:
        case "mtbf" | "mtbf_year":
            return _is_near(_hours_in(told), mtbf_of(site, machine, aim == "mtbf_year"))
        case "mttr":
            return _is_near(_hours_in(told), repair_of(site, machine))
        case "availability":
            return _is_share(told, 1 - _down(site, machine) / _hours(*site.span))
        case "failure_trend" | "failure_trend_all":
            way = site.trends[machine] if aim == "failure_trend" else "same"
            return next((name for name, pattern in _WAYS.items() if pattern.search(answer)), None) == way
        case "worst_failures" | "worst_downtime" | "worst_cost":
            named = sorted((at, name) for name in site.machines if (at := answer.find(name)) >= 0)
            return bool(named) and named[0][1] == worst_of(site, aim)
        case "compare":
            counts = [str(len(failures_of(site, name))) for name in (machine, other)]
            return (
                machine in answer
                and other in answer
                and all(re.search(rf"(?<![\d.,]){count}(?![\d.,])", told) for count in counts)
            )
        case "planned_share" if "kind" not in site.layout.has:
            share = len(failures_of(site)) / len(site.valid)
            return _is_share(told, share) and _CANNOT.search(answer) is not None
        case "planned_share":
            return _is_share(told, sum(o.kind == "planned" for o in site.valid) / len(site.valid))
        case "on_time":
            return _is_share(told, on_time_of(site))
        case "last_failures":
            return all(order.key in answer for order in failures_of(site, machine)[-3:])
        case "last_who":
            return last_of(site, machine).crew in answer
        case _:
            return _tells_last(site, machine, told)


def mtbf_of(site: Site, machine: str, in_year: bool) -> float:
    """Hours up by failures, over the register or the year."""
    start, end = site.span
    if in_year:
        start, end = datetime(_YEAR, 1, 1), datetime(_YEAR + 1, 1, 1)
    failed = [o for o in failures_of(site, machine) if start <= o.raised <= end]
    down = sum(o.downtime for o in failed) if "downtime" in site.layout.has else 0.0
    return (_hours(start, end) - down) / len(failed)


def repair_of(site: Site, machine: str) -> float:
    """Mean downtime of a failure; from report to end, in whole days, where the register has none."""
    failed = failures_of(site, machine)
    if "downtime" in site.layout.has:
        return sum(o.downtime for o in failed) / len(failed)
    days = [(o.finished.date() - o.raised.date()).days for o in failed if o.finished]
    return 24 * sum(days) / len(days)


def worst_of(site: Site, aim: str) -> str:
    """The machine with the most failures, downtime or cost."""
    totals: dict[str, float] = defaultdict(float)
    for order in site.valid:
        totals[order.machine] += {
            "worst_failures": float(order.kind == "failed"),
            "worst_downtime": order.downtime,
            "worst_cost": order.cost,
        }[aim]
    return max(totals, key=lambda name: totals[name])


def on_time_of(site: Site) -> float:
    """Share of planned orders that were finished by the day they were due."""
    due = [(o.finished, o.due) for o in site.valid if o.kind == "planned" and o.due and o.finished]
    return sum(finished.date() <= limit.date() for finished, limit in due) / len(due)


def last_of(site: Site, machine: str) -> Order:
    """The order on a machine that was finished last."""
    orders = [o for o in site.valid if o.machine == machine and o.finished is not None]
    return max(orders, key=lambda order: order.finished or order.raised)


def _tells_last(site: Site, machine: str, told: str) -> bool:
    last = failures_of(site, machine)[-1]
    if "downtime" in site.layout.has:
        return _is_near(_hours_in(told), last.downtime)
    end = last.finished or last.raised
    return _is_near(_hours_in(told), 24.0 * (end.date() - last.raised.date()).days)


def _down(site: Site, machine: str) -> float:
    return sum(o.downtime for o in site.valid if o.machine == machine)


def _hours(start: datetime, end: datetime) -> float:
    return (end - start) / timedelta(hours=1)


def _hours_in(text: str) -> float:
    """The first stretch of time in a text, in hours; infinite where there is none."""
    found = _SPAN.search(text)
    if found is None:
        return float("inf")
    return float(found[1].replace(",", ".")) * (1 if found[2] == "h" else 24)


def _is_near(said: float, true: float) -> bool:
    return abs(said - true) <= max(_TIME * true, 0.06)


def _is_share(text: str, true: float) -> bool:
    found = _PERCENT.search(text)
    return found is not None and abs(float(found[1].replace(",", ".")) - 100 * true) <= _SHARE


class EveryOrder:
    """The baseline ``every_order``: each order a failure, the machine with the most orders the worst."""

    name = "every_order"
    slow = False

    def __init__(self, truths: Mapping[str, Truth]) -> None:
        self._truths = truths

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:
        """Needs nothing."""

    def answer(self, case: Case) -> str:
        """What counting the rows of a machine says."""
        site, aim, machine, other = self._truths[case.id]
        mine = [o for o in site.orders if o.machine == machine]
        counts = {name: sum(o.machine == name for o in site.orders) for name in site.machines}
        last = mine[-1]
        match aim:
            case "mtbf" | "mtbf_year":
                return f"{_hours(*site.span) / 24 / len(mine):.1f} days"
            case "mttr":
                return f"{sum(o.downtime for o in mine) / len(mine):.1f} h"
            case "availability":
                return f"{100 * (1 - _down(site, machine) / _hours(*site.span)):.1f} %"
            case "failure_trend" | "failure_trend_all":
                half = site.span[0] + (site.span[1] - site.span[0]) / 2
                late = sum(o.raised >= half for o in mine)
                return "more often" if late > len(mine) / 2 else "less often"
            case "worst_failures" | "worst_downtime" | "worst_cost":
                return max(counts, key=lambda name: counts[name])
            case "compare":
                return f"{machine} {counts[machine]}, {other} {counts[other]}"
            case "planned_share" | "on_time":
                return "50 %"
            case "last_failures":
                return ", ".join(o.key for o in mine[-3:])
            case "last_who":
                return last.crew
            case _:
                return f"{last.downtime:.1f} h"
