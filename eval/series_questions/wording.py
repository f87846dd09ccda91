"""How engineers ask after attributes of signals, English and French. Knows words, no log and no answer.

``{x}`` is the sensor, ``{y}`` another one, ``{m}`` the machine, ``{a}`` and ``{b}`` days. French names stand
without an article, so that templates say ``de {x}``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from eval.case import CaseLanguage
from eval.series_questions.signals import MadeLog, MadeSensor

TEMPLATES: Mapping[str, Mapping[CaseLanguage, Sequence[str]]] = {
    "mean": {
        "en": ("What was the mean of {x} on {a}?", "Average {x} on {a}?"),
        "fr": ("Quelle a été la moyenne de {x} le {a} ?", "Moyenne de {x} le {a} ?"),
    },
    "compare": {
        "en": (
            "By how much did the mean of {x} differ between {a} and {b}?",
            "Compare the average {x} on {a} with {b}: what is the difference?",
        ),
        "fr": (
            "Quel est l'écart entre la moyenne de {x} le {a} et le {b} ?",
            "De combien la moyenne de {x} diffère-t-elle entre le {a} et le {b} ?",
        ),
    },
    "trend": {
        "en": (
            "Is {x} rising, falling or steady over the whole log?",
            "Does {x} have a trend, and which way?",
            "In which direction is {x} drifting in the long run?",
        ),
        "fr": (
            "{x} : en hausse, en baisse ou stable sur tout l'enregistrement ?",
            "Y a-t-il une tendance de {x}, et dans quel sens ?",
            "Dans quel sens évolue {x} à long terme ?",
        ),
    },
    "rate": {
        "en": ("How fast does {x} drift, per day?", "What is the trend of {x} per day?"),
        "fr": ("De combien {x} dérive-t-il par jour ?", "Quelle est la tendance de {x} par jour ?"),
    },
    "period": {
        "en": (
            "How long is the cycle of {x}?",
            "What is the period of the oscillation of {x}?",
            "After how long does the pattern of {x} repeat?",
        ),
        "fr": (
            "Quelle est la durée du cycle de {x} ?",
            "Quelle est la période de l'oscillation de {x} ?",
            "Au bout de combien de temps le motif de {x} se répète-t-il ?",
        ),
    },
    "cyclic": {
        "en": ("Is {x} cyclic?", "Does {x} follow a cycle?", "Is there a periodic pattern in {x}?"),
        "fr": ("{x} est-il cyclique ?", "{x} suit-il un cycle ?", "Y a-t-il un motif périodique dans {x} ?"),
    },
    "noise": {
        "en": ("How noisy is {x}?", "How strong is the noise of {x}, trend and cycle apart?"),
        "fr": ("Quel est le niveau de bruit de {x} ?", "{x} : quel bruit, hors tendance et cycle ?"),
    },
    "lag": {
        "en": ("By how long does {y} lag behind {x}?", "How long after {x} does {y} react?"),
        "fr": (
            "De combien de temps {y} est-il en retard sur {x} ?",
            "Combien de temps après {x} {y} réagit-il ?",
        ),
    },
    "leads": {
        "en": ("Which leads the other, {x} or {y}?", "Does {y} follow {x} or the other way round?"),
        "fr": ("Lequel précède l'autre, {x} ou {y} ?", "Est-ce {y} qui suit {x} ou l'inverse ?"),
    },
    "correlation": {
        "en": ("How strongly are {x} and {y} correlated?", "Correlation between {x} and {y}?"),
        "fr": ("Quelle est la corrélation entre {x} et {y} ?", "Corrélation de {x} avec {y} ?"),
    },
    "shift_time": {
        "en": ("When did the level of {x} change?", "When was there a step change of {x}?"),
        "fr": ("Quand le niveau de {x} a-t-il changé ?", "Quand y a-t-il eu un saut de niveau de {x} ?"),
    },
    "shift_size": {
        "en": ("By how much did the level of {x} shift?", "How large is the step change of {x}?"),
        "fr": (
            "De combien le niveau de {x} a-t-il changé ?",
            "Quelle est l'ampleur du saut de niveau de {x} ?",
        ),
    },
    "local_time": {
        "en": ("When was {x} abnormal?", "When did something unusual happen to {x}?"),
        "fr": (
            "Quand {x} a-t-il été anormal ?",
            "À quel moment {x} s'est-il comporté de façon inhabituelle ?",
        ),
    },
    "local_size": {
        "en": ("How far was {x} off its usual level when it was abnormal?", "How big is the anomaly of {x}?"),
        "fr": (
            "De combien {x} s'est-il écarté de son niveau habituel pendant l'anomalie ?",
            "Quelle est l'ampleur de l'anomalie de {x} ?",
        ),
    },
    "stuck_time": {
        "en": ("When was {x} stuck?", "Since when was {x} frozen?"),
        "fr": ("Quand {x} a-t-il été figé ?", "Quand la mesure de {x} est-elle restée bloquée ?"),
    },
    "stuck_length": {
        "en": ("For how long was {x} stuck at one value?", "How long did {x} stay frozen?"),
        "fr": (
            "Combien de temps {x} est-il resté figé ?",
            "Pendant combien de temps {x} a-t-il été bloqué ?",
        ),
    },
    "gap_length": {
        "en": ("How long is the gap in the data of {m}?", "For how long did the {m} log record nothing?"),
        "fr": (
            "Combien de temps dure le trou dans les données de {m} ?",
            "Pendant combien de temps le journal {m} n'a-t-il rien enregistré ?",
        ),
    },
    "gap_time": {
        "en": ("When are there gaps in the {m} log?", "When is data of {m} missing?"),
        "fr": (
            "Quand y a-t-il des trous dans le journal {m} ?",
            "À quel moment manque-t-il des mesures de {m} ?",
        ),
    },
    "trip": {
        "en": ("When did {m} trip?", "At what time did {m} stop?"),
        "fr": ("Quand {m} a-t-il déclenché ?", "À quelle heure {m} s'est-il arrêté ?"),
    },
    "before_trip": {
        "en": (
            "What happened before the trip of {m}?",
            "Which sensor of {m} drifted first before it tripped?",
        ),
        "fr": (
            "Que s'est-il passé avant le déclenchement de {m} ?",
            "Quel capteur de {m} a dérivé en premier avant l'arrêt ?",
        ),
    },
    "absent": {
        "en": ("What was the mean of {x} on {a}?", "Is {x} rising or falling?"),
        "fr": ("Quelle a été la moyenne de {x} le {a} ?", "{x} est-il en hausse ?"),
    },
}  # fmt: skip

UNSEEN: Mapping[str, Mapping[CaseLanguage, Sequence[str]]] = {
    "mean": {"en": ("What did {x} average on {a}?",), "fr": ("Combien valait {x} en moyenne le {a} ?",)},
    "compare": {
        "en": ("{x}: mean of {a} against mean of {b}, what is the gap?",),
        "fr": ("Compare la moyenne de {x} du {a} à celle du {b}.",),
    },
    "trend": {
        "en": ("Is there any upward or downward trend in {x}?", "Is {x} going up or down?"),
        "fr": ("{x} a-t-il tendance à monter ou à descendre ?", "Est-ce que {x} augmente ou diminue ?"),
    },
    "rate": {
        "en": ("At what rate per day is {x} changing?",),
        "fr": ("À quelle vitesse par jour {x} évolue-t-il ?",),
    },
    "period": {
        "en": ("How often does {x} cycle?", "What is the cycle time of {x}?"),
        "fr": ("{x} oscille avec quelle période ?", "Tous les combien de temps {x} oscille-t-il ?"),
    },
    "cyclic": {
        "en": ("Is there a regular oscillation in {x}?",),
        "fr": ("Voit-on une oscillation régulière de {x} ?",),
    },
    "noise": {"en": ("What is the noise level of {x}?",), "fr": ("{x} est-il bruité, et de combien ?",)},
    "lag": {
        "en": ("What is the delay between {x} and {y}?",),
        "fr": ("Quel est le décalage dans le temps entre {x} et {y} ?",),
    },
    "leads": {
        "en": ("Between {x} and {y}, which one reacts first?",),
        "fr": ("Entre {x} et {y}, lequel bouge en premier ?",),
    },
    "correlation": {
        "en": ("Do {x} and {y} move together? Give the coefficient.",),
        "fr": ("À quel point {x} et {y} sont-ils corrélés ?",),
    },
    "shift_time": {
        "en": ("When did {x} jump to another level?",),
        "fr": ("À quel moment {x} est-il passé à un autre niveau ?",),
    },
    "shift_size": {
        "en": ("What is the size of the level jump in {x}?",),
        "fr": ("De combien {x} a-t-il sauté ?",),
    },
    "local_time": {
        "en": ("When did {x} misbehave?",),
        "fr": ("Quand {x} est-il sorti de la normale ?",),
    },
    "local_size": {
        "en": ("How much did {x} deviate from normal during the anomaly?",),
        "fr": ("Pendant l'anomalie, de combien {x} s'est-il éloigné de la normale ?",),
    },
    "stuck_time": {
        "en": ("From what time did {x} flatline?",),
        "fr": ("À partir de quand {x} n'a-t-il plus varié ?",),
    },
    "stuck_length": {
        "en": ("What is the longest time {x} did not change at all?",),
        "fr": ("Quelle est la durée du blocage de {x} ?",),
    },
    "gap_length": {
        "en": ("How much time is missing from the {m} log?",),
        "fr": ("Quelle est la durée du trou dans l'enregistrement {m} ?",),
    },
    "gap_time": {
        "en": ("Where is the hole in the {m} data?",),
        "fr": ("Où se trouve le trou dans les données {m} ?",),
    },
    "trip": {"en": ("When was {m} shut down?",), "fr": ("Quand a eu lieu l'arrêt de {m} ?",)},
    "before_trip": {
        "en": ("What led to the trip of {m}?",),
        "fr": ("Quelle mesure de {m} a bougé en premier avant la panne ?",),
    },
    "absent": {"en": ("Does {x} follow a cycle?",), "fr": ("Quand {x} a-t-il été anormal ?",)},
}  # fmt: skip
"""Written before anything was mended, and asked of the logs that report only."""

MONTHS: Mapping[CaseLanguage, Sequence[str]] = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}


def named(log: MadeLog, sensor: MadeSensor, language: CaseLanguage) -> str:
    """A sensor as a question names it: by its tag, or by its quantity and the machine."""
    if log.tagged:
        return sensor.tag
    of = "of" if language == "en" else "de"
    return f"{sensor.quantity[0 if language == 'en' else 1]} {of} {log.machine}"


def day(moment: datetime, language: CaseLanguage) -> str:
    """``5 June 2025``, ``5 juin 2025``."""
    return f"{moment.day} {MONTHS[language][moment.month - 1]} {moment.year}"
