"""Words that say what to do with a table, in English and French. Knows no table and no synonyms of things."""

from __future__ import annotations

import re
from typing import Literal

Operation = Literal[
    "count", "sum", "mean", "median", "deviation", "share", "high", "low", "long", "short", "late", "early",
    "most", "least", "once", "top", "nth", "distinct", "per", "gap", "when", "how_long", "how_often", "who",
    "where", "exists", "difference", "negation", "missing", "present", "list", "which", "product", "unequal",
    "equal", "after", "before", "meaning", "both", "never", "why", "same",
]  # fmt: skip
"""What a phrase of a question asks for."""

_CARDINAL = (
    r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|deux|trois|quatre|cinq|sept|huit|neuf|dix)"
)

_NAMED_BY_NUMBERS = (
    "serial part spare order model tag item drawing document material article stock batch lot report job "
    "revision type catalogue reference equipment phone line account room wo po wr pr mr permit certificate"
).split()
_NO_NAME = "".join(rf"(?<!\b{noun} )" for noun in _NAMED_BY_NUMBERS)
"""Before ``number of``: a serial number of a pump is no count of pumps."""

_PHRASES: tuple[tuple[Operation, str], ...] = (
    ("how_often", r"how (?:often|frequently)|at what (?:interval|frequency)|a quelle frequence|tous "
                  r"les combien"),
    ("count", r"how many(?: times| of)?|(?:what|which) is the (?:number|count) of|how many|"
              rf"{_NO_NAME}number of|count of|counts?"
              r"|combien de fois|combien y a(?: t il)?(?: eu)? d(?:e|')?|combien d(?:e\b(?! temps)|')"
              r"|(?<!regle a )(?<!reglee a )(?<!tare a )(?<!taree a )combien"
              r"(?! (?:(?:est|sont) (?:regle|tare|fixe)|"
              r"(?:de temps|pese|pesent|mesure|mesurent|coute|coutent|couterait|vaut|valent)\b))|"
              r"nombres? (?:de|d')"
              rf"|nombre total|n(?:b|br|bre) (?:de|d'|of)|{_NO_NAME}no\. of|num of|a combien de reprises"
              r"|quantity of|tally"),
    ("count", r"(?:has|have|had|did|was|were) [\w ]{0,40}?\btimes\b(?= ?\?)"),
    ("sum", r"in total|total|sum(?: of| up)?|add(?:ed|ing)? up|altogether|all together|combined|"
            r"cumulative|cumulated|so far|to date|a ce jour|jusqu'ici"
            r"|overall amount|"
            r"how much(?! (?:do|does|did) [^?]* weighs?\b)(?! (?:do|does|would) [^?]*\bcosts?\b)"
            r"(?! (?:is|are) (?:an?|one|new)\b)|somme|cumul\w*|au total|"
            r"en tout|totale?s?|totaux|tous confondus"),
    ("mean", r"on average|averages?|averaged|avg|mean|moyennes?|en moyenne|moyens?|typical(?:ly)?"),
    ("median", r"median(?:e|s)?"),
    ("deviation", r"standard deviation|std(?: ?dev)?|ecart[- ]types?"),
    ("share", r"what (?:percentage|percent|share|proportion|fraction|part)|percentage|percent|per cent|"
              r"%|share of"
              r"|proportion|fraction of|ratio of|ratio|pourcentage|quelle part|quelle proportion|part "
              r"(?:de|d'|des)|taux de"),
    ("top", rf"top[- ]{_CARDINAL}|(?:the|les) {_CARDINAL}(?= (?:most|least|highest|largest|biggest|"
            rf"longest|lowest"
            r"|smallest|shortest|latest|last|first|worst|busiest|oldest|newest|best|plus|premier|"
            r"dernier|\w+ (?:with|having) the|\w+ les plus))"),
    ("nth", r"(?:second|third|fourth|2nd|3rd|4th|2e|3e|deuxieme|troisieme|quatrieme)(?= (?:most|least|"
            r"highest|largest"
            r"|biggest|longest|lowest|smallest|shortest|latest|last|best|worst|plus|dernier))"),
    ("once", r"(?:only |just )?(?:a single|one single|a lone)(?: time)?|(?:only|just) (?:once|one)|"
             r"exactly once|one time only"
             r"|une seule(?: fois)?|un seul|qu'une(?: seule)? fois|qu'un seul"),
    ("gap", r"(?:gap|stretch|interval|time|period|pause|spell|days|weeks|hours|months)s?\b[\w ]{0,"
            r"18}?\b(?:between|without|with no|in between|with none)"
            r"(?: any)?(?: two| 2| successive| consecutive)?|gaps?|stretch|mtbf|days apart|between "
            r"(?:two )?(?:consecutive|successive)"
            r"|(?:intervalle|periode|duree|temps|ecart|jours|heures|semaines)s?\b[\w ]{0,"
            r"18}?\b(?:entre|sans)(?: deux| 2)?"),
    ("how_long", r"how long|for how long|what duration|combien de temps|quelle duree"),
    ("late", r"most recent(?:ly)?|latest|last|newest|derniere?s?|(?:la |le |les )?plus recente?s?|final"),
    ("early", r"earliest|first(?! (?:aid|shift))|oldest|premiere?s?|(?:la |le |les )?plus "
              r"ancien(?:ne)?s?|initial(?:ly)?"),
    ("most", r"most (?:often|frequent(?:ly)?|common(?:ly)?|used|recurring|numerous)|the most|busiest|"
             r"at the top|most"
             r"|le plus (?:souvent|de fois|frequemment)|(?:le|la|les) plus (?:frequente?s?|courante?s?|"
             r"utilisee?s?|nombreux)"
             r"|le plus (?:de|d'|grand nombre)|le plus|number one|leading|dominant|predominant|record "
             r"number"),
    ("least", r"least (?:often|frequent(?:ly)?|common(?:ly)?|used)|the fewest|fewest|the least|least|"
              r"rarest|le moins (?:souvent|de|d')"
              r"|(?:le|la|les) moins (?:frequente?s?|courante?s?)|le moins"),
    ("high", r"highest|largest|biggest|greatest|maximum|max|peak|worst|most severe|strongest|heaviest|"
             r"tallest|hottest"
             r"|riskiest|most (?:critical|expensive|severe|risky|important)|costliest|priciest|(?:le |"
             r"la |les )?plus (?:elevee?s?|grande?s?"
             r"|hauts?|hautes?|gros|grosses?|fort[es]*|importante?s?|cher[es]*|critiques?|graves?|"
             r"severes?)|maximale?|top(?! \d)"),
    ("low", r"lowest|smallest|minimum|min|weakest|lightest|cheapest|least (?:critical|expensive|severe|"
            r"important)|coldest"
            r"|(?:le |la |les )?plus (?:basse?s?|bas|petite?s?|faibles?)|(?:le |la |les )?moins "
            r"(?:elevee?s?|chere?s?)|minimale?"),
    ("long", r"longest|longest[- ]lasting|slowest|(?:la |le |les )?plus (?:longue?s?|longs?|lente?s?)"),
    ("short", r"shortest|quickest|fastest|briefest|(?:la |le |les )?plus (?:courte?s?|courts?|breves?|"
              r"rapides?)"),
    ("distinct", r"different|distinct|unique|various|separate|differente?s?|distinct[es]*|uniques?"),
    ("per", r"per|for each|for every|in each|on each|of each|each|every|broken down by|split by|"
            r"grouped by|by"
            r"|par|pour chaque|chaque|de chaque|dans chaque"),
    ("who", r"who|whose|qui est ce qui|qui"),
    ("where", r"where|ou se trouve(?:nt)?|ou est|ou sont|a quel endroit"),
    ("when", r"when(?:s| is| was| were| did| do| does)?|(?:on )?(?:what|which) (?:date|day|dates)|at "
             r"what time|what time|quand|(?:a )?quelle heure"
             r"|a quelles? dates?|quel jour|quelle date|date (?:de|d'|du)|since when"),
    ("exists", r"^(?:is|are|was|were|do|does|did|has|have|had|can you tell me if|any|est ce qu\w*|y a "
               r"t il|avons nous|avez vous|a t on"
               r"|ont)\b|is there (?:any|an?)|are there any|do we have any|have we (?:had )?any|did we "
               r"(?:have )?any|y a t il"),
    ("difference", r"difference(?: between| in)?|how many more|how many fewer|how much (?:more|less|"
                   r"higher|lower|longer|shorter)"
                   r"|compared? (?:to|with)|versus|vs|differ(?:s)?|ecart entre|combien de plus|combien "
                   r"de moins|par rapport a|compare"),
    ("never", r"never|not once|no(?: longer)? ever|jamais|not (?:a single|any|even one)"
              r"|(?:has|have|had|did) not (?:\w+ )?(?:a single|any|one|ever)"),
    ("missing", rf"{_NO_NAME}(?:with )?no(?=\W)(?!\.? ?(?:of\b|\d))|without"
                r"|with (?:a |an )?(?:missing|empty|blank)|missing|empty|blank|not (?:yet )?have|lacks?"
                r"|lacking|have not(?: yet)?|has not(?: yet)?|sans|aucune?|pas de|pas d'|manquante?s?"
                r"|vides?|manque"),
    ("present", r"with (?:a|an|some)(?= )|having (?:a|an)(?= )|(?:have|has|had) (?:a|an)(?= )|avec "
                r"une?(?= )"),
    ("negation", r"leaving|setting|apart from|other than|except(?:ing)?(?: for)?|excluding|exclude|not "
                 r"counting|not including"
                 r"|ignoring|disregarding|without counting|but not|not|non|minus|barring|hors(?! "
                 r"service| tension| d)|sauf|excepte|a part|en excluant"
                 r"|sans compter(?! que)|autres? que|ne \w+ pas|pas"),
    ("unequal", r"(?:does |do |did )?not (?:match|equal|agree|add up|correspond|fit|tally)|mismatch\w*|"
                r"inconsisten\w+|wrong(?:ly)?"
                r"|incorrect(?:ly)?|differs? from|disagrees?|ne correspond\w* pas|ne colle pas|"
                r"incoherent\w*|faux|fausse|erronee?s?|different from"),
    ("equal", r"match(?:es)?|equals?|agrees?|consistent|correct(?:ly)?|correspond\w*|coherent\w*"),
    ("after", r"followed|following|came after|come after|next after|afterwards?|a suivi|ont suivi|"
              r"suivant|apres|after"),
    ("before", r"preceded|preceding|came before|prior to|precede|avant|before"),
    ("meaning", r"stands? for|means?\b(?! time)|meaning(?: of)?|definition of|defined as|mean\?|"
                r"signifie|veut dire"
                r"|correspond a quoi|a quoi correspond"),
    ("same", r"the same|le meme|la meme|les memes|identical|also have|like"),
    ("why", r"why|how come|pourquoi|for what reason"),
    ("both", r"both|together|combined|tous deux|les deux|ensemble|as well as|en tout"),
    ("list", r"list|name all|name the|name|show(?: me)?|give(?: me)?|what are(?: all)?|which are|"
             r"enumerate|liste[rsz]?"
             r"|donne[rz]?(?: moi)?|quel(?:le)?s sont|citer?|enumere[rz]?"),
    ("which", r"which|what|whats|quel(?:le)?s?|lequel|laquelle|lesquels|lesquelles|c'est quoi"),
    ("product", r"\b[a-z]\s?[x×*]\s?[a-z](?:\s?[x×*]\s?[a-z])*\b|product of|produit de|multipli\w+"),
)  # fmt: skip

PATTERNS: tuple[tuple[Operation, re.Pattern[str]], ...] = tuple(
    (
        operation,
        re.compile(rf"(?<![\w])(?:{pattern})(?:(?<=')|(?![\w]))" if operation != "product" else pattern),
    )
    for operation, pattern in _PHRASES
)
"""Operations with the pattern of their phrases, over folded text."""

STOP = frozenset(
    """
    a an the this that these those it its itself is are was were be been being am do does did has have had
    having of on in at to for from with by as into onto over under about within and or but so than then if
    else while because since until till through via against out up down off i me my we us our you your he
    him his she her they them their there here who whom which what when where why how any some all can
    could may might must shall should will would please just also too very such s t d ll re ve m n l let
    ok okay hi hello hey thanks thank ever still already yet many much often per each every both either
    not no nor non without one ones le la les un une des du de au aux ce cet cette ces c il elle ils elles
    on nous vous je tu y en et ou ni mais donc or car que qu qui quoi dont quand comment pourquoi combien
    quel quelle quels quelles est sont etait etaient ete etre a ai as avons avez ont avait avaient eu eue
    eus eues fait faire faites dans sur sous par pour avec sans entre vers chez depuis pendant avant apres
    jusque jusqu ne pas plus moins tres aussi meme son sa ses leur leurs notre nos votre vos encore deja
    sera seront serait seraient aura auront aurait auraient fut furent soit soient va vont ira fera feront
    mention mentions mentioned mentioning mentionne mentionnent
    toujours ici tout toute tous toutes peut peuvent doit doivent si svp merci bonjour j lui
    """.split()
)
"""Words that carry nothing by themselves."""

CHATTER = frozenset(
    """
    get got give gives given tell show shows showed showing list name find see saw seen look looking need
    want know come comes came coming go goes went make made take takes took taken put say says said happen
    happens happened happening occur occurs occurred occurring appear appears appeared record records
    recorded recording log logs logged logging register registered registers book booked books report
    reported reports note noted file files filed data dataset database sheet document documents source
    sources according history historical whole entire full overall total totals altogether line lines row
    rows entry entries item items occurrence case cases instance instances number numbers count counts
    counting counted time times ever exactly currently current present existing exist exists available
    listed included including include use used uses using work works done carried carry carries carrying
    perform performed performs performing execute executed close closed closes closing finish finished
    finishes finishing complete completed completes start started starts begin began open opened raise
    raised raises fire fired fires trip trips tripped trigger triggered triggers hit hits flag flagged
    last lasted lasts lasting spend spent spends belong belongs sit sits under relate related concern
    concerning concerned cover covers covered covering about regarding associated linked correspond
    corresponds corresponding value values kind kinds type types sort particular specific certain
    respectively among amongst across between within during only single lone alone share shares shared
    sharing same else other others another more most less least few fewer rather aside apart quite
    actually really exact precisely roughly approximately around please altogether think believe guess
    remember seems seem question answer date dates day days month months year years hour hours long
    duration period site plant us everything anything something all together both combined total machine
    machines device devices unit units appareil appareils engin engins equipment equipments asset assets
    measured measure measures measuring reading readings mesure mesuree mesures releve needed needs
    required requires require requiring necessite necessitent exige exigent
    consumed received receives suffered suffers experienced generated produced resulted
    called named titled went gone turned map maps mapped mapping tied suggest suggests suggested score
    scores off up thing things job jobs task tasks activity activities something anything defined
    specified mentioned traite traitee handled dealt processed assigned quote rating ratings setting
    settings nr num nbr acc resp approx pls thx btw fyi whatever simply figure figures result results set
    sets detail details info information set on-file held hold holds contain contains contained stand
    stands mean means describe described high low number exist compare compared comparing difference
    versus vs add sum average mean median most enregistre enregistree enregistres enregistrees note notes
    fichier fichiers donnees historique liste ligne lignes fois cas nombre total totale valeur valeurs
    base registre indique indiquee indiquees compte jour jours mois annee annees heure heures date dates
    periode eu lieu passe passee passes realise realisee realises realisees effectue effectuee effectues
    effectuees cloture cloturee clotures cloturees termine terminee termines terminees fini finie
    declenche declenchee declenches declenchees donner trouve trouvee selon concerne concernant associe
    associee parmi seul seule seuls seules autre autres chaque moyenne somme cumul difference liste donne
    quelle apparait apparaissent presente presents present existe existent disponible possede possedent
    contient ensemble sorte sortes genre passees passer fais fait-on arrive arrivent sert servent dois
    s'il quelque chose truc trucs besoin sais savoir voudrais voir dire dis dites stp est-ce ca cela
    """.split()
)
"""Words of talk: nothing is lost where a plan leaves them out."""

ATTRIBUTE_NAMES: dict[str, tuple[str, ...]] = {
    "who": tuple(
        """
    person technician operator author inspector owner responsible supervisor assignee requester technicien
    operateur auteur inspecteur responsable intervenant executant demandeur redacteur name nom
    """.split()
    ),
    "where": tuple(
        """
    location place site area building room zone shelf bin rack unit line lieu emplacement batiment local
    position localisation etagere casier rayon magasin venue city country
    """.split()
    ),
}
"""Names of columns that answer ``who`` and ``where``, best first."""

ROW_WORDS = frozenset(
    """
    line lines row rows entry entries record records item items ligne lignes enregistrement
    enregistrements
    """.split()
)
"""Words for a row of any table."""

ORDER_WORDS = frozenset(
    "demande demandes request requests intervention interventions ticket tickets di dis".split()
)
"""Words for a row of a list of work orders."""

WEAK_NAME_WORDS = frozenset(
    """
    id no nr num number name actual potential current type the of and a an by with in de du des la le les
    numero nom s date time value
    """.split()
)
"""Words of a column's name that do not say much by themselves."""

WEAK_TABLE_WORDS = frozenset(
    """
    all with and the of data dataset table list log logs register history records record file sheet export
    final filled new old copy v1 v2 csv xlsx json database db full complete master tab page feuille liste
    donnees fichier historique registre suivi tableau events event 1 2 3 sheet1 feuil1 mapping
    """.split()
)
"""Words of a table's name that many tables share."""
