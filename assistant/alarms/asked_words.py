"""The words in which alarm journals are asked about, English and French, folded. Knows no question.

Each constant is an alternation to be looked for between word borders, in any order.
"""

from __future__ import annotations

ALARM = r"(?:al?ar?a?rms?|alarmes?|alrms?|alarmee?s?|alerts?|alertes?|alm)"
ELSE = (
    r"(?:set(?: up| for| on)?|configured|defined|installed|reglees?|parametree?s?|readings?|sensors?|"
    r"instruments?|transmitters?|capteurs?|mesures?|"
    r"set ?points?|seuils?|consignes?|trip (?:point|setting|value)s?|limits?|deadband|operator actions?|"
    r"causes?|caused|consequen\w+|procedures?|why|pourquoi|calibrat\w*|etalonn\w*|documents?|drawings?|"
    r"p&ids?|plans?|what (?:should|do|must|shall|can|does)|what to do|que (?:dois|doit|faut|faire)|"
    r"quoi faire|conduite a tenir|comment|how (?:should|to|can)|"
    r"how (?:do|does) (?:i|we|you|one) (?!compar\w*)\w+|respond|response|reponse|work orders?|"
    r"ots?|mtbf|failures?|pannes?|fire alarm|alarme incendie|bypass\w*|shunt\w*|inhib\w*|"
    r"shelv\w*|design|threshold\w*|time to respond|mean(?:s|ing)? by|signifie|veut dire)"
)
"""What is asked of an alarm list or of a document, not of a journal."""
MOST = (
    r"(?:most|top|worst|bad actors?|frequent\w*|often|noisiest|nuisance|commonest|recurr\w+|repeat\w*|"
    r"annoying|spurious|number one|chart|rank\w*|pareto|palmares|classement|le plus|les plus|la plus|"
    r"plus (?:souvent|frequent\w*)|pires?|intempestive?s?|recurrente?s?|repetitive?s?|a repetition|"
    r"premieres?|mauvais(?:es)? acteurs?|parasites?)"
)
BAD_ACTORS = r"(?:bad actors?|mauvais(?:es)? acteurs?)"
CHATTER = (
    r"(?:(?:with)?in (?:a|one|the same) minute|dans la (?:meme )?minute|"
    r"chat{1,2}er\w*|flutter\w*|flapp\w+|battantes?|bat(?:tent)?|papillo?t+\w*|bagott?\w*|oscill\w+|"
    r"clignot\w*|rebond\w*|en rafale|toggling|bouncing)"
)
FLEETING = r"(?:fleeting|fugaces?|fugitive?s?|transient|momentary|short[- ]lived|breves?|ephemeres?)"
STALE = (
    r"(?:stale|perimee?s?|permanentes?|long[- ]standing|dormante?s?|(?:more|longer|over|older)(?: than)? "
    r"(?:24 ?h\w*|a day|one day)|plus de (?:24 ?h\w*|un jour|d'un jour)|depuis plus d'un jour)"
)
FLOOD = r"(?:floods?|flooding|avalanches?|showers?|bursts?|deluges?|rafales?|inondations?)"
STILL = (
    r"(?:still|currently|right now|now|at present|today|toujours|encore|actuellement|en ce moment|en cours)"
)
STANDING = (
    r"(?:active|actives?|standing|present|presentes?|on|in alarm|up|there|uncleared|pending|outstanding|"
    r"en alarme|posees?|allumees?|non (?:disparues?|retombees?|effacees?|soldees?)|"
    r"(?:not|never|hasn't|haven't|n't) (?:\w+ )?(?:clear\w*|return\w*|reset|gone)|without (?:a )?(?:return|"
    r"rtn)|"
    r"pas (?:disparu\w*|retombe\w*|efface\w*|revenu\w*)|persistante?s?)"
)
PLAIN_STANDING = (
    r"(?:standing|uncleared|active alarms?|alarmes? (?:actives?|presentes?|en cours|persistantes?)|"
    r"(?:not|never|\w*n't) (?:yet |been |ever )?(?:clear\w*|return\w*|gone|reset)|"
    r"without (?:a )?(?:return|rtn)|(?:pas|jamais|non) (?:encore )?(?:disparu\w*|retombe\w*|efface\w*|"
    r"revenu\w*)|traine\w*|(?:toujours|encore) la)"
)
BEFORE = (
    r"(?:before|prior to|preced\w+|leading (?:up )?to|led (?:up )?to|ahead of|avant|qui ont precede|"
    r"precedant|first[- ]out|premiere? alarme)"
)
AFTER = r"(?:after|following|apres|suivant|suite a)"
FIRST_OUT = r"(?:first[- ]out|first (?:up|alarm)|premiere? (?:alarme|defaut))"
TRIP = (
    r"(?:trips?|tripped|shut ?downs?|shut down|esd|declenche\w*|arrets?(?: d'urgence)?|upsets?|"
    r"outages?|went down|stopped)"
)
ACK = r"(?:ack\w*|acq\w*|acquit\w*|quittance\w*)"
ACKNOWLEDGED = r"(?:a[ck]+n[ow]\w*|acked|acquit\w*|quittance\w*)"
RETURNED = (
    r"(?:(?:back|return\w*|go(?:es|ne)?|went|c[ao]me) (?:back )?(?:in)?to normal|normali[sz]ed|"
    r"(?:till|until|before|to) (?:it (?:is |was )?)?normal|clear(?:ed|s)?|rtn|reset|(?:retour\w*|"
    r"revenu\w*|repasse\w*|redevenu\w*) (?:a la |au )?normale?|retombe\w*|"
    r"disparu\w*|disparait|efface\w*)"
)
"""What is said of an alarm that returned."""
NOT_ACKED = (
    r"(?:un-?ack\w*|(?:not|never|n't|without(?: being)?|no) (?:been |yet |being )?ack\w*|"
    r"(?:non|jamais(?: ete)?|pas(?: ete)?|sans(?: etre)?) (?:ete )?(?:acq\w*|acquit\w*))"
)
LONG = (
    r"(?:how long|long(?:er|est)?|time|temps|duree|delai|moyen\w*|mean|average|combien de temps|quickly|"
    r"fast|vite|minutes?|mins?|seconde?s?|secs?|quick|soon)"
)
LONGEST = (
    r"(?:longest|stood (?:the )?long\w*|(?:le )?plus longtemps|(?:la |les )?plus longues?|"
    r"(?:max\w*|longest) duration|duree (?:max\w*|la plus)|by duration|par duree)"
)
LASTED = r"(?:how long|combien de temps|total time|time in alarm|duree|duration|temps (?:total|passe))"
RATE = (
    r"(?:rates?|cadence|taux|frequence moyenne|eemua|isa(?:[ -]?18)?|18\.2|62682|kpis?|"
    r"performance|benchmark\w*|per (?:hour|ten|10)|(?:an|each|every) hour|par heure|a l'heure|"
    r"(?:alarm|operator|work) ?load|load (?:of|on) (?:the )?(?:alarms?|operators?)|charge (?:d'alarmes?|de "
    r"l'operateur|des operateurs|de travail|operateur)|par 10 min\w*|par dix min\w*|acceptable|"
    r"overload\w*|surcharge\w*)"
)
WEEK = r"(?:(?:whole|entire|full|complete|all) (?:the )?week|toute la semaine|semaine (?:entiere|complete))"
PER = (
    r"(?:per|by|each|every|par|chaque|a) (?:day|hour|shift|week|jour|heure|poste|quart|semaine|journee)|"
    r"daily|"
    r"hourly|journalier\w*|quotidien\w*"
)
MEAN = r"(?:average|mean|avg|moyen\w*|typical\w*|en moyenne)"
SPLIT = (
    r"(?:distribution|repartition|split|breakdown|by|per|par|mix|share|part|proportion|pourcentage|"
    r"percent\w*)"
)
SHARE = r"(?:share|part|proportion|pourcentage|percent\w*|%|fraction)"
PRIORITY = r"(?:priorit\w+|severit\w+|gravites?|criticites?|prios?|levels?|niveaux?)"
PEAK = (
    r"(?:busiest|peak|worst|highest|most|max\w*|pics?|pointe|(?:la |le )?plus charge\w*|le plus|record|"
    r"rush)"
)
PEAK_OF = (
    r"(?:hours?|days?|ten minutes?|10 min\w*|shift|heures?|jours?|journee|dix minutes?|rate|load|cadence)"
)
COUNT = (
    r"(?:how many|how often|number of|count|total|combien|nombre|nb|quantity|come up|"
    r"how much)"
)
FIRST = r"(?:first|earliest|premiere?s?|au debut|initially)"
LAST = r"(?:last|latest|most recent\w*|dernieres?|derniers?|derniere fois)"
WHEN = r"(?:when|what time|at what time|quand|a quelle heure|quel jour|date|time)"
CAME = (
    r"(?:c[ao]me?s?|coming|came (?:in|up|on)|appear\w*|ra[iy]s\w*|trigger\w*|activ\w+|occur\w*|"
    r"annunciat\w*|(?:go(?:es|ing|ne)?|went) (?:off|on|into)|fire[ds]|ring|rang|apparu\w*|"
    r"apparai\w*|apparition|venue?|tombe\w*|surven\w*|declench\w*|montee?|sonne\w*|revien\w*|arriv\w*|"
    r"sortie?|alm|alarmed)"
)
CAME_ABOUT = r"(?:came (?:in|up|on|before|after|right|just)|what (?:came|comes)|tombe|apparue?|first[- ]out)"
HAPPENED = (
    r"(?:what (?:else )?(?:happened|occurred|went on|was going on)|que s'est[- ]il passe|"
    r"qu'est[- ]ce qui s'est passe|il s'est passe quoi)"
)
OF_A_NIGHT = (
    r"(?:nights?|nuits?|overnight|yesterday|hier|mornings?|matin\w*|afternoons?|apres[- ]midi|evenings?|"
    r"soir\w*|"
    r"shifts?|postes?|quarts?)"
)
LIST = (
    r"(?:which|what|list|show|give|any|all|quel(?:le)?s?|liste\w*|montre\w*|donne\w*|toutes?|y a-t-il|"
    r"lesquelles|had|avons|eu|were there)"
)
ALM_STATE = r"(?:in alarm|en alarme|alm)"
DIFFERENT = r"(?:different|distinct|unique|differentes|distinctes|uniques)"
NUISANCE = r"(?:nuisance|spurious|intempestive?s?|parasites?)"
AREA = r"(?:areas?|zones?|units?|unites?|secteurs?|ateliers?|sections?)"
WHO = r"(?:who|whom|which operator|qui|quel operateur)"
SUMMARY = r"(?:summar\w+|overview|resume\w*|synthese|bilan|report|rapport|assess\w*|analy\w+|etat)"
UNLISTED = (
    r"(?:not|missing|n't|absent\w*|without|manqu\w*|pas|non|hors|unknown) .*(?:list\w*|master|database|"
    r"rationali\w*|fiches?|base|documented|defined|liste|referenc\w*)"
)
