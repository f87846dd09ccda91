"""What is told of made series: the object of ``simulate --json`` and a sentence. Knows no screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assistant.experts.series.concepts.labels import LabelledRange
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.simulate.edits import Change, Edit
from assistant.experts.series.simulate.simulation import Order, Synthetic, simulate, states_of
from assistant.experts.series.simulate.wish import read_wish

Language = Literal["en", "fr"]
Json = dict[str, object]

_MOST_SEVERE = 10.0
_WORDS: dict[Language, dict[Change, str]] = {
    "en": {
        "shift": "{x} shifted by {size}",
        "drift": "{x} drifting by {size} up to the end",
        "oscillation": "{x} oscillating by {size} every {rows} rows",
        "spikes": "spikes of {size} on {x}",
        "noise": "noise of {size} on {x}",
        "stuck": "{x} stuck",
        "delay": "{x} late by {rows} rows",
    },
    "fr": {
        "shift": "{x} décalé de {size}",
        "drift": "{x} dérivant de {size} jusqu'à la fin",
        "oscillation": "{x} oscillant de {size} toutes les {rows} lignes",
        "spikes": "pics de {size} sur {x}",
        "noise": "bruit de {size} sur {x}",
        "stuck": "{x} figé",
        "delay": "{x} en retard de {rows} lignes",
    },
}


def simulate_log(
    log: SensorLog,
    like: str,
    *,
    order: Order,
    labels: Sequence[LabelledRange] = (),
    train_until: str | None = None,
    normal: str = "normal",
) -> Synthetic:
    """Reads the wish, learns and makes.

    Args:
        like: What is asked for, in English or French.
        labels: Ranges of known states.
        train_until: How many of the first rows are normal, or the last normal day or time.

    Raises:
        LogRefused: The wish is not understood or cannot be met.
    """
    train_rows = None if train_until is None else log.train_rows(train_until)
    states = states_of(log, labels, train_rows=train_rows, normal=normal)
    wish = read_wish(like, states=tuple(states), sensors=log.names, normal=normal)
    if wish.severity is not None and not 0 <= wish.severity <= _MOST_SEVERE:
        raise LogRefused(f"a severity of {wish.severity:g} is not between 0 and {_MOST_SEVERE:g}")
    return simulate(log, states, wish, order, normal=normal)


def report_json(made: Synthetic, language: Language) -> Json:
    """The object of ``assistant simulate --json``."""
    gap = made.fidelity.correlation_gap
    return {
        "log": made.log.name,
        "sensors": list(made.log.names),
        "method": made.order.method,
        "seed": made.order.seed,
        "state": made.state,
        "severity": made.severity,
        "rows": int(made.values.shape[1]),
        "series": int(made.values.shape[0]),
        "step_seconds": made.step_seconds,
        "onset": made.order.onset,
        "learnt_rows": made.learnt_rows,
        "changes": [
            {
                "change": one.change,
                "sensor": made.log.names[one.place],
                "size": float(f"{one.size:.6g}"),
                "rows": float(f"{one.rows:.6g}"),
            }
            for one in made.changes
        ],
        "fidelity": {
            "correlation_gap": None if gap is None else round(gap, 4),
            "spread_ratio": round(made.fidelity.spread_ratio, 4),
            "mean_gap": round(made.fidelity.mean_gap, 4),
        },
        "said": sentence(made, language),
    }


def sentence(made: Synthetic, language: Language) -> str:
    """What was made, as it was understood."""
    series, rows, _ = made.values.shape
    changes = "; ".join(_said(one, made, language) for one in made.changes)
    step = f"{made.step_seconds:.6g}"
    if language == "fr":
        text = f"{series} série(s) de {rows} lignes toutes les {step.replace('.', ',')} s, état {made.state}"
        text += f", sévérité {100 * made.severity:.0f} %"
        if made.order.onset:
            text += f", à partir de la ligne {made.order.onset}"
        return text + (f" ; {changes}" if changes else "") + "."
    text = f"{series} series of {rows} rows every {step} s, state {made.state}"
    text += f", severity {100 * made.severity:.0f} %"
    if made.order.onset:
        text += f", from row {made.order.onset} on"
    return text + (f"; {changes}" if changes else "") + "."


def _said(one: Edit, made: Synthetic, language: Language) -> str:
    size, rows = f"{one.size:+.4g}", f"{one.rows:.4g}"
    if one.change in ("noise", "oscillation"):
        size = f"{abs(one.size):.4g}"
    if language == "fr":
        size, rows = size.replace(".", ","), rows.replace(".", ",")
    phrase = _WORDS[language][one.change]
    return phrase.replace("{x}", made.log.names[one.place]).replace("{size}", size).replace("{rows}", rows)
