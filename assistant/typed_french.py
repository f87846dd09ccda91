"""French as people type it, in the words that patterns expect: shorthand, lost accents, lost hyphens.

Knows words, no documents. What is not listed stays as it is: names and words of a document are compared
without accents anyway (``assistant.words``).
"""

from __future__ import annotations

import re

from assistant.words import fold

_SHORT = {
    "c koi": "c'est quoi", "c quoi": "c'est quoi", "ckoi": "c'est quoi", "cé quoi": "c'est quoi",
    "koi": "quoi", "pk": "pourquoi", "pq": "pourquoi", "pkoi": "pourquoi", "pourkoi": "pourquoi",
    "prq": "pourquoi", "cb": "combien", "cmb": "combien", "combi1": "combien", "qd": "quand", "kan": "quand",
    "kand": "quand", "ki": "qui", "kel": "quel", "kelle": "quelle", "kels": "quels", "kelles": "quelles",
    "ke": "que", "qq": "quelque", "qqn": "quelqu'un", "qqch": "quelque chose", "ya": "il y a",
    "y'a": "il y a", "yatil": "y a-t-il", "tjs": "toujours", "tjrs": "toujours", "bcp": "beaucoup",
    "avk": "avec", "pdt": "pendant", "cte": "cette", "ds": "dans", "mtn": "maintenant", "mtnt": "maintenant",
    "ajd": "aujourd'hui", "auj": "aujourd'hui", "aujourdhui": "aujourd'hui", "aujourd hui": "aujourd'hui",
    "c est": "c'est", "c qui": "c'est qui", "c ou": "c'est où", "c quelle": "c'est quelle",
    "c quel": "c'est quel",
    "rdv": "rendez-vous", "pb": "problème",
    "jai": "j'ai", "jpeux": "je peux", "chui": "je suis",
    "comen": "comment", "coment": "comment", "coman": "comment", "ou est ce que": "où est-ce que",
}  # fmt: skip
_ACCENTED = """
    durée température épaisseur diamètre débit délai fréquence périodicité capacité cylindrée âge
    procédure procédures étape étapes sécurité règlement réglage numéro référence matériel équipement
    équipements opérateur ingénieur régime énergie éclairage électrique mécanique hydraulique
    vérification réparation réparations défaut défauts arrêt arrêts démarrage dernière première
    dernières premières préventif préventive autorisée nécessaire conséquence conséquences résume schéma
    résistance tolérance tolérées coût coûte coûtent coûts après très déjà même mêmes était étaient été
    être voilà début année années février août décembre mètre mètres degré degrés kilomètre kilomètres
    séquence clé règlementaire écart élevée
""".split()
"""Words of patterns and questions whose form without accents is no other French word."""
_PLACED = r"est|sont|se|faut|doit|peut|trouve|on|range|jet|met|ça|sera|y"
_VERBS = r"peut|doit|faut|peuvent|doivent|sont|est|puis|dois|ont|sera|seront"
_PHRASES = tuple(
    (re.compile(pattern, re.IGNORECASE), written)
    for pattern, written in (
        (r"\ba (?=quel(?:le)?s?\b|quoi\b|qui\b|combien\b|partir\b|quand\b)", "à "),
        (r"\bjusqu['’ ]?a\b(?=\s)", "jusqu'à"),
        (r"\bjusqu['’ ]?ou\b", "jusqu'où"),
        (rf"^(?P<head>\W*(?:et\s+|dis\s+)?)ou (?={_PLACED})", r"\g<head>où "),
        (r"\bd['’ ]ou (?=vien|provien|sort)", "d'où "),
        (r"\best[ -]ce (?=qu)", "est-ce "),
        (rf"\b(?P<verb>{_VERBS}) (?P<who>on|il|elle|ils|elles|je)\b", r"\g<verb>-\g<who>"),
        (
            r"\b(?P<verb>[^\W\d_]{2,})[ -]+t[ '’-]{1,2}(?P<who>il|elle|on|ils|elles)\b",
            r"\g<verb>-t-\g<who>",
        ),
    )
)
_RIGHT = re.compile(
    r"(?P<who>\b(?:j['’]ai|ai-je|on a|a-t-on|avons-nous|nous avons|est-ce qu['’]on a|"
    r"est-ce que j['’]ai)|\bqui a) (?:bien )?le droit (?:de |d['’])",
    re.IGNORECASE,
)
_WORDS = {fold(word): word for word in _ACCENTED if fold(word) != word}
_SHORTHAND = re.compile(
    r"(?<![\w'’-])(?:"
    + "|".join(re.escape(k) for k in sorted(_SHORT, key=len, reverse=True))
    + r")(?![\w'’-])",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])", re.IGNORECASE)


def as_written(text: str) -> str:
    """A French question with its shorthand written out, and with the accents and hyphens of its cues.

    Capitals are kept where a word is none of them: ``PK`` and ``G`` may be names.
    """
    plain = _SHORTHAND.sub(lambda m: m[0] if m[0].isupper() else _SHORT[m[0].lower()], text)
    plain = _TOKEN.sub(lambda m: _WORDS.get(m[0], m[0]), plain)
    for pattern, written in _PHRASES:
        plain = pattern.sub(written, plain)
    return _RIGHT.sub(lambda m: "qui peut " if m["who"].lower() == "qui a" else "peut-on ", plain)
