"""Wordings of 27 November 2026 that the expert was mended on (set D). Knows words only, no log and no answer.

Written before its word lists were read, as an engineer or an operator types: short, without accents or
question marks, with other words for the same thing. ``{x}`` is a bare name, ``{the_x}`` and ``{of_x}``
have the article of a quantity.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.case import CaseLanguage

DEVELOPED: Mapping[str, Mapping[CaseLanguage, Sequence[str]]] = {
    "mean": {
        "en": (
            "avg {x} {a}?",
            "on average, where was {the_x} on {a}?",
            "mean reading for {x}, {a}",
            "around what value did {the_x} run on {a} on average",
        ),
        "fr": (
            "moy {x} {a} ?",
            "en moyenne, {the_x} était à combien le {a} ?",
            "valeur moyenne {of_x} sur la journée du {a}",
            "autour de quelle valeur tournait {the_x} le {a} en moyenne",
        ),
    },
    "min": {
        "en": (
            "lowest {x} on {a}?",
            "how low did {the_x} go on {a}",
            "min {x} {a}",
            "what was the bottom value of {the_x} on {a}?",
        ),
        "fr": (
            "{the_x} est descendu jusqu'à combien le {a} ?",
            "mini {x} {a}",
            "plus basse valeur {of_x} le {a}",
            "quel est le point bas {of_x} le {a} ?",
        ),
    },
    "max": {
        "en": (
            "how high did {the_x} get on {a}?",
            "peak of {x} on {a}",
            "max {x} {a}",
            "{a}, top reading of {the_x}?",
        ),
        "fr": (
            "{the_x} est monté jusqu'à combien le {a} ?",
            "pic {of_x} le {a}",
            "maxi {x} {a} ?",
            "la plus forte valeur {of_x} le {a}, c'est combien ?",
        ),
    },
    "max_time": {
        "en": (
            "when did {the_x} peak?",
            "at what time was {the_x} at its highest",
            "when do we see the max of {x}",
            "date and time of the top reading of {x}?",
        ),
        "fr": (
            "quand {the_x} était au plus haut ?",
            "à quelle heure le pic {of_x} ?",
            "date et heure du max {of_x}",
            "quand est-ce que {the_x} a atteint son maximum",
        ),
    },
    "above": {
        "en": (
            "how long was {the_x} above {v}?",
            "total time {x} over {v}",
            "how much time did {the_x} spend higher than {v}",
            "for how many minutes did {x} exceed {v}?",
        ),
        "fr": (
            "combien de temps {the_x} est resté au-dessus de {v} ?",
            "durée totale {x} > {v}",
            "temps passé par {the_x} au-delà de {v}",
            "pendant combien de minutes {the_x} a dépassé {v}",
        ),
    },
    "crossing_up": {
        "en": (
            "when did {the_x} first go over {v}?",
            "first time {x} passed {v}",
            "at what time did {the_x} cross {v}",
            "when was {v} exceeded on {x}?",
        ),
        "fr": (
            "quand {the_x} a franchi {v} la première fois ?",
            "première fois que {x} passe au-dessus de {v}",
            "à quelle heure {the_x} a dépassé {v}",
            "quand a-t-on dépassé {v} sur {x} ?",
        ),
    },
    "crossing_down": {
        "en": (
            "when did {the_x} first drop under {v}?",
            "first time {x} fell below {v}",
            "at what time did {the_x} go lower than {v}",
            "when was {x} under {v} for the first time?",
        ),
        "fr": (
            "quand {the_x} est tombé sous {v} la première fois ?",
            "première fois que {x} passe en dessous de {v}",
            "à quelle heure {the_x} est descendu sous {v}",
            "quand est-on passé sous {v} sur {x} ?",
        ),
    },
    "compare": {
        "en": (
            "{x} on {a} vs {b}, how much difference on average?",
            "how much did {the_x} change on average between {a} and {b}",
            "{the_x}: was it higher on {a} or on {b}, and by how much?",
            "gap in average {x} from {a} to {b}",
        ),
        "fr": (
            "{x} : {a} contre {b}, quelle différence en moyenne ?",
            "de combien {the_x} a changé en moyenne entre le {a} et le {b}",
            "{the_x} : plus haut le {a} ou le {b}, et de combien ?",
            "écart {of_x} moyen du {a} au {b}",
        ),
    },
    "trend": {
        "en": (
            "is {the_x} creeping up or down?",
            "{x} - drifting?",
            "does {the_x} tend to go up, go down or stay flat over the log",
            "overall direction of {x}?",
            "is {the_x} getting higher over time",
        ),
        "fr": (
            "{the_x} grimpe ou descend ?",
            "{x} dérive ?",
            "sur l'ensemble, {the_x} monte, descend ou reste stable",
            "évolution générale {of_x} ?",
            "est-ce que {the_x} augmente avec le temps",
        ),
    },
    "rate": {
        "en": (
            "how much does {the_x} gain or lose per day?",
            "slope of {x} per day",
            "by how much a day is {the_x} drifting",
            "daily drift of {x}?",
        ),
        "fr": (
            "combien {the_x} prend ou perd par jour ?",
            "pente {of_x} par jour",
            "de combien par jour {the_x} dérive",
            "dérive journalière {of_x} ?",
        ),
    },
    "period": {
        "en": (
            "how long is one cycle of {the_x}?",
            "{x} goes up and down every how many hours?",
            "what's the repeat time of {the_x}",
            "period of the oscillation on {x}",
        ),
        "fr": (
            "combien dure un cycle {of_x} ?",
            "{the_x} monte et descend toutes les combien d'heures ?",
            "au bout de combien de temps {the_x} se répète",
            "période d'oscillation {of_x}",
        ),
    },
    "cyclic": {
        "en": (
            "does {the_x} go up and down regularly?",
            "is {x} cycling?",
            "any repeating pattern on {x}",
            "is {the_x} periodic or not",
        ),
        "fr": (
            "{the_x} monte et descend régulièrement ?",
            "est-ce que {x} fait des cycles ?",
            "un motif qui se répète sur {x} ?",
            "{the_x} est périodique ou pas",
        ),
    },
    "noise": {
        "en": (
            "how much does {the_x} jitter?",
            "noise on {x}",
            "{x}: how much random scatter around its course",
            "how shaky is the {x} signal?",
        ),
        "fr": (
            "le signal {x} est bruité à quel point ?",
            "bruit sur {x}",
            "{the_x} : quelle dispersion aléatoire autour de son allure",
            "à quel point {the_x} fluctue au hasard ?",
        ),
    },
    "lag": {
        "en": (
            "how many minutes after {the_x} does {the_y} move?",
            "time lag {x} -> {y}",
            "{the_y} reacts how long after {the_x}?",
            "how late is {the_y} compared to {the_x}",
        ),
        "fr": (
            "combien de minutes après {the_x} bouge {the_y} ?",
            "retard {x} -> {y}",
            "{the_y} réagit combien de temps après {the_x} ?",
            "{the_y} a combien de retard sur {the_x}",
        ),
    },
    "leads": {
        "en": (
            "{x} or {y}: who moves first?",
            "which one is ahead, {the_x} or {the_y}",
            "does {the_x} drive {the_y} or the reverse?",
            "of {the_x} and {the_y}, which is the leading one",
        ),
        "fr": (
            "{x} ou {y} : qui bouge en premier ?",
            "lequel est en avance, {the_x} ou {the_y}",
            "est-ce {the_x} qui entraîne {the_y} ou l'inverse ?",
            "de {the_x} et {the_y}, lequel réagit d'abord",
        ),
    },
    "correlation": {
        "en": (
            "are {the_x} and {the_y} linked? how strongly",
            "corr {x} {y}",
            "correlation coeff of {the_x} with {the_y}?",
            "how well do {the_x} and {the_y} track each other",
        ),
        "fr": (
            "{the_x} et {the_y} sont liés ? à quel point",
            "corr {x} {y}",
            "coefficient de corrélation {of_x} avec {the_y} ?",
            "à quel point {the_x} et {the_y} vont ensemble",
        ),
    },
    "shift_time": {
        "en": (
            "when did {the_x} step up or down for good?",
            "time of the step on {x}",
            "{the_x} settled at a new level - when?",
            "since when is {the_x} at a different level",
        ),
        "fr": (
            "quand {the_x} a pris une marche ?",
            "heure de l'échelon sur {x}",
            "{the_x} s'est installé à un nouveau niveau, quand ?",
            "depuis quand {the_x} est à un autre niveau",
        ),
    },
    "shift_size": {
        "en": (
            "how big is the step on {x}?",
            "height of the level change of {the_x}",
            "by how much did {the_x} step",
            "{the_x} moved to a new level: how much higher or lower?",
        ),
        "fr": (
            "quelle est la hauteur de la marche sur {x} ?",
            "amplitude du changement de niveau {of_x}",
            "de combien {the_x} a décroché en niveau",
            "{the_x} est passé à un nouveau niveau : combien de plus ou de moins ?",
        ),
    },
    "local_time": {
        "en": (
            "when was {the_x} acting up?",
            "time of the anomaly on {x}",
            "any weird moment on {x}, when?",
            "when did {the_x} go crazy",
        ),
        "fr": (
            "quand {the_x} a fait n'importe quoi ?",
            "heure de l'anomalie sur {x}",
            "un moment bizarre sur {x}, quand ?",
            "quand {the_x} a eu un comportement anormal",
        ),
    },
    "local_size": {
        "en": (
            "how far off normal did {the_x} go at its worst?",
            "size of the anomaly on {x}",
            "by how much was {the_x} out of its usual range during the upset",
            "the odd spell on {x}: how far from usual?",
        ),
        "fr": (
            "jusqu'où {the_x} s'est écarté de la normale au pire ?",
            "ampleur de l'anomalie sur {x}",
            "de combien {the_x} était hors de l'habituel pendant l'écart",
            "le passage anormal sur {x} : à quelle distance de l'habitude ?",
        ),
    },
    "stuck_time": {
        "en": (
            "when did {the_x} freeze?",
            "when does {x} flatten to a constant",
            "{x} not moving at all: when?",
            "from when was the {x} signal dead flat",
        ),
        "fr": (
            "quand {the_x} s'est bloqué ?",
            "à quel moment {x} devient constant",
            "{x} ne bouge plus du tout : quand ?",
            "depuis quelle heure la mesure {x} est plate",
        ),
    },
    "stuck_length": {
        "en": (
            "how long did {the_x} stay frozen?",
            "duration of the flat line on {x}",
            "{x} hung on one value for how many minutes?",
            "how much time was {the_x} blocked",
        ),
        "fr": (
            "combien de temps {the_x} est resté bloqué ?",
            "durée du plat sur {x}",
            "{x} coincé sur une valeur pendant combien de minutes ?",
            "pendant combien de temps {the_x} n'a pas bougé du tout",
        ),
    },
    "gap_length": {
        "en": (
            "how long was there no data from {m}?",
            "duration of the outage in the {m} recording",
            "{m} stopped logging for how many minutes?",
        ),
        "fr": (
            "combien de temps sans données sur {m} ?",
            "durée de la coupure d'enregistrement de {m}",
            "{m} n'a rien enregistré pendant combien de minutes ?",
        ),
    },
    "gap_time": {
        "en": (
            "when did {m} stop sending data?",
            "when is there no reading for {m}",
            "time of the data dropout on {m}",
        ),
        "fr": (
            "quand {m} n'a plus envoyé de données ?",
            "à quel moment il n'y a pas de mesure pour {m}",
            "heure de la perte de données sur {m}",
        ),
    },
    "trip": {
        "en": (
            "what time did {m} go down?",
            "when was the {m} trip",
            "{m} tripped when?",
            "when did we lose {m}",
        ),
        "fr": (
            "à quelle heure {m} est tombé ?",
            "c'était quand le déclenchement de {m}",
            "{m} s'est arrêté quand ?",
            "quand a-t-on perdu {m}",
        ),
    },
    "before_trip": {
        "en": (
            "which sensor moved first before {m} tripped?",
            "first sign before the {m} trip?",
            "what signal gave it away before {m} went down",
        ),
        "fr": (
            "quel capteur a bougé en premier avant l'arrêt de {m} ?",
            "premier signe avant le déclenchement de {m} ?",
            "quelle mesure annonçait la chute de {m}",
        ),
    },
    "hotter": {
        "en": (
            "is the DE bearing of {m} getting hotter?",
            "{m} DE bearing warming up?",
            "is {m}'s drive end bearing heating up over time",
        ),
        "fr": (
            "le palier côté accouplement de {m} chauffe de plus en plus ?",
            "{m} : le palier côté accouplement est-il de plus en plus chaud",
            "est-ce que ça chauffe au palier côté accouplement de {m}",
        ),
    },
    "which_higher": {
        "en": (
            "which is hotter on {m}, {x} or {y}?",
            "{x} or {y} of {m}, which runs higher on average",
            "{m}: is {x} above {y} on average, or the other way round",
        ),
        "fr": (
            "lequel est le plus chaud sur {m}, {x} ou {y} ?",
            "{x} ou {y} de {m}, laquelle est plus haute en moyenne",
            "{m} : {x} est au-dessus de {y} en moyenne, ou le contraire",
        ),
    },
    "pair_gap": {
        "en": (
            "average difference between {x} and {y} of {m}?",
            "{m}: by how much is {x} above {y} on average",
            "{m} {x} vs {y}: mean gap",
        ),
        "fr": (
            "différence moyenne entre {x} et {y} de {m} ?",
            "{m} : de combien {x} est au-dessus de {y} en moyenne",
            "{m} {x} contre {y} : écart moyen",
        ),
    },
    "forecast": {
        "en": (
            "where will {x} of {m} be in {h} hours?",
            "expected {x} of {m} {h} h from now",
            "{m}: predict {x} {h} hours ahead",
        ),
        "fr": (
            "où sera {x} de {m} dans {h} heures ?",
            "{x} de {m} attendue d'ici {h} h",
            "{m} : prévois {x} à {h} heures",
        ),
    },
    "limit_time": {
        "en": (
            "when will {x} of {m} hit {v}?",
            "how long until {x} of {m} gets to {v}",
            "{m}: time left before {x} reaches {v}?",
        ),
        "fr": (
            "quand {x} de {m} va toucher {v} ?",
            "combien de temps avant que {x} de {m} arrive à {v}",
            "{m} : temps restant avant que {x} atteigne {v} ?",
        ),
    },
    "absent": {
        "en": (
            "avg {x} {a}?",
            "is {x} creeping up or down?",
            "when did {x} freeze?",
            "how much does {x} jitter?",
        ),
        "fr": (
            "moy {x} {a} ?",
            "{x} grimpe ou descend ?",
            "quand {x} s'est bloqué ?",
            "bruit sur {x}",
        ),
    },
}
