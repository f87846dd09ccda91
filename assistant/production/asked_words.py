"""The words in which amounts by period are asked for, English and French, folded. Decides nothing."""

from __future__ import annotations

import re

from assistant.production.spans import Grain

GRAIN_WORDS: dict[Grain, str] = {
    "day": r"days?|jours?|journees?|daily|journali\w+|quotidien\w*",
    "week": r"weeks?|weekly|semaines?|hebdo\w*",
    "month": r"months?|monthly|mois|mensuel\w*",
    "quarter": r"quarters?|quarterly|trimestres?|trimestriel\w*",
    "year": r"years?|yearly|annual\w*|annees?|annuel\w*",
}
GROUPS = {
    "reason": r"reasons?|causes?|motifs?|raisons?|codes?",
    "line": r"lines?|lignes?",
    "shift": r"shifts?|postes?|equipes?|teams?|crews?",
    "product": r"products?|produits?|formats?|references?|sku|grades?|articles?|sortes?|recettes?|recipes?",
    "machine": r"machines?|equip[e]?ments?|materiels?|installations?|work ?stations?|postes? de travail|"
    r"work ?cent(?:er|re)s?",
    "category": r"categor\w+|drivers?|postes? de (?:cout|depense)s?|kinds?|types?|nature",
    "centre": r"cost cent(?:re|er)s?|departments?|workshops?|ateliers?|centres? de couts?|services?|"
    r"secteurs?|areas?",
    "account": r"accounts?|comptes?|budget (?:lines?|items?)|lignes? budgetaires?|postes? budgetaires?",
    "person": r"supervisors?|operators?|operateurs?|chefs?(?: de (?:poste|equipe))?|conducteurs?|leaders?",
}
"""What amounts may be told apart by, in words of columns and of questions."""

MEAN = r"means?|averages?|avg|moyen\w*|on average|en moyenne"
MOST = (
    r"most|highest|greatest|largest|biggest|max(?:imum|imal\w*)?|top|longest|le plus|la plus|les plus|"
    r"plus (?:gros\w*|grand\w*|fort\w*|haut\w*|eleve\w*|long\w*)|principa\w+|record|peak|pic|number one"
)
LEAST = (
    r"least|lowest|smallest|fewest|min(?:imum|imal\w*)?|le moins|la moins|les moins|plus (?:bas\w*|"
    r"faibles?|petit\w*)"
)
WORST = r"worst|pires?|(?:la )?plus mauvais\w*|moins bon\w*"
BEST = r"best|meilleure?s?"
WHICH_ONE = r"(?<!\w)(?:which|quel(?:le)?s?) ([a-z]{3,})"
BY_ONE = r"(?<!\w)(?:by|par|per|selon|for each|pour chaque) (?:type (?:of|de) )?([a-z]{4,})(?! \d)"
WHICH = r"which|what|quel(?:le)?s?"
COMPARED = (
    r"compar\w+|against|versus|vs|than|contre|par rapport(?: a)?|difference|differ\w*|change[ds]?|"
    r"evolu\w+|increas\w+|"
    r"decreas\w+|hausse|baisse|augment\w+|diminu\w+|progress\w*|year on year|yoy|d'une annee (?:sur|"
    r"a) l'autre|that of|"
    r"celui|celle|more|less|plus|moins|higher|lower|better|worse|mieux|fewer|variation|ecart|rise|drop|"
    r"up|down"
)
BY = r"by|per|par|for each|for every|each|every|pour chaque|chaque|selon|breakdown|repartition|split"
SHARE = r"rates?|taux|%|percent\w*|pourcent\w*|share|part|proportion|ratio|fraction"
PER_AMOUNT = (
    r"(?:per|par|/|a la|for each|for every|by) ?(?:metric )?(?P<unit>tonnes?|tons?|t|kg|unit\w*|bottles?|"
    r"bouteilles?|pieces?|m3|hl|"
    r"litres?|l)(?: (?:of |de )?(?:product\w*|produi\w*|output|made|fabriqu\w+))?"
)
AMOUNT = re.compile(rf"(?<!\w)(?:{PER_AMOUNT})(?!\w)")
AGAINST = (
    r"vs|versus|against|compared?|actual\w*|ecart|difference|reach\w*|met|hit|meet|attein\w+|respect\w*|"
    r"tenu\w*|"
    r"par rapport(?: a)?|reel\w*|gap|shortfall"
)
EACH_STOP = (
    r"(?:per|each|by|par|of a|of each|d'un|de chaque) (?:stops?|stoppages?|arrets?|downtimes?|events?|"
    r"breakdowns?|pannes?)|"
    r"how long|durations?|durees?|lasts?|lasting|dure(?:nt|r)?|(?:stop|stoppage|breakdown)s? (?:time|length)"
)
SPECIFIC = r"specific|specifiques?|sec|intensity|intensite"
BELOW = (
    r"below|under|less than|missed|not (?:reach\w*|met|hit)|short of|sous|en dessous(?: de)?|"
    r"inferieure?s?|pas atteint\w*|manque\w*"
)
ABOVE = r"above|over|exceed\w*|reach\w*|met|hit|au[- ]dessus(?: de)?|superieure?s?|depass\w+|attein\w+"
COUNT = r"how many|number of|combien|nombre de|nb de"
COUNTS_EVENTS = re.compile(
    r"\b(?:how many|number of|how often|combien (?:de|d'|y a|il y a eu)|nombre (?:de|d'))\s*(?:times|fois|"
    r"(?:\w+ )?(?:stops?|stoppages?|breakdowns?|arrets|pannes|downtimes?|events?|incidents?))\b"
)
WEEK = re.compile(
    r"(?<!\w)(?:in |en |de la |la |of )?(?:week|semaine|wk|sem|s|w) ?(?P<n>[1-4]?\d|5[0-3])(?!\w)"
)
NUMBERED = re.compile(
    r"(?i)(\b(?:lines?|lignes?|machines?|unite?s?|four|furnace|boiler|chaudiere|"
    r"chaudière) (?:n[°o]\.? ?)?)(\d{1,2})(?!\d)"
)
VEILED = {ord("0") + n: chr(0x10D0 + n) for n in range(10)}
UNVEILED = {made: chr(digit) for digit, letter in VEILED.items() for made in (ord(letter),)}
BEFORE = re.compile(
    r"(?<!\w)(?:the |that of the |celui du |celle du |celle de l'|le |la |l'|au |a l'|du |de la |de l')?"
    r"(?:(?:previous|preceding|prior) (?:day|week|month|quarter|year)|(?:day|week|month|quarter|year) before|"
    r"(?:jour|semaine|mois|trimestre|annee) (?:d'avant|precedente?))(?!\w)"
)
YES_NO = re.compile(
    r"(?:(?:did|do|does|was|were|is|are|has|have|had|est-ce|avons-nous|avez-vous|a-t-on|ai-je|y a-t-il)\b|"
    r".*\ba-t-(?:elle|il|on)\b)"
)
WHOLE = r"total\w*|overall|altogether|so far|all"
OF_WHAT = r"(?<!\w)(?:on|for|of|en|pour|de|du|des|sur) \w{3,}"
QUANTITY = r"how much|how many|combien|what|quel(?:le)?s?|which|number of"
UNITS = {
    "mass": r"tonnes?|tons?|kg|kilos?|tonnage",
    "energy": r"kwh|mwh|gwh|kilowatt[- ]?hours?",
    "time": r"hours?|heures?|minutes?|mins?",
    "money": r"eur(?:os?)?|€|k€|money|argent",
    "volume": r"m3|m³|litres?|liters?|hl",
    "number": r"pieces?|pcs|units?|unites?",
}
LOST = r"los[et]|loses|losing|lost|perd\w*"
LOST_TIME = r"hours?|heures?|minutes?|mins?|time|temps|h"
OVER_BUDGET = (
    r"over[- ]?(?:spent|spend\w*|budget|runs?|ran)|overspen\w+|overr[ua]ns?|exceed\w*|above|blown?|"
    r"depass\w+|au[- ]dessus|under[- ]?(?:spent|spend\w*|budget)|underspen\w+|"
    r"(?:over|under|below|within|hors|sous)(?: the| its| their| le)? budget"
)
UNDER_BUDGET = (
    r"under[- ]?(?:spent|spend\w*|budget)|underspen\w+|"
    r"(?:under|below|within|sous)(?: the| its| their| le)? budget"
)
_STOPS = (
    r"stops?|stoppages?|down[- ]?time|arrets?|pannes?|breakdowns?|breaks?|casses?|rebuts?|scrap|rejects?|"
    r"rejets?"
)
WITHOUT = re.compile(
    r"(?<!\w)(?:without|with no|with zero|had no|having no|sans|zero|free of|"
    r"n'ont (?:eu )?(?:pas eu d'|aucun )|with 0|0)"
    rf"(?: an?y?| single| le moindre| la moindre| aucune?| un| une| seule?)*(?: \w+)? (?:{_STOPS})(?!\w)|"
    rf"(?<!\w)(?:{_STOPS})[- ]free(?!\w)"
)
"""Periods and shifts in which nothing of a kind was lost."""
WITH = re.compile(
    r"(?<!\w)(?:with|had|having|avec|ont eu|ayant eu)"
    r"(?: at least (?:one|1|an?)| an?y?| au moins une?| une?| des)"
    rf"(?: \w+)? (?:{_STOPS})(?!\w)"
)
_ALL_OF = r"(?:shifts?|postes?|equipes?|crews?|lines?|lignes?)"
_AS_ONE = r"(?:(?:taken |put )?together|combined|confondue?s|reunie?s|ensemble|cumulee?s)"
WHEN_WAS_IT = re.compile(
    r"[ ,]*(?<!\w)(?:c'(?:etait|est) quand|(?:and )?when (?:was|is) (?:it|that))[ ]*$|"
    r"^(?:when (?:was|is)|quand (?:a ete|etait|est)|a quelle date (?:etait|est)|on what date was) "
    r"(?:our |the |notre |la |le )"
)
"""Asks for the day of a best or worst one."""
TOGETHER = re.compile(
    r"\(?(?<!\w)(?:(?:over |sur |of |for |pour )?(?:all|toutes|tous)(?: (?:the|les|of the))?"
    rf"(?: \d| two| three| deux| trois)? {_ALL_OF}(?: {_AS_ONE})?|"
    rf"(?:the|les) (?:\d|two|three|deux|trois) {_ALL_OF}(?: {_AS_ONE})?|{_ALL_OF} {_AS_ONE})(?!\w)\)?"
)
"""Say that amounts are not to be told apart."""
ELSE = re.compile(
    r"\b(?:work orders?|wo|ots?|ordres? de travail|bons? de travail|why|pourquoi|how (?:do|should|can|"
    r"to)|comment|who|qui|will|when|quand|where|what (?:stops|happens|happened|caused)|if|si|"
    r"forecast\w*|predict\w*|prevision\w*|prevoi\w*|mtbf|mttr|limits?|limites?|trend\w*|tendance\w*|"
    r"correl\w+|anomal\w+|"
    r"abnormal\w*|normal\w*|repairs?|reparations?|failures?|defaillances?|summar\w+|resum\w+|explain|"
    r"explique\w*|"
    r"maintenance|spares?|stock|orders?|commandes?|commander|rising|alarms?|alarmes?|(?:that|this|"
    r"the) one|it|they|them|celui-ci|celle-ci|ca|cela)\b"
)
NAMES_OF_COSTS = re.compile(r"(?<!\w)(?:maintenance|spares?|stock|repairs?|reparations?|trends?)(?!\w)")
"""What accounts are called beside their budget, and what else asks for something that is no amount."""
FILL = frozenset(
    """
    totale totales totaux burn burned burnt brule brulee long duration duree length took lasts last lasted
    conso
    total totals totally overall altogether plant site factory usine figure figures value values amount
    amounts quantity quantite quantites chiffre chiffres number numbers nombre valeur valeurs compare
    compared comparison comparaison percent pourcent pourcentage percentage used use uses usage using
    consumption consumptions consumed consume consommation consommations consomme consommee consommes
    consommees consommer level niveau rate rates taux lost lose perdu perdue perdus perdues perd evolution
    difference change report table data donnees donnee tableau global globale globaux far date during
    period periode compte bilan resultat resultats result results come came go went get got running run
    cout coute couter cost costs cause caused causes account accounts responsible due represent represente
    representent whole entire entier entiere real reel reelle actual reached atteint atteinte year years
    aucun aucune zero nb make makes lose loses losing log journal register registre seul
    seule duree dure durent lasting journee journees
    annee an ans month months mois day days jour jours week weeks semaine semaines calculate compute
    calcule calculer many much combien quel quelle time times temps first last rapport each tell trend by
    per vs between entre up down low high bad good had kpi monthly daily weekly mensuelle mensuel
    journaliere journalier generated sum somme cumul cumulative cumule ytd share specific specifique part
    proportion ratio avons ete etait about versus year-on-year need average mean moyenne moyen against
    make made biggest main occur occurred happen happened one produit produits produite produites realise
    realisee faire
    """.split()
)
