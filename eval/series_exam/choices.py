"""Multiple-choice questions about short series: which measure a question's words ask for. Knows words."""

from __future__ import annotations

import re

import numpy as np

from assistant.experts.series.tokens import fold
from eval.series_exam import asked_faults as wrong
from eval.series_exam import measures as m
from eval.series_exam import one_series as one
from eval.series_exam import two_series as two
from eval.series_exam.options import (
    Exercise,
    Say,
    change,
    greater,
    number_nearest,
    option_with,
    same,
    yes_no,
)


def choose(exercise: Exercise) -> int | None:
    """The option that the measures say; None where no plan fits the question."""
    text = fold(exercise.question)
    for pattern, plan in _PLANS:
        if re.search(pattern, text):
            return plan(exercise)
    return None


_PLANS: tuple[tuple[str, Say], ...] = (
    (r"noisy based", one.noisy),
    (r"what is the likely type of anomaly in each", wrong.faults_of_both),
    (r"which time series has the anomaly", wrong.fault_of_which),
    (r"same type of anomal", wrong.same_fault),
    (r"in which part", wrong.part),
    (r"(pattern|combination of one.components).*without the anomaly|without the anomaly", one.components),
    (r"anomal|structural break", wrong.fault),
    (r"autocorrelation at lag 1 for", one.lag_one),
    (r"larger magnitude in autocorrelation", lambda e: greater(e, lambda x: abs(m.autocorrelation(x)))),
    (r"likely to be an ar\(1\)", two.ar),
    (r"likely to be an ma\(1\)", two.ma),
    (r"mean reversion", lambda e: yes_no(e, said=m.mean_reverting(e.series[0]))),
    (r"standard deviation for their random", lambda e: greater(e, two.random_part)),
    (r"granger", two.granger),
    (r"lagg", two.lagged),
    (r"flipped", two.flipped),
    (r"scaled version", two.scaled),
    (r"same underlying distribution", two.same_distribution),
    (
        r"random walk. are they likely to have the same variance",
        lambda e: same(e, lambda x: float(np.diff(x).std()), 1.25),
    ),
    (r"same variance", lambda e: same(e, lambda x: float(x.std()), 1.25)),
    (r"same level of noise", lambda e: same(e, m.noise_level, 1.4)),
    (r"same type of noise", lambda e: yes_no(e, said=m.white(e.series[0]) == m.white(e.series[1]))),
    (r"higher magnitude of noise", lambda e: greater(e, m.noise_level)),
    (r"higher amplitude", lambda e: greater(e, m.amplitude)),
    (r"higher period", lambda e: greater(e, lambda x: m.period(x) or one.length(x))),
    (r"higher slope", lambda e: greater(e, lambda x: abs(m.trend_line(x)[0]))),
    (r"highest variance|higher variance", lambda e: greater(e, lambda x: float(np.diff(x).std()))),
    (
        r"same direction of trend",
        lambda e: yes_no(e, said=m.trend_line(e.series[0])[0] * m.trend_line(e.series[1])[0] > 0),
    ),
    (r"same type of trend", lambda e: two.same_trend(e)),
    (r"similar pattern|similar shape", two.alike),
    (r"regimes are there", lambda e: number_nearest(e, float(one.regimes(e)), relative=False)),
    (r"regime switching|piece-?wise stationar", lambda e: yes_no(e, said=one.regimes(e) > 1)),
    (r"weak stationarity", one.weak),
    (r"stationary after", one.stationary_after),
    (r"seasonal stationarity", lambda e: yes_no(e, said=m.period(e.series[0]) is not None)),
    (
        r"any part of the given",
        lambda e: yes_no(e, said=any(m.stationary(p) for p in np.array_split(e.series[0], 3))),
    ),
    (r"stationar", lambda e: yes_no(e, said=m.stationary(e.series[0]))),
    (
        r"white noise process. what is the most likely noise level",
        lambda e: number_nearest(e, float(e.series[0].std())),
    ),
    (r"white noise or random walk", one.noise_kind),
    (r"is the given time series a white noise", lambda e: yes_no(e, said=m.white(e.series[0]))),
    (r"type of noise", one.noise_kind),
    (r"red noise|random walk", lambda e: yes_no(e, said=m.autocorrelation(e.series[0]) > 0.9)),
    (
        r"influence the detection",
        lambda e: option_with(
            e, r"distort" if m.noise_level(e.series[0]) > 0.3 * e.series[0].std() else r"no influence"
        ),
    ),
    (r"additive or multiplicative|combined together", one.combined),
    (r"mean stable", lambda e: yes_no(e, said=m.stationary(m.smooth(e.series[0], 9)))),
    (r"most likely mean", lambda e: number_nearest(e, float(e.series[0].mean()), relative=False)),
    (r"most likely variance", one.variance),
    (r"amplitude of the square wave", one.amplitude_of_last),
    (r"most likely amplitude", lambda e: number_nearest(e, m.amplitude(e.series[0]))),
    (
        r"period of the s[wa]+tooth wave",
        lambda e: number_nearest(
            e, m.period(m.halves(e.series[0])[0]) or one.length(m.halves(e.series[0])[0])
        ),
    ),
    (r"most likely period", lambda e: number_nearest(e, m.period(e.series[0]) or one.length(e.series[0]))),
    (
        r"followed by a square wave.*amplitude vary|amplitude change|amplitude",
        lambda e: change(e, one.spread),
    ),
    (r"period change", lambda e: change(e, one.length)),
    (
        r"best describe the cycle",
        lambda e: change(e, one.length if option_with(e, r"period") is not None else one.spread),
    ),
    (r"additive combination", one.two_waves),
    (r"trend and cyclic component added together. which components", one.components),
    (r"cycl\w+ pattern", one.wave),
    (r"direction of the linear trend", one.direction),
    (r"trend coefficient", one.slope),
    (r"change direction", one.turns),
    (r"first half.*second half", one.halves_alike),
    (r"how many pieces", one.pieces),
    (r"latter half", lambda e: one.trend(e, m.halves(e.series[0])[1])),
    (r"most dominant pattern", one.dominant),
    (r"ordering", lambda e: option_with(e, r"linear -> exponential -> log")),
    (r"trend", one.trend),
)
