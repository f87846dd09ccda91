"""Questions asked in a roundabout way, in the order of words that patterns expect. Knows words, no documents.

"j'aimerais savoir combien de …" asks "combien de …"; "il faut combien d'huile pour …" asks "combien d'huile
faut-il pour …". What is not listed stays as it is.
"""

from __future__ import annotations

import re

_ASKING = (
    r"(?:when|what|which|who|where|why|how|if|whether|quand|quel(?:le)?s?|qui|que|quoi|où|ou|pourquoi|"
    r"comment|combien|à quel(?:le)?s?|a quel(?:le)?s?|tous les combien|ce qu)\b"
)
_INDIRECT = re.compile(
    r"^\W*(?:(?:please|svp|stp)\W+)?(?:"
    r"(?:i(?:['’]d| would) (?:like|love) to know|i (?:want|need) to know|i(?: a|['’])m wondering|i wonder|"
    r"(?:can|could|would) you (?:please )?tell (?:me|us)|(?:please )?tell (?:me|us)|do you know|any idea)|"
    r"(?:j['’ ]?aimerai[st]? (?:bien )?savoir|je (?:voudrai[st]?|veux|souhaite(?:rais)?) savoir|"
    r"(?:peux|peut|pourrais)[- ]tu (?:me |nous )?dire|(?:pouvez|pourriez)[- ]vous (?:me |nous )?dire|"
    r"(?:est[- ]ce que )?(?:tu sais|vous savez)|sai[st][- ]tu|savez[- ]vous|dis[- ](?:moi|nous)|"
    r"dites[- ](?:moi|nous)|une idée de)"
    rf")\W+(?={_ASKING})",
    re.IGNORECASE,
)
_SPENT = r"(?:did|have|has|do) (?:we|they|you|it|the plant) (?:already )?(?:spend|spent|pay|paid)"
_PARTS = r"(?:the )?(?P<what>(?:spare )?parts|spares|materials?|labou?r)"
_STOP = r"(?:trip|stop|shut-?down|failure|breakdown|outage)"
_STOP_FR = r"(?:déclenchement|declenchement|arrêt|arret|panne|défaillance|defaillance)"
_WHAT_FR = r"^\W*qu['’ ]est[- ]ce[- ]qui a"
_LED_FR = rf"{_WHAT_FR} (?:conduit|mené|mene|amené|amene)"
_WHAT_CAUSED = r"^\W*what (?:has )?caused (?:the |this |that )?"
_CAUSED_FR = r"(?:causé|cause|provoqué|provoque|entraîné|entraine)"
_REST = r"[\w -]+?"
_TOPIC = (
    r"^\W*(?![^,]*\b(?:is|are|was|were|has|have|had|does|did|came|went|ran|fell|got|shows?|says?|\w{3,}ed|"
    r"if|when|"
    r"after|before|since|it|they|we|i|you|ok|hi|hello|thanks|est|sont|a|ont|était|etait|si|quand|après|apres|"
    r"on|il|elle|nous|je|bonjour|merci)\b[^,]*,)(?P<topic>[^,;?!]{2,60}?)"
)
"""A thing that is named before it is asked about, and no sentence of its own."""
_BE = r"(?:is|are|was|were|does|do|did|has|have)"
_REORDERED = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (
            r"^\W*(?:il (?:nous )?|y )?faut (?:mettre |prévoir )?combien (?P<of>d['’e] ?[\w'’ -]+?) "
            r"(?P<rest>(?:pour|dans|sur|par)\b.*)",
            r"combien \g<of> faut-il \g<rest>",
        ),
        (
            r"^\W*(?P<rest>(?:l['’]|la |le |les |cette |cet |ce )?[\w'’ /-]{2,60}?) (?P<verb>a coûté|"
            r"ont coûté|coûte|"
            r"a duré|dure|a pris|pèse) combien(?P<of> (?:de|d['’]) ?[\w'’]+(?: [\w'’]+)*)?\W*$",
            r"combien\g<of> \g<verb> \g<rest> ?",
        ),
        (
            r"^\W*(?:il s['’ ]?est pass[ée]|(?:kes|kesk) ?(?:ki |qui )?s['’ ]?est pass[ée]) (?:quoi )?",
            "que s'est-il passé ",
        ),
        (r"^\W*qu['’ ]est[- ]ce[- ]qui (?:s['’]est passé|est arrivé)\b", "que s'est-il passé"),
        (r"^\W*que s['’ ]est[- ]il passe\b", "que s'est-il passé"),
        (
            rf"^\W*how much (?:money )?{_SPENT} (?:on|for) {_PARTS} (?:for|on|of) (?P<rest>.+)",
            r"total \g<what> cost of \g<rest>",
        ),
        (rf"^\W*how much (?:money )?{_SPENT} (?:on|for) (?P<rest>.+)", r"total cost of \g<rest>"),
        (
            r"^\W*what did (?P<rest>(?=[\w/-]*\d)[\w/-]+) cost(?: us)?\b(?P<when>.*)",
            r"total cost of \g<rest>\g<when>",
        ),
        (
            rf"^\W*(?:what|how much) did {_PARTS} (?:for|on|of) (?P<rest>.+?) cost(?: us)?\b(?P<when>.*)",
            r"total \g<what> cost of \g<rest>\g<when>",
        ),
        (
            rf"^\W*what (?:has )?led to (?P<what>(?:the |this |that |its )?{_STOP}\b.*)",
            r"what happened before \g<what>",
        ),
        (
            rf"{_LED_FR} au (?P<what>{_STOP_FR}\b.*)",
            r"que s'est-il passé avant le \g<what>",
        ),
        (
            rf"{_LED_FR} [àa] (?P<what>(?:la |l['’] ?){_STOP_FR}\b.*)",
            r"que s'est-il passé avant \g<what>",
        ),
        (
            rf"{_WHAT_CAUSED}trip of (?P<of>{_REST})\W*$",
            r"why did \g<of> trip?",
        ),
        (
            rf"{_WHAT_CAUSED}(?:stop|shut-?down|outage) of (?P<of>{_REST})\W*$",
            r"why did \g<of> stop?",
        ),
        (
            rf"{_WHAT_CAUSED}(?:failure|breakdown) of (?P<of>{_REST})\W*$",
            r"why did \g<of> fail?",
        ),
        (
            rf"{_WHAT_FR} {_CAUSED_FR} le d[ée]clenchement d(?:e |e la |u )(?P<of>{_REST})\W*$",
            r"pourquoi \g<of> a déclenché ?",
        ),
        (
            rf"{_WHAT_FR} {_CAUSED_FR} l['’] ?arr[êe]t d(?:e |e la |u )(?P<of>{_REST})\W*$",
            r"pourquoi \g<of> s'est arrêtée ?",
        ),
        (
            rf"{_WHAT_FR} {_CAUSED_FR} la (?:panne|d[ée]faillance) d(?:e |e la |u )(?P<of>{_REST})\W*$",
            r"pourquoi \g<of> est tombée en panne ?",
        ),
        (
            rf"{_TOPIC}, (?P<ask>where|when|why|who|what|how(?: \w+)?) (?P<be>{_BE}) "
            r"(?:it|they|this|that)(?P<rest>\b[^,;]*)$",
            r"\g<ask> \g<be> \g<topic>\g<rest>",
        ),
        (
            rf"{_TOPIC},? (?:où|ou) (?:est[- ]ce qu['’ ])?(?:il|elle|ils|elles|c['’]) ?"
            r"(?P<be>est|sont|se trouve(?:nt)?)"
            r"(?P<rest>\b[^,;]*)$",
            r"où \g<be> \g<topic>\g<rest>",
        ),
        (
            rf"{_TOPIC}, (?:il (?:y |lui )?|y )?faut (?:mettre |prévoir )?combien (?P<of>d['’e] ?[\w'’ -]+?)"
            r"\W*$",
            r"combien \g<of> faut-il pour \g<topic> ?",
        ),
        (
            r"^\W*how long (?:does|do|would|will) (?:it|we|they) (?:take|need|wait)(?: for us)? "
            r"(?:to (?:get|receive|order|obtain|buy)|until we (?:get|have)) (?:a |an |the |new )*"
            r"(?P<rest>[\w /-]+?)\W*$",
            r"lead time of \g<rest>",
        ),
        (
            r"^\W*(?:il faut |faut-il )?combien de temps (?:faut-il )?pour "
            r"(?:recevoir|obtenir|commander|se faire livrer) "
            r"(?:une? |la |le |les |des |l['’])?(?P<rest>[\w '’/-]+?)\W*$",
            r"délai de livraison de \g<rest>",
        ),
        (r"\bhapp?e+n+d\b|\bhapp?ened\b|\bhapenned\b", "happened"),
    )
)


def asks_indirectly(text: str) -> bool:
    """True for "I would like to know which …", which asks without a mark."""
    return _INDIRECT.match(text) is not None


def asked_plainly(text: str) -> str:
    """The question itself, without the words that lead to it, its words in the usual order."""
    plain = _INDIRECT.sub("", text)
    for pattern, written in _REORDERED:
        plain = pattern.sub(written, plain)
    return plain or text
