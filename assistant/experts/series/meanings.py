"""What the words of a question mean, whatever their order: stems of English and French, one line a meaning.

Knows words only, no sensor, log or plan. A question is read as a bag of meanings beside the ordered cues
(``cue_table.py``): people put the same few things in endless ways, and the things are few.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_TABLE = r"""
how_long: (?:minutes|hours|seconds)(?= .*\bspen[dt]), (?:add|count|tot) up the (?:minutes|hours|seconds|time)
    how long, (?:time|temps)(?= #)
    how much time, how many (?:minutes|minute|hours|hour|hrs|mins|seconds), duration\w*
    total time, time (?:spent|above|over|below|under|beyond), lengths?, lasted, altogether
    combien de (?:temps|minutes|secondes), combien d'heures, durees?, duraient, longueurs?, dure
    temps (?:total|passe|cumule|au-dessus|au dessus|sous|restant)
    (?:au bout de|tous les|toutes les) combien, cumulat\w+, cumul\w*, every how (?:long|many)
    period of time
how_much: how (?:tall|wide|deep|far apart), quelle (?:profondeur|distance)
    (?:by )?how (?:much(?! time)|big|large|far|strong\w*|high|low|severe|bad|different), magnitude
    amplitude, sizes?, heights?, extent, severity, severe, amount, ampleur, hauteur, taille, gravite
    (?:de )?combien(?! (?:de (?:temps|minutes|secondes|jours|fois)|d'heures)), quelle distance, jusqu'ou
    jusqu'a combien, importance, distance, (?:by|of) what, what (?:offset|size)
    quel(?:le)? (?:ecart|decalage de niveau|amplitude)
when: (?:what|which) clock(?: time)?, clock time, o'clock, minute exacte, exact minute
    when, what time, which time, what moment, which moment, what point, times?(?= of| at), date\w*
    moment\w*, since when, (?:depuis )?quand, (?:quelle )?heures?, what hour, instant, quel jour
which: which(?: one)?, who, whose, what (?:sensor|signal|measurement|measure|tag|channel|variable)s?
    lequel, laquelle, lesquels, qui, quel(?:le)? (?:capteur|signal|mesure|voie|grandeur)s?, celui
whether: is there, any, est-ce qu[e'], y a-t-il, or not, ou (?:pas|non), do (?:you|we) see
    (?:tu|on) voi[ts]
each_time: (?:per|a|each|every|an|by the) (?:day|hour|week|minute|month), daily, hourly, weekly
    par (?:jour|heure|semaine|minute|mois), journali\w+, quotidien\w*, horaire
    chaque (?:jour|heure|semaine)
rate: rates?(?: of change)?, slopes?, pentes?, how (?:fast|quickly|slowly|steeply), vitesse de \w+
    gain\w*, los(?:e|es|ing), prend, prendre, perd, perdre, gagne\w*, derivative
rise: ris(?:e|es|en|ing), rose, climb\w*, grow\w*, grew, increas\w*, up, upwards?, gaining, monte\w*
    montant\w*, grimp\w*, augment\w*, hausse, s'eleve\w*, croit, croissan\w+, creep\w*, crept, higher
    ascend\w*
fall: fall\w*, fell, drop(?:s|ped|ping)?(?! ?-?out), declin\w*, decreas\w*, sink\w*, sank, down
    downwards?, descend\w*, descente, baiss\w+, diminu\w+, chut\w+, decroi\w+, dip\w*, lower, tomb\w+
going_up: ris(?:e|es|en|ing), rose, climb\w*, grow\w*, grew, increas\w*, mont(?:e|er|ee|es|ait|aient|ent)
    grimp\w*, augment\w*, s'eleve\w*
going_down: fall\w*, fell, drop(?:s|ped|ping)?(?! ?-?out), declin\w*, decreas\w*, sink\w*, sank, baiss\w+
    diminu\w+, chut\w+, dipp?(?:s|ed)?, plung\w+, plong\w+
steady: hold\w* (?:its|their|the) (?:ground|place|position|line), (?:hold|keep)\w* still, sur place
    tien\w*(?: (?:sa|leur|en))? place
    steady, stead\w+, stable\w*, unchanged, stay\w*, rest(?:e|ait|er|ent), remain\w*, neither, nothing
    stabilite
trend: glis\w+, slid\w*, wander\w*, sag\w*, vagabond\w*, migr\w+
    trend\w*, tend(?:s|ed|ing)?, drift\w*, evol\w+, direction, head(?:ing|s|ed), long[- ]?term
    long run, (?:over|with) time, tendance\w*, deriv\w+, sens, a la longue, long terme, avec le temps
    au fil du temps, way, slowly, lentement, doucement, progress\w+, graduall?y, lent
warm: hott?er, hottest, hot, warm\w*, heat\w*, chauff\w+, chaude?s?, rechauff\w+, cooler, colder, cold
    cools?, froide?s?, refroidi(?:t|r|ssent)
cycle: cycl\w+, oscill\w+, periodic\w*, periodiq\w*, periods?, periodes?, season\w*, saison\w*, repeat\w*
    repet\w+, repetit\w*, rhythm\w*, rythm\w*, swing\w*, swung, puls\w+, sinus\w*, waves?, wavy
    back and forth, va et vient, vont et viennent, same point, meme point
    (?:two|deux) (?:peaks|pics|maxima), motifs?, patterns?, revient, round trip, hunting, pompage
period: periods?, periodes?, (?:time|temps) (?:between|entre), cycle (?:time|length), repeat time
    temps de cycle, how often, how long, combien de temps, tous les combien, toutes les combien
    every how (?:many|long), how many (?:minutes|hours|days), longueurs?, lengths?, durees?, duration\w*
    dure, combien d'heures
regular: regular\w*, regulier\w*, regulierement, again and again, over and over, sans cesse
    every how many, every how (?:long|often), tous les combien, toutes les combien
noise: mouvements? lents?
    nois\w+, bruit\w*, jitter\w*, scatter\w*, shak\w+, random\w*, alea\w*, hasard, fuzz\w*, flutter\w*
    fluctu\w+, agit\w+, nervous, trembl\w*
lag: lag\w*, delay\w*, late, later, behind, after, trail\w*, dead ?time, retard\w*, decal\w*, dephas\w*
    phase, temps mort, apres, how long before, combien de temps avant, latenc\w+, time shift
lead: lead\w*, led, first, earli\w+, ahead, driv(?:e|es|en|ing), caus\w*, preced\w*, follow\w*, react\w*
    respond\w*, premiere?s?, d'abord, avance, entrain\w+, men(?:e|er|ent), suit, suiv\w+, reag\w+
    devanc\w+, (?:the )?(?:reverse|opposite|contrary|inverse), l'inverse, (?:le )?contraire
    other way (?:a)?round, tot, order, ordre, provo\w+, pilot\w+
link: correl\w*, corr, pearson, link\w*, relat\w+, coupl\w+, together, each other, tied, lies?, lien\w*
    ensemble, depend\w*, r value, donne r, associat\w*, associe\w*, common, commun
step: (?:nouveau|nouveaux|autre) paliers?, changement de palier
    steps?, stepped, stepping, marches?(?<!en marche), echelons?, jump\w*, saut\w*, offset\w*
    decroch\w+, regime\w*, shift\w*, (?:pris|prendre|prend) un coup, ruptur\w+, palier de
level: levels?, niveaux?
fresh: etabli\w*
    new, nouveaux?, nouvel(?:le)?, other, another, autres?, different\w*, settle\w*, install\w*
lasting: lasting\w*, for good, permanent\w*, durabl\w*, definitiv\w*, sudden\w*, brusqu\w*, soudain\w*
    abrupt\w*, d'un coup, than before, qu'avant, before (?:and|vs|versus) after, avant et apres
change: chang\w+, modif\w+, mov(?:e|es|ed|ing), boug\w+, vari(?:e|es|ed|er|ent|ation|ations)?, vary\w*
    passed?
stuck: same (?:digits?|figures?|numbers?|values?|readings?), memes? (?:chiffres?|nombres?|valeurs?|mesures?)
    (?:seul|unique|meme) (?:chiffre|nombre), (?:seule|unique) (?:valeur|mesure), identical\w*, identiques?
    clou(?:e|ee|es|ees), riv(?:e|ee|es|ees), glued, pinned, colle(?:e|es|ees)?, petrifi\w*
    stuck, freez\w*, froze\w*, hung, hang\w*, lock\w*, block\w*, jam\w*, flat[- ]?lin\w*, flatten\w*
    dead flat, dead, coinc\w+, bloqu\w+, blocage\w*, fige\w*, gel(?:e|ee|es)?, plante\w*, constant\w*
    flat, same (?:value|reading|number|figure), meme (?:valeur|mesure|chiffre), (?:one|single) value
    une(?: seule)? valeur, still, immobile\w*, plate?s?, idle signal
negative: not, no, n't, isn't, doesn't, didn't, wasn't, without, never, sans, ne, n'\w*, pas, rien
    nothing, aucun\w*
cease: stop(?:s|ped|ping)?, cess\w+, arrete\w*, quit
send: sending, send, transmi\w+, envoy\w+, logging, recording, enregistrer, emett\w+
data: data, readings?, record\w*, logg\w+, log, points?, samples?, historian, historique\w*, transmi\w+
    sending, donnees?, mesures?, enregistr\w+, releves?, valeurs?, values?, signal, acquisition, envoy\w+
gap: (?:s'est|se sont)(?:-ils?|-elles?)? tue?s?, se tai(?:t|sent), plus rien, mute, mutisme
    gaps?, holes?, missing, blanks?, los[et]\w*, loss\w*, drop(?:s|ped)?[- ]?outs?, silen\w+, muet\w*
    trous?, lacun\w+, coupures?, coupe\w*, manqu\w+, blancs?, perdu\w*, perte\w*, outages?, interrupt\w*
    absen\w+
hole: missing, manquant\w*, holes?, gaps?, blanks?, trous?, lacun\w+
trip: trip\w*, stop(?:s|ped|ping)?, shut\w*, outages?, los[et]\w*, down, declench\w+, arret\w*
    disjonct\w+, tomb\w+, chut\w+, perdu\w*, drop(?:s|ped)? out, s'est mis a l'arret
    went off, stoppage\w*
fault: fail\w*, pannes?, breakdowns?
before: before, ahead of, prior, led up, leading up, avant, prealable\w*, annonc\w+, precurs\w+
sign: signs?, signes?, warn\w*, avertiss\w+, gave it away, give it away, giveaway, herald\w*, annonc\w+
    alert\w*, hint\w*, symptom\w*, indic\w+
odd: anomal\w+, abnormal\w*, anormal\w*, unusual\w*, odd\w*, weird\w*, strange\w*, craz\w+, wrong
    glitch\w*, upset\w*, incident\w*, misbehav\w*, acting up, act up, excursion\w*, bizarre\w*, soucis?
    probl\w+, trouble\w*, suspicious\w*, suspect\w*, deviat\w+, devi(?:e|er|ation|ations), n'importe quoi
    inhabituel\w*, accroc\w*, erratic\w*, disturb\w*, perturb\w+, etrange\w*, aberrant\w*, outlier\w*
normal: normal\w*, normaux, usual\w*, habitu\w+, d'habitude, norm
apart: out, off, far, away, depart\w*, hors, ecart\w*, sort\w*, eloign\w+, distance, band, range, plage
    beyond
peak: hottest, warmest, strongest, heaviest
    max\w*, peak\w*, highest, top, biggest, largest, greatest, record, culmin\w+, pics?, pointe\w*, maxi
    plus (?:hauts?|hautes?|grande?s?|fortes?|elevee?s?), how high, at its worst, au pire
reach: how (?:deep|low|high), quelle profondeur
    jusqu'ou, jusqu'a combien, how far (?:up|down), (?:up|down) to what
trough: coldest, coolest, weakest
    deepest, low point, nadir, (?:le |la |les )?plus profonde?s?, au plus bas
    min(?:imum|ima|imal\w*|i)?(?! ?\d), lowest, bottom\w*, floor, troughs?, smallest, creux
    plancher\w*, plus (?:bas|basses?|petite?s?|faibles?), point bas, how low
mean: means?, average\w*, averag\w+, avg, moy\.?, moyen\w*, typical\w*
compare: face to face, side by side, en face, en regard, cote a cote, next to, beside, alongside
    above, below, au-dessus, au-dessous, diff\w+, gap, ecarts?, compar\w+, vs\.?, versus, contre
    against, between, entre, face a, than, que, by how much, par rapport a, offset\w*, decalage\w*
difference: diff\w+, gap, ecarts?, chang\w+
cross: cross\w*, pass(?:e|es|ed|er|ing|age|era)?, exceed\w*, exceedance\w*, reach\w*, hit\w*, franchi\w*
    touch\w*, attein\w+, depass\w+, arriv\w+, gets? to, get past
    go(?:es)? (?:over|past|above|under|below), went (?:over|past), barre, tombe, fell, rises?, dropp?\w*
first: first\w*, premiere?s?, earliest, d'abord, d'emblee, initial\w*
"""
"""``meaning: stems``, regular expressions over folded text; indented lines go on with the meaning above."""

_PLAIN = r"""
    mouvement\w*, ote\w*, retire\w*, une fois
    set, lay, laid, mets, mettez, mettre, place, placez, print\w*, recrach\w*, begin\w*, began, commenc\w*
    very, ground, clock, took, prise?s?, coutumi\w*, habitu\w*
    soit, ete, celui, celle, ceux, celles, il (?:me |nous )?faut, need, left, battu
    on average, exactly, at all, du tout, how, point, general\w*, overall, ensemble, sur, course
    evolution, well, strong\w*, tight\w*, spell\w*, passage, around, autour, random, made, pris, prend, go
    goes, going, went, get(?:s|ting)?, getting, become\w*, devien\w+, fait, faisait, vont, va, seems?
    a l'air, show\w*, display\w*, affich\w+, run\w*, tourn\w+, sit, sits, vu, see, seen, tell, give
    donne\w*, dis-moi, please, pls, svp, aside, hors, its?, behaviou?r, comport\w+, allure, worst, pire
    during, pendant, total\w*, minutes?, hours?, transmitter\w*, transmetteur\w*, sensor\w*, capteur\w*
    signal, measurement\w*, machine, leur, de plus en plus, more and more, only, just, coefficient\w*
    coeff, value, valeur\w*, reading\w*, mesure\w*, degrees?, degres?, units?, unites?, occur\w*
    occurrence\w*, once, one, ones, like, still, any\w*, some\w*, something, quelque chose, bout, cela, ca
    c'est, c'etait, away, gave, spend, spent, took, take\w*, period, continu\w*, happen\w*, today, now
    log, data, stretch\w*, exist\w*, most, more, less, plus, moins, hour, minute
"""


def _joined(block: str) -> str:
    return "|".join(word.strip() for word in re.split(r",(?![^(]*\))|\n", block) if word.strip())


def _patterns() -> dict[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    for entry in re.split(r"\n(?=\S)", _TABLE.strip()):
        name, _, words = entry.partition(":")
        found[name] = re.compile(rf"(?<![\w'-])(?:[ldnsm]')?(?:{_joined(words)})(?![\w])")
    return found


_MEANINGS = _patterns()
_PLAIN_WORDS = re.compile(rf"(?<![\w])(?:{_joined(_PLAIN)})(?![\w])")


@dataclass(frozen=True, slots=True)
class Meanings:
    """The meanings of a question, with the places of the words that carry them.

    Attributes:
        said: Names of the meanings.
        spans: Characters ``[start, end)`` of all words with a meaning, and of plain ones.
    """

    said: frozenset[str]
    spans: tuple[tuple[int, int], ...]

    def has(self, *names: str) -> bool:
        """True where all of these are said."""
        return self.said.issuperset(names)

    def any(self, *names: str) -> bool:
        """True where one of these is said."""
        return not self.said.isdisjoint(names)


NOTHING = Meanings(frozenset(), ())


def find_meanings(folded: str, *, taken: Collection[int] = ()) -> Meanings:
    """All meanings of a folded question; a word may carry several.

    Args:
        taken: Characters that name sensors, logs, times and limits.
    """
    kept = "".join("#" if i in taken and c != " " else c for i, c in enumerate(folded))
    said: set[str] = set()
    spans: list[tuple[int, int]] = []
    for name, pattern in _MEANINGS.items():
        for match in pattern.finditer(kept):
            said.add(name)
            spans.append(match.span())
    spans += [match.span() for match in _PLAIN_WORDS.finditer(kept)]
    return Meanings(frozenset(said), tuple(spans))
