"""When something changed for good: logs with known changes, made ones and real ones.

Protocol: ``eval/change_logs.py`` makes logs of 800 to 3,000 rows with one to three changes of one kind (or
none) in autocorrelated noise, some with spikes or a season; the real ones are SKAB's files with the set's
own change-points and TEP's test runs, whose fault begins at row 160. Settings were chosen on other seeds,
on files of even number and on even faults; the figures are those of the others. A change is hit by one said
within the margin (a fiftieth of a made log, a twentieth where the slope changes, for a bend cannot be
placed more sharply; 30 rows of a real one). Changes said so near to each other are one. ``f1`` pools a
group's changes; ``covering`` is the mean Jaccard index of stretches (van den Burg and Williams, 2020);
``false_per_log`` counts what is said where nothing changes. Of made logs with changes of one kind, only
what is said to be of that kind counts. Baselines: to say nothing; peaks of the difference between means of
two neighbouring windows above four of its deviations; the textbook's cut (levels, white noise from first
differences, Schwarz' penalty).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence

import numpy as np

from assistant.experts.series.changes.find import Asked, find_changes
from assistant.experts.series.changes.segment import segments
from assistant.experts.series.operations import Values
from eval.benchmark import RunOptions
from eval.change_logs import ChangeLog, made_logs, skab_logs, tep_logs
from eval.datasets import local_folder
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.scorers.change_points import Hits, covering, f1, hits

MADE = 24
"""Made logs of each kind."""
_WINDOW = 50
_FAR = 4.0

Way = Callable[[ChangeLog], Sequence[int]]
"""From a log to the rows at which something is said to have changed."""


class ChangePoints:
    """The benchmark ``change_points``; ``limit`` is the number of made logs of each kind and of real ones."""

    name = "change_points"

    def run(self, options: RunOptions) -> EvalReport:
        """Finds changes in every log by every way."""
        began = time.perf_counter()
        logs = list(made_logs(min(options.limit or MADE, MADE), tuning=False))
        skab = local_folder("skab", options.bench_data, needs=("valve1",))
        tep = local_folder("tep", options.bench_data, needs=("d00_te.dat",))
        real = [
            log for log in (*skab_logs(skab), *tep_logs(tep)) if not log.tuning or log.group == "tep_normal"
        ]
        logs += real[: options.limit]
        ways: dict[str, Way] = {
            "ours": ours,
            "nothing": lambda _: (),
            "window_means": window_means,
            "textbook_cut": textbook,
        }
        said: dict[str, list[Sequence[int]]] = {name: [] for name in ways}
        options.results.parent.mkdir(parents=True, exist_ok=True)
        with options.results.open("a", encoding="utf-8") as file:
            for number, log in enumerate(logs):
                options.tell(f"{log.group} {log.name}", number, len(logs))
                for name, way in ways.items():
                    said[name].append(events(way(log), log.margin))
                    row = {"log": log.name, "group": log.group, "way": name, "rows": said[name][-1]}
                    file.write(json.dumps(row) + "\n")
                file.flush()
        found = {name: figures(logs, rows) for name, rows in said.items()}
        return EvalReport(
            benchmark=self.name,
            n=len(logs),
            errors=0,
            scores=found.pop("ours"),
            baselines=found,
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=("the baselines know levels only",),
        )


def ours(log: ChangeLog) -> list[int]:
    """What ``assistant detect --changes`` says; of the log's own kind where it has one."""
    found = find_changes(log.values, Asked(step_seconds=1.0))
    return [change.row for change in found if log.kind in (None, change.kind)]


def window_means(log: ChangeLog) -> list[int]:
    """Rows where the means of the windows before and after differ most, in each sensor."""
    said: list[int] = []
    for values in log.values.T:
        sums = np.concatenate(([0.0], np.cumsum(values - values.mean())))
        apart = np.abs(sums[2 * _WINDOW :] - 2.0 * sums[_WINDOW:-_WINDOW] + sums[: -2 * _WINDOW]) / _WINDOW
        limit = _FAR * max(float(np.std(np.diff(values))) / np.sqrt(_WINDOW), 1e-12)
        while apart.size and apart.max() > limit:
            place = int(apart.argmax())
            said.append(place + _WINDOW)
            apart[max(place - _WINDOW, 0) : place + _WINDOW] = 0.0
    return said


def textbook(log: ChangeLog) -> list[int]:
    """The cut into levels with the least sum of squares and Schwarz' penalty, white noise assumed."""
    said: list[int] = []
    for values in log.values.T:
        noise = _white(values)
        if noise > 0.0:
            parts = segments(values / noise, penalty=2.0 * np.log(values.size), least=20, lines=False)
            said += [part.first for part in parts[1:]]
    return said


def _white(values: Values) -> float:
    """Deviation of white noise with such first differences."""
    return float(1.4826 * np.median(np.abs(np.diff(values))) / np.sqrt(2.0))


def events(rows: Sequence[int], margin: int) -> list[int]:
    """The first of the rows that lie within a margin of each other."""
    found: list[int] = []
    for row in sorted(rows):
        if not found or row - found[-1] > margin:
            found.append(row)
    return found


def figures(logs: Sequence[ChangeLog], said: Sequence[Sequence[int]]) -> dict[str, float]:
    """F1 and covering of each group with changes, what is said in each without."""
    found: dict[str, float] = {}
    for group in dict.fromkeys(log.group for log in logs):
        own = [(log, rows) for log, rows in zip(logs, said, strict=True) if log.group == group]
        counted: list[Hits] = [hits(log.rows, rows, log.margin) for log, rows in own]
        if not any(log.rows for log, _ in own):
            found[f"{group}_false_per_log"] = float(np.mean([h.said for h in counted]))
            continue
        found[f"{group}_f1"] = f1(counted)
        found[f"{group}_recall"] = sum(h.hit for h in counted) / sum(h.known for h in counted)
        covers = [covering(log.rows, rows, log.values.shape[0]) for log, rows in own]
        found[f"{group}_covering"] = float(np.mean(covers))
    return found
