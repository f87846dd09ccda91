"""What is asked of a study of hazards: safeguards, causes, consequences, recommendations. Words only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.integrity.deviations import Deviation, deviations_in, spelled, without_deviations
from assistant.integrity.roles import without_tags
from assistant.words import STOP_WORDS
from retrieval.identifiers import find_tags

Aim = Literal["lines", "safeguards", "causes", "consequences", "recommendations", "credited"]

_PROTECT = re.compile(
    r"\b(?:protects?|protected|protecting|protections?|safeguards?|barriers?|layers?|ipls?|mitigat\w+|prevents?|"
    r"protege\w*|proteger|barrieres?|parades?|(?:mesures?|moyens?) de (?:prevention|protection|maitrise)|"
    r"securites)\b"
)
_AGAINST = re.compile(
    r"\b(?:against|from|for|of|on|contre|pour|de|du|d'|vis-a-vis|face|en cas|in case|when|if|quand|si|"
    r"lors|in|at|dans|au|a)\b"
)
_CAUSES = re.compile(
    r"\b(?:causes?(?! (?:trip|and effect))|origines?|(?:what|which \w+) (?:can|could|may|might|"
    r"would) (?:lead to|give|cause|"
    r"create)|what (?:leads to|gives)|why (?:could|might|can|would)|(?:qu'est-ce qui|quoi|qui) (?:peut |"
    r"pourrait )?"
    r"(?:provoque|cause|entraine|provoquer|causer|entrainer|amene\w*)r?|initiating events?|"
    r"evenements? initiateurs?)\b"
)
_CONSEQUENCES = re.compile(
    r"\b(?:consequences?|effects?|effets?|impacts?|what (?:happens?|would happen|could happen|will happen|"
    r"follows)|"
    r"que se passe-t-il|(?:qu'est-ce qui|que) (?:se passe|arrive\w*|risque\w*)|ce qui se passe|risks?|"
    r"risques?)\b"
)
_MEASURES = re.compile(r"\b(?:actions?|mesures?)\b")
_ADVICE = re.compile(r"\b(?:recommendations?|recommandations?|recos?|recs?|preconisations?)\b")
_CREDITED = re.compile(
    r"\b(?:(?:which|what|quelle?s?|list\w*) (?:\w+ ){0,2}(?:deviations?|scenarios?|nodes?|noeuds?|lines?|"
    r"hazards?|derives?)"
    r"\b.*\b(?:protected|covered|mitigated|safeguarded|credit\w*|rely|relies|use|uses|protege\w*|couvert\w*|utilis\w*)|"
    r"credit(?:ed)?\b|"
    r"(?:protect|guard|prevent)s? against(?: what)?$|contre quoi)"
)
_FUNCTION = re.compile(r"^\W*(?:what does|que fait|a quoi sert|what is the (?:function|purpose) of)\b")
_STUDY = re.compile(r"\b(?:hazops?|hazid|lopa|what-?if|nodes?|noeuds?|deviations?|derives?|study|etude)\b")
_NODE = re.compile(
    r"\b(?:nodes?|noeuds?|section|systemes?|systems?|troncons?)\s*(?:n(?:o|°|um\w*)?[\s.°]*)?(?P<n>\d+)\b|\bn(?P<m>\d{1,2})\b"
)
_OPEN = re.compile(
    r"\b(?:open|outstanding|pending|unclosed|(?:not|pas|non)(?: \w+)? (?:yet )?(?:closed|done|soldee?s?|"
    r"closes?|close|"
    r"cloturee?s?|complete\w*|termine\w*|faites?)|ouverte?s?|en cours|restent|restantes?|remaining)\b"
)
_CLOSED = re.compile(r"\b(?:closed|done|completed|soldee?s?|closes|cloturee?s?|terminee?s?)\b")
_PAST = re.compile(
    r"\b(?:was|were|did|happened|caused|had|yesterday|hier|last (?:week|month|year|night)|ete|avait|s'est|"
    r"a provoque|"
    r"report|rapport|rca|incident|work orders?|ot|how many|combien|^when|^quand|(?:19|20)\d\d)\b"
)
"""What befell a plant: that a study of what may befall it does not tell."""
_CUES = frozenset(
    """
    wich lines line rows content contents contenu contient whole
    tombe tombent vient sera etait soit se fait comes come goes gets system systems systeme systemes
    a against all an and any are arrive at au aux barrier barriere barrieres barriers be by can cas
    case cause causer causes ce closed consequence consequences contre could cours create current d
    dans de derive derives des deviation deviations do does donne donner du effect effects en encore
    entraine entrainer est et etude evenements event events exist existante existantes existants
    existing exists follow follows for from give gives happen happens has have hazid hazop how if il
    impact impacts in initiateurs initiating ipl ipls is it its l la layer layers le lead leads les
    list liste lister lopa lors maitrise may me mesures might mitigate mitigates mitigation moi
    moyens node nodes noeud noeuds not nous of on open or origine origines our outstanding ouvert
    ouverte ouvertes owner owners par parade parades pas passe pending peut pilote pilotes please
    possible possibles potential pour pourrait prevent prevention prevents protect protected
    protecting protection protects protege protegent proteger provoque provoquent provoquer quand
    que quel quelle quelles quels qui quoi rec reco recommandation recommandations recommendation
    recommendations recos recs responsable responsables responsible restent risk risks risque
    risques safeguard safeguards scenario scenarios se section securites show si soldee soldees sont
    status statut still study sur t tell that the their there this to toujours un une us we what
    when where which who whom whose why will with worksheet would y yet
    """.split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted.

    Attributes:
        node: Its number; empty where none is named.
        words: Folded words beyond tags and deviations that lines must hold.
        state: Which recommendations; empty for all.
        of_study: True where a study, node or deviation is spoken of as such.
    """

    aim: Aim
    node: str
    tags: tuple[str, ...]
    deviations: frozenset[Deviation]
    words: tuple[str, ...]
    state: Literal["", "open", "closed"] = ""
    of_study: bool = False


def asked_of(text: str) -> Asked | None:
    """What a question asks; None for what no study of hazards tells."""
    text = " ".join(text.replace("’", "'").replace("œ", "oe").split())
    plain = spelled(text)
    if _PAST.search(plain):
        return None
    aim = _aim(plain, bool(find_tags(text)))
    if aim is None:
        return None
    node = _NODE.search(plain)
    bare = without_deviations(_NODE.sub(" ", spelled(without_tags(text))))
    for said in (_PROTECT, _CAUSES, _CONSEQUENCES, *((_OPEN, _MEASURES) if aim == "recommendations" else ())):
        bare = said.sub(" ", bare)
    words = tuple(
        word
        for word in dict.fromkeys(re.findall(r"[a-z0-9]{2,}", bare))
        if word not in _CUES and word not in STOP_WORDS
    )
    if aim == "lines" and words:
        return None
    if aim == "credited" and _FUNCTION.search(plain) and words:
        return None
    state: Literal["", "open", "closed"] = ""
    if aim == "recommendations":
        state = "open" if _OPEN.search(plain) else "closed" if _CLOSED.search(plain) else ""
    return Asked(
        aim=aim,
        node=(node["n"] or node["m"]) if node else "",
        tags=find_tags(text),
        deviations=deviations_in(_NODE.sub(" ", plain)),
        words=words,
        state=state,
        of_study=bool(_STUDY.search(plain)),
    )


def _aim(plain: str, is_tagged: bool) -> Aim | None:
    if _ADVICE.search(plain) or (_MEASURES.search(plain) and (_OPEN.search(plain) or _CLOSED.search(plain))):
        return "recommendations" if _STUDY.search(plain) else None
    if is_tagged and (_CREDITED.search(plain) or _FUNCTION.search(plain)):
        return "credited"
    protect, causes, consequences = _PROTECT.search(plain), _CAUSES.search(plain), _CONSEQUENCES.search(plain)
    if protect and (is_tagged or _AGAINST.search(plain)):
        return "safeguards"
    if causes:
        return "causes"
    if consequences:
        return "consequences"
    return "lines" if _STUDY.search(plain) and _NODE.search(plain) else None
