"""The words in which reliability is asked for, English and French, folded. Knows no question.

Each constant is an alternation to be looked for between word borders, in any order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.experts.tables.words import distance

MTBF = r"(?:mtbf|mean time between|temps moyen (?:entre|de bon fonctionnement)|taux de defaillances?)"
MTTR = (
    r"(?:mttr|mdt|mean (?:time to re\w+|down ?time)|"
    r"temps moyen (?:de|pour) (?:repar\w+|remise|panne|depann\w+))"
)
FAILURE = (
    r"(?:fail(?:s|ed|ing|ures?)?|break(?:s|ing)?[ -]?down(?:s)?|broke(?:n)?(?: down)?|breaks?|breakage|"
    r"trips?|tripped|outages?|stoppages?|pannes?|defaillances?|defaillante?s?|casses?|avaries?|incidents?|"
    r"curatifs?|correctifs?|corrective|depannages?|lache|plante|claque|(?:re)?tomb(?:e|er|ent|ait)|pb|"
    r"problemes?|problems?|en rade|arrets? (?:fortuits?|non planifies?|imprevus?)|ennuis|troubles?|"
    r"unplanned stops?|issues|faults?|(?:went|goe?s?|gone) (?:wrong|down)|gives? (?:us )?(?:more )?trouble|"
    r"lets? (?:us|me|everyone) down|letting us down|(?:always|toujours) (?:broken|en panne|down)|"
    r"nous lache|stops|s'arrete\w*)"
)
REPAIR = (
    r"(?:repair(?:s|ed|ing)?|fix(?:ed|es|ing)?|mend(?:ed|ing)?|restor\w+|back (?:up|on line|online|"
    r"in service|running)|repar\w+|remise? en (?:service|etat|marche|route)|remettre|depann\w+|relanc\w+|"
    r"redemarr\w+)"
)
DOWN = (
    r"(?:down ?times?|down|standstills?|st(?:ands?|anding|ood) still|stopped|(?:lo+s[et]\w*|"
    r"perd\w+)(?= .*\b(?:hours?|time|heures?|temps)\b)|stoppages?|idle|out of (?:service|action|order)|"
    r"unavailab\w+|production loss\w*|lost (?:hours|time|production)|arrets?|arretee?s?|a l'arret|"
    r"immobilis\w+|indisponib\w+|hs|hors service|d'arret|perte de production|heures perdues)"
)
COST = (
    r"(?:costs?|costly|costliest|expensive|spen[dt]\w*|money|budget|bill|expens\w+|euros?|eur|eat\w*|cher|"
    r"chere|couts?|coute\w*|couteux|couteuse|depens\w+|argent|facture|onereu\w+|gouffre|sous|ruine\w*|"
    r"priciest|pricey|swallow\w*|mange|bouffe|engloutit|engloutissent)"
)
MEAN = (
    r"(?:mean|average|avg|typical(?:ly)?|on average|usually|normally|roughly|moyen(?:ne)?s?|en moyenne|"
    r"generalement|d'habitude|moy|a peu pres|in general|en general)"
)
MOST = (
    r"(?:most|worst|least|biggest|highest|largest|greatest|top|longest|bad actors?|trouble ?makers?|"
    r"weak(?:est)?|problem child\w*|black sheep|lemon|plus(?! ou)|pires?|moins|premiers?|moutons? noirs?|"
    r"mauvais(?:es)? (?:eleves?|acteurs?)|champion\w*|palmares|classement|pareto|rank\w*|dragging|"
    r"maillons? faibles?|points? noirs?|numero un|number one|n ?° ?1|no\.? ?1|costliest|priciest|gouffre|"
    r"always|toujours)"
)
BAD = (
    r"(?:bad actors?|trouble ?makers?|problem child\w*|black sheep|moutons? noirs?|"
    r"mauvais(?:es)? (?:eleves?|acteurs?)|maillons? faibles?|points? noirs?|(?:least|less|"
    r"most un) ?reliable|(?:le |la |les )?moins fiables?|(?:worst|pires?) (?:machines?|equipments?|"
    r"equipements?|assets?|performers?|pumps?|offenders?)|most (?:problematic|troublesome|trouble)|"
    r"plus (?:problematiques?|embetante?s?|capricieu\w+))"
)
THING = (
    r"(?:machines?|equipments?|equipements?|assets?|units?|materiels?|installations?|bad actors?|items?|"
    r"kit|matos|engins?|groupes?|appareils?|contributors?|which one|lequel|laquelle|lesquels|lesquelles|"
    r"tags?|reperes?|everything|what lets|qu'est-ce qui)"
)
WHICH = (
    r"(?:which|what (?:machine|equipment|asset|tag|is|are|lets)|whats|quel(?:le)?s?|lequel|laquelle|"
    r"lesquel(?:le)?s|top|worst|pires?|least|tag|repere)"
)
"""What asks for a machine."""
CLASSES = frozenset(
    "pump motor engine valve fan filter compressor condenser evaporator boiler tank gearbox conveyor "
    "chiller".split()
)
"""Kinds of machines that a ranking may be restricted to, as ``synonyms`` calls them."""
MORE = (
    r"(?:more and more|more often|more frequent(?:ly)?|more\b.*\bthan (?:before|it used to|they used to)|"
    r"increas\w+|ris(?:e|es|ing)|going (?:up|down)|gone (?:up|down)|"
    r"get(?:s|ting)? (?:worse|better|less|more|shorter|longer)|got(?:ten)? (?:worse|better)|wors(?:e|"
    r"ening)|improv\w+|trend\w*|deteriorat\w+|degrad\w+|less often|fewer|declin\w+|decreas\w+|"
    r"closer together|shorter|wearing out|de plus en plus|plus (?:souvent|frequent\w*)|"
    r"(?:plus|moins)\b.*\bqu'avant|augment\w+|en hausse|en baisse|diminu\w+|s'aggrav\w+|empir\w+|tendance|"
    r"evolu\w+|amelior\w+|se rapproch\w+|moins (?:souvent|frequent\w*)|multipli\w+|accele\w+|rapproche\w*|"
    r"climb\w*|monte(?:nt)?|grimp\w+|becoming|devien\w+|over (?:time|the (?:years|months))|au fil|croit|"
    r"croissante?s?|dans le temps)"
)
PLANNED = (
    r"(?:preventi\w+|preventif\w*|preventives?|planned|scheduled|pms?|programmes?|programmee?s?|"
    r"planifiee?s?|systematiques?|prevent|prev|mp|prevue?s? d'avance)"
)
CORRECTIVE = (
    r"(?:correcti\w+|curati\w+|reactive|break ?downs?|unplanned|fire ?fighting|emergency|emergencies|"
    r"urgences?|cms?|depannages?|pannes?|fix\w*|repairs?|subi\w*|correctifs?|failures?|unscheduled|"
    r"reparations?)"
)
SHARE = (
    r"(?:share|ratio|part|portion|proportion|percent(?:age)?|per cent|pct|%|split|how much|rate|taux|"
    r"pourcentage|pourcent|combien|repartition|mix|balance|fraction|compliance|versus|vs|against|"
    r"compared?|rapport|equilibre|contre|how many|kpi|figure|score|quel(?:le)?|are we|est-ce qu\w+|"
    r"on time|a temps|how well|how good|respect\w*|surtout|mostly|mainly|plutot|do we|usually|how often|"
    r"souvent|on le fait)"
)
PART = r"(?:share|part|portion|proportion|percent(?:age)?|ratio|taux|pourcentage)"
FAILURES_LAST = (
    r"(?:(?:dernieres|plus recentes) (?:pannes|defaillances|avaries)|"
    r"(?:pannes|defaillances) (?:les plus )?recentes|"
    r"(?:last|latest|most recent|recent) (?:failures|breakdowns)|historique des pannes|"
    r"(?:failure|breakdown) history)"
)
MODES = (
    r"(?:failure modes?|modes? of failure|modes? de defaillance|"
    r"(?:kinds?|types?) of (?:failures?|breakdowns?)|types? de pannes?|pannes|failures|breakdowns|"
    r"defaillances)"
)
COMMON = (
    r"(?:most (?:common|frequent|recurring|recurrent)|commonest|recurring|recurrent|"
    r"(?<!en )plus (?:frequente?s?|courante?s?)(?! qu)|recurrente?s?|repetitives?)"
)
ON_TIME = (
    r"(?:on time|in time|by (?:its|the|their) due|due dates?|overdue|before (?:its|the|their)? ?(?:due|"
    r"deadline)|deadlines?|compliance|adherence|late|on schedule|punctual\w*|as (?:planned|scheduled)|"
    r"a temps|a l'heure|dans les (?:temps|delais)|delais?|echeances?|en retard|respect\w*|dans les clous|"
    r"date limite|dates? prevues?|a la date|when (?:it|they) should|tenue?s?|tient|avant (?:la|leur|l')|"
    r"schedule|date they were due|were due)"
)
LAST = (
    r"(?:last|latest|most recent(?:ly)?|previous|derniere?s?|(?:les )?plus recente?s?|recente?s?|derniers?)"
)
NUMBER = r"(?:\d{1,2}|two|three|four|five|six|ten|deux|trois|quatre|cinq|six|dix)"
NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "deux": 2, "trois": 3, "quatre": 4,
    "cinq": 5, "dix": 10,
}  # fmt: skip
WHO = (
    r"(?:who(?:'s|se)?|whom|qui|which (?:crew|team|fitter|technician|mechanic|guy|person|contractor)|"
    r"what (?:crew|team)|quel(?:le)?s? (?:equipe|technicien\w*|mecanicien|intervenant|prestataire|gars|"
    r"personne|collegue)|nom d[ue] \w+|name of the|par quelle equipe|which one of|which of (?:the|our)|whose|"
    r"whoever|techs?|intervenants?|executants?|done by|(?:fait|faite|realisee?|executee?) par)"
)
BETWEEN = (
    r"(?:between|entre|d'une? \w+ a (?:l'autre|la suivante|une autre)|from one \w+ to the next|separ\w+|"
    r"before (?:it|the next)|apart|avant (?:de|la prochaine))"
)
TIME = r"(?:how long|how many (?:days|hours)|combien|time|temps|interval\w*|intervalles?)"
EVERY = (
    rf"(?:tous les combien|every how (?:many|often)|how often.*\b{MEAN}|{MEAN}\b.*how often|"
    r"a quelle frequence)"
)
LONG = (
    r"(?:how long|how many (?:hours|days)|how much (?:time|downtime)|duration|length|hours? (?:was|were|"
    r"did|down)|combien (?:de temps|d'heures|de jours)|duree|temps d(?:'arret|e)|pendant combien|cb de temps|"
    r"downtime|nb d'heures|dure\w*|longtemps|lasted)"
)
ORDERS = r"(?:work orders?|wos?|ots?|orders?|interventions?|ordres? de travail|bons? de travail)"
ELSE = re.compile(
    r"\b(?:target|goal|objectives?|required?|should be|must|contract|guarantee\w*|standard|cible|objectif|"
    r"exige\w*|doit|contrat|garanti\w*|norme|why|pourquoi|forecast|predict\w*|when will|will (?:@|it|the)|"
    r"spares?|(?<!in )parts(?! together)|stock|pieces?(?! of)(?! et main)|magasin|store|reading|sensor|"
    r"capteur|"
    r"vibra\w*|temperature|pressure|pression|hot(?:ter)?|warm(?:er)?|chaude?s?|nois[ey]\w*|bruyante?s?|flow|debit|"
    r"speed|vitesse|power|puissance|consum\w*|consomm\w*|drawing|plan|"
    r"(?:according to|d'apres|selon)"
    r"(?! (?:the |les? )?(?:work|wos?|ots?|orders?|cmms|gmao|register|registre))|"
    r"define|definition|what is an? |what does .* mean|meaning|signifie|veut dire|supplier|vendor|"
    r"manufacturer|fournisseur|fabricant)\b"
)
"""What asks for something else, or of another source."""
REPORTS = re.compile(
    r"\b(?:report\w*|wrote|signed|approved|checked|raised|asked|signal\w*|demand\w*|ecrit|redige\w*|"
    r"signe\w*)\b"
)
"""What is done with an order besides the work."""
_SHORT = {
    "tps": "temps", "lst": "last", "wich": "which", "ds": "dans", "btw": "between", "ki": "qui",
    "nb": "nombre", "foi": "fois", "brake": "break", "befor": "before",
}  # fmt: skip
"""As people type on a telephone."""
_KEYWORDS = tuple(
    "between average breakdown breakdowns broken preventive availability failure failures downtime "
    "maintenance duration stopped standstill often repair repairs machine corrective reliable "
    "reliability percentage disponibilite fiabilite preventif curatif duree panne pannes derniere "
    "dernieres dernier derniers depannage reparation moyenne intervention".split()
)
"""Words that are known again with a letter wrong."""
_SHORTEST_REPAIRED = 5


def repaired(text: str, keywords: Sequence[str] = _KEYWORDS) -> str:
    """The text with the known word in the place of each that is written short, or with one letter wrong."""

    def known(match: re.Match[str]) -> str:
        word = _SHORT.get(match[0], match[0])
        if len(word) < _SHORTEST_REPAIRED or word in keywords:
            return word
        alike = (one for one in keywords if word[0] == one[0] and distance(word, one, limit=1) == 1)
        return next(alike, word)

    return re.sub(r"[a-z]+", known, text)
