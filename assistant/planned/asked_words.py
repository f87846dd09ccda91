"""The words in which planned work is asked for, English and French, folded. Knows no question.

Each constant is an alternation to be looked for between word borders, in any order.
"""

from __future__ import annotations

import re

from assistant.words import fold, word_set

OVERDUE = (
    r"(?:over ?due|past due|past (?:its|their|the) (?:due )?dates?|late(?! (?:shift|evening|night|in ))|"
    r"behind(?: the| our)? schedule|loupee?s?|backlog|miss|lapsed|expired|out of date|missed|en retard|"
    r"retards?|"
    r"hors delais?|depassee?s?|"
    r"echue?s?|expirees?|(?:est|sont|a|ont|deja) expires?|perimee?s?|"
    r"pas (?:encore )?faite?s? a temps|should (?:already )?have been (?:done|made|carried out|calibrated|"
    r"inspected|serviced|greased|lubricated)|"
    r"aurai(?:t|ent) (?:deja )?du (?:deja )?etre|not been done in time|"
    r"n'ont pas ete faite?s? a temps|plus valables?|plus a jour|no longer (?:valid|in date))"
)
DUE = (
    r"(?:due|planned|scheduled|upcoming|coming up|forthcoming|to[- ]do|to be \w+(?:ed|ne)|has to be|have "
    r"to be|"
    r"must be|needs? to be|need \w+ing|needs \w+ing|(?:has|have|got) to|must|should|falls? due|comes? due|"
    r"expir(?:es?|ing)|runs? out|look ?ahead|prevue?s?|planifiee?s?|programmee?s?|a (?:faire|venir|"
    r"realiser|planifier|prevoir|effectuer|controler|verifier|graisser|etalonner|inspecter|lubrifier|"
    r"executer)|echeances?|echoi\w+|arriv\w+ a (?:echeance|expiration)|expirent?|doit|doivent|dois|devons|"
    r"faut|"
    r"au programme|on the (?:program|plan|list|agenda)|agenda|planning|do we (?:do|have)|schedule|"
    r"a remettre|a reconduire|a refaire|intervien\w+)"
)
WORK = (
    r"(?:maintenance|pms?|preventi\w+|inspections?|calibrations?|etalonnages?|graissages?|controles?|"
    r"visites?|"
    r"verifications?|vidanges?|lubrications?|greasing|tasks?|taches?|jobs?|entretiens?|tournees?|rondes?|"
    r"rounds?|oil changes?|work|interventions?|travaux|travail|overhauls?|services?|tests?|work orders?|ots?|"
    r"wos?|instruments?|etalonne\w*|calibrate[ds]?|greased?|graisse\w*|inspect(?:ed)?|serviced?|expir\w+|"
    r"workload|charge|chargee?s?|busiest|busy|planning|programme|agenda|tomb(?:e|ent)|hours|heures|needed|"
    r"necessaires?)"
)
"""Kinds of planned work: with days to come they ask for what is due in them."""
WAS = (
    r"(?:was|were|did|done|completed|finished|carried out|closed|raised|created|had|happened|spent|cost|"
    r"ete|ont|avait|avaient|faite?s?|realisee?s?|effectuee?s?|cloturee?s?|soldee?s?|terminee?s?|clos(?:e|"
    r"es)?|"
    r"fini(?:e|s|es)?|fermee?s?|executee?s?|passee?s?|resolved|recorded)"
)
"""What was, not what is to come."""
DOES = (
    r"^\W*(?:(?:who|which (?:team|crew|technician|trade|contractor)) (?:does|is doing|do|will|has to|"
    r"should|carries|performs|"
    r"handles|calibrates?|inspects?|greases?|services?|checks?|tests?|is (?:responsible|in charge))|"
    r"(?:qui|quelle equipe|quel (?:technicien|intervenant|prestataire|organisme)) (?:fait|realise|effectue|"
    r"s'occupe|"
    r"doit|etalonne|graisse|inspecte|controle|verifie|est (?:responsable|charge))|a qui\b)"
)
"""Ask who does some work, not who did it."""
OFTEN = (
    r"(?:how (?:often|frequently)|every how (?:many|often)|what (?:interval|frequency)|interval of|tous "
    r"les combien|"
    r"toutes les combien|a quelle (?:frequence|periodicite)|periodicite|frequence|intervalle|interval|"
    r"frequency)"
)
WAS_DONE = (
    r"(?:did|done|completed|finished|carried out|closed|calibrated|inspected|greased|serviced|faite?s?|"
    r"realisee?s?|effectuee?s?|cloturee?s?|soldee?s?|terminee?s?|clos(?:e|es)?|etalonnee?s?|graissee?s?|"
    r"inspectee?s?)"
)
"""Ask for what was done in days that are past."""
OPEN = (
    r"(?:open|(?:not|never|n't) (?:yet )?been (?:done|made|completed|finished|carried out)|outstanding|not "
    r"(?:yet )?done|undone|still to do|left to do|remaining|unfinished|pending|"
    r"ouverte?s?|restante?s?|reste(?:nt)? a faire|pas (?:encore )?(?:ete )?(?:faite?s?|soldee?s?|terminee?s?|"
    r"cloturee?s?))"
)
NEXT = (
    r"(?:next|prochaine?s?|soonest|nearest|first|when|quand|quel jour|what date|which date|quelle date|"
    r"a quelle date)"
)
DUE_NEXT = (
    r"(?:refaire|doit|doivent|faut|must|should|needs?|has to|next|prochaine?s?|due|echeances?|"
    r"planned|scheduled|prevue?s?|planifiee?s?|programmee?s?|again)"
)
FAILED = (
    r"(?:fail(?:s|ed|ing|ures?)?|not pass(?:ed)?|did(?:n't| not) pass|non[- ]conformes?|non conformites?|"
    r"not conform\w*|nonconform\w*|out of (?:tolerances?|tol|spec\w*)|outside (?:its |their )?tolerances?|"
    r"hors (?:tolerances?|emt|specification\w*)|refusee?s?|rejetee?s?|rejected|nok|"
    r"pas (?:conformes?|passe)|echou\w+|rate(?:e|s|es)?|unsatisfactory)"
)
_ADJUSTED = (
    r"(?:(?:the|being|any|an|le|tout|it was|they were) |l'|d')?"
    r"(?:adjust\w*|reglages?|regle[es]*|ajust\w+|correct\w+)"
)
AS_FOUND = rf"(?:as[- ]found|(?:before|avant) {_ADJUSTED})"
"""The state in which a check found an instrument."""
AS_LEFT = rf"(?:as[- ]left|(?:meme |even )?(?:after|apres) {_ADJUSTED})"
"""The state in which a check left an instrument."""
STILL = r"(?:(?:est |sont )?restee?s?|restent|demeur\w+|still|remain(?:s|ed)?|stayed)"
FROM_TODAY = (
    r"(?:(?:a partir|a compter) (?:d'aujourd'hui|de (?:maintenant|ce jour))|des (?:aujourd'hui|maintenant)|"
    r"(?:starting |counting )?from (?:today|now)(?: on(?:wards?)?)?|starting (?:today|now))"
    r"(?!\s*(?:to|until|till|up to|jusqu\S*|au|and|et)\b)"
)
"""Say no more than what is to come."""
_DID = (
    r"(?:done|did|made|carried out|performed|calibrated|inspected|greased|serviced|lubricated|checked|"
    r"verified|tested|faite?s?|realisee?s?|effectuee?s?|etalonnee?s?|graissee?s?|inspectee?s?|"
    r"controlee?s?|verifiee?s?|testee?s?)"
)
WHO_DID = (
    rf"^\W*(?:who (?:has |had )?(?:last )?{_DID}|by whom (?:was|were)\b.*\b{_DID}|"
    rf"(?:par )?qui (?:a|ont|avait)\b.*\b{_DID})(?!\w)"
)
"""Ask who did some work last."""
OUT_OF_CALIBRATION = (
    r"(?:out of cal(?:ibration)?|not (?:in|within) calibration|uncalibrated|no longer (?:in cal\w*|"
    r"calibrated)|"
    r"hors (?:etalonnage|calibration)|plus (?:etalonnee?s?|calibree?s?)|pas (?:etalonnee?s?|calibree?s?))"
)
LATE_DONE = (
    r"(?:(?:done|finished|completed|closed|carried out|faite?s?|realisee?s?|terminee?s?|cloturee?s?|"
    r"soldee?s?|"
    r"executee?s?|effectuee?s?) (?:too )?(?:late|after (?:its|the|their) due(?: dates?)?|en retard|hors "
    r"delais?|"
    r"apres (?:la date|l'echeance|leur echeance))|(?:late|en retard) (?:when )?(?:done|finished|completed|"
    r"closed))"
)
ON_TIME = (
    r"(?:on time|in time|by (?:its|the|their) due(?: dates?)?|within (?:the )?due dates?|compliance|"
    r"adherence|"
    r"on schedule|a temps|a l'heure|dans les (?:temps|delais)|respect\w* (?:des |les )?(?:delais|echeances))"
)
SHARE = (
    r"(?:share|ratio|part|portion|proportion|percent(?:age)?|per cent|pct|%|rate|taux|pourcentage|pourcent|"
    r"compliance|adherence|how many|combien|kpi)"
)
COUNT = r"(?:how many|number of|count|combien(?! d'heures| de temps)|nombre(?! d'heures| de jours)|nb)"
HOURS = (
    r"(?:how many hours|how much (?:time|work)|how long|hours|man ?hours|workload|work load|total time|"
    r"heures|"
    r"combien de temps|charge(?: de travail)?|duree totale|temps total|h/h|time needed|temps necessaire)"
)
BY_HOW_LONG = (
    r"(?:by how (?:long|many days|much)|how (?:long|late|many days|far)|de combien|depuis "
    r"(?:combien|quand)|since when|nombre de jours|combien de jours)"
)
MOST = (
    r"(?:most|worst|longest|biggest|highest|busiest|top|le plus|la plus|les plus|pire|attention|priority|"
    r"urgente?s?|urgent|critical|first|d'abord|en premier|priorite|prioritaires?|oldest|ancien(?:ne)?s?)"
)
PER = r"(?:per|by|each|par|chaque|pour chaque|split by|broken down by)"
THINGS = (
    r"(?:machines?|equipments?|equipements?|assets?|tags?|reperes?|units?|materiels?|actifs?|installations?)"
)
PEOPLE = (
    r"(?:who(?:m|se)?|teams?|crews?|technicians?|techs?|fitters?|persons?|people|trades?|work ?cent(?:er|"
    r"re)s?|"
    r"contractors?|leads?|qui|equipes?|techniciens?|intervenants?|metiers?|corps de metier|prestataires?|"
    r"ateliers?|"
    r"bod(?:y|ies)|organismes?|responsables?)"
)
WHETHER = (
    r"^\W*(?:is|are|was|were|has|have|does|do|est-ce que|est ce que|est-elle|est-il|l[ae']? ?\S+ est-|"
    r".{2,40}\best-(?:il|elle)\b|y a-t-il|y a t il|any|is there|are there|am i|sont-ils)"
)
VALID = (
    r"(?:valid|valable|in date|a jour|in cal(?:ibration)?|up to date|conforme|current|still good|en regle)"
)
AMOUNT = (
    r"(?:how much|how many (?:grams?|g|kg|litres?|liters?|l|ml|cl|strokes?|shots?)|"
    r"(?:what|which) (?:quantity|amount|volume)|"
    r"(?:quantity|amount|volume|dose|capacity|fill) (?:of|for|to)|"
    r"combien(?! (?:d'heures|de temps|de jours|de fois))|"
    r"quelle (?:quantite|dose|contenance)|(?:quantite|dose|contenance|volume) (?:de|d'|du|pour)|"
    r"nombre de coups)"
)
LUBRICANT = r"(?:oil|grease|lubricants?|lube|huile|graisse|lubrifiants?)"
"""What goes into a point of lubrication."""
LONGEST = (
    r"(?:longest|most (?:time|hours)|takes? (?:the )?longest|plus long(?:ue|ues|s)?|"
    r"(?:dure\w*|prend\w*|prenn\w*) le plus(?: longtemps| de temps)?)"
)
PLANS = r"(?:plans?|gammes?|programme?s?|registers?|registres?|schedules?)"
PREVENTED = r"(?:prevent\w*|pms?|mp)"
DONE_BY = (
    r"(?<!\w)(?:calibrated|done|inspected|greased|checked|tested|serviced|verified|etalonnee?s?|calibree?s?|"
    r"realisee?s?|effectuee?s?|faite?s?|graissee?s?|controlee?s?|verifiee?s?|inspectee?s?|affectee?s?|assigned|"
    r"attribuee?s?) "
    r"(?:by|to|par|a|at|chez)(?!\w)|(?<!\w)(?:in-?house|en interne)(?!\w)"
)
"""Counts what somebody has to do, or does."""
LASTING = re.compile(
    r"(?<!\w)(?:(?P<than>more than|over|above|longer than|greater than|exceed\w*|plus de|superieure?s? a|"
    r"depass\w+|au[- ]dessus de|at least|minimum|au moins|minimum de|>=?|≥|less than|under|below|"
    r"shorter than|moins de|inferieure?s? a|"
    r"at most|au plus|<=?|≤) ?)?(?:of |a |de )?(?P<n>\d+(?:[.,]\d+)?) ?-?"
    r"(?P<unit>h|hrs?|hours?|heures?|min|mn|minutes?)"
    r"(?P<or>(?: (?:and|or|ou|et) (?:more|longer|over|above|less|plus|davantage|moins))?)(?!\w)"
)
"""How long a task takes: more than, or at least, so many hours."""
ERROR = r"(?:as[- ]found|errors?|erreurs?|ecarts?|deviations?|derives?|drift\w*)"
ELSE = (
    r"(?:due to(?! be)|why|pourquoi|cost\w*|"
    r"cout\w*|budget|price|prix|spares?|stock|pieces? de rechange|procedures?|how do|how to|comment|reading|"
    r"vibration (?:level|limit)|limits?|limites?|seuils?|alarms?|alarmes?|trend|tendance|mtbf|mttr|report|"
    r"rapport|"
    r"rca|fmea|amdec|actions?|wrote|signed|approved|according to|d'apres|selon|"
    r"purchas\w+|pos|po(?![- ]?\d)|"
    r"deferr\w+|defers?|repouss\w+|report(?:e|ee|es|ees)|cancel\w*|annul\w+|consequences?|what (?:happens|"
    r"if)|"
    r"risks?|risques?|meeting|reunion|invoice|facture|delivery|livraison|contracts?|contrats?|training|"
    r"formation|drawing|paye\w*|penalt\w+|penalit\w+|nuit|shift|forecast|predict\w*|prevision)"
)
"""What asks for something else."""
PREVENTIVE = frozenset(
    "pm pms preventive preventives preventif preventifs preventative planned prevent prev mp".split()
)
"""Restrict lists of orders of all kinds to planned work."""
ORDERS = frozenset("order orders wo wos ot ots ordre ordres bt bon bons".split())
INSTRUMENTS = frozenset(
    "instrument instruments calibration calibrations calibrate calibrated calibrating cal etalonnage "
    "etalonnages "
    "etalonner etalonne etalonnee etalonnes etalonnees etalonnes capteur capteurs appareil appareils gauge "
    "gauges "
    "metrology metrologie transmitter transmitters transmetteur transmetteurs".split()
)
"""Ask for registers of calibrations."""
KINDS_OF_SENSOR = frozenset(
    "gauge gauges transmitter transmitters transmetteur transmetteurs capteur capteurs".split()
)
"""Of these the words that may also be what an instrument is called."""
_CUES = """
    work works working task tasks job jobs maintenance maintain maintained service services serviced servicing
    activity activities item items thing things equipment equipments machine machines asset assets unit units
    plant site list due date dates day days week month hour hours time next overdue late behind schedule
    scheduled
    planned plan plans upcoming coming come comes still already yet currently now far ago long how many
    much total
    altogether overall number count sum by until left open outstanding remaining pending expire expires
    expired
    expiring expiry valid validity lapsed missed backlog team crew person people who whom does doing
    done do make
    carried out need needs needed required require must should falls fall check checked look ahead run
    runs workload often frequently every interval frequency soon responsible charge lead leads most
    worst longest first soonest urgent urgently attention priority priorities critical share percent
    percentage rate
    on time fail failed fails failing failure pass passed tolerance tolerances spec result results verdict
    there any anything take takes took last lasts prendre prendra prend dure durera durent non not pas
    n've haven hasn want everything something everybody tell show give list see get know got going go us
    me we
    again last latest since when what which today program agenda round rounds tour route center centre
    trade trades worker workers fitter fitters technician technicians body bodies
    past refaire refait intervient interviennent intervenir miss backlog ones man manhours moment
    moments actuel actuels kel kels kelle kelles etait realisation
    realisations repartition echues
    loupe loupes loupee loupees busiest busy chargee charge charges comme rate needed necessaire necessaires
    faite fois travail travaux tache taches intervention interventions entretien entretiens operation
    operations chose choses
    equipement equipements materiel repere reperes tag tags usine liste echeance echeances echu echue echus
    retard retards depasse depassee depasses jour jours semaine mois heure heures temps prochain
    prochaine prochains
    prochaines prevu prevue prevus prevues planifie planifiee planifies planifiees programme programmee
    programmes
    programmees planning faire fait faits faites realiser realise realisee effectuer venir reste restant
    restants restantes metier metiers corps organisme organismes technicien techniciens intervenant
    intervenants prestataire
    ouvert ouverts encore deja actuellement maintenant nombre combien total totale charge duree date dates
    expire expires expirent validite valable valables equipe equipes qui quoi prioritaire urgent urgents
    urgente
    attention delai delais taux part pourcentage respecte respectes respect conforme conformes
    conformite tolerance
    resultat montre montrer affiche donner dire savoir doit doivent devons faut plus moins tout tous toutes
    arrive arrivent arrivee tombe tombent prevoir planifier combien frequence periodicite intervalle
    occupe charge responsable besoin bientot lieu dernier derniere quand quel quelle quels quelles
    prevision
    hall department dept area zone service bientot soon shortly rapidement whats wheres please svp thanks
    compliance kpi split broken down each per par chaque rank ranking top
    perime perimee perimes perimees among parmi assigned affecte affectee affectes affectees attribue
    attribuee attribues attribuees goes met mets mettre put puts add fill fills
    quantity quantite amount volume dose lequel laquelle lesquels which ones represente represent adds
    vu longue longues longs dure durent duree duration durations lasting prennent prend prenant longer
    longest calibre calibree
    sont est chez plan gamme gammes programmes temps
    concerne concernes concernees concernee visible register registre planner planificateur regulatory
    calendar calendrier morning matin evening
"""
CUES = frozenset(fold(word) for word in word_set(_CUES)) - {"hall", "service", "regulatory"}
"""Words of the question that say no more than that planned work is asked for."""
KEYWORDS = tuple(
    "overdue calibration calibrations maintenance planned schedule scheduled inspection inspections "
    "preventive "
    "lubrication greasing instruments december november january february september october "
    "etalonnage etalonnages echeance preventif graissage graissages vidange controle retard semaine "
    "prochaine "
    "prochain decembre novembre janvier fevrier instrument intervention interventions technician "
    "technicien conformes".split()
)
"""Words that are known again with a letter wrong."""
