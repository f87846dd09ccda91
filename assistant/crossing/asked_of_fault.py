"""Questions after a fault: what to do about it, how it shows, what it does. Knows words, no sources."""

from __future__ import annotations

import re

ACTION = frozenset({"action", "actions", "mesure", "mesures", "measure", "remedy"})
CONTROL = frozenset({"control", "controle", "detection", "surveillance"})
EFFECT = frozenset({"effect", "effects", "effet", "effets", "consequence", "consequences"})
"""Words of the columns of a failure analysis."""

_WE = r"(?:i|we|you|one|he|she|they|somebody|the operator|operators)"
_IN_CASE = r"(?:if|when|whenever|in (?:the )?case of|in (?:the )?event of|about|against|for|on)"
_EN_CAS = r"(?:si|quand|lorsqu['’]|lorsque|en cas d['’]|en cas de|contre|pour|face à|devant|s['’](?=il))"
_ASKED = tuple(
    re.compile(rf"\W*{form}\W*", re.IGNORECASE)
    for form in (
        rf"what (?:(?:should|do|can|must|shall|could) {_WE} do|to do|"
        rf"(?:is to|needs to|should|must|can) be done)"
        rf" {_IN_CASE} (?P<x>.+?)",
        rf"how (?:do|should|can|must|could) {_WE} (?:deal with|handle|react to|react if|respond to|prevent|"
        r"avoid|treat|mitigate|cure|remedy) (?P<x>.+?)",
        r"(?:what|which) (?:(?:actions?|measures?|remed(?:y|ies)) )?(?:is|are) recommended "
        rf"{_IN_CASE} (?P<x>.+?)",
        rf"(?:what (?:is|are) the )?(?:recommended )(?:actions?|measures?) {_IN_CASE} (?P<x>.+?)",
        r"(?:que|quoi) (?:faire|dois[- ]je faire|doit[- ]on faire|faut[- ]il faire|peut[- ]on faire|"
        rf"devons[- ]nous faire|fait[- ]on) {_EN_CAS}\s*(?P<x>.+?)",
        r"(?:qu['’]est[- ]ce qu['’]on fait|on fait quoi|je fais quoi|il faut faire quoi|faut faire quoi)"
        rf" {_EN_CAS}\s*(?P<x>.+?)",
        r"comment (?:réagir|remédier|traiter|éviter|prévenir|gérer)"
        rf" (?:à |au |aux |{_EN_CAS}\s*)?(?P<x>.+?)",
        r"quel(?:le)?s? (?:action|mesure|remède)s? (?:est|sont) (?:recommandé|préconisé)e?s?"
        rf" {_EN_CAS}\s*(?P<x>.+?)",
        rf"(?:quelle est la )?conduite à tenir {_EN_CAS}\s*(?P<x>.+?)",
        r"(?P<x>[^?]{6,80}?)\s*[,;.:–-]+\s*(?:que faire|je fais quoi|on fait quoi|faire quoi|quoi faire|"
        r"que dois[- ]je faire|qu['’]est[- ]ce que je fais|what (?:do|should|can|must) (?:i|we) do|"
        r"what to do|"
        r"what now)(?: maintenant| now)?",
    )
)
_KNOW = r"(?:know|tell|see|notice|recogni[sz]e|spot|detect|identify|find out)"
_SIGNS = tuple(
    re.compile(rf"\W*{form}\W*", re.IGNORECASE)
    for form in (
        r"(?:(?:what|which) (?:is|are) )?(?:the )?(?:first |early |typical |usual )?"
        r"(?:signs?|symptoms?|indications?|indicators?) (?:of|for|that) (?:an? |the )?(?P<x>.+?)",
        rf"how (?:do|does|can|could|will|would|should) {_WE} {_KNOW} "
        r"(?:(?:that|if|whether|when) )?(?P<x>.+?)",
        r"how (?:is|are|can|could) (?P<x>.+?) (?:be )?"
        r"(?:detected|recogni[sz]ed|noticed|seen|spotted|identified|monitored|watched)",
        r"how does (?P<x>.+?) show(?: itself)?",
        r"(?:quels? (?:est|sont) )?(?:les? |l['’])?(?:premiers? )?"
        r"(?:signes?|symptômes?|indices?) "
        r"(?:d['’]|de la |de l['’]|du |des |de )(?:une? )?(?P<x>.+?)",
        r"(?:comment|à quoi)(?: est-ce qu['’]on)? (?:détecter|reconnaître|repérer|identifier|savoir si|"
        r"voir si|savoir que|reconnaît-on|détecte-t-on|repère-t-on|se manifeste|détecte|reconnaît|"
        r"sait-on si|voit-on si|on sait si|on voit si) "
        r"(?:une? |la |le |les |l['’])?(?P<x>.+?)",
    )
)
_EFFECTS = tuple(
    re.compile(rf"\W*{form}\W*", re.IGNORECASE)
    for form in (
        r"what (?:happens|would happen|will happen|can happen|does it do) (?:if|when) (?P<x>.+?)",
        r"(?:what (?:is|are) )?(?:the )?(?:effects?|consequences?) (?:of|if) (?P<x>.+?)",
        r"(?:que se passe-t-il|qu['’]arrive-t-il|il se passe quoi|que se passerait-il) "
        r"(?:si|quand|lorsque) (?P<x>.+?)",
        r"(?:quels? (?:est|sont) |quelles? (?:est|sont) )?(?:les? |l['’])?(?:effets?|conséquences?) "
        r"(?:d['’]|de la |de l['’]|du |des |de )(?:une? )?(?P<x>.+?)",
    )
)
_ROLES = ((_ASKED, (ACTION, CONTROL)), (_SIGNS, (EFFECT, CONTROL)), (_EFFECTS, (EFFECT,)))


def asked_fault(text: str) -> tuple[str, tuple[frozenset[str], ...]]:
    """The words for a fault, and of the columns that are asked for; empty where it is no such question."""
    plain = " ".join(text.split())
    for forms, roles in (
        (_ASKED, (ACTION, CONTROL)),
        (_SIGNS, (EFFECT, CONTROL)),
        (_EFFECTS, (EFFECT,)),
    ):
        match = next((found for form in forms if (found := form.fullmatch(plain))), None)
        if match is not None:
            return match["x"], roles
    return "", ()
