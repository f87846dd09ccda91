"""Wordings of 27 November 2026 that were run once, after the expert was mended (set T). Knows words only.

Written in the same hour as set D (``developed_wording.py``), by the same author, before any mending: the
figures of that run are in ``docs/benchmarks.md``. What it failed at was mended afterwards, so that it is
a set to develop on from here on; whoever measures again writes a new one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.case import CaseLanguage

HELD_OUT: Mapping[str, Mapping[CaseLanguage, Sequence[str]]] = {
    "mean": {
        "en": (
            "give me the daily average for {x}, {a}",
            "{a}: mean {x} pls",
            "what was {the_x} running at on {a}, averaged over the day?",
            "I need the average {x} of {a}",
        ),
        "fr": (
            "donne-moi la moyenne journalière {of_x}, {a}",
            "{a} : {x} en moyenne svp",
            "combien faisait {the_x} en moyenne sur le {a} ?",
            "il me faut la moyenne {of_x} du {a}",
        ),
    },
    "min": {
        "en": (
            "what's the smallest value {the_x} had on {a}",
            "{a}: minimum of {x} please",
            "did {the_x} dip on {a}? down to what value",
            "floor reached by {x} on {a}?",
        ),
        "fr": (
            "quelle a été la plus petite valeur {of_x} le {a}",
            "{a} : minimum {of_x} svp",
            "{the_x} a baissé jusqu'où le {a}",
            "plancher atteint par {x} le {a} ?",
        ),
    },
    "max": {
        "en": (
            "what's the biggest value {the_x} had on {a}",
            "{a}: maximum of {x} please",
            "highest point of {the_x} during {a}?",
            "how far up did {x} go on {a}",
        ),
        "fr": (
            "quelle a été la plus grande valeur {of_x} le {a}",
            "{a} : maximum {of_x} svp",
            "point le plus haut {of_x} pendant le {a} ?",
            "{the_x} a culminé à combien le {a}",
        ),
    },
    "max_time": {
        "en": (
            "{x}: time of max?",
            "at which moment did {the_x} reach its peak value",
            "tell me when {the_x} was the highest",
            "when did {x} hit its record",
        ),
        "fr": (
            "{x} : heure du maximum ?",
            "à quel moment {the_x} a atteint son pic",
            "dis-moi quand {the_x} a été le plus haut",
            "quand {the_x} a battu son record",
        ),
    },
    "above": {
        "en": (
            "{x} above {v}: how long altogether?",
            "cumulated duration with {the_x} beyond {v}",
            "how many minutes was {the_x} more than {v}",
            "time above {v} for {x}",
        ),
        "fr": (
            "{x} au-dessus de {v} : combien de temps au total ?",
            "durée cumulée avec {the_x} supérieure à {v}",
            "combien de minutes {the_x} a été à plus de {v}",
            "temps au-dessus de {v} pour {x}",
        ),
    },
    "crossing_up": {
        "en": (
            "when did {x} go past {v} for the first time?",
            "first exceedance of {v} by {the_x}",
            "at what moment does {x} rise above {v}",
            "since when did we see {the_x} higher than {v}, first occurrence",
        ),
        "fr": (
            "quand est-ce que {x} a passé la barre des {v} ?",
            "premier dépassement de {v} par {the_x}",
            "à quel moment {x} monte au-dessus de {v}",
            "date du premier passage {of_x} à plus de {v}",
        ),
    },
    "crossing_down": {
        "en": (
            "when did {x} dip below {v} for the first time?",
            "first time we saw {the_x} less than {v}",
            "at what moment does {x} sink below {v}",
            "{x} < {v}: since when?",
        ),
        "fr": (
            "quand est-ce que {x} est passé sous la barre des {v} ?",
            "première fois où {the_x} a été à moins de {v}",
            "à quel moment {x} chute sous {v}",
            "{x} < {v} : depuis quand ?",
        ),
    },
    "compare": {
        "en": (
            "difference of {the_x} between {a} and {b} (daily averages)",
            "{x}: {b} compared with {a}, what's the change in the mean?",
            "how different was {the_x} on {b} from {a}, on average",
            "did {x} run higher on {b} than on {a}? by how much on average",
        ),
        "fr": (
            "différence {of_x} entre le {a} et le {b} (moyennes du jour)",
            "{x} : le {b} par rapport au {a}, la moyenne a changé de combien ?",
            "combien d'écart en moyenne sur {x} entre {a} et {b}",
            "{the_x} tournait plus haut le {b} que le {a} ? de combien en moyenne",
        ),
    },
    "trend": {
        "en": (
            "how is {the_x} evolving?",
            "long-term, where is {the_x} heading",
            "{x}: climbing, sinking or flat?",
            "do you see a drift on {x}, which way?",
            "is {the_x} slowly going up, or down, or nothing?",
        ),
        "fr": (
            "comment évolue {the_x} ?",
            "à long terme, {the_x} va dans quel sens",
            "{x} : ça monte, ça baisse ou c'est plat ?",
            "tu vois une dérive sur {x}, dans quel sens ?",
            "{the_x} a-t-il tendance à grimper lentement, à descendre, ou rien ?",
        ),
    },
    "rate": {
        "en": (
            "rate of change of {x} per day?",
            "how many units per day does {the_x} move, long-term",
            "{x} is drifting by how much every day?",
            "average change per day in {the_x}",
        ),
        "fr": (
            "vitesse de variation {of_x} par jour ?",
            "{the_x} bouge de combien chaque jour, à long terme",
            "dérive {of_x} en unités par jour ?",
            "variation moyenne par jour {of_x}",
        ),
    },
    "period": {
        "en": (
            "what is the cycle length on {x}, in hours?",
            "time between two peaks of {the_x}",
            "every how long does {the_x} come back to the same point?",
            "{x} seems to oscillate, at which period",
        ),
        "fr": (
            "quelle est la longueur du cycle sur {x}, en heures ?",
            "temps entre deux pics {of_x}",
            "tous les combien {the_x} revient au même point ?",
            "{x} a l'air d'osciller, à quelle période",
        ),
    },
    "cyclic": {
        "en": (
            "do you see a cycle on {x}?",
            "is there some rhythm in {the_x}",
            "does {x} swing back and forth periodically?",
            "{the_x}: oscillating or not?",
        ),
        "fr": (
            "tu vois un cycle sur {x} ?",
            "y a-t-il un rythme dans {x}",
            "est-ce que {the_x} va et vient périodiquement ?",
            "{the_x} : ça oscille ou pas ?",
        ),
    },
    "noise": {
        "en": (
            "what's the noise amplitude on {x}?",
            "is the {x} measurement noisy? give sigma",
            "how much random variation on {x}, drift and cycles aside",
            "standard deviation of the noise of {x}",
        ),
        "fr": (
            "quelle amplitude de bruit sur {x} ?",
            "la mesure {x} est bruitée ? donne le sigma",
            "combien de variation aléatoire sur {x}, hors dérive et cycles",
            "écart-type du bruit {of_x}",
        ),
    },
    "lag": {
        "en": (
            "what's the dead time from {x} to {y}?",
            "{y} trails {x} by how many minutes",
            "when {the_x} moves, how long before {the_y} follows?",
            "phase delay between {x} and {y}, in minutes",
        ),
        "fr": (
            "quel est le temps mort de {x} à {y} ?",
            "{y} suit {x} avec combien de minutes de retard",
            "quand {the_x} bouge, combien de temps avant que {the_y} suive ?",
            "déphasage entre {x} et {y}, en minutes",
        ),
    },
    "leads": {
        "en": (
            "which of {x} and {y} comes first?",
            "is it {the_x} that follows {the_y} or the opposite",
            "{x} vs {y}: which is the leader and which is the follower?",
            "who reacts earlier, {x} or {y}",
        ),
        "fr": (
            "de {x} et {y}, lequel vient d'abord ?",
            "c'est {the_x} qui suit {the_y} ou le contraire",
            "{x} / {y} : qui mène et qui suit ?",
            "qui réagit le plus tôt, {x} ou {y}",
        ),
    },
    "correlation": {
        "en": (
            "is there a relation between {x} and {y}? r value please",
            "do {the_x} and {the_y} vary together, what is the correlation",
            "Pearson {x} / {y}?",
            "how tightly is {the_x} coupled with {the_y}",
        ),
        "fr": (
            "y a-t-il une relation entre {x} et {y} ? donne r",
            "{the_x} et {the_y} varient ensemble ? quelle corrélation",
            "Pearson {x} / {y} ?",
            "{the_x} et {the_y} sont couplés à quel point",
        ),
    },
    "shift_time": {
        "en": (
            "when did {the_x} change regime?",
            "{x} made a sudden lasting jump, at what time?",
            "date of the level change on {x}",
            "from which moment does {the_x} run at another level than before",
        ),
        "fr": (
            "quand {the_x} a changé de régime ?",
            "{x} a fait un saut brusque et durable, à quelle heure ?",
            "date du changement de niveau sur {x}",
            "à partir de quel moment {the_x} tourne à un autre niveau qu'avant",
        ),
    },
    "shift_size": {
        "en": (
            "how much did {the_x} jump when it changed level?",
            "magnitude of the jump of {x}",
            "{x} level before vs after the jump: difference?",
            "what offset did {the_x} take at the step",
        ),
        "fr": (
            "{the_x} a sauté de combien quand le niveau a changé ?",
            "ampleur du saut {of_x}",
            "niveau {of_x} avant et après le saut : différence ?",
            "quel décalage de niveau {the_x} a pris",
        ),
    },
    "local_time": {
        "en": (
            "when did something go wrong with {the_x}?",
            "abnormal behaviour of {x}: when",
            "when was {the_x} out of its usual band",
            "at what time do you see a glitch on {x}?",
        ),
        "fr": (
            "quand est-ce qu'il y a eu un souci sur {x} ?",
            "comportement anormal {of_x} : quand",
            "quand {the_x} est sorti de sa plage habituelle",
            "à quelle heure tu vois un accroc sur {x} ?",
        ),
    },
    "local_size": {
        "en": (
            "how severe was the excursion of {x}? distance from normal",
            "max departure of {the_x} from its usual level",
            "how much higher or lower than usual was {x} during the incident",
            "amplitude of the abnormal spell of {x}",
        ),
        "fr": (
            "quelle gravité pour l'excursion {of_x} ? distance à la normale",
            "écart maximal {of_x} à son niveau habituel",
            "combien de plus ou de moins que d'habitude pour {x} pendant l'incident",
            "amplitude du passage anormal {of_x}",
        ),
    },
    "stuck_time": {
        "en": (
            "when was the {x} transmitter hung?",
            "at what time did {the_x} stop moving",
            "{x} constant value, from when?",
            "when did the {x} sensor lock up",
        ),
        "fr": (
            "quand est-ce que le capteur {x} était gelé ?",
            "à quelle heure {the_x} a cessé de bouger",
            "{x} en valeur constante, à partir de quand ?",
            "quand le transmetteur {x} s'est coincé",
        ),
    },
    "stuck_length": {
        "en": (
            "how many minutes did {x} show exactly the same value?",
            "length of the freeze on {x}",
            "for how long did {the_x} sit still without moving",
            "{x} was dead for how long?",
        ),
        "fr": (
            "combien de minutes {x} a affiché exactement la même valeur ?",
            "longueur du gel sur {x}",
            "combien de temps {the_x} est resté sans bouger",
            "{x} est resté planté combien de temps ?",
        ),
    },
    "gap_length": {
        "en": (
            "how many minutes of {m} data did we lose?",
            "length of the missing stretch in {m}",
            "how long was the {m} historian silent?",
        ),
        "fr": (
            "combien de minutes de données {m} a-t-on perdues ?",
            "longueur du passage manquant dans {m}",
            "combien de temps l'historique de {m} est resté muet ?",
        ),
    },
    "gap_time": {
        "en": (
            "when did the {m} recording drop out?",
            "are there missing points in {m}, at what time?",
            "at what time does the {m} log have a blank",
        ),
        "fr": (
            "quand l'enregistrement de {m} a sauté ?",
            "il manque des points dans {m}, à quelle heure ?",
            "à quelle heure le relevé de {m} a un blanc",
        ),
    },
    "trip": {
        "en": (
            "when did {m} shut down?",
            "at what time did {m} drop out",
            "time of the {m} stop?",
            "{m} outage, since when",
        ),
        "fr": (
            "quand {m} s'est mis à l'arrêt ?",
            "à quelle heure {m} a disjoncté",
            "heure de l'arrêt de {m} ?",
            "quand {m} est tombé en panne",
        ),
    },
    "before_trip": {
        "en": (
            "which measurement drifted first ahead of the {m} shutdown?",
            "what was the earliest warning before {m} stopped",
            "before {m} failed, which sensor went off first?",
        ),
        "fr": (
            "quelle mesure a dérivé d'abord avant l'arrêt de {m} ?",
            "quel a été le tout premier avertissement avant que {m} s'arrête",
            "avant la panne de {m}, quel capteur a décroché en premier ?",
        ),
    },
    "hotter": {
        "en": (
            "does the temperature at the drive end bearing of {m} go up with time?",
            "{m}: DE bearing temp rising?",
            "is the {m} DE bearing running warmer and warmer",
        ),
        "fr": (
            "la température au palier côté accouplement de {m} monte avec le temps ?",
            "{m} : temp palier côté accouplement en hausse ?",
            "est-ce que le palier côté accouplement de {m} devient plus chaud",
        ),
    },
    "which_higher": {
        "en": (
            "on {m}, compare {x} and {y}: which one is higher?",
            "{m} {x} versus {y}, who is the hottest on average",
            "does {x} of {m} run hotter than {y}, or is it {y}",
        ),
        "fr": (
            "sur {m}, compare {x} et {y} : laquelle est la plus élevée ?",
            "{m} {x} face à {y}, qui chauffe le plus en moyenne",
            "entre {x} et {y} de {m}, où est-ce le plus chaud",
        ),
    },
    "pair_gap": {
        "en": (
            "how many degrees between {x} and {y} of {m}, on average?",
            "what is the mean offset of {x} against {y} on {m}",
            "{m}: how much hotter is {x} than {y} on average",
        ),
        "fr": (
            "combien de degrés entre {x} et {y} de {m}, en moyenne ?",
            "quel est le décalage moyen de {x} contre {y} sur {m}",
            "{m} : {x} est plus chaude que {y} de combien en moyenne",
        ),
    },
    "forecast": {
        "en": (
            "what value will {x} of {m} have {h} hours from now?",
            "if it goes on like this, what will {x} of {m} be after {h} more hours",
            "{m} {x} forecast at +{h} h",
        ),
        "fr": (
            "quelle valeur aura {x} de {m} d'ici {h} heures ?",
            "si ça continue comme ça, {x} de {m} sera à combien après {h} heures",
            "{m} {x} prévision à +{h} h",
        ),
    },
    "limit_time": {
        "en": (
            "when do we expect {x} of {m} to exceed {v}?",
            "at this rate, when does {x} of {m} get past {v}",
            "{m}: how many hours left until {x} is at {v}?",
        ),
        "fr": (
            "quand s'attend-on à ce que {x} de {m} dépasse {v} ?",
            "à ce rythme, quand {x} de {m} passera {v}",
            "{m} : combien d'heures avant que {x} soit à {v} ?",
        ),
    },
    "absent": {
        "en": (
            "I need the average {x} of {a}",
            "how is {x} evolving?",
            "do you see a cycle on {x}?",
            "magnitude of the jump of {x}",
        ),
        "fr": (
            "il me faut la moyenne {of_x} du {a}",
            "comment évolue {x} ?",
            "tu vois un cycle sur {x} ?",
            "ampleur du saut {of_x}",
        ),
    },
}
