"""The words behind the cues, English and French: one block a meaning, alternatives parted by `` | ``.

Regular expressions over folded text. ``{READINGS}`` and ``{LOG}`` stand for the words below; a backslash
at the end of a line carries an alternative on. What stands first wins over what comes later.
"""

from __future__ import annotations

READINGS = (
    r"(?:(?:(?:half-?)?hourly|daily|\d{1,2}[- ]?min(?:ute)?s?)[- ])?"
    r"(?:readings?|samples?|records?|rows?|data ?points?|points?|measurements?|values?|entries|mesures?"
    r"|lignes?|valeurs?|releves?|echantillons?|enregistrements?)"
    r"(?: (?:horaires?|journaliers?|toutes les heures|\d{1,2}[- ]?min(?:ute)?s?))?"
)
LOG = (
    r"(?:log|test|run|recording|file|series|dataset|data|experiment|essai|fichier|journal|releve"
    r"|enregistrement)"
)

TABLE = r"""
leadup leadup
    (?:just |right |shortly )?before (?:the |it |this |that |its )*(?:first )?\
        (?:trip\w*|stopp\w*|stop|shut-?down|failure|outage|breakdown)
    (?:led|leading|leads)(?: up)? to (?:the |its |this )*(?:trip|stop|shut-?down|failure|outage|breakdown)
    avant (?:le |la |l'|son |sa |cet |ce )*(?:declenchement|arret|panne|coupure|trip)
order order
    (?:drift\w*|deviat\w*|moved|reacted|left|departed) first | first to (?:drift|deviate|move|react|leave)
    (?:a |ont |a-t-il |aurait )?(?:derive|devie|bouge|reagi)\w* (?:en premier|le premier|d'abord)
    premier a (?:avoir )?(?:derive\w*|devi\w*|boug\w*|reagi\w*)
size level
    (?:by how much|how much|how (?:large|big)|what size|de combien|ampleur|taille)\b[^?]*?\
        \b(?:levels?|niveaux?)\b[^?]*?\b(?:chang\w+|shift\w*|jump\w*|saut\w*)
    (?:how (?:large|big)|size|ampleur|taille)\b[^?]*?\
        \b(?:step[- ]changes?|level[- ](?:shift|change|step|jump)s?|(?:changements?|sauts?) de niveau)
size anomaly
    (?:how (?:big|large|far|much|strong)|by how much|size|de combien|ampleur|taille)\b[^?]*?\
        \b(?:anomal\w+|abnormal\w*|(?:usual|normal) level|niveau (?:habituel|normal))
way way
    (?:in )?(?:which|what) (?:way|direction) | dans quel(?:le)? (?:sens|direction)(?: evolue\w*)?
    (?:in|over|on) the long (?:run|term) | long[- ]term | (?:a|sur le) long terme | evolu(?:e|ent|er)
    rising,? (?:or )?falling(?:,? or (?:steady|stable|flat|constant))?
    en hausse,? (?:ou )?en baisse(?:,? ou (?:stable|constante?))?
    (?:going|go) up or (?:going )?down
lag lag
    lag(?:s|ged|ging)?(?: behind)? | (?:en )?retards?(?: sur)? | delay(?:s|ed)?
    decalages?(?: dans le temps)?
    (?:which|what|lequel|laquelle)(?: one| sensor)? (?:leads?|precede|devance|follows?|suit)\
        (?: the other| l'autre)?
    (?<!no longer )(?<!not )follow(?:s|ed|ing)? | suit\b(?! (?:plus|pas)\b) | suivent\b(?! (?:plus|pas)\b)
    suivre | precede(?:nt|s)? | devance(?:nt)?
    leads? | react(?:s|ed|ing)? | reagi(?:t|r|ssent|t-il)?
    (?:the )?other way (?:a)?round | l'inverse
season season
    cycl(?:e|es|ic|ical|ique|iques) | oscill\w+ | periodic\w* | periodique\w*
    (?:season|seasonal|seasonality|saisonn\w+)(?! (?:of )?\d) | repeat(?:s|ed|ing)?(?: itself)?
    se repet\w+
noise noise
    noise(?: levels?)? | noisy | noisiness | (?:niveau (?:de|du) )?bruit\w*
changed level
    (?:when|since when|(?:at |from )?(?:what|which) (?:time|day|date|moment)|did|has|have|quand|depuis quand\
        |a quel(?:le)? (?:moment|heure|date)|est-ce que)\b[^?]*?\b(?:levels?|niveaux?)\b[^?]*?\
        \b(?:chang\w+|shift\w*|jump\w*|saut\w*)
    (?:when|quand)\b[^?]*?\b(?:chang\w+|shift\w*) (?:its |the |in |of |de |son )?(?:levels?|niveaux?)
    (?:level|niveau)[- ](?:shift|change|step|jump)s? | step[- ]changes? | shifts? (?:of|in) (?:the )?level
    (?:changements?|sauts?|ruptures?) de (?:niveau|palier) | a chang\w+ de niveau
changed slope
    (?:when|since when|did|has|have|quand|depuis quand|est-ce que)\b[^?]*?\b(?:slope|trend|pente|tendance)\b\
        [^?]*?\bchang\w+
    (?:slope|trend) changes? | changes? (?:of|in) (?:the )?(?:slope|trend)
    changements? de (?:la )?(?:pente|tendance)
changed spread
    (?:when|since when|did|has|have|quand|depuis quand|est-ce que)\b[^?]*?\b(?:spread|variability|variance|\
        noise|scatter|dispersion|variabilite|bruit)\b[^?]*?\bchang\w+
    changes? (?:of|in) (?:the )?(?:spread|variability|variance|noise)
    changements? de (?:la )?(?:dispersion|variance|variabilite)
changed correlation
    (?:when|since when|did|has|have|quand|depuis quand|est-ce que)\b[^?]*?\bcorrelation\b[^?]*?\bchang\w+
    changes? (?:of|in) (?:the )?correlation | changements? de (?:la )?correlation
changed any
    change[- ]?points? | regime[- ](?:change|shift)s? | changements? de regime | points? de rupture
    ruptures?(?= (?:de|dans|sur|du)\b) | lasting(?:ly)? chang\w+ | chang\w+ (?:lastingly|permanently|for good)
    changements? durables? | chang\w+ (?:durablement|definitivement|pour de bon)
quality step
    sampl(?:ing|e)[- ](?:rate|interval|step|period|frequency|time) | time[- ]?steps? | pas de temps
    pas d'echantillonnage | (?:frequence|periode) d'(?:echantillonnage|acquisition)
    (?:logging|recording) (?:interval|rate|frequency)
    how (?:often|frequently) (?:is|are|was|were|does|do) [^?]*?(?:sampled|logged|recorded|measured|\
        taken|log|record|measure|sample)\b
    every how many (?:seconds|minutes) | a quelle frequence
    interval(?:le)? (?:between|entre) (?:two |deux |les )?{READINGS}
quality coverage
    (?:what|which) (?:period|time ?(?:span|frame|range)|dates?|date range|days?) (?:does|do|did|is|\
        are) [^?]*?(?:cover\w*|span\w*|available)
    (?:start|begin\w*) and (?:the )?end (?:of|time)
    when does (?:the |this )?(?:\S+ ){0,4}?{LOG} (?:start|begin|end|stop|finish)
    quelle periode[^?]*couv\w+ | couv(?:re|erte)
    (?:debut|fin) (?:et (?:la )?(?:debut|fin) )?(?:du|de l'|de la) ?{LOG}
quality length
    how long is (?!(?:the |this )?(?:\S+ )?(?:gap|hole|cycle))(?:the |this )?(?:\S+ ){0,4}?{LOG}
    how long does (?:the |this )?(?:\S+ ){0,4}?{LOG} last
    (?:duration|length) of (?:the |this )?(?:\S+ ){0,3}?{LOG} | duree (?:du|de l'|de la) ?{LOG}
    combien de temps dure (?:le |la |l'|cet? )?{LOG}
quality unit
    (?:what|which) (?:\w+ )?units?(?= (?:is|are|does|do|of|for|has)|\W*$) | units?(?= of\b)
    (?:dans |en )?quelles? unites? | unite de mesure
quality sensors
    (?:what|which) (?:\w+ ){0,2}?(?:sensors?|channels?|signals?|variables?|quantities|metrics|meters)\b
    (?:list|name|give|show)\b[^?]*?\b(?:sensors|channels|signals|variables|metrics|parameters)\b
    how many (?:different )?(?:sensors|channels|signals|variables|metrics)\b
    (?:quels?|quelles?|liste\w*|combien de|combien d') ?(?:les |des |sont les )?(?:capteurs?|voies?|\
        grandeurs?|signaux|variables?|mesures (?:sont|disponibles|enregistrees))
quality gaps
    (?:data |time )?gaps? | holes? in | trous? | lacunes?
    record(?:s|ed)? nothing | rien enregistr\w+
    interruptions? (?:of|in) the (?:data|log|recording) | breaks? in the (?:data|log)
    coupures? (?:de|dans les) (?:donnees|mesures)
quality stuck
    stuck | frozen | flat[- ]?lin\w+ | froze | fige\w* | bloque\w* | dead sensor | never chang\w+
    does(?: not|n't) change | stays? constant | constant(?:s|es)? value
quality missing
    missing | null | nulls | empty | nan | nans | blank | not recorded | no value
    without (?:a )?(?:value|reading) | manqu\w+ | absent\w* | vides? | data loss | completeness
ask day
    (?:the |les )?(?:top )?(?:\d{1,2}|two|three|four|five|ten|deux|trois|cinq) (?:\w+ )?(?:days|\
        jours) (?:with|by|of|when|avec|ou)
    top \d{1,2} days
statistic percentile
    (?:p(?P<p1>\d{1,2})\b|(?P<p2>\d{1,2}(?:[.,]\d+)?)(?:th|st|nd|rd|e|eme)?[- ]?(?:percentile|centile|\
        quantile)|(?:percentile|centile|quantile) (?P<p3>\d{1,2}(?:[.,]\d+)?))
statistic std
    std(?:\.? ?dev(?:iation)?\.?)? | standard[- ]deviation | st\.? ?dev\.? | stdev | sigma
    (?:var(?:y|ies|ied)|chang(?:e|es|ed)|fluctuat\w+)(?= (?:the )?(?:most|least)) | ecart[- ]types?
    dispersion | variability | variabilite | scatter(?:s|ed)?
    how (?:steady|unsteady|stable|unstable|variable|bumpy|choppy|erratic) | steadiness | stability | stabilite
statistic variance
    variance
statistic median
    median | mediane
statistic mean
    mean | averages? | averaged | avg | averaging | moyennes? | moyens? | on average | en moyenne
    typical
statistic range
    max\w* ?(?:-|minus|less|moins) ?(?:the |le )?min\w* | peak[- ]to[- ]peak | amplitude | etendue
    swing | spread | range (?=of)
    (?:difference|ecart|gap) (?:between|entre) (?:the |its |le |la |son |sa )?(?:max\w*|min\w*|highest|\
        lowest) (?:and|et) (?:the |its |le |la |son |sa )?(?:max\w*|min\w*|highest|lowest)(?: (?:value|\
        reading)s?)?
statistic max
    maximum | maximums | maximale | maximales | maximal | maxima | maxi | max\.? | highest | largest
    greatest | peak(?:ed|s)? | biggest | hottest | warmest | strongest | heaviest | how high | top
    how (?:hot|warm|strong)\b
    (?:la |le |les )?plus (?:haute?s?|elevee?s?|grande?s?|fortes?|fort|hautes) | pics? | pointe
    culmin\w+ | monte\w* (?:a|jusqu)
statistic min
    minimum | minimums | minimale | minimales | minimal | minima | mini
    (?<!\d )(?<!\d-)(?<!\d)min\b\.?(?! ?[/\d])
    lowest
    smallest | how low | how cold | coldest | weakest | coolest | trough
    (?:la |le |les )?plus (?:basse?s?|bas|faibles?|petite?s?) | descend\w* ?(?:a|jusqu'a|jusqu')?
    creux
statistic correlation
    (?:pearson )?correl\w*(?: coefficient)?(?: of)?(?: \(?pearson\)?)? | pearson
    coefficient de correlation
statistic slope
    how (?:fast|quickly|rapidly|steeply|slowly)\b(?= (?:did|does|do|was|were|is|has|had)\b[^?]*?\b(?:ris|\
        rose|climb|fall|fell|drop|increas|decreas|grow|grew|declin|chang|drift)\w*)
    ramp(?:ing)? rate | creep\w* | crept
    trends? | trending | slope | drift\w* | pente | tendance | derive | rate of change
    rising or falling | increasing or decreasing | going up or down | linear fit | regression
    rising\b(?= ?\?) | increasing\b(?= ?\?) | going up\b(?= ?\?) | falling\b(?= ?\?) | decreasing\b(?= ?\?)
    going down\b(?= ?\?) | en hausse | en baisse
statistic rms
    root mean square | rms value | valeur efficace
statistic change
    (?:gained|lost|gagne\w*|perdu\w*|pris(?:e|es)?)(?= (?:between|from|over|entre|de|du|depuis)\b)
    (?:how much|by how much|de combien)\b[^?]*?\b(?:rise|rose|fall|fell|drop(?:ped)?|increase[ds]?|\
        decrease[ds]?|change[ds]?|go up|go down|went up|went down|climb(?:ed)?|augment\w+|baiss\w+|\
        diminu\w+|chut\w+|mont\w+|vari\w+)(?= (?:between|from|over|during|on|in|entre|du|de|pendant|\
        sur)|\W*$)
statistic sum
    sum(?: of)? | add up | summed | somme | cumul\w* | total
energy energy
    energy(?: (?:use[ds]?|consum\w+|drawn))? | energie(?: (?:consommee|absorbee|electrique))? | kwh
    mwh | consumption | consommation | consumed | consomme\w* | integral\w* | integrated | pumped
    pompees? | (?:ete|a|ont|avons|avez|volume|volumes) pompes?
    volume (?:of water )?(?:passed|circulated|delivered|moved)
run run
    longest | shortest | back[- ]to[- ]back | in a row | consecutive\w* | uninterrupted | continuous(?:ly)?
    without interruption | d'affilee | consecuti\w+ | successi\w+ | sans interruption
    (?:la |le )?plus longu?e?s? | streak | stretch(?:es)? | run length
all all
    (?:the |for the |a )?(?:whole|entire|full|complete) days? | all day(?: long)? | all through the day
    throughout(?: the day)? | toute la journee | (?:la |les )?journees? (?:entieres?|completes?)
    jours? (?:entiers?|complets?) | every single reading | at all times | 24 hours | du matin au soir
    en permanence | constantly
never never
    never | not once | at no time | jamais
always always
    stay(?:s|ed)?(?! constant) | remain(?:s|ed)? | always | at all times | all the time | the whole time
    reste(?:e|es|s)?(?! constant) | toujours | tout le temps | en permanence
ask share
    (?:what|which) (?:share|fraction|percentage|proportion|percent|portion|%)(?: of)?(?: the)?(?: time|\
         {READINGS})?
    (?:percentage|share|fraction|proportion|percent|%) of (?:the |all )?(?:time|{READINGS}|day|month|\
        log|period|june|week)
    quelle (?:part|proportion|fraction)(?: du temps| des {READINGS})?
    (?:quel )?pourcentage(?: du temps| des {READINGS})? | in percent of (?:the )?time
ask days
    (?:on |for |over )?how many (?:different |calendar |whole |full |entire )?days | number of days
    days count | (?:pendant |sur )?combien de jours | nombre de jours
ask days
    (?:nb|nbre|nbr) de jours | days(?= (?:the|when|where|that|with|over|above|below|under)\b)
    jours(?= (?:ou|au[- ]dessus|au[- ]dessous|sous)\b)
ask list_days
    (?:on |during )?(?:which|what) (?:days|dates) | list (?:the |all )?(?:the )?days
    quels? (?:sont les )?jours | which were the days
ask duration
    (?:for |by |after )?how long | how many (?:hours|hrs|minutes|mins|seconds)
    (?:pendant |de |au bout de )combien de temps
    number of (?:hours|minutes|seconds) | total (?:time|hours|duration) | duration | hours did
    (?:nb|nbre) (?:d'heures|de minutes)
    combien de temps | combien d'heures | combien de (?:minutes|secondes) | nombre d'heures | durees?
    pendant combien | time (?:spent|above|below|over|under|between) | temps passe
    last(?:ed|s)?(?= (?:there|in|on|for|until)|,|\W*$) | running hours | operating hours
    heures de (?:marche|fonctionnement)
ask day
    (?:on )?(?:which|what) (?:calendar )?(?:day|date) | the day (?:with|of|when|on which)
    quel(?:le)? (?:jour|date|journee) | (?:le )?jour (?:ou|avec|de) | day with
ask hour
    (?:at |in |during )?(?:which|what) hour(?: of (?:the )?day)? | hour of (?:the )?day
    heure de la journee | quelle tranche horaire | which hour
ask weekday
    (?:on )?(?:which|what) (?:week ?day|day of the week) | quel jour de la semaine
ask week
    (?:in )?(?:which|what) week | quelle semaine
ask month
    (?:in )?(?:which|what) month | quel mois
ask time
    when | time(?= (?:pls|please|plz|svp|stp)\b|\W*$)
    (?:donne\w*|dis|dites) (?:moi |nous )?(?:aussi )?l'heure
    (?:the |give the )?time(?= (?:it|this) happened)
    (?:at |from |until |since )?(?:what|which) time(?:s)?(?: and date| of day)?
    timestamps?(?: of)? | date (?:and|\+|&) time | time and date | time of | (?:at |from )?what moment
    at what point | quand | a quelle heure | a quel moment | depuis quand | since when | horodatage
    (?:date et )?heure exacte | date et (?:l')?heure | heure d[eu]
ask count
    in (?:number of )?readings | en nombre de mesures | how often | how many times
    how many(?: of (?:them|these|the|those))?(?: (?:distinct |separate |individual )?(?:{READINGS}|\
        times|occurrences|events|episodes|occasions))?
    (?:nb|nbre|nbr|nber|no\.?) (?:de |d'|of )(?:{READINGS}|fois|times) | #? ?of (?={READINGS})
    number of (?:times|{READINGS}|occurrences|events|episodes|occasions) | number of | count of | count
    combien de fois | combien(?: (?:de |d')(?:{READINGS}|fois|evenements|episodes))?
    nombre (?:de |d')(?:{READINGS}|fois|depassements|evenements|episodes)? | nombre
each day
    per day | each day | every day | daily | by day | a day\b | day[- ]by[- ]day | par jour
    chaque jour | journali\w+ | quotidien\w* | jour par jour
each hour
    hourly | per hour | each hour | by hour | hour[- ]by[- ]hour | par heure | chaque heure | horaires?
each week
    weekly | per week | each week | by week | par semaine | hebdomadaires?
each month
    monthly | per month | each month | by month | par mois | mensuel\w*
each sensor
    (?:which|what) (?:\w+ )?(?:sensors?|channels?|signals?|variables?)
    all (?:of )?(?:the )?(?:sensors|channels|signals) | tous les capteurs | every sensor
    quels? (?:capteurs?|signal|voie) | by sensor | each sensor | per sensor
each log
    (?:in |for |of )?(?:which|what) (?:of the )?(?:\w+ ){0,2}?(?:tests?|runs?|logs?|files?|\
        experiments?|recordings?)\b
    (?:dans )?quels? (?:essais?|tests?|fichiers?|journal|releves?)
last last
    (?:the |la |le )?(?:very )?(?:last|latest|most recent|final|derniere?s?)(?: (?:time|moment|instant|\
        fois|{READINGS}))?
    right now | at the moment | currently | en ce moment | actuellement
    (?:current|actuelle?)(?= (?:\w+ ){0,3}?(?:value|reading|power|temperature|flow|pressure|level|\
        speed|load)\b)
until until
    until when | up to when | till when | jusqu'a quand | up to what time | until what time
first first
    (?:the |la |le )?(?:very )?(?:first|earliest|initial|premiere?s?)(?: (?:time|moment|instant|fois|\
        {READINGS}))?
stop stop
    stop(?:s|ped|ping)? | shut(?:s|ting)?[- ]?downs? | shutdowns? | switch(?:ed)? off | turn(?:ed)? off
    tripp?(?:ed|s)?(?! (?:limits?|level|setting|set ?point|point|value|temperature|pressure|threshold))
    went off | go off | goes off | s'arret\w+ | s'est[- ](?:il |elle |on )?arrete\w*
    arrete\w* | arrets? | coupe\w* | outages? | downtime
    (?<!seuil de )(?<!limite de )(?<!niveau de )(?<!temperature de )declench\w+
start start
    (?:re)?start(?:s|ed|ing|-?ups?)? | switch(?:ed)? (?:back )?on | turn(?:ed)? (?:back )?on
    (?:come|comes|came|coming|is it|was it|back)(?: it)? back(?: on| up| online| with)?
    back (?:on|up|online|with|in operation) | resum\w+ | redemarr\w+ | demarr\w+
    re(?:mis|mise) en (?:marche|route|service) | repart\w* | remettre en route | reprend\w* | reprise
    begin\w* | begun | began | commence\w*
off off
    (?:was |is |were |been )?(?:switched |turned )?off\b
    down(?= (?:on|in|during|between|since|for|from)\b|\W*$)
    (?:was |is |were |been )?(?:standing still|idle|not running|out of operation|offline|at rest|\
        at standstill|standstill)
    not run\b | didn't run | n'a pas (?:fonctionne|tourne) | ne (?:tourne|fonctionne) pas
    a l'arret | hors service | immobile | eteinte?s?
running running
    (?:was |is |were |been )?running | (?:was |is |were |been )?(?:in operation|operating|online)
    on state | turned on\b | en marche | en fonctionnement | en service | tourn\w+
    (?:did|does|do) (?:it|they|the \w+|\w+ \d+) run\b | run\b(?! status) | ran\b | fonctionn\w+
stop end
    end(?:s|ed|ing)? | finish\w* | is over | se termin\w+ | prend fin | fin(?:it|ir)?
happened happened
    what(?:'s| has| did)? happen\w* | que s'est-il passe | qu'est-il arrive
outside outside
    before the (?:first )?anomal\w* | outside (?:of )?(?:the )?anomal\w* | (?:not|non|un)[- ]?flagged
    not anomalous | normal (?:operation|samples|rows|readings|state) | avant l'anomalie
    hors (?:de l')?anomalies? | non signalee?s?
flagged flagged
    flagged | flags? | labell?ed | labels? | marked(?: as)? | annotat\w+ | etiquet\w+ | signalee?s?
    marquee?s?
anomaly anomaly
    (?:any|some)thing(?= (?:abnormal|odd|unusual|strange|wrong|weird|suspicious))
    quelque chose(?= d'(?:anormal|inhabituel|etrange|bizarre|anomal))
    anomal\w+ | anormal\w* | abnormal\w* | unusual\w* | outliers? | strange\w* | suspicious\w* | odd
    weird | wrong with | go(?:es|ne)? wrong | went wrong | out of the ordinary | inhabituel\w*
    bizarre\w* | aberrant\w* | suspect\w* | incidents? | out of step | decorrelat\w* | decorrel\w*
    (?:no longer|not|isn't|doesn't|stopped) (?:in step|in line|consistent|coherent|agree\w*|follow\w*|mov\w+)\
        (?: with)?(?: the)? (?:others?|rest)\b | inconsistent with(?: the)? (?:others?|rest)\b
    ne (?:suit|suivent|suivait|correspond\w*|colle\w*) (?:plus|pas) (?:les|aux|avec les) autres
    en desaccord avec les autres | incoheren\w+
    misbehav\w+ | (?:not|isn't|wasn't|aren't|weren't) (?:\w+ )?normal\b
    (?:n'est|n'etait|ne sont|n'etaient|ne semble\w*|ne parai\w+)(?:-\w+)? pas (?:\w+ )?norma(?:le?s?|ux)\b
compare ratio
    ratio(?: of| between)?
    how many times (?:higher|larger|bigger|more|greater|lower|smaller)(?: than)? | factor
    rapport (?:entre|de) | times as (?:high|much|large) | combien de fois (?:plus|superieur\w*)
compare percent
    (?:what |which |how many |by what |how much in )?(?:percent\w*|%|pourcentage)(?: change|\
         difference| higher| lower| more| less| increase| decrease| drop| rise)
    in percent | relative (?:change|difference) | de combien de (?:pour ?cent|%)
    variation en (?:%|pourcentage)
compare difference
    minus | moins (?=(?:la|le|les|l'|celui|celle|ceux)\b)
    de combien | (?:inferieure?|superieure?)s? a (?:celui|celle|ceux|celles)
    (?:how much |by how much |de combien )?(?:lower|higher|larger|smaller|greater|more|less|warmer|\
        hotter|colder|cooler|plus (?:basse?|bas|faible|haute?|elevee?|grande?|chaude?|froide?)|\
        moins (?:elevee?|haute?)|inferieure?|superieure?|differ\w*|change\w*)(?: than| compared (?:to|\
        with)| que| par rapport (?:a|au)| from| against)
    difference(?: in| of| between)? | differ\w* | ecart(?: de| entre)? | gap between | by how much
    how much (?:lower|higher|larger|smaller|more|less|greater|warmer|colder) | compar\w+(?: to| with)?
    versus | vs\.? | par rapport (?:a|au|aux) | against | drop between | evolution
nameplate nameplate
    rated | nominal\w* | nameplate | name plate | design (?:value|pressure|temperature|flow|power|speed)
    manufacturer\w* | serial number | rating | ratings | datasheet | brand
    installed (?:power|capacity) | plaque signaletique | constructeur | fabricant | numero de serie
    marque | maximum allowable | warranty | specification | spec sheet
zeros without
    (?:excluding|ignoring|without|except(?: for)?|leaving out|not counting|other than|hors|\
        sans(?: les)?|en excluant(?: les)?)(?: the| les)? (?:zeros?|zeroes|zero (?:readings|values)|\
        nulls|valeurs nulles|zeros)
    non-?zero | nonzero | zeros? (?:excluded|ignored|exclus)
zeros with
    zeros? (?:included|counted|inclus|compris) | (?:including|with|avec)(?: the| les)? zeros?
worst worst
    (?:at (?:its|their|the) )?worst | (?:le |la |les )?(?:pires?\b|plus mauvais(?:es?)?)
pick highest
    (?:the )?most(?: often)? | le plus (?:de|d'|souvent) | busiest
pick lowest
    (?:the )?(?:fewest|least) | le moins(?: de| d'| souvent)? | quietest
direction up
    risen? | rises | rising | climb\w* | increas\w* | goes up | go up | went up | augment\w* | mont\w+
    hausse
direction down
    falls? | falling | fell | drop\w* | decreas\w* | goes down | go down | went down | dips? | dipped
    baiss\w* | chut\w* | diminu\w*
"""
"""``slot value`` at the margin, its words below."""

PLAIN = r"""
    taux | teneur | pass(?:e|ee|es|ees|ait)\b | scada | historian | trend file | pls | plz | thx | ta
    cheers | stp | svp | moment | would you mind | could you | work(?:ing)? out
    give(?: me)? | show(?: me)? | tell(?: me)? | please | calculate | compute | determine | find
    report | value of | values? | reading of | readings? | recorded | measured | registered | observed
    logged | samples? | records? | data | log | logs | sensors? | signals? | channels? | test | tests
    run | file | essais? | fichiers? | capteurs? | mesures? | mesuree?s? | enregistree?s? | relevee?s?
    valeurs? | journal | log file | exact(?:ly)? | overall | altogether | period | periode | during
    pendant | inclusive | included | inclus | incluse?s? | compris | both ends | converted?
    convertie?s? | expressed | exprimee?s? | handful | few | some | mid | still | yet | just
    quick(?:ly)? | question | hi | hello | thanks | merci | bonjour | svp | s'il vous plait | stp
    level of | level | reach\w* | read | reads | hit | hits | sit | sits | stand | stood | go | goes
    look\w* | like | behav\w+ | doing | comport\w+ | allure | evolution | describe | describes
    get | gets | got | have | had | has | make | made | see | seen | seem\w* | happen\w* | occur\w*
    atteint\w* | atteign\w+ | vaut | valait | etait | etaient | lu | lue | calcule\w* | donne\w*
    quel(?:le)?s? | combien | month | week | day | days | hours? | minutes? | seconds? | mois | semaine
    jours? | journee | heures? | time | times | fois | date | whole | entire | complete | total | all
    unit | units | unite | us | in | kpi | plant | site | unit | machine | equipment | equipement
    asset | bench | rig | system | installation | banc | usine | curve | courbe | trace | plot | graph
    number | figure | stats? | statistics | statistiques | summary | resume | overview | comme | as
    between | entre | reach | high | low | haut | bas | quantity | amount | quantite | interval | window
    fenetre | course | there | then | actually | really | approximately | roughly | about | environ
    compare | same | meme | respectively | pattern | motif | strong(?:ly)? | apart | hors | autre | other
    large | big | size | ampleur | niveau habituel | usual level | usual | habituel\w*
"""
"""Words that any question about data may hold and that say nothing on their own."""
