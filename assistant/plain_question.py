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
_REORDERED = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (
            r"^\W*(?:il (?:nous )?|y )?faut (?:mettre |prévoir )?combien (?P<of>d['’e] ?[\w'’ -]+?) "
            r"(?P<rest>(?:pour|dans|sur|par)\b.*)",
            r"combien \g<of> faut-il \g<rest>",
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
            rf"^\W*(?:what|how much) did {_PARTS} (?:for|on|of) (?P<rest>.+?) cost(?: us)?\b(?P<when>.*)",
            r"total \g<what> cost of \g<rest>\g<when>",
        ),
        (r"\bhapp?e+n+d\b|\bhapp?ened\b|\bhapenned\b", "happened"),
    )
)


def asked_plainly(text: str) -> str:
    """The question itself, without the words that lead to it, its words in the usual order."""
    plain = _INDIRECT.sub("", text)
    for pattern, written in _REORDERED:
        plain = pattern.sub(written, plain)
    return plain or text
